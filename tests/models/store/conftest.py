"""The same tests for a plain file, an encrypted file and a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.store import Store
from tests.support.stores import KINDS, Prototypes, Stores


@pytest.fixture(scope="session")
def prototypes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prototypes]:
    """One empty store of each kind, to be copied."""
    made = Prototypes(tmp_path_factory.mktemp("prototypes"))
    yield made
    made.close()


@pytest.fixture(params=KINDS)
def stores(request: pytest.FixtureRequest, tmp_path: Path, prototypes: Prototypes) -> Iterator[Stores]:
    """One kind of store; every test that asks for it runs on all three."""
    made = Stores(request.param, tmp_path, prototypes)
    yield made
    made.close()


@pytest.fixture
def store(stores: Stores) -> Store:
    """An empty store of each kind."""
    return stores.new()
