"""Plans pursued side by side, steps taken and planned, court and people: recorded, corrected, ended and taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.edits import Conflict, Refused
from models.edits.changes import ChangeFact
from models.edits.facts import CorrectFact, EndFact, RecordFact, RemoveFact, values
from models.edits.plans import AgreePlan, ClosePlan, SwitchPrimary
from models.edits.steps import SetPlanned, SetStep
from models.rules.plans import plans
from models.rules.steps import last_day, next_day, taken
from models.snapshot import Snapshot
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, today=D("2026-06-01"))
    drawing = "decom | ls | place\n2024-01-10 | C1 | U6\n2024-06-01 | E1 | U6"
    desk.lay(episodes(drawing), child_details="child | dob | sex\n1 | 2023-02-03 | F")
    yield desk
    desk.store.close()


def plan_now(desk: Desk, on: str = "2026-06-01") -> dict[str, Any]:
    return (plans(Snapshot(desk.store.facts(), D(on))).to_dicts() or [{}])[0]


def row_of(desk: Desk, table: str, **cells: Any) -> int:
    rows = desk.store.facts()[table].to_dicts()
    return next(int(row["row_id"]) for row in rows if all(row[name] == value for name, value in cells.items()))


def test_a_contingency_is_worked_beside_the_primary_plan_and_takes_over_when_that_is_closed(desk: Desk) -> None:
    desk.do(AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True))
    desk.do(AgreePlan("1", "SGO", D("2024-04-20"), primary=False, with_whom="AUNT"))
    now = plan_now(desk)
    assert (now["primary"], now["contingency_words"], now["parallel"]) == (
        "ADOPTION",
        "Special guardianship, aunt",
        True,
    )
    with pytest.raises(Refused, match="which of them is the primary one"):
        desk.do(ClosePlan("1", 1, D("2025-03-01"), "NO-FAMILY", None))
    desk.do(ClosePlan("1", 1, D("2025-03-01"), "NO-FAMILY", None, then=2))
    now = plan_now(desk)
    assert (now["primary_words"], now["contingency_words"], now["parallel"]) == (
        "Special guardianship, aunt",
        None,
        False,
    )
    assert plan_now(desk, "2025-02-28")["primary"] == "ADOPTION"  # the past stays what it was


def test_the_primary_plan_switches_and_the_one_before_goes_on(desk: Desk) -> None:
    desk.do(AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True))
    desk.do(AgreePlan("1", "SGO", D("2024-04-20"), primary=False, with_whom="AUNT"))
    desk.do(SwitchPrimary("1", 2, D("2025-01-09"), why="The aunt's assessment is positive"))
    now = plan_now(desk)
    assert (now["primary"], now["primary_since"], now["contingency_words"]) == ("SGO", D("2025-01-09"), "Adoption")
    with pytest.raises(Refused, match="primary plan already, since 9 Jan 2025"):
        desk.do(SwitchPrimary("1", 2, D("2025-02-09")))


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (AgreePlan("1", "SGO", D("2024-04-20"), primary=False), "stands beside a primary plan"),
        (AgreePlan("1", "ADOPTION", D("2026-06-02"), primary=True), "2 Jun 2026 has not happened yet"),
        (AgreePlan("1", "ADOPTION", D("2023-02-02"), primary=True), "before the child was born"),
        (AgreePlan("nobody", "ADOPTION", D("2025-02-02"), primary=True), "No child nobody is recorded"),
        (SwitchPrimary("1", 3, D("2025-02-09")), "no plan of number 3"),
        (SetStep("1", "VIABILITY", 4, D("2025-02-09"), None, None), "no plan of number 4"),
        (SetStep("1", "VIABILITY", 0, D("2025-02-09"), None, None, "HELD"), "has no outcome “Held”"),
        (SetPlanned("1", "FH", 0, D("2026-05-31"), None, None), "cannot be before it"),
        (RecordFact("1", "allocation", values({"role": "IRO", "begins": D("2025-01-01")})), "Who is needed"),
        (RecordFact("1", "allocation", values({"role": "COOK", "begins": D("2025-01-01"), "who": "x"})), "none of the"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(desk: Desk, edit: Any, sentence: str) -> None:
    head = desk.store.head
    with pytest.raises(Refused, match=sentence):
        desk.do(edit)
    assert desk.store.head == head


def two_plans(desk: Desk, second: str = "2024-04-20") -> None:
    desk.do(AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True))
    desk.do(AgreePlan("1", "SGO", D(second), primary=False, with_whom="AUNT"))


@pytest.mark.parametrize("then", [1, 3])
def test_a_plan_that_is_pursued_no_more_cannot_follow(desk: Desk, then: int) -> None:
    two_plans(desk)
    desk.do(AgreePlan("1", "HOME", D("2024-05-01"), primary=False))
    desk.do(ClosePlan("1", 3, D("2024-08-01"), "NO-FAMILY", None))
    with pytest.raises(Refused, match="pursued no more"):
        desk.do(ClosePlan("1", 1, D("2025-03-01"), "NO-FAMILY", None, then=then))


def test_a_plan_agreed_after_the_close_is_the_primary_one_from_its_own_day(desk: Desk) -> None:
    two_plans(desk, "2024-06-20")
    with pytest.raises(Refused, match="which of them is the primary one"):
        desk.do(ClosePlan("1", 1, D("2024-06-03"), "NO-FAMILY", None))
    desk.do(ClosePlan("1", 1, D("2024-06-03"), "NO-FAMILY", None, then=2))
    assert plan_now(desk, "2024-06-19") == {}
    assert [plan_now(desk, day)["primary"] for day in ("2024-06-20", "2026-06-01")] == ["SGO", "SGO"]


def test_a_plan_is_not_closed_before_another_took_its_place(desk: Desk) -> None:
    two_plans(desk)
    desk.do(SwitchPrimary("1", 2, D("2025-01-09")))
    with pytest.raises(Refused, match="on 9 Jan 2025; close this one on that day or later"):
        desk.do(ClosePlan("1", 1, D("2025-01-08"), "NO-FAMILY", None))
    desk.do(ClosePlan("1", 1, D("2025-01-09"), "NO-FAMILY", None))


def test_who_follows_is_not_written_over_what_another_chose_meanwhile(desk: Desk) -> None:
    two_plans(desk)
    desk.do(AgreePlan("1", "HOME", D("2024-05-01"), primary=False))
    seen = desk.store.head
    desk.do(SwitchPrimary("1", 3, D("2025-01-09")))
    with pytest.raises(Conflict, match="primary plan was changed by"):
        desk.do(ClosePlan("1", 3, D("2025-01-09"), "NO-FAMILY", seen, then=2))


def test_the_number_of_a_plan_is_never_given_to_another(desk: Desk) -> None:
    two_plans(desk)
    agreed = desk.store.head
    desk.do(SetPlanned("1", "SG-HEARING", 2, D("2026-07-01"), None, None))
    with pytest.raises(Refused, match="close it instead"):
        desk.do(RemoveFact("1", "plan", row_of(desk, "plan", plan=2), desk.store.head))
    desk.store.undo(agreed, who="Sam")
    desk.do(AgreePlan("1", "HOME", D("2024-05-01"), primary=False))
    assert desk.store.facts()["plan"].sort("plan")["plan"].to_list() == [1, 3]


def test_what_ended_cannot_have_changed_since(desk: Desk) -> None:
    desk.do(
        RecordFact("1", "sibling_group", values({"family": "F", "since": D("2024-01-10"), "ends": D("2025-01-01")}))
    )
    row = row_of(desk, "sibling_group")
    changed = values({"family": "G", "since": D("2024-06-01")})
    with pytest.raises(Refused, match="ended already, on 1 Jan 2025"):
        desk.do(ChangeFact("1", "sibling_group", row, changed, desk.store.head))


def test_a_holder_of_a_role_found_out_later_ends_where_the_next_began(desk: Desk) -> None:
    for who, day in (("IRO-9", "2025-02-01"), ("IRO-7", "2024-01-15")):
        desk.do(RecordFact("1", "allocation", values({"role": "IRO", "begins": D(day), "who": who}), desk.store.head))
    rows = desk.store.facts()["allocation"].sort("begins").to_dicts()
    assert [(row["who"], row["ends"]) for row in rows] == [("IRO-7", D("2025-02-01")), ("IRO-9", None)]


def test_earlier_proceedings_ended_when_the_next_were_issued(desk: Desk) -> None:
    desk.do(RecordFact("1", "proceedings", values({"issued": D("2024-05-01")})))
    with pytest.raises(Refused, match="ended by then"):
        desk.do(RecordFact("1", "proceedings", values({"issued": D("2024-01-12")})))
    desk.do(RecordFact("1", "proceedings", values({"issued": D("2024-01-12"), "ends": D("2024-05-01")})))


def test_a_step_is_taken_moved_and_cleared(desk: Desk) -> None:
    desk.do(SetStep("1", "CPR", 0, D("2024-05-01"), None, None))
    desk.do(SetStep("1", "CPR", 0, D("2024-05-03"), D("2024-05-01"), desk.store.head))
    found = last_day(Snapshot(desk.store.facts(), D("2026-06-01")), ["CPR", "LINK"]).to_dicts()
    assert [(row["CPR"], row["LINK"]) for row in found] == [(D("2024-05-03"), None)]
    desk.do(SetStep("1", "CPR", 0, None, D("2024-05-03"), desk.store.head))
    assert taken(Snapshot(desk.store.facts(), D("2026-06-01"))).is_empty()


def test_a_hearing_is_listed_moved_and_held(desk: Desk) -> None:
    desk.do(SetPlanned("1", "FH", 0, D("2026-06-20"), None, None))
    desk.do(SetPlanned("1", "FH", 0, D("2026-07-02"), D("2026-06-20"), desk.store.head))
    listed = next_day(Snapshot(desk.store.facts(), D("2026-06-01")), ["FH"])
    assert listed["FH_planned"].to_list() == [D("2026-07-02")]
    desk.do(SetStep("1", "FH", 0, D("2026-06-01"), None, None, "HELD"))
    assert next_day(Snapshot(desk.store.facts(), D("2026-06-01")), ["FH"]).is_empty()


def test_a_rough_date_says_that_it_happened_but_counts_no_days(desk: Desk) -> None:
    cells = {"kind": "VIABILITY", "plan": 0, "day": D("2024-03-01"), "precision": "MONTH"}
    desk.do(RecordFact("1", "milestone", values(cells)))
    step = taken(Snapshot(desk.store.facts(), D("2026-06-01"))).to_dicts()[0]
    assert (step["day"], step["words"], step["counted"]) == (D("2024-03-31"), "Mar 2024", None)


def test_a_new_reviewing_officer_ends_the_one_before(desk: Desk) -> None:
    for who, day in (("IRO-7", "2024-01-15"), ("IRO-9", "2025-02-01")):
        desk.do(RecordFact("1", "allocation", values({"role": "IRO", "begins": D(day), "who": who}), desk.store.head))
    rows = desk.store.facts()["allocation"].sort("begins").to_dicts()
    assert [(row["who"], row["ends"]) for row in rows] == [("IRO-7", D("2025-02-01")), ("IRO-9", None)]


def test_proceedings_are_corrected_ended_and_taken_away(desk: Desk) -> None:
    desk.do(RecordFact("1", "proceedings", values({"issued": D("2024-01-12"), "tier": "DJ"})))
    with pytest.raises(Refused, match="still open on 1 May 2024"):
        desk.do(RecordFact("1", "proceedings", values({"issued": D("2024-05-01")})))
    row = row_of(desk, "proceedings")
    desk.do(CorrectFact("1", "proceedings", row, values({"issued": D("2024-01-11")}), desk.store.head))
    row = row_of(desk, "proceedings", issued=D("2024-01-11"))
    with pytest.raises(Refused, match="cannot have ended before"):
        desk.do(EndFact("1", "proceedings", row, D("2024-01-10"), (), desk.store.head))
    desk.do(EndFact("1", "proceedings", row, D("2024-06-01"), values({"order_made": "CO-PO"}), desk.store.head))
    assert Snapshot(desk.store.facts(), D("2024-05-31"))["proceedings"]["order_made"].to_list() == [None]
    row = row_of(desk, "proceedings")
    desk.do(RemoveFact("1", "proceedings", row, desk.store.head))
    assert desk.store.facts()["proceedings"].is_empty()


def test_every_edit_is_one_step_that_undo_takes_back(desk: Desk) -> None:
    before = desk.store.head
    desk.do(AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True))
    assert desk.store.head == before + 1
    desk.store.undo(desk.store.head, who="Sam")
    assert desk.store.facts()["plan"].is_empty()
    assert desk.store.facts()["primary_plan"].is_empty()
