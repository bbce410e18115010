"""The life of one value: who wrote it, when, from what to what, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits.facts import CorrectFact, RecordFact, values
from models.edits.many import Many
from models.edits.plans import AgreePlan, ClosePlan, SwitchPrimary
from models.edits.steps import SetPlanned, SetStep
from models.history.lives import life
from models.history.sources import sources, standing
from models.trackers import TRACKERS
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, today=D("2026-06-01"))
    care = "decom | rne | ls | place\n2024-01-03 | S | C2 | U6\n2024-09-03 | | E1 | U6\n2025-12-03 | | E1 | A6"
    made.lay(episodes(care), child_details="child | dob\n1 | 2021-01-01", adoption="child | date_match\n1 | 2025-10-01")
    yield made
    made.store.close()


def told(desk: Desk, key: str, tracker: str = "permanence") -> list[str]:
    """The life of what stands in a column, a line for each turn: who, what, from, to, why."""
    found = standing(sources(tracker, key), key, desk.snapshot("1"), "1")
    turns = life(desk.store.history("1"), found)
    return [f"{turn.who} | {turn.what} | {turn.before} | {turn.after} | {turn.why}" for turn in turns]


def test_a_typed_date_is_told_from_first_to_last_with_its_acts(desk: Desk) -> None:
    desk.type("match", "2025-10-11")
    desk.store.undo(desk.store.head, who="Kim")
    assert told(desk, "match") == [
        "A. Clerk | Match date | – | 1 Oct 2025 | Import",
        "A. Worker | Match date | 1 Oct 2025 | 11 Oct 2025 | Set match date",
        "Kim | Match date | 11 Oct 2025 | 1 Oct 2025 | Undo Set match date",
    ]


def test_a_value_read_from_episodes_tells_what_became_of_their_cells(desk: Desk) -> None:
    assert told(desk, "legal") == [
        "A. Clerk | Care episode of 3 Jan 2024: legal status | – | Full care order | Import",
        "A. Clerk | Care episode of 3 Sep 2024: legal status | – | Placement order | Import",
        "A. Clerk | Care episode of 3 Dec 2025: legal status | – | Placement order | Import",
    ]
    desk.type("placed", "2025-12-13")
    assert told(desk, "placed") == [
        "A. Clerk | Start of episode | – | 3 Dec 2025 | Import",
        "A. Worker | Start of episode | 3 Dec 2025 | 13 Dec 2025 | Set placed date",
    ]


def test_a_placement_order_is_not_told_by_a_move_under_it(desk: Desk) -> None:
    first = "A. Clerk | Start of episode | – | 3 Sep 2024 | Import"
    assert told(desk, "po") == [first]
    desk.type("po", "2025-12-03")
    assert sorted(told(desk, "po")) == [
        first,
        "A. Worker | Start of episode | 3 Sep 2024 | – | Set placement order date",
        "A. Worker | Start of episode | – | 3 Dec 2025 | Set placement order date",
    ]


def test_a_step_is_told_with_its_outcome_and_not_with_another_step(desk: Desk) -> None:
    desk.do(SetStep("1", "VIABILITY", 0, D("2024-05-01"), None, None, "POSITIVE"))
    desk.do(SetStep("1", "VISIT", 0, D("2024-05-02"), None, None))
    desk.do(SetStep("1", "VIABILITY", 0, D("2024-05-03"), D("2024-05-01"), desk.store.head))
    desk.do(SetStep("1", "VIABILITY", 0, None, D("2024-05-03"), desk.store.head))
    assert told(desk, "VIABILITY") == [
        "A. Worker | Viability assessment | – | 1 May 2024 | Set viability assessment date",
        "A. Worker | Viability assessment of 1 May 2024: outcome | – | Positive | Set viability assessment date",
        "A. Worker | Viability assessment | 1 May 2024 | 3 May 2024 | Set viability assessment date",
        "A. Worker | Viability assessment | 3 May 2024 | – | Clear viability assessment date",
        "A. Worker | Viability assessment of 3 May 2024: outcome | Positive | – | Clear viability assessment date",
    ]


def test_a_rough_date_is_told_as_roughly_as_it_is_known(desk: Desk) -> None:
    for precision in ("MONTH", "YEAR", "UNKNOWN"):
        cells = {"kind": "VISIT", "plan": 0, "day": D("2024-05-01"), "precision": precision}
        if precision == "MONTH":
            desk.do(RecordFact("1", "milestone", values(cells)))
        else:
            row = desk.store.facts()["milestone"]["row_id"].item()
            desk.do(CorrectFact("1", "milestone", row, values(cells), desk.store.head))
    days = [line.split(" | ")[3] for line in told(desk, "VISIT")]
    assert days == ["May 2024", "2024", "by 1 May 2024"]


def test_a_planned_day_that_moves_is_told_from_what_was_said_before_with_why(desk: Desk) -> None:
    desk.do(SetPlanned("1", "FH", 0, D("2026-06-20"), None, None))
    desk.today = D("2026-06-05")
    desk.do(SetPlanned("1", "FH", 0, D("2026-07-02"), D("2026-06-20"), desk.store.head, "No judge"))
    assert [line.split(" | ")[2:] for line in told(desk, "FH_planned", "court")] == [
        ["–", "20 Jun 2026", "Plan final hearing"],
        ["20 Jun 2026", "2 Jul 2026", "Plan final hearing: No judge"],
    ]


def test_a_new_team_is_told_from_the_one_before(desk: Desk) -> None:
    for who, on in (("North", "2024-02-01"), ("South", "2025-02-01")):
        fact = RecordFact("1", "allocation", values({"role": "TEAM", "who": who, "begins": D(on)}), desk.store.head)
        desk.do(Many(f"Allocate team {who} for 1 child", (("1", fact),)))
    assert [line for line in told(desk, "team") if "who" in line.split(" | ")[1]] == [
        "A. Worker | Allocation of 1 Feb 2024: who | – | North | Allocate team North for 1 child",
        "A. Worker | Allocation of 1 Feb 2025: who | North | South | Allocate team South for 1 child",
    ]


def test_the_primary_plan_is_told_by_its_name(desk: Desk) -> None:
    desk.do(AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True))
    desk.do(AgreePlan("1", "SGO", D("2024-04-20"), primary=False, with_whom="AUNT"))
    desk.do(SwitchPrimary("1", 2, D("2025-01-09"), why="The aunt's assessment is positive"))
    switched = [line.split(" | ")[2:] for line in told(desk, "primary_words") if "Primary plan" in line]
    assert switched[-1][:2] == ["Adoption", "Special guardianship"]
    assert switched[-1][2].endswith("The aunt's assessment is positive")


def test_a_cell_about_plans_tells_of_the_plans_in_it_and_of_no_other(desk: Desk) -> None:
    def said(key: str) -> list[str]:
        return [line.removeprefix("A. Worker | ").rpartition(" | ")[0] for line in told(desk, key)]

    desk.do(AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True))
    desk.do(AgreePlan("1", "SGO", D("2024-04-20"), primary=False, with_whom="AUNT"))
    desk.do(AgreePlan("1", "LTF", D("2024-05-20"), primary=False))
    aunt = [
        "Permanence plan of 20 Apr 2024: plan | – | Special guardianship",
        "Permanence plan of 20 Apr 2024: with whom | – | Aunt",
    ]
    foster = "Permanence plan of 20 May 2024: plan | – | Long-term fostering"
    assert said("contingency_words") == [*aunt, foster]
    assert said("plan_date") == ["Agreed on | – | 2 Apr 2024"]

    desk.do(ClosePlan("1", 1, D("2025-01-09"), "RULED-OUT", desk.store.head, then=2))
    assert said("primary_words") == [
        "Primary plan of 2 Apr 2024 | – | Adoption",
        *aunt,
        "Primary plan of 9 Jan 2025 | Adoption | Special guardianship",
    ]
    assert said("contingency_words") == [foster]
    assert said("plan_date") == ["Agreed on | – | 20 Apr 2024"]


def test_an_empty_cell_about_plans_tells_how_it_became_empty(desk: Desk) -> None:
    desk.do(AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True))
    assert told(desk, "contingency_words") == []
    desk.do(AgreePlan("1", "LTF", D("2024-05-20"), primary=False))
    for plan in (2, 1):
        desk.do(ClosePlan("1", plan, D("2025-01-09"), "RULED-OUT", desk.store.head))
    ends = [told(desk, key)[-1].split(" | ")[1:4] for key in ("primary_words", "contingency_words")]
    assert ends == [
        ["Permanence plan of 2 Apr 2024: closed on", "–", "9 Jan 2025"],
        ["Permanence plan of 20 May 2024: closed on", "–", "9 Jan 2025"],
    ]


@pytest.mark.parametrize("code", list(TRACKERS))
def test_every_cell_that_can_be_edited_has_a_life(code: str) -> None:
    tracker = TRACKERS[code]
    without = [column.key for column in tracker.columns if column.edit and not sources(code, column.key)]
    assert without == []


def test_what_is_only_worked_out_has_none() -> None:
    assert sources("permanence", "days_since_po") == ()
    assert sources("residential", "reason") == ()
