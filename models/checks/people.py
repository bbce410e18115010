"""Whether those around a child are recorded soundly: workers, brothers and sisters, visits."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models import codes
from models.checks import NOTHING, check, found
from models.checks.beside import named
from models.rules.steps import dated, taken
from models.snapshot import Snapshot

ROLES = {code: label.label.lower() for code, label in codes.codes("role").items()}


@check("J61", "Two people in one role")
def two_in_a_role(snapshot: Snapshot) -> pl.DataFrame:
    """One person or team at a time has a role for a child: end the allocation that is over."""
    rows = snapshot["allocation"].filter(pl.col("ends").is_null())
    if rows.is_empty():
        return NOTHING
    before = pl.col("begins").shift(1).over(["child", "role"], order_by="begins")
    words = pl.col("role").replace_strict(ROLES, default=pl.col("role"), return_dtype=pl.String)
    return found(
        rows.with_columns(before=before, words=words),
        pl.col("before").is_not_null(),
        "begins",
        "There are two of one role ({}): since {} and since {}.",
        *("words", "before", "begins"),
    )


def _families(snapshot: Snapshot) -> pl.DataFrame:
    """The groups of brothers and sisters these children are in, everybody in them, one row a child and family."""
    own = snapshot["sibling_group"].filter(pl.col("ends").is_null())["family"].unique()
    if own.is_empty():
        return NOTHING
    everybody = Snapshot(snapshot.facts.whole, snapshot.as_at)
    return (
        everybody["sibling_group"]
        .filter(pl.col("ends").is_null() & pl.col("family").is_in(own.implode()))
        .sort("child", "family", "since")
        .unique(["child", "family"], keep="last", maintain_order=True)
    )


@check("J62", "Alone in a sibling group")
def alone_in_group(snapshot: Snapshot) -> pl.DataFrame:
    """A group of brothers and sisters has two children or more: the others' group is not recorded, or has another
    reference."""
    rows = snapshot.once(_families)
    if rows.is_empty():
        return NOTHING
    return found(
        rows.with_columns(members=pl.col("child").n_unique().over("family")),
        pl.col("members") == 1,
        "since",
        "The child is in the sibling group {} since {}, and nobody else is.",
        *("family", "since"),
    )


def _apart(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care, of families whose children in care live at different postcodes: since, lives_since."""
    rows = snapshot.once(_families)
    if rows.is_empty():
        return NOTHING
    day = snapshot.as_at
    homes = (
        snapshot.facts.whole["care_episode"]
        .filter(
            pl.col("child").is_in(rows["child"].unique().implode())
            & (pl.col("decom") <= day)
            & (pl.col("dec").is_null() | (pl.col("dec") > day))
            & pl.col("pl_post").is_not_null()
        )
        .select("child", "pl_post", lives_since="decom")
        .unique("child", keep="last", maintain_order=True)
    )
    return rows.join(homes, on="child", how="inner", maintain_order="left").filter(
        pl.col("pl_post").n_unique().over("family") > 1
    )


@check("J63", "Brothers and sisters live apart without a decision")
def apart_undecided(snapshot: Snapshot) -> pl.DataFrame:
    """Whether brothers and sisters should be placed together or apart is decided and recorded for each of them. Rules
    for sibling groups in the milestones of adoption."""
    rows = snapshot.once(_apart)
    if rows.is_empty():
        return NOTHING
    decided = snapshot.once(taken).filter(pl.col("kind") == "SIB-DECISION").select("child")
    own = snapshot["sibling_group"].select("child").unique()
    return found(
        rows.join(own, on="child", how="semi").join(decided, on="child", how="anti", maintain_order="left"),
        pl.lit(True),
        "lives_since",
        "The sibling group {} does not live together, and no decision on brothers and sisters is recorded.",
        "family",
    )


@check("J64", "Visited outside care")
def visited_outside_care(snapshot: Snapshot) -> pl.DataFrame:
    """Statutory visits are made to a child in care: the day is wrong, or an episode is missing."""
    rows = snapshot["milestone"].filter(
        pl.col("kind").is_in(("VISIT", "IRO-VISIT")) & (pl.col("precision").is_null() | (pl.col("precision") == "DAY"))
    )
    if rows.is_empty():
        return NOTHING
    lived = snapshot["care_episode"].select("child", "decom", "dec").sort("decom")
    return found(
        named(rows.select("child", "kind", "day"))
        .sort("day")
        .join_asof(lived, left_on="day", right_on="decom", by="child", check_sortedness=False)
        .sort("child", "day"),
        pl.col("decom").is_null() | (pl.col("dec") < pl.col("day")),
        "day",
        "There was a visit ({}) on {}, and the child was not in care on that day.",
        *("step", "day"),
    )


@check("J65", "Approximate date that is not over")
def not_over(snapshot: Snapshot) -> pl.DataFrame:
    """A step of which only the month or year is known, while that month or year goes on, may lie ahead: say the day,
    or plan it."""
    rough = pl.col("counted").is_null() & (pl.col("day") > snapshot.as_at)
    rows = dated(snapshot["milestone"], dt.date.max).filter(rough)
    return found(
        named(rows) if rows.height else rows,
        pl.lit(True),
        "day",
        "A step ({}) is dated {} only, and that is not over.",
        *("step", "words"),
    )
