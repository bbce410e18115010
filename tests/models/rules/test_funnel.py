"""The stages of a period: who was there, who came, who went, and that the numbers always add up."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.funnel import ALL, NOT_IN_CARE, board, children, moves, ways
from models.snapshot import Snapshot
from models.trackers.permanence import everyone
from tests.support.facts import episodes, facts
from tests.support.northport import TODAY, northport_facts

NUMBERS = ("start", "came", "went", "here")
WAITING, PLACED = "Placement order, waiting for match", "Placed, waiting for order"
FACTS = facts(
    episodes("""
        child   | decom      | ls | place | dec        | rec
        stays   | 2019-06-03 | E1 | U6    |            |
        placed  | 2019-06-03 | E1 | U6    |            |
        placed  | 2021-09-03 | E1 | A6    |            |
        adopted | 2018-06-03 | E1 | A6    | 2021-12-03 | E12
        passes  | 2021-05-03 | V2 | U6    | 2021-08-03 | E4A
        gone    | 2018-06-03 | C2 | U6    | 2020-12-03 | E45
        returns | 2018-06-03 | C2 | U6    | 2020-12-03 | E4A
        returns | 2022-01-10 | E1 | U6    |            |
        between | 2019-06-03 | C2 | U6    |            |
        between | 2021-06-03 | C1 | U6    |            |
        between | 2021-09-03 | C2 | U6    |            |
    """)
)


def year() -> pl.DataFrame:
    """The twelve months to 31 March 2022."""
    now = Snapshot(FACTS, dt.date(2022, 3, 31))
    return moves(now, now.on(dt.date(2021, 3, 31)))


def line(stage: str) -> dict[str, object]:
    """A stage's row of the board."""
    return board(year()).filter(pl.col("stage") == stage).row(0, named=True)


def test_each_stage_says_who_was_there_came_went_and_is_there() -> None:
    row = line(WAITING)
    assert [row[number] for number in NUMBERS] == [2, 1, 1, 2]
    assert children(year(), WAITING, "start") == ["placed", "stays"]
    assert children(year(), WAITING, "came") == ["returns"]
    assert children(year(), WAITING, "went") == ["placed"]
    assert children(year(), WAITING, "here") == ["returns", "stays"]
    assert ways(year(), WAITING, out=True) == [(PLACED, ["placed"])]
    assert ways(year(), WAITING, out=False) == [(NOT_IN_CARE, ["returns"])]


def test_the_days_are_those_of_the_children_there_now() -> None:
    days = [(dt.date(2022, 3, 31) - since).days for since in (dt.date(2019, 6, 3), dt.date(2022, 1, 10))]
    assert line(WAITING)["median"] == sum(days) / 2
    assert line("Adopted")["median"] is None


def test_a_way_of_leaving_counts_those_who_left_in_the_period() -> None:
    assert [line("Adopted")[number] for number in NUMBERS] == [0, 1, 0, 1]
    assert ways(year(), "Adopted", out=False) == [(PLACED, ["adopted"])]
    assert [line("Left care: returned home, planned")[number] for number in NUMBERS] == [0, 1, 0, 1]
    assert ways(year(), "Left care: returned home, planned", out=False) == [(NOT_IN_CARE, ["passes"])]
    assert "gone" not in year()["child"].to_list()


def test_who_left_a_stage_and_came_back_did_neither() -> None:
    row = line("In care, no adoption decision")
    assert [row[number] for number in NUMBERS] == [1, 0, 0, 1]


def test_all_who_have_not_left_are_counted_once() -> None:
    assert [line(ALL)[number] for number in NUMBERS] == [4, 1, 1, 4]
    assert ways(year(), ALL, out=True) == [("Adopted", ["adopted"])]


@given(
    last=st.dates(dt.date(2020, 1, 1), TODAY),
    length=st.integers(1, 1500),
    some=st.sets(st.integers(0, 299), min_size=1, max_size=60),
)
def test_the_numbers_add_up_in_any_period_and_open_as_many_children(last: dt.date, length: int, some: set[int]) -> None:
    everybody = northport_facts(300)
    ids = everybody["child_details"]["child"].to_list()
    now = Snapshot(everybody.take(ids[at % len(ids)] for at in some), last)
    moved = moves(now, now.on(last - dt.timedelta(days=length)))
    rows = board(moved)
    for row in rows.iter_rows(named=True):
        assert row["start"] + row["came"] - row["went"] == row["here"]
        for number in NUMBERS:
            assert len(children(moved, row["stage"], number)) == row[number]
        for out, number in ((True, "went"), (False, "came")):
            assert sum(len(found) for _stage, found in ways(moved, row["stage"], out=out)) == row[number]
    if not rows.is_empty():
        stages = rows.filter(~pl.col("left") & (pl.col("stage") != ALL))
        together = rows.filter(pl.col("stage") == ALL)
        for number in ("start", "here"):
            assert stages[number].sum() == together[number].sum()


@pytest.mark.parametrize("day", [dt.date(2024, 3, 31), TODAY])
def test_the_board_says_what_the_permanence_tracker_says(day: dt.date) -> None:
    now = Snapshot(northport_facts(), day)
    moved = moves(now, now.on(dt.date(day.year - 1, day.month, day.day)))
    shown = everyone(now).filter("shown")
    wanted = dict(shown.group_by("stage").len().rows())
    assert {
        row["stage"]: row["here"] for row in board(moved).iter_rows(named=True) if row["here"] and row["stage"] != ALL
    } == wanted
