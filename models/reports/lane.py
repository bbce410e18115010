"""One child's timeline drawn for paper and the web page: bars in lanes, marked days below, the day shown."""

from __future__ import annotations

import datetime as dt
import math

from models.codes import ADOPTIVE, PLACEMENT_ORDER
from models.dates import british
from models.drawing.days import Scale
from models.reports.pen import Disc, Label, Path, Picture, Place, Shape, box, within
from models.reports.style import wide
from models.timeline import LETTERS, Lane, Mark, Span, Timeline

GUTTER, AXIS, BAR, ROW, MARKS, SIZE = 62.0, 13.0, 9.5, 12.5, 11.0, 6.2
PERMANENT = (PLACEMENT_ORDER, "decision", *ADOPTIVE, "primary")
"""Codes of what leads to permanence: their bars are filled in the accent's tint."""
QUIET: tuple[str, ...] = ("step", "hearing")
BELOW: tuple[str, ...] = ("review", "due")
SIDES = {"decision": (4, 45.0), "order": (6, 0.0), "placed": (5, -90.0), "exit": (8, 22.5), "hearing": (3, -90.0)}
DUE = {"R": "danger", "A": "warning", "G": "good"}


def lane(timeline: Timeline, width: float, first: dt.date | None = None) -> Picture:
    """The timeline on a width, from a first day on where one is given; what was over before it is left out."""
    start = max(timeline.first, first) if first else timeline.first
    scale = Scale.whole(start, timeline.last, GUTTER, width - GUTTER - 4)
    shapes: list[Shape] = []
    lanes = [each for each in timeline.lanes if any(_seen(span, start) for span in each.spans)]
    marks = [mark for mark in timeline.marks if mark.on >= start]
    bottom = _below(lanes, marks, scale, width, shapes, start, timeline.as_at)
    under = _axis(scale, width, bottom, timeline.as_at)
    what = f"{len(lanes)} lanes and {len(timeline.milestones)} marked days; the same is in the table that follows"
    return Picture(width, bottom + 2, (*under, *shapes), f"Timeline of {timeline.child}", what)


def _seen(span: Span, start: dt.date) -> bool:
    return span.end is None or span.end > start


def _axis(scale: Scale, width: float, bottom: float, day: dt.date) -> list[Shape]:
    words = british(day)
    half = wide(words, 6.5, bold=True) / 2 + 3
    middle = min(max(scale.x(day), GUTTER + half), width - half)
    shapes: list[Shape] = []
    for on, said in scale.ticks():
        x = scale.x(on)
        shapes.append(Path(((x, AXIS), (x, bottom)), "raised", width=0.5))
        if x + wide(said, 6.5) + 3 < width and not middle - half - 2 < x + wide(said, 6.5) + 3 < middle + 3 * half:
            shapes.append(Label(x + 2, AXIS - 4, said, "muted", 6.5))
    shapes.append(Path(((GUTTER, AXIS), (width, AXIS)), "line"))
    shapes.append(Path(((scale.x(day), AXIS), (scale.x(day), bottom)), "accent", width=0.8, dash=(3, 1.5)))
    shapes.append(Path(box(middle - half, 1.5, middle + half, AXIS - 1), fill="accent"))
    shapes.append(Label(middle, AXIS - 4, words, "on_accent", 6.5, "middle", True))
    return shapes


