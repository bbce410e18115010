"""The chair goes through the charts by keyboard and asks of a point: which children?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import Window
from tests.walks.answers import named
from tests.walks.steps import ALT, CTRL, KEY, NONE, SHIFT, closed, opened, press, retype, settled, tracker
from views.dashboard.page import DashboardPage
from views.dashboard.plot import Plot
from views.dashboard.table import Twin


def dashboard(window: Window) -> DashboardPage:
    """The charts, which are the page in sight."""
    assert window.inside is not None
    page = window.inside.page
    assert isinstance(page, DashboardPage)
    return page


def worked_out(qtbot: QtBot, window: Window) -> None:
    """Until every chart is worked out and drawn."""
    qtbot.waitUntil(lambda: dashboard(window).settled, timeout=60_000)


def to_tile(qtbot: QtBot, window: Window, code: str) -> None:
    """From the first tile right to a chart, as often as it needs."""
    page = dashboard(window)
    press(qtbot, window, KEY.Key_Home, NONE)
    while page.tiles.current != code:
        before = page.tiles.current
        press(qtbot, window, KEY.Key_Right, NONE)
        assert page.tiles.current != before, code


def rows(window: Window) -> list[str]:
    return tracker(window).grid.model.shown()["child"].to_list()


def test_every_point_opens_exactly_its_children(
    qtbot: QtBot, window: Callable[[], Window], file: Path, tmp_path: Path
) -> None:
    shown = window()
    opened(qtbot, shown, file)
    press(qtbot, shown, KEY.Key_D)
    retype(qtbot, "30/9/2025")
    settled(qtbot, shown)
    press(qtbot, shown, KEY.Key_5)
    page = dashboard(shown)
    worked_out(qtbot, shown)
    assert "36 months to 30 Sep 2025" in page.subtitle_label.text()

    followed = 0
    for code in ("care", "flow", "mix", "stages", "connected"):
        to_tile(qtbot, shown, code)
        press(qtbot, shown, KEY.Key_Return, NONE)
        plot = QApplication.focusWidget()
        assert isinstance(plot, Plot)
        to_line = [KEY.Key_Tab] * (len(plot.lines) - 1)
        for step in (KEY.Key_Home, KEY.Key_Right, KEY.Key_End, KEY.Key_Left, *to_line):
            press(qtbot, shown, step, NONE)
            here = plot.current
            assert here is not None
            where = plot.where
            said = page.opened.said.text()
            wanted = sorted(set(here.point.children))
            if not wanted:
                assert said.endswith("nobody to open")
                continue
            press(qtbot, shown, KEY.Key_Return, NONE)
            assert rows(shown) == wanted, (code, said)
            followed += 1
            press(qtbot, shown, KEY.Key_Left, ALT)
            assert shown.inside is not None
            assert shown.inside.page is page
            assert plot.hasFocus()
            assert plot.where == where
        press(qtbot, shown, KEY.Key_Escape, NONE)
        assert page.tiles.tiles[code].hasFocus()
    assert followed > 15

    to_tile(qtbot, shown, "care")
    press(qtbot, shown, KEY.Key_Return, NONE)
    press(qtbot, shown, KEY.Key_T, CTRL | SHIFT)
    table = QApplication.focusWidget()
    assert isinstance(table, Twin)
    press(qtbot, shown, KEY.Key_Up, NONE)
    found = table.rows.behind(table.currentIndex())
    assert found is not None
    press(qtbot, shown, KEY.Key_Return, NONE)
    assert rows(shown) == sorted(set(found[1].children))
    press(qtbot, shown, KEY.Key_Left, ALT)

    for key, modifier, name in (
        (KEY.Key_G, CTRL | SHIFT, "care.png"),
        (KEY.Key_S, CTRL | SHIFT, "care.svg"),
        (KEY.Key_E, CTRL, "care.csv"),
    ):
        with named(qtbot, str(tmp_path / name)):
            press(qtbot, shown, key, modifier)
        settled(qtbot, shown)
        assert (tmp_path / name).stat().st_size > 500
    points = page.opened.chart.lines[0].points if page.opened.chart else ()
    figures = [point.value for point in points]
    assert len(figures) == 36
    closed(qtbot, shown)

    again = window()
    press(qtbot, again, KEY.Key_D)
    retype(qtbot, "30 9 2025")
    press(qtbot, again, KEY.Key_5)
    worked_out(qtbot, again)
    same = dashboard(again).tiles.tiles["care"].chart
    assert same is not None
    assert [point.value for point in same.lines[0].points] == figures
