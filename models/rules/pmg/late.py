"""What the group's last meeting did not know, though it was so on its day: recorded late, it is as new as what came
since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import polars as pl

from models.rules.drift import flags
from models.rules.journeys import present
from models.rules.pmg_meetings import signed
from models.snapshot import Earlier, Snapshot

_NOTHING = {"child": pl.String(), "late_flag": pl.Date(), "late_words": pl.String(), "late_order": pl.Boolean()}


def late(snapshot: Snapshot) -> pl.DataFrame:
    """Of whom a drift flag, or a placement order, was so on the day of the last meeting signed off, and not known then:
    child, late_flag (the day the newest such flag began), late_words (what it says), late_order.

    Nothing but what was recorded of a child can make it so: a flag that stood then is not new for being corrected.
    """
    held = signed(snapshot)
    last, known = held.row(-1) if held.height else (None, None)
    earlier = None if known is None else snapshot.facts.earlier(known)
    if earlier is None or not earlier.children:
        return pl.DataFrame(schema=_NOTHING)
    return snapshot.once(_Since(last, known, earlier.children, earlier))


@dataclass(frozen=True)
class _Since:
    """What is remembered of a snapshot: the answer for a last meeting and the children of whom anything was recorded
    since it, whatever is recorded of meetings meanwhile."""

    last: dt.date
    known: int
    children: frozenset[str]
    earlier: Earlier = field(compare=False)

    def __call__(self, snapshot: Snapshot) -> pl.DataFrame:
        return _late(snapshot, self.last, self.earlier)


def _late(snapshot: Snapshot, last: dt.date, earlier: Earlier) -> pl.DataFrame:
    then, of_it = Snapshot(earlier.facts, last), pl.lit(last)
    about = pl.col("child").is_in(pl.Series(sorted(earlier.children), dtype=pl.String).implode())
    newest = pl.col("since").arg_max()
    flagged = (
        snapshot.once(flags)
        .filter(about & (pl.col("since") <= of_it))
        .join(then.once(flags), on=["child", "rule"], how="anti", maintain_order="left")
        .group_by("child", maintain_order=True)
        .agg(late_flag=pl.col("since").max(), late_words=pl.col("words").get(newest))
    )
    orders = (
        snapshot.once(present)
        .filter(about & pl.col("po_open") & (pl.col("order_since") <= of_it))
        .join(then.once(present).filter("po_open"), on="child", how="anti", maintain_order="left")
        .select("child", late_order=pl.lit(True))
    )
    return flagged.join(orders, on="child", how="full", coalesce=True).sort("child")
