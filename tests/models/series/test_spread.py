"""Those who finished and those who still wait stand side by side."""

from __future__ import annotations

import pytest

from models.measures import Period
from models.series.spread import spread
from tests.support.facts import day, episodes, snapshot

DRAWING = """
child | decom      | rne | ls | place | dec        | rec
1     | 2020-01-01 | S   | C1 | U6    |            |
1     | 2021-01-01 | L   | E1 | U6    |            |
2     | 2020-01-01 | S   | C1 | U6    |            |
2     | 2021-02-01 | L   | E1 | U6    |            |
3     | 2020-01-01 | S   | C1 | U6    |            |
3     | 2021-03-01 | L   | E1 | U6    |            |
4     | 2021-05-01 | P   | E1 | U6    |            |
"""
YEAR = Period(day("2021-04-01"), day("2022-03-31"))


def test_finished_beside_waiting_with_mean_median_quartiles_and_how_many() -> None:
    matches = "child | date_match\n1 | 2021-04-11\n4 | 2021-06-01"
    found = spread(snapshot("2022-03-31", episodes(DRAWING), adoption=matches), "T01", YEAR)
    assert (found.finished.n, found.finished.mean, found.finished.children.to_list()) == (1, 100, ["1"])
    assert found.waiting.children.to_list() == ["2", "3"]
    assert found.waiting.days.to_list() == [423, 395]
    assert (found.waiting.mean, found.waiting.median, found.waiting.quartiles) == (409, 409, (402, 416))
    assert found.waiting.longest == 423
    assert found.no_date.to_list() == ["4"], "the day of whose order is not known"
    assert found.words == "100 days on average, 1 child; 2 still wait, 409 days so far on average"


def test_nobody_finished_and_nobody_waits() -> None:
    found = spread(snapshot("2022-03-31", episodes(DRAWING)).take([]), "T01", YEAR)
    assert found.words == "nobody finished; nobody still waits"
    assert found.finished.quartiles is None


def test_a_count_has_no_spread() -> None:
    with pytest.raises(ValueError, match="mean of days"):
        spread(snapshot("2022-03-31", episodes(DRAWING)), "M01", YEAR)
