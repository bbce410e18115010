"""Length of pre-proceedings."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._court import matters
from models.rules.policies import policies
from models.snapshot import Snapshot


@measure(
    "C03",
    "Length of pre-proceedings",
    group="Court",
    unit="days",
    source="Local measure; national good practice, not confirmed",
    better="lower",
)
def c03(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the legal gateway meeting that opened pre-proceedings to their end, for those that ended in the
    period.

    The end is the day a step down was agreed, else the day care proceedings were issued; agreeing to issue does not end
    them. Each child counts, brothers and sisters each for themselves. The groups say who was within the authority's own
    limit (Policies page; 16 weeks unless changed: national good practice that is not confirmed, no limit of law). Those
    that still go on stand beside the figure with their days so far.

    Who is out: where an end is recorded but not how they ended, and no proceedings followed, the child is counted under
    no date.
    """
    day = period.last
    over = (pl.col("stepped") <= day).fill_null(False)
    rows = (
        snapshot.facts.once(matters)
        .filter(pl.col("begins") <= day)
        .with_columns(stop=pl.when(over).then("stepped").otherwise("issued"))
    )
    begins = pl.col("begins")
    known_end = (pl.col("stop") <= day).fill_null(False)
    ended = rows.filter(period.covers("stop"))
    unsaid = ~known_end & (pl.col("closed") <= day) & pl.col("outcome").is_null()
    weeks = policies(snapshot.facts)["PLO"]
    days = (ended["stop"] - ended["begins"]).dt.total_days()
    within = days <= 7 * weeks
    parts = (
        ("within", f"Within {weeks} weeks (local)", within),
        ("over", f"Longer than {weeks} weeks (local)", ~within),
    )
    running = rows.filter(~known_end & ~unsaid.fill_null(False))

    def apart() -> tuple[Group, ...]:
        so_far = running.select((pl.lit(day) - begins).dt.total_days().alias("days"))["days"]
        mean = so_far.mean()
        title = "Still going on: mean days so far (not in the figure)"
        return () if mean is None else (Group("waiting", title, float(mean), running["child"], so_far),)  # type: ignore[arg-type]

    return Tally(
        "days",
        ended["child"],
        days=days,
        no_date=rows.filter(unsaid.fill_null(False) & period.covers("closed"))["child"],
        groups=tuple(Group(code, title, int(who.sum()), ended["child"].filter(who)) for code, title, who in parts),
        apart=apart,
    )
