"""The children's names, for those who keep a list of them: unlocked for this window, loaded from CSV, removed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop import places
from desktop.stores import SHORTEST, TOO_SHORT
from models.store import CannotOpen, WrongKey, names
from views.workspace import Workspace

WRONG = "That is not the pass-phrase of the names."
NEW = (
    f"There is no list of names. Load one from a CSV file with the columns child and name, under a new pass-phrase of \
{SHORTEST} characters at least, twice:"
)
MOST = 8
"""Faults of a file that are shown at once."""


class NamesDialog(QDialog):
    """Says what the list is, and does the one or two things that can be done with it now."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Names")
        self._workspace, self._known = workspace, workspace.names
        self.path = names.place(workspace.store.where, places.data())
        self.state, self.problem = QLabel(), QLabel()
        self.problem.setProperty("role", "problem")
        self.fields = [QLineEdit(), QLineEdit()]
        for field, words in zip(self.fields, ("Pass-phrase of the names", "Pass-phrase, once more"), strict=True):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(words)
            field.setPlaceholderText(words)
        told = QLabel(
            f"Names are optional: they lie in a file of their own, {self.path.name}, encrypted, and in nothing else "
            "that this program keeps or makes. While they are unlocked, this window finds children by name and shows "
            "the name beside the number; locking the window or closing the file forgets them, and a meeting shows none."
        )
        layout = QVBoxLayout(self)
        for label in (told, self.state, self.problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(480)
        for part in (told, self.state, *self.fields, self.problem):
            layout.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        self.unlocking = self._button(row, "&Unlock", self.unlock)
        self.forgetting = self._button(row, "&Forget for now", self._known.forget)
        self.loading = self._button(row, "&Load from CSV …", self.load)
        self.removing = self._button(row, "&Remove the list …", self.remove)
        self.closing = self._button(row, "&Close", self.reject)
        layout.addLayout(row)
        self._known.changed.connect(self._show)
        self._show()

    def unlock(self) -> None:
        """Show the names in this window; a wrong pass-phrase is said."""
        try:
            found = names.unlock(self.path, self.fields[0].text())
        except WrongKey:
            self._say(WRONG)
        except CannotOpen as refused:
            self._say(str(refused))
        else:
            self._take_up(found)

    def load(self) -> None:
        """Ask for a CSV file; its names and no others are the list from now on."""
        key = self.fields[0].text()
        if self._known.list is None and (wrong := self._unfit(key)):
            self._say(wrong)
            return
        where, _kind = QFileDialog.getOpenFileName(self, "Load names", "", "CSV files (*.csv);;All files (*)")
        if not where:
            return
        try:
            loaded = names.read(Path(where))
            old = self._known.list
            kept = {child: name for child, name in loaded.items() if child in self._recorded()}
            made = names.make(self.path, key, kept) if old is None else old.replaced(kept)
        except names.Unreadable as wrong:
            faults = str(wrong).split("\n")
            more = [f"… and {len(faults) - MOST:,} more faults"] if len(faults) > MOST else []
            self._say("\n".join([*faults[:MOST], *more, "Nothing was loaded."]))
        except (CannotOpen, OSError) as refused:
            self._say(f"{str(refused).rstrip('.')}. Nothing was loaded.")
        else:
            self._known.show(made)
            left = (
                f" {len(loaded) - len(kept):,} of children not recorded here were left out." if loaded != kept else ""
            )
            self._tell(f"Loaded.{left} The CSV file itself is not encrypted: delete it, if nobody needs it.")

    def remove(self) -> None:
        """Ask, then take the list away; everything else stays as it is."""
        button = QMessageBox.StandardButton
        asked = "Remove the names? Their file is deleted; everything else stays, and works, as it is."
        if QMessageBox.question(self, "Names", asked, button.Yes | button.No, button.No) != button.Yes:
            return
        try:
            names.remove(self.path)
        except OSError as refused:
            self._say(f"{refused}. The list was not removed.")
            return
        self._known.forget()
        self._show()
        self._tell("It was removed.")

    def _take_up(self, found: names.Names) -> None:
        try:
            kept = found.only(self._recorded())
        except (CannotOpen, OSError):  # it may be read, not written
            kept = found
        self._known.show(kept)
        gone = len(found.by_child) - len(kept.by_child)
        if gone:
            self._tell(f"{gone:,} of children no longer recorded here were struck from the list.")

    def _recorded(self) -> frozenset[str]:
        """Every child recorded in the file by now, whatever day is looked at."""
        from views.find import listed

        return frozenset(self._workspace.store.facts().once(listed)["child"])

    def _unfit(self, key: str) -> str:
        """What is wrong with a new pass-phrase."""
        store = self._workspace.store
        if len(key) < SHORTEST:
            return f"{TOO_SHORT}."
        if key != self.fields[1].text():
            return "The two pass-phrases differ."
        return "Take another pass-phrase than the file's own." if store.has_key and store.opens_with(key) else ""

    def _show(self) -> None:
        """Only what can be done now."""
        here, known = self.path.exists(), self._known.list
        for field in self.fields:
            field.clear()
        self.problem.clear()
        self.fields[0].setVisible(known is None)
        self.fields[1].setVisible(not here)
        if known is not None:
            self.state.setText(f"{len(known.by_child):,} names are unlocked in this window.")
        else:
            self.state.setText("The list is locked." if here else NEW)
        shown = {self.unlocking: known is None and here, self.forgetting: known is not None, self.removing: here}
        for button, can in (shown | {self.loading: known is not None or not here}).items():
            button.setVisible(can)
        next_ = self.closing if known is not None else self.unlocking if here else self.loading
        next_.setDefault(True)
        (self.closing if known is not None else self.fields[0]).setFocus()
        self.adjustSize()

    def _tell(self, words: str) -> None:
        """What was done, after how it stands now."""
        self.state.setText(f"{self.state.text()}\n{words}")
        self.adjustSize()

    def _say(self, words: str) -> None:
        """What is wrong."""
        self.problem.setText(words)
        self.adjustSize()

    def _button(self, row: QHBoxLayout, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        row.addWidget(button)
        return button
