"""Red, amber or green: from what is due next and the drift flags, unless a person has said otherwise for a time.

Red: a limit of law or guidance is past. Amber: something is due within 28 days, or a limit of the authority's own is
past, or a date is missing. The reason names the worst, and says how many more flags there are.
"""

from __future__ import annotations

import polars as pl

from models.rules.drift import STATE, answers, flags
from models.snapshot import Snapshot

NO_MATCH, NO_REVIEW = "DRIFT-3", "DRIFT-10"
COLOURS = {"R": "red", "A": "amber", "G": "green", "–": "no date"}


def worst(snapshot: Snapshot) -> pl.DataFrame:
    """The flags of each child in care together: child, period, flags (how many), flag_words (their titles, those of law
    first, then the furthest over), worst (the sentence of the first), worst_rule, lawful (one of law or guidance is
    among them), no_match and no_review (those flags are)."""
    found = snapshot.once(flags).filter(pl.col("period").is_not_null())
    rule = pl.col("rule")
    return (
        found.sort("local", "over", descending=[False, True])
        .group_by("child", "period")
        .agg(
            pl.len().cast(pl.Int32).alias("flags"),
            pl.col("title").str.join("; ").alias("flag_words"),
            pl.col("words").first().alias("worst"),
            rule.first().alias("worst_rule"),
            (~pl.col("local")).any().alias("lawful"),
            (rule == NO_MATCH).any().alias("no_match"),
            (rule == NO_REVIEW).any().alias("no_review"),
        )
    )


def said(snapshot: Snapshot) -> pl.DataFrame:
    """The state a person has set instead of the computed one, while it holds: child, said_state, said_reason, until."""
    held = snapshot.once(answers).filter((pl.col("rule") == STATE) & pl.col("answer_state").is_not_null())
    return held.select("child", said_state="answer_state", said_reason="answer_reason", until="answer_until")


_LATE, _FLAGGED, _LAWFUL = pl.col("over").is_not_null(), pl.col("flags") > 0, pl.col("lawful").fill_null(False)
_RULE = pl.col("rule")
_SAME = pl.col("worst_rule") == _RULE
"""The worst flag says the same as what is next."""
_NEXT_FIRST = ~_FLAGGED | (_LATE & (~_LAWFUL | _SAME.fill_null(False)))
_LATE_FLAG = pl.when(_RULE == NO_MATCH).then("no_match").when(_RULE == NO_REVIEW).then("no_review")
_SAID = pl.when(_NEXT_FIRST).then(_LATE & _LATE_FLAG).otherwise(_FLAGGED)
_MORE = pl.col("flags") - _SAID.fill_null(False).cast(pl.Int32)
_REASON = pl.when(_NEXT_FIRST).then("reason").otherwise("worst")
COMPUTED = [
    pl.when(_LAWFUL)
    .then(pl.lit("R"))
    .when(_FLAGGED & (pl.col("state") != "R"))
    .then(pl.lit("A"))
    .otherwise("state")
    .alias("state"),
    pl.when(_MORE > 0)
    .then(
        pl.format(
            "{}; and {} more {}",
            _REASON,
            _MORE,
            pl.when(_MORE == 1).then(pl.lit("drift flag")).otherwise(pl.lit("drift flags")),
        )
    )
    .otherwise(_REASON)
    .alias("reason"),
]
"""State and reason of a journey whose next step is judged already, by its flags too; `rule` is the flag that says the
same as what is next."""


def _colour(column: str) -> pl.Expr:
    return pl.col(column).replace_strict(COLOURS, default=pl.col(column), return_dtype=pl.String)


OVERRIDDEN = [
    pl.col("said_state").is_not_null().alias("overridden"),
    pl.coalesce("said_state", "state").alias("state"),
    pl.when(pl.col("said_state").is_null())
    .then("reason")
    .otherwise(
        pl.format(
            "Overridden to {}{}: {}. By the rules {}: {}",
            _colour("said_state"),
            pl.when(pl.col("until").is_null())
            .then(pl.lit(""))
            .otherwise(pl.format(" until {}", pl.col("until").dt.strftime("%-d %b %Y"))),
            pl.col("said_reason").str.strip_chars_end("."),
            _colour("state"),
            pl.col("reason"),
        )
    )
    .alias("reason"),
]
"""State and reason where a person has said otherwise; both reasons are told."""
