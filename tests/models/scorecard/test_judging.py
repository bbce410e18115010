"""Red, amber, green or neither, and the reason in words."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from models.measures import MEASURES, Tally, Threshold
from models.scorecard.judging import judge

LAW = Threshold(121, dt.date(2016, 3, 31), "4 months")
EACH = Threshold(183, dt.date(2016, 3, 31), "6 months", "child")
LOCAL = Threshold(0, dt.date(2020, 1, 1), "local", "target")
A2 = MEASURES["A2"]


def of(*days: float, unknown: int = 0) -> Tally:
    children = pl.Series("child", [str(number) for number in range(len(days))], dtype=pl.String)
    missing = pl.Series("child", [f"x{number}" for number in range(unknown)], dtype=pl.String)
    return Tally("days", children, days=pl.Series(days, dtype=pl.Float64), no_date=missing)


@pytest.mark.parametrize(
    ("days", "threshold", "target", "letter", "words"),
    [
        (189, LAW, None, "R", "189 days is more than the limit of 121 days: 4 months."),
        (189, LAW, 200, "R", "189 days is more than the limit of 121 days: 4 months."),
        (110, LAW, 100, "A", "110 days is more than the authority's target of 100 days, within the limit of 121 days."),
        (110, None, 100, "A", "110 days is more than the authority's target of 100 days."),
        (121, LAW, None, "G", "121 days keeps to the limit of 121 days."),
        (90, LAW, 100, "G", "90 days keeps to the limit of 121 days and target of 100 days."),
        (90, EACH, None, "–", "Not judged: 183 days is a limit for each child, not for the figure."),
        (90, None, None, "–", "Not judged: there is neither a limit nor a target."),
        (121.3, LAW, None, "R", "121 days is a little more than the limit of 121 days: 4 months."),
        (5, LOCAL, None, "A", f"5 days is more than the target ({LOCAL.words}) of 0 days."),
        (5, LOCAL, 10, "G", "5 days keeps to the target of 10 days."),
    ],
)  # fmt: skip
def test_a_figure_is_judged_by_its_limit_then_by_the_target(
    days: float, threshold: Threshold | None, target: float | None, letter: str, words: str
) -> None:
    found = judge(A2, of(days), threshold, target)
    assert (found.letter, found.words) == (letter, words)


def test_what_cannot_be_judged_says_why() -> None:
    assert judge(A2, of(), LAW, None).words == "Not judged: nobody counts."
    assert judge(A2, of(500, unknown=2), LAW, None).words == "Not judged: known for 1 of 3."
    assert judge(A2, of(500, unknown=1), LAW, None).letter == "R"
    unkept = Tally("days", days=pl.Series([], dtype=pl.Int32), kept=False)
    assert judge(A2, unkept, LAW, None).words == "Not judged: the record that it rests on is not kept here."


def test_where_more_is_better_less_than_the_target_is_amber() -> None:
    orders = Tally("children", pl.Series("child", ["a", "b"]))
    assert (
        judge(MEASURES["K01"], orders, None, 3).words == "2 children is less than the authority's target of 3 children."
    )
    assert judge(MEASURES["K01"], orders, None, 2).letter == "G"
    assert judge(MEASURES["M03"], orders, None, 2).letter == "–"
