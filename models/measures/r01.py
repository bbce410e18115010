"""Reviews in time."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.measures._events import Events
from models.rules.policies import holidays
from models.rules.reviews import FIRST, review_dues
from models.rules.stays import periods
from models.snapshot import Facts, Snapshot


def _first_due(facts: Facts) -> pl.DataFrame:
    """For every journey, by its number: from when it counts, and the first review that is known to be due."""
    dues = facts.once(review_dues).group_by("journey").agg(due=pl.col("due").min())
    return (
        facts.once(periods)
        .with_columns(counts=FIRST.due_from(pl.col("begins"), holidays(facts)))
        .join(dues, on="journey", how="left", maintain_order="left")
        .select("counts", "due")
    )


@measure(
    "R01",
    "Reviews in time",
    group="Practice",
    unit="%",
    source="CPPR (England) Regulations 2010, regulation 33",
    better="higher",
    over="twelve months",
)
def r01(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care for 20 working days or more, the share whose reviews in twelve months were in time.

    Of: children in care (as M01) on the last day whose period of care began at least 20 working days before.

    Counted: those of whom every review due in the twelve months to the last day was held by its due date. The first is
    due within 20 working days of becoming looked after, the second within three months of the first, each later one
    within six months of the one before, always from the review actually held. A review still not held on the day is
    late, however long ago it was due: it stays due until it is held, and a child without reviews is not one in time.
    One due before the twelve months and held late in them is not looked at.

    Who is out: where the start of the period of care is not shown, reviews are judged from the first one on record (so
    is a second review, at six months, where the first on record came more than twelve months after the start); a child
    without any due date is counted under no date.
    """
    events, facts = snapshot.once(Events), snapshot.facts
    due, held = pl.col("due"), pl.col("held")
    overdue = held.is_null() | (held > period.last)
    late = (due <= period.last) & (overdue | ((due >= period.first) & (held > due)))
    late_ones = facts.once(review_dues).select(pl.col("journey").filter(late))["journey"]
    counting = facts.once(_first_due)[events["journey"].filter(events["in_care"])].select(
        counts=(pl.col("counts") <= period.last).fill_null(False), judged=(due <= period.last).fill_null(False)
    )
    present = events.rows(events["in_care"], "child", "journey").with_columns(counting.get_columns())
    base = present.filter(pl.col("counts") & pl.col("judged"))
    in_time = base.filter(~pl.col("journey").is_in(late_ones.implode()))
    unknown = present.filter(pl.col("counts") & ~pl.col("judged"))
    return Tally("%", in_time["child"], base=base["child"], no_date=unknown["child"])
