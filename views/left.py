"""How a page was left: its filters, its tab, the row and the place looked at; so that going back finds it so."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget

from views.grid.filters import Filter, Only
from views.grid.view import GridView
from views.page import Page


@dataclass(frozen=True)
class LeftGrid:
    """What a grid showed: which rows, the cell the keyboard was on, how far it was scrolled."""

    only: Only | None
    filters: tuple[Filter, ...]
    search: str
    key: str | None
    column: int
    across: int
    down: int


@dataclass(frozen=True)
class Left:
    """What a page showed: the tabs chosen, and its grids in their order."""

    tabs: tuple[int, ...]
    grids: tuple[LeftGrid, ...]


def left(page: Page) -> Left:
    """How a page is being left."""
    return Left(
        tuple(tabs.currentIndex() for tabs in page.findChildren(QTabWidget)),
        tuple(_left_grid(grid) for grid in page.findChildren(GridView)),
    )


def put_back(page: Page, was: Left) -> None:
    """Show a page as it was left."""
    for tabs, at in zip(page.findChildren(QTabWidget), was.tabs, strict=False):
        if tabs.isTabVisible(at):  # on another day there may be nothing to show there
            tabs.setCurrentIndex(at)
    for grid, then in zip(page.findChildren(GridView), was.grids, strict=False):
        _put_back_grid(grid, then)


def _left_grid(grid: GridView) -> LeftGrid:
    model, table = grid.model, grid.table
    across, down = table.horizontalScrollBar().value(), table.verticalScrollBar().value()
    return LeftGrid(model.only, model.filters, model.search, grid.current, table.currentIndex().column(), across, down)


def _put_back_grid(grid: GridView, then: LeftGrid) -> None:
    model, table = grid.model, grid.table
    if (model.only, model.filters, model.search) != (then.only, then.filters, then.search):
        grid.show_only(then.only)
        model.arrange(filters=then.filters)
        grid.bar.field.setText(then.search)
    row = model.row_of(then.key) if then.key else None
    if row is not None:
        table.setCurrentIndex(model.index(row, max(0, then.column)))

    def scroll() -> None:
        table.horizontalScrollBar().setValue(then.across)
        table.verticalScrollBar().setValue(then.down)

    # After the grid has brought its row into sight, which it does when it is laid out.
    QTimer.singleShot(0, table, scroll)
