"""Then known, now known: every difference of a figure is told child by child, with the facts that make it."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import Period
from models.scorecard.known import OF_OTHERS, Revision, revisions
from models.snapshot import Facts, Snapshot
from models.subjects import AUTHORITY
from tests.support.facts import episodes, facts
from tests.support.sampled import authority

DAY = dt.date(2022, 3, 31)
THEN = """
    child | decom      | rne | ls | place | dec        | rec
    a     | 2020-05-01 | S   | E1 | U6    |            |
    a     | 2020-06-01 | P   | E1 | A6    | 2021-06-01 | E11
    b     | 2020-05-01 | S   | C2 | U6    |            |
    c     | 2020-05-01 | S   | C2 | U6    |            |
"""


def after(then: Facts, table: str, *rows: dict[str, object], gone: tuple[int, ...] = ()) -> Facts:
    """The same facts with some rows superseded by others, as a store would number them."""
    frame = then[table]
    kept = frame.filter(~pl.col("row_id").is_in(gone))
    filled = [dict.fromkeys(frame.columns) | row | {"row_id": 900 + at} for at, row in enumerate(rows)]
    new = pl.concat([kept, pl.DataFrame(filled, schema=frame.schema)]).sort("child", maintain_order=True)
    return Facts(lambda name: new if name == table else then[name], number=2)


def by_code(then: Facts, now: Facts) -> dict[str, Revision]:
    found = revisions(then, Snapshot(now, DAY), Period.year_to(DAY))
    return {each.measure.code: each for each in found}


def test_nothing_is_another_figure_where_nothing_was_recorded() -> None:
    then = facts(episodes(THEN))
    assert by_code(then, then) == {}


def test_who_came_in_who_went_and_whose_days_are_others_is_told_with_the_facts() -> None:
    then = facts(episodes(THEN), adoption="child | date_match\na | 2020-05-11")
    match = then["adoption"].row(0, named=True)
    now = after(then, "adoption", match | {"date_match": dt.date(2020, 5, 21)}, gone=(match["row_id"],))
    found = by_code(then, now)
    # The match lies before the twelve months: A2 counts three years, T01 does not.
    assert set(found) >= {"A2"}
    assert "T01" not in found
    (one,) = found["A2"].differences
    assert (found["A2"].then.value, found["A2"].now.value) == (10, 20)
    assert (one.child, one.what) == ("a", "10 days, now 20 days")
    assert one.why == ("Corrected since: adoption record: match date 11 May 2020, now 21 May 2020",)


def test_a_fact_recorded_late_brings_its_child_into_the_figure() -> None:
    then = facts(episodes(THEN))
    order = {"child": "b", "decom": dt.date(2021, 7, 1), "rne": "L", "ls": "E1", "cin": "N1", "place": "U6"}
    found = by_code(then, after(then, "care_episode", order))
    (one,) = found["K02"].differences
    assert (one.child, one.what) == ("b", "came into figure")
    assert one.why[0].startswith("Recorded since: care episode of 1 Jul 2021: ")
    assert found["K02"].children == ["b"]


def test_a_fact_taken_away_takes_its_child_out() -> None:
    then = facts(episodes(THEN))
    gone = then["care_episode"].filter(then["care_episode"]["child"] == "c")["row_id"].to_list()
    found = by_code(then, after(then, "care_episode", gone=tuple(gone)))
    (one,) = found["M01"].differences
    assert (one.child, one.what) == ("c", "went out of figure")
    assert one.why[0].startswith("Taken away since: care episode of 1 May 2020")


def test_a_new_estimate_changes_the_rate_and_is_named() -> None:
    then = facts(episodes(THEN), population="child | since | estimate\n* | 2020-01-01 | 30000")
    now = after(then, "population", {"child": "*", "since": dt.date(2021, 1, 1), "estimate": 20000})
    (one,) = by_code(then, now)["M02"].differences
    assert one.what == "the authority's own figures"
    assert one.why == ("Recorded since: population estimate of 1 Jan 2021: children aged 0 to 17: 20000",)


def test_every_difference_of_a_whole_authority_has_its_facts() -> None:
    """A tenth of the children are recorded late: every child who makes a difference is one of them."""
    now = authority(240)
    children = now["child_details"]["child"].to_list()
    late = set(children[::10])
    then = now.take([AUTHORITY, *(child for child in children if child not in late)])
    then.whole = then
    found = revisions(then, Snapshot(now, DAY), Period.year_to(DAY))
    assert found
    for revision in found:
        for each in revision.differences:
            assert (each.why == OF_OTHERS) is (each.child not in late), (revision.measure.code, each)
