"""A document as one web page that stands by itself: headings, table headers and words for every picture, so that it can
be read by ear, at any size and without colour. It says the same as the paper."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from pathlib import Path

from models.dates import british
from models.progress import Progress, whole
from models.reports import blocks, drawn, lane, style
from models.reports.pen import svg
from models.trackers import STATES

CHART = (720.0, 230.0)
"""Width and height of a chart, in the units of its own drawing."""
_STYLE = """
:root {{ color: {text}; background: {page}; }}
body {{ font: 100%/1.5 system-ui, "DejaVu Sans", Arial, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem; }}
header img {{ float: right; height: 3.5rem; margin-left: 1rem; }}
h1 {{ color: {accent}; font-size: 1.75rem; line-height: 1.2; }}
h2 {{ font-size: 1.3rem; border-bottom: 1px solid {line}; margin-top: 2rem; }}
h3 {{ font-size: 1.1rem; }} h4 {{ font-size: 1rem; }}
.marking {{ font-weight: bold; text-align: right; }}
.small, footer, figcaption {{ color: {muted}; font-size: 0.875rem; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: 0.875rem; margin: 0.5rem 0; }}
caption {{ text-align: left; font-weight: bold; padding: 0.25rem 0; }}
th, td {{ border-bottom: 1px solid {line}; padding: 0.2rem 0.6rem 0.2rem 0; text-align: left; vertical-align: top; }}
th {{ border-bottom: 2px solid {text}; }} tbody th {{ border-bottom: 1px solid {line}; font-weight: normal; }}
.d {{ min-width: 5.5rem; }}
.n {{ text-align: right; font-variant-numeric: tabular-nums; }} .total td, .total th {{ font-weight: bold; }}
.R {{ color: {danger}; font-weight: bold; }} .A {{ color: {warning}; font-weight: bold; }}
.G {{ color: {good}; font-weight: bold; }} .O {{ color: {muted}; font-weight: bold; }}
dl {{ display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.1rem 1rem; }}
dt {{ font-weight: bold; color: {muted}; }} dd {{ margin: 0; white-space: pre-line; }} p {{ white-space: pre-line; }}
figure {{ margin: 1rem 0; }}
svg {{ width: 100%; height: auto; font-family: "DejaVu Sans Condensed", Arial, sans-serif; }}
summary {{ cursor: pointer; color: {accent}; }}
hr {{ border: 0; border-top: 3px double {line}; margin: 2.5rem 0; }}
@media print {{ hr {{ break-after: page; border: 0; }} details > * {{ display: block; }} }}
"""
_NAMES = ("text", "page", "accent", "line", "muted", "danger", "warning", "good")


def write(path: Path, document: blocks.Document, progress: Progress) -> None:
    """Write a document as a web page: the whole file or no file."""
    with whole(path) as unfinished:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            for piece in page(document, progress):
                file.write(piece.replace(" %", "\u00a0%") + "\n")
        progress(1.0, "Written")


def page(document: blocks.Document, progress: Progress) -> Iterator[str]:
    """The page, piece by piece."""
    about, house = document.about, document.house
    title = f"{document.title}, {british(about.as_at)}"
    yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{_STYLE.format(**{name: style.hexed(name) for name in _NAMES})}</style>\n</head>\n<body>"
    yield "<header>"
    if house.marking:
        yield f'<p class="marking">{escape(house.marking)}</p>'
    if house.logo:
        data = base64.b64encode(house.logo).decode()
        yield f'<img src="data:image/png;base64,{data}" alt="{escape(house.name or "The authority’s logo")}">'
    if house.name:
        yield f"<p>{escape(house.name)}</p>"
    yield f"<h1>{escape(document.title)}</h1>"
    yield f"<p>{escape(document.subtitle or about.shown or about.count)}</p>"
    yield f"<p>{escape(style.when(about))}</p>\n</header>\n<main>"
    level, heading = 0, document.title
    for number, block in enumerate(document.blocks):
        progress(0.99 * number / len(document.blocks), f"Writing part {number + 1:,} of {len(document.blocks):,}")
        if isinstance(block, blocks.Heading):
            level, heading = min(block.level, level + 1), block.text
            yield f"<h{level + 1}>{escape(block.text)}</h{level + 1}>"
        else:
            yield from _piece(block, f"b{number}", heading)
    yield "</main>\n<footer>"
    yield f"<p>{escape(' · '.join(style.told(about)))}</p>"
    yield "</footer>\n</body>\n</html>"


def _piece(block: blocks.Block, name: str, heading: str) -> Iterator[str]:
    if isinstance(block, blocks.Words):
        words = f"<strong>{escape(block.text)}</strong>" if block.strong else escape(block.text)
        yield f"<p>{_state(block.state)}{words}</p>"
    elif isinstance(block, blocks.Bullets):
        yield "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
    elif isinstance(block, blocks.Facts):
        pairs = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in block.pairs)
        yield f"<dl>{pairs}</dl>"
    elif isinstance(block, blocks.Grid):
        yield from _grid(block, heading)
    elif isinstance(block, blocks.Drawn):
        yield from _chart(block, name)
    elif isinstance(block, blocks.Lane):
        yield f"<figure>{svg(lane.lane(block.timeline, 900.0, block.first), name)}</figure>"
        yield _folded(blocks.spans(block.timeline))
    elif isinstance(block, blocks.PageBreak):
        yield "<hr>" if name != "b0" else ""
    elif isinstance(block, blocks.Small):
        yield f'<p class="small">{escape(block.text)}</p>'


def _state(letter: str) -> str:
    if letter not in STATES:
        return ""
    shape, _words = STATES[letter]
    return f'<span class="{letter if letter.isalpha() else "O"}">{shape} {letter}</span> '


def _grid(grid: blocks.Grid, heading: str = "") -> Iterator[str]:
    """A table; one without a caption is known by the heading it stands under."""
    if not grid.rows:
        caption = f"<strong>{escape(grid.caption)}</strong>: " if grid.caption else ""
        yield f"<p>{caption}{escape(grid.empty)}</p>"
    else:
        caption = f"<caption>{escape(grid.caption)}</caption>" if grid.caption else ""
        heads = "".join(f'<th scope="col"{_right(head)}>{escape(head.title)}</th>' for head in grid.headings)
        name = escape(grid.caption or heading)
        yield f'<div class="wide" role="region" aria-label="{name}" tabindex="0">'
        label = "" if caption else f' aria-label="{name}"'
        yield f"<table{label}>{caption}<thead><tr>{heads}</tr></thead><tbody>"
        last = len(grid.rows) - 1
        for number, row in enumerate(grid.texts):
            total = ' class="total"' if grid.total and number == last else ""
            yield f"<tr{total}>{''.join(_cells(grid.headings, row))}</tr>"
        yield "</tbody></table></div>"
    if grid.note:
        yield f'<p class="small">{escape(grid.note)}</p>'


def _cells(heads: tuple[blocks.Head, ...], row: tuple[str, ...]) -> Iterator[str]:
    for at, (head, cell) in enumerate(zip(heads, row, strict=True)):
        said = escape(cell)
        if head.state and cell[-1:] in STATES:
            letter = cell[-1:]
            said = f'<span class="{letter if letter.isalpha() else "O"}">{said}</span>'
        yield f'<th scope="row"{_right(head)}>{said}</th>' if at == 0 else f"<td{_right(head)}>{said}</td>"


def _right(head: blocks.Head) -> str:
    kinds = " ".join(name for name, so in (("n", head.right), ("d", head.whole)) if so)
    return f' class="{kinds}"' if kinds else ""


def _chart(block: blocks.Drawn, name: str) -> Iterator[str]:
    chart = block.chart
    reading = chart.reading if block.reading is None else block.reading
    yield f"<figure><figcaption><strong>{escape(chart.title)}</strong>"
    if reading:
        yield f"<br>{escape(reading)}"
    yield "</figcaption>"
    if chart.lines:
        yield svg(drawn.chart(chart, *CHART), name)
    for words in filter(None, (block.note, chart.note, chart.source)):
        yield f'<p class="small">{escape(words)}</p>'
    yield "</figure>"
    if chart.lines:
        yield _folded(blocks.points(chart))


def _folded(grid: blocks.Grid) -> str:
    """A table that can be opened: the twin of what is drawn above it."""
    inside = "\n".join(_grid(grid))
    return f"<details><summary>{escape(grid.caption)}</summary>\n{inside}\n</details>"
