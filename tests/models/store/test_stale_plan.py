"""What was compared with an older state is not recorded on a newer one; a closed store stays closed."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from models.edits import Conflict
from models.edits.bulk import Bulk
from models.store import CannotOpen, Store


def details(child: str, planned_on: int | None) -> Bulk:
    return Bulk("import", "Import", {"child_details": pl.DataFrame({"child": [child]})}, planned_on=planned_on)


def test_a_proposal_is_not_recorded_on_what_it_has_not_seen(tmp_path: Path) -> None:
    store = Store.create(str(tmp_path / "northport.db"))
    compared = store.standing().number
    assert compared == 0
    store.record(details("1", None), who="A. Colleague")
    with pytest.raises(Conflict, match=r"A\. Colleague.*compare again"):
        store.record(details("2", compared), who="B. Osei")
    store.record(details("2", store.standing().number), who="B. Osei")
    assert store.facts()["child_details"]["child"].to_list() == ["1", "2"]
    store.close()


def test_a_closed_store_opens_nothing_again(tmp_path: Path) -> None:
    store = Store.create(str(tmp_path / "northport.db"))
    store.close()
    with pytest.raises(CannotOpen, match="closed"):
        store.facts()
    assert [path.name for path in tmp_path.iterdir()] == ["northport.db"]


def test_an_empty_pass_phrase_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen, match="protects nothing"):
        Store.create(str(tmp_path / "northport.db"), key=" ")
    assert list(tmp_path.iterdir()) == []
