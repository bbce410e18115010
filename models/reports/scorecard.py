"""The scorecard on paper: every measure with how many count, the year before, its limit and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from models import disclosure
from models.charts import CHARTS
from models.dates import british
from models.disclosure import NOT_APPLICABLE, ROUNDS_TO_ZERO, SUPPRESSED
from models.measures import GROUPS, MEASURES, Period, Tally
from models.progress import Progress, part
from models.reports import Asked, report
from models.reports.blocks import Block, Document, Drawn, Facts, Grid, Head, Heading, PageBreak, Small, Words
from models.reports.counted import BESIDE, Counted, Of, hidden, published, told
from models.reports.reach import reach
from models.rounding import number
from models.rules.house import house
from models.scorecard import Line, lines
from models.snapshot import Snapshot

_HEADS = (
    Head("Measure", note="What is counted; the definitions stand at the end."),
    Head("Over", note="The day, or from the first to the last day counted."),
    Head("Figure", True, note="The figure, with its unit."),
    Head("n", True, note="How many count: of a share, how many it is a share of."),
    Head("Median", True, note="The median, in the unit of the figure."),
    Head("Still waiting", True, note="How many still wait, and their mean time so far."),
    Head("Year before", True, note="The same figure a year earlier."),
    Head("Against the year before", note="How the figure moved."),
    Head("State", state=True, note="Red: a limit is past. Amber: the authority's own target is missed."),
    Head("Why", note="What the figure is judged by."),
)


@dataclass(frozen=True)
class Unprinted:
    """The counts that must not be printed, and which counts each figure rests on."""

    hidden: frozenset[str] = frozenset()
    rests: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    public: bool = False
    told: Mapping[str, Any] | None = None

    def figure(self, name: str, tally: Tally, unit: str) -> str:
        """A figure with its unit; for the public with the markers of the national statistics."""
        if not self.spares(name):
            return SUPPRESSED
        if self.public and tally.value is None:
            return NOT_APPLICABLE
        said = _figure(tally, unit)
        return said.replace("0.0", ROUNDS_TO_ZERO) if self.public and tally.value and said.startswith("0.0") else said

    def spares(self, name: str) -> bool:
        """Whether a figure may be printed."""
        return disclosure.seen(self.hidden, *self.rests.get(name, ()))


MONTHS = 36
"""How far back the charts go."""


@report("scorecard", "Scorecard", takes=("period", "charts"), public=True)
def document(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """Every measure for a period, beside the same period a year before, its limit and its target."""
    period = asked.over(snapshot)
    found = lines(snapshot, period, part(progress, 0, 0.8))
    said: list[Block] = []
    public = asked.audience == "public"
    unprinted = _unprinted(snapshot, found, published(snapshot, asked.compared)) if public else Unprinted()
    if public:
        said.append(Words(f"For the public: numbers of one to four children are not printed. {disclosure.MARKERS}"))
    said += reach(snapshot, period.before.first)
    for group in GROUPS:
        of_group = [line for line in found if line.measure.group == group]
        if of_group and not (public and group == "Check"):
            heads, rows = _table(of_group, unprinted)
            said += [Heading(group), Grid("", heads, rows)]
    if asked.charts and public:
        said.append(Words("The charts stand in the internal scorecard alone: their points are single months."))
    elif asked.charts:
        said += _charts(snapshot, part(progress, 0.8, 1.0))
    said += [PageBreak(), Heading("What each measure counts")]
    pairs = tuple((f"{code} {measure.title}", _definition(code)) for code, measure in MEASURES.items())
    said += [Facts(pairs), Small("Each definition is known by the code at its end; another wording is another code.")]
    about = asked.about(snapshot, "Scorecard", f"{len(found)} measures, {period}", n=len(found), counted="measures")
    style = asked.house or house(snapshot.facts)
    return Document(
        "scorecard", "Scorecard", about, asked.audience, tuple(said), True, house=style, told=unprinted.told
    )


def _charts(snapshot: Snapshot, progress: Progress) -> list[Block]:
    """Every chart over the last years, under the heading of its group."""
    found: list[Block] = [PageBreak(), Heading("Charts")]
    for at, maker in enumerate(CHARTS.values()):
        stretch = part(progress, at / len(CHARTS), (at + 1) / len(CHARTS))
        stretch(0.0, f"Drawing {maker.title}")
        found.append(Drawn(maker.make(snapshot, MONTHS, stretch)))
    return found


def _definition(code: str) -> str:
    measure = MEASURES[code]
    return f"{' '.join(measure.definition.split())} {measure.source}. {measure.identity}"


def _figure(tally: Tally, unit: str) -> str:
    said = number(tally.value, unit)
    return said if tally.value is None or unit == "difference" else f"{said}\u00a0{unit}"


def _table(of_group: list[Line], unprinted: Unprinted) -> tuple[tuple[Head, ...], tuple[tuple[str, ...], ...]]:
    """A group's measures, without the columns that nothing stands in."""
    rows = [_row(line, unprinted) for line in of_group]
    full = [at for at in range(len(_HEADS)) if at < 4 or any(row[at] not in ("–", "") for row in rows)]
    return tuple(_HEADS[at] for at in full), tuple(tuple(row[at] for at in full) for row in rows)


