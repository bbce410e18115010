"""What every version of every fact carries beside its own columns."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

CURRENT = "superseded_by IS NULL"
STANDING = "superseded_by IS NULL AND NOT ended"
SUPERSEDED = "superseded_by IS NOT NULL"
PAST = "superseded_by IS NOT NULL OR ended"


class Versioned(SQLModel):
    """One version of one fact: which fact, about which child, recorded and superseded by which change set.

    `ended` says that from this version on the fact is no more. `digest` is over the version's own name=value pairs,
    salted per child. `year` is the latest collection year whose return reported the fact (blank: typed here), `older`
    the cells that a return of an earlier year filled ("urn=2021;cin=2020"), `imported_as` the key date the fact was
    imported under where its date has been moved here since.
    """

    KEY: ClassVar[tuple[str, ...]] = ("child",)

    row_id: int | None = Field(default=None, primary_key=True)
    fact_id: int = Field(index=True)
    child: str = Field(foreign_key="child.id")
    recorded_by: int = Field(foreign_key="change_set.number", index=True)
    superseded_by: int | None = Field(default=None, foreign_key="change_set.number")
    ended: bool = False
    digest: bytes = b""
    year: int | None = None
    older: str | None = None


def keep_one_version(table: type[Versioned]) -> None:
    """Let the database hold it: one current version per fact, one standing fact per natural key, time goes forward."""
    name, columns = str(table.__tablename__), table.__table__  # type: ignore[attr-defined]
    columns.append_constraint(CheckConstraint("superseded_by > recorded_by", name=f"ck_{name}_order"))
    for index, over, where, unique in (
        (f"uq_{name}_current", ("fact_id",), CURRENT, True),
        (f"uq_{name}_key", table.KEY, STANDING, True),
        (f"ix_{name}_past", ("child",), PAST, False),
        # Only of what was superseded: an index of all would look the best way to the current facts, which are most.
        (f"ix_{name}_superseded_by", ("superseded_by",), SUPERSEDED, False),
    ):
        Index(
            index,
            *(columns.c[column] for column in over),
            unique=unique,
            sqlite_where=text(where),
            postgresql_where=text(where),
        )


LEDGER_COLUMNS = ("row_id", "fact_id", "recorded_by", "superseded_by", "ended", "digest")
"""Columns the ledger gives; the others are what was recorded."""
