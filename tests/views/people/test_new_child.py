"""A new child recorded by the keyboard, with a warning where the child seems to be recorded already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from models import codes
from models.dates import collection_year
from models.store import Store, connections
from tests.support.facts import episodes
from tests.support.pages import TODAY, workspace
from views.people.new_child import NewChildPage
from views.workspace import Workspace

KEY = Qt.Key
KNOWN = "child | sex | dob | ethnic | upn\n104233 | F | 2021-02-03 | WBRI | A123456789012"


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """A file with one child in care."""
    made = workspace(tmp_path, child_details=KNOWN, care_episode=episodes("child | decom\n104233 | 2021-05-01"))
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> NewChildPage:
    """The page, shown, with the keyboard in it."""
    return shown(here, qtbot)


def shown(here: Workspace, qtbot: QtBot) -> NewChildPage:
    made = NewChildPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def types(qtbot: QtBot, *words: str) -> None:
    """Type into one field after another, with Tab between them; a choice is gone down to the words that begin so."""
    for text in words:
        focus = QApplication.focusWidget()
        if isinstance(focus, QComboBox):
            for _each in range(focus.count() if text else 0):
                if not focus.currentText().startswith(text):
                    qtbot.keyClick(focus, KEY.Key_Down)
            assert focus.currentText().startswith(text or "–")
        elif focus is not None:
            qtbot.keyClicks(focus, text)
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Tab)


def enter(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)


def test_a_child_in_care_is_recorded_by_the_keyboard_as_one_step_and_opens(
    page: NewChildPage, here: Workspace, qtbot: QtBot
) -> None:
    head = here.store.head
    types(qtbot, "200001", "1 9 2015", "Male", "White and Asian", "h801 200 00123 4", "", "10/1/22", "Interim")
    types(qtbot, "Abuse", "Foster carer, not", "Own")
    assert QApplication.focusWidget() is page.recording
    with qtbot.waitSignal(page.open_child) as opened:
        enter(qtbot)
    assert opened.args == ["200001"]
    facts = here.store.fresh(["200001"])
    assert facts["child_details"].select("sex", "dob", "ethnic", "upn").rows() == [
        ("M", dt.date(2015, 9, 1), "MWAS", "H801200001234")
    ]
    assert facts["care_episode"].select("decom", "rne", "ls", "cin", "place", "place_provider").rows() == [
        (dt.date(2022, 1, 10), "S", "C1", "N1", "U6", "PR1")
    ]
    assert page.words == {}
    assert here.store.head == head + 1
    here.undo()
    assert here.store.fresh(["200001"])["child_details"].is_empty()


def test_an_unborn_child_without_an_episode_is_recorded(page: NewChildPage, here: Workspace, qtbot: QtBot) -> None:
    types(qtbot, "200002", "4 7 2022")
    enter(qtbot)
    assert here.store.fresh(["200002"])["child_details"]["dob"].to_list() == [dt.date(2022, 7, 4)]
    assert here.store.fresh(["200002"])["care_episode"].is_empty()


class TestDoubles:
    def test_stand_beside_the_form_with_each_point_once_a_field_is_left(self, page: NewChildPage, qtbot: QtBot) -> None:
        types(qtbot, "104223")
        assert page.likely.links == []
        types(qtbot, "3 2 2021")
        assert [link.text() for link in page.likely.links] == ["Child 104233, 55 points"]
        assert page.likely.points == ["• born on the same day (40)\n• an id that differs by one character (15)"]
        types(qtbot, "Female")
        assert [link.text() for link in page.likely.links] == ["Child 104233, 65 points"]

    def test_are_opened_from_their_link_and_nothing_typed_is_lost(self, page: NewChildPage, qtbot: QtBot) -> None:
        types(qtbot, "104223", "3 2 2021")
        qtbot.waitUntil(page.likely.links[0].isVisible)
        page.clearing.setFocus()
        types(qtbot, "")
        assert QApplication.focusWidget() is page.likely.links[0]
        with qtbot.waitSignal(page.open_child) as opened:
            enter(qtbot)
        assert opened.args == ["104233"]
        assert page.words == {"child": "104223", "dob": "3 2 2021"}

    def test_stop_the_first_press_and_not_the_second(self, page: NewChildPage, here: Workspace, qtbot: QtBot) -> None:
        head = here.store.head
        types(qtbot, "104223", "3 2 2021")
        enter(qtbot)
        assert here.store.head == head
        assert "press Record again" in page.likely.warning.text()
        assert QApplication.focusWidget() is page.recording
        enter(qtbot)
        assert here.store.head == head + 1

    def test_that_come_up_after_the_warning_are_warned_of_too(
        self, page: NewChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        types(qtbot, "300000", "7 7 2019", "", "", "A123456789012")
        page.recording.setFocus()
        enter(qtbot)
        page.cells["upn"].fill("")
        page.cells["child"].fill("104223")
        page.cells["dob"].fill("3 2 2021")
        enter(qtbot)
        assert here.store.fresh(["104223"])["child_details"]["dob"].to_list() == [dt.date(2021, 2, 3)]

    def test_of_the_very_id_are_refused(self, page: NewChildPage, here: Workspace, qtbot: QtBot) -> None:
        head = here.store.head
        types(qtbot, "104233", "4 4 2019")
        assert [link.text() for link in page.likely.links] == ["Child 104233"]
        enter(qtbot)
        assert [link.name for link in page.problems.links] == ["child"]
        assert "recorded already" in page.problems.links[0].sentence
        assert here.store.head == head


class TestProblems:
    def test_stand_on_top_and_lead_to_their_field(self, page: NewChildPage, here: Workspace, qtbot: QtBot) -> None:
        types(qtbot, "200001", "31 2 2021")
        enter(qtbot)
        assert page.problems.isVisible()
        assert page.problems.hasFocus()
        assert "is not a date" in page.problems.links[0].sentence
        enter(qtbot)
        assert QApplication.focusWidget() is page.cells["dob"].place
        assert page.words == {"child": "200001", "dob": "31 2 2021"}

    @pytest.mark.parametrize(
        ("care", "field"),
        [
            ({"decom": "1 1 2010"}, "decom"),
            ({"decom": "1 4 2022"}, "decom"),
            ({"ls": "C1"}, "decom"),
            ({"decom": "1 1 2022"}, "ls"),
            ({"decom": "1 1 2022", "ls": "C1"}, "cin"),
            ({"decom": "1 1 2022", "ls": "C1", "cin": "N1"}, "place"),
        ],
    )
    def test_of_the_episode_lead_to_its_fields(
        self, page: NewChildPage, here: Workspace, qtbot: QtBot, care: dict[str, str], field: str
    ) -> None:
        head = here.store.head
        for name, text in {"child": "200001", "dob": "1 1 2015", **care}.items():
            page.cells[name].fill(text)
        qtbot.mouseClick(page.recording, Qt.MouseButton.LeftButton)
        assert [link.name for link in page.problems.links] == [field]
        assert here.store.head == head

    def test_a_pupil_number_and_a_reason_for_none_exclude_each_other(self, page: NewChildPage, qtbot: QtBot) -> None:
        types(qtbot, "200001", "1 1 2015", "", "", "H801200001234", "Not of school")
        enter(qtbot)
        assert [link.name for link in page.problems.links] == ["no_upn"]


def test_the_codes_are_those_of_the_year_in_which_care_began(page: NewChildPage, qtbot: QtBot) -> None:
    def offered() -> set[str]:
        place = page.cells["place"].place
        assert isinstance(place, QComboBox)
        return {place.itemData(at) for at in range(1, place.count())}

    assert "K3" not in offered()
    assert "P2" in offered()
    page.workspace.today = dt.date(2026, 3, 31)
    page.refresh()
    assert "P2" not in offered()
    page.cells["decom"].setFocus()
    types(qtbot, "10/1/22")
    assert offered() == {code for code, found in codes.codes("place").items() if found.fits(collection_year(TODAY))}
    page.cells["place"].fill("P2")
    qtbot.keyClicks(page.cells["decom"].place, "")
    page.cells["decom"].place.selectAll()
    qtbot.keyClicks(page.cells["decom"].place, "10/1/26")
    assert page.cells["place"].text == "P2"
    assert page.cells["place"].place.currentText() == "Independent living (not in the year to 31 Mar 2026)"


def test_what_is_typed_stands_there_again_after_the_program_was_killed(
    page: NewChildPage, here: Workspace, qtbot: QtBot
) -> None:
    types(qtbot, "200001", "1 9 2015", "Male")
    again = shown(here, qtbot)
    assert again.words == {"child": "200001", "dob": "1 9 2015", "sex": "M"}
    assert again.note.text() == "You began this on 31 Mar 2022; it is not recorded yet."
    qtbot.mouseClick(again.clearing, Qt.MouseButton.LeftButton)
    assert shown(here, qtbot).words == {}


def test_the_past_records_nothing_and_says_why(page: NewChildPage, here: Workspace, qtbot: QtBot) -> None:
    head = here.store.head
    types(qtbot, "200001", "1 9 2015")
    here.go_to(dt.date(2021, 1, 1))
    assert not page.recording.isEnabled()
    page.cells["child"].setFocus()
    enter(qtbot)
    assert "The past is read-only" in page.problems.accessibleName()
    assert here.store.head == head


def test_while_somebody_else_records_it_says_so_and_keeps_what_is_typed(
    page: NewChildPage, here: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.05)
    other = Store.open(here.store.where)
    types(qtbot, "200001", "1 9 2015")
    page.cells["child"].setFocus()
    with other._write():
        enter(qtbot)
    other.close()
    assert "Somebody else is recording" in page.problems.accessibleName()
    assert page.words["child"] == "200001"
