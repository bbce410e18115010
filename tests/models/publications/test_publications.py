"""What is published is sealed for good: reproduced from its row keys, or each difference explained child by child."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from models import samples
from models.edits import Refused, Tx
from models.edits.facts import RecordFact, values
from models.edits.identity import MergeChildren
from models.edits.policy import SetPolicy
from models.measures import MEASURES, Period, evaluate
from models.publications import Publication, counted, publications, seal
from models.publications.content import again, unpacked, words
from models.publications.locking import ahead, locked
from models.publications.revising import Revision, revisions
from models.snapshot import Snapshot
from models.store import Store
from models.subjects import AUTHORITY
from tests.support.desks import Desk
from tests.support.facts import episodes
from tests.support.stores import Doing

TODAY = dt.date(2026, 3, 31)
PUBLISHED = dt.date(2025, 11, 30)
YEAR = Period.year_to(PUBLISHED)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small authority with an estimate, made once."""
    folder = tmp_path_factory.mktemp("filled")
    desk = Desk(folder, today=TODAY)
    desk.store.record(samples.authority(120, seed=7, today=TODAY), who="A. Clerk")
    desk.do(RecordFact(AUTHORITY, "population", values({"since": dt.date(2020, 4, 1), "estimate": 33_128})))
    desk.store.close()
    return folder / "desk.db"


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, today=TODAY)
    desk.store.close()
    desk.store = Store.open(str(shutil.copy(filled, tmp_path / "filled.db")))
    yield desk
    desk.store.close()


def publish(
    desk: Desk, title: str = "Autumn report", period: Period = YEAR, measures: Sequence[str] | None = None
) -> Publication:
    desk.do(seal(Snapshot(desk.store.facts(), desk.today), period, title, measures))
    return publications(desk.store.facts())[-1]


def revised(desk: Desk, publication: Publication) -> list[Revision]:
    touched = desk.store.touched(publication.stood_at)
    return revisions(publication, Snapshot(desk.store.facts(), desk.today), touched, desk.store.replayed)


def rows(desk: Desk, publication: Publication) -> pl.DataFrame:
    """The sealed row keys."""
    return unpacked(counted(desk.store.facts(), publication.number))


DATES = {
    "care_episode": ("decom", "dec"),
    "adoption": ("date_match",),
    "adm_decision": ("date_placed", "date_placed_ceased"),
    "child_details": ("dob",),
    "milestone": ("day",),
}


def correct(desk: Desk, chance: random.Random, children: list[str]) -> None:
    """One date of one child is found to have been another, days or months before what was published."""
    child, table = chance.choice(children), chance.choice(list(DATES))

    def change(tx: Tx) -> None:
        standing = [dict(row) for row in tx.current(table, child)]
        dated = [(row, cell) for row in standing for cell in DATES[table] if row[cell] is not None]
        if not dated:
            return
        row, cell = chance.choice(dated)
        if chance.random() < 0.1:
            tx.end(table, row, None)
            return
        day = row[cell] - dt.timedelta(days=chance.randrange(-40, 200))
        if not any(other is not row and other.get(cell) == day for other in standing):
            tx.replace(table, row, None, **{cell: day})

    desk.do(Doing(change, label=f"Correct a date of {table}", kind="correction"))


def test_a_figure_is_worked_out_again_from_its_row_keys(desk: Desk) -> None:
    publication = publish(desk)
    keys = rows(desk, publication)
    assert set(publication.figures) == set(MEASURES)
    for code, said in publication.figures.items():
        value = again(said, keys.filter(pl.col("code") == code))
        assert value == (said["value"] if said["value"] is None else pytest.approx(said["value"])), code
    assert revised(desk, publication) == []


@pytest.mark.parametrize("corrections", [80, 1000])
def test_after_back_dated_corrections_each_difference_is_explained_child_by_child(desk: Desk, corrections: int) -> None:
    publication = publish(desk)
    sealed = rows(desk, publication)
    known = dt.datetime.fromisoformat(desk.store.change_sets()["at"][-1])
    chance = random.Random(corrections)
    children = desk.store.facts()["child_details"]["child"].to_list()
    for _ in range(corrections):
        correct(desk, chance, children)
    assert publications(desk.store.facts()) == [publication]
    then = evaluate(Snapshot(desk.store.facts(known_on=known), PUBLISHED), YEAR)
    now = evaluate(Snapshot(desk.store.facts(), PUBLISHED), YEAR)
    found = {revision.code: revision for revision in revised(desk, publication)}
    assert len(found) > 10
    for code, said in publication.figures.items():
        assert then[code].value == said["value"]  # as known then, it is reproduced
        revision = found.get(code)
        before, after = (
            Counter(each.filter(pl.col("code") == code).select("child", "role", "days").iter_rows())
            for each in (sealed, words({code: now[code]}))
        )
        moved = {row[0] for row in (before - after) + (after - before)}
        assert moved == (set() if revision is None else set(revision.children)), code
        if revision is None:
            assert now[code].value == (None if said["value"] is None else pytest.approx(said["value"]))
        else:
            assert (revision.old, revision.new) == (said["value"], now[code].value)
            assert all(change.causes for change in revision.changes), code
            assert all(cause.number > publication.recorded_by for change in revision.changes for cause in change.causes)


