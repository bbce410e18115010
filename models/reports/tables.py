"""The tables of a document as a workbook or a CSV: what stands on the paper as values, each column explained."""

from __future__ import annotations

from pathlib import Path

from models import exports
from models.progress import Progress, silent
from models.reports import blocks
from models.reports.blocks import Cell, Document, Grid, Head, Heading

SECTION = Head("Section", note="The part of the document that the row stands in.")


def write(path: Path, document: Document, progress: Progress = silent) -> None:
    """Write every table of a document, and its charts' points, by the file's ending: the whole file or no file."""
    tables = [_table(grid) for grid in grids(document)] or [exports.Table(document.title, [("No table", 40, "")], [])]
    if path.suffix.lower() == ".csv":
        exports.write_csv(path, tables, progress)
    else:
        exports.write_workbook(path, tables, document.about, progress)


def grids(document: Document) -> list[Grid]:
    """The tables in order; those of the same columns are one, which says of each row what section it stands in."""
    found: dict[tuple[str, ...], list[tuple[str, Grid]]] = {}
    section = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text
        elif isinstance(block, Grid):
            found.setdefault(tuple(head.title for head in block.headings), []).append((block.caption or section, block))
        elif isinstance(block, blocks.Drawn) and block.chart.lines:
            points = blocks.points(block.chart)
            found.setdefault((block.chart.code,), []).append((block.chart.title, points))
    return [_joined(parts) for parts in found.values()]


def _joined(parts: list[tuple[str, Grid]]) -> Grid:
    name, first = parts[0]
    if len(parts) == 1:
        return Grid(name, first.headings, first.rows)
    rows: tuple[tuple[Cell, ...], ...] = tuple((section, *row) for section, grid in parts for row in grid.rows)
    return Grid(name, (SECTION, *first.headings), rows)


def _table(grid: Grid) -> exports.Table:
    widths = [8] * len(grid.headings)
    for row in grid.texts[:200]:
        widths = [max(width, min(60, len(cell) + 1)) for width, cell in zip(widths, row, strict=True)]
    heads = [(head.title, width, head.note) for head, width in zip(grid.headings, widths, strict=True)]
    return exports.Table(grid.caption, heads, grid.rows)