def _row(line: Line, unprinted: Unprinted) -> tuple[str, ...]:
    code, unit = line.measure.code, line.measure.unit
    now, then = unprinted.spares(code), unprinted.spares(f"{code} before")
    over = _over(line)
    note = line.tally.known_note if unprinted.spares(f"{code} note") else ""
    said = note if line.tally.kept else "" if unprinted.public else line.tally.wanted
    figure = unprinted.figure(code, line.tally, unit)
    waiting = line.waiting
    stood = "–"
    if waiting is not None:
        shown = unprinted.spares(f"{code} waiting")
        stood = (
            f"{len(waiting.children):,}, for {number(waiting.value, waiting.unit)} {waiting.unit}"
            if shown
            else SUPPRESSED
        )
    judged = line.judged if now else None
    why = judged.words if judged and judged.letter in "RAG" else said if now else ""
    return (
        f"{code} {line.measure.title}",
        over,
        figure,
        f"{line.tally.n:,}" if now else SUPPRESSED,
        "–" if line.tally.median is None else number(line.tally.median, unit) if now else SUPPRESSED,
        stood,
        unprinted.figure(f"{code} before", line.before_tally, unit),
        line.words if now and then else f"not printed ({SUPPRESSED})" if line.words else "",
        f"{_SHAPES[judged.letter]} {judged.letter}" if judged and judged.letter in "RAG" else "–",
        why,
    )


_SHAPES = {"R": "◆", "A": "▲", "G": "●"}


def _over(line: Line) -> str:
    """What a figure is over, as short as it can be said."""
    period = line.period
    if period.first == period.last:
        return british(period.last)
    return f"12 months to {british(period.last)}" if period == Period.year_to(period.last) else str(period)


def _unprinted(snapshot: Snapshot, found: list[Line], before: list[Counted]) -> Unprinted:
    """What must not be printed: the small numbers, and others from which they could be worked out, in this paper and in
    those published before."""
    paper = Counted()
    rests: dict[str, tuple[str, ...]] = {}
    for line in found:
        code = line.measure.code
        rests[code] = paper.tally(code, line.period, line.tally)
        rests[f"{code} before"] = paper.tally(code, line.before_period, line.before_tally)
        if line.waiting is not None:
            of = Of(code, line.period.first, line.period.last, f"{BESIDE} waiting")
            rests[f"{code} waiting"] = (paper.put(of, line.waiting.children),)
        if line.tally.known_note:
            of = Of(code, line.period.first, line.period.last, "known or not")
            known = line.tally.children if line.tally.base is None else line.tally.base
            rests[f"{code} note"] = (paper.put(of, pl.concat([known, line.tally.no_date])),)
    unprinted = hidden(paper, before)
    return Unprinted(unprinted, rests, public=True, told=told(paper, unprinted, snapshot))
