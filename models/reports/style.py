"""The house style on paper: fonts, sizes, colours, the page and what stands at its foot."""

from __future__ import annotations

import functools
import tomllib
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Paragraph

import resources
from models.dates import british
from models.trackers.shown import About

rl_config.useA85 = 0  # compressed pages as bytes, not as text of them: smaller, and quicker to write
PAGE = landscape(A4)
MARGIN = 12 * mm
FOOT = 16 * mm
WIDTH, ROOM = PAGE[0] - 2 * MARGIN, PAGE[1] - FOOT - MARGIN
PLAIN, BOLD = "DejaVuCondensed", "DejaVuCondensed-Bold"
_LIGHT = tomllib.loads(resources.text("style/tokens.toml"))["light"]
INK, QUIET, LINE, ACCENT = (HexColor(_LIGHT[name]) for name in ("text", "muted", "line", "accent"))
STATE_INK = {
    "R": HexColor(_LIGHT["danger"]),
    "A": HexColor(_LIGHT["warning"]),
    "G": HexColor(_LIGHT["good"]),
    "–": QUIET,
}


@functools.cache
def fonts() -> None:
    """Make the carried typeface known; it has the shapes ◆ ▲ ● ○ and every European letter, and is embedded."""
    pdfmetrics.registerFont(TTFont(PLAIN, str(resources.path("fonts/DejaVuSansCondensed.ttf"))))
    pdfmetrics.registerFont(TTFont(BOLD, str(resources.path("fonts/DejaVuSansCondensed-Bold.ttf"))))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    fonts()
    settings: dict[str, Any] = {
        "fontName": PLAIN,
        "fontSize": size,
        "leading": size * 1.35,
        "textColor": INK,
        "alignment": TA_LEFT,
    }
    return ParagraphStyle(name, **(settings | more))


def escaped(text: str) -> str:
    """Text with the marks that a paragraph would take for its own made harmless."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def title(text: str) -> Paragraph:
    """The title of the document."""
    return Paragraph(escaped(text), _style("title", 18, fontName=BOLD, textColor=ACCENT, spaceAfter=2))


def heading(text: str) -> list[Flowable]:
    """The heading of a section; it never stands alone at the foot of a page."""
    return [
        CondPageBreak(32 * mm),
        Paragraph(escaped(text), _style("heading", 12, fontName=BOLD, spaceBefore=12, spaceAfter=4)),
    ]


def body(text: str) -> Paragraph:
    """A paragraph."""
    return Paragraph(escaped(text), _style("body", 9, spaceAfter=3))


def document(path: str, about: About) -> BaseDocTemplate:
    """An empty document in the house style; the same content gives the same bytes."""
    fonts()
    frame = Frame(MARGIN, FOOT, WIDTH, ROOM, 0, 0, 0, 0, id="page")
    return BaseDocTemplate(
        path,
        pagesize=PAGE,
        pageTemplates=[PageTemplate(id="page", frames=[frame])],
        title=f"{about.title}, {british(about.as_at)}",
        author=about.who,
        subject=about.shown,
        creator=f"permanence {about.version}".strip(),
        lang="en-GB",
        invariant=1,
    )


def canvas_for(about: About) -> type[Canvas]:
    """A canvas that puts the foot on every page once it is known how many there are."""

    class Footed(Canvas):  # type: ignore[misc]
        def __init__(self, *arguments: Any, **settings: Any) -> None:
            super().__init__(*arguments, **settings)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self._pages, 1):
                self.__dict__.update(page)
                foot(self, about, number, len(self._pages))
                super().showPage()
            super().save()

    return Footed


def foot(canvas: Canvas, about: About, number: int, of: int) -> None:
    """What stands at the foot of every page."""
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, FOOT - 4, PAGE[0] - MARGIN, FOOT - 4)
    canvas.setFillColor(QUIET)
    canvas.setFont(PLAIN, 7)
    when = f"{about.title} · as at {british(about.as_at)}, {about.known} · {about.count} · filters: {about.filtered}"
    made = f"Made by {about.who or 'not said'} · permanence {about.version} · ledger head {about.head or 'not said'}"
    canvas.drawString(MARGIN, FOOT - 13, _held(when, WIDTH - 70))
    canvas.drawString(MARGIN, FOOT - 22, _held(made, WIDTH - 70))
    canvas.drawRightString(PAGE[0] - MARGIN, FOOT - 13, f"page {number} of {of}")


def _held(text: str, width: float) -> str:
    """Text held to one line; what does not fit stands in full on the first page."""
    lines = simpleSplit(text, PLAIN, 7, width)
    return text if len(lines) == 1 else simpleSplit(text, PLAIN, 7, width - 12)[0] + " …"
