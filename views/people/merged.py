"""The records that were merged into others, and how they are separated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from models.edits import Conflict
from models.store import CannotOpen
from models.trackers import Column
from views.grid.view import GridView
from views.page import Page
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes

COLUMNS = (
    Column("child", "Record", "text", "The id whose record was merged and is empty.", 14),
    Column("into_child", "Merged into", "text", "The child whose record holds everything now.", 14),
    Column("since", "On", "date", "The day it was merged.", 13),
    Column("who", "By", "text", "Who merged it.", 18),
    Column("why", "Why", "text", "The reason given.", 60),
)


class MergedPage(Page):
    """Every merge that stands. Separate takes one back, as an act of its own."""

    code = "merged"
    title = "Merged records"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.separating = self.verb("Separate", self.separate)
        self.message = QLabel(" ")
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.grid = GridView("merged", workspace, noun="merged records", key="child")
        self.grid.table.horizontalHeader().setStretchLastSection(True)
        self.grid.opened.connect(self.open_child)
        self.grid.current_changed.connect(lambda _child: self._allow())
        self.body.addWidget(self.message)
        self.body.addWidget(self.grid, 1)
        workspace.busy_changed.connect(lambda _busy: self._allow())
        self.setFocusProxy(self.grid)

    def refresh(self) -> None:
        """Read which merges stand."""
        stands = self.workspace.snapshot().facts["merged"]
        acts = self.workspace.store.change_sets().select(pl.col("number").cast(pl.Int64).alias("recorded_by"), "who")
        self.frame = stands.join(acts, on="recorded_by", how="left").sort("since", "child", descending=[True, False])
        self.grid.show_rows(COLUMNS, self.frame)
        many = len(self.frame)
        self.say(
            f"{many:,} record{'' if many == 1 else 's'} merged into another · Enter opens the record that holds all"
            if many
            else "No records were merged: a merge stands here, and can be taken back"
        )
        if many and self.grid.current is None:
            self.grid.select(self.frame["child"][0])
        self._allow()

    def separate(self) -> None:
        """Take the merge back; refused with a sentence where something of it was changed since."""
        child = self.grid.current
        found = self.frame.filter(pl.col("child") == child)
        if found.is_empty() or not self.separating.isEnabled():
            return
        number, into = int(found["recorded_by"][0]), found["into_child"][0]
        try:
            changes: Changes = self.workspace.store.undo(number, who=self.workspace.who)
        except (Conflict, CannotOpen) as problem:
            self.message.setText(str(problem))
            return
        self.workspace.recorded(changes, undoes=number)
        self.message.setText(f"Separated: {child} and {into} are two records again.")
        self.workspace.told.emit(self.message.text())

    def step_out(self) -> bool:
        """Esc takes the message away."""
        there = bool(self.message.text().strip())
        self.message.setText(" ")
        return there

    def _allow(self) -> None:
        why = self.workspace.why_not or ("" if self.grid.current else "There is no merged record")
        self.separating.setEnabled(not why)
        self.separating.setToolTip(why or "Takes the merge back: both records stand as before it")
