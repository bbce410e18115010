"""Checks: children whose record contradicts itself or the return's rules, each found with a plain sentence.

A check is a function under `@check` in a file of this folder, by subject. It answers with a frame of `child`, `on` (the
day it is about) and `sentence`; nothing is refused for it. The numbers are those of the sector's rule index.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

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


def check(code: str, title: str) -> Callable[[Callable[[Snapshot], pl.DataFrame]], Callable[[Snapshot], pl.DataFrame]]:
    """Record a function of this folder as a check; its docstring says what is doubtful and what to do."""

    def record(find: Callable[[Snapshot], pl.DataFrame]) -> Callable[[Snapshot], pl.DataFrame]:
        CHECKS.add(code, Check(code, title, inspect.cleandoc(find.__doc__ or ""), find), find.__module__)
        return find

    return record


def found(rows: pl.DataFrame, where: pl.Expr, on: str, words: str, *values: str) -> pl.DataFrame:
    """The rows that a check finds, each with a sentence: every {} of the words is a column."""
    dates = {name for name, kind in rows.schema.items() if kind == pl.Date}
    said = [
        (pl.col(name).dt.strftime("%-d %b %Y") if name in dates else pl.col(name)).cast(pl.String).fill_null("–")
        for name in values
    ]
    # Columns in several pieces (after a shift) must be joined before pl.format, or polars 2.1 panics.
    return (
        rows.filter(where).rechunk().select("child", pl.col(on).alias("on"), pl.format(words, *said).alias("sentence"))
    )


def faults(snapshot: Snapshot) -> pl.DataFrame:
    """Everything every check finds as at the day: code, title, child, on, sentence; in order of child."""
    frames = [
        member.find(snapshot).select(pl.lit(member.code).alias("code"), pl.lit(member.title).alias("title"), pl.all())
        for member in CHECKS.values()
    ]
    return pl.concat(frames).sort("child", "code", "on", maintain_order=True)
