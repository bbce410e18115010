"""Whatever is typed into whichever cell of whichever child: a sound record stays sound, and undo brings it back."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.edits import Refused
from models.rules.episodes import Episode, contradictions
from tests.support import facts
from tests.support.desks import Desk

KEYS = ("entry", "legal_since", "placement_since", "adm", "po", "match", "placed", "order")
STARTS = ("S", "S", "S", "P", "L")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.store.close()


NUMBERS = itertools.count(1)


@st.composite
def chains(draw: st.DrawFn) -> list[dict[str, str]]:
    """One child's sound episodes: one or two times in care, changes of status, of placement, of both."""
    day, rows = dt.date(2017, 1, 1), []
    for _ in range(draw(st.integers(1, 2))):
        day += dt.timedelta(days=draw(st.integers(1, 200)))
        ls, place = draw(st.sampled_from(("C1", "C2", "V2", "E1"))), draw(st.sampled_from(("U6", "U5", "K2", "A6")))
        rne = draw(st.sampled_from(STARTS)) if not rows else "S"
        steps = draw(st.integers(0, 4))
        for step in range(steps + 1):
            rows.append({"decom": str(day), "rne": rne, "ls": ls, "place": place})
            day += dt.timedelta(days=draw(st.integers(1, 150)))
            rne = draw(st.sampled_from("LPTBU"))
            if rne in "LBU":
                ls = draw(st.sampled_from([code for code in ("C1", "C2", "E1", "V2") if code != ls]))
            if rne in "PTBU":
                place = draw(st.sampled_from([code for code in ("U6", "U4", "A5", "A6", "T1") if code != place]))
            rows[-1] |= {"dec": str(day), "rec": "X1"} if step < steps else {"dec": str(day), "rec": "E4A"}
    if draw(st.booleans()):
        rows[-1] |= {"dec": "-", "rec": "-"}
    elif draw(st.booleans()):
        rows[-1]["rec"] = draw(st.sampled_from(("E12", "E45", "E41")))
    return rows


def sound(rows: list[dict[str, Any]]) -> bool:
    return contradictions([Episode.of(row) for row in rows]) == ()


def everything(desk: Desk, child: str) -> dict[str, list[dict[str, Any]]]:
    return {table: desk.rows(child, table) for table in ("care_episode", "adm_decision", "adoption", "child_details")}


@given(rows=chains(), key=st.sampled_from(KEYS), data=st.data())
def test_an_accepted_edit_keeps_a_sound_chain_sound_and_undo_restores(
    desk: Desk, rows: list[dict[str, str]], key: str, data: st.DataObject
):
    child = str(next(NUMBERS))
    lines = "\n".join(
        " | ".join((child, *(row[name] for name in ("decom", "rne", "ls", "place", "dec", "rec")))) for row in rows
    )
    desk.lay(
        facts.episodes(f"child | decom | rne | ls | place | dec | rec\n{lines}"),
        adm_decision=f"child | date_placed\n{child} | {rows[-1]['decom']}",
        child_details=f"child | dob | sex\n{child} | 2015-05-05 | F",
    )
    before = everything(desk, child)
    assume(sound(before["care_episode"]))
    days = [dt.date.fromisoformat(row["decom"]) for row in rows]
    near = st.builds(lambda day, off: day + dt.timedelta(days=off), st.sampled_from(days), st.integers(-40, 200))
    on = data.draw(st.none() | near | st.sampled_from(days), label="on")
    asks = desk.tracker.column(key).asks
    asked = asks(desk.snapshot(child), child, on) if asks and on else ()
    answers: dict[str, str] = {}
    while waiting := [question for question in asked if question.waits(answers)]:
        answers[waiting[0].name] = data.draw(st.sampled_from(waiting[0].choices))[0]
    was, head = desk.cell(key, child), desk.store.head
    refusal, changes = "", None
    try:
        changes = desk.type(key, on, child, **answers)
    except Refused as why:
        refusal = str(why)
    if changes is None:
        assert refusal.endswith(".")
        assert desk.store.head == head
        assert everything(desk, child) == before
        return
    after = everything(desk, child)
    assert sound(after["care_episode"])
    if changes.number is None:
        assert after == before
        return
    cell = desk.cell(key, child)
    if key != "placement_since" or answers.get("which", "moved") == "moved":
        assert cell == on if on is not None else cell != was
    touched = {"adm": {"adm_decision", "adoption"}, "match": {"adoption"}}.get(key, {"care_episode"})
    for table, kept in before.items():
        if table not in touched:
            assert after[table] == kept
    unchanged = [row for row in before["care_episode"] if row in after["care_episode"]]
    assert len(before["care_episode"]) - len(unchanged) <= changes.rows
    undone = desk.store.undo(changes.number, who="A. Worker")
    assert everything(desk, child) == before
    desk.store.undo(undone.number or 0, who="A. Worker")
    assert everything(desk, child) == after
