"""What the window says is in sight and is heard, however long it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetrics
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.actions import LISTS
from desktop.inside import PAGES, Inside
from desktop.preferences import preferences
from desktop.window import Window
from models.trackers import Question
from tests.support import files
from tests.support.grids import TODAY
from views.grid.under import Under
from views.tracker.page import TrackerPage
from views.work.page import WorkPage

LONG = "It lies at /home/somebody/" + "a long place/" * 40 + "northport.db"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    files.some(tmp_path / "northport.db", 6)
    made = Window(preferences(tmp_path / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    made.resize(1366, 768)
    assert made.open(str(tmp_path / "northport.db"))
    made.show()
    yield made
    made.close()


def inside(window: Window) -> Inside:
    assert window.inside is not None
    return window.inside


def heard(label: QLabel) -> str:
    return str(QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name))


def test_a_long_sentence_leaves_the_window_as_wide_as_it_was(window: Window, qtbot: QtBot) -> None:
    page = inside(window).page
    assert page is not None
    page.say(LONG)
    window.tell(LONG)
    qtbot.wait(1)
    assert (window.width(), window.minimumSizeHint().width() <= 1366) == (1366, True)
    assert window.strip.words.toolTip() == LONG
    assert page.subtitle_label.toolTip() == LONG


def test_what_the_bottom_line_says_is_heard(window: Window) -> None:
    window.tell("Undo: Set match date")
    assert heard(window.strip.words) == "Undo: Set match date"


def test_a_name_for_a_screen_reader_never_hides_what_a_label_says(window: Window, qtbot: QtBot) -> None:
    hidden: dict[str, str] = {}
    for code in (place.code for place in PAGES):
        inside(window).open_child("100001") if code == "child" else inside(window).go(code)
        qtbot.waitUntil(lambda: not window.jobs.running)
        said = {label.text().strip(): heard(label) for label in window.findChildren(QLabel) if label.text().strip()}
        assert said
        hidden |= {words: name for words, name in said.items() if words.rpartition("  ")[2] not in name}
    assert hidden == {}


@pytest.mark.parametrize("code", ["work", *LISTS])
def test_every_heading_stands_in_its_cell_also_where_the_list_is_sorted(window: Window, code: str) -> None:
    inside(window).go(code)
    page = inside(window).page
    assert isinstance(page, TrackerPage | WorkPage)
    header = page.grid.table.horizontalHeader()
    font = QFont(header.font())
    font.setWeight(QFont.Weight.DemiBold)
    metrics, room = QFontMetrics(font), header.height() - 8
    for at, column in enumerate(page.grid.model.columns):
        if not page.grid.table.isColumnHidden(at):
            inner = QRect(0, 0, header.sectionSize(at) - 16, 500)
            needed = metrics.boundingRect(inner, int(Qt.TextFlag.TextWordWrap), f"{column.title} ↓")
            assert needed.height() <= room + 2, column.title
            assert needed.width() <= inner.width(), column.title


def test_a_long_choice_under_a_cell_is_read_whole(window: Window, qtbot: QtBot) -> None:
    under = Under(window)
    long = "Special guardianship order made to a foster carer who is a relative or a friend of the family"
    under.place(inside(window))
    under.ask(Question("kind", "Which order is it?", (("E45", long), ("E46", "Another"))))
    qtbot.waitUntil(lambda: under.list.viewport().width() >= under.list.sizeHintForColumn(0))
    under.say("Enter records, Esc leaves.")
    assert under.width() < under.list.sizeHintForColumn(0)
