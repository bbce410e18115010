"""Then known, now known: every figure that is another one now, and under it every child who makes the difference."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.dates import british
from models.scorecard.known import Revision
from models.subjects import AUTHORITY
from views.scorecard import words

CHILDREN = Qt.ItemDataRole.UserRole
TITLES = ("Measure or child", "Known then", "Known now", "What became otherwise, and why")


class Then(QFrame):
    """A figure and a child each open exactly whom they name."""

    opened = Signal(list, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.heading.setProperty("role", "section")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        close = QPushButton("Close")
        close.setToolTip("Close (Esc)")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(close)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(list(TITLES))
        self.tree.setAccessibleName("Figures that are others now, with their children")
        self.tree.setUniformRowHeights(True)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for column, width in enumerate((260, 110, 110)):
            self.tree.setColumnWidth(column, width)
        self.tree.header().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.tree.itemActivated.connect(self._open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(top)
        whole.addWidget(self.tree, 1)
        self.setFocusProxy(self.tree)

    def show_revisions(self, found: list[Revision], then: dt.datetime, truncated: bool) -> None:
        """Show every difference since a moment; where there is none, say so."""
        many = f"{len(found)} {'figure is another one' if len(found) == 1 else 'figures are others'} now"
        self.heading.setText(f"Known on {british(then.date())} and now: {many if found else 'no figure is another'}")
        self.tree.clear()
        for each in found:
            unit = each.measure.unit
            figures = [words.figure(tally.value, unit, truncated) for tally in (each.then, each.now)]
            children = [child for child in each.children if child != AUTHORITY]
            said = f"{words.children(len(children))} {'makes' if len(children) == 1 else 'make'} the difference"
            top = QTreeWidgetItem([each.measure.title, *figures, said if children else each.differences[0].what])
            top.setData(0, CHILDREN, children)
            for one in each.differences:
                why = "; ".join(one.why)
                item = QTreeWidgetItem(
                    ["The authority" if one.child == AUTHORITY else one.child, "", "", f"{one.what}. {why}"]
                )
                item.setToolTip(3, "\n".join([one.what, *one.why]))
                item.setData(0, CHILDREN, [] if one.child == AUTHORITY else [one.child])
                top.addChild(item)
            self.tree.addTopLevelItem(top)
        if found:
            self.tree.setCurrentIndex(self.tree.model().index(0, 0))

    def _open(self, item: QTreeWidgetItem, _column: int) -> None:
        children = item.data(0, CHILDREN)
        if children:
            above = item.parent() or item
            self.opened.emit(list(children), f"{above.text(0)}: known otherwise then")
