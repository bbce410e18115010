"""The page of the stages: stock at the start, who came in, who went out, stock now; every number opens its children."""

from __future__ import annotations

import datetime as dt
from functools import partial

import polars as pl
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from models.dates import add_months
from models.measures import Period, on
from models.rules.funnel import board, children, moves, ways
from models.trackers import Column
from models.trackers.shown import About
from views.board.model import COLUMNS, NOW, BoardModel
from views.board.side import Side
from views.board.table import BoardTable
from views.paper import PaperPage
from views.workspace import Workspace

PERIODS = ((12, "12 months to the day"), (6, "6 months to the day"), (3, "3 months to the day"), (0, "Since 1 April"))
"""How long the period is in months, in the order they are offered; 0 for the year of account so far."""
REMEMBERED = "board/months"
WORDS = {"start": "at the start", "came": "came in", "went": "went out", "here": "now"}


class BoardPage(PaperPage):
    """Every stage with its children at the start, in, out and now."""

    code = "board"
    title = "Stages"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._movement = self._board = pl.DataFrame()
        said = {str(months): months for months, _words in PERIODS}
        self._months = said.get(str(workspace.preferences.value(REMEMBERED, "")), PERIODS[0][0])
        menu = QMenu(self)
        for months, words in PERIODS:
            menu.addAction(words, partial(self.choose, months))
        self.period_button = self.verb_menu(dict(PERIODS)[self._months], menu)
        self.period_button.setToolTip("The period whose first and last day are compared")
        self.paper_verbs()
        self.model = BoardModel(self)
        self.table = BoardTable(self.model)
        self.side = Side()
        self.side.setMinimumWidth(308)
        self.side.opened.connect(self.open_children)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([832, 308])
        self.body.addWidget(split, 1)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentChanged.connect(self._went)
        self.setFocusProxy(self.table)

    @property
    def period(self) -> Period:
        """The period chosen, to the day looked at."""
        day, months = self.workspace.as_at, self._months
        if months == 0:
            return Period(dt.date(day.year - (day < dt.date(day.year, 4, 1)), 4, 1), day)
        return Period(add_months(day, -months) + dt.timedelta(days=1), day)

    def refresh(self) -> None:
        """Compare the day looked at with the day before the period."""
        now, kept = self.workspace.snapshot(), self.table.currentIndex()
        at = (self.model.rows[kept.row()]["stage"], kept.column()) if kept.isValid() else ("", NOW)
        self._movement = moves(now, on(now, self.period.first - dt.timedelta(days=1)))
        self._board = board(self._movement)
        self.model.show(self._board)
        stages = [row["stage"] for row in self.model.rows]
        if stages:
            self.table.setCurrentIndex(self.model.index(stages.index(at[0]) if at[0] in stages else 0, at[1]))
            self.say(f"{self._line()} · {self.workspace.when}")
        else:
            self.side.show_stage("", (), (), left=False)
            self.say(f"No children {self.workspace.when}. Import a return to fill the stages.")

    def choose(self, months: int) -> None:
        """Another period; this machine remembers."""
        self._months = months
        self.workspace.preferences.setValue(REMEMBERED, months)
        self.period_button.setText(dict(PERIODS)[months])
        self.refresh()

    def shown(self) -> tuple[tuple[Column, ...], pl.DataFrame, About]:
        """Exactly what is shown, without the bars."""
        columns = tuple(column for column in COLUMNS if column.key != "bar")
        counts = (pl.when(~pl.col("left")).then(name).alias(name) for name in ("start", "went", "here"))
        frame = self._board.select("came", *counts, at="stage", median=(pl.col("median") + 0.5).floor().cast(pl.Int64))
        return columns, frame, self.about(self._line(), (), len(frame), len(frame))

    def _line(self) -> str:
        """Which period is shown."""
        return f"{self.period}: who was at each stage at the start, came in, went out, and is there now"

    def _open(self, index: QModelIndex) -> None:
        stage, number = self.model.rows[index.row()]["stage"], self.model.number(index)
        self.open_children.emit(children(self._movement, stage, number), f"{stage}, {WORDS[number]}, {self.period}")

    def _went(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.model.rows[index.row()]
        stage = row["stage"]
        self.side.show_stage(
            stage,
            ways(self._movement, stage, out=False),
            ways(self._movement, stage, out=True),
            left=row["left"],
        )
