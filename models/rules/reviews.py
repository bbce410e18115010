"""When each child's reviews were due and when they were held, and what a placement for adoption asks beside that."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.chains import chain
from models.rules.policies import holidays
from models.rules.stays import adoptive_runs
from models.rules.timescales import TIMESCALES
from models.snapshot import Facts, Snapshot

FIRST, SECOND, LATER = (next(scale for scale in TIMESCALES if scale.code == f"REVIEW-{n}") for n in ("1", "2", "N"))
PLACED, PLACED_NEXT, PLACED_LATER = (
    next(scale for scale in TIMESCALES if scale.code == f"PLACED-{n}") for n in ("1", "2", "N")
)
ON_RECORD = "12mo"
"""A first known review later than this after entry is taken for a later one: the first is not on record."""


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


_ASKED = {"child": pl.String, "journey": pl.Int32, "number": pl.Int32, "words": pl.String} | dict.fromkeys(
    ("begins", "ended", "due"), pl.Date
)


def placed_dues(facts: Facts) -> pl.DataFrame:
    """By when the reviews of children placed for adoption are due for the placement's sake: Adoption Agencies
    Regulations 2005, regulation 36. One row for each review and placement that it falls in.

    child, journey, number (as in `review_dues`), begins and ended (from which day, and until before which, it holds),
    due, words. The first is due within 4 weeks of being placed, the second within 3 months of the first, later ones
    within 6 months of the one before.
    """
    if not facts.once(chain)["new_adoptive"].any():
        return pl.DataFrame(schema=_ASKED)  # nobody is placed for adoption: quicker said than worked out
    runs = facts.once(adoptive_runs).select("journey", placed="begins", over="ended")
    held, since, placed, over = (pl.col(name) for name in ("held", "since", "placed", "over"))
    rows = (
        facts.once(review_dues)
        .join(runs, on="journey", how="inner")
        .filter((held.is_null() | (held > placed)) & (since.is_null() | over.is_null() | (since < over)))
        .sort("journey", "placed", "number")
        .with_columns(first=since.is_null() | (since <= placed))
    )
    first = pl.col("first")
    second = ~first & first.shift(1).over("journey", "placed")
    return rows.select(
        *("child", "journey", "number"),
        begins=pl.max_horizontal(placed, since),
        ended=over,
        due=pl.when(first)
        .then(PLACED.due_from(placed))
        .when(second)
        .then(PLACED_NEXT.due_from(since))
        .otherwise(PLACED_LATER.due_from(since)),
        words=pl.when(first)
        .then(pl.lit(PLACED.words))
        .when(second)
        .then(pl.lit(PLACED_NEXT.words))
        .otherwise(pl.lit(PLACED_LATER.words)),
    )


_NAMES = (
    pl.when("review_placed")
    .then(pl.lit("Review of the placement"))
    .when(pl.col("number") == 1)
    .then(pl.lit("First review"))
    .when(pl.col("number") == 2)
    .then(pl.lit("Second review"))
    .otherwise(pl.lit("Next review"))
)


def next_reviews(snapshot: Snapshot) -> pl.DataFrame:
    """The review still to come in each period of care, where the day it is due by is known.

    journey, review (“First review”, “Review of the placement”), review_due, review_words (of the limit), review_placed
    (an adoptive placement asks for it, no later than care does).
    """
    day, due, placed = snapshot.as_at, pl.col("due"), pl.col("placed_due")
    begins, ended, held = pl.col("begins"), pl.col("ended"), pl.col("held")
    asked = (
        snapshot.facts.once(placed_dues)
        .filter((begins <= day) & (ended.is_null() | (ended > day)))
        .select("journey", "number", placed_due="due", placed_words="words")
    )
    open_yet = (held.is_null() | (held > day)) & (pl.col("since") <= day).fill_null(True)
    return (
        snapshot.facts.once(review_dues)
        .filter(open_yet)
        .join(asked, on=["journey", "number"], how="left", maintain_order="left")
        .filter(due.is_not_null() | placed.is_not_null())
        .with_columns(review_placed=(placed <= due).fill_null(placed.is_not_null()))
        .select(
            *("journey", "review_placed"),
            review=_NAMES,
            review_due=pl.when("review_placed").then(placed).otherwise(due),
            review_words=pl.when("review_placed").then("placed_words").otherwise("words"),
        )
    )


def last_reviews(snapshot: Snapshot) -> pl.DataFrame:
    """The last review held by the day in each period of care that has one: child, period, last_review."""
    held, journey = pl.col("held"), pl.col("journey")
    done = (held <= snapshot.as_at).fill_null(False)
    last = done & ~(done.shift(-1).fill_null(False) & (journey.shift(-1) == journey))
    return snapshot.facts.once(review_dues).filter(last).select("child", "period", last_review="held")
