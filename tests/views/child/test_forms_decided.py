"""Decisions, matches, reviews and workers, of which the return tells, too: typed on the child's page by keyboard."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pytestqt.qtbot import QtBot

from tests.support.forms import KEY, choose, form, press, to_fact, write
from views.child.page import ChildPage
from views.workspace import Workspace

D = dt.date.fromisoformat


def facts(here: Workspace, table: str) -> list[dict[str, Any]]:
    """What stands of child 1."""
    return [row for row in here.snapshot()[table].to_dicts() if row["child"] == "1"]


def test_a_review_is_corrected_with_how_the_child_took_part_and_taken_away(
    page: ChildPage, here: Workspace, qtbot: QtBot
) -> None:
    write(qtbot, choose(qtbot, page, "review"), review="6 9 2021", review_code="Attended and")
    press(qtbot, KEY.Key_Return)
    to_fact(page, "Review")
    press(qtbot, KEY.Key_F2)
    write(qtbot, form(page), review="7 9 2021", review_code="Did not attend, gave")
    press(qtbot, KEY.Key_Return)
    [row] = facts(here, "review")
    assert (row["review"], row["review_code"]) == (D("2021-09-07"), "PN6")
    to_fact(page, "Review")
    press(qtbot, KEY.Key_Delete)
    press(qtbot, KEY.Key_Return)
    assert facts(here, "review") == []
    here.undo()
    assert len(facts(here, "review")) == 1


def test_a_review_of_a_day_in_no_time_in_care_is_refused(page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
    write(qtbot, choose(qtbot, page, "review"), review="6 9 2019", review_code="Attended and")
    press(qtbot, KEY.Key_Return)
    assert "A time in care began on 3 Jan 2020; a review of 6 Sep 2019 is before it" in (
        form(page).problems.accessibleName()
    )
    assert facts(here, "review") == []


def test_a_decision_is_reversed_and_each_of_its_days_corrected(page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
    write(qtbot, choose(qtbot, page, "adoption decision"), date_placed="6 9 2021")
    press(qtbot, KEY.Key_Return)
    to_fact(page, "Adoption decision")
    press(qtbot, KEY.Key_Delete)
    press(qtbot, KEY.Key_Return)
    write(qtbot, form(page), date_placed_ceased="7 2 2022", reason_placed_ceased="Prospective")
    press(qtbot, KEY.Key_Return)
    assert here.undo_label == "Set reversal date"
    to_fact(page, "Adoption decision")
    press(qtbot, KEY.Key_F2)
    write(qtbot, form(page), date_placed="9 9 2021", date_placed_ceased="8 2 2022")
    press(qtbot, KEY.Key_Return)
    [row] = facts(here, "adm_decision")
    assert (row["date_placed"], row["date_placed_ceased"]) == (D("2021-09-09"), D("2022-02-08"))
    assert row["reason_placed_ceased"] is not None


def test_a_second_match_leaves_the_first_and_the_last_is_corrected_with_what_the_return_asks(
    page: ChildPage, here: Workspace, qtbot: QtBot
) -> None:
    write(qtbot, choose(qtbot, page, "match"), date_match="6 9 2021")
    press(qtbot, KEY.Key_Return)
    write(qtbot, choose(qtbot, page, "match"), date_match="7 2 2022", nb_adoptr="Two")
    press(qtbot, KEY.Key_Return)
    assert [row["day"] for row in facts(here, "milestone")] == [D("2021-09-06")]
    to_fact(page, "Match")
    press(qtbot, KEY.Key_F2)
    assert form(page).cells["date_match"].text == "7 Feb 2022"
    write(qtbot, form(page), date_match="8 2 2022", foster_care="Adopted by")
    press(qtbot, KEY.Key_Return)
    [row] = facts(here, "adoption")
    assert (row["date_match"], row["foster_care"], row["nb_adoptr"]) == (D("2022-02-08"), "1", "2")
    assert [row["day"] for row in facts(here, "milestone")] == [D("2021-09-06")]


def test_a_worker_typed_wrongly_is_corrected_and_ended(page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
    write(qtbot, choose(qtbot, page, "social worker"), who="SW1", begins="6 9 2021")
    press(qtbot, KEY.Key_Return)
    to_fact(page, "Social worker")
    press(qtbot, KEY.Key_F2)
    write(qtbot, form(page), sw_id="SW2")
    press(qtbot, KEY.Key_Return)
    to_fact(page, "Social worker")
    press(qtbot, KEY.Key_Delete)
    press(qtbot, KEY.Key_Return)
    write(qtbot, form(page), sw_dec="1 2 2022")
    press(qtbot, KEY.Key_Return)
    [row] = facts(here, "social_worker")
    assert (row["sw_id"], row["sw_decom"], row["sw_dec"]) == ("SW2", D("2021-09-06"), D("2022-02-01"))
