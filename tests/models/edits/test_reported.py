"""Times missing and deprivation of liberty orders by hand: recorded, corrected, ended, taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.edits import Conflict, Refused
from models.edits.facts import EndFact, RecordFact, RemoveFact, values
from models.edits.reported import CorrectReported
from models.history import sentences
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.lay(
        episodes("decom | ls\n2020-01-10 | C2"),
        child_details="child | dob\n1 | 2010-02-03",
        missing_episode="mis_start | missing | mis_end\n2021-03-01 | M | 2021-03-04\n2021-05-01 | A |",
    )
    yield desk
    desk.store.close()


def rows(desk: Desk, table: str = "missing_episode") -> list[dict[str, Any]]:
    return desk.store.fresh(["1"])[table].to_dicts()


def correct(desk: Desk, at: int, seen: int | None = None, **cells: Any) -> None:
    row = rows(desk)[at]
    head = desk.store.head if seen is None else seen
    desk.do(CorrectReported("1", "missing_episode", row["row_id"], values(cells), head))


def test_a_time_missing_is_recorded_ended_and_taken_away(desk: Desk) -> None:
    cells = values({"mis_start": D("2022-03-01"), "missing": "M"})
    assert desk.do(RecordFact("1", "missing_episode", cells)).label == "Record missing episode"
    row = rows(desk)[-1]
    ended = desk.do(EndFact("1", "missing_episode", row["row_id"], D("2022-03-03"), (), desk.store.head))
    assert (ended.label, rows(desk)[-1]["mis_end"]) == ("End missing episode", D("2022-03-03"))
    gone = desk.do(RemoveFact("1", "missing_episode", rows(desk)[-1]["row_id"], desk.store.head))
    assert (gone.label, len(rows(desk))) == ("Take away missing episode", 2)
    words = [sentence.words.partition(" by ")[0] for sentence in sentences(desk.store.history("1"))[:3]]
    assert words[0] == "Missing episode of 1 Mar 2022: missing; missing until: 3 Mar 2022 taken back"
    assert words[2] == "Missing episode of 1 Mar 2022: missing recorded"


def test_one_that_a_return_reported_keeps_its_key_when_it_is_moved(desk: Desk) -> None:
    correct(desk, 0, mis_start=D("2021-03-02"))
    correct(desk, 0, mis_start=D("2021-03-03"))
    assert (rows(desk)[0]["mis_start"], rows(desk)[0]["imported_as"]) == (D("2021-03-03"), D("2021-03-01"))
    correct(desk, 1, missing="M")
    assert (rows(desk)[1]["missing"], rows(desk)[1]["imported_as"]) == ("M", None)


def test_an_order_is_recorded_and_ended(desk: Desk) -> None:
    desk.do(RecordFact("1", "deprivation_order", values({"dolo_start": D("2022-03-01")})))
    row = rows(desk, "deprivation_order")[0]
    desk.do(EndFact("1", "deprivation_order", row["row_id"], D("2022-03-20"), (), desk.store.head))
    assert rows(desk, "deprivation_order")[0]["dolo_end"] == D("2022-03-20")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"mis_start": D("2022-04-01"), "missing": "M"}, "Missing from: 1 Apr 2022 has not happened yet"),
        ({"mis_start": D("2009-04-01"), "missing": "M"}, "Missing from: 1 Apr 2009 is before the child was born"),
        ({"mis_start": D("2021-06-01")}, "Kind of absence is needed"),
        ({"mis_start": D("2021-05-01"), "missing": "M"}, "the same is recorded already"),
        ({"mis_start": D("2021-06-01"), "missing": "M", "mis_end": D("2021-05-30")}, "cannot have ended before that"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, cells: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        desk.do(RecordFact("1", "missing_episode", values(cells)))


def test_somebody_who_was_faster_is_not_overwritten(desk: Desk) -> None:
    seen, row = desk.store.head, rows(desk)[0]
    correct(desk, 0, missing="A")
    with pytest.raises((Refused, Conflict)):
        desk.do(CorrectReported("1", "missing_episode", row["row_id"], values({"missing": "A"}), seen))
