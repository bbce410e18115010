"""What a mean could be once its missing dates are known: the bounds hold the truth."""

from __future__ import annotations

import functools

import polars as pl
import pytest

from models.dates import add_months
from models.measures import MEASURES, Period
from models.series.gaps import CLOCKS, bounded
from models.snapshot import Facts, Snapshot
from tests.support.facts import day, episodes, snapshot
from tests.support.northport import TODAY, northport_facts

YEAR = Period(day("2021-04-01"), day("2022-03-31"))


def test_an_order_first_seen_in_the_middle_is_bounded_by_entry_and_by_that_day() -> None:
    drawing = """
        child | decom      | rne | ls | place
        1     | 2021-01-01 | S   | C1 | U6
        1     | 2021-02-01 | L   | E1 | U6
        2     | 2021-06-01 | P   | E1 | U6
    """
    matches, born = "child | date_match\n1 | 2021-05-12\n2 | 2021-09-09", "child | dob\n1 | 2020-01-01\n2 | 2021-03-01"
    known = snapshot("2022-03-31", episodes(drawing), adoption=matches, child_details=born)
    found = bounded(known, "T01", YEAR)
    assert found is not None
    assert found.said() == "100 days; between 100 and 146 once 1 missing date is bounded", "(100+100)/2, (100+192)/2"
    later = bounded(known, "T02", YEAR)
    assert later is not None
    assert later.said() == "no figure", "nobody was placed"


def test_a_count_has_no_bounds() -> None:
    assert bounded(snapshot("2022-03-31", episodes("child | decom\n1 | 2021-01-01")), "M01", YEAR) is None


@functools.cache
def begun_in_the_middle(months: int) -> Facts:
    """The invented authority, of half of whose children the data begins so many months ago, as a return's does."""
    whole = northport_facts(3000)
    kept = (pl.col("child").hash(3) % 2 == 0) | (pl.col("decom") >= add_months(TODAY, -months))
    cut = whole["care_episode"].filter(kept)
    return Facts(lambda table: cut if table == "care_episode" else whole[table], number=1)


@pytest.mark.parametrize("months", [9, 24])
@pytest.mark.parametrize("code", CLOCKS)
def test_the_bounds_hold_the_figure_of_whoever_knows_every_date(code: str, months: int) -> None:
    cut, period = Snapshot(begun_in_the_middle(months), TODAY), Period.year_to(TODAY)
    found, tally = bounded(cut, code, period), MEASURES[code].tally(cut, period)
    true = MEASURES[code].tally(Snapshot(northport_facts(3000), TODAY), period)
    assert found is not None
    assert true.days is not None
    known = dict(zip(true.children.to_list(), true.days.to_list(), strict=True))
    days = [known[child] for child in [*tally.children, *tally.no_date] if child in known]
    if found.lowest is None or found.highest is None or len(days) < tally.n + len(tally.no_date):
        assert len(tally.no_date) or not days, "some are in the figure of the one and not of the other"
        return
    assert found.lowest - 1e-6 <= sum(days) / len(days) <= found.highest + 1e-6


@pytest.mark.parametrize("code", CLOCKS)
def test_every_missing_date_of_the_invented_authority_has_bounds_or_is_said_to_have_none(code: str) -> None:
    found = bounded(Snapshot(northport_facts(3000), TODAY), code, Period.year_to(TODAY))
    assert found is not None
    tally = MEASURES[code].tally(Snapshot(northport_facts(3000), TODAY), Period.year_to(TODAY))
    assert found.missing == len(tally.no_date)
    assert (found.value is None) == (tally.n == 0)
