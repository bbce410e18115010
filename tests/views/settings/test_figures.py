"""The authority's own figures on the policies page, by keyboard: seen, added, corrected, taken away, loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.measures import MEASURES
from models.returns.figures import KINDS
from models.rules.figures import estimate
from models.store import Store
from tests.support.facts import episodes
from tests.support.pages import workspace
from views.settings.page import SettingsPage
from views.workspace import Workspace

JUNE = dt.date(2021, 6, 1)


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


def kind(page: SettingsPage, table: str) -> None:
    """Choose what is to be added, as the menu does."""
    page.figure_menu.actions()[KINDS.index(table)].trigger()


def fill(page: SettingsPage, qtbot: QtBot, **typed: str) -> None:
    """Type into the cells of the form, and Enter in the last."""
    assert page.form.view is not None
    for name, words in typed.items():
        field = page.form.view.cells[name].focusProxy()
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def figure(page: SettingsPage, what: str) -> dict[str, object]:
    return next(row for row in page.grid.model.shown().to_dicts() if row["what"] == what)


def test_an_estimate_is_added_corrected_and_taken_away(page: SettingsPage, here: Workspace, qtbot: QtBot) -> None:
    kind(page, "population")
    assert page.form.view is not None
    assert page.form.view.accessibleName() == "Population estimate: add"
    fill(page, qtbot, source="ONS mid-2020", since="1 4 2021", estimate="33120")
    assert page.form.view is None
    assert page.grid.table.hasFocus()
    row = figure(page, "Population estimate")
    assert (row["title"], row["value"], row["on"]) == ("Children aged 0 to 17", "33,120", dt.date(2021, 4, 1))
    assert row["whose"] == "ONS mid-2020"
    assert "and 1 figure of its own" in page.subtitle_label.text()
    assert here.undo_label == "Record population estimate"
    page.grid.select(str(row["id"]))
    qtbot.keyClick(page.grid.table, Qt.Key.Key_Return)
    fill(page, qtbot, estimate="33128")
    assert estimate(here.store.facts(), JUNE) == 33_128
    page.grid.select(str(figure(page, "Population estimate")["id"]))
    assert page.removing.isEnabled()
    page.removing.setFocus()
    qtbot.keyClick(page.removing, Qt.Key.Key_Return)
    assert estimate(here.store.facts(), JUNE) is None
    here.undo()
    assert figure(page, "Population estimate")["value"] == "33,128"
    where = here.store.where
    here.close()
    with Store.open(where) as again:
        assert estimate(again.facts(), JUNE) == 33_128


def test_a_comparator_of_the_same_definition_is_pinned_to_it(page: SettingsPage, here: Workspace, qtbot: QtBot) -> None:
    page.load(Path("nowhere.csv"))
    assert page.message.text().startswith("nowhere.csv: No such file")
    file = Path(here.store.where).with_name("figures.csv")
    file.write_text("what,measure,area,last,value,definition,vintage\ncomparator,A10,England,2021-03-31,367,old,2021\n")
    page.load(file)
    assert page.message.text() == "Load figures from figures.csv. Ctrl+Z takes it back."
    row = figure(page, "Comparator")
    assert row["title"] == f"A10 {MEASURES['A10'].title}, England"
    assert (row["value"], "Not compared" in str(row["whose"])) == ("367 days", True)
    page.grid.select(str(row["id"]))
    qtbot.keyClick(page.grid.table, Qt.Key.Key_Return)
    fill(page, qtbot, definition="same")
    assert here.store.facts()["comparator"]["definition"].to_list() == [MEASURES["A10"].identity]
    assert figure(page, "Comparator")["whose"] == "2021"


def test_what_cannot_be_is_said_in_the_form_and_stays_typed(page: SettingsPage, here: Workspace, qtbot: QtBot) -> None:
    kind(page, "population")
    fill(page, qtbot, since="1 4 2031", estimate="5")
    assert page.form.view is not None
    assert "has not happened yet" in page.form.view.problems.accessibleName()
    assert page.step_out()
    assert page.form.view is None
    kind(page, "population")
    assert page.form.view is not None
    assert page.form.view.cells["estimate"].text == "5"
    here.go_to(JUNE)
    assert not page.adding_figure.isEnabled()


def test_a_policy_is_not_taken_away_as_a_figure_is(page: SettingsPage) -> None:
    page.grid.select("DRIFT-5")
    assert not page.removing.isEnabled()
    page.take_away()
    assert page.message.text().strip() == ""
