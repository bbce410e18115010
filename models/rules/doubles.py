"""Pairs of records across the authority that may be of one child, each with its score and why."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from models.codes import codes
from models.rules.likeness import LIKELY, WORDS
from models.snapshot import Facts

SCHEMA: dict[str, type[pl.DataType]] = {
    "child": pl.String,
    "other": pl.String,
    "score": pl.Int64,
    "reasons": pl.String,
    "family": pl.Boolean,
}
SCHEMA |= dict.fromkeys(WORDS, pl.Boolean)
RARE = ("upn", "care", "id")
"""Points of which a pair must have one: a birthday, sex and ethnicity many children share by chance."""


def doubles(facts: Facts) -> pl.DataFrame:
    """The pairs of children whose records look alike, the likeliest first; each pair once.

    Columns: child, other, score, reasons (in words), family (both stand in one sibling group: perhaps they are twins),
    and whether each point of WORDS holds.
    The score is that of `likeness`; a pair stands here from LIKELY on, if it has one of the points of RARE.
    """
    rows = facts.only("child_details", "child", "sex", "dob", "ethnic", "upn")
    pairs = _alike(rows)
    if pairs.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    pairs = _marked(pairs, _both(pairs, facts.only("care_episode", "child", "decom"), "decom"), "care")
    possible = pairs.filter(_sum(pairs.columns) >= LIKELY - WORDS["id"][1])
    pairs = _marked(possible, _near(possible), "id")
    pairs = pairs.filter((_sum(WORDS) >= LIKELY) & pl.any_horizontal(*RARE))
    pairs = _marked(pairs, _both(pairs, facts.only("sibling_group", "child", "family"), "family"), "family")
    told = [pl.when(name).then(pl.lit(f"{words} ({worth})")) for name, (words, worth) in WORDS.items()]
    found = pairs.with_columns(score=_sum(WORDS), reasons=pl.concat_str(told, separator="; ", ignore_nulls=True))
    return found.sort(["score", "child", "other"], descending=[True, False, False]).select(list(SCHEMA))


def _sum(names: Iterable[str]) -> pl.Expr:
    """The points of these that a pair has."""
    return pl.sum_horizontal(pl.col(name).cast(pl.Int64) * WORDS[name][1] for name in names if name in WORDS)


def _alike(rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs of one pupil number, or of births that are the same or typed much alike; with the points of their cells."""
    rows = rows.with_columns(
        number=pl.when(~pl.col("upn").is_in(list(codes("upn")))).then(pl.col("upn")),
        year=pl.col("dob").dt.year(),
        month=pl.col("dob").dt.month(),
        day=pl.col("dob").dt.day(),
    )
    born = rows.drop_nulls("dob")
    century = pl.col("year") // 100 == pl.col("year_other") // 100
    met = [
        _pairs(rows.drop_nulls("number"), ["number"], ["number"], pl.lit(True)),
        _pairs(born, ["year", "month"], ["year", "month"], (pl.col("day") == pl.col("day_other")) | _slip("day")),
        _pairs(born, ["year", "day"], ["year", "day"], _slip("month")),
        _pairs(born, ["month", "day"], ["month", "day"], century & _slip("year")),
        _pairs(born, ["year", "month", "day"], ["year", "day", "month"], pl.lit(True)),
    ]
    cells = rows.select("child", "sex", "ethnic", "number", "dob")
    pairs = pl.concat(met).group_by("child", "other").agg(pl.col("slip").any())
    pairs = pairs.join(cells, on="child").join(cells, left_on="other", right_on="child", suffix="_other")
    same = {name: (pl.col(name) == pl.col(f"{name}_other")).fill_null(False) for name in ("sex", "ethnic")}
    birth = (pl.col("dob") == pl.col("dob_other")).fill_null(False)
    upn = (pl.col("number") == pl.col("number_other")).fill_null(False)
    return pairs.select("child", "other", upn=upn, birth=birth, slip=pl.col("slip") & ~birth, **same)


def _slip(part: str) -> pl.Expr:
    """Whether one of the last two figures of a part of the date differs, and only one."""
    here, there = pl.col(part), pl.col(f"{part}_other")
    return (here % 10 == there % 10) != (here // 10 % 10 == there // 10 % 10)


def _pairs(rows: pl.DataFrame, here: list[str], there: list[str], alike: pl.Expr) -> pl.DataFrame:
    """Children, each pair once, of whom one has `here` what the other has `there`, and who are `alike`."""
    cells = rows.select("child", "number", "year", "month", "day")
    met = cells.join(cells, left_on=here, right_on=there, suffix="_other", coalesce=False)
    met = met.filter((pl.col("child") < pl.col("child_other")) & alike)
    return met.select("child", pl.col("child_other").alias("other"), slip=pl.lit(here != ["number"]))


def _both(pairs: pl.DataFrame, rows: pl.DataFrame, cell: str) -> pl.DataFrame:
    """The pairs of whom both have one value of a cell."""
    met = pairs.select("child", "other").join(rows.unique(), on="child")
    return met.join(rows.unique(), left_on=["other", cell], right_on=["child", cell]).select("child", "other").unique()


def _marked(pairs: pl.DataFrame, among: pl.DataFrame, name: str) -> pl.DataFrame:
    """The pairs with a column that says whether each is `among` others."""
    marks = among.with_columns(pl.lit(True).alias(name))
    return pairs.join(marks, on=["child", "other"], how="left").with_columns(pl.col(name).fill_null(False))


def _near(pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose ids differ by one character, typed wrongly, left out or put in, or by two exchanged."""
    ids = pairs.select(
        "child", "other", length=pl.col("child").str.len_chars(), length_other=pl.col("other").str.len_chars()
    )
    ids = ids.with_columns(pl.col("length", "length_other").cast(pl.Int64))
    places = range(int(pl.concat([ids["length"], ids["length_other"]]).max() or 0))  # type: ignore[arg-type]
    if not places:
        return ids.select("child", "other")
    one, other = pl.col("child"), pl.col("other")
    same = ids.filter(pl.col("length") == pl.col("length_other")).with_columns(
        apart=pl.sum_horizontal((_at(one, n) != _at(other, n)).cast(pl.Int64) for n in places)
    )
    turned = (
        (_at(one, n) == _at(other, n + 1)) & (_at(one, n + 1) == _at(other, n)) & (_at(one, n) != _at(one, n + 1))
        for n in places
    )
    longer = ids.filter(pl.col("length") == pl.col("length_other") + 1)
    shorter = ids.filter(pl.col("length") == pl.col("length_other") - 1)
    found = (
        same.filter(pl.col("apart") == 1),
        same.filter(pl.col("apart") == 2).filter(pl.any_horizontal(*turned)),
        longer.filter(pl.any_horizontal(_without(one, n) == other for n in places)),
        shorter.filter(pl.any_horizontal(_without(other, n) == one for n in places)),
    )
    return pl.concat([frame.select("child", "other") for frame in found])


def _at(text: pl.Expr, n: int) -> pl.Expr:
    return text.str.slice(n, 1)


def _without(text: pl.Expr, n: int) -> pl.Expr:
    return text.str.head(n) + text.str.slice(n + 1)
