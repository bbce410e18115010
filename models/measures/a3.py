"""Children who wait less than a chosen time from entry to care to moving in with adopters."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._events import Events, number
from models.measures._scorecard import adopted
from models.measures.a1 import LIMITS
from models.rules.policies import policies
from models.snapshot import Snapshot

TWENTY = 20
"""Months; an early scorecard's, published in months only."""


def in_days(months: int) -> int:
    """So many months as the scorecards write them in days: 14 are 426, 21 are 639."""
    return months * 1461 // 48


PUBLISHED = sorted({*(int(limit.value) for limit in LIMITS), in_days(TWENTY)}, reverse=True)


@measure(
    "A3",
    "Children who waited less than the chosen time from entry to moving in",
    group="Timeliness",
    unit="%",
    source="DfE adoption scorecards (2018 methodology): the title; which children are the base is not confirmed",
    better="higher",
    over="three years",
)
def a3(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children adopted in the three years to the last 31 March, the share who moved in with their adoptive
    family sooner after entry to care than a chosen time: 14 months (426 days) unless the authority chose another on the
    Policies page.

    Of: the children of “Entry to care to placed for adoption”, with both dates known: adopted (E11, E12) in the three
    years, last placed for adoption.

    Counted: those with fewer days than the chosen time. Months are taken as days as the scorecards do: 14 are 426, 16
    are 487, 18 are 547, 21 are 639.

    The groups say how many had fewer days than each published threshold; they overlap, each in the one above it. Which
    children the national base holds is not confirmed, and some versions counted children still waiting: those with an
    open decision who are not placed are shown apart, by how long they have waited so far.

    Who is out: where either date is not known in this data the child is counted under no date.
    """
    events = snapshot.once(Events)
    found = adopted(snapshot, period, "entry", "placed", waits=("entry", "placed", "adm_open"))
    limit, days = in_days(policies(snapshot.facts)["A3"]), found.days
    assert days is not None
    groups = tuple(
        Group(str(most), f"Less than {most} days ({_months(most)} months)", len(part), part)
        for most in PUBLISHED
        for part in (found.children.filter(days < most),)
    )
    return Tally(
        "%",
        found.children.filter(days < limit),
        base=found.children,
        no_date=found.no_date,
        groups=groups,
        apart=lambda: _waiting(events, number(snapshot.as_at), limit),
    )


def _months(days: int) -> int:
    return next(months for months in range(1, 60) if in_days(months) == days)


def _waiting(events: Events, day: int, limit: int) -> tuple[Group, ...]:
    """Children with an open decision who are not placed, by whether they have already waited as long as that."""
    waiting = events["adm_open"] & ~events["adoptive"] & events.known("entry")
    rows = events.rows(waiting, "child", "entry").with_columns(so_far=day - pl.col("entry"))
    parts = (
        ("waiting less", f"Still waiting, less than {limit} days so far: mean days so far", rows["so_far"] < limit),
        ("waiting longer", f"Still waiting, {limit} days or more so far: mean days so far", rows["so_far"] >= limit),
    )
    found = []
    for code, title, where in parts:
        days = rows["so_far"].filter(where)
        mean = days.mean()
        if mean is not None:
            found.append(Group(code, title, float(mean), rows["child"].filter(where), days))  # type: ignore[arg-type]
    return tuple(found)
