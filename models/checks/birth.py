"""Whether what is recorded fits who the child is: the birth date, and motherhood."""

from __future__ import annotations

import polars as pl

from models import codes
from models.checks import check, found
from models.rules.journeys import details
from models.snapshot import SPELLS, Snapshot
from models.subjects import BEFORE_BIRTH

TABLES = (
    *("review", "adm_decision", "missing_episode", "social_worker", "deprivation_order", "plan", "milestone"),
    *("residential", "school_term", "suspension", "allocation"),
)
"""Facts that are of a child who is born; episodes have rule 302, and the legal gateway comes before a birth."""


@check("J71", "On record before the birth")
def before_the_birth(snapshot: Snapshot) -> pl.DataFrame:
    """Nothing but the steps of the legal gateway is dated before the child was born: the birth date, or that day, is
    mistyped. Approximate dates are left alone."""
    facts = []
    for table in TABLES:
        rows = snapshot[table]
        if rows.is_empty() and table != "milestone":
            continue
        beside = [name for name in ("kind", "precision") if table == "milestone" or name in rows.columns]
        facts.append(rows.select("child", *beside, on=str(SPELLS[table].begins)))
    born = snapshot.facts.once(details).select("child", "dob")
    early = (pl.col("on") < pl.col("dob")) & pl.col("precision").is_null()
    expected = pl.col("kind").is_in(BEFORE_BIRTH).fill_null(False)
    every = pl.concat(facts, how="diagonal").join(born, on="child").filter(early & ~expected)
    return found(
        every.group_by("child").agg(pl.col("on", "dob").min()).sort("child"),
        pl.lit(True),
        "on",
        "The first day on record is {}, and the child was born on {}.",
        *("on", "dob"),
    )


@check("J72", "Recorded as a mother, and not as a girl")
def mother_not_a_girl(snapshot: Snapshot) -> pl.DataFrame:
    """The return asks only of girls whether they are mothers."""
    words = {code: sex.label.lower() for code, sex in codes.codes("sex").items()}
    said = pl.col("sex").replace_strict(words, default="none", return_dtype=pl.String)
    return found(
        snapshot["child_details"].with_columns(on=pl.lit(None, pl.Date), said=said),
        (pl.col("mother") == "1") & pl.col("sex").ne_missing("F"),
        "on",
        "Recorded as a mother; the sex recorded is {}.",
        "said",
    )
