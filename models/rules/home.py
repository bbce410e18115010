"""Children at home on a care order: how long, assessed and approved or not, visited when, and to be discharged when."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.journeys import journeys
from models.rules.policies import policies
from models.rules.steps import last_day, next_day, working_days_after_step
from models.snapshot import Snapshot

STEPS = ("PWP-ASSESSED", "PWP-APPROVED", "PWP-PLAN", "PWP-REG19", "VISIT", "DISCHARGE")
FIRST_VISIT, WEEKLY, INTERIM, LATER = 7, 7, 28, 42
"""Days to the first visit after the placement; between visits until the first review under an interim order; then under
an interim order; and under a care order. Care Planning, Placement and Case Review (England) Regulations 2010,
regulation 28. Where no visit of any child is on record, the authority keeps them elsewhere and none is judged."""
IMMEDIATE = 10
"""Working days to assess an immediate placement (regulation 19); the wording for England is not confirmed."""


def at_home(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care who live with parents under an interim or full care order, one row a child.

    child; each step's last day, words and outcome; DISCHARGE_planned; since (with parents), known, months (whole, at
    home); visit_due (the next visit, from the last one or the placement), reg19_due (an immediate placement is to be
    assessed), trigger (the day by which local policy wants a plan to discharge the order).
    """
    months = policies(snapshot.facts)["DRIFT-8"]
    rows = snapshot.once(journeys).filter(
        pl.col("in_care") & (pl.col("place") == codes.WITH_PARENTS) & pl.col("ls").is_in(codes.CARE_ORDERS)
    )
    kept = (snapshot["milestone"]["kind"] == "VISIT").any()
    reviews = snapshot["review"].group_by("child").agg(last_review=pl.col("review").max())
    found = (
        rows.select("child", "ls", "placement_known", since="placement_since")
        .join(last_day(snapshot, STEPS), on="child", how="left", maintain_order="left")
        .join(next_day(snapshot, ("DISCHARGE",)), on="child", how="left", maintain_order="left")
        .join(reviews, on="child", how="left", maintain_order="left")
    )
    since, seen = pl.col("since"), pl.when(pl.col("VISIT") >= pl.col("since")).then("VISIT")
    interim, reviewed = pl.col("ls") == "C1", (pl.col("last_review") > since).fill_null(False)
    every = pl.when(~interim).then(LATER).when(reviewed).then(INTERIM).otherwise(WEEKLY)
    return found.with_columns(
        months=(
            (snapshot.as_at.year - since.dt.year()) * 12
            + (snapshot.as_at.month - since.dt.month().cast(pl.Int32))
            - (since.dt.day() > snapshot.as_at.day).cast(pl.Int32)
        ).cast(pl.Int32),
        VISIT=seen,
        visit_due=pl.when(pl.lit(not kept))
        .then(None)
        .when(seen.is_null())
        .then(since + pl.duration(days=FIRST_VISIT))
        .otherwise(seen + pl.duration(days=every)),
        reg19_due=pl.when(pl.col("PWP-ASSESSED").is_null()).then(
            working_days_after_step(snapshot, pl.col("PWP-REG19"), IMMEDIATE)
        ),
        trigger=pl.when(~interim & pl.col("DISCHARGE").is_null()).then(since.dt.offset_by(f"{months}mo")),
    )
