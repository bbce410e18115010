"""Which legal status it was and when it began, put right in every episode of it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits import Conflict, Refused
from models.edits.facts import values
from models.edits.legal import CorrectLegalStatus
from models.edits.placements import CorrectPlacement
from models.history import sentences
from models.rules.episodes import Care, Episode, Legal, Particulars, Placement, compose, decompose
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat
FIRST, SECOND, LAST = D("2020-01-10"), D("2020-06-01"), D("2021-05-03")
CARE = """
    decom      | ls | place
    2020-01-10 | C1 | U6
    2020-06-01 | C2 | U6
    2020-09-15 | C2 | K2
    2021-05-03 | E1 | K2
    2021-10-01 | E1 | A6
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.lay(episodes(CARE), child_details="child | dob | sex\n1 | 2019-02-03 | F")
    yield desk
    desk.store.close()


def correct(desk: Desk, begins: dt.date = SECOND, seen: int | None = None, **cells: Any) -> str:
    """Correct a legal status; answers the name of the step."""
    return desk.do(CorrectLegalStatus("1", begins, values(cells), desk.store.head if seen is None else seen)).label


def legal(desk: Desk) -> list[str]:
    return [f"{row['decom']} {row['rne']} {row['ls']} {row['place']}" for row in desk.rows()]


def test_it_is_corrected_in_all_its_episodes_and_in_no_other(desk: Desk) -> None:
    before = desk.rows()
    assert correct(desk, ls="V2") == "Correct legal status"
    assert [row["ls"] for row in desk.rows()] == ["C1", "V2", "V2", "E1", "E1"]
    desk.store.undo(desk.store.head, who="Sam")
    assert desk.rows() == before


def test_its_first_day_moves_with_it_or_alone(desk: Desk) -> None:
    correct(desk, ls="V2", decom=D("2020-05-20"))
    assert legal(desk)[:3] == ["2020-01-10 S C1 U6", "2020-05-20 L V2 U6", "2020-09-15 P V2 K2"]
    correct(desk, LAST, decom=D("2021-10-01"))
    assert legal(desk)[2:] == ["2020-09-15 P V2 K2", "2021-10-01 B E1 A6"]


def test_one_of_an_earlier_time_in_care_is_corrected_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.lay(
        episodes(
            """
    decom      | rne | ls | place | dec        | rec
    2018-01-10 | S   | C1 | U6    | 2018-06-01 | X1
    2018-06-01 | L   | C2 | U6    | 2019-01-01 | E8
    2021-01-10 | S   | C2 | K2    |            |
    """
        )
    )
    correct(desk, D("2018-06-01"), ls="V2", decom=D("2018-06-08"))
    assert legal(desk) == ["2018-01-10 S C1 U6", "2018-06-08 L V2 U6", "2021-01-10 S C2 K2"]
    desk.do(CorrectPlacement("1", D("2018-01-10"), values({"urn": "SC123456"}), desk.store.head))
    assert [row["urn"] for row in desk.rows()] == ["SC123456", "SC123456", None]
    desk.store.close()


