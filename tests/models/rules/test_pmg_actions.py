"""Actions of the monitoring group: carried by each meeting signed off, and escalated by themselves until answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules import pmg
from models.rules.pmg import RUNGS
from models.snapshot import Snapshot
from tests.support.facts import episodes, snapshot, table

HELD = [dt.date(2022, month, 8) for month in range(1, 9)]
CARE = episodes("child | decom | ls\n1 | 2021-01-04 | C2\n2 | 2021-01-04 | C2")


def meetings(count: int) -> str:
    """The first meetings, each signed off on the day after; and one called for the next month."""
    rows = [f"* | {day} | {day} | {day + dt.timedelta(days=1)}" for day in HELD[:count]]
    return "\n".join(["child | held | called | signed", *rows, "* | 2022-12-13 | 2022-01-01 |"])


def after(count: int, action: str = "1 | 1 | 2022-01-08 | Book", **tables: str) -> Snapshot:
    """The day after so many meetings, of an action agreed at the first unless said."""
    drawn = f"child | number | meeting | words | ends | why_ended\n{action}"
    day = HELD[count - 1] + dt.timedelta(days=1)
    return snapshot(str(day), CARE, meeting=meetings(count), pmg_action=drawn, **tables)


@pytest.mark.parametrize(("count", "carried"), [(1, 0), (2, 1), (3, 2), (4, 3)])
def test_every_meeting_signed_off_after_it_carries_an_open_action(count: int, carried: int) -> None:
    row = pmg.actions(after(count)).to_dicts()[0]
    assert (row["carried"], row["open"], row["age"]) == (carried, True, (HELD[count - 1] - HELD[0]).days + 1)


def test_a_meeting_that_is_not_signed_off_carries_nothing() -> None:
    drawn = """
        child | held       | called     | begun | signed
        *     | 2022-01-08 | 2022-01-01 | x     | 2022-01-09
        *     | 2022-02-08 | 2022-01-09 | x     |
    """
    action = "child | number | meeting | words\n1 | 1 | 2022-01-08 | Book"
    assert pmg.actions(snapshot("2022-03-01", CARE, meeting=drawn, pmg_action=action))["carried"].to_list() == [0]


def test_one_that_is_done_by_the_meeting_is_not_carried_by_it() -> None:
    done = pmg.actions(after(4, "1 | 1 | 2022-01-08 | Book | 2022-03-08 | DONE")).to_dicts()[0]
    assert (done["carried"], done["open"], done["age"]) == (1, False, 59)


def test_the_third_carry_goes_to_the_head_of_service_and_the_next_to_director_and_reviewing_officer() -> None:
    told = {
        count: [(row["rung"], row["since"], row["standing"]) for row in pmg.escalations(after(count)).to_dicts()]
        for count in (3, 4, 5, 6)
    }
    assert told[3] == []
    assert told[4] == [("HEAD-OF-SERVICE", HELD[3], True)]
    assert told[5] == told[6]
    assert told[5] == [
        ("HEAD-OF-SERVICE", HELD[3], True),
        ("DIRECTOR", HELD[4], True),
        ("IRO", HELD[4], True),
    ]
    assert pmg.actions(after(5))["escalated"].to_list() == ["Head of service, Director, Independent reviewing officer"]


def test_answered_before_the_next_meeting_it_goes_no_further() -> None:
    answer = "child | action | rung | since | answered | outcome\n1 | 1 | HEAD-OF-SERVICE | 2022-04-08 | {} | Agreed"
    in_time = pmg.escalations(after(6, escalation=answer.format("2022-05-07")))
    assert in_time.select("rung", "standing", "by_itself").rows() == [("HEAD-OF-SERVICE", False, True)]
    late = pmg.escalations(after(6, escalation=answer.format("2022-05-09")))
    assert late.select("rung", "standing").rows() == [("HEAD-OF-SERVICE", False), ("DIRECTOR", True), ("IRO", True)]


def test_an_action_that_ends_settles_its_escalations() -> None:
    done = "1 | 1 | 2022-01-08 | Book | 2022-05-20 | DONE"
    rows = pmg.escalations(after(6, done))
    assert rows["over"].to_list() == [dt.date(2022, 5, 20)] * 3
    assert rows["standing"].any() is False
    assert pmg.escalations(after(5, done))["standing"].to_list() == [True] * 3


def test_what_is_escalated_by_hand_goes_further_too() -> None:
    by_hand = "child | action | rung | since | why\n1 | 0 | HEAD-OF-SERVICE | 2022-01-20 | Stuck"
    rows = pmg.escalations(after(2, escalation=by_hand)).select("action", "rung", "since", "by_itself").rows()
    assert rows == [
        (0, "HEAD-OF-SERVICE", dt.date(2022, 1, 20), False),
        (0, "DIRECTOR", HELD[1], True),
        (0, "IRO", HELD[1], True),
    ]


def test_how_often_is_the_authoritys_own() -> None:
    often = "child | kind | name | value\n* | policy | PMG-CARRIES | 2"
    assert pmg.escalations(after(3, setting=often))["since"].to_list() == [HELD[2]]
    assert pmg.actions(after(3, setting=often))["again"].to_list() == [2]


def test_who_owes_what_stands_by_owner() -> None:
    drawn = """
        child | number | meeting    | words | owner | due        | ends
        1     | 1      | 2022-01-08 | A     | SW-2  | 2022-02-20 |
        1     | 2      | 2022-01-08 | B     |       |            |
        2     | 1      | 2022-01-08 | C     | SW-1  | 2022-02-01 |
        2     | 2      | 2022-01-08 | D     | SW-1  | 2022-01-20 | 2022-01-19
    """
    rows = pmg.owed(snapshot("2022-02-09", CARE, meeting=meetings(1), pmg_action=drawn))
    assert rows.select("owner", "words", "over").rows() == [("SW-1", "C", 8), ("SW-2", "A", None), (None, "B", None)]


Drawn = list[dict[str, Any]]
days = st.dates(dt.date(2022, 1, 9), dt.date(2022, 9, 1))


@st.composite
def actions(draw: Any) -> Drawn:
    """Some actions of a child, ended or not."""
    return [
        {"number": number, "meeting": draw(st.sampled_from(HELD[:5])), "ends": draw(st.none() | days)}
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]


@settings(max_examples=40, deadline=None)
@given(actions(), st.lists(st.sampled_from(range(1, 9)), min_size=2, max_size=2, unique=True))
def test_carry_counts_never_go_down_and_no_escalation_goes_away(drawn: Drawn, counts: list[int]) -> None:
    rows = "\n".join(f"1 | {row['number']} | {row['meeting']} | Do | {row['ends'] or ''} |" for row in drawn)
    early, late = (after(count, rows) for count in sorted(counts))
    often = {row["number"]: row["carried"] for row in pmg.actions(late).to_dicts()}
    for row in pmg.actions(early).to_dicts():
        assert row["carried"] <= often[row["number"]]
        held = [day for day in HELD[: min(counts)] if row["meeting"] < day < (row["ends"] or dt.date.max)]
        assert row["carried"] == len(held)
    was, now = (set(pmg.escalations(each).select("action", "rung", "since").rows()) for each in (early, late))
    assert was <= now
    assert {rung for _action, rung, _since in now} <= set(RUNGS)
    order = pmg.escalations(late).group_by("action", maintain_order=True).agg(pl.col("rung").first())
    assert set(order["rung"]) <= {"HEAD-OF-SERVICE"}


def test_an_authority_without_meetings_has_neither() -> None:
    bare = snapshot("2022-03-01", CARE, meeting=table("meeting", "child | held"))
    assert pmg.actions(bare).is_empty()
    assert pmg.escalations(bare).is_empty()


def test_what_signed_minutes_say_of_the_case_as_such_stands_however_it_is_answered_later() -> None:
    raised = ", ".join(
        f'{{"action": 0, "rung": "{rung}", "since": "2022-02-08", "why": "Not answered", "by_itself": true}}'
        for rung in ("DIRECTOR", "IRO")
    )
    seal = f'{{"items": [{{"child": "1", "escalations": [{raised}]}}]}}'
    held = "\n".join(
        (
            "child | held | called | signed | sealed",
            "* | 2022-01-08 | 2022-01-01 | 2022-01-09 |",
            f"* | 2022-02-08 | 2022-01-01 | 2022-02-09 | {seal}",
        )
    )
    up = "child | action | rung | since | answered | outcome\n1 | 0 | HEAD-OF-SERVICE | 2022-01-08 | 2022-02-01 | Done"
    drawn = "child | number | meeting | words"
    day = snapshot("2022-02-10", CARE, meeting=held, pmg_action=drawn, escalation=up)
    for each in (day, day.take(["1"])):
        rows = pmg.escalations(each).filter("standing")
        assert rows.select("action", "rung", "since").rows() == [
            (0, "DIRECTOR", HELD[1]),
            (0, "IRO", HELD[1]),
        ], "the answer was recorded for a day before the meeting, whose minutes were signed by then"
    assert pmg.escalations(day.take(["2"])).is_empty()


def test_what_signed_minutes_raised_is_not_settled_before_its_own_day() -> None:
    raised = '{"action": 1, "rung": "HEAD-OF-SERVICE", "since": "2022-02-08", "why": "Carried", "by_itself": true}'
    seal = f'{{"items": [{{"child": "1", "escalations": [{raised}]}}]}}'
    held = f"child | held | called | signed | sealed\n* | 2022-02-08 | 2022-01-01 | 2022-02-09 | {seal}"
    drawn = "child | number | meeting | words | ends\n1 | 1 | 2022-01-08 | Do | 2022-02-01"
    rows = pmg.escalations(snapshot("2022-02-10", CARE, meeting=held, pmg_action=drawn))
    assert rows.select("since", "over", "standing").rows() == [(HELD[1], HELD[1], False)]
