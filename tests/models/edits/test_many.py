"""One act for many children: previewed child by child, recorded and taken back as one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits import Edit, Refused
from models.edits.facts import RecordFact, values
from models.edits.many import Many, Preview
from models.edits.steps import SetStep
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat
CARE = "\n".join(["child | decom", *(f"{child} | 2024-01-10" for child in range(1, 7))])
BORN = "\n".join(["child | dob", *(f"{child} | {2020 + child}-02-03" for child in range(1, 7))])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, today=D("2026-06-01"))
    desk.lay(episodes(CARE), child_details=BORN)
    yield desk
    desk.store.close()


def visit(child: str) -> Edit:
    return SetStep(child, "VISIT", 0, D("2024-06-01"), None, None)


def test_the_preview_says_how_many_change_and_why_the_others_do_not(desk: Desk) -> None:
    desk.do(visit("2"))
    head = desk.store.head
    found = desk.store.preview("Record visits", map(str, range(1, 7)), visit, today=desk.today)
    assert [child for child, _ in found.edits] == ["1", "3", "4"]
    assert found.words == (
        "Will change 3, skip 3 because: Date: 1 Jun 2024 is before the child was born, on … (2); Step: the same is "
        "recorded already. Correct that one, or give this one another day."
    )
    assert desk.store.head == head


def test_of_many_reasons_the_commonest_are_given_and_the_others_counted() -> None:
    skipped = dict(zip("123456", ("rare", "usual", "usual", "seldom", "once", "never"), strict=True))
    assert Preview("Visit", (), skipped).words == (
        "Will change 0, skip 6 because: usual (2); rare; seldom; and other reasons (2)"
    )


def test_it_is_one_step_without_those_taken_out(desk: Desk) -> None:
    found = desk.store.preview("Record visits", map(str, range(1, 5)), visit, today=desk.today).without(["3"])
    changes = desk.do(found.act)
    assert (changes.label, changes.children) == ("Record visits", {"1", "2", "4"})
    assert sorted(desk.store.facts()["milestone"]["child"]) == ["1", "2", "4"]
    desk.store.undo(desk.store.head, who="Sam")
    assert desk.store.facts()["milestone"].is_empty()
    assert desk.store.verify().ok


def test_a_new_team_for_all_ends_the_team_before_of_each(desk: Desk) -> None:
    def allocate(child: str, who: str, on: str) -> Edit:
        return RecordFact(child, "allocation", values({"role": "TEAM", "who": who, "begins": D(on)}), desk.store.head)

    for who, on in (("North", "2024-02-01"), ("South", "2025-02-01")):
        desk.do(Many("Allocate", tuple((child, allocate(child, who, on)) for child in ("1", "2", "3"))))
    rows = desk.store.facts()["allocation"].sort("child", "begins").to_dicts()
    assert [(row["who"], row["ends"]) for row in rows[:2]] == [("North", D("2025-02-01")), ("South", None)]
    assert len(rows) == 6


def test_one_that_cannot_be_done_stops_all_and_names_the_child(desk: Desk) -> None:
    with pytest.raises(Refused, match="Child 6: Date: 1 Jun 2024 is before the child was born"):
        desk.do(Many("Record visits", (("1", visit("1")), ("6", visit("6")))))
    assert desk.store.facts()["milestone"].is_empty()
