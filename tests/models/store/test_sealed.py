"""A file that may not be written is read, and nothing is left beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import CannotOpen, Store
from tests.models.store.test_opening import FILES, MAY, add, reviews
from tests.support.stores import Stores

READ = """
import datetime as dt, sys
from models.store import CannotOpen, Store
class Held:
    label, kind = "Record a review", "edit"
    def apply(self, tx):
        tx.record("review", "c1", review=dt.date(2026, 6, 1))
store = Store.open(sys.argv[1], key=sys.argv[2] or None)
print(store.head, len(store.facts()["review"]), store.verify().ok)
try:
    store.apply(Held(), who="Ann Other", today=dt.date(2026, 6, 1))
except CannotOpen as sorry:
    print(sorry)
store.close()
"""


def unprivileged(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a script as somebody whom the rights of a file bind: root without the privilege to pass over them."""
    bound = [] if os.geteuid() else ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    return subprocess.run(
        [*bound, sys.executable, "-c", script, *words], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def closed(stores: Stores) -> Iterator[Path]:
    """A file with one fact, closed, alone in a folder of its own with a strange name."""
    store = stores.new()
    add(store, MAY)
    store.close()
    folder = stores.folder / "kept #1?"
    folder.mkdir()
    path = Path(shutil.move(store.where, folder / "100% of it.db"))
    yield path
    folder.chmod(0o755)


pytestmark = [FILES, pytest.mark.skipif(sys.platform == "win32", reason="the rights of a file are others there")]


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_what_may_not_be_written_is_read_and_left_alone(closed: Path, stores: Stores, file: int, folder: int) -> None:
    closed.chmod(file)
    closed.parent.chmod(folder)
    before = closed.read_bytes()
    done = unprivileged(READ, str(closed), stores.key or "")
    assert done.stdout.splitlines() == [
        "1 1 True",
        "The database file, or its folder, may not be written with your permissions.",
    ], done.stderr
    assert ([path.name for path in closed.parent.iterdir()], closed.read_bytes()) == ([closed.name], before)


def test_what_was_recorded_last_is_not_passed_over(closed: Path, stores: Stores) -> None:
    with Store.open(str(closed), key=stores.key) as open_elsewhere:
        add(open_elsewhere, MAY.replace(day=9))
        closed.chmod(0o444)
        closed.parent.chmod(0o555)
        done = unprivileged(READ, str(closed), stores.key or "")
        assert f"{closed.name}-wal beside it may hold what was recorded last" in done.stderr.splitlines()[-1]
        assert done.stdout == ""
    closed.parent.chmod(0o755)
    assert len(reviews(stores.open(str(closed)))) == 2


def test_what_somebody_writes_meanwhile_is_not_read_half(
    closed: Path, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as bound:
        bound.setattr(os, "access", lambda *_: False)
        reader = stores.open(str(closed))
        assert reader.head == 1
    with Store.open(str(closed), key=stores.key) as other:
        add(other, MAY.replace(day=9))
    with pytest.raises(CannotOpen, match="was written by somebody else"):
        reader.head  # noqa: B018


def test_an_older_file_that_may_not_be_written_is_refused(
    closed: Path, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr("models.store.schema.is_older", lambda *_: True)
    with pytest.raises(CannotOpen, match="opened once by somebody who may write it"):
        Store.open(str(closed), key=stores.key)
    assert [path.name for path in closed.parent.iterdir()] == [closed.name]
