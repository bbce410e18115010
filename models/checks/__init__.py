"""Checks: children whose record contradicts itself or the return's rules, each found with a plain sentence.

A check is a function under `@check` in a file of this folder, by subject. It answers with a frame of `child`, `on` (the
day it is about) and `sentence`; nothing is refused for it. The numbers are those of the sector's rule index; what is
recorded beside the return has none, and its checks are J01 and on. A finding may be answered with a reason.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from models.dates import british
from models.progress import Progress, silent
from models.registry import Registry
from models.snapshot import Snapshot


@dataclass(frozen=True)
class Check:
    """A check as readers know it: code (the rule's number where there is one), title, definition, and its finder."""

    code: str
    title: str
    definition: str
    find: Callable[[Snapshot], pl.DataFrame]


CHECKS: Registry[Check] = Registry("models.checks", lambda check: check.code)
NOTHING = pl.DataFrame(schema={"child": pl.String, "on": pl.Date, "sentence": pl.String})
ANSWER = ("on", "reason", "until", "in")


def check(code: str, title: str) -> Callable[[Callable[[Snapshot], pl.DataFrame]], Callable[[Snapshot], pl.DataFrame]]:
    """Record a function of this folder as a check; its docstring says what is doubtful and what to do."""

    def record(find: Callable[[Snapshot], pl.DataFrame]) -> Callable[[Snapshot], pl.DataFrame]:
        CHECKS.add(code, Check(code, title, inspect.cleandoc(find.__doc__ or ""), find), find.__module__)
        return find

    return record


def found(rows: pl.DataFrame, where: pl.Expr, on: str, words: str, *values: str) -> pl.DataFrame:
    """The rows that a check finds, each with a sentence: every {} of the words is a column."""
    rows = rows if rows.is_empty() else rows.filter(where)
    if rows.is_empty():
        return NOTHING
    dates = {name for name, kind in rows.schema.items() if kind == pl.Date}
    said = [
        (pl.col(name).dt.strftime("%-d %b %Y") if name in dates else pl.col(name)).cast(pl.String).fill_null("–")
        for name in values
    ]
    # Columns in several pieces (after a shift) must be joined before pl.format, or polars 2.1 panics.
    return rows.rechunk().select("child", pl.col(on).alias("on"), pl.format(words, *said).alias("sentence"))


def faults(snapshot: Snapshot, progress: Progress = silent) -> pl.DataFrame:
    """Everything every check finds as at the day: code, title, child, on, sentence; in order of child."""

    def look(number: int, member: Check) -> pl.DataFrame:
        progress(number / len(CHECKS), f"Looking for missing data: {member.title}")
        return snapshot.once(member.find)

    def everything() -> pl.DataFrame:
        nothing = NOTHING.select(pl.lit("").alias("code"), pl.lit("").alias("title"), pl.all())
        found_by = ((member, look(number, member)) for number, member in enumerate(CHECKS.values()))
        frames = [
            rows.select(pl.lit(member.code).alias("code"), pl.lit(member.title).alias("title"), pl.all())
            for member, rows in found_by
            if not rows.is_empty()
        ]
        return pl.concat([nothing, *frames]).sort("child", "code", "on", maintain_order=True)

    return snapshot.facts.worked(everything)


def key(code: str, on: dt.date | None) -> str:
    """What an answer names to answer one finding of a check: its code and day. The code alone answers all of them."""
    return code if on is None else f"{code} {on.isoformat()}"


def answered(snapshot: Snapshot, found: pl.DataFrame) -> pl.DataFrame:
    """The same findings, none left out, with what was answered to each while that holds on the day.

    answered (whether), answered_on, answered_reason, answered_until (the last day it holds; blank for no end) and
    answered_in (the change set that recorded it: the ledger says who). An answer to the one finding (`key`) goes before
    an answer to all of its check; of several the last holds.
    """
    code, day = pl.col("code"), pl.col("on").dt.strftime("%Y-%m-%d")
    given = (
        snapshot["answer"]
        .sort("child", "rule", "since")
        .unique(["child", "rule"], keep="last", maintain_order=True)
        .filter((pl.col("until").is_null() | (pl.col("until") >= snapshot.as_at)) & pl.col("reason").is_not_null())
        .select("child", "rule", on="since", reason="reason", until="until", **{"in": "recorded_by"})
    )
    for rule, suffix in ((pl.concat_str(code, pl.lit(" "), day), "_one"), (code, "_all")):
        said = given.rename({name: f"{name}{suffix}" for name in ANSWER})
        found = found.with_columns(rule=rule).join(said, on=["child", "rule"], how="left", maintain_order="left")
    one = pl.col("on_one").is_not_null()
    return found.select(
        *("code", "title", "child", "on", "sentence"),
        (one | pl.col("on_all").is_not_null()).alias("answered"),
        *(pl.when(one).then(f"{name}_one").otherwise(f"{name}_all").alias(f"answered_{name}") for name in ANSWER),
    )


def overridden(on: dt.date, reason: str, who: str | None = None) -> str:
    """What an answer says beside its finding: “overridden by A. Worker on 3 May 2022 because …”."""
    by = f" by {who}" if who else ""
    words = reason[:1].lower() + reason[1:] if reason[1:2].islower() else reason
    return f"overridden{by} on {british(on)} because {words}"
