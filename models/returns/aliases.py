"""Rows of a child whose record was merged into another one's here: they are read as that child's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from models.edits.bulk import Standing
from models.returns import Issue, Reading, Where
from models.returns.layouts import TABLES
from models.returns.state import SHAPES
from models.rules import merged as merges


def aliases(standing: Standing) -> dict[str, str]:
    """Each merged record's child and the child whose record it is now, followed to the last."""
    merged = standing.ours.get("merged")
    if merged is None or merged.is_empty():
        return {}
    return merges.followed(merged.filter(~pl.col("ended")))


def followed(reading: Reading, standing: Standing) -> Reading:
    """The reading with merged children's rows under the record they were merged into, and a warning that says so.

    Where that child has a row of the same key in the same return, that one counts.
    """
    into = aliases(standing)
    if not into:
        return reading
    issues, parts = list(reading.issues), []
    for part in reading.returns:
        tables = {}
        for fact, frame in part.tables.items():
            mine = frame["child"].is_in(list(into))
            if not mine.any():
                tables[fact] = frame
                continue
            keys = list(SHAPES[fact].keys)
            named = frame.with_columns(pl.col("child").replace(into), led=mine)
            kept = named.sort("led", maintain_order=True).unique(["child", *keys], keep="first", maintain_order=True)
            tables[fact] = kept.drop("led").sort("child", *keys)
            issues.append(_issue(fact, frame.filter(mine), into, len(named) - len(kept)))
        parts.append(replace(part, tables=tables))
    return replace(reading, returns=tuple(parts), issues=tuple(issues))


def _issue(fact: str, rows: pl.DataFrame, into: Mapping[str, str], passed: int) -> Issue:
    child = rows["child"][0]
    place = Where(str(rows["_file"][0]), TABLES[fact].title if fact in TABLES else fact, int(rows["_row"][0]), "CHILD")
    said = f"the record of child {child} was merged into that of {into[child]} here; its rows are read as that child's"
    words = f"{said}, and {passed:,} of the same day as one of that child's passed over" if passed else said
    return Issue("warning", words, place, len(rows))
