"""Education plans of the term."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Period, Tally, measure
from models.measures._kept import of_kind, since
from models.measures._school import pupils, term
from models.snapshot import Snapshot


@measure(
    "E05",
    "Education plan in the term",
    group="Education",
    unit="%",
    source="Statutory guidance on the education of looked after children",
    better="higher",
    over="day",
)
def e05(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care of school age on the last day, the share with a personal education plan made or reviewed
    in the term.

    Of: children in care (as M01) on the last day, aged 5 to 16 on the 31 August that ends the school year (reception to
    year 11). The term is the last one of the school year that began for any child by the day, from its first day. The
    first plan after entry is E05i.

    Who is out: a child whose only plan since then has a day known only roughly, and one whose birth is not known, is
    counted under no date. Where no term of the school year or no plan of any child is on record, they are kept
    elsewhere and there is no figure.
    """
    now, rows = term(snapshot), snapshot.once(pupils)
    if now is None or since(snapshot, "PEP") is None:
        return Tally("%", base=NOBODY, kept=False)
    day = pl.col("day")
    plans = of_kind(snapshot.facts, "PEP").filter((day >= now.begins) & (day <= period.last))
    made = plans.filter(pl.col("counted").is_not_null())["child"].implode()
    roughly = plans["child"].implode()
    told = rows.with_columns(made=pl.col("child").is_in(made), roughly=pl.col("child").is_in(roughly))
    base = told.filter(pl.col("known") & (pl.col("made") | ~pl.col("roughly")))
    unsure = told.filter(~pl.col("known") | (pl.col("roughly") & ~pl.col("made")))
    return Tally("%", base.filter("made")["child"], base=base["child"], no_date=unsure["child"])
