"""The edit of who the child is: what the return's Header says, put right by hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models import codes
from models.dates import british
from models.edits import Refused, Tx
from models.edits.facts import Values, called
from models.subjects import DETAILS, Cell

REPEATING = (
    *("uasc", "review", "health_year", "care_leaver", "adoption", "adm_decision", "previous_permanence"),
    *("missing_episode", "social_worker", "deprivation_order"),
)
"""Tables of the return that repeat the birth date; kept in them only where it is another than the Header's."""
NUMBER = re.compile(r"[A-HJ-NP-RT-Z]\d{11}[\dA-Z]")


@dataclass(frozen=True)
class CorrectDetails:
    """Birth date, sex, ethnicity, pupil number or motherhood that were wrong, or were not recorded yet.

    `cells` are those that are otherwise now; `seen` is the change set its user was looking at.
    """

    child: str
    cells: Values
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger: “Correct date of birth”."""
        if len(self.cells) != 1:
            return f"Correct {called(DETAILS, {})}"
        words = DETAILS.cell(self.cells[0][0]).title
        return f"Correct {words[:1].lower()}{words[1:]}"

    @property
    def kind(self) -> str:
        """Who a child is does not change; what was recorded of it was wrong."""
        return "correction"

    def apply(self, tx: Tx) -> None:
        """Record the details; a birth date repeated elsewhere follows where it was the only right one."""
        rows = tx.current("child_details", self.child)
        if not rows and not tx.current("care_episode", self.child):
            raise Refused(f"No child {self.child} is recorded here; record the child first.")
        stood = rows[0] if rows else dict.fromkeys(cell.name for cell in DETAILS.cells)
        cells = {name: _written(name, value) for name, value in self.cells}
        cells = {name: value for name, value in cells.items() if value != stood[name]}
        for name, value in cells.items():
            _sound(DETAILS.cell(name), value, tx)
        now = {**stood, **cells}
        if "dob" in cells:
            self._born(now["dob"], tx)
        if cells.keys() & {"dob", "mother", "mc_dob"}:
            _mother(now)
        if rows:
            tx.replace("child_details", rows[0], self.seen, **cells)
        elif cells:
            tx.record("child_details", self.child, **cells)
        if "dob" in cells:
            for table in REPEATING:
                for row in tx.current(table, self.child):
                    if row["dob"] == now["dob"]:
                        tx.replace(table, row, self.seen, dob=None)

    def _born(self, born: dt.date | None, tx: Tx) -> None:
        """Refuse a birth date that cannot be: none, one to come of a child in care, one after care began."""
        if born is None:
            raise Refused("Date of birth: it cannot be taken away; type the right one.")
        episodes = tx.current("care_episode", self.child)
        if episodes and born > episodes[0]["decom"]:
            raise Refused(
                f"Date of birth: {british(born)} is after the child's first day in care, "
                f"{british(episodes[0]['decom'])}. Check the year, or correct that day first."
            )
        if not episodes and born > dt.date(tx.today.year + 1, tx.today.month, min(tx.today.day, 28)):
            raise Refused(f"Date of birth: {british(born)} is more than a year ahead. Check the year.")


def _written(name: str, value: Any) -> Any:
    """A pupil number as the return writes it: in capitals, without spaces."""
    return value.upper().replace(" ", "") if name == "upn" and isinstance(value, str) else value


def _sound(cell: Cell, value: Any, tx: Tx) -> None:
    if value is None:
        return
    if cell.kind == "code" and value not in codes.codes(cell.codes):
        raise Refused(f"{cell.title}: “{value}” is none of the choices.")
    if cell.name == "upn" and value not in codes.codes("upn") and not NUMBER.fullmatch(value):
        raise Refused(
            f"{cell.title}: “{value}” is none. It is a letter (not I, O or S) and twelve digits, of which the last may "
            "be a letter; or say why there is none."
        )
    if cell.name == "mc_dob" and value > tx.today:
        raise Refused(f"{cell.title}: {british(value)} has not happened yet; record it on the day it happens.")


def _mother(now: Mapping[str, Any]) -> None:
    child = now["mc_dob"]
    if child is None:
        return
    title = DETAILS.cell("mc_dob").title
    if now["mother"] != "1":
        raise Refused(f"{title}: say that she is a mother, too, or leave it blank.")
    if now["dob"] is not None and child <= now["dob"]:
        raise Refused(f"{title}: {british(child)} is not after she was born herself, on {british(now['dob'])}.")
