"""Two people with one file open: what one of them has not seen, that one never overwrites."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import models.edits
from models.edits import Conflict, Edit, Refused
from models.edits.answers import AnswerFinding, OverrideState
from models.edits.facts import CorrectFact, RecordFact, values
from models.edits.identity import MergeChildren, NewChild
from models.edits.many import Many
from models.edits.plans import AgreePlan, ClosePlan
from models.edits.reviews import SetReview
from models.edits.workers import AllocateWorker
from models.store import Store
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat
TODAY = D("2026-06-01")
BORN = "child | sex | dob\n1 | M | 2021-02-03\n2 | F | 2021-02-03\n3 | F | 2021-02-03"
CARE = episodes("child | decom\n1 | 2024-01-10\n2 | 2024-01-10\n3 | 2024-01-10")
WORKERS = "child | sw_decom | sw_id\n1 | 2024-01-10 | SW1\n3 | 2024-01-10 | SW1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, today=TODAY)
    desk.lay(CARE, child_details=BORN, social_worker=WORKERS)
    for child, attendance in (("1", 900), ("2", 850)):
        term = {"begins": D("2025-09-03"), "term": "AUTUMN", "attendance": attendance}
        desk.do(RecordFact(child, "school_term", values(term)))
    desk.do(reviewing("1", "IRO-1", "2024-02-01", 0))
    yield desk
    desk.store.close()


@pytest.fixture
def colleague(desk: Desk) -> Iterator[Store]:
    """Somebody else, with the same file open."""
    with Store.open(desk.store.where) as other:
        yield other


def reviewing(child: str, who: str, on: str, seen: int) -> RecordFact:
    """A reviewing officer from a day on."""
    return RecordFact(child, "allocation", values({"role": "IRO", "who": who, "begins": D(on)}), seen)


def attended(desk: Desk, attendance: int, seen: int) -> CorrectFact:
    """Another attendance of child 1."""
    row = next(row["row_id"] for row in desk.store.facts()["school_term"].to_dicts() if row["child"] == "1")
    return CorrectFact("1", "school_term", row, values({"attendance": attendance}), seen)


def agreed(pathway: str, seen: int) -> AgreePlan:
    return AgreePlan("1", pathway, D("2024-04-02"), primary=True, seen=seen)


def worker(child: str, who: str, on: str, seen: int) -> AllocateWorker:
    return AllocateWorker(child, who, D(on), "LEFTRL", seen)


def note(child: str) -> RecordFact:
    return RecordFact(child, "note", values({"written": TODAY, "number": 1, "words": "Said hello"}))


def green(why: str, seen: int) -> OverrideState:
    return OverrideState("1", "G", why, TODAY, seen)


CHOSEN = ((f"school_term/{D('2025-09-03')}/attendance", "gone"),)
Both = Callable[[Desk, int], Edit]
"""What is done at a desk by who was looking at a change set."""
FASTER: dict[str, tuple[Both, Both]] = {
    "the primary plan of a day": (
        lambda _, seen: agreed("ADOPTION", seen),
        lambda _, seen: agreed("SGO", seen),
    ),
    "an answer of the same day": (
        lambda _, seen: AnswerFinding("1", "DRIFT-3", "Agreed", seen=seen),
        lambda _, seen: AnswerFinding("1", "DRIFT-3", "A family is in view", seen=seen),
    ),
    "a state of the same day": (
        lambda _, seen: green("The date is open", seen),
        lambda _, seen: green("The link fell through", seen),
    ),
    "a reviewing officer who hands over": (
        lambda _, seen: reviewing("1", "IRO-2", "2025-02-01", seen),
        lambda _, seen: reviewing("1", "IRO-3", "2025-06-01", seen),
    ),
    "a social worker who hands over": (
        lambda _, seen: worker("1", "SW2", "2025-02-01", seen),
        lambda _, seen: worker("1", "SW3", "2025-06-01", seen),
    ),
    "what is new in the record that goes": (
        lambda _, seen: note("2"),
        lambda _, seen: MergeChildren("1", "2", CHOSEN, None, seen),
    ),
    "what is otherwise in the record that stays": (
        lambda desk, seen: attended(desk, 950, seen),
        lambda _, seen: MergeChildren("1", "2", CHOSEN, None, seen),
    ),
    "one child of several": (
        lambda _, seen: worker("1", "SW2", "2025-02-01", seen),
        lambda _, seen: Many("Allocate", tuple((child, worker(child, "SW3", "2025-06-01", seen)) for child in "31")),
    ),
}


@pytest.mark.parametrize("what", FASTER)
def test_who_was_slower_is_told_and_nothing_is_stored(desk: Desk, colleague: Store, what: str) -> None:
    theirs, mine = FASTER[what]
    seen = desk.store.head
    colleague.apply(theirs(desk, seen), who="B. Osei", today=TODAY)
    faster = colleague.head
    with pytest.raises(Conflict, match=r"was changed by B\. Osei"):
        desk.do(mine(desk, seen))
    assert desk.store.head == faster
    desk.do(mine(desk, faster))
    assert desk.store.head == faster + 1


def test_one_who_cannot_be_changed_in_an_act_for_several_is_named(desk: Desk, colleague: Store) -> None:
    seen = desk.store.head
    colleague.apply(worker("3", "SW2", "2025-02-01", seen), who="B. Osei", today=TODAY)
    with pytest.raises(Conflict, match=r"^Child 3: This social worker was changed by B\. Osei"):
        desk.do(Many("Allocate", tuple((child, worker(child, "SW3", "2025-06-01", seen)) for child in "13")))


def test_a_plan_that_somebody_closed_meanwhile_is_not_closed_again(desk: Desk, colleague: Store) -> None:
    desk.do(agreed("ADOPTION", desk.store.head))
    seen = desk.store.head
    row = desk.store.facts()["plan"]["row_id"].item()
    led = CorrectFact("1", "plan", row, values({"lead": "W-7"}), seen)
    colleague.apply(led, who="B. Osei", today=TODAY)
    with pytest.raises(Conflict, match=r"This plan was changed by B\. Osei"):
        desk.do(ClosePlan("1", 1, D("2025-02-01"), "RULED-OUT", seen))
    assert desk.store.head == colleague.head


DETAILS = values({"dob": D("2023-02-03")})
SAME: dict[str, Edit] = {
    "a child": NewChild("N-1", DETAILS),
    "a plan": AgreePlan("1", "ADOPTION", D("2024-04-02"), primary=True),
    "a review": SetReview("1", D("2024-02-01"), None, 0, part="PN1"),
    "a worker": worker("2", "SW2", "2025-02-01", 0),
    "a note": note("1"),
}


@pytest.mark.parametrize("what", SAME)
def test_two_who_record_the_same_leave_one_of_it(desk: Desk, colleague: Store, what: str) -> None:
    colleague.apply(SAME[what], who="B. Osei", today=TODAY)
    with pytest.raises((Refused, Conflict)):
        desk.do(SAME[what])
    assert desk.store.head == colleague.head


def test_every_edit_says_what_its_user_has_seen_of_the_versions_it_replaces() -> None:
    """No edit asks the store to replace or to end a version whatever was recorded meanwhile."""
    blind = []
    for path in Path(models.edits.__path__[0]).glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and len(call.args) == 3:
                last = call.args[2]
                if call.func.attr in ("replace", "end") and isinstance(last, ast.Constant) and last.value is None:
                    blind.append(f"{path.name}:{call.lineno}")
    assert blind == []
