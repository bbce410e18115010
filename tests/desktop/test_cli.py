"""The command line as its users run it: what it prints, writes and answers with."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import main
from models.edits.answers import AnswerFinding
from models.store import Store

HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n104233,2,14/02/2019,WBRI,UN1,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "104233,01/06/2020,S,C1,N1,U6,PR1,03/05/2021,X1,,ZZ1 1AA,ZZ1 2BB,SC123456\n"
    "104233,03/05/2021,L,E1,N1,U6,PR1,,,,ZZ1 1AA,ZZ1 2BB,SC123456\n"
)


@pytest.fixture
def return_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "return"
    folder.mkdir()
    (folder / "a.csv").write_text(HEADER)
    (folder / "b.csv").write_text(EPISODES)
    return folder


@pytest.fixture
def imported(return_folder: Path, tmp_path: Path) -> Path:
    db = tmp_path / "northport.db"
    assert main(["import", str(return_folder), "--db", str(db), "--unencrypted"]) == 0
    return db


def test_a_return_becomes_a_file_and_the_last_line_counts_it(
    return_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "new.db"
    assert main(["import", str(return_folder), "--db", str(db), "--unencrypted"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "new 3, changed 0, same 0, conflicts 0, rejected 0"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.db", "return"]


def test_the_same_return_again_records_nothing(
    imported: Path, return_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["import", str(return_folder), "--db", str(imported)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "new 0, changed 0, same 3, conflicts 0, rejected 0"
    assert main(["ledger", "list", "--db", str(imported)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_dry_run_shows_and_makes_nothing(return_folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "never.db"
    assert main(["import", str(return_folder), "--db", str(db), "--dry-run"]) == 0
    assert not db.exists()


def test_rejected_rows_come_back_with_their_reason(return_folder: Path, tmp_path: Path) -> None:
    (return_folder / "b.csv").write_text(EPISODES + "104233,31/02/2022,P,E1,N1,A6,PR1,,,,,,\n")
    rejects = tmp_path / "rejects.csv"
    db = tmp_path / "r.db"
    assert main(["import", str(return_folder), "--db", str(db), "--unencrypted", "--rejects", str(rejects)]) == 0
    text = rejects.read_text(encoding="utf-8-sig")
    assert "31/02/2022" in text
    assert "is not a date" in text


def test_a_new_file_without_key_or_terminal_is_wrong_usage(return_folder: Path, tmp_path: Path) -> None:
    done = _run("import", str(return_folder), "--db", str(tmp_path / "secret.db"))
    assert done.returncode == 2
    assert "PERMANENCE_KEY" in done.stderr
    assert not (tmp_path / "secret.db").exists()


def test_an_encrypted_file_needs_its_own_key(
    return_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "secret.db"
    monkeypatch.setenv("PERMANENCE_KEY", "correct horse")
    assert main(["import", str(return_folder), "--db", str(db)]) == 0
    assert b"104233" not in db.read_bytes()
    assert main(["ledger", "verify", "--db", str(db)]) == 0
    assert main(["import", str(return_folder), "--db", str(db), "--unencrypted"]) == 1
    monkeypatch.setenv("PERMANENCE_KEY", "wrong donkey")
    capsys.readouterr()
    assert main(["ledger", "verify", "--db", str(db)]) == 1
    assert "pass-phrase" in capsys.readouterr().err


def test_measures_come_as_json_with_their_children(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    words = ["measures", "--db", str(imported), "--as-at", "2021-12-31", "--only", "K02,M01,T01", "--json"]
    assert main(words) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["as_at"], answer["from"]) == ("2021-12-31", "2021-01-01")
    by_id = {measure["id"]: measure for measure in answer["measures"]}
    assert by_id["K02"]["value"] == 1
    assert by_id["K02"]["children"] == ["104233"]
    assert by_id["T01"]["value"] is None


def test_a_child_in_care_is_in_the_tracker_in_every_format(
    imported: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("table", "csv", "json"):
        capsys.readouterr()
        assert main(["tracker", "permanence", "--db", str(imported), "--as-at", "2021-12-31", "--format", form]) == 0
        assert "104233" in capsys.readouterr().out
    for form, begins in (("pdf", b"%PDF"), ("xlsx", b"PK")):
        out = tmp_path / f"tracker.{form}"
        words = ["tracker", "permanence", "--db", str(imported), "--as-at", "2021-12-31", "--format", form]
        assert main([*words, "-o", str(out)]) == 0
        assert out.read_bytes().startswith(begins)


def test_what_is_doubtful_is_said_child_by_child(
    return_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (return_folder / "b.csv").write_text(EPISODES.replace("03/05/2021,X1", "02/05/2021,X1"))
    db = tmp_path / "doubtful.db"
    assert main(["import", str(return_folder), "--db", str(db), "--unencrypted"]) == 0
    capsys.readouterr()
    assert main(["check", "--db", str(db), "--as-at", "2021-12-31"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {(child, code) for child, _on, code, _sentence in lines} >= {("104233", "388")}
    assert not any("answered" in line[-1] for line in lines)
    store = Store.open(str(db))
    answer = AnswerFinding("104233", "388", "The next episode\nis with the court")
    store.apply(answer, who="A. Worker", today=dt.date(2021, 12, 1))
    store.close()
    assert main(["check", "--db", str(db), "--as-at", "2021-12-31"]) == 0
    said = {line.split("\t")[2]: line for line in capsys.readouterr().out.splitlines()}
    assert said["388"].endswith(" (answered: The next episode is with the court)")


def test_the_ledger_lists_who_did_what(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["ledger", "list", "--db", str(imported)]) == 0
    number, _at, _who, kind, _label, rows = capsys.readouterr().out.rstrip("\n").split("\t")
    assert (number, kind, rows) == ("1", "import", "3")


def test_undoing_the_import_brings_the_old_state_back(imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "undo", "1", "--db", str(imported)]) == 0
    capsys.readouterr()
    assert main(["measures", "--db", str(imported), "--as-at", "2021-12-31", "--only", "M01", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["measures"][0]["value"] == 0


def test_what_is_written_back_is_what_was_read(imported: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", "ssda903", str(out), "--db", str(imported), "--year", "2022"]) == 0
    written = {path.read_text(encoding="utf-8-sig").splitlines()[-1] for path in out.iterdir() if path.stat().st_size}
    assert EPISODES.splitlines()[-1] in written


@pytest.mark.parametrize(
    "words",
    [["measures", "--db", "x.db", "--as-at", "31/02/2022"], ["nothing"], ["import", "--db", "x.db"], []],
)
def test_wrong_usage_answers_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", "--db", str(tmp_path / "none.db"), "--as-at", "2022-03-31"]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_figures_are_read_without_the_heavy_libraries_and_the_agenda(imported: Path) -> None:
    script = (
        "import sys; from desktop.cli import main; "
        f"main(['measures', '--db', {str(imported)!r}, '--as-at', '2022-03-31', '--json']); "
        "heavy = {'sqlmodel', 'sqlalchemy', 'alembic', 'reportlab', 'PySide6', 'models.rules.pmg'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "desktop", *words]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
