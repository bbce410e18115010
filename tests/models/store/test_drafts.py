"""What somebody types and has not recorded: kept beside the file, as safe as the file, offered to nobody else."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from models.store import CannotOpen, Store
from models.store.drafts import TABLE, Drafts
from tests.support.pages import recorded
from tests.support.stores import Stores

MOMENT = dt.datetime(2026, 5, 3, 9, 30, tzinfo=dt.UTC)
FORM = "record/milestone/VIABILITY"
SECRET = "an unusual sentence about the aunt"


def store(path: Path, key: str | None = None) -> Store:
    made = Store.create(str(path), key=key, clock=lambda: MOMENT)
    recorded(made, child_details="child | dob\n1 | 2019-02-03\n2 | 2010-02-03")
    return made


def drafts(opened: Store) -> Drafts:
    assert opened.drafts is not None
    return opened.drafts


def keep(opened: Store, child: str = "1", who: str = "anna", note: str = SECRET) -> None:
    drafts(opened).keep(child, who, FORM, "recording “Viability assessment”", {"note": note})


def test_a_draft_is_there_when_the_file_is_opened_again_and_gone_when_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store(path) as opened:
        keep(opened, note="first")
        keep(opened)
    with Store.open(str(path)) as opened:
        found = drafts(opened).of("1", "anna")
        assert [(draft.form, draft.doing, draft.begun, dict(draft.words)) for draft in found] == [
            (FORM, "recording “Viability assessment”", MOMENT, {"note": SECRET})
        ]
        drafts(opened).drop("1", "anna", FORM)
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]


def test_a_draft_is_offered_to_its_own_person_about_its_own_child_only(tmp_path: Path) -> None:
    with store(tmp_path / "a.db") as opened:
        keep(opened)
        assert drafts(opened).of("2", "anna") == []
        assert drafts(opened).of("1", "ben") == []


def test_a_file_without_drafts_leaves_nothing_beside_it(tmp_path: Path) -> None:
    with store(tmp_path / "a.db") as opened:
        assert drafts(opened).of("1", "anna") == []
    assert [file.name for file in tmp_path.iterdir()] == ["a.db"]


def test_the_drafts_of_an_encrypted_file_are_encrypted_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store(path, "correct horse") as opened:
        keep(opened)
    beside = (tmp_path / "a.db.drafts").read_bytes()
    assert SECRET.encode() not in beside
    assert not beside.startswith(b"SQLite format 3")
    with Store.open(str(path), key="correct horse") as opened:
        assert len(drafts(opened).of("1", "anna")) == 1


def test_the_drafts_of_a_file_that_was_here_before_are_not_those_of_this_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store(path) as opened:
        keep(opened)
    path.unlink()
    made = Store.create(str(path), clock=lambda: MOMENT + dt.timedelta(days=1))
    recorded(made, child_details="child | dob\n1 | 2020-05-05")
    with made:
        assert drafts(made).of("1", "anna") == []


def test_drafts_that_another_key_closed_are_named_and_not_destroyed(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store(path, "correct horse") as opened:
        keep(opened)
    path.unlink()
    with store(path) as opened, pytest.raises(CannotOpen, match="cannot be kept beside the file"):
        keep(opened)
    assert (tmp_path / "a.db.drafts").exists()


def test_an_erased_child_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store(path) as opened:
        keep(opened)
        keep(opened, child="2", note="other words")
        opened.erase("1", who="anna", reason="Order of the court")
        assert drafts(opened).of("1", "anna") == []
        assert len(drafts(opened).of("2", "anna")) == 1
    assert SECRET.encode() not in (tmp_path / "a.db.drafts").read_bytes()


def test_an_erased_child_is_named_in_no_draft_about_nobody(tmp_path: Path) -> None:
    with store(tmp_path / "a.db") as opened:
        for form, words in {"merge": {"stays": "1", "goes": "77"}, "several/a": {"note": "Talk to the school"}}.items():
            drafts(opened).keep("", "anna", form, form, words)
        opened.erase("1", who="anna", reason="Order of the court")
        assert [draft.form for draft in drafts(opened).of("", "anna")] == ["several/a"]


def test_every_kind_of_store_keeps_what_is_typed_until_it_is_dropped(stores: Stores) -> None:
    opened = stores.new()
    recorded(opened, child_details="child | dob\n1 | 2019-02-03\n2 | 2010-02-03")
    assert drafts(opened).of("1", "anna") == []
    keep(opened, note="first")
    keep(opened)
    keep(opened, who="ben", note="other words")
    again = stores.open(opened.where)
    assert [dict(draft.words) for draft in drafts(again).of("1", "anna")] == [{"note": SECRET}]
    assert drafts(again).of("2", "anna") == []
    drafts(again).drop("1", "anna", FORM)
    assert drafts(opened).of("1", "anna") == []
    assert len(drafts(opened).of("1", "ben")) == 1


def test_an_erased_child_leaves_no_draft_in_any_kind_of_store(stores: Stores) -> None:
    opened = stores.new()
    recorded(opened, child_details="child | dob\n1 | 2019-02-03\n2 | 2010-02-03")
    for child in ("1", "2"):
        keep(opened, child=child)
        drafts(opened).keep("", "anna", f"merge/{child}", "merging", {"stays": child, "goes": "77"})
    opened.erase("1", who="anna", reason="Order of the court")
    assert drafts(opened).of("1", "anna") == []
    assert len(drafts(opened).of("2", "anna")) == 1
    assert [draft.form for draft in drafts(opened).of("", "anna")] == ["merge/2"]


def test_two_who_have_the_file_open_do_not_lose_each_others_words(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store(path) as first:
        keep(first)
        with Store.open(str(path)) as second:
            drafts(second).drop("1", "anna", FORM)
        keep(first, note="typed later")
        assert [dict(draft.words) for draft in drafts(first).of("1", "anna")] == [{"note": "typed later"}]
    with Store.open(str(path)) as again:
        assert [dict(draft.words) for draft in drafts(again).of("1", "anna")] == [{"note": "typed later"}]


def test_drafts_that_cannot_be_kept_say_so_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with store(path) as opened:
        keep(opened)
        other = sqlite3.connect(tmp_path / "a.db.drafts")
        other.execute("DROP TABLE draft")
        other.commit()
        other.close()
        with pytest.raises(CannotOpen, match="lacks a table"):
            keep(opened, note="more")
        again = sqlite3.connect(tmp_path / "a.db.drafts")
        again.execute(TABLE)
        again.close()
