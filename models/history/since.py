"""What changed since a change set, child by child: exactly what was recorded after it, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from models.history import Sentence, told_of


def since(versions: pl.DataFrame, number: int, until: int | None = None) -> Mapping[str, Sequence[Sentence]]:
    """Of each child about whom anything was recorded after change set `number` (and by `until`), what changed; newest
    act first. `versions` are what `Store.changed` gives: every version of the facts that were touched, with `child`.

    A correction of an old date is among it, for it is what was recorded that counts, not what day it is of.
    """
    if versions.is_empty():
        return {}
    last = versions["recorded_by"].max() if until is None else until
    assert isinstance(last, int)
    parts: dict[str, list[Mapping[str, Any]]] = {}
    for version in versions.sort("recorded_by", "row_id").to_dicts():
        parts.setdefault(version["child"], []).append(version)
    told = {
        child: [each for each in told_of(part) if number < each.number <= last] for child, part in sorted(parts.items())
    }
    return {child: said for child, said in told.items() if said}


def acts(versions: pl.DataFrame, number: int) -> Mapping[str, Sequence[int]]:
    """The change sets after `number` that recorded something about each child, newest first."""
    after = versions.filter(pl.col("recorded_by") > number) if not versions.is_empty() else versions
    found = after.group_by("child", maintain_order=True).agg(
        pl.col("recorded_by").unique().sort(descending=True).alias("acts")
    )
    return {str(child): tuple(numbers) for child, numbers in found.rows()}
