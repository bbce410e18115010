"""What stands, ready to be compared with a return: each cell beside what imports alone have said, and of which year.

A cell belongs to the latest year whose return filled it. `year` is the latest year whose return reported a row; `older`
names the cells to which that does not apply: "urn=2021" (filled by the return of 2021), "dec=2023:2022-05-04" (the
imports, in 2023, say 4 May 2022; the cell stands otherwise here). Merged so, returns give the same in any order.

While merging, each cell CELL has beside it CELL@b (what imports alone say), CELL@y (of which year) and CELL@0 (before).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models.returns.layouts import TABLES, YEARLY


@dataclass(frozen=True)
class Shape:
    """A fact table as merging sees it: what tells two rows of a child apart, and the cells with their types."""

    fact: str
    keys: Mapping[str, type[pl.DataType]]
    cells: Mapping[str, type[pl.DataType]]
    dated: bool

    @property
    def own(self) -> dict[str, type[pl.DataType]]:
        """The columns that make up the fact."""
        moved: dict[str, type[pl.DataType]] = {"imported_as": pl.Date} if self.dated else {}
        return {"child": pl.String, **self.keys, **self.cells, **moved}


def _shape(fact: str) -> Shape:
    table = TABLES[fact]
    kinds: dict[str, type[pl.DataType]] = {
        field.column: pl.Date if field.kind == "date" else pl.String for field in table.fields if field.kind != "child"
    }
    keys: dict[str, type[pl.DataType]] = {"of_year": pl.Int64} if fact in YEARLY else {}
    if table.key:
        keys = {table.key.lower(): pl.Date}
    return Shape(fact, keys, {name: kind for name, kind in kinds.items() if name not in keys}, table.key is not None)


SHAPES = {fact: _shape(fact) for fact in TABLES}
SHAPES["set_aside"] = Shape("set_aside", {"source": pl.String, "content": pl.String}, {"why": pl.String}, False)
KEPT: dict[str, type[pl.DataType]] = {
    "row_id": pl.Int64,
    "fact_id": pl.Int64,
    "ended": pl.Boolean,
    "year": pl.Int64,
    "older": pl.String,
}


def begin(shape: Shape, ours: pl.DataFrame | None, base: pl.DataFrame | None) -> pl.DataFrame:
    """What stands, ready to be merged with; just the columns where nothing does."""
    wanted = {**shape.own, **KEPT}
    if ours is None or ours.is_empty():
        return pl.DataFrame(schema={**wanted, "@hit": pl.Boolean, "@clash": pl.Boolean})
    known = _imported(shape, _typed(ours, wanted))
    if base is not None and not base.is_empty():
        last = _imported(
            shape, _typed(base, {**shape.own, **{name: KEPT[name] for name in ("fact_id", "year", "older")}})
        )
        marks = [f"{cell}@{mark}" for cell in shape.cells for mark in "by"]
        last = last.select("fact_id", pl.lit(True).alias("@base"), *[pl.col(mark).alias(f"{mark}@") for mark in marks])
        joined = known.join(last, on="fact_id", how="left", maintain_order="left")
        known = joined.with_columns(
            pl.when(pl.col("@base")).then(pl.col(f"{mark}@")).otherwise(pl.col(mark)).alias(mark) for mark in marks
        ).select(*known.columns, "@base")
    else:
        known = known.with_columns(pl.lit(None, pl.Boolean).alias("@base"))
    if known["ended"].any():
        known = _without_undone(shape, known)
    told = fold(shape, known)["older"] if known["@base"].count() else known["older"]
    return known.drop("@base").with_columns(
        *[pl.col(cell).alias(f"{cell}@0") for cell in shape.cells],
        pl.col("year").alias("year@0"),
        told.alias("older@0"),
        pl.lit(False).alias("@hit"),
        pl.lit(False).alias("@clash"),
    )


def all_new(state: pl.DataFrame) -> bool:
    """Whether nothing stood before: every row is the first return's as it came."""
    return "year@0" not in state.columns


def ready(shape: Shape, state: pl.DataFrame) -> pl.DataFrame:
    """The first return's rows, ready to be merged with another year's."""
    return _imported(shape, state).with_columns(
        *[pl.lit(None, kind).alias(f"{cell}@0") for cell, kind in shape.cells.items()],
        pl.lit(None, pl.Int64).alias("year@0"),
        pl.lit(None, pl.String).alias("older@0"),
    )


