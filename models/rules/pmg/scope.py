"""Whom the group watches over: every child in care, one wide row each, and whether it is from care order to permanence.

The group looks at children from the care order, or the decision for adoption, until they have left care.
"""

from __future__ import annotations

import polars as pl

from models.rules.drift import flags
from models.rules.drift.adoption import LINKED
from models.rules.drift.cases import cases
from models.rules.journeys import MATCHED, present
from models.rules.matching import DECIDED
from models.rules.people import families, workers
from models.rules.pmg.late import late
from models.rules.pmg_actions import actions, escalations
from models.rules.pmg_meetings import noted, seen
from models.rules.status import status
from models.snapshot import Snapshot

ORDERS = ("C2", "E1", "D1")
"""A full care order, a placement order, a freeing order."""
_CARE = ("child", "period", "ls", "age", "order_since", "po", "po_open", "match", "adoptive")
_NOW = ("child", "period", "stage", "next", "due", "over", "state", "reason", "decider")


def watched(snapshot: Snapshot) -> pl.DataFrame:
    """Every child in care on the day, one row a child in order, with what the rules of the agenda ask about.

    child, in_scope, ls, age, stage, next, due, over, state, reason, decider; flags (how many), flag_words, newest (the
    day the newest began), newest_words, lawful (one of law or guidance is among them); late_flag, late_words,
    late_order (what the last meeting did not know: `late`); primary_words, primary_since, plan_begun, plan_closed (the
    last days a plan was agreed, or closed), plan_known (the last change set that recorded one); order_since, po,
    po_open, link, linked, matched, match, adoptive; open (actions), carried (how often at most), carried_words, late
    (actions past due), escalated (to whom), escalated_on; seen (the day the child was last discussed), noted,
    noted_words (said without a quorum since, to be confirmed); family, siblings; worker, team, iro.
    """
    care = snapshot.once(present).select(*_CARE, in_scope=pl.col("ls").is_in(ORDERS).fill_null(False) | DECIDED)
    case = snapshot.once(cases).select(
        *("child", "primary_words", "primary_since", "plan_begun", "plan_closed", "link"),
        linked=LINKED.fill_null(False),
        matched=MATCHED.fill_null(False),
    )
    rows = care.join(snapshot.once(status).select(_NOW), on=["child", "period"], how="left", maintain_order="left")
    for beside in (
        case,
        *(snapshot.once(each) for each in (_flagged, late, _planned, _acting, seen, noted, families, workers)),
    ):
        rows = rows.join(beside, on="child", how="left", maintain_order="left")
    return rows.with_columns(
        pl.col("flags", "open", "carried", "late").fill_null(0),
        pl.col("lawful", "adoptive", "po_open", "late_order").fill_null(False),
    )


def _flagged(snapshot: Snapshot) -> pl.DataFrame:
    newest = pl.col("since").arg_max()
    return (
        snapshot.once(flags)
        .group_by("child", maintain_order=True)
        .agg(
            flags=pl.len().cast(pl.Int32),
            flag_words=pl.col("title").str.join("; "),
            newest=pl.col("since").max(),
            newest_words=pl.col("words").get(newest),
            lawful=(~pl.col("local")).any(),
        )
    )


def _planned(snapshot: Snapshot) -> pl.DataFrame:
    said = (snapshot[table].select("child", "recorded_by") for table in ("plan", "primary_plan"))
    return pl.concat(said).group_by("child").agg(plan_known=pl.col("recorded_by").max())


def _acting(snapshot: Snapshot) -> pl.DataFrame:
    """The open actions and standing escalations of each child."""
    most = pl.col("carried").arg_max()
    own = (
        snapshot.once(actions)
        .filter("open")
        .group_by("child", maintain_order=True)
        .agg(
            open=pl.len().cast(pl.Int32),
            carried=pl.col("carried").max(),
            carried_words=pl.col("words").get(most),
            late=pl.col("over").count().cast(pl.Int32),
        )
    )
    up = (
        snapshot.once(escalations)
        .filter("standing")
        .group_by("child", maintain_order=True)
        .agg(escalated=pl.col("to").unique(maintain_order=True).str.join(", "), escalated_on=pl.col("since").min())
    )
    return own.join(up, on="child", how="full", coalesce=True)
