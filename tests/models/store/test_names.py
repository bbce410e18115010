"""The list of names: encrypted with a pass-phrase of its own, read whole or not at all, gone when it is removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store import CannotOpen, Store, WrongKey
from models.store.names import Unreadable, make, place, read, remove, unlock

KEY = "blue lantern"
NAMES = {"100000": "Ada Sample", "100001": "Zoë O’Test"}


def csv(folder: Path, text: str) -> Path:
    path = folder / "names.csv"
    path.write_text(text, encoding="utf-8")
    return path


def there(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_what_was_loaded_is_there_again_and_no_byte_of_a_name_is_in_the_file(tmp_path: Path) -> None:
    path = place(str(tmp_path / "northport.db"), tmp_path / "elsewhere")
    made = make(path, KEY, NAMES)
    assert unlock(path, KEY).by_child == NAMES
    assert there(tmp_path) == {"northport.db.names"}
    assert not any(word.encode() in path.read_bytes() for word in ("Ada", "Zoë", "O’Test", "100000", "SQLite"))
    assert "Ada" not in repr(made)
    assert made.raw_key not in repr(made)


def test_the_list_of_a_servers_database_lies_on_this_machine_and_tells_nobody_who_signs_in(tmp_path: Path) -> None:
    one, other = (place(f"postgresql://{who}@db.northport.example/care", tmp_path) for who in ("osei", "baker"))
    assert one == other
    assert one.parent == tmp_path
    assert place("postgresql://osei@db.northport.example/court", tmp_path) != one


def test_loading_again_replaces_all_under_the_same_pass_phrase(tmp_path: Path) -> None:
    path = tmp_path / "northport.db.names"
    make(path, KEY, NAMES).replaced({"100002": "Ben Invented"})
    assert unlock(path, KEY).by_child == {"100002": "Ben Invented"}


def test_names_of_children_who_are_not_recorded_are_struck(tmp_path: Path) -> None:
    path = tmp_path / "northport.db.names"
    assert make(path, KEY, NAMES).only({"100001"}).by_child == {"100001": "Zoë O’Test"}
    assert unlock(path, KEY).by_child == {"100001": "Zoë O’Test"}


def test_a_wrong_pass_phrase_opens_nothing(tmp_path: Path) -> None:
    path = tmp_path / "northport.db.names"
    make(path, KEY, NAMES)
    with pytest.raises(WrongKey):
        unlock(path, "blue lanterns")


@pytest.mark.parametrize("content", [None, b"", b"child,name\n100000,Ada Sample\n", b"SQLite format 3\x00"])
def test_what_is_no_list_is_said_to_be_none_and_left_as_it_is(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "northport.db.names"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CannotOpen, match="no list of names"):
        unlock(path, KEY)
    assert (path.read_bytes() if path.exists() else None) == content


def test_another_file_under_the_same_pass_phrase_is_no_list(tmp_path: Path) -> None:
    Store.create(str(tmp_path / "northport.db"), key=KEY).close()
    with pytest.raises(CannotOpen, match="lacks a table"):
        unlock(tmp_path / "northport.db", KEY)


def test_removed_nothing_of_it_is_left(tmp_path: Path) -> None:
    path = tmp_path / "northport.db.names"
    make(path, KEY, NAMES)
    remove(path)
    remove(path)
    assert there(tmp_path) == set()


def test_a_csv_file_is_read_by_its_headings_in_any_order(tmp_path: Path) -> None:
    assert read(csv(tmp_path, "Name, Child\n Ada  Sample ,100000\n\n“Zoë”,100001\n")) == {
        "100000": "Ada Sample",
        "100001": "“Zoë”",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("child,name\n100000,\n", "names.csv, row 2, column name: it is blank"),
        ("child,name\n,Ada Sample\n", "names.csv, row 2, column child: it is blank"),
        (
            "child,name\n100000,Ada Sample\n100000,Ben Invented\n",
            "names.csv, row 3, column child: the same child as in row 2; leave one of them out",
        ),
        (f"child,name\n100000,{'A' * 81}\n", "names.csv, row 2, column name: longer than 80 characters"),
        ("child,name\n100000,<b>Ada\n", "names.csv, row 2, column name: it has a character that no name has"),
        ("child,name\n100000,Sample,Ada\n", "names.csv, row 2: it has more cells than there are headings"),
        ("child,name\n", "names.csv: there are no names under the headings"),
        ("child\n100000\n", "names.csv, row 1: no column “name”; there may be child, name"),
        (
            "child,name\n,Ada Sample\n100000,\n",
            "names.csv, row 2, column child: it is blank\nnames.csv, row 3, column name: it is blank",
        ),
    ],
)
def test_what_is_wrong_in_a_csv_file_is_said_by_row_and_column_and_repeats_no_name(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(Unreadable) as wrong:
        read(csv(tmp_path, text))
    assert str(wrong.value) == said
    assert "Ada" not in said
