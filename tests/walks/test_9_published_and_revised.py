"""The data officer publishes a report; an order's date is then put right, and the report says whom that moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
from pytestqt.qtbot import QtBot

from desktop.window import Window
from models.dates import british
from models.measures import MEASURES, Period
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from models.store import Store
from tests.walks.conftest import TODAY
from tests.walks.steps import ALT, CTRL, KEY, NONE, SHIFT, closed, opened, press, settled, to_cell, tracker, write
from views.publications.page import PublicationsPage

YEAR = Period.year_to(TODAY)


def matched(store: Store) -> tuple[str, dt.date, list[str]]:
    """A child whose order led to a match in the year and still stands, the order's day, and all who count with it."""
    snapshot = Snapshot(store.facts(), TODAY)
    children = MEASURES["T01"].tally(snapshot, YEAR).children
    rows = snapshot.once(journeys).filter(pl.col("latest") & pl.col("in_care") & pl.col("po_open"))
    late = pl.col("po") + dt.timedelta(days=9) < pl.col("match")
    rows = rows.filter(late & pl.col("child").is_in(children.implode()))
    row = rows.sort("po").row(0, named=True)
    return row["child"], row["po"], sorted(set(children))


def page(window: Window) -> PublicationsPage:
    """The publications page, which is shown, once it has looked for revisions."""
    assert window.inside is not None
    shown = window.inside.page
    assert isinstance(shown, PublicationsPage)
    return shown


def figure(window: Window, code: str) -> dict[str, object]:
    """What stands in a figure's row."""
    return next(row for row in page(window).figures.model.shown().to_dicts() if row["id"] == code)


def test_what_is_published_stays_and_says_who_changed(qtbot: QtBot, window: Callable[[], Window], file: Path) -> None:
    shown = window()
    opened(qtbot, shown, file)
    child, order, counted = matched(shown.workspace.store)

    press(qtbot, shown, KEY.Key_7)
    press(qtbot, shown, KEY.Key_U, CTRL | SHIFT)
    write(qtbot, "Report to the board")
    press(qtbot, shown, KEY.Key_Return, NONE)
    settled(qtbot, shown)
    assert "Publish “Report to the board”" in page(shown).message.text()
    sealed = figure(shown, "T01")["value"]
    assert figure(shown, "T01")["changed"] is None

    page(shown).figures.select("T01")
    page(shown).figures.table.setFocus()
    press(qtbot, shown, KEY.Key_Return, NONE)
    assert sorted(tracker(shown).grid.model.shown()["child"]) == counted

    to_cell(qtbot, tracker(shown).grid, child, "po")
    press(qtbot, shown, KEY.Key_F2, NONE)
    write(qtbot, british(order + dt.timedelta(days=5)))
    press(qtbot, shown, KEY.Key_Return, NONE)
    assert shown.workspace.undo_label == "Set placement order date"

    press(qtbot, shown, KEY.Key_7)
    settled(qtbot, shown)
    said = figure(shown, "T01")
    assert (said["value"], said["changed"]) == (sealed, 1)
    page(shown).figures.select("T01")
    (change,) = page(shown).changes.model.shown().to_dicts()
    assert (change["child"], change["label"], change["who"]) == (child, "Set placement order date", "B. Osei")
    press(qtbot, shown, KEY.Key_X, CTRL | SHIFT)
    assert tracker(shown).grid.model.shown()["child"].to_list() == [child]
    press(qtbot, shown, KEY.Key_Left, ALT)
    closed(qtbot, shown)

    again = window()
    press(qtbot, again, KEY.Key_7)
    settled(qtbot, again)
    assert page(again).list.model.shown()["title"].to_list() == ["Report to the board"]
    assert (figure(again, "T01")["value"], figure(again, "T01")["changed"]) == (sealed, 1)
    assert again.workspace.store.verify().ok
