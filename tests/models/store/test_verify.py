"""Whoever alters the record behind the program's back is found out, and where."""

from __future__ import annotations

import datetime as dt

import pytest

from models.store import CannotOpen, Store, guards
from tests.support.stores import TODAY, Doing

MAY, JUNE, JULY = dt.date(2026, 5, 3), dt.date(2026, 6, 1), dt.date(2026, 7, 1)


@pytest.fixture
def kept(store: Store) -> Store:
    """Four acts: two reviews recorded, the first changed, the change undone."""
    for child in ("c1", "c2"):
        edit = Doing(lambda tx, child=child: tx.record("review", child, review=MAY, review_code="PN1"))
        store.apply(edit, who="Ann Other", today=TODAY)
    change = Doing(lambda tx: tx.replace("review", tx.current("review", "c1")[0], 2, review=JUNE))
    store.apply(change, who="Ben Other", today=TODAY)
    store.undo(3, who="Ben Other")
    return store


def tamper(store: Store, *statements: str) -> None:
    """What somebody with the database's own tools might do."""
    connection = store._writer
    guards.take_down(connection)
    connection.run("SET session_replication_role = replica" if connection.server else "PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.run(statement)


def test_an_untouched_ledger_is_whole(kept: Store) -> None:
    verdict = kept.verify()
    assert (verdict.ok, verdict.first_bad) == (True, None)
    assert verdict.words == f"The ledger is whole: 4 change sets, head {kept.head_digest}."


def test_an_empty_ledger_is_whole(store: Store) -> None:
    assert store.verify().ok
    assert store.verify(head=store.head_digest).ok


@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("UPDATE review SET review_code = 'PN7' WHERE row_id = 2", 2),
        ("UPDATE review SET review_code = NULL WHERE row_id = 1", 1),
        ("UPDATE review SET year = 2025 WHERE row_id = 3", 3),
        ("UPDATE review SET ended = NOT ended WHERE row_id = 3", 3),
        ("UPDATE review SET fact_id = 9 WHERE row_id = 4", 4),
        ("UPDATE review SET superseded_by = 4 WHERE row_id = 2", 4),
        ("UPDATE review SET recorded_by = 2 WHERE row_id = 1", 1),
        ("DELETE FROM review WHERE row_id = 1", 1),
        ("UPDATE change_set SET who = 'Nobody' WHERE number = 2", 2),
        ("UPDATE change_set SET at = '2026-01-01T09:00:00.000000+00:00' WHERE number = 3", 3),
        ("UPDATE change_set SET reason = 'because' WHERE number = 4", 4),
        ("UPDATE change_set SET rows = 7 WHERE number = 4", 4),
        ("UPDATE child SET salt = digest FROM review WHERE review.child = child.id AND child.id = 'c2'", 2),
        ("UPDATE child SET salt = NULL WHERE id = 'c2'", 2),
    ],
)
def test_an_alteration_is_found_and_located(kept: Store, statement: str, first_bad: int) -> None:
    tamper(kept, statement)
    verdict = kept.verify()
    assert (verdict.ok, verdict.first_bad) == (False, first_bad)
    assert verdict.words.startswith(f"Change set {first_bad} does not match")


def test_a_version_made_current_again_is_found(kept: Store) -> None:
    tamper(kept, "DROP INDEX uq_review_current", "DROP INDEX uq_review_key")
    kept._writer.run("UPDATE review SET superseded_by = NULL WHERE row_id = 3")
    assert kept.verify().first_bad == 4


def test_a_row_slipped_in_is_found(kept: Store) -> None:
    tamper(
        kept,
        "INSERT INTO review (row_id, fact_id, child, recorded_by, ended, digest, review) "
        "SELECT 7, 7, child, 3, ended, digest, review FROM review WHERE row_id = 3",
    )
    assert kept.verify().first_bad == 3


def test_a_digest_made_to_fit_its_altered_row_is_found(kept: Store) -> None:
    tamper(kept, "UPDATE review SET review_code = 'PN7' WHERE row_id = 1")
    from models.store import digests, reading
    from models.store.columns import TABLES

    table = TABLES["review"]
    columns = ("row_id", "fact_id", "ended", *table.recorded)
    frame = reading.frame(kept._writer, table, columns, "WHERE row_id = 1")
    salts = {child: bytes(salt) for child, salt in kept._writer.rows("SELECT id, salt FROM child")}
    kept._writer.run("UPDATE review SET digest = ? WHERE row_id = 1", digests.of_rows(table, frame, salts)[0])
    assert kept.verify().first_bad == 1


CUT = (
    "DELETE FROM review WHERE recorded_by = 4",
    "UPDATE review SET superseded_by = NULL WHERE superseded_by = 4",
    "DELETE FROM change_set WHERE number = 4",
)


def test_a_chain_cut_short_is_found_by_the_head_written_down(kept: Store) -> None:
    head = kept.head_digest
    tamper(kept, *CUT, "UPDATE head SET number = 3")
    assert kept.verify().ok
    verdict = kept.verify(head=head)
    assert (verdict.ok, verdict.first_bad) == (False, 4)
    assert "cut short" in verdict.words


def test_a_chain_cut_short_carelessly_is_found_without(kept: Store) -> None:
    tamper(kept, *CUT)
    assert kept.verify().first_bad == 4


def test_rows_left_over_from_a_cut_act_are_found(kept: Store) -> None:
    tamper(kept, "DELETE FROM change_set WHERE number = 4", "UPDATE head SET number = 3")
    assert kept.verify().first_bad == 4


def test_a_head_written_down_earlier_is_still_in_the_chain(kept: Store) -> None:
    head = kept.head_digest
    kept.undo(4, who="Ann Other")
    assert head != kept.head_digest
    assert kept.verify(head=head).ok
    assert kept.verify(head=head.upper()).ok


def test_progress_goes_forward_and_can_stop_the_check(kept: Store) -> None:
    shares: list[float] = []
    kept.verify(progress=lambda share, _words: shares.append(share))
    assert shares == sorted(shares)
    assert len(shares) > 5


@pytest.mark.parametrize("stores", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "cell",
    [
        *("review = 'soon'", "year = 'never'", "ended = 'perhaps'"),
        *("review_code = x'ff00'", "review_code = cast(x'ff' AS TEXT)", "digest = 'none'"),
    ],
)
def test_a_cell_that_nobody_could_have_written_is_named_too(kept: Store, cell: str) -> None:
    tamper(kept, f"UPDATE review SET {cell} WHERE recorded_by = 2")
    verdict = kept.verify()
    assert (verdict.ok, verdict.first_bad) == (False, 2)
    if cell in ("review = 'soon'", "review_code = x'ff00'"):
        with pytest.raises(CannotOpen, match="ledger verify"):
            kept.facts()["review"]
