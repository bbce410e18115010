"""What is drawn on paper and on the web page alike: lines, filled shapes, discs and words, as plain data.

Places are in points from the top left corner. Colours are names of the scheme on paper.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from models.reports import style

Place = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Path:
    """A line through places, closed and filled where it has a fill; `faint` is seen through."""

    points: tuple[Place, ...]
    stroke: str = ""
    fill: str = ""
    width: float = 0.6
    dash: tuple[float, ...] = ()
    faint: bool = False


@dataclass(frozen=True)
class Disc:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""


@dataclass(frozen=True)
class Label:
    """Words whose foot stands at a place."""

    x: float
    y: float
    words: str
    ink: str = "text"
    size: float = 7.0
    anchor: Anchor = "start"
    bold: bool = False


Shape = Path | Disc | Label
FAINT = 0.22


@dataclass(frozen=True)
class Picture:
    """Shapes on an area, the lowest first, with the words that stand for it where it cannot be seen."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    description: str


def box(left: float, top: float, right: float, bottom: float) -> tuple[Place, ...]:
    """The corners of a box."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def sign(shape: str, x: float, y: float, ink: str, *, size: float = 2.6, hollow: bool = False) -> Shape:
    """The shape of a point, by the names that the screen has for them."""
    fill, stroke = ("page" if hollow else ink), (ink if hollow else "page")
    if shape in ("o", ""):
        return Disc(x, y, size * 0.85, fill, stroke)
    turned = {
        "t": ((-1, -0.8), (1, -0.8), (0, 1)),
        "t1": ((-1, 0.8), (1, 0.8), (0, -1)),
        "d": ((0, -1.15), (1, 0), (0, 1.15), (-1, 0)),
        "s": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
        "p": ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)),
        "h": ((0, -1), (0.87, -0.5), (0.87, 0.5), (0, 1), (-0.87, 0.5), (-0.87, -0.5)),
        "star": tuple(
            (0.95 * a if n % 2 == 0 else 0.42 * a, 0.95 * b if n % 2 == 0 else 0.42 * b)
            for n, (a, b) in enumerate(_TEN)
        ),
        "+": _CROSS,
        "x": tuple(((a - b) * 0.71, (a + b) * 0.71) for a, b in _CROSS),
    }[shape]
    return Path(tuple((x + size * a, y + size * b) for a, b in turned), stroke, fill, 0.4 if not hollow else 0.9)


_TEN = (
    *((0.0, -1.0), (0.588, -0.809), (0.951, -0.309), (0.951, 0.309), (0.588, 0.809)),
    *((0.0, 1.0), (-0.588, 0.809), (-0.951, 0.309), (-0.951, -0.309), (-0.588, -0.809)),
)
_A = 0.3
_CROSS = (
    *((-_A, -1), (_A, -1), (_A, -_A), (1, -_A), (1, _A), (_A, _A)),
    *((_A, 1), (-_A, 1), (-_A, _A), (-1, _A), (-1, -_A), (-_A, -_A)),
)


def put(canvas: Any, picture: Picture) -> None:
    """Draw on a page, from its own corner: shapes in their order, the words that follow each other as one text."""
    text, high = None, picture.height
    for shape in picture.shapes:
        if isinstance(shape, Label):
            text = canvas.beginText() if text is None else text
            font = style.BOLD if shape.bold else style.PLAIN
            room = 0.0 if shape.anchor == "start" else style.unit(shape.words, font) * shape.size
            text.setFont(font, shape.size)
            text.setFillColor(style.ink(shape.ink))
            text.setTextOrigin(
                round(shape.x - room / (2 if shape.anchor == "middle" else 1), 2), round(high - shape.y, 2)
            )
            text.textOut(shape.words)
            continue
        if text is not None:
            canvas.drawText(text)
            text = None
        if isinstance(shape, Disc):
            canvas.setFillColor(style.ink(shape.fill))
            canvas.setStrokeColor(style.ink(shape.stroke or shape.fill))
            canvas.setLineWidth(0.6)
            canvas.setDash()
            canvas.circle(shape.x, high - shape.y, shape.radius, stroke=bool(shape.stroke), fill=1)
            continue
        if shape.faint:
            canvas.setFillAlpha(FAINT)
        canvas._code.append(_code(shape, high))  # by the library's own calls it takes three times as long
        if shape.faint:
            canvas.setFillAlpha(1)
    if text is not None:
        canvas.drawText(text)


def _code(path: Path, high: float) -> str:
    """A path in the language of a PDF's page."""
    parts = [f"{path.width:g} w [{' '.join(f'{each:g}' for each in path.dash)}] 0 d"]
    if path.stroke:
        parts.append(f"{_rgb(path.stroke)} RG")
    if path.fill:
        parts.append(f"{_rgb(path.fill)} rg")
    parts += [f"{x:.2f} {high - y:.2f} {'l' if number else 'm'}" for number, (x, y) in enumerate(path.points)]
    parts.append(("b" if path.stroke else "f") if path.fill else "S")
    return " ".join(parts)


@functools.cache
def _rgb(name: str) -> str:
    colour = style.ink(name)
    return f"{colour.red:.4f} {colour.green:.4f} {colour.blue:.4f}"


def svg(picture: Picture, name: str) -> str:
    """As part of a web page, with its title and description; `name` tells it from the others of the page."""
    parts = [
        f'<svg role="img" viewBox="0 0 {picture.width:g} {picture.height:g}" aria-labelledby="{name}-t {name}-d">',
        f'<title id="{name}-t">{escape(picture.title)}</title><desc id="{name}-d">{escape(picture.description)}</desc>',
        *(_svg(shape) for shape in picture.shapes),
        "</svg>",
    ]
    return "\n".join(parts)


def _svg(shape: Shape) -> str:
    if isinstance(shape, Label):
        weight = ' font-weight="bold"' if shape.bold else ""
        where = f'x="{shape.x:.1f}" y="{shape.y:.1f}" font-size="{shape.size:g}" text-anchor="{shape.anchor}"'
        return f'<text {where} fill="{style.hexed(shape.ink)}"{weight}>{escape(shape.words)}</text>'
    inks = f'fill="{style.hexed(shape.fill) if shape.fill else "none"}"'
    if shape.stroke:
        inks += f' stroke="{style.hexed(shape.stroke)}"'
    if isinstance(shape, Disc):
        return f'<circle cx="{shape.x:.1f}" cy="{shape.y:.1f}" r="{shape.radius:.1f}" {inks} stroke-width="0.6"/>'
    through = " ".join(f"{x:.1f},{y:.1f}" for x, y in shape.points)
    dash = f' stroke-dasharray="{" ".join(f"{each:g}" for each in shape.dash)}"' if shape.dash else ""
    faint = f' fill-opacity="{FAINT}"' if shape.faint else ""
    kind = "polygon" if shape.fill else "polyline"
    return f'<{kind} points="{through}" {inks} stroke-width="{shape.width:g}"{dash}{faint}/>'


def within(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """Words cut to a room, with … where they were."""
    if style.wide(words, size, bold=bold) <= room:
        return words
    while words and style.wide(words + "…", size, bold=bold) > room:
        words = words[:-1]
    return words.rstrip() + "…" if words else ""


def apart(places: Sequence[tuple[str, float]], high: float) -> list[tuple[str, float]]:
    """Words below each other, moved down so that none covers another."""
    found: list[tuple[str, float]] = []
    for words, y in sorted(places, key=lambda each: each[1]):
        found.append((words, max(y, found[-1][1] + high) if found else y))
    return found
