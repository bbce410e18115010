"""The meetings of the Permanency Monitoring Group, who was at each, and when each child was last seen there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from models.dates import british
from models.rules.drift.cases import asked
from models.rules.policies import policies
from models.snapshot import Facts, Snapshot, as_at

CALLED, UNDER_WAY, UNSIGNED, SIGNED, NOTES = "Called", "Under way", "Not signed off", "Signed off", "Held as notes"
"""How far a meeting is; one without a quorum ends as notes."""
_WITHOUT = '"without_quorum":"'
"""What stands in a seal of notes, and nowhere else: a quotation mark in words is written otherwise there."""
THERE, APOLOGIES, ABSENT = "PRESENT", "APOLOGIES", "ABSENT"
SEEN, CARRIES, MINUTES, QUORUM = "PMG-SEEN", "PMG-CARRIES", "PMG-MINUTES", "PMG-QUORUM"
"""The authority's policies for its meetings."""
STEP = "PMG"
"""The step that says that a child was discussed, where it was recorded without a meeting."""


def of_authority(snapshot: Snapshot, table: str) -> pl.DataFrame:
    """A table of the authority itself as at the day, also where the snapshot is about some children only."""
    return as_at(snapshot.facts.whole[table], table, snapshot.as_at)


def as_notes(row: Mapping[str, Any]) -> bool:
    """Whether a meeting, as it is recorded, was held without a quorum: it carries nothing, and decides nothing."""
    return _WITHOUT in (row["sealed"] or "")


def meetings(snapshot: Snapshot) -> pl.DataFrame:
    """Every meeting called by the day, in order of its day.

    child (the authority's own id), held, called, chair, quorum, minutes_each, as_at and known (what it looks at),
    begun, closed, notes, signed, signed_by, fingerprint, row_id, recorded_by, state (how far it is), there, apologies,
    absent (how many members), quorate (as many were there as the quorum wants), as_notes (closed without one).
    """
    limits = policies(snapshot.facts)
    who = (
        of_authority(snapshot, "attendance")
        .group_by(held="meeting")
        .agg(
            *(
                (pl.col("present") == code).sum().cast(pl.Int32).alias(name)
                for code, name in ((THERE, "there"), (APOLOGIES, "apologies"), (ABSENT, "absent"))
            )
        )
    )
    return (
        of_authority(snapshot, "meeting")
        .with_columns(as_notes=pl.col("sealed").str.contains(_WITHOUT, literal=True).fill_null(False))
        .drop("sealed")
        .sort("held")
        .join(who, on="held", how="left", maintain_order="left")
        .with_columns(
            pl.col("there", "apologies", "absent").fill_null(0),
            pl.col("quorum").fill_null(limits[QUORUM]),
            pl.col("minutes_each").fill_null(limits[MINUTES]),
            state=pl.when("as_notes")
            .then(pl.lit(NOTES))
            .when(pl.col("signed").is_not_null())
            .then(pl.lit(SIGNED))
            .when(pl.col("begun").is_null())
            .then(pl.lit(CALLED))
            .when(pl.col("closed").is_null())
            .then(pl.lit(UNDER_WAY))
            .otherwise(pl.lit(UNSIGNED)),
        )
        .with_columns(quorate=pl.col("there") >= pl.col("quorum"))
    )


def meeting(snapshot: Snapshot, held: dt.date) -> dict[str, Any] | None:
    """One meeting as `meetings` has it; None where none was called for that day."""
    found = snapshot.once(meetings).filter(pl.col("held") == held).to_dicts()
    return found[0] if found else None


def looks_at(snapshot: Snapshot, held: dt.date, facts_at: Callable[[int], Facts]) -> Snapshot | None:
    """What a meeting looks at that has begun; None before. `facts_at` tells what was known at a change set."""
    found = meeting(snapshot, held)
    if found is None or found["begun"] is None or found["known"] is None:
        return None
    return Snapshot(facts_at(int(found["known"])), found["as_at"] or held)


def signed(snapshot: Snapshot) -> pl.DataFrame:
    """The meetings of the group whose minutes are signed off, in order: held, known; none that was held as notes."""
    return snapshot.once(meetings).filter(_OF_GROUP).select("held", "known")


_OF_GROUP = pl.col("signed").is_not_null() & ~pl.col("as_notes")


def noted(snapshot: Snapshot) -> pl.DataFrame:
    """What was said without a quorum since the last meeting that had one, and is to be confirmed, a row a child: child,
    noted (the day), noted_words."""
    found = snapshot.once(meetings)
    last = found.filter(_OF_GROUP)["held"].max()
    days = found.filter("as_notes")["held"]
    open_ = days if last is None else days.filter(days > last)
    return (
        snapshot["pmg_item"]
        .filter(pl.col("meeting").is_in(open_.implode()) & pl.col("discussed").is_not_null())
        .sort("child", "meeting")
        .select("child", noted="meeting", noted_words="decision")
        .unique("child", keep="last", maintain_order=True)
    )


def not_called(snapshot: Snapshot, held: dt.date) -> str:
    """That no meeting is called for a day, and for which there are; blank where one is."""
    days = snapshot.once(meetings)["held"].to_list()
    if held in days:
        return ""
    return f"No meeting is called for {british(held)}; there is {', '.join(map(british, days)) or 'none'}"


def before(snapshot: Snapshot, held: dt.date) -> dict[str, Any] | None:
    """The last meeting with a quorum before a day whose minutes are signed off: what one on that day looks back to."""
    found = snapshot.once(meetings).filter((pl.col("held") < held) & _OF_GROUP).to_dicts()
    return found[-1] if found else None


def coming(snapshot: Snapshot) -> dt.date | None:
    """The first meeting that is not signed off: the one under way, or the next one called."""
    found = snapshot.once(meetings).filter(pl.col("signed").is_null())["held"].min()
    return found if isinstance(found, dt.date) else None


def attendance(snapshot: Snapshot, held: dt.date) -> pl.DataFrame:
    """Who was at a meeting, and who is expected because they were members of the one before: who, role, present
    (blank: nothing said yet), interest, row_id, recorded_by (blank where expected)."""
    rows = of_authority(snapshot, "attendance")
    here = rows.filter(pl.col("meeting") == held)
    last = before(snapshot, held)
    cells = ("who", "role", "present", "interest", "row_id", "recorded_by")
    if last is None:
        return here.select(cells).sort("who")
    expected = rows.filter(pl.col("meeting") == last["held"]).join(
        here, on=pl.col("who").str.to_lowercase(), how="anti"
    )
    blank = [pl.lit(None, rows.schema[name]).alias(name) for name in cells[2:]]
    return pl.concat([here.select(cells), expected.select("who", "role", *blank)]).sort("who")


def seen(snapshot: Snapshot) -> pl.DataFrame:
    """When each child was last discussed: child, seen; at a meeting with a quorum, or by a step recorded beside one."""
    steps = snapshot.once(asked).filter(pl.col("kind") == STEP).select("child", seen="day")
    notes = snapshot.once(meetings).filter("as_notes")["held"]
    seen = pl.col("discussed").is_not_null() & ~pl.col("meeting").is_in(notes.implode())
    items = snapshot["pmg_item"].filter(seen).select("child", seen="discussed")
    return pl.concat([steps, items]).group_by("child", maintain_order=True).agg(pl.col("seen").max()).sort("child")
