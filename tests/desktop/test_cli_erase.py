"""Erasing on the command line: looked at first, named twice, done for good, with a certificate that names nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.cli import main
from models.edits.pmg_items import Decide
from models.edits.policy import SetPolicy
from models.store import Store, connections
from tests.support.monitoring import FIRST, Group
from tests.support.stores import Doing, Prototypes

Said = pytest.CaptureFixture[str]
TODAY = dt.date(2026, 6, 1)
GONE = "GONE-1"


@pytest.fixture(scope="module")
def prototypes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prototypes]:
    made = Prototypes(tmp_path_factory.mktemp("prototypes"))
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path, prototypes: Prototypes) -> str:
    """Two children; a note about one of them names the other."""
    where = prototypes.copy(request.param, str(tmp_path / "northport.db"))
    with Store.open(where) as store:
        for child in (GONE, "KEPT-1"):
            review = Doing(lambda tx, child=child: tx.record("review", child, review=TODAY, review_code="PN7"))
            store.apply(review, who="Ann Other", today=TODAY)
        note = Doing(
            lambda tx: tx.record("note", "KEPT-1", written=TODAY, number=1, words=f"Shares a room with {GONE}")
        )
        store.apply(note, who="Ann Other", today=TODAY)
        assert store.drafts is not None
        store.drafts.keep(GONE, "ann", "note", "a note", {"words": "half"})
    return where


def erase(db: str, *words: str, child: str = GONE) -> int:
    return main(["erase", "--db", db, "--child", child, *words])


def refused(code: int, capsys: Said, *words: str, expected: int = 1) -> None:
    out, err = capsys.readouterr()
    assert (code, out, err.count("\n")) == (expected, "", 1), err
    assert all(word in err for word in words), err


def test_a_dry_run_tells_what_would_go_and_changes_nothing(db: str, capsys: Said) -> None:
    with Store.open(db) as store:
        before = store.head_digest
    assert erase(db, "--dry-run") == 0
    out = capsys.readouterr().out
    for line in ("  child GONE-1", "Rows, every version counted: 1", "Drafts of forms, removed: 1", "File ▸ Names"):
        assert line in out
    assert "stay, to be put right by hand: 1\n  Note, about child KEPT-1, of 1 Jun 2026: " in out
    with Store.open(db) as store:
        assert (store.head_digest, store.facts()["review"].height) == (before, 2)
        assert store.drafts is not None
        assert store.drafts.count(GONE) == 1


def test_it_is_erased_with_a_certificate_that_names_nobody(db: str, tmp_path: Path, capsys: Said) -> None:
    words = ("--reason", "Order of the county court", "--confirm", GONE)
    assert erase(db, *words, "-o", str(tmp_path / "one.pdf")) == 0
    told = capsys.readouterr().out
    with Store.open(db) as store:
        digest = store.head_digest
        assert store.facts()["review"]["child"].to_list() == ["KEPT-1"]
        assert store.verify(digest).ok
    assert main(["ledger", "list", "--db", db]) == 0
    assert "erasure\tErase a child's record" in capsys.readouterr().out
    for name in ("two.pdf", "two.html", "two.txt"):
        assert main(["erase", "--db", db, "--certificate", "4", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / "two.pdf").read_bytes() == (tmp_path / "one.pdf").read_bytes()
    paper = " ".join(page.extract_text() for page in PdfReader(tmp_path / "one.pdf").pages).replace("\xa0", " ")
    page, plain = ((tmp_path / name).read_text(encoding="utf-8") for name in ("two.html", "two.txt"))
    assert plain in told
    for text in (paper, page, plain):
        assert GONE not in text
        assert all(word in text for word in ("Order of the county court", digest, "Reviews"))


def test_what_cannot_be_erased_is_said_in_a_sentence(
    db: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = ("--reason", "Order of the county court")
    refused(erase(db, *why, "--confirm", "X", child="X"), capsys, "No such child is recorded")
    refused(erase(db, "--dry-run", child="X"), capsys, "No such child is recorded")
    refused(erase(db, *why, "--confirm", "KEPT-1"), capsys, "nothing was erased")
    refused(erase(db, "--reason", f"Order about {GONE}", "--confirm", GONE), capsys, "without the child's number")
    refused(erase(db, *why), capsys, "--confirm ID", expected=2)
    refused(erase(db, *why, "--confirm", GONE, "-o", str(tmp_path / "no" / "x.pdf")), capsys, "No such file")
    refused(main(["erase", "--db", db, "--certificate", "1"]), capsys, "Change set 1 is no erasure")
    if db.startswith("/"):
        monkeypatch.setattr(connections, "may_write", lambda _path: False)
        refused(erase(db, *why, "--confirm", GONE), capsys, "may not be written with your permissions")
        monkeypatch.undo()
    with Store.open(db) as store:
        assert (store.head, store.facts()["review"].height) == (3, 2)


def test_signed_minutes_that_name_the_child_are_told_and_counted(tmp_path: Path, capsys: Said) -> None:
    group = Group(tmp_path)
    group.begin(FIRST, only="2")
    group.do(Decide("2", FIRST, "Goes to the aunt", seen=group.head))
    group.attend(FIRST)
    group.sign(FIRST)
    group.store.close()
    assert erase(str(tmp_path / "desk.db"), "--dry-run", child="2") == 0
    assert "Signed minutes, sealed anew without the child: 1" in capsys.readouterr().out


def test_whose_keeping_time_is_over_is_listed_once_one_is_set(tmp_path: Path, capsys: Said) -> None:
    group = Group(tmp_path)
    leave = Doing(lambda tx: tx.replace("care_episode", tx.current("care_episode", "3")[0], None, dec=FIRST, rec="E4A"))
    group.do(leave)
    due = ["erase", "--db", str(tmp_path / "desk.db"), "--due", "--as-at"]
    assert main([*due, "2190-01-01"]) == 0
    assert "No keeping time is set, so nothing is due. Set one on the window's Policies page" in capsys.readouterr().out
    group.do(SetPolicy("KEEP-CARE", 20, group.head))
    for on, count in (("2045-09-09", 0), ("2045-09-10", 1)):
        assert main([*due, on]) == 0
        out = capsys.readouterr().out
        assert f"{count} past their keeping time" in out
        assert ("3\tborn 7 Jun 2015\tleft care 9 Sep 2025\tkept until 9 Sep 2045\n" in out) is bool(count)
    group.do(SetPolicy("KEEP-BIRTH", 75, group.head))
    for on, count in (("2090-06-07", 0), ("2090-06-08", 1)):  # 1 and 2 never left care, as far as is known
        assert main([*due, on]) == 0
        assert f"{count} past their keeping time" in capsys.readouterr().out
