"""Lists for others' meetings: children waiting for a family, and children before the court."""

from __future__ import annotations

import polars as pl

from models.progress import Progress
from models.reports import Asked, report
from models.reports.blocks import Block, Document, Grid, Heading, Words
from models.reports.tracker_summary import cells, heads
from models.rules.house import house
from models.snapshot import Snapshot
from models.trackers import TRACKERS

_FAMILY = ("child", "age", "siblings", "adm", "po", "days_since_po", "FF-START", "LINK", "link_ref", "links")
_FAMILY_ENDS = ("AP-PANEL_planned", "match", "family_finder", "worker", "next", "due", "state")
_COURT = ("child", "age", "court_ref", "issued", "week", "deadline", "extended", "CMH", "IRH_planned", "IRH")
_COURT_ENDS = ("FH_planned", "order_sought", "legal", "primary_words", "worker", "next", "due", "state")


@report("family-finding-list", "Family-finding list")
def family_finding(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """Children for whom a family is looked for or found, by how far they are; those who have waited longest first."""
    day = pl.col("placed").is_null()
    sections = (
        ("Waiting for a family", pl.col("LINK").is_null() & pl.col("match").is_null() & day),
        ("A family linked, not matched", pl.col("LINK").is_not_null() & pl.col("match").is_null() & day),
        ("Matched, not placed", pl.col("match").is_not_null() & day),
    )
    here = (pl.col("po_open") | pl.col("decided")) & pl.col("in_care") & day
    keys = (*_FAMILY, *_FAMILY_ENDS)
    return _list(
        snapshot, asked, progress, "family_finding", "Family-finding list", here, sections, keys, "days_since_po"
    )


@report("court-list", "Court list")
def court(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """Children in care proceedings by how far the 26 weeks are gone; those furthest past first."""
    past = pl.col("deadline") < snapshot.as_at
    soon = pl.col("deadline") < snapshot.as_at + pl.duration(weeks=6)
    sections = (
        ("Past 26 weeks", past),
        ("26 weeks within six weeks", soon & ~past),
        ("Within 26 weeks", ~soon),
    )
    here = pl.col("ends").is_null()
    return _list(snapshot, asked, progress, "court", "Court list", here, sections, (*_COURT, *_COURT_ENDS), "week")


def _list(
    snapshot: Snapshot,
    asked: Asked,
    progress: Progress,
    tracker: str,
    title: str,
    here: pl.Expr,
    sections: tuple[tuple[str, pl.Expr], ...],
    keys: tuple[str, ...],
    longest: str,
) -> Document:
    source = TRACKERS[tracker]
    progress(0.0, f"Reading {source.title}")
    whole = source.rows(snapshot)
    frame = whole.filter(here.fill_null(False)).sort(longest, "child", descending=[True, False], nulls_last=True)
    columns = [source.column(key) for key in keys]
    blocks: list[Block] = []
    if whole.is_empty():
        blocks.append(Words("Nothing that this list is made of is recorded here by this day."))
        sections = ()
    for words, when in sections:
        of_section = frame.filter(when.fill_null(False))
        blocks.append(Heading(f"{words}: {len(of_section):,}"))
        if len(of_section):
            blocks.append(Grid("", heads(columns), cells(columns, of_section), small=True))
        else:
            blocks.append(Words("Nobody."))
    said = f"{len(frame):,} child{'ren' * (len(frame) != 1)}"
    about = asked.about(snapshot, title, said, n=len(frame), of=len(frame))
    code = title.lower().replace(" ", "-")
    return Document(code, title, about, "internal", tuple(blocks), True, house=asked.house or house(snapshot.facts))
