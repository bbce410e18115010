"""What the command line says of files and servers that it cannot, or must not, read and write."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.cli import main
from models.store import Store
from tests.support import postgres

HEADINGS = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
EPISODE = "104233,01/06/2020,S,C1,N1,U6,PR1,,,,ZZ1 1AA,ZZ1 2BB,SC123456\n"
Said = pytest.CaptureFixture[str]


def laid(folder: Path) -> str:
    """A return of one child in a folder."""
    path = folder / "in" / "e.csv"
    path.parent.mkdir()
    path.write_text(HEADINGS + EPISODE)
    return str(path)


@pytest.fixture
def episodes(tmp_path: Path) -> str:
    return laid(tmp_path)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the file that the return was imported into."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def db(kept: Path, tmp_path: Path, capsys: Said) -> str:
    """A copy of the file that the return was imported into."""
    imported = kept / "northport.db"
    if not imported.exists():
        assert main(["import", laid(kept), "--db", str(imported), "--unencrypted"]) == 0
        capsys.readouterr()
    return str(shutil.copy(imported, tmp_path))


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.server() as running:
        yield running


def refused(words: list[str], capsys: Said) -> str:
    """The one sentence with which a command is refused."""
    capsys.readouterr()
    assert main(words) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err.strip()


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_what_lies_beside_a_database_is_not_taken_for_one(ending: str, db: str, episodes: str, capsys: Said) -> None:
    said = f"{db}{ending} is what a database keeps beside itself while it is open; give {db} instead."
    for words in (["ledger", "list"], ["import", episodes, "--unencrypted"], ["demo", "--no-window"]):
        assert refused([*words, "--db", db + ending], capsys).endswith(said)
    Path(db + ending).write_bytes(bytes(4096))
    assert refused(["ledger", "list", "--db", db + ending], capsys).endswith(said)


@pytest.mark.skipif(os.name == "nt", reason="there are no such devices")
def test_a_device_is_no_database_and_nothing_is_left_beside_it(episodes: str, capsys: Said) -> None:
    beside = set(Path("/dev").glob("null*"))
    for words in (["ledger", "list"], ["import", episodes, "--unencrypted"], ["demo", "--no-window"]):
        assert "/dev/null is a device, not a file." in refused([*words, "--db", "/dev/null"], capsys)
    assert set(Path("/dev").glob("null*")) == beside


def test_csv_on_standard_output_ends_its_rows_once_where_the_system_writes_two_letters(
    db: str, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="utf-8", newline="\r\n"))
    assert main(["tracker", "permanence", "--db", db, "--as-at", "2020-07-01", "--format", "csv"]) == 0
    lines = written.getvalue().split(b"\r\n")
    assert (len(lines), lines[-1]) == (3, b"")
    assert b"\r" not in b"".join(lines)


def test_an_empty_database_of_a_server_is_made_and_used(server: postgres.Server, episodes: str, capsys: Said) -> None:
    place = server.fresh()
    assert "There are no tables in postgresql://" in refused(["ledger", "list", "--db", place], capsys)
    for line in ("new 1, changed 0, same 0", "new 0, changed 0, same 1"):
        assert main(["import", episodes, "--db", place]) == 0
        assert line in capsys.readouterr().out.splitlines()[-1]
    assert main(["ledger", "list", "--db", place]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert "is there already" in refused(["demo", "--no-window", "--db", place], capsys)
    again = server.fresh().replace("postgresql://", "postgresql+psycopg://")
    assert main(["demo", "--no-window", "--children", "3", "--db", again]) == 0
    assert main(["ledger", "verify", "--db", again]) == 0


def test_a_server_that_does_not_answer_is_said_without_the_password(capsys: Said) -> None:
    said = refused(["ledger", "list", "--db", "postgresql://ann:hush@127.0.0.1:1/care"], capsys)
    assert "Connection refused" in said
    assert "hush" not in said


def test_an_address_of_a_file_is_its_path(db: str, capsys: Said) -> None:
    assert main(["ledger", "list", "--db", f"sqlite:///{db}"]) == 0
    assert "\timport\t" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["", " ", "mysql://server/care", "sqlite://"])
def test_a_place_that_is_none_is_wrong_usage(place: str, capsys: Said) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ledger", "list", "--db", place])
    assert stopped.value.code == 2


def test_an_empty_file_is_taken_as_new(episodes: str, tmp_path: Path, capsys: Said) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    assert "There is nothing in" in refused(["ledger", "list", "--db", str(empty)], capsys)
    assert main(["import", episodes, "--db", str(empty), "--unencrypted"]) == 0
    assert main(["ledger", "verify", "--db", str(empty)]) == 0


def test_a_file_that_is_no_database_is_said_so(episodes: str, tmp_path: Path, capsys: Said) -> None:
    text = tmp_path / "notes.db"
    text.write_text("not a database")
    assert "is not a database" in refused(["ledger", "list", "--db", str(text)], capsys)
    assert "is not a database" in refused(["import", episodes, "--db", str(text), "--unencrypted"], capsys)
    assert text.read_text() == "not a database"


def test_a_file_damaged_inside_is_said_so(db: str, capsys: Said) -> None:
    whole = Path(db).read_bytes()
    Path(db).write_bytes(whole[:8192] + os.urandom(len(whole) - 8192))
    assert "damaged" in refused(["ledger", "verify", "--db", db], capsys)
    assert "damaged" in refused(["measures", "--db", db, "--as-at", "2022-03-31"], capsys)


def test_the_wrong_pass_phrase_costs_one_line(
    episodes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Said
) -> None:
    """Nor does the library of encryption say more, which writes to the screen by itself."""
    for key, code in (("correct horse", 0), ("wrong", 1)):
        monkeypatch.setenv("PERMANENCE_KEY", key)
        assert main(["import", episodes, "--db", str(tmp_path / "secret.db")]) == code
        assert capfd.readouterr().err.count("\n") == code


def test_what_a_command_reads_is_never_written_over(db: str, episodes: str, capsys: Said) -> None:
    before = Path(db).read_bytes()
    for words in (
        ["tracker", "permanence", "--db", db, "--format", "csv", "-o", db],
        ["import", episodes, "--db", db, "--rejects", db],
        ["import", episodes, "--db", db, "--rejects", episodes],
        ["import", str(Path(episodes).parent), "--db", db, "--rejects", episodes],
    ):
        assert "would be written over what is read" in refused(words, capsys)
    assert (Path(db).read_bytes(), Path(episodes).read_text()) == (before, HEADINGS + EPISODE)


def test_where_nothing_can_be_written_is_said(db: str, episodes: str, tmp_path: Path, capsys: Said) -> None:
    nowhere = tmp_path / "nowhere"
    for form in ("csv", "json", "xlsx", "pdf"):
        words = ["tracker", "permanence", "--db", db, "--format", form, "-o", f"{nowhere}/t.{form}"]
        assert f"{nowhere}/t.{form}" in refused(words, capsys)
    assert f"There is no folder {nowhere}" in refused(["backup", "--db", db, f"{nowhere}/b.db"], capsys)
    assert "is no folder" in refused(["import", episodes, "--unencrypted", "--db", f"{nowhere}/n.db"], capsys)
    words = ["import", episodes, "--db", db, "--rejects", f"{nowhere}/r.csv"]
    assert f"{nowhere}/r.csv: No such file" in refused(words, capsys)


def test_a_failed_import_leaves_no_new_file(
    episodes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "record", full)
    refused(["import", episodes, "--db", str(tmp_path / "new.db"), "--unencrypted"], capsys)
    refused(["demo", "--no-window", "--children", "2", "--db", str(tmp_path / "new.db")], capsys)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize(
    "words",
    [["--only", ","], ["--only", ""], ["--as-at", "0001-01-01"], ["--known-on", "9999-12-31"], ["--known-on", "xTy"]],
)
def test_a_figure_asked_for_wrongly_is_wrong_usage(words: list[str], db: str) -> None:
    try:
        code = main(["measures", "--db", db, *words])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert code == 2


def test_a_blank_head_digest_is_not_taken_for_none(db: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ledger", "verify", "--db", db, "--head", ""])
    assert stopped.value.code == 2


def test_who_stops_reading_does_not_stop_the_import(episodes: str, tmp_path: Path) -> None:
    db = str(tmp_path / "new.db")
    words = [sys.executable, "-m", "desktop", "import", episodes, "--db", db, "--unencrypted"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.wait() == 0
    with Store.open(db) as store:
        assert store.head == 1


def test_dashes_can_be_told_to_an_old_screen(db: str) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    words = [sys.executable, "-m", "desktop", "measures", "--db", db, "--as-at", "2022-03-31"]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_told_to_end_leaves_nothing_half_made(
    stop: signal.Signals, episodes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setattr(Store, "record", lambda *_, **__: os.kill(os.getpid(), stop))
    assert main(["import", episodes, "--db", str(tmp_path / "new.db"), "--unencrypted"]) == 130
    assert capsys.readouterr().err == "permanence: Stopped; nothing was recorded\n"
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_a_command_too_late_is_told_what_was_recorded(
    stop: signal.Signals, episodes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    close = Store.close

    def stopped(store: Store) -> None:
        os.kill(os.getpid(), stop)
        close(store)

    db = str(tmp_path / "new.db")
    with monkeypatch.context() as late:
        late.setattr(Store, "close", stopped)
        for words, said in (
            (["import", episodes, "--db", db, "--unencrypted"], "new 1, changed 0, same 0"),
            (["ledger", "undo", "1", "--db", db], "2: Undo Import"),
        ):
            signal.signal(stop, signal.default_int_handler)
            assert main(words) == 0
            assert said in capsys.readouterr().out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "new.db"]
    with Store.open(db) as store:
        assert (store.head, store.verify().ok) == (2, True)


def test_a_new_file_is_not_made_with_a_short_pass_phrase(
    episodes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    db = tmp_path / "secret.db"
    monkeypatch.setenv("PERMANENCE_KEY", "1234567")
    assert main(["import", episodes, "--db", str(db)]) == 2
    assert "it needs 8 characters at least; nothing was made" in capsys.readouterr().err
    assert not db.exists()
    Store.create(str(db), key="1234567").close()
    assert main(["import", episodes, "--db", str(db)]) == 0


def test_a_workbook_that_does_not_fit_on_the_disk_is_said_so(db: str, tmp_path: Path) -> None:
    out = tmp_path / "t.xlsx"
    script = (
        "import resource, sys; from desktop.cli import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); sys.exit(main(sys.argv[1:]))"
    )
    words = ["tracker", "permanence", "--db", db, "--format", "xlsx", "-o", str(out)]
    done = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert not list(tmp_path.glob("*.xlsx*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this machine has no pipes among its files")
def test_nothing_is_put_in_the_place_of_a_device_or_a_folder(
    db: str, episodes: str, tmp_path: Path, capsys: Said
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, tmp_path / "in"):
        for words in (
            ["import", episodes, "--db", db, "--rejects", str(place)],
            ["tracker", "permanence", "--db", db, "--format", "csv", "-o", str(place)],
        ):
            assert "is a folder or a device" in refused(words, capsys)
    assert pipe.is_fifo()


@pytest.mark.parametrize("number", ["9" * 30, "²", "0", "-1"])
def test_a_number_that_no_change_set_has_is_wrong_usage(db: str, number: str, capsys: Said) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["ledger", "undo", "--db", db, "--", number])
    assert "is not a number above nought" in capsys.readouterr().err


def test_a_demonstration_cut_short_leaves_no_file_and_can_be_made_again(tmp_path: Path) -> None:
    made = tmp_path / "demo.db"
    command = [sys.executable, "-m", "desktop", "demo", "--db", str(made), "--no-window", "--children", "60"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as begun:
        while not made.with_name("demo.db.part").exists():
            with pytest.raises(subprocess.TimeoutExpired):  # it goes on
                begun.wait(0.02)
        begun.send_signal(signal.SIGKILL)
    assert not made.exists()
    assert main(command[3:]) == 0
    with Store.open(str(made)) as store:
        kinds = store.change_sets()["kind"].to_list()
        assert kinds[:2] == ["demonstration"] * 2, "the authority, and what was recorded since its last meeting"
        assert len(kinds) >= 5, "its two papers, and what these published"
        assert set(kinds[2:]) == {"change"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.db"]
