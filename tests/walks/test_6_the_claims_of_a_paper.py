"""The data officer holds a paper to the board against the record: loaded, judged, opened, added to, and undone."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.measures import MEASURES, Period
from models.snapshot import Snapshot
from models.store import Store
from tests.walks.answers import named
from tests.walks.conftest import TODAY
from tests.walks.steps import ALT, CTRL, KEY, NONE, SHIFT, closed, opened, press, settled, tracker, write
from views.claims.page import ClaimsPage

HEADS = "paper,reported,number,place,wording,kind,measure,from_day,day,earlier,figure,percent"
DAY = TODAY.replace(year=2025, month=12)
AGO = DAY.replace(year=2024)


def in_care(file: Path) -> tuple[list[str], int]:
    """Who is in care at the end of 2025, and how many were a year before: asked of the measure itself."""
    store = Store.open(str(file))
    snapshot = Snapshot(store.facts(), TODAY)
    now, then = (MEASURES["M01"].tally(snapshot, Period.year_to(day)).children for day in (DAY, AGO))
    store.close()
    return sorted(now.to_list()), len(then)


def paper(path: Path, now: int, then: int) -> Path:
    """A paper of three claims: one that is so, one that is not, and a percentage that belongs to other figures."""
    lines = [
        ("Report", "31/1/2026", 1, "Page 1", "So many in care", "VALUE", "M01", "", "31/12/2025", "", now, ""),
        ("Report", "31/1/2026", 2, "Page 1", "Too many in care", "VALUE", "M01", "", "31/12/2024", "", then + 7, ""),
        ("Report", "31/1/2026", 3, "Page 2", "Down by half", "PERCENT", "K10", "31/3/2024", "31/3/2025", 90, 70, 50),
        ("Report", "31/1/2026", 4, "Page 2", "Orders this year", "VALUE", "K10", "", "31/12/2025", "", 45, ""),
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADS.split(","))
        writer.writerows(lines)
    return path


def page(window: Window) -> ClaimsPage:
    """The claims page, which is shown."""
    assert window.inside is not None
    shown = window.inside.page
    assert isinstance(shown, ClaimsPage)
    return shown


def verdicts(window: Window) -> dict[str, str]:
    """What each claim shown came to."""
    shown = page(window).grid.model.shown()
    return dict(zip(shown["wording"].to_list(), shown["verdict"].to_list(), strict=True))


def to_row(qtbot: QtBot, window: Window, wording: str) -> None:
    """Up to the first row, then down to the one that says so."""
    model = page(window).grid.model
    press(qtbot, window, KEY.Key_Home, CTRL)
    for _ in range(model.rowCount()):
        if model.record(page(window).grid.table.currentIndex().row())["wording"] == wording:
            return
        press(qtbot, window, KEY.Key_Down, NONE)
    raise AssertionError(wording)


def test_a_paper_is_held_against_the_record_by_the_keyboard(
    qtbot: QtBot, window: Callable[[], Window], file: Path, tmp_path: Path
) -> None:
    children, then = in_care(file)
    paper(tmp_path / "paper.csv", len(children), then)
    shown = window()
    opened(qtbot, shown, file)
    press(qtbot, shown, KEY.Key_6)
    settled(qtbot, shown)
    assert "No claim of a paper" in page(shown).subtitle_label.text()
    with named(qtbot, str(tmp_path / "paper.csv")):
        press(qtbot, shown, KEY.Key_L, CTRL | SHIFT)
    settled(qtbot, shown)
    assert verdicts(shown) == {
        "So many in care": "● Y reproduced",
        "Too many in care": "◇ N not reproduced",
        "Down by half": "◆ C contradicts another claim",
        "Orders this year": "◇ N not reproduced",
    }
    to_row(qtbot, shown, "Down by half")
    assert "50 % belongs to 90 → 45 (50.00 %), not to 90 → 70" in page(shown).grid.model.record(
        page(shown).grid.table.currentIndex().row()
    )["why"]  # fmt: skip

    to_row(qtbot, shown, "So many in care")
    press(qtbot, shown, KEY.Key_Return, NONE)
    settled(qtbot, shown)
    assert sorted(tracker(shown).grid.model.shown()["child"].to_list()) == children
    press(qtbot, shown, KEY.Key_Left, ALT)
    settled(qtbot, shown)

    link = next(each for each in page(shown).findChildren(QPushButton) if each.text() == "2 not reproduced")
    link.setFocus()
    press(qtbot, shown, KEY.Key_Space, NONE)
    assert set(verdicts(shown)) == {"Too many in care", "Orders this year"}
    page(shown).setFocus()
    press(qtbot, shown, KEY.Key_Escape, NONE)
    assert len(verdicts(shown)) == 4

    press(qtbot, shown, KEY.Key_R, CTRL | SHIFT)
    form = page(shown).form
    assert form is not None
    typed = {"wording": "A year before", "kind": "A value", "measure": "M01", "day": "31 12 2024", "figure": str(then)}
    for name, text in typed.items():
        form.cells[name].place.setFocus()
        if form.cells[name].field.choices:
            qtbot.keyClicks(QApplication.focusWidget(), text)
        else:
            write(qtbot, text)
    press(qtbot, shown, KEY.Key_Return, NONE)
    settled(qtbot, shown)
    assert verdicts(shown)["A year before"] == verdicts(shown)["Too many in care"] == "◆ C contradicts another claim"
    press(qtbot, shown, KEY.Key_Z)
    settled(qtbot, shown)
    assert "A year before" not in verdicts(shown)
    assert verdicts(shown)["Too many in care"] == "◇ N not reproduced"
    press(qtbot, shown, KEY.Key_Y)
    settled(qtbot, shown)
    closed(qtbot, shown)

    again = window()
    press(qtbot, again, KEY.Key_6)
    settled(qtbot, again)
    assert verdicts(again)["A year before"] == "◆ C contradicts another claim"
    assert len(verdicts(again)) == 5
    store = Store.open(str(file))
    labels = store.change_sets()["label"].to_list()
    assert labels[1:3] == ["Record 4 claims of Report", "Record claim"]
    assert len(labels) == 5
    assert store.verify().ok
    store.close()
