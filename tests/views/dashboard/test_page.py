"""The dashboard, as its readers use it: every figure opens its children, by keys, by click, and as a table."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.charts import CHARTS, Chart
from models.edits.care import SetLeft
from models.measures import MEASURES, Period
from models.progress import Progress
from models.snapshot import Snapshot
from tests.support import charts
from tests.views.dashboard.conftest import TODAY, settled
from views.dashboard import words
from views.dashboard.page import REMEMBERED, DashboardPage
from views.dashboard.plot import Plot
from views.theme import theme

KEY = Qt.Key


def chart(page: DashboardPage, code: str) -> Chart:
    found = page.tiles.tiles[code].chart
    assert found is not None
    return found


def plot(page: DashboardPage) -> Plot:
    assert page.opened.plot is not None
    return page.opened.plot


def opened(page: DashboardPage, qtbot: QtBot, code: str) -> Plot:
    page.tiles.go_to(code)
    qtbot.keyClick(page.tiles.tiles[code], KEY.Key_Return)
    assert page.opened.isVisible()
    return plot(page)


def test_every_chart_has_its_tile_in_its_group(page: DashboardPage) -> None:
    assert list(page.tiles.tiles) == list(CHARTS)
    assert page.subtitle_label.text() == f"{len(CHARTS)} charts over the 12 months to 31 Mar 2026, as known today"
    for code, tile in page.tiles.tiles.items():
        assert tile.accessibleName() == CHARTS[code].title
        drawn = tile.plot is not None and tile.plot.isVisible()
        assert drawn == bool(chart(page, code).lines), code
        assert drawn or tile.middle.text() == chart(page, code).note


def test_the_figure_of_a_tile_is_the_measures_and_opens_its_children(page: DashboardPage, qtbot: QtBot) -> None:
    snapshot = page.workspace.snapshot()
    tally = MEASURES["M01"].tally(snapshot, Period.year_to(snapshot.as_at))
    link = page.tiles.tiles["care"].figure
    assert link.text() == f"{tally.value} children"
    assert link.accessibleName() == f"Children in care, 31 Mar 2026: {link.text()}, {link.text()}, opens list"
    with qtbot.waitSignal(page.open_children) as heard:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert sorted(heard.args[0]) == sorted(tally.children)
    assert heard.args[1] == "Children in care, 31 Mar 2026"


def test_arrow_keys_go_from_tile_to_tile_and_bring_it_into_sight(page: DashboardPage, qtbot: QtBot) -> None:
    codes = list(CHARTS)
    for code in codes[1:4]:
        qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Right)
        assert page.tiles.current == code
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_End)
    assert page.tiles.current == codes[-1]
    tile = page.tiles.tiles[codes[-1]]
    assert tile.visibleRegion().boundingRect() == tile.rect()
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Home)
    assert page.tiles.current == codes[0]
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Down)
    assert CHARTS[page.tiles.current].group != CHARTS[codes[0]].group or codes.index(page.tiles.current) >= 3
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Up)
    assert page.tiles.current == codes[0]


def test_enter_opens_a_chart_and_esc_steps_out_to_its_tile(page: DashboardPage, qtbot: QtBot) -> None:
    shown = opened(page, qtbot, "mix")
    assert shown.hasFocus()
    assert page.opened.title.text() == chart(page, "mix").title
    assert CHARTS["mix"].definition.split(".")[0].split("\n")[0] in page.opened.about.text()
    assert f"Source: {chart(page, 'mix').source}" in page.opened.about.text()
    assert page.opened.said.text().strip()
    assert page.step_out()
    assert page.tiles.tiles["mix"].hasFocus()
    assert not page.step_out()


@pytest.mark.parametrize("code", list(CHARTS))
def test_every_point_opens_exactly_its_children_in_the_chart_and_in_its_table(
    page: DashboardPage, qtbot: QtBot, code: str
) -> None:
    drawn = chart(page, code)
    shown = opened(page, qtbot, code) if drawn.lines else None
    if shown is None:
        return
    for line in shown.lines:
        for spot in (line[0], line[-1]):
            shown.select(spot)
            assert page.opened.said.text() == shown.accessibleDescription()
            if len(spot.point.children):
                with qtbot.waitSignal(page.open_children) as heard:
                    qtbot.keyClick(shown, KEY.Key_Return)
                assert sorted(heard.args[0]) == sorted(set(spot.point.children))
                assert f"opens {len(set(spot.point.children)):,} child" in page.opened.said.text()
    page.table_button.click()
    table = page.opened.table
    assert table.hasFocus()
    assert table.rows.rowCount() == len(words.rows(drawn))
    for row, (_cells, line, point) in enumerate(words.rows(drawn)):
        table.setCurrentIndex(table.rows.index(row, 0))
        if point is not None and line in drawn.lines and len(point.children):
            with qtbot.waitSignal(page.open_children) as heard:
                qtbot.keyClick(table, KEY.Key_Return)
            assert heard.args[0] == words.ids(point)
        else:
            with qtbot.assertNotEmitted(page.open_children):
                qtbot.keyClick(table, KEY.Key_Return)


def test_ctrl_and_page_down_go_from_chart_to_chart_also_in_the_table(page: DashboardPage, qtbot: QtBot) -> None:
    codes, ctrl = list(CHARTS), Qt.KeyboardModifier.ControlModifier
    opened(page, qtbot, "care")
    qtbot.keyClick(plot(page), KEY.Key_PageDown, ctrl)
    assert page.maker.code == codes[codes.index("care") + 1]
    page.turn()
    qtbot.keyClick(page.opened.table, KEY.Key_PageUp, ctrl)
    assert page.maker.code == "care"
    assert page.opened.table.hasFocus()


def test_the_table_and_the_chart_are_at_the_same_point(page: DashboardPage, qtbot: QtBot) -> None:
    shown = opened(page, qtbot, "mix")
    qtbot.keyClick(shown, KEY.Key_Down)
    qtbot.keyClick(shown, KEY.Key_Left)
    where = shown.where
    page.turn()
    assert page.table_button.isChecked()
    assert page.opened.table.where == where
    qtbot.keyClick(page.opened.table, KEY.Key_Up)
    moved = page.opened.table.where
    assert moved != where
    page.turn()
    assert plot(page).where == moved


def test_a_screen_reader_is_told_the_cells_of_the_table(page: DashboardPage, qtbot: QtBot) -> None:
    opened(page, qtbot, "care")
    page.turn()
    rows, role = page.opened.table.rows, Qt.ItemDataRole.AccessibleTextRole
    value = chart(page, "care").lines[0].points[0].value
    heard = [rows.index(0, at).data(role) for at in range(rows.columnCount())]
    assert f"Figure, {value}, opens list" in heard
    assert heard[1].startswith("Date, ")


def test_a_click_in_a_tile_opens_the_chart_at_that_point(page: DashboardPage, qtbot: QtBot) -> None:
    tile = page.tiles.tiles["care"]
    assert tile.plot is not None
    assert tile.plot.room is not None
    spot = tile.plot.lines[0][3]
    where = tile.plot.room.at(spot).toPoint() + tile.plot.pos()
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=where)
    assert plot(page).where == ("M01", spot.point.at)


def test_another_stretch_of_time_is_remembered(few: DashboardPage) -> None:
    few.choose(24)
    settled(few)
    assert len(chart(few, "care").lines[0].points) == 24
    assert few.period_button.text() == "24 months"
    assert few.workspace.preferences.value(REMEMBERED) == 24


def test_it_is_written_as_csv_with_every_formula_inert(page: DashboardPage, qtbot: QtBot, tmp_path: Path) -> None:
    opened(page, qtbot, "care")
    path = tmp_path / "care.csv"
    page.export("csv", path)
    qtbot.waitUntil(path.exists)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:3] == ["Line", "Date", "Figure"]
    points = chart(page, "care").lines[0].points
    assert [(row[1], row[2]) for row in rows[1 : len(points) + 1]] == [
        (words.when(point.at), f"{point.value:,}") for point in points
    ]


def test_over_the_tiles_all_charts_are_written_one_under_the_other(page: DashboardPage) -> None:
    columns, frame, about = page.shown()
    assert columns[0].title == "Chart"
    assert set(frame["chart"]) == {drawn.title for code in CHARTS if words.rows(drawn := chart(page, code))}
    assert "12 months to 31 Mar 2026" in about.shown


def test_a_chart_is_saved_as_a_picture_with_its_title_and_source(page: DashboardPage, tmp_path: Path) -> None:
    made = charts.run()
    for scheme in ("light", "dark"):
        theme().use(scheme)
        page.save_picture("png", tmp_path / f"{scheme}.png", made)
    theme().use(None)
    light, dark = QImage(str(tmp_path / "light.png")), QImage(str(tmp_path / "dark.png"))
    assert (light.width(), light.height()) == (2400, 1280)
    assert light == dark  # on paper it is always light
    page.save_picture("svg", tmp_path / "care.svg", made)
    root = ElementTree.parse(tmp_path / "care.svg").getroot()
    said = " ".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    for part in ("Children in care", "Aug 2022", "Improvement: the latest point", "Source: The return", "12 months to"):
        assert part in said, part
    assert not list(root.iter("{http://www.w3.org/2000/svg}image"))


def test_a_picture_that_cannot_be_written_is_said(page: DashboardPage, tmp_path: Path) -> None:
    heard: list[str] = []
    page.workspace.told.connect(heard.append)
    page.save_picture("png", tmp_path / "no such folder" / "a.png", charts.run())
    page.workspace.told.disconnect(heard.append)
    assert heard[0].startswith("Nothing was written to ")
    assert list(tmp_path.iterdir()) == []


def test_another_day_draws_other_charts_and_keeps_the_place(few: DashboardPage, qtbot: QtBot) -> None:
    shown = opened(few, qtbot, "care")
    qtbot.keyClick(shown, KEY.Key_Home)
    first = shown.where
    few.workspace.go_to(dt.date(2025, 9, 30))
    assert few.opened.middle.isVisible()
    settled(few)
    assert "12 months to 30 Sep 2025" in few.subtitle_label.text()
    assert chart(few, "care").lines[0].points[-1].at == dt.date(2025, 9, 30)
    assert plot(few).hasFocus()
    few.workspace.go_to(few.workspace.today)
    settled(few)
    assert plot(few).where is not None
    qtbot.keyClick(plot(few), KEY.Key_Home)
    assert plot(few).where == first


def test_an_edit_is_drawn_at_once(few: DashboardPage) -> None:
    last = chart(few, "care").lines[0].points[-1]
    child = str(last.children.sort()[0])
    few.workspace.do(SetLeft(child, TODAY, None, few.workspace.store.head, rec="E4A"))
    settled(few)
    now = chart(few, "care").lines[0].points[-1]
    assert (now.value, last.value) == (len(last.children) - 1, len(last.children))
    assert child not in now.children
    few.workspace.undo()
    settled(few)
    assert chart(few, "care").lines[0].points[-1].value == last.value


def test_one_chart_that_fails_leaves_the_others(
    page: DashboardPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_snapshot: Snapshot, _months: int, _progress: Progress) -> Chart:
        raise ArithmeticError("the second month")

    with monkeypatch.context() as meanwhile, qtbot.capture_exceptions() as raised:
        meanwhile.setitem(CHARTS._members, "flow", replace(CHARTS["flow"], work=broken))
        page.refresh()
        settled(page)
    assert [str(problem) for _kind, problem, _trace in raised] == ["the second month"]
    assert page.tiles.tiles["flow"].middle.text().startswith("This could not be worked out")
    assert all(tile.chart for code, tile in page.tiles.tiles.items() if code != "flow")
    page.refresh()
    settled(page)


def test_stopped_work_is_said_and_can_be_begun_again(page: DashboardPage) -> None:
    page.refresh()
    QApplication.processEvents()
    for job in list(page.workspace.jobs.running):
        job.cancel()
    settled(page)
    waiting = [tile for tile in page.tiles.tiles.values() if tile.chart is None]
    assert waiting
    assert all(tile.middle.text().startswith("Stopped") for tile in waiting)
    assert page.subtitle_label.text().endswith("Stopped")
    page.refresh()
    settled(page)
    assert all(tile.chart for tile in page.tiles.tiles.values())


def test_on_paper_the_charts_are_drawn_and_not_listed(page: DashboardPage, qtbot: QtBot, tmp_path: Path) -> None:
    """All of them under their groups; one that is opened alone, with the table of its points."""
    whole, one = tmp_path / "whole.pdf", tmp_path / "one.pdf"
    page.export("pdf", whole)
    qtbot.waitUntil(whole.exists, timeout=30_000)
    pages = [each.extract_text() for each in PdfReader(whole).pages]
    assert len(pages) < len(CHARTS)
    said = " ".join(" ".join(pages).split())
    for code, maker in CHARTS.items():
        assert " ".join(chart(page, code).title.split()) in said
        assert maker.group in said
    opened(page, qtbot, "care")
    page.export("pdf", one)
    qtbot.waitUntil(one.exists, timeout=30_000)
    said = " ".join(PdfReader(one).pages[0].extract_text().split())
    assert "Children in care" in said
    assert "The table of “Children in care”" in said
