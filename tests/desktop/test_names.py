"""Names, for those who want them: found and shown while unlocked, in nothing that is kept, and not missed when gone."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.naming import WRONG, NamesDialog
from desktop.preferences import preferences
from desktop.window import Window
from models.edits.meetings import CallMeeting
from models.store import names
from tests.support import files
from tests.support.grids import TODAY
from tests.walks.answers import answering, name_it
from views.child.page import ChildPage
from views.find import HINT, HINT_NAMED, Find
from views.meeting.page import MeetingsPage
from views.tracker.page import TrackerPage

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
OWN, FILES = "blue lantern", "correct horse"
NAMES = {"100003": "Ada Sample", "100004": "Zoë O’Test"}
WORDS = ("Ada", "Sample", "Zoë", "O’Test", "ada sample", "zoe o'test")


BOTH = pytest.mark.parametrize("where", [FILES, None], ids=["encrypted", "plain"], indirect=True)


@pytest.fixture
def where(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path, key = tmp_path / "northport.db", getattr(request, "param", None)
    files.some(path, 8, key=key)
    if key:
        monkeypatch.setenv("PERMANENCE_KEY", key)
    return path


@pytest.fixture
def opened(where: Path, qtbot: QtBot) -> Iterator[Callable[[], Window]]:
    made: list[Window] = []

    def open_() -> Window:
        window = Window(preferences(where.parent / "taste.ini"), today=TODAY, who="B. Osei")
        qtbot.addWidget(window)
        made.append(window)
        assert window.open(str(where))
        with qtbot.waitActive(window, timeout=10_000):
            window.show()
            window.activateWindow()
        return window

    yield open_
    for window in made:
        if window.lock_.shown is not None:
            window.lock_.shown.done(1)
        window.close()


def csv(folder: Path, text: str) -> Path:
    path = folder / "elsewhere" / "names.csv"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def asked(window: Window, qtbot: QtBot) -> NamesDialog:
    """File, Names …, by its key."""
    qtbot.keyClick(QApplication.focusWidget() or window, KEY.Key_N, CTRL | ALT)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NamesDialog)
    with qtbot.waitActive(dialog, timeout=10_000):
        dialog.activateWindow()
    return dialog


def load(qtbot: QtBot, dialog: NamesDialog, text: str, *keys: str) -> None:
    for field, key in zip(dialog.fields, keys, strict=False):
        field.clear()
        qtbot.keyClicks(field, key)
    path = str(csv(dialog.path.parent, text))
    with answering(qtbot, (QFileDialog, lambda files: name_it(qtbot, files, path))):
        dialog.loading.click()


def closed(qtbot: QtBot, dialog: NamesDialog, window: Window) -> None:
    dialog.reject()
    with qtbot.waitActive(window, timeout=10_000):
        window.activateWindow()


def named(window: Window, qtbot: QtBot) -> None:
    """The list was loaded once before; it is unlocked in this window."""
    names.make(Path(f"{window.workspace.store.where}.names"), OWN, NAMES)  # type: ignore[union-attr]
    dialog = asked(window, qtbot)
    qtbot.keyClicks(dialog.fields[0], OWN)
    qtbot.keyClick(dialog.fields[0], KEY.Key_Return)
    assert dialog.state.text() == "2 names are unlocked in this window."
    assert dialog.focusWidget() is dialog.closing
    closed(qtbot, dialog, window)


def find(window: Window, qtbot: QtBot, words: str) -> Find:
    qtbot.keyClick(QApplication.focusWidget() or window, KEY.Key_K, CTRL)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Find)
    qtbot.keyClicks(popup.field, words)
    return popup


def hits(popup: Find) -> list[str]:
    items = [popup.list.topLevelItem(at) for at in range(popup.list.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None and item.text(1) == "child"]


def child_page(window: Window, child: str) -> ChildPage:
    assert window.inside is not None
    window.inside.open_child(child)
    page = window.inside.page
    assert isinstance(page, ChildPage)
    return page


def tracker(window: Window, child: str) -> TrackerPage:
    assert window.inside is not None
    window.inside.go("tracker")
    page = window.inside.page
    assert isinstance(page, TrackerPage)
    page.grid.table.setCurrentIndex(page.grid.model.index(page.grid.model.row_of(child), 0))
    return page


def tip(page: TrackerPage, child: str) -> object:
    model = page.grid.model
    return model.data(model.index(model.row_of(child), model.column_of("child")), Qt.ItemDataRole.ToolTipRole)


def seen(window: Window) -> str:
    """Every word of the window and of those over it."""
    words = [each.windowTitle() for each in QApplication.topLevelWidgets()]
    for whole in QApplication.topLevelWidgets():
        words += [label.text() for label in whole.findChildren(QLabel)]
        words += [field.text() for field in whole.findChildren(QLineEdit)]
    return "\n".join(words)


def test_a_child_is_found_by_parts_of_its_name_and_its_page_says_it(opened: Callable[[], Window], qtbot: QtBot) -> None:
    window = opened()
    named(window, qtbot)
    popup = find(window, qtbot, "sam ada")
    assert popup.field.placeholderText() == HINT_NAMED
    assert hits(popup) == ["100003 · Ada Sample"]
    qtbot.keyClick(popup.field, KEY.Key_Return)
    assert window.inside is not None
    assert window.inside.page is not None
    assert window.inside.page.title_label.text() == "Child 100003 · Ada Sample"
    assert "Ada" not in window.windowTitle()
    popup = find(window, qtbot, "zoe o'test")
    assert hits(popup) == ["100004 · Zoë O’Test"]
    popup.close()
    popup = find(window, qtbot, "ada")
    assert hits(popup) == ["100003 · Ada Sample"]  # found lately: still by its name
    popup.close()
    popup = find(window, qtbot, "100003")
    assert hits(popup) == ["100003 · Ada Sample"]
    popup.close()


def test_lists_say_the_name_beside_the_number_but_show_copy_and_write_out_the_number_alone(
    opened: Callable[[], Window], qtbot: QtBot
) -> None:
    window = opened()
    named(window, qtbot)
    page = tracker(window, "100003")
    assert page.side.heading.text().startswith("100003 · Ada Sample")
    assert tip(page, "100003") == "100003 · Ada Sample"
    assert tip(page, "100005") == "100005"
    model = page.grid.model
    assert model.data(model.index(model.row_of("100003"), model.column_of("child"))) == "100003"
    page.grid.table.selectAll()
    qtbot.keyClick(page.grid.table, KEY.Key_C, CTRL)
    assert "100003" in QApplication.clipboard().text()
    assert not any(word in QApplication.clipboard().text() for word in WORDS)


@BOTH
def test_a_list_is_loaded_looked_at_and_removed_and_no_byte_of_a_name_is_left_in_any_file(
    opened: Callable[[], Window], where: Path, qtbot: QtBot
) -> None:
    window = opened()
    folder = where.parent
    dialog = asked(window, qtbot)
    text = "child,name\n" + "".join(f"{child},{name}\n" for child, name in NAMES.items()) + "999999,Nobody Known\n"
    load(qtbot, dialog, text, OWN, OWN)
    assert "1 of children not recorded here were left out" in dialog.state.text()
    assert dialog.state.text().startswith("2 names are unlocked in this window.\nLoaded.")
    closed(qtbot, dialog, window)
    csv(folder, "").unlink()
    page = child_page(window, "100003")
    page.side.open("record/note/")
    assert page.side.form is not None
    qtbot.keyClicks(page.side.form.cells["words"].place, "The aunt rang")
    page.leave()
    listed = tracker(window, "100003")
    for form in ("csv", "xlsx", "pdf"):
        target = folder / f"tracker.{form}"
        with answering(qtbot, (QFileDialog, lambda files, to=str(target): name_it(qtbot, files, to))):
            listed.ask_export(form)
        qtbot.waitUntil(target.exists, timeout=20_000)
    assert window.workspace is not None
    window.workspace.store.backup(folder / "copy.db")
    window.workspace.preferences.sync()  # type: ignore[attr-defined]
    assert where.with_name("northport.db.names").exists()
    assert nowhere(folder) >= {"northport.db", "northport.db.names", "northport.db.drafts", "copy.db", "taste.ini"}

    dialog = asked(window, qtbot)
    with answering(qtbot, (QMessageBox, lambda box: qtbot.keyClick(box, KEY.Key_Y, ALT))):
        dialog.removing.click()
    assert dialog.state.text().endswith("\nIt was removed.")
    closed(qtbot, dialog, window)
    assert not any(each.name.startswith("northport.db.names") for each in folder.iterdir())
    assert child_page(window, "100003").title_label.text() == "Child 100003"
    assert not any(word in seen(window) for word in WORDS)
    popup = find(window, qtbot, "ada")
    assert hits(popup) == []
    assert popup.field.placeholderText() == HINT
    popup.close()
    qtbot.keyClick(find(window, qtbot, "100004").field, KEY.Key_Return)
    assert window.inside is not None
    assert window.inside.page is not None
    assert window.inside.page.title_label.text() == "Child 100004"
    window.close()
    nowhere(folder)
    again = opened()
    assert tracker(again, "100004").side.heading.text().startswith("100004")


def unpacked(path: Path) -> bytes:
    """What stands packed in a paper or a workbook."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    if path.suffix == ".pdf":
        words = "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
        assert "100003" in words
        return words.encode()
    return b""


