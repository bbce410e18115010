"""Where a file is written, asked as the user sees it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from views.saving import ask_where, with_ending


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a", "a.csv"),
        ("a.csv", "a.csv"),
        ("a.CSV", "a.CSV"),
        ("Tracker 31.3", "Tracker 31.3.csv"),
        ("a.pdf", "a.pdf.csv"),
    ],
)
def test_the_ending_is_put_behind_the_whole_name(typed: str, written: str) -> None:
    assert with_ending(Path(typed), "csv").name == written


def answer(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """When a dialog of this kind is asked, answer it so."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, kind):
            act(shown)
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)


def type_name(name: str) -> Callable[[QDialog], None]:
    """Type a name and save."""

    def act(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(name)
        buttons = dialog.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        buttons.button(QDialogButtonBox.StandardButton.Save).click()

    return act


def press(button: QMessageBox.StandardButton, heard: list[str]) -> Callable[[QDialog], None]:
    """Press a button of a question, and keep what was asked."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        heard.append(dialog.text())
        dialog.button(button).click()

    return act


@pytest.fixture
def parent(qtbot: QtBot, tmp_path: Path) -> QWidget:
    """A window, in an empty folder."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def ask(parent: QWidget, folder: Path, name: str) -> Path | None:
    answer(QFileDialog, type_name(str(folder / name)))
    return ask_where(parent, "Export", str(folder / "first.csv"), "CSV", "csv")


def test_a_new_name_is_written_with_its_ending(parent: QWidget, tmp_path: Path) -> None:
    assert ask(parent, tmp_path, "Tracker 31.3") == tmp_path / "Tracker 31.3.csv"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["Tracker 31.3", "there"])
def test_a_file_that_is_there_is_asked_about_however_it_was_typed(parent: QWidget, tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.csv").write_text("kept")
    heard: list[str] = []
    answer(QMessageBox, press(QMessageBox.StandardButton.Yes, heard))
    assert ask(parent, tmp_path, name) == tmp_path / f"{name}.csv"
    assert len(heard) == 1
    assert f"{name}.csv" in heard[0]


def test_no_keeps_the_file(parent: QWidget, tmp_path: Path) -> None:
    (tmp_path / "31.3.csv").write_text("kept")
    heard: list[str] = []
    answer(QMessageBox, press(QMessageBox.StandardButton.No, heard))
    assert ask(parent, tmp_path, "31.3") is None
    assert heard == ["31.3.csv is there already. Replace it?"]
