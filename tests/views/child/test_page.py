"""One child's page, as its readers use it: by keys and clicks, on a real file."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from models.timeline import Mark, Span
from tests.support.desks import Desk
from tests.support.facts import episodes
from tests.support.grids import Preferences
from tests.support.pages import TODAY, workspace
from views.child.page import HINT, ChildPage
from views.child.timeline import TimelineView
from views.workspace import Workspace

EPISODES = """
    child | decom      | rne | ls | place | dec        | rec
    1     | 2020-01-03 | S   | C1 | U6    |            |
    1     | 2020-08-01 |     | C2 | U6    |            |
    1     | 2021-05-03 |     | E1 | U6    |            |
    1     | 2021-12-01 |     | E1 | A6    |            |
    2     | 2021-04-01 | L   | C2 | P1    |            |
    3     | 2020-05-03 | S   | C2 | U6    | 2022-01-05 | E8
"""
TABLES = {
    "child_details": "child | dob | sex | ethnic\n1 | 2019-02-03 | F | WBRI\n2 | 2010-02-03 | M |",
    "review": "child | review | review_code\n1 | 2020-01-20 | PN0\n1 | 2022-01-10 | PN0",
    "adm_decision": "child | date_placed\n1 | 2021-03-01",
    "adoption": "child | date_match\n1 | 2021-11-02",
    "social_worker": "child | sw_decom | sw_id\n1 | 2020-01-03 | SW1",
}


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """Two children's facts, looked at on 31 March 2022."""
    made = workspace(tmp_path, care_episode=episodes(EPISODES), **TABLES)
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> ChildPage:
    """The page of child 1, shown on a small laptop."""
    made = ChildPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show_child("1")
    made.show()
    return made


def facts(page: ChildPage) -> dict[str, str]:
    """The facts at the head by name."""
    return page.told.facts


def column(page: ChildPage, grid: str, key: str) -> list[object]:
    """A column of one of the tables, with its tab looked at."""
    page.tabs.setCurrentWidget(getattr(page, grid))
    return getattr(page, grid).model.shown()[key].to_list()  # type: ignore[no-any-return]


class TestTheHead:
    def test_says_who_and_where_in_words(self, page: ChildPage) -> None:
        assert page.title_label.text() == "Child 1"
        assert page.subtitle_label.text() == (
            "Girl · aged 3 · born 3 Feb 2019 · White British · as at 31 Mar 2022, as known today"
        )
        found = facts(page)
        assert found["Legal status"] == "Placement order since 3 May 2021"
        assert found["Placement"] == "Placed for adoption, not with current foster carer since 1 Dec 2021"
        assert found["In care since"] == "3 Jan 2020"
        assert found["Next"] == "Review of the placement, due 10 Apr 2022"

    def test_gives_the_state_with_its_letter_and_reason(self, page: ChildPage) -> None:
        assert page.badge.text() == (
            "▲ A  Review of the placement due by 10 Apr 2022, within 3 months of the first review of the placement"
        )

    def test_says_before_where_the_data_begins_in_the_middle(self, page: ChildPage) -> None:
        page.show_child("2")
        assert facts(page)["Placement"].startswith("With parents since before 1 Apr 2021")
        assert facts(page)["In care since"] == "before 1 Apr 2021"
        assert "ethnicity not recorded" in page.subtitle_label.text()

    def test_says_until_when_of_a_child_who_left(self, page: ChildPage) -> None:
        page.show_child("3")
        found = facts(page)
        assert found["Legal status"] == "Full care order from 3 May 2020 until 5 Jan 2022"
        assert found["Placement"].endswith(" from 3 May 2020 until 5 Jan 2022")
        assert found["Came into care"] == "3 May 2020"
        assert found["Left care"].startswith("5 Jan 2022: ")
        assert page.tabs.tabBar().accessibleName() == "More about the child"

    def test_follows_the_day_looked_at(self, page: ChildPage, here: Workspace) -> None:
        here.go_to(dt.date(2020, 3, 1))
        assert facts(page)["Legal status"] == "Interim care order since 3 Jan 2020"
        assert "aged 1" in page.subtitle_label.text()

    def test_says_when_nobody_has_this_id(self, page: ChildPage) -> None:
        page.show_child("999")
        assert page.subtitle_label.text().startswith("Nobody of this id in this file")
        assert facts(page) == {}


