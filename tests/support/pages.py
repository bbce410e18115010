"""Words for tests of pages: a workspace over a real store on disk, drawn as small text tables."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import polars as pl

from models.edits.bulk import Bulk
from models.store import Store
from tests.support import files
from tests.support.facts import table
from tests.support.grids import Preferences
from views.workspace import Workspace

TODAY = dt.date(2022, 3, 31)
MOMENT = dt.datetime(2022, 3, 31, 9, 30, tzinfo=dt.UTC)
FILE = "pages.db"
"""How the file of a workspace is called, in its folder."""


def recorded(store: Store, *, kind: str = "import", year: int = 2022, who: str = "return", **tables: Any) -> None:
    """Record drawn tables as one act."""
    frames = {
        name: (drawing if isinstance(drawing, pl.DataFrame) else table(name, drawing))
        .drop("row_id", "recorded_by")
        .with_columns(year=pl.lit(year, pl.Int64))
        for name, drawing in tables.items()
    }
    store.record(Bulk(kind, f"Import SSDA903 {year - 1}-{year % 100}", frames), who=who)


def workspace(folder: Path, *, today: dt.date = TODAY, **tables: Any) -> Workspace:
    """A workspace over a new file that holds these tables, looked at by anna."""
    made = _over(files.empty(folder / FILE), today)
    if tables:
        recorded(made.store, **tables)
    return made


def copied(file: Path, folder: Path, *, today: dt.date = TODAY) -> Workspace:
    """A workspace over a copy of a file that nobody has open, looked at by anna."""
    return _over(str(shutil.copy(file, folder / FILE)), today)


def _over(file: str, today: dt.date) -> Workspace:
    store = Store.open(file, clock=lambda: MOMENT)
    return Workspace(store, today=today, who="anna", preferences=Preferences())
