"""Words for tests of grids: a small tracker over the real tables, edited by a real edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.edits import Refused, Tx
from models.edits.bulk import Bulk
from models.snapshot import Snapshot
from models.trackers import Column, Question, Tracker

TODAY = dt.date(2022, 3, 31)
STATES = ("R", "A", "G", "–")


class Preferences(dict[str, Any]):
    """What is remembered, in memory."""

    def value(self, key: str, default: Any = None) -> Any:
        """What was remembered."""
        return self.get(key, default)

    def setValue(self, key: str, value: Any) -> None:
        """Remember."""
        self[key] = value


@dataclass(frozen=True)
class SetMatch:
    """Set the date of a match; not in the future."""

    child: str
    on: dt.date | None
    carer: str | None
    seen: int | None
    label = "Set match date"
    kind = "change"

    def apply(self, tx: Tx) -> None:
        """Record it."""
        if self.on and self.on > tx.today:
            raise Refused("That day has not happened yet")
        rows = tx.current("adoption", self.child)
        if rows:
            tx.replace("adoption", rows[0], self.seen, date_match=self.on, foster_care=self.carer)
        else:
            tx.record("adoption", self.child, date_match=self.on, foster_care=self.carer)


def _edit(snapshot: Snapshot, child: str, on: dt.date | None, answers: Mapping[str, str]) -> SetMatch:
    return SetMatch(child, on, answers.get("foster_care"), snapshot.facts.number)


def _asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    if on.year < 2020:
        return ()
    return (Question("foster_care", "Were the adopters this child's foster carers?", (("0", "No"), ("1", "Yes"))),)


COLUMNS = (
    Column("child", "Child", "text", "The child's own number."),
    Column("age", "Age", "number", "Whole years of age.", 6),
    Column("born", "Born", "date", "Date of birth.", 13),
    Column("match", "Matched", "date", "The day of the match.", 13, edit=_edit, asks=_asks),
    Column("state", "State", "state", "How it stands.", 7),
    Column("reason", "Reason", "text", "Why.", 30),
    Column("sex", "Sex", "text", "As recorded.", 8, shown=False),
)


def _rows(snapshot: Snapshot) -> pl.DataFrame:
    found = (
        snapshot["child_details"]
        .select("child", "dob", "sex")
        .join(snapshot["adoption"].select("child", "date_match"), on="child", how="left", maintain_order="left")
    )
    age = (pl.lit(snapshot.as_at) - pl.col("dob")).dt.total_days() // 365
    return found.select(
        "child",
        age.alias("age"),
        pl.col("dob").alias("born"),
        pl.lit(None, pl.String).alias("born_words"),
        pl.col("date_match").alias("match"),
        pl.when(pl.col("date_match").is_null()).then(pl.lit("R")).otherwise(pl.lit("G")).alias("state"),
        pl.when(pl.col("date_match").is_null())
        .then(pl.lit("Waiting for a match"))
        .otherwise(pl.lit("Matched"))
        .alias("reason"),
        "sex",
        (age < 10).alias("shown"),
    )


def _describe(frame: pl.DataFrame, snapshot: Snapshot) -> str:
    return f"{len(frame):,} in care"


SMALL = Tracker("small", "Small tracker", COLUMNS, lambda s: _rows(s).filter("shown"), _describe, _rows)


def frame(rows: int) -> pl.DataFrame:
    """Rows for a grid without a store."""
    days = [TODAY - dt.timedelta(days=(n * 37) % 2000) if n % 3 else None for n in range(rows)]
    return pl.DataFrame(
        {
            "child": [str(100000 + n) for n in range(rows)],
            "age": [n % 18 for n in range(rows)],
            "born": [TODAY - dt.timedelta(days=400 + (n * 101) % 5000) for n in range(rows)],
            "match": days,
            "state": [STATES[n % 4] for n in range(rows)],
            "reason": [f"Waiting {n % 700} days since the placement order" for n in range(rows)],
            "sex": ["Girl" if n % 2 else "Boy" for n in range(rows)],
        },
        schema_overrides={"match": pl.Date},
    )


def children(rows: int) -> Bulk:
    """So many children with a header each, every third matched; ages from 2 to 13."""
    born = [TODAY - dt.timedelta(days=800 + 365 * (n % 12)) for n in range(rows)]
    header = {"child": [str(100000 + n) for n in range(rows)], "sex": ["F" if n % 2 else "M" for n in range(rows)]}
    matched = [n for n in range(rows) if n % 3 == 0]
    return Bulk(
        "demonstration",
        "Some children",
        {
            "child_details": pl.DataFrame({**header, "dob": born}),
            "care_episode": pl.DataFrame(
                {
                    "child": header["child"],
                    "decom": [day + dt.timedelta(days=300) for day in born],
                    "rne": ["S"] * rows,
                    "ls": ["C2"] * rows,
                    "cin": ["N1"] * rows,
                    "place": ["U6"] * rows,
                }
            ),
            "adoption": pl.DataFrame(
                {
                    "child": [str(100000 + n) for n in matched],
                    "date_match": [TODAY - dt.timedelta(days=10 * n + 30) for n in matched],
                }
            ),
        },
    )
