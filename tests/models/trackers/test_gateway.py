"""The legal gateway tracker: approximate days said as such, weeks until proceedings, the next meeting planned."""

from __future__ import annotations

from typing import Any

from models.trackers import TRACKERS
from tests.support.facts import day, snapshot

BORN = "child | dob\n1 | 2020-01-01"


def gateway(on: str, **tables: str) -> dict[str, Any]:
    [row] = TRACKERS["gateway"].rows(snapshot(on, child_details=BORN, **tables)).to_dicts()
    return dict(row)


def test_a_meeting_whose_month_alone_is_known_is_shown_so() -> None:
    found = gateway("2022-06-04", milestone="kind | plan | day | precision | outcome\nLGM | 0 | 2022-05-01 | MONTH | A")
    assert (found["LGM_words"], found["LGM_outcome"][:8]) == ("May 2022", "Continue")


def test_a_meeting_planned_and_not_held_stays_until_it_is() -> None:
    said = {"planned_step": "kind | plan | said | planned\nLGM | 0 | 2022-05-10 | 2022-06-01"}
    held = "kind | plan | day\nLGM | 0 | 2022-05-02"
    assert gateway("2022-06-04", milestone=held, **said)["LGM_planned"] == day("2022-06-01")
    assert gateway("2022-06-04", milestone=f"{held}\nLGM | 0 | 2022-06-01", **said)["LGM_planned"] is None


def test_weeks_are_counted_until_proceedings_are_issued() -> None:
    found = gateway("2022-06-04", pre_proceedings="begins\n2022-01-03", proceedings="issued\n2022-03-07")
    assert (found["weeks"], found["open"]) == (9, False)
