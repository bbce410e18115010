"""The placement order and family finding tracker: who waits for a match."""

from __future__ import annotations

import pytest

from models.trackers import TRACKERS
from tests.support.facts import episodes, snapshot

CARE = """
    decom      | rne | ls | place
    2023-05-01 | S   | C1 | U6
    2024-02-05 | L   | E1 | U6
    2024-09-02 | P   | E1 | A6
    2025-03-03 | P   | E1 | U6
"""


@pytest.mark.parametrize(
    ("on", "match", "waits"),
    [
        ("2024-03-01", "2024-08-12", True),
        ("2024-08-20", "2024-08-12", False),
        ("2024-12-01", "2024-08-12", False),
        ("2025-04-01", "2024-08-12", True),
        ("2025-09-01", "2025-08-18", False),
    ],
    ids=["not matched yet", "matched", "placed", "after the disruption", "matched again"],
)
def test_a_child_with_an_order_waits_until_a_match_that_has_not_come_to_nothing(
    on: str, match: str, waits: bool
) -> None:
    tracker = TRACKERS["family_finding"]
    found = snapshot(
        on,
        care_episode=episodes(CARE),
        child_details="child | dob\n1 | 2021-02-03",
        adm_decision="date_placed\n2023-12-04",
        adoption=f"date_match\n{match}",
    )
    figure = next(figure for figure in tracker.figures if figure.words == "placement order, no match")
    assert tracker.rows(found).filter(figure.when)["child"].to_list() == (["1"] if waits else [])


@pytest.mark.parametrize(
    ("linked", "without"),
    [("2024-06-03", True), ("2025-03-03", True), ("2025-06-02", False)],
    ids=["before the placement that broke down", "on the day it broke down", "since"],
)
def test_a_link_from_before_a_placement_that_broke_down_is_none(linked: str, without: bool) -> None:
    tracker = TRACKERS["family_finding"]
    found = snapshot(
        "2025-09-01",
        care_episode=episodes(CARE),
        child_details="child | dob\n1 | 2021-02-03",
        adm_decision="date_placed\n2023-12-04",
        adoption="date_match\n2024-08-12",
        milestone=f"child | plan | kind | day | outcome\n1 | 0 | LINK | {linked} | CHOSEN",
    )
    figure = next(figure for figure in tracker.figures if figure.words == "of them without a link")
    assert tracker.rows(found).filter(figure.when)["child"].to_list() == (["1"] if without else [])
    said = "Placement broke down" if without else "Chosen"
    assert tracker.rows(found)["link_status"].to_list() == [said]
