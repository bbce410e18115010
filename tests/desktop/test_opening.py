"""The pass-phrase of a new file, as it is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.opening import NewKeyDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> NewKeyDialog:
    """The dialog, shown."""
    made = NewKeyDialog("northport.db")
    qtbot.addWidget(made)
    made.show()
    return made


def make(dialog: NewKeyDialog, qtbot: QtBot, *words: str) -> None:
    """Type into the fields, and make the file."""
    for field, typed in zip(dialog.fields, words, strict=True):
        field.clear()
        qtbot.keyClicks(field, typed)
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert isinstance(button, QPushButton)
    assert button.text() == "Make the file"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("", ""), "Type a pass-phrase, twice."),
        (("1234567", "1234567"), "The pass-phrase is too short: it needs 8 characters at least."),
        (("12345678", "12345679"), "The two pass-phrases differ."),
    ],
)
def test_a_pass_phrase_that_would_not_do_is_refused_with_a_sentence(
    dialog: NewKeyDialog, qtbot: QtBot, words: tuple[str, str], sentence: str
) -> None:
    make(dialog, qtbot, *words)
    assert dialog.isVisible()
    assert dialog.problem.text() == sentence


def test_eight_characters_twice_make_the_file(dialog: NewKeyDialog, qtbot: QtBot) -> None:
    make(dialog, qtbot, "12345678", "12345678")
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.key == "12345678"


def test_it_says_what_losing_the_pass_phrase_means_and_names_its_fields(dialog: NewKeyDialog) -> None:
    assert any("everything in the file is lost with it" in label.text() for label in dialog.findChildren(QLabel))
    assert [field.accessibleName() for field in dialog.fields] == ["Pass-phrase", "Pass-phrase, once more"]
