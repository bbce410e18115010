"""Connected carers under temporary approval."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._events import Events, number
from models.measures._recorded import kept, recorded, said_last
from models.rules.timescales import SOON, TIMESCALES
from models.snapshot import Snapshot

FIRST, MORE = (
    next(scale for scale in TIMESCALES if scale.code == code).amount * 7 for code in ("REG24", "REG25")
)  # 112 and 56 days


@measure(
    "K12",
    "Children with carers under temporary approval",
    group="Permanence",
    unit="children",
    source="CPPR (England) Regulations 2010, regulations 24 and 25",
    over="day",
)
def k12(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care on the last day of the period with a connected carer who is approved for the time being only.

    In care as in M01, placed with a relative or friend (U3) on the day, and no approval as foster carer recorded since
    the placement began that stands. Temporary approval lasts 16 weeks from the placement (to day 112), and 8 more (to
    day 168) where one extension is recorded since it began. The groups say whether that day is more than four weeks
    off, within four weeks (the day itself included), or past.

    Who is out: where the data does not show when the placement began, it is past where it would be past even from the
    first day shown, and counted under no date else. Where the authority keeps no approvals here at all there is no
    figure, and all are counted under no date, for nothing can be said of them.
    """
    events, day = snapshot.once(Events), number(period.last)
    rows = events.rows(events["relatives"], "child", "journey", "placement_since", "placement_known")
    if not kept(snapshot, "REG24", "CC-APPROVED"):
        wanted = "Record temporary and full approvals on the tracker of connected carers."
        return Tally("children", no_date=rows["child"], kept=False, wanted=wanted)
    begun, kind, on = pl.col("placement_since"), pl.col("kind"), pl.col("day")
    approved = said_last(snapshot, "CC-APPROVED", "YES").rename({"on": "approved"})
    extended = snapshot.facts.once(recorded).filter((kind == "REG25") & (on <= snapshot.as_at))
    extended = extended.group_by("journey").agg(extended=on.max().to_physical())
    rows = rows.join(approved, on="journey", how="left", maintain_order="left")
    rows = rows.join(extended, on="journey", how="left", maintain_order="left")
    more = (pl.col("extended") >= begun).fill_null(False)
    rows = rows.filter(~(pl.col("approved") >= begun).fill_null(False))
    rows = rows.with_columns(last=begun + pl.when(more).then(FIRST + MORE).otherwise(FIRST))
    past = rows["last"] < day
    sure = past | rows["placement_known"]
    soon = ~past & (rows["last"] <= day + SOON.days)
    parts = (
        ("in time", "Ends in more than four weeks", sure & ~past & ~soon),
        ("due", "Ends within four weeks", sure & soon),
        ("past", "Past its last day", past),
    )
    groups = (Group(code, title, int(where.sum()), rows["child"].filter(where)) for code, title, where in parts)
    return Tally("children", rows["child"].filter(sure), no_date=rows["child"].filter(~sure), groups=tuple(groups))
