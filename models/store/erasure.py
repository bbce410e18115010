"""Erasure: the one operation that removes what was recorded, when the law or a court orders it.

The child's rows and salt are destroyed. Their digests are kept, so that the ledger is still whole, but nobody can
tell from a digest what a row said.
"""

from __future__ import annotations

import json

from models.edits import Refused
from models.rules import merged as merges
from models.store import digests, reading
from models.store.columns import TABLES
from models.store.connections import Connection
from models.store.ledger import Act, Changes, describe, head
from models.store.mentions import mentions
from models.store.striking import strike
from models.store.transaction import CURRENT
from models.subjects import AUTHORITY

KEPT = "row_id, recorded_by, superseded_by, digest"


def erase(connection: Connection, child: str, who: str, reason: str, at: str) -> Changes:
    """Remove every version of every fact about a child, also of the records merged into it; `reason` says who ordered.

    Neither the change set's label nor its detail names the child. Words that somebody typed about others stay as they
    are: where they name the child is in the answer (`left`) and in the detail, for somebody to put right. Raises
    Refused if the child is not known, or its record was merged into another one.
    """
    if child == AUTHORITY or connection.one("SELECT 1 FROM child WHERE id = ?", child) is None:
        raise Refused("No such child is recorded.")
    merged = merges.followed(reading.few(connection, TABLES["merged"], ("child", "into_child"), f"WHERE {CURRENT}"))
    if child in merged:
        raise Refused(f"This record was merged into that of {merged[child]}; erase that one, and both go.")
    children = [child, *(other for other, into in merged.items() if into == child)]
    mine, wanted = connection.among("child", children)
    struck = strike(connection, children, who, reason, at)
    last, before, moment = head(connection)
    number = last + 1
    found = {name: connection.rows(f"SELECT {KEPT} FROM {name} WHERE {mine}", wanted) for name in TABLES}
    for name, row_ids in struck.items():
        condition, among = connection.among("row_id", row_ids)
        found[name] += connection.rows(f"SELECT {KEPT} FROM {name} WHERE {condition}", among)
    # Checking the ledger reads what is gone in the order in which it was recorded.
    gone = {name: sorted(rows, key=lambda row: row[0]) for name, rows in found.items() if rows}
    count = sum(map(len, gone.values()))
    left = mentions(connection, children)
    detail = {"rows": count, **({"named": left} if left else {})}
    act = Act(who, "erasure", "Erase a child's record", reason, None, json.dumps(detail))
    described = describe(number, max(at, moment), act, 0)
    erased = {name: [bytes(row[3]) for row in rows] for name, rows in gone.items()}
    digest = digests.of_change_set(before, described, {}, {}, erased)
    connection.insert("change_set", [*described, "digest"], [[*described.values(), digest]])
    for name, rows in gone.items():
        kept = [(name, *row[:3], bytes(row[3]), number) for row in rows]
        columns = ("fact_table", "row_id", "recorded_by", "superseded_by", "digest", "erased_by")
        connection.insert("erased_row", columns, kept)
        rest, among = connection.among("row_id", [row[0] for row in rows])
        connection.run(f"DELETE FROM {name} WHERE {rest}", among)
    ids, wanted = connection.among("id", children)
    connection.run(f"UPDATE child SET salt = NULL WHERE {ids}", wanted)
    connection.run(f"DELETE FROM child WHERE {ids}", wanted)
    connection.run("UPDATE head SET number = ? WHERE id = 1", number)
    return Changes(number, act.label, frozenset(children), frozenset(gone), 0, left)
