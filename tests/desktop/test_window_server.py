"""The demonstration in the window, where it lies in the database of a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.gui import demonstrate, parser
from desktop.preferences import preferences
from desktop.window import Window
from tests.support import postgres
from tests.support.grids import TODAY


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A server of this module's own."""
    with postgres.server() as running:
        yield running


def window(qtbot: QtBot, folder: Path) -> Window:
    """A window on nothing yet."""
    made = Window(preferences(folder / "taste.ini"), today=TODAY, who="B. Osei")
    qtbot.addWidget(made)
    return made


def test_it_is_made_in_an_empty_database_and_opened_the_next_time(
    server: postgres.Server, qtbot: QtBot, tmp_path: Path
) -> None:
    where, seen = server.fresh(), []
    for _ in range(2):
        shown = window(qtbot, tmp_path)
        assert demonstrate(shown, where, 20) == ""
        qtbot.waitUntil(lambda shown=shown: shown.workspace is not None, timeout=30_000)
        facts = shown.workspace.store.facts()
        assert facts["child_details"].height == 20
        assert facts["claim"].height
        seen.append((shown.workspace.store.where, facts.number))
        shown.close()
    assert seen == [(where, seen[0][1])] * 2  # made once
    assert [path.name for path in tmp_path.iterdir()] == ["taste.ini"]


def test_a_place_that_is_none_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    shown = window(qtbot, tmp_path)
    said = demonstrate(shown, "postgresql://ann:hush@127.0.0.1:1/care", 20)
    assert said.startswith("The PostgreSQL server does not let this program in")
    assert "hush" not in said
    assert "there is no folder" in demonstrate(shown, str(tmp_path / "nowhere" / "demo.db"), 20)


def test_an_address_is_understood_as_on_the_command_line() -> None:
    for typed, meant in (
        ("postgres://server/care", "postgresql://server/care"),
        ("postgresql+psycopg://server/care", "postgresql://server/care"),
        ("sqlite:////tmp/demo.db", "/tmp/demo.db"),
    ):
        assert parser().parse_args(["demo", "--db", typed]).db == meant
    with pytest.raises(SystemExit) as stopped:
        parser().parse_args(["demo", "--db", "mysql://server/care"])
    assert stopped.value.code == 2
