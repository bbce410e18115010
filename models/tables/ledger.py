"""The ledger: every act that changed anything, in order, each chained to the one before."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class ChangeSet(SQLModel, table=True):
    """One act: who, when (UTC, ISO text), what it is called and why; its digest covers the one before.

    `kind` is change, correction, import, undo, migration, demonstration or erasure; `undoes` the number of the act an
    undo takes back; `detail` is JSON with what else must be known (an import's years).
    """

    __tablename__ = "change_set"
    number: int | None = Field(default=None, primary_key=True)
    at: str
    who: str
    kind: str
    label: str
    reason: str | None = None
    undoes: int | None = Field(default=None, foreign_key="change_set.number")
    detail: str | None = None
    rows: int = 0
    digest: bytes = b""


class Head(SQLModel, table=True):
    """One row that a writer locks, so that change sets have one order."""

    __tablename__ = "head"
    id: int = Field(primary_key=True)
    number: int = 0


class ErasedRow(SQLModel, table=True):
    """What is left of an erased version: its digest, and what recorded and superseded it, so that the chain holds."""

    __tablename__ = "erased_row"
    fact_table: str = Field(primary_key=True)
    row_id: int = Field(primary_key=True)
    recorded_by: int = Field(foreign_key="change_set.number")
    superseded_by: int | None = Field(default=None, foreign_key="change_set.number")
    erased_by: int = Field(foreign_key="change_set.number")
    digest: bytes
