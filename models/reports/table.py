"""A table of any length on paper: columns fit their content, cells wrap, the heading stands on every page."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from reportlab.platypus import Flowable

from models.progress import Progress, silent
from models.reports import style
from models.reports.blocks import Head

PAD, AIR, CROWDED = 2.0, 10.0, 16
"""Room above and below the lines of a cell, what a column may have beside, and columns past which room is scarce."""
SIZES = (7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_NBSP = "\u00a0"
_PERCENT = f"{_NBSP}%"
Inks = Callable[[int, str], Any]


class Sheet:
    """A table made ready for paper once: widths, wrapped lines and the height of every row.

    It says to `setting` which column it wraps, and to `progress` which rows it prints: both may stop the work. `inks`
    gives a cell a colour by its column and text; with `total` the last row stands out.
    """

    def __init__(
        self,
        headings: Sequence[Head],
        cells: Sequence[Sequence[str]],
        width: float,
        room: float,
        *,
        sizes: Sequence[float] = SIZES,
        setting: Progress = silent,
        progress: Progress = silent,
        inks: Inks | None = None,
        total: bool = False,
    ) -> None:
        style.fonts()
        self.inks, self.total = inks, total
        self.setting, self.progress = setting, progress
        columns = list(zip(*cells, strict=True)) if cells else [()] * len(headings)
        self.headings, self.size, self.widths = _fit(headings, columns, width, sizes)
        self.leading, self.side = self.size * 1.25, _side(headings)
        self.head = [
            wrap(heading.title, style.BOLD, self.size, room - 2 * self.side)
            for heading, room in zip(self.headings, self.widths, strict=True)
        ]
        self.head_height = self._height(self.head)
        self.most = max(1, int((room - self.head_height - 2 * PAD) / self.leading))
        self.rows: list[tuple[tuple[str, ...], ...]] = list(
            zip(
                *(
                    self._lines(column, heading, room - 2 * self.side)
                    for column, heading, room in zip(columns, self.headings, self.widths, strict=True)
                ),
                strict=True,
            )
        )
        self.heights = [self._height(row) for row in self.rows]

    def _lines(self, column: Sequence[str], heading: Head, room: float) -> list[tuple[str, ...]]:
        self.setting(0.0, f"Setting {heading.title}")
        wrapped = _wrap_all(column, heading, self.size, room)
        # A row cannot be higher than a page: what is longer is cut, and says so.
        return [lines if len(lines) <= self.most else (*lines[: self.most - 1], "…") for lines in wrapped]

    def _height(self, row: Sequence[Sequence[str]]) -> float:
        return max((len(lines) for lines in row), default=1) * self.leading + 2 * PAD


def _side(headings: Sequence[Head]) -> float:
    """The room at the sides of a cell."""
    return 3.5 if len(headings) <= CROWDED else PAD


def _wrap_all(column: Sequence[str], heading: Head, size: float, room: float) -> list[tuple[str, ...]]:
    """A column's cells as lines, each different cell wrapped once."""
    known: dict[str, tuple[str, ...]] = {}
    for cell in column:
        if cell not in known:
            known[cell] = wrap(_bound(cell, heading), style.PLAIN, size, room)
    return [known[cell] for cell in column]


def _bound(cell: str, heading: Head) -> str:
    """A cell whose last three words (a date) keep together, where the column asks for it; “19.5 %” always does."""
    cell = cell.replace(" %", _PERCENT)
    if not heading.whole:
        return cell
    words = cell.split(" ")
    return " ".join([*words[:-3], _NBSP.join(words[-3:])])


def wrap(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """Text in lines that fit; a word too long for a line is broken."""
    text, room = text.replace("\n", " ").replace(" %", _PERCENT), (room + 0.01) / size
    if style.unit(text, font) <= room:
        return (text,)
    lines: list[str] = []
    held: list[str] = []
    used, space = 0.0, style.unit(" ", font)
    for word in text.split(" "):
        need = style.unit(word, font)
        if held and used + space + need > room:
            lines.append(" ".join(held))
            held, used = [], 0.0
        while need > room and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or style.unit(word[:n], font) <= room)
            lines.append(word[:fits])
            word = word[fits:]
            need = style.unit(word, font)
        used += need + (space if held else 0.0)
        held.append(word)
    return (*lines, " ".join(held))


