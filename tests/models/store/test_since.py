"""What changed since a meeting: exactly the change sets after the one it was frozen at, child by child."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.edits.facts import CorrectFact, EndFact, RecordFact, RemoveFact, values
from models.edits.steps import SetStep
from models.history import sentences
from models.history.since import acts, since
from models.rules import pmg
from tests.support.monitoring import FIRST, Group


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path)


def test_exactly_the_change_sets_after_it(group: Group) -> None:
    group.do(RecordFact("1", "note", values({"written": FIRST, "number": 1, "words": "Before"})))
    group.whole(FIRST)
    last = pmg.before(group.snapshot(), group.today)
    assert last is not None
    frozen: int = last["known"]
    note = group.store.facts()["note"].to_dicts()[0]
    made = [
        group.do(RecordFact("1", "note", values({"written": group.today, "number": 1, "words": "After"}))),
        group.do(CorrectFact("1", "note", note["row_id"], values({"words": "Put right"}), group.head)),
        group.do(SetStep("2", "VISIT", 0, dt.date(2024, 5, 1), None, None)),
        group.do(RemoveFact("1", "note", note["row_id"] + 2, group.head)),
    ]
    numbers = {change.number: sorted(change.children) for change in made}
    told = acts(group.store.changed(None, group.head - len(made)), group.head - len(made))
    assert {child: list(found) for child, found in told.items()} == {
        "1": [number for number in sorted(numbers, reverse=True) if numbers[number] == ["1"]],
        "2": [number for number in sorted(numbers, reverse=True) if numbers[number] == ["2"]],
    }
    every = since(group.store.changed(None, frozen), frozen)
    for child in ("1", "2", "3"):
        whole = [each for each in sentences(group.store.history(child)) if each.number > frozen]
        assert list(every.get(child, [])) == whole
        assert since(group.store.changed([child], frozen), frozen).get(child, []) == whole
    touched = group.store.touched(frozen).select("child", "number").rows()
    found = acts(group.store.changed(None, frozen), frozen)
    assert sorted(touched) == sorted((child, number) for child, numbers_ in found.items() for number in numbers_)


def test_what_was_recorded_before_is_not_told(group: Group) -> None:
    group.do(RecordFact("1", "allocation", values({"role": "IRO", "begins": FIRST, "who": "IRO-1"})))
    frozen = group.head
    assert since(group.store.changed(None, frozen), frozen) == {}
    row = group.store.facts()["allocation"].to_dicts()[0]
    group.do(EndFact("1", "allocation", row["row_id"], group.today, (), group.head))
    words = [each.words for each in since(group.store.changed(["1"], frozen), frozen)["1"]]
    assert [text.partition(" by ")[0] for text in words] == ["Until (allocation of 9 Sep 2025) set to 1 Jun 2026"]


def test_what_came_after_a_later_meeting_began_is_the_next_ones(group: Group) -> None:
    frozen = group.head
    group.do(SetStep("1", "VISIT", 0, dt.date(2025, 5, 1), None, None))
    until = group.head
    group.do(SetStep("1", "VISIT", 0, dt.date(2025, 6, 1), None, None))
    told = since(group.store.changed(None, frozen), frozen, until)
    assert [each.number for each in told["1"]] == [until]


def test_a_meeting_sees_the_facts_as_known_when_it_began(group: Group) -> None:
    group.begin(FIRST)
    held = pmg.meeting(group.snapshot(), FIRST)
    assert held is not None
    group.do(SetStep("1", "VISIT", 0, dt.date(2025, 5, 1), None, None))
    then = group.store.facts_at(held["known"])
    assert then.number == held["known"]
    assert then["milestone"].is_empty()
    assert group.store.facts_at(group.head)["milestone"].height == 1
