"""Importing a return, as its users do it: choose, look, accept, undo."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.progress import Progress
from models.returns import ssda903
from tests.support.grids import SetMatch
from tests.support.pages import workspace
from views.imports import words
from views.imports.page import EMPTY, ImportPage
from views.workspace import Workspace

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,2,03/02/2018,WBRI,UN1,,\n2,1,03/02/2019,WBRI,UN1,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "1,03/01/2021,S,C2,N1,U6,PR1,,,,,,\n"
    "2,04/05/2021,S,C1,N1,U6,PR1,,,,,,\n"
)


def written(folder: Path, **files: str) -> Path:
    """A folder with these CSV files in it."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A return of 2021-22 with two children."""
    return written(tmp_path / "return", header=HEADER, episodes=EPISODES)


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """An empty file."""
    made = workspace(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> ImportPage:
    """The import page, shown on a small laptop."""
    made = ImportPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    return made


def idle(page: ImportPage, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not page.cancel_button.isVisible(), timeout=20_000)


def look(page: ImportPage, qtbot: QtBot, *paths: Path) -> None:
    """Read some paths and wait for the proposal."""
    page.read(paths)
    idle(page, qtbot)


def press(page: ImportPage, qtbot: QtBot, button: str) -> None:
    """Press a button and wait until all is done."""
    qtbot.mouseClick(
        getattr(page, f"{button}_button", None) or getattr(page.shown, f"{button}_button"), Qt.MouseButton.LeftButton
    )
    idle(page, qtbot)


def changes(page: ImportPage) -> list[tuple[object, ...]]:
    """What would change, as the table shows it."""
    return page.shown.differences.model.shown().select("what", "child", "fact", "key", "cell", "before", "after").rows()


class TestBefore:
    def test_the_empty_page_says_what_would_be_here(self, page: ImportPage) -> None:
        assert page.stack.currentIndex() == 0
        assert "before anything is recorded" in EMPTY.lower()
        assert not page.shown.accept_button.isVisible()

    def test_reading_records_nothing(self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot) -> None:
        look(page, qtbot, folder)
        assert here.store.head == 0
        assert page.shown.counts.text() == "4 new · 0 changed · 0 already here · 0 conflicts · 0 rows rejected"
        assert page.message.text().startswith("Nothing has been recorded yet")

    def test_a_new_row_is_told_in_words(self, page: ImportPage, folder: Path, qtbot: QtBot) -> None:
        look(page, qtbot, folder)
        row = next(row for row in changes(page) if row[1:3] == ("1", "Care episode"))
        assert row[0] == "New"
        assert row[3] == "3 Jan 2021"
        assert str(row[6]).startswith("Full care order; foster carer, not long term")

    def test_dropped_files_are_read(self, page: ImportPage, folder: Path, qtbot: QtBot) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(folder))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        page.dropEvent(QDropEvent(QPointF(QPoint(9, 9)), copy, mime, left, Qt.KeyboardModifier.NoModifier))
        idle(page, qtbot)
        assert page.shown.counts.text().startswith("4 new")

    def test_discard_forgets_the_files(self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot) -> None:
        look(page, qtbot, folder)
        press(page, qtbot, "discard")
        assert page.stack.currentIndex() == 0
        assert (page.message.text(), here.store.head) == ("Nothing was recorded.", 0)

    def test_what_cannot_be_read_is_said_in_a_sentence(self, page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
        bad = tmp_path / "photo.csv"
        bad.write_bytes(b"\x89PNG\x00\x01\x02" * 50)
        look(page, qtbot, bad)
        assert page.message.text().startswith("photo.csv")
        assert page.message.property("role") == "problem"
        assert page.stack.currentIndex() == 0

    def test_reading_can_be_stopped(
        self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def endless(*_paths: object, progress: Progress, **_what: object) -> None:
            while True:
                progress(0.5, "Reading on and on")

        monkeypatch.setattr(ssda903, "read", endless)
        page.read([folder])
        assert page.cancel_button.isVisible()
        assert not page.files_button.isEnabled()
        press(page, qtbot, "cancel")
        assert page.message.text() == "Stopped: nothing was recorded."
        assert here.store.head == 0
        assert page.files_button.isEnabled()


class TestTheYear:
    def test_is_found_and_shown(self, page: ImportPage, folder: Path, qtbot: QtBot) -> None:
        look(page, qtbot, folder)
        assert page.shown.year.text() == "2022"
        assert page.shown.year_note.text().startswith("2021-22")

    def test_another_year_typed_reads_the_files_as_that_year(
        self, page: ImportPage, folder: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        page.shown.year.setFocus()
        page.shown.year.selectAll()
        qtbot.keyClicks(page.shown.year, "2023")
        qtbot.keyClick(page.shown.year, Qt.Key.Key_Return)
        idle(page, qtbot)
        assert page.proposal is not None
        assert page.proposal.years == (2023,)
        assert page.subtitle_label.text() == "What importing the return of 2022-23 would do"


class TestAccepting:
    def test_records_all_of_it_as_one_act(self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot) -> None:
        look(page, qtbot, folder)
        press(page, qtbot, "accept")
        assert here.store.change_sets().select("number", "kind", "who", "rows").rows() == [(1, "import", "anna", 4)]
        assert page.message.text().startswith("Imported the return of 2021-22: 4 new")
        assert sorted(here.snapshot()["care_episode"]["child"].to_list()) == ["1", "2"]

    def test_undo_brings_the_old_state_back(
        self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        press(page, qtbot, "accept")
        press(page, qtbot, "undo")
        assert here.store.facts()["care_episode"].is_empty()
        assert here.store.facts()["child_details"].is_empty()
        assert page.message.text().startswith("The import was taken back")
        assert here.redo_label == "Import SSDA903 2021-22"

    def test_undo_from_anywhere_is_said_here_too(
        self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        press(page, qtbot, "accept")
        here.undo()
        assert page.message.text().startswith("The import was taken back")
        assert page.undo_button.isHidden()

    def test_the_same_return_again_has_nothing_to_record(self, page: ImportPage, folder: Path, qtbot: QtBot) -> None:
        look(page, qtbot, folder)
        press(page, qtbot, "accept")
        look(page, qtbot, folder)
        assert page.shown.counts.text() == "0 new · 0 changed · 4 already here · 0 conflicts · 0 rows rejected"
        assert page.message.text().startswith("There is nothing to record")
        assert not page.shown.accept_button.isEnabled()

    def test_a_changed_cell_is_shown_before_and_after(
        self, page: ImportPage, folder: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        press(page, qtbot, "accept")
        again = written(tmp_path / "again", episodes=EPISODES.replace("C1,N1,U6", "C2,N1,U1"))
        look(page, qtbot, again)
        assert sorted(changes(page), key=str) == [
            ("Changed", "2", "Care episode", "4 May 2021", "Legal status", "Interim care order", "Full care order"),
            (
                "Changed",
                "2",
                "Care episode",
                "4 May 2021",
                "Placement",
                "Foster carer, not long term",
                "Relative or friend, long term",
            ),
        ]

    def test_is_not_offered_while_the_past_is_looked_at(
        self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        here.go_to(dt.date(2021, 1, 1))
        assert not page.shown.accept_button.isEnabled()
        assert "past" in page.shown.accept_button.toolTip()
        here.go_to(here.today)
        assert page.shown.accept_button.isEnabled()


class TestConflicts:
    AD1 = "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n1,,,{},0,,,\n"

    @pytest.fixture
    def disputed(self, page: ImportPage, here: Workspace, folder: Path, tmp_path: Path, qtbot: QtBot) -> ImportPage:
        """Imported with one match date, changed here, and then read with another."""
        written(folder, ad1=self.AD1.format("01/02/2022"))
        look(page, qtbot, folder)
        press(page, qtbot, "accept")
        here.do(SetMatch("1", dt.date(2022, 2, 8), "0", here.store.head))
        look(
            page,
            qtbot,
            written(tmp_path / "again", ad1=self.AD1.format("15/02/2022"), header=HEADER, episodes=EPISODES),
        )
        return page

    def test_are_shown_first_with_both_sides(self, disputed: ImportPage) -> None:
        assert changes(disputed)[0] == (
            "Conflict",
            "1",
            "Adoption record",
            None,
            "Match date",
            "8 Feb 2022",
            "15 Feb 2022",
        )
        assert disputed.shown.theirs.isVisible()

    def test_ours_keeps_what_stands_here(self, disputed: ImportPage, here: Workspace, qtbot: QtBot) -> None:
        assert disputed.shown.ours.isChecked()
        press(disputed, qtbot, "accept")
        assert here.store.facts()["adoption"]["date_match"].to_list() == [dt.date(2022, 2, 8)]

    def test_theirs_takes_what_the_return_says(self, disputed: ImportPage, here: Workspace, qtbot: QtBot) -> None:
        disputed.shown.theirs.click()
        idle(disputed, qtbot)
        press(disputed, qtbot, "accept")
        assert here.store.facts()["adoption"]["date_match"].to_list() == [dt.date(2022, 2, 15)]

    def test_what_is_recorded_meanwhile_is_compared_again(
        self, disputed: ImportPage, here: Workspace, qtbot: QtBot
    ) -> None:
        here.do(SetMatch("1", dt.date(2022, 2, 9), "0", here.store.head))
        idle(disputed, qtbot)
        assert changes(disputed)[0][5] == "9 Feb 2022"


class TestRecordedSince:
    """A proposal is only ever accepted on what it was compared with."""

    def test_a_first_import_undone_while_another_page_is_seen(
        self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        press(page, qtbot, "accept")
        look(page, qtbot, folder)
        page.hide()
        here.undo()
        page.show()
        idle(page, qtbot)
        assert page.shown.counts.text().startswith("4 new")
        assert page.message.text().startswith("Something was recorded since the comparison. It was compared again")
        press(page, qtbot, "accept")
        assert sorted(here.snapshot()["care_episode"]["child"].to_list()) == ["1", "2"]

    def test_a_proposed_cell_edited_elsewhere_becomes_a_conflict_to_decide(
        self, page: ImportPage, here: Workspace, folder: Path, tmp_path: Path, qtbot: QtBot
    ) -> None:
        written(folder, ad1=TestConflicts.AD1.format("01/02/2022"))
        look(page, qtbot, folder)
        press(page, qtbot, "accept")
        again = written(tmp_path / "again", ad1=TestConflicts.AD1.format("15/02/2022"), header=HEADER)
        look(page, qtbot, written(again, episodes=EPISODES))
        assert not page.shown.theirs.isVisible()
        page.hide()
        here.do(SetMatch("1", dt.date(2022, 2, 8), "0", here.store.head))
        page.show()
        idle(page, qtbot)
        assert page.shown.theirs.isVisible()
        page.shown.theirs.click()
        idle(page, qtbot)
        press(page, qtbot, "accept")
        assert here.store.facts()["adoption"]["date_match"].to_list() == [dt.date(2022, 2, 15)]

    def test_by_a_colleague_is_said_and_compared_again(
        self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        theirs = SetMatch("9", dt.date(2022, 2, 8), "0", here.store.head)
        here.store.apply(theirs, who="A. Colleague", today=here.today)
        press(page, qtbot, "accept")
        qtbot.waitUntil(lambda: "compared again" in page.message.text(), timeout=20_000)
        assert "A. Colleague" in page.message.text()
        idle(page, qtbot)
        press(page, qtbot, "accept")
        assert page.message.text().startswith("Imported the return")

    def test_while_comparing_is_compared_once_more(
        self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        page.plan()
        here.do(SetMatch("9", dt.date(2022, 2, 8), "0", here.store.head))
        idle(page, qtbot)
        qtbot.waitUntil(lambda: page.shown.isEnabled(), timeout=20_000)
        press(page, qtbot, "accept")
        assert page.message.text().startswith("Imported the return")

    def test_a_comparison_stopped_shows_the_side_that_stands(
        self, page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot
    ) -> None:
        look(page, qtbot, folder)
        page.shown.theirs.setChecked(True)
        page.cancel()
        idle(page, qtbot)
        assert page.shown.side == "ours"


def test_an_import_is_not_taken_back_in_the_past(page: ImportPage, here: Workspace, folder: Path, qtbot: QtBot) -> None:
    look(page, qtbot, folder)
    press(page, qtbot, "accept")
    here.go_to(dt.date(2021, 1, 1))
    assert not page.undo_button.isEnabled()
    page.undo()
    assert page.message.text() == "The past is read-only: go back to today first."
    assert here.store.head == 1


class TestRejectedRows:
    @pytest.fixture
    def faulty(self, page: ImportPage, folder: Path, qtbot: QtBot) -> ImportPage:
        """A return with one row whose date is none."""
        written(folder, episodes=EPISODES + "3,31/02/2021,S,C2,N1,U6,PR1,,,,,,\n")
        look(page, qtbot, folder)
        return page

    def test_are_said_with_file_table_and_row(self, faulty: ImportPage) -> None:
        rejected = [
            row
            for row in faulty.shown.issues.model.shown().select("level", "file", "row", "words").rows()
            if row[0] == "Rejected"
        ]
        assert [row[1:3] for row in rejected] == [("episodes.csv", 4)]
        assert "31/02/2021" in rejected[0][3]
        assert faulty.shown.counts.text().endswith("1 row rejected")

    def test_stand_in_a_tab_of_their_own(self, faulty: ImportPage) -> None:
        assert faulty.shown.tabs.tabText(3) == "Rejected rows (1)"
        assert faulty.shown.rejects.model.shown()["CHILD"].to_list() == ["3"]

    def test_come_back_as_csv_with_the_reason(self, faulty: ImportPage, tmp_path: Path) -> None:
        faulty.keep_rejects(tmp_path / "rejected.csv")
        with (tmp_path / "rejected.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [(row["CHILD"], row["ROW"]) for row in rows] == [("3", "4")]
        assert "31/02/2021" in rows[0]["REASON"]
        assert faulty.message.text() == f"Saved 1 rejected row as {tmp_path / 'rejected.csv'}"

    def test_do_not_keep_the_good_rows_out(self, faulty: ImportPage, here: Workspace, qtbot: QtBot) -> None:
        press(faulty, qtbot, "accept")
        assert sorted(here.store.facts()["care_episode"]["child"].to_list()) == ["1", "2"]


def test_escape_forgets_the_files_and_then_leaves(page: ImportPage, folder: Path, qtbot: QtBot) -> None:
    look(page, qtbot, folder)
    assert page.step_out()
    assert page.stack.currentIndex() == 0
    assert not page.step_out()


def test_of_very_many_changes_the_first_are_listed_and_all_are_counted(
    page: ImportPage, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "LISTED", 3)
    look(page, qtbot, folder)
    assert page.shown.tabs.tabText(0) == "What would change (4, first 3 listed)"
    assert len(changes(page)) == 3
