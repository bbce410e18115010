"""A child's present (or last) period of care as an edit takes it apart and puts it together again.

Only what differs is recorded: rows the change does not touch stay the facts they are, a row whose day moves stays the
same fact under the key it was imported under, and two changes on one day become one row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.dated import kept_key
from models.rules.episodes import Care, Episode, Legal, Placement, compose, contradictions, decompose
from models.rules.spells import Impossible


class Chain:
    """The care episodes of a child as they stand, taken apart into periods of care."""

    def __init__(self, tx: Tx, child: str, within: dt.date | None = None, rows: Sequence[Row] | None = None) -> None:
        """`within` is a day of the period that is meant, where it is not the last; `rows` are the child's episodes as
        the edit itself has corrected them already."""
        self.tx, self.child = tx, child
        stored = tx.current("care_episode", child) if rows is None else rows
        self.rows: list[Row] = sorted(stored, key=lambda row: row["decom"])
        if not self.rows:
            raise Refused("No care episode of this child is recorded yet; import the return that has them first.")
        episodes = [Episode.of(row) for row in self.rows]
        if wrong := contradictions(episodes):
            raise Refused(f"The care episodes contradict each other; mend these first. {' '.join(wrong)}")
        periods = decompose(episodes)
        # A later time of short breaks alone is no journey: what is on the screen is the one before it.
        journeys = [at for at, care in enumerate(periods) if not _only_short_breaks(care)]
        if within is not None:
            journeys = [at for at, care in enumerate(periods) if care.begins <= within]
        at = journeys[-1] if journeys else len(periods) - 1
        self.care = periods[at]
        self.before: Care | None = periods[at - 1] if at else None

    def change(self, make: Callable[[Care], Care], seen: int | None) -> None:
        """Record what a change of the period makes of its episodes; refused where it contradicts what stands."""
        try:
            changed = make(self.care)
        except Impossible as why:
            raise Refused(str(why)) from why
        old, new = compose(self.care), compose(changed)
        mine = {row.decom for row in old}
        kept = [Episode.of(row) for row in self.rows if row["decom"] not in mine]
        if wrong := contradictions([*kept, *new]):
            raise Refused(f"That cannot be so: {' '.join(wrong)}")
        self._record({row.decom: row for row in old}, {row.decom: row for row in new}, seen)

    def _record(self, old: dict[dt.date, Episode], new: dict[dt.date, Episode], seen: int | None) -> None:
        facts = {row["decom"]: row for row in self.rows}
        gone = [day for day in old if day not in new]
        come = [day for day in new if day not in old]
        moves = dict(zip(gone, come, strict=False))
        for day in gone[len(moves) :]:
            self.tx.end("care_episode", facts[day], seen)
        for was, day in [*((day, day) for day in old if day in new), *moves.items()]:
            before, after = old[was].cells(), new[day].cells()
            cells = {name: cell for name, cell in after.items() if cell != before[name]}
            if was != day:
                cells["imported_as"] = kept_key(facts[was], "decom")
            if cells:
                self.tx.replace("care_episode", facts[was], seen, **cells)
        for day in come[len(moves) :]:
            self.tx.record("care_episode", self.child, **new[day].cells())


def _only_short_breaks(care: Care) -> bool:
    return all(spell.ls in codes.SHORT_BREAKS for spell in care.legal)


def days(care: Care) -> list[dt.date]:
    """Every day of a period on which its legal status or its placement changed, its first day included."""
    return sorted({spell.begins for spell in care.legal} | {spell.begins for spell in care.placements})


def named(care: Care, day: dt.date) -> str:
    """What began on a day of a period, in words: “Full care order” or “Foster carer, long term”."""
    parts = [codes.label("ls", spell.ls) for spell in care.legal if spell.begins == day]
    parts += [codes.label("place", spell.place) for spell in care.placements if spell.begins == day]
    return " and ".join(parts)


def not_past(care: Care, was: dt.date, on: dt.date, what: str) -> None:
    """Refuse to move a date past another change of the period, naming it."""
    if on > was:
        if between := [day for day in days(care) if was < day < on]:
            raise Refused(f"{named(care, between[0])} began on {british(between[0])}; {what} cannot move past it.")
    elif between := [day for day in days(care) if on < day < was]:
        raise Refused(f"{named(care, between[-1])} began on {british(between[-1])}; {what} cannot move before it.")


def before_the_end(care: Care, on: dt.date | None, what: str) -> None:
    """Refuse a day on or after which the child was in care no more, and say why care ended."""
    if on is not None and care.ended is not None and on >= care.ended:
        why = codes.label("rec", care.rec)
        raise Refused(f"This time in care ended on {british(care.ended)} ({why}); {what} must have begun before it.")


def without_repeats(care: Care) -> Care:
    """A period in which a legal status that only repeats the one before it is no change."""
    kept: list[Legal] = []
    for spell in care.legal:
        if not kept or kept[-1].ls != spell.ls:
            kept.append(spell)
    return replace(care, legal=tuple(kept))


def placed_until(care: Care, day: dt.date) -> Care:
    """A period in which the placement before a day goes on: what began on that day and after it is taken away."""
    kept: tuple[Placement, ...] = tuple(spell for spell in care.placements if spell.begins < day)
    if not kept:
        raise Impossible("This placement began with the time in care and cannot be taken away by itself.")
    said = tuple(spell for spell in care.particulars if spell.begins < day)
    return replace(care, placements=kept, particulars=said)
