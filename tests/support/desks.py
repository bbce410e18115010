"""A desk with a real store: facts are laid down as an import would, and dates are typed into the tracker's cells."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl

from models.edits import Edit
from models.edits.bulk import Bulk
from models.snapshot import Snapshot
from models.store import Changes, Store
from models.trackers import TRACKERS
from models.trackers.permanence import known
from tests.support import facts, files

TODAY = dt.date(2022, 3, 31)
LEDGER = ("row_id", "recorded_by")


class Desk:
    """A store and somebody who types into the permanence tracker."""

    def __init__(self, folder: Path, today: dt.date = TODAY) -> None:
        self.today = today
        self.store = Store.open(files.empty(folder / "desk.db"))
        self.tracker = TRACKERS["permanence"]

    def lay(self, care_episode: pl.DataFrame | str, year: int | None = 2022, **tables: pl.DataFrame | str) -> None:
        """Record facts as a return of a year; without a year, as typed by hand."""
        given: dict[str, pl.DataFrame | str] = {"care_episode": care_episode, **tables}
        frames = {
            name: (facts.table(name, drawing) if isinstance(drawing, str) else drawing)
            .drop(*LEDGER)
            .with_columns(year=pl.lit(year, dtype=pl.Int64))
            for name, drawing in given.items()
        }
        self.store.record(Bulk("import", "Import", frames), who="A. Clerk")

    def snapshot(self, child: str) -> Snapshot:
        """What is so today, about one child."""
        return Snapshot(self.store.fresh([child]), self.today)

    def do(self, edit: Edit) -> Changes:
        """Apply an edit."""
        return self.store.apply(edit, who="A. Worker", today=self.today)

    def type(self, key: str, on: dt.date | str | None, child: str = "1", **answers: str) -> Changes:
        """Type a date into a child's cell, with the answers to what is asked for."""
        day = dt.date.fromisoformat(on) if isinstance(on, str) else on
        edit = self.tracker.column(key).edit
        assert edit is not None
        return self.do(edit(self.snapshot(child), child, day, answers))

    def asked(self, key: str, on: str, child: str = "1") -> list[str]:
        """What a date typed into a child's cell asks for first."""
        asks = self.tracker.column(key).asks
        return (
            [question.name for question in asks(self.snapshot(child), child, dt.date.fromisoformat(on))] if asks else []
        )

    def cell(self, key: str, child: str = "1") -> Any:
        """What stands in a child's cell, any but how its state is judged."""
        return known(self.snapshot(child))[key].item()

    def rows(self, child: str = "1", table: str = "care_episode") -> list[dict[str, Any]]:
        """A child's facts without the ledger's own columns."""
        frame = self.store.fresh([child])[table]
        return frame.drop([column for column in LEDGER if column in frame.columns]).to_dicts()

    def chain(self, child: str = "1") -> list[str]:
        """A child's episodes in short: “2021-05-03 L E1 U6 2021-11-09 X1”."""
        keys = ("decom", "rne", "ls", "place", "dec", "rec")
        return [" ".join(str(row[key]) for key in keys if row[key] is not None) for row in self.rows(child)]
