"""A child's way through care, recorded and put right on the child's page by the keyboard."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.edits.entered import EnterCare
from models.edits.facts import values
from models.edits.identity import NewChild
from models.edits.legal import CorrectLegalStatus
from models.trackers import TRACKERS
from tests.support.forms import CTRL, KEY, choose, form, press, to_fact, write
from views.child.asking import Asking
from views.child.page import ChildPage
from views.workspace import Workspace

D = dt.date.fromisoformat
STATUS, HOME = "Legal status: full care order", "Placement: foster carer, not long term"


def chain(here: Workspace, child: str = "1") -> list[str]:
    """The child's episodes in short: “2020-08-01 L C2 U6 2021-11-09 X1”."""
    keys = ("decom", "rne", "ls", "place", "dec", "rec")
    rows = here.snapshot().facts["care_episode"].to_dicts()
    return [" ".join(str(row[key]) for key in keys if row[key] is not None) for row in rows if row["child"] == child]


def tracked(here: Workspace, child: str = "1") -> dict[str, Any]:
    """The child's row of the permanence tracker."""
    return TRACKERS["permanence"].rows(here.snapshot()).filter(pl.col("child") == child).to_dicts()[0]


FIRST, SECOND = "2020-01-03 S C1 U6 2020-08-01 X1", "2020-08-01 L C2 U6"


