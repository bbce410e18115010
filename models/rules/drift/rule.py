"""What a drift rule is, and the words its sentences share."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

LOCAL = "Local"
DAY = pl.col("day")
"""The day the cases are looked at."""
Over = Callable[[pl.Expr], pl.Expr]


@dataclass(frozen=True)
class Part:
    """One way in which a rule can be broken: the last day in time, and what is said and to be done once it has passed.

    `due` is blank for a child whom it does not concern, or for whom it is settled. `words` makes the sentence from the
    days past it. `owner` is a decider's code. `needs` names what the authority must keep a record of for anybody to be
    judged by it: where it keeps none, nothing can be said of anyone.
    """

    due: pl.Expr
    words: Over
    owner: str
    action: str
    source: str = LOCAL
    needs: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Whether the limit is the authority's own, and not of law or statutory guidance."""
        return self.source == LOCAL


@dataclass(frozen=True)
class Rule:
    """A rule that tells drift: its code, a short title, and the rule in words; `parts` by the local limits in force.

    `local`: nothing in law or statutory guidance limits it.
    """

    code: str
    title: str
    words: str
    local: bool
    parts: Callable[[Mapping[str, int]], tuple[Part, ...]]


def written(day: pl.Expr) -> pl.Expr:
    """A day as people read it."""
    return day.dt.strftime("%-d %b %Y")


def since(column: str, known: str | pl.Expr) -> pl.Expr:
    """“3 May 2022”, or “before 3 May 2022” where that is only the first day the data shows."""
    exact = pl.col(known) if isinstance(known, str) else known
    return pl.when(exact).then(written(pl.col(column))).otherwise(pl.format("before {}", written(pl.col(column))))


def days(count: pl.Expr) -> pl.Expr:
    """“1 day”, “12 days”, “3,042 days”."""
    said = count.cast(pl.String).str.replace(r"^(\d+)(\d{3})$", "${1},${2}")
    return pl.format("{} {}", said, pl.when(count == 1).then(pl.lit("day")).otherwise(pl.lit("days")))


def amount(count: int, unit: str) -> str:
    """“1 month”, “12 months”."""
    return f"{count} {unit[:-1] if count == 1 else unit}"


def waited(column: str) -> pl.Expr:
    """Whole days from a column's day to the day looked at."""
    return (DAY - pl.col(column)).dt.total_days()


def has(column: str) -> pl.Expr:
    """Whether a column is filled."""
    return pl.col(column).is_not_null()


def among(column: str, *values: str) -> pl.Expr:
    """Whether a column holds one of some few codes; each compared, which is quicker than looking it up."""
    held = [pl.col(column).eq_missing(value) for value in values]
    return functools.reduce(operator.or_, held)


def on_or_after(column: str, start: str) -> pl.Expr:
    """Whether something happened, and not before a start."""
    return (pl.col(column) >= pl.col(start)).fill_null(False)
