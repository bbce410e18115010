"""A child who came into care, for the first time or again, recorded by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits import Conflict, Edit, Refused
from models.edits.begun import BeginLegalStatus
from models.edits.care import SetLeft
from models.edits.entered import EnterCare
from models.edits.facts import values
from models.edits.identity import NewChild
from models.returns import ssda903
from models.rules.episodes import Episode, compose, contradictions, decompose
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat
TODAY = D("2026-06-01")
CARE = """
    child | decom      | rne | ls | place | dec        | rec
    1     | 2021-05-03 | S   | C1 | U6    | 2021-11-01 | X1
    1     | 2021-11-01 | L   | C2 | U6    | 2023-02-07 | E4A
    2     | 2021-05-03 | S   | C2 | U6    | -          | -
    4     | 2021-05-03 | S   | C2 | U6    | 2022-01-05 | E2
    5     | 2021-05-03 | S   | C2 | U6    | 2022-01-05 | X1
    6     | 2021-05-03 | S   | V4 | U6    | -          | -
"""
BORN = "child | dob | sex\n" + "\n".join(f"{child} | 2009-02-28 | F" for child in "123456")
CELLS = {"ls": "V2", "cin": "N1", "place": "U6", "place_provider": "PR1"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Child 1 left care, 2 is in it, 3 never was, 4 died, of 5 an episode is missing, 6 has short breaks."""
    desk = Desk(tmp_path, today=TODAY)
    desk.lay(episodes(CARE), child_details=BORN)
    yield desk
    desk.store.close()


def came(desk: Desk, on: str | None, child: str = "1", **cells: str | None) -> EnterCare:
    day = D(on) if on else None
    return EnterCare(child, values({"decom": day, **CELLS, **cells}), desk.store.head)


def test_a_child_who_left_comes_back_and_undo_is_one_step(desk: Desk) -> None:
    before, head = desk.rows(), desk.store.head
    edit = came(desk, "2024-03-04", urn="sc123456", pl_post="zz12ab", home_post="ZZ1 1AA")
    assert (edit.label, edit.kind) == ("Came into care on 4 Mar 2024", "change")
    desk.do(edit)
    assert desk.rows()[:2] == before
    assert desk.chain()[2] == "2024-03-04 S V2 U6"
    last = desk.rows()[2]
    assert (last["cin"], last["place_provider"], last["urn"], last["pl_post"]) == ("N1", "PR1", "SC123456", "ZZ1 2AB")
    assert desk.cell("entry") == D("2024-03-04")
    desk.store.undo(desk.store.head, who="Sam")
    assert desk.rows() == before
    assert desk.store.head == head + 2


@pytest.mark.parametrize(("child", "on"), [("1", "2023-02-08"), ("1", "2026-06-01"), ("3", "2009-02-28")])
def test_the_first_and_the_last_possible_day_leave_a_sound_chain(desk: Desk, child: str, on: str) -> None:
    desk.do(came(desk, on, child))
    rows = [Episode.of(row) for row in desk.rows(child)]
    assert contradictions(rows) == ()
    assert [row for care in decompose(rows) for row in compose(care)] == rows


def test_the_new_time_in_care_goes_on_as_any_other(desk: Desk) -> None:
    desk.do(came(desk, "2024-03-04", "3", place="P1", place_provider=None))
    assert desk.rows("3")[0]["place_provider"] == "PR0"
    desk.do(BeginLegalStatus("3", D("2024-06-03"), None, desk.store.head, ls="C2"))
    desk.do(SetLeft("3", D("2025-01-06"), None, desk.store.head, "E4A"))
    desk.do(came(desk, "2025-01-07", "3"))
    assert desk.chain("3") == [
        "2024-03-04 S V2 P1 2024-06-03 X1",
        "2024-06-03 L C2 P1 2025-01-06 E4A",
        "2025-01-07 S V2 U6",
    ]


