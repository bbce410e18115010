"""How children moved between the stages on the way to permanence over a period: who was there, who came, who went."""

from __future__ import annotations

import polars as pl

from models.rules.journeys import one_each
from models.rules.pathway import IN_CARE_STAGES, STAGES, stages
from models.snapshot import Snapshot

NOT_IN_CARE = "Not in care"
"""Where a child was or is that stands at no stage on a day: not in care yet, or left before the period."""
IN_CARE = tuple(stage.words for stage in reversed(IN_CARE_STAGES))
"""The stages of those who have not left, from the farthest from permanence on."""
LEAVING = tuple(stage.words for stage in STAGES[len(IN_CARE_STAGES) :])
"""The ways of leaving care."""
ALL = "All who have not left"
ORDER = {stage: number for number, stage in enumerate((*IN_CARE, ALL, *LEAVING))}


def standing(snapshot: Snapshot) -> pl.DataFrame:
    """The stage every child ever in care stands at on the day, one row a child: child, stage, days (at it), ended.

    A child with more than one time in care is shown by the same one as in the trackers.
    """
    return one_each(snapshot.once(stages)).select("child", "stage", "ended", days="stage_days")


def moves(now: Snapshot, start: Snapshot) -> pl.DataFrame:
    """Every child that stood at a stage at the start or stands at one now, one row a child: child, was, now, days.

    `start` is the close of the day before the period, `now` its last day. Two days are compared and nothing between
    them: a child **came in** to a stage that stands at it now and did not at the start, and **went out** of a stage
    that stood at it at the start and does not now. Who passed through a stage in between, or left it and came back, is
    in neither number. So for every stage: at the start + came in − went out = now.

    A way of leaving care is a stage too, of those who left within the period: nobody stood at it at the start. Who had
    left by the start and has not come back stands nowhere. `was` and `now` are “Not in care” for those; `days` are
    those at the present stage.
    """
    before = start.once(standing).filter(pl.col("ended").is_null()).select("child", was="stage")
    after = now.once(standing)
    after = after.filter(pl.col("ended").is_null() | (pl.col("ended") > start.as_at))
    return (
        before.join(after.select("child", "days", now="stage"), on="child", how="full", coalesce=True)
        .with_columns(pl.col("was", "now").fill_null(NOT_IN_CARE))
        .sort("child")
        .select("child", "was", "now", "days")
    )


def board(moved: pl.DataFrame) -> pl.DataFrame:
    """One row for each stage that anybody was or is at, on the way to permanence, then for all of them together, then
    for each way of leaving.

    stage, left (a way of leaving care), start, came, went, here (counts of children), median (days that those who are
    there now have been at it; blank for a way of leaving). `start + came - went == here` in every row.
    """
    together = moved.with_columns(
        pl.when(pl.col(day).is_in(IN_CARE)).then(pl.lit(ALL)).otherwise(day).alias(day) for day in ("was", "now")
    )
    rows = pl.concat([_counted(moved), _counted(together).filter(pl.col("stage") == ALL)])
    left = pl.col("stage").is_in(LEAVING)
    return rows.with_columns(left=left, median=pl.when(~left).then("median")).sort(
        pl.col("stage").replace_strict(ORDER, return_dtype=pl.Int32)
    )


def _counted(moved: pl.DataFrame) -> pl.DataFrame:
    """Each stage with its counts, in no order."""
    elsewhere = (pl.col("was") != pl.col("now")).sum()
    here = moved.group_by(stage="now").agg(
        pl.len().alias("here"), elsewhere.alias("came"), pl.col("days").median().alias("median")
    )
    there = moved.group_by(stage="was").agg(pl.len().alias("start"), elsewhere.alias("went"))
    counts = ("start", "came", "went", "here")
    return (
        here.join(there, on="stage", how="full", coalesce=True)
        .filter(pl.col("stage") != NOT_IN_CARE)
        .select("stage", *(pl.col(name).fill_null(0).cast(pl.Int32) for name in counts), "median")
    )


def children(moved: pl.DataFrame, stage: str, number: str) -> list[str]:
    """The children behind a number of the board (`start`, `came`, `went` or `here`), in order."""
    stages_ = IN_CARE if stage == ALL else (stage,)
    was, now = pl.col("was").is_in(stages_), pl.col("now").is_in(stages_)
    wanted = {"start": was, "came": now & ~was, "went": was & ~now, "here": now}[number]
    return moved.filter(wanted)["child"].to_list()


def ways(moved: pl.DataFrame, stage: str, *, out: bool) -> list[tuple[str, list[str]]]:
    """Where the children who went out of a stage stand now (`out`), or where those who came in to it stood: each stage
    with its children, the most first."""
    crossed = pl.Series(children(moved, stage, "went" if out else "came"), dtype=pl.String)
    found = moved.filter(pl.col("child").is_in(crossed.implode())).group_by("now" if out else "was").agg("child").rows()
    return sorted(found, key=lambda way: (-len(way[1]), ORDER.get(way[0], -1)))
