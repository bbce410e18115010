"""The chart of an action's measure marks its start, and says only what a test holds."""

from __future__ import annotations

import datetime as dt
import functools

import pytest

from models.charts import Chart, Point
from models.charts._effect import effect
from models.measures import MEASURES
from models.series import monthly
from models.snapshot import Snapshot
from tests.support.facts import day, snapshot
from tests.support.northport import TODAY, northport_facts


@functools.cache
def known() -> Snapshot:
    return Snapshot(northport_facts(800), TODAY)


def shown(code: str, starts: str) -> Chart:
    return effect(known(), code, day(starts), "Action 16 starts")


def of(point: Point) -> dt.date:
    assert isinstance(point.at, dt.date)
    return point.at


@pytest.mark.parametrize("code", ["K13", "M01", "C01", "E01", "K18", "A2", "L02"])
@pytest.mark.parametrize("starts", ["2023-12-14", "2026-10-01"])
def test_the_start_is_marked_and_one_sentence_says_what_may_be_said(code: str, starts: str) -> None:
    chart = shown(code, starts)
    assert (day(starts), "Action 16 starts") in chart.events
    assert bool(chart.reading) != bool(chart.note)
    if chart.reading:
        assert any(point.mark for point in chart.lines[0].points if of(point) >= day(starts))
        assert "It does not say that the action is why." in chart.reading
    elif MEASURES[code].over in ("twelve months", "three years"):
        assert chart.note.startswith("Rolling figures have no limits")
        assert chart.limits is None


def test_the_points_are_the_measure_itself_month_by_month() -> None:
    chart = shown("K13", "2023-12-14")
    series = monthly(known(), "K13", len(chart.lines[0].points))
    assert [point.value for point in chart.lines[0].points] == series.values
    assert [set(point.children) for point in chart.lines[0].points] == [set(p.tally.children) for p in series.points]


def test_limits_are_kept_apart_where_the_action_started() -> None:
    chart = shown("M01", "2023-12-14")
    assert chart.limits is not None
    means = [line for line in chart.limits if line.code == "centre"]
    assert [of(line.points[0]) <= day("2023-12-14") for line in means] == [True, False]
    assert of(means[0].points[1]) < day("2023-12-14") < of(means[1].points[0])


def test_an_action_that_starts_later_has_no_mark_yet() -> None:
    assert shown("M01", "2027-01-10").events == ()


def test_a_file_without_children_says_so() -> None:
    chart = effect(snapshot("2022-03-31"), "T01", day("2021-01-04"), "Action 1 starts")
    assert chart.lines == ()
    assert chart.note
    assert not chart.reading
