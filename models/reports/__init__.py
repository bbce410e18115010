"""Reports: documents that people take to a meeting. A report is one file in this folder, a function under `@report`.

A report's function says as data what stands in the document (`blocks`); `write` makes paper or a web page of it in the
house style, the whole file or no file. The same document gives the same bytes: no clock is read.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import hashlib
import inspect
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import polars as pl

from models.measures import MEASURES, Period
from models.progress import Progress, silent, whole
from models.publications import Seal, seal_paper
from models.registry import Registry
from models.reports.blocks import Audience, Document
from models.rules.house import House, house
from models.snapshot import Facts, Snapshot
from models.trackers.shown import About

Option = Literal["child", "worker", "meeting", "period", "figures", "tracker", "publication", "charts"]
"""What a report can be asked for, beside the day and the audience."""


@dataclass(frozen=True, eq=False)
class Asked:
    """What a document is asked for: by whom and when (a moment passed in), for which audience, about whom."""

    who: str = ""
    made: dt.datetime | None = None
    head: str = ""
    audience: Audience = "internal"
    period: Period | None = None
    figures: dt.date | None = None
    """The day that the board's figures are of, where it is not the last one of the board's last quarter."""
    child: str = ""
    children: tuple[str, ...] | None = None
    """Only these children; everybody the document is about without them."""
    worker: str = ""
    meeting: dt.date | None = None
    tracker: str = "permanence"
    house: House | None = None
    """The house style, where it is not the one recorded."""
    compared: Mapping[str, Any] | None = None
    """What was sealed of the publication that is compared with: the last one for the same readers."""
    changed: Callable[[Iterable[str], int], pl.DataFrame] | None = None
    """What was recorded of children after a change set, as `Store.changed` tells it."""
    facts_at: Callable[[int], Facts] | None = None
    """What was known at a change set, as `Store.facts_at` tells it."""
    charts: bool = False
    """Whether the charts stand in it, too, where it can have them."""

    def over(self, snapshot: Snapshot) -> Period:
        """The period asked for, else the twelve months to the day."""
        return self.period or Period.year_to(snapshot.as_at)

    def about(
        self,
        snapshot: Snapshot,
        title: str,
        shown: str = "",
        *,
        n: int = 0,
        of: int | None = None,
        counted: str = "shown",
        filters: tuple[str, ...] = (),
    ) -> About:
        """What stands at the foot of every page."""
        return About(
            title,
            snapshot.as_at,
            shown,
            known_on=snapshot.known_on,
            filters=filters,
            n=n,
            of=of,
            counted=counted,
            who=self.who,
            head=self.head,
            made=self.made,
            definitions=definitions(),
        )


Make = Callable[[Snapshot, Asked, Progress], Document]


@dataclass(frozen=True)
class Report:
    """A document as its readers know it: code, title, what it is for, what it takes, whether it may be public."""

    code: str
    title: str
    purpose: str
    takes: tuple[Option, ...]
    public: bool
    document: Make

    def make(self, snapshot: Snapshot, asked: Asked, progress: Progress = silent) -> Document:
        """The document; what names children is never made for the public, nor is the public told who made it."""
        if asked.audience == "public":
            if not self.public:
                raise NotPublic(f"{self.title} tells of single children: it is for internal use only.")
            if snapshot.known_on is not None:
                raise NotPublic(
                    "A document for the public is held against all that was published until now: make it of what is "
                    "known today, of any day."
                )
            asked = replace(asked, who=(asked.house or house(snapshot.facts)).name or "the authority")
        return self.document(snapshot, asked, progress)


class NotPublic(ValueError):
    """A document that names children, or that could not be held against all that was published, was asked for the
    public."""


REPORTS: Registry[Report] = Registry("models.reports", lambda report: report.code)


def report(code: str, title: str, *, takes: tuple[Option, ...] = (), public: bool = False) -> Callable[[Make], Make]:
    """Record a function of this folder as a report; its docstring says what the document is for."""

    def record(document: Make) -> Make:
        purpose = inspect.cleandoc(document.__doc__ or "").splitlines()[0]
        REPORTS.add(code, Report(code, title, purpose, takes, public, document), document.__module__)
        return document

    return record


def write(path: Path, document: Document, progress: Progress = silent) -> None:
    """Make a file of a document by the file's ending, paper, web page or its tables: the whole file or no file."""
    if path.suffix.lower() in (".html", ".htm"):
        from models.reports import html

        html.write(path, document, progress)
    elif path.suffix.lower() in (".xlsx", ".csv"):
        from models.reports import tables

        tables.write(path, document, progress)
    else:
        from models.reports import pdf

        pdf.write(path, document, progress)


def publishing(document: Document, facts: Facts) -> Seal | None:
    """The edit to apply before a public document leaves the program: later ones are held against what it tells.

    None where there is nothing to publish: it is internal, or just this was published already."""
    if document.told is None:
        return None
    return seal_paper(facts, document.title, document.about.as_at, document.told)


@contextlib.contextmanager
def leaving(made: Path, path: Path) -> Iterator[None]:
    """A document that is made leaves the program, to stand at `path`; inside, its leaving is recorded.

    Nothing stands in its way by then: of what cannot leave nothing is recorded; what is not recorded does not leave.
    """
    with whole(path) as unfinished:
        shutil.copyfile(made, unfinished)
        if path.exists():
            path.open("r+b").close()  # one that may not be replaced is found before
        yield


@functools.cache
def definitions() -> str:
    """The fingerprint of all measures' definitions: two papers with the same one count alike."""
    said = "\n".join(measure.identity for measure in MEASURES.values())
    return hashlib.sha256(said.encode()).hexdigest()[:12]
