"""Claims of papers are facts of the authority: recorded, put right, taken away and undone like all others."""

from __future__ import annotations

import pytest

from models.edits import Refused
from models.edits.claims import RecordClaims, rows
from models.edits.facts import CorrectFact, RecordFact, RemoveFact, values
from models.subjects import AUTHORITY
from tests.support.claims import table
from tests.support.stores import TODAY, Stores

ONE = table("kind | measure | day | figure\nVALUE | M01 | 2021-11-30 | 526")
TWO = table("kind | measure | day | figure\nVALUE | M01 | 2021-11-30 | 526\nVALUE | K10 | 2021-11-30 | 76")


def test_a_file_is_recorded_once_and_its_corrections_as_one_act(stores: Stores) -> None:
    store = stores.new()
    edit = RecordClaims(rows(TWO, "a.csv"))
    assert store.apply(edit, who="Ann Other", today=TODAY).label == "Record 2 claims of Report"
    assert store.apply(edit, who="Ann Other", today=TODAY).number is None
    again = RecordClaims(rows(TWO.replace("526", "527"), "a.csv"), seen=store.head)
    assert store.apply(again, who="Ann Other", today=TODAY).rows == 1
    assert sorted(store.facts()["claim"]["figure"].to_list()) == ["527", "76"]
    store.undo(2, who="Ann Other")
    assert sorted(store.facts()["claim"]["figure"].to_list()) == ["526", "76"]
    assert store.verify().ok


def test_one_claim_is_recorded_corrected_and_taken_away_as_any_fact(stores: Stores) -> None:
    store = stores.new()
    (claim,) = rows(ONE, "a.csv")
    store.apply(RecordFact(AUTHORITY, "claim", claim), who="Ann Other", today=TODAY)
    row = int(store.facts()["claim"]["row_id"].item())
    with pytest.raises(Refused, match="“about 500” is not a figure"):
        store.apply(
            CorrectFact(AUTHORITY, "claim", row, values({"figure": "about 500"}), store.head), who="A", today=TODAY
        )
    with pytest.raises(Refused, match="recorded already"):
        store.apply(RecordFact(AUTHORITY, "claim", claim), who="Ann Other", today=TODAY)
    store.apply(CorrectFact(AUTHORITY, "claim", row, values({"figure": "530"}), store.head), who="A", today=TODAY)
    facts = store.facts()["claim"]
    assert facts["figure"].to_list() == ["530"]
    store.apply(RemoveFact(AUTHORITY, "claim", int(facts["row_id"].item()), store.head), who="A", today=TODAY)
    assert store.facts()["claim"].is_empty()
