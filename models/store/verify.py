"""Is the ledger whole? Every digest is worked out anew and compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.progress import Progress, silent
from models.store import digests, reading
from models.store.columns import TABLES, Table
from models.store.connections import Connection
from models.store.ledger import DESCRIBED
from models.store.opening import CannotOpen

GATHERED = {
    **dict.fromkeys(("row_id", "recorded_by", "superseded_by", "erased_by"), pl.Int64()),
    "again": pl.Binary(),
}
Sealed = dict[int, dict[str, list[bytes]]]


@dataclass(frozen=True)
class Verdict:
    """What checking the ledger found; `first_bad` is the first change set that does not match."""

    ok: bool
    first_bad: int | None
    words: str


def verify(connection: Connection, expected: str | None = None, progress: Progress = silent) -> Verdict:
    """Recompute the whole chain. `expected` is a head digest written down earlier: it must stand in the chain."""
    recorded: Sealed = defaultdict(lambda: defaultdict(list))
    superseded: Sealed = defaultdict(lambda: defaultdict(list))
    erased: Sealed = defaultdict(lambda: defaultdict(list))
    salts = defaultdict(
        bytes, {child: bytes(salt or b"") for child, salt in connection.rows("SELECT id, salt FROM child")}
    )
    lost: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for name, *row in connection.rows(
        "SELECT fact_table, row_id, recorded_by, superseded_by, erased_by, digest FROM erased_row"
    ):
        lost[name].append((*row[:-1], bytes(row[-1])))
    altered: int | None = None
    for done, (name, table) in enumerate(TABLES.items()):
        progress(0.9 * done / len(TABLES), f"Checking {name.replace('_', ' ')}")
        bad = _table(connection, table, salts, lost[name], recorded, superseded, erased)
        altered = bad if altered is None else altered if bad is None else min(bad, altered)
    progress(0.9, "Checking the chain")
    return _chain(connection, expected, altered, recorded, superseded, erased)


def _table(
    connection: Connection,
    table: Table,
    salts: Mapping[str, bytes],
    lost: Sequence[tuple[Any, ...]],
    recorded: Sealed,
    superseded: Sealed,
    erased: Sealed,
) -> int | None:
    """Gather the digests of a table, and of those erased from it, by change set; the first change set one of whose
    rows was altered."""
    columns = ("row_id", "fact_id", "recorded_by", "superseded_by", "ended", "digest", *table.recorded)
    frame, unread = _readable(connection, table, columns)
    if frame.is_empty() and not lost:
        return min(unread, default=None)
    again = pl.Series("again", digests.of_rows(table, frame, salts), dtype=pl.Binary)
    rows = frame.select("row_id", "recorded_by", "superseded_by").with_columns(again, erased_by=pl.lit(None, pl.Int64))
    gone = pl.DataFrame(lost, schema=GATHERED, orient="row")
    whole = pl.concat([rows.select(gone.columns), gone]).sort("row_id")
    for column, sealed in (("recorded_by", recorded), ("superseded_by", superseded), ("erased_by", erased)):
        acts = whole.filter(pl.col(column).is_not_null())
        for act, digest in zip(acts[column].to_list(), acts["again"].to_list(), strict=True):
            sealed[act][table.name].append(digest)
    wrong = [*frame.filter(frame["digest"] != again)["recorded_by"].to_list(), *unread]
    return min(wrong, default=None)


def _readable(connection: Connection, table: Table, columns: Sequence[str]) -> tuple[pl.DataFrame, list[int]]:
    """The rows of a table that can be read, and the change sets with a row that cannot: it was altered."""
    try:
        return reading.frame(connection, table, columns), []
    except CannotOpen:
        found, unread = [reading.frame(connection, table, columns, "WHERE 1 = 0")], []
    for (number,) in connection.rows(f"SELECT DISTINCT recorded_by FROM {table.name} ORDER BY recorded_by"):
        try:
            found.append(reading.frame(connection, table, columns, "WHERE recorded_by = ?", number))
        except CannotOpen:
            unread.append(number if isinstance(number, int) else 1)
    return pl.concat(found), unread


def _chain(
    connection: Connection,
    expected: str | None,
    altered: int | None,
    recorded: Sealed,
    superseded: Sealed,
    erased: Sealed,
) -> Verdict:
    before, seen, number = b"", {""}, 0
    for number, (*described, digest) in enumerate(
        connection.rows(f"SELECT {', '.join(DESCRIBED)}, digest FROM change_set ORDER BY number"), start=1
    ):
        said = dict(zip(DESCRIBED, described, strict=True))
        whole = digests.of_change_set(before, said, recorded[number], superseded[number], erased[number])
        if said["number"] != number or whole != bytes(digest) or (altered is not None and altered <= number):
            return _bad(number)
        before = whole
        seen.add(before.hex())
    beyond = [act for sealed in (recorded, superseded, erased) for act in sealed if act > number]
    if altered is not None or beyond or connection.value("SELECT number FROM head WHERE id = 1") != number:
        return Verdict(False, number + 1, f"Change sets after {number} are missing: the ledger was cut short.")
    if expected is not None and expected.strip().lower() not in seen:
        return Verdict(
            False,
            number + 1,
            f"The ledger agrees with itself up to change set {number}, but the digest {expected} is not in it: "
            "the ledger was cut short or rewritten since that digest was written down.",
        )
    return Verdict(
        True, None, f"The ledger is whole: {number:,} change set{'' if number == 1 else 's'}, head {before.hex()}."
    )


def _bad(number: int) -> Verdict:
    return Verdict(
        False, number, f"Change set {number} does not match what was recorded: it, or a row of it, was altered since."
    )