@pytest.mark.parametrize(
    ("begins", "cells", "sentence"),
    [
        (SECOND, {"ls": None}, "Legal status: it cannot be blank"),
        (SECOND, {"ls": "Q9"}, "Legal status: “Q9” is none of the choices"),
        (SECOND, {"ls": "D1"}, "“Freeing order” is not used in the year of 1 Jun 2020"),
        (SECOND, {"ls": "C1"}, "“Interim care order” is in force before it, since 10 Jan 2020"),
        (SECOND, {"ls": "E1"}, "“Placement order” follows it, on 3 May 2021"),
        (SECOND, {"decom": None}, "First day: it cannot be blank"),
        (SECOND, {"decom": D("2022-04-01")}, "has not happened yet"),
        (SECOND, {"decom": D("2019-02-02")}, "before the child was born"),
        (SECOND, {"decom": D("2020-01-10")}, "is not after what stands before it"),
        (SECOND, {"decom": D("2021-05-03")}, "cannot move past it"),
        (FIRST, {"decom": D("2020-01-05")}, "move the day the child came into care instead"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    desk: Desk, begins: dt.date, cells: dict[str, Any], sentence: str
) -> None:
    before = desk.rows()
    with pytest.raises(Refused, match=sentence):
        correct(desk, begins, **cells)
    assert desk.rows() == before


def test_a_status_that_an_episode_changed_without_saying_so_is_mended(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.lay(episodes("decom | rne | ls | place\n2020-01-10 | S | C2 | U6\n2021-01-10 | P | C1 | K2"))
    correct(desk, FIRST, ls="C2")
    assert [row["ls"] for row in desk.rows()] == ["C2", "C2"]
    desk.store.close()


def test_somebody_who_was_faster_is_not_overwritten(desk: Desk) -> None:
    seen = desk.store.head
    correct(desk, ls="V2")
    with pytest.raises(Conflict, match="was changed by"):
        correct(desk, seen=seen, ls="L1")
    correct(desk, decom=D("2020-06-02"))
    with pytest.raises(Conflict, match="No legal status began on 1 Jun 2020 any more"):
        correct(desk, ls="L1")


def test_the_history_tells_of_it_once(desk: Desk) -> None:
    correct(desk, ls="V2")
    told = sentences(desk.store.history("1"))
    assert told[0].words.startswith(
        "Legal status from 1 Jun 2020 changed from Full care order to Section 20, single period"
    )
    assert [sentence.number for sentence in told].count(desk.store.head) == 1


def test_a_placement_of_the_past_began_on_another_day_and_was_another(desk: Desk) -> None:
    desk.do(CorrectPlacement("1", D("2020-09-15"), values({"place": "U4", "decom": D("2020-09-01")}), desk.store.head))
    assert legal(desk)[1:4] == ["2020-06-01 L C2 U6", "2020-09-01 P C2 U4", "2021-05-03 L E1 U4"]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.store.close()


NUMBERS = itertools.count(1)
statuses = st.sampled_from(["C1", "C2", "E1", "V2", "L1"])
places = st.sampled_from(["U6", "K2", "U4"])
changes = st.sampled_from(["L", "P", "T", "B", "U"])


@st.composite
def cares(draw: st.DrawFn) -> Care:
    """A sound time in care: legal statuses and placements that differ from those before them."""
    legal = [Legal(FIRST, draw(statuses))]
    homes = [Placement(FIRST, draw(places), "PR1")]
    for number, change in enumerate(draw(st.lists(changes, max_size=6)), 1):
        day = FIRST + dt.timedelta(days=20 * number)
        if change in "LBU":
            legal.append(Legal(day, draw(statuses.filter(lambda ls: ls != legal[-1].ls))))
        if change != "L":
            homes.append(Placement(day, draw(places), "PR1", change in "TU"))
    return Care("S", tuple(legal), tuple(homes), (Particulars(FIRST, "N1", None, None, None),))


@given(care=cares(), pick=st.integers(0, 6), ls=statuses, by=st.integers(-30, 30))
def test_every_other_spell_is_as_before(busy: Desk, care: Care, pick: int, ls: str, by: int) -> None:
    child, at = str(next(NUMBERS)), pick % len(care.legal)
    lines = (f"{child} | {row.decom} | {row.rne} | {row.ls} | {row.place} | PR1" for row in compose(care))
    busy.lay(episodes("\n".join(["child | decom | rne | ls | place | place_provider", *lines])))
    stood = written(busy, child)
    begins = care.legal[at].begins
    day = begins + dt.timedelta(days=by)
    cells = values({"ls": ls} | ({"decom": day} if by else {}))
    try:
        busy.do(CorrectLegalStatus(child, begins, cells, busy.store.head))
    except Refused:
        beside = [spell.ls for near, spell in enumerate(care.legal) if abs(near - at) == 1]
        assert by or ls in beside
        assert written(busy, child) == stood
        return
    wanted = list(care.legal)
    wanted[at] = replace(wanted[at], begins=day, ls=ls)
    now = written(busy, child)
    [found] = decompose(now)
    assert (found.legal, found.placements, found.rec) == (tuple(wanted), care.placements, care.rec)
    assert list(compose(found)) == now


def written(desk: Desk, child: str) -> list[Episode]:
    return [Episode.of(row) for row in desk.rows(child)]
