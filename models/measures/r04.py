"""Review after a disruption in time."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Group, Period, Tally, measure
from models.measures._kept import of_kind, since
from models.rules.stays import adoptive_runs, periods
from models.rules.timescales import TIMESCALES
from models.snapshot import Facts, Snapshot

EARLIEST, LATEST = (
    next(scale for scale in TIMESCALES if scale.code == code) for code in ("DISRUPTION-FROM", "DISRUPTION")
)


def _disruptions(facts: Facts) -> pl.DataFrame:
    """Every placement for adoption after which the child stayed in care: child, broke, from and due (of the review),
    held and counted (the first review from the day on)."""
    broke, day = pl.col("broke"), pl.col("day")
    ends = facts.once(periods).select("journey", left="ended")
    rows = (
        facts.once(adoptive_runs)
        .filter(pl.col("how") == "disrupted")
        .select("child", "journey", broke="ended")
        .join(ends, on="journey", how="left", maintain_order="left")
        .filter(pl.col("left").ne_missing(broke))
        .select("child", "broke", due=LATEST.due_from(broke), **{"from": EARLIEST.due_from(broke)})
    )
    held = (
        rows.join(of_kind(facts, "DISRUPTION").select("child", "day", "counted"), on="child", how="inner")
        .filter(day >= broke)
        .sort("child", "broke", "day", "counted", nulls_last=True)
        .group_by("child", "broke", maintain_order=True)
        .agg(held=day.first(), counted=pl.col("counted").first())
    )
    return rows.join(held, on=["child", "broke"], how="left", maintain_order="left").sort("child", "broke")


@measure(
    "R04",
    "Review after a disruption in time",
    group="Practice",
    unit="%",
    source="Adoption Agencies Regulations 2005, regulation 36",
    better="higher",
)
def r04(snapshot: Snapshot, period: Period) -> Tally:
    """Of the placements for adoption that broke down and whose 42 days ended in the period, the share with a review 28
    to 42 days after.

    A placement broke down on the day the child's next placement, temporary moves aside, was not adoptive; a child who
    left care on that day is out. The first review of the disruption from that day on counts. One held before the 28th
    day is not in time and stands beside the figure.

    Of: placements for adoption that broke down and whose 42nd day after was in the period; each disruption counts.

    Who is out: a review whose day is known only roughly is counted under no date. Where no such review of any child is
    on record by the last day, they are kept elsewhere and there is no figure.
    """
    if since(snapshot, "DISRUPTION") is None:
        return Tally("%", base=NOBODY, kept=False)
    rows = snapshot.facts.once(_disruptions).filter(period.covers("due"))
    roughly = (pl.col("held") <= period.last).fill_null(False) & pl.col("counted").is_null()
    sure, counted = rows.filter(~roughly), pl.col("counted")
    early = sure.filter(counted < pl.col("from"))["child"]
    return Tally(
        "%",
        sure.filter((counted >= pl.col("from")) & (counted <= pl.col("due")))["child"],
        base=sure["child"],
        no_date=rows.filter(roughly)["child"],
        apart=lambda: (Group("early", "Held before the 28th day", len(early), early),) if len(early) else (),
    )
