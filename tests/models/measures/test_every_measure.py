"""Promises that every measure keeps; a new one is tested before its author writes a line."""

from __future__ import annotations

import datetime as dt
import importlib
import json

import polars as pl
import pytest

from models.measures import GROUPS, MEASURES, Measure, Period, Tally, as_json, evaluate
from models.measures._ahead import PARTS
from models.progress import Cancelled
from models.rules.figures import estimate
from models.snapshot import SPELLS, Facts, Snapshot, as_at
from tests.support.facts import facts
from tests.support.sampled import authority, changed

IDS = [
    "A1",
    "A2",
    "A3",
    "A10",
    "A4",
    "A5",
    "A9",
    "A15",
    "A16",
    "M01",
    "M02",
    "M03",
    "M03s",
    "M04",
    "M04s",
    "M05",
    "M06",
    "K01",
    "K02",
    "K03",
    "K04",
    "K05",
    "K06",
    "K07",
    "K08",
    "K09",
    "K10",
    "K11",
    "K12",
    "K13",
    "K14",
    "K15",
    "K16",
    "K17",
    "K18",
    "K19",
    "T01",
    "T02",
    "T03",
    "T04",
    "T05",
    "T06",
    "T07",
    "T08",
    "T09",
    "T10",
    "T11a",
    "T11b",
    "T12",
    "C01",
    "C02",
    "C03",
    "C04a",
    "C04b",
    "C05",
    "C06",
    "C07",
    "E01",
    "E02",
    "E03",
    "E04",
    "E04c",
    "E04s",
    "E05",
    "E05i",
    "E06",
    "L01",
    "L01b",
    "L02",
    "Q01",
    "ST1",
    "ST2",
    "ST3",
    "R03",
    "R04",
    "R05",
    "V01",
    "R01",
    "R02",
    "S01",
    "S02",
]
RARE = ("M02", "M06", "A5", "K07", "K08", "E03", "E06", "R04", "R05", "L01", "L02", "Q01")
"""Those that a sound sample may have nobody for."""
DAYS = [dt.date(2021, 3, 31), dt.date(2024, 2, 29), dt.date(2025, 11, 5)]
EVERY = pytest.mark.parametrize("code", list(MEASURES))
CHILD_BY_CHILD = pytest.mark.parametrize("code", [code for code in MEASURES if code != "C01"])
"""C01 counts applications to the court: brothers and sisters share one, in the list under the first of them."""
DATED = pytest.mark.parametrize("day", DAYS, ids=str)
Answers = dict[str, Tally]


def answers(known: Facts, day: dt.date) -> Answers:
    return evaluate(Snapshot(known, day), Period.year_to(day))


@pytest.fixture(scope="module")
def some() -> Facts:
    return authority(240)


@pytest.fixture(scope="module")
def whole(some: Facts) -> dict[dt.date, Answers]:
    return {day: answers(some, day) for day in DAYS}


@pytest.fixture(scope="module")
def halves(some: Facts) -> dict[dt.date, tuple[Answers, Answers]]:
    children = some["child_details"]["child"].to_list()
    one, other = some.take(children[::2]), some.take(children[1::2])
    return {day: (answers(one, day), answers(other, day)) for day in DAYS}


@pytest.fixture(scope="module")
def without_what_came_later(some: Facts) -> dict[dt.date, Answers]:
    def cut(day: dt.date) -> Facts:
        return changed(some, lambda table, frame: as_at(frame, table, day))

    return {day: answers(cut(day), day) for day in DAYS}


@pytest.fixture(scope="module")
def the_other_way_round(some: Facts) -> dict[dt.date, Answers]:
    names = some["child_details"]["child"].unique().sort()
    new = dict(zip(names, names.reverse(), strict=True))

    def renamed(table: str, frame: pl.DataFrame) -> pl.DataFrame:
        begins = SPELLS[table].begins
        turned = frame.with_columns(pl.col("child").replace(new))
        return turned.sample(fraction=1, shuffle=True, seed=3).sort(["child", begins] if begins else ["child"])

    other = changed(some, renamed)
    back = {value: key for key, value in new.items()}
    return {day: {code: _renamed(tally, back) for code, tally in answers(other, day).items()} for day in DAYS}


