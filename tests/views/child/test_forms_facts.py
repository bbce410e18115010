"""Every subject of a child's page, by the keyboard: what can be recorded, and what becomes of it afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from pytestqt.qtbot import QtBot

from models.edits.facts import RecordFact, values
from models.subjects import SUBJECTS, steps
from tests.support.forms import CTRL, KEY, choose, form, press, to_fact, write
from views.child.asking import Asking
from views.child.called import ALSO, OF_STEPS
from views.child.chooser import Chooser
from views.child.page import ChildPage
from views.child.record import PAGES, choices
from views.child.standing import finding
from views.child.verbs import form as form_of
from views.workspace import Workspace

D = dt.date.fromisoformat
TYPED: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
    "pre_proceedings": (
        "pre-proceedings",
        {"begins": "1 2 2021", "represented": "Yes", "cp_plans": "2"},
        {"begins": D("2021-02-01"), "represented": "Y", "cp_plans": 2},
    ),
    "proceedings": (
        "care proceedings",
        {"issued": "1 2 2021", "tier": "District", "short_notice": "The mother left the hospital"},
        {"issued": D("2021-02-01"), "tier": "DJ", "short_notice": "The mother left the hospital"},
    ),
    "residential": (
        "residential care",
        {"since": "1 2 2021", "home": "Elm House", "miles": "12"},
        {"since": D("2021-02-01"), "home": "Elm House", "miles": 12},
    ),
    "school_term": (
        "school term",
        {"begins": "6 9 2021", "term": "Aut", "attendance": "93.5", "hours": "15"},
        {"begins": D("2021-09-06"), "attendance": 935, "hours": 150},
    ),
    "suspension": (
        "suspension",
        {"begins": "6 9 2021", "permanent": "Susp", "sessions": "4"},
        {"begins": D("2021-09-06"), "sessions": 4},
    ),
    "missing_episode": (
        "missing episode",
        {"mis_start": "6 9 2021", "missing": "Away", "mis_end": "8 9 2021"},
        {"mis_start": D("2021-09-06"), "missing": "A", "mis_end": D("2021-09-08")},
    ),
    "deprivation_order": (
        "deprivation of liberty",
        {"dolo_start": "6 9 2021"},
        {"dolo_start": D("2021-09-06"), "dolo_end": None},
    ),
    "review": (
        "Review",
        {"review": "6 9 2021", "review_code": "Attended and spoke"},
        {"review": D("2021-09-06"), "review_code": "PN1"},
    ),
    "adm_decision": (
        "adoption decision",
        {"date_placed": "6 9 2021"},
        {"date_placed": D("2021-09-06"), "date_placed_ceased": None},
    ),
    "sibling_group": (
        "sibling group",
        {"family": "FAM-9", "since": "6 9 2021"},
        {"family": "FAM-9", "since": D("2021-09-06"), "ends": None},
    ),
    "allocation": (
        "allocation",
        {"role": "Independent", "begins": "6 9 2021", "who": "IRO-7"},
        {"role": "IRO", "begins": D("2021-09-06"), "who": "IRO-7"},
    ),
    "note": (
        "notes note",
        {"written": "6 9 2021", "about": "What the child", "words": "She asks for her brother."},
        {"written": D("2021-09-06"), "number": 1, "about": "VOICE", "words": "She asks for her brother."},
    ),
    "answer": (
        "answer",
        {"rule": "State", "reason": "The panel is booked", "until": "1 5 2022"},
        {"rule": "RAG", "since": D("2022-03-31"), "reason": "The panel is booked", "until": D("2022-05-01")},
    ),
}
"""By table: what is typed to find the form, what is typed into it, and what is recorded."""


def facts(here: Workspace, table: str) -> list[dict[str, Any]]:
    return here.snapshot().facts[table].to_dicts()


@pytest.mark.parametrize("table", TYPED)
def test_is_recorded_as_one_named_step(page: ChildPage, here: Workspace, qtbot: QtBot, table: str) -> None:
    words, cells, stored = TYPED[table]
    before = here.store.head
    write(qtbot, choose(qtbot, page, words), **cells)
    press(qtbot, KEY.Key_Return, CTRL)
    assert page.side.form is None, page.side.form and page.side.form.problems.accessibleName()
    row = facts(here, table)[0]
    assert {name: row[name] for name in stored} == stored
    assert here.store.head == before + 1
    assert here.undo_label.startswith("Record ")


def test_every_kind_of_fact_and_step_has_its_form(here: Workspace) -> None:
    codes = {choice.code for choice in choices(away=True)}
    for subject in SUBJECTS.values():
        if subject.page and subject.table not in ("primary_plan", "milestone", "planned_step"):
            assert f"record/{subject.table}/" in codes
            assert subject.table in TYPED or subject.table in ("plan", "social_worker")
    for code, step in steps().items():
        assert f"record/milestone/{code}" in codes
        assert (f"plan/planned_step/{code}" in codes) == (code != "MATCH")
        assert step.page in PAGES
    for code in codes - {"switch/primary_plan/"}:
        assert form_of(code, here.about(["1"]), "1") is not None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        *(("placement order", "care/legal_status/"), ("revocation", "care/legal_status/")),
        *(("adopted", "care/left/"), ("SGO", "care/left/"), ("reversal", "record/adm_decision/")),
        *(("IRO", "record/allocation/"), ("attendance", "record/school_term/"), ("twin track", "record/plan/")),
        *(("PEP", "record/milestone/PEP"), ("wishes", "record/milestone/VOICE"), ("UPN", "record/child_details/")),
        ("application for a special", "record/milestone/SG-APPLIED"),
        *(("care order made", "record/milestone/CO"), ("visit", "record/milestone/VISIT")),
    ],
)
def test_is_found_by_what_people_call_it(qtbot: QtBot, typed: str, code: str) -> None:
    asked = Chooser(choices())
    qtbot.addWidget(asked)
    qtbot.keyClicks(asked.field, typed)
    with qtbot.waitSignal(asked.chosen) as chosen:
        qtbot.keyClick(asked.field, KEY.Key_Return)
    assert chosen.args == [code]


def test_what_else_it_is_called_is_said_of_what_can_be_recorded() -> None:
    codes = {choice.code for choice in choices()}
    assert set(ALSO) <= codes
    assert set(OF_STEPS) <= set(steps())


def test_a_choice_is_typed_by_its_words_or_its_code_and_by_nothing_else(
    page: ChildPage, here: Workspace, qtbot: QtBot
) -> None:
    shown = choose(qtbot, page, "a new legal status")
    write(qtbot, shown, ls="E1")
    assert shown.cells["ls"].text == "E1"
    press(qtbot, KEY.Key_Tab)
    press(qtbot, KEY.Key_Backtab)
    write(qtbot, shown, ls="fosterling")
    assert shown.cells["ls"].text == "E1", "nothing is called so: what was chosen stands"


class TestPlans:
    def test_are_agreed_switched_and_closed(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        write(qtbot, choose(qtbot, page, "permanence plan"), pathway="Adoption", begins="1 2 2021", decider="Agency")
        press(qtbot, KEY.Key_Return)
        contingency = choose(qtbot, page, "permanence plan")
        write(qtbot, contingency, pathway="Special", begins="1 3 2021", with_whom="Aunt")
        press(qtbot, KEY.Key_Return)
        assert [(row["plan"], row["pathway"], row["with_whom"]) for row in facts(here, "plan")] == [
            (1, "ADOPTION", None),
            (2, "SGO", "AUNT"),
        ]
        assert page.told.facts["Plan"] == "Adoption since 1 Feb 2021; beside it special guardianship, aunt"

        write(qtbot, choose(qtbot, page, "becomes the primary"), plan="Special", since="1 9 2021", why="A good match")
        press(qtbot, KEY.Key_Return, CTRL)
        assert here.undo_label == "Switch primary plan"
        assert page.told.facts["Plan"] == "Special guardianship, aunt since 1 Sep 2021; beside it adoption"

        to_fact(page, "Plan: special guardianship, aunt")
        press(qtbot, KEY.Key_Delete)
        press(qtbot, KEY.Key_Return)
        write(qtbot, form(page), ends="1 12 2021", why_ended="Carer", then="Adoption")
        press(qtbot, KEY.Key_Return)
        assert here.undo_label == "Close plan"
        assert page.told.facts["Plan"] == "Adoption since 1 Dec 2021"

    def test_closing_the_primary_plan_asks_which_follows(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        for pathway, day in (("Adoption", "1 2 2021"), ("Return", "1 3 2021")):
            write(qtbot, choose(qtbot, page, "permanence plan"), pathway=pathway, begins=day)
            press(qtbot, KEY.Key_Return)
        to_fact(page, "Plan: adoption")
        press(qtbot, KEY.Key_Delete)
        press(qtbot, KEY.Key_Return)
        write(qtbot, form(page), ends="1 12 2021", why_ended="No family")
        press(qtbot, KEY.Key_Return)
        assert [link.sentence for link in form(page).problems.links] == [
            "The primary plan from then on is needed: choose it."
        ]

    def test_a_step_belongs_to_the_plan_that_is_usual_for_it(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "permanence plan"), pathway="Adoption", begins="1 2 2021")
        press(qtbot, KEY.Key_Return)
        write(qtbot, choose(qtbot, page, "matching panel"), day="1 6 2021")
        press(qtbot, KEY.Key_Return)
        assert facts(here, "milestone")[0]["plan"] == 1

    def test_a_plan_with_steps_is_not_taken_away_but_closed(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "permanence plan"), pathway="Adoption", begins="1 2 2021")
        press(qtbot, KEY.Key_Return)
        to_fact(page, "Plan: adoption")
        press(qtbot, KEY.Key_Delete)
        press(qtbot, KEY.Key_Down)
        press(qtbot, KEY.Key_Return)
        assert isinstance(page.side.shown, Asking)
        assert page.side.shown.problem.text().endswith("close it instead.")
        assert len(facts(here, "plan")) == 1


class TestWhatIsInTheWay:
    """A child in care proceedings past their 26 weeks, with no plan."""

    def test_stands_at_the_head_and_is_answered_from_its_list(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        here.do(RecordFact("1", "proceedings", values({"issued": D("2021-01-04")})))
        assert "over 26 weeks" in page.told.facts["In the way"]
        page.tabs.setCurrentWidget(page.way)
        rules = page.way.model.shown()["id"].to_list()
        page.way.select(next(rule for rule in rules if "26 weeks" in finding(here.about(["1"]), "1", rule[5:])))
        page.way.setFocus()
        press(qtbot, KEY.Key_Return)
        assert "over 26 weeks" in form(page).form.says
        write(qtbot, form(page), reason="The expert is late", owner="TM-2", action="Chase the expert", due="1 5 2022")
        press(qtbot, KEY.Key_Return)
        told = page.way.model.shown().filter(pl.col("action") == "Chase the expert")
        assert told.select("owner", "due").rows() == [("TM-2", D("2022-05-01"))]

    def test_brothers_and_sisters_open_their_page(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        opened: list[str] = []
        page.open_child.connect(opened.append)
        for child in ("2", "1"):
            group = values({"family": "FAM-9", "since": D("2021-06-01")})
            here.do(RecordFact(child, "sibling_group", group))
        assert [link.text() for link in page.told.links] == ["2"]
        page.told.links[0].setFocus()
        press(qtbot, KEY.Key_Space)
        assert opened == ["2"]


class TestTime:
    def test_a_month_alone_is_an_approximate_date_with_its_rule_in_sight(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        shown = choose(qtbot, page, "viability")
        assert "never used to count days" in shown.cells["precision"].note.text()
        write(qtbot, shown, day="May 2021")
        assert shown.cells["day"].said.text() == "Only the month is known: an approximate date"
        assert shown.cells["precision"].text == "MONTH"
        write(qtbot, shown, day="3 May 2021")
        assert shown.cells["precision"].text == "DAY"
        write(qtbot, shown, day="May 2021")
        press(qtbot, KEY.Key_Return)
        assert [(row["day"], row["precision"]) for row in facts(here, "milestone")] == [(D("2021-05-01"), "MONTH")]
        to_fact(page, "Viability assessment")
        assert page.record_tab.grid.model.shown()["on_words"].drop_nulls().to_list() == ["May 2021"]

    def test_a_day_planned_is_moved_and_withdrawn(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        write(qtbot, choose(qtbot, page, "final hearing, planned"), planned="20 4 2022")
        press(qtbot, KEY.Key_Return)
        assert page.told.facts["Next"].endswith("final hearing planned for 20 Apr 2022")
        assert page.told.facts["Who decides"] == "Independent reviewing officer (first review); court (final hearing)"
        to_fact(page, "Final hearing, planned")
        press(qtbot, KEY.Key_F2, CTRL)
        assert form(page).cells["planned"].text == "20 Apr 2022"
        write(qtbot, form(page), planned="4 5 2022")
        press(qtbot, KEY.Key_Return)
        assert [row["planned"] for row in facts(here, "planned_step")] == [D("2022-05-04")]

    def test_a_new_officer_from_a_day_on_ends_the_one_before(
        self, page: ChildPage, here: Workspace, qtbot: QtBot
    ) -> None:
        write(qtbot, choose(qtbot, page, "allocation"), role="Independent", begins="6 9 2021", who="IRO-7")
        press(qtbot, KEY.Key_Return)
        to_fact(page, "Independent reviewing officer")
        press(qtbot, KEY.Key_F2, CTRL)
        write(qtbot, form(page), begins="1 3 2022", who="IRO-9")
        press(qtbot, KEY.Key_Return)
        rows = [(row["who"], row["begins"], row["ends"]) for row in facts(here, "allocation")]
        assert rows == [("IRO-7", D("2021-09-06"), D("2022-03-01")), ("IRO-9", D("2022-03-01"), None)]
        here.undo()
        assert [(row["who"], row["ends"]) for row in facts(here, "allocation")] == [("IRO-7", None)]

    def test_what_happened_once_does_not_change(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        told: list[str] = []
        here.told.connect(told.append)
        write(qtbot, choose(qtbot, page, "viability"), day="3/2/22")
        press(qtbot, KEY.Key_Return)
        to_fact(page, "Viability assessment")
        press(qtbot, KEY.Key_F2, CTRL)
        assert page.side.shown is None
        assert told[-1] == "Viability assessment happened once: record another, or correct it (F2)."

    def test_the_past_is_not_recorded_in(self, page: ChildPage, here: Workspace, qtbot: QtBot) -> None:
        here.go_to(D("2021-01-01"))
        qtbot.keyClick(page, KEY.Key_R, CTRL)
        assert page.side.shown is None
        assert not page.recording.isEnabled()


def test_a_social_worker_is_allocated_and_the_one_before_hands_over(
    page: ChildPage, here: Workspace, qtbot: QtBot
) -> None:
    for who, day in (("SW-1", "3 1 2022"), ("SW-2", "3 3 2022")):
        write(qtbot, choose(qtbot, page, "people social worker"), who=who, begins=day)
        press(qtbot, KEY.Key_Return)
    rows = here.snapshot().facts["social_worker"].to_dicts()
    assert [(row["sw_id"], str(row["sw_dec"] or "")) for row in rows] == [("SW-1", "2022-03-03"), ("SW-2", "")]
    assert here.undo_label == "Allocate social worker SW-2"


def test_a_doubtful_fact_is_answered_and_stays_listed_with_the_reason(
    page: ChildPage, here: Workspace, qtbot: QtBot
) -> None:
    write(qtbot, choose(qtbot, page, "celebration hearing"), day="3/2/22")
    press(qtbot, KEY.Key_Return)
    page.tabs.setCurrentWidget(page.doubtful)
    qtbot.waitUntil(lambda: "J81 2022-02-03" in " ".join(page.doubtful.model.frame["id"]))
    count = len(page.doubtful.model.frame)
    first = page.doubtful.model.shown()["id"][0]
    page.doubtful.select(first)
    page.doubtful.setFocus()
    press(qtbot, KEY.Key_Return)
    write(qtbot, form(page), reason="The court did it so")
    press(qtbot, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.doubtful.model.frame["answer"].null_count() < count)
    told = page.doubtful.model.frame.filter(pl.col("id") == first)["answer"].item()
    assert told.endswith("because the court did it so")
    assert len(page.doubtful.model.frame) == count
