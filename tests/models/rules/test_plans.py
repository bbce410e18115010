"""Whether a child's plans are worked side by side, or one when the other has failed."""

from __future__ import annotations

import pytest

from models.rules.plans import planning
from tests.support.facts import episodes, snapshot

CARE = """
    decom      | rne | ls | place | dec        | rec
    2020-01-06 | S   | V2 | U6    | 2020-06-01 | E4A
    2024-01-08 | S   | C2 | U6    |            |
"""


@pytest.mark.parametrize(
    ("plans", "said"),
    [
        ("1 | 2024-03-04 |", "One plan"),
        ("1 | 2024-03-04 |\n2 | 2024-05-06 |", "In parallel"),
        ("1 | 2024-03-04 | 2024-09-02\n2 | 2024-05-06 |", "In parallel before"),
        ("1 | 2024-03-04 | 2024-05-06\n2 | 2024-05-06 |", "One after the other"),
        ("1 | 2024-03-04 | 2024-04-01\n2 | 2024-05-06 | 2024-06-03\n3 | 2024-07-01 |", "One after the other"),
        ("1 | 2020-03-04 |\n2 | 2024-05-06 |", "One plan"),
        ("1 | 2024-03-04 |\n2 | 2026-05-06 |", "One plan"),
    ],
    ids=["one", "beside", "beside until it ended", "in turn", "three in turn", "of an earlier time in care", "to come"],
)
def test_how_plans_stand_to_one_another(plans: str, said: str) -> None:
    drawn = "plan | begins | ends | child | pathway\n" + "\n".join(f"{line} | 1 | HOME" for line in plans.split("\n"))
    found = planning(snapshot("2025-01-06", care_episode=episodes(CARE), plan=drawn))
    assert found.rows() == [("1", said)]