def _renamed(tally: Tally, names: dict[str, str]) -> Tally:
    return Tally(
        tally.unit,
        tally.children.replace(names),
        days=tally.days,
        base=None if tally.base is None else tally.base.replace(names),
        no_date=tally.no_date.replace(names),
        given=tally.given,
    )


def rows(*tallies: Tally) -> tuple[list[object], ...]:
    """Everything a figure rests on, whatever the order."""
    counted: list[object] = []
    for tally in tallies:
        counted += list(zip(tally.children, tally.children if tally.days is None else tally.days, strict=True))
    base = [child for tally in tallies if tally.base is not None for child in tally.base]
    return sorted(counted), sorted(base), sorted(child for tally in tallies for child in tally.no_date)  # type: ignore[type-var]


def test_they_are_all_there() -> None:
    assert set(IDS) <= set(MEASURES)


@EVERY
def test_it_has_a_file_of_its_own_name(code: str) -> None:
    assert importlib.import_module(f"models.measures.{code.lower()}").__doc__


@EVERY
def test_it_explains_itself_and_names_its_source(code: str) -> None:
    measure = MEASURES[code]
    assert len(measure.definition.split()) > 15
    assert measure.definition.rstrip().endswith(".")
    assert measure.source
    assert measure.title
    assert measure.group in GROUPS


@EVERY
def test_it_says_apart_who_is_counted_of_whom_and_who_is_out(code: str) -> None:
    measure = MEASURES[code]
    words = measure.words
    for said in (words[""], measure.counted, measure.base, *filter(None, (words["Who is out"],))):
        assert said[0].isupper()
        assert said.endswith(".")
    share = measure.unit in ("%", "per 10,000")
    assert bool(words["Of"]) is share, "what is a share names its denominator, and nothing else has one"
    assert not share or measure.counted != "All who are in it."
    told = len(" ".join(words.values()).split())
    labels = sum(
        len(label.split()) for label in ("Counted:", "Who is in:", "Of:", "Who is out:") if label in measure.definition
    )
    assert told + labels == len(measure.definition.split()), "no word of the definition is lost"


@pytest.fixture(scope="module")
def of_nobody() -> Snapshot:
    return Snapshot(facts(), DAYS[0])


@EVERY
def test_nobody_gives_no_figure(code: str, of_nobody: Snapshot) -> None:
    tally = MEASURES[code].tally(of_nobody, Period.year_to(DAYS[0]))
    unknown = tally.days is not None or tally.base is not None or not tally.kept
    assert tally.value is None if unknown else tally.value == 0
    assert tally.n == 0
    assert json.dumps(as_json(MEASURES[code], tally))


@EVERY
def test_the_sample_has_somebody_to_count(code: str, whole: dict[dt.date, Answers]) -> None:
    assert code in RARE or any(answer[code].n for answer in whole.values())


@CHILD_BY_CHILD
@DATED
def test_every_child_counts_alone(
    code: str, day: dt.date, whole: dict[dt.date, Answers], halves: dict[dt.date, tuple[Answers, Answers]]
) -> None:
    assert rows(*(half[code] for half in halves[day])) == rows(whole[day][code])


@EVERY
@DATED
def test_what_came_later_changes_nothing(
    code: str, day: dt.date, whole: dict[dt.date, Answers], without_what_came_later: dict[dt.date, Answers]
) -> None:
    assert rows(without_what_came_later[day][code]) == rows(whole[day][code])


