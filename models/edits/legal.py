"""The edit of what the care episodes say of one legal status: which it was, and its first day.

A legal status lies in one row or in several (the child may move meanwhile); what is corrected is corrected in each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from models import codes
from models.dates import british
from models.edits import Conflict, Refused, Row, Tx
from models.edits.begun import used
from models.edits.care import SetLegalStatus
from models.edits.facts import Values
from models.rules.episodes import Episode, contradictions, statuses


@dataclass(frozen=True)
class CorrectLegalStatus:
    """The legal status that began on a day was another one, or began on another day; `cells` are those that are
    otherwise now (`ls`, `decom`)."""

    child: str
    begins: dt.date
    cells: Values
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return "Correct legal status"

    @property
    def kind(self) -> str:
        """What was wrong is put right."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Record the rows of the legal status that differ."""
        rows = tx.current("care_episode", self.child)
        spells = statuses(rows)
        at = next((at for at, spell in enumerate(spells) if spell[0]["decom"] == self.begins), None)
        if at is None:
            raise Conflict(
                f"No legal status began on {british(self.begins)} any more; look at the child again before you change "
                "it."
            )
        cells = dict(self.cells)
        on = cells.get("decom", self.begins)
        if on is None:
            raise Refused("First day: it cannot be blank; type it.")
        spell, ls = spells[at], cells.get("ls", spells[at][-1]["ls"])
        if "ls" in cells:
            _sound(ls, on)
            _unlike(ls, spells, at)
        mine = {row["decom"] for row in spell} if "ls" in cells else set()
        now = [{**row, "ls": ls} if row["decom"] in mine else row for row in rows]
        before = contradictions([Episode.of(row) for row in rows])
        if wrong := [said for said in contradictions([Episode.of(row) for row in now]) if said not in before]:
            raise Refused(f"That cannot be so: {' '.join(wrong)}")
        for row in rows:
            if row["decom"] in mine:
                tx.replace("care_episode", row, self.seen, ls=ls)
        if on != self.begins:
            SetLegalStatus(self.child, on, self.begins, self.seen).apply(tx, now)


def _sound(ls: str | None, on: dt.date) -> None:
    if ls is None:
        raise Refused("Legal status: it cannot be blank; choose one.")
    used("ls", "Legal status", ls, on)


def _unlike(ls: str | None, spells: Sequence[Sequence[Row]], at: int) -> None:
    """Refuse the legal status that stands right before or after it: then nothing changed on the day between them."""
    spell = spells[at]
    if at and _follows(spells[at - 1], spell) and spells[at - 1][-1]["ls"] == ls:
        since = british(spells[at - 1][0]["decom"])
        raise Refused(
            f"Legal status: “{codes.label('ls', ls)}” is in force before it, since {since}. If it simply went on, take "
            "this one away."
        )
    if at + 1 < len(spells) and _follows(spell, spells[at + 1]) and spells[at + 1][0]["ls"] == ls:
        since = british(spells[at + 1][0]["decom"])
        raise Refused(
            f"Legal status: “{codes.label('ls', ls)}” follows it, on {since}. If it began earlier, take that one away "
            "first."
        )


def _follows(before: Sequence[Row], after: Sequence[Row]) -> bool:
    """Whether one goes on from the other in the same time in care."""
    return before[-1]["rec"] == codes.CONTINUES and before[-1]["dec"] == after[0]["decom"]
