"""The pass-phrase of a file, as it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.opening import KeyDialog, NewKeyDialog, open_store
from models.store import CannotOpen, Store, connections, schema
from models.store.schema import Chain

KEY = "correct horse battery staple"


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


class Typist:
    """Answers each pass-phrase dialog with the next words, leaves the asking after the last; keeps what it was told."""

    def __init__(self, qtbot: QtBot, *words: str) -> None:
        self.qtbot, self.words, self.told = qtbot, list(words), list[str]()
        self._looking = QTimer(interval=5)
        self._looking.timeout.connect(self._answer)
        self._looking.start()
        self._answered: list[QDialog] = []

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, KeyDialog) or dialog in self._answered:
            return
        self._answered.append(dialog)
        self.told.append(dialog.problem.text().strip())
        if self.words:
            self.qtbot.keyClicks(dialog.field, self.words.pop(0))
            self.qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
        else:
            self.qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """An encrypted file."""
    Store.create(str(tmp_path / "secret.db"), key=KEY).close()
    return str(tmp_path / "secret.db")


def test_a_wrong_pass_phrase_is_asked_for_again_until_it_opens(secret: str, qtbot: QtBot) -> None:
    typist = Typist(qtbot, "not this one", KEY)
    store = open_store(secret)
    assert store is not None
    store.close()
    assert typist.told[0] == ""
    assert typist.told[1].startswith("The pass-phrase does not open")


def test_the_asking_can_be_left(secret: str, qtbot: QtBot) -> None:
    typist = Typist(qtbot, "not this one")
    assert open_store(secret) is None
    assert len(typist.told) == 2


@pytest.mark.parametrize(
    ("chain", "may_write", "sentence"),
    [
        (("0001",), True, "made by a newer version"),
        ((*schema.RELEASED.revisions, "later"), False, "made by an older version .* may not be written"),
    ],
)
def test_what_no_pass_phrase_mends_is_said_and_not_asked_again(
    secret: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, chain: tuple[str, ...], may_write: bool, sentence: str
) -> None:
    monkeypatch.setattr(schema, "RELEASED", Chain(chain, schema.RELEASED.folder))
    monkeypatch.setattr(connections, "may_write", lambda _path: may_write)
    typist = Typist(qtbot, KEY)
    with pytest.raises(CannotOpen, match=sentence):
        open_store(secret)
    assert len(typist.told) == 1
    monkeypatch.setenv("PERMANENCE_KEY", KEY)
    with pytest.raises(CannotOpen, match=sentence):
        open_store(secret)
