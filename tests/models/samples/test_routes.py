"""Every way through care can be shown: on each 31 March of the last five years there are children on it.

On a route on a day are children in care on the day or gone in the twelve months before, by what was known then.
"""

from __future__ import annotations

import datetime as dt
import functools

import polars as pl
import pytest

from models import codes
from models.dates import add_months
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from tests.support.northport import MARCHES, northport_facts

col = pl.col
KIN, UNRELATED = ("U1", "U2", "U3"), ("U4", "U5", "U6")


@functools.cache
def seen(day: dt.date) -> pl.DataFrame:
    """The journeys of a day beside all placements, legal statuses and the household's postcode so far."""
    snapshot = Snapshot(northport_facts(), day)
    ever = (
        snapshot["care_episode"]
        .group_by("child")
        .agg(places=col("place").unique(), laws=col("ls").unique(), home=col("home_post").drop_nulls().first())
    )
    rows = (
        snapshot.once(journeys)
        .join(ever, on="child")
        .join(snapshot["uasc"].select("child", uasc=True), on="child", how="left")
    )
    return rows.filter(col("in_care") | (col("ended") > add_months(day, -12)))


def lived(*places: str) -> pl.Expr:
    return col("places").list.set_intersection(list(places)).list.len() > 0


def law(*statuses: str) -> pl.Expr:
    return col("laws").list.set_intersection(list(statuses)).list.len() > 0


ROUTES: dict[str, pl.Expr] = {
    "adoption under a placement order": col("ao").is_not_null() & col("po").is_not_null(),
    "adoption, no care order seen before the placement order": col("po").is_not_null() & col("care_order").is_null(),
    "early permanence": lived("U2", "U5"),
    "early permanence that turned adoptive": lived("U2", "U5") & lived("A5"),
    "adoption by foster carers": lived("A5") & ~lived("U2", "U5"),
    "disruption": col("first_placed").is_not_null() & (col("placed").is_null() | (col("placed") > col("first_placed"))),
    "reversal": col("adm_ceased").is_not_null(),
    "reversal back to the care order": col("adm_ceased").is_not_null() & col("po_ended").is_not_null(),
    "waiting under a placement order": col("po_open") & col("placed_least").is_null(),
    "special guardianship from kin": col("sgo").is_not_null() & col("place").is_in(KIN),
    "special guardianship from carers": col("sgo").is_not_null()
    & col("place").is_in(UNRELATED)
    & ~col("rec").is_in(["E47", "E44"]),
    "child arrangements order": col("cao").is_not_null(),
    "return home": col("rec").is_in(["E4A", "E4B"]),
    "placement with parents": col("in_care") & (col("place") == "P1") & col("ls").is_in(codes.CARE_ORDERS),
    "long-term fostering": col("in_care") & (col("place") == "U4"),
    "kinship fostering": col("in_care") & col("place").is_in(["U1", "U3"]),
    "residential, own": col("in_care") & (col("place") == "K2") & (col("place_provider") == "PR1"),
    "residential, external": col("in_care") & (col("place") == "K2") & col("place_provider").is_in(["PR4", "PR5"]),
    "section 20": col("in_care") & (col("ls") == "V2"),
    "second period of care": col("in_care") & (col("period") > 0),
    "brothers and sisters": col("in_care") & (pl.len().over("home", "begins", "in_care") > 1),
    "alone from abroad": col("uasc").fill_null(False),
    "supported accommodation": lived("K3", "H5", "P2"),
    "growing up in care": col("rec").is_in(["E5", "E6", "E17"]),
}
EVER: dict[str, pl.Expr] = {
    "adoption by consent": lived("A4"),
    "remand": law("J1"),
    "secure accommodation": lived("K1"),
    "carried on by another authority": col("rec") == "E3",
    "back from a temporary move": lived("T1", "T3", "T4"),
    "early protection": law("L1", "L2"),
}
"""Rarer ways: children on them among all those the authority has known by the day."""


FEWER = {"adoption by foster carers": 2, "waiting under a placement order": 2}
"""In 2021 all but two of those with a placement order had a family; few were adopted by their foster carers."""


@pytest.mark.parametrize("day", MARCHES, ids=str)
@pytest.mark.parametrize("route", ROUTES)
def test_children_are_on_every_route_at_least_five_on_most(route: str, day: dt.date):
    assert seen(day).filter(ROUTES[route])["child"].n_unique() >= FEWER.get(route, 5)


@pytest.mark.parametrize("day", MARCHES, ids=str)
def test_at_least_five_children_have_short_breaks_in_the_year(day: dt.date):
    rows = Snapshot(northport_facts(), day)["care_episode"].filter(col("ls").is_in(codes.SHORT_BREAKS))
    for status in codes.SHORT_BREAKS:
        assert (
            rows.filter((col("ls") == status) & col("dec").is_null() | (col("dec") > add_months(day, -24)))[
                "child"
            ].n_unique()
            >= 5
        )


@pytest.mark.parametrize("route", EVER)
def test_rarer_routes_are_known_to_the_authority(route: str):
    day = MARCHES[0]
    snapshot = Snapshot(northport_facts(), day)
    ever = snapshot["care_episode"].group_by("child").agg(places=col("place").unique(), laws=col("ls").unique())
    rows = snapshot.once(journeys).join(ever, on="child")
    assert rows.filter(EVER[route])["child"].n_unique() >= 5
