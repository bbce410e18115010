"""The open store as pages know it: edits, undo, the two clocks, long work."""

from __future__ import annotations

import datetime as dt
import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.edits import Conflict, Refused
from models.progress import Cancelled, Progress
from models.store import Store
from tests.support.grids import TODAY, Preferences, SetMatch
from views import workspace as workspace_module
from views.jobs import Jobs, JobStrip
from views.page import Page
from views.workspace import Workspace


def set_match(workspace: Workspace, child: str, on: dt.date) -> None:
    workspace.do(SetMatch(child, on, "0", workspace.snapshot().facts.number))


def test_an_edit_is_in_the_next_snapshot_and_in_the_store(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.snapshot()["adoption"]
    with qtbot.waitSignal(workspace.changed) as heard:
        set_match(workspace, "100001", dt.date(2021, 5, 3))
    assert heard.args[0].children == {"100001"}
    mine = workspace.snapshot().take(["100001"])["adoption"]
    assert mine["date_match"].to_list() == [dt.date(2021, 5, 3)]
    assert workspace.snapshot().facts["adoption"].equals(workspace.store.facts()["adoption"])


def test_a_refused_edit_leaves_everything_as_it_was(workspace: Workspace) -> None:
    head = workspace.store.head
    with pytest.raises(Refused):
        set_match(workspace, "100001", TODAY + dt.timedelta(days=1))
    assert (workspace.store.head, workspace.undo_label) == (head, "")


def test_undo_and_redo_walk_the_steps_of_this_session(workspace: Workspace) -> None:
    for day in (1, 2, 3):
        set_match(workspace, "100001", dt.date(2021, 5, day))

    def match() -> list[dt.date]:
        return workspace.snapshot().take(["100001"])["adoption"]["date_match"].to_list()

    workspace.undo()
    assert match() == [dt.date(2021, 5, 2)]
    workspace.undo()
    workspace.undo()
    assert match() == []
    assert (workspace.undo_label, workspace.redo_label) == ("", "Set match date")
    workspace.redo()
    workspace.redo()
    assert match() == [dt.date(2021, 5, 2)]
    set_match(workspace, "100002", dt.date(2021, 1, 1))
    assert workspace.redo_label == ""
    assert workspace.store.verify().ok


def test_undo_does_not_destroy_what_somebody_did_since(workspace: Workspace) -> None:
    said: list[str] = []
    workspace.told.connect(said.append)
    set_match(workspace, "100001", dt.date(2021, 5, 3))
    other = SetMatch("100001", dt.date(2021, 6, 1), "0", workspace.store.head)
    workspace.store.apply(other, who="A. Colleague", today=TODAY)
    workspace.undo()
    assert workspace.store.fresh(["100001"])["adoption"]["date_match"][0] == dt.date(2021, 6, 1)
    assert said
    assert workspace.undo_label == ""


def test_the_two_clocks_say_themselves_and_make_the_past(workspace: Workspace) -> None:
    assert workspace.when == "as at 31 Mar 2022, as known today"
    assert workspace.can_edit
    workspace.go_to(dt.date(2021, 3, 31), dt.datetime(2022, 1, 5, 23, 59, tzinfo=dt.UTC))
    assert workspace.when == "as at 31 Mar 2021, as known on 5 Jan 2022"
    assert workspace.is_past
    assert not workspace.can_edit


def test_the_past_does_not_change_by_an_edit_of_today(workspace: Workspace) -> None:
    moment = dt.datetime.now(dt.UTC)
    set_match(workspace, "100001", dt.date(2021, 5, 3))
    workspace.go_to(TODAY, moment)
    assert len(workspace.snapshot().take(["100001"])["adoption"]) == 0
    assert len(workspace.about(["100001"])["adoption"]) == 0


def test_the_past_refuses_every_step_and_says_why(workspace: Workspace) -> None:
    said: list[str] = []
    workspace.told.connect(said.append)
    set_match(workspace, "100001", dt.date(2021, 5, 3))
    set_match(workspace, "100001", dt.date(2021, 5, 4))
    workspace.undo()
    head = workspace.store.head
    workspace.go_to(dt.date(2021, 3, 31))
    said.clear()
    workspace.undo()
    workspace.redo()
    with pytest.raises(Refused, match="past is read-only"):
        set_match(workspace, "100001", dt.date(2021, 3, 1))
    assert said == ["The past is read-only: go back to today first."] * 2
    assert workspace.store.head == head
    workspace.go_to(workspace.today)
    workspace.redo()
    assert workspace.store.head == head + 1


def test_a_new_day_takes_along_who_looks_at_today(workspace: Workspace, qtbot: QtBot) -> None:
    tomorrow = TODAY + dt.timedelta(days=1)
    with qtbot.waitSignal(workspace.moved):
        workspace.turn_to(tomorrow)
    assert (workspace.as_at, workspace.is_past) == (tomorrow, False)
    set_match(workspace, "100001", tomorrow)
    workspace.go_to(dt.date(2021, 3, 31))
    workspace.turn_to(tomorrow + dt.timedelta(days=1))
    assert workspace.as_at == dt.date(2021, 3, 31)
    assert workspace.is_past


def test_what_ends_while_the_file_is_closed_tells_nobody(store: Store, qtbot: QtBot) -> None:
    here = Workspace(store, today=TODAY, who="B. Osei", preferences=Preferences())
    told: list[object] = []
    for wrong in (False, True):

        def work(_progress: Progress, wrong: bool = wrong) -> int:
            if wrong:
                raise ValueError
            return 42

        here.run("Counting", work, told.append, told.append, writes=True)
    here.close()
    QApplication.processEvents()
    assert told == []
    assert not here.busy
    assert here.jobs.running == []


class TestALargeUndo:
    @pytest.fixture
    def large(self, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
        """Every undo is large enough to be done beside the window."""
        monkeypatch.setattr(workspace_module, "MANY", 0)
        set_match(workspace, "100001", dt.date(2021, 5, 3))
        return workspace

    def test_says_where_it_is(self, large: Workspace, qtbot: QtBot) -> None:
        shares: list[float] = []
        large.jobs.started.connect(lambda job: job.progressed.connect(lambda share, _words: shares.append(share)))
        large.undo()
        qtbot.waitUntil(lambda: large.redo_label == "Set match date")
        assert shares

    def test_cancelled_at_once_leaves_the_step_to_be_undone(self, large: Workspace, qtbot: QtBot) -> None:
        head = large.store.head
        large.jobs.started.connect(lambda job: job.cancel())
        large.undo()
        qtbot.waitUntil(lambda: not large.busy)
        assert (large.store.head, large.undo_label) == (head, "Set match date")


def test_long_work_reports_and_hands_over_its_result(workspace: Workspace, qtbot: QtBot) -> None:
    got: list[int] = []
    busy: list[bool] = []
    workspace.busy_changed.connect(busy.append)

    def work(progress: Progress) -> int:
        progress(0.5, "half")
        return 42

    workspace.run("Counting", work, got.append, writes=True)
    assert workspace.busy
    assert not workspace.can_edit
    qtbot.waitUntil(lambda: got == [42])
    assert busy == [True, False]


def test_cancel_stops_at_the_next_report(qtbot: QtBot) -> None:
    jobs = Jobs()
    strip = JobStrip(jobs)
    qtbot.addWidget(strip)
    strip.show()
    asked, wrong = threading.Event(), list[Exception]()

    def work(progress: Progress) -> None:
        asked.wait(10)
        progress(0.5, "half")
        raise AssertionError("went on")

    jobs.run("Printing", work, lambda _nothing: None, wrong.append)
    assert strip.words.text() == "Printing"
    assert strip.bar.isVisible()
    height = strip.height()
    qtbot.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)
    asked.set()
    qtbot.waitUntil(lambda: bool(wrong))
    assert isinstance(wrong[0], Cancelled)
    assert strip.words.text() == "Printing: stopped, nothing of it was kept"
    assert not strip.cancel.isVisible()
    assert strip.height() == height
    assert jobs.running == []


def test_nothing_is_said_of_work_that_nobody_waits_for_any_more(qtbot: QtBot) -> None:
    jobs = Jobs()
    strip = JobStrip(jobs)
    qtbot.addWidget(strip)
    asked = threading.Event()

    def work(progress: Progress) -> None:
        asked.wait(10)
        progress(0.5, "half")

    job = jobs.run("Working out the months", work, lambda _nothing: None, lambda _problem: None)
    job.give_up()
    asked.set()
    qtbot.waitUntil(lambda: jobs.running == [])
    assert job.cancelled
    assert strip.words.text() == ""


def test_a_sentence_stands_while_work_goes_on_and_goes_when_it_is_hushed(qtbot: QtBot) -> None:
    jobs = Jobs()
    strip = JobStrip(jobs)
    qtbot.addWidget(strip)
    told, asked, got = threading.Event(), threading.Event(), list[int]()

    def work(progress: Progress) -> int:
        told.wait(10)
        while not asked.wait(0.01):
            progress(0.5, "half")
        return 1

    jobs.run("Printing", work, got.append)
    strip.tell("Recorded.")
    told.set()
    qtbot.waitUntil(lambda: strip.bar.value() == 500)
    assert strip.words.text() == "Recorded."
    strip.hush()
    assert strip.words.text() == "Printing"
    qtbot.waitUntil(lambda: strip.words.text() == "half")
    strip.tell("Recorded again.")
    asked.set()
    qtbot.waitUntil(lambda: got == [1])
    assert strip.words.text() == "Recorded again."
    strip.hush()
    assert strip.words.text() == ""


def test_a_page_draws_when_seen_and_only_remembers_while_hidden(workspace: Workspace, qtbot: QtBot) -> None:
    class Counting(Page):
        code, title = "counting", "Counting"
        drawn = 0
        patched = 0

        def refresh(self) -> None:
            self.drawn += 1

        def patch(self, changes: object) -> None:
            self.patched += 1

    page = Counting(workspace)
    qtbot.addWidget(page)
    set_match(workspace, "100001", dt.date(2021, 5, 3))
    assert (page.drawn, page.patched) == (0, 0)
    page.show()
    assert (page.drawn, page.patched) == (1, 0)
    set_match(workspace, "100001", dt.date(2021, 5, 4))
    assert (page.drawn, page.patched) == (1, 1)
    page.hide()
    workspace.go_to(dt.date(2021, 3, 31))
    assert page.drawn == 1
    page.show()
    assert page.drawn == 2


def test_what_a_colleague_did_in_between_is_read_too(workspace: Workspace) -> None:
    moved: list[bool] = []
    workspace.moved.connect(lambda: moved.append(True))
    workspace.snapshot()["adoption"]
    theirs = SetMatch("100002", dt.date(2021, 6, 1), "0", workspace.store.head)
    workspace.store.apply(theirs, who="A. Colleague", today=TODAY)
    set_match(workspace, "100001", dt.date(2021, 5, 3))
    assert moved == [True]
    read = workspace.snapshot().take(["100001", "100002"])["adoption"].sort("child")
    assert read["date_match"].to_list() == [dt.date(2021, 5, 3), dt.date(2021, 6, 1)]
    assert workspace.snapshot().facts.number == workspace.store.head


def test_a_conflict_makes_the_next_look_read_again(workspace: Workspace) -> None:
    set_match(workspace, "100001", dt.date(2021, 5, 3))
    seen = workspace.snapshot()
    seen["adoption"]
    theirs = SetMatch("100001", dt.date(2021, 6, 1), "0", workspace.store.head)
    workspace.store.apply(theirs, who="A. Colleague", today=TODAY)
    with pytest.raises(Conflict):
        workspace.do(SetMatch("100001", dt.date(2021, 7, 1), "0", seen.facts.number))
    assert workspace.snapshot().take(["100001"])["adoption"]["date_match"].to_list() == [dt.date(2021, 6, 1)]
    set_match(workspace, "100001", dt.date(2021, 7, 1))


def test_reading_again_shows_what_others_recorded(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.snapshot()["adoption"]
    theirs = SetMatch("100002", dt.date(2021, 6, 1), "0", workspace.store.head)
    workspace.store.apply(theirs, who="A. Colleague", today=TODAY)
    with qtbot.waitSignal(workspace.moved):
        workspace.read_again()
    assert workspace.snapshot().take(["100002"])["adoption"]["date_match"].to_list() == [dt.date(2021, 6, 1)]


def test_what_a_page_takes_back_can_be_redone(workspace: Workspace) -> None:
    set_match(workspace, "100001", dt.date(2021, 5, 3))
    number = workspace.store.head
    workspace.recorded(workspace.store.undo(number, who="B. Osei"), undoes=number)
    assert (workspace.undo_label, workspace.redo_label) == ("", "Set match date")
    workspace.redo()
    assert workspace.snapshot().take(["100001"])["adoption"]["date_match"].to_list() == [dt.date(2021, 5, 3)]


def test_a_job_that_is_over_stays_as_long_as_its_window_and_lets_go_of_what_it_worked_on(qtbot: QtBot) -> None:
    class Rows:
        """What work holds on to."""

    jobs, rows = Jobs(), Rows()
    held = weakref.ref(rows)
    job = jobs.run("Reading", lambda _progress, rows=rows: rows is not None, lambda _said: None)
    del rows
    qtbot.waitUntil(lambda: jobs.running == [])
    qtbot.waitUntil(lambda: held() is None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shiboken6.isValid(job)
    jobs.stop()
