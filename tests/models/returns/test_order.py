"""Several years' returns give the same in any order, one by one or as one set, with corrections and blanks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from models.returns import Reading, YearReturn
from models.returns.proposal import plan
from models.returns.state import SHAPES
from tests.support.returns import Kept

YEARS = (2021, 2022, 2023)
DAYS = (dt.date(2020, 5, 1), dt.date(2021, 6, 1), dt.date(2022, 7, 1))
ENDS = (None, dt.date(2020, 9, 1), dt.date(2021, 9, 1), dt.date(2022, 9, 1))


def frame(fact: str, rows: Sequence[dict[str, object]]) -> pl.DataFrame:
    shape = SHAPES[fact]
    cells = {"child": pl.String, **shape.keys, **shape.cells}
    blank = dict.fromkeys(cells)
    places = [{"_file": "x.csv", "_row": number} for number in range(len(rows))]
    whole = [{**blank, **row, **place} for row, place in zip(rows, places, strict=True)]
    return pl.DataFrame(whole, schema={**cells, "_file": pl.String, "_row": pl.UInt32})


def reading(*parts: YearReturn) -> Reading:
    return Reading(tuple(sorted(parts, key=lambda part: part.year)), (), pl.DataFrame())


@st.composite
def histories(draw: st.DrawFn) -> list[YearReturn]:
    """Each year's return with whatever it says of two children: cells differ from year to year, some are blank."""
    parts = []
    for year in YEARS:
        headers = [
            {
                "child": child,
                "ethnic": draw(st.sampled_from([None, "WBRI", "MWAS"])),
                "upn": draw(st.sampled_from([None, "UN1"])),
            }
            for child in draw(st.sets(st.sampled_from("ab")))
        ]
        episodes = [
            {
                "child": child,
                "decom": day,
                "ls": draw(st.sampled_from([None, "C1", "C2"])),
                "dec": draw(st.sampled_from(ENDS)),
                "rec": draw(st.sampled_from([None, "X1", "E8"])),
            }
            for child, day in sorted(draw(st.sets(st.tuples(st.sampled_from("ab"), st.sampled_from(DAYS)))))
        ]
        leavers = [{"child": child, "of_year": year, "activ": "F1"} for child in draw(st.sets(st.sampled_from("ab")))]
        tables = {"child_details": headers, "care_episode": episodes, "care_leaver": leavers}
        parts.append(YearReturn(year, ("x.csv",), {fact: frame(fact, rows) for fact, rows in tables.items()}))
    return parts


def taken(kept: Kept, *parts: YearReturn) -> Kept:
    kept.record(plan(reading(*parts), kept.standing()).bulk)
    return kept


@settings(max_examples=8)
@given(histories(), st.permutations(YEARS))
def test_any_order_gives_what_one_set_gives(history: list[YearReturn], order: Sequence[int]) -> None:
    whole = taken(Kept(), *history)
    one_by_one = Kept()
    for year in order:
        taken(one_by_one, *[part for part in history if part.year == year])
    assert one_by_one.everything() == whole.everything()
    assert plan(reading(*history), whole.standing()).bulk is None or any(
        proposal.conflicts for proposal in [plan(reading(*history), whole.standing())]
    )


@settings(max_examples=6)
@given(histories(), st.permutations(YEARS))
def test_two_years_then_the_third_gives_the_same(history: list[YearReturn], order: Sequence[int]) -> None:
    first = [part for part in history if part.year in order[:2]]
    last = [part for part in history if part.year == order[2]]
    assert taken(taken(Kept(), *first), *last).everything() == taken(Kept(), *history).everything()


@settings(max_examples=6)
@given(histories(), st.sampled_from(YEARS))
def test_the_same_return_again_records_nothing(history: list[YearReturn], year: int) -> None:
    kept = taken(Kept(), *history)
    again = plan(reading(*[part for part in history if part.year == year]), kept.standing())
    assert again.bulk is None
    assert (again.new, again.changed) == (0, 0)


@settings(max_examples=6)
@given(histories())
def test_years_one_by_one_give_what_the_union_of_their_rows_gives(history: list[YearReturn]) -> None:
    """The union: every row once, each cell as the latest year that fills it has it."""
    tables = {}
    for fact in ("child_details", "care_episode", "care_leaver"):
        shape = SHAPES[fact]
        rows: dict[tuple[object, ...], dict[str, object]] = {}
        for part in history:
            for row in part.tables[fact].iter_rows(named=True):
                key = tuple(row[name] for name in ("child", *shape.keys))
                filled = {name: cell for name, cell in row.items() if cell is not None and not name.startswith("_")}
                rows[key] = {**rows.get(key, {}), **filled}
        tables[fact] = frame(fact, list(rows.values()))
    union = taken(Kept(), YearReturn(YEARS[-1], ("x.csv",), tables))
    whole = taken(Kept(), *history)
    assert {fact: union.rows(fact) for fact in tables} == {fact: whole.rows(fact) for fact in tables}
