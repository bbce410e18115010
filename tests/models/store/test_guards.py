"""The database itself refuses to change or remove what was recorded, whoever asks it."""

from __future__ import annotations

import datetime as dt

import pytest

from models.store import Store
from models.store.columns import TABLES
from models.store.connections import Connection
from tests.support.stores import TODAY, Doing

FILES = pytest.mark.parametrize("stores", ["sqlite", "sqlcipher"], indirect=True)
MAY = dt.date(2026, 5, 3)


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with a review that was recorded, and then changed."""
    store.apply(Doing(lambda tx: tx.record("review", "c1", review=MAY)), who="Ann Other", today=TODAY)
    store.apply(
        Doing(lambda tx: tx.replace("review", tx.current("review", "c1")[0], 1, review_code="PN1")),
        who="Ann Other",
        today=TODAY,
    )
    return store


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE review SET review_code = 'PN7' WHERE row_id = 2",
        "UPDATE review SET ended = NOT ended WHERE row_id = 2",
        "UPDATE review SET recorded_by = 1 WHERE row_id = 2",
        "UPDATE review SET superseded_by = NULL WHERE row_id = 1",
        "UPDATE review SET superseded_by = 3 WHERE row_id = 1",
        "UPDATE review SET superseded_by = 3, review_code = 'PN7' WHERE row_id = 2",
        "DELETE FROM review",
        "DELETE FROM review WHERE row_id = 2",
        "UPDATE change_set SET who = 'Nobody' WHERE number = 1",
        "DELETE FROM change_set WHERE number = 2",
        "UPDATE head SET number = 1",
        "DELETE FROM head",
        "UPDATE child SET id = 'c2'",
        "UPDATE child SET salt = digest FROM review WHERE child.id = review.child",
        "DELETE FROM child",
        "UPDATE current_review SET review_code = 'PN7'",
        "DELETE FROM current_review",
        "INSERT INTO current_review (row_id) VALUES (7)",
    ],
)
def test_what_was_recorded_is_never_changed_or_removed(kept: Store, statement: str) -> None:
    connection = kept._writer
    before = (kept.history("c1"), kept.change_sets())
    with pytest.raises(connection.driver.Error), connection.writing():  # noqa: PT012
        connection.run(
            "INSERT INTO change_set SELECT 3, at, who, kind, label, reason, undoes, detail, rows, digest"
            " FROM change_set WHERE number = 2"
        )
        connection.run(statement)
    after = (kept.history("c1"), kept.change_sets())
    assert all(was.equals(now) for was, now in zip(before, after, strict=True))
    assert kept.verify().ok


def replacing(connection: Connection, column: str) -> str:
    columns = [name for name in TABLES["review"].stored if name != "row_id"]
    values = ", ".join("'PN7'" if name == "review_code" else name for name in columns)
    return (
        f"INSERT OR REPLACE INTO review (row_id, {', '.join(columns)}) "
        f"SELECT {column}, {values} FROM review WHERE row_id = 2"
    )


@FILES
@pytest.mark.parametrize("row", ["row_id", "NULL"])
def test_insert_or_replace_does_not_slip_past(kept: Store, row: str) -> None:
    connection = kept._writer
    with pytest.raises(connection.driver.Error, match="never changed or removed"), connection.writing():
        connection.run(replacing(connection, row))
    assert kept.facts()["review"]["review_code"].to_list() == ["PN1"]


@pytest.mark.parametrize("stores", ["postgresql"], indirect=True)
def test_a_table_cannot_be_emptied_at_once(kept: Store) -> None:
    connection = kept._writer
    with pytest.raises(connection.driver.Error, match="never changed or removed"):
        connection.run("TRUNCATE review")


def test_two_current_versions_of_one_fact_are_refused(kept: Store) -> None:
    connection = kept._writer
    columns = [name for name in TABLES["review"].stored if name not in ("row_id", "review")]
    day = "DATE '2026-07-01'" if connection.server else "'2026-07-01'"
    with pytest.raises(connection.driver.IntegrityError), connection.writing():
        connection.run(
            f"INSERT INTO review (row_id, review, {', '.join(columns)}) "
            f"SELECT 9, {day}, {', '.join(columns)} FROM review WHERE row_id = 2"
        )


def test_a_version_is_superseded_only_by_a_later_act(kept: Store) -> None:
    connection = kept._writer
    with pytest.raises(connection.driver.IntegrityError), connection.writing():
        connection.run("UPDATE review SET superseded_by = 2 WHERE row_id = 2")


def test_the_views_show_analysts_the_current_facts(kept: Store) -> None:
    kept.apply(Doing(lambda tx: tx.record("review", "c2", review=MAY)), who="Ann Other", today=TODAY)
    kept.apply(Doing(lambda tx: tx.end("review", tx.current("review", "c2")[0], None)), who="Ann Other", today=TODAY)
    rows = kept._writer.rows("SELECT child, review_code, recorded_by FROM current_review")
    assert rows == [("c1", "PN1", 2)]
    for name in TABLES:
        kept._writer.rows(f"SELECT row_id, fact_id, child, year FROM current_{name}")


@FILES
def test_files_are_written_safely(kept: Store) -> None:
    connection = kept._writer
    said = {name: connection.value(f"PRAGMA {name}") for name in ("journal_mode", "foreign_keys", "synchronous")}
    assert said == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}
