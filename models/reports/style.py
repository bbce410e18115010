"""The house style on paper: fonts, sizes, colours, the page and what stands at its foot."""

from __future__ import annotations

import datetime as dt
import functools
import io
import tomllib
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from models.dates import british
from models.reports.blocks import Document
from models.rules.house import House
from models.trackers.shown import UK, About

rl_config.useA85 = 0  # compressed pages as bytes, not as text of them: smaller, and quicker to write
MARGIN = 12 * mm
FOOT = 17 * mm
HEAD = 7 * mm
"""What a marking or the authority's name takes at the top of a page that carries one."""
FOOT_SIZE = 6.5


@dataclass(frozen=True)
class Paper:
    """A page: its size, and the room between its margins."""

    wide: float
    high: float
    head: float = 0.0

    @property
    def width(self) -> float:
        """From margin to margin."""
        return self.wide - 2 * MARGIN

    @property
    def room(self) -> float:
        """From below the head to above the foot."""
        return self.high - FOOT - MARGIN - self.head


def paper(document: Document) -> Paper:
    """The page that a document is printed on."""
    wide, high = landscape(A4) if document.landscape else A4
    return Paper(wide, high, HEAD if document.house.name or document.house.marking else 0.0)


PLAIN, BOLD = "DejaVuCondensed", "DejaVuCondensed-Bold"
_LIGHT = tomllib.loads(resources.text("style/tokens.toml"))["light"]
STATE_INK = {"R": "danger", "A": "warning", "G": "good", "–": "muted"}


@functools.cache
def ink(name: str) -> Any:
    """A colour of the scheme on paper, by its name."""
    return HexColor(_LIGHT[name])


def hexed(name: str) -> str:
    """A colour of the scheme on paper as a web page writes it."""
    return str(_LIGHT[name])


@functools.cache
def fonts() -> None:
    """Make the carried typeface known; it has the shapes ◆ ▲ ● ○ and every European letter, and is embedded."""
    pdfmetrics.registerFont(TTFont(PLAIN, str(resources.path("fonts/DejaVuSansCondensed.ttf"))))
    pdfmetrics.registerFont(TTFont(BOLD, str(resources.path("fonts/DejaVuSansCondensed-Bold.ttf"))))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


@functools.lru_cache(maxsize=20_000)
def unit(words: str, font: str) -> float:
    """How wide words are at a size of 1; the same words come again and again."""
    fonts()
    return float(pdfmetrics.stringWidth(words, font, 1))


def wide(words: str, size: float, *, bold: bool = False) -> float:
    """How wide words are."""
    return unit(words, BOLD if bold else PLAIN) * size


def settings(document: Document) -> dict[str, Any]:
    """What a PDF says of itself; the same document gives the same bytes."""
    about = document.about
    return {
        "title": f"{document.title}, {british(about.as_at)}",
        "author": about.who,
        "subject": document.subtitle or about.shown,
        "creator": f"permanence {about.version}".strip(),
        "lang": "en-GB",
        "invariant": 1,
    }


def canvas_for(document: Document, page: Paper) -> type[Canvas]:
    """A canvas that puts head and foot on every page once it is known how many there are."""
    lines = feet(document.about, page.width - 56)

    class Footed(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **settings: Any) -> None:
            super().__init__(*arguments, **settings)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, printed in enumerate(self._pages, 1):
                self.__dict__.update(printed)
                _head(self, document.house, page)
                _foot(self, lines, page, number, len(self._pages))
                super().showPage()
            super().save()

    return Footed


def when(about: About) -> str:
    """Of when a document is and what is in it, as its first lines say."""
    known = "as signed off" if about.sealed else about.known
    return f"As at {british(about.as_at)}, {known}. Filters: {about.filtered}. {about.count}."


def told(about: About) -> tuple[str, ...]:
    """What stands at the foot of every page, part by part: where it is from, so that anybody can make it again."""
    made = f" on {moment(about.made)}" if about.made else ""
    if about.sealed:
        of_seal = about.sealed.split(" · ")
        return about.title, f"as at {british(about.as_at)}", about.count, *of_seal, f"filters: {about.filtered}"
    return (
        about.title,
        f"as at {british(about.as_at)}, {about.known}",
        about.count,
        f"made by {about.who or 'not said'}{made}",
        f"permanence {about.version}",
        *((f"definitions {about.definitions}",) if about.definitions else ()),
        f"ledger head {about.head or 'not said'}",
        f"filters: {about.filtered}",
    )


def moment(at: dt.datetime) -> str:
    """A moment as people in England read it: “4 Jun 2022 14:05”."""
    here = at.astimezone(UK) if at.tzinfo else at
    return f"{british(here.date())} {here:%H:%M}"


def feet(about: About, width: float, most: int = 4) -> list[str]:
    """The foot in lines that fit; filters cut for want of room stand in full on the first page."""
    lines = [""]
    for part in told(about):
        while wide(part, FOOT_SIZE) > width:
            part = part[: int(len(part) * width / wide(part, FOOT_SIZE)) - 1].rstrip() + "…"
        longer = f"{lines[-1]} · {part}" if lines[-1] else part
        if wide(longer, FOOT_SIZE) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines[:most]


def _head(canvas: Canvas, house: House, page: Paper) -> None:
    """The authority's name and the classification marking, at the head of every page."""
    if not page.head:
        return
    y = page.high - MARGIN + 4
    canvas.setFillColor(ink("muted"))
    canvas.setFont(PLAIN, 7.5)
    canvas.drawString(MARGIN, y, house.name)
    canvas.setFillColor(ink("text"))
    canvas.setFont(BOLD, 8)
    canvas.drawRightString(page.wide - MARGIN, y, house.marking)


def _foot(canvas: Canvas, lines: list[str], page: Paper, number: int, of: int) -> None:
    canvas.setStrokeColor(ink("line"))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, FOOT - 4, page.wide - MARGIN, FOOT - 4)
    canvas.setFillColor(ink("muted"))
    canvas.setFont(PLAIN, FOOT_SIZE)
    for at, line in enumerate(lines):
        canvas.drawString(MARGIN, FOOT - 12 - 8 * at, line)
    canvas.drawRightString(page.wide - MARGIN, FOOT - 12, f"page {number} of {of}")


def logo(house: House, high: float) -> tuple[Any, float] | None:
    """The logo and how wide it is at a height; None where there is none."""
    if not house.logo:
        return None
    image = ImageReader(io.BytesIO(house.logo))
    across, up = image.getSize()
    return image, high * across / max(1, up)
