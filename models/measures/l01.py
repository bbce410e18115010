"""First-stage life story book in time."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._events import Events, number
from models.measures._kept import LIFE_STORY, first_day, of_kind
from models.rules.reviews import review_dues
from models.snapshot import Snapshot

STAGES = (
    ("complete", "Complete", ("LS-DONE",)),
    ("first", "First stage complete", ("LS-FIRST", "LS-BOOK")),
    ("progress", "In progress", ("LS-START",)),
)
FIRST_STAGE = ("LS-FIRST", "LS-BOOK", "LS-DONE")


def _stages(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care under a placement order: child, the day of the second review since they were placed for adoption
    (as day number), the first day of each stage by the day, and the first stage's (all as day numbers)."""
    events = snapshot.once(Events)
    rows = events.rows(events["waits"], "child", "journey", "begins", "adoptive", "placed_least")
    day, kind = pl.col("day").to_physical(), pl.col("kind")
    steps = (
        of_kind(snapshot.facts, *LIFE_STORY)
        .filter(pl.col("day") <= snapshot.as_at)
        .join(rows.select("child", "begins"), on="child", how="inner")
        .filter(day >= pl.col("begins"))
        .group_by("child")
        .agg(
            *(day.filter(kind.is_in(kinds)).min().alias(code) for code, _title, kinds in STAGES),
            stage=day.filter(kind.is_in(FIRST_STAGE)).min(),
        )
    )
    held = pl.col("held").to_physical()
    reviews = (
        snapshot.facts.once(review_dues)
        .filter(held <= number(snapshot.as_at))
        .join(rows.filter("adoptive").select("journey", "placed_least"), on="journey", how="inner")
        .filter(held > pl.col("placed_least"))
        .sort("journey", "held")
        .group_by("journey", maintain_order=True)
        .agg(second=held.slice(1, 1).first())
    )
    return rows.join(reviews, on="journey", how="left", maintain_order="left").join(
        steps, on="child", how="left", maintain_order="left"
    )


@measure(
    "L01",
    "First-stage life story book by the second placement review",
    group="Practice",
    unit="%",
    source="Statutory guidance on adoption, July 2013",
    better="higher",
    over="day",
)
def l01(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children with a placement order whose second review since they were placed for adoption has been held, the
    share whose first-stage life story book was ready by it.

    Of: children in care (as M01) with a placement order on the last day (K02) who are placed for adoption. The reviews
    are the return's own, held after the day of placing. Ready is the first stage, or the book drafted or given, on or
    before that second review; of a day known only roughly the last day it can mean counts. Beside the figure stand all
    children of K02 by how far the work is: not started, in progress, first stage complete, complete. The book and the
    later-life letter after the celebration are L01b. Where no life story work of any child is on record, it is kept
    elsewhere and there is no figure.
    """
    rows = snapshot.once(_stages)
    if first_day(snapshot, *(kind for _code, _title, kinds in STAGES for kind in kinds)) is None:
        return Tally("%", base=rows["child"].clear())
    judged = rows.filter(pl.col("second").is_not_null())
    ready = judged.filter(pl.col("stage") <= pl.col("second"))
    return Tally("%", ready["child"], base=judged["child"], apart=lambda: _how_far(rows))


def _how_far(rows: pl.DataFrame) -> tuple[Group, ...]:
    reached = pl.lit("none")
    for code, _title, _kinds in reversed(STAGES):
        reached = pl.when(pl.col(code).is_not_null()).then(pl.lit(code)).otherwise(reached)
    found = rows.with_columns(reached=reached)
    titles = [*((code, title) for code, title, _kinds in reversed(STAGES))]
    groups = []
    for code, title in (("none", "Not started"), *titles):
        part = found.filter(pl.col("reached") == code)["child"]
        groups.append(Group(code, title, len(part), part))
    return tuple(group for group in groups if len(group.children))
