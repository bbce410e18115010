"""The first page: four ways to begin, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from views.start import CHOICES, StartPage

SIGNALS = {"demonstration": "demonstration", "open": "open_file", "new": "new_file", "import": "import_return"}


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    """The first page with two files opened before."""
    made = StartPage(["/home/anna/northport.db", "/home/anna/second.db"])
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    return made


@pytest.mark.parametrize("name", [name for name, _, _ in CHOICES])
class TestEveryChoice:
    def test_is_made_by_a_click(self, page: StartPage, qtbot: QtBot, name: str) -> None:
        with qtbot.waitSignal(getattr(page, SIGNALS[name])):
            qtbot.mouseClick(page.choices[name], Qt.MouseButton.LeftButton)

    def test_is_made_by_enter(self, page: StartPage, qtbot: QtBot, name: str) -> None:
        page.choices[name].setFocus()
        with qtbot.waitSignal(getattr(page, SIGNALS[name])):
            qtbot.keyClick(page.choices[name], Qt.Key.Key_Return)

    def test_says_what_it_does(self, page: StartPage, name: str) -> None:
        choice = page.choices[name]
        assert "&" not in choice.accessibleName()
        assert len(choice.accessibleDescription()) > 20


def test_a_file_opened_before_is_opened_by_its_name(page: StartPage, qtbot: QtBot) -> None:
    link = next(button for button in page.findChildren(QPushButton) if button.text() == "second.db")
    with qtbot.waitSignal(page.open_recent) as opened:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert opened.args == ["/home/anna/second.db"]


def test_nothing_is_listed_where_nothing_was_opened(page: StartPage) -> None:
    page.show_recent([])
    assert page.recent.count() == 0


def test_the_place_for_a_message_is_kept(page: StartPage) -> None:
    before = page.message.height()
    page.tell("There is no file northport.db.")
    page.tell("")
    assert (page.message.text(), page.message.height()) == (" ", before)
