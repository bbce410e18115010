"""Opening and closing: pass-phrases, files of other versions, files that are none, and files left by a crash."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from models.store import CannotOpen, Locked, Store, connections, opening
from tests.support.stores import PASSPHRASE, TODAY, Doing, Stores

FILES = pytest.mark.parametrize("stores", ["sqlite", "sqlcipher"], indirect=True)
PLAIN = pytest.mark.parametrize("stores", ["sqlite"], indirect=True)
CIPHER = pytest.mark.parametrize("stores", ["sqlcipher"], indirect=True)
MAY, JUNE = dt.date(2026, 5, 3), dt.date(2026, 6, 1)


def add(store: Store, review: dt.date) -> None:
    edit = Doing(lambda tx: tx.record("review", "c1", review=review))
    store.apply(edit, who="Ann Other", today=TODAY)


def reviews(store: Store) -> list[dt.date]:
    return store.facts()["review"]["review"].to_list()


def test_what_was_recorded_is_there_after_closing_and_opening(stores: Stores) -> None:
    store = stores.new()
    add(store, MAY)
    head = store.head_digest
    store.close()
    again = stores.open(store._where)
    assert (reviews(again), again.head_digest) == ([MAY], head)


@FILES
def test_a_closed_file_is_complete_and_alone(stores: Stores) -> None:
    store = stores.new()
    add(store, MAY)
    store.facts()["review"]
    store.close()
    assert [path.name for path in stores.folder.iterdir()] == [Path(store.where).name]
    store.close()


@FILES
def test_closing_while_somebody_else_reads_does_no_harm(stores: Stores) -> None:
    store = stores.new()
    reader = stores.open(store.where)
    add(store, MAY)
    with reader._reader() as connection, connection.reading():
        assert connection.value("SELECT count(*) FROM review") == 1
        add(store, JUNE)
        store.close()
        assert connection.value("SELECT count(*) FROM review") == 1
    assert reviews(reader) == [MAY, JUNE]
    reader.close()
    assert [path.name for path in stores.folder.iterdir()] == [Path(store.where).name]


def test_what_is_cut_off_in_a_transaction_ends_quietly_after_closing(stores: Stores) -> None:
    store = stores.new()
    cut_off = store._writer.reading()
    cut_off.__enter__()
    store.close()
    cut_off.__exit__(None, None, None)
    assert reviews(stores.open(store._where)) == []


@FILES
def test_reading_goes_on_while_somebody_writes(stores: Stores) -> None:
    store = stores.new()
    add(store, MAY)
    with store._write() as connection:
        connection.run("UPDATE head SET number = 99")
        assert reviews(store) == [MAY]


@FILES
def test_a_file_somebody_else_writes_to_is_locked(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.05)
    store = stores.new()
    other = stores.open(store.where)
    with store._write(), pytest.raises(Locked, match="Somebody else is recording"):
        add(other, MAY)
    add(other, MAY)
    assert reviews(store) == [MAY]


@pytest.mark.parametrize("stores", ["postgresql"], indirect=True)
def test_a_database_somebody_else_writes_to_is_locked(stores: Stores) -> None:
    store = stores.new()
    other = stores.open(store._where)
    other._writer.run("SET lock_timeout = '50ms'")
    with store._write(), pytest.raises(Locked, match="Somebody else is recording"):
        add(other, MAY)
    add(other, MAY)
    assert reviews(store) == [MAY]


KILLED = """
import os, sys
from models.store import Store
from models.store.ledger import Act
from models.store import writing
from models.store.columns import TABLES
import polars as pl, datetime as dt
store = Store.open(sys.argv[1], key=sys.argv[2] or None)
frame = pl.DataFrame({"child": [f"c{n}" for n in range(20000)], "review": [dt.date(2026, 5, 4)] * 20000})
connection = store._writer
connection.run("PRAGMA cache_size = 100")
def stop(share, words):
    if share > 0.6:
        print("in the middle", flush=True)
        os.kill(os.getpid(), 9)
