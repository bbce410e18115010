"""The figures of the demonstration are those of a real authority of its size, year after year."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from models import codes
from models.measures import MEASURES, Period
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from tests.support.northport import MARCHES, TODAY, northport_facts


def figure(code: str, day: dt.date) -> Any:
    return MEASURES[code].tally(Snapshot(northport_facts(), day), Period.year_to(day)).value


@pytest.mark.parametrize("day", MARCHES, ids=str)
@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("M01", 450, 750),
        ("A10", 350, 600),
        ("A1", 400, 650),
        ("A2", 121, 350),
        ("T01", 110, 380),
        ("T03", 350, 620),
        ("M03", 190, 290),
        ("M04", 190, 310),
        ("K01", 15, 45),
        ("K10", 25, 80),
        ("K02", 25, 60),
        ("K11", 70, 160),
        ("K13", 25, 70),
        ("K15", 20, 75),
        ("ST1", 5, 17),
        ("ST2", 55, 85),
        ("R01", 80, 98),
        ("R02", 75, 96),
        ("M06", 0, 0),
    ],
)
def test_each_figure_is_where_authorities_are(code: str, least: float, most: float, day: dt.date):
    assert least <= figure(code, day) <= most


@pytest.mark.parametrize("day", [*MARCHES, TODAY], ids=str)
def test_nine_children_in_ten_have_a_history_of_their_own(day: dt.date):
    """A history is what happened in which order, and how many days lay between."""
    snapshot = Snapshot(northport_facts(), day)
    in_care = snapshot.once(journeys).filter("in_care").select("child").unique()
    rows = snapshot["care_episode"].join(in_care, on="child")
    days = (pl.col("dec").fill_null(day) - pl.col("decom")).dt.total_days()
    shapes = rows.group_by("child").agg(shape=pl.struct("rne", "ls", "place", days.alias("days")).sort_by("decom"))
    assert shapes["shape"].cast(pl.List(pl.Struct(shapes["shape"].dtype.inner.fields))).to_list()  # type: ignore[attr-defined]
    alike = {tuple(tuple(step.values()) for step in shape) for shape in shapes["shape"].to_list()}
    assert len(alike) / shapes.height >= 0.9


def test_all_children_ever_known_have_histories_of_their_own_too():
    rows = northport_facts()["care_episode"].with_columns(
        days=(pl.col("decom") - pl.col("decom").shift(1).over("child")).dt.total_days()
    )
    shapes = rows.group_by("child").agg(shape=pl.struct("rne", "ls", "place", "days").sort_by("decom"))
    alike = {tuple(tuple(step.values()) for step in shape) for shape in shapes["shape"].to_list()}
    assert len(alike) / shapes.height >= 0.88


def test_today_some_children_wait_for_a_match_and_some_are_matched():
    rows = Snapshot(northport_facts(), TODAY).once(journeys).filter("in_care", "po_open")
    matched = rows.filter(pl.col("match").is_not_null()).height
    assert 25 <= rows.height <= 60
    assert rows.height * 0.25 <= matched <= rows.height * 0.75
    assert rows.filter(pl.col("match").is_not_null() & pl.col("placed_least").is_null()).height >= 1


def test_ages_and_sexes_are_spread_as_in_care():
    rows = Snapshot(northport_facts(), TODAY).once(journeys).filter("in_care")
    shares = rows.select(
        infants=(pl.col("age") < 1).mean(),
        small=pl.col("age").is_between(1, 4).mean(),
        school=pl.col("age").is_between(5, 9).mean(),
        older=pl.col("age").is_between(10, 15).mean(),
        grown=(pl.col("age") >= 16).mean(),
        boys=(pl.col("sex") == "M").mean(),
        white=(pl.col("ethnic") == "WBRI").mean(),
    ).row(0, named=True)
    assert {
        name: share for name, share in shares.items() if not _AS_IN_CARE[name][0] <= share <= _AS_IN_CARE[name][1]
    } == {}
    assert set(northport_facts()["child_details"]["ethnic"]) <= set(codes.codes("ethnic"))


_AS_IN_CARE = {
    "infants": (0.02, 0.10),
    "small": (0.10, 0.30),
    "school": (0.12, 0.32),
    "older": (0.25, 0.48),
    "grown": (0.12, 0.32),
    "boys": (0.48, 0.62),
    "white": (0.6, 0.82),
}
