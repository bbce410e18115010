"""What the demonstration has recorded since its last meeting: later acts, which “since the last meeting” tells of.

The facts are the authority's own, cell for cell: those of after the last meeting's minutes are held back from the first
act, and recorded by a second one; actions done since are closed each by its owner.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import polars as pl

from models.dates import british
from models.edits.bulk import Bulk
from models.edits.pmg_actions import CloseAction

DAYS = {
    "milestone": "day",
    "planned_step": "said",
    "review": "review",
    "note": "written",
    "answer": "since",
    "suspension": "begins",
    "pmg_item": "meeting",
    "meeting": "held",
}
"""The tables whose rows were recorded once and stand, and the day each was recorded on at the earliest."""
FIRST = 1
"""The first change set, at which the demonstration's meetings are frozen."""
ENDED = ("ends", "why_ended", "evidence")


def parted(whole: Bulk) -> tuple[Bulk, Bulk, tuple[tuple[str, CloseAction], ...]]:
    """The demonstration as known at its last meeting; what was recorded after it; and who closed which action then.

    Where there was no meeting, all of it is the first.
    """
    signed = whole.new["meeting"]["signed"].max()
    if not isinstance(signed, dt.date):
        return whole, Bulk(whole.kind, whole.label, {}), ()
    first, then = dict(whole.new), {}
    for table, day in DAYS.items():
        late = (pl.col(day) > signed).fill_null(False)
        first[table], then[table] = whole.new[table].filter(~late), whole.new[table].filter(late)
    acts = whole.new["pmg_action"]
    done = (pl.col("ends") > signed).fill_null(False)
    first["pmg_action"] = acts.with_columns(pl.when(~done).then(pl.col(name)).alias(name) for name in ENDED)
    label = f"Recorded since the minutes of {british(signed)}"
    return (
        dataclasses.replace(whole, new=first),
        Bulk(whole.kind, label, then),
        tuple(_closing(acts.filter(done).sort("ends", "child", "number"))),
    )


def _closing(acts: pl.DataFrame) -> Iterator[tuple[str, CloseAction]]:
    for row in acts.to_dicts():
        yield (
            row["owner"],
            CloseAction(row["child"], row["number"], row["ends"], row["why_ended"], row["evidence"], FIRST),
        )
