"""How a migration makes a table of versioned facts: the ledger's columns, its own, and what the database holds."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op


def act(name: str, *, nullable: bool = False) -> sa.Column[int]:
    """A column that names a change set."""
    return sa.Column(name, sa.Integer, sa.ForeignKey("change_set.number"), nullable=nullable)


def own(word: str) -> sa.Column[object]:
    """A column of the table's own, from a word like “day:date!”: name, kind (none: text), ! where it is needed."""
    name, _, kind = word.partition(":")
    kinds = {"": sa.String, "text": sa.String, "date": sa.Date, "number": sa.Integer}
    return sa.Column(name, kinds[kind.rstrip("!")], nullable=not kind.endswith("!"))


def make_facts(table: str, key: Sequence[str], words: Sequence[str]) -> None:
    """Make a table of facts about children, with one current version per fact and one standing fact per natural key."""
    op.create_table(
        table,
        sa.Column("row_id", sa.Integer, primary_key=True),
        sa.Column("fact_id", sa.Integer, nullable=False),
        sa.Column("child", sa.String, sa.ForeignKey("child.id"), nullable=False),
        act("recorded_by"),
        act("superseded_by", nullable=True),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("older", sa.String),
        *(own(word) for word in words),
        sa.CheckConstraint("superseded_by > recorded_by", name=f"ck_{table}_order"),
    )
    for column in ("fact_id", "recorded_by"):
        op.create_index(f"ix_{table}_{column}", table, [column])
    current, standing = "superseded_by IS NULL", "superseded_by IS NULL AND NOT ended"
    for name, columns, where, unique in (
        (f"uq_{table}_current", ["fact_id"], current, True),
        (f"uq_{table}_key", ["child", *key], standing, True),
        (f"ix_{table}_past", ["child"], "superseded_by IS NOT NULL OR ended", False),
        (f"ix_{table}_superseded_by", ["superseded_by"], "superseded_by IS NOT NULL", False),
    ):
        op.create_index(
            name,
            table,
            [sa.text(column) for column in columns],
            unique=unique,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
