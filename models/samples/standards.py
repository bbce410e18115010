"""What the demonstration's figures are held against: the authority's own targets, figures published for England, and
the events that its charts mark."""

from __future__ import annotations

import datetime as dt

from models.measures import MEASURES
from models.samples.chain import number
from models.samples.story import Rows
from models.subjects import AUTHORITY

STRATEGY = "Permanence strategy, invented for the demonstration"
TARGETS = (
    ("K03", "2021-04-01", 0),
    ("R02", "2021-04-01", 100),
    ("K16", "2021-04-01", 100),
    ("T02", "2022-04-01", 200),
    ("K13", "2022-04-01", 45),
)
"""Measure, from which day, and what it is to reach."""
ENGLAND = (
    ("A1", "2015-04-01", "2018-03-31", 486, "", "2018", "DfE adoption scorecards"),
    ("A2", "2016-04-01", "2017-03-31", 190, "one year's adoptions", "2017", "ASGLB quarterly data"),
    ("C01", "2024-10-01", "2024-12-31", 39, "Cafcass, to the nearest week", "2024-25", "Cafcass care proceedings data"),
)
"""Measure, first and last day, value, the definition where it is another than the program's, edition and source."""
EVENTS = (
    ("2020-09-15", "Permanency Monitoring Group meets every month", "PROCESS"),
    ("2021-04-01", "Placement orders tracked every fortnight", "PROCESS"),
    ("2022-04-01", "Permanence team begins", "PROCESS"),
)


def standards(rows: Rows, today: int) -> None:
    """Everything of these that was so by the day."""
    for measure, since, value in TARGETS:
        if (day := _day(since)) <= today:
            rows["target"].append((AUTHORITY, measure, day, 10 * value, STRATEGY))
    for measure, first, last, value, other, edition, source in ENGLAND:
        if (day := _day(last)) <= today:
            definition = other or MEASURES[measure].identity
            rows["comparator"].append(
                (AUTHORITY, measure, "England", _day(first), day, 10 * value, definition, edition, source)
            )
    rows["event"] += [(AUTHORITY, _day(day), words, kind) for day, words, kind in EVENTS if _day(day) <= today]


def _day(text: str) -> int:
    return number(dt.date.fromisoformat(text))
