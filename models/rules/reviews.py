"""When each child's reviews were due, and when they were held."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.chains import chain
from models.rules.policies import holidays
from models.rules.timescales import TIMESCALES
from models.snapshot import Facts, Snapshot, rests_on

FIRST, SECOND, LATER = (next(scale for scale in TIMESCALES if scale.code == f"REVIEW-{n}") for n in ("1", "2", "N"))
ON_RECORD = "12mo"
"""A first known review later than this after entry is taken for a later one: the first is not on record."""


@rests_on("care_episode", "review", "setting")
def review_dues(facts: Facts) -> pl.DataFrame:
    """Every review with the day it was due by, and the next one still to come, in order of child and period.

    child, journey, period, number (1, 2 … as on record), since (what the time runs from: entry or the review before),
    due, held (null: not held, so far as known), ended (of the period), words (of the limit). The first is due within
    20 working days of becoming looked after, by the authority's own bank holidays; the second within 3 months of the
    first, later ones within 6 months of the one before; always of the actual last review. `due` is null where entry is
    not shown. The second on record is given 6 months where the one before it cannot be known to be the first: entry not
    shown, or more than twelve months before it. Short breaks have no reviews.

    As at a day d the reviews due by then have `due <= d`; one held later than d is not yet held; the next to come has
    `since <= d` and `held` null or after d. Nothing is due after the period has ended.
    """
    ended = pl.when(pl.col("rec").ne_missing(codes.CONTINUES)).then("dec")
    spans = (
        facts.once(chain)
        .filter(pl.col("until").is_null())
        .select(*("child", "journey", "period", "begins", "entry"), ended=ended)
    )
    held = pl.col("review")
    within = (held >= pl.col("begins")) & (pl.col("ended").is_null() | (held <= pl.col("ended")))
    reviews = facts.only("review", "child", "review").join(spans, on="child", how="inner").filter(within)
    rows = (
        pl.concat([reviews, spans.with_columns(review=pl.lit(None, dtype=pl.Date)).select(reviews.columns)])
        .sort("journey", "review", nulls_last=True)
        .with_columns(first=pl.col("journey").ne_missing(pl.col("journey").shift(1)))
    )
    first, number = pl.col("first"), pl.int_range(pl.len(), dtype=pl.Int32)
    rows = rows.with_columns(
        number=1 + number - pl.when(first).then(number).forward_fill(),
        since=pl.when(first).then("entry").otherwise(held.shift(1)),
        missing=pl.when(first)
        .then(pl.col("entry").is_null() | (held > pl.col("entry").dt.offset_by(ON_RECORD)).fill_null(False))
        .forward_fill(),
    )
    since, closed = pl.col("since"), holidays(facts)
    opening, second = pl.col("number") == 1, (pl.col("number") == 2) & ~pl.col("missing")
    due = pl.when(opening).then(FIRST.due_from(since, closed)).when(second).then(SECOND.due_from(since))
    words = pl.when(opening).then(pl.lit(FIRST.words)).when(second).then(pl.lit(SECOND.words))
    return rows.select(
        *("child", "journey", "period", "number", "since"),
        due=due.otherwise(LATER.due_from(since)),
        held=held,
        ended="ended",
        words=words.otherwise(pl.lit(LATER.words)),
    )


def last_reviews(snapshot: Snapshot) -> pl.DataFrame:
    """The last review held by the day in each period of care that has one: child, period, last_review."""
    held = pl.col("held")
    rows = snapshot.facts.once(review_dues).filter(held <= snapshot.as_at)
    return rows.group_by("child", "period").agg(last_review=held.max())
