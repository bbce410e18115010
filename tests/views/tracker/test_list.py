"""What the tracker's page shows, for which day and which children, and what leaves it as a file or on paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.edits.plans import AgreePlan
from models.trackers import TRACKERS
from tests.support.grids import TODAY
from views.tracker.page import TrackerPage
from views.workspace import Workspace

KEY = Qt.Key


def test_the_chosen_child_is_chosen_again_where_a_day_did_not_show_it(page: TrackerPage, qtbot: QtBot) -> None:
    page.resize(900, 300)
    child = page.grid.model.key_at(15)
    page.grid.select(child)
    assert page.grid.current == child
    page.workspace.go_to(TODAY, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert page.grid.current is None
    page.workspace.go_to(TODAY)
    assert page.grid.current == child
    table = page.grid.table
    qtbot.waitUntil(lambda: table.viewport().rect().contains(table.visualRect(table.currentIndex()).center()))


def test_known_on_before_anything_was_recorded_shows_nobody(page: TrackerPage) -> None:
    page.workspace.go_to(TODAY, dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    assert page.grid.model.rowCount() == 0
    assert "No children" in page.subtitle_label.text()
    page.workspace.go_to(TODAY)
    assert page.grid.model.rowCount() == 16


def test_a_drill_shows_exactly_these_children_whoever_they_are(page: TrackerPage) -> None:
    page.grid.bar.field.setText("100001")
    old = [str(100000 + n) for n in (0, 8, 9, 10, 11)]
    page.show_children(old, "5 children: Placement order to match")
    assert page.grid.model.shown()["child"].to_list() == old
    assert [chip.toolTip() for chip in page.grid.bar.chips()] == ["5 children: Placement order to match"]
    assert page.subtitle_label.text().startswith("5 children ·")
    assert page.shown()[2].shown == "5 children"
    assert page.step_out()
    assert page.grid.model.rowCount() == 16
    assert not page.step_out()


def test_what_is_not_known_is_said_of_a_drill_as_well(qtbot: QtBot, workspace: Workspace) -> None:
    page = TrackerPage(workspace, TRACKERS["permanence"])
    qtbot.addWidget(page)
    page.show()
    page.grid.model.frame = page.grid.model.frame.with_columns(
        entry=pl.lit(None, pl.Date), entry_words=pl.lit("before 3 May 2021")
    )
    child = page.grid.model.frame["child"][0]
    page.show_children([child], "1 child: A10")
    line = "1 child; entry to care known for 0 of 1"
    assert page.subtitle_label.text() == f"{line} · as at 31 Mar 2022, as known today"
    assert page.shown()[2].shown == line


def test_the_panel_gives_the_reason_and_opens_the_child(page: TrackerPage, qtbot: QtBot) -> None:
    page.grid.select("100001")
    assert page.side.heading.text() == "100001"
    assert page.side.reason.text().startswith("Waiting for a match")
    assert page.side.badge.accessibleName() == "overdue"
    with qtbot.waitSignal(page.open_child) as heard:
        qtbot.mouseClick(page.side.button, Qt.MouseButton.LeftButton)
    assert heard.args == ["100001"]
    with qtbot.waitSignal(page.open_child) as heard:
        qtbot.keyClick(page.grid.table, KEY.Key_Return)
    assert heard.args == ["100001"]


def test_an_export_is_exactly_what_is_shown(page: TrackerPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.grid.columns.hide("reason")
    page.grid.bar.field.setText("10000")
    page.grid.model.arrange(sort=(("age", True),))
    said: list[str] = []
    page.workspace.told.connect(said.append)
    page.export("csv", tmp_path / "out.csv")
    qtbot.waitUntil(lambda: bool(said))
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "Child,State,Age,Born,Matched"
    children = [line.split(",")[0] for line in lines[1:]]
    assert children == page.grid.model.shown()["child"].to_list()
    assert len(children) == page.grid.model.rowCount() == 8
    about = page.shown()[2]
    assert about.filters == ("in care or left in the last 12 months", "“10000”")
    assert (about.n, about.of) == (8, 16)


def test_an_export_that_cannot_be_written_is_said(page: TrackerPage, qtbot: QtBot, tmp_path: Path) -> None:
    said: list[str] = []
    page.workspace.told.connect(said.append)
    page.export("csv", tmp_path / "nowhere" / "out.csv")
    qtbot.waitUntil(lambda: bool(said))
    assert said[-1].startswith("Nothing was written to")


def test_print_shows_the_pdf_first(page: TrackerPage, qtbot: QtBot) -> None:
    page.print_shown()

    def preview() -> QWidget | None:
        from views.reports.preview import Preview

        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, Preview) and each.isVisible()]
        return found[0] if found else None

    qtbot.waitUntil(lambda: preview() is not None, timeout=10_000)
    shown = preview()
    assert shown is not None
    assert shown.count >= 1  # type: ignore[attr-defined]
    shown.close()


def test_a_number_over_the_list_opens_its_rows_also_after_a_child_left_the_list(
    qtbot: QtBot, workspace: Workspace
) -> None:
    made = TrackerPage(workspace, TRACKERS["return_home"])
    qtbot.addWidget(made)
    made.show()
    for child in ("100003", "100004"):
        workspace.do(AgreePlan(child, "HOME", TODAY, True, None, "IRO", None, None, seen=workspace.store.head))
    number = next(each for each in made.figures.buttons if each.text().endswith("primary plan"))
    assert number.text() == "2 primary plan"
    workspace.undo()
    assert number.text() == "1 primary plan"
    made.grid.leave()
    number.click()
    assert made.grid.bar.count.text() == "1 of 1 shown"
