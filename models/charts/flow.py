"""Who came into care and who left, month by month."""

from __future__ import annotations

from models.charts import Chart, Line, Point, chart
from models.charts._drawn import drawn, ids, limits, month, note, points, reading, said, signal_words
from models.measures import Period
from models.progress import Progress
from models.series.judged import events
from models.snapshot import Snapshot
from models.statistics.control import xmr


@chart("flow", "Into care and out", group="Population")
def flow(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Times in care that began (M03s) and ended (M04s) in each month, and what is left over: those that began less
    those that ended.

    Only the difference is judged. A time in care whose beginning the data does not show is in none of them.
    """
    began, ended = (drawn(snapshot, code, months, progress) for code in ("M03s", "M04s"))
    both = list(zip(began.points, ended.points, strict=True))
    more = [float((come.tally.value or 0) - (gone.tally.value or 0)) for come, gone in both]
    judged = xmr(more)
    difference = tuple(
        Point(
            come.period.last,
            value,
            ids(come.tally.children, gone.tally.children),
            f"{month(come.period)}: {said(come.tally.value, 'spells')} began, {gone.tally.value:,.0f} ended, "
            f"{abs(value):,.0f} {'more' if value > 0 else 'fewer' if value < 0 else 'difference'}",
            mark=signal_words(mark),
            icon=mark.icon if mark.signals else "",
        )
        for (come, gone), value, mark in zip(both, more, judged.marks, strict=True)
    )
    return Chart(
        "flow",
        "Into care and out",
        "Population",
        "spells",
        (
            Line("M03s", "Began", points(began), "bars"),
            Line("M04s", "Ended", points(ended), "bars"),
            Line("difference", "Began less ended", difference),
        ),
        limits=limits(judged, [come.period.last for come, _ in both], "spells"),
        events=events(snapshot, Period(both[0][0].period.first, snapshot.as_at)),
        reading=reading(judged) and f"Began less ended. {reading(judged)}",
        note=note(judged),
        source="Local measures on DfE statistics on children looked after. Limits: XmR chart of the difference.",
    )
