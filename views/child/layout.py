"""Where everything on a child's timeline stands: bars in lanes, steps in rows below, reviews and due dates last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from models.drawing.days import Scale
from models.timeline import Mark, Span, Timeline
from views.child.drawing import SIZE

GUTTER, RIGHT, AXIS = 112, 16, 24
BAR, ROW, MARKS = 24, 32, 24
"""Pixels: the lane titles' width, the air at the right, the axis' height; a bar, its row, a row of marks."""
WIDEST = "Steps, hearings"
AFTER = dt.timedelta(days=90)
"""The least that is drawn after a child left."""
REVIEWS, QUIET = ("review", "due"), ("step", "hearing")
"""Kinds of marks without words beside them, each in a row of its own."""


@dataclass(frozen=True)
class Item:
    """One thing drawn: a bar or a mark, where, and the words beside a mark: at its left where the right has no room."""

    what: Span | Mark
    box: QRectF
    lane: str
    words: str = ""
    left: bool = False

    @property
    def on(self) -> dt.date:
        """The day it begins or happens."""
        return self.what.start if isinstance(self.what, Span) else self.what.on


def last_drawn(timeline: Timeline) -> dt.date:
    """Where the drawing ends: at the last day there is anything, or soon after everything of a child who left ended."""
    ends = [span.end for lane in timeline.lanes for span in lane.spans]
    days = [end for end in ends if end is not None] + [mark.on for mark in timeline.marks if mark.kind != "today"]
    if not days or None in ends:
        return timeline.last
    air = max(AFTER, (max(days) - timeline.first) // 20)
    return min(timeline.last, max(days) + air)


@dataclass(frozen=True)
class Layout:
    """A timeline laid on a scale: what is drawn, in order of time, and how many rows the steps need."""

    timeline: Timeline
    scale: Scale
    items: tuple[Item, ...]
    rows: int

    @property
    def height(self) -> int:
        """Pixels from the axis to below the last row."""
        return high(len(self.timeline.lanes), self.rows, self.quiet)

    @property
    def quiet(self) -> bool:
        """Whether there is a row of steps without words."""
        return any(mark.kind in QUIET for mark in self.timeline.marks)

    def titles(self, metrics: QFontMetricsF) -> list[tuple[str, QRectF]]:
        """The words at the left of every lane and row of marks, and where they stand; cut with … where too long."""
        lanes = [(lane.title, AXIS + n * ROW + 4, BAR) for n, lane in enumerate(self.timeline.lanes)]
        top = AXIS + len(self.timeline.lanes) * ROW
        marks = [("Milestones", top + 4, MARKS)]
        for words, wanted in ((WIDEST, self.quiet), ("Reviews, due", True)):
            if wanted:
                marks.append((words, top + (self.rows + len(marks) - 1) * MARKS + 4, MARKS))
        wide = self.scale.left - 12
        return [
            (metrics.elidedText(words, Qt.TextElideMode.ElideRight, wide), QRectF(8, at, wide, tall))
            for words, at, tall in (*lanes, *marks)
        ]


def gutter(metrics: QFontMetricsF) -> float:
    """The lane titles' width: more where letters are larger."""
    return max(GUTTER, metrics.horizontalAdvance(WIDEST) + 20)


def high(lanes: int, rows: int, quiet: bool = False) -> int:
    """How high so many lanes and rows of milestones are, with the axis, the steps without words and the reviews."""
    return AXIS + lanes * ROW + (rows + 1 + quiet) * MARKS + 12


def lay(timeline: Timeline, scale: Scale, metrics: QFontMetricsF) -> Layout:
    """Place every bar and mark on the scale; steps whose words would touch go to the next row."""
    items: list[Item] = []
    top = float(AXIS)
    for lane in timeline.lanes:
        for span in lane.spans:
            left, right = scale.x(span.start), scale.x(span.end or timeline.as_at)
            items.append(Item(span, QRectF(left, top + 4, max(right - left, 3), BAR), lane.title))
        top += ROW
    ends: list[float] = []
    for mark in timeline.marks:
        if mark.kind in (*REVIEWS, *QUIET, "today"):
            continue
        x = scale.x(mark.on)
        wide = SIZE + 6 + metrics.horizontalAdvance(mark.words)
        left = x + wide > scale.left + scale.width + RIGHT and x - wide > scale.left
        begins, over = (x - wide, x + SIZE) if left else (x - SIZE / 2, x + wide)
        row = next((n for n, end in enumerate(ends) if end <= begins), len(ends))
        ends[row : row + 1] = [over]
        items.append(Item(mark, _mark_box(x, top + 4 + row * MARKS), "Milestones", mark.words, left))
    rows = max(len(ends), 1)
    top += rows * MARKS + 4
    for words, kinds in (("Steps", QUIET), ("Reviews", REVIEWS)):
        found = [mark for mark in timeline.marks if mark.kind in kinds]
        items += [Item(mark, _mark_box(scale.x(mark.on), top), words) for mark in found]
        top += MARKS if found or kinds == REVIEWS else 0
    return Layout(timeline, scale, tuple(sorted(items, key=lambda item: (item.on, item.box.top()))), rows)


def _mark_box(x: float, top: float) -> QRectF:
    return QRectF(x - SIZE / 2, top + (MARKS - SIZE) / 2, SIZE, SIZE)