def _below(
    lanes: list[Lane], marks: list[Mark], scale: Scale, width: float, shapes: list[Shape], start: dt.date, day: dt.date
) -> float:
    """The lanes and the rows of marks; how far down they reach."""
    top = AXIS + 2
    for each in lanes:
        shapes.append(Label(0, top + BAR - 2.5, within(each.title, GUTTER - 4, 6.5), "muted", 6.5))
        for span in each.spans:
            if _seen(span, start):
                shapes += _bar(span, scale, top, width, start, day)
        top += ROW
    ends: list[float] = []
    told = [mark for mark in marks if mark.kind not in (*QUIET, *BELOW, "today")]
    for mark in told:
        x = scale.x(mark.on)
        words = within(mark.words, width - GUTTER - 60, 6.5)
        room = SIZE + 3 + wide(words, 6.5)
        left = x + SIZE / 2 + 2
        before = left + room > width  # the words stand before a mark at the right end
        begins = x - SIZE / 2 - 2 - wide(words, 6.5) if before else x - SIZE / 2
        row = next((n for n, end in enumerate(ends) if end <= begins), len(ends))
        ends[row : row + 1] = [x + SIZE if before else x + room + 2]
        y = top + MARKS * row + MARKS / 2
        shapes += _mark(mark, x, y)
        at = x - SIZE / 2 - 2 if before else left
        shapes.append(Label(at, y + 2.2, words, "text", 6.5, "end" if before else "start"))
    if told:
        shapes.append(Label(0, top + MARKS / 2 + 2.2, "Milestones", "muted", 6.5))
        top += MARKS * len(ends)
    for words, kinds in (("Steps, hearings", QUIET), ("Reviews, due", BELOW)):
        found = [mark for mark in marks if mark.kind in kinds]
        if found:
            shapes.append(Label(0, top + MARKS / 2 + 2.2, words, "muted", 6.5))
            for mark in found:
                shapes += _mark(mark, scale.x(mark.on), top + MARKS / 2)
            top += MARKS
    return top


def _bar(span: Span, scale: Scale, top: float, width: float, start: dt.date, day: dt.date) -> list[Shape]:
    left = max(scale.x(max(span.start, start)), GUTTER)
    right = min(max(scale.x(span.end or day), left + 1.5), width)
    known = span.known and span.start >= start
    fill = "selection" if span.code in PERMANENT else "raised"
    shapes: list[Shape] = [Path(box(left, top, right, top + BAR), "line", fill, 0.5)]
    for x, open_ in ((left, not known), (right, span.end is None)):
        if open_:  # it began before, or goes on: no edge there
            shapes.append(Path(((x, top + 0.4), (x, top + BAR - 0.4)), fill, width=1.0))
    words = within(span.words, right - left - 5, 6.5)
    if len(words) > 2:
        shapes.append(Label(left + 3, top + BAR - 2.7, words, "text", 6.5))
    return shapes


def _mark(mark: Mark, x: float, y: float) -> list[Shape]:
    """A mark with its letter; its shape says what kind it is, that of a due date its state."""
    main = mark.kind not in BELOW
    due = DUE.get(mark.state, "text")
    fill, edge = ("accent", "accent") if main else ("page", due if mark.kind == "due" else "line")
    ink = "on_accent" if main else due if mark.kind == "due" else "text"
    sides = SIDES.get(mark.kind)
    if mark.kind == "due":
        sides = {"R": (4, 0.0), "A": (3, -90.0)}.get(mark.state)
    elif mark.kind == "step":
        sides = (4, 45.0)
    half = SIZE / 2
    if mark.kind == "entry":
        plate = ((-1, -1), (0.5, -1), (1.4, 0), (0.5, 1), (-1, 1))
        outline: Shape = Path(tuple((x + half * a, y + half * b) for a, b in plate), edge, fill, 0.6)
    elif sides is None:
        outline = Disc(x, y, half, fill, edge)
    else:
        outline = Path(_polygon(x, y, *sides), edge, fill, 0.6)
    letter = mark.state or LETTERS[mark.kind]
    return [outline, Label(x, y + 1.7, letter, ink, 4.8, "middle", True)]


def _polygon(x: float, y: float, corners: int, turned: float) -> tuple[Place, ...]:
    radius = SIZE / 2 * (1.25 if corners in (3, 4) else 1.08)
    at = [math.radians(turned + 360 * n / corners) for n in range(corners)]
    return tuple((x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in at)
