"""Temporary approval of a connected carer: whom it concerns, and until which day it lasts."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.drift.rule import among, on_or_after
from models.rules.timescales import TIMESCALES

REG24, REG25 = (next(scale for scale in TIMESCALES if scale.code == code) for code in ("REG24", "REG25"))
"""Care Planning, Placement and Case Review (England) Regulations 2010: 16 weeks from the placement, and once 8 more."""
PLACE = codes.TEMPORARILY_APPROVED
"""A relative or friend who is not (yet) approved as a long-term or adoptive carer."""
CARERS = ("REG24", "CC-APPROVED")
"""What the authority must keep a record of for anybody to be judged."""
APPROVED = on_or_after("carers_approved", "placement_since")
EXTENDED = on_or_after("REG25", "placement_since")
TEMPORARY = pl.col("in_care") & among("place", PLACE) & ~APPROVED
"""With a connected carer who is not approved since the placement began."""


def lasts(start: pl.Expr, extended: pl.Expr) -> pl.Expr:
    """The last day of a temporary approval that began on a day: day 112, once extended day 168."""
    first = REG24.due_from(start)
    return pl.when(extended).then(REG25.due_from(first)).otherwise(first)


APPROVAL = pl.when(TEMPORARY).then(lasts(pl.col("placement_since"), EXTENDED))
"""By when the carer is to be approved."""
