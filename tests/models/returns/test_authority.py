"""A whole invented authority written year by year, imported in any order into an empty file, and written again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.returns import ssda903
from models.samples import authority
from models.store import Store

TODAY = dt.date(2026, 6, 1)
YEARS = (2024, 2026, 2025)


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years' returns of one authority, each in its own folder."""
    folder = tmp_path_factory.mktemp("authority")
    store = Store.create(str(folder / "authority.db"))
    store.record(authority(120, seed=903, today=TODAY), who="samples")
    for year in YEARS:
        ssda903.write(store.facts(), year, folder / str(year))
    store.close()
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(str(tmp_path / "new.db"))
    yield made
    made.close()


def take(store: Store, *folders: Path) -> str:
    """Import and record; the line of counts."""
    proposal = ssda903.plan(ssda903.read(folders, year=None, today=TODAY), store.standing())
    if proposal.bulk:
        store.record(proposal.bulk, who="tests")
    return proposal.line


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


def test_every_table_comes_back_cell_for_cell_and_again_records_nothing(
    returns: Path, store: Store, tmp_path: Path
) -> None:
    for year in YEARS:
        take(store, returns / str(year))
    for year in YEARS:
        ssda903.write(store.facts(), year, tmp_path / str(year))
        assert texts(tmp_path / str(year)) == texts(returns / str(year))
    acts = len(store.change_sets())
    assert take(store, *[returns / str(year) for year in YEARS]).startswith("new 0, changed 0, same ")
    assert len(store.change_sets()) == acts == len(YEARS)


def test_one_import_of_all_years_gives_what_one_by_one_gives(returns: Path, store: Store, tmp_path: Path) -> None:
    take(store, *[returns / str(year) for year in YEARS])
    assert len(store.change_sets()) == 1
    for year in YEARS:
        ssda903.write(store.facts(), year, tmp_path / str(year))
        assert texts(tmp_path / str(year)) == texts(returns / str(year))


def test_an_import_taken_back_can_be_imported_again(returns: Path, store: Store) -> None:
    first = take(store, returns / "2024")
    store.undo(1, who="tests")
    assert store.facts()["care_episode"].is_empty()
    assert take(store, returns / "2024") == first
    assert take(store, returns / "2024").startswith("new 0, changed 0, same ")


def test_an_import_taken_back_and_done_again_is_known(returns: Path, store: Store) -> None:
    take(store, returns / "2024")
    store.undo(1, who="tests")
    store.undo(2, who="tests")
    assert take(store, returns / "2024").startswith("new 0, changed 0, same ")
    assert len(store.change_sets()) == 3
