"""A child who never was in care, and whom a figure counts, is found in the tracker that opens the figure."""

from __future__ import annotations

import polars as pl

from models.trackers import TRACKERS
from tests.support.facts import episodes, snapshot

COURT = "child | issued | family_ref\nb | 2022-01-10 | F1"
PEOPLE = "child | dob | sex\na | 2018-02-03 | F\nb | 2020-02-03 | M\nc | 2019-02-03 | M"


def test_a_child_in_proceedings_only_is_known_but_not_shown_at_first() -> None:
    drawn = snapshot(
        "2022-03-31",
        episodes("child | decom | rne | ls | place\na | 2021-01-01 | S | C2 | U6"),
        child_details=PEOPLE,
        proceedings=COURT,
    )
    tracker = TRACKERS["permanence"]
    assert tracker.everyone is not None
    found = tracker.everyone(drawn)
    assert found.select("child", "sex", "shown").rows() == [("a", "Female", True), ("b", "Male", False)]
    assert found["shown"].dtype == pl.Boolean
    assert tracker.rows(drawn)["child"].to_list() == ["a"]
