"""Who a child is, put right by hand: birth date, sex, ethnicity, pupil number, motherhood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.edits import Conflict, Refused
from models.edits.details import CorrectDetails
from models.edits.facts import values
from models.edits.identity import NewChild
from models.history import sentences
from models.history.lives import life
from models.history.sources import sources
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.lay(
        episodes("child | decom\n1 | 2020-01-10\n2 | 2020-01-10"),
        child_details="child | dob | sex | ethnic | mother\n1 | 2019-02-03 | F | WBRI |",
        review="child | review | dob\n1 | 2020-02-01 | 2019-03-02\n1 | 2020-05-01 | 2018-01-01",
    )
    yield desk
    desk.store.close()


def correct(desk: Desk, child: str = "1", seen: int | None = None, **cells: Any) -> str:
    """Correct cells of a child's details; answers the name of the step."""
    return desk.do(CorrectDetails(child, values(cells), desk.store.head if seen is None else seen)).label


def details(desk: Desk, child: str = "1") -> dict[str, Any]:
    return next(iter(desk.rows(child, "child_details")))


def test_a_cell_is_corrected_as_one_named_step_that_undo_takes_back(desk: Desk) -> None:
    before = details(desk)
    assert correct(desk, dob=D("2019-03-02")) == "Correct date of birth"
    assert correct(desk, sex="M", ethnic="MWBC") == "Correct child details"
    assert details(desk) == {**before, "dob": D("2019-03-02"), "sex": "M", "ethnic": "MWBC"}
    assert desk.store.change_sets()["kind"][-1] == "correction"
    desk.store.undo(desk.store.head, who="Sam")
    assert details(desk) == {**before, "dob": D("2019-03-02")}


def test_the_tracker_and_the_history_say_so(desk: Desk) -> None:
    correct(desk, dob=D("2019-03-02"))
    correct(desk, ethnic=None)
    assert (desk.cell("dob"), desk.cell("ethnic")) == (D("2019-03-02"), None)
    history = desk.store.history("1")
    words = [sentence.words.partition(" by ")[0] for sentence in sentences(history)[:2]]
    assert words == ["Ethnicity cleared, was White British", "Date of birth changed from 3 Feb to 2 Mar 2019"]
    [_, turn] = life(history, sources("permanence", "dob"))
    assert (turn.what, turn.before, turn.after) == ("Date of birth", "3 Feb 2019", "2 Mar 2019")


def test_a_row_that_had_the_right_birth_date_alone_follows_the_header_from_now_on(desk: Desk) -> None:
    correct(desk, dob=D("2019-03-02"))
    assert [row["dob"] for row in desk.rows(table="review")] == [None, D("2018-01-01")]


def test_the_birth_date_can_be_typed_in_the_cell(desk: Desk) -> None:
    assert desk.type("dob", "2019-02-13").label == "Correct date of birth"
    assert desk.cell("dob") == D("2019-02-13")


def test_details_that_no_return_had_are_recorded(desk: Desk) -> None:
    correct(desk, "2", dob=D("2018-05-06"))
    assert details(desk, "2")["dob"] == D("2018-05-06")


def test_the_day_an_unborn_child_is_expected_may_lie_ahead(desk: Desk) -> None:
    desk.do(NewChild("3", values({"dob": D("2022-05-01")})))
    correct(desk, "3", dob=D("2022-05-20"))
    assert details(desk, "3")["dob"] == D("2022-05-20")
    with pytest.raises(Refused, match="more than a year ahead"):
        correct(desk, "3", dob=D("2032-05-20"))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"dob": D("2020-01-11")}, "Date of birth: 11 Jan 2020 is after the child's first day in care, 10 Jan 2020"),
        ({"dob": D("2023-01-11")}, "Date of birth: 11 Jan 2023 is after the child's first day in care"),
        ({"dob": None}, "Date of birth: it cannot be taken away"),
        ({"sex": "X"}, "Sex: “X” is none of the choices"),
        ({"ethnic": "QQQQ"}, "Ethnicity: “QQQQ” is none of the choices"),
        ({"upn": "12"}, "Pupil number: “12” is none"),
        ({"upn": "I12345678901A"}, "Pupil number: “I12345678901A” is none"),
        ({"mc_dob": D("2021-01-01")}, "Birth date of her first child: say that she is a mother"),
        ({"mother": "1", "mc_dob": D("2023-01-01")}, "first child: 1 Jan 2023 has not happened yet"),
        ({"mother": "1", "mc_dob": D("2019-02-03")}, "first child: 3 Feb 2019 is not after she was born"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(desk: Desk, cells: dict[str, Any], sentence: str) -> None:
    before, head = details(desk), desk.store.head
    with pytest.raises(Refused, match=sentence):
        correct(desk, **cells)
    assert (details(desk), desk.store.head) == (before, head)


def test_nobody_of_that_id_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="No child 9 is recorded here"):
        correct(desk, "9", sex="F")


@pytest.mark.parametrize("number", ["a123456789012", "A12345678901b", "UN1"])
def test_a_pupil_number_is_written_as_the_return_does(desk: Desk, number: str) -> None:
    correct(desk, upn=f" {number[:4]} {number[4:]} ")
    assert details(desk)["upn"] == number.upper()


def test_somebody_who_was_faster_is_not_overwritten(desk: Desk) -> None:
    seen = desk.store.head
    correct(desk, sex="M")
    with pytest.raises(Conflict, match="was changed by"):
        correct(desk, seen=seen, dob=D("2019-03-02"))
    correct(desk, "2", sex="F")
    with pytest.raises(Conflict):
        correct(desk, "2", seen=seen, sex="M")
