"""The ledger, as its readers use it: every act stands there, can be checked, and can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.facts import episodes
from tests.support.grids import SetMatch
from tests.support.pages import recorded, workspace
from views.ledger import page as ledger
from views.ledger.page import LedgerPage
from views.workspace import Workspace

CARE = episodes("decom | ls\n2020-01-03 | C2")


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """A file with an import and an edit in it."""
    made = workspace(tmp_path, care_episode=CARE)
    made.do(match(made, dt.date(2022, 3, 1)))
    yield made
    made.close()


def match(here: Workspace, on: dt.date) -> SetMatch:
    """The edit that sets the match of child 1."""
    return SetMatch("1", on, "0", here.store.head)


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> LedgerPage:
    """The ledger of that file, shown."""
    made = LedgerPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    return made


def acts(page: LedgerPage, *keys: str) -> list[tuple[object, ...]]:
    """What the table shows, top to bottom."""
    return page.grid.model.shown().select(keys).rows()


def press(page: LedgerPage, qtbot: QtBot, button: str) -> None:
    """Press one of the page's verbs."""
    qtbot.mouseClick(getattr(page, f"{button}_button"), Qt.MouseButton.LeftButton)


def test_the_newest_act_comes_first_in_uk_time(page: LedgerPage) -> None:
    assert acts(page, "number", "day", "time", "who", "kind", "label", "rows") == [
        (2, dt.date(2022, 3, 31), "10:30", "anna", "Change", "Set match date", 1),
        (1, dt.date(2022, 3, 31), "10:30", "return", "Import", "Import SSDA903 2021-22", 1),
    ]
    assert page.subtitle_label.text().startswith("2 change sets")


def test_the_filter_field_finds_acts(page: LedgerPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.grid.bar.field, "import")
    qtbot.waitUntil(lambda: acts(page, "number") == [(1,)])


def test_verify_says_that_the_ledger_is_whole(page: LedgerPage, qtbot: QtBot) -> None:
    press(page, qtbot, "verify")
    qtbot.waitUntil(lambda: page.message.text().startswith("The ledger is whole"), timeout=20_000)
    assert page.verify_button.isEnabled()


class TestUndo:
    def test_takes_back_the_chosen_act_as_an_act_of_its_own(
        self, page: LedgerPage, here: Workspace, qtbot: QtBot
    ) -> None:
        page.grid.select("2")
        press(page, qtbot, "undo")
        assert here.store.facts()["adoption"].is_empty()
        assert acts(page, "number", "kind", "state") == [
            (3, "Undo", None),
            (2, "Change", "undone by no. 3"),
            (1, "Import", None),
        ]
        assert page.message.text().startswith("Undone: Set match date")

    def test_of_the_undo_brings_it_back(self, page: LedgerPage, here: Workspace, qtbot: QtBot) -> None:
        for number in ("2", "3"):
            page.grid.select(number)
            press(page, qtbot, "undo")
        assert here.store.facts()["adoption"]["date_match"].to_list() == [dt.date(2022, 3, 1)]
        assert acts(page, "number", "state") == [(4, None), (3, "undone by no. 4"), (2, None), (1, None)]

    def test_is_the_step_that_undo_takes_back_next(self, page: LedgerPage, here: Workspace, qtbot: QtBot) -> None:
        page.grid.select("2")
        press(page, qtbot, "undo")
        here.undo()
        assert here.store.facts()["adoption"]["date_match"].to_list() == [dt.date(2022, 3, 1)]

    def test_is_refused_with_a_sentence_where_somebody_built_on_it(
        self, page: LedgerPage, here: Workspace, qtbot: QtBot
    ) -> None:
        here.do(match(here, dt.date(2022, 3, 8)))
        page.grid.select("2")
        press(page, qtbot, "undo")
        assert "cannot be undone" in page.message.text()
        assert here.store.head == 3

    def test_is_not_offered_twice(self, page: LedgerPage, qtbot: QtBot) -> None:
        page.grid.select("2")
        press(page, qtbot, "undo")
        page.grid.select("2")
        assert not page.undo_button.isEnabled()
        assert "undone by no. 3" in page.undo_button.toolTip()

    def test_is_not_offered_while_the_past_is_looked_at(self, page: LedgerPage, here: Workspace) -> None:
        here.go_to(dt.date(2021, 1, 1))
        assert not page.undo_button.isEnabled()
        assert "past" in page.undo_button.toolTip()

    def test_of_many_rows_is_work_beside_the_window(
        self, page: LedgerPage, here: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ledger, "MANY", 0)
        page.grid.select("1")
        press(page, qtbot, "undo")
        assert here.busy
        qtbot.waitUntil(lambda: page.message.text().startswith("Undone: Import"), timeout=20_000)
        assert here.store.facts()["care_episode"].is_empty()


def test_what_others_record_appears(page: LedgerPage, here: Workspace) -> None:
    page.grid.select("1")
    here.do(match(here, dt.date(2022, 3, 8)))
    assert [number for (number,) in acts(page, "number")] == [3, 2, 1]
    assert page.grid.current == "1"


def test_an_empty_file_says_what_would_be_here(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    here = workspace(tmp_path)
    page = LedgerPage(here)
    qtbot.addWidget(page)
    page.show()
    assert page.subtitle_label.text().startswith("Nothing has been recorded yet")
    assert not page.undo_button.isEnabled()
    here.close()


def test_an_act_undone_redone_and_undone_again_is_undone_by_the_last() -> None:
    kinds = [("import", None), ("undo", 1), ("undo", 2), ("undo", 1)]
    found = ledger.rows(
        pl.DataFrame(
            [
                {
                    "number": n,
                    "at": "2022-06-03T23:30:00+00:00",
                    "who": "anna",
                    "kind": kind,
                    "label": "",
                    "reason": None,
                    "undoes": undoes,
                    "rows": 1,
                    "detail": None,
                }
                for n, (kind, undoes) in enumerate(kinds, 1)
            ],
            schema_overrides={"reason": pl.String, "undoes": pl.Int64},
        )
    )
    assert found.select("number", "state").rows() == [
        (4, None),
        (3, None),
        (2, "undone by no. 3"),
        (1, "undone by no. 4"),
    ]
    assert found["day"][0] == dt.date(2022, 6, 4)


def test_a_second_import_is_an_act_of_its_own(page: LedgerPage, here: Workspace) -> None:
    recorded(here.store, year=2023, review="child | review\n1 | 2022-02-01")
    page.refresh()
    assert acts(page, "number", "label")[0] == (3, "Import SSDA903 2022-23")
