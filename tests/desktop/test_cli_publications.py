"""Publishing on the command line: figures are sealed, listed, and held against what the record says later."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from desktop.cli import main
from models.store import Store
from tests.support.desks import Desk
from tests.support.facts import episodes
from tests.support.stores import Doing

Said = pytest.CaptureFixture[str]
DRAWN = "child | decom | ls\n1 | 2020-01-06 | C2\n2 | 2020-01-06 | C2\n1 | 2021-01-06 | E1"


@pytest.fixture
def db(tmp_path: Path) -> str:
    desk = Desk(tmp_path, today=dt.date(2022, 6, 1))
    desk.lay(episodes(DRAWN))
    desk.store.close()
    return str(tmp_path / "desk.db")


def publish(db: str, title: str, *words: str) -> int:
    return main(["publish", title, "--as-at", "2022-03-31", "--only", "M01, K02,A4", "--db", db, *words])


def test_figures_are_sealed_and_listed(db: str, capsys: Said) -> None:
    assert publish(db, "Spring") == 0
    assert capsys.readouterr().out == "1 · Spring, as at 31 Mar 2022: 3 figures of 2 children sealed\n"
    assert main(["publications", "--db", db]) == 0
    assert capsys.readouterr().out == "1 · Spring, as at 31 Mar 2022\t3 figures\tchange set 2\n"
    assert main(["publications", "1", "--db", db]) == 0
    out = capsys.readouterr().out
    assert "M01   Children looked after" in out
    assert out.endswith("Nothing has become otherwise since.\n")


def test_what_became_otherwise_is_told_child_by_child(db: str, capsys: Said) -> None:
    publish(db, "Spring")
    with Store.open(db) as store:
        ends = Doing(
            lambda tx: tx.replace(
                "care_episode", tx.current("care_episode", "2")[0], None, dec=dt.date(2022, 3, 1), rec="E4A"
            ),
            label="Left care",
        )
        store.apply(ends, who="Ann Other", today=dt.date(2022, 6, 1))
    capsys.readouterr()
    assert main(["publications", "1", "--db", db, "--truncated"]) == 0
    out = capsys.readouterr().out
    assert "Revised: M01 Children looked after: 2, now 1\n  2\twent\tchange set 3, Ann Other: Left care\n" in out
    assert "Revised: A4" in out
    assert "–, now 0.0 % (truncated)" in out
    assert main(["publications", "1", "--db", db, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {each["id"]: [change["child"] for change in each["changes"]] for each in said["revisions"]} == {
        "M01": ["2"],
        "A4": ["2"],
    }


def test_what_cannot_be_published_is_said(db: str, capsys: Said) -> None:
    publish(db, "Spring")
    capsys.readouterr()
    assert publish(db, "Spring") == 1
    assert "“Spring” was published already" in capsys.readouterr().err
    assert main(["publish", "X", "--only", "A99", "--db", db]) == 2
    assert main(["publish", "X", "--as-at", "2022-03-31", "--from", "2022-04-01", "--db", db]) == 2
    assert main(["publications", "7", "--db", db]) == 1
    assert "There is no publication 7; there is 1" in capsys.readouterr().err
