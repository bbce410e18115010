"""Attendance, and children offered fewer than 25 hours of education."""

from __future__ import annotations

from dataclasses import replace

from models.charts import Chart, chart
from models.charts._run import run
from models.progress import Progress
from models.snapshot import Snapshot

TERMLY = "Both are of the term the month lies in, so the months of a term are alike and there are no limits."


@chart("attendance", "Attendance", group="Practice")
def attendance(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Attendance of the children in care of school age in the term that each month's last day lies in (E01)."""
    return _termly(run(snapshot, months, progress, "attendance", "Attendance", "Practice", "E01"))


@chart("hours", "Fewer than 25 hours of education", group="Practice")
def hours(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """The share of the children in care of school age who are offered fewer than 25 hours of education (E02): always of
    those of school age, never of all in care."""
    return _termly(run(snapshot, months, progress, "hours", "Fewer than 25 hours of education", "Practice", "E02"))


def _termly(found: Chart) -> Chart:
    """Without limits and marks: what is so for a term stays so for its months."""
    if not found.lines:
        return found
    lines = tuple(
        replace(
            line, points=tuple(replace(point, words=_plain(point.words), mark="", icon="") for point in line.points)
        )
        for line in found.lines
    )
    return replace(found, lines=lines, limits=None, reading="", note=TERMLY)


def _plain(words: str) -> str:
    return words.split(";")[0]
