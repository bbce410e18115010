"""Children at home on a care order: how long, assessed and approved or not, visited when, and to be discharged when."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.drift.cases import cases, keeps
from models.rules.drift.oversight import discharge_wanted
from models.rules.drift.visits import DUE
from models.rules.journeys import present
from models.rules.policies import policies
from models.rules.steps import last_day, next_day, whole_months, working_days_after_step
from models.snapshot import Snapshot

STEPS = ("PWP-ASSESSED", "PWP-APPROVED", "PWP-PLAN", "PWP-REG19", "VISIT", "DISCHARGE")


def at_home(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care who live with parents under an interim or full care order, one row a child.

    child; each step's last day, words and outcome; DISCHARGE_planned; since (with parents), known, months (whole, at
    home); visit_due (the next visit, blank where the authority keeps no visits here), reg19_due (an immediate placement
    is to be assessed), trigger (the day by which local policy wants a plan to discharge the order).
    """
    limits = policies(snapshot.facts)
    rows = snapshot.once(present).filter(
        (pl.col("place") == codes.WITH_PARENTS) & pl.col("ls").is_in(codes.CARE_ORDERS)
    )
    visit = DUE if "VISIT" in keeps(snapshot) else pl.lit(None, dtype=pl.Date)
    dues = snapshot.once(cases).select("child", visit_due=visit, trigger=discharge_wanted(limits["DRIFT-8"]))
    reviews = snapshot["review"].group_by("child").agg(last_review=pl.col("review").max())
    found = (
        rows.select("child", "ls", "placement_known", since="placement_since")
        .join(last_day(snapshot, STEPS), on="child", how="left", maintain_order="left")
        .join(next_day(snapshot, ("DISCHARGE",)), on="child", how="left", maintain_order="left")
        .join(reviews, on="child", how="left", maintain_order="left")
        .join(dues, on="child", how="left", maintain_order="left")
    )
    allowed = pl.col("PWP-ASSESSED").is_null() & pl.col("PWP-REG19_outcome").ne_missing("NO")
    return found.with_columns(
        months=whole_months(pl.col("since"), snapshot.as_at),
        VISIT=pl.when(pl.col("VISIT") >= pl.col("since")).then("VISIT"),
        reg19_due=pl.when(allowed).then(
            working_days_after_step(snapshot, pl.col("PWP-REG19_counted"), limits["REG19-ASSESS"])
        ),
    )
