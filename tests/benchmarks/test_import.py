"""How long importing, taking back and reading take, each beside the least that a database could do it in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path

import polars as pl
import pytest

from models.returns import ssda903
from models.returns.layouts import layout
from models.store import Store
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN, sizes
from tests.support.northport import TODAY, northport, northport_facts

YEAR = 2027


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One return with the whole history of 3,000 children: a CSV file for each table of the year's layout."""
    facts, path = northport_facts(CHILDREN), tmp_path_factory.mktemp("return")
    repeated = facts["child_details"].select("child", "dob", "sex")
    for table in layout(YEAR).tables:
        frame = facts[table.fact]
        if "of_year" in frame.columns:
            frame = frame.sort("of_year").unique("child", keep="last", maintain_order=True)
        if table.fact == "adoption":
            frame = frame.filter(pl.col("date_int").is_not_null())
        if table.fact != "child_details":
            frame = frame.drop("dob", "sex", strict=False).join(repeated, on="child", how="left", maintain_order="left")
        frame.select(pl.col(name).alias(name.upper()) for name in table.columns).write_csv(
            path / f"{table.title}.csv", date_format="%d/%m/%Y"
        )
    return path


@pytest.fixture
def place(tmp_path: Path) -> Callable[[], Path]:
    """A new name for a file, every time."""
    number = count()
    return lambda: tmp_path / f"{next(number)}.db"


def imported(folder: Path, where: Path) -> Store:
    """A new file, schema and all, with the return in it."""
    store = Store.create(str(where))
    plan = ssda903.plan(ssda903.read([folder], year=YEAR, today=TODAY), store.standing(), accept="ours")
    assert plan.bulk is not None
    store.record(plan.bulk, who="benchmark")
    return store


def bare(frames: dict[str, pl.DataFrame]) -> Callable[[Path], None]:
    """The same rows into plain tables of the same columns: no keys, no indexes, no ledger."""
    tables = [
        (
            f"CREATE TABLE {name} ({', '.join(frame.columns)})",
            f"INSERT INTO {name} VALUES ({', '.join('?' * frame.width)})",
            frame.with_columns(pl.col(pl.Date).cast(pl.String)).rows(),
        )
        for name, frame in frames.items()
        if frame.height
    ]

    def write(where: Path) -> None:
        connection = sqlite3.connect(where)
        for create, insert, rows in tables:
            connection.execute(create)
            connection.executemany(insert, rows)
        connection.commit()
        connection.close()

    return write


def test_import_of_three_thousand_children(folder: Path, place: Callable[[], Path], beside: Beside) -> None:
    with imported(folder, place()) as store:
        own = {name: store.facts()[name].drop("row_id", "recorded_by") for name in northport(CHILDREN).new}
    assert own["care_episode"].height == northport(CHILDREN).new["care_episode"].height
    assert own["review"].height == northport(CHILDREN).new["review"].height
    write, rows = bare(own), sum(frame.height for frame in own.values())
    beside(
        f"import of {CHILDREN:,} children ({rows:,} rows) into a new file",
        lambda: imported(folder, place()).close(),
        lambda: write(place()),
        times=6,
    )


def test_importing_the_same_return_again(folder: Path, place: Callable[[], Path], beside: Beside) -> None:
    """The floor is reading all the files with polars."""
    with imported(folder, place()) as store:

        def again() -> None:
            plan = ssda903.plan(ssda903.read([folder], year=YEAR, today=TODAY), store.standing(), accept="ours")
            assert plan.bulk is None

        def read() -> None:
            for path in folder.iterdir():
                pl.read_csv(path, infer_schema=False)

        beside("the same return again, nothing recorded", again, read)


def test_undo_of_that_import(folder: Path, place: Callable[[], Path], beside: Beside) -> None:
    write = bare(dict(northport(CHILDREN).new))
    stores: list[Store] = []
    beside(
        "undo of that import",
        lambda: stores[-1].undo(1, who="benchmark"),
        lambda: write(place()),
        rounds=1,
        prepare=lambda: stores.append(imported(folder, place())),
    )
    facts = stores[-1].facts()
    assert all(facts[name].is_empty() for name in northport(CHILDREN).new)
    for store in stores:
        store.close()


@pytest.mark.parametrize("children", sizes())
def test_reading_every_fact(children: int, files: Callable[[int], Path], beside: Beside) -> None:
    """The floor is the driver fetching the same rows."""
    path, names = files(children), tuple(northport(CHILDREN).new)

    def read() -> None:
        with Store.open(str(path)) as store:
            facts = store.facts()
            for name in names:
                assert facts[name].width

    def fetch() -> None:
        connection = sqlite3.connect(path)
        for name in names:
            connection.execute(f"SELECT * FROM {name} WHERE superseded_by IS NULL AND NOT ended").fetchall()
        connection.close()

    beside(f"every fact of {children:,} children read from a file", read, fetch, rounds=2)
