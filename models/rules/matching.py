"""By when a child who waits for adopters is to be matched, and by whose limit: said once for everybody who asks.

The placement order's own day goes first, by the scorecard's guide. Without one the decision counts, as long as it
stands: a placement order that the court revoked does not reverse it. A baby whose parents consented is given less time.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models.rules.journeys import MATCHED
from models.rules.timescales import TIMESCALES

CONSENT = "CONSENT"
"""The step that says that the parents consented to adoption: the child was relinquished."""
YOUNG = "6mo"
"""Under this age at the decision a relinquished child is a baby."""


@dataclass(frozen=True)
class Limit:
    """A limit as columns: the day it ends, and its words and source, by the rule in force when the time began."""

    due: pl.Expr
    words: pl.Expr
    source: pl.Expr


def limit(code: str, start: pl.Expr) -> Limit:
    """The limit of a timescale's code that runs from a column of days."""
    scales = [scale for scale in TIMESCALES if scale.code == code]
    due, words, source = scales[0].due_from(start), pl.lit(scales[0].words), pl.lit(scales[0].source)
    for scale in scales[1:]:
        newer = start >= scale.since
        due = pl.when(newer).then(scale.due_from(start)).otherwise(due)
        words = pl.when(newer).then(pl.lit(scale.words)).otherwise(words)
        source = pl.when(newer).then(pl.lit(scale.source)).otherwise(source)
    return Limit(due, words, source)


CONSENTED = (pl.col(CONSENT) >= pl.col("begins")).fill_null(False)
"""The parents consented in this time in care."""
BABY = (
    CONSENTED & (pl.col("adm") < pl.col("dob").dt.offset_by(YOUNG)).fill_null(False) & pl.col("order_since").is_null()
)
"""Relinquished, decided for adoption before the age of six months, and no placement order was asked for."""


def _by_decision() -> Limit:
    usual, baby = limit("MATCH", pl.col("adm")), limit("MATCH-BABY", pl.col("adm"))
    return Limit(
        pl.when(BABY).then(baby.due).otherwise(usual.due),
        pl.when(BABY).then(baby.words).otherwise(usual.words),
        pl.when(BABY).then(baby.source).otherwise(usual.source),
    )


BY_ORDER, BY_DECISION = limit("A2", pl.col("po")), _by_decision()
DECIDED = pl.col("adm").is_not_null() & pl.col("adm_ceased").is_null()
UNMATCHED = pl.col("in_care") & ~pl.col("adoptive") & ~MATCHED.fill_null(False)
ORDERED = UNMATCHED & pl.col("po_open") & pl.col("po").is_not_null()
"""Waits for a match since a placement order whose day is known."""
ONLY_DECIDED = UNMATCHED & DECIDED & ~ORDERED
"""Waits for a match, by the decision alone."""
