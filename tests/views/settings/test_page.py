"""The policies page by keyboard: what is in force, whose it is, and what the authority chooses for itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.rules.policies import POLICIES, holidays, policies
from models.rules.timescales import TIMESCALES
from models.store import Store
from tests.support.facts import episodes
from tests.support.pages import workspace
from views.settings.page import SettingsPage
from views.workspace import Workspace

CHRISTMAS = "2022-12-26"


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    made = workspace(tmp_path, care_episode=episodes("decom\n2020-01-03"))
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


def row(page: SettingsPage, key: str) -> dict[str, object]:
    return next(row for row in page.grid.model.shown().to_dicts() if row["id"] == key)


def enter(page: SettingsPage, qtbot: QtBot, key: str) -> None:
    """Go to a row and press Enter."""
    page.grid.select(key)
    page.grid.table.setFocus()
    qtbot.keyClick(page.grid.table, Qt.Key.Key_Return)


def answer(page: SettingsPage, qtbot: QtBot, words: str) -> None:
    """Type over what stands in the field, and Enter."""
    page.value.selectAll()
    qtbot.keyClicks(page.value, words)
    qtbot.keyClick(page.value, Qt.Key.Key_Return)


def test_every_policy_stands_there_with_its_default_and_the_word_local(page: SettingsPage) -> None:
    assert {row["id"] for row in page.frame.to_dicts()} >= {policy.code for policy in POLICIES}
    said = row(page, "DRIFT-5")
    assert (said["value"], said["own"], said["default"], said["whose"]) == ("90 days", None, "90 days", "Local.")


def test_limits_of_law_stand_beside_them_with_their_source_and_cannot_be_changed(
    page: SettingsPage, qtbot: QtBot
) -> None:
    said = row(page, "law 0")
    assert (said["what"], said["value"], said["whose"]) == ("Law or guidance", "20 working days", TIMESCALES[0].source)
    enter(page, qtbot, "law 0")
    assert "Nobody can choose" in page.message.text()
    assert page.panel.isHidden()


def test_a_policy_is_chosen_by_keyboard_and_taken_back_by_undo(
    page: SettingsPage, here: Workspace, qtbot: QtBot
) -> None:
    enter(page, qtbot, "DRIFT-5")
    assert page.value.text() == "90"
    assert page.value.hasFocus()
    answer(page, qtbot, "60")
    assert policies(here.snapshot().facts)["DRIFT-5"] == 60
    assert (row(page, "DRIFT-5")["value"], row(page, "DRIFT-5")["own"]) == ("60 days", "60 days")
    assert page.grid.table.hasFocus()
    assert here.undo_label == "Policy “Placement order without a link”: 60 days"
    here.undo()
    assert row(page, "DRIFT-5")["value"] == "90 days"


def test_a_chosen_policy_goes_back_to_its_default(page: SettingsPage, here: Workspace, qtbot: QtBot) -> None:
    enter(page, qtbot, "DRIFT-5")
    assert page.returning.isHidden()  # it is the default already
    answer(page, qtbot, "60")
    enter(page, qtbot, "DRIFT-5")
    page.returning.setFocus()
    qtbot.keyClick(page.returning, Qt.Key.Key_Return)
    assert (row(page, "DRIFT-5")["value"], row(page, "DRIFT-5")["own"]) == ("90 days", None)


def test_a_keeping_time_is_not_set_until_the_authority_chooses_one(page: SettingsPage, qtbot: QtBot) -> None:
    assert (row(page, "KEEP-BIRTH")["value"], row(page, "KEEP-BIRTH")["default"]) == ("Not set", "Not set")
    enter(page, qtbot, "KEEP-BIRTH")
    answer(page, qtbot, "151")
    assert "choose from 1 to 150 years" in page.message.text()
    answer(page, qtbot, "80")
    assert row(page, "KEEP-BIRTH")["value"] == "80 years"


@pytest.mark.parametrize(
    ("words", "sentence"), [("soon", "“soon” is not a whole number"), ("99999", "0 to 9,999 days")]
)
def test_what_cannot_be_is_said_and_stays_typed(page: SettingsPage, qtbot: QtBot, words: str, sentence: str) -> None:
    enter(page, qtbot, "DRIFT-5")
    answer(page, qtbot, words)
    assert sentence in page.message.text()
    assert page.value.text() == words
    assert page.step_out()
    assert page.panel.isHidden()
    assert row(page, "DRIFT-5")["value"] == "90 days"


def test_a_bank_holiday_is_taken_away_and_put_back(page: SettingsPage, here: Workspace, qtbot: QtBot) -> None:
    day = dt.date.fromisoformat(CHRISTMAS)
    assert row(page, CHRISTMAS)["value"] == "Holiday"
    enter(page, qtbot, CHRISTMAS)
    assert "from now on it counts as a working day" in page.about.text()
    assert day in holidays(here.snapshot().facts)  # nothing happens before it is said
    qtbot.keyClick(page.recording, Qt.Key.Key_Return)
    assert day not in holidays(here.snapshot().facts)
    assert row(page, CHRISTMAS)["value"] == "No holiday here"
    enter(page, qtbot, CHRISTMAS)
    qtbot.keyClick(page.recording, Qt.Key.Key_Return)
    assert day in holidays(here.snapshot().facts)


def test_a_day_is_added_with_its_name(page: SettingsPage, here: Workspace, qtbot: QtBot) -> None:
    page.adding.setFocus()
    qtbot.keyClick(page.adding, Qt.Key.Key_Return)
    assert page.value.hasFocus()
    qtbot.keyClick(page.value, Qt.Key.Key_Return)
    assert "Type the day" in page.message.text()
    qtbot.keyClicks(page.value, "5 7 2022")
    qtbot.keyClicks(page.name, "Day of thanks")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert row(page, "2022-07-05")["title"] == "Day of thanks"
    assert dt.date(2022, 7, 5) in holidays(here.snapshot().facts)


def test_the_past_cannot_be_chosen_otherwise(page: SettingsPage, here: Workspace, qtbot: QtBot) -> None:
    here.go_to(dt.date(2021, 3, 31))
    enter(page, qtbot, "DRIFT-5")
    assert not page.recording.isEnabled()
    answer(page, qtbot, "60")
    assert "read-only" in page.message.text()
    assert policies(here.store.facts())["DRIFT-5"] == 90


def test_what_is_typed_and_not_recorded_outlives_the_file_until_it_is_left(
    page: SettingsPage, here: Workspace, qtbot: QtBot
) -> None:
    enter(page, qtbot, "DRIFT-5")
    page.value.selectAll()
    qtbot.keyClicks(page.value, "120")
    assert page.leave()
    where = here.store.where
    here.close()
    again = Workspace(Store.open(where), today=here.today, who=here.who, preferences=here.preferences)
    beside = SettingsPage(again)
    qtbot.addWidget(beside)
    beside.show()
    enter(beside, qtbot, "DRIFT-6")
    assert beside.value.text() != "120"
    enter(beside, qtbot, "DRIFT-5")
    assert beside.value.text() == "120"
    assert beside.message.text().startswith("You began this on ")
    assert beside.step_out()
    assert again.store.drafts is not None
    assert again.store.drafts.of("", here.who) == []
    again.close()
