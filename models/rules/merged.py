"""Which record a child's facts are in since two records were found to be of one child."""

from __future__ import annotations

import polars as pl

from models.snapshot import Facts


def into(facts: Facts) -> dict[str, str]:
    """Each merged record's child and the child whose record it is now."""
    return followed(facts["merged"])


def followed(merged: pl.DataFrame) -> dict[str, str]:
    """The same of the rows of `merged`, each followed to the last record where one merge came after another."""
    step = dict(zip(merged["child"].to_list(), merged["into_child"].to_list(), strict=True))
    return {child: _last(child, step) for child in step}


def _last(child: str, step: dict[str, str]) -> str:
    seen = {child}
    while step.get(child) and step[child] not in seen:
        child = step[child]
        seen.add(child)
    return child
