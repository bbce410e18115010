"""Two records of one child: found, compared side by side, merged as one step, separated again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.edits.facts import CorrectFact, RecordFact, values
from models.store import Store
from tests.support.facts import episodes
from tests.support.pages import MOMENT, TODAY, workspace
from views.page import Page
from views.people.doubles import DoublesPage
from views.people.merge import MergePage
from views.people.merged import MergedPage
from views.workspace import Workspace

KEY = Qt.Key
P = TypeVar("P", bound=Page)
DETAILS = """
    child | sex | dob        | ethnic | upn
    1001  | F   | 2015-02-03 | WBRI   |
    1002  | M   | 2015-02-03 | WBRI   | A123456789012
    5555  | M   | 2009-11-12 | AIND   |
"""
CARE = episodes("child | decom | place\n1001 | 2021-05-01 | U6\n1002 | 2021-05-01 | K2\n5555 | 2020-01-01 | U6")
REVIEWS = "child | review\n1001 | 2021-05-20\n1002 | 2021-05-20\n1002 | 2021-08-02"
NOTE = "child | written | number | words\n1002 | 2021-06-01 | 1 | Drew a house"


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """A file in which 1001 and 1002 are one child."""
    made = workspace(tmp_path, child_details=DETAILS, care_episode=CARE, review=REVIEWS, note=NOTE)
    yield made
    made.close()


def shown(page: P, qtbot: QtBot) -> P:
    qtbot.addWidget(page)
    page.resize(1166, 620)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    return page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key)


def compared(here: Workspace, qtbot: QtBot) -> MergePage:
    """The two records side by side, their ids typed."""
    page = shown(MergePage(here), qtbot)
    for child in ("1001", "1002"):
        qtbot.keyClicks(QApplication.focusWidget(), child)
        press(qtbot, KEY.Key_Tab)
    return page


def cells(page: MergePage) -> list[tuple[str, ...]]:
    return page.cells.model.shown().select("what", "keep", "gone", "chosen").rows()


def test_records_that_look_alike_are_listed_and_enter_compares_them(here: Workspace, qtbot: QtBot) -> None:
    page = shown(DoublesPage(here), qtbot)
    assert page.grid.model.shown().select("child", "other", "score", "Born", "Care began", "Ids").rows() == [
        ("1001", "1002", 80, "same day (40)", "same day (15)", "one character apart (15)")
    ]
    with qtbot.waitSignal(page.open_with) as opened:
        press(qtbot, KEY.Key_Return)
    assert opened.args == ["merge", ["1001", "1002"]]


def test_nobody_alike_is_said(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> None:
    empty = workspace(tmp_path)
    assert shown(DoublesPage(empty), qtbot).subtitle_label.text() == "No two records here look alike"
    empty.close()


class TestSideBySide:
    def test_stand_the_counts_the_cells_that_differ_and_what_a_merge_would_do(
        self, here: Workspace, qtbot: QtBot
    ) -> None:
        page = compared(here, qtbot)
        assert page.counts.model.shown().rows() == [
            ("Child details", 1, 1),
            ("Care episode", 1, 1),
            ("Review", 1, 2),
            ("Note", 0, 1),
        ]
        assert cells(page) == [
            ("Child details: sex", "Female", "Male", "that of 1001"),
            ("Care episode of 1 May 2021: placement", "Foster carer, not long term", "Children's home", "that of 1001"),
        ]
        assert page.preview.text() == (
            "Will move 2 facts, fill 1 blank cell, 2 cells are chosen; "
            "the record of 1002 will be empty and lead to 1001."
        )

    @pytest.mark.parametrize("key", [KEY.Key_Space, KEY.Key_Return])
    def test_a_key_takes_the_other_value_and_again_the_first(self, here: Workspace, qtbot: QtBot, key: Qt.Key) -> None:
        page = compared(here, qtbot)
        page.cells.table.setFocus()
        press(qtbot, KEY.Key_Down)
        press(qtbot, key)
        assert [row[-1] for row in cells(page)] == ["that of 1001", "that of 1002"]
        press(qtbot, key)
        assert [row[-1] for row in cells(page)] == ["that of 1001", "that of 1001"]

    def test_swap_turns_the_records_and_keeps_what_was_chosen(self, here: Workspace, qtbot: QtBot) -> None:
        page = compared(here, qtbot)
        page.cells.table.setFocus()
        press(qtbot, KEY.Key_Space)
        page.swapping.setFocus()
        press(qtbot, KEY.Key_Return)
        assert page.ids == ("1002", "1001")
        assert [row[-1] for row in cells(page)] == ["that of 1002", "that of 1001"]

    @pytest.mark.parametrize(
        ("ids", "sentence"),
        [
            (("", ""), "Type the ids of the two records."),
            (("1001", "1001"), "Choose two different records to merge."),
            (("1001", "nobody"), "No child nobody is recorded here."),
        ],
    )
    def test_what_cannot_be_merged_is_said(
        self, here: Workspace, qtbot: QtBot, ids: tuple[str, str], sentence: str
    ) -> None:
        page = shown(MergePage(here), qtbot)
        for child in ids:
            qtbot.keyClicks(QApplication.focusWidget(), child)
            press(qtbot, KEY.Key_Tab)
        assert page.preview.text() == sentence
        assert not page.merging_button.isEnabled()

    def test_the_past_merges_nothing(self, here: Workspace, qtbot: QtBot) -> None:
        page = compared(here, qtbot)
        here.go_to(dt.date(2021, 6, 1))
        assert not page.merging_button.isEnabled()
        assert "past" in page.merging_button.toolTip()


def merged(here: Workspace, qtbot: QtBot) -> None:
    """Merge the two by the keyboard, the second placement chosen."""
    page = compared(here, qtbot)
    page.cells.table.setFocus()
    press(qtbot, KEY.Key_Down)
    press(qtbot, KEY.Key_Space)
    press(qtbot, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.why
    qtbot.keyClicks(page.why, "Two ids of one child")
    press(qtbot, KEY.Key_Tab)
    assert QApplication.focusWidget() is page.merging_button
    with qtbot.waitSignal(page.open_child) as opened:
        press(qtbot, KEY.Key_Return)
    assert opened.args == ["1001"]
    page.hide()


def test_merge_is_one_step_that_moves_and_chooses_and_undo_takes_back(here: Workspace, qtbot: QtBot) -> None:
    head = here.store.head
    before = here.store.fresh(["1001", "1002"])["review"].drop("row_id", "recorded_by")
    merged(here, qtbot)
    assert here.store.head == head + 1
    facts = here.store.fresh(["1001", "1002"])
    assert facts["child_details"].select("child", "sex", "upn").rows() == [("1001", "F", "A123456789012")]
    assert facts["care_episode"].select("child", "place").rows() == [("1001", "K2")]
    assert facts["review"].select("child", "review").rows() == [
        ("1001", dt.date(2021, 5, 20)),
        ("1001", dt.date(2021, 8, 2)),
    ]
    assert facts["merged"].select("child", "into_child", "why").rows() == [("1002", "1001", "Two ids of one child")]
    here.undo()
    assert here.store.fresh(["1001", "1002"])["review"].drop("row_id", "recorded_by").equals(before)


def test_what_a_colleague_recorded_since_is_shown_before_anything_is_merged(here: Workspace, qtbot: QtBot) -> None:
    page = compared(here, qtbot)
    told = RecordFact("1002", "note", values({"written": dt.date(2022, 3, 1), "number": 1, "words": "Said hello"}))
    with Store.open(here.store.where, clock=lambda: MOMENT) as other:
        other.apply(told, who="ben", today=TODAY)
    head = here.store.head
    page.merging_button.setFocus()
    press(qtbot, KEY.Key_Return)
    assert here.store.head == head
    assert "was changed by ben" in page.problem.text()
    assert ("Note", 0, 2) in page.counts.model.shown().rows()
    press(qtbot, KEY.Key_Return)
    assert here.store.head == head + 1
    assert here.store.fresh(["1001"])["note"]["words"].to_list() == ["Drew a house", "Said hello"]


class TestSeparate:
    def test_takes_the_merge_back_whoever_looks_and_whenever(self, here: Workspace, qtbot: QtBot) -> None:
        merged(here, qtbot)
        here.do(
            RecordFact("5555", "note", values({"written": dt.date(2022, 3, 1), "number": 1, "words": "Said hello"}))
        )
        page = shown(MergedPage(here), qtbot)
        assert page.grid.model.shown().select("child", "into_child", "who", "why").rows() == [
            ("1002", "1001", "anna", "Two ids of one child")
        ]
        qtbot.mouseClick(page.separating, Qt.MouseButton.LeftButton)
        assert page.message.text() == "Separated: 1002 and 1001 are two records again."
        facts = here.store.fresh(["1001", "1002"])
        assert facts["care_episode"].select("child", "place").rows() == [("1001", "U6"), ("1002", "K2")]
        assert facts["merged"].is_empty()
        assert page.grid.model.rowCount() == 0
        assert not page.separating.isEnabled()
        assert here.store.verify().ok

    def test_is_refused_with_the_sentence_where_something_was_changed_since(
        self, here: Workspace, qtbot: QtBot
    ) -> None:
        merged(here, qtbot)
        note = here.store.fresh(["1001"])["note"].row(0, named=True)
        here.do(CorrectFact("1001", "note", note["row_id"], values({"words": "Drew a boat"}), here.store.head))
        head = here.store.head
        page = shown(MergedPage(here), qtbot)
        qtbot.mouseClick(page.separating, Qt.MouseButton.LeftButton)
        assert "This cannot be undone: anna" in page.message.text()
        assert "changed some of it since" in page.message.text()
        assert here.store.head == head
        assert page.grid.model.rowCount() == 1

    def test_that_was_redone_is_separated_too(self, here: Workspace, qtbot: QtBot) -> None:
        merged(here, qtbot)
        here.undo()
        here.redo()
        page = shown(MergedPage(here), qtbot)
        qtbot.mouseClick(page.separating, Qt.MouseButton.LeftButton)
        assert here.store.fresh(["1002"])["care_episode"]["place"].to_list() == ["K2"]


def test_the_ids_and_the_reason_typed_outlive_the_file(here: Workspace, qtbot: QtBot) -> None:
    page = compared(here, qtbot)
    page.why.setFocus()
    qtbot.keyClicks(page.why, "Same date of birth")
    assert page.leave()
    where = here.store.where
    here.close()
    again = Workspace(Store.open(where), today=TODAY, who=here.who, preferences=here.preferences)
    said: list[str] = []
    again.told.connect(said.append)
    beside = shown(MergePage(again), qtbot)
    beside.show_children(["5555"])
    assert (beside.ids, beside.why.text()) == (("5555", ""), "")
    assert beside.leave(), "nothing was typed about this one: what was typed about the others stays"
    beside = shown(MergePage(again), qtbot)
    beside.show_children(["1001"])
    assert (beside.ids, beside.why.text()) == (("1001", "1002"), "Same date of birth")
    assert said[0].startswith("You began this on ")
    beside.merge()
    assert again.store.drafts is not None
    assert again.store.drafts.of("", here.who) == []
    again.close()