class TestTheTimeline:
    def test_the_arrow_keys_step_through_everything_in_order_of_time(self, page: ChildPage, qtbot: QtBot) -> None:
        view = page.timeline
        seen = []
        for _ in view.items:
            qtbot.keyClick(view, Qt.Key.Key_Right)
            assert view.current is not None
            seen.append(view.current.on)
            assert page.reading.text() == view.accessibleDescription() == view.sentence(view.current)
        assert seen == sorted(seen)
        assert len(seen) == len({id(item.what) for item in view.items}) > 12
        qtbot.keyClick(view, Qt.Key.Key_Left)
        assert view.current is view.items[-2]

    def test_a_sentence_says_everything_of_a_bar(self, page: ChildPage) -> None:
        sentences = [page.timeline.sentence(item) for item in page.timeline.items]
        assert "Legal status: Full care order: from 1 Aug 2020, until 3 May 2021, 275 days" in sentences
        assert "Match: 2 Nov 2021" in sentences

    def test_escape_leaves_the_item(self, page: ChildPage, qtbot: QtBot) -> None:
        qtbot.keyClick(page.timeline, Qt.Key.Key_End)
        assert page.timeline.current is not None
        qtbot.keyClick(page.timeline, Qt.Key.Key_Escape)
        assert page.timeline.current is None
        assert page.reading.text() == HINT

    def test_plus_and_minus_zoom_and_0_shows_the_whole(self, page: ChildPage, qtbot: QtBot) -> None:
        view = page.timeline
        whole = view.scale
        qtbot.keyClick(view, "+")
        qtbot.keyClick(view, "+")
        assert view.scale.last - view.scale.first < (whole.last - whole.first) * 0.6
        qtbot.keyClick(view, "-")
        assert view.scale.last - view.scale.first < whole.last - whole.first
        qtbot.keyClick(view, "0")
        assert view.scale == whole

    def test_stepping_brings_what_is_out_of_sight_into_sight(self, page: ChildPage, qtbot: QtBot) -> None:
        view = page.timeline
        qtbot.keyClick(view, Qt.Key.Key_End)
        for _ in range(6):
            qtbot.keyClick(view, "+")
        qtbot.keyClick(view, Qt.Key.Key_Home)
        assert view.current is not None
        assert view.scale.first <= view.current.on.toordinal() <= view.scale.last

    def test_a_click_goes_to_what_is_under_it(self, page: ChildPage, qtbot: QtBot) -> None:
        view = page.timeline
        match = next(item for item in view.items if isinstance(item.what, Mark) and item.what.words == "Match")
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=match.box.center().toPoint())
        assert page.reading.text() == "Match: 2 Nov 2021"

    def test_the_tooltip_says_the_sentence(self, page: ChildPage) -> None:
        view = page.timeline
        bar = next(item for item in view.items if isinstance(item.what, Span) and item.what.code == "C1")
        where = bar.box.center().toPoint()
        view.event(QHelpEvent(QEvent.Type.ToolTip, where, view.mapToGlobal(where)))
        assert QToolTip.text() == "Legal status: Interim care order: from 3 Jan 2020, until 1 Aug 2020, 211 days"

    def test_everything_of_the_whole_fits_a_small_laptop(self, page: ChildPage) -> None:
        for item in page.timeline.items:
            assert item.box.left() >= 90
            assert item.box.right() <= page.timeline.width()
            assert item.box.bottom() <= page.timeline.height()

    def test_marks_of_one_kind_never_cover_each_other(self, page: ChildPage) -> None:
        steps = [item.box for item in page.timeline.items if item.lane == "Milestones"]
        assert not any(one.intersects(other) for one in steps for other in steps if one is not other)

    def test_the_wheel_zooms_around_the_mouse(self, page: ChildPage) -> None:
        before = page.timeline.scale
        around = before.day(600.0)
        where, none = QPointF(600, 80), Qt.KeyboardModifier.NoModifier
        still, phase = QPoint(), Qt.ScrollPhase.NoScrollPhase
        turned = QWheelEvent(where, where, still, QPoint(0, 120), Qt.MouseButton.NoButton, none, phase, False)
        QApplication.sendEvent(page.timeline, turned)
        assert page.timeline.scale.last - page.timeline.scale.first < before.last - before.first
        assert page.timeline.scale.day(600.0) == pytest.approx(around, abs=0.5)

    def test_nothing_drawn_is_no_trouble(self, qtbot: QtBot) -> None:
        view = TimelineView()
        qtbot.addWidget(view)
        view.show()
        qtbot.keyClick(view, Qt.Key.Key_Right)
        assert view.current is None
        assert not view.grab().isNull()


