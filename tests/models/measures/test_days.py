"""A mean stands beside its median and quartiles, and beside the days so far of those who still wait."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from models.measures import MEASURES, Group, Period, Tally, as_json
from tests.support.facts import episodes, snapshot

WAITING = """
    child | decom      | rne | ls | place | dec        | rec
    a     | 2020-05-01 | S   | E1 | U6    |            |
    b     | 2021-05-01 | S   | E1 | U6    |            |
    c     | 2021-05-01 | S   | C2 | U6    |            |
    c     | 2021-06-01 |     | E1 | U6    |            |
"""
DAY = dt.date(2021, 6, 11)


def of(*days: int) -> Tally:
    return Tally("days", pl.Series("child", [str(number) for number in range(len(days))]), days=pl.Series(days))


@pytest.mark.parametrize(
    ("days", "quartiles"),
    [((7,), (7, 7)), ((10, 20), (12.5, 17.5)), ((5, 1, 2, 4, 3), (2, 4)), ((1, 2, 3, 5), (1.75, 3.5))],
)
def test_the_quartiles_lie_between_two_days_in_proportion(
    days: tuple[int, ...], quartiles: tuple[float, float]
) -> None:
    assert of(*days).quartiles == quartiles
    assert Group("g", "G", 0, of(*days).children, of(*days).days).quartiles == quartiles


def test_nobody_has_no_quartiles() -> None:
    assert Tally("days", days=pl.Series([], dtype=pl.Int32)).quartiles is None
    assert Tally("children").quartiles is None
    assert Group("g", "G", 0, pl.Series("child", [], dtype=pl.String)).median is None


def test_those_who_still_wait_come_with_their_days() -> None:
    tally = MEASURES["T01"].tally(snapshot(str(DAY), episodes(WAITING)), Period.year_to(DAY))
    (waiting,) = tally.apart()
    assert waiting.days is not None
    assert dict(zip(waiting.children, waiting.days, strict=True)) == {"a": 406, "b": 41, "c": 10}
    assert waiting.value == pytest.approx(457 / 3)
    assert (waiting.median, waiting.quartiles) == (41, (25.5, 223.5))
    said = as_json(MEASURES["T01"], tally)
    assert said["quartiles"] is None
    assert said["apart"][0] == {
        "code": "waiting",
        "title": "Still waiting: mean days so far (not in the figure)",
        "value": pytest.approx(457 / 3),
        "median": 41,
        "quartiles": (25.5, 223.5),
        "children": ["a", "b", "c"],
    }
