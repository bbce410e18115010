"""Rows of a child whose record was merged into another one's here: they are read as that child's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from models.edits.bulk import Standing
from models.returns import Issue, Reading, Where
from models.returns.layouts import TABLES
from models.returns.state import SHAPES, kept_aside
from models.rules import merged as merges


def aliases(standing: Standing) -> dict[str, str]:
    """Each merged record's child and the child whose record it is now, followed to the last."""
    merged = standing.ours.get("merged")
    if merged is None or merged.is_empty():
        return {}
    return merges.followed(merged.filter(~pl.col("ended")))


def followed(reading: Reading, standing: Standing) -> Reading:
    """The reading with merged children's rows under the record they were merged into, and a warning that says so.

    Where that child has a row of the same key in the same return, that one counts, and the other is kept aside.
    """
    into = aliases(standing)
    if not into:
        return reading
    issues, parts = list(reading.issues), []
    for part in reading.returns:
        tables = dict(part.tables)
        aside = [tables.pop("set_aside")] if "set_aside" in tables else []
        for fact, frame in tables.items():
            merged = frame.filter(pl.col("child").is_in(list(into)))
            if merged.is_empty():
                continue
            tables[fact], lost = _one_per_key(fact, frame, into, part.year)
            aside.append(lost)
            issues.append(_issue(fact, merged, into, lost.height))
        if aside:
            whole = pl.concat(aside, how="vertical_relaxed").with_columns(pl.col("child").replace(into))
            key = ["child", *SHAPES["set_aside"].keys]
            tables["set_aside"] = whole.unique(key, keep="first", maintain_order=True)
        parts.append(replace(part, tables=tables))
    return replace(reading, returns=tuple(parts), issues=tuple(issues))


def _one_per_key(
    fact: str, frame: pl.DataFrame, into: Mapping[str, str], year: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row per key, the child's own before a merged record's; and those others that say anything else."""
    key, cells = ["child", *SHAPES[fact].keys], list(SHAPES[fact].cells)
    given = pl.col("child").alias("@given")
    rows = frame.with_columns(pl.col("child").replace(into), given).with_row_index("@n")
    rows = rows.sort(pl.col("child") != pl.col("@given"), maintain_order=True)
    kept = rows.unique(key, keep="first", maintain_order=True)
    both = rows.join(kept.select("@n"), on="@n", how="anti", maintain_order="left").join(
        kept, on=key, how="left", suffix="@kept", maintain_order="left"
    )
    other = [pl.col(cell).is_not_null() & pl.col(cell).ne_missing(pl.col(f"{cell}@kept")) for cell in cells]
    lost = both.filter(pl.any_horizontal(other)).with_columns(pl.col("@given").alias("child"))
    why = pl.format("the record of child {} was merged into this one, of which another row counts", "child")
    return kept.drop("@given", "@n").sort(key), kept_aside(fact, lost, year, why)


def _issue(fact: str, rows: pl.DataFrame, into: Mapping[str, str], aside: int) -> Issue:
    child = rows["child"][0]
    place = Where(str(rows["_file"][0]), TABLES[fact].title, int(rows["_row"][0]), "CHILD")
    words = f"the record of child {child} was merged into that of {into[child]} here; its rows are read as that child's"
    if aside:
        words += f", and {aside:,} that cannot stand beside one of that child's own are kept aside"
    return Issue("warning", words, place, len(rows))
