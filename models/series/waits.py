"""How long each child waited from an entry, a care order or a placement order, and what ended the wait.

Endings are what became of the journey first: adopted, special guardianship, child arrangements order, returned home,
placement order reversed (it stopped while the child stayed in care), turned 18, left otherwise. A journey without any
is still waiting. As in all measures, a beginning counts only if the data shows it, and of a placement order made again
the last one counts.

Endings before the first return of an authority are not in its data, and those who had left by then are not, either. So
a journey that began before is followed only from the first day of that return on (left truncation).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from models import codes
from models.dates import collection_year, year_bounds
from models.rules.chains import LEGAL_BEGINS, chain
from models.rules.journeys import journeys
from models.snapshot import Facts, Snapshot


@dataclass(frozen=True)
class Start:
    """What a wait is counted from: its code, words, the column with its day, and that which shows that it happened."""

    code: str
    words: str
    day: str
    begun: str


STARTS = {
    "entry": Start("entry", "entry to care", "entry", "begins"),
    "care_order": Start("care_order", "care order", "care_order", "care_order"),
    "po": Start("po", "placement order", "po", "order_since"),
}
ENDINGS = {
    "adopted": "Adopted",
    "sgo": "Special guardianship order",
    "cao": "Child arrangements order",
    "home": "Returned home",
    "reversed": "Placement order reversed",
    "adult": "Turned 18",
    "otherwise": "Left otherwise",
}
HOME = ("E4A", "E4B")
LEFT = (
    pl.when(pl.col("rec").is_in(codes.ADOPTED))
    .then(pl.lit("adopted"))
    .when(pl.col("rec").is_in(codes.SPECIAL_GUARDIANSHIP))
    .then(pl.lit("sgo"))
    .when(pl.col("rec").is_in(codes.CHILD_ARRANGEMENTS))
    .then(pl.lit("cao"))
    .when(pl.col("rec").is_in(HOME))
    .then(pl.lit("home"))
    .otherwise(pl.lit("otherwise"))
)


def first_followed(facts: Facts) -> dt.date | None:
    """The first day of the collection year in which the first time in care ended; None where none has."""
    ends = facts.only("care_episode", "dec", "rec").filter(pl.col("rec") != codes.CONTINUES)
    first = ends["dec"].min()
    return year_bounds(collection_year(first))[0] if isinstance(first, dt.date) else None


def waits(snapshot: Snapshot, start: str) -> pl.DataFrame:
    """Every journey that had this start by the day, in order of child; a start not known in the data has none.

    child, journey, start (its day), time (days to the ending, or followed so far), ending (of ENDINGS; null: still
    waiting), entry (days after the start from which on the child was followed; 0: from the start); match and ao, and
    dob, of the journey.
    """
    day, rows = pl.lit(snapshot.as_at), snapshot.once(journeys).with_columns(start=pl.col(STARTS[start].day))
    if start == "care_order":
        rows = rows.filter(~_hidden(snapshot))
    first = first_followed(snapshot.facts)
    left = pl.col("ended")
    turned = (pl.col("po_ended") > pl.col("start")) & (left.is_null() | (pl.col("po_ended") < left))
    grown = (pl.col("eighteenth") <= day) & (left.is_null() | (pl.col("eighteenth") <= left))
    return (
        rows.with_columns(
            turned=pl.when(turned).then("po_ended"),
            grown=pl.when(grown).then("eighteenth"),
            followed=pl.min_horizontal("closed", day),
        )
        .with_columns(end=pl.min_horizontal("turned", "grown", left))
        .with_columns(time=(pl.coalesce("end", "followed") - pl.col("start")).dt.total_days())
        .filter(pl.col("time") >= 0)
        .select(
            *("child", "journey", "start", "time", "match", "ao", "dob"),
            ending=pl.when(pl.col("turned") == pl.col("end"))
            .then(pl.lit("reversed"))
            .when(pl.col("grown") == pl.col("end"))
            .then(pl.lit("adult"))
            .when(pl.col("end").is_not_null())
            .then(LEFT),
            entry=(pl.lit(first, dtype=pl.Date) - pl.col("start")).dt.total_days().clip(0).fill_null(0),
        )
    )


def unknown(snapshot: Snapshot, start: str) -> pl.Series:
    """Children whose start happened, on a day that this data does not show."""
    said = STARTS[start]
    hidden = pl.col(said.day).is_null() & pl.col(said.begun).is_not_null()
    if start == "care_order":
        hidden = hidden | (pl.col("care_order").is_not_null() & _hidden(snapshot))
    return snapshot.once(journeys).filter(hidden)["child"]


def _hidden(snapshot: Snapshot) -> pl.Expr:
    """Journeys that the data begins under a care order made earlier."""
    return pl.col("journey").is_in(snapshot.facts.once(_before_first).implode())


def _before_first(facts: Facts) -> pl.Series:
    begins = pl.col("rne").is_in(LEGAL_BEGINS).fill_null(False)
    return facts.once(chain).filter(pl.col("first") & (pl.col("ls") == "C2") & ~begins)["journey"]
