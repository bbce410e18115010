"""Why the mean days to the match and to the adoption order moved since the year before."""

from __future__ import annotations

from models.charts import Chart, Line, Point, chart
from models.measures import MEASURES, Period
from models.progress import Progress
from models.series.moves import why
from models.snapshot import Snapshot
from models.statistics.moved import half_up


@chart("why match", "Why days to match moved", group="Timeliness")
def why_match(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The mean days from placement order to match (T01) of the last twelve months less that of the twelve before, in
    parts that add up to the change.

    Stage speed is how much faster or slower each stage was, at the same mix of children; case mix how many more or
    fewer there were of each age; a single child is one without whom the mean would be another; late is what was typed
    more than four weeks after its period. The bars are whole days.
    """
    return _chart(snapshot, "why match", "Why days to match moved", "T01")


@chart("why order", "Why days to adoption moved", group="Timeliness")
def why_order(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The same of the mean days from placement order to adoption order (T03)."""
    return _chart(snapshot, "why order", "Why days to adoption moved", "T03")


def _chart(snapshot: Snapshot, code: str, title: str, measure: str) -> Chart:
    after = Period.year_to(snapshot.as_at)
    found = snapshot.facts.worked(lambda: why(snapshot, measure, after.before, after))
    bars: tuple[Point, ...] = ()
    if found is not None:
        bars = tuple(
            Point(words[:1].upper() + words[1:], days, children, f"{words[:1].upper()}{words[1:]}: {_signed(days)}")
            for part, words, days, children in found.lines
            if days or (part.kind != "late" and part.days)
        )
        change = half_up(found.split.after.days) - half_up(found.split.before.days)
        everybody = found.lines[0][3]
        bars = (*bars, Point("Change", change, everybody, f"In all: {_signed(change)}"))
    return Chart(
        code,
        title,
        "Timeliness",
        "days",
        (Line("parts", "Days of the change", bars, "bars"),) if bars else (),
        "category",
        note=found.words if found else "One of the two years has no such child.",
        source=f"{MEASURES[measure].source}; split by stage and mix as in Kitagawa (1955)",
    )


def _signed(days: int) -> str:
    if not days:
        return "no whole day"
    return f"{abs(days):,} {'day' if abs(days) == 1 else 'days'} {'more' if days > 0 else 'fewer'}"