def _fit(
    headings: Sequence[Head], columns: Sequence[Sequence[str]], width: float, sizes: Sequence[float]
) -> tuple[Sequence[Head], float, list[float]]:
    """The headings, the largest size at which every word fits its column, and the columns' widths at it. Where not even
    the smallest fits, dates run over lines, too, before words are broken."""
    least: list[float] = []
    wanted: list[float] = []
    easy: list[float] = []
    units: list[dict[str, float]] = []
    for heading, column in zip(headings, columns, strict=True):
        unit = {cell: style.unit(_bound(cell, heading), style.PLAIN) for cell in set(column)}
        words = {word for cell in unit for word in _bound(cell, heading).split(" ")}
        head = [style.unit(word, style.BOLD) for word in heading.title.split(" ")]
        least.append(max([*head, *(style.unit(word, style.PLAIN) for word in words)]))
        wanted.append(max([least[-1], sum(head) / 2, *unit.values()]))
        easy.append(max(wanted[-1], style.unit(heading.title, style.BOLD)))
        units.append(unit)
    side = _side(headings)
    for size in sizes:
        room = (width - 2 * side * len(headings)) / size
        if sum(easy) <= room:
            air = min(AIR, (room - sum(easy)) * size / len(easy))
            return headings, size, [want * size + 2 * side + air for want in easy]
        lines = _lines(least, wanted, room)
        if lines <= GOOD_LINES:
            break
    if lines == HOPELESS and any(heading.whole for heading in headings):
        return _fit([replace(heading, whole=False) for heading in headings], columns, width, sizes)
    if lines == HOPELESS:  # the longest words are broken, as few as may be
        widest = _widest(least, room)
        return headings, size, [min(few, widest) * size + 2 * side for few in least]
    even = [max(few, want / lines) for few, want in zip(least, wanted, strict=True)]
    rows = [[unit[cell] for cell in column] for unit, column in zip(units, columns, strict=True)]
    longest = [
        sorted((_bound(cell, heading) for cell in unit), key=lambda words: -style.unit(words, style.PLAIN))[:LONGEST]
        for heading, unit in zip(headings, units, strict=True)
    ]
    needed = cache(lambda at, count: _needed(longest[at], least[at], count))
    titles = [_needed([heading.title], few, 2, style.BOLD) for heading, few in zip(headings, least, strict=True)]
    most = math.ceil(lines - 1e-6)
    tried = [_shared(rows, needed, titles, room, count) for count in (most, most + 1)]
    best = min(filter(None, tried), key=lambda widths: _tall(rows, widths), default=even)
    return headings, size, [each * size + 2 * side for each in best]


GOOD_LINES, HOPELESS = 3.0, 1e6
LONGEST = 4
"""How many of a column's longest cells say how wide it must be."""


def _tall(rows: Sequence[Sequence[float]], widths: Sequence[float]) -> int:
    """About how many lines the rows take in all."""
    lines = [[math.ceil(each / width) for each in column] for column, width in zip(rows, widths, strict=True)]
    return sum(map(max, zip(*lines, strict=True)))


def _shared(
    rows: Sequence[Sequence[float]],
    needed: Callable[[int, int], float],
    titles: Sequence[float],
    room: float,
    lines: int,
) -> list[float] | None:
    """The columns' widths where each has just what its cells need for so many lines, and what is left goes, step by
    step, to where the most rows become a line lower. None where so many lines are not enough."""
    held = [lines] * len(rows)
    widths = [needed(at, lines) for at in range(len(rows))]
    left = room - sum(widths)
    if left < 0:
        return None
    ordered = [sorted(column) for column in rows]
    while True:
        best, gain, wider = -1, 0.0, 0.0
        for at, width in enumerate(widths):
            if held[at] == 1:
                continue
            need = needed(at, held[at] - 1)
            lower = len(ordered[at]) - bisect(ordered[at], width * (held[at] - 1))
            if need - width <= left and (found := (lower + 1) / max(need - width, 1e-3)) > gain:
                best, gain, wider = at, found, need
        if best < 0:
            break
        left -= wider - widths[best]
        widths[best], held[best] = wider, held[best] - 1
    for at, title in enumerate(titles):  # headings of three lines become two
        more = min(left, max(0.0, title - widths[at]))
        widths[at], left = widths[at] + more, left - more
    # What no whole column can use goes to those whose cells still wrap, the most to where the most do.
    wrapped = [len(column) - bisect(column, width) for column, width in zip(ordered, widths, strict=True)]
    many = sum(wrapped)
    return [
        width + (left * of / many if many else left / len(widths)) for width, of in zip(widths, wrapped, strict=True)
    ]


