"""How each figure came about, month by month, and whether chance explains it: the sparkline and its icon.

The whole chart, with its limits, is on the dashboard; here is its last point's verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.measures import MEASURES
from models.progress import Progress, silent
from models.series import Series, several
from models.series.judged import CAVEAT, judged
from models.snapshot import Snapshot
from models.statistics.control import Chart, Mark

MONTHS = 36
"""As the dashboard has them unless asked otherwise, so that both say the same."""


@dataclass(frozen=True, eq=False)
class Trend:
    """A measure's months, oldest first, with the control chart that judges them (None where none may)."""

    series: Series
    chart: Chart | None

    @property
    def mark(self) -> Mark | None:
        """What the last month signals; None where nothing judges the months."""
        if self.chart is None or self.chart.segments[-1].limits is None:
            return None
        return self.chart.latest

    @property
    def words(self) -> str:
        """What may be said of the last month; of change only where the test behind it holds."""
        return CAVEAT if self.chart is None else self.chart.sentence


def trends(
    snapshot: Snapshot, codes: Iterable[str] | None = None, months: int = MONTHS, progress: Progress = silent
) -> dict[str, Trend]:
    """The months of every measure (or of some) to the snapshot's day."""
    wanted = list(MEASURES) if codes is None else list(codes)
    found = several(snapshot, wanted, months, progress=progress)
    return {code: Trend(series, judged(series, snapshot)) for code, series in found.items()}
