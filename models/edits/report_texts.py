"""The authority's own words of a report: written over the program's, with the figures in them still live."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from models.edits import Refused, Tx
from models.subjects import AUTHORITY

LONGEST = 4_000
"""Letters of one part."""
NAME = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class ReportWords:
    """The words of one part of a report as at a day; blank words bring back the program's own.

    `known` are the names of the report's figures, `seen` the change set that its user was looking at.
    """

    report: str
    as_at: dt.date
    part: str
    words: str
    known: frozenset[str]
    seen: int

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"{'Write' if self.words.strip() else 'Take back'} words of the {self.report} report: {self.part}"

    @property
    def kind(self) -> str:
        """New words are a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record them, take them back, or say which name no figure has."""
        words = self.words.strip()
        if len(words) > LONGEST:
            raise Refused(f"That is {len(words):,} letters; a part of a report has {LONGEST:,} at most.")
        if unknown := [name for name in NAME.findall(words) if name not in self.known]:
            near = sorted(name for name in self.known if name.split(".")[0] == unknown[0].split(".")[0])
            there = f" There are {', '.join(f'{{{name}}}' for name in near)}." if near else ""
            raise Refused(f"No figure of this report is called {{{unknown[0]}}}.{there}")
        if words.count("{") != words.count("}") or "{" in NAME.sub("", words):
            raise Refused("A brace is not closed: a figure stands in words as {M01.now}.")
        key = {"report": self.report, "as_at": self.as_at, "part": self.part}
        standing = next(
            (row for row in tx.current("report_text", AUTHORITY) if all(row[name] == key[name] for name in key)), None
        )
        if standing is None:
            if words:
                tx.record("report_text", AUTHORITY, **key, words=words)
        elif words:
            tx.replace("report_text", standing, self.seen, words=words)
        else:
            tx.end("report_text", standing, self.seen)
