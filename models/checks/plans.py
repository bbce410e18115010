"""Whether plans fit their own steps and each other: agreed before they are worked, and one of them the primary one."""

from __future__ import annotations

import polars as pl

from models.checks import NOTHING, check, found
from models.checks.beside import exact, named
from models.rules.plans import PATHWAYS, live
from models.snapshot import Snapshot

EXPLORING = (
    *("VIABILITY", "FGC", "DBS", "MEDICAL", "REFERENCES", "REG24", "RH-ASSESSED", "PWP-ASSESSED", "CPR", "AD-MEDICAL"),
    *("RAA", "CONSENT", "SIB-ASSESSED", "EP-DECISION", "REG25", "CC-PANEL", "CC-APPROVED"),
)
"""Steps that explore a plan, or approve a carer with whom the child lives already: they may come before it."""
AFTERWARDS = ("CELEBRATION", "LS-START", "LS-FIRST", "LS-BOOK", "LS-DONE", "LS-LETTER", "LS-QUALITY")
"""Steps that follow a plan that has been fulfilled."""
PATHWAY = pl.col("pathway").replace_strict(PATHWAYS, default=pl.col("pathway"), return_dtype=pl.String)


def _plans(snapshot: Snapshot) -> pl.DataFrame:
    """Every plan with its `words`, the plan `chosen` last as the primary one and how many plans are `live`."""
    said = (
        snapshot["primary_plan"]
        .group_by("child", maintain_order=True)
        .last()
        .select("child", chosen="plan", chosen_since="since")
    )
    return (
        snapshot["plan"]
        .join(said, on="child", how="left", maintain_order="left")
        .with_columns(
            words=PATHWAY.str.to_lowercase(),
            live=pl.col("ends").is_null().sum().over("child"),
            known=(pl.col("plan") == pl.col("chosen")).any().over("child").fill_null(False),
            exact=pl.col("precision").is_null() | (pl.col("precision") == "DAY"),
        )
    )


def _outside(snapshot: Snapshot) -> pl.DataFrame:
    """Each step that lies outside the time of the plan it belongs to, in order of day: `early`, or after its close."""
    own = snapshot.once(exact).filter(pl.col("plan") != 0).drop("row_id", "words")
    if own.is_empty():
        return NOTHING
    plans = snapshot.once(_plans).select("child", "plan", "begins", "ends", "words", "exact")
    kind, day = pl.col("kind"), pl.col("day")
    early = pl.col("exact") & (day < pl.col("begins")) & ~kind.is_in(EXPLORING)
    late = ((pl.col("ends") < day) & ~kind.is_in(AFTERWARDS)).fill_null(False)
    rows = own.join(plans, on=["child", "plan"], how="inner").with_columns(early=early).filter(pl.col("early") | late)
    return named(rows.sort("child", "plan", "day"))


@check("J01", "Plan agreed after its own steps")
def agreed_after_steps(snapshot: Snapshot) -> pl.DataFrame:
    """The steps that carry a plan out are taken on or after the day it was agreed: a date is wrong, or the step belongs
    to another plan, or to none. What explores a plan (a viability assessment) may come before it."""
    rows = snapshot.once(_outside)
    if rows.is_empty():
        return NOTHING
    return found(
        rows.filter("early").unique(["child", "plan"], keep="first", maintain_order=True),
        pl.lit(True),
        "begins",
        "The plan for {} was agreed on {}, after a step of it: {} of {}.",
        *("words", "begins", "step", "day"),
    )


@check("J02", "Step after its plan was closed")
def step_after_close(snapshot: Snapshot) -> pl.DataFrame:
    """No step of a plan is taken once the plan is closed: the plan goes on, or the step belongs to another one. A
    celebration and life story work follow a plan that is fulfilled."""
    return found(
        snapshot.once(_outside),
        ~pl.col("early"),
        "day",
        "A step of the plan for {} ({}) was taken on {}; the plan was closed on {}.",
        *("words", "step", "day", "ends"),
    )


@check("J03", "Primary plan is closed and others go on")
def closed_primary(snapshot: Snapshot) -> pl.DataFrame:
    """Exactly one of the plans pursued is the primary one. The one that was chosen is closed: choose another."""
    return found(
        snapshot.once(_plans),
        (pl.col("plan") == pl.col("chosen")) & pl.col("ends").is_not_null() & (pl.col("live") > 0),
        "ends",
        "The primary plan, {}, was closed on {}; other plans go on and none of them is the primary one.",
        *("words", "ends"),
    )


@check("J04", "Plans pursued and none is the primary one")
def no_primary(snapshot: Snapshot) -> pl.DataFrame:
    """Exactly one of the plans pursued is the primary one: say which."""
    rows = snapshot.once(_plans).filter(pl.col("ends").is_null())
    return found(
        rows.unique("child", keep="first", maintain_order=True),
        ~pl.col("known"),
        "begins",
        "The plan for {} is pursued since {}, and it is not said which plan is the primary one.",
        *("words", "begins"),
    )


@check("J05", "The same plan pursued twice")
def pursued_twice(snapshot: Snapshot) -> pl.DataFrame:
    """Plans pursued at the same time differ in their way or in whom they are with: close one, or say with whom."""
    same = ["child", "pathway", "with_whom"]
    rows = snapshot.once(live)
    if rows.is_empty():
        return NOTHING
    return found(
        rows.with_columns(before=pl.col("begins").shift(1).over(same, order_by="begins")),
        pl.col("before").is_not_null(),
        "begins",
        "The plan “{}” is pursued twice: since {} and since {}.",
        *("words", "before", "begins"),
    )
