"""What a proposal says, as the rows of tables: differences, issues, absent episodes, rows left out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl

from models.history import FIELDS, NOUNS, said
from models.history.words import plain
from models.trackers import Column

if TYPE_CHECKING:
    from models.returns import Issue
    from models.returns.ssda903 import Proposal

TOLD = 3_000
"""Up to so many new rows are told in words; of more it is only said that they are new."""
LISTED = 50_000
"""Up to so many differences are listed; nobody reads more, and their number is said."""
HEADER = FIELDS["child_details"]
"""Cells that many files of a return repeat from the Header are called as there."""
WHATS = {"new": "New", "changed": "Changed", "conflict": "Conflict"}


def differences(proposal: Proposal) -> pl.DataFrame:
    """Before and after in words: conflicts first, then changes, then new rows; of very many the first `LISTED`."""
    order = pl.col("what").replace_strict({"conflict": 0, "changed": 1}, default=2, return_dtype=pl.Int8)
    found = proposal.differences.sort(order, maintain_order=True).head(LISTED).with_row_index("id")
    nouns = {table: noun for table, (noun, _when) in NOUNS.items()}
    parts: list[pl.DataFrame] = []
    for (table, field), part in found.group_by(["table", "field"], maintain_order=True):
        name, codes = FIELDS.get(str(table), {}).get(str(field), HEADER.get(str(field), (str(field or ""), "")))
        values = {
            value: value_words(value, codes) for value in {*part["before"].to_list(), *part["after"].to_list()} if value
        }
        cells = [
            pl.col(side).replace_strict(values, default=None, return_dtype=pl.String).alias(side)
            for side in ("before", "after")
        ]
        parts.append(part.with_columns(pl.lit(name if field else None, dtype=pl.String).alias("cell"), *cells))
    whole = pl.concat(parts) if parts else found.with_columns(pl.lit(None, dtype=pl.String).alias("cell"))
    days = {key: value_words(key, "") for key in whole["key"].unique().to_list() if key}
    told = _new_rows(proposal)
    if told:
        rows = whole.select("table", "child", pl.col("key").fill_null("")).rows()
        whole = whole.with_columns(
            pl.coalesce("after", pl.Series("told", [told.get(row) for row in rows], dtype=pl.String)).alias("after")
        )
    whole = whole.with_columns(
        pl.when((pl.col("what") == "new") & pl.col("after").is_null())
        .then(pl.lit("a new row"))
        .otherwise("after")
        .alias("after")
    )
    return whole.sort("id").select(
        pl.col("id").cast(pl.String),
        pl.col("what").replace(WHATS),
        "child",
        pl.col("table").replace(nouns).alias("fact"),
        pl.col("key").replace_strict(days, default=None, return_dtype=pl.String),
        "cell",
        "before",
        "after",
    )


def _new_rows(proposal: Proposal) -> dict[tuple[str, str, str], str]:
    """The new rows in words, by table, child and key; nothing where they are too many to be read."""
    if proposal.bulk is None or proposal.new > TOLD:
        return {}
    found = {}
    for table, frame in proposal.bulk.new.items():
        when = NOUNS[table][1]
        for row in frame.to_dicts():
            key = row[when] if when else ""
            written = f"{key:%d/%m/%Y}" if isinstance(key, dt.date) else str(key)
            found[table, row["child"], written] = said(table, row)
    return found


def value_words(value: str, codes: str) -> str:
    """A cell of a return as people read it: a code by its meaning, a date in words."""
    try:
        return plain(dt.datetime.strptime(value, "%d/%m/%Y").date())  # noqa: DTZ007 - a date, not a moment
    except ValueError:
        return plain(value, codes)


def issues(found: tuple[Issue, ...]) -> pl.DataFrame:
    """What is wrong in the files, the worst first."""
    order = {"error": 0, "rejected": 1, "warning": 2}
    rows = [
        (
            str(at),
            issue.level.capitalize(),
            issue.where.file,
            issue.where.table,
            issue.where.row,
            issue.where.column,
            issue.words,
            issue.count,
        )
        for at, issue in enumerate(sorted(found, key=lambda issue: order.get(issue.level, 3)))
    ]
    schema = {
        "id": pl.String,
        "level": pl.String,
        "file": pl.String,
        "table": pl.String,
        "row": pl.Int64,
        "column": pl.String,
        "words": pl.String,
        "count": pl.Int64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def absent(proposal: Proposal) -> pl.DataFrame:
    """Episodes that are open here and not in the latest of these returns: said, never removed."""
    return (
        proposal.absent.with_row_index("id")
        .with_columns(
            pl.col("id").cast(pl.String),
            pl.lit("Open here, but not in the latest of these returns. It stays as it is.").alias("words"),
        )
        .select("id", "child", "decom", "words")
    )


def rejects(proposal: Proposal) -> tuple[tuple[Column, ...], pl.DataFrame]:
    """The rows that stay out, cell for cell, with the reason: their columns are those of the files."""
    frame = proposal.rejects.with_row_index("id").with_columns(pl.all().cast(pl.String))
    widths = {"REASON": 60, "ROW": 8, "FILE": 22, "TABLE": 16}
    columns = tuple(
        Column(
            name,
            name.capitalize() if name in widths else name,
            "text",
            "As it stood in the file.",
            widths.get(name, 14),
        )
        for name in frame.columns
        if name != "id"
    )
    return columns, frame


def counts(proposal: Proposal) -> str:
    """What accepting would do, in one line."""
    many = [
        (proposal.new, "new", "new"),
        (proposal.changed, "changed", "changed"),
        (proposal.same, "already here", "already here"),
        (proposal.conflicts, "conflict", "conflicts"),
        (proposal.rejected, "row rejected", "rows rejected"),
    ]
    return " · ".join(f"{count:,} {one if count == 1 else more}" for count, one, more in many)


def years(proposal: Proposal) -> str:
    """The years of the returns, as practitioners write them: “2021-22”, “2019-20 to 2021-22”."""
    titles = [part.title for part in proposal.reading.returns]
    if not titles:
        return "no year"
    return titles[0] if len(titles) == 1 else f"{titles[0]} to {titles[-1]}"
