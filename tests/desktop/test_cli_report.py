"""Documents on the command line: listed, made as paper, web page and workbook, and refused with what to say."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.cli import main
from models.reports import REPORTS
from tests.support.desks import Desk
from tests.support.facts import episodes
from tests.support.papers import Page

Said = pytest.CaptureFixture[str]
DRAWN = "child | decom | ls | place\n7 | 2020-01-06 | C2 | U4\n=8 | 2020-01-06 | E1 | U4"
NO_MEETING = "No meeting is called for 1 Jan 2020; there is none"


@pytest.fixture
def db(tmp_path: Path) -> str:
    desk = Desk(tmp_path, today=dt.date(2022, 6, 1))
    desk.lay(episodes(DRAWN), child_details="child | dob\n7 | 2015-01-01\n=8 | 2018-01-01")
    desk.store.close()
    return str(tmp_path / "desk.db")


def report(name: str, db: str, out: Path, *words: str) -> int:
    return main(["report", name, "--db", db, "--as-at", "2022-03-31", "--out", str(out), *words])


def test_every_document_is_listed_with_what_it_is_for_and_takes(capsys: Said) -> None:
    assert main(["report", "--list"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in out] == list(REPORTS)
    assert any(line.startswith("child-summary") and line.endswith("takes child") for line in out)
    assert any(line.startswith("scorecard") and line.endswith("internal or public") for line in out)


def test_the_ending_says_what_kind_of_file_it_is(db: str, tmp_path: Path) -> None:
    for ending in ("pdf", "html", "xlsx", "csv"):
        assert report("tracker-summary", db, tmp_path / f"out.{ending}") == 0
    printed = PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
    assert "Permanence tracker" in printed
    assert "As at 31 Mar 2022" in printed
    assert Page((tmp_path / "out.html").read_text(encoding="utf-8")).wrong == []
    assert (tmp_path / "out.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_what_could_not_be_written_was_not_published(db: str, tmp_path: Path, capsys: Said) -> None:
    for out in (tmp_path / "nowhere" / "out.pdf", tmp_path / "folder.csv"):
        if out.suffix == ".csv":
            out.mkdir()
        assert report("scorecard", db, out, "--audience", "public") == 1
        said = capsys.readouterr()
        assert "Recorded as published" not in said.out
        assert said.err.startswith(f"permanence: {out}")
    assert not list(tmp_path.rglob("*.part"))
    assert main(["publications", "--db", db, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_the_public_is_told_is_recorded_as_published(db: str, tmp_path: Path, capsys: Said) -> None:
    said = []
    for ending in ("pdf", "html"):
        assert report("scorecard", db, tmp_path / f"out.{ending}", "--audience", "public") == 0
        said.append("Recorded as published: Scorecard, for the public, as at 31 Mar 2022" in capsys.readouterr().out)
    assert said == [True, False]
    assert report("scorecard", db, tmp_path / "o.pdf", "--audience", "public", "--known-on", "2022-03-31") == 1
    assert "make it of what is known today" in capsys.readouterr().err


def test_a_csv_holds_values_and_no_formula(db: str, tmp_path: Path) -> None:
    report("tracker-summary", db, tmp_path / "out.csv")
    rows = list(csv.reader((tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()))
    cells = [cell for row in rows for cell in row]
    assert "'=8" in cells
    assert not [cell for cell in cells if cell.startswith("=")]
    assert "2020-01-06" in cells


def test_a_child_is_asked_for_by_its_id(db: str, tmp_path: Path, capsys: Said) -> None:
    assert report("child-summary", db, tmp_path / "out.pdf", "--child", "7") == 0
    assert "Child 7" in PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
    assert report("child-summary", db, tmp_path / "two.pdf") == 2
    assert "is about one child: --child ID" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["bulletin", "--db", "DB", "--out", "x.pdf"], 2, "There is no document “bulletin”; there is child-summary"),
        (["scorecard", "--db", "DB"], 2, "A document needs a file to write"),
        (["scorecard", "--db", "DB", "--out", "x.doc"], 2, "A document needs a file to write"),
        (["scorecard", "--out", "x.pdf"], 2, "Say which file: --db FILE"),
        (["scorecard", "--db", "DB", "--out", "x.pdf", "--child", "7"], 2, "Scorecard takes no --child"),
        (["court-list", "--db", "DB", "--out", "x.pdf", "--from", "2021-01-01"], 2, "Court list takes no --from"),
        (["highlight", "--db", "DB", "--out", "x.pdf", "--from", "2021-01-01"], 2, "Highlight report takes no --from"),
        (["highlight", "--db", "DB", "--out", "x.pdf", "--figures", "2099-01-01"], 2, "of a day after the one it is"),
        (["scorecard", "--db", "DB", "--out", "x.pdf", "--tracker", "court"], 2, "Scorecard takes no --tracker"),
        (["highlight", "--db", "DB", "--out", "x.pdf", "--compared", "9"], 1, "There is no publication 9"),
        (["court-list", "--db", "DB", "--out", "x.pdf", "--audience", "public"], 1, "for internal use only"),
        (["pmg-pack", "--db", "DB", "--out", "x.pdf", "--meeting", "2020-01-01"], 1, NO_MEETING),
        (["pmg-minutes", "--db", "DB", "--out", "x.pdf", "--meeting", "2020-01-01"], 1, NO_MEETING),
        (["pmg-pack", "--db", "DB", "--out", "x.pdf"], 1, "No meeting of the monitoring group is called by this day"),
        (["pmg-minutes", "--db", "DB", "--out", "x.pdf"], 1, "No meeting of the monitoring group is called by this"),
        (["child-summary", "--db", "DB", "--out", "x.pdf", "--child", "nobody"], 1, "No child nobody is recorded here"),
        (["pmg-actions", "--db", "DB", "--out", "x.pdf", "--worker", "SW-99"], 1, "Nobody is known here as SW-99"),
        ([], 2, "Say which document"),
    ],
)
def test_what_cannot_be_made_says_why_and_leaves_no_file(
    words: list[str], code: int, sentence: str, db: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["report", *(db if word == "DB" else word for word in words)]) == code
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.glob("x.*"))


def test_it_is_never_written_over_the_file_it_reads(db: str, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "desk.db").rename(tmp_path / "desk.pdf")
    assert report("court-list", str(tmp_path / "desk.pdf"), tmp_path / "desk.pdf") == 1
    assert "would be written over what is read" in capsys.readouterr().err


def test_who_wrote_out_what_names_children_is_kept_with_the_file(db: str, tmp_path: Path) -> None:
    from desktop.commands import who
    from models.store import Store

    assert report("child-summary", db, tmp_path / "one.pdf", "--child", "7") == 0
    assert main(["tracker", "permanence", "--db", db, "--format", "csv", "-o", str(tmp_path / "out.csv")]) == 0
    assert main(["tracker", "permanence", "--db", db]) == 0
    assert main(["measures", "--db", db, "--json"]) == 0
    assert main(["measures", "--db", db]) == 0  # its lines name nobody
    assert main(["meeting", "actions", "--db", db, "--json"]) == 0
    assert main(["export", "ssda903", str(tmp_path / "return"), "--year", "2022", "--db", db]) == 0
    assert main(["check", "--db", db]) == 0
    assert report("child-summary", db, tmp_path / "nowhere" / "one.pdf", "--child", "7") == 1
    with Store.open(db) as store:
        looks = store.looks(who=who()).sort("at")
    assert looks.select("did", "child", "what").rows() == [
        ("Exported", "7", "Child 7, PDF"),
        ("Exported", "", "Permanence tracker, CSV"),
        ("Exported", "", "Permanence tracker, TABLE"),
        ("Exported", "", "Measures, JSON"),
        ("Exported", "", "Open actions, JSON"),
        ("Exported", "", "SSDA903 return of 2022, CSV"),
        ("Exported", "", "Doubtful data"),
    ]
