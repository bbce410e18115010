"""Adoption orders."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Snapshot

UNKNOWN_OR_WHITE_BRITISH = ("WBRI", "REFU", "NOBT")


@measure(
    "K01",
    "Adoption orders",
    group="Adoption",
    unit="children",
    source="Local measure (board report)",
    better="higher",
)
def k01(snapshot: Snapshot, period: Period) -> Tally:
    """Adoption orders made in the period: periods of care that ended with E11 or E12 in it.

    The groups overlap and do not add up: children of an ethnic minority (any code but White British, refused and not
    yet obtained), children aged 4 or over at the order, and children whose category of need is disability (N2). Sibling
    groups, which the return does not know, stand in the breakdown of the figure.
    """
    events = snapshot.once(Events)
    orders = events.rows(events.within("ao", period), "child", "ao", "dob", "ethnic", "cin").with_columns(
        minority=~pl.col("ethnic").is_in(UNKNOWN_OR_WHITE_BRITISH),
        four=pl.col("ao").cast(pl.Date) >= pl.col("dob").cast(pl.Date).dt.offset_by("4y"),
        disabled=pl.col("cin") == "N2",
    )
    titles = {"minority": "Ethnic minority", "four": "Aged 4 or over at the order", "disabled": "Disability"}
    groups = []
    for flag, title in titles.items():
        children = orders["child"].filter(orders[flag])
        groups.append(Group(flag, title, len(children), children))
    return Tally("children", orders["child"], groups=tuple(groups))
