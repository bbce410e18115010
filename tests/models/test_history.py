"""What people read in a child's history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from models.edits import Tx
from models.edits.bulk import Bulk
from models.history import sentences
from models.store import Store
from tests.support.desks import Desk
from tests.support.facts import episodes, table

TODAY = dt.date(2022, 6, 4)
EPISODES = """
    child | decom      | rne | ls | place
    1     | 2020-01-03 | S   | C1 | U6
    1     | 2022-05-03 |     | E1 | U6
"""


@dataclass(frozen=True)
class Act:
    """An edit made of what a test does to the facts."""

    does: Callable[[Tx], Any]
    label: str = "A change"
    kind: str = "change"

    def apply(self, tx: Tx) -> None:
        self.does(tx)


def bulk(kind: str, year: int, **frames: pl.DataFrame) -> Bulk:
    """An act that records many facts, as an import does."""
    return Bulk(
        kind,
        f"Return of {year}",
        {
            name: frame.drop("row_id", "recorded_by").with_columns(year=pl.lit(year, pl.Int64))
            for name, frame in frames.items()
        },
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with one child in it, whose clock stands at half past eleven in the evening of 3 June, UTC."""
    clock = dt.datetime(2022, 6, 3, 23, 30, tzinfo=dt.UTC)
    with Store.create(str(tmp_path / "a.db"), clock=lambda: clock) as made:
        made.record(bulk("import", 2022, care_episode=episodes(EPISODES)), who="return")
        yield made


def told(store: Store, number: int | None = None) -> list[str]:
    """The sentences of the last act, or of one."""
    found = sentences(store.history("1"))
    wanted = store.head if number is None else number
    return [sentence.words for sentence in found if sentence.number == wanted]


def do(store: Store, does: Callable[[Tx], Any]) -> list[str]:
    """The sentences of an act that does something."""
    store.apply(Act(does), who="anna", today=TODAY)
    return told(store)


