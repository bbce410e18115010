"""A new social worker from a day on, the one before handing over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits import Refused
from models.edits.workers import AllocateWorker
from models.rules.people import workers
from models.snapshot import Snapshot
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat
BEFORE = "sw_decom | sw_id | sw_dec\n2024-01-10 | SW1 | 2024-06-01\n2024-06-01 | SW2 |"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path, today=D("2026-06-01"))
    made.lay(episodes("decom\n2024-01-10"), child_details="child | dob\n1 | 2020-02-03", social_worker=BEFORE)
    yield made
    made.store.close()


def test_the_worker_before_hands_over_on_the_day(desk: Desk) -> None:
    changes = desk.do(AllocateWorker("1", "SW3", D("2025-03-01"), "LEFTRL", desk.store.head))
    assert changes.label == "Allocate social worker SW3"
    rows = desk.store.facts()["social_worker"].sort("sw_decom").to_dicts()
    assert [(row["sw_id"], row["sw_dec"], row["sw_reason"]) for row in rows] == [
        ("SW1", D("2024-06-01"), None),
        ("SW2", D("2025-03-01"), None),
        ("SW3", None, "LEFTRL"),
    ]
    shown = {day: workers(Snapshot(desk.store.facts(), D(day)))["worker"][0] for day in ("2025-02-28", "2025-03-01")}
    assert shown == {"2025-02-28": "SW2", "2025-03-01": "SW3"}
    desk.store.undo(desk.store.head, who="Sam")
    assert desk.store.facts()["social_worker"].height == 2


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (AllocateWorker("1", "SW2", D("2025-03-01"), None), "SW2 has had the child since 1 Jun 2024"),
        (AllocateWorker("1", "SW3", D("2024-06-01"), None), "SW2 has had the child since 1 Jun 2024; give a later day"),
        (AllocateWorker("1", "SW3", D("2026-06-02"), None), "has not happened yet"),
        (AllocateWorker("1", "SW3", D("2019-06-02"), None), "before the child was born"),
        (AllocateWorker("1", "SW3", D("2025-06-02"), "NONE"), "none of the choices"),
        (AllocateWorker("nobody", "SW3", D("2025-06-02"), None), "No child nobody"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(desk: Desk, edit: AllocateWorker, sentence: str) -> None:
    head = desk.store.head
    with pytest.raises(Refused, match=sentence):
        desk.do(edit)
    assert desk.store.head == head
