"""Every figure agrees with a second, plain reading: on the demonstration authority, and on strange histories."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from models import samples
from models.measures import MEASURES, Period, Tally
from models.snapshot import Facts, Snapshot
from models.tables import TABLES
from tests.support.oracle import Reading

TODAY = dt.date(2026, 3, 31)


def empty(table: str) -> pl.DataFrame:
    kinds = {"date": pl.Date, "int": pl.Int64}
    fields = TABLES[table].model_fields
    return pl.DataFrame(
        schema={
            name: next((kind for word, kind in kinds.items() if word in str(field.annotation)), pl.String)
            for name, field in fields.items()
            if name not in ("fact_id", "superseded_by", "ended", "digest", "year", "older", "imported_as")
        }
    )


def as_facts(frames: dict[str, pl.DataFrame]) -> Facts:
    def load(table: str) -> pl.DataFrame:
        bare = empty(table)
        frame = frames.get(table, bare)
        whole = frame.with_columns(
            pl.lit(None, dtype=bare.schema[name]).alias(name) for name in bare.columns if name not in frame.columns
        )
        return whole.select(bare.columns).sort("child", *TABLES[table].KEY[1:])

    return Facts(load)


def answer(tally: Tally) -> Any:
    children = tally.children.to_list()
    if tally.unit == "difference":
        return tally.value
    if tally.days is not None:
        return sorted(zip(children, tally.days.to_list(), strict=True))
    if tally.base is not None:
        return sorted(children), sorted(tally.base.to_list())
    return sorted(children)


def disagreements(facts: Facts, day: dt.date, first: dt.date) -> dict[str, Any]:
    period = Period(first, day)
    snapshot = Snapshot(facts, day)
    wrong = {}
    for code, expected in Reading(facts, day, first).answers().items():
        tally = MEASURES[code].tally(snapshot, period)
        found = answer(tally)
        if code.startswith("T"):
            days, missing = expected
            found, expected = (found, sorted(tally.no_date.to_list())), (days, missing)
        if found != expected:
            wrong[code] = (found, expected)
    return wrong


@pytest.fixture(scope="module")
def northport() -> Facts:
    return as_facts(dict(samples.authority(600, seed=7, today=TODAY).new))


@pytest.mark.parametrize("year", [2018, 2021, 2023, 2025, 2026])
def test_the_demonstration_is_read_the_same_twice(northport: Facts, year: int) -> None:
    assert disagreements(northport, dt.date(year, 3, 31), dt.date(year - 1, 4, 1)) == {}


LS = st.sampled_from(["C1", "C2", "E1", "E1", "V2", "V3"])
PLACES = ["U6", "U5", "U3", "A6", "A5", "A3", "P1", "K2", "T1", "T3", "U4"]
PROVIDERS = ["PR1", "PR4"]


@st.composite
def histories(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """A few children with sound and broken chains, first rows of every kind, and dates close together."""
    episodes, details, adoptions, decisions = [], [], [], []
    start = dt.date(2024, 1, 1)
    for child in ("1", "2", "3"):
        details.append((child, draw(st.dates(dt.date(2006, 2, 27), dt.date(2024, 1, 1)))))
        day = start + dt.timedelta(days=draw(st.integers(0, 40)))
        count = draw(st.integers(1, 7))
        for number in range(count):
            last = number == count - 1
            rne = draw(st.sampled_from("SLPTBU" if number == 0 else "LPTBUS"))
            length = draw(st.integers(1, 400))
            ending = draw(st.sampled_from([None, "E11", "E45", "E4A", "X1"] if last else ["X1", "X1", "X1", "E4A"]))
            end = day + dt.timedelta(days=length) if ending else None
            ls, place = draw(LS), draw(st.sampled_from(PLACES))
            episodes.append((child, day, rne, ls, place, draw(st.sampled_from(PROVIDERS)), end, ending))
            day += dt.timedelta(days=length + (draw(st.sampled_from([0, 0, 0, 0, 9])) if ending != "E4A" else 9))
        if draw(st.booleans()):
            match = draw(st.none() | st.dates(start, dt.date(2027, 1, 1)))
            adoptions.append((child, match, draw(st.sampled_from(["0", "1", None]))))
        for on in draw(st.lists(st.dates(start, dt.date(2027, 1, 1)), max_size=2, unique=True)):
            ceased = draw(st.none() | st.just(on + dt.timedelta(days=100)))
            decisions.append((child, on, ceased))
    cells = {"child": pl.String, "decom": pl.Date, "rne": pl.String, "ls": pl.String, "place": pl.String}
    cells |= {"place_provider": pl.String, "dec": pl.Date, "rec": pl.String}
    return {
        "care_episode": pl.DataFrame(episodes, schema=cells, orient="row"),
        "child_details": pl.DataFrame(details, schema={"child": pl.String, "dob": pl.Date}, orient="row"),
        "adoption": pl.DataFrame(
            adoptions, schema={"child": pl.String, "date_match": pl.Date, "foster_care": pl.String}, orient="row"
        ),
        "adm_decision": pl.DataFrame(
            decisions, schema={"child": pl.String, "date_placed": pl.Date, "date_placed_ceased": pl.Date}, orient="row"
        ),
    }


@settings(phases=[Phase.explicit, Phase.generate], max_examples=40)
@given(histories(), st.dates(dt.date(2024, 2, 1), dt.date(2027, 6, 1)))
def test_strange_histories_are_read_the_same_twice(frames: dict[str, pl.DataFrame], day: dt.date) -> None:
    assert disagreements(as_facts(frames), day, Period.year_to(day).first) == {}
