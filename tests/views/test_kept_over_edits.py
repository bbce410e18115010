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
from models.edits.facts import values
from models.edits.legal import CorrectLegalStatus
from models.edits.plans import AgreePlan
from models.edits.policy import SetPolicy
from models.edits.reviews import SetReview
from models.edits.steps import SetStep
from models.edits.workers import AllocateWorker
from models.measures import MEASURES, Period, as_json, evaluate
from models.rules.drift.cases import cases
from models.rules.journeys import journeys
from models.rules.status import status
from models.snapshot import Snapshot
from models.store import Store
from models.trackers import TRACKERS, Tracker
from tests.support.facts import episodes
from tests.support.pages import workspace as drawn
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
        lambda: SetReview(child, TODAY - 3 * DAY, None, number(), "PN1"),
        lambda: AgreePlan(child, "LTF", TODAY - 2 * DAY, False, seen=number()),
        lambda: SetStep(child, "VISIT", 0, TODAY - DAY, None, number()),
        lambda: AllocateWorker(child, "SW9999", TODAY - DAY, None, number()),
        lambda: SetPolicy("DRIFT-11", 1, number()),
        lambda: SetStep(child, "PMG", 0, TODAY, None, number()),
        lambda: SetMatch(child, match - 2 * DAY, match - DAY, number()),
    ]
    for at, edit in enumerate(edits):
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
        if at % 3 < 2:  # figures and checks take longest; what was kept wrongly stays wrong until they are asked
            continue
        year = Period.year_to(TODAY)
        here, there = evaluate(workspace.snapshot(), year), evaluate(anew, year)
        for code, measure in MEASURES.items():
            assert as_json(measure, here[code]) == as_json(measure, there[code]), (made.label, code)
        for check in CHECKS.values():
            assert check.find(workspace.snapshot()).equals(check.find(anew)), (made.label, check.code)
    workspace.close()


def test_one_child_asked_about_again_is_as_if_read_anew(qapp: QApplication, tmp_path: Path) -> None:
    """Also where everybody's journeys, which are numbered otherwise, are worked out in between."""
    chains = """
        child | decom      | rne | ls | place | dec        | rec
        1     | 2019-01-03 | S   | C2 | U6    |            |
        2     | 2019-02-01 | S   | C1 | U6    | 2019-08-01 | E4A
        2     | 2024-04-01 | S   | E1 | U6    | 2024-08-01 | X1
        2     | 2024-08-01 | P   | E1 | A6    | 2025-01-01 | X1
        2     | 2025-01-01 | P   | E1 | U6    |            |
    """
    here = drawn(tmp_path, today=TODAY, care_episode=episodes(chains))

    def compare(label: str, *asked: Callable[[Snapshot], pl.DataFrame]) -> None:
        now, anew = here.about(["2"]), Snapshot(here.store.facts(), here.as_at).take(["2"])
        assert here.about(["2"]) is now
        for ask in asked:
            found, expected = now.once(ask), ask(anew)
            apart = [name for name in ("journey",) if name in expected.columns]
            assert found.drop(apart).equals(expected.drop(apart)), (label, ask.__name__)

    def edited(*asked: Callable[[Snapshot], pl.DataFrame], **otherwise: Edit) -> None:
        for label, edit in otherwise.items():
            here.do(edit)
            compare(label, *asked)

    compare("at first", journeys)
    here.snapshot().once(cases)
    edited(cases, status, visit=SetStep("2", "VISIT", 0, TODAY - 9 * DAY, None, here.store.head))
    edited(cases, care=CorrectLegalStatus("2", dt.date(2024, 4, 1), values({"ls": "C2"}), here.store.head))
    edited(cases, status, CHECKS["J83"].find, panel=SetStep("2", "AP-PANEL", 0, TODAY, None, here.store.head))
    edited(cases, CHECKS["J83"].find, other=SetReview("1", TODAY - 5 * DAY, None, here.store.head, "PN1"))
    here.undo()
    here.undo()
    compare("undone", cases, CHECKS["J83"].find)
    here.go_to(dt.date(2025, 2, 1))
    compare("another day", cases)
    here.close()
