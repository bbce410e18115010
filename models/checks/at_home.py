"""Whether the steps of a placement with parents, and what is said of a home, fit where the child lives."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models import codes
from models.checks import NOTHING, check, found
from models.checks.beside import named, steps
from models.rules.policies import policies
from models.rules.stays import placements
from models.rules.steps import latest, taken, working_days_after_step
from models.snapshot import Snapshot

DAY = pl.col("day")
HOMES = ("K1", "K2", "R1", "S1")
"""Secure and children's homes, residential care homes and residential schools."""


def _given(snapshot: Snapshot, *kinds: str) -> pl.DataFrame:
    """Steps of some kinds that were not answered with no."""
    return steps(snapshot, *kinds).filter(pl.col("outcome").ne_missing("NO"))


@check("J41", "Approved to live with parents, and lives elsewhere")
def not_at_home(snapshot: Snapshot) -> pl.DataFrame:
    """A placement with parents that was approved or planned shows in the record (P1), at once where it is an immediate
    one (regulation 19): the placement is not recorded yet, or the plan was given up. Milestones PW3 to PW5."""
    rows = _given(snapshot, "PWP-REG19", "PWP-APPROVED", "PWP-PLAN")
    if rows.is_empty():
        return NOTHING
    home = (
        snapshot.facts.once(placements)
        .filter((pl.col("place") == codes.WITH_PARENTS) & (pl.col("begins") <= snapshot.as_at))
        .group_by("child")
        .agg(home_until=pl.col("ended").fill_null(dt.date.max).max())
    )
    now = snapshot.once(latest).select("child", "placement_since", "ended")
    moved = pl.col("ended").is_not_null() | (pl.col("placement_since") > DAY)
    return found(
        named(rows.join(now, on="child", how="left", maintain_order="left").join(home, on="child", how="left")),
        (pl.col("home_until").is_null() | (pl.col("home_until") < DAY)) & (moved | (pl.col("kind") == "PWP-REG19")),
        "day",
        "There is a step towards living with the parents ({}) of {}, and the child does not live with them since.",
        *("step", "day"),
    )


@check("J42", "Immediate placement not assessed in time")
def not_assessed(snapshot: Snapshot) -> pl.DataFrame:
    """A child placed with parents at once (regulation 19) is assessed within ten working days. The wording for England
    is not confirmed: the limit is a policy of the authority."""
    rows = _given(snapshot, "PWP-REG19").select("child", "day")
    if rows.is_empty():
        return NOTHING
    first = snapshot.once(taken).filter(pl.col("kind") == "PWP-ASSESSED").group_by("child").agg(assessed=DAY.min())
    due = working_days_after_step(snapshot, DAY, policies(snapshot.facts)["REG19-ASSESS"])
    return found(
        rows.join(first, on="child", how="left", maintain_order="left").with_columns(due=due),
        (pl.col("due") < snapshot.as_at) & (pl.col("assessed").is_null() | (pl.col("assessed") > pl.col("due"))),
        "day",
        "Placed with the parents at once on {}, and no assessment of them is recorded by {}.",
        *("day", "due"),
    )


@check("J43", "Details of a home, and the child is not in one")
def not_in_a_home(snapshot: Snapshot) -> pl.DataFrame:
    """What is said of a home belongs to a placement in a secure or children's home, a residential care home or a
    residential school (K1, K2, R1, S1) that the return shows on that day."""
    rows = snapshot["residential"].select("child", "since").sort("since")
    if rows.is_empty():
        return NOTHING
    lived = snapshot["care_episode"].select("child", "decom", "dec", "place").sort("decom")
    in_home = pl.col("place").is_in(HOMES) & (pl.col("dec").is_null() | (pl.col("dec") > pl.col("since")))
    return found(
        rows.join_asof(lived, left_on="since", right_on="decom", by="child", check_sortedness=False).sort("child"),
        ~in_home.fill_null(False),
        "since",
        "Details of a home are recorded from {}; the child was in no home or residential school on that day.",
        "since",
    )
