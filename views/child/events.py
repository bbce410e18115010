"""Everything dated that is recorded about a child, as one list."""

from __future__ import annotations

import polars as pl

from models.checks import answered, faults, key, overridden
from models.history import NOUNS, called, said
from models.snapshot import Snapshot

OWN = "this program's own check"
"""Who finds what no numbered rule of the return does."""


PLAIN = {"adm_decision": "Should be placed for adoption"}
"""What a fact says where none of its other cells is filled."""


def events(snapshot: Snapshot, child: str) -> pl.DataFrame:
    """Every fact about a child as at the snapshot's day, newest first; undated ones last."""
    found = []
    for table, (noun, when) in NOUNS.items():
        for row in snapshot[table].filter(pl.col("child") == child).to_dicts():
            on = row[when] if when and when != "of_year" else None
            what = f"{noun} of {row[when]}" if when == "of_year" else called(table, row)
            detail = said(table, row) or PLAIN.get(table)
            found.append((f"{table}/{row['row_id']}", on, what, detail))
    frame = pl.DataFrame(
        found, schema={"id": pl.String, "on": pl.Date, "what": pl.String, "detail": pl.String}, orient="row"
    )
    return frame.sort("on", descending=True, nulls_last=True, maintain_order=True)


def doubtful(snapshot: Snapshot) -> pl.DataFrame:
    """Everything that the checks find doubtful about the child whom the snapshot is of, in order of day, with what was
    answered to it; `id` begins with the key by which it is answered."""
    code = pl.col("code")
    numbered = code.str.contains(r"^\d+$")
    rule = pl.when(numbered).then(pl.format("rule {} of the return", code)).otherwise(pl.lit(OWN))
    found = answered(snapshot, faults(snapshot)).sort("on", nulls_last=True, maintain_order=True)
    said = [
        overridden(on, reason) if reason is not None else None
        for on, reason in zip(found["answered_on"], found["answered_reason"], strict=True)
    ]
    keys = [key(code, on) for code, on in zip(found["code"], found["on"], strict=True)]
    return found.select(
        pl.concat_str(pl.Series("key", keys, dtype=pl.String), pl.lit("#"), pl.row_index()).alias("id"),
        "on",
        "sentence",
        rule.alias("rule"),
        pl.Series("answer", said, dtype=pl.String),
    )
