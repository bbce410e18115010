"""Which reviews and decisions are impossible: those of a day on which the child was in no time in care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.rules.episodes import times

Cells = Mapping[str, Any]


def _reviewed(cells: Cells, _others: Sequence[Row], tx: Tx, child: str) -> None:
    _in_care(cells["review"], tx, child, "a review")


def _decided(cells: Cells, _others: Sequence[Row], tx: Tx, child: str) -> None:
    _in_care(cells["date_placed"], tx, child, "a decision")


def _in_care(day: dt.date, tx: Tx, child: str, what: str) -> None:
    """Refuse a day in none of the child's times in care; of one whose beginning is not shown, any day after the time
    before it may be in it."""
    over: dt.date | None = None
    for time in times(tx.current("care_episode", child)):
        first, last = time[0], time[-1]
        if day < first["decom"] and (first["rne"] == "S" or (over is not None and day <= over)):
            began = british(first["decom"])
            raise Refused(f"A time in care began on {began}; {what} of {british(day)} is before it, and in no other.")
        over = None if last["rec"] == codes.CONTINUES else last["dec"]
        if over is None or day <= over:
            return
    if over is not None:
        raise Refused(f"The child left care on {british(over)}; {what} of {british(day)} is after that.")


RULES: dict[str, Callable[[Cells, Sequence[Row], Tx, str], None]] = {"review": _reviewed, "adm_decision": _decided}
