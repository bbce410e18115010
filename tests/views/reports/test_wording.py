"""The words of the report written by keyboard: the figures in them stay live, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.reports.highlight.words import PARTS
from models.store import Store
from tests.support.facts import episodes
from tests.support.pages import workspace
from views.reports.dialog import DocumentDialog
from views.reports.wording import Wording
from views.workspace import Workspace

WAIT = 20_000
CONNECTED = list(PARTS).index("connected carers")


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    made = workspace(
        tmp_path,
        care_episode=episodes("child | decom | ls | place\n7 | 2020-01-03 | C2 | U1\n8 | 2020-05-01 | C2 | U1"),
        child_details="child | dob | sex\n7 | 2015-02-01 | F\n8 | 2018-03-01 | M",
    )
    yield made
    made.close()


@pytest.fixture
def wording(here: Workspace, qtbot: QtBot) -> Iterator[Wording]:
    made = Wording(here)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: bool(made.figures), timeout=WAIT)
    yield made
    made.reject()


def write(wording: Wording, qtbot: QtBot, words: str, row: int = CONNECTED) -> None:
    wording.parts.setFocus()
    while wording.parts.currentRow() < row:
        qtbot.keyClick(wording.parts, Qt.Key.Key_Down)
    wording.words.setFocus()
    qtbot.keyClick(wording.words, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(wording.words, words)


def test_words_are_recorded_with_their_figures_live(wording: Wording, qtbot: QtBot) -> None:
    write(wording, qtbot, "With family: {K11.now}.")
    assert wording.reads.text() == "With family: 2."
    qtbot.keyClick(wording.words, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    store = wording.workspace.store
    assert store.facts()["report_text"]["words"].to_list() == ["With family: {K11.now}."]
    assert wording.workspace.undo_label.startswith("Write words")


def test_a_figure_there_is_not_is_refused_and_the_words_stay(wording: Wording, qtbot: QtBot) -> None:
    write(wording, qtbot, "With family: {K11.never}.")
    wording.save.click()
    assert "No figure of this report is called {K11.never}." in wording.strip.words.text()
    assert wording.words.toPlainText() == "With family: {K11.never}."
    assert wording.workspace.store.facts()["report_text"].is_empty()


def test_a_figure_is_put_in_by_its_name_those_of_the_part_first(wording: Wording, qtbot: QtBot) -> None:
    write(wording, qtbot, "x")
    assert wording.names.itemData(0).startswith("K11.")
    wording.names.setCurrentIndex(wording.names.findData("K11.now"))
    wording.put.click()
    assert wording.words.toPlainText() == "x{K11.now}"


def test_the_programs_own_words_come_back(wording: Wording, qtbot: QtBot) -> None:
    write(wording, qtbot, "Mine.")
    wording.save.click()
    wording.own.click()
    assert wording.words.toPlainText() == PARTS["connected carers"].words


def test_what_is_typed_and_not_recorded_is_there_again(wording: Wording, qtbot: QtBot, here: Workspace) -> None:
    write(wording, qtbot, "Half a sent")
    wording.reject()
    again = Wording(here)
    qtbot.addWidget(again)
    again.parts.setCurrentRow(CONNECTED)
    assert again.words.toPlainText() == "Half a sent"
    assert "not recorded yet" in again.strip.words.text()
    again.reject()


def test_a_paper_about_a_past_day_can_be_worded_today(here: Workspace, qtbot: QtBot) -> None:
    here.go_to(dt.date(2022, 1, 31))
    made = Wording(here)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: bool(made.figures), timeout=WAIT)
    made.show()
    write(made, qtbot, "As at January.")
    made.save.click()
    rows = here.store.facts()["report_text"]
    assert rows.select("as_at", "words").rows() == [(dt.date(2022, 1, 31), "As at January.")]
    made.reject()


def test_the_dialog_offers_it_for_the_report_and_the_file_has_it_when_it_is_opened_again(
    here: Workspace, qtbot: QtBot
) -> None:
    window = QWidget()  # whose the dialog is, as in the program
    qtbot.addWidget(window)
    dialog = DocumentDialog(here, report="highlight", parent=window)
    dialog.show()
    assert dialog.words_button.isVisible()
    dialog.options.choose("scorecard")
    assert not dialog.words_button.isVisible()
    dialog.reject()
    made = Wording(here)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: bool(made.figures), timeout=WAIT)
    made.show()
    write(made, qtbot, "Kept.")
    made.save.click()
    made.reject()
    where = here.store.where
    here.close()
    again = Store.open(where)
    assert again.facts()["report_text"]["words"].to_list() == ["Kept."]
    again.close()
