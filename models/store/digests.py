"""Digests: of one version of a fact, and of one change set, chained to the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from models.store.columns import Table

BETWEEN = "\x00"
"""What no recorded text holds, so that no two versions have the same text."""


def of_rows(table: Table, frame: pl.DataFrame, salts: Mapping[str, bytes]) -> list[bytes]:
    """The digest of every version in a frame: over its non-null name=value pairs in the order of their names, salted
    per child."""
    if frame.is_empty():
        return []
    texts = frame.select(_canonical(table, frame).cast(pl.Binary)).to_series().to_list()
    children = frame["child"].to_list()
    blake2s = hashlib.blake2s
    return [blake2s(salts[child] + text).digest() for child, text in zip(children, texts, strict=True)]


def _canonical(table: Table, frame: pl.DataFrame) -> pl.Expr:
    named = [name for name in sorted([*table.recorded, "fact_id"]) if frame[name].null_count() < len(frame)]
    pairs = {name: pl.lit(f"{name}=") + pl.col(name).cast(pl.String) for name in named}
    if frame["ended"].any():
        pairs["ended"] = pl.when(pl.col("ended")).then(pl.lit("ended=1"))
    return pl.concat_str([pairs[name] for name in sorted(pairs)], separator=BETWEEN, ignore_nulls=True)


def of_change_set(
    before: bytes,
    described: Mapping[str, Any],
    recorded: Mapping[str, Sequence[bytes]],
    superseded: Mapping[str, Sequence[bytes]],
    erased: Mapping[str, Sequence[bytes]] | None = None,
) -> bytes:
    """The digest of one act: who, when and what, the versions it recorded, superseded and erased, the act before.

    The digests stand per table in order of their row numbers.
    """
    whole = hashlib.sha256(before)
    whole.update(json.dumps(dict(described), sort_keys=True, ensure_ascii=True).encode())
    for verb, tables in (("recorded", recorded), ("superseded", superseded), ("erased", erased or {})):
        for name in sorted(tables):
            if tables[name]:
                whole.update(f"{BETWEEN}{verb} {name} {len(tables[name])}{BETWEEN}".encode())
                whole.update(b"".join(tables[name]))
    return whole.digest()