with store._write():
    writing.write(connection, Act("Ann", "import", "Import"), store._now(),
                  {"review": writing.versions(TABLES["review"], frame, changed=False)}, stop)
"""


@FILES
def test_a_process_killed_in_the_middle_of_a_write_leaves_the_last_committed_state(stores: Stores) -> None:
    store = stores.new()
    add(store, MAY)
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, store.where, stores.key or ""], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (-9, "in the middle\n")
    assert Path(store.where + "-wal").stat().st_size > 100_000
    again = stores.open(store.where)
    assert (again.head, reviews(again), again.verify().ok) == (1, [MAY], True)
    add(again, JUNE)
    again.close()
    assert [path.name for path in stores.folder.iterdir()] == [Path(store.where).name]


CUT_SHORT = """
import os, sys
from models.store import Store, schema
schema.migrate = lambda *_: os.kill(os.getpid(), 9)
Store.create(sys.argv[1], key=sys.argv[2] or None)
"""


@FILES
def test_a_file_whose_making_was_cut_short_is_made_whole_when_it_is_opened(stores: Stores) -> None:
    place = stores.place()
    done = subprocess.run([sys.executable, "-c", CUT_SHORT, place, stores.key or ""], check=False)
    assert (done.returncode, Store.stands(place)) == (-9, True)
    store = stores.open(place)
    add(store, MAY)
    store.close()
    again = stores.open(place)
    assert (again.head, reviews(again), again.verify().ok) == (1, [MAY], True)


@CIPHER
def test_an_encrypted_file_cannot_be_read_without_its_pass_phrase(stores: Stores) -> None:
    store = stores.new()
    add(store, MAY)
    store.close()
    assert store.is_encrypted
    assert b"SQLite format 3" not in Path(store.where).read_bytes()
    with pytest.raises(CannotOpen, match="its pass-phrase is needed"):
        Store.open(store.where)
    with pytest.raises(CannotOpen, match="The pass-phrase does not open") as sorry:
        Store.open(store.where, key="another secret")
    assert "another secret" not in str(sorry.value)


@CIPHER
def test_the_file_is_what_sqlcipher_itself_makes_of_the_pass_phrase(stores: Stores) -> None:
    from sqlcipher3 import dbapi2

    store = stores.new()
    add(store, MAY)
    store.close()
    raw = dbapi2.connect(store.where)
    raw.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert raw.execute("SELECT child FROM current_review").fetchall() == [("c1",)]
    raw.close()


@CIPHER
def test_the_pass_phrase_stands_nowhere(stores: Stores) -> None:
    store = stores.new()
    assert PASSPHRASE not in repr(vars(store))
    assert PASSPHRASE not in store.where


@PLAIN
def test_a_plain_file_is_not_opened_with_a_pass_phrase(stores: Stores) -> None:
    store = stores.new()
    assert not store.is_encrypted
    with pytest.raises(CannotOpen, match="is not encrypted: open it without a pass-phrase"):
        Store.open(store.where, key="secret")


def test_what_is_no_file_of_ours_is_refused_with_a_sentence(tmp_path: Path) -> None:
    text, empty, strange, noise = (tmp_path / name for name in ("text.db", "empty.db", "strange.db", "noise.db"))
    text.write_text("CHILD,DOB\n")
    empty.touch()
    noise.write_bytes(bytes(range(256)) * 32)
    with sqlite3.connect(strange) as other:
        other.execute("CREATE TABLE guests (name)")
    other.close()
    as_it_was = strange.read_bytes()
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8000)
    for path, key, words in (
        (tmp_path / "missing.db", None, "There is no file"),
        (tmp_path, None, "is a folder"),
        (text, None, "is not a database"),
        (empty, None, "is not a database"),
        (strange, None, "was not made by this program"),
        (damaged, None, "is not a database, or is damaged"),
        (noise, None, "is encrypted, or not a database"),
        (noise, "secret", "The pass-phrase does not open"),
    ):
        with pytest.raises(CannotOpen, match=words):
            Store.open(str(path), key=key)
    assert strange.read_bytes() == as_it_was


def test_a_new_file_is_made_only_where_there_is_none(tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_text("mine")
    with pytest.raises(CannotOpen, match="is there already"):
        Store.create(str(there))
    assert there.read_text() == "mine"
    with pytest.raises(CannotOpen, match="There is no folder"):
        Store.create(str(tmp_path / "nowhere" / "new.db"))


def test_no_postgresql_server_is_said_without_the_password() -> None:
    with pytest.raises(CannotOpen, match="does not let this program in") as sorry:
        Store.open("postgresql://ann:hush@127.0.0.1:1/nothing")
    assert "hush" not in str(sorry.value)


@pytest.mark.parametrize("stores", ["postgresql"], indirect=True)
def test_a_database_is_used_only_if_it_is_ours(stores: Stores) -> None:
    place = stores.place()
    with pytest.raises(CannotOpen, match="was not made by this program"):
        Store.open(place)
    store = Store.create(place)
    store.close()
    with pytest.raises(CannotOpen, match="holds tables already"):
        Store.create(place)
    with pytest.raises(CannotOpen, match="pg_dump"):
        stores.open(place).backup(str(stores.folder / "copy.db"))


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("postgresql://ann:hush@server:5432/care", "postgresql://ann@server:5432/care"),
        ("postgresql://ann@server/care", "postgresql://ann@server/care"),
        ("postgresql://server/care", "postgresql://server/care"),
        ("postgresql://server/care?user=ann&password=hush", "postgresql://server/care?user=ann"),
        ("C:\\care.db", "C:\\care.db"),
    ],
)
def test_an_address_is_shown_without_its_password(where: str, shown: str) -> None:
    assert opening.shown(where) == shown


MOUNTS = """/dev/sda1 / ext4 rw 0 0
//server/care /mnt/care cifs rw 0 0
server:/files /mnt/my\\040files nfs4 rw 0 0
/dev/sdb1 /mnt/care/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann/care.db", None),
        ("/mnt/care/care.db", "cifs"),
        ("/mnt/careful/care.db", None),
        ("/mnt/my files/team/care.db", "nfs4"),
        ("/mnt/care/local/care.db", None),
        ("//server/care/care.db", "network path"),
        ("\\\\server\\care\\care.db", "network path"),
    ],
)
def test_a_network_share_is_recognised_and_refused_with_the_reason(path: str, kind: str | None) -> None:
    assert opening.share(path, MOUNTS) == kind
    if kind:
        with pytest.raises(CannotOpen, match=r"network share .* write-ahead log"):
            opening.refuse_share(path, MOUNTS)


@FILES
def test_a_backup_is_one_complete_copy(stores: Stores) -> None:
    store = stores.new()
    add(store, MAY)
    copy = stores.folder / "copies" / "copy.db"
    copy.parent.mkdir()
    store.backup(str(copy))
    add(store, JUNE)
    assert [path.name for path in copy.parent.iterdir()] == ["copy.db"]
    assert opening.is_encrypted(copy) == store.is_encrypted
    again = stores.open(str(copy))
    assert (reviews(again), again.verify().ok) == ([MAY], True)
    with pytest.raises(CannotOpen, match="is there already"):
        store.backup(str(copy))


LIGHT = """
import sys
from models.store import Store
store = Store.open(sys.argv[1])
print(len(store.facts()["review"]), store.head)
store.close()
print(sorted({name.partition(".")[0] for name in sys.modules} & {"sqlalchemy", "sqlmodel", "alembic", "numpy"}))
"""


@PLAIN
def test_opening_and_reading_loads_no_table_classes(stores: Stores) -> None:
    store = stores.new()
    add(store, MAY)
    store.close()
    done = subprocess.run([sys.executable, "-c", LIGHT, store.where], capture_output=True, text=True, check=True)
    assert done.stdout == "1 1\n[]\n"
