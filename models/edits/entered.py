"""The edit of a child who comes into care: a first or a further time in care begins, by its first episode."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models import codes
from models.dates import birthday, british, collection_year
from models.edits import Conflict, Refused, Row, Tx
from models.edits.begun import used
from models.edits.facts import Values
from models.edits.placements import sound, whose, written
from models.rules.episodes import times

CELLS = ("decom", "ls", "cin", "place", "place_provider", "home_post", "pl_post", "urn")
DIED = "E2"


@dataclass(frozen=True)
class EnterCare:
    """A child who is not in care came into it on a day.

    `episode` holds the cells of the first episode: the day, legal status, category of need, placement, its provider,
    postcodes and Ofsted number. `seen` is the change set its user was looking at.
    """

    child: str
    episode: Values
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Came into care on {british(dict(self.episode).get('decom'))}"

    @property
    def kind(self) -> str:
        """A time in care that begins is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the first episode; the times in care before stay as they are."""
        details, rows = tx.current("child_details", self.child), tx.current("care_episode", self.child)
        if not details and not rows:
            raise Refused(f"No child {self.child} is recorded here; record the child first.")
        if self.seen is not None and any(row["recorded_by"] > self.seen for row in rows):
            raise Conflict(
                "Somebody else changed the care episodes of this child. Look at them again before you record when the "
                "child came into care."
            )
        cells = dict.fromkeys(CELLS) | {name: written(name, value) for name, value in self.episode}
        day = first_day(cells, details[0]["dob"] if details else None, tx)
        _away(rows, day)
        self._admit(cells, day)
        tx.record("care_episode", self.child, rne="S", **{**cells, **whose(cells, cells)})

    def _admit(self, cells: Mapping[str, Any], day: dt.date) -> None:
        """Refuse a first episode that lacks a code, has one that is none, or begins no time in care."""
        for name, typed in self.episode:
            if typed is None or name == "decom":
                continue
            if name == "ls":
                used("ls", "Legal status", typed, day)
            else:
                sound(name, cells[name], typed, day)
        first_codes(cells, day)
        if cells["ls"] in codes.SHORT_BREAKS:
            raise Refused("Legal status: short breaks begin no time in care; choose another.")
        if cells["place"] in codes.TEMPORARY:
            raise Refused("Placement: a time in care does not begin with a temporary move; choose another.")


def _away(rows: Sequence[Row], day: dt.date) -> None:
    """Refuse a day on which the child is in care, on which care ended, or after which it is known to have begun."""
    for time in times(rows):
        begins, last = time[0]["decom"], time[-1]
        ended = last["dec"]
        if ended is None:
            status = codes.label("ls", last["ls"])
            raise Refused(
                f"The child is in care already, since {british(begins)} ({status}); record first how that ended."
            )
        if last["rec"] == codes.CONTINUES:
            raise Refused(
                f"The episode that ended on {british(ended)} says that another followed, and none is recorded; import "
                "the return that has it first."
            )
        if last["rec"] == DIED:
            raise Refused(f"The child died on {british(ended)}; look whether this is the right child.")
        if day < begins:
            raise Refused(
                f"A time in care that began on {british(begins)} is recorded already; one before it is read from the "
                "return of its year."
            )
        if day <= ended:
            raise Refused(
                f"An earlier time in care ended on {british(ended)}; a new one must begin after it. A child who did "
                "not leave on that day goes on in care: clear the day the child left."
            )


def first_day(episode: Mapping[str, Any], born: dt.date | None, tx: Tx) -> dt.date:
    """The day of a first episode; refused where nobody can come into care on it."""
    begun: dt.date | None = episode.get("decom")
    if begun is None:
        raise Refused("Say on which day the child started to be looked after.")
    if begun > tx.today:
        raise Refused(f"{british(begun)} has not happened yet; record it on the day it happens.")
    if born is not None and begun < born:
        raise Refused(f"{british(begun)} is before the child was born, on {british(born)}. Check the year.")
    if born is not None and begun >= birthday(born, 18):
        adult = british(birthday(born, 18))
        raise Refused(f"The 18th birthday was on {adult}; nobody comes into care from then on. Check the year.")
    return begun


def first_codes(episode: Mapping[str, Any], begun: dt.date) -> None:
    """Refuse a first episode without a code that it needs, and one with a code that is not used in its year."""
    for cell, words in (("ls", "legal status"), ("cin", "category of need"), ("place", "placement")):
        code = episode.get(cell)
        if code is None:
            raise Refused(f"The {words} on {british(begun)} is needed.")
        found = codes.codes(cell).get(code)
        if found is None or not found.fits(collection_year(begun)):
            raise Refused(f"The {words} chosen does not belong to the year of {british(begun)}.")
