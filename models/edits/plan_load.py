"""The edit that takes over the actions of a spreadsheet: new ones are added, known ones noted, changed and closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.edits import Refused, Row, Tx
from models.edits.action_plan import Noted, became
from models.edits.doors import admit
from models.edits.facts import values
from models.subjects import AUTHORITY, SUBJECTS

ACTION, NOTE = "plan_action", "progress_note"
KEPT = ("owner", "starts", "due", "measure")
"""Cells of a known action that a file may say otherwise; a blank one says nothing."""


@dataclass(frozen=True)
class LoadedAction:
    """One row of a file: which row, the action's own cells, and what is noted of it, if anything."""

    row: int
    theme: str
    words: str
    agreed: dt.date
    noted: Noted | None
    owner: str | None = None
    starts: dt.date | None = None
    due: dt.date | None = None
    measure: str | None = None


@dataclass(frozen=True)
class LoadActions:
    """Actions from a file, known by their theme and words; what stands already as the file says is left alone, so that
    the same file again records nothing. All rows are taken over, or none."""

    file: str
    rows: tuple[LoadedAction, ...]
    seen: int | None

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Load actions from {self.file}"

    @property
    def kind(self) -> str:
        """What became otherwise is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Take over each row."""
        plan = _Plan(tx, self.seen)
        for loaded in self.rows:
            try:
                plan.take(loaded)
            except Refused as refused:
                raise Refused(f"{self.file}, row {loaded.row}: {refused}") from None


@dataclass
class _Plan:
    """The plan as it becomes, row by row: what the doors are to see of an act that records much."""

    tx: Tx
    seen: int | None
    today: dt.date = field(init=False)
    _rows: dict[str, list[dict[str, Any]]] = field(init=False)
    _next: int = field(init=False)

    def __post_init__(self) -> None:
        self.today = self.tx.today
        self._rows = {table: [dict(row) for row in self.tx.current(table, AUTHORITY)] for table in (ACTION, NOTE)}
        self._next = self.tx.highest(ACTION, AUTHORITY, "number") + 1

    def current(self, table: str, child: str) -> Sequence[Row]:
        """The facts of a table as they are by now."""
        return self._rows[table] if table in self._rows else self.tx.current(table, child)

    def take(self, loaded: LoadedAction) -> None:
        """One row of the file."""
        known = next((row for row in self._rows[ACTION] if _same(row, loaded)), None)
        if known is None:
            self._add(loaded)
        else:
            self._change(known, loaded)

    def _add(self, loaded: LoadedAction) -> None:
        cells = {name: getattr(loaded, name) for name in ("theme", "words", "agreed", *KEPT)}
        done = loaded.noted is not None and loaded.noted.status == "DONE" and loaded.noted.evidence is not None
        ends = loaded.noted.day if done and loaded.noted is not None else None
        row = {**cells, "number": self._next, "ends": ends, "why_ended": "DONE" if done else None}
        self._next += 1
        note = self._noted(row, loaded.noted) if loaded.noted is not None else None
        self._admit(ACTION, row, [note] if note else [])
        self._record(ACTION, row)
        if note is not None:
            self._admit(NOTE, note, [])
            self._record(NOTE, note)

    def _change(self, known: dict[str, Any], loaded: LoadedAction) -> None:
        said = {name: getattr(loaded, name) for name in KEPT}
        now = {name: value for name, value in said.items() if value is not None and value != known[name]}
        own = [row for row in self._rows[NOTE] if row["action"] == known["number"]]
        last = max(own, key=lambda row: (row["day"], row["number"]), default=None)
        noted = loaded.noted
        if noted is not None and last is not None and _says(last, noted):
            noted = None
        if known["ends"] is not None and (now or noted is not None):
            raise Refused(f"Action {known['number']} is closed already; leave the row out, or give it other words.")
        if not now and noted is None:
            return
        told = "; ".join(became(name, known[name], value) for name, value in now.items())
        if noted is None:
            state = (last["status"], last["state"]) if last is not None else (None, None)
            noted = Noted(self.today, told, *state)
        elif told:
            noted = Noted(noted.day, f"{noted.words}. {told}", noted.status, noted.state, noted.evidence)
        note = self._noted(known, noted)
        self._admit(NOTE, note, [])
        self._record(NOTE, note)
        if noted.status == "DONE" and noted.evidence is not None:
            now |= {"ends": noted.day, "why_ended": "DONE"}
        if now:
            changed = {**known, **now}
            self._admit(ACTION, changed, [], instead=known)
            if known.get("row_id") is None:
                raise Refused("The same action stands in the file twice; leave one of them out.")
            self.tx.replace(ACTION, known, self.seen, **now)
            known.update(now)

    def _noted(self, action: Row, noted: Noted) -> dict[str, Any]:
        same = [r["number"] for r in self._rows[NOTE] if (r["theme"], r["day"]) == (action["theme"], noted.day)]
        cells = values({**vars(noted), "theme": action["theme"], "number": 1 + max(same, default=0)})
        return {**dict(cells), "action": action["number"]}

    def _admit(self, table: str, cells: Row, beside: list[dict[str, Any]], instead: Row | None = None) -> None:
        """Hold it to the doors, with the notes that are recorded with it there already."""
        self._rows[NOTE] += beside
        others = [row for row in self._rows[table] if row is not instead]
        try:
            admit(SUBJECTS[table], cells, others, self.tx_as_it_becomes, AUTHORITY)
        finally:
            for row in beside:
                self._rows[NOTE].remove(row)

    @property
    def tx_as_it_becomes(self) -> Tx:
        """This plan, for the doors."""
        return self  # type: ignore[return-value]

    def _record(self, table: str, cells: dict[str, Any]) -> None:
        self.tx.record(table, AUTHORITY, **cells)
        self._rows[table].append({"row_id": None, **dict.fromkeys(c.name for c in SUBJECTS[table].cells), **cells})


def _same(row: Row, loaded: LoadedAction) -> bool:
    return bool(row["theme"] == loaded.theme and _plain(row["words"]) == _plain(loaded.words))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold().rstrip(".")


def _says(row: Row, noted: Noted) -> bool:
    """Whether the last note says the same already, whatever its day and what else was noted with it."""
    same = all(row[name] == getattr(noted, name) for name in ("status", "state", "evidence"))
    return same and str(row["words"]).startswith(noted.words)
