"""Claims of papers on the command line: loaded from a file, printed with their verdicts, refused in sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import resources
from desktop.cli import main
from tests.support import files
from tests.support.claims import PAPERS

Said = pytest.CaptureFixture[str]
PAPER = str(resources.path(f"claims/{PAPERS[0]}.csv"))


@pytest.fixture
def db(tmp_path: Path) -> str:
    return files.empty(tmp_path / "northport.db")


def test_claims_are_loaded_once_and_printed_with_their_verdicts(db: str, capsys: Said) -> None:
    assert main(["claims", "--db", db]) == 0
    assert "No claim of a paper is recorded here" in capsys.readouterr().out
    assert main(["claims", PAPER, "--db", db]) == 0
    assert capsys.readouterr().out.endswith("25 claims read, 25 recorded\n")
    assert main(["claims", PAPER, "--db", db]) == 0
    assert capsys.readouterr().out.endswith("25 claims read, 0 recorded\n")
    assert main(["claims", "--db", db]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Highlight report, January 2022, published 31 Jan 2022\n")
    assert "◆ C contradicts another claim: From 99 in September 2020 to 58 in August 2021" in said
    assert "52.5 % belongs to 99 → 47" in said
    assert said.splitlines()[-1] == "23 not derivable; 2 contradicts another claim"


def test_claims_as_json_name_what_they_are_against(db: str, capsys: Said) -> None:
    assert main(["claims", PAPER, "--db", db]) == 0
    capsys.readouterr()
    assert main(["claims", "--db", db, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["claims"]
    (mixed,) = [each for each in found if "52.5" in each["claimed"]]
    assert (mixed["verdict"], mixed["claimed"]) == ("contradicts", "from 99 to 58, 52.5 %")
    (against,) = mixed["against"]
    assert against["paper"] == "Highlight report, January 2022"
    assert [each["wording"] for each in found if each["number"] == against["number"]] == [
        "47 children are placed with parents"
    ]


def test_claims_of_papers_not_yet_published_are_not_there(db: str, capsys: Said) -> None:
    assert main(["claims", PAPER, "--db", db]) == 0
    capsys.readouterr()
    assert main(["claims", "--db", db, "--as-at", "2021-12-31"]) == 0
    assert "No claim" in capsys.readouterr().out


def test_a_bad_file_is_refused_by_row_and_column_and_nothing_is_recorded(db: str, tmp_path: Path, capsys: Said) -> None:
    bad = tmp_path / "claims.csv"
    bad.write_text(Path(PAPER).read_text(encoding="utf-8").replace("2021-12-31,74", "31 Decembre,74"), encoding="utf-8")
    assert main(["claims", str(bad), "--db", db]) == 1
    assert "claims.csv, row 21, column day: “31 Decembre” is not a date" in capsys.readouterr().err
    assert main(["claims", str(tmp_path / "none.csv"), "--db", db]) == 1
    assert "none.csv: No such file" in capsys.readouterr().err
    assert main(["claims", "--db", db]) == 0
    assert "No claim" in capsys.readouterr().out


def test_every_demonstration_begins_with_the_two_papers(tmp_path: Path, capsys: Said) -> None:
    db = str(tmp_path / "demo.db")
    assert main(["demo", "--no-window", "--children", "3", "--db", db]) == 0
    capsys.readouterr()
    assert main(["claims", "--db", db, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["claims"]
    assert len({(each["paper"], each["number"]) for each in found}) == 36
    assert {each["paper"] for each in found} == {"Highlight report, January 2022", "Board minutes, autumn 2022"}
