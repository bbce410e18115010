"""Who looked at whose record: written down in the file, read back, and forgotten with an erased child."""

from __future__ import annotations

from models.store import Store
from tests.support.pages import recorded
from tests.support.stores import Stores


def looked(stores: Stores) -> Store:
    opened = stores.new()
    recorded(opened, child_details="child | dob\n1 | 2019-02-03\n2 | 2010-02-03")
    opened.look("anna", "Opened", "1")
    opened.look("ben", "Opened", "1")
    opened.look("anna", "Exported", what="Court tracker, CSV")
    return opened


def told(opened: Store, **asked: str) -> list[tuple[str, str, str]]:
    return opened.looks(**asked).select("did", "child", "what").rows()


def test_each_sees_their_own_and_a_child_s_record_says_who(stores: Stores) -> None:
    opened = looked(stores)
    assert told(opened, who="anna") == [("Exported", "", "Court tracker, CSV"), ("Opened", "1", "")]
    assert opened.looks(child="1")["who"].to_list() == ["ben", "anna"]
    assert told(opened, child="2") == []


def test_it_outlives_the_program_and_the_ledger_knows_nothing_of_it(stores: Stores) -> None:
    opened = looked(stores)
    head = opened.head_digest
    opened.close()
    again = stores.open(opened.where)
    assert again.looks(child="1").height == 2
    assert (again.head_digest, again.verify().ok) == (head, True)


def test_an_erased_child_is_named_in_no_look(stores: Stores) -> None:
    opened = looked(stores)
    assert opened.looks(child="1").height == 2
    opened.erase("1", who="anna", reason="Order of the court")
    assert told(opened, child="1") == []
    assert told(opened, who="anna") == [("Exported", "", "Court tracker, CSV")]


def test_while_somebody_else_writes_it_waits_for_the_next_time(stores: Stores) -> None:
    opened = looked(stores)
    other = stores.open(opened.where)
    with other._write():
        opened.keep_looks()
    assert opened.looks(child="1").height == 2


def test_a_file_nobody_looked_into_is_as_it_was(stores: Stores) -> None:
    opened = stores.new()
    assert told(opened, who="anna") == []
    opened.close()
    assert told(stores.open(opened.where), who="anna") == []
