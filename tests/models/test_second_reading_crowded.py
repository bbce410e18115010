"""Every figure agrees with the second reading in a crowd with court and school, where the rare things happen too."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from models.measures import MEASURES, Period
from models.snapshot import Facts, Snapshot, as_at
from tests.models.test_second_reading import EVERYTHING, as_facts, disagreements, empty, said
from tests.support.crowd_beside import CrowdBeside

DAYS = [dt.date(2021, 10, 15), dt.date(2022, 8, 31), dt.date(2023, 2, 28), dt.date(2024, 2, 29)]


def drawn(seed: int, children: int) -> dict[str, pl.DataFrame]:
    rows = CrowdBeside(children, seed).rows
    return {table: pl.DataFrame(found, schema=empty(table).schema) for table, found in rows.items()}


@pytest.fixture(scope="module")
def crowd() -> Facts:
    return as_facts(drawn(3, 90))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_crowd_with_court_and_school_is_read_the_same_twice(crowd: Facts, day: dt.date) -> None:
    assert disagreements(crowd, day, Period.year_to(day).first) == {}


@pytest.mark.parametrize("code", ["C01", "C04b", "E04s", "E05i", "L01", "L01b", "R03", "R04", "V01"])
def test_the_crowd_has_somebody_to_count(crowd: Facts, code: str) -> None:
    assert any(MEASURES[code].tally(Snapshot(crowd, day), Period.year_to(day)).n for day in DAYS)


def test_what_came_later_changes_nothing_in_the_crowd() -> None:
    frames, day = drawn(4, 40), DAYS[1]
    whole, period = as_facts(frames), Period.year_to(day)
    cut = as_facts({table: as_at(whole[table], table, day) for table in frames})

    def told(facts: Facts) -> dict[str, object]:
        snapshot = Snapshot(facts, day)
        return {code: said(measure.tally(snapshot, period), EVERYTHING) for code, measure in MEASURES.items()}

    assert told(cut) == told(whole)
