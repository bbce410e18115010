"""The scorecard: every measure with its figure, and behind every figure exactly its children."""

from __future__ import annotations

import polars as pl
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSplitter, QTableView, QWidget

from models.measures import Period
from models.progress import Cancelled, Progress, silent
from models.rules.chains import chain
from models.scorecard import Line, lines
from models.snapshot import Snapshot
from views.page import Page
from views.scorecard import words
from views.scorecard.model import BEFORE, HEADINGS, KNOWN, VALUE, N, ScorecardModel
from views.scorecard.side import Side
from views.theme import theme
from views.workspace import Workspace

QUICK = 30_000
"""Up to so many episodes the figures are worked out at once; more are work for beside the window."""


class ScorecardPage(Page):
    """Every measure in its group: figure, n, median, the year before, direction, limit. A figure opens its children."""

    code = "scorecard"
    title = "Scorecard"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.model = ScorecardModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName("Measures")
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setMouseTracking(True)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme().row)
        theme().rows_changed.connect(self._make_rows)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for column, heading in enumerate(HEADINGS):
            self.table.setColumnWidth(column, heading.width)
        self.side = Side()
        self.side.opened.connect(self.open_children)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.table)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([896, 244])
        self.side.setMinimumWidth(236)
        self.body.addWidget(self.split, 1)
        self.table.clicked.connect(self.open_cell)
        self.table.selectionModel().currentChanged.connect(self._went)
        self.table.installEventFilter(self)
        self.table.viewport().installEventFilter(self)
        theme().changed.connect(self._dress)
        self._dress()
        self.setFocusProxy(self.table)
        self._asked = 0

    def _dress(self) -> None:
        """One hairline between rows, room beside the words, and a ring around the cell the keyboard is on."""
        colour = theme().colour
        self.table.setStyleSheet(
            f"QTableView::item {{ padding: 0 8px; border: 0; border-bottom: 1px solid {colour('raised').name()}; }}"
            f"QTableView::item:hover {{ background: {colour('hover').name()}; }}"
            f"QTableView::item:selected {{ background: {colour('selection').name()}; }}"
            f"QTableView::item:focus {{ border: 2px solid {colour('accent').name()}; padding: 0 6px; }}"
        )

    def _make_rows(self, height: int) -> None:
        self.table.verticalHeader().setDefaultSectionSize(height)

    def _fit(self) -> None:
        """The names of the measures take the room that is left."""
        others = sum(self.table.columnWidth(column) for column in range(1, len(HEADINGS)))
        self.table.setColumnWidth(0, max(HEADINGS[0].width, self.table.viewport().width() - others))

    def refresh(self) -> None:
        """Work out every measure for the twelve months to the day shown, beside the window where that takes long."""
        self._asked += 1
        asked, snapshot = self._asked, self.workspace.snapshot()
        period = Period.year_to(snapshot.as_at)
        self.say(f"{period}, beside the same twelve months before; {self.workspace.when}. Working out …")
        if snapshot.facts.once(chain).height <= QUICK:
            self._show(asked, snapshot, lines(snapshot, period, silent))
            return

        def work(progress: Progress) -> list[Line]:
            return lines(snapshot, period, progress)

        def failed(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                raise problem
            self.say("Stopped before the figures were worked out; choose the day again to work them out.")

        self.workspace.run("Working out the scorecard", work, lambda found: self._show(asked, snapshot, found), failed)

    def _show(self, asked: int, snapshot: Snapshot, found: list[Line]) -> None:
        if asked != self._asked:
            return
        kept = self.model.line(self.table.currentIndex())
        at = (kept.measure.code, self.table.currentIndex().column()) if kept else ("", VALUE)
        self.model.show(found)
        self.table.clearSpans()
        for row, line in enumerate(self.model.rows):
            if isinstance(line, str):
                self.table.setSpan(row, 0, 1, len(HEADINGS))
        measures = [line for line in self.model.rows if not isinstance(line, str)]
        self.table.setColumnHidden(KNOWN, not any(line.known_note for line in measures))
        for column in (KNOWN, BEFORE, BEFORE + 1):  # the note beside a figure is read without a hand on the mouse
            width = self.table.sizeHintForColumn(column) if any(words.doubt(line) for line in measures) else 0
            self.table.setColumnWidth(column, max(HEADINGS[column].width, width))
        self._fit()
        unknown = sum(bool(line.tally.known_note) for line in measures)
        note = f"; for {unknown} of {len(measures)} fewer than half have their dates" if unknown else ""
        self.say(f"{Period.year_to(snapshot.as_at)}, beside the same twelve months before; {self.workspace.when}{note}")
        self.go_to(at[0] or (measures[0].measure.code if measures else ""), at[1])

    def go_to(self, code: str, column: int = VALUE) -> None:
        """Put the keyboard on a measure's figure."""
        for row, line in enumerate(self.model.rows):
            if not isinstance(line, str) and line.measure.code == code:
                self.table.setCurrentIndex(self.model.index(row, column))
                self.table.horizontalScrollBar().setValue(0)
                self.side.show_line(line)
                return
        self.side.show_line(None)

    def open_cell(self, index: QModelIndex) -> None:
        """Open the children behind a figure: exactly those it counts."""
        line = self.model.line(index)
        if line is None or not self.model.opens(index):
            return
        title, tally, period = line.measure.title, line.tally, words.whole(line.period)
        counted = tally.children
        if index.column() == BEFORE:
            tally, period = line.before_tally, words.whole(line.before_period)
            counted = tally.children
        elif index.column() == N and tally.base is not None:
            title, counted = f"{title}: all they are a share of", tally.base
        found = ids(counted)
        unlike = f": {words.spells(len(counted), len(found))}" if len(found) != len(counted) else ""
        self.open_children.emit(found, f"{title}, {period}{unlike}")

    def _went(self, index: QModelIndex, before: QModelIndex) -> None:
        if index.row() != before.row():
            self.side.show_line(self.model.line(index))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the figure the keyboard is on; a hand over a figure says that it opens something."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                index = self.table.currentIndex()
                self.open_cell(index if self.model.opens(index) else index.siblingAtColumn(VALUE))
                return True
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
                self._to_next_line(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self._fit()
        if watched is self.table.viewport() and isinstance(event, QMouseEvent):
            link = self.model.opens(self.table.indexAt(event.position().toPoint()))
            self.table.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        return super().eventFilter(watched, event)

    def _to_next_line(self, by: int) -> None:
        """Up and down pass over the groups' names."""
        index = self.table.currentIndex()
        row = index.row() + by
        while 0 <= row < len(self.model.rows):
            if not isinstance(self.model.rows[row], str):
                self.table.setCurrentIndex(self.model.index(row, index.column()))
                return
            row += by


def ids(children: pl.Series) -> list[str]:
    """The children of a tally, each once, in its order."""
    return list(children.unique(maintain_order=True))
