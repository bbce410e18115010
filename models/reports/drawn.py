"""A chart drawn for paper and the web page, from the very points that the screen draws: shape, dash and grey, blue or
orange as there, limits as lines with their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from models.charts import Chart, Line, Point
from models.drawing import axes
from models.drawing.axes import Axis, Tick
from models.drawing.spots import Spot, categories, from_nothing, place, reach, spots
from models.reports.occasions import beside
from models.reports.pen import Label, Path, Picture, Shape, apart, box, sign, within
from models.reports.style import wide

SIZE, HIGH = 6.5, 8.5
"""Letters of what is written beside a chart, and a line of them."""
ROW = 15.0
"""From one bar that lies sideways to the next."""
EDGE = 6.0
ALONE = ("grey", (), "o")
SEVERAL: tuple[tuple[str, tuple[float, ...], str], ...] = (
    ("series_1", (), "o"),
    ("series_2", (5, 2), "p"),
    ("series_3", (1, 1.5), "star"),
    ("series_4", (5, 2, 1, 2), "h"),
    ("series_5", (), "+"),
    ("series_6", (5, 2), "x"),
    ("grey", (1, 1.5), "o"),
    ("text", (5, 2, 1, 1.5, 1, 2), "p"),
)
"""Colour, dash and shape of the lines of a chart with several."""
LIMITS: dict[str, tuple[str, tuple[float, ...]]] = {
    "centre": ("grey", ()),
    "lower": ("grey", (4, 2)),
    "upper": ("grey", (4, 2)),
    "target": ("text", (5, 2, 1, 2)),
    "threshold": ("text", (1, 1.5)),
}
SIGNS = {
    "improvement-high": ("blue", "t1", "improvement"),
    "improvement-low": ("blue", "t", "improvement"),
    "concern-high": ("orange", "d", "concern"),
    "concern-low": ("orange", "d", "concern"),
    "change-high": ("grey", "s", "change, neither good nor bad"),
    "change-low": ("grey", "s", "change, neither good nor bad"),
}


def chart(drawn: Chart, width: float, height: float) -> Picture:
    """The chart on an area of that width; one whose bars lie sideways is as high as its bars need."""
    names = categories(drawn) if drawn.x == "category" else ()
    said = drawn.reading or drawn.note or "The figures are in the table that follows."
    if not drawn.lines:
        return Picture(width, 1, (), drawn.title, said)
    placed = spots(drawn)
    keys, top = _keys(drawn, width)
    if names:
        return _sideways(drawn, placed, names, width, keys, top, said)
    shapes, whole = list(keys), drawn.unit != "%"
    low, most = reach(drawn, placed)
    whole = whole and float(low).is_integer() and float(most).is_integer()
    top += HIGH
    value = axes.values(low, most, 6, whole=whole, from_nothing=from_nothing(drawn.lines))
    left = max((wide(tick.words, SIZE) for tick in value.ticks), default=0) + 6
    named = _limit_words(drawn)
    right = width - max((wide(words, SIZE) for words, _value in named), default=0) - 8
    along, ticks = _along(drawn, placed, right - left)
    bottom = height - HIGH - 4
    events = [(day, words) for day, words in sorted(drawn.events) if along[0] <= day.toordinal() <= along[1]]
    at = [
        (left + (day.toordinal() - along[0]) / (along[1] - along[0]) * (right - left), words) for day, words in events
    ]
    laid = beside(at, 0.45 * (right - left), width, SIZE) if drawn.x == "date" else ()
    top += 3 + HIGH * (1 + max(each.row for each in laid)) if laid else 0
    area = _Area(left, right, top, bottom, along, value)
    if drawn.unit:
        shapes.append(Label(0, top - 3, drawn.unit, "muted", SIZE))
    shapes += _frame(area, ticks, width)
    for number, line in enumerate(drawn.lines):
        shapes += _filled(area, line, placed[number], _ink(drawn, number))
    for event in laid:
        y = top - 3 - HIGH * (1 + max(each.row for each in laid) - event.row)
        shapes += [
            Path(((event.x, y), (event.x, bottom)), "text", width=0.5, dash=(1, 1.5)),
            Label(event.start, y + 5, event.words, "text", SIZE),
        ]
    shapes += _limits(area, drawn)
    for number, line in enumerate(drawn.lines):
        shapes += _line(area, line, placed[number], _ink(drawn, number))
    for words, y in apart([(words, area.y(at)) for words, at in named], HIGH):
        shapes.append(Label(right + 5, y + 2, words, "muted", SIZE))
    return Picture(width, height, tuple(shapes), drawn.title, said)


class _Area:
    """The area that is drawn on, and where a place and a value stand on it."""

    def __init__(
        self, left: float, right: float, top: float, bottom: float, along: tuple[float, float], value: Axis
    ) -> None:
        self.left, self.right, self.top, self.bottom = left, right, top, bottom
        self.along, self.value = along, value

    def x(self, along: float) -> float:
        low, high = self.along
        return self.left + (along - low) / (high - low) * (self.right - self.left)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.value.low) / (self.value.high - self.value.low) * (self.bottom - self.top)


def _ink(drawn: Chart, number: int) -> tuple[str, tuple[float, ...], str]:
    return ALONE if len(drawn.lines) == 1 else SEVERAL[number % len(SEVERAL)]


def _along(
    drawn: Chart, placed: Sequence[Sequence[Spot]], width: float
) -> tuple[tuple[float, float], tuple[Tick, ...]]:
    """From where to where the chart goes along the bottom, and what is written there."""
    ends = [spot.along + side * spot.half for line in placed for spot in line for side in (-1, 1)] or [0.0, 1.0]
    ends += [place(point.at) for line in drawn.limits or () for point in line.points]
    low, high = min(ends), max(ends)
    low = min(0.0, low) if drawn.x == "days" else low
    if high <= low:
        low, high = low - 1, high + 1
    edge = (high - low) * EDGE / max(1.0, width - 2 * EDGE)
    if drawn.x == "date":
        every = [point.at for line in drawn.lines for point in line.points if isinstance(point.at, dt.date)]
        days = [day for day in every if low <= day.toordinal() <= high]
        return (low - edge, high + edge), axes.dates(days, width, lambda words: wide(words, SIZE))
    return (low - edge, high + edge), axes.days(low, high, max(1, int(width // 70)))


def _frame(area: _Area, ticks: Sequence[Tick], width: float) -> list[Shape]:
    shapes: list[Shape] = []
    for tick in area.value.ticks:
        y = area.y(tick.at)
        shapes.append(Path(((area.left, y), (area.right, y)), "raised", width=0.5))
        shapes.append(Label(area.left - 4, y + 2.3, tick.words, "muted", SIZE, "end"))
    shapes.append(Path(((area.left, area.bottom), (area.right, area.bottom)), "line"))
    for tick in ticks:
        x, half = area.x(tick.at), wide(tick.words, SIZE) / 2
        shapes.append(Path(((x, area.bottom), (x, area.bottom + 2.5)), "line"))
        middle = min(max(x, half), width - half)
        shapes.append(Label(middle, area.bottom + HIGH + 1.5, tick.words, "muted", SIZE, "middle"))
    return shapes


def _stepped(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    """A curve that stays until it jumps."""
    found = list(points[:1])
    for before, after in pairwise(points):
        found += [(after[0], before[1]), after]
    return tuple(found)


def _filled(area: _Area, line: Line, placed: Sequence[Spot], ink: tuple[str, tuple[float, ...], str]) -> list[Shape]:
    """Bars, areas and bands: what lies below the lines."""
    if line.shape == "bars":
        return [
            Path(
                box(area.x(s.along - s.half), area.y(s.top), area.x(s.along + s.half), area.y(s.base)),
                ink[0],
                "page" if s.point.unfinished else ink[0],
                0.5,
            )
            for s in placed
            if s.top != s.base
        ]
    if line.shape == "stack" and placed:
        tops = [(area.x(s.along), area.y(s.top)) for s in placed]
        return [Path((*tops, *((area.x(s.along), area.y(s.base)) for s in reversed(placed))), "page", ink[0], 0.8)]
    ranged = [s for s in placed if s.point.low is not None and s.point.high is not None]
    if line.shape == "dots" or not ranged:
        return []
    lows = [(area.x(s.along), area.y(s.point.low or 0)) for s in ranged]
    highs = [(area.x(s.along), area.y(s.point.high or 0)) for s in ranged]
    if line.shape == "steps":
        lows, highs = list(_stepped(lows)), list(_stepped(highs))
    return [Path((*highs, *reversed(lows)), fill=ink[0], faint=True)]


def _line(area: _Area, line: Line, placed: Sequence[Spot], ink: tuple[str, tuple[float, ...], str]) -> list[Shape]:
    """Curves and points; a point that signals has the shape and colour of its sign."""
    if line.shape in ("bars", "stack") or not placed:
        return []
    shapes: list[Shape] = []
    through = tuple((area.x(s.along), area.y(s.top)) for s in placed)
    if line.shape != "dots" and len(placed) > 1:
        shapes.append(Path(_stepped(through) if line.shape == "steps" else through, ink[0], width=1.1, dash=ink[1]))
    crowded = len(placed) * 7 > area.right - area.left
    for spot, (x, y) in zip(placed, through, strict=True):
        if line.shape == "dots" and spot.point.low is not None and spot.point.high is not None:
            shapes.append(Path(((x, area.y(spot.point.low)), (x, area.y(spot.point.high))), ink[0], width=0.8))
        if _shown(line, spot.point, crowded):
            shapes.append(_sign(spot.point, x, y, ink))
    return shapes


def _shown(line: Line, point: Point, crowded: bool) -> bool:
    return point.icon in SIGNS or point.unfinished or line.shape == "dots" or not (crowded or line.shape == "steps")


def _sign(point: Point, x: float, y: float, ink: tuple[str, tuple[float, ...], str]) -> Shape:
    if point.icon in SIGNS:
        colour, shape, _words = SIGNS[point.icon]
        return sign(shape, x, y, colour, size=3.2, hollow=point.unfinished)
    return sign(ink[2], x, y, ink[0], size=2.2, hollow=point.unfinished)


def _limits(area: _Area, drawn: Chart) -> list[Shape]:
    shapes: list[Shape] = []
    for line in drawn.limits or ():
        points = [(area.x(place(p.at)), area.y(p.value)) for p in line.points if p.value is not None]
        if len(points) == 1:
            points = [(points[0][0] - 6, points[0][1]), (points[0][0] + 6, points[0][1])]
        if points:
            colour, dash = LIMITS.get(line.code, LIMITS["target"])
            shapes.append(Path(tuple(points), colour, width=0.8, dash=dash))
    return shapes


def _limit_words(drawn: Chart) -> list[tuple[str, float]]:
    """What stands beside each limit at the right end, where it is last drawn."""
    last: dict[str, tuple[str, float]] = {}
    for line in drawn.limits or ():
        points = [point for point in line.points if point.value is not None]
        if points and line.code in LIMITS:
            figure = float(points[-1].value or 0)
            said = f"{figure:,.{0 if abs(figure) >= 100 or figure.is_integer() else 1}f}".replace("-", "−")
            last[line.code] = (line.title if said in line.title else f"{line.title} {said}", figure)
    return list(last.values())


def _keys(drawn: Chart, width: float) -> tuple[list[Shape], float]:
    """The key above the chart, in as many rows as it needs, and where the chart begins below it."""
    entries: list[tuple[str, str, tuple[float, ...], str, str]] = []
    if len(drawn.lines) > 1:
        for number, line in enumerate(drawn.lines):
            colour, dash, shape = _ink(drawn, number)
            kind: str = "box" if line.shape in ("bars", "stack") else line.shape
            entries.append((kind, colour, dash, shape, line.title))
    icons = sorted({point.icon for line in drawn.lines for point in line.points} & set(SIGNS))
    entries += [("dots", *each) for each in dict.fromkeys((SIGNS[i][0], (), SIGNS[i][1], SIGNS[i][2]) for i in icons)]
    if any(point.unfinished for line in drawn.lines for point in line.points):
        colour, dash, shape = _ink(drawn, 0)
        entries.append(("hollow", colour, dash, shape, "not finished yet"))
    shapes: list[Shape] = []
    x, y = 0.0, HIGH
    for kind, colour, dash, shape, words in entries:
        room = 16 + wide(words, SIZE) + 10
        if x and x + room > width:
            x, y = 0.0, y + HIGH + 1
        middle = y - 2.3
        if kind == "box":
            shapes.append(Path(box(x + 2, middle - 3, x + 10, middle + 3), fill=colour))
        else:
            if kind in ("line", "steps"):
                shapes.append(Path(((x, middle), (x + 12, middle)), colour, width=1.1, dash=dash))
            if kind != "steps":
                shapes.append(sign(shape, x + 6, middle, colour, hollow=kind == "hollow"))
        shapes.append(Label(x + 16, y, words, "text", SIZE))
        x += room
    return shapes, y + 4 if entries else 2.0


def _sideways(
    drawn: Chart,
    placed: Sequence[Sequence[Spot]],
    names: Sequence[str],
    width: float,
    keys: Sequence[Shape],
    top: float,
    said: str,
) -> Picture:
    """Bars that lie sideways, each category a row with its name."""
    shapes = list(keys)
    low, most = reach(drawn, placed)
    side_by_side = sum(1 for line in drawn.lines if line.shape != "stack") or 1
    pitch = ROW if side_by_side == 1 else max(ROW, 8.0 * side_by_side + 5)
    left = min(max((wide(name, SIZE) for name in names), default=0), 0.42 * width) + 8
    right = width - max((wide(_figure(s.top), SIZE) for line in placed for s in line), default=0) - 10
    value = axes.values(low, most, max(2, int((right - left) // 70)), from_nothing=True)
    bottom = top + pitch * len(names)

    def x(at: float) -> float:
        return left + (at - value.low) / (value.high - value.low) * (right - left)

    def y(along: float) -> float:
        return top + (along + 0.5) * pitch

    for tick in value.ticks:
        words = f"{tick.words} {drawn.unit}" if tick is value.ticks[-1] and drawn.unit else tick.words
        shapes.append(Path(((x(tick.at), top), (x(tick.at), bottom)), "raised", width=0.5))
        shapes.append(
            Label(min(x(tick.at), width - wide(words, SIZE) / 2), bottom + HIGH, words, "muted", SIZE, "middle")
        )
    for number, name in enumerate(names):
        shapes.append(Label(left - 4, y(number) + 2.3, within(name, left - 8, SIZE), "text", SIZE, "end"))
    for number, line in enumerate(drawn.lines):
        ink = _ink(drawn, number)
        for spot in placed[number]:
            if spot.half:
                if spot.top != spot.base:
                    fill = "page" if spot.point.unfinished else ink[0]
                    corners = box(x(spot.base), y(spot.along - spot.half), x(spot.top), y(spot.along + spot.half))
                    shapes.append(Path(corners, ink[0], fill, 0.5))
            else:
                shapes.append(_sign(spot.point, x(spot.top), y(spot.along), ink))
            end = spot.top
            if spot.point.low is not None and spot.point.high is not None:
                end = max(end, spot.point.high)
                middle = y(spot.along)
                shapes.append(Path(((x(spot.point.low), middle), (x(spot.point.high), middle)), "text", width=0.7))
            if line.shape != "stack":
                words, down = _figure(float(spot.point.value or 0)), y(spot.along) + 2.3
                if spot.half and spot.top < 0:  # beside the end of the bar, on whichever side it lies
                    shapes.append(Label(x(end) - 3, down, words, "text", SIZE, "end"))
                else:
                    shapes.append(Label(x(end) + (3 if spot.half else 6), down, words, "text", SIZE))
    shapes.append(Path(((x(0), top), (x(0), bottom)), "line"))
    return Picture(width, bottom + HIGH + 4, tuple(shapes), drawn.title, said)


def _figure(value: float) -> str:
    return f"{value:,.{0 if float(value).is_integer() else 1}f}".replace("-", "−")
