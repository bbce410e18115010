"""Three-way comparison of a return with what stands, cell by cell: theirs, ours, and what imports alone have said.

A cell belongs to the latest year whose return filled it. `year` is the latest year whose return reported a row; `older`
names the cells to which that does not apply: "urn=2021" (filled by the return of 2021), "dec=2023:2022-05-04" (the
imports, in 2023, say 4 May 2022; the cell stands otherwise here). Merged so, returns give the same in any order.

While merging, each cell CELL has beside it CELL@b (what imports alone say), CELL@y (of which year) and CELL@0 (before).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models.dates import year_bounds
from models.returns import Accept
from models.returns.layouts import TABLES, YEARLY

CONFLICT = {"table": pl.String, "child": pl.String, "key": pl.String, "field": pl.String}
CONFLICT |= {"ours": pl.String, "theirs": pl.String, "base": pl.String}


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


def _known(shape: Shape, state: pl.DataFrame) -> pl.DataFrame:
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


def merge(
    shape: Shape, state: pl.DataFrame, theirs: pl.DataFrame, year: int, accept: Accept
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """One return merged into what stands: the new state, the conflicts, and rows that have no place of their own.

    A row has no place where a fact was moved here onto its date.
    """
    names = ["child", *shape.keys, *shape.cells]
    theirs = theirs.select(names)
    homeless = theirs.head(0)
    conflicts = pl.DataFrame(schema=CONFLICT)
    if state.is_empty():
        return _added(shape, state, theirs, year), conflicts, homeless
    if all_new(state):
        state = _known(shape, state)
    state = state.with_row_index("@i")
    theirs, homeless = _matched(shape, state, theirs)
    new = theirs.filter(pl.col("@i").is_null()).drop("@i")
    known = theirs.filter(pl.col("@i").is_not_null()).select("@i", *[pl.col(c).alias(f"{c}@t") for c in shape.cells])
    joined = state.join(known.with_columns(pl.lit(True).alias("@now")), on="@i", how="left", maintain_order="left")
    joined = joined.drop("@i").with_columns(pl.col("@now").fill_null(False))
    done, conflicts = _cells(shape, joined, year, accept)
    return _added(shape, done, new, year), conflicts, homeless


def _added(shape: Shape, state: pl.DataFrame, new: pl.DataFrame, year: int) -> pl.DataFrame:
    """Rows that nothing stands for yet."""
    if new.is_empty():
        return state
    kinds = state.schema
    marked = [] if all_new(state) else list(shape.cells)
    rows = new.with_columns(
        *[pl.col(cell).alias(f"{cell}@b") for cell in marked],
        *[pl.lit(year, pl.Int64).alias(f"{cell}@y") for cell in marked],
        pl.lit(year, pl.Int64).alias("year"),
        pl.lit(False).alias("ended"),
        pl.lit(True).alias("@hit"),
        pl.lit(False).alias("@clash"),
    )
    rows = rows.select(pl.col(n) if n in rows.columns else pl.lit(None, kinds[n]).alias(n) for n in state.columns)
    return pl.concat([state, rows]) if state.height else rows


def _matched(shape: Shape, state: pl.DataFrame, theirs: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The return's rows with the number of the row that stands for each: by the key it was imported under, then by the
    key it has now."""
    on = ["child", *shape.keys]
    if not shape.dated:
        places = state.select(*on, "@i")
        return theirs.join(places, on=on, how="left", maintain_order="left", nulls_equal=True), theirs.head(0)
    key = next(iter(shape.keys))
    imported = state.select("child", pl.coalesce("imported_as", key).alias(key), "@i")
    found = theirs.join(
        imported.unique(on, keep="first", maintain_order=True), on=on, how="left", maintain_order="left"
    )
    if not state["imported_as"].count():
        return found, theirs.head(0)
    taken = found.filter(pl.col("@i").is_not_null()).select("@i")
    now = state.filter(~pl.col("ended")).select("child", key, pl.col("@i").alias("@now"))
    free = now.join(taken, left_on="@now", right_on="@i", how="anti")
    lost = found.filter(pl.col("@i").is_null()).join(now, on=on, how="semi").join(free, on=on, how="anti")
    found = found.join(lost, on=on, how="anti", maintain_order="left").join(
        free, on=on, how="left", maintain_order="left"
    )
    return found.with_columns(pl.coalesce("@i", "@now").alias("@i")).drop("@now"), lost.select(theirs.columns)


