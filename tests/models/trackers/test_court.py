"""The court tracker: weeks of 26, extensions, hearings held and listed."""

from __future__ import annotations

from typing import Any

from models.edits.steps import SetStep
from models.trackers import TRACKERS
from tests.support.facts import day, episodes, snapshot

CARE = "child | decom | ls | place\n1 | 2026-01-12 | C1 | U6\n2 | 2025-06-02 | C1 | U6\n3 | 2024-01-02 | C1 | U6"
ISSUED = """
    child | issued     | tier | ends       | order_made
    1     | 2026-01-12 | DJ   |            |
    2     | 2025-06-02 | CJ   |            |
    3     | 2024-01-02 | DJ   | 2024-06-01 | SGO
"""


def court(on: str = "2026-06-01", **tables: str) -> dict[str, dict[str, Any]]:
    asked = snapshot(on, episodes(CARE), proceedings=ISSUED, **tables)
    return {row["child"]: row for row in TRACKERS["court"].rows(asked).to_dicts()}


def test_the_day_of_issue_counts_as_the_first_of_the_26_weeks() -> None:
    found = court()["1"]
    assert (str(found["deadline"]), found["week"], found["state"]) == ("2026-07-12", 21, "G")
    assert court("2026-07-12")["1"]["over"] is None
    assert (court("2026-07-13")["1"]["over"], court("2026-07-13")["1"]["state"]) == (1, "R")


def test_proceedings_that_ended_more_than_a_year_ago_are_not_shown() -> None:
    assert set(court()) == {"1", "2"}


def test_an_extension_moves_the_day_by_its_weeks() -> None:
    found = court(milestone="child | kind | plan | day | amount\n2 | EXTENSION | 0 | 2025-11-20 | 8")["2"]
    assert (str(found["deadline"]), str(found["extended_to"]), found["extended"]) == ("2025-11-30", "2026-01-25", 8)
    assert found["reason"] == "Week 53 of 26: 127 days past 25 Jan 2026"


def test_hearings_held_are_counted_and_the_one_listed_is_next() -> None:
    found = court(
        milestone="kind | plan | day | outcome\nCMH | 0 | 2026-01-28 | HELD\nIRH | 0 | 2026-05-12 | HELD",
        planned_step="child | kind | plan | said | planned\n1 | FH | 0 | 2026-05-12 | 2026-06-20",
    )["1"]
    assert (found["hearings"], str(found["IRH"]), found["next"]) == (2, "2026-05-12", "Hearing on 20 Jun 2026")


def test_a_hearing_adjourned_or_vacated_was_not_held() -> None:
    off = "kind | plan | day | outcome\nCMH | 0 | 2026-01-28 | HELD\n"
    off += "IRH | 0 | 2026-05-12 | VACATED\nFH | 0 | 2026-05-20 | ADJOURNED"
    listed = "child | kind | plan | said | planned\n1 | IRH | 0 | 2026-03-02 | 2026-05-12"
    found = court(milestone=off, planned_step=listed)["1"]
    assert (found["hearings"], found["IRH"], found["FH"], str(found["last_hearing"])) == (1, None, None, "2026-01-28")
    assert found["next"] == "No hearing listed"


def test_a_day_typed_after_a_hearing_was_vacated_is_another_hearing() -> None:
    off = "kind | plan | day | outcome\nIRH | 0 | 2026-05-12 | VACATED"
    asked = snapshot("2026-06-01", episodes(CARE), proceedings=ISSUED, milestone=off)
    edit = TRACKERS["court"].column("IRH").edit
    assert edit is not None
    step = edit(asked, "1", day("2026-05-26"), {"outcome": "HELD"})
    assert isinstance(step, SetStep)
    assert (step.was, step.on) == (None, day("2026-05-26"))


def test_a_hearing_listed_in_earlier_proceedings_is_none_of_the_open_ones() -> None:
    twice = "child | issued | ends\n1 | 2025-02-03 | 2025-09-01\n1 | 2026-01-12 |"
    listed = "child | kind | plan | said | planned\n1 | HEARING | 0 | 2025-06-02 | 2026-06-20"

    def next_hearing(**tables: str) -> str:
        asked = snapshot("2026-06-01", episodes(CARE), proceedings=twice, **tables)
        (row,) = (row for row in TRACKERS["court"].rows(asked).to_dicts() if row["child"] == "1")
        return str(row["next"])

    assert next_hearing(planned_step=listed) == "No hearing listed"
    assert next_hearing(planned_step=listed + "\n1 | FH | 0 | 2026-01-20 | 2026-07-01") == "Hearing on 1 Jul 2026"
    assert next_hearing(planned_step=listed.replace("2025-06-02", "2026-01-09")) == "Hearing on 20 Jun 2026"


def test_a_hearing_still_listed_when_the_proceedings_ended_is_none() -> None:
    ended = ISSUED.replace("2024-06-01", "2026-02-02")
    listed = "child | kind | plan | said | planned\n3 | IRH | 0 | 2024-03-04 | 2026-06-20"
    asked = snapshot("2026-06-01", episodes(CARE), proceedings=ended, planned_step=listed)
    (row,) = (row for row in TRACKERS["court"].rows(asked).to_dicts() if row["child"] == "3")
    assert (row["next_hearing"], row["IRH_planned"]) == (None, None)
