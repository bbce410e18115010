"""Issue to final order."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import Group, Period, Tally, Threshold, measure
from models.measures._court import applications, proceedings
from models.rules.timescales import SINGLE_FAMILY_COURT, WEEKS
from models.snapshot import Snapshot

LIMITS = (
    Threshold(
        WEEKS,
        SINGLE_FAMILY_COURT,
        "26 weeks beginning with the day of issue: a limit of each application (C02), not of the average",
        "child",
    ),
)
BANDS = (
    ("-26", "26 weeks or fewer", None, 26),
    ("27-29", "27 to 29 weeks", 27, 29),
    ("30+", "30 weeks or more", 30, None),
)


@measure(
    "C01",
    "Issue to final order",
    group="Court",
    unit="weeks",
    source="Children Act 1989, section 32; Cafcass quarterly care proceedings data",
    better="lower",
    thresholds=LIMITS,
)
def c01(snapshot: Snapshot, period: Period) -> Tally:
    """Mean weeks from the issue of care proceedings to the final order, for applications that ended in the period.

    Days from issue to final order, divided by seven; the mean is of applications, shown to the nearest whole week. One
    application may be about several children: they share the court's reference (where none is recorded, the family's
    reference and the day of issue). It begins when it is issued for the first of them and ends with the last final
    order; while it goes on for one of them it is not among those that ended. It stands in the list under the first of
    its children by id, and all its children are shown beside the figure. Applications that were withdrawn or ended
    without an order count, too. The groups are what practitioners use: 26 weeks or fewer, 27 to 29, 30 or more, each to
    the nearest whole week. The 26 weeks of the law begin with the day of issue and bind each application: see C02.
    """
    cases = applications(snapshot)
    over = cases.filter(period.covers("ended"))
    weeks = _weeks(over["ended"] - over["issued"])
    whole = (weeks + 0.5).floor()
    groups = []
    for code, title, least, most in BANDS:
        band = (whole >= (least or -(10**6))) & (whole <= (most or 10**6))
        groups.append(Group(code, title, int(band.sum()), over["child"].filter(band)))
    return Tally(
        "weeks",
        over["child"],
        days=weeks,
        groups=tuple(groups),
        apart=lambda: _apart(snapshot, cases, over, period.last),
    )


def _weeks(lasted: pl.Series) -> pl.Series:
    """Weeks, each divided as exactly as can be: a column divided at once is not."""
    return pl.Series("weeks", [days / 7 for days in lasted.dt.total_days().to_list()], dtype=pl.Float64)


def _apart(snapshot: Snapshot, cases: pl.DataFrame, over: pl.DataFrame, day: dt.date) -> tuple[Group, ...]:
    """All children of the applications that ended, and the applications that go on."""
    theirs = snapshot.facts.once(proceedings).filter(pl.col("issued") <= day)
    rows = theirs.join(over.select("case"), on="case", how="semi")
    everybody = rows.unique(["case", "child"], maintain_order=True)["child"]
    waiting = cases.filter(pl.col("ended").is_null())
    so_far = _weeks(day - waiting["issued"])
    groups = [Group("children", "All children in these applications", len(everybody), everybody)]
    mean = so_far.mean()
    if mean is not None:
        title = "Still in court: mean weeks so far (not in the figure)"
        groups.append(Group("waiting", title, float(mean), waiting["child"], so_far, "weeks"))  # type: ignore[arg-type]
    return tuple(group for group in groups if len(group.children))
