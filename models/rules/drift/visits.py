"""When the next statutory visit is due: by the kind of placement, and by whether its first review has been held."""

from __future__ import annotations

import polars as pl

from models import codes
from models.rules.drift.carers import TEMPORARY
from models.rules.drift.rule import Part, among, days, has, on_or_after, written
from models.rules.timescales import TIMESCALES

_SCALES = {scale.code: scale for scale in TIMESCALES if scale.code.startswith("VISIT")}
_REVIEWED = has("reviewed")


def _weeks(code: str) -> pl.Expr:
    """The days of a limit that is said in weeks."""
    return pl.lit(7 * _SCALES[code].amount)


_HOME = among("place", codes.WITH_PARENTS)
_INTERIM, _ORDER = _HOME & among("ls", "C1"), _HOME & among("ls", "C2")
_AT_ONCE = _HOME & on_or_after("at_once", "placement_since")
VISIT_FROM = (
    pl.when(pl.col("adoptive"))
    .then("placed_least")
    .when(_ORDER)
    .then(pl.max_horizontal("placement_since", "legal_since"))
    .otherwise("placement_since")
)
"""What the first visit is counted from: the placement, or a care order made while the child was at home."""
_FREQUENT = _INTERIM | _AT_ONCE | TEMPORARY
_SEEN, _BEGAN = pl.col("visited"), pl.col("visit_from")
_SETTLED = among("place", "U1", "U4") & (pl.col("placement_since").dt.offset_by("1y") <= _SEEN).fill_null(False)
_DAYS = (
    pl.when(_SEEN.is_null())
    .then(_weeks("VISIT-1"))
    .when(_FREQUENT & ~_REVIEWED)
    .then(_weeks("VISIT-WEEKLY"))
    .when(~_AT_ONCE & _FREQUENT)
    .then(_weeks("VISIT-4"))
    .otherwise(_weeks("VISIT-6"))
)
"""Days to the next visit: from the beginning where there was none yet, else from the last one."""
DUE = pl.when(pl.col("in_care") & ~pl.col("adoptive")).then(
    pl.when(_SETTLED)
    .then(_SCALES["VISIT-LONG"].due_from(_SEEN))
    .otherwise(pl.coalesce(_SEEN, _BEGAN) + pl.duration(days=_DAYS))
)
"""The next visit of a child who is not placed for adoption."""


def _words(over: pl.Expr) -> pl.Expr:
    last = pl.when(_SEEN.is_null()).then(pl.lit("no visit yet")).otherwise(pl.format("last on {}", written(_SEEN)))
    return pl.format("Visit overdue, {}: {} over", last, days(over))


VISITS = (
    Part(
        DUE,
        _words,
        "SW",
        "Visit the child",
        _SCALES["VISIT-6"].source,
        ("VISIT",),
    ),
    Part(
        pl.when(pl.col("in_care") & pl.col("adoptive") & ~_REVIEWED).then(
            _SCALES["VISIT-PLACED"].due_from(pl.coalesce(_SEEN, _BEGAN))
        ),
        _words,
        "SW",
        "Visit the child",
        _SCALES["VISIT-PLACED"].source,
        ("VISIT",),
    ),
)
"""Until its first review an adoptive placement is visited weekly; after it, as that review decides."""
