"""What is next for each child, by when, whose rule that is, and whether it is late: with the reason in words."""

from __future__ import annotations

import datetime as dt
import functools

import polars as pl

from models.rules.drift.cases import cases
from models.rules.drift.rule import LOCAL
from models.rules.matching import BY_DECISION, BY_ORDER, CONSENT, ONLY_DECIDED, ORDERED
from models.rules.pathway import stages
from models.rules.rag import COMPUTED, NO_MATCH, NO_REVIEW, OVERRIDDEN, said, worst
from models.rules.reviews import next_reviews
from models.rules.timescales import CARE_PLANNING, PLACEMENT_REVIEWS, SOON
from models.rules.work.by_step import first_wanted
from models.snapshot import Snapshot


def _written(day: pl.Expr) -> pl.Expr:
    return day.dt.strftime("%-d %b %Y")


def _days(count: pl.Expr) -> pl.Expr:
    return pl.format("{} {}", count, pl.when(count == 1).then(pl.lit("day")).otherwise(pl.lit("days")))


def _reason() -> pl.Expr:
    """The sentence that says why a state is what it is."""
    late, due = pl.col("over").is_not_null(), _written(pl.col("due"))
    waited = _days(pl.col("waited"))
    match_late = pl.format(
        "Waiting {} since the {} without a match: {} over {}",
        waited,
        pl.col("since_words"),
        pl.col("over"),
        pl.col("match_words"),
    )
    match_yet = pl.format(
        "Waiting {} since the {}; match due by {}, {}", waited, pl.col("since_words"), due, pl.col("match_words")
    )
    review_late = pl.format(
        "{} was due by {}, within {}: {} over", pl.col("review"), due, pl.col("review_words"), _days(pl.col("over"))
    )
    review_yet = pl.format("{} due by {}, within {}", pl.col("review"), due, pl.col("review_words"))
    asked_late = pl.format("{} was due by {}: {} over. {}", "wanted", due, _days(pl.col("over")), "wanted_why")
    asked_yet = pl.format("{} due by {}. {}", "wanted", due, "wanted_why")
    return (
        pl.when(pl.col("due").is_null())
        .then(_undated())
        .when(pl.col("asked_first") & late)
        .then(asked_late)
        .when("asked_first")
        .then(asked_yet)
        .when(pl.col("match_first") & late)
        .then(match_late)
        .when(pl.col("match_first"))
        .then(match_yet)
        .when(late)
        .then(review_late)
        .otherwise(review_yet)
    )


def _undated() -> pl.Expr:
    """The sentence where nothing has a day by which it is due."""
    since = _written(pl.col("stage_since"))
    return (
        pl.when(pl.col("stage").is_in(["Adopted", "Special guardianship", "Child arrangements order"]))
        .then(pl.format("{} on {}", pl.col("stage"), since))
        .when(pl.col("ended").is_not_null())
        .then(pl.format("Left care on {}", _written(pl.col("ended"))))
        .when(pl.col("closed_without_next"))
        .then(pl.format("The episode that ended on {} says that another follows, and none does", since))
        .when(pl.col("stage") == "Turned 18, no exit recorded")
        .then(pl.format("Turned 18 on {}, and no exit is recorded", since))
        .when(pl.col("stage") == "Short breaks")
        .then(pl.lit("On short breaks: no reviews are due"))
        .otherwise(
            pl.lit("No day by which something is due is known: the day of entry or the reviews are not on record")
        )
    )


REASON = _reason()


def status(snapshot: Snapshot) -> pl.DataFrame:
    """Every journey's stage, what is next, and its state with the reason, one row for each child and period.

    stage, stage_since (a day), stage_days; next (the next thing that has a day by which it is due: the match, a review,
    or what else is wanted, whichever is due first; but nothing local before a match or review that is overdue), due,
    decider (the code of who decides it), source (whose rule), over (days past due; null while it is not), state (R a
    limit of law or guidance is past, A something is due within 28 days or a local limit is past, G neither, – where
    nothing has a day), reason (a sentence that names the worst, and how many more), flags (how many drift flags),
    flag_words (their titles), overridden (a person has set the state, and the reason says so).
    """
    rows = (
        snapshot.once(stages)
        .join(snapshot.once(next_reviews), on="journey", how="left", maintain_order="left")
        .join(snapshot.once(cases).select("child", CONSENT), on="child", how="left", maintain_order="left")
        .join(snapshot.once(first_wanted), on="child", how="left", maintain_order="left")
    )
    for columns in _judged(snapshot.as_at):
        rows = rows.with_columns(columns)
    rows = (
        rows.select(
            *("child", "period", "stage", "stage_since", "stage_days", "next", "due", "source", "over", "state"),
            *("in_care", "decider", "rule"),
            reason=REASON,
        )
        .join(worst(snapshot), on=["child", "period"], how="left", maintain_order="left")
        .join(said(snapshot), on="child", how="left", maintain_order="left")
    )
    for columns in (_ALONE, COMPUTED, OVERRIDDEN):
        rows = rows.with_columns(columns)
    return rows.select(*_COLUMNS)


