"""Whether what a step rests on is recorded at all: an order before its celebration, a decision before the panel.

Nothing is found of what the authority keeps no record of, nor of steps from before it kept one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import polars as pl

from models import codes
from models.checks import NOTHING, check, found
from models.checks.beside import named, steps
from models.checks.rows import among, decided
from models.rules.court import HEARINGS, WAS_HELD
from models.rules.drift.cases import kept
from models.rules.journeys import journeys
from models.rules.stays import adoptive_runs, placements
from models.rules.steps import latest, taken
from models.snapshot import Facts, Snapshot

DAY = pl.col("day")
BEFORE = {"child": pl.String, "before": pl.Date}
LIVES = (*codes.ADOPTIVE, *codes.FOSTER)
"""Where those live whose carers may apply for an adoption order."""


def _matches(snapshot: Snapshot) -> pl.DataFrame:
    """Each child's first match, also one after which another was made."""
    said = snapshot["adoption"].select("child", before="date_match")
    return pl.concat([said, _recorded(snapshot, "MATCH")]).drop_nulls().group_by("child").agg(pl.col("before").min())


def _decided(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot.once(decided).rename({"decided": "before"})


def _issued(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["proceedings"].group_by("child").agg(before=pl.col("issued").min())


def _recorded(snapshot: Snapshot, kind: str) -> pl.DataFrame:
    """The first day of a step of each child; an approximate one may be as early as need be."""
    first = pl.when(pl.col("counted").is_null()).then(pl.lit(dt.date.min)).otherwise("day").min()
    return snapshot.once(taken).filter(pl.col("kind") == kind).group_by("child").agg(before=first)


def _since(facts: Facts) -> dict[str, dt.date]:
    """From which day the authority keeps a record of decisions, matches and proceedings, and of some kinds of step."""
    ad1 = facts["adoption"]
    days = {
        "decision": pl.concat([facts["adm_decision"]["date_placed"], ad1["date_int"]]).min(),
        "match": ad1["date_match"].min(),
        "proceedings": facts["proceedings"]["issued"].min(),
    }
    return {**facts.once(kept), **{name: day for name, day in days.items() if isinstance(day, dt.date)}}


def _beside(
    snapshot: Snapshot, record: str, rows: pl.DataFrame, before: Callable[[Snapshot], pl.DataFrame]
) -> pl.DataFrame:
    """Steps since the authority keeps a record, each with the child's first day of it: `before`."""
    since = None if rows.is_empty() else snapshot.facts.whole.once(_since).get(record)
    if since is None:
        return NOTHING
    return rows.filter(since <= DAY).join(before(snapshot), on="child", how="left", maintain_order="left")


def _first(rows: pl.DataFrame) -> pl.DataFrame:
    """The first of each child's steps."""
    return rows if rows.is_empty() else rows.sort("child", "day").unique("child", keep="first", maintain_order=True)


NONE = pl.col("before").is_null()
NONE_BY_THEN = NONE | (pl.col("before") > DAY)


@check("J81", "Celebrated, and no adoption order")
def celebrated_without_order(snapshot: Snapshot) -> pl.DataFrame:
    """A celebration hearing follows an adoption order: the end of care with its reason (E11, E12) is not recorded yet,
    or the hearing is another child's. Milestones of adoption, AP14 and AP15."""
    rows = steps(snapshot, "CELEBRATION")
    if rows.is_empty():
        return NOTHING
    orders = snapshot.once(journeys).group_by("child").agg(before=pl.col("ao").min())
    return found(
        rows.join(orders, on="child", how="left", maintain_order="left"),
        NONE,
        "day",
        "Celebrated on {}, and no adoption order is recorded.",
        "day",
    )


@check("J82", "Applied for, and nobody there who may adopt")
def applied_without_placement(snapshot: Snapshot) -> pl.DataFrame:
    """Those apply for an adoption order with whom the child is placed for adoption, or who foster the child; anybody
    else needs the court's leave (then say so). Adoption and Children Act 2002, section 42."""
    rows = steps(snapshot, "AO-APPLIED")
    if rows.is_empty():
        return NOTHING
    stays = snapshot.facts.once(placements).filter(pl.col("place").is_in(LIVES))
    there = (
        rows.select("child", "row_id", "day")
        .join(stays.select("child", "begins", "ended"), on="child", how="inner")
        .filter((pl.col("begins") <= DAY) & (pl.col("ended").is_null() | (pl.col("ended") >= DAY)))
    )
    known = snapshot.once(latest).select("child", "begins", "adoptive")
    return found(
        rows.join(there, on="row_id", how="anti").join(known, on="child", how="inner", maintain_order="left"),
        ~pl.col("adoptive") & (pl.col("begins") <= DAY),
        "day",
        "An adoption order was applied for on {}; the child was neither placed for adoption nor fostered on that day.",
        "day",
    )


@check("J83", "Matching panel without a decision")
def panel_without_decision(snapshot: Snapshot) -> pl.DataFrame:
    """A child is matched once the agency decision maker has decided for adoption. Milestones AP4 and AP9."""
    rows = _first(steps(snapshot, "AP-PANEL"))
    return found(
        _beside(snapshot, "decision", rows, _decided),
        NONE_BY_THEN,
        "day",
        "The first matching panel is of {}, and no decision to place for adoption is recorded by that day.",
        "day",
    )


@check("J84", "Matching panel without a link")
def panel_without_link(snapshot: Snapshot) -> pl.DataFrame:
    """A family is chosen before the match with it goes to panel, unless the child lives with them already. Milestones
    of adoption, AP8 and AP9."""
    rows = _first(steps(snapshot, "AP-PANEL"))
    if rows.is_empty():
        return NOTHING
    stays = snapshot.facts.once(placements)
    early = among("place", *codes.EARLY_PERMANENCE, *codes.ADOPTIVE_SAME_CARER) & (pl.col("begins") <= snapshot.as_at)
    fostered = snapshot["adoption"].filter(pl.col("foster_care") == "1")
    with_them = pl.concat([stays.filter(early).select("child"), fostered.select("child")])
    return found(
        _beside(snapshot, "LINK", rows.join(with_them, on="child", how="anti"), lambda now: _recorded(now, "LINK")),
        NONE_BY_THEN,
        "day",
        "The first matching panel is of {}, and no link with a family is recorded by that day.",
        "day",
    )


@check("J85", "Introductions, and no match")
def introduced_without_match(snapshot: Snapshot) -> pl.DataFrame:
    """Introductions follow the approved match: its day is not recorded. Milestones of adoption, AP9 and AP10. Those to
    a family with whom the placement broke down are left alone: the return keeps the last match only."""
    rows = _beside(snapshot, "match", steps(snapshot, "INTRODUCTIONS"), _matches)
    if rows.is_empty():
        return NOTHING
    over = snapshot.facts.once(adoptive_runs).filter(pl.col("ended") <= snapshot.as_at)
    return found(
        rows.join(over.group_by("child").agg(over=pl.col("begins").max()), on="child", how="left"),
        NONE & ~(pl.col("over") >= DAY).fill_null(False),
        "day",
        "Introductions began on {}, and no match is recorded.",
        "day",
    )


@check("J86", "Disruption without a placement for adoption")
def disruption_without_placement(snapshot: Snapshot) -> pl.DataFrame:
    """A disruption meeting looks back on a placement for adoption: the record shows none by that day. Adoption
    Agencies Regulations 2005, regulation 36; milestone AP17 of adoption."""
    rows = steps(snapshot, "DISRUPTION")
    if rows.is_empty():
        return NOTHING
    runs = snapshot.facts.once(adoptive_runs).group_by("child").agg(before=pl.col("begins").min())
    care = snapshot.once(journeys).group_by("child").agg(pl.col("begins").min())
    return found(
        rows.join(care, on="child", how="inner", maintain_order="left").join(
            runs, on="child", how="left", maintain_order="left"
        ),
        NONE_BY_THEN & (pl.col("begins") <= DAY),
        "day",
        "A disruption meeting was held on {}, and no placement for adoption is recorded by that day.",
        "day",
    )


@check("J87", "Extended, and never approved for the time being")
def extended_without_approval(snapshot: Snapshot) -> pl.DataFrame:
    """An extension (regulation 25) prolongs a temporary approval (regulation 24): that is not recorded. Care Planning,
    Placement and Case Review (England) Regulations 2010."""
    return found(
        _beside(snapshot, "REG24", steps(snapshot, "REG25"), lambda now: _recorded(now, "REG24")),
        NONE,
        "day",
        "Temporary approval was extended on {}, and that it was given is not recorded.",
        "day",
    )


@check("J88", "Heard in court, and no proceedings")
def heard_without_proceedings(snapshot: Snapshot) -> pl.DataFrame:
    """A hearing or an extension belongs to care proceedings: that they were issued is not recorded. Public Law
    Outline."""
    rows = _first(steps(snapshot, *HEARINGS, "EXTENSION").filter(WAS_HELD))
    if rows.is_empty():
        return NOTHING
    return found(
        _beside(snapshot, "proceedings", named(rows), _issued),
        NONE,
        "day",
        "There is a step in court ({}) of {}, and no care proceedings are recorded.",
        *("step", "day"),
    )


@check("J89", "Parents told of a decision that is not recorded")
def told_without_decision(snapshot: Snapshot) -> pl.DataFrame:
    """The parents are told once the agency decision maker has decided for adoption. Adoption Agencies Regulations
    2005; milestone AP5 of adoption."""
    rows = _first(steps(snapshot, "PARENTS-TOLD", "PARENTS-WRITTEN"))
    return found(
        _beside(snapshot, "decision", rows, _decided),
        NONE_BY_THEN,
        "day",
        "The parents were told of a decision on {}, and none is recorded by that day.",
        "day",
    )
