"""Connected carers and special guardianship: temporary approval day by day, checks, and the way to the order."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.drift.carers import APPROVAL, APPROVED, EXTENDED, PLACE, TEMPORARY, lasts
from models.rules.drift.cases import cases
from models.rules.drift.rule import written
from models.rules.journeys import shown
from models.rules.plans import live
from models.rules.steps import last_day
from models.snapshot import Snapshot

CHECKS = ("DBS", "MEDICAL", "REFERENCES")
STEPS = (
    *("VIABILITY", "REG24", *CHECKS, "REG25", "CC-PANEL", "CC-APPROVED", "SG-NOTICE", "SG-ALLOCATED", "SG-ASSESSED"),
    *("SG-SUPPORT", "SG-APPLIED", "SG-HEARING"),
)
COMING = ("CC-PANEL", "SG-ASSESSED", "SG-HEARING")
PLANS = ("SGO", "KIN", "CAO")


def connected(snapshot: Snapshot) -> pl.DataFrame:
    """Children with a connected carer, or a plan or steps towards special guardianship, one row a child.

    child, period; relation (code); sgo_plan (the day a plan of special guardianship that is pursued was agreed); for
    each step its last day, words and outcome; days planned (CC-PANEL_planned …);
    start (of the placement with the carer under temporary approval; start_words where the data does not show it),
    day_number (of it, or at least so many; the day of placement is 0), day_112, day_168, extended, approved, temporary
    (still under temporary approval), limit (day 112, or 168 once extended), order (special guardianship or child
    arrangements), order_how (its REC).
    """
    day = pl.lit(snapshot.as_at)
    rows = snapshot.once(shown).select(
        *("child", "period", "in_care", "place", "placement_since", "placement_known", "ended", "rec", "sgo", "cao")
    )
    wanted = snapshot.once(live).filter(pl.col("pathway").is_in(PLANS)).sort("child", "primary")
    relation = wanted.group_by("child", maintain_order=True).agg(
        pl.col("with_whom").last().alias("relation"),
        pl.col("begins").filter(pl.col("pathway") == "SGO").last().alias("sgo_plan"),
    )
    judged = snapshot.once(cases).select(
        "child", approved=APPROVED, extended=EXTENDED, temporary=TEMPORARY, limit=APPROVAL
    )
    found = (
        rows.join(last_day(snapshot, STEPS, COMING), on="child", how="left", maintain_order="left")
        .join(relation.with_columns(planned=pl.lit(True)), on="child", how="left", maintain_order="left")
        .join(judged, on="child", how="left", maintain_order="left")
    )
    with_carer = pl.col("in_care") & (pl.col("place") == PLACE).fill_null(False)
    start = pl.when(with_carer).then("placement_since")
    stands = pl.col("in_care") & (
        pl.col("place").is_in(codes.CONNECTED).fill_null(False) | pl.col("planned").fill_null(False)
    )
    ordered = pl.col("sgo").is_not_null()
    return (
        found.filter(stands | ordered | pl.col("VIABILITY").is_not_null())
        .with_columns(
            pl.col("approved", "extended", "temporary").fill_null(False),
            start=start,
            order=pl.coalesce("sgo", "cao"),
            stands=stands,
        )
        .with_columns(
            day_number=(day - pl.col("start")).dt.total_days().cast(pl.Int32),
            day_112=lasts(pl.col("start"), pl.lit(False)),
            day_168=lasts(pl.col("start"), pl.lit(True)),
            start=pl.when("placement_known").then("start"),
            start_words=pl.when(~pl.col("placement_known")).then(pl.format("before {}", written(pl.col("start")))),
        )
        .drop("planned")
    )