@pytest.mark.parametrize(
    ("child", "on", "cells", "sentence"),
    [
        ("9", "2024-03-04", {}, "No child 9 is recorded"),
        ("1", None, {}, "on which day"),
        ("1", "2026-06-02", {}, "not happened yet"),
        ("3", "2009-02-27", {}, "before the child was born"),
        ("2", "2024-03-04", {}, "in care already, since 3 May 2021 .Full care order"),
        ("1", "2022-03-04", {}, "ended on 7 Feb 2023; a new one must begin after it"),
        ("1", "2023-02-07", {}, "ended on 7 Feb 2023; a new one must begin after it"),
        ("1", "2020-03-04", {}, "began on 3 May 2021 is recorded already"),
        ("4", "2024-03-04", {}, "died on 5 Jan 2022"),
        ("5", "2024-03-04", {}, "says that another followed"),
        ("6", "2024-03-04", {}, "Short breaks, agreement recorded"),
        ("1", "2024-03-04", {"ls": None}, "The legal status on 4 Mar 2024 is needed"),
        ("1", "2024-03-04", {"cin": None}, "The category of need on 4 Mar 2024 is needed"),
        ("1", "2024-03-04", {"place": None}, "The placement on 4 Mar 2024 is needed"),
        ("1", "2024-03-04", {"place_provider": None}, "^Provider: say whose placement"),
        ("1", "2024-03-04", {"ls": "Q9"}, "^Legal status: “Q9” is none"),
        ("1", "2024-03-04", {"ls": "D1"}, "^Legal status: “Freeing order” is not used in the year"),
        ("1", "2024-03-04", {"ls": "V4"}, "^Legal status: short breaks"),
        ("1", "2024-03-04", {"place": "Z13"}, "^Placement: .* is not used in the year"),
        ("1", "2024-03-04", {"place": "T1"}, "^Placement: .* temporary move"),
        ("1", "2024-03-04", {"place_provider": "PR9"}, "^Provider: “PR9” is none"),
        ("1", "2024-03-04", {"urn": "12"}, "^Ofsted number: “12” is none"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    desk: Desk, child: str, on: str | None, cells: dict[str, str | None], sentence: str
) -> None:
    head = desk.store.head
    with pytest.raises(Refused, match=sentence):
        desk.do(came(desk, on, child, **cells))
    assert desk.store.head == head


def test_nobody_comes_into_care_from_the_18th_birthday_on(desk: Desk) -> None:
    desk.today = D("2027-03-01")
    born = values({"dob": D("2009-02-28")})
    refused: list[Edit] = [
        came(desk, "2027-02-28"),
        NewChild("8", born, values({"decom": D("2027-02-28"), **CELLS})),
    ]
    for edit in refused:
        with pytest.raises(Refused, match="18th birthday was on 28 Feb 2027"):
            desk.do(edit)
    desk.do(came(desk, "2027-02-27"))


def test_who_has_not_seen_what_somebody_else_recorded_is_told(desk: Desk) -> None:
    slow = came(desk, "2024-03-04")
    desk.do(came(desk, "2025-03-04", "3"))
    desk.do(slow)
    slow = came(desk, "2025-09-01", "3")
    desk.do(SetLeft("3", D("2025-06-03"), None, desk.store.head, "E4A"))
    with pytest.raises(Conflict, match="Somebody else changed the care episodes"):
        desk.do(slow)


def test_the_return_with_the_same_episode_finds_it_recorded(desk: Desk, tmp_path: Path) -> None:
    desk.do(came(desk, "2024-03-04", "3"))
    typed = desk.rows("3")
    (tmp_path / "header.csv").write_text(
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n3,2,28/02/2009,,,,\n", encoding="utf-8"
    )
    (tmp_path / "episodes.csv").write_text(
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        "3,04/03/2024,S,V2,N1,U6,PR1,,,,,,\n",
        encoding="utf-8",
    )
    reading = ssda903.read([tmp_path / "header.csv", tmp_path / "episodes.csv"], year=2024, today=TODAY)
    proposal = ssda903.plan(reading, desk.store.standing())
    assert (proposal.new, proposal.changed, proposal.conflicts) == (0, 0, 0)
    if proposal.bulk is not None:
        desk.store.record(proposal.bulk, who="A. Clerk")
    assert [{**row, "year": None} for row in desk.rows("3")] == [{**row, "year": None} for row in typed]
