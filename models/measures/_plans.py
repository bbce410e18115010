"""Which plan was the primary one from when until when, and which were worked beside it: once for all days."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures._events import number
from models.rules.journeys import decisions, spans
from models.rules.reviews import ON_RECORD, review_dues
from models.rules.timescales import TIMESCALES
from models.snapshot import Facts, Snapshot

ADM = next(scale for scale in TIMESCALES if scale.code == "ADM")
begins, until, child, held = (pl.col(name) for name in ("begins", "until", "child", "held"))


def _plans(facts: Facts) -> pl.DataFrame:
    return facts.only("plan", "child", "plan", "pathway", "begins", "ends")


def primary_plans(facts: Facts) -> pl.DataFrame:
    """From when until when each plan was the primary one, in order of child and day: child, pathway, begins, until (the
    day it was so no more)."""
    chosen = facts.only("primary_plan", "child", "since", "plan").sort("child", "since")
    after = pl.when(child.shift(-1) == child).then(pl.col("since").shift(-1))
    return (
        chosen.with_columns(after=after)
        .join(_plans(facts), on=["child", "plan"], how="inner", maintain_order="left")
        .select(
            *("child", "pathway"),
            begins=pl.when(begins.is_not_null()).then(pl.max_horizontal("since", "begins")),
            until=pl.min_horizontal("after", "ends"),
        )
        .filter(begins.is_not_null() & (until.is_null() | (begins < until)))
    )


def adoption_plans(facts: Facts) -> pl.DataFrame:
    """From when until when adoption was the primary plan of each child, by one plan or several without a gap."""
    rows = facts.once(primary_plans).filter(pl.col("pathway") == "ADOPTION")
    goes_on = (child.shift() == child) & (until.shift() == begins).fill_null(False)
    return (
        rows.with_columns(stretch=(~goes_on.fill_null(False)).cum_sum())
        .group_by("stretch", maintain_order=True)
        .agg(child.first(), begins.first(), until.last())
        .drop("stretch")
    )


def on_the_day(rows: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """Those of some stretches that hold on a day."""
    return rows.filter((day >= begins) & (until.is_null() | (day < until)))


def _set(facts: Facts) -> pl.DataFrame:
    """Each time that adoption became the primary plan within a time in care: child, journey, began (as a day number:
    the review that set it, else that day), by_review, begins, until.

    The review is the last one held in the time in care by that day, unless the two months that follow it were over by
    then: such a review set another plan.
    """
    last = pl.col("last_day")
    rows = (
        facts.once(adoption_plans)
        .join(facts.once(spans).select("child", "journey", "floor", "last_day"), on="child", how="inner")
        .filter((pl.col("floor") <= begins) & (last.is_null() | (last >= begins)))
        .sort("begins")
    )
    reviews = facts.once(review_dues).filter(held.is_not_null()).select("journey", "held").sort("held")
    review = pl.when(ADM.due_from(held) >= begins).then(held)
    return (
        rows.join_asof(reviews, left_on="begins", right_on="held", by="journey", check_sortedness=False)
        .select(
            *("child", "journey", "begins", "until"),
            began=pl.coalesce(review, begins).to_physical(),
            by_review=review.is_not_null(),
        )
        .sort("child", "begins")
    )


def planned_decisions(facts: Facts) -> pl.DataFrame:
    """Each decision for adoption, beside when the plan it decides began: journey, adm, began (as day numbers; began is
    blank where adoption had not become the primary plan by then), by_review."""
    plans = facts.once(_set).select("journey", "begins", "began", "by_review").sort("begins")
    return (
        facts.once(decisions)
        .select("child", "journey", "adm")
        .sort("adm")
        .join_asof(plans, left_on="adm", right_on="begins", by="journey", check_sortedness=False)
        .with_columns(pl.col("adm").to_physical())
        .drop("begins")
    )


def undecided(snapshot: Snapshot) -> pl.DataFrame:
    """Times in care with adoption as the primary plan on the day: journey, so_far (days since it was set)."""
    rows = on_the_day(snapshot.facts.once(_set), snapshot.as_at)
    return rows.select("journey", so_far=number(snapshot.as_at) - pl.col("began"))


def second_reviews(facts: Facts) -> pl.DataFrame:
    """The second review of each time in care that had one: child, held, planned (a primary plan stood on that day),
    known (it is known to be the second: the start of care is shown, and the first on record came within a year)."""
    entry, first = pl.col("since").shift(), held.shift()
    rows = (
        facts.once(review_dues)
        .with_columns(known=entry.is_not_null() & (first <= entry.dt.offset_by(ON_RECORD)))
        .filter((pl.col("number") == 2) & held.is_not_null())
        .select("child", "journey", "held", "known")
    )
    plans = facts.once(primary_plans).select("child", "begins", "until").sort("begins")
    found = rows.sort("held").join_asof(plans, left_on="held", right_on="begins", by="child", check_sortedness=False)
    planned = begins.is_not_null() & (until.is_null() | (until > held))
    return found.select("child", "held", "known", planned=planned).sort("child", "held")


def plans_begun(facts: Facts) -> pl.DataFrame:
    """Every plan: child, begins, until."""
    return _plans(facts).select("child", "begins", until="ends")


def kept_since(snapshot: Snapshot) -> dt.date | None:
    """Since when the authority keeps plans here: the first of any child, also where some only are asked about."""
    first = snapshot.facts.whole.once(plans_begun)["begins"].min()
    return first if isinstance(first, dt.date) and first <= snapshot.as_at else None