def test_who_came_who_went_and_whose_days_changed_is_said_with_the_act(tmp_path: Path) -> None:
    desk = Desk(tmp_path, today=dt.date(2022, 6, 1))
    drawn = (
        "child | decom | ls\n1 | 2020-01-06 | C2\n1 | 2021-01-06 | E1\n2 | 2020-01-06 | C2\n2 | 2021-02-06 | E1\n"
        "3 | 2020-01-06 | C2"
    )
    desk.lay(episodes(drawn), adoption="child | date_match\n1 | 2021-06-06\n2 | 2021-07-06")
    publication = publish(desk, period=Period.year_to(dt.date(2022, 3, 31)))
    assert publication.figures["T01"]["value"] == pytest.approx((151 + 150) / 2)
    later = dt.date(2021, 6, 8)
    match = Doing(lambda tx: tx.replace("adoption", tx.current("adoption", "1")[0], None, date_match=later))
    desk.do(replace(match, label="Set match date"))
    desk.do(Doing(lambda tx: tx.replace("adoption", tx.current("adoption", "2")[0], None, date_match=None)))
    new = RecordFact("1", "missing_episode", values({"mis_start": dt.date(2022, 1, 1), "missing": "M"}))
    desk.do(new)
    found = {revision.code: revision for revision in revised(desk, publication)}
    said = {change.child: change.words for change in found["T01"].changes}
    assert said == {"1": "151, now 153 days", "2": "went, was 150 days"}
    (cause,) = found["T01"].changes[0].causes
    assert (cause.label, cause.who, cause.number) == ("Set match date", "A. Worker", publication.recorded_by + 1)
    assert "M01" not in found
    desk.store.close()


def test_an_erased_child_goes_from_the_row_keys_and_the_sealed_figure_stays(desk: Desk) -> None:
    publication = publish(desk)
    child = rows(desk, publication).filter((pl.col("code") == "M01") & (pl.col("role") == "in"))["child"][0]
    desk.store.erase(child, who="Ben Other", reason="Ordered by the county court")
    (same,) = publications(desk.store.facts())
    assert same == publication
    assert child not in rows(desk, same)["child"]
    found = {revision.code: revision for revision in revised(desk, same)}
    assert (found["M01"].erased, found["M01"].changes) == (1, ())
    assert (found["M01"].old, found["M01"].new) == (said := publication.figures["M01"]["value"], said - 1)
    assert child not in str(same.sealed)


def test_a_merged_record_is_said_to_be_in_the_other_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, today=dt.date(2022, 6, 1))
    desk.lay(episodes("child | decom\n1 | 2020-01-06\n2 | 2020-01-06\n3 | 2020-01-06"))
    publication = publish(desk, period=Period.year_to(dt.date(2022, 3, 31)), measures=["M01"])
    desk.do(MergeChildren("1", "2", seen=desk.store.head))
    (revision,) = revised(desk, publication)
    (change,) = revision.changes
    assert (revision.old, revision.new) == (3, 2)
    assert (change.child, change.words) == ("2", "went; its record was merged into that of 1")
    assert counted(desk.store.facts(), 1)["child"].to_list() == ["1", "2", "3"]
    desk.store.close()


def test_a_measure_that_the_program_has_no_longer_is_said(desk: Desk) -> None:
    publication = publish(desk, measures=["M01", "K02"])
    gone = [each | ({"code": "K99"} if each["code"] == "K02" else {}) for each in publication.sealed["figures"]]
    (revision,) = revised(desk, replace(publication, sealed={**publication.sealed, "figures": gone}))
    assert (revision.code, revision.new) == ("K99", None)
    assert revision.besides == ("The program has no such measure any more",)


def test_a_population_recorded_otherwise_is_said(desk: Desk) -> None:
    publication = publish(desk)
    desk.do(RecordFact(AUTHORITY, "population", values({"since": dt.date(2025, 4, 1), "estimate": 33_000})))
    (revision,) = revised(desk, publication)
    assert (revision.code, revision.changes) == ("M02", ())
    assert revision.besides == ("The population estimate of the day was recorded otherwise since",)


