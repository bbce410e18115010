"""Of those who came in together, how many reached permanence within twelve months, and who is not known yet."""

from __future__ import annotations

import datetime as dt

import pytest

from models.series.cohorts import PERMANENT, cohorts
from models.snapshot import Snapshot
from tests.support.facts import day, episodes, snapshot
from tests.support.sampled import TODAY, authority

DRAWING = """
child | decom      | dec        | rec
1     | 2021-01-04 | 2021-03-01 | E4A
2     | 2021-02-04 | 2022-02-04 | E45
3     | 2021-03-31 | 2022-04-01 | E41
4     | 2021-03-31 | 2021-06-01 | E3
5     | 2021-04-01 |            |
6     | 2022-01-10 | 2022-02-10 | E4B
7     | 2022-03-10 |            |
"""


def test_a_cohort_counts_twelve_calendar_months_from_each_entry() -> None:
    found = cohorts(snapshot("2022-04-30", episodes(DRAWING)), 18)
    first = next(each for each in found if each.title == "Jan to Mar 2021")
    assert first.children.to_list() == ["1", "2", "3", "4"]
    assert first.reached["home"].to_list() == ["1"]
    assert first.reached["sgo"].to_list() == ["2"], "on the last day of the twelve months"
    assert len(first.reached["cao"]) == 0, "3 left a day too late"
    assert (first.permanent, first.share, first.unfinished) == (2, 50, False)
    assert first.bounds == (50, 50)


def test_a_cohort_not_followed_to_its_end_says_so() -> None:
    found = {each.title: each for each in cohorts(snapshot("2022-03-31", episodes(DRAWING)), 18)}
    early = found["Apr to Jun 2021"]
    assert (early.open.to_list(), early.unfinished) == (["5"], True), "twelve months are over on the morrow"
    late = found["Jan to Mar 2022"]
    assert (late.share, late.bounds, late.open.to_list(), late.unfinished) == (50, (50, 100), ["7"], True)


def test_a_quarter_that_is_not_over_is_not_finished() -> None:
    found = cohorts(snapshot("2022-02-15", episodes(DRAWING)), 12)[-1]
    assert (found.title, found.last) == ("Jan to Mar 2022", day("2022-02-15"))
    assert (len(found.open), found.unfinished) == (0, True), "more may come in"


def test_years_are_those_of_the_return() -> None:
    found = cohorts(snapshot("2022-03-31", episodes(DRAWING)), 24, by="year")
    assert [(each.title, each.n) for each in found] == [("2020/21", 4), ("2021/22", 3)]


@pytest.mark.parametrize("back", [0, 200, 411])
def test_quarters_add_up_to_years_whatever_the_day(back: int) -> None:
    on = TODAY - dt.timedelta(days=back)
    known = Snapshot(authority(400), on)
    quarters, years = cohorts(known, 60), cohorts(known, 60, by="year")
    for year in years:
        parts = [each for each in quarters if year.first <= each.first <= year.last]
        assert sorted(child for each in parts for child in each.children) == sorted(year.children)
        for ending in PERMANENT:
            assert sum(len(each.reached[ending]) for each in parts) == len(year.reached[ending])
        assert year.permanent + len(year.open) <= year.n