def move(tx: Tx, to: dt.date) -> None:
    """Move the placement order, and the end of the episode before it."""
    first, second = tx.current("care_episode", "1")
    tx.replace("care_episode", first, None, dec=to)
    tx.replace("care_episode", second, None, decom=to, imported_as=second["decom"])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A child placed for adoption seven months after the placement order."""
    made = Desk(tmp_path)
    care = "decom | rne | ls | place\n2020-01-03 | S | C2 | U6\n2021-05-03 | | E1 | U6\n2021-12-03 | | E1 | A6"
    made.lay(episodes(care), child_details="child | dob\n1 | 2019-01-01")
    return made


def words(desk: Desk) -> list[str]:
    """The sentences of the last act at a desk, without who and when."""
    last = [found.words for found in sentences(desk.store.history("1")) if found.number == desk.store.head]
    return [sentence.split(" by ")[0] for sentence in last]


class TestAMovedDate:
    def test_within_a_month_says_month_and_year_once(self, store: Store) -> None:
        assert do(store, lambda tx: move(tx, dt.date(2022, 5, 13))) == [
            "Placement order date changed from 3 to 13 May 2022 by anna on 4 Jun 2022"
        ]

    def test_within_a_year_says_the_year_once(self, store: Store) -> None:
        assert do(store, lambda tx: move(tx, dt.date(2022, 4, 13))) == [
            "Placement order date changed from 3 May to 13 Apr 2022 by anna on 4 Jun 2022"
        ]

    def test_into_another_year_says_both_in_full(self, store: Store) -> None:
        assert do(store, lambda tx: move(tx, dt.date(2021, 5, 3))) == [
            "Placement order date changed from 3 May 2022 to 3 May 2021 by anna on 4 Jun 2022"
        ]

    def test_as_one_row_taken_away_and_another_made_reads_the_same(self, store: Store) -> None:
        def remake(tx: Tx) -> None:
            first, second = tx.current("care_episode", "1")
            day = dt.date(2022, 5, 13)
            tx.replace("care_episode", first, None, dec=day)
            tx.end("care_episode", second, None)
            tx.record("care_episode", "1", decom=day, rne="L", ls="E1", cin="N1", place="U6", place_provider="PR1")

        assert do(store, remake) == ["Placement order date changed from 3 to 13 May 2022 by anna on 4 Jun 2022"]

    def test_brought_back_is_told_as_done_again(self, store: Store) -> None:
        store.apply(Act(lambda tx: move(tx, dt.date(2022, 5, 13))), who="anna", today=TODAY)
        undone = store.undo(store.head, who="bilal").number
        assert undone is not None
        store.undo(undone, who="bilal")
        assert told(store) == ["Done again: placement order date changed from 3 to 13 May 2022 by bilal on 4 Jun 2022"]

    def test_undone_is_told_as_undone(self, store: Store) -> None:
        number = store.apply(Act(lambda tx: move(tx, dt.date(2022, 5, 13))), who="anna", today=TODAY).number
        assert number is not None
        store.undo(number, who="bilal")
        assert told(store) == ["Undone: placement order date changed from 13 to 3 May 2022 by bilal on 4 Jun 2022"]


class TestADateTypedInTheTracker:
    def test_onto_another_change_is_told_as_one_move(self, desk: Desk) -> None:
        desk.type("po", "2021-12-03")
        assert words(desk) == ["Placement order date changed from 3 May to 3 Dec 2021"]

    def test_cleared_is_taken_back(self, desk: Desk) -> None:
        desk.type("po", None)
        assert words(desk) == ["Placement order of 3 May 2021 taken back"]

    def test_moving_a_placement_names_it(self, desk: Desk) -> None:
        desk.type("placed", "2021-12-20")
        assert words(desk) == [
            "Placement “Placed for adoption, not with current foster carer” date changed from 3 to 20 Dec 2021"
        ]


class TestOtherChanges:
    def test_a_new_date_is_set(self, store: Store) -> None:
        words = do(store, lambda tx: tx.record("adoption", "1", date_match=dt.date(2022, 6, 1)))
        assert words == ["Match date set to 1 Jun 2022 by anna on 4 Jun 2022"]

    def test_a_cleared_date_says_what_it_was(self, store: Store) -> None:
        do(store, lambda tx: tx.record("adoption", "1", date_match=dt.date(2022, 6, 1)))
        words = do(store, lambda tx: tx.replace("adoption", tx.current("adoption", "1")[0], None, date_match=None))
        assert words == ["Match date cleared, was 1 Jun 2022 by anna on 4 Jun 2022"]

    def test_a_code_is_told_by_its_meaning(self, store: Store) -> None:
        words = do(store, lambda tx: tx.replace("care_episode", tx.current("care_episode", "1")[1], None, place="A6"))
        assert words == [
            "Placement (episode of 3 May 2022) changed from Foster carer, not long term to "
            "Placed for adoption, not with current foster carer by anna on 4 Jun 2022"
        ]

    def test_a_pupil_number_is_told_as_it_is(self, store: Store) -> None:
        words = do(store, lambda tx: tx.record("child_details", "1", upn="UN1"))
        assert words == ["Pupil number set to Not of school age by anna on 4 Jun 2022"]
        number = "W230212345678"
        words = do(store, lambda tx: tx.replace("child_details", tx.current("child_details", "1")[0], None, upn=number))
        assert words == [f"Pupil number changed from Not of school age to {number} by anna on 4 Jun 2022"]

    def test_a_split_episode_is_told_by_what_began_then(self, store: Store) -> None:
        def split(tx: Tx) -> None:
            last = tx.current("care_episode", "1")[-1]
            tx.replace("care_episode", last, None, dec=dt.date(2022, 6, 1), rec="X1")
            tx.record("care_episode", "1", decom=dt.date(2022, 6, 1), rne="P", ls="E1", cin="N1", place="A6")

        assert do(store, split) == [
            "Placement “Placed for adoption, not with current foster carer” of 1 Jun 2022 recorded "
            "by anna on 4 Jun 2022"
        ]

    def test_a_status_or_placement_that_is_not_given_is_called_so(self, store: Store) -> None:
        def blank(tx: Tx) -> None:
            last = tx.current("care_episode", "1")[-1]
            tx.replace("care_episode", last, None, dec=dt.date(2022, 6, 1), rec="X1")
            tx.record("care_episode", "1", decom=dt.date(2022, 6, 1), rne="B", cin="N1")

        assert do(store, blank) == [
            "Legal status of 1 Jun 2022 recorded by anna on 4 Jun 2022",
            "Placement of 1 Jun 2022 recorded by anna on 4 Jun 2022",
        ]

    def test_a_fact_that_is_no_more_is_taken_back(self, store: Store) -> None:
        do(store, lambda tx: tx.record("review", "1", review=dt.date(2020, 2, 1), review_code="PN1"))
        words = do(store, lambda tx: tx.end("review", tx.current("review", "1")[0], None))
        assert words == ["Review of 1 Feb 2020: attended and spoke taken back by anna on 4 Jun 2022"]


def _replace_only(tx: Tx, **cells: Any) -> None:
    tx.replace("previous_permanence", tx.current("previous_permanence", "1")[0], None, **cells)


class TestBesideTheReturn:
    def test_attendance_is_told_in_per_cent(self, store: Store) -> None:
        cells = {"begins": dt.date(2022, 4, 25), "term": "SUMMER", "attendance": 958}
        do(store, lambda tx: tx.record("school_term", "1", **cells))
        words = do(store, lambda tx: tx.replace("school_term", tx.current("school_term", "1")[0], None, attendance=965))
        assert words == [
            "Attendance, per cent (school term of 25 Apr 2022) changed from 95.8 to 96.5 by anna on 4 Jun 2022"
        ]

    def test_a_day_known_roughly_is_told_so(self, store: Store) -> None:
        for precision, day in (("MONTH", "of May 2022"), ("YEAR", "of 2022"), ("UNKNOWN", "by 1 May 2022")):
            cells = {"kind": "VISIT", "plan": 0, "day": dt.date(2022, 5, 1), "precision": precision}
            do(store, lambda tx, cells=cells: tx.record("milestone", "1", **cells))  # type: ignore[misc]
            words = do(store, lambda tx: tx.end("milestone", tx.current("milestone", "1")[0], None))
            assert words == [f"Statutory visit {day} taken back by anna on 4 Jun 2022"]

    def test_a_day_planned_is_not_told_as_the_day_it_was_said(self, store: Store) -> None:
        cells = {"kind": "FH", "plan": 0, "said": dt.date(2022, 5, 1), "planned": dt.date(2022, 9, 1)}
        assert do(store, lambda tx: tx.record("planned_step", "1", **cells)) == [
            "Date planned: final hearing, said on 1 May 2022: planned for: 1 Sep 2022 recorded by anna on 4 Jun 2022"
        ]

    def test_an_extension_says_by_how_many_weeks_and_a_step_which_plan_it_is_of(self, store: Store) -> None:
        cells = {"kind": "EXTENSION", "plan": 0, "day": dt.date(2022, 5, 1)}
        words = do(store, lambda tx: tx.record("milestone", "1", **cells, amount=8))
        assert words[0].startswith("Extension of proceedings of 1 May 2022: weeks: 8 recorded")
        words = do(store, lambda tx: tx.replace("milestone", tx.current("milestone", "1")[0], None, amount=6))
        assert words[0].startswith("Weeks (extension of proceedings of 1 May 2022) changed from 8 to 6")
        words = do(store, lambda tx: tx.record("milestone", "1", kind="LINK", plan=2, day=dt.date(2022, 5, 2)))
        assert words[0].startswith("Link with a family of 2 May 2022: plan 2 recorded")

    def test_a_step_that_went_is_not_another_one_that_came(self, store: Store) -> None:
        do(store, lambda tx: tx.record("milestone", "1", kind="VISIT", plan=0, day=dt.date(2022, 5, 1)))

        def instead(tx: Tx) -> None:
            tx.end("milestone", tx.current("milestone", "1")[0], None)
            tx.record("milestone", "1", kind="PEP", plan=0, day=dt.date(2022, 5, 9))

        assert do(store, instead) == [
            "Personal education plan of 9 May 2022 recorded by anna on 4 Jun 2022",
            "Statutory visit of 1 May 2022 taken back by anna on 4 Jun 2022",
        ]

    def test_several_facts_have_a_name_of_their_own(self, store: Store) -> None:
        days = "\n".join(f"1 | {year}-02-01" for year in range(2017, 2022))
        for name, begins, said in (
            ("residential", "since", "stays in residential care"),
            ("proceedings", "issued", "care proceedings"),
            ("missing_episode", "mis_start", "missing episodes"),
        ):
            store.record(bulk("import", 2021, **{name: table(name, f"child | {begins}\n{days}")}), who="return")
            assert told(store) == [f"Reported in the return of 2021: 5 {said}, 1 Feb 2017 to 1 Feb 2021"]


class TestAnImport:
    def test_says_the_year_of_the_return_and_no_bare_code(self, store: Store) -> None:
        assert told(store) == [
            "Reported in the return of 2022: care episode of 3 Jan 2020: interim care order; foster carer, not long "
            "term; until 3 May 2022",
            "Reported in the return of 2022: care episode of 3 May 2022: placement order; foster carer, not long term",
        ]

    def test_many_facts_of_a_kind_are_told_together(self, store: Store) -> None:
        days = "\n".join(f"1 | 20{year}-02-01 | PN1" for year in range(17, 22))
        reviews = table("review", f"child | review | review_code\n{days}")
        store.record(bulk("import", 2021, review=reviews), who="return")
        assert told(store) == ["Reported in the return of 2021: 5 reviews, 1 Feb 2017 to 1 Feb 2021"]

    def test_a_version_that_only_moves_the_year_is_not_told(self, store: Store) -> None:
        standing = store.standing().ours["care_episode"].drop("ended")
        store.record(
            Bulk("import", "Return of 2023", {}, {"care_episode": standing.with_columns(year=pl.lit(2023))}),
            who="return",
        )
        assert told(store) == []

    def test_a_cell_that_an_earlier_return_filled_is_told_under_its_own_year(self, store: Store) -> None:
        standing = store.standing().ours["care_episode"].drop("ended").filter(ls="E1")
        cells = {"year": pl.lit(2024), "urn": pl.lit("SC123456"), "pl_post": pl.lit("ZZ1 1AA")}
        filled = standing.with_columns(**cells, older=pl.lit("urn=2021"))
        store.record(Bulk("import", "Two returns", {}, {"care_episode": filled}), who="return")
        assert told(store) == [
            "Reported in the return of 2024: placement postcode (episode of 3 May 2022) set to ZZ1 1AA",
            "Reported in the return of 2021: Ofsted number of the placement (episode of 3 May 2022) set to SC123456",
        ]

    def test_a_row_kept_aside_says_whence_and_why(self, store: Store) -> None:
        why = "another row of the same child and date counts"
        aside = table("set_aside", f"child | source | content | why\n1 | Reviews 2022 | CHILD=1 | {why}")
        store.record(bulk("import", 2022, set_aside=aside), who="return")
        assert told(store) == [f"Reported in the return of 2022: row kept aside: reviews 2022; {why}"]

    def test_a_previous_order_is_told_as_exactly_as_it_is_known(self, store: Store) -> None:
        row = table("previous_permanence", "child | prev_perm | date_perm\n1 | P2 | 06/11/2014")
        store.record(bulk("import", 2022, previous_permanence=row), who="return")
        assert told(store)[0].endswith("; date of previous permanence: 6 Nov 2014")
        before = "6 Nov 2014"
        for text, said in (("zz/11/2014", "Nov 2014"), ("zz/zz/2014", "2014"), ("zz/zz/zzzz", "not known")):
            words = do(store, lambda tx, text=text: _replace_only(tx, date_perm=text))  # type: ignore[misc]
            assert words == [f"Date of previous permanence changed from {before} to {said} by anna on 4 Jun 2022"]
            before = said

    def test_newest_comes_first(self, store: Store) -> None:
        do(store, lambda tx: move(tx, dt.date(2022, 5, 13)))
        numbers = [sentence.number for sentence in sentences(store.history("1"))]
        assert numbers == sorted(numbers, reverse=True)


def test_nobody_has_no_history(store: Store) -> None:
    assert sentences(store.history("nobody")) == []
