"""What the episodes say of a placement, put right by hand in every row of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import codes
from models.edits import Conflict, Refused
from models.edits.facts import values
from models.edits.placements import CorrectPlacement
from models.history import sentences
from models.history.lives import life
from models.history.sources import sources
from models.rules.episodes import Episode, contradictions, homes, times
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat
FIRST, SECOND, LAST = D("2020-01-10"), D("2020-09-15"), D("2021-10-01")
CARE = """
    decom      | ls | place | home_post | pl_post | urn
    2020-01-10 | C1 | U6    | ZZ1 1AA   | ZZ2 1AA |
    2020-06-01 | C2 | U6    | ZZ1 1AA   | ZZ2 1AA |
    2020-09-15 | C2 | K2    | ZZ1 1AA   | ZZ3 1AA | SC000001
    2021-05-03 | E1 | K2    | ZZ1 1AA   | ZZ3 1AA | SC000001
    2021-10-01 | E1 | P1    | ZZ1 1AA   | ZZ1 1AA |
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.lay(episodes(CARE), child_details="child | dob | sex\n1 | 2019-02-03 | F")
    yield desk
    desk.store.close()


def correct(desk: Desk, begins: dt.date = SECOND, seen: int | None = None, **cells: Any) -> str:
    """Correct cells of a placement; answers the name of the step."""
    return desk.do(CorrectPlacement("1", begins, values(cells), desk.store.head if seen is None else seen)).label


def column(desk: Desk, cell: str) -> list[Any]:
    return [row[cell] for row in desk.rows()]


def test_a_placement_is_corrected_in_all_its_rows_and_in_no_other(desk: Desk) -> None:
    before = desk.rows()
    assert correct(desk, urn="sc 123456", pl_post="zz45ab") == "Correct placement"
    assert column(desk, "urn") == [None, None, "SC123456", "SC123456", None]
    assert column(desk, "pl_post")[2:4] == ["ZZ4 5AB"] * 2
    desk.store.undo(desk.store.head, who="Sam")
    assert desk.rows() == before


def test_it_is_named_by_its_cell(desk: Desk) -> None:
    assert correct(desk, urn="1234567") == "Correct Ofsted number"
    assert correct(desk, place_provider="PR4") == "Correct provider"
    assert column(desk, "place_provider") == ["PR1", "PR1", "PR4", "PR4", "PR0"]


def test_what_is_the_same_throughout_is_corrected_in_the_whole_time_in_care(desk: Desk) -> None:
    correct(desk, cin="N2", home_post="ZZ9 9ZZ")
    assert set(column(desk, "cin")) == {"N2"}
    assert set(column(desk, "home_post")) == {"ZZ9 9ZZ"}


def test_the_type_of_placement_brings_its_provider_along(desk: Desk) -> None:
    correct(desk, place="P1")
    assert [(row["place"], row["place_provider"]) for row in desk.rows()][2:4] == [("P1", "PR0")] * 2
    correct(desk, place="Z1")
    assert [(row["place"], row["place_provider"]) for row in desk.rows()][2:4] == [("Z1", None)] * 2
    with pytest.raises(Refused, match="Provider: say whose placement it is"):
        correct(desk, place="U6")
    correct(desk, place="U6", place_provider="PR4")
    assert [(row["place"], row["place_provider"]) for row in desk.rows()][2:4] == [("U6", "PR4")] * 2


def test_whose_carer_it_was_and_why_it_ended_are_corrected(desk: Desk) -> None:
    correct(desk, same_carer="Y", reason_place_change="CREQB")
    assert column(desk, "rne") == ["S", "L", "T", "L", "P"]
    assert column(desk, "reason_place_change") == [None, None, None, "CREQB", None]
    correct(desk, same_carer="N")
    assert column(desk, "rne") == ["S", "L", "P", "L", "P"]


