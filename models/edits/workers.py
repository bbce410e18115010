"""A new social worker: who had the child before hands over on that day. The return reports both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from models import codes
from models.dates import british
from models.edits import Refused, Tx


@dataclass(frozen=True)
class AllocateWorker:
    """A social worker has the child from a day on; `reason` is the return's code for the change."""

    child: str
    who: str
    begins: dt.date
    reason: str | None
    seen: int | None = 0

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Allocate social worker {self.who}"

    @property
    def kind(self) -> str:
        """A new worker is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record the worker, and the day on which the one before handed over."""
        born = [row["dob"] for row in tx.current("child_details", self.child)]
        standing = tx.current("social_worker", self.child)
        if not born and not tx.current("care_episode", self.child):
            raise Refused(f"No child {self.child} is recorded here; record the child first.")
        if self.reason is not None and self.reason not in codes.codes("sw_reason"):
            raise Refused(f"Reason for this worker: “{self.reason}” is none of the choices.")
        if self.begins > tx.today:
            raise Refused(f"From: {british(self.begins)} has not happened yet; record it on the day it happens.")
        if any(day is not None and self.begins < day for day in born):
            raise Refused(f"From: {british(self.begins)} is before the child was born.")
        for row in standing:
            if row["sw_id"] == self.who and row["sw_dec"] is None:
                raise Refused(f"{self.who} has had the child since {british(row['sw_decom'])}.")
            if row["sw_decom"] >= self.begins:
                since = british(row["sw_decom"])
                raise Refused(f"{row['sw_id'] or 'A worker'} has had the child since {since}; give a later day.")
        for row in standing:
            if row["sw_dec"] is None or row["sw_dec"] > self.begins:
                tx.replace("social_worker", row, self.seen, sw_dec=self.begins)
        tx.record("social_worker", self.child, sw_decom=self.begins, sw_id=self.who, sw_dec=None, sw_reason=self.reason)
