"""School as measures count it: who is of school age, what the term says of each, and suspensions while in care."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import polars as pl

from models import codes
from models.measures import Period
from models.measures._kept import last_by, lasting, of_kind
from models.rules.chains import chain
from models.rules.journeys import details, present
from models.rules.policies import holidays
from models.rules.stays import periods
from models.rules.timescales import in_force
from models.snapshot import Facts, Snapshot

YOUNGEST, OLDEST = 5, 16
"""Ages on the 31 August that ends a school year of those of school age in it: reception to year 11."""
FIRST_PLAN = in_force("PEP", dt.date.max)
TERM = ("child", "begins", "term", "attendance", "hours", "hours_why", "school", "sen", "alternative")
"""What is read of a term."""


def of_age(dob: pl.Expr, year: pl.Expr | int) -> pl.Expr:
    """Whether somebody is of school age in the school year that ends in a year; null where birth is unknown."""
    return (dob <= pl.date(year - YOUNGEST, 8, 31)) & (dob > pl.date(year - OLDEST - 1, 8, 31))


@dataclass(frozen=True)
class Term:
    """The term that a day lies in, as far as any child's record of the school year shows it."""

    code: str | None
    begins: dt.date


def _begun(facts: Facts) -> pl.DataFrame:
    """On which days which terms began for any child."""
    return facts.only("school_term", "begins", "term").unique().sort("begins", "term")


def term(snapshot: Snapshot) -> Term | None:
    """The last term of the school year that began by the day for any child; None where none is on record."""
    year = Period.school_year_to(snapshot.as_at)
    rows = snapshot.facts.whole.once(_begun).filter(year.covers("begins"))
    if rows.is_empty():
        return None
    code = rows["term"][-1]
    began = rows.filter(pl.col("term").eq_missing(code))["begins"].min()
    return Term(code, began if isinstance(began, dt.date) else year.first)


def _terms(facts: Facts) -> pl.DataFrame:
    """Every child's terms in order."""
    rows = facts.only("school_term", *TERM).sort("child", "begins").rename({"begins": "begun"})
    return lasting(rows, "child", "begun")


def pupils(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care on the day who are of school age, and those of whom it is not known for want of a birth date:
    child, known, since (in care), and of the child's last term begun in this school year: begun, term, attendance,
    hours, hours_why, school, sen, alternative (blank where none is on record)."""
    year = Period.school_year_to(snapshot.as_at)
    told = last_by(snapshot.facts.once(_terms), "begun", year.last).filter(pl.col("begun") >= year.first)
    rows = snapshot.once(present).select("child", "dob", since="begins")
    wanted = of_age(pl.col("dob"), year.first.year + 1).fill_null(True)
    return (
        rows.filter(wanted)
        .with_columns(known=pl.col("dob").is_not_null())
        .drop("dob")
        .join(told, on="child", how="left", maintain_order="left")
    )


def suspensions(facts: Facts) -> pl.DataFrame:
    """Every suspension and exclusion that began while the child was in care: child, begins, permanent, sessions."""
    stays = (
        facts.once(chain)
        .filter(~pl.col("ls").is_in(codes.SHORT_BREAKS).fill_null(False))
        .join(facts.once(details).select("child", "eighteenth"), on="child", how="left", maintain_order="left")
        .select("child", "decom", leaves=pl.min_horizontal("dec", "eighteenth"))
    )
    begins, leaves = pl.col("begins"), pl.col("leaves")
    return (
        facts.only("suspension", "child", "begins", "permanent", "sessions")
        .join(stays, on="child", how="inner", maintain_order="left")
        .filter((pl.col("decom") <= begins) & (leaves.is_null() | (leaves > begins)))
        .unique(["child", "begins"], keep="first", maintain_order=True)
        .select("child", "begins", "permanent", "sessions")
        .sort("child", "begins")
    )


def first_plans(facts: Facts) -> pl.DataFrame:
    """Every child of school age on entry to care, with the first education plan since: child, entry, due, plan and
    plan_counted (blank where the day is known only roughly)."""
    entry = pl.col("entry")
    year = entry.dt.year() + (entry.dt.month() >= 9).cast(pl.Int32)
    rows = (
        facts.once(periods)
        .filter(entry.is_not_null())
        .join(facts.once(details).select("child", "dob"), on="child", how="left", maintain_order="left")
        .filter(of_age(pl.col("dob"), year).fill_null(False))
        .select("child", "entry", "ended", "eighteenth", due=FIRST_PLAN.due_from(entry, holidays(facts)))
        .filter((pl.min_horizontal("ended", "eighteenth") > pl.col("due")).fill_null(True))
    )
    made = (
        rows.join(of_kind(facts, "PEP").select("child", "day", "counted"), on="child", how="inner")
        .filter(pl.col("day") >= entry)
        .sort("child", "entry", "day", "counted", nulls_last=True)
        .group_by("child", "entry", maintain_order=True)
        .agg(plan=pl.col("day").first(), plan_counted=pl.col("counted").first())
    )
    return rows.join(made, on=["child", "entry"], how="left", maintain_order="left").sort("child", "entry")
