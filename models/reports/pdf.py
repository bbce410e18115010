"""A document on paper: its blocks set in the house style, charts and timelines as vectors, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import PageBreakIfNotEmpty

from models.progress import Progress, part, whole
from models.reports import blocks, drawn, lane, style
from models.reports.flow import APART, TOGETHER, Figure, Pairs, Shrunk, Text, Top
from models.reports.table import SIZES, Rows, Sheet
from models.trackers import STATES

LARGE = (8.5, 8.0, *SIZES)
MANY = 8
"""Columns past which a table is set small."""
LEAST = 0.72
"""How small a page may be made; what is more than that goes on to another."""
SMALL = 7.0
"""The size of small print."""
CHART = 142.0
"""How high a chart is that is not as high as its bars need."""
HEADINGS = {1: (12.0, 12.0, 4.0), 2: (10.0, 8.0, 3.0), 3: (9.0, 6.0, 2.0)}
"""Size, and room above and below, of each level of heading."""


def write(path: Path, document: blocks.Document, progress: Progress) -> None:
    """Print a document: the whole file or no file."""
    style.fonts()
    page = style.paper(document)
    with whole(path) as unfinished:
        printed = _Printed(str(unfinished), document, page, progress)
        printed.build(flow(document, page, progress), canvasmaker=style.canvas_for(document, page))
        progress(1.0, "Printed")


class _Printed(BaseDocTemplate):  # type: ignore[misc]
    """Says where it is at every part that it prints: there it may be stopped."""

    def __init__(self, path: str, document: blocks.Document, page: style.Paper, progress: Progress) -> None:
        frame = Frame(style.MARGIN, style.FOOT, page.width, page.room, 0, 0, 0, 0, id="page")
        super().__init__(
            path,
            pagesize=(page.wide, page.high),
            pageTemplates=[PageTemplate(id="page", frames=[frame])],
            **style.settings(document),
        )
        self._told = progress

    def afterFlowable(self, flowable: Flowable) -> None:
        share = getattr(flowable, "share", None)
        if share is not None:
            self._told(share, f"Printing page {self.page}")


def flow(document: blocks.Document, page: style.Paper, progress: Progress) -> list[Flowable]:
    """Everything that is printed, in order; each part knows how far on it is."""
    about = document.about
    said = (
        document.subtitle or about.shown or about.count,
        style.when(about),
    )
    found: list[Flowable] = [Top(document.title, said, page.width, style.logo(document.house, 42.0))]
    weights = [1 + len(block.rows) if isinstance(block, blocks.Grid) else 1 for block in document.blocks]
    whole, done = sum(weights) or 1, 0
    begins: int | None = None
    for block, weight in zip(document.blocks, weights, strict=True):
        if isinstance(block, blocks.PageBreak):
            found = _fitted(found, begins, page)
            begins = len(found) + 1 if block.fit else None
            if block is document.blocks[0]:  # what begins the document has its title on the same page
                begins, done = 0 if block.fit else None, done + weight
                continue
        progress(0.0, f"Setting part {done + 1:,} of {whole:,}")
        stretch = part(progress, 0.99 * done / whole, 0.99 * (done + weight) / whole)
        done += weight
        found += _set(block, page, stretch, part(progress, 0, 0))
        found[-1].share = 0.99 * done / whole
    for at, each in enumerate(found):
        if isinstance(each, CondPageBreak):
            each.height = min(page.room, max(each.height, _together(islice(found, at + 1, None))))
    return _fitted(found, begins, page)


def _together(parts: Iterable[Flowable]) -> float:
    """How much room must be left on a page for a heading to begin there: its own, and what it must not stand without (a
    picture whole with the small print below it, a table's first row, two lines of words)."""
    need, body = 0.0, None
    for each in parts:
        below = isinstance(body, Figure) and isinstance(each, Text) and each.size == SMALL
        if isinstance(each, PageBreakIfNotEmpty) or (body is not None and not below):
            break
        if not isinstance(each, CondPageBreak):
            need += each.getSpaceBefore() + _least(each)
            body = each if not getattr(each, "heads", False) else body
    return need


def _least(each: Flowable) -> float:
    """How much of a part stands together at the least."""
    if isinstance(each, Rows):
        return float(each.sheet.head_height + sum(each.sheet.heights[:1]))
    if isinstance(each, Text) and not each.heads:
        return (APART if len(each.lines) >= 2 * APART else len(each.lines)) * each.leading
    if isinstance(each, Pairs):
        return min(TOGETHER, each.wrap(0, 0)[1])
    return float(each.wrap(0, 0)[1])


def _fitted(found: list[Flowable], begins: int | None, page: style.Paper) -> list[Flowable]:
    """Everything from a place on as one page, where it is somewhat more than a page holds."""
    if begins is None:
        return found
    parts = [each for each in found[begins:] if not isinstance(each, CondPageBreak)]
    small = Shrunk(parts, page.room)
    if not LEAST <= small.scale < 1:
        return found
    small.share = parts[-1].share
    return [*found[:begins], small]


def _set(block: blocks.Block, page: style.Paper, printing: Progress, setting: Progress) -> Iterator[Flowable]:
    width = page.width
    if isinstance(block, blocks.Heading):
        size, before, after = HEADINGS[block.level]
        yield CondPageBreak({1: 90, 2: 60, 3: 45}[block.level])
        yield Text(block.text, width, size=size, font=style.BOLD, before=before, after=after, heads=True)
    elif isinstance(block, blocks.Words):
        font = style.BOLD if block.strong else style.PLAIN
        shape, ink = _state(block.state)
        yield Text(block.text, width, font=font, hangs=shape, hung=ink, heads=bool(shape))
    elif isinstance(block, blocks.Bullets):
        for item in block.items:
            yield Text(item, width, hangs="•", hung="muted", after=1.5)
    elif isinstance(block, blocks.Facts):
        yield Pairs(block.pairs, width)
    elif isinstance(block, blocks.Grid):
        yield from _grid(block, page, printing, setting)
    elif isinstance(block, blocks.Drawn):
        yield from _chart(block, page)
    elif isinstance(block, blocks.Lane):
        yield Figure(lane.lane(block.timeline, width, block.first), page.room)
    elif isinstance(block, blocks.PageBreak):
        yield PageBreakIfNotEmpty()
    else:
        yield Text(block.text, width, size=SMALL, ink="muted")


def _state(letter: str) -> tuple[str, str]:
    """A state's shape with its letter, and the colour it stands in."""
    if letter not in STATES:
        return "", "text"
    return f"{STATES[letter][0]} {letter}", style.STATE_INK[letter]


def _grid(grid: blocks.Grid, page: style.Paper, printing: Progress, setting: Progress) -> Iterator[Flowable]:
    if grid.caption:
        yield CondPageBreak(60)
        yield Text(grid.caption, page.width, size=9.0, font=style.BOLD, before=6, after=2, heads=True)
    if not grid.rows:
        yield Text(grid.empty, page.width)
    else:
        states = frozenset(at for at, head in enumerate(grid.headings) if head.state)
        yield Rows(
            Sheet(
                grid.headings,
                grid.texts,
                page.width * grid.share,
                page.room,
                sizes=SIZES if grid.small or len(grid.headings) > MANY else LARGE,
                setting=setting,
                progress=printing,
                inks=_inks(states) if states else None,
                total=grid.total,
            )
        )
    if grid.note:
        yield Text(grid.note, page.width, size=SMALL, ink="muted", before=2)


def _inks(states: frozenset[int]) -> Any:
    names = style.STATE_INK
    return lambda at, text: style.ink(names[text[-1:]]) if at in states and text[-1:] in names else None


def _chart(block: blocks.Drawn, page: style.Paper) -> Iterator[Flowable]:
    chart = block.chart
    picture = drawn.chart(chart, page.width, CHART)
    yield CondPageBreak(min(page.room, picture.height + 60))
    yield Text(chart.title, page.width, size=9.0, font=style.BOLD, before=8, after=2, heads=True)
    reading = chart.reading if block.reading is None else block.reading
    if reading:
        yield Text(reading, page.width, heads=bool(chart.lines))
    if chart.lines:
        yield Figure(picture, page.room - 60)
    for words in filter(None, (block.note, chart.note, chart.source)):
        yield Text(words, page.width, size=SMALL, ink="muted", after=1)
