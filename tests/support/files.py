"""Files for tests, made once and copied for each: making one takes longer than many a test."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

from models.store import Store
from tests.support.grids import children


@functools.cache
def _made(rows: int, who: str, key: str | None) -> Path:
    path = Path(tempfile.mkdtemp(prefix="permanence-files-")) / "made.db"
    with Store.create(str(path), key=key) as store:
        if rows:
            store.record(children(rows), who=who)
    return path


def empty(path: Path) -> str:
    """A file without children, at `path`."""
    return str(shutil.copyfile(_made(0, "", None), path))


def some(path: Path, rows: int, *, who: str = "a colleague", key: str | None = None) -> str:
    """A file with some children, at `path`, encrypted where there is a pass-phrase."""
    return str(shutil.copyfile(_made(rows, who, key), path))
