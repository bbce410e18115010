"""A second match: the first stays a fact of its own day, and the past is as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits import Conflict, Refused
from models.edits.adoption import SetMatch
from models.edits.facts import CorrectFact, RecordFact, RemoveFact, values
from models.measures import Period, evaluate
from models.rules.journeys import journeys
from models.snapshot import Snapshot
from models.store import Store
from models.timeline import timeline
from models.trackers import TRACKERS
from tests.support.desks import Desk
from tests.support.facts import episodes

D = dt.date.fromisoformat
TODAY = D("2025-12-01")
FIRST, SECOND = D("2024-08-12"), D("2025-08-18")
CARE = """
    child | decom      | rne | ls | place
    3     | 2023-05-01 | S   | C1 | U6
    3     | 2024-02-05 | L   | E1 | U6
    3     | 2024-09-02 | P   | E1 | A6
    3     | 2025-03-03 | P   | E1 | U6
"""
FAMILY_FINDING = TRACKERS["family_finding"]
BEFORE = [D("2024-08-11"), FIRST, D("2024-12-31"), D("2025-03-31"), SECOND - dt.timedelta(days=1)]
"""Days before the second match."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A child whose placement for adoption ended in March."""
    desk = Desk(tmp_path, today=TODAY)
    desk.lay(
        episodes(CARE),
        year=2025,
        child_details="child | dob | sex\n3 | 2021-02-03 | F",
        adm_decision="child | date_placed\n3 | 2023-12-04",
        adoption="child | date_match | date_int\n3 | 2024-08-12 | 2023-12-04",
    )
    yield desk
    desk.store.close()


def match(desk: Desk, day: dt.date) -> dt.date | None:
    """The match as at a day."""
    found: dt.date | None = journeys(Snapshot(desk.store.facts(), day))["match"].item()
    return found


def told(desk: Desk, day: dt.date) -> dict[str, object]:
    """Every figure for the year up to a day, with whom it counts."""
    tallies = evaluate(Snapshot(desk.store.facts(), day), Period.year_to(day))
    return {
        code: (tally.children.to_list(), None if tally.days is None else tally.days.to_list())
        for code, tally in tallies.items()
    }


def earlier(desk: Desk) -> list[dt.date]:
    return [row["day"] for row in desk.rows("3", "milestone") if row["kind"] == "MATCH"]


def reported(desk: Desk) -> dt.date | None:
    """What the next return says."""
    found: dt.date | None = desk.rows("3", "adoption")[0]["date_match"]
    return found


def test_after_a_disruption_another_match_leaves_the_past_as_it_was(desk: Desk) -> None:
    before = {day: (match(desk, day), told(desk, day)) for day in BEFORE}
    assert [found for found, _ in before.values()] == [None, FIRST, FIRST, FIRST, FIRST]
    assert desk.asked("match", "2025-08-18", "3") == []
    changes = desk.type("match", SECOND, "3")
    assert (changes.label, desk.store.change_sets()["kind"][-1]) == ("Set match date", "change")
    assert {day: (match(desk, day), told(desk, day)) for day in BEFORE} == before
    assert (match(desk, SECOND), match(desk, TODAY), reported(desk)) == (SECOND, SECOND, SECOND)
    assert desk.cell("match", "3") == SECOND


def test_both_are_on_the_timeline_each_once(desk: Desk) -> None:
    def marked(day: dt.date) -> list[tuple[dt.date, str]]:
        drawn = timeline(Snapshot(desk.store.facts(), day), "3")
        return sorted((mark.on, mark.words) for mark in drawn.marks if "atch" in mark.words and mark.kind != "due")

    desk.type("match", SECOND, "3")
    assert marked(TODAY) == [(FIRST, "Earlier match"), (SECOND, "Match")]
    assert marked(D("2024-12-31")) == [(FIRST, "Match")]


def test_before_a_placement_the_person_says_which_it_is(desk: Desk) -> None:
    desk.type("match", SECOND, "3")
    assert desk.asked("match", "2025-09-01", "3") == ["which"]
    desk.type("match", "2025-08-20", "3", which="moved")
    assert (earlier(desk), match(desk, TODAY), match(desk, SECOND)) == ([FIRST], D("2025-08-20"), FIRST)
    desk.type("match", "2025-09-01", "3", which="new")
    assert earlier(desk) == [FIRST, D("2025-08-20")]
    found = [match(desk, D(day)) for day in ("2025-08-19", "2025-08-20", "2025-08-31", "2025-09-01")]
    assert found == [FIRST, D("2025-08-20"), D("2025-08-20"), D("2025-09-01")]


def test_an_earlier_day_is_a_correction_and_asks_nothing(desk: Desk) -> None:
    assert desk.asked("match", "2024-08-09", "3") == []
    desk.type("match", "2024-08-09", "3")
    assert (earlier(desk), match(desk, FIRST), desk.store.change_sets()["kind"][-1]) == (
        [],
        D("2024-08-09"),
        "correction",
    )


def test_the_second_cleared_leaves_the_first_as_the_last(desk: Desk) -> None:
    desk.type("match", SECOND, "3")
    desk.type("match", None, "3")
    assert (earlier(desk), reported(desk), match(desk, TODAY)) == ([], FIRST, FIRST)
    assert match(desk, D("2024-08-11")) is None


def test_undo_takes_the_second_back_in_one_step(desk: Desk) -> None:
    desk.type("match", SECOND, "3")
    desk.store.undo(desk.store.head, who="Sam")
    assert (earlier(desk), reported(desk), match(desk, TODAY)) == ([], FIRST, FIRST)


