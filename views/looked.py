"""Who looked: at this child, everybody; else what oneself looked at, printed and wrote out."""

from __future__ import annotations

import datetime as dt

import polars as pl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from models.trackers import Column
from views.grid.view import GridView
from views.workspace import UK, Workspace

COLUMNS = (
    Column("when", "When", "text", "The moment, in the time of the country.", 20),
    Column("who", "Who", "text", "Who was at the program.", 18),
    Column("did", "Did", "text", "Opened a child's page, set something on paper, or exported it.", 14),
    Column("child", "Child", "text", "The child whose page was opened.", 14),
    Column("what", "What", "text", "The list or page that was printed or written out.", 40),
)


class Looked(QDialog):
    """The looks at a child, or one's own, the latest first."""

    def __init__(self, workspace: Workspace, child: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Who looked at {child}" if child else "What you looked at")
        self.resize(760, 480)
        heading = QLabel(self.windowTitle())
        heading.setProperty("role", "section")
        self.grid = GridView("looked", workspace, noun="looks", key="id")
        found = workspace.store.looks(child=child) if child else workspace.store.looks(who=workspace.who)
        self.grid.show_rows(COLUMNS, _rows(found))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        for part in (heading, self.grid, close):
            layout.addWidget(part)
        self.setFocusProxy(self.grid)


def _rows(found: pl.DataFrame) -> pl.DataFrame:
    moments = [dt.datetime.fromisoformat(at).astimezone(UK) for at in found["at"]]
    when = pl.Series("when", [f"{at.day} {at:%b %Y, %H:%M}" for at in moments], dtype=pl.String)
    return found.with_columns(when, id=pl.int_range(pl.len()).cast(pl.String))