@CHILD_BY_CHILD
@DATED
def test_the_order_of_rows_changes_nothing(
    code: str, day: dt.date, whole: dict[dt.date, Answers], the_other_way_round: dict[dt.date, Answers]
) -> None:
    assert rows(the_other_way_round[day][code]) == rows(whole[day][code])


@EVERY
@DATED
def test_the_figure_is_its_rows(code: str, day: dt.date, some: Facts, whole: dict[dt.date, Answers]) -> None:
    measure, tally = MEASURES[code], whole[day][code]
    answer = as_json(measure, tally)
    assert tally.unit == measure.unit == answer["unit"]
    assert answer["children"] == sorted(answer["children"])
    assert not set(tally.no_date) & (set(tally.children) if tally.base is None else set(tally.base))
    assert set(tally.flagged) <= set(tally.children)
    if code == "M06":
        before, started, ended, now = (len(part.children) for part in tally.parts)
        assert tally.value == before + started - ended - now
    elif tally.days is not None:
        assert len(tally.days) == len(answer["children"]) == tally.n
        assert tally.value == (pytest.approx(sum(tally.days) / tally.n) if tally.n else None)
        assert {"median", "minimum", "maximum"} <= set(answer)
    elif tally.base is not None:
        assert answer["denominator"] == len(answer["base"]) == tally.n
        assert tally.value == (100 * len(answer["children"]) / len(answer["base"]) if answer["base"] else None)
        assert code == "K09" or set(tally.children) <= set(tally.base)
    elif code == "L02":
        assert tally.value == (sum(group.value for group in tally.groups) if tally.kept else None)
    elif tally.given is not None:
        assert tally.value == pytest.approx(10_000 * len(answer["children"]) / estimate(some, day))
    elif tally.kept:
        assert tally.value == len(answer["children"])
        assert isinstance(tally.value, int)
    else:
        assert tally.value is None
        assert tally.n == 0


@pytest.mark.parametrize(
    "code",
    ["M05", "K03", "K04", "K05", "K12", "K14", "K19", "T06", "A5", "S01", "C01", "C02", "C03", "R03", "E06", "Q01"],
)
@DATED
def test_groups_part_the_figure(code: str, day: dt.date, whole: dict[dt.date, Answers]) -> None:
    tally = whole[day][code]
    parted = tally.children if tally.base is None else tally.base
    assert sorted(child for group in tally.groups for child in group.children) == sorted(parted)


@EVERY
def test_a_day_asked_through_another_is_the_same_day(code: str, some: Facts, whole: dict[dt.date, Answers]) -> None:
    late, early = DAYS[-1], DAYS[0]
    measure: Measure = MEASURES[code]
    assert rows(measure.tally(Snapshot(some, late), Period.year_to(early))) == rows(whole[early][code])


def test_only_some_and_unknown_names(some: Facts) -> None:
    snapshot, period = Snapshot(some, DAYS[0]), Period.year_to(DAYS[0])
    assert list(evaluate(snapshot, period, only=["T01", "A10"])) == ["T01", "A10"]
    with pytest.raises(ValueError, match="no measure is called A20; there are A1, "):
        evaluate(snapshot, period, only=["A20"])


def test_it_stops_when_asked(some: Facts) -> None:
    def stop(share: float, words: str) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        evaluate(Snapshot(some, DAYS[0]), Period.year_to(DAYS[0]), progress=stop)


def test_of_what_is_read_ahead_for_all_figures_nothing_is_read_twice(some: Facts) -> None:
    read: list[str] = []

    def part(table: str, columns: tuple[str, ...], kinds: tuple[str, ...]) -> pl.DataFrame:
        read.append(table)
        return some.only(table, *columns, kinds=kinds)

    def load(table: str) -> pl.DataFrame:
        read.append(table)
        return some[table]

    known = Facts(load, some=part)
    for tally in answers(known, DAYS[0]).values():
        tally.apart()
    assert [table for table, *_ in PARTS if read.count(table) != 1] == []
