"""All keys on one sheet: every command by its menu, then the keys of each place; filtered, copied as text, printed."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QMarginsF, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from views.saving import Passing


@dataclass(frozen=True)
class Line:
    """One line: where the keys hold (a menu, a place), the keys, and what they do."""

    where: str
    keys: str
    does: str

    def meets(self, words: Sequence[str]) -> bool:
        """Whether every word is part of it."""
        said = f"{self.where} {self.keys} {self.does}".lower()
        return all(word in said for word in words)


class KeySheet(QDialog):
    """The keyboard sheet. Type to leave only some lines; Esc closes."""

    def __init__(self, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keys")
        self._lines = tuple(lines)
        heading = QLabel("Keys")
        heading.setProperty("role", "section")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Filter the keys …")
        self.field.setAccessibleName("Filter the keys")
        self.field.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName("Keys and what they do")
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setAllColumnsShowFocus(True)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        verbs = QHBoxLayout()
        verbs.addWidget(self.said, 1)
        for words, act in (("Copy as text", self.copy), ("Print …", self.print_it), ("Close", self.reject)):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            verbs.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.field)
        layout.addWidget(self.list, 1)
        layout.addLayout(verbs)
        self.resize(760, 600)
        self.field.textChanged.connect(self._show)
        self._show("")
        self.field.setFocus()

    def shown(self) -> list[Line]:
        """The lines that the filter leaves."""
        words = self.field.text().lower().split()
        return [line for line in self._lines if line.meets(words)]

    def text(self) -> str:
        """The lines shown, as plain text."""
        wide = max((len(line.keys) for line in self.shown()), default=0)
        parts = [
            "\n".join([where, *(f"  {line.keys:{wide}}  {line.does}" for line in lines)])
            for where, lines in self._groups()
        ]
        return "\n\n".join(["Keys", *parts]) + "\n"

    def copy(self) -> None:
        """Put the lines shown on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())
        self.said.setText("Copied as text.")

    def print_it(self) -> None:
        """The lines shown on paper, seen before they are printed or saved."""
        from views.reports.preview import Preview

        folder = Passing()
        path = folder.path / "Keys.pdf"
        self.write(path)
        preview = Preview(path, "Keys", parent=self)
        preview.finished.connect(preview.deleteLater)
        preview.destroyed.connect(lambda: folder.drop())
        preview.open()

    def write(self, path: Path) -> None:
        """The lines shown as a PDF on A4."""
        rows = "".join(
            f"<tr><td colspan='2'><br><b>{html.escape(where)}</b></td></tr>"
            + "".join(f"<tr><td>{html.escape(line.keys)}</td><td>{html.escape(line.does)}</td></tr>" for line in lines)
            for where, lines in self._groups()
        )
        document = QTextDocument()
        document.setHtml(f"<h2>Keys</h2><table cellspacing='4'>{rows}</table>")
        writer = QPdfWriter(str(path))
        writer.setTitle("Keys")
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(15, 15, 15, 15), QPageLayout.Unit.Millimeter)
        document.print_(writer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the field goes into the lines."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _groups(self) -> list[tuple[str, list[Line]]]:
        groups: dict[str, list[Line]] = {}
        for line in self.shown():
            groups.setdefault(line.where, []).append(line)
        return list(groups.items())

    def _show(self, _words: str) -> None:
        self.list.clear()
        for where, lines in self._groups():
            group = QTreeWidgetItem([where])
            self.list.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            for line in lines:
                item = QTreeWidgetItem(group, [line.keys, line.does])
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line.keys}: {line.does}")
        self.list.expandAll()
        self.list.setCurrentIndex(self.list.model().index(0, 0, self.list.model().index(0, 0)))
        self.said.setText(f"{len(self.shown()):,} of {len(self._lines):,} lines")
