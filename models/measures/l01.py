"""First-stage life story book in time."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Group, Period, Tally, measure
from models.measures._events import Events
from models.measures._kept import LIFE_STORY, first_day, of_kind
from models.rules.reviews import review_dues
from models.rules.stays import adoptive_runs, periods
from models.snapshot import Facts, Snapshot

STAGES = (
    ("complete", "Complete", ("LS-DONE",)),
    ("first", "First stage complete", ("LS-FIRST", "LS-BOOK")),
    ("progress", "In progress", ("LS-START",)),
)
FIRST_STAGE = ("LS-FIRST", "LS-BOOK", "LS-DONE")


def _worked(facts: Facts) -> pl.DataFrame:
    """The first day of each stage in every time in care that has one: journey, a day for each, and of the first stage
    (`stage`)."""
    day, kind = pl.col("day"), pl.col("kind")
    return (
        of_kind(facts, *LIFE_STORY)
        .join(facts.once(periods).select("child", "journey", "begins"), on="child", how="inner")
        .filter(day >= pl.col("begins"))
        .group_by("journey")
        .agg(
            *(day.filter(kind.is_in(kinds)).min().alias(code) for code, _title, kinds in STAGES),
            stage=day.filter(kind.is_in(FIRST_STAGE)).min(),
        )
    )


def _second(facts: Facts) -> pl.DataFrame:
    """The second review of every placement for adoption: journey, placed_least (as a day number), second."""
    runs = facts.once(adoptive_runs).select("journey", placed_least=pl.col("begins"))
    return (
        facts.once(review_dues)
        .select("journey", "held")
        .join(runs, on="journey", how="inner")
        .filter(pl.col("held") > pl.col("placed_least"))
        .sort("journey", "placed_least", "held")
        .group_by("journey", "placed_least", maintain_order=True)
        .agg(second=pl.col("held").slice(1, 1).first())
        .with_columns(pl.col("placed_least").to_physical())
    )


def _stages(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care under a placement order: child, second (the second review since they were placed for adoption),
    the first day of each stage, and of the first stage."""
    events, facts, day = snapshot.once(Events), snapshot.facts, snapshot.as_at
    days = [*(code for code, _title, _kinds in STAGES), "stage", "second"]
    return (
        events.rows(events["waits"], "child", "journey", "adoptive", "placed_least")
        .join(facts.once(_second), on=["journey", "placed_least"], how="left", maintain_order="left")
        .join(facts.once(_worked), on="journey", how="left", maintain_order="left")
        .with_columns(second=pl.when("adoptive").then("second"))
        .with_columns(pl.when(pl.col(name) <= day).then(pl.col(name)).alias(name) for name in days)
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
    later-life letter after the celebration are L01b.

    Who is out: where no life story work of any child is on record, it is kept elsewhere and there is no figure.
    """
    if first_day(snapshot, *(kind for _code, _title, kinds in STAGES for kind in kinds)) is None:
        return Tally("%", base=NOBODY, kept=False)
    rows = _stages(snapshot)
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
