"""An action of the plan from its first day to its evidence: by keys and clicks, on a file closed and reopened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.rules.action_plan import Action, plan
from models.snapshot import Snapshot
from models.store import Store
from tests.walks.conftest import TODAY
from tests.walks.steps import CTRL, KEY, NONE, SHIFT, click, closed, opened, press, settled, write
from views.plan.page import PlanPage

WORDS = "Bring down the number of children in care safely"


def page(window: Window) -> PlanPage:
    """The action plan, which is the page in sight."""
    assert window.inside is not None
    shown = window.inside.page
    assert isinstance(shown, PlanPage)
    return shown


def to_field(qtbot: QtBot, window: Window, name: str) -> None:
    """Tab on to a field of the form."""
    view = page(window).form.view
    assert view is not None
    for _ in range(20):
        if QApplication.focusWidget() is view.cells[name].place:
            return
        press(qtbot, window, KEY.Key_Tab, NONE)
    raise AssertionError(name)


def fill(qtbot: QtBot, window: Window, **cells: str) -> None:
    """Fields of the form in their order; of a choice the letters it begins with."""
    for name, words in cells.items():
        to_field(qtbot, window, name)
        if isinstance(QApplication.focusWidget(), QComboBox):
            qtbot.keyClicks(QApplication.focusWidget(), words)
        else:
            write(qtbot, words)


def recorded(qtbot: QtBot, window: Window) -> None:
    """Ctrl+Enter records what is typed, and the form is gone."""
    press(qtbot, window, KEY.Key_Return, CTRL)
    assert page(window).form.view is None, page(window).form.view.problems.accessibleName()


def the_action(file: Path) -> Action:
    """The action as the file has it."""
    store = Store.open(str(file))
    found = next(each for each in plan(Snapshot(store.facts(), TODAY)).actions if each.words == WORDS)
    store.close()
    return found


def test_an_action_is_added_noted_measured_and_closed(
    qtbot: QtBot, window: Callable[[], Window], file: Path, tmp_path: Path
) -> None:
    shown = window()
    opened(qtbot, shown, file)
    press(qtbot, shown, KEY.Key_9)
    here = page(shown)
    many = here.themes.model.frame["done"][0]
    press(qtbot, shown, KEY.Key_Home, CTRL)
    for _ in range(3):
        press(qtbot, shown, KEY.Key_Down, NONE)
    assert here.theme == "3"

    # Add it, with a measure
    press(qtbot, shown, KEY.Key_R)
    fill(qtbot, shown, words=WORDS, owner="Head of service", agreed="3 2 2025", starts="1 4 2025", due="30 6 2026")
    recorded(qtbot, shown)
    number = here.action_list.current
    assert here.action is not None
    assert (here.action.words, here.action.theme) == (WORDS, "3")

    # Progress twice: what was noted before stays
    for words, status, day in (("A panel meets each month", "On track", "2 6 2025"), ("Fewer come in", "At risk", "")):
        press(qtbot, shown, KEY.Key_R, CTRL | SHIFT)
        fill(qtbot, shown, **({"day": day} if day else {}), words=words, status=status)
        recorded(qtbot, shown)
    assert [note.words for note in here.action.notes] == ["Fewer come in", "A panel meets each month"]
    assert (here.action.status, here.action.state) == ("AT-RISK", "A")

    # The measure was forgotten: it is put right, and its months are shown before and since the start
    press(qtbot, shown, KEY.Key_F2, NONE)
    fill(qtbot, shown, measure="M01")
    recorded(qtbot, shown)
    assert here.action.measure == "M01"
    qtbot.waitUntil(lambda: here.side.chart is not None, timeout=60_000)
    settled(qtbot, shown)
    chart = here.side.chart
    assert chart is not None
    assert (dt.date(2025, 4, 1), f"Action {number}") in chart.events
    assert here.side.reading.text() == (chart.reading or chart.note)
    assert bool(chart.reading) != bool(chart.note)
    here.action_list.table.setFocus()
    press(qtbot, shown, KEY.Key_Return, NONE)
    assert here.side.plot is not None
    assert here.side.plot.hasFocus()
    press(qtbot, shown, KEY.Key_Left, NONE)
    assert "2026:" in here.side.point.text()

    # Close it: without evidence it is refused, and what was typed stands; the evidence is a click away
    press(qtbot, shown, KEY.Key_Delete, NONE)
    fill(qtbot, shown, words="The panel is part of usual business")
    press(qtbot, shown, KEY.Key_Return, CTRL)
    view = here.form.view
    assert view is not None
    assert "Evidence: say what shows that it is done" in view.problems.accessibleName()
    fill(qtbot, shown, evidence="Minutes of the panel")
    click(qtbot, view.saving)
    assert here.form.view is None
    assert here.action is not None
    assert here.action.reason == "Done on 31 Mar 2026"
    assert here.themes.model.frame["done"][0] == many + 1

    # The theme's page tells it
    here.themes.table.setFocus()
    press(qtbot, shown, KEY.Key_Return, NONE)
    told = here.theme_page.words.toPlainText()
    assert f"● G {number} {WORDS}: done" in told
    assert "Evidence: Minutes of the panel." in told
    closed(qtbot, shown)

    kept = the_action(file)
    assert (kept.ends, kept.why_ended, kept.evidence, kept.measure) == (TODAY, "DONE", "Minutes of the panel", "M01")
    assert len(kept.notes) == 3
    again = window()
    settled(qtbot, again)
    press(qtbot, again, KEY.Key_9)
    page(again).action_list.select(str(number))
    assert page(again).side.stands.text() == "● G  Done on 31 Mar 2026."
    assert "Fewer come in" in [label.text() for label in page(again).side.findChildren(type(page(again).side.head))]
    closed(qtbot, again)
