"""Which file: the pass-phrase it needs, the sentence where it cannot be opened, and how a new one is made."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.stores import KEY_VARIABLE, SHORTEST, TOO_SHORT, clear, fill, is_url
from models.progress import Progress, part, whole

if TYPE_CHECKING:
    from models.edits.bulk import Bulk
    from models.store import Store


class KeyDialog(QDialog):
    """Asks for the pass-phrase of a file; says why where the one before did not open it."""

    def __init__(self, where: str, problem: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pass-phrase")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName("Pass-phrase")
        self.field.setMinimumWidth(320)
        self.problem = _problem(problem)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"Pass-phrase of {Path(where).name}"))
        layout.addWidget(self.field)
        layout.addWidget(self.problem)
        layout.addWidget(_buttons(self))

    @property
    def key(self) -> str:
        """What was typed."""
        return self.field.text()


class NewKeyDialog(QDialog):
    """Asks for the pass-phrase of a new file, twice; without one only where that is said outright."""

    def __init__(self, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("New file")
        self.fields = [QLineEdit(), QLineEdit()]
        form = QFormLayout()
        for field, words in zip(self.fields, ("Pass-phrase", "Once more"), strict=True):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMinimumWidth(280)
            field.setAccessibleName("Pass-phrase" if words == "Pass-phrase" else "Pass-phrase, once more")
            form.addRow(words, field)
        self.plain = QCheckBox("Without a pass-phrase: anybody who has the file can read it")
        for field in self.fields:
            self.plain.toggled.connect(field.setDisabled)
        self.problem = _problem("")
        layout = QVBoxLayout(self)
        told = QLabel(
            f"{Path(where).name} is encrypted with this pass-phrase, {SHORTEST} characters at least. "
            "Nobody can recover it: if it is lost, everything in the file is lost with it."
        )
        told.setWordWrap(True)
        layout.addWidget(told)
        layout.addLayout(form)
        layout.addWidget(self.plain)
        layout.addWidget(self.problem)
        buttons = _buttons(self)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("Make the file")
        layout.addWidget(buttons)

    @property
    def key(self) -> str | None:
        """The pass-phrase; None for a plain file."""
        return None if self.plain.isChecked() else self.fields[0].text()

    def accept(self) -> None:
        """Only with two equal pass-phrases that are long enough, or none said outright."""
        first, second = (field.text() for field in self.fields)
        if self.plain.isChecked():
            super().accept()
        elif not first:
            self.problem.setText("Type a pass-phrase, twice.")
        elif len(first) < SHORTEST:
            self.problem.setText(f"{TOO_SHORT}.")
        elif first != second:
            self.problem.setText("The two pass-phrases differ.")
        else:
            super().accept()


def _problem(words: str) -> QLabel:
    label = QLabel(words or " ")
    label.setProperty("role", "problem")
    label.setWordWrap(True)
    return label


def _buttons(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons


def open_store(where: str, parent: QWidget | None = None) -> Store | None:
    """The store that lies there, its pass-phrase asked for where it needs one; None where the asking was left.

    Only a wrong pass-phrase is asked for again; whatever else is wrong is raised as CannotOpen with its sentence.
    """
    from models.store import Store, WrongKey
    from models.store.opening import is_encrypted

    if is_url(where) or not Path(where).is_file() or not is_encrypted(Path(where)):
        return Store.open(where)
    problem = ""
    if key := os.environ.get(KEY_VARIABLE):
        try:
            return Store.open(where, key=key)
        except WrongKey as refused:
            problem = str(refused)
    while True:
        dialog = KeyDialog(where, problem, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        try:
            return Store.open(where, key=dialog.key)
        except WrongKey as refused:
            problem = str(refused)


def make_demonstration(where: Path | str, children: int, today: dt.date, progress: Progress) -> None:
    """Make the demonstration authority as one file, the whole file or no file; or in an empty database of a server."""
    from models import samples

    bulk = samples.authority(children, today=today, progress=part(progress, 0.0, 0.5))
    if isinstance(where, str) and is_url(where):
        _fill(where, bulk, today, part(progress, 0.5, 1.0))
        return
    with whole(Path(where)) as unfinished:
        clear(unfinished)
        _fill(str(unfinished), bulk, today, part(progress, 0.5, 1.0))


def _fill(where: str, bulk: Bulk, today: dt.date, progress: Progress) -> None:
    from models.store import Store

    with Store.create(where) as store:
        fill(store, bulk, today, "demonstration", progress)
