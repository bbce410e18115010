"""What comes to an end in the tracker's cells: a decision is reversed, and a child leaves care."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits import Refused
from tests.support.desks import Desk
from tests.support.facts import episodes

HOME = "decom | ls | place\n2020-01-10 | C2 | U6\n2020-06-01 | C2 | P1"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    desk.lay(
        episodes(HOME), child_details="child | dob\n1 | 2015-02-03", adm_decision="child | date_placed\n1 | 2020-03-02"
    )
    yield desk
    desk.store.close()


class TestAReversal:
    def test_asks_why_and_stands_beside_the_decision(self, desk: Desk) -> None:
        assert desk.asked("adm_ceased", "2021-05-03") == ["reason"]
        assert desk.type("adm_ceased", "2021-05-03", reason="RD3").label == "Set reversal date"
        (row,) = desk.rows(table="adm_decision")
        assert (str(row["date_placed"]), str(row["date_placed_ceased"])) == ("2020-03-02", "2021-05-03")
        assert row["reason_placed_ceased"] == "RD3"

    def test_is_moved_without_asking_again_and_taken_away_with_its_reason(self, desk: Desk) -> None:
        desk.type("adm_ceased", "2021-05-03", reason="RD3")
        assert desk.asked("adm_ceased", "2021-06-03") == []
        desk.type("adm_ceased", "2021-06-03")
        (row,) = desk.rows(table="adm_decision")
        assert (str(row["date_placed_ceased"]), row["reason_placed_ceased"]) == ("2021-06-03", "RD3")
        desk.type("adm_ceased", None)
        (row,) = desk.rows(table="adm_decision")
        assert (row["date_placed_ceased"], row["reason_placed_ceased"]) == (None, None)
        assert desk.store.change_sets()["kind"].to_list()[-2:] == ["correction", "correction"]

    def test_cannot_be_before_the_decision_or_without_one_or_without_a_reason(self, desk: Desk) -> None:
        with pytest.raises(Refused, match="cannot have been reversed before that"):
            desk.type("adm_ceased", "2020-03-01", reason="RD1")
        with pytest.raises(Refused, match="Say why"):
            desk.type("adm_ceased", "2021-03-01")
        desk.type("adm", None)
        assert desk.asked("adm_ceased", "2021-05-03") == []
        with pytest.raises(Refused, match="record the decision first"):
            desk.type("adm_ceased", "2021-05-03", reason="RD1")


class TestLeavingCare:
    def test_asks_why_and_ends_the_last_episode(self, desk: Desk) -> None:
        assert desk.asked("left", "2022-02-01") == ["reason"]
        assert desk.type("left", "2022-02-01", reason="E4A").label == "Set leaving care date"
        assert desk.chain()[-1] == "2020-06-01 P C2 P1 2022-02-01 E4A"
        assert desk.asked("left", "2022-02-02") == []

    def test_offers_no_order_which_has_its_own_column(self, desk: Desk) -> None:
        asks = desk.tracker.column("left").asks
        assert asks is not None
        (question,) = asks(desk.snapshot("1"), "1", desk.today)
        offered = {code for code, _words in question.choices}
        assert {"E4A", "E8", "E17"} <= offered
        assert not offered & {"E11", "E45", "E41", "X1", "E1"}

    def test_is_moved_and_taken_back(self, desk: Desk) -> None:
        desk.type("left", "2022-02-01", reason="E4A")
        desk.type("left", "2022-02-03")
        assert desk.chain()[-1].endswith("2022-02-03 E4A")
        desk.type("left", None)
        assert desk.chain()[-1] == "2020-06-01 P C2 P1"

    def test_cannot_be_before_the_last_change_or_without_a_reason(self, desk: Desk) -> None:
        with pytest.raises(Refused, match="the time in care must end after it"):
            desk.type("left", "2020-05-01", reason="E4A")
        with pytest.raises(Refused, match="Say why the child left care"):
            desk.type("left", "2022-02-01")
