"""The steps of links, carers and care orders that figures ask about, each beside the time in care it belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import polars as pl

from models.rules.journeys import spans
from models.rules.steps import dated, stored
from models.snapshot import Facts, Snapshot

KINDS = ("CC-APPROVED", "CO", "LINK", "REG24", "REG25")


def recorded(facts: Facts) -> pl.DataFrame:
    """Every such step, in order of journey, kind, ref and day; worked out once for all days.

    child, journey, kind, day (of an approximate one the last day it can mean), counted (blank where approximate),
    outcome, ref (of links: each family for itself), until (the next step of the same kind and ref in the journey).
    """
    steps = dated(stored(facts, KINDS), dt.date.max)
    last = pl.col("last_day")
    rows = (
        steps.join(facts.once(spans).select("child", "journey", "floor", "last_day"), on="child", how="inner")
        .filter((pl.col("day") >= pl.col("floor")) & (last.is_null() | (pl.col("recorded") <= last)))
        .with_columns(ref=pl.when(pl.col("kind") == "LINK").then("ref"))
        .sort("journey", "kind", "ref", "day", "plan")
    )
    same = pl.all_horizontal(pl.col(name).shift(-1).eq_missing(pl.col(name)) for name in ("journey", "kind", "ref"))
    until = pl.when(same).then(pl.col("day").shift(-1))
    return rows.select("child", "journey", "kind", "day", "counted", "outcome", "ref", until=until)


def said_last(snapshot: Snapshot, kind: str, outcome: str) -> pl.DataFrame:
    """Journeys in which a step of a kind stands with an outcome on the day, each ref for itself: journey, on (its last
    day, as a day number)."""
    day, until = pl.col("day"), pl.col("until")
    stands = (day <= snapshot.as_at) & (until.is_null() | (until > snapshot.as_at))
    rows = snapshot.facts.once(recorded).filter((pl.col("kind") == kind) & stands & (pl.col("outcome") == outcome))
    return rows.group_by("journey").agg(on=day.max().to_physical())


def kept(snapshot: Snapshot, *kinds: str) -> bool:
    """Whether the authority keeps a record of some kind of step by the day: of any child, also where some only are
    asked about. What it keeps no record of says nothing of anybody."""
    since = snapshot.facts.whole.once(_kept)
    return any(kind in since and since[kind] <= snapshot.as_at for kind in kinds)


def _kept(facts: Facts) -> Mapping[str, dt.date]:
    return dict(stored(facts, KINDS).group_by("kind").agg(pl.col("day").min()).rows())
