"""What this program and this file are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from views.workspace import Workspace


class About(QDialog):
    """Version, file, and the ledger's head."""

    def __init__(self, workspace: Workspace | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About")
        from models.trackers.shown import this_version

        lines = [("Version", this_version())]
        if workspace is not None:
            store = workspace.store
            lines += [("File", store.where), ("Change sets", f"{store.head:,}"), ("Ledger head", store.head_digest)]
        grid = QGridLayout()
        for row, (name, value) in enumerate(lines):
            grid.addWidget(QLabel(name), row, 0)
            said = QLabel(value)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(said, row, 1)
        _finish(self, "Permanence", grid)


def _finish(dialog: QDialog, title: str, grid: QGridLayout) -> None:
    heading = QLabel(title)
    heading.setProperty("role", "section")
    close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    close.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(16, 12, 16, 12)
    layout.addWidget(heading)
    layout.addLayout(grid)
    layout.addWidget(close)