class TestTheTables:
    def test_events_are_everything_recorded_newest_first(self, page: ChildPage) -> None:
        dates = column(page, "events", "on")
        assert dates[0] == dt.date(2022, 1, 10)
        assert sorted((d for d in dates if d), reverse=True) == [d for d in dates if d]
        assert len(dates) == 4 + 1 + 2 + 1 + 1 + 1

    def test_no_code_is_shown_bare(self, page: ChildPage) -> None:
        page.tabs.setCurrentWidget(page.history)
        said = [*column(page, "events", "detail"), *column(page, "twin", "what"), *column(page, "history", "words")]
        for words in said:
            assert not {"E1", "C1", "C2", "U6", "A6", "PN0", "X1", "WBRI"} & set(str(words).replace(";", " ").split())

    def test_the_timeline_as_a_table_has_what_is_drawn(self, page: ChildPage) -> None:
        drawn = {item.what.words for item in page.timeline.items}
        assert drawn <= set(column(page, "twin", "what"))
        assert len(column(page, "twin", "what")) == len(page.timeline.items) + 1  # and the day shown

    def test_history_says_who_changed_what(self, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
        desk = Desk(tmp_path)
        desk.lay(episodes(EPISODES), **TABLES)
        desk.type("po", "2021-05-13")
        page = ChildPage(Workspace(desk.store, today=TODAY, who="anna", preferences=Preferences()))
        qtbot.addWidget(page)
        page.show_child("1")
        page.tabs.setCurrentWidget(page.history)
        page.ensure_drawn()
        assert str(column(page, "history", "words")[0]).startswith(
            "Placement order date changed from 3 to 13 May 2021 by A. Worker on "
        )
        page.workspace.close()

    def test_history_ends_at_the_moment_as_known_on(self, page: ChildPage, here: Workspace) -> None:
        page.tabs.setCurrentWidget(page.history)
        assert column(page, "history", "number")
        here.go_to(here.today, dt.datetime(2022, 3, 30, tzinfo=dt.UTC))
        assert column(page, "history", "number") == []


class TestWhatIsDoubtful:
    def test_is_a_tab_with_its_number_and_the_rule_in_words(self, tmp_path: Path, qtbot: QtBot) -> None:
        made = self.shown("decom | dec | rec\n2021-04-01 | 2021-06-01 | X1", tmp_path, qtbot)
        tab = made.tabs.indexOf(made.doubtful)
        qtbot.waitUntil(lambda: made.tabs.tabText(tab) == "Doubtful (1)")
        assert column(made, "doubtful", "rule") == ["rule 388 of the return"]
        made.workspace.close()

    def test_nothing_doubtful_needs_no_number(self, tmp_path: Path, qtbot: QtBot) -> None:
        made = self.shown("decom\n2021-04-01", tmp_path, qtbot)
        qtbot.waitUntil(lambda: bool(made.doubtful.model.columns))
        assert column(made, "doubtful", "rule") == []
        assert made.tabs.tabText(made.tabs.indexOf(made.doubtful)) == "Doubtful"
        made.workspace.close()

    @staticmethod
    def shown(drawing: str, tmp_path: Path, qtbot: QtBot) -> ChildPage:
        """The page of a child with these episodes, of whom all else is in order."""
        tables = {"child_details": TABLES["child_details"], "previous_permanence": "child | prev_perm\n1 | Z1"}
        made = ChildPage(workspace(tmp_path, care_episode=episodes(drawing), **tables))
        qtbot.addWidget(made)
        made.show_child("1")
        made.show()
        return made


def test_the_timeline_of_a_child_who_left_ends_soon_after(tmp_path: Path, qtbot: QtBot) -> None:
    drawing = "child | decom | dec | rec | rne | ls | place\n1 | 2012-04-01 | 2013-06-01 | E4A | S | C2 | U6"
    here = workspace(tmp_path, care_episode=episodes(drawing), child_details=TABLES["child_details"])
    made = ChildPage(here)
    qtbot.addWidget(made)
    made.show_child("1")
    made.show()
    assert made.timeline.scale.last < dt.date(2013, 12, 31).toordinal()
    here.close()


def test_ctrl_tab_goes_into_the_list_of_the_next_tab_and_not_into_its_filter(page: ChildPage, qtbot: QtBot) -> None:
    page.timeline.setFocus()
    seen = []
    for _each in range(page.tabs.count() - 1):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        seen.append(QApplication.focusWidget())
    told = (page.waiting.grid, page.events, page.twin, page.history, page.doubtful)
    lists = (page.record_tab.grid, page.way, *told)
    assert seen == [each.table for each in lists]


def test_tab_comes_to_all_that_shift_tab_comes_to(page: ChildPage, qtbot: QtBot) -> None:
    def round_by(key: Qt.Key) -> list[QWidget]:
        page.setFocus()
        seen = [page.timeline]
        assert QApplication.focusWidget() is page.timeline
        while True:
            qtbot.keyClick(QApplication.focusWidget(), key)
            if QApplication.focusWidget() is page.timeline:
                return seen
            seen.append(QApplication.focusWidget())

    forwards, backwards = round_by(Qt.Key.Key_Tab), round_by(Qt.Key.Key_Backtab)
    assert forwards[1:] == backwards[:0:-1]
    assert page.tabs.tabBar() in forwards
    assert {"Record …", "Whole"} <= {each.text() for each in forwards if isinstance(each, QPushButton)}


class TestWaiting:
    def test_it_says_part_by_part_why_a_child_waits(self, page: ChildPage) -> None:
        page.tabs.setCurrentWidget(page.waiting)
        assert page.waiting.sentence.text().startswith("Waiting 332 days since the placement order: too few")
        shown = page.waiting.grid.model.shown()
        assert shown["words"].to_list() == [
            "Between placement order and match",
            "Between match and being placed",
            "Since being placed, waiting for the adoption order",
            "Together, since the placement order",
        ]
        *parts, whole = shown["days"].to_list()
        assert sum(parts) == whole == 332
        assert shown["comparison"].to_list()[-1] == "too few to compare (0 children)"

    def test_the_days_to_come_are_a_range_of_others_or_refused(self, page: ChildPage, qtbot: QtBot) -> None:
        page.tabs.setCurrentWidget(page.waiting)
        qtbot.waitUntil(lambda: bool(page.waiting.ahead.text().strip()))
        said = "To the adoption order: no forecast: 0 are known who came to it after waiting as long, "
        assert page.waiting.ahead.text() == f"{said}and 20 are needed."

    def test_a_child_without_a_placement_order_has_no_such_tab(self, page: ChildPage) -> None:
        at = page.tabs.indexOf(page.waiting)
        assert page.tabs.isTabVisible(at)
        page.show_child("2")
        page.ensure_drawn()
        assert not page.tabs.isTabVisible(at)


def test_what_can_be_done_with_a_fact_follows_the_work_that_writes(
    page: ChildPage, here: Workspace, qtbot: QtBot
) -> None:
    page.tabs.setCurrentWidget(page.record_tab)
    page.record_tab.grid.setFocus()
    assert page.record_tab.buttons["end"].isEnabled()
    go_on = threading.Event()
    here.run("Importing", lambda _progress: go_on.wait(10), lambda _done: None, writes=True)
    assert not page.record_tab.buttons["end"].isEnabled()
    assert page.record_tab.buttons["end"].toolTip() == "Other work is writing now"
    go_on.set()
    qtbot.waitUntil(lambda: page.record_tab.buttons["end"].isEnabled())
