"""Every child whom drift can concern, one wide row each: joined once, then asked by every rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from models.rules.court import proceedings
from models.rules.journeys import details, journeys
from models.rules.plans import plans
from models.rules.policies import policies
from models.rules.reviews import review_dues
from models.rules.steps import planned, taken
from models.snapshot import Facts, Snapshot

_OWN = (
    *("child", "period", "journey", "begins", "entry", "ls", "place", "legal_since", "legal_known"),
    *("placement_since", "placement_known", "ico", "order_since", "po", "po_open", "po_ended"),
    *("adm", "adm_ceased", "match", "adoptive", "placed", "placed_least", "disrupted"),
)
_STEPS = ("AO-APPLIED", "REG24", "REG25", "HANDOVER", "DISCHARGE", "PWP-APPROVED")
_LIFE_STORY = ("LS-START", "LS-FIRST", "LS-BOOK", "LS-DONE")


def cases(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care, or in care proceedings, one row a child in order, with what the rules ask about.

    The present journey's own columns (blank for a child not in care); `day`; dob; issued, extended_to, extended, IRH
    and IRH_planned of open proceedings; second (review), review_due with review_number and review_words (the next),
    reviewed (the first review since the placement began); the plans' columns, plan_begun and plan_closed (the last of
    each); the last day of each step; seen (the last visit), story (life story work begun), link (a family chosen and
    not given up since), carers_approved, at_once (an immediate placement at home); discharge (planned for); changed
    (the last new worker within a year) and handed_over, many (the day the year's workers were too many), workers.
    """
    day = snapshot.as_at
    care = (
        snapshot.once(journeys)
        .filter("in_care")
        .unique("child", keep="last", maintain_order=True)
        .select(*_OWN, in_care=pl.lit(True))
    )
    court = (
        snapshot.once(proceedings)
        .filter("open")
        .select("child", "issued", "extended_to", "extended", "IRH", "IRH_planned")
    )
    rows = care.join(court, on="child", how="full", coalesce=True)
    rows = rows.join(snapshot.facts.once(details).select("child", "dob"), on="child", how="left").join(
        _reviews(snapshot, care), on="journey", how="left"
    )
    for beside in (
        snapshot.once(plans),
        _plan_days(snapshot),
        _steps(snapshot),
        _links(snapshot),
        _discharge(snapshot),
    ):
        rows = rows.join(beside, on="child", how="left")
    for beside in _workers(snapshot):
        rows = rows.join(beside, on="child", how="left")
    return rows.with_columns(
        pl.col("in_care", "po_open", "adoptive", "legal_known", "placement_known").fill_null(False),
        pl.col("pursued", "contingencies").fill_null(0),
        day=pl.lit(day),
    ).sort("child")


def _reviews(snapshot: Snapshot, care: pl.DataFrame) -> pl.DataFrame:
    day, held, number = snapshot.as_at, pl.col("held"), pl.col("number")
    done = (held <= day).fill_null(False)
    to_come = ~done & (pl.col("since") <= day).fill_null(False) & pl.col("due").is_not_null()
    rows = snapshot.facts.once(review_dues).join(care.select("journey", "placement_since"), on="journey", how="inner")
    return rows.group_by("journey").agg(
        held.filter(done & (number == 2)).first().alias("second"),
        held.filter(done & (held > pl.col("placement_since"))).min().alias("reviewed"),
        pl.col("due").filter(to_come).first().alias("review_due"),
        number.filter(to_come).first().alias("review_number"),
        pl.col("words").filter(to_come).first().alias("review_words"),
    )


def _plan_days(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["plan"].group_by("child").agg(plan_begun=pl.col("begins").max(), plan_closed=pl.col("ends").max())


def _steps(snapshot: Snapshot) -> pl.DataFrame:
    kind, day, outcome = pl.col("kind"), pl.col("day"), pl.col("outcome")
    return (
        snapshot.once(taken)
        .group_by("child")
        .agg(
            *(day.filter(kind == step).max().alias(step) for step in _STEPS),
            day.filter((kind == "VISIT") & outcome.ne_missing("NOT-SEEN")).max().alias("seen"),
            day.filter(kind.is_in(_LIFE_STORY)).min().alias("story"),
            day.filter((kind == "CC-APPROVED") & (outcome == "YES")).max().alias("carers_approved"),
            day.filter((kind == "PWP-REG19") & outcome.ne_missing("NO")).max().alias("at_once"),
        )
    )


def _links(snapshot: Snapshot) -> pl.DataFrame:
    """The last family chosen that has not been given up since; each family by its reference."""
    links = snapshot.once(taken).filter(pl.col("kind") == "LINK").unique(["child", "ref"], keep="last")
    return links.filter(pl.col("outcome") == "CHOSEN").group_by("child").agg(link=pl.col("day").max())


def _discharge(snapshot: Snapshot) -> pl.DataFrame:
    coming = snapshot.once(planned).filter(pl.col("kind") == "DISCHARGE")
    return coming.group_by("child").agg(discharge=pl.col("planned").max())


def _workers(snapshot: Snapshot) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The last change of worker within the year, and the day on which the year's workers became too many."""
    year_ago, limit = pl.lit(snapshot.as_at).dt.offset_by("-1y"), policies(snapshot.facts)["DRIFT-11"]
    begins, child, worker = pl.col("sw_decom"), pl.col("child"), pl.col("sw_id")
    rows = snapshot["social_worker"].filter(worker.is_not_null()).sort("child", "sw_decom")
    another = (child == child.shift()) & (worker != worker.shift())
    changes = (
        rows.with_columns(before=begins.shift())
        .filter(another & (begins > year_ago))
        .group_by("child")
        .agg(changed=begins.last(), before=pl.col("before").last())
    )
    this_year = rows.filter(pl.col("sw_dec").is_null() | (pl.col("sw_dec") > year_ago))
    known = this_year.filter(pl.struct("child", "sw_id").is_first_distinct()).group_by("child", maintain_order=True)
    many = known.agg(workers=pl.len().cast(pl.Int32), many=begins.slice(max(limit, 1) - 1, 1).first())
    return changes, many


def kept(facts: Facts) -> Mapping[str, dt.date]:
    """From which day the authority keeps a record of each kind of step, and of plans (“plan”); asked of everybody's
    facts. What it keeps no record of at all says nothing about any child."""
    steps = facts["milestone"].group_by("kind").agg(pl.col("day").min()).rows()
    begun = facts["plan"]["begins"].min()
    plan = {"plan": begun} if isinstance(begun, dt.date) else {}
    return {**dict(steps), **plan}
