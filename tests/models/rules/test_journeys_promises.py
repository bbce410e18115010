"""What holds for every journey, whatever the children's episodes: sound, contradictory or begun in the middle."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules import reviews, stays
from models.rules.journeys import journeys
from models.rules.status import status
from models.snapshot import Facts, Snapshot
from tests.models.rules import plain
from tests.support.facts import facts, schema

START = dt.date(2019, 1, 1)
DAYS = st.integers(0, 260).map(lambda days: START + dt.timedelta(days=days))


@st.composite
def episodes_of(draw: st.DrawFn, child: str) -> list[plain.Row]:
    """A child's episodes: mostly chained, now and then with a gap, an overlap, a missing cell or no continuation."""
    rows: list[plain.Row] = []
    decom = draw(DAYS)
    count = draw(st.integers(1, 8))
    for number in range(count):
        dec = decom + dt.timedelta(days=draw(st.integers(1, 60)))
        last = number == count - 1
        ends = draw(st.sampled_from(["E11", "E4A", "E45", "E41", "X1", None] if last else ["X1"] * 9 + ["E8", None]))
        rows.append(
            {
                "child": child,
                "decom": decom,
                "rne": draw(st.sampled_from(["S", "L", "P", "T", "B", "U", None] if number else [*"SSLPTBU"])),
                "ls": draw(st.sampled_from(["E1", "E1", "C1", "C2", "V2", "V3"])),
                "place": draw(st.sampled_from(["A5", "A6", "A6", "U5", "U6", "U6", "T1", "T3", "P1", None])),
                "place_provider": draw(st.sampled_from(["PR1", "PR1", "PR4", None])),
                "dec": None if ends is None and draw(st.booleans()) else dec,
                "rec": ends,
            }
        )
        decom = dec + dt.timedelta(days=draw(st.sampled_from([0] * 12 + [3, -1]))) if dec > decom else dec
        if decom <= rows[-1]["decom"]:
            decom = rows[-1]["decom"] + dt.timedelta(days=1)
    return rows


@st.composite
def cohorts(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """Three children with episodes, decisions, matches and reviews."""
    rows = [row for child in "abc" for row in draw(episodes_of(child))]
    days = st.none() | DAYS
    several = st.lists(DAYS, max_size=3, unique=True).map(sorted)
    made = [
        {"child": child, "date_placed": on, "date_placed_ceased": draw(days), "reason_placed_ceased": "RD1"}
        for child in "ab"
        for on in draw(several)
    ]
    matched = [{"child": c, "date_match": draw(days), "foster_care": draw(st.sampled_from("01"))} for c in "ab"]
    held = [{"child": child, "review": on, "review_code": "PN1"} for child in "bc" for on in draw(several)]
    born = [
        {"child": child, "sex": "F", "dob": dt.date(2001, 2, 28) + dt.timedelta(days=n)} for n, child in enumerate("ac")
    ]
    tables = {
        "care_episode": rows,
        "adm_decision": made,
        "adoption": matched,
        "review": held,
        "child_details": born,
    }
    return {
        name: pl.DataFrame(found, schema=schema(name)).with_columns(row_id=pl.int_range(pl.len(), dtype=pl.Int64))
        for name, found in tables.items()
    }


def at(tables: dict[str, pl.DataFrame], day: dt.date) -> Snapshot:
    return Snapshot(facts(**tables), day)


PLAIN = [
    *("begins", "entry", "decom", "ls", "place", "ended", "rec", "closed_without_next"),
    *("legal_since", "legal_known", "placement_since", "placement_known", "carer_since", "carer_known"),
    *("ico", "care_order", "ffa", "order_since", "po", "po_ended", "po_open"),
    *("adoptive", "placed_least", "placed", "first_placed", "ao", "sgo", "cao"),
]


@settings(max_examples=40)
@given(cohorts(), DAYS)
def test_journeys_are_what_a_plain_reading_of_the_definitions_says(tables: dict[str, pl.DataFrame], day: dt.date):
    found = journeys(at(tables, day))
    for child in "abc":
        rows = tables["care_episode"].filter(child=child).to_dicts()
        expected = plain.journeys(rows, day)
        mine = found.filter(child=child)
        assert mine["period"].to_list() == list(range(len(expected)))
        assert mine.select(PLAIN).to_dicts() == [{name: row[name] for name in PLAIN} for row in expected]
        adult = mine["eighteenth"].is_not_null() & (mine["eighteenth"] <= day)
        assert (mine["in_care"] | adult).to_list() == [
            row["in_care"] or grown for row, grown in zip(expected, adult, strict=True)
        ]
        assert mine["latest"].to_list() == [False] * (len(mine) - 1) + [True] * bool(len(mine))


def everything(snapshot: Snapshot) -> list[pl.DataFrame]:
    return [snapshot.once(journeys).drop("journey"), snapshot.once(status)]


@settings(max_examples=15)
@given(cohorts(), DAYS)
def test_facts_after_the_day_change_nothing(tables: dict[str, pl.DataFrame], day: dt.date):
    """The record cut off at the day gives the same journeys as the whole record asked about that day."""
    seen = at(tables, day)
    cut = Facts(lambda table: seen[table], number=1)
    for whole, then in zip(everything(seen), everything(Snapshot(cut, day)), strict=True):
        assert whole.equals(then)


@settings(max_examples=8)
@given(cohorts(), DAYS)
def test_each_child_stands_alone(tables: dict[str, pl.DataFrame], day: dt.date):
    whole = everything(at(tables, day))
    for child in "abc":
        for frame, alone in zip(whole, everything(at(tables, day).take([child])), strict=True):
            assert frame.filter(child=child).equals(alone)


SPELLS = [stays.periods, stays.placements, stays.adoptive_runs, stays.order_stretches, reviews.review_dues]


@pytest.mark.parametrize("spells", SPELLS, ids=lambda spells: spells.__name__)
@settings(max_examples=8)
@given(tables=cohorts())
def test_spells_stand_alone_and_do_not_overlap(spells, tables: dict[str, pl.DataFrame]):
    whole = spells(facts(**tables))
    for child in "abc":
        alone = spells(facts(**tables).take([child])).drop("journey")
        assert whole.filter(child=child).drop("journey").equals(alone)


@settings(max_examples=15)
@given(cohorts(), DAYS)
def test_spells_agree_with_journeys(tables: dict[str, pl.DataFrame], day: dt.date):
    """The order and the adoptive run of a journey are the last ones begun by the day."""
    snapshot = at(tables, day)
    found = journeys(snapshot)
    for spells, since in ((stays.order_stretches, "order_since"), (stays.placements, "placement_since")):
        begun = spells(snapshot.facts).filter(pl.col("begins") <= day).group_by("journey").agg(pl.col("begins").max())
        joined = found.join(begun, on="journey", how="left", suffix="_spell", maintain_order="left")
        assert joined[since].equals(joined["begins_spell"], check_names=False)
    runs = stays.adoptive_runs(snapshot.facts).filter(
        (pl.col("begins") <= day)
        & (pl.col("ended").is_null() | (pl.col("ended") > day) | (pl.col("how") != "disrupted"))
    )
    over = found.filter(pl.col("adoptive") & pl.col("ended").is_null())["journey"].to_list()
    assert set(over) <= set(runs["journey"].to_list())


def test_no_children_no_journeys():
    nobody = Snapshot(facts(), START)
    assert journeys(nobody).is_empty()
    assert status(nobody).is_empty()
    assert all(spells(nobody.facts).is_empty() for spells in SPELLS)
