"""Not in registered provision."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._school import pupils, term
from models.snapshot import Snapshot


@measure(
    "E06",
    "Children of school age without a school",
    group="Education",
    unit="children",
    source="Local measure",
    better="lower",
    over="day",
)
def e06(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care of school age on the last day who are in no registered provision, as far as the record shows.

    In care as in M01; of school age are those aged 5 to 16 on the 31 August that ends the school year (reception to
    year 11). Counted are those whose last term of this school year names no school, or says that they wait for a school
    place; which of the two is in the groups. Beside the figure stand the children with an education, health and care
    plan (whose audits are not recorded here) and those in alternative provision.

    Who is out: a child of whom no term of this school year is on record, or whose birth is not known, is counted under
    no date. Where no term of this school year of any child is on record, there is no figure.
    """
    rows = snapshot.once(pupils)
    told = rows.filter(pl.col("known") & pl.col("begun").is_not_null())
    none, waits = pl.col("school").is_null(), (pl.col("hours_why") == "NO-PLACE").fill_null(False)
    without = told.filter(none | waits)
    if term(snapshot) is None:
        return Tally("children", kept=False)
    groups = (
        _group("none", "No school named", without.filter(none)["child"]),
        _group("waiting", "Waiting for a school place", without.filter(~none)["child"]),
    )

    def apart() -> tuple[Group, ...]:
        shown = (
            _group("ehcp", "With an education, health and care plan", told.filter(pl.col("sen") == "E")["child"]),
            _group("alternative", "In alternative provision", told.filter(pl.col("alternative") == "Y")["child"]),
        )
        return tuple(group for group in shown if len(group.children))

    unknown = rows.filter(~pl.col("known") | pl.col("begun").is_null())["child"]
    return Tally("children", without["child"], no_date=unknown, groups=groups, apart=apart)


def _group(code: str, title: str, children: pl.Series) -> Group:
    return Group(code, title, len(children), children)
