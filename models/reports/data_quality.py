"""What is doubtful or missing in the record, worker by worker, for each to put right."""

from __future__ import annotations

from itertools import groupby

import polars as pl

from models.checks import answered, faults
from models.progress import Progress, part
from models.reports import Asked, report
from models.reports.blocks import Block, Document, Grid, Head, Heading, PageBreak, Small, Words
from models.reports.heads import CHILD
from models.rules.house import house
from models.rules.people import workers
from models.snapshot import Snapshot

_HEADS = (
    CHILD,
    Head("Rule", note="The number of the rule that finds it."),
    Head("Day", whole=True, note="The day it is about."),
    Head("What is doubtful", note="What was found, in a sentence."),
    Head("What to see to", note="What the rule is about."),
)
NOBODY = "No worker"


@report("data-quality", "Data quality by worker", takes=("worker",))
def document(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """Every doubtful or missing fact that nobody has answered yet, a section for each worker."""
    found = answered(snapshot, faults(snapshot, part(progress, 0.0, 0.9)))
    whole = len(found)
    rows = (
        found.filter(~pl.col("answered"))
        .join(snapshot.once(workers).select("child", "worker"), on="child", how="left", maintain_order="left")
        .sort("worker", "child", "code", "on", nulls_last=True, maintain_order=True)
    )
    filters: tuple[str, ...] = ()
    if asked.worker:
        wanted = asked.worker.strip().casefold()
        rows = rows.filter(pl.col("worker").str.to_lowercase() == wanted)
        filters = (f"worker: {asked.worker.strip()}",)
    blocks: list[Block] = []
    many = rows.group_by("worker", maintain_order=True).len()
    if len(many) > 1:
        counts = tuple((worker or NOBODY, n) for worker, n in many.iter_rows())
        heads = (
            Head("Worker", note="The social worker's identifier."),
            Head("To be seen to", True, note="How many doubtful facts nobody answered yet."),
        )
        blocks += [Heading("How many"), Grid("", heads, (*counts, ("All", len(rows))), total=True, share=0.4)]
    cells = rows.select("worker", "child", "code", "on", "sentence", "title").iter_rows()
    for number, (worker, own) in enumerate(groupby(cells, key=lambda row: row[0])):
        lines = tuple(row[1:] for row in own)
        blocks += [PageBreak()] if number or blocks else []
        blocks += [Heading(f"{worker or NOBODY}: {len(lines):,}"), Grid("", _HEADS, lines, small=True)]
    if not blocks:
        blocks.append(Words("Nothing is doubtful that was not answered."))
    blocks.append(
        Small(f"{whole:,} found in all; those answered are left out, and stand in the list of doubtful data.")
    )
    shown = f"{len(rows):,} to be seen to" if len(rows) else "Nothing to be seen to"
    about = asked.about(snapshot, "Data quality by worker", shown, n=len(rows), of=whole, filters=filters)
    style = asked.house or house(snapshot.facts)
    return Document("data-quality", "Data quality by worker", about, "internal", tuple(blocks), True, house=style)
