"""What the database itself refuses: changing or removing what was recorded. And the views that analysts read.

They are taken down before the tables are migrated and put up again after it.
"""

from __future__ import annotations

from models.store.columns import TABLES, Table
from models.store.connections import Connection

SORRY = "what was recorded is never changed or removed"
LEDGER = ("change_set", "erased_row")


def put_up(connection: Connection) -> None:
    """Make the triggers and the `current_…` views."""
    for statement in _server() if connection.server else _file(connection):
        connection.run(statement)


def take_down(connection: Connection) -> None:
    """Remove them, for a migration."""
    if connection.server:
        for table in (*TABLES, *LEDGER, "head", "child"):
            connection.run(f"DROP VIEW IF EXISTS current_{table}")
            if connection.value("SELECT to_regclass(?)", table):
                for trigger in ("guard_rows", "guard_table"):
                    connection.run(f"DROP TRIGGER IF EXISTS {trigger} ON {table}")
        return
    for kind in ("view", "trigger"):
        for (name,) in connection.rows("SELECT name FROM sqlite_master WHERE type = ?", kind):
            connection.run(f"DROP {kind} {name}")


def _view(table: Table) -> str:
    columns = ", ".join(("row_id", "fact_id", "recorded_by", *table.recorded))
    return (
        f"CREATE VIEW current_{table.name} AS SELECT {columns} FROM {table.name} "
        "WHERE superseded_by IS NULL AND NOT ended"
    )


def _file(connection: Connection) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SORRY}'); END"
    made = []
    for name, table in TABLES.items():
        columns = [row[1] for row in connection.rows(f"PRAGMA table_info({name})") if row[1] != "superseded_by"]
        same = " AND ".join(f"OLD.{column} IS NEW.{column}" for column in columns)
        kept = f"SELECT 1 FROM erased_row WHERE fact_table = '{name}' AND row_id = OLD.row_id"
        made += [
            f"CREATE TRIGGER guard_{name}_update BEFORE UPDATE ON {name} WHEN NOT "
            f"(OLD.superseded_by IS NULL AND NEW.superseded_by IS NOT NULL AND {same}) {refuse}",
            f"CREATE TRIGGER guard_{name}_delete BEFORE DELETE ON {name} WHEN NOT EXISTS ({kept}) {refuse}",
            _view(table),
        ]
    for name in LEDGER:
        for verb in ("update", "delete"):
            made.append(f"CREATE TRIGGER guard_{name}_{verb} BEFORE {verb.upper()} ON {name} {refuse}")
    return [
        *made,
        f"CREATE TRIGGER guard_head_update BEFORE UPDATE ON head WHEN NEW.number <= OLD.number {refuse}",
        f"CREATE TRIGGER guard_head_delete BEFORE DELETE ON head {refuse}",
        "CREATE TRIGGER guard_child_update BEFORE UPDATE ON child WHEN NOT (OLD.id = NEW.id AND NEW.salt IS NULL) "
        + refuse,
        f"CREATE TRIGGER guard_child_delete BEFORE DELETE ON child WHEN OLD.salt IS NOT NULL {refuse}",
    ]


def _server() -> list[str]:
    refuse = f"RAISE EXCEPTION '{SORRY}';"

    def function(name: str, condition: str) -> str:
        allowed = "IF TG_OP = 'DELETE' THEN RETURN OLD; ELSE RETURN NEW; END IF;"
        return (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN {refuse} END IF; {allowed} END $$"
        )

    def rows(table: str, verbs: str, name: str) -> str:
        return f"CREATE TRIGGER guard_rows BEFORE {verbs} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"

    made = [
        "CREATE OR REPLACE FUNCTION guard_fact() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'DELETE' THEN "
        "IF NOT EXISTS (SELECT 1 FROM erased_row WHERE fact_table = TG_TABLE_NAME AND row_id = OLD.row_id) THEN "
        f"{refuse} END IF; RETURN OLD; END IF; "
        "IF OLD.superseded_by IS NOT NULL OR NEW.superseded_by IS NULL OR "
        "to_jsonb(OLD) - 'superseded_by' IS DISTINCT FROM to_jsonb(NEW) - 'superseded_by' THEN "
        f"{refuse} END IF; RETURN NEW; END $$",
        f"CREATE OR REPLACE FUNCTION guard_all() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$",
        function("guard_head", "TG_OP = 'DELETE' OR NEW.number <= OLD.number"),
        "CREATE OR REPLACE FUNCTION guard_child() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN IF OLD.salt IS NOT NULL THEN {refuse} END IF; RETURN OLD; END IF; "
        f"IF OLD.id <> NEW.id OR NEW.salt IS NOT NULL THEN {refuse} END IF; RETURN NEW; END $$",
        rows("head", "UPDATE OR DELETE", "guard_head"),
        rows("child", "UPDATE OR DELETE", "guard_child"),
        *(rows(name, "UPDATE OR DELETE", "guard_fact") for name in TABLES),
        *(rows(name, "UPDATE OR DELETE", "guard_all") for name in LEDGER),
    ]
    for name in (*TABLES, *LEDGER, "head", "child"):
        made.append(
            f"CREATE TRIGGER guard_table BEFORE TRUNCATE ON {name} FOR EACH STATEMENT EXECUTE FUNCTION guard_all()"
        )
    for table in TABLES.values():
        made.append(_view(table))
        made.append(
            f"CREATE TRIGGER guard_rows INSTEAD OF INSERT OR UPDATE OR DELETE ON current_{table.name} "
            "FOR EACH ROW EXECUTE FUNCTION guard_all()"
        )
    return made