def nowhere(folder: Path) -> set[str]:
    """The files of a folder, none of which has a byte of a name, in whatever way letters are written."""
    files = [each for each in folder.rglob("*") if each.is_file()]
    for each in files:
        held = each.read_bytes() + unpacked(each)
        for word in WORDS[:4]:
            for written in (word.encode(), word.lower().encode(), word.encode("utf-16-le"), word.encode("cp1252")):
                assert len(written) < 4 or written not in held, each.name
    return {each.name for each in files}


@BOTH
def test_a_wrong_pass_phrase_and_one_that_will_not_do_are_said(
    opened: Callable[[], Window], where: Path, qtbot: QtBot
) -> None:
    window = opened()
    dialog = asked(window, qtbot)
    assert not dialog.unlocking.isVisible()
    for first, second, said in (
        ("short", "short", "8 characters at least"),
        (OWN, "blue lamp", "The two pass-phrases differ."),
    ):
        for field, key in zip(dialog.fields, (first, second), strict=True):
            field.setText(key)
        dialog.loading.click()
        assert said in dialog.problem.text()
    if window.workspace is not None and window.workspace.store.has_key:
        for field in dialog.fields:
            field.setText(FILES)
        dialog.loading.click()
        assert dialog.problem.text() == "Take another pass-phrase than the file's own."
    assert not dialog.path.exists()
    closed(qtbot, dialog, window)
    names.make(Path(f"{where}.names"), OWN, NAMES)
    dialog = asked(window, qtbot)
    assert not dialog.loading.isVisible()
    qtbot.keyClicks(dialog.fields[0], "blue lamp")
    qtbot.keyClick(dialog.fields[0], KEY.Key_Return)
    assert dialog.problem.text() == WRONG
    assert window.workspace is not None
    assert window.workspace.names.list is None
    closed(qtbot, dialog, window)


