"""Adoption reviews in time."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._adoption_reviews import adoption_reviews
from models.measures._events import Events
from models.measures._kept import since
from models.snapshot import Snapshot


@measure(
    "R03",
    "Adoption reviews in time",
    group="Practice",
    unit="%",
    source="Adoption Agencies Regulations 2005, regulation 36",
    better="higher",
    over="twelve months",
)
def r03(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children who wait to be placed for adoption or are placed on the last day, the share whose adoption
    reviews in twelve months were in time.

    Of: children in care (as M01) with a placement order who are not placed for adoption, and children placed for
    adoption, for whom a review was due by the day in this wait or placement.

    Counted: those of whom every one due in the twelve months was held by its due date; one still not held is late
    however long ago it was due, one due earlier and held late in the twelve months is not looked at. While waiting:
    within three months of the placement order (or of the day a placement broke down), then within six months of the
    adoption review before. Placed: within four weeks of moving in, then three months of that review, then every six
    months; these are the reviews of the return. The groups part those judged. A placement by the parents' consent alone
    is not waited for here. Those waiting are judged only where the authority keeps adoption reviews here, those placed
    only where it keeps reviews.

    Who is out: where the start of the wait or placement is not shown and no later review is due, the child is counted
    under no date.
    """
    day, events, facts = period.last, snapshot.once(Events), snapshot.facts
    due, held, over = pl.col("due"), pl.col("held"), pl.col("over")
    overdue = held.is_null() | (held > day)
    late = (due <= day) & (overdue | ((due >= period.first) & (held > due)))
    asked = (
        facts.once(adoption_reviews)
        .filter((pl.col("since") <= day) & (over.is_null() | (over > day)))
        .group_by("journey", adoptive="placed")
        .agg(
            due=(due <= day).any(),
            late=late.any(),
            unknown=(due.is_null() & overdue).any(),
        )
    )
    kept = [
        placed for placed, record in ((False, "AD-REVIEW"), (True, "review")) if since(snapshot, record) is not None
    ]
    wanted = events["in_care"] & (events["adoptive"] | events["po_open"])
    rows = (
        events.rows(wanted, "child", "journey", "adoptive")
        .filter(pl.col("adoptive").is_in(kept))
        .join(asked, on=["journey", "adoptive"], how="inner", maintain_order="left")
    )
    base = rows.filter("due")
    groups = tuple(
        Group(code, title, len(part), part["child"])
        for code, title, part in (
            ("waiting", "Waiting to be placed", base.filter(~pl.col("adoptive"))),
            ("placed", "Placed for adoption", base.filter("adoptive")),
        )
        if len(part)
    )
    return Tally(
        "%",
        base.filter(~pl.col("late"))["child"],
        base=base["child"],
        no_date=rows.filter(~pl.col("due") & pl.col("unknown"))["child"],
        groups=groups,
        kept=bool(kept),
    )
