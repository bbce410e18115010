"""Sealed publications: figures as they were published, with the words and rows they rested on, kept for good.

Publishing seals values, definitions, row keys and the version of the program. Later changes of the record appear as
revisions beside the sealed figures, and change nothing of them.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.dates import british
from models.edits import Refused, Tx
from models.measures import MEASURES, Period, Tally, evaluate
from models.progress import Progress, silent
from models.publications.content import figure, packed
from models.rules.policies import policies
from models.snapshot import Facts, Snapshot
from models.subjects import AUTHORITY, SUBJECTS
from models.trackers.shown import this_version

LONGEST = 120
"""Letters of a title."""
TOLD = "told"
"""Under what is sealed which numbers a public document tells."""


@dataclass(frozen=True)
class Publication:
    """One sealed publication: its number and title, the day and period it is of, and what was sealed."""

    number: int
    title: str
    day: dt.date
    first: dt.date
    sealed: Mapping[str, Any]
    recorded_by: int

    @property
    def period(self) -> Period:
        """What it was published for; each figure is over its own share of it."""
        return Period(self.first, self.day)

    @property
    def figures(self) -> dict[str, Mapping[str, Any]]:
        """The sealed figures by their measures' ids, in the order in which they were sealed."""
        return {each["code"]: each for each in self.sealed["figures"]}

    @property
    def stood_at(self) -> int:
        """The change set that the figures were worked out at."""
        return int(self.sealed["ledger"])


@dataclass(frozen=True)
class Seal:
    """The edit that publishes: the sealed content, and of each child which measures counted it."""

    title: str
    day: dt.date
    first: dt.date
    content: str
    children: tuple[tuple[str, str], ...]
    after: int | None = None
    """The last publication that it was held against, where it must be the last one still."""

    @property
    def label(self) -> str:
        """What it is called in the menu and the ledger."""
        return f"Publish “{self.title}”"

    @property
    def kind(self) -> str:
        """A publication is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record it under the next number."""
        if not self.title or len(self.title) > LONGEST or not self.title.isprintable():
            raise Refused(f"Give the publication a title of at most {LONGEST} letters, on one line.")
        if self.day > tx.today:
            raise Refused("A publication is as at a day that has come; choose an earlier one.")
        if self.first > self.day:
            raise Refused("The period begins after its end; choose an earlier first day.")
        standing = tx.current("publication", AUTHORITY)
        if any(row["title"] == self.title for row in standing):
            raise Refused(f"“{self.title}” was published already; give this one another title.")
        number = max((row["number"] for row in standing), default=0) + 1
        if self.after not in (None, number - 1):
            raise Refused("Something else was published since this document was made: make it anew, held against that.")
        cells = {"number": number, "title": self.title, "day": self.day, "first": self.first, "sealed": self.content}
        tx.record("publication", AUTHORITY, **cells)
        for child, counted in self.children:
            tx.record("published_child", child, publication=number, counted=counted)


def seal(
    snapshot: Snapshot,
    period: Period,
    title: str,
    measures: Iterable[str] | None = None,
    progress: Progress = silent,
) -> Seal:
    """The figures of a period as an edit that publishes them: all measures, or those named.

    Raises ValueError for a name no measure has."""
    tallies = evaluate(snapshot, period, only=measures, progress=progress)
    return Seal(title.strip(), period.last, period.first, _content(snapshot, period, tallies), packed(tallies))


def seal_paper(facts: Facts, title: str, day: dt.date, told: Mapping[str, Any]) -> Seal | None:
    """What a public document tells as an edit that publishes it; None where just that was published already."""
    known = papers(facts)
    for each in known:
        before = each.sealed.get(TOLD, {})
        if all(before.get(part) == told[part] for part in ("counts", "hidden")):
            return None
    whom = told["whom"]
    title = f"{title}, for the public, as at {british(day)}"
    again = sum(each.title.startswith(title) for each in known)
    said = {"program": this_version(), "ledger": facts.number, "policies": dict(policies(facts))}
    sealed = {part: told[part] for part in told if part != "whom"}
    content = json.dumps(said | {"figures": [], TOLD: sealed, "children": len(whom)}, ensure_ascii=False)
    return Seal(f"{title} ({again + 1})" if again else title, day, day, content, whom, told["after"])


def _content(snapshot: Snapshot, period: Period, tallies: Mapping[str, Tally]) -> str:
    """What is sealed, as JSON; no child's id is in it."""
    said = {
        "program": this_version(),
        "ledger": snapshot.facts.number,
        "children": len(packed(tallies)),
        "policies": dict(policies(snapshot.facts)),
        "figures": [figure(MEASURES[code], tally, period, snapshot.facts) for code, tally in tallies.items()],
    }
    return json.dumps(said, ensure_ascii=False)


def publications(facts: Facts) -> list[Publication]:
    """Every publication of figures, the first one first."""
    return [each for each in papers(facts) if TOLD not in each.sealed]


def papers(facts: Facts) -> list[Publication]:
    """All that was published, figures and public documents, the first one first."""
    found = facts.whole["publication"].sort("number").iter_rows(named=True)
    return [
        Publication(
            row["number"], row["title"], row["day"], row["first"], json.loads(row["sealed"]), row["recorded_by"]
        )
        for row in found
    ]


def counted(facts: Facts, number: int) -> pl.DataFrame:
    """The row keys of a publication: child, and which measures counted it, in words of `content`."""
    cells = [cell.name for cell in SUBJECTS["published_child"].cells]
    return facts.whole["published_child"].select("child", *cells).filter(pl.col("publication") == number)