def test_faults_of_a_csv_file_are_said_and_the_list_before_stands(
    opened: Callable[[], Window], where: Path, qtbot: QtBot
) -> None:
    window = opened()
    named(window, qtbot)
    dialog = asked(window, qtbot)
    load(qtbot, dialog, "child,name\n100003,\n100004,Ben Invented\n100004,Cy Invented\n")
    assert dialog.problem.text().split("\n") == [
        "names.csv, row 2, column name: it is blank",
        "names.csv, row 4, column child: the same child as in row 3; leave one of them out",
        "Nothing was loaded.",
    ]
    assert names.unlock(dialog.path, OWN).by_child == NAMES
    load(qtbot, dialog, "child,name\n100005,Ben Invented\n")
    assert names.unlock(dialog.path, OWN).by_child == {"100005": "Ben Invented"}
    closed(qtbot, dialog, window)


def test_the_names_of_children_no_longer_recorded_are_struck_when_the_list_is_unlocked(
    opened: Callable[[], Window], where: Path, qtbot: QtBot
) -> None:
    window = opened()
    names.make(Path(f"{where}.names"), OWN, NAMES | {"999999": "Nobody Known"})
    assert window.workspace is not None
    window.workspace.go_to(dt.date(1990, 1, 1))  # whatever day is looked at
    dialog = asked(window, qtbot)
    qtbot.keyClicks(dialog.fields[0], OWN)
    dialog.unlocking.click()
    assert dialog.state.text().endswith("\n1 of children no longer recorded here were struck from the list.")
    assert names.unlock(dialog.path, OWN).by_child == NAMES
    closed(qtbot, dialog, window)


def test_locking_the_window_forgets_the_names_until_their_own_pass_phrase_is_typed(
    opened: Callable[[], Window], qtbot: QtBot
) -> None:
    window = opened()
    named(window, qtbot)
    page = child_page(window, "100003")
    dialog = asked(window, qtbot)
    window.lock()
    assert window.workspace is not None
    assert window.workspace.names.list is None
    assert page.title_label.text() == "Child 100003"
    assert dialog.state.text() == "The list is locked."
    assert window.lock_.shown is not None
    window.lock_.shown.done(1)
    assert not any(word in seen(window) for word in WORDS)
    closed(qtbot, dialog, window)
    popup = find(window, qtbot, "ada")
    assert hits(popup) == []
    popup.close()


def test_they_are_forgotten_for_now_and_with_the_file(opened: Callable[[], Window], where: Path, qtbot: QtBot) -> None:
    window = opened()
    named(window, qtbot)
    page = child_page(window, "100003")
    dialog = asked(window, qtbot)
    dialog.forgetting.click()
    assert page.title_label.text() == "Child 100003"
    assert dialog.path.exists()
    closed(qtbot, dialog, window)
    named(window, qtbot)
    assert window.open(str(where))
    assert child_page(window, "100003").title_label.text() == "Child 100003"


def test_a_meeting_shows_no_names(opened: Callable[[], Window], qtbot: QtBot) -> None:
    window = opened()
    named(window, qtbot)
    child_page(window, "100003")
    assert window.workspace is not None
    window.workspace.do(CallMeeting(TODAY))
    assert window.inside is not None
    window.inside.go("meetings")
    meetings = window.inside.page
    assert isinstance(meetings, MeetingsPage)
    meetings.run_meeting()
    assert meetings.mode is not None
    assert not any(word in seen(window) for word in WORDS)
    meetings.mode.leave_meeting()
    assert child_page(window, "100003").title_label.text() == "Child 100003 · Ada Sample"
