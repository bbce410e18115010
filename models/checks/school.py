"""Whether what is recorded of school fits the child's age, and says why where fewer hours are offered."""

from __future__ import annotations

import polars as pl

from models.checks import NOTHING, check, found
from models.rules.journeys import details
from models.rules.policies import policies
from models.rules.school import YOUNGEST
from models.snapshot import Snapshot

NURSERY = "N1"


@check("J51", "School term of a child too young for school")
def too_young(snapshot: Snapshot) -> pl.DataFrame:
    """A child goes to reception in the school year after the fourth birthday: the term is of another child, the date of
    birth is wrong, or it was a nursery."""
    rows = snapshot["school_term"].select("child", "begins", "year_group")
    if rows.is_empty():
        return NOTHING
    born = snapshot.facts.once(details).select("child", "dob")
    term = pl.col("begins")
    year = pl.date(term.dt.year() - (term.dt.month() < 9).cast(pl.Int32), 9, 1)
    return found(
        rows.join(born, on="child", how="left", maintain_order="left").with_columns(year=year),
        (pl.col("dob").dt.offset_by(f"{YOUNGEST}y") >= pl.col("year")) & pl.col("year_group").ne_missing(NURSERY),
        "begins",
        "A school term began on {}; the child was born on {} and too young for school.",
        *("begins", "dob"),
    )


@check("J52", "Fewer hours of school without a reason")
def hours_without_reason(snapshot: Snapshot) -> pl.DataFrame:
    """Where fewer than 25 hours of education a week are offered, it is recorded why. What is full time is a policy of
    the authority."""
    full = 10 * policies(snapshot.facts)["HOURS"]
    rows = snapshot["school_term"].with_columns(offered=pl.col("hours") / 10)
    return found(
        rows,
        (pl.col("hours") < full) & pl.col("hours_why").is_null(),
        "begins",
        "In the term from {} {} hours of school a week are offered, and no reason is recorded.",
        *("begins", "offered"),
    )
