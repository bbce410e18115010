"""Erasure: the one operation that removes what was recorded, when the law or a court orders it.

The child's rows and salt are destroyed. Their digests are kept, so that the ledger is still whole, but nobody can
tell from a digest what a row said.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from models.edits import Refused
from models.rules import merged as merges
from models.rules.retention import Erased
from models.store import digests, reading
from models.store.columns import TABLES
from models.store.connections import Connection
from models.store.ledger import Act, Changes, describe, head
from models.store.mentions import mentions, naming, unnamed
from models.store.striking import strike
from models.store.transaction import CURRENT
from models.subjects import AUTHORITY

KEPT = "row_id, recorded_by, superseded_by, digest"


def erase(connection: Connection, wanted: Collection[str], who: str, reason: str, at: str) -> Changes:
    """Remove every version of every fact about children, also of the records merged into them, as one act; `reason`
    says who ordered.

    Neither the change set's label, its reason nor its detail names them. Words that somebody typed about others stay as
    they are: where they name the child is in the answer (`left`), for somebody to put right, and in the detail without
    the others' ids, for they may be erased in their turn. Raises Refused if a child is not known, or its record was
    merged into another one.
    """
    merged = merges.followed(reading.few(connection, TABLES["merged"], ("child", "into_child"), f"WHERE {CURRENT}"))
    for child in wanted:
        if child == AUTHORITY or connection.one("SELECT 1 FROM child WHERE id = ?", child) is None:
            raise Refused("No such child is recorded.")
        if child in merged:
            raise Refused(f"This record was merged into that of {merged[child]}; erase that one, and both go.")
    children = [*wanted, *(other for other, into in merged.items() if into in wanted)]
    if not reason.strip() or naming(children).search(reason):
        raise Refused("The reason stays in the ledger: say who ordered it and why, without the child's number.")
    mine, among = connection.among("child", children)
    recorded = head(connection)[0]
    struck = strike(connection, children, who, reason, at)
    last, before, moment = head(connection)
    number = last + 1
    found = {name: connection.rows(f"SELECT {KEPT} FROM {name} WHERE {mine}", among) for name in TABLES}
    for name, row_ids in struck.items():
        condition, among = connection.among("row_id", row_ids)
        found[name] += connection.rows(f"SELECT {KEPT} FROM {name} WHERE {condition}", among)
    # Checking the ledger reads what is gone in the order in which it was recorded.
    gone = {name: sorted(rows, key=lambda row: row[0]) for name, rows in found.items() if rows}
    count = sum(map(len, gone.values()))
    left = mentions(connection, children)
    anew = last > recorded and sum(row[2] == last for row in found["meeting"])
    detail = {"rows": count, **({"named": unnamed(left)} if left else {}), **({"minutes": anew} if anew else {})}
    label = "Erase a child's record" if len(wanted) == 1 else f"Erase the records of {len(wanted)} children"
    act = Act(who, "erasure", label, reason, None, json.dumps(detail))
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
    ids, among = connection.among("id", children)
    connection.run(f"UPDATE child SET salt = NULL WHERE {ids}", among)
    connection.run(f"DELETE FROM child WHERE {ids}", among)
    connection.run("UPDATE head SET number = ? WHERE id = 1", number)
    return Changes(number, act.label, frozenset(children), frozenset(gone), 0, left)


def told(connection: Connection, number: int) -> Erased:
    """What the ledger keeps of an erasure: who, why, and how many rows of each table went. Refused of another act."""
    act = connection.one("SELECT at, who, reason, detail, digest, kind FROM change_set WHERE number = ?", number)
    if act is None or act[5] != "erasure":
        raise Refused(f"Change set {number} is no erasure.")
    at, who, reason, detail, digest, _kind = act
    counted = "SELECT fact_table, count(*) FROM erased_row WHERE erased_by = ? GROUP BY fact_table ORDER BY fact_table"
    rows = {table: int(count) for table, count in connection.rows(counted, number)}
    said = json.loads(detail)
    moment = dt.datetime.fromisoformat(at)
    left = len(said.get("named", ()))
    return Erased(number, moment, who, reason or "", bytes(digest).hex(), rows, said.get("minutes", 0), left)