def test_a_match_of_an_earlier_time_in_care_stays_in_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, today=TODAY)
    care = """
        child | decom      | rne | ls | place | dec        | rec
        3     | 2022-05-01 | S   | E1 | U6    | 2023-05-01 | E4A
        3     | 2024-02-05 | S   | E1 | U6    |            |
    """
    desk.lay(episodes(care), adoption="child | date_match\n3 | 2022-11-07")
    assert desk.cell("match", "3") is None
    desk.type("match", SECOND, "3")
    assert earlier(desk) == [D("2022-11-07")]
    found = journeys(Snapshot(desk.store.facts(), TODAY)).sort("period")["match"].to_list()
    assert found == [D("2022-11-07"), SECOND]
    desk.store.close()


@pytest.mark.parametrize(
    ("on", "another", "sentence"),
    [
        ("2024-08-12", True, "must be after it"),
        ("2024-08-01", True, "earlier match, of 18 Aug 2025"),
        ("2024-08-12", False, "earlier match, of 12 Aug 2024"),
        ("2025-12-02", True, "has not happened yet"),
    ],
)
def test_an_earlier_match_is_before_the_last(desk: Desk, on: str, another: bool, sentence: str) -> None:
    desk.type("match", SECOND, "3")
    head = desk.store.head
    if D(on) != SECOND:
        with pytest.raises(Refused, match=sentence):
            desk.do(SetMatch("3", D(on), SECOND, head, another))
    assert desk.store.head == head


def stepped(day: str, precision: str | None = None) -> RecordFact:
    return RecordFact("3", "milestone", values({"kind": "MATCH", "plan": 0, "day": D(day), "precision": precision}))


def test_an_earlier_match_is_recorded_corrected_and_taken_away_by_hand(desk: Desk) -> None:
    desk.do(stepped("2023-12-20"))
    assert [match(desk, D(day)) for day in ("2023-12-19", "2023-12-20", "2024-08-12")] == [
        *(None, D("2023-12-20"), FIRST),
    ]
    row = desk.store.facts()["milestone"]["row_id"].item()
    desk.do(CorrectFact("3", "milestone", row, values({"day": D("2023-12-22")}), desk.store.head))
    assert match(desk, D("2023-12-21")) is None
    row = desk.store.facts()["milestone"]["row_id"].item()
    desk.do(RemoveFact("3", "milestone", row, desk.store.head))
    assert match(desk, D("2024-08-11")) is None


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (stepped("2024-08-12"), "one before the last"),
        (stepped("2025-01-06"), "one before the last"),
        (stepped("2024-01-01", "MONTH"), "exact day of a match is needed"),
    ],
)
def test_what_is_no_earlier_match_is_refused(desk: Desk, edit: RecordFact, sentence: str) -> None:
    head = desk.store.head
    with pytest.raises(Refused, match=sentence):
        desk.do(edit)
    assert desk.store.head == head


def test_who_was_slower_does_not_clear_what_a_colleague_corrected(desk: Desk) -> None:
    desk.type("match", SECOND, "3")
    seen = desk.store.head
    with Store.open(desk.store.where) as colleague:
        row = colleague.facts()["milestone"]["row_id"].item()
        corrected = CorrectFact("3", "milestone", row, values({"day": D("2024-08-13")}), seen)
        colleague.apply(corrected, who="B. Osei", today=TODAY)
        with pytest.raises(Conflict, match=r"changed by B\. Osei"):
            desk.do(SetMatch("3", None, SECOND, seen))
        assert desk.store.head == colleague.head


def test_whoever_asks_for_how_many_children_sees_the_same_match(desk: Desk) -> None:
    """All facts, some children's, and those patched after an edit; from the file, and from what is read already."""
    desk.type("match", SECOND, "3")
    day, store = D("2024-12-31"), desk.store
    whole = store.facts()
    fresh = store.fresh(["3"])
    with Store.open(store.where) as other:
        read = other.facts()
        for facts in (whole.take(["3"]), fresh, read.patched(["3"], fresh), read.beside(["3"], fresh, ("milestone",))):
            assert journeys(Snapshot(facts, day))["match"].to_list() == [FIRST]
        assert read["milestone"].height == 1
        assert journeys(Snapshot(read, day))["match"].to_list() == [FIRST]


def test_the_entry_stays_before_the_first_match(tmp_path: Path) -> None:
    desk = Desk(tmp_path, today=TODAY)
    drawn = "child | decom | rne | ls | place\n3 | 2023-05-01 | S | E1 | U6"
    desk.lay(episodes(drawn), adoption="child | date_match\n3 | 2024-08-12")
    desk.type("match", SECOND, "3", which="new")
    with pytest.raises(Refused, match="The match of 12 Aug 2024 belongs to this time in care"):
        desk.type("entry", "2024-08-20", "3")
    desk.store.close()


def test_the_tracker_shows_both(desk: Desk) -> None:
    desk.type("match", SECOND, "3")
    found = FAMILY_FINDING.rows(Snapshot(desk.store.facts(), TODAY)).row(0, named=True)
    assert (found["MATCH"], found["match"]) == (FIRST, SECOND)
    edit = FAMILY_FINDING.column("MATCH").edit
    assert edit is not None
    desk.do(edit(desk.snapshot("3"), "3", D("2024-08-13"), {}))
    assert match(desk, D("2024-12-31")) == D("2024-08-13")
