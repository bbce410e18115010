"""What is to be done, where some of the parts it is put together from have nothing to say."""

from __future__ import annotations

import polars as pl
import pytest

from models.rules import work
from models.rules.work import COLUMNS, ahead, dues
from models.snapshot import Snapshot
from tests.support.facts import episodes, snapshot

DAY = "2022-03-31"
CARE = "child | decom | ls | place\n1 | 2021-01-04 | C2 | U6"
REVIEWED = {"review": "child | review\n1 | 2021-01-20\n1 | 2021-04-14\n1 | 2021-10-11\n1 | 2022-03-30"}
LEFT = "child | decom | ls | place | dec | rec\n1 | 2021-01-04 | E1 | A6 | 2022-02-01 | E11"
KINDS = dict.fromkeys(COLUMNS, pl.String()) | {"due": pl.Date(), "planned": pl.Boolean()}
PUPIL = {
    "child_details": "child | dob\n1 | 2012-02-03",
    "milestone": "child | kind | plan | day\n2 | PEP | 0 | 2021-02-01",
}
ALONE: dict[str, tuple[Snapshot, str]] = {
    "by_rule": (snapshot(DAY, episodes(CARE)), "First review"),
    "by_step": (
        snapshot(DAY, episodes(CARE), milestone="kind | plan | day\nVOICE | 0 | 2021-02-01", **REVIEWED),
        "Hear the child",
    ),
    "school": (snapshot(DAY, episodes(CARE), **REVIEWED, **PUPIL), "First personal education plan"),
    "letters": (
        snapshot(DAY, episodes(LEFT), milestone="kind | plan | day\nCELEBRATION | 0 | 2022-03-20"),
        "Later-life letter",
    ),
    "coming": (
        snapshot(
            DAY,
            episodes(CARE),
            planned_step="kind | plan | said | planned\nLTF-PANEL | 0 | 2022-02-01 | 2022-04-05",
            **REVIEWED,
        ),
        "Panel on long-term match",
    ),
    "asked_for": (
        snapshot(DAY, episodes(CARE), milestone="kind | plan | day\nSG-APPLIED | 0 | 2022-03-01", **REVIEWED),
        "Special guardianship order",
    ),
}


@pytest.mark.parametrize("part", ALONE)
def test_each_part_is_told_where_all_the_others_have_nothing_to_say(part: str) -> None:
    day, what = ALONE[part]
    assert [other for other in ALONE if len(getattr(work, other)(day))] == [part]
    assert dues(day)["what"].to_list() == [what]
    assert dict(dues(day).schema) == KINDS
    assert dict(ahead(day, "1").schema) == KINDS


def test_nothing_at_all_is_an_empty_list() -> None:
    assert dict(dues(snapshot(DAY)).schema) == KINDS
    assert dues(snapshot(DAY)).is_empty()


@pytest.mark.parametrize("part", ALONE)
def test_a_part_without_rows_may_leave_open_of_what_kind_its_columns_are(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = pl.DataFrame(schema=dict.fromkeys(COLUMNS, pl.Null))
    monkeypatch.setattr(work, part, lambda _snapshot: nothing)
    other, what = ALONE["coming" if part == "by_rule" else "by_rule"]
    assert dues(other)["what"].to_list() == [what]
    assert dict(dues(other).schema) == KINDS
