"""A file of an older version is backed up and brought up to date; one of a newer version is left alone."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel

from models import tables
from models.store import CannotOpen, Store, schema
from models.store.columns import TABLES
from models.store.schema import RELEASED, Chain
from tests.support.stores import TODAY, Doing, Stores

MAY = dt.date(2026, 5, 3)
NEXT = '''
"""A column more, and another name for one that was."""
import sqlalchemy as sa
from alembic import op
revision = "test_next"
down_revision = "{before}"

def upgrade():
    """Add a column by making the table anew, as SQLite does for most changes."""
    with op.batch_alter_table("review", recreate="always") as batch:
        batch.add_column(sa.Column("held_by", sa.String))
'''


@pytest.fixture
def longer(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    """The steps released so far and one more."""
    folder = tmp_path_factory.mktemp("chain") / "migrations"
    shutil.copytree(RELEASED.folder, folder)
    (folder / "versions" / "next.py").write_text(NEXT.format(before=RELEASED.newest))
    return Chain((*RELEASED.revisions, "test_next"), folder)


def kept(stores: Stores) -> Store:
    """A store with a fact in two versions."""
    store = stores.new()
    store.apply(Doing(lambda tx: tx.record("review", "c1", review=MAY)), who="Ann Other", today=TODAY)
    change = Doing(lambda tx: tx.replace("review", tx.current("review", "c1")[0], 1, review_code="PN1"))
    store.apply(change, who="Ann Other", today=TODAY)
    return store


def test_an_older_file_is_backed_up_and_brought_up_to_date(
    stores: Stores, longer: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = kept(stores)
    before, head = store.history("c1"), store.head_digest
    store.close()
    monkeypatch.setattr(schema, "RELEASED", longer)
    again = stores.open(store._where)
    assert schema.revision(again._writer) == "test_next"
    assert again._writer.rows("SELECT held_by FROM review") == [(None,), (None,)]
    assert again.history("c1").equals(before)
    assert again.verify(head=head).ok
    assert again.facts(known_on=dt.datetime(2026, 6, 1, 9, 1, tzinfo=dt.UTC))["review"]["review_code"].to_list() == [
        None
    ]
    again.undo(2, who="Ann Other")
    with pytest.raises(again._writer.driver.Error, match="never changed or removed"), again._writer.writing():
        again._writer.run("DELETE FROM review")
    if stores.is_file:
        backup = Path(store.where).with_name(f"{Path(store.where).stem}.before-test_next.db")
        again.close()
        assert {path.name for path in stores.folder.iterdir()} == {backup.name, Path(store.where).name}
        monkeypatch.setattr(schema, "RELEASED", RELEASED)
        old = stores.open(str(backup))
        assert (schema.revision(old._writer), old.head_digest, old.verify().ok) == (RELEASED.newest, head, True)


def test_a_newer_file_is_refused_and_left_alone(stores: Stores, longer: Chain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "RELEASED", longer)
    place = stores.place()
    Store.create(place, key=stores.key).close()
    monkeypatch.setattr(schema, "RELEASED", RELEASED)
    with pytest.raises(CannotOpen, match="made by a newer version"):
        stores.open(place)
    monkeypatch.setattr(schema, "RELEASED", longer)
    assert stores.open(place).head == 0


def test_a_step_that_fails_leaves_the_file_as_it_was(
    stores: Stores, longer: Chain, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = kept(stores)
    store.close()
    step = longer.folder / "versions" / "next.py"
    step.write_text(step.read_text() + '    op.execute("SELECT broken")\n')
    monkeypatch.setattr(schema, "RELEASED", longer)
    for _ in range(2):
        with pytest.raises(Exception, match="broken"):
            stores.open(store._where)
    monkeypatch.setattr(schema, "RELEASED", RELEASED)
    again = stores.open(store._where)
    assert (again.head, again.verify().ok) == (2, True)
    with pytest.raises(again._writer.driver.Error, match="never changed or removed"), again._writer.writing():
        again._writer.run("DELETE FROM review")


def test_the_steps_make_what_the_table_classes_say(store: Store) -> None:
    connection = store._writer
    address = "postgresql+psycopg://" if connection.server else "sqlite://"
    driver = {} if connection.server else {"module": connection.driver}
    engine = create_engine(address, creator=lambda: connection.raw, poolclass=StaticPool, **driver)
    # An index of a server holds no long text: there the key of a row set aside is over the digest of its content.
    other = {"uq_set_aside_key"} if connection.server else set()
    with engine.connect() as bound:
        named = {"compare_type": True, "include_object": lambda _what, name, *_rest: name not in other}
        context = MigrationContext.configure(bound, opts=named)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_new_file_is_what_the_steps_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    folder = shutil.copytree(RELEASED.folder, tmp_path / "migrations", ignore=shutil.ignore_patterns("newest.sql"))

    def form(name: str) -> tuple[set[tuple[str, ...]], list[tuple[int, ...]], str]:
        with Store.create(str(tmp_path / name)) as made:
            laid = schema.steps_made(made._writer)
            told = made._writer.rows("SELECT type, name, tbl_name, sql FROM sqlite_master")
            return set(told), made._writer.rows("SELECT * FROM head"), laid

    with monkeypatch.context() as stepping:
        stepping.setattr(schema, "RELEASED", Chain(RELEASED.revisions, folder))
        by_steps = form("steps.db")
    if request.config.getoption("--update-goldens"):
        RELEASED.laid.write_text(by_steps[2], encoding="utf-8")
    assert RELEASED.laid.read_text(encoding="utf-8") == by_steps[2]
    assert form("new.db") == by_steps


def test_the_plain_words_say_what_the_table_classes_say() -> None:
    assert list(TABLES) == list(tables.TABLES)
    kinds = {"VARCHAR": "text", "DATE": "date", "INTEGER": "number"}
    for name, table in TABLES.items():
        columns = tables.TABLES[name].__table__.columns  # type: ignore[attr-defined]
        assert table.key == tables.KEYS[name]
        said = {column.name: kinds[str(column.type)] for column in columns if column.name in table.recorded}
        assert said == table.recorded
        assert {*table.stored, "superseded_by"} == set(columns.keys())
