"""Life story book and later-life letter in time."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import NOBODY, Period, Tally, measure
from models.measures._kept import of_kind, since
from models.rules.policies import holidays
from models.rules.timescales import in_force
from models.snapshot import Facts, Snapshot

LETTER = in_force("LS-LETTER", dt.date.max)


@measure(
    "L01b",
    "Life story book and letter within 10 working days",
    group="Practice",
    unit="%",
    source="Statutory guidance on adoption, July 2013",
    better="higher",
)
def l01b(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children whose ten working days after the celebration of their adoption ended in the period, the share
    with life story book and later-life letter given by then.

    Both must be given by the tenth working day; given before the celebration is in time. Of a step known only roughly
    the last day it can mean counts.

    Of: celebration hearings whose tenth working day after was in the period.

    Who is out: one whose day is known only roughly is counted under no date where the last day it can mean lies in the
    period. Where no book or no letter of any child is on record, they are kept elsewhere and there is no figure.
    """
    if since(snapshot, "LS-DONE", "LS-LETTER") is None:
        return Tally("%", base=NOBODY, kept=False)
    rows = snapshot.facts.once(_celebrated)
    due = rows.filter(period.covers("due"))
    given = due.filter((pl.col("LS-DONE") <= pl.col("due")) & (pl.col("LS-LETTER") <= pl.col("due")))
    roughly = rows.filter(pl.col("due").is_null() & period.covers("day"))
    return Tally("%", given["child"], base=due["child"], no_date=roughly["child"])


def _celebrated(facts: Facts) -> pl.DataFrame:
    """Every celebration hearing: child, day, due, and the first day of book and letter."""
    day, kind = pl.col("day"), pl.col("kind")
    given = (
        of_kind(facts, "LS-DONE", "LS-LETTER")
        .group_by("child")
        .agg(day.filter(kind == step).min().alias(step) for step in ("LS-DONE", "LS-LETTER"))
    )
    return (
        of_kind(facts, "CELEBRATION")
        .select("child", "day", due=LETTER.due_from(pl.col("counted"), holidays(facts)))
        .join(given, on="child", how="left", maintain_order="left")
    )
