"""What every edit of a date has in common: what it carries, and which days are impossible for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from models.codes import CONTINUES, SHORT_BREAKS
from models.dates import british
from models.edits import Refused, Row, Tx


@dataclass(frozen=True)
class Dated:
    """A date that an edit sets, moves or clears; `was` stood on the screen, as at the change set `seen`."""

    child: str
    on: dt.date | None
    was: dt.date | None
    seen: int | None
    name: ClassVar[str] = ""

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"{'Clear' if self.on is None else 'Set'} {self.name} date"

    @property
    def kind(self) -> str:
        """A new date is a change; moving or clearing one that stands corrects it."""
        return "change" if self.was is None else "correction"


def not_yet(on: dt.date | None, tx: Tx, child: str) -> None:
    """Refuse a day that has not come, and one before the child was born."""
    if on is None:
        return
    if on > tx.today:
        raise Refused(f"{british(on)} has not happened yet; record it on the day it happens.")
    for row in tx.current("child_details", child):
        if row["dob"] is not None and on < row["dob"]:
            raise Refused(f"{british(on)} is before the child was born, on {british(row['dob'])}. Check the year.")


def kept_key(row: Row, key: str) -> dt.date | None:
    """The key under which an imported fact is known to its return, also when its date is moved here."""
    imported: dt.date | None = row.get("imported_as")
    return imported or (row[key] if row.get("year") is not None else None)


def within_care(on: dt.date, tx: Tx, child: str, what: str) -> None:
    """Refuse a day outside the child's present (or last) time in care: it would belong to another one."""
    episodes = tx.current("care_episode", child)
    while episodes and episodes[-1]["ls"] in SHORT_BREAKS:
        episodes = episodes[:-1]  # a time of short breaks alone is no journey
    if not episodes:
        return
    first = len(episodes) - 1
    while first and episodes[first - 1]["rec"] == CONTINUES and episodes[first - 1]["dec"] == episodes[first]["decom"]:
        first -= 1
    begins, last = episodes[first], episodes[-1]
    if begins["rne"] == "S" and on < begins["decom"]:
        raise Refused(f"This time in care began on {british(begins['decom'])}; {what} cannot be before it.")
    if first and on < (episodes[first - 1]["dec"] or begins["decom"]):
        ended = british(episodes[first - 1]["dec"])
        raise Refused(f"An earlier time in care ended on {ended}; {what} of this one cannot be before it.")
    if last["dec"] is not None and last["rec"] != CONTINUES and on > last["dec"]:
        raise Refused(f"This time in care ended on {british(last['dec'])}; {what} cannot be after it.")


def standing(rows: Sequence[Row], key: str, was: dt.date, what: str) -> Row:
    """The row whose date stood on the screen."""
    for row in rows:
        if row[key] == was:
            return row
    raise Refused(f"There is no {what} of {british(was)} any more; look at the child again before you change it.")
