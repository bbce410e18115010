"""What is typed beside the return is sound: no fact of the demonstration is one that could not have been typed."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import codes
from models.edits import Row
from models.edits.bulk import Bulk
from models.edits.doors import admit
from models.samples import authority
from models.subjects import BEFORE_BIRTH, OF_AUTHORITY, RETURNED, SUBJECTS, steps
from tests.support.northport import TODAY, northport

AFTERWARDS = ("CELEBRATION", "LS-BOOK", "LS-DONE", "LS-LETTER", "LS-QUALITY")
col = pl.col


class Laid:
    """The facts of an authority as an edit finds them."""

    def __init__(self, bulk: Bulk, today: dt.date) -> None:
        self.today = today
        self._facts: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for table, frame in bulk.new.items():
            rows = itertools.groupby(frame.iter_rows(named=True), key=lambda row: row["child"])
            self._facts[table] = {child: list(own) for child, own in rows}

    def children(self, table: str) -> dict[str, list[dict[str, Any]]]:
        return self._facts.get(table, {})

    def current(self, table: str, child: str) -> Sequence[Row]:
        return self.children(table).get(child, ())

    def highest(self, table: str, child: str, cell: str) -> int:
        return max((row[cell] for row in self.current(table, child)), default=0)

    def across(self, table: str, cell: str, value: Any) -> Sequence[Row]:
        raise NotImplementedError

    def record(self, table: str, child: str, **values: Any) -> None:
        raise NotImplementedError

    def replace(self, table: str, row: Row, seen: int | None, **values: Any) -> None:
        raise NotImplementedError

    def end(self, table: str, row: Row, seen: int | None) -> None:
        raise NotImplementedError


def refuse_nothing(bulk: Bulk, today: dt.date) -> int:
    """Offer every fact to the door at which typed facts are judged; answers how many there were."""
    laid, offered = Laid(bulk, today), 0
    for table, subject in SUBJECTS.items():
        for child, rows in laid.children(table).items():
            for row in rows:
                admit(subject, row, [other for other in rows if other is not row], laid, child)
                offered += 1
    return offered


def test_every_fact_could_have_been_typed():
    assert refuse_nothing(northport(600), TODAY) > 6_000


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32), today=st.dates(dt.date(2017, 1, 1), dt.date(2032, 12, 31)))
def test_whatever_the_seed_and_the_day_every_fact_could_have_been_typed(seed: int, today: dt.date):
    assert refuse_nothing(authority(90, seed=seed, today=today), today) > 400


@pytest.mark.parametrize(
    ("table", "cell"),
    [
        (table, cell.name)
        for table, subject in SUBJECTS.items()
        for cell in subject.cells
        if cell.kind == "code" and table not in OF_AUTHORITY
    ],
)
def test_every_code_is_in_its_set_and_several_are_used(table: str, cell: str):
    used = set(northport().new[table][cell].drop_nulls().unique())
    known = set(codes.codes(SUBJECTS[table].cell(cell).codes))
    assert used <= known
    assert len(used) >= min(2, len(known)) or (table, cell) == ("plan", "precision")


def test_every_kind_of_step_is_shown_somewhere():
    rare = {"HEARING", "AD-REVIEW"}
    assert set(steps()) - rare <= set(northport().new["milestone"]["kind"])


def test_every_outcome_is_one_of_its_step():
    found = northport().new["milestone"].filter(col("outcome").is_not_null()).select("kind", "outcome").unique()
    assert [row for row in found.iter_rows() if row[1] not in steps()[row[0]].outcomes] == []


@functools.cache
def taken() -> pl.DataFrame:
    """Every step beside the child's birth and last day in care."""
    last = northport().new["care_episode"].group_by("child").agg(pl.all().sort_by("decom").last())
    return (
        northport()
        .new["milestone"]
        .join(northport().new["child_details"].select("child", "dob"), on="child", how="left")
        .join(last.select("child", left="dec", rec="rec", place="place", last="decom"), on="child", how="left")
    )


def test_only_what_comes_before_a_birth_is_dated_before_it():
    early = taken().filter(col("day") < col("dob"))
    assert early.height >= 20
    assert set(early["kind"]) <= set(BEFORE_BIRTH)


def test_only_the_celebration_and_the_life_story_come_after_care():
    late = taken().filter(col("day") > col("left"))
    assert late.height >= 100
    assert set(late["kind"]) <= set(AFTERWARDS)


def test_celebrations_are_two_weeks_after_the_order_at_the_soonest():
    found = taken().filter(col("kind") == "CELEBRATION")
    assert found.height >= 80
    assert set(found["rec"]) <= {"E11", "E12"}
    assert ((found["day"] - found["left"]).dt.total_days() >= 14).all()


def test_a_carer_is_approved_for_the_time_being_on_the_day_of_the_placement():
    approved = taken().filter(col("kind") == "REG24").select("child", decom="day")
    placed = northport().new["care_episode"].filter(col("place") == "U3")
    assert approved.height >= 200
    assert approved.join(placed, on=["child", "decom"], how="anti").is_empty()


def test_the_report_on_the_child_is_written_before_the_decision():
    decided = northport().new["adm_decision"].group_by("child").agg(decided=col("date_placed").max())
    reports = taken().filter(col("kind") == "CPR").join(decided, on="child", how="left")
    assert reports.height >= 150
    assert (reports["day"] < reports["decided"]).all()


def test_a_panel_recommends_before_the_match_and_families_are_only_references():
    matched = northport().new["adoption"].select("child", "date_match")
    panels = taken().filter(col("kind") == "AP-PANEL").group_by("child").agg(col("day").max())
    rows = panels.join(matched, on="child").filter(col("date_match").is_not_null())
    assert rows.height >= 100
    assert (rows["day"] <= rows["date_match"]).mean() > 0.97
    links = taken().filter(col("kind") == "LINK")
    assert links["ref"].str.contains(r"^F-\d{4}$").all()
    assert links["ref"].null_count() == 0


def test_a_care_order_made_with_a_placement_order_is_on_record():
    together = northport().new["proceedings"].filter(col("order_made") == "CO-PO").select("child", day="ends")
    said = taken().filter(col("kind") == "CO").select("child", "day")
    assert together.height >= 60
    assert together.join(said, on=["child", "day"], how="anti").is_empty()


def test_brothers_and_sisters_share_their_family_and_their_case():
    groups = northport().new["sibling_group"]
    assert groups.height >= 200
    case = northport().new["proceedings"].join(groups.select("child", "family"), on="child")
    sizes = case.group_by("family", "issued").agg(refs=col("court_ref").n_unique(), judges=col("tier").n_unique())
    assert (sizes["refs"] == 1).all()
    assert (sizes["judges"] == 1).all()


def test_what_is_seldom_recorded_is_there_all_the_same():
    planned, groups = northport().new["planned_step"], northport().new["sibling_group"]
    assert {"LGM", "AP-PANEL", "CELEBRATION", "SG-ASSESSED", "PEP", "LTF-PANEL"} <= set(planned["kind"])
    assert planned["why"].drop_nulls().len() >= 1
    assert groups["ends"].drop_nulls().len() >= 5
    assert set(northport().new["milestone"]["precision"].drop_nulls()) == {"MONTH", "YEAR", "UNKNOWN"}
    assert set(northport().new["setting"]["kind"]) == {"policy", "filter"}


def test_nothing_typed_is_said_to_come_from_a_return():
    for table in (set(SUBJECTS) - set(RETURNED)) & set(northport().new):
        assert northport().new[table]["year"].null_count() == northport().new[table].height, table
