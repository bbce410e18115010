"""Erasure: the one operation that removes what was recorded, when the law or a court orders it.

The child's rows and salt are destroyed. Their digests are kept, so that the ledger is still whole, but nobody can
tell from a digest what a row said.
"""

from __future__ import annotations

import json

from models.edits import Refused
from models.store import digests
from models.store.columns import TABLES
from models.store.connections import Connection
from models.store.ledger import Act, Changes, describe, head

KEPT = "row_id, recorded_by, superseded_by, digest"


def erase(connection: Connection, child: str, who: str, reason: str, at: str) -> Changes:
    """Remove every version of every fact about a child; `reason` says who ordered it.

    Neither the change set's label nor its detail names the child. Raises Refused if the child is not known.
    """
    if connection.one("SELECT 1 FROM child WHERE id = ?", child) is None:
        raise Refused("No such child is recorded.")
    last, before, moment = head(connection)
    number = last + 1
    found = {
        name: connection.rows(f"SELECT {KEPT} FROM {name} WHERE child = ? ORDER BY row_id", child) for name in TABLES
    }
    gone = {name: rows for name, rows in found.items() if rows}
    count = sum(map(len, gone.values()))
    act = Act(who, "erasure", "Erase a child's record", reason, None, json.dumps({"rows": count}))
    described = describe(number, max(at, moment), act, 0)
    erased = {name: [bytes(row[3]) for row in rows] for name, rows in gone.items()}
    digest = digests.of_change_set(before, described, {}, {}, erased)
    connection.insert("change_set", [*described, "digest"], [[*described.values(), digest]])
    for name, rows in gone.items():
        kept = [(name, *row[:3], bytes(row[3]), number) for row in rows]
        columns = ("fact_table", "row_id", "recorded_by", "superseded_by", "digest", "erased_by")
        connection.insert("erased_row", columns, kept)
        connection.run(f"DELETE FROM {name} WHERE child = ?", child)
    connection.run("UPDATE child SET salt = NULL WHERE id = ?", child)
    connection.run("DELETE FROM child WHERE id = ?", child)
    connection.run("UPDATE head SET number = ? WHERE id = 1", number)
    return Changes(number, act.label, frozenset({child}), frozenset(gone), 0)
