"""What flows down a page: words, names with their values, pictures. Each splits where the page ends."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from models.reports import pen, style
from models.reports.pen import Picture
from models.reports.table import wrap

APART = 2
"""No fewer lines of a paragraph than these stand alone at a page's end or beginning."""


class Text(Flowable):  # type: ignore[misc]
    """A paragraph: its lines, and what hangs before the first (a bullet, a state in its colour). What `heads` others
    never stands at a page's end without them."""

    def __init__(
        self,
        words: str,
        width: float,
        *,
        size: float = 9.0,
        font: str = style.PLAIN,
        ink: str = "text",
        before: float = 0.0,
        after: float = 3.0,
        hangs: str = "",
        hung: str = "text",
        heads: bool = False,
    ) -> None:
        super().__init__()
        self.heads = heads
        self.size, self.font, self.ink, self.hangs, self.hung = size, font, ink, hangs, hung
        self.spaceBefore, self.spaceAfter = before, after
        self.indent = style.wide(hangs, size, bold=True) + 4 if hangs else 0.0
        self.across, self.leading = width, size * 1.35
        self.lines: list[str] = []
        for part in words.split("\n"):
            self.lines += wrap(part, font, size, width - self.indent)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """How much room it takes."""
        return self.across, len(self.lines) * self.leading

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The lines that fit here, and the others."""
        fit = min(int((height + 0.01) / self.leading), len(self.lines) - APART)
        if fit < APART:
            return []
        return [self._part(0, fit, self.hangs), self._part(fit, len(self.lines), "")]

    def _part(self, first: int, last: int, hangs: str) -> Text:
        part = Text("", self.across, size=self.size, font=self.font, ink=self.ink, after=self.spaceAfter)
        part.lines, part.indent, part.hangs, part.hung = self.lines[first:last], self.indent, hangs, self.hung
        return part

    def draw(self) -> None:
        """Put it on the page."""
        canvas, y = self.canv, len(self.lines) * self.leading - self.size
        if self.hangs:
            canvas.setFont(style.BOLD, self.size)
            canvas.setFillColor(style.ink(self.hung))
            canvas.drawString(0, y, self.hangs)
        text = canvas.beginText(self.indent, y)
        text.setFont(self.font, self.size, self.leading)
        text.setFillColor(style.ink(self.ink))
        for line in self.lines:
            text.textLine(line)
        canvas.drawText(text)


TOGETHER = 110.0
"""Names and values that take no more than this stand on one page."""


class Pairs(Flowable):  # type: ignore[misc]
    """Names at the left, their values beside them."""

    def __init__(self, pairs: tuple[tuple[str, str], ...], width: float, size: float = 8.5) -> None:
        super().__init__()
        self.across, self.size, self.leading = width, size, size * 1.35
        widest = max((style.wide(name, size, bold=True) for name, _value in pairs), default=0.0)
        self.indent = min(widest, 0.28 * width) + 10
        self.spaceBefore, self.spaceAfter = 2.0, 5.0
        self.rows: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        for name, value in pairs:
            lines: list[str] = []
            for part in value.split("\n"):
                lines += wrap(part, style.PLAIN, size, width - self.indent)
            self.rows.append((wrap(name, style.BOLD, size, self.indent - 6), tuple(lines)))

    def _high(self, row: tuple[tuple[str, ...], tuple[str, ...]]) -> float:
        return max(len(row[0]), len(row[1])) * self.leading + 1.5

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """How much room it takes."""
        return self.across, sum(self._high(row) for row in self.rows)

    def split(self, _width: float, height: float) -> list[Flowable]:
        """The pairs that fit here, and the others; a long value goes on by its lines. A few pairs stay together."""
        if self.wrap(0, 0)[1] <= TOGETHER:
            return []
        fit, left = 0, height
        while fit < len(self.rows) and self._high(self.rows[fit]) <= left:
            left -= self._high(self.rows[fit])
            fit += 1
        first, rest = self.rows[:fit], self.rows[fit:]
        lines = int((left - 1.5) / self.leading)
        if rest and lines >= 2 and len(rest[0][1]) > lines:
            name, value = rest[0]
            first = [*first, (name, value[:lines])]
            rest = [(("",), value[lines:]), *rest[1:]]
        return [self._part(first), self._part(rest)] if first and rest else []

    def _part(self, rows: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> Pairs:
        part = Pairs((), self.across, self.size)
        part.rows, part.indent = rows, self.indent
        return part

    def draw(self) -> None:
        """Put them on the page."""
        canvas = self.canv
        top = sum(self._high(row) for row in self.rows)
        for row in self.rows:
            for x, lines, font, ink in ((0.0, row[0], style.BOLD, "muted"), (self.indent, row[1], style.PLAIN, "text")):
                text = canvas.beginText(x, top - self.size)
                text.setFont(font, self.size, self.leading)
                text.setFillColor(style.ink(ink))
                for line in lines:
                    text.textLine(line)
                canvas.drawText(text)
            top -= self._high(row)


class Figure(Flowable):  # type: ignore[misc]
    """A picture, made smaller where it is higher than a page."""

    def __init__(self, picture: Picture, room: float) -> None:
        super().__init__()
        self.picture, self.scale = picture, min(1.0, room / max(1.0, picture.height))
        self.spaceBefore, self.spaceAfter = 3.0, 4.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """How much room it takes."""
        return self.picture.width * self.scale, self.picture.height * self.scale

    def draw(self) -> None:
        """Put it on the page."""
        self.canv.saveState()
        self.canv.scale(self.scale, self.scale)
        pen.put(self.canv, self.picture)
        self.canv.restoreState()


class Shrunk(Flowable):  # type: ignore[misc]
    """Parts of a page below each other, all made smaller alike so that they fit its height."""

    def __init__(self, parts: list[Flowable], room: float) -> None:
        super().__init__()
        self.parts, self.room = parts, room
        self.places: list[float] = []
        down, after = 0.0, 0.0
        for part in parts:
            down += max(after, part.getSpaceBefore()) if self.places else 0.0
            down += part.wrap(0, 0)[1]
            self.places.append(down)
            after = part.getSpaceAfter()
        self.high = down
        self.scale = min(1.0, room / max(1.0, down))

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """How much room it takes."""
        return width, self.high * self.scale - 0.01

    def draw(self) -> None:
        """Put them on the page."""
        self.canv.saveState()
        self.canv.scale(self.scale, self.scale)
        for part, foot in zip(self.parts, self.places, strict=True):
            part.drawOn(self.canv, 0, self.high - foot)
        self.canv.restoreState()


class Top(Flowable):  # type: ignore[misc]
    """The document's title, what it is about, and the logo at the right."""

    def __init__(self, title: str, lines: tuple[str, ...], width: float, logo: tuple[Any, float] | None) -> None:
        super().__init__()
        self.across, self.logo = width, logo
        room = width - (min(logo[1], 0.3 * width) + 12 if logo else 0)
        self.title = wrap(title, style.BOLD, 18, room)
        self.lines = [line for words in lines for line in wrap(words, style.PLAIN, 9, room)]
        self.spaceAfter = 4.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """How much room it takes."""
        return self.across, max(len(self.title) * 23 + 2 + len(self.lines) * 12.5, LOGO if self.logo else 0)

    def draw(self) -> None:
        """Put it on the page."""
        canvas = self.canv
        top = self.wrap(0, 0)[1]
        for font, size, leading, ink, lines in (
            (style.BOLD, 18, 23, "accent", self.title),
            (style.PLAIN, 9, 12.5, "text", self.lines),
        ):
            text = canvas.beginText(0, top - size)
            text.setFont(font, size, leading)
            text.setFillColor(style.ink(ink))
            for line in lines:
                text.textLine(line)
            canvas.drawText(text)
            top -= leading * len(lines) + 2
        if self.logo:
            image, across = self.logo
            across = min(across, 0.3 * self.across)
            high = self.wrap(0, 0)[1]
            canvas.drawImage(image, self.across - across, high - LOGO, across, LOGO, "auto", True, "ne")


LOGO = 42.0
"""How high the logo stands."""