def _typed(frame: pl.DataFrame, wanted: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    return frame.select(
        pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, kind).alias(name)
        for name, kind in wanted.items()
    )


def _imported(shape: Shape, frame: pl.DataFrame) -> pl.DataFrame:
    """Beside each cell what imports alone say and of which year, from `year` and `older`."""
    if not frame["older"].count():
        ever = pl.col("year").is_not_null()
        return frame.with_columns(
            *[pl.when(ever).then(pl.col(cell)).alias(f"{cell}@b") for cell in shape.cells],
            *[pl.col("year").alias(f"{cell}@y") for cell in shape.cells],
        )
    found = []
    for cell, kind in shape.cells.items():
        entry = pl.col("older").str.extract(rf"(?:^|;){cell}=([^;]*)")
        there = entry.is_not_null()
        said = entry.str.extract(r":(.*)$")
        plain = said.str.replace_all("%3B", ";", literal=True).str.replace_all("%25", "%", literal=True)
        value = pl.when(plain != "").then(plain).cast(kind)
        own = pl.when(there | pl.col("year").is_not_null()).then(pl.col(cell))
        found.append(pl.when(said.is_not_null()).then(value).otherwise(own).alias(f"{cell}@b"))
        year = entry.str.extract(r"^(\d+)").cast(pl.Int64)
        found.append(pl.when(there).then(year).otherwise(pl.col("year")).alias(f"{cell}@y"))
    return frame.with_columns(found)


def _without_undone(shape: Shape, state: pl.DataFrame) -> pl.DataFrame:
    """Ended facts count only if somebody ended them here after an import and no other fact has their place."""
    key = ["child", *shape.keys]
    live = state.filter(~pl.col("ended"))
    removed = state.filter(pl.col("ended") & pl.col("@base").is_not_null()).join(
        live, on=key, how="anti", nulls_equal=True
    )
    return pl.concat([live, removed.unique(key, keep="last", maintain_order=True)])


def fold(shape: Shape, state: pl.DataFrame) -> pl.DataFrame:
    """The state with `older` written anew."""
    if all_new(state) and "@hit" in state.columns:
        return state
    entries, any_apart = [], []
    for cell in shape.cells:
        value, base, of = pl.col(cell), pl.col(f"{cell}@b"), pl.col(f"{cell}@y")
        apart = value.ne_missing(base)
        other = value.is_not_null() & of.ne_missing(pl.col("year"))
        said = (
            base.cast(pl.String)
            .fill_null("")
            .str.replace_all("%", "%25", literal=True)
            .str.replace_all(";", "%3B", literal=True)
        )
        entry = pl.format(cell + "={}", of.cast(pl.String).fill_null(""))
        any_apart.append(apart | other)
        entries.append(pl.when(apart).then(pl.concat_str([entry, pl.lit(":"), said])).when(other).then(entry))
    # A row typed here that no return has reported carries no word about returns.
    untouched = pl.col("year").is_null() & pl.all_horizontal(pl.col(f"{cell}@y").is_null() for cell in shape.cells)
    needed = state.select((pl.any_horizontal(any_apart) & ~untouched).alias("needed"))["needed"]
    if not needed.any():
        return state.with_columns(pl.lit(None, pl.String).alias("older"))
    return state.with_columns(
        pl.when(pl.lit(needed)).then(pl.concat_str(entries, separator=";", ignore_nulls=True)).alias("older")
    )


def kept_aside(fact: str, rows: pl.DataFrame, year: int, why: pl.Expr) -> pl.DataFrame:
    """Rows that cannot stand beside another, written out as the return has them, with the reason."""
    table, kinds = TABLES[fact], SHAPES[fact].own
    said = [pl.format(f.heading + "={}", shown(pl.col(f.column), kinds[f.column])) for f in table.fields]
    return rows.select(
        "child",
        pl.lit(f"{table.title} {year}").alias("source"),
        pl.concat_str(said, separator=", ", ignore_nulls=True).alias("content"),
        why.alias("why"),
        *[name for name in ("_file", "_row") if name in rows.columns],
    )


def shown(value: pl.Expr, kind: type[pl.DataType]) -> pl.Expr:
    """A cell as the return writes it."""
    return value.dt.strftime("%d/%m/%Y") if kind is pl.Date else value.cast(pl.String)
