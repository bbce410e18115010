"""What the return says of a child, put right on the child's page by the keyboard."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.edits.details import CorrectDetails
from models.edits.facts import RecordFact, values
from models.edits.identity import NewChild
from models.edits.placements import CorrectPlacement
from models.timeline import Span
from tests.support.forms import CTRL, KEY, choose, focus, form, press, to_fact, write
from views.child.asking import Asking
from views.child.page import ChildPage
from views.workspace import Workspace

D = dt.date.fromisoformat


def details(here: Workspace, child: str = "1") -> dict[str, Any]:
    return next(row for row in here.snapshot().facts["child_details"].to_dicts() if row["child"] == child)


def episodes(here: Workspace, cell: str, child: str = "1") -> list[Any]:
    rows = here.snapshot().facts["care_episode"].to_dicts()
    return [row[cell] for row in rows if row["child"] == child]


def listed(page: ChildPage, what: str) -> dict[str, Any]:
    """The line of a fact in the tab of what is recorded."""
    page.tabs.setCurrentWidget(page.record_tab)
    return next(row for row in page.record_tab.grid.model.shown().to_dicts() if row["what"] == what)


class TestWhoTheChildIs:
    def test_is_corrected_from_the_menu_as_one_step(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "date of birth")
        assert shown.form.title == "Correct who the child is"
        assert [shown.cells[name].text for name in ("dob", "sex", "upn")] == ["3 Feb 2019", "F", ""]
        write(qtbot, shown, dob="13 2 2019", ethnic="White and Asian", no_upn="Not of school", mother="No")
        press(qtbot, KEY.Key_Return)
        row = details(here)
        assert (row["dob"], row["ethnic"], row["upn"], row["mother"]) == (D("2019-02-13"), "MWAS", "UN1", "0")
        assert here.undo_label == "Correct child details"
        assert "born 13 Feb 2019 · White and Asian" in page.subtitle_label.text()
        line = listed(page, "Child details")
        assert line["words"].startswith("Date of birth: 13 Feb 2019; sex: Female; ethnicity: White and Asian")
        assert "pupil number: Not of school age" in line["words"]
        here.undo()
        assert details(here)["dob"] == D("2019-02-03")

    def test_f2_in_the_line_that_says_it_opens_the_form(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        page.subtitle_label.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, KEY.Key_F2)
        write(qtbot, form(page), sex="Male")
        press(qtbot, KEY.Key_Return)
        assert (details(here)["sex"], here.undo_label) == ("M", "Correct sex")

    def test_tab_comes_to_the_facts_that_f2_corrects(self, page: ChildPage, qtbot: QtBot) -> None:
        page.recording.setFocus()
        press(qtbot, KEY.Key_Backtab)
        seen = [focus().accessibleName()]
        for _ in range(12):
            press(qtbot, KEY.Key_Tab)
            seen.append(focus().accessibleName())
        assert any(name.startswith("Who the child is: ") for name in seen)
        assert any(name.startswith("Placement: ") for name in seen)

    def test_f2_in_what_is_recorded_opens_it_and_del_says_what_to_do(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        said: list[str] = []
        here.told.connect(said.append)
        to_fact(page, "Child details")
        press(qtbot, KEY.Key_Delete)
        press(qtbot, KEY.Key_F2, CTRL)
        assert said == ["Who the child is does not change on a day: correct it (F2)."] * 2
        assert page.side.shown is None
        press(qtbot, KEY.Key_F2)
        write(qtbot, form(page), upn="a123456789012")
        press(qtbot, KEY.Key_Return)
        assert details(here)["upn"] == "A123456789012"

    def test_a_refusal_stands_at_its_cell_and_keeps_what_is_typed(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        shown = choose(qtbot, page, "date of birth")
        write(qtbot, shown, dob="1 2 2021")
        press(qtbot, KEY.Key_Return)
        assert "after the child's first day in care, 3 Jan 2020" in shown.cells["dob"].problem.text()
        assert shown.cells["dob"].text == "1 2 2021"
        assert details(here)["dob"] == D("2019-02-03")

    def test_where_somebody_was_faster_the_form_goes_on_about_what_stands_now(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        shown = choose(qtbot, page, "date of birth")
        write(qtbot, shown, dob="13 2 2019")
        here.store.apply(CorrectDetails("1", values({"sex": "M"}), here.store.head), who="kim", today=here.today)
        press(qtbot, KEY.Key_Return)
        assert "was changed by kim" in form(page).problems.accessibleName()
        assert [form(page).cells[name].text for name in ("dob", "sex")] == ["13 2 2019", "M"]
        form(page).save()
        assert (details(here)["dob"], details(here)["sex"]) == (D("2019-02-13"), "M")


class TestAPlacement:
    def test_is_corrected_in_words_in_all_its_episodes(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "placement provider")
        assert shown.form.title.startswith("Correct the placement since 3 Jan 2020: foster carer")
        write(qtbot, shown, place_provider="Private", pl_post="zz1 2ab", urn="SC123456", cin="Child's disab")
        press(qtbot, KEY.Key_Return)
        assert here.undo_label == "Correct placement"
        assert episodes(here, "urn") == ["SC123456", "SC123456"]
        assert episodes(here, "place_provider") == ["PR4", "PR4"]
        assert (episodes(here, "pl_post"), episodes(here, "cin")) == (["ZZ1 2AB"] * 2, ["N2"] * 2)
        assert "Ofsted number: SC123456" in listed(page, WHERE)["words"]
        here.undo()
        assert episodes(here, "urn") == [None, None]

    def test_f2_on_the_fact_and_on_the_timeline_open_its_form(self, page: ChildPage, qtbot: QtBot) -> None:
        words = next(value for name, value in page.told._rows.values() if name.text() == "Placement")
        words.setFocus(Qt.FocusReason.TabFocusReason)
        press(qtbot, KEY.Key_F2)
        code = form(page).form.code
        assert code.startswith("correct/care_episode/")
        press(qtbot, KEY.Key_Escape)
        while page.timeline.current is None or page.timeline.current.lane != "Placement":
            press(qtbot, KEY.Key_Right)
        press(qtbot, KEY.Key_F2)
        assert form(page).form.code == code

    def test_a_number_that_is_none_is_said_at_its_cell(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        shown = choose(qtbot, page, "placement provider")
        write(qtbot, shown, urn="12")
        press(qtbot, KEY.Key_Return)
        assert shown.cells["urn"].problem.text().startswith("Ofsted number: “12” is none")
        assert episodes(here, "urn") == [None, None]

    def test_where_somebody_was_faster_what_is_typed_stays(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "placement provider"), urn="SC123456")
        edit = CorrectPlacement("1", D("2020-01-03"), values({"cin": "N2"}), here.store.head)
        here.store.apply(edit, who="kim", today=here.today)
        press(qtbot, KEY.Key_Return)
        assert "was changed by kim" in form(page).problems.accessibleName()
        assert [form(page).cells[name].text for name in ("urn", "cin")] == ["SC123456", "N2"]
        form(page).save()
        assert episodes(here, "urn") == ["SC123456"] * 2


def test_a_child_without_a_placement_is_told_so(page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
    here.do(NewChild("9", values({"dob": D("2021-02-03")})))
    said: list[str] = []
    here.told.connect(said.append)
    page.show_child("9")
    qtbot.keyClick(page, KEY.Key_R, CTRL)
    qtbot.keyClicks(focus(), "placement provider")
    press(qtbot, KEY.Key_Return)
    assert said == ["No placement of this child is on record yet: it begins with coming into care."]
    assert form(page).form.title == "Record that the child came into care"
    write(qtbot, choose(qtbot, page, "date of birth"), dob="4 2 2021")
    press(qtbot, KEY.Key_Return)
    assert details(here, "9")["dob"] == D("2021-02-04")


WHERE = "Placement: foster carer, not long term"


@pytest.mark.parametrize(
    ("words", "table", "cells", "begins", "ends", "lane"),
    [
        ("missing episode", "missing_episode", {"missing": "Missing"}, "mis_start", "mis_end", "Missing"),
        ("deprivation of liberty", "deprivation_order", {}, "dolo_start", "dolo_end", "Liberty order"),
    ],
)
def test_times_missing_and_liberty_orders_are_recorded_corrected_ended_and_taken_away(
    page: ChildPage,
    here: Workspace,
    qtbot: QtBot,
    words: str,
    table: str,
    cells: dict[str, str],
    begins: str,
    ends: str,
    lane: str,
) -> None:
    def rows() -> list[dict[str, Any]]:
        return here.snapshot().facts[table].to_dicts()

    write(qtbot, choose(qtbot, page, words), **{begins: "1 3 2022"}, **cells)
    press(qtbot, KEY.Key_Return)
    assert [item.what for item in page.timeline.items if item.lane == lane and isinstance(item.what, Span)]
    noun = "Missing episode" if table == "missing_episode" else "Deprivation of liberty order"
    to_fact(page, noun)
    press(qtbot, KEY.Key_F2)
    write(qtbot, form(page), **{begins: "2 3 2022"})
    press(qtbot, KEY.Key_Return)
    assert [(row[begins], row[ends]) for row in rows()] == [(D("2022-03-02"), None)]
    to_fact(page, noun)
    press(qtbot, KEY.Key_Delete)
    press(qtbot, KEY.Key_Return)
    write(qtbot, form(page), **{ends: "4 3 2022"})
    press(qtbot, KEY.Key_Return)
    assert rows()[0][ends] == D("2022-03-04")
    assert (listed(page, noun)["on"], listed(page, noun)["until"]) == (D("2022-03-02"), D("2022-03-04"))
    to_fact(page, noun)
    press(qtbot, KEY.Key_Delete)
    assert isinstance(page.side.shown, Asking)
    press(qtbot, KEY.Key_Return)
    assert rows() == []
    names = here.store.change_sets()["label"].to_list()[-4:]
    assert [name.split()[0] for name in names] == ["Record", "Correct", "End", "Take"]


def test_f2_on_the_timeline_opens_the_form_of_a_time_missing(page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
    cells = values({"mis_start": D("2021-05-01"), "missing": "M", "mis_end": D("2021-09-01")})
    here.do(RecordFact("1", "missing_episode", cells, here.store.head))
    while page.timeline.current is None or page.timeline.current.lane != "Missing":
        press(qtbot, KEY.Key_Right)
    press(qtbot, KEY.Key_F2)
    assert form(page).form.title == "Correct missing episode"


def test_tab_goes_through_the_page_as_it_is_read(page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
    for child in ("2", "1"):
        cells = values({"family": "F1", "since": D("2021-02-01")})
        here.do(RecordFact(child, "sibling_group", cells, here.store.head))
    page.subtitle_label.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [focus().accessibleName().partition(":")[0]]
    while seen[-1] != "More about the child":
        press(qtbot, KEY.Key_Tab)
        seen.append(focus().accessibleName().partition(":")[0])
    told = ["Legal status", "Placement", "Plan", "In care since", "Social worker", "Child 2, opens the page"]
    assert [name for name in seen if name] == ["Who the child is", *told, "More about the child"]
