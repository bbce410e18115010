"""Children at home on a care order: how long, assessed and approved or not, visited when, and to be discharged when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import polars as pl

from models import codes
from models.rules.drift.cases import cases, keeps
from models.rules.drift.oversight import discharge_wanted
from models.rules.drift.rule import among, on_or_after
from models.rules.drift.visits import DUE
from models.rules.journeys import present
from models.rules.policies import holidays, policies
from models.rules.steps import last_day, whole_months
from models.rules.timescales import working_days_after
from models.snapshot import Snapshot

STEPS = ("PWP-ASSESSED", "PWP-APPROVED", "PWP-PLAN", "PWP-REG19", "VISIT", "DISCHARGE")
AT_HOME = pl.col("in_care") & among("place", codes.WITH_PARENTS) & among("ls", *codes.CARE_ORDERS)
"""In care, with parents, under an interim or full care order."""


def _at_once(since: str) -> pl.Expr:
    """Whether the present placement was allowed before the parents were assessed."""
    return on_or_after("PWP-REG19", since) & pl.col("PWP-REG19_outcome").ne_missing("NO")


def assessment_due(since: str, days: int, closed: Iterable[dt.date]) -> pl.Expr:
    """By when the parents are to be assessed after an immediate placement; `since` names when the child came home."""
    assessed = on_or_after("PWP-ASSESSED", "PWP-REG19")
    return pl.when(_at_once(since) & ~assessed).then(working_days_after(pl.col("PWP-REG19_counted"), days, closed))


def decision_due(since: str, days: int, closed: Iterable[dt.date]) -> pl.Expr:
    """By when the nominated officer is to decide once the parents are assessed after an immediate placement."""
    assessed, decided = on_or_after("PWP-ASSESSED", "PWP-REG19"), on_or_after("PWP-APPROVED", "PWP-ASSESSED")
    waits = _at_once(since) & assessed & ~decided
    return pl.when(waits).then(working_days_after(pl.col("PWP-ASSESSED_counted"), days, closed))


def at_home(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care who live with parents under an interim or full care order, one row a child.

    child; each step's last day, words and outcome; DISCHARGE_planned; since (with parents), known, months (whole, at
    home), visit_due (the next visit, blank where the authority keeps no visits here), reg19_due (an immediate placement
    is to be assessed), decision_due (and then decided), trigger (the day by which local policy wants a plan to
    discharge the order).
    """
    limits = policies(snapshot.facts)
    rows = snapshot.once(present).filter(AT_HOME)
    visit = DUE if "VISIT" in keeps(snapshot) else pl.lit(None, dtype=pl.Date)
    dues = snapshot.once(cases).select("child", visit_due=visit, trigger=discharge_wanted(limits["DRIFT-8"]))
    reviews = snapshot["review"].group_by("child").agg(last_review=pl.col("review").max())
    found = (
        rows.select("child", "ls", "placement_known", since="placement_since")
        .join(last_day(snapshot, STEPS, ("DISCHARGE",)), on="child", how="left", maintain_order="left")
        .join(reviews, on="child", how="left", maintain_order="left")
        .join(dues, on="child", how="left", maintain_order="left")
    )
    closed = holidays(snapshot.facts)
    return found.with_columns(
        months=whole_months(pl.col("since"), snapshot.as_at),
        VISIT=pl.when(pl.col("VISIT") >= pl.col("since")).then("VISIT"),
        reg19_due=assessment_due("since", limits["REG19-ASSESS"], closed),
        decision_due=decision_due("since", limits["REG19-DECIDE"], closed),
    )
