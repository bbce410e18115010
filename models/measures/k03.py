"""Children with a placement order and no confirmed link."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import Group, Period, Tally, Threshold, measure
from models.measures._events import Events
from models.measures._recorded import kept, said_last
from models.snapshot import Snapshot

LIMITS = (Threshold(0, dt.date(2011, 4, 1), "none without a link, a local target", "target"),)


@measure(
    "K03",
    "Children with a placement order and no confirmed link",
    group="Adoption",
    unit="children",
    source="Local measure (board report); the target is local",
    better="lower",
    over="day",
    thresholds=LIMITS,
)
def k03(snapshot: Snapshot, period: Period) -> Tally:
    """Children with a placement order in force on the last day of the period (K02) for whom no family is chosen.

    A family is chosen where a link with it stands as chosen on the day, and it was made after any placement for
    adoption broke down. The groups say for whom a family is being considered (a link is pursued) and for whom none is.

    Who is out: children matched or placed for adoption, and children who live with carers who may adopt them (U2, U5).
    Where the authority keeps no links here at all there is no figure: the children who are neither matched nor placed
    are counted under no date, for nothing can be said of them.
    """
    events = snapshot.once(Events)
    open_yet = events["waits"] & ~events["adoptive"] & ~events["matched"] & ~events["early"]
    rows = events.rows(open_yet, "child", "journey", "disrupted")
    if not kept(snapshot, "LINK"):
        wanted = "Record each child's links with families on the family finding tracker."
        return Tally("children", no_date=rows["child"], kept=False, wanted=wanted)
    for outcome in ("CHOSEN", "ACTIVE"):
        links = said_last(snapshot, "LINK", outcome).rename({"on": outcome})
        rows = rows.join(links, on="journey", how="left", maintain_order="left")
    stands = (pl.col(name) > pl.col("disrupted").fill_null(-1) for name in ("CHOSEN", "ACTIVE"))
    chosen, pursued = (since.fill_null(False) for since in stands)
    rows = rows.with_columns(pursued=pursued).filter(~chosen)
    parts = (("pursued", "A family is being considered", True), ("none", "No family yet", False))
    groups = []
    for code, title, which in parts:
        children = rows["child"].filter(rows["pursued"] == which)
        groups.append(Group(code, title, len(children), children))
    return Tally("children", rows["child"], groups=tuple(groups))
