"""The lanes and marks of what is recorded beside the return: plans in parallel, court, school, steps, days to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import polars as pl

from models.codes import label
from models.rules.court import HEARINGS
from models.rules.journeys import EARLIER_MATCH, journeys
from models.rules.people import judged
from models.rules.plans import PATHWAYS, RELATIONS
from models.rules.steps import taken
from models.rules.work.planned import coming
from models.snapshot import Snapshot
from models.timeline.shapes import Lane, Mark, Row, Span

EVERYDAY = ("VISIT", "IRO-VISIT", "VOICE", "PEP", "PPM", "PMG")
"""Steps taken again and again: they stand in the lists, not among the marks."""
TERM = dt.timedelta(weeks=16)
"""The longest a term is drawn where no later one is on record."""


def plans(snapshot: Snapshot, child: str) -> list[Lane]:
    """One lane for each plan, the first agreed on top: when it was the primary one and when a contingency."""
    switches = _of(snapshot, "primary_plan", child)
    found = []
    for row in sorted(_of(snapshot, "plan", child), key=lambda row: (row["begins"], row["plan"])):
        words = PATHWAYS.get(row["pathway"]) or str(row["pathway"])
        if row["with_whom"]:
            words = f"{words}, {RELATIONS.get(row['with_whom'], row['with_whom'])}"
        found.append(Lane(f"plan-{row['plan']}", f"Plan {row['plan']}", tuple(_ranked(row, words, switches))))
    return found


def _ranked(plan: Row, words: str, switches: Sequence[Row]) -> Iterator[Span]:
    """The time of one plan, parted where it became the primary one or ceased to be it."""
    begins, ends = plan["begins"], plan["ends"]
    cuts = sorted(
        {begins, *(row["since"] for row in switches if begins < row["since"] and (not ends or row["since"] < ends))}
    )
    pieces: list[tuple[dt.date, bool]] = []
    for cut in cuts:
        chosen = [row["plan"] for row in switches if row["since"] <= cut]
        primary = bool(chosen) and chosen[-1] == plan["plan"]
        if not pieces or pieces[-1][1] != primary:
            pieces.append((cut, primary))
    for (since, primary), after in zip_longest(pieces, pieces[1:]):
        end = after[0] if after else ends
        why = f" ({label('plan_ended', plan['why_ended']).lower()})" if not after and plan["why_ended"] else ""
        rank = "primary plan" if primary else "contingency"
        yield Span(since, end, f"{words}: {rank}{why}", "primary" if primary else "contingency")


def lanes(snapshot: Snapshot, child: str) -> list[Lane]:
    """Court and school, where there is anything of them."""
    court = tuple(
        [
            Span(row["begins"], row["ends"], _over("Pre-proceedings", "plo_outcome", row["outcome"]), "plo")
            for row in _of(snapshot, "pre_proceedings", child)
        ]
        + [
            Span(row["issued"], row["ends"], _over("Care proceedings", "order_kind", row["order_made"]), "proceedings")
            for row in _of(snapshot, "proceedings", child)
        ]
    )
    terms = _of(snapshot, "school_term", child)
    school = [_term(row, after, snapshot.as_at) for row, after in zip_longest(terms, terms[1:])]
    found = []
    if court:
        found.append(Lane("court", "Court", tuple(sorted(_apart(court), key=lambda span: span.start))))
    if school:
        found.append(Lane("school", "School", tuple(school)))
    return found


def _apart(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans that do not overlap: pre-proceedings end at the latest when proceedings are issued."""
    issued = [span.start for span in spans if span.code == "proceedings"]
    for span in spans:
        later = min((day for day in issued if day >= span.start), default=None)
        if span.code == "plo" and later is not None and (span.end is None or span.end > later):
            yield Span(span.start, later, span.words, span.code)
        else:
            yield span


def _over(words: str, code_set: str, code: str | None) -> str:
    return f"{words}: {label(code_set, code).lower()}" if code else words


def _term(row: Row, after: Row | None, day: dt.date) -> Span:
    end = min(row["begins"] + TERM, after["begins"] if after else row["begins"] + TERM)
    said = [label("term", row["term"])]
    if row["attendance"] is not None:
        said.append(f"attendance {row['attendance'] / 10:g} %")
    if row["hours"] is not None:
        said.append(f"{row['hours'] / 10:g} hours a week")
    return Span(row["begins"], end if end <= day else None, ", ".join(said), "term")


def marks(snapshot: Snapshot, child: str) -> Iterator[Mark]:
    """Steps taken and hearings held, suspensions, and the days to come: planned and listed."""
    day, mine = snapshot.as_at, pl.col("child") == child
    last = snapshot.once(journeys).filter(mine)["match"].to_list()
    for row in snapshot.once(taken).filter(mine).to_dicts():
        if row["kind"] not in EVERYDAY and not (row["kind"] == EARLIER_MATCH and row["day"] in last):
            outcome = f", {label('outcome', row['outcome']).lower()}" if row["outcome"] else ""
            rough = f" ({row['words']})" if row["words"] else ""
            kind = "hearing" if row["kind"] in HEARINGS else "step"
            yield Mark(row["day"], f"{label('milestone', row['kind'])}{outcome}{rough}", kind)  # type: ignore[arg-type]
    for row in _of(snapshot, "suspension", child):
        yield Mark(row["begins"], label("exclusion", row["permanent"]), "step")
    for row in snapshot.once(coming).filter(mine).with_columns(state=judged(pl.col("due"), day)).to_dicts():
        listed = "listed for" if row["kind"] in HEARINGS else "planned for"
        yield Mark(row["due"], f"{row['what']} {listed}", "due", row["state"])


def _of(snapshot: Snapshot, table: str, child: str) -> list[Row]:
    return snapshot[table].filter(pl.col("child") == child).to_dicts()
