"""Three-way comparison of a return with what stands, cell by cell: theirs, ours, and what imports alone have said.

What stands is a frame as `models.returns.state.begin` makes it; in the end `fold` writes down whose the cells are.
"""

from __future__ import annotations

import polars as pl

from models.dates import year_bounds
from models.returns import Accept
from models.returns.state import Shape, all_new, ready, shown

CONFLICT = {"table": pl.String, "child": pl.String, "key": pl.String, "field": pl.String}
CONFLICT |= {"ours": pl.String, "theirs": pl.String, "base": pl.String}


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
        state = ready(shape, state)
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
