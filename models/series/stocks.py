"""Children in care on many days at once, by the measures' own conditions.

Sixty journeys of everybody to count who was in care on sixty days is most of the work of a chart. Here the episodes in
force on each day are picked with the few columns that these conditions ask, which are the measures' own.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Sequence

import polars as pl

from models.measures import Tally
from models.measures._events import asked as events
from models.measures.m02 import per_10_000
from models.rules.journeys import as_at, complete
from models.snapshot import Facts

STOCKS = {
    "M01": "in_care",
    "K02": "waits",
    "K11": "connected",
    "K13": "with_parents",
    "K15": "bought",
    "M02": "in_care",
}
"""Measures of the children in care on a day of whom something is so, by the column that says so."""
ASKED = ("decom", "until", "dec", "rec", "eighteenth", "ls", "place", "place_provider", "ordered")
KEPT = ("child", "ls", "place", "place_provider")


@functools.cache
def _conditions() -> tuple[list[str | pl.Expr], list[str | pl.Expr]]:
    """What a journey says of itself on a day, and what the measures ask of it; both as they say it."""
    said, asked = (
        {each.meta.output_name(raise_if_undetermined=False): each for each in whole if isinstance(each, pl.Expr)}
        for whole in (as_at(), events())
    )
    return [*KEPT, said["in_care"], said["po_open"]], [*KEPT, *(asked[flag] for flag in dict.fromkeys(STOCKS.values()))]


def _episodes(facts: Facts) -> pl.DataFrame:
    """Every episode, in order of child, with the columns asked for; `who` is the child, `child` its number."""
    return facts.once(complete).select(*ASKED, who="child").with_columns(child=pl.col("who").rle_id().cast(pl.Int64))


def present(facts: Facts, days: Sequence[dt.date]) -> pl.DataFrame:
    """The episodes in force on each of some days, which are in order, one for every period of care: day, who, ls,
    place, place_provider and a flag for each of STOCKS."""
    said, asked = _conditions()
    episodes, until, dec = facts.once(_episodes), pl.col("until"), pl.col("dec")
    in_force = pl.concat(
        episodes.filter(
            (pl.col("decom") <= day) & (until.is_null() | (until > day)) & (dec.is_null() | (dec > day))
        ).with_columns(day=pl.lit(day))
        for day in days
    )
    # A child of another day is another child to the conditions, which look from each row to the next.
    apart = in_force.with_columns(child=pl.col("child") + pl.col("day").to_physical().cast(pl.Int64) * 2**32)
    return apart.select(*said, "who", "day").filter("in_care").select(*asked, "who", "day")


def stocks(facts: Facts, codes: Sequence[str], days: Sequence[dt.date]) -> dict[str, list[Tally]]:
    """Some of STOCKS on each of some days, which are in order."""

    def counted() -> dict[str, list[Tally]]:
        whole = present(facts, days)
        ends = whole["day"].search_sorted(pl.Series(days, dtype=pl.Date), "right").to_list()
        rows = [whole[first:end] for first, end in itertools.pairwise([0, *ends])]
        return {
            code: [_tally(facts, code, day, found) for day, found in zip(days, rows, strict=True)] for code in codes
        }

    return facts.worked(counted)


def _tally(facts: Facts, code: str, day: dt.date, rows: pl.DataFrame) -> Tally:
    children = rows["who"].filter(rows[STOCKS[code]]).alias("child")
    return per_10_000(facts, day, children) if code == "M02" else Tally("children", children)