def _needed(cells: Sequence[str], few: float, lines: int, font: str = style.PLAIN) -> float:
    """The least width, not below `few`, at which no cell runs over more lines."""
    low, high = few, max((style.unit(cell, font) for cell in cells), default=few)
    if high <= low or all(len(wrap(cell, font, 1.0, low - 0.01)) <= lines for cell in cells):
        return low
    for _ in range(7):
        middle = (low + high) / 2
        if all(len(wrap(cell, font, 1.0, middle - 0.01)) <= lines for cell in cells):
            high = middle
        else:
            low = middle
    return high


def _widest(least: Sequence[float], room: float) -> float:
    """How wide the widest columns may be where not all longest words fit: the others keep what they need."""
    left = room
    for number, few in enumerate(sorted(least)):
        if few * (len(least) - number) > left:
            return left / (len(least) - number)
        left -= few
    return max(least)


def _lines(least: Sequence[float], wanted: Sequence[float], room: float) -> float:
    """Over how many lines every cell must run so that all columns fit the room, none narrower than its longest word."""
    if sum(least) > room:
        return HOPELESS
    low, high = 1.0, 1e5
    for _ in range(50):
        middle = (low + high) / 2
        if sum(max(few, want / middle) for few, want in zip(least, wanted, strict=True)) > room:
            low = middle
        else:
            high = middle
    return high


class Rows(Flowable):  # type: ignore[misc]
    """Some rows of a sheet under its heading; it splits where a page ends, and the heading comes again."""

    def __init__(self, sheet: Sheet, start: int = 0, stop: int | None = None) -> None:
        super().__init__()
        self.sheet, self.start = sheet, start
        self.stop = len(sheet.rows) if stop is None else stop

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """How much room it takes."""
        height = self.sheet.head_height + sum(self.sheet.heights[self.start : self.stop])
        return sum(self.sheet.widths), height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The rows that fit here, and the others."""
        left, at = height - self.sheet.head_height, self.start
        while at < self.stop and self.sheet.heights[at] <= left + 0.01:
            left -= self.sheet.heights[at]
            at += 1
        if at == self.start:
            return []
        return [Rows(self.sheet, self.start, at), Rows(self.sheet, at, self.stop)]

    def draw(self) -> None:
        """Put it on the page; also where work is stopped."""
        sheet, canvas = self.sheet, self.canv
        total = max(1, len(sheet.rows))
        sheet.progress(self.start / total, f"Printing row {self.start + 1:,} of {total:,}")
        _width, top = self.wrap(0, 0)
        # One text object a page and one path for the rules: drawing each cell by itself takes twice as long.
        text = canvas.beginText()
        text.setFillColor(style.ink("text"))
        text.setFont(style.BOLD, sheet.size)
        self._row(text, sheet.head, style.BOLD, top, None)
        text.setFont(style.PLAIN, sheet.size)
        under, rules, across = top - sheet.head_height, [], sum(sheet.widths)
        top = under
        for number in range(self.start, self.stop):
            font = style.BOLD if sheet.total and number == len(sheet.rows) - 1 else style.PLAIN
            if font == style.BOLD:
                text.setFont(font, sheet.size)
            self._row(text, sheet.rows[number], font, top, sheet.inks)
            top -= sheet.heights[number]
            rules.append((0, top, across, top))
        canvas.drawText(text)
        canvas.setStrokeColor(style.ink("line"))
        canvas.setLineWidth(0.3)
        canvas.lines(rules)
        canvas.setStrokeColor(style.ink("text"))
        canvas.setLineWidth(0.7)
        canvas.line(0, under, across, under)

    def _row(self, text: Any, row: Sequence[Sequence[str]], font: str, top: float, inks: Inks | None) -> None:
        sheet, x = self.sheet, 0.0
        for heading, lines, width, at in zip(sheet.headings, row, sheet.widths, range(len(row)), strict=True):
            ink = inks(at, lines[0]) if inks else None
            if ink is not None:
                text.setFillColor(ink)
            y = top - PAD - sheet.size
            for line in lines:
                room = width - sheet.side - style.unit(line, font) * sheet.size if heading.right else sheet.side
                text.setTextOrigin(round(x + room, 2), round(y, 2))
                text.textOut(line)
                y -= sheet.leading
            if ink is not None:
                text.setFillColor(style.ink("text"))
            x += width
