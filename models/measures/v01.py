"""Statutory visits in time."""

from __future__ import annotations

import polars as pl

from models.measures import Period, Tally, measure
from models.measures._kept import of_kind, since
from models.rules.drift.visits import DUE, VISIT_FROM, VISITS
from models.rules.journeys import present
from models.rules.reviews import review_dues
from models.rules.timescales import VISITS as SOURCE
from models.snapshot import Snapshot

PLACED = VISITS[1].due
"""The next visit to a child placed for adoption: only until the first review of the placement."""
_OWN = (
    *("child", "journey", "in_care", "adoptive", "ls", "place"),
    *("placement_since", "legal_since", "placed_least"),
)


def _visits(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care for whom a visit is due by the regulations: child, and by when."""
    day, kind, outcome = pl.col("day"), pl.col("kind"), pl.col("outcome")
    rows = snapshot.once(present).select(_OWN)
    began = pl.when("adoptive").then("placed_least").otherwise("placement_since")
    held = (
        snapshot.facts.once(review_dues)
        .filter(pl.col("held") <= snapshot.as_at)
        .join(rows.select("journey", began=began), on="journey", how="inner")
        .filter(pl.col("held") > pl.col("began"))
        .group_by("journey")
        .agg(reviewed=pl.col("held").min())
    )
    approval = outcome.filter(kind == "CC-APPROVED")
    steps = (
        of_kind(snapshot.facts, "VISIT", "CC-APPROVED", "PWP-REG19")
        .filter(day <= snapshot.as_at)
        .group_by("child")
        .agg(
            seen=day.filter((kind == "VISIT") & outcome.ne_missing("NOT-SEEN")).max(),
            carers_approved=pl.when(approval.last() == "YES").then(day.filter(kind == "CC-APPROVED").last()),
            at_once=day.filter((kind == "PWP-REG19") & outcome.ne_missing("NO")).max(),
        )
    )
    return (
        rows.join(held, on="journey", how="left", maintain_order="left")
        .join(steps, on="child", how="left", maintain_order="left")
        .with_columns(visit_from=VISIT_FROM)
        .with_columns(visited=pl.when(pl.col("seen") >= pl.col("visit_from")).then("seen"))
        .select("child", due=pl.coalesce(DUE, PLACED).cast(pl.Date))
        .filter(pl.col("due").is_not_null())
    )


@measure(
    "V01",
    "Statutory visits in time",
    group="Practice",
    unit="%",
    source=SOURCE,
    better="higher",
    over="day",
)
def v01(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care on the last day, the share for whom no statutory visit is overdue on it.

    In care as in M01. The next visit is due within a week of the placement (of a child at home under a full care order,
    of the order where that is later); then within six weeks of the last visit, or three months with long-term foster
    carers after the first year. At home under an interim order, placed at home at once, or with a carer who is not yet
    approved: weekly until the first review since the placement began, then every four weeks (six weeks after an
    immediate placement). Placed for adoption: weekly until the first review of the placement; after that the review
    decides, and the child is out. A visit at which the child was not seen does not count; of a visit known only roughly
    the last day it can mean counts. It is the day that is judged, and not how many visits were late before. Where no
    visit of any child is on record, they are kept elsewhere and there is no figure.
    """
    rows = snapshot.once(_visits)
    if since(snapshot, "VISIT") is None:
        rows = rows.clear()
    return Tally("%", rows.filter(pl.col("due") >= period.last)["child"], base=rows["child"])