_ALONE = [
    pl.col("flags").fill_null(0),
    pl.when("in_care").then("said_state").alias("said_state"),
]
"""A state is set of a child in care."""
_COLUMNS = (
    *("child", "period", "stage", "stage_since", "stage_days", "next", "due", "source", "over", "state", "reason"),
    *("flags", "flag_words", "overridden", "decider"),
)


@functools.lru_cache(maxsize=64)
def _judged(day: dt.date) -> tuple[list[pl.Expr], ...]:
    """What is worked out one after the other, as at a day; saying it takes longer than doing it for one child."""
    by_order, by_decision = ORDERED, ONLY_DECIDED
    match_due = pl.col("match_due")
    match_first = match_due.is_not_null() & (match_due <= pl.col("review_due")).fill_null(True)
    past = (pl.lit(day) - pl.col("due")).dt.total_days()
    undated = pl.col("due").is_null()
    asked, local = pl.col("wanted_by"), (pl.col("wanted_source") == LOCAL).fill_null(False)
    before = (asked < pl.col("due")).fill_null(asked.is_not_null())
    asked_first = pl.col("in_care") & before & ~(local & (pl.col("due") < day).fill_null(False))
    return (
        [
            pl.when(by_order).then(BY_ORDER.due).when(by_decision).then(BY_DECISION.due).alias("match_due"),
            pl.when(by_order).then(BY_ORDER.words).otherwise(BY_DECISION.words).alias("match_words"),
            pl.when(by_order).then(BY_ORDER.source).otherwise(BY_DECISION.source).alias("match_source"),
            pl.when("in_care").then("review_due").alias("review_due"),
            pl.when(by_order).then(pl.lit("placement order")).otherwise(pl.lit("decision")).alias("since_words"),
            (pl.lit(day) - pl.when(by_order).then("po").otherwise("adm")).dt.total_days().alias("waited"),
        ],
        [
            match_first.alias("match_first"),
            pl.when(match_first).then("match_due").otherwise("review_due").alias("due"),
        ],
        [
            asked_first.alias("asked_first"),
            (pl.col("match_first") & ~asked_first).alias("match_first"),
            pl.when(asked_first).then(asked).otherwise("due").alias("due"),
        ],
        [
            pl.when(past > 0).then(past.cast(pl.Int32)).alias("over"),
            pl.when(undated)
            .then(pl.lit(None, dtype=pl.String))
            .when("asked_first")
            .then("wanted")
            .when("match_first")
            .then(pl.lit("Match"))
            .otherwise("review")
            .alias("next"),
            pl.when(undated)
            .then(pl.lit("–"))
            .when((pl.col("due") < day) & ~(pl.col("asked_first") & local))
            .then(pl.lit("R"))
            .when(pl.col("due") <= day + SOON)
            .then(pl.lit("A"))
            .otherwise(pl.lit("G"))
            .alias("state"),
            pl.when("asked_first")
            .then("wanted_source")
            .when("match_first")
            .then("match_source")
            .when("review_placed")
            .then(pl.lit(PLACEMENT_REVIEWS))
            .when(~undated)
            .then(pl.lit(CARE_PLANNING))
            .alias("source"),
            pl.when("asked_first")
            .then("wanted_of")
            .when("match_first")
            .then(pl.lit("ADM"))
            .when(~undated)
            .then(pl.lit("IRO"))
            .alias("decider"),
            pl.when("match_first")
            .then(pl.lit(NO_MATCH))
            .when(~pl.col("asked_first") & ~undated)
            .then(pl.lit(NO_REVIEW))
            .alias("rule"),
        ],
    )
