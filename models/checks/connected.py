"""Whether temporary approval and the steps towards special guardianship follow each other."""

from __future__ import annotations

import polars as pl

from models.checks import NOTHING, check, found
from models.checks.beside import days, named, steps
from models.rules.drift.carers import PLACE, lasts
from models.rules.stays import placements
from models.rules.steps import latest
from models.rules.timescales import in_force
from models.snapshot import Facts, Snapshot

DAY, BEGINS = pl.col("day"), pl.col("begins")
SGO = ("VIABILITY", "SG-NOTICE", "SG-ALLOCATED", "SG-ASSESSED", "SG-SUPPORT", "SG-APPLIED", "SG-HEARING")


def _approvals(snapshot: Snapshot) -> pl.DataFrame:
    """Temporary approvals and extensions in order, each with the kind and day of the one before: before, before_day."""
    rows = steps(snapshot, "REG24", "REG25").sort("child", "day", "kind")
    if rows.is_empty():
        return NOTHING
    return rows.with_columns(
        before=pl.col("kind").shift(1).over("child"),
        before_day=DAY.shift(1).over("child"),
        next_start=DAY.filter(pl.col("kind") == "REG24").max().over("child"),
    )


@check("J31", "Extended before temporary approval")
def extended_before_approval(snapshot: Snapshot) -> pl.DataFrame:
    """An extension (regulation 25) follows temporary approval (regulation 24). Care Planning, Placement and Case Review
    (England) Regulations 2010."""
    return found(
        snapshot.once(_approvals),
        (pl.col("kind") == "REG25") & pl.col("before").is_null() & (pl.col("next_start") > DAY),
        "day",
        "Temporary approval was extended on {}, before it was given on {}.",
        *("day", "next_start"),
    )


@check("J32", "Extended more than once")
def extended_twice(snapshot: Snapshot) -> pl.DataFrame:
    """Temporary approval is extended once, by up to 8 weeks. Care Planning, Placement and Case Review (England)
    Regulations 2010, regulation 25."""
    return found(
        snapshot.once(_approvals),
        (pl.col("kind") == "REG25") & (pl.col("before") == "REG25"),
        "day",
        "Temporary approval was extended on {} and again on {}.",
        *("before_day", "day"),
    )


def _temporary(facts: Facts) -> pl.DataFrame:
    """Placements under temporary approval whose first day is known, in order of it: child, begins, ended."""
    rows = facts.once(placements).filter((pl.col("place") == PLACE) & pl.col("known"))
    return rows.select("child", "begins", "ended").sort("begins")


def _approved(snapshot: Snapshot) -> pl.DataFrame:
    """Approvals of foster carers beside the placement under temporary approval of that day: begins, until (its last
    day), how."""
    rows = steps(snapshot, "CC-APPROVED").filter(pl.col("outcome").eq_missing("YES")).select("child", "day").sort("day")
    if rows.is_empty():
        return NOTHING
    there = snapshot.facts.once(_temporary)
    more = steps(snapshot, "REG25").select("child", extended="day").sort("extended")
    extended = (pl.col("extended") >= BEGINS).fill_null(False)
    return (
        rows.join_asof(there, left_on="day", right_on="begins", by="child", check_sortedness=False)
        .join_asof(more, left_on="day", right_on="extended", by="child", check_sortedness=False)
        .filter(pl.col("ended").is_null() | (pl.col("ended") >= DAY))
        .with_columns(
            until=lasts(BEGINS, extended),
            how=pl.when(extended).then(pl.lit("extended once")).otherwise(pl.lit("not extended")),
        )
        .sort("child", "day")
    )


@check("J33", "Approved after temporary approval had run out")
def approved_late(snapshot: Snapshot) -> pl.DataFrame:
    """Temporary approval lasts 16 weeks from the placement (day 112), extended once 24 weeks (day 168): the carer is
    approved within it, or an extension is not recorded. Care Planning, Placement and Case Review (England) Regulations
    2010, regulations 24 and 25."""
    return found(
        snapshot.once(_approved),
        pl.col("until") < DAY,
        "day",
        "The carer was approved on {}; temporary approval since {}, {}, lasted until {}.",
        *("day", "begins", "how", "until"),
    )


@check("J36", "Extended after temporary approval had run out")
def extended_late(snapshot: Snapshot) -> pl.DataFrame:
    """Temporary approval lasts 16 weeks from the placement (day 112) and is extended within them: what has run out is
    not prolonged, so that the days until then were without approval, or the day is wrong. Care Planning, Placement and
    Case Review (England) Regulations 2010, regulations 24 and 25."""
    rows = steps(snapshot, "REG25").select("child", "day").sort("day")
    if rows.is_empty():
        return NOTHING
    there = snapshot.facts.once(_temporary)
    approved = (
        steps(snapshot, "CC-APPROVED")
        .filter(pl.col("outcome").eq_missing("YES"))
        .select("child", approved="day")
        .sort("approved")
    )
    return found(
        rows.join_asof(there, left_on="day", right_on="begins", by="child", check_sortedness=False)
        .join_asof(approved, left_on="day", right_on="approved", by="child", check_sortedness=False)
        .filter(pl.col("ended").is_null() | (pl.col("ended") >= DAY))
        .filter(DAY.min().over("child", "begins") == DAY)  # of a second one J32 tells
        .with_columns(until=lasts(BEGINS, pl.lit(False)))
        .sort("child", "day"),
        (pl.col("until") < DAY) & ~(pl.col("approved") >= BEGINS).fill_null(False),
        "day",
        "Temporary approval since {} lasted until {}; it was extended on {} only.",
        *("begins", "until", "day"),
    )


@check("J34", "Step after the special guardianship order")
def step_after_order(snapshot: Snapshot) -> pl.DataFrame:
    """Viability, notice, assessment, support plan, application and hearing all come before the special guardianship
    order. Milestones of special guardianship, SG1 to SG8."""
    ordered = snapshot.once(latest).filter(pl.col("sgo").is_not_null()).select("child", "sgo")
    if ordered.is_empty():
        return NOTHING
    return found(
        named(steps(snapshot, *SGO).join(ordered, on="child", how="inner", maintain_order="left")),
        pl.col("sgo") < DAY,
        "day",
        "A step towards special guardianship ({}) is of {}; the order was made on {}.",
        *("step", "day", "sgo"),
    )


@check("J35", "Less than three months' notice")
def short_notice(snapshot: Snapshot) -> pl.DataFrame:
    """An application for special guardianship needs three months' written notice to the authority, unless the court
    gives leave (then say so) or care proceedings are open. Councils' procedures; Children Act 1989, section 14A."""
    rows = days(snapshot, "SG-NOTICE", "SG-APPLIED")
    if rows.is_empty():
        return NOTHING
    applied, notice = pl.col("SG-APPLIED"), pl.col("SG-NOTICE")
    court = snapshot["proceedings"].select("child", "issued", "ends").sort("issued")
    in_court = pl.col("issued").is_not_null() & (pl.col("ends").is_null() | (pl.col("ends") >= applied))
    beside = rows.filter(applied.is_not_null()).sort("SG-APPLIED")
    return found(
        beside.join_asof(court, left_on="SG-APPLIED", right_on="issued", by="child", check_sortedness=False)
        .with_columns(earliest=in_force("SG-NOTICE", snapshot.as_at).due_from(notice))
        .sort("child"),
        (notice <= applied) & (applied < pl.col("earliest")) & ~in_court,
        "SG-APPLIED",
        "Special guardianship was applied for on {}; notice was given on {} only.",
        *("SG-APPLIED", "SG-NOTICE"),
    )
