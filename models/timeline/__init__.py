"""One child's way through care as lanes of time and marked days, for the child page and the printed sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest

import polars as pl

from models.codes import ADOPTED, CHILD_ARRANGEMENTS, CONTINUES, PLACEMENT_ORDER, SPECIAL_GUARDIANSHIP, label
from models.rules.journeys import journeys
from models.rules.people import judged
from models.rules.work import ahead
from models.snapshot import Snapshot
from models.timeline import beside
from models.timeline.shapes import LETTERS, Kind, Lane, Mark, Row, Span, Timeline

__all__ = ["LETTERS", "Kind", "Lane", "Mark", "Row", "Span", "Timeline", "continues", "timeline"]


def timeline(snapshot: Snapshot, child: str, due: pl.DataFrame | None = None) -> Timeline:
    """The timeline of one child as at the snapshot's day, over every period of care; later endings are left open.

    `due` is what is ahead of everybody (`rules.work.all_ahead`), where timelines of several children are made.
    """
    periods = snapshot.once(journeys).filter(pl.col("child") == child).to_dicts()
    episodes = _of(snapshot, "care_episode", child)
    lanes = [
        Lane("legal", "Legal status", tuple(_legal(episodes))),
        Lane("placement", "Placement", tuple(_placements(episodes))),
        *(
            beside.plans(snapshot, child)
            or [Lane("plan", "Plan", tuple(_plan(episodes, _of(snapshot, "adm_decision", child))))]
        ),
        Lane("worker", "Worker", tuple(_workers(_of(snapshot, "social_worker", child), _last_day(periods)))),
    ]
    if missing := _of(snapshot, "missing_episode", child):
        spans = tuple(
            Span(row["mis_start"], row["mis_end"], label("missing", row["missing"]), row["missing"] or "")
            for row in missing
        )
        lanes.append(Lane("missing", "Missing", spans))
    if deprived := _of(snapshot, "deprivation_order", child):
        spans = tuple(Span(row["dolo_start"], row["dolo_end"], "Deprivation of liberty order") for row in deprived)
        lanes.append(Lane("deprived", "Liberty order", spans))
    lanes += beside.lanes(snapshot, child)
    reviews = _of(snapshot, "review", child)
    marks = [
        *_steps(periods),
        *(Mark(row["review"], _review(row["review_code"]), "review") for row in reviews),
        *beside.marks(snapshot, child),
        *_due(snapshot, ahead(snapshot, child) if due is None else due.filter(pl.col("child") == child)),
        Mark(snapshot.as_at, "The day shown", "today"),
    ]
    return Timeline(child, snapshot.as_at, tuple(lanes), tuple(sorted(marks, key=lambda mark: mark.on)))


def _of(snapshot: Snapshot, table: str, child: str) -> list[Row]:
    return snapshot[table].filter(pl.col("child") == child).to_dicts()


def _small(words: str) -> str:
    """Words as they go on within a sentence; capitals of an abbreviation stay."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _review(code: str | None) -> str:
    return f"Review, {_small(label('review_code', code))}" if code else "Review"


def continues(before: Row | None, row: Row) -> bool:
    """Whether an episode goes on from the one before it, in the same period of care."""
    return before is not None and before["rec"] == CONTINUES and before["dec"] == row["decom"]


def _legal(episodes: list[Row]) -> Iterator[Span]:
    """Unbroken stretches of one legal status."""
    yield from _runs(episodes, lambda row: str(row["ls"] or ""), "SLBU", lambda row: label("ls", row["ls"]))


def _placements(episodes: list[Row]) -> Iterator[Span]:
    """Unbroken stretches in one placement with one carer; a same-carer move within one type goes on."""
    yield from _runs(
        episodes,
        lambda row: f"{row['place']}/{row['place_provider']}",
        "SPTBU",
        lambda row: label("place", row["place"]),
        new="PB",
        code=lambda row: str(row["place"] or ""),
    )