def test_a_publication_can_be_undone_and_its_number_is_free_again(desk: Desk) -> None:
    publish(desk, measures=["M01"])
    desk.store.undo(desk.store.head, who="Sam")
    assert publications(desk.store.facts()) == []
    assert desk.store.facts()["published_child"].is_empty()
    assert publish(desk, measures=["M01"]).number == 1
    assert publish(desk, "Winter report", measures=["M01"]).number == 2


@pytest.mark.parametrize(
    ("title", "period", "sentence"),
    [
        ("", YEAR, "a title of at most 120 letters"),
        ("Two\nlines", YEAR, "a title of at most 120 letters"),
        ("Autumn report", YEAR, "was published already"),
        ("Later", Period.year_to(dt.date(2027, 3, 31)), "a day that has come"),
        ("Backwards", Period(PUBLISHED, dt.date(2025, 1, 1)), "begins after its end"),
    ],
)
def test_what_cannot_be_published_is_refused(desk: Desk, title: str, period: Period, sentence: str) -> None:
    publish(desk, measures=["M01"])
    with pytest.raises(Refused, match=sentence):
        desk.do(seal(Snapshot(desk.store.facts(), desk.today), period, title, ["M01"]))
    assert len(publications(desk.store.facts())) == 1


def test_no_child_is_named_in_what_is_sealed(desk: Desk) -> None:
    publication = publish(desk)
    children = set(desk.store.facts()["child_details"]["child"])
    assert not children & set(desk.store.facts()["publication"]["sealed"].item().replace('"', " ").split())
    assert publication.sealed["children"] == counted(desk.store.facts(), 1).height


class TestLock:
    @pytest.fixture
    def two(self, desk: Desk) -> tuple[Publication, Publication]:
        some = ["A10", "K02", "K10", "M02", "T01"]
        before = publish(desk, "Autumn report", Period.year_to(dt.date(2025, 9, 30)), some)
        return before, publish(desk, "Winter report", measures=some)

    def test_says_nothing_where_all_is_defined_alike(self, two: tuple[Publication, Publication]) -> None:
        assert locked(two[1], two[0]) == []

    @pytest.mark.parametrize(
        ("code", "otherwise", "sentence"),
        [
            ("K02", {"definition": "Another sentence. A second one.", "identity": "K02-old"}, "the definition changed"),
            ("K02", {"denominator": "all children in care"}, "the denominator changed from “all children in care”"),
            ("A10", {"threshold": {"value": 487, "words": "16 months", "per": "average"}}, "changed from 487"),
            ("K02", {"target": 20}, "the target changed from 20 to none"),
            ("M02", {"estimate": 33_000}, "the population changed from 33,000 to 33,128 children"),
            ("T01", {"unit": "weeks"}, "it was in weeks and is in days"),
            ("K10", {"first": "2025-04-01"}, "the period changed"),
        ],
    )
    def test_says_what_was_defined_otherwise(
        self, two: tuple[Publication, Publication], code: str, otherwise: dict[str, Any], sentence: str
    ) -> None:
        figures = [each | otherwise if each["code"] == code else each for each in two[0].sealed["figures"]]
        (said,) = locked(two[1], replace(two[0], sealed={**two[0].sealed, "figures": figures}))
        assert said.startswith(f"{code} ")
        assert sentence in said

    def test_says_that_a_policy_was_chosen_otherwise(self, desk: Desk) -> None:
        before = publish(desk, measures=["M01"])
        desk.do(SetPolicy("HOURS", 20, desk.store.head))
        (said,) = locked(publish(desk, "Winter report", measures=["M01"]), before)
        assert said.startswith("The policy “Full-time education” changed from 25 hours to 20 hours")

    def test_is_told_before_anything_is_published(self, desk: Desk) -> None:
        """What the form would say of the next publication is what the lock says once it is published."""
        before = publish(desk, "Autumn report")
        desk.do(SetPolicy("HOURS", 20, desk.store.head))
        figures = [each | {"target": 20} if each["code"] == "K02" else each for each in before.sealed["figures"]]
        before = replace(before, sealed={**before.sealed, "figures": figures})
        told = ahead(desk.store.facts(), YEAR, before)
        assert told == {
            "K02": ["the target changed from 20 to none."],
            "": [
                "The policy “Full-time education” changed from 25 hours to 20 hours; "
                "figures that rest on it are not alike."
            ],
        }
        after = locked(publish(desk, "Winter report"), before)
        assert [each.partition(": ")[2] or each for each in after] == [*told["K02"], *told[""]]

    def test_nothing_is_told_before_where_all_is_defined_alike(self, desk: Desk) -> None:
        assert ahead(desk.store.facts(), YEAR, publish(desk)) == {}
