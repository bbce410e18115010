"""How long it takes to find the records that look alike, beside one bare join of the same children."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.rules.doubles import doubles
from models.rules.likeness import alike
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN
from tests.support.northport import northport_facts


def test_doubles_across_the_authority(beside: Beside) -> None:
    """Floor: the children joined with those born in the same month, the widest of the joins."""
    facts = northport_facts(CHILDREN)
    doubles(facts)
    born = facts["child_details"].select("child", month=pl.col("dob").dt.truncate("1mo"))
    beside(
        f"records that look alike, {CHILDREN:,} children (floor: one join on the month of birth)",
        lambda: doubles(facts),
        lambda: born.join(born, on="month"),
        within=0.200,
        rounds=5,
    )


def test_likely_doubles_of_a_child_being_typed(beside: Beside) -> None:
    """Floor: the first day of care of each child, by one grouped pass."""
    facts = northport_facts(CHILDREN)
    care = facts["care_episode"]
    cells = {"child": "x", "sex": "F", "dob": dt.date(2015, 2, 3), "ethnic": "WBRI"}
    alike(facts, cells)
    beside(
        f"likely doubles of a child being typed, among {CHILDREN:,} (floor: one grouped pass of the episodes)",
        lambda: alike(facts, cells),
        lambda: care.group_by("child").agg(pl.col("decom")),
        within=0.050,
        rounds=5,
    )