@pytest.mark.parametrize(
    ("begins", "cells", "sentence"),
    [
        (SECOND, {"urn": "12"}, "Ofsted number: “12” is none"),
        (SECOND, {"pl_post": "the high street"}, "Placement postcode: “the high street” is not a postcode"),
        (SECOND, {"home_post": "ZZ1"}, "Home postcode: “ZZ1” is not a postcode"),
        (SECOND, {"place": None}, "Placement: it cannot be blank"),
        (SECOND, {"place": "Q9"}, "Placement: “Q9” is none of the choices"),
        (SECOND, {"place": "K3"}, "is not used in the year of 15 Sep 2020"),
        (SECOND, {"place_provider": None}, "Provider: say whose placement it is"),
        (SECOND, {"place_provider": "PR0"}, "parents provide only a placement with parents"),
        (LAST, {"place_provider": "PR1"}, "Provider: “With parents” has none"),
        (LAST, {"reason_place_change": "CARPL"}, "Why this placement ended: it was followed by none"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    desk: Desk, begins: dt.date, cells: dict[str, Any], sentence: str
) -> None:
    before = desk.rows()
    with pytest.raises(Refused, match=sentence):
        correct(desk, begins, **cells)
    assert desk.rows() == before


def test_a_child_was_adopted_from_a_placement_for_adoption(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.lay(
        episodes("decom | ls | place | dec | rec\n2020-01-10 | E1 | U6 |\n2021-01-10 | E1 | A6 | 2022-01-10 | E11")
    )
    with pytest.raises(Refused, match="Placement: the child was adopted from it on 10 Jan 2022"):
        correct(desk, D("2021-01-10"), place="U6", place_provider="PR1")
    correct(desk, D("2021-01-10"), place="A5")
    assert column(desk, "place") == ["U6", "A5"]
    desk.store.close()


def test_rows_that_contradicted_each_other_before_stand_in_nobodys_way(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.lay(episodes("decom | place | dec | rec\n2020-01-10 | U6 | 2020-03-01 | X1\n2021-01-10 | K2 |  |"))
    correct(desk, D("2021-01-10"), urn="SC123456")
    assert column(desk, "urn") == [None, "SC123456"]
    desk.store.close()


def test_somebody_who_was_faster_is_not_overwritten(desk: Desk) -> None:
    seen = desk.store.head
    correct(desk, urn="1234567")
    with pytest.raises(Conflict, match="was changed by"):
        correct(desk, seen=seen, pl_post="ZZ4 5AB")
    desk.type("placement_since", "2021-10-03")
    with pytest.raises(Conflict, match="No placement began on 1 Oct 2021 any more"):
        correct(desk, LAST, seen=seen, pl_post="ZZ4 5AB")


def test_the_history_tells_of_the_placement_once(desk: Desk) -> None:
    correct(desk, urn="1234567")
    correct(desk, same_carer="Y")
    correct(desk, place="U4")
    history = desk.store.history("1")
    words = [sentence.words.partition(" by ")[0] for sentence in sentences(history)[:3]]
    assert words == [
        "Placement from 15 Sep 2020 changed from Children's home to Foster carer, long term",
        "Reason for new episode (episode of 15 Sep 2020) changed from "
        f"{codes.label('rne', 'P')} to {codes.label('rne', 'T')}",
        "Ofsted number of the placement (episode of 15 Sep 2020) changed from SC000001 to 1234567",
    ]
    assert [turn.after for turn in life(history, sources("residential", "urn"))][-2:] == ["1234567", "1234567"]


place = st.sampled_from(["U6", "U4", "K2", "P1", "T1"])


@given(st.lists(st.tuples(st.sampled_from("SLPTBU"), place, st.booleans()), min_size=1, max_size=8))
def test_placements_and_times_in_care_part_the_rows(drawn: list[tuple[str, str, bool]]) -> None:
    rows = []
    for at, (rne, where, goes_on) in enumerate(drawn):
        decom, dec = D("2020-01-01") + dt.timedelta(days=10 * at), D("2020-01-01") + dt.timedelta(days=10 * at + 10)
        empty = dict.fromkeys(("ls", "cin", "place_provider", "reason_place_change", "home_post", "pl_post", "urn"))
        ended = {"dec": dec, "rec": "X1" if goes_on else "E8"}
        rows.append({**empty, "decom": decom, "rne": rne, "place": where, **ended})
    for parted in (homes(rows), times(rows)):
        assert [row for group in parted for row in group] == rows
    for group in homes(rows):
        assert all(row["rne"] not in ("S", "P", "T", "B", "U") for row in group[1:])
    assert len(times(rows)) <= len(homes(rows))
    assert contradictions([Episode.of(row) for row in rows]) is not None
