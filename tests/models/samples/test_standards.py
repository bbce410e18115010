"""The demonstration has what its figures are held against: targets, figures of elsewhere, events, publications."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from models.charts import CHARTS
from models.measures import MEASURES, Period
from models.publications import publications
from models.publications.example import EXAMPLES, examples
from models.publications.locking import locked
from models.publications.revising import revisions
from models.samples.standards import EVENTS, TARGETS
from models.scorecard import lines
from models.snapshot import Snapshot
from models.store import Store
from tests.support.northport import TODAY, northport, northport_facts


def test_each_target_stands_on_the_scorecard_with_a_state() -> None:
    told = {line.measure.code: line for line in lines(Snapshot(northport_facts(), TODAY), Period.year_to(TODAY))}
    for code, since, value in TARGETS:
        assert dt.date.fromisoformat(since) < TODAY
        assert told[code].target == value
        assert told[code].judged.letter in "RAG"


def test_a_figure_of_england_is_compared_where_the_definition_is_ours_and_refused_elsewhere() -> None:
    known = Snapshot(northport_facts(), TODAY)
    told = {line.measure.code: line for line in lines(known, Period.year_to(TODAY), only=("A1", "A2", "C01"))}
    assert told["A1"].comparator is not None
    assert (told["A1"].comparator.area, told["A1"].comparator.value) == ("England", 486)
    for code in ("A2", "C01"):
        assert told[code].comparator is None
        assert [each.refused.startswith("Not compared") for each in told[code].comparators] == [True], code


def test_the_events_are_marked_on_the_charts() -> None:
    chart = CHARTS["care"].make(Snapshot(northport_facts(), dt.date(2022, 8, 31)), 36)
    assert [words for _day, words in chart.events] == [words for _day, words, _kind in EVENTS]


def test_two_papers_are_published_and_what_the_second_defines_otherwise_is_said(tmp_path: Path) -> None:
    with Store.create(str(tmp_path / "northport.db")) as store:
        store.record(northport(120), who="demonstration")
        for published in examples(store.facts, TODAY):
            store.apply(published, who="demonstration", today=TODAY)
        first, second = publications(store.facts())
        assert [(each.title, each.day) for each in (first, second)] == list(EXAMPLES)
        assert len(first.figures) == len(second.figures) == len(MEASURES)
        assert [each.split(":")[0].split()[0] for each in locked(second, first)] == ["T02", "K13"], "their new targets"
        touched = store.touched(second.stood_at)
        assert revisions(second, Snapshot(store.facts(), second.day), touched, store.replayed) == []
        assert list(examples(store.facts, dt.date(2021, 11, 29))) == []
