"""The action plan on the command line: loaded, printed, written out so that it can be loaded again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli import main
from models.rules.action_plan import plan
from models.snapshot import Snapshot
from models.store import Store
from tests.support import files
from tests.support.facts import day

Said = pytest.CaptureFixture[str]
ACTIONS = """theme,action,owner,agreed,due,status,rag,progress,noted,evidence
3,Track every child,Head of service,4/1/2021,31/12/2021,On track,G,A list is kept,1/6/2021,
5,"=A ""scorecard"" for the board",,4/1/2021,30/6/2022,Done,G,In use,15/3/2022,Board papers
"""


@pytest.fixture
def db(tmp_path: Path) -> str:
    return files.empty(tmp_path / "northport.db")


def load(db: str, folder: Path, text: str = ACTIONS) -> int:
    file = folder / "plan.csv"
    file.write_text(text, encoding="utf-8")
    return main(["plan", str(file), "--db", db])


def test_a_plan_is_loaded_and_printed_as_at_a_day(db: str, tmp_path: Path, capsys: Said) -> None:
    assert load(db, tmp_path) == 0
    assert capsys.readouterr().out.endswith("2 actions read, 4 recorded\n")
    assert main(["plan", "--db", db, "--as-at", "2021-11-30", "--theme", "3"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 of 2 actions open: 0 red, 0 amber · year 1 of 3 (4 Jan 2021 to 3 Jan 2024), as at 30 Nov 2021",
        "",
        "3 Reducing drift and delay for achieving permanency",
        "  Accountable lead: nobody is named yet (1 G open; 0 done)",
        "    1 G Track every child: on track",
        "        Due in 31 days; noted on track on 1 Jun 2021",
    ]
    assert main(["plan", "--db", db, "--as-at", "2022-04-01"]) == 0
    said = capsys.readouterr().out
    assert "1 R Track every child" in said
    assert "Done on 15 Mar 2022; evidence: Board papers" in said
    assert "Risks\n  none" in said


def test_as_json_with_every_note(db: str, tmp_path: Path, capsys: Said) -> None:
    load(db, tmp_path)
    capsys.readouterr()
    assert main(["plan", "--db", db, "--as-at", "2022-04-01", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (action,) = found["themes"][2]["actions"]
    assert (action["number"], action["state"], action["notes"][0]["words"]) == (1, "R", "A list is kept")
    assert "row" not in action
    assert found["themes"][4]["done"] == 1
    assert found["risks"] == []


def test_as_csv_it_is_inert_and_can_be_loaded_again(db: str, tmp_path: Path, capsys: Said) -> None:
    load(db, tmp_path)
    capsys.readouterr()
    assert main(["plan", "--db", db, "--as-at", "2022-04-01", "--csv", "--theme", "3"]) == 0
    text = capsys.readouterr().out
    assert load(db, tmp_path, text) == 0
    assert capsys.readouterr().out.endswith("1 actions read, 0 recorded\n")
    assert main(["plan", "--db", db, "--as-at", "2022-04-01", "--csv", "--theme", "5"]) == 0
    assert '"\'=A ""scorecard"" for the board"' in capsys.readouterr().out


def test_a_faulty_file_is_refused_in_a_sentence_and_nothing_is_recorded(db: str, tmp_path: Path, capsys: Said) -> None:
    assert load(db, tmp_path, "theme,action,due\n3,Track,soon\n") == 1
    said = capsys.readouterr().err
    assert "plan.csv, row 2, column due: “soon” is not a date" in said
    assert "Traceback" not in said
    store = Store.open(db)
    assert plan(Snapshot(store.facts(), day("2022-04-01"))).actions == ()
    store.close()
