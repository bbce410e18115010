"""School: the term's attendance and hours, personal education plans, suspensions and exclusions."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.rules.drift.cases import keeps
from models.rules.journeys import present
from models.rules.policies import holidays, policies
from models.rules.steps import last_day
from models.rules.timescales import in_force
from models.snapshot import Snapshot

YOUNGEST, OLDEST = 4, 16
"""Ages at the start of the school year of those shown: reception to year 11."""
FIRST_PLAN = in_force("PEP", dt.date.max)


def school_year(day: dt.date) -> dt.date:
    """The 1 September that began the school year a day lies in."""
    return dt.date(day.year - (day.month < 9), 9, 1)


def schooling(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care of school age, one row a child.

    child, begins (of the last term on record) and its cells; full (the hours that are full time, in tenths), short
    (fewer offered); PEP (last plan), pep_due (of the first plan: 10 working days from entry), pep_this_term; sessions
    and spells (suspensions of this school year), excluded. Where no plan of any child is on record, the authority keeps
    them elsewhere and none is due.
    """
    day, began = snapshot.as_at, school_year(snapshot.as_at)
    birthday = pl.col("dob").dt.offset_by(f"{YOUNGEST}y") < began
    grown = pl.col("dob").dt.offset_by(f"{OLDEST}y") < began
    rows = snapshot.once(present).filter(birthday & ~grown)
    term = snapshot["school_term"].sort("child", "begins").group_by("child", maintain_order=True).last()
    spells = snapshot["suspension"].filter(pl.col("begins") >= began)
    suspended = pl.col("permanent") == "SUSP"
    missed = spells.group_by("child").agg(
        pl.col("sessions").filter(suspended).sum().cast(pl.Int32).alias("sessions"),
        suspended.sum().cast(pl.Int32).alias("spells"),
        (~suspended).any().alias("excluded"),
    )
    full = 10 * policies(snapshot.facts)["HOURS"]
    return (
        rows.select("child", "entry", came="begins")
        .join(term.drop("row_id", "recorded_by"), on="child", how="left", maintain_order="left")
        .join(last_day(snapshot, ("PEP",)), on="child", how="left", maintain_order="left")
        .join(missed, on="child", how="left", maintain_order="left")
        .with_columns(
            pl.col("sessions").fill_null(0),
            pl.col("spells").fill_null(0),
            pl.col("excluded").fill_null(False),
            full=pl.lit(full),
            short=(pl.col("hours") < full).fill_null(False),
            pep_due=pl.when(pl.col("PEP").is_null() & pl.lit("PEP" in keeps(snapshot))).then(
                FIRST_PLAN.due_from(pl.col("entry"), holidays(snapshot.facts))
            ),
            pep_this_term=(pl.col("PEP") >= pl.col("begins")).fill_null(False),
            day=pl.lit(day),
        )
        .drop("day", "entry", "came")
    )