def _cells(shape: Shape, rows: pl.DataFrame, year: int, accept: Accept) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The comparison itself; `rows` has CELL@t (theirs) and "@now" (the return has the row)."""
    merged, clashes = [], []
    theirs_wins = pl.lit(accept == "theirs")
    removed = pl.col("ended")
    moves = []
    for cell in shape.cells:
        base, of, new = pl.col(f"{cell}@b"), pl.col(f"{cell}@y"), pl.col(f"{cell}@t")
        taken = new.is_not_null() & (base.is_null() | of.is_null() | (of <= year))
        moves += [taken.alias(f"{cell}@taken"), pl.when(taken).then(new).otherwise(base).alias(f"{cell}@m")]
    rows = rows.with_columns(moves)
    reopens = _reopens(shape, rows, year)
    moved_row = pl.any_horizontal(pl.col(f"{c}@m").ne_missing(pl.col(f"{c}@b")) for c in shape.cells)
    rows = rows.with_columns(reopens.alias("@reopens"), (removed & moved_row).alias("@back"))
    back = pl.col("@back")
    for cell in shape.cells:
        ours, base, of, said = pl.col(cell), pl.col(f"{cell}@b"), pl.col(f"{cell}@y"), pl.col(f"{cell}@m")
        moved = said.ne_missing(base)
        differs = ours.ne_missing(base)
        clash = ~removed & moved & differs & said.ne_missing(ours)
        ends = pl.col("@reopens") if cell in ("dec", "rec", "reason_place_change") else pl.lit(False)
        stays = (removed & ~(back & theirs_wins)) | (clash & ~theirs_wins)
        opened = ends & theirs_wins
        takes = moved & (~differs | theirs_wins | said.eq_missing(ours))
        shown = clash | (ends if cell == "dec" else pl.lit(False))
        clashes.append(shown.alias(f"{cell}@clash"))
        merged += [
            pl.when(opened)
            .then(pl.col(f"{cell}@t"))
            .when(stays)
            .then(ours)
            .when(takes | (back & theirs_wins))
            .then(said)
            .otherwise(ours)
            .alias(cell),
            pl.when(opened).then(pl.col(f"{cell}@t")).when(stays).then(base).otherwise(said).alias(f"{cell}@b"),
            pl.when(stays | ~pl.col(f"{cell}@taken")).then(of).otherwise(pl.lit(year, pl.Int64)).alias(f"{cell}@y"),
        ]
    rows = rows.with_columns(clashes)
    conflicts = _conflicts(shape, rows)
    by_hand = pl.any_horizontal(pl.col(f"{c}@clash") & pl.col(c).ne_missing(pl.col(f"{c}@b")) for c in shape.cells)
    waits = (by_hand & ~theirs_wins) | (removed & ~(back & theirs_wins))
    done = rows.with_columns(
        *merged,
        pl.when(pl.col("@now") & ~waits)
        .then(pl.max_horizontal("year", pl.lit(year, pl.Int64)))
        .otherwise(pl.col("year"))
        .alias("year"),
        (removed & ~(back & theirs_wins)).alias("ended"),
        (pl.col("@hit") | pl.col("@now")).alias("@hit"),
        (pl.col("@clash") | back | pl.any_horizontal(pl.col(f"{c}@clash") for c in shape.cells)).alias("@clash"),
    )
    scratch = [f"{c}@{mark}" for c in shape.cells for mark in ("t", "m", "taken", "clash")]
    return done.drop(*scratch, "@now", "@reopens", "@back"), conflicts


def _reopens(shape: Shape, rows: pl.DataFrame, year: int) -> pl.Expr:
    """An episode that stands closed and that this return, whose year ends on or after that day, has open."""
    if shape.fact != "care_episode":
        return pl.lit(False)
    told = pl.col("dec@b").is_null() & (pl.col("year") >= year).fill_null(False)
    closed = pl.col("dec").is_not_null() & (pl.col("dec") <= year_bounds(year)[1])
    return pl.col("@now") & ~pl.col("ended") & pl.col("dec@t").is_null() & closed.fill_null(False) & ~told


def _conflicts(shape: Shape, rows: pl.DataFrame) -> pl.DataFrame:
    flags = rows.select(pl.col("@back").any(), *[pl.col(f"{cell}@clash").any() for cell in shape.cells]).row(
        0, named=True
    )
    key = (
        pl.concat_str([shown(pl.col(name), kind) for name, kind in shape.keys.items()], separator=" ")
        if shape.keys
        else pl.lit("")
    )
    found = [pl.DataFrame(schema=CONFLICT)]
    for cell, kind in shape.cells.items():
        if flags[f"{cell}@clash"]:
            found.append(
                rows.filter(pl.col(f"{cell}@clash")).select(
                    pl.lit(shape.fact).alias("table"),
                    "child",
                    key.alias("key"),
                    pl.lit(cell).alias("field"),
                    shown(pl.col(cell), kind).alias("ours"),
                    shown(
                        pl.when(pl.col("@reopens") & pl.lit(cell == "dec"))
                        .then(pl.col(f"{cell}@t"))
                        .otherwise(pl.col(f"{cell}@m")),
                        kind,
                    ).alias("theirs"),
                    shown(pl.col(f"{cell}@b"), kind).alias("base"),
                )
            )
    if flags["@back"]:
        words = {"field": "", "ours": "removed here", "theirs": "reported again", "base": "reported"}
        found.append(
            rows.filter("@back").select(
                pl.lit(shape.fact).alias("table"),
                "child",
                key.alias("key"),
                *[pl.lit(text).alias(n) for n, text in words.items()],
            )
        )
    return pl.concat(found)


def shown(value: pl.Expr, kind: type[pl.DataType]) -> pl.Expr:
    """A cell as the return writes it."""
    return value.dt.strftime("%d/%m/%Y") if kind is pl.Date else value.cast(pl.String)


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
