"""Care order to placement order."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._care_orders import not_shown, said
from models.measures._events import Events, number
from models.snapshot import Snapshot

ORDER, MADE, AT_ONCE = pl.col("po"), pl.col("made"), pl.col("at_once")


@measure(
    "T06",
    "Care order to placement order",
    group="Timeliness",
    unit="days",
    source="Local measure",
    better="lower",
)
def t06(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the care order to the placement order, for placement orders made in the period.

    The placement order is the last unbroken stretch of E1 begun by the end of the period, also if it has ended since.
    The care order is the first one recorded among the court's steps in this time in care; where none is recorded, the
    first day under a full care order (C2) in the return, if that is on or before the placement order. Both orders are
    often made on one day, and the return then never shows the care order: that is 0 days. Where no separate care order
    is known it is taken as made with the placement order: these children are in the figure with 0 days, flagged, and a
    group of their own.

    A care order recorded after the placement order stays negative and is shown apart.

    Who is out: children who turned 18 before the placement order. Where a care order was in force before the data
    begins, or is recorded with an approximate day only, the child is left out of the mean and counted under no date.
    """
    events, facts = snapshot.once(Events), snapshot.facts
    stopped = events.within("po", period) & (events["grown"] >= events["po"])
    taken = facts.once(said).filter(pl.col("on") <= number(snapshot.as_at))
    hidden = pl.col("journey").is_in(facts.once(not_shown).implode())
    shown = (pl.col("care_order") <= ORDER).fill_null(False)
    rows = (
        events.rows(stopped, "child", "journey", "po", "care_order")
        .join(taken, on="journey", how="left", maintain_order="left")
        .with_columns(at_once=pl.col("on").is_null() & ~shown)
        .with_columns(
            made=pl.when(pl.col("on").is_not_null())
            .then("counted")
            .when(~shown)
            .then(ORDER)
            .when(~hidden)
            .then("care_order")
        )
    )
    known, unknown = rows.filter(MADE.is_not_null()), rows["child"].filter(rows["made"].is_null())
    at_once, backwards = known["child"].filter(known["at_once"]), known["child"].filter(known["made"] > known["po"])
    apart = known["child"].filter(~known["at_once"])
    groups = (
        Group("apart", "Care order known for itself", len(apart), apart),
        Group("with", "No separate care order known: 0 days", len(at_once), at_once),
    )
    wrong = Group("backwards", "Dates the wrong way round (in the figure)", len(backwards), backwards)
    return Tally(
        "days",
        known["child"],
        days=known["po"] - known["made"],
        no_date=unknown,
        flagged=at_once,
        groups=groups,
        apart=lambda: (wrong,) if len(backwards) else (),
    )
