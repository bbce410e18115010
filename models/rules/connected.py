"""Connected carers and special guardianship: temporary approval day by day, checks, and the way to the order."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.journeys import journeys
from models.rules.plans import live
from models.rules.steps import last_day, next_day
from models.snapshot import Snapshot

FIRST_DAYS, ALL_DAYS = 112, 168
"""Regulation 24: 16 weeks from the placement; regulation 25: once up to 8 weeks more. Care Planning, Placement and Case
Review (England) Regulations 2010."""
TEMPORARY = "U3"
"""A relative or friend who is not (yet) approved as a long-term or adoptive carer."""
CHECKS = ("DBS", "MEDICAL", "REFERENCES")
STEPS = (
    *("VIABILITY", "REG24", *CHECKS, "REG25", "CC-PANEL", "CC-APPROVED", "SG-NOTICE", "SG-ALLOCATED", "SG-ASSESSED"),
    *("SG-SUPPORT", "SG-APPLIED", "SG-HEARING"),
)
COMING = ("CC-PANEL", "SG-ASSESSED", "SG-HEARING")
PLANS = ("SGO", "KIN", "CAO")


def connected(snapshot: Snapshot) -> pl.DataFrame:
    """Children with a connected carer, or a plan or steps towards special guardianship, one row a child.

    child, period; relation (code); for each step its last day, words and outcome; days planned (CC-PANEL_planned …);
    start (of the placement with the carer under temporary approval), day_number (of it; the day of placement is 0),
    day_112, day_168, extended, approved, temporary (still under temporary approval), limit (day 112, or 168 once
    extended), order (special guardianship or child arrangements), order_how (its REC).
    """
    day = pl.lit(snapshot.as_at)
    rows = (
        snapshot.once(journeys)
        .sort("child", "in_care", "period")
        .unique("child", keep="last", maintain_order=True)
        .select(
            *("child", "period", "in_care", "place", "placement_since", "placement_known", "ended", "rec", "sgo", "cao")
        )
    )
    wanted = snapshot.once(live).filter(pl.col("pathway").is_in(PLANS)).sort("child", "primary")
    relation = wanted.group_by("child", maintain_order=True).agg(pl.col("with_whom").last().alias("relation"))
    found = (
        rows.join(last_day(snapshot, STEPS), on="child", how="left", maintain_order="left")
        .join(next_day(snapshot, COMING), on="child", how="left", maintain_order="left")
        .join(relation.with_columns(planned=pl.lit(True)), on="child", how="left", maintain_order="left")
    )
    with_carer = pl.col("in_care") & (pl.col("place") == TEMPORARY).fill_null(False)
    start = pl.when(with_carer & pl.col("placement_known")).then("placement_since")
    approved = (pl.col("CC-APPROVED_outcome") == "YES").fill_null(False) & (
        pl.col("CC-APPROVED") >= pl.col("placement_since")
    ).fill_null(True)
    stands = pl.col("in_care") & (
        pl.col("place").is_in(codes.CONNECTED).fill_null(False) | pl.col("planned").fill_null(False)
    )
    ordered = pl.col("sgo").is_not_null()
    return (
        found.filter(stands | ordered | pl.col("VIABILITY").is_not_null())
        .with_columns(
            start=start,
            approved=approved,
            extended=(pl.col("REG25") >= pl.col("placement_since")).fill_null(False),
            temporary=with_carer & ~approved,
            order=pl.coalesce("sgo", "cao"),
            stands=stands,
        )
        .with_columns(
            day_number=(day - pl.col("start")).dt.total_days().cast(pl.Int32),
            day_112=pl.col("start") + pl.duration(days=FIRST_DAYS),
            day_168=pl.col("start") + pl.duration(days=ALL_DAYS),
        )
        .with_columns(limit=pl.when("temporary").then(pl.when("extended").then("day_168").otherwise("day_112")))
        .drop("planned")
    )
