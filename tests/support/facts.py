"""Facts drawn as small text tables, for tests that a colleague in social care can read.

    facts(
        episodes('''
            child | decom      | rne | ls | place | dec        | rec
            1     | 2020-05-01 | S   | C1 | U6    |            |
            1     | 2020-11-02 | L   | E1 | U6    | 2021-06-01 | E11
        '''),
        child_details="child | dob\n1 | 2018-02-03",
        adoption="child | date_match | foster_care\n1 | 2021-01-05 | 0",
    )

`facts` takes tables as written: a blank cell is a blank. `episodes` fills what a sound return would say.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
import typing
from typing import Any

import polars as pl

from models import codes
from models.snapshot import SPELLS, Facts, Snapshot
from models.tables import TABLES

TYPES = {str: pl.String, int: pl.Int64, dt.date: pl.Date}
LEDGER = (
    *("row_id", "fact_id", "superseded_by", "ended", "digest"),
    *("year", "older", "imported_as", "recorded_by", "child"),
)


@functools.cache
def schema(table: str) -> dict[str, Any]:
    """A table's columns as a store gives them: row_id, recorded_by, child, then its own."""
    found: dict[str, Any] = {"row_id": pl.Int64, "recorded_by": pl.Int64, "child": pl.String}
    for name, field in TABLES[table].model_fields.items():
        if name not in LEDGER:
            parts = [part for part in typing.get_args(field.annotation) if part is not types.NoneType]
            found[name] = TYPES[parts[0] if parts else field.annotation]  # type: ignore[index]
    return found


def drawn(text: str) -> list[dict[str, str]]:
    """A text table as rows of text by column; cells stand between bars, blank lines count for nothing."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines() if line.strip()]
    head, *rows = lines
    return [dict(zip(head, row + [""] * (len(head) - len(row)), strict=True)) for row in rows]


def cell(kind: Any, text: str) -> Any:
    """A cell's value: dates as 2021-05-03 or 03/05/2021; blank or "-" for none."""
    if text in ("", "-"):
        return None
    if kind == pl.Date:
        return dt.datetime.strptime(text, "%d/%m/%Y").date() if "/" in text else dt.date.fromisoformat(text)
    return int(text) if kind == pl.Int64 else text


@functools.cache
def _nothing(name: str) -> pl.DataFrame:
    return pl.DataFrame(schema=schema(name))


def nothing(name: str) -> pl.DataFrame:
    """A stored table without rows, as most are in most tests."""
    return _nothing(name).clone()


def table(name: str, drawing: str | list[dict[str, str]]) -> pl.DataFrame:
    """A stored table from its drawing, sorted as a store gives it."""
    return _read(name, drawing).clone() if isinstance(drawing, str) else _made(name, drawing)


@functools.lru_cache(1000)
def _read(name: str, drawing: str) -> pl.DataFrame:
    return _made(name, drawn(drawing))


def _made(name: str, rows: list[dict[str, str]]) -> pl.DataFrame:
    columns = schema(name)
    values = [
        {column: cell(kind, row.get(column, "")) for column, kind in columns.items()}
        | {"row_id": number, "recorded_by": 1, "child": row.get("child") or "1"}
        for number, row in enumerate(rows, 1)
    ]
    begins = SPELLS[name].begins
    return pl.DataFrame(values, schema=columns).sort(["child", begins] if begins else ["child"], maintain_order=True)


def episodes(drawing: str) -> pl.DataFrame:
    """Care episodes with what is not written filled in as in a sound return; "-" says that a cell is blank.

    child: 1. ls, cin, place: as the row before, at first C2, N1, U6. place_provider: PR1, PR0 with parents, none for
    temporary moves. dec: the child's next row's decom. rec: X1 where the next row begins that day. rne: S at first and
    after an end, else from what changed (L, P, B).
    """
    rows = drawn(drawing)
    for row in rows:
        row["child"] = row.get("child") or "1"
    before: dict[str, str] = {}
    for row, after in zip(rows, [*rows[1:], {"child": ""}], strict=True):
        same = bool(before) and before["child"] == row["child"]
        for column, first in (("ls", "C2"), ("cin", "N1"), ("place", "U6")):
            row[column] = row.get(column) or (before[column] if same else first)
        alone = row["place"] in codes.TEMPORARY or row["place"].startswith("Z")
        row["place_provider"] = row.get("place_provider") or (
            "-" if alone else "PR0" if row["place"] == codes.WITH_PARENTS else "PR1"
        )
        row["dec"] = row.get("dec") or (after["decom"] if after["child"] == row["child"] else "-")
        goes_on = after["child"] == row["child"] and after["decom"] == row["dec"]
        row["rec"] = row.get("rec") or ("X1" if goes_on else "-" if row["dec"] == "-" else "E8")
        if not row.get("rne"):
            moved, legal = (same and before[column] != row[column] for column in ("place", "ls"))
            going = same and before["rec"] == "X1" and before["dec"] == row["decom"]
            row["rne"] = "S" if not going else "B" if moved and legal else "L" if legal else "P"
        before = row
    return table("care_episode", rows)


def facts(care_episode: pl.DataFrame | str | None = None, **tables: pl.DataFrame | str) -> Facts:
    """Facts with these tables; every other table is empty."""
    given: dict[str, pl.DataFrame | str] = dict(tables)
    if care_episode is not None:
        given["care_episode"] = care_episode
    assert not set(given) - set(TABLES), f"no such table: {set(given) - set(TABLES)}"
    frames = {name: table(name, drawing) if isinstance(drawing, str) else drawing for name, drawing in given.items()}
    return Facts(lambda name: frames[name] if name in frames else nothing(name), number=1)


def snapshot(as_at: str, care_episode: pl.DataFrame | str | None = None, **tables: pl.DataFrame | str) -> Snapshot:
    """A snapshot as at a day, written 2022-03-31, of `facts` with these tables."""
    return Snapshot(facts(care_episode, **tables), dt.date.fromisoformat(as_at))


def day(text: str) -> dt.date:
    """A day written 2022-03-31."""
    return dt.date.fromisoformat(text)
