"""The publications that the demonstration begins with: the days and periods that its two papers tell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from models.measures import Period
from models.publications import Seal, seal
from models.snapshot import Facts, Snapshot

EXAMPLES = (
    ("Highlight report, January 2022", dt.date(2021, 11, 30)),
    ("Permanence report, autumn 2022", dt.date(2022, 8, 31)),
)


def examples(facts: Callable[[], Facts], today: dt.date) -> Iterator[Seal]:
    """Each publication of a day that has come, in order; `facts` gives those that stand when it is sealed."""
    for title, day in EXAMPLES:
        if day <= today:
            yield seal(Snapshot(facts(), day), Period.year_to(day), title)
