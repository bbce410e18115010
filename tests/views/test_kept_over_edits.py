"""What the workspace keeps over edits says what the file, read anew, would say: of the child and of everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
from PySide6.QtWidgets import QApplication

from desktop.preferences import preferences
from models import samples
from models.checks import CHECKS
from models.edits import Edit
from models.edits.adoption import SetMatch
from models.edits.care import SetEntry
from models.edits.plans import AgreePlan
from models.edits.policy import SetPolicy
from models.edits.reviews import SetReview
from models.edits.steps import SetStep
from models.edits.workers import AllocateWorker
from models.measures import MEASURES, Period, as_json, evaluate
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from models.store import Store
from models.trackers import TRACKERS, Tracker
from views.workspace import Workspace

TODAY = dt.date(2026, 3, 31)
DAY = dt.timedelta(days=1)


def rows(tracker: Tracker, snapshot: Snapshot) -> pl.DataFrame:
    """All rows of a tracker, those not shown, too; the store's own numbers of rows aside."""
    return snapshot.once(tracker.everyone or tracker.rows)


def test_after_every_edit_all_is_as_if_read_anew(qapp: QApplication, tmp_path: Path) -> None:
    store = Store.create(str(tmp_path / "northport.db"))
    store.record(samples.authority(300, seed=3, today=TODAY), who="demonstration")
    workspace = Workspace(store, today=TODAY, who="B. Osei", preferences=preferences(tmp_path / "preferences.ini"))
    known = workspace.snapshot().once(journeys)
    row = known.filter(pl.col("in_care") & pl.col("match").is_not_null() & pl.col("entry").is_not_null()).row(
        0, named=True
    )
    child, match, came = row["child"], row["match"], row["entry"]

    def number() -> int:
        return workspace.snapshot().facts.number

    edits: list[Callable[[], Edit]] = [
        lambda: SetMatch(child, match - DAY, match, number()),
        lambda: SetEntry(child, came - DAY, came, number()),
        lambda: SetMatch(child, match - 2 * DAY, match - DAY, number()),
        lambda: SetReview(child, TODAY - 3 * DAY, None, number(), "PN1"),
        lambda: AgreePlan(child, "LTF", TODAY - 2 * DAY, False, seen=number()),
        lambda: SetStep(child, "VISIT", 0, TODAY - DAY, None, number()),
        lambda: AllocateWorker(child, "SW9999", TODAY - DAY, None, number()),
        lambda: SetPolicy("DRIFT-11", 1, number()),
        lambda: SetStep(child, "PMG", 0, TODAY, None, number()),
        lambda: SetMatch(child, match - 3 * DAY, match - 2 * DAY, number()),
    ]
    for edit in edits:
        for tracker in TRACKERS.values():
            assert rows(tracker, workspace.snapshot()).height
        made = workspace.do(edit())
        anew = Snapshot(store.facts(), TODAY)
        for tracker in TRACKERS.values():
            expected = rows(tracker, anew).filter(child=child)
            if made.children == {child}:
                assert rows(tracker, workspace.about([child])).equals(expected), (made.label, tracker.code)
        for tracker in TRACKERS.values():
            assert rows(tracker, workspace.snapshot()).equals(rows(tracker, anew)), (made.label, tracker.code)
        year = Period.year_to(TODAY)
        here, there = evaluate(workspace.snapshot(), year), evaluate(anew, year)
        for code, measure in MEASURES.items():
            assert as_json(measure, here[code]) == as_json(measure, there[code]), (made.label, code)
        for check in CHECKS.values():
            assert check.find(workspace.snapshot()).equals(check.find(anew)), (made.label, check.code)
    workspace.close()
