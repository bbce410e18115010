"""Documents made by keyboard: chosen, asked for, looked at, saved as paper and web page, and stopped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from models.edits.action_plan import Noted, NoteProgress
from models.edits.meetings import CallMeeting
from models.measures import Period
from models.publications import papers, publications
from models.reports import REPORTS
from tests.support.facts import episodes
from tests.support.pages import workspace
from tests.support.papers import Page
from views.reports.dialog import DocumentDialog
from views.reports.options import Options
from views.workspace import Workspace

KEY = Qt.Key
WAIT = 20_000


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    made = workspace(
        tmp_path,
        care_episode=episodes("child | decom | ls | place\n7 | 2020-01-03 | C2 | U4\n8 | 2020-05-01 | E1 | U4"),
        child_details="child | dob | sex\n7 | 2015-02-01 | F\n8 | 2018-03-01 | M",
    )
    yield made
    made.close()


@pytest.fixture
def dialog(here: Workspace, qtbot: QtBot) -> Iterator[DocumentDialog]:
    made = DocumentDialog(here, child="7")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    shown(made, qtbot)
    yield made
    made.reject()


def shown(dialog: DocumentDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.made is not None and not dialog.jobs.running, timeout=WAIT)


def choose(dialog: DocumentDialog, qtbot: QtBot, code: str) -> None:
    """By the keys that a user has: Home, then down to it."""
    box = dialog.options.document
    box.setFocus()
    qtbot.keyClick(box, KEY.Key_Home)
    for _ in range(box.findData(code)):
        qtbot.keyClick(box, KEY.Key_Down)
    assert dialog.options.report.code == code


@pytest.mark.parametrize("code", ["pmg-minutes", "pmg-pack"])
def test_without_any_meeting_it_says_so_and_makes_no_paper(dialog: DocumentDialog, qtbot: QtBot, code: str) -> None:
    choose(dialog, qtbot, code)
    qtbot.waitUntil(lambda: "No meeting of the monitoring group is called" in dialog.strip.words.text(), timeout=WAIT)
    assert dialog.made is None
    assert not any(button.isEnabled() for button in (dialog.print_button, *dialog.save_buttons.values()))


def test_every_document_can_be_chosen_and_is_shown(dialog: DocumentDialog, qtbot: QtBot, here: Workspace) -> None:
    here.do(CallMeeting(here.today))
    for code in REPORTS:
        choose(dialog, qtbot, code)
        shown(dialog, qtbot)
        assert dialog.made is not None
        assert dialog.made.code == code
        assert dialog.view.count > 0
        assert dialog.view.accessibleName().startswith(f"Preview: {dialog.made.title}")


def test_only_what_a_document_takes_is_asked(dialog: DocumentDialog, qtbot: QtBot) -> None:
    choose(dialog, qtbot, "child-summary")
    assert dialog.options.child.isVisible()
    assert not dialog.options.meeting.isVisible()
    assert not dialog.options.audience.isEnabled()
    choose(dialog, qtbot, "scorecard")
    assert not dialog.options.child.isVisible()
    assert dialog.options.first.isVisible()
    assert dialog.options.audience.isEnabled()


def test_what_cannot_be_made_says_what_is_lacking(dialog: DocumentDialog, qtbot: QtBot) -> None:
    choose(dialog, qtbot, "child-summary")
    shown(dialog, qtbot)
    assert dialog.made is not None
    assert dialog.made.title == "Child 7"
    dialog.options.child.selectAll()
    qtbot.keyClick(dialog.options.child, KEY.Key_Delete)
    assert not dialog.save_buttons["pdf"].isEnabled()
    qtbot.waitUntil(lambda: dialog.strip.words.text() == "Type the child's id first.", timeout=WAIT)
    qtbot.keyClicks(dialog.options.child, "89")
    qtbot.keyClick(dialog.options.child, KEY.Key_Return)
    assert dialog.strip.words.text() == "No child 89 is recorded here by this day."
    assert not dialog.save_buttons["pdf"].isEnabled()
    qtbot.keyClick(dialog.options.child, KEY.Key_Backspace)
    qtbot.keyClick(dialog.options.child, KEY.Key_Return)
    shown(dialog, qtbot)
    assert dialog.made is not None
    assert dialog.made.title == "Child 8"


def test_a_first_day_is_typed_letter_by_letter(dialog: DocumentDialog, qtbot: QtBot) -> None:
    dialog.options.choose("scorecard")
    qtbot.keyClicks(dialog.options.first, "1 4 2")
    assert dialog.options.wrong.text() == "“1 4 2” is not a day; type it as 3 5 2022."
    assert dialog.options.wrong.isVisible()
    dialog.make()
    assert dialog.strip.words.text() == dialog.options.wrong.text()
    qtbot.keyClicks(dialog.options.first, "1")
    assert dialog.options.lacking == ""
    assert dialog.options.wrong.isHidden()
    assert dialog.options.given()["period"] == Period(dt.date(2021, 4, 1), dialog.workspace.as_at)
    for early in ("1 1 0001", "31 12 1899", "-"):
        dialog.options.first.setText(early)
        assert dialog.options.lacking == f"“{early}” is not a day; type it as 3 5 2022."


def test_the_boards_paper_is_asked_for_its_day_and_no_first_one(dialog: DocumentDialog, qtbot: QtBot) -> None:
    dialog.options.choose("highlight")
    assert dialog.options.figures.isVisible()
    assert not dialog.options.first.isVisible()
    qtbot.keyClicks(dialog.options.figures, "31 12 2021")
    assert dialog.options.given()["figures"] == dt.date(2021, 12, 31)
    dialog.options.figures.setText("1 4 2022")
    assert dialog.options.wrong.text() == "Its figures cannot be of a day after the one shown."


def test_it_is_saved_as_paper_web_page_and_workbook(
    dialog: DocumentDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(dialog, qtbot, "court-list")
    shown(dialog, qtbot)
    for form in ("pdf", "html", "xlsx", "csv"):
        where = tmp_path / f"list.{form}"
        monkeypatch.setattr(QFileDialog, "exec", lambda _self: QFileDialog.DialogCode.Accepted)
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self, where=where: [str(where)])
        if form == "pdf":
            qtbot.keyClick(dialog, KEY.Key_S, Qt.KeyboardModifier.ControlModifier)
        else:
            dialog.save_buttons[form].click()
        qtbot.waitUntil(where.exists, timeout=WAIT)
        qtbot.waitUntil(lambda where=where: dialog.strip.words.text() == f"Saved as {where}", timeout=WAIT)
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")
    assert Page((tmp_path / "list.html").read_text(encoding="utf-8")).wrong == []


def test_what_the_public_is_told_is_recorded_once_as_published(
    here: Workspace, dialog: DocumentDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, qtbot, "scorecard")
    dialog.options.audience.setCurrentIndex(1)
    dialog.make()
    shown(dialog, qtbot)
    assert papers(here.snapshot().facts) == []  # a preview tells nobody
    for form in ("csv", "html"):
        where = tmp_path / f"out.{form}"
        dialog.save(where, form)
        qtbot.waitUntil(lambda where=where: dialog.strip.words.text() == f"Saved as {where}", timeout=WAIT)
    (told,) = papers(here.snapshot().facts)
    assert told.title.startswith("Scorecard, for the public, as at ")
    assert publications(here.snapshot().facts) == []


def test_sentences_left_out_of_a_public_paper_are_shown_to_its_author(
    here: Workspace, dialog: DocumentDialog, qtbot: QtBot
) -> None:
    here.do(NoteProgress("1", 0, Noted(here.today, "Panels meet each month. The twins were matched.")))
    choose(dialog, qtbot, "highlight")
    shown(dialog, qtbot)
    assert not dialog.left_out.isVisible()
    dialog.options.audience.setCurrentIndex(1)
    dialog.make()
    shown(dialog, qtbot)
    assert dialog.left_out.isVisible()
    assert "The twins were matched." in dialog.left_out.text()
    assert "Panels meet" not in dialog.left_out.text()


def test_what_could_not_be_saved_was_not_published(
    here: Workspace, dialog: DocumentDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, qtbot, "scorecard")
    dialog.options.audience.setCurrentIndex(1)
    dialog.make()
    shown(dialog, qtbot)
    dialog.save(tmp_path / "nowhere" / "out.csv", "csv")
    qtbot.waitUntil(lambda: dialog.strip.words.text().startswith("Not saved: "), timeout=WAIT)
    assert papers(here.snapshot().facts) == []


def test_it_is_written_down_who_made_what_and_of_whom(
    dialog: DocumentDialog, qtbot: QtBot, tmp_path: Path, here: Workspace
) -> None:
    choose(dialog, qtbot, "child-summary")
    shown(dialog, qtbot)
    dialog.save(tmp_path / "child.pdf", "pdf")
    qtbot.waitUntil((tmp_path / "child.pdf").exists, timeout=WAIT)
    qtbot.waitUntil(lambda: dialog.strip.words.text().startswith("Saved"), timeout=WAIT)
    found = here.store.looks(who="anna").select("did", "child", "what").rows()
    assert ("Set on paper", "7", "Child 7") in found
    assert ("Exported", "7", "Child 7, PDF") in found


def test_nothing_is_made_any_more_once_it_is_left(dialog: DocumentDialog, qtbot: QtBot) -> None:
    dialog.options.audience.setCurrentIndex(1)
    dialog.reject()
    with qtbot.assertNotEmitted(dialog.jobs.started, wait=600):
        pass


def test_it_is_printed(dialog: DocumentDialog, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_to(printer)
    qtbot.waitUntil(lambda: dialog.strip.words.text().startswith("Printed "), timeout=WAIT)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_being_made_can_be_stopped(dialog: DocumentDialog, qtbot: QtBot) -> None:
    dialog.make()
    qtbot.keyClick(dialog, KEY.Key_Period, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.jobs.running, timeout=WAIT)
    assert dialog.made is None
    assert not dialog.save_buttons["pdf"].isEnabled()
    dialog.make()
    shown(dialog, qtbot)


def test_while_another_document_is_made_nothing_is_said_or_seen_of_the_one_before(
    dialog: DocumentDialog, qtbot: QtBot
) -> None:
    said: list[str] = []
    dialog.jobs.ended.connect(lambda _job: said.append(dialog.strip.words.text()))
    dialog.make()
    assert dialog.view.count > 0
    choose(dialog, qtbot, "court-list")
    dialog.make()
    assert dialog.view.count == 0
    assert dialog.place.text() == "no pages"
    shown(dialog, qtbot)
    assert len(said) == 2
    assert not any("stopped" in words for words in said)


def test_everything_has_a_name_for_a_screen_reader(dialog: DocumentDialog) -> None:
    for field in (*dialog.options.findChildren(QComboBox), *dialog.options.findChildren(QLineEdit)):
        if not isinstance(field.parent(), QComboBox):
            assert field.accessibleName(), field


def test_closed_it_leaves_nothing_behind(here: Workspace, qtbot: QtBot) -> None:
    made = DocumentDialog(here)
    qtbot.addWidget(made)
    folder = made.folder.path
    made.reject()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("page", "begins"),
    [("meetings", "pmg-pack"), ("court", "court-list"), ("waiting", "tracker-summary"), ("policies", "highlight")],
)
def test_it_begins_with_the_document_of_the_page_that_is_looked_at(
    here: Workspace, qtbot: QtBot, page: str, begins: str
) -> None:
    options = Options(here)
    qtbot.addWidget(options)
    options.begin(page)
    assert options.report.code == begins
    assert begins != "tracker-summary" or options.given()["tracker"] == page