def _runs(
    episodes: list[Row],
    key: Callable[[Row], str],
    begins: str,
    words: Callable[[Row], str],
    new: str = "",
    code: Callable[[Row], str] | None = None,
) -> Iterator[Span]:
    """Stretches over which `key` stays the same; an RNE in `new` begins another, one in `begins` says it began then."""
    before: Row | None = None
    held: Row | None = None
    for row in episodes:
        on = continues(before, row)
        if held is None or before is None or not on or key(row) != key(before) or (row["rne"] or "-") in new:
            if held is not None and before is not None:
                yield _span(held, before, words, code or key)
            held = row | {"known": on or (row["rne"] or "-") in begins}
        before = row
    if held is not None and before is not None:
        yield _span(held, before, words, code or key)


def _span(first: Row, last: Row, words: Callable[[Row], str], code: Callable[[Row], str]) -> Span:
    return Span(first["decom"], last["dec"], words(first), code(first), first["known"])


def _plan(episodes: list[Row], decisions: list[Row]) -> Iterator[Span]:
    """What the record says of the plan: the decision for adoption until a placement order, then the order."""
    orders = [span for span in _legal(episodes) if span.code == PLACEMENT_ORDER]
    ends = [row["dec"] for row in episodes if row["dec"] and row["rec"] != CONTINUES]
    spans = [replace(span, words="Adoption, placement order") for span in orders]
    for row in decisions:
        decided = row["date_placed"]
        if any(span.start <= decided and (span.end is None or decided < span.end) for span in orders):
            continue
        stops = [row["date_placed_ceased"], *(span.start for span in orders), *ends]
        end = min((stop for stop in stops if stop and stop > decided), default=None)
        spans.append(Span(decided, end, "Adoption decided", "decision"))
    yield from sorted(spans, key=lambda span: span.start)


def _workers(rows: list[Row], last: dt.date | None) -> Iterator[Span]:
    """Each worker's time with the child; a worker the record leaves open ends with the child's care."""
    for row, after in zip_longest(rows, rows[1:]):
        end = row["sw_dec"] or (after["sw_decom"] if after else last)
        why = f" ({_small(label('sw_reason', row['sw_reason']))})" if row["sw_reason"] else ""
        yield Span(row["sw_decom"], end, f"{row['sw_id'] or 'worker not named'}{why}", row["sw_id"] or "")


def _last_day(periods: list[Row]) -> dt.date | None:
    """The day the last period of care ended; None while it goes on."""
    return periods[-1]["ended"] if periods else None


STEPS: tuple[tuple[str, str, Kind], ...] = (
    ("entry", "Entered care", "entry"),
    ("ico", "Interim care order", "order"),
    ("care_order", "Care order", "order"),
    ("ffa", "Early permanence placement", "placed"),
    ("adm", "Decision: should be placed for adoption", "decision"),
    ("adm_ceased", "Decision reversed", "decision"),
    ("po", "Placement order", "order"),
    ("po_ended", "Placement order ended", "order"),
    ("match", "Match", "match"),
    ("placed", "Placed for adoption", "placed"),
    ("ao", "Adoption order", "exit"),
    ("sgo", "Special guardianship order", "exit"),
    ("cao", "Child arrangements order", "exit"),
)
"""The steps of a journey that are marked: its column, the words, the kind of mark."""


def _steps(periods: list[Row]) -> Iterator[Mark]:
    for period in periods:
        for column, words, kind in STEPS:
            if period[column] is not None and not (column == "po_ended" and period[column] == period["ended"]):
                yield Mark(period[column], words, kind)
        if period["first_placed"] and period["first_placed"] != period["placed"]:
            yield Mark(period["first_placed"], "First placed for adoption", "placed")
        if period["ended"] and (period["rec"] or "") not in (*ADOPTED, *SPECIAL_GUARDIANSHIP, *CHILD_ARRANGEMENTS):
            yield Mark(period["ended"], f"Left care: {_small(label('rec', period['rec']))}", "exit")


def _due(snapshot: Snapshot, rows: pl.DataFrame) -> Iterator[Mark]:
    """What is due for the child by the rules, whenever that is."""
    day = snapshot.as_at
    rows = rows.filter(~pl.col("planned")).with_columns(state=judged(pl.col("due"), day))
    for row in rows.to_dicts():
        yield Mark(row["due"], f"{row['what']} {'was ' if row['due'] < day else ''}due by", "due", row["state"])