class TestALegalStatus:
    def test_is_corrected_with_its_first_day_as_one_step(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "legal status correct")
        assert shown.form.title == "Correct the legal status since 1 Aug 2020: full care order"
        assert shown.cells["decom"].text == "1 Aug 2020"
        write(qtbot, shown, ls="Placement order", decom="3 8 2020")
        press(qtbot, KEY.Key_Return)
        assert chain(here) == ["2020-01-03 S C1 U6 2020-08-03 X1", "2020-08-03 L E1 U6"]
        assert here.undo_label == "Correct legal status"
        assert page.told.facts["Legal status"] == "Placement order since 3 Aug 2020"
        here.undo()
        assert chain(here) == [FIRST, SECOND]

    def test_f2_reaches_it_from_the_head_the_timeline_and_the_list(self, page: ChildPage, qtbot: QtBot) -> None:
        words = next(value for name, value in page.told._rows.values() if name.text() == "Legal status")
        words.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, KEY.Key_F2)
        code = form(page).form.code
        assert code.startswith("correct/legal_status/")
        press(qtbot, KEY.Key_Escape)
        lane: list[str] = []
        while page.timeline.current is None or page.timeline.current.lane != "Legal status" or len(lane) < 2:
            press(qtbot, KEY.Key_Right)
            lane += [page.timeline.current.lane] if page.timeline.current.lane == "Legal status" else []
        press(qtbot, KEY.Key_F2)
        assert form(page).form.code == code
        press(qtbot, KEY.Key_Escape)
        to_fact(page, STATUS)
        press(qtbot, KEY.Key_F2)
        assert form(page).form.code == code

    def test_the_first_one_has_no_day_of_its_own(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        to_fact(page, "Legal status: interim care order")
        press(qtbot, KEY.Key_F2)
        assert list(form(page).cells) == ["ls"]
        write(qtbot, form(page), ls="Section 20")
        press(qtbot, KEY.Key_Return)
        assert chain(here) == [FIRST.replace("C1", "V2"), SECOND]

    def test_what_stands_before_it_already_is_refused_at_its_cell(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        shown = choose(qtbot, page, "legal status correct")
        write(qtbot, shown, ls="Interim")
        press(qtbot, KEY.Key_Return)
        assert "“Interim care order” is in force before it, since 3 Jan 2020" in shown.cells["ls"].problem.text()
        assert chain(here) == [FIRST, SECOND]

    def test_where_somebody_was_faster_the_form_goes_on_about_what_stands_now(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "legal status correct"), ls="Placement order")
        other = CorrectLegalStatus("1", D("2020-08-01"), values({"ls": "V2"}), here.store.head)
        here.store.apply(other, who="kim", today=here.today)
        press(qtbot, KEY.Key_Return)
        assert "was changed by kim" in form(page).problems.accessibleName()
        assert form(page).form.title.endswith("section 20, single period")
        form(page).save()
        assert chain(here)[1] == "2020-08-01 L E1 U6"

    def test_a_new_one_begins_on_a_day(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        write(qtbot, choose(qtbot, page, "new legal status"), ls="Placement order", decom="4 5 2021")
        press(qtbot, KEY.Key_Return)
        assert chain(here) == [FIRST, "2020-08-01 L C2 U6 2021-05-04 X1", "2021-05-04 L E1 U6"]
        assert here.undo_label == "New legal status from 4 May 2021"

    def test_it_changed_asks_for_the_new_one_and_del_takes_it_away(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        to_fact(page, STATUS)
        press(qtbot, KEY.Key_F2, CTRL)
        assert form(page).form.title == "Record a new legal status"
        press(qtbot, KEY.Key_Escape)
        to_fact(page, STATUS)
        press(qtbot, KEY.Key_Delete)
        assert isinstance(page.side.shown, Asking)
        press(qtbot, KEY.Key_Return)
        assert chain(here) == ["2020-01-03 S C1 U6"]
        here.undo()
        assert chain(here) == [FIRST, SECOND]


class TestAPlacement:
    def test_a_new_one_begins_with_another_carer(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "new placement")
        write(qtbot, shown, decom="1 2 2021", which="Another", place="Children's home", place_provider="Private")
        write(qtbot, shown, reason_place_change="Planned")
        press(qtbot, KEY.Key_Return)
        assert chain(here)[1:] == ["2020-08-01 L C2 U6 2021-02-01 X1", "2021-02-01 P C2 K2"]
        row = here.snapshot().facts["care_episode"].to_dicts()
        assert [(each["place_provider"], each["reason_place_change"]) for each in row[1:3]] == [
            ("PR1", "CARPL"),
            ("PR4", None),
        ]

    def test_a_new_one_begins_with_the_same_carer(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "new placement")
        write(qtbot, shown, decom="1 2 2021", which="The same", place="Foster carer, long", place_provider="Own")
        press(qtbot, KEY.Key_Return)
        assert chain(here)[2] == "2021-02-01 T C2 U4"

    def test_what_is_missing_is_said(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "new placement")
        write(qtbot, shown, decom="1 2 2021", place="Children's home")
        press(qtbot, KEY.Key_Return)
        assert shown.cells["which"].problem.text() == "With whom is needed: choose it."
        write(qtbot, shown, which="Another")
        press(qtbot, KEY.Key_Return)
        assert "Say whose placement it is" in shown.problems.accessibleName()
        assert chain(here) == [FIRST, SECOND]

    def test_a_temporary_move_and_the_way_back(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "new placement")
        write(qtbot, shown, decom="1 2 2021", which="Another", place="Temporarily in hosp")
        press(qtbot, KEY.Key_Return)
        write(qtbot, choose(qtbot, page, "new placement"), decom="9 2 2021", which="Back")
        press(qtbot, KEY.Key_Return)
        assert [row.split()[3] for row in chain(here)] == ["U6", "U6", "T1", "U6"]
        assert here.undo_label == "Back in the placement before from 9 Feb 2021"

    def test_the_child_is_placed_for_adoption(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        write(qtbot, choose(qtbot, page, "new legal status"), ls="Placement order", decom="4 5 2021")
        press(qtbot, KEY.Key_Return)
        shown = choose(qtbot, page, "new placement")
        write(qtbot, shown, decom="1 9 2021", which="Another", place_provider="Own")
        shown.cells["place"].fill("A6")
        press(qtbot, KEY.Key_Return)
        assert chain(here)[-1] == "2021-09-01 P E1 A6"
        assert here.undo_label == "Set placed date"

    def test_its_first_day_is_corrected_with_what_else_was_wrong(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        shown = choose(qtbot, page, "new placement")
        write(qtbot, shown, decom="1 2 2021", which="Another", place="Children's home", place_provider="Private")
        press(qtbot, KEY.Key_Return)
        shown = choose(qtbot, page, "placement correct")
        write(qtbot, shown, decom="8 2 2021", urn="SC123456")
        press(qtbot, KEY.Key_Return)
        assert chain(here)[1:] == ["2020-08-01 L C2 U6 2021-02-08 X1", "2021-02-08 P C2 K2"]
        assert here.snapshot().facts["care_episode"]["urn"].to_list()[:3] == [None, None, "SC123456"]
        to_fact(page, "Placement: children's home")
        press(qtbot, KEY.Key_Delete)
        press(qtbot, KEY.Key_Return)
        assert chain(here) == [FIRST, SECOND]
        assert here.undo_label == "Take away placement"

    def test_the_one_that_began_with_care_is_not_taken_away(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        to_fact(page, HOME)
        press(qtbot, KEY.Key_Delete)
        press(qtbot, KEY.Key_Return)
        asked = page.side.shown
        assert isinstance(asked, Asking)
        assert "cannot be taken away by itself" in asked.problem.text()
        assert chain(here) == [FIRST, SECOND]


class TestTheWayInAndOut:
    def test_the_first_day_in_care_is_corrected_from_the_head(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        words = next(value for name, value in page.told._rows.values() if name.text() == "In care since")
        words.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, KEY.Key_F2)
        write(qtbot, form(page), on="2 1 2020")
        press(qtbot, KEY.Key_Return)
        assert chain(here)[0] == FIRST.replace("2020-01-03", "2020-01-02")

    def test_leaving_care_is_recorded_corrected_and_taken_back(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "left care"), on="1 3 2022", rec="Special guardianship")
        press(qtbot, KEY.Key_Return)
        assert chain(here)[1].split()[4:] == ["2022-03-01", "E43"]
        words = next(value for name, value in page.told._rows.values() if name.text() == "Left care")
        words.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, KEY.Key_F2)
        assert form(page).form.title == "Correct how the child left care"
        write(qtbot, form(page), rec="Child arrangements")
        press(qtbot, KEY.Key_Return)
        assert chain(here)[1].split()[4:] == ["2022-03-01", "E41"]
        write(qtbot, choose(qtbot, page, "left care"), on="")
        press(qtbot, KEY.Key_Return)
        assert chain(here) == [FIRST, SECOND]


class TestComingIntoCare:
    def test_a_child_who_left_comes_back_and_undo_takes_it_back(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "left care"), on="1 3 2022", rec="Returned home")
        press(qtbot, KEY.Key_Return)
        away, left = chain(here), here.undo_label
        assert tracked(here)["left"] == D("2022-03-01")
        shown = choose(qtbot, page, "came into care")
        assert shown.form.says == "The time in care before ended on 1 Mar 2022; it stays as it is."
        write(qtbot, shown, decom="14 3 2022", ls="Section 20", cin="Abuse", place="Children's home")
        write(qtbot, shown, place_provider="Private", urn="sc123456")
        press(qtbot, KEY.Key_Return)
        assert chain(here) == [*away, "2022-03-14 S V2 K2"]
        assert here.undo_label == "Came into care on 14 Mar 2022"
        assert (tracked(here)["entry"], tracked(here)["left"]) == (D("2022-03-14"), None)
        assert page.told.facts["In care since"] == "14 Mar 2022"
        here.undo()
        assert (chain(here), here.undo_label) == (away, left)
        assert tracked(here)["left"] == D("2022-03-01")

    def test_a_day_that_cannot_be_is_refused_and_nothing_typed_is_lost(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "left care"), on="1 3 2022", rec="Returned home")
        press(qtbot, KEY.Key_Return)
        away = chain(here)
        shown = choose(qtbot, page, "came into care")
        write(qtbot, shown, decom="1 3 2022", ls="Section 20", place="Children's home", place_provider="Private")
        press(qtbot, KEY.Key_Return)
        assert shown.cells["cin"].problem.text() == "Category of need is needed: choose it."
        write(qtbot, shown, cin="Abuse")
        press(qtbot, KEY.Key_Return)
        assert "ended on 1 Mar 2022; a new one must begin after it" in shown.problems.accessibleName()
        assert chain(here) == away
        write(qtbot, shown, decom="2 3 2022")
        press(qtbot, KEY.Key_Return)
        assert chain(here) == [*away, "2022-03-02 S V2 K2"]

    def test_where_somebody_was_faster_the_form_goes_on_and_says_so(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "left care"), on="1 3 2022", rec="Returned home")
        press(qtbot, KEY.Key_Return)
        shown = choose(qtbot, page, "came into care")
        write(qtbot, shown, decom="14 3 2022", ls="Section 20", cin="Abuse", place="Secure", place_provider="Private")
        cells = {"decom": D("2022-03-12"), "ls": "V2", "cin": "N1", "place": "U6", "place_provider": "PR1"}
        here.store.apply(EnterCare("1", values(cells), here.store.head), who="kim", today=here.today)
        press(qtbot, KEY.Key_Return)
        assert "Somebody else changed the care episodes" in form(page).problems.accessibleName()
        assert form(page).cells["decom"].text == "14 3 2022"
        form(page).save()
        assert "in care already, since 12 Mar 2022" in form(page).problems.accessibleName()
        assert len(chain(here)) == 3

    def test_it_is_not_offered_of_a_child_in_care(self, page: ChildPage, qtbot: QtBot) -> None:
        assert choose(qtbot, page, "came into care").form.code == "care/entry/"

    def test_it_is_asked_of_a_child_without_an_episode(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        here.do(NewChild("9", values({"dob": D("2021-02-03")})))
        said: list[str] = []
        here.told.connect(said.append)
        page.show_child("9")
        for words in ("new legal status", "correct which", "left care"):
            assert choose(qtbot, page, words).form.code == "care/came/"
        assert said == [
            f"No {what} of this child is on record yet: it begins with coming into care."
            for what in ("legal status", "legal status", "time in care")
        ]
        shown = choose(qtbot, page, "came into care")
        write(qtbot, shown, decom="14 3 2022", ls="Interim", cin="Abuse", place="With parents")
        press(qtbot, KEY.Key_Return)
        assert chain(here, "9") == ["2022-03-14 S C1 P1"]
        assert tracked(here, "9")["entry"] == D("2022-03-14")
        assert choose(qtbot, page, "new legal status").form.title == "Record a new legal status"
