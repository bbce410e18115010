"""A small list as a tracker would show it, for tests of what leaves the program."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.trackers import Column
from models.trackers.shown import About

COLUMNS = (
    Column("child", "Child", "text", "The authority's own id."),
    Column("po", "Placement order", "date", "The day the court made it."),
    Column("days", "Days since", "days", "Days since the placement order.", width=8),
    Column("state", "State", "state", "Red, amber or green.", width=6),
    Column("next", "Next", "text", "What is next.", width=20),
)
FRAME = pl.DataFrame(
    {
        "child": ["104233", "=1+1", "007"],
        "po": [dt.date(2021, 5, 3), None, dt.date(2021, 11, 9)],
        "po_words": [None, "before 3 May 2021", None],
        "days": [1332, None, -3],
        "state": ["R", "–", "G"],
        "next": ["Match, due 3 Sep 2021", "", "Place, “soon”; café"],
    },
    schema_overrides={"po": pl.Date},
)
ABOUT = About(
    "Permanence tracker",
    dt.date(2022, 3, 31),
    shown="3 in care",
    filters=("Stage: placement order",),
    n=3,
    of=12,
    who="A. Tester",
    version="0.1.0",
    head="abc123",
)
