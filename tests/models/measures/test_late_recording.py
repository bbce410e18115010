"""Q01: days from what happened to the day it was typed here, by the ledger of a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.edits import Tx
from models.edits.bulk import Bulk
from models.measures import MEASURES, Period, Tally
from models.snapshot import Facts, Snapshot
from models.store import Store
from tests.models.measures.asked import apart, groups
from tests.support.facts import day, facts, table
from tests.support.stores import Doing

YEAR = Period(day("2026-01-01"), day("2026-06-30"))


class Clock:
    """A clock that says what it was told."""

    def __init__(self) -> None:
        self.at = dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.at


def told(facts: Facts, period: Period = YEAR) -> Tally:
    return MEASURES["Q01"].tally(Snapshot(facts, period.last), period)


def test_a_file_tells_how_late_each_fact_was_typed(tmp_path: Path) -> None:
    clock = Clock()
    with Store.create(str(tmp_path / "northport.db"), clock=clock) as store:

        def do(at: dt.datetime, table: str, child: str, **cells: object) -> None:
            clock.at = at
            store.apply(Doing(lambda tx: tx.record(table, child, **cells), "Record"), who="Ann Other", today=at.date())

        def at(text: str) -> dt.datetime:
            return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)

        clock.at = at("2026-01-02 09:00")
        brought = pl.DataFrame({"child": "b", "review": [day("2026-01-02")], "review_code": "PN1", "year": 2026})
        store.record(Bulk("import", "Import return", new={"review": brought}), who="Ann Other")
        do(at("2026-02-01 09:00"), "allocation", "a", role="TEAM", begins=day("2026-01-01"), who="CARE-1")
        do(at("2026-05-03 22:59"), "milestone", "a", kind="LINK", plan=0, day=day("2026-05-01"))
        do(at("2026-05-03 23:01"), "milestone", "b", kind="LINK", plan=0, day=day("2026-05-01"))
        do(at("2026-05-04 09:00"), "milestone", "a", kind="PEP", plan=0, day=day("2026-05-01"), precision="MONTH")
        do(at("2026-07-01 09:00"), "review", "a", review=day("2026-05-01"), review_code="PN1")

        def corrected(tx: Tx) -> None:
            row = next(row for row in tx.current("milestone", "a") if row["kind"] == "LINK")
            tx.replace("milestone", row, None, day=day("2026-04-28"))

        clock.at = at("2026-06-20 09:00")
        store.apply(Doing(corrected, "Correct"), who="Ann Other", today=day("2026-06-20"))

        tally = told(store.facts())
        beside = apart(tally)
    assert sorted(zip(tally.children, tally.days, strict=True)) == [("a", 5), ("a", 31), ("b", 3)]  # type: ignore[arg-type]
    assert (tally.value, tally.median, tally.no_date.to_list()) == (13, 5, ["a"])
    assert groups(tally) == {"Allocation": ["a"], "Link with a family": ["a", "b"]}
    assert [(group.code, group.value) for group in tally.groups] == [("Allocation", 31), ("Link with a family", 4)]
    assert {code: sorted(part) for code, part in beside.items()} == {
        "CARE-1": ["a", "a"],
        "No team on record": ["b"],
        "imported": ["b"],
    }


def test_without_a_ledger_there_is_no_figure() -> None:
    tally = told(facts(review="review\n2026-05-01"))
    assert (tally.value, tally.n, apart(tally)) == (None, 0, {"imported": ["1"]})


MOMENTS = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 9, 1))
DAYS = st.dates(day("2025-12-01"), day("2026-09-01"))
TYPED = st.lists(
    st.tuples(DAYS, MOMENTS | st.none(), st.sampled_from(["a", "b"])), max_size=8, unique_by=lambda t: t[0]
)


def london(moment: dt.datetime) -> dt.date:
    """The day in London: an hour ahead from the last Sunday of March to that of October, at one o'clock."""
    summer = dt.datetime(2026, 3, 29, 1) <= moment < dt.datetime(2026, 10, 25, 1)
    return (moment + dt.timedelta(hours=summer)).date()


@settings(max_examples=30, deadline=None)
@given(TYPED, st.dates(day("2026-02-01"), day("2026-09-01")))
def test_it_is_read_the_same_twice(typed: list[tuple[dt.date, dt.datetime | None, str]], last: dt.date) -> None:
    drawing = [{"child": child, "review": str(on)} for on, _, child in typed]
    frame = table("review", drawing) if typed else facts()["review"]
    moments = [(number, at.replace(tzinfo=dt.UTC)) for number, (_, at, _) in enumerate(typed, 1) if at]
    kept = pl.DataFrame(moments, schema={"row_id": pl.Int64, "entered": pl.Datetime("us", "UTC")}, orient="row")
    bare = facts()
    known = Facts(
        lambda name: frame if name == "review" else bare[name],
        entered=lambda name: kept if name == "review" else kept.clear(),
    )
    period = Period(day("2026-01-15"), last)
    expected = [
        (child, (london(at) - on).days)
        for on, at, child in typed
        if at and period.first <= london(at) <= last and on <= last
    ]
    tally = told(known, period)
    assert sorted(zip(tally.children, tally.days, strict=True)) == sorted(expected)  # type: ignore[arg-type]
    brought = [child for on, at, child in typed if at is None and period.first <= on <= last]
    assert sorted(apart(tally).get("imported", [])) == sorted(brought)
    if expected:
        assert tally.value == pytest.approx(sum(waited for _, waited in expected) / len(expected))
