"""The charts of the dashboard on paper: each drawn as on the screen, under its group, with what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models import reports
from models.charts import Chart
from models.progress import Progress
from models.reports.blocks import Block, Document, Drawn, Heading, points
from models.rules.house import House
from models.trackers.shown import About


def as_shown(charts: Sequence[Chart], about: About, style: House) -> Document:
    """The charts as they are shown, in their order; one alone with the table of its points."""
    told: list[Block] = []
    group = ""
    for chart in charts:
        if len(charts) > 1 and chart.group != group:
            group = chart.group
            told.append(Heading(group))
        told.append(Drawn(chart))
    told += [points(chart) for chart in charts if len(charts) == 1]
    return Document("dashboard", about.title, about, "internal", tuple(told), house=style)


def write(path: Path, charts: Sequence[Chart], about: About, progress: Progress, style: House) -> None:
    """Make a file of them: the whole file or no file."""
    reports.write(path, as_shown(charts, about, style), progress)
