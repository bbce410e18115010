"""The rows of the publications page: the publications, the figures of one, and what changed of a figure since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

from models.history import UK, moment
from models.publications import Publication
from models.publications.revising import Revision
from models.rounding import TRUNCATED, number
from models.trackers import Column, framed

PUBLICATIONS = (
    Column("number", "No.", "number", "Publications are numbered in the order they were sealed.", 6),
    Column("title", "Title", "text", "The title it was published under.", 44),
    Column("day", "As at", "date", "The day the figures are of.", 13),
    Column("first", "From", "date", "The first day of the period.", 13),
    Column("sealed", "Sealed on", "date", "The day it was published, in UK time.", 13),
    Column("who", "By", "text", "Who published it.", 16),
    Column("figures", "Figures", "number", "How many figures were sealed.", 9),
    Column("program", "Version", "text", "The version of the program that worked the figures out.", 10),
)
FIGURES = (
    Column("code", "Id", "text", "The measure's id.", 7),
    Column("title", "Figure", "text", "The measure's title as it was published.", 46),
    Column("value", "Sealed", "text", "The figure as it was published; it never changes.", 20),
    Column("n", "Rows", "number", "How many rows it was worked out from: Enter opens their children.", 8),
    Column("now", "Now", "text", "What the record says now of the same day and period.", 20),
    Column("changed", "Changed", "number", "How many children are counted otherwise now.", 9),
    Column("why", "Otherwise", "text", "What else moved it: a definition, an estimate, an erasure.", 60),
)
CHANGES = (
    Column("child", "Child", "text", "The authority's own identifier of the child; never a name.", 12),
    Column("words", "What is otherwise", "text", "How the child is counted now, and how it was sealed.", 44),
    Column("act", "Change set", "text", "The acts since that touched the child, in the ledger.", 12),
    Column("label", "What was recorded", "text", "What these acts are called.", 40),
    Column("who", "By", "text", "Who recorded it.", 16),
    Column("when", "Recorded", "text", "When it was recorded: later than the figures were sealed.", 22),
)


def shown(value: float | int | None, unit: str, truncated: bool) -> str:
    """A figure with its unit; a percentage cut off says so."""
    said = number(value, unit, truncated=truncated)
    what = "" if value is None or unit == "difference" else f" {unit}"
    return f"{said}{what}{f', {TRUNCATED}' if truncated and unit == '%' and value is not None else ''}"


def publications(found: Sequence[Publication], acts: pl.DataFrame) -> pl.DataFrame:
    """Every publication, the last one first."""
    by = {row[0]: row[1:] for row in acts.select("number", "at", "who").iter_rows()}
    return framed(
        PUBLICATIONS,
        [
            {
                "id": str(each.number),
                "number": each.number,
                "title": each.title,
                "day": each.day,
                "first": each.first,
                "sealed": _moment(by[each.recorded_by][0]).date(),
                "who": by[each.recorded_by][1],
                "figures": len(each.figures),
                "program": each.sealed["program"],
            }
            for each in reversed(found)
        ],
    )


def figures(publication: Publication, revised: Sequence[Revision] | None, truncated: bool) -> pl.DataFrame:
    """The figures of a publication; without revisions what is so now is not known yet."""
    by = {each.code: each for each in revised or ()}
    rows = []
    for code, said in publication.figures.items():
        revision = by.get(code)
        now = said["value"] if revision is None else revision.new
        rows.append(
            {
                "id": code,
                "code": code,
                "title": said["title"],
                "value": shown(said["value"], said["unit"], truncated),
                "n": said["counted"],
                "now": None if revised is None else shown(now, said["unit"], truncated),
                "changed": None if revision is None else len(revision.children),
                "why": None if revision is None else _why(revision),
            }
        )
    return framed(FIGURES, rows)


def _why(revision: Revision) -> str | None:
    said = list(revision.besides)
    if revision.erased:
        said.append(f"{revision.erased:,} of those counted had their record erased since")
    return "; ".join(said) or None


def changes(revision: Revision | None) -> pl.DataFrame:
    """What changed of a figure, child by child."""
    rows = []
    for at, change in enumerate(revision.changes if revision is not None else ()):
        last = change.causes[-1] if change.causes else None
        rows.append(
            {
                "id": str(at),
                "child": change.child,
                "words": change.words,
                "act": ", ".join(str(cause.number) for cause in change.causes) or None,
                "label": "; ".join(dict.fromkeys(cause.label for cause in change.causes)) or None,
                "who": ", ".join(dict.fromkeys(cause.who for cause in change.causes)) or None,
                "when": moment(dt.datetime.fromisoformat(last.at)) if last is not None else None,
            }
        )
    return framed(CHANGES, rows)


def _moment(at: str) -> dt.datetime:
    return dt.datetime.fromisoformat(at).astimezone(UK)
