"""A finding answered, a state set for a while: each one step, the reason kept; and what is refused at the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checks import answered, faults, key
from models.edits import Refused
from models.edits.answers import AnswerFinding, OverrideState
from models.edits.doors import approximate, earliest
from models.edits.facts import CorrectFact, EndFact, RecordFact, values
from models.edits.plans import AgreePlan, ClosePlan, SwitchPrimary
from models.edits.steps import SetStep
from models.rules.drift import answers
from models.snapshot import Snapshot
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, today=D("2026-06-01"))
    drawing = "decom | ls | place | dec | rec\n2024-01-10 | C1 | U6\n2024-06-01 | E1 | A6 | 2025-03-01 | E11"
    said = {"child_details": "child | dob | sex\n1 | 2023-02-03 | F", "previous_permanence": "prev_perm\nZ1"}
    desk.lay(episodes(drawing), **said)
    yield desk
    desk.store.close()


def findings(desk: Desk, code: str) -> list[dict[str, Any]]:
    snap = Snapshot(desk.store.facts(), desk.today)
    return [row for row in answered(snap, faults(snap)).to_dicts() if row["code"] == code]


def row_of(desk: Desk, table: str, **cells: Any) -> int:
    rows = desk.store.facts()[table].to_dicts()
    return next(int(row["row_id"]) for row in rows if all(row[name] == value for name, value in cells.items()))


def test_a_doubtful_step_is_stored_flagged_answered_and_found_again_when_the_answer_is_undone(desk: Desk) -> None:
    desk.do(SetStep("1", "CELEBRATION", 0, D("2025-03-10"), None, None))
    (finding,) = findings(desk, "J25")
    assert not finding["answered"]
    change = desk.do(AnswerFinding("1", key("J25", finding["on"]), "The family asked for it before they moved abroad"))
    (finding,) = findings(desk, "J25")
    assert (finding["answered"], finding["answered_on"]) == (True, desk.today)
    assert finding["answered_reason"] == "The family asked for it before they moved abroad"
    assert finding["answered_in"] == change.number  # by which the ledger says who
    assert change.number is not None
    desk.store.undo(change.number, who="Sam")
    assert not findings(desk, "J25")[0]["answered"]
    assert "before they moved abroad" in "".join(desk.store.history("1")["cells"].to_list())


def test_a_corrected_day_is_a_new_finding_that_nobody_answered(desk: Desk) -> None:
    desk.do(SetStep("1", "CELEBRATION", 0, D("2025-03-10"), None, None))
    desk.do(AnswerFinding("1", "J25 2025-03-10", "Agreed"))
    desk.do(SetStep("1", "CELEBRATION", 0, D("2025-03-11"), D("2025-03-10"), desk.store.head))
    assert [row["answered"] for row in findings(desk, "J25")] == [False]


def test_a_second_answer_on_one_day_takes_the_place_of_the_first_and_a_later_one_stands_beside_it(desk: Desk) -> None:
    desk.do(AnswerFinding("1", "DRIFT-3", "Agreed", owner="W-7", action="Ring the agency", due=D("2026-06-20")))
    desk.do(AnswerFinding("1", "DRIFT-3", "Agreed with the IRO", until=D("2026-07-01"), seen=desk.store.head))
    assert [row["reason"] for row in desk.rows(table="answer")] == ["Agreed with the IRO"]
    desk.today = D("2026-06-02")
    desk.do(AnswerFinding("1", "DRIFT-3", "A family is in view"))
    assert [row["reason"] for row in desk.rows(table="answer")] == ["Agreed with the IRO", "A family is in view"]


def test_a_state_is_set_with_a_reason_until_a_day(desk: Desk) -> None:
    desk.do(OverrideState("1", "A", "The match is agreed and only the date is open", D("2026-06-30")))
    held = answers(Snapshot(desk.store.facts(), D("2026-06-30"))).to_dicts()
    assert [(row["rule"], row["answer_state"], row["answer_until"]) for row in held] == [("RAG", "A", D("2026-06-30"))]
    assert answers(Snapshot(desk.store.facts(), D("2026-07-01"))).is_empty()


ADOPTION = AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True)
TERM = {"begins": D("2026-04-13"), "term": "SUMMER"}


@pytest.mark.parametrize(
    ("before", "edit", "sentence"),
    [
        ([], AnswerFinding("1", "J25", "  "), "Reason is needed"),
        ([], AnswerFinding("1", " ", "Agreed"), "Finding is needed"),
        ([], AnswerFinding("9", "J25", "Agreed"), "No child 9 is recorded"),
        ([], AnswerFinding("1", "J25", "Agreed", until=D("2026-05-31")), "cannot hold until 31 May 2026"),
        ([], AnswerFinding("1", "J25", "Agreed", due=D("2026-05-31")), "cannot be due on 31 May 2026"),
        ([], OverrideState("1", "G", "Agreed", None), "say until which day"),
        ([], OverrideState("1", "", "Agreed", D("2026-06-30")), "red, amber or green"),
        ([], OverrideState("1", "B", "Agreed", D("2026-06-30")), "none of the choices"),
        ([], OverrideState("1", "G", "", D("2026-06-30")), "Reason is needed"),
        (
            [],
            SetStep("1", "CELEBRATION", 0, D("2025-02-28"), None, None),
            "made on 1 Mar 2025 and cannot be celebrated",
        ),
        (
            [],
            RecordFact("1", "school_term", values({**TERM, "attendance": 1001})),
            "100.1 cannot be; attendance is 100",
        ),
        ([], RecordFact("1", "school_term", values({**TERM, "hours": 1681})), "a week has 168 hours"),
        (
            [],
            RecordFact("1", "milestone", values({"kind": "EXTENSION", "plan": 0, "day": D("2024-05-01"), "amount": 0})),
            "An extension of no weeks is none",
        ),
        (
            [],
            RecordFact("1", "proceedings", values({"issued": D("2024-01-12"), "order_made": "CO"})),
            "Order made goes with the end: fill in “Final order” too",
        ),
        (
            [RecordFact("1", "sibling_group", values({"family": "F-1", "since": D("2024-01-10")}))],
            RecordFact("1", "sibling_group", values({"family": "F-1", "since": D("2025-01-10")})),
            "in this sibling group already, since 10 Jan 2024",
        ),
        (
            [ADOPTION, AgreePlan("1", "SGO", D("2024-04-20"), primary=False), SwitchPrimary("1", 2, D("2025-01-09"))],
            ClosePlan("1", 2, D("2024-12-01"), "RULED-OUT", None),
            "became the primary plan on 9 Jan 2025 and cannot be closed before that",
        ),
    ],
)
def test_what_can_never_be_right_is_refused_with_a_sentence(
    desk: Desk, before: list[Any], edit: Any, sentence: str
) -> None:
    for earlier in before:
        desk.do(earlier)
    head = desk.store.head
    with pytest.raises(Refused, match=sentence):
        desk.do(edit)
    assert desk.store.head == head


def test_a_primary_plan_cannot_be_agreed_after_it_became_the_primary_one(desk: Desk) -> None:
    desk.do(ADOPTION)
    row = row_of(desk, "plan")
    with pytest.raises(Refused, match="primary plan since 2 Apr 2024 and cannot be agreed after that"):
        desk.do(CorrectFact("1", "plan", row, values({"begins": D("2024-04-03")}), desk.store.head))
    desk.do(CorrectFact("1", "plan", row, values({"begins": D("2024-04-01")}), desk.store.head))


def test_an_approximate_date_is_refused_only_where_every_day_it_can_mean_is_impossible(desk: Desk) -> None:
    cells = {"kind": "CPR", "plan": 0, "day": D("2023-01-01")}  # born on 3 Feb 2023
    with pytest.raises(Refused, match="before the child was born"):
        desk.do(RecordFact("1", "milestone", values({**cells, "precision": "MONTH"})))
    desk.do(RecordFact("1", "milestone", values({**cells, "precision": "YEAR"})))
    plan = {"plan": 1, "pathway": "SGO", "begins": D("2024-06-30"), "precision": "MONTH"}
    desk.do(RecordFact("1", "plan", values(plan)))
    row = row_of(desk, "plan")
    with pytest.raises(Refused, match="cannot have ended before"):
        desk.do(EndFact("1", "plan", row, D("2024-05-31"), (), desk.store.head))
    desk.do(EndFact("1", "plan", row, D("2024-06-10"), values({"why_ended": "RULED-OUT"}), desk.store.head))


@given(
    day=st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)), precision=st.sampled_from([None, "DAY", "MONTH", "YEAR"])
)
def test_the_days_an_approximate_date_can_mean_lie_around_it_and_the_next_ones_do_not(
    day: dt.date, precision: str | None
) -> None:
    first, last = earliest(day, precision), approximate(day, precision)
    assert first <= day <= last
    part = {"MONTH": 7, "YEAR": 4}.get(precision or "", 10)
    assert {each.isoformat()[:part] for each in (first, last)} == {day.isoformat()[:part]}
    for outside in (first - dt.timedelta(days=1), last + dt.timedelta(days=1)):
        assert outside.isoformat()[:part] != day.isoformat()[:part]
