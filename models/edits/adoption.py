"""Edits of what is decided about adoption: that the child should be placed, that no longer, and the match."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx
from models.edits.dated import Dated, kept_key, not_yet, standing, within_care
from models.edits.facts import Values
from models.rules.journeys import EARLIER_MATCH
from models.subjects import MATCH

_ADOPTION = ("dob", "date_int", "foster_care", "nb_adoptr", "sex_adoptr", "ls_adoptr")


@dataclass(frozen=True)
class SetDecision(Dated):
    """The day the agency decision maker decided that the child should be placed for adoption."""

    name: ClassVar[str] = "ADM decision"

    def apply(self, tx: Tx) -> None:
        """Record, move or clear the decision; the copy in the adoption record follows it."""
        not_yet(self.on, tx, self.child)
        if self.on == self.was:
            return
        decisions = tx.current("adm_decision", self.child)
        if self.on is not None:
            within_care(self.on, tx, self.child, "a decision")
            if any(row["date_placed"] == self.on for row in decisions):
                raise Refused(f"A decision of {british(self.on)} is recorded already; give this one another date.")
        if self.was is None:
            tx.record("adm_decision", self.child, date_placed=self.on)
        else:
            row = standing(decisions, "date_placed", self.was, "decision")
            ceased = row["date_placed_ceased"]
            if self.on is None:
                tx.end("adm_decision", row, self.seen)
            elif ceased is not None and self.on > ceased:
                raise Refused(f"The decision was reversed on {british(ceased)}; it cannot have been made after that.")
            else:
                moved = {"date_placed": self.on, "imported_as": kept_key(row, "date_placed")}
                tx.replace("adm_decision", row, self.seen, **moved)
        follow(tx, self.child, self.was, self.on, self.seen)


def follow(tx: Tx, child: str, was: dt.date | None, on: dt.date | None, seen: int | None) -> None:
    """The copy of a decision in the adoption record moves with it."""
    for row in tx.current("adoption", child):
        if was is not None and row["date_int"] == was != on:
            tx.replace("adoption", row, seen, date_int=on)


@dataclass(frozen=True)
class SetReversal(Dated):
    """The day the decision, made on the day `made`, was reversed; a new reversal needs its reason."""

    made: dt.date | None = None
    reason: str | None = None
    name: ClassVar[str] = "reversal"

    def apply(self, tx: Tx) -> None:
        """Record, move or clear the reversal of that decision."""
        not_yet(self.on, tx, self.child)
        if self.on == self.was:
            return
        if self.made is None:
            raise Refused("No decision for adoption is recorded that could be reversed; record the decision first.")
        row = standing(tx.current("adm_decision", self.child), "date_placed", self.made, "decision")
        if row["date_placed_ceased"] != self.was:
            raise Refused(
                "The decision was reversed otherwise meanwhile; look at the child again before you change it."
            )
        if self.on is None:
            tx.replace("adm_decision", row, self.seen, date_placed_ceased=None, reason_placed_ceased=None)
            return
        if self.on < self.made:
            raise Refused(f"The decision was made on {british(self.made)}; it cannot have been reversed before that.")
        within_care(self.on, tx, self.child, "a reversal")
        reason = self.reason or row["reason_placed_ceased"]
        if reason is None:
            raise Refused("Say why the child should no longer be placed for adoption.")
        tx.replace("adm_decision", row, self.seen, date_placed_ceased=self.on, reason_placed_ceased=reason)


@dataclass(frozen=True)
class SetMatch(Dated):
    """The day the authority decided on the match with these adopters.

    Where it is `another` one, the match that stood until then stays on record, as a step of its own day. A match that
    stood in an earlier time in care always does. The return knows the last one only. `adopters` are the cells that say
    of what kind the adopters are, where they are otherwise now.
    """

    another: bool = False
    adopters: Values = ()
    name: ClassVar[str] = "match"

    @property
    def kind(self) -> str:
        """Another match is a change, too; what stood is no less true of its time."""
        return "change" if self.another else super().kind

    def apply(self, tx: Tx) -> None:
        """Record, move or clear the match; once the last is cleared, the one before it is the last."""
        not_yet(self.on, tx, self.child)
        said = dict(self.adopters)
        for cell in MATCH.cells:
            if said.get(cell.name) is not None and said[cell.name] not in codes.codes(cell.codes):
                raise Refused(f"{cell.title}: “{said[cell.name]}” is none of the choices.")
        rows = tx.current("adoption", self.child)
        if self.on == self.was:
            for row in rows[: len(said)]:
                tx.replace("adoption", row, self.seen, **said)
            return
        if self.on is not None:
            within_care(self.on, tx, self.child, "a match")
        stands = rows[0]["date_match"] if rows else None
        earlier = [row for row in tx.current("milestone", self.child) if row["kind"] == EARLIER_MATCH]
        over = self.was is None and stands is not None and not self._in_this_time(stands, tx)
        if stands != self.was and not over:
            raise Refused(
                f"Another match, of {british(stands)}, is recorded for this child; look at the child again before you "
                "change it."
            )
        self._after(stands if over or self.another else None, earlier)
        if self.on is not None and stands is not None and (over or self.another):
            tx.record("milestone", self.child, kind=EARLIER_MATCH, plan=0, day=stands)
        elif self.on is None and earlier:
            last = max(earlier, key=lambda row: row["day"])
            tx.end("milestone", last, self.seen)
            tx.replace("adoption", rows[0], self.seen, date_match=last["day"])
            return
        others = [rows[0].get(name) for name in _ADOPTION] if rows else []
        if rows and self.on is None and rows[0].get("year") is None and not any(others):
            tx.end("adoption", rows[0], self.seen)  # it was typed here and says nothing any more
        elif rows:
            tx.replace("adoption", rows[0], self.seen, date_match=self.on, **said)
        elif self.on is not None:
            tx.record("adoption", self.child, date_match=self.on, **said)

    def _in_this_time(self, day: dt.date, tx: Tx) -> bool:
        try:
            within_care(day, tx, self.child, "a match")
        except Refused:
            return False
        return True

    def _after(self, stood: dt.date | None, earlier: Sequence[Row]) -> None:
        """Refuse a match that is not after every earlier one."""
        days = [row["day"] for row in earlier] + [stood] * (stood is not None)
        if self.on is not None and days and self.on <= max(days):
            raise Refused(
                f"An earlier match, of {british(max(days))}, is recorded; this one must be after it. Correct that one "
                "first if its day is wrong."
            )
