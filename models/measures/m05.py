"""Exits by route."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Group, Period, Tally, measure
from models.measures._events import Events, by_code
from models.snapshot import Snapshot

ROUTES = (
    ("E11,E12", "Adopted"),
    ("E43,E44,E45,E46,E47,E48", "Special guardianship order"),
    ("E41", "Child arrangements or residence order"),
    ("E4A", "Returned home, planned"),
    ("E4B", "Returned home, unplanned"),
    ("E13", "To parents, relatives or others without parental responsibility"),
    ("E5,E6", "Independent living"),
    ("E7", "Residential care of adult services"),
    ("E9", "Sentenced to custody"),
    ("E14", "Remand ended"),
    ("E15", "Age assessed as 18 or over"),
    ("E16", "Moved abroad"),
    ("E17", "Stayed with carers at 18"),
    ("E2", "Died"),
    ("E3", "Care taken over by another authority"),
    ("E8", "Other reasons"),
)
PERMANENCE = ("E11", "E12", "E43", "E44", "E45", "E46", "E47", "E48", "E41")
RELATIVES = ("E45", "E47")


@measure(
    "M05",
    "Exits by route",
    group="Population",
    unit="spells",
    source="DfE statistics on children looked after: methodology",
)
def m05(snapshot: Snapshot, period: Period) -> Tally:
    """Periods of care that ended in the period (M04s), parted by the recorded reason.

    Each ending is in one group; endings without a reason, or with one that is no longer in use (E1, E4), are in a group
    of their own. Beside the figure stand the special guardianship orders to relatives or friends (E45, E47), and the
    endings in permanence: adopted, special guardianship, child arrangements or residence order.
    """
    events = snapshot.once(Events)
    left = events.within("ended", period) & events["exits"]
    children = events.children(left)
    by_reason = by_code(children, events["rec"].filter(left))

    def of(reasons: tuple[str, ...]) -> pl.Series:
        found = [child for reason in reasons for child in by_reason.get(reason, ())]
        return pl.Series("child", sorted(found), dtype=pl.String) if found else NOBODY

    listed = tuple(reason for reasons, _ in ROUTES for reason in reasons.split(","))
    groups = [Group(reasons, title, len(part := of(tuple(reasons.split(",")))), part) for reasons, title in ROUTES]
    others = of(tuple(reason for reason in by_reason if reason not in listed))
    if len(others):
        groups.append(Group("none", "No reason, or one no longer in use", len(others), others))

    def apart() -> tuple[Group, ...]:
        shown = [
            ("relatives", "Special guardianship to a relative or friend", RELATIVES),
            ("permanence", "To permanence: adoption, special guardianship, child arrangements", PERMANENCE),
        ]
        return tuple(Group(code, title, len(part := of(reasons)), part) for code, title, reasons in shown)

    return Tally("spells", children, groups=tuple(groups), apart=apart)
