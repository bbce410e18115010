"""Red, amber or green by what is due and by the drift flags, or as a person has said for a time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.rules.status import status
from models.trackers import TRACKERS
from tests.support.facts import episodes, snapshot

HOME = "decom | ls | place\n2024-06-03 | C2 | P1"
REVIEWED = "review\n2024-06-20\n2024-09-10\n2025-03-03\n2025-08-20"
CARERS = "decom | ls | place\n2025-09-01 | C2 | U3"
KEPT = "child | kind | plan | day\n9 | REG24 | 0 | 2000-01-01\n1 | REG24 | 0 | 2025-09-01"
PLANS = "child | plan | pathway | begins\n9 | 1 | HOME | 2000-01-01\n1 | 1 | HOME | 2025-01-01"
PRIMARY = "child | since | plan\n1 | 2025-01-01 | 1"
ANSWER = "rule | since | state | reason | until\n"


def told(drawing: str = HOME, on: str = "2025-12-01", **tables: str) -> dict[str, Any]:
    found = status(snapshot(on, episodes(drawing), **{"review": REVIEWED, **tables}))
    (row,) = [row for row in found.to_dicts() if row["child"] == "1"]
    return row


def test_without_a_flag_the_state_is_that_of_what_is_next() -> None:
    row = told(on="2025-06-03")
    assert (row["state"], row["flags"], row["flag_words"], row["overridden"]) == ("G", 0, None, False)
    assert row["reason"] == "Next review due by 3 Sep 2025, within 6 months of the last review"


def test_a_local_limit_that_is_past_makes_amber_and_is_the_reason() -> None:
    row = told()
    assert (row["state"], row["flags"], row["flag_words"]) == ("A", 1, "At home without a plan to discharge")
    assert row["reason"] == "At home on a care order since 3 Jun 2024 with no plan to discharge it: 181 days over"
    assert (row["next"], row["over"]) == ("Next review", None)


def test_a_limit_of_law_that_is_past_makes_red() -> None:
    row = told(CARERS, "2025-12-23", milestone=KEPT, review="review\n2025-09-15\n2025-12-10")
    assert (row["state"], row["flag_words"]) == ("R", "Carer not approved")
    assert row["reason"] == ("Day 113 with a carer under temporary approval: 1 day over 16 weeks, not extended")


def test_law_comes_before_a_local_limit_however_long_that_is_past() -> None:
    row = told(plan=PLANS, primary_plan=PRIMARY, on="2026-03-01")
    assert row["state"] == "R"
    assert row["reason"] == (
        "Next review was due by 20 Feb 2026, within 6 months of the last review: 9 days over; and 1 more drift flag"
    )
    assert row["flag_words"] == "Review or visit overdue; At home without a plan to discharge"


def test_a_guide_that_is_past_is_red_and_its_own_flag_is_no_further_one() -> None:
    order = "decom | ls\n2025-05-05 | C1\n2025-06-02 | E1"
    row = told(order, adm_decision="date_placed\n2025-06-01", review="review\n2025-05-20\n2025-08-20")
    assert row["state"] == "R"
    assert (row["flags"], row["flag_words"]) == (1, "No match")
    assert row["reason"] == "Waiting 182 days since the placement order without a match: 61 over the 121-day guide"


@pytest.mark.parametrize(("on", "state", "overridden"), [("2025-11-09", "A", False), ("2025-12-31", "G", True)])
def test_a_person_sets_the_state_with_a_reason_from_the_day_it_is_said(on: str, state: str, overridden: bool) -> None:
    row = told(on=on, answer=ANSWER + "RAG | 2025-11-10 | G | Home is settled. | 2025-12-31")
    assert (row["state"], row["overridden"]) == (state, overridden)


def test_an_overridden_state_tells_both_reasons() -> None:
    row = told(answer=ANSWER + "RAG | 2025-11-10 | G | Home is settled. | 2025-12-31")
    assert row["reason"] == (
        "Overridden to green until 31 Dec 2025: Home is settled. By the rules amber: "
        "At home on a care order since 3 Jun 2024 with no plan to discharge it: 181 days over"
    )
    assert row["flags"] == 1


def test_after_its_last_day_the_computed_state_stands_again() -> None:
    row = told(on="2026-01-01", answer=ANSWER + "RAG | 2025-11-10 | G | Home is settled. | 2025-12-31")
    assert (row["state"], row["overridden"]) == ("A", False)


def test_an_expired_state_does_not_bring_back_the_one_before_it() -> None:
    answer = ANSWER + "RAG | 2025-10-01 | R | Watch | \nRAG | 2025-11-10 | G | Settled | 2025-11-20"
    assert told(on="2025-11-20", answer=answer)["state"] == "G"
    assert told(on="2025-11-21", answer=answer)["state"] == "A"


def test_an_answer_without_an_end_or_a_state() -> None:
    assert "Overridden to red: Watch." in told(answer=ANSWER + "RAG | 2025-10-01 | R | Watch | ")["reason"]
    assert told(answer=ANSWER + "RAG | 2025-10-01 | | Watch | ")["overridden"] is False


def test_of_a_child_who_has_left_no_state_is_set() -> None:
    left = "decom | dec | rec\n2024-06-03 | 2025-11-01 | E4A"
    row = told(left, answer=ANSWER + "RAG | 2025-10-01 | R | Watch | ")
    assert (row["state"], row["overridden"], row["flags"]) == ("–", False, 0)


def test_the_permanence_tracker_shows_the_flags_and_that_a_person_set_the_state() -> None:
    answer = ANSWER + "RAG | 2025-11-10 | G | Home is settled. | 2025-12-31"
    asked = snapshot("2025-12-01", episodes(HOME), review=REVIEWED, answer=answer)
    tracker = TRACKERS["permanence"]
    (row,) = tracker.rows(asked).to_dicts()
    state = tracker.column("state")
    assert state.text(row["state"], row["state_words"]) == "◇ G ✓"
    assert tracker.column("flag_words").text(row["flag_words"]) == "At home without a plan to discharge"
    (row,) = tracker.rows(asked.on(dt.date(2026, 1, 1))).to_dicts()
    assert state.text(row["state"], row["state_words"]) == "▲ A"
