"""What a mean of days could be once the missing dates are known: “189 days; between 171 and 214”.

A missing date is seldom wholly unknown. An order first seen in the middle was made by then; a match came after the
decision and by the placement. Each missing date has an earliest and a latest day from the same journey, and the figure
is reckoned with all of them at their least and at their most (`models.statistics.bounds`).
"""

from __future__ import annotations

import polars as pl

from models.measures import MEASURES, Period, Tally, on
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from models.statistics.bounds import Bounds, bounds

CLOCKS = {
    "T01": ("po", "match", "match"),
    "T02": ("po", "placed", "placed"),
    "T03": ("po", "ao", "ao"),
    "T04": ("match", "placed", "placed"),
    "T05": ("placed", "ao", "ao"),
    "T08": ("adm", "match", "match"),
    "T09": ("entry", "adm", "adm"),
    "T10": ("entry", "sgo", "sgo"),
    "T11a": ("entry", "po", "po"),
    "T11b": ("entry", "ao", "ao"),
    "A1": ("entry", "placed", "ao"),
    "A2": ("po_at_match", "match", "ao"),
    "A10": ("entry", "settled", "ao"),
}
"""The measures with bounds: the two events of their clock, and the one that chooses the children."""
FLOORS = {"A2": 0}
"""What the days of a measure count as at least."""
_HERE = pl.coalesce("entry", "dob")
"""The earliest day that anything of a journey can have been, where its beginning is not shown: the birth."""
_DECIDED = pl.max_horizontal(_HERE, "adm")
_SETTLED = pl.when("foster_carer").then("fc_placed").otherwise("placed")
WITHIN: dict[str, tuple[pl.Expr, pl.Expr]] = {
    "entry": (pl.col("dob"), pl.col("begins")),
    "po": (_HERE, pl.col("order_since")),
    "po_at_match": (_HERE, pl.min_horizontal("order_since", "match", "placed_least", "ao")),
    "adm": (_HERE, pl.min_horizontal("match", "placed_least", "ao")),
    "match": (_DECIDED, pl.min_horizontal("placed_least", "ao")),
    "placed": (_DECIDED, pl.min_horizontal("placed_least", "ao")),
    "settled": (_HERE, pl.min_horizontal("placed_least", "ao")),
}
"""Of an event whose day is not known: the earliest and the latest it can be."""


def bounded(snapshot: Snapshot, code: str, period: Period) -> Bounds | None:
    """A measure's mean with the bounds that its missing dates leave; None for a measure without (see CLOCKS)."""
    if code not in CLOCKS:
        return None
    then = on(snapshot, period.last)
    tally = MEASURES[code].tally(then, period)
    assert tally.days is not None
    least, most = missing(then, code, tally, period.over(MEASURES[code].over))
    floor = FLOORS.get(code)
    known = tally.days.cast(pl.Float64)
    if floor is not None:
        least, most = least.clip(floor), most.clip(floor)
    return bounds(known, least, most)


def missing(snapshot: Snapshot, code: str, tally: Tally, period: Period) -> tuple[pl.Series, pl.Series]:
    """The fewest and the most days that each child without a date can have, one entry for each of `tally.no_date`."""
    start, stop, chosen = CLOCKS[code]
    rows = snapshot.once(journeys).with_columns(settled=_SETTLED).filter(period.covers(chosen))
    rows = rows.filter(pl.col(start).is_null() | pl.col(stop).is_null())
    days = rows.select(
        "child",
        least=(_latest(stop, early=True) - _latest(start)).dt.total_days(),
        most=(_latest(stop) - _latest(start, early=True)).dt.total_days(),
    ).unique("child", keep="last", maintain_order=True)
    found = pl.DataFrame({"child": tally.no_date}).join(days, on="child", how="left", maintain_order="left")
    # Of two dates missing at once the later cannot be before the earlier.
    least = pl.min_horizontal("least", "most")
    return found.select(least.cast(pl.Float64).alias("least")).to_series(), found["most"].cast(pl.Float64)


def _latest(event: str, *, early: bool = False) -> pl.Expr:
    """The latest day an event can have been, or the earliest; its own, where that is known."""
    return pl.coalesce(event, WITHIN[event][0 if early else 1]) if event in WITHIN else pl.col(event)
