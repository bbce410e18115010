"""A real store with some children, and the workspace that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import Store
from tests.support.grids import TODAY, Preferences, children
from views.workspace import Workspace


@pytest.fixture(scope="session")
def northport(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with twenty-four children, made once."""
    path = tmp_path_factory.mktemp("northport") / "northport.db"
    made = Store.create(str(path))
    made.record(children(24), who="a colleague")
    made.close()
    return path


@pytest.fixture
def store(tmp_path: Path, northport: Path) -> Store:
    """A copy of that file, open."""
    return Store.open(str(shutil.copy(northport, tmp_path / "northport.db")))


@pytest.fixture
def workspace(qapp: object, store: Store) -> Iterator[Workspace]:
    """The Qt face of that store."""
    made = Workspace(store, today=TODAY, who="B. Osei", preferences=Preferences())
    yield made
    made.close()
    made.deleteLater()
