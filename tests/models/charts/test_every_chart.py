"""Promises that every chart keeps, on any day: a figure is its children, and nothing is said that no test holds."""

from __future__ import annotations

import datetime as dt
import functools

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.charts import CHARTS, GROUPS, Chart, Point
from models.measures import MEASURES, Period
from models.progress import Cancelled
from models.series import months_to
from models.series.outcomes import outcomes
from models.series.waits import ENDINGS
from models.snapshot import Facts, Snapshot
from tests.support.facts import facts
from tests.support.northport import TODAY, northport_facts
from tests.support.sampled import authority

DAYS = [TODAY, dt.date(2024, 2, 29)]
MONTHS = 26
LATELY = ("attendance", "hours")
"""What the invented authority has recorded for the last years only."""


@functools.cache
def made(code: str, on: dt.date) -> Chart:
    """A chart of the invented authority, with a population recorded."""
    return CHARTS[code].make(known(on), MONTHS)


@functools.cache
def known(on: dt.date) -> Snapshot:
    whole = northport_facts(800)
    recorded = facts(
        population="child | since | estimate | source\n* | 2015-04-01 | 33127 | Estimate",
        event="child | day | words | kind\n* | 2022-01-10 | A ruling | RULING",
    )
    own = ("population", "event")
    return Snapshot(Facts(lambda table: recorded[table] if table in own else whole[table], number=1), on)


def every() -> list[tuple[str, dt.date]]:
    return [(code, on) for code in CHARTS for on in DAYS]


def points(chart: Chart) -> list[Point]:
    return [point for line in chart.lines for point in line.points]


def test_the_charts_the_board_asked_for_are_there_in_their_order() -> None:
    assert list(CHARTS) == [
        *("care", "flow", "rate"),
        *("adoptions", "cohorts", "cohorts by year", "from care order", "from entry", "from placement order"),
        *("guardianship", "stages"),
        *("court", "each waiting", "each waiting order", "forecast", "match", "order", "why match", "why order"),
        *("connected", "mix", "parents", "residential"),
        *("attendance", "hours", "life story"),
    ]
    assert {maker.group for maker in CHARTS.values()} == set(GROUPS)
    assert all(maker.definition.endswith(".") for maker in CHARTS.values())


@pytest.mark.parametrize(("code", "on"), every())
def test_every_point_can_be_read_aloud_and_opened(code: str, on: dt.date) -> None:
    chart = made(code, on)
    if code in LATELY and on != TODAY:
        assert chart.lines or chart.note == "There are no figures yet."
    else:
        assert chart.lines, "the invented authority has something of everything"
    assert (chart.code, chart.group) == (code, CHARTS[code].group)
    assert chart.source
    everybody = set(known(on).facts["child_details"]["child"])
    for point in points(chart):
        assert point.words
        assert set(point.children) <= everybody
        if point.value:
            assert len(point.children), f"{point.words}: nobody behind it"
        if point.low is not None and point.high is not None and chart.x != "date":
            assert point.low <= point.high
    assert chart.table["value"].to_list() == [
        None if point.value is None else float(point.value) for point in points(chart)
    ]
    assert chart.table["children"].to_list() == [len(point.children) for point in points(chart)]


@pytest.mark.parametrize(("code", "on"), every())
def test_a_count_is_as_many_as_its_children(code: str, on: dt.date) -> None:
    chart = made(code, on)
    if chart.unit in ("children", "spells"):
        for line in chart.lines:
            for point in line.points:
                assert line.code == "difference" or point.value == len(point.children), point.words


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize(
    ("code", "line", "measure"),
    [
        *(("care", "M01", "M01"), ("rate", "M02", "M02"), ("flow", "M03s", "M03s"), ("flow", "M04s", "M04s")),
        *(("match", "T01", "T01"), ("order", "T03", "T03"), ("court", "C01", "C01")),
        *(("connected", "K11", "K11"), ("parents", "K13", "K13"), ("residential", "K15", "K15")),
        *(("attendance", "E01", "E01"), ("hours", "E02", "E02")),
    ],
)
def test_a_month_of_a_chart_is_the_measure_of_that_month(code: str, line: str, measure: str, on: dt.date) -> None:
    found = next((each for each in made(code, on).lines if each.code == line), None)
    if found is None:
        assert code in LATELY
        return
    for month, point in list(zip(months_to(on, MONTHS), found.points, strict=True))[:: MONTHS // 3]:
        alone = MEASURES[measure].tally(Snapshot(known(on).facts, month.last), month)
        assert point.value == alone.value
        assert point.children.to_list() == alone.children.to_list()


@pytest.mark.parametrize("on", DAYS)
def test_where_children_live_adds_up_to_the_children_in_care(on: dt.date) -> None:
    whole = {point.at: point for point in made("care", on).lines[0].points}
    for at, each in whole.items():
        parts = [point for point in points(made("mix", on)) if point.at == at]
        assert sorted(child for part in parts for child in part.children) == sorted(each.children)


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize(
    ("code", "start"), [("from entry", "entry"), ("from care order", "care_order"), ("from placement order", "po")]
)
def test_a_step_of_a_curve_has_those_who_had_come_to_that_ending(code: str, start: str, on: dt.date) -> None:
    chart, told = made(code, on), outcomes(known(on), start, MONTHS)
    for line in chart.lines:
        for point in line.points:
            assert isinstance(point.at, int)
            if line.code in ENDINGS:
                share = told.curves.endings[line.code].share(point.at)
                assert sorted(point.children) == sorted(told.reached(line.code, point.at))
            else:
                share = told.curves.waiting.share(point.at)
                assert sorted(point.children) == sorted(told.rows.filter(pl.col("time") > point.at)["child"])
            assert point.value == pytest.approx(100 * share)


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("code", ["cohorts", "cohorts by year"])
def test_a_cohorts_parts_are_its_children_and_unfinished_ones_are_marked(code: str, on: dt.date) -> None:
    chart = made(code, on)
    for at in {point.at for point in points(chart)}:
        parts = [point for point in points(chart) if point.at == at]
        n = {int(part.words.split(" of ")[1].split()[0]) for part in parts}
        assert len(n) == 1
        for part in parts:
            assert part.value == pytest.approx(100 * len(part.children) / n.copy().pop())
            assert part.unfinished == (part.mark == "follow-up not finished")
    last = chart.lines[-1].points[-1]
    assert last.unfinished, "nobody of the present quarter has been followed for twelve months"


@pytest.mark.parametrize(("code", "on"), every())
def test_a_reading_stands_only_on_a_signal(code: str, on: dt.date) -> None:
    """Of a chart with limits: its latest point is marked, or nothing is said but that nothing is clear."""
    chart = made(code, on)
    if chart.limits and any(line.code == "centre" for line in chart.limits):
        judged = chart.lines[-1 if code == "flow" else 0]
        latest = next(point for point in reversed(judged.points) if point.value is not None)
        assert bool(chart.reading) == bool(latest.mark)
        assert chart.reading or "No clear change" in chart.note or "Too few points" in chart.note or chart.note


def test_limits_are_level_and_named() -> None:
    chart = made("care", TODAY)
    assert chart.limits is not None
    assert [line.code for line in chart.limits] == ["centre", "lower", "upper"]
    for line in chart.limits:
        assert line.points[0].value == line.points[-1].value
        assert [point.at for point in line.points] == [chart.lines[0].points[0].at, chart.lines[0].points[-1].at]
    assert made("care", DAYS[1]).events == ((dt.date(2022, 1, 10), "A ruling"),)


def test_without_a_population_there_is_no_rate_but_the_way_to_one() -> None:
    known = northport_facts(800)
    unsaid = Facts(lambda table: known[table].clear() if table == "population" else known[table])
    chart = CHARTS["rate"].make(Snapshot(unsaid, TODAY), 12)
    assert chart.lines == ()
    assert chart.limits is None
    assert "estimate of children aged 0 to 17" in chart.note


def test_an_empty_file_draws_nothing_and_fails_nowhere() -> None:
    nobody = Snapshot(facts(), TODAY)
    for code, maker in CHARTS.items():
        chart = maker.make(nobody, 12)
        assert chart.reading == "", code
        assert all(not point.value for point in points(chart)), code


@pytest.mark.parametrize("code", ["flow", "match", "court"])
def test_work_on_a_chart_can_be_stopped(code: str) -> None:
    def stop(share: float, _words: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        CHARTS[code].make(Snapshot(northport_facts(800), TODAY - dt.timedelta(days=9)), 12, stop)


def test_a_measure_is_drawn_with_those_who_wait_beside_it() -> None:
    chart = made("match", TODAY)
    waiting = next(line for line in chart.lines if line.code == "waiting")
    tally = MEASURES["T01"].tally(known(TODAY), Period(TODAY, TODAY))
    still = next(group for group in tally.apart() if group.code == "waiting")
    assert waiting.points[-1].value == still.value
    assert waiting.points[-1].children.to_list() == still.children.to_list()


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("code", ["why match", "why order"])
def test_the_bars_of_a_change_add_up_to_it(code: str, on: dt.date) -> None:
    bars = made(code, on).lines[0].points
    assert sum(bar.value or 0 for bar in bars[:-1]) == bars[-1].value
    measure, after = MEASURES["T01" if code == "why match" else "T03"], Period.year_to(on)
    means = [measure.tally(known(on), period).value for period in (after.before, after)]
    shown = [int((mean + 0.5) // 1) for mean in means if mean is not None]
    assert bars[-1].value == shown[1] - shown[0]


@pytest.mark.parametrize(("code", "measure"), [("each waiting", "T01"), ("each waiting order", "T03")])
def test_each_waiting_child_has_a_range_that_begins_after_today(code: str, measure: str) -> None:
    chart = made(code, TODAY)
    tally = MEASURES[measure].tally(known(TODAY), Period(TODAY, TODAY))
    still = next(group for group in tally.apart() if group.code == "waiting")
    assert {point.at for point in points(chart)} <= set(still.children)
    for point in points(chart):
        assert point.children.to_list() == [point.at]
        assert point.low is None or point.low > (point.value or 0)


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(list(CHARTS)), st.dates(dt.date(2017, 1, 1), dt.date(2027, 6, 1)), st.integers(1, 20))
def test_on_any_day_a_figure_is_the_rows_behind_it(code: str, on: dt.date, months: int) -> None:
    """Also long before and after all that is recorded, and over a single month."""
    chart = CHARTS[code].make(Snapshot(authority(120), on), months)
    everybody = set(authority(120)["child_details"]["child"])
    for line in chart.lines:
        for point in line.points:
            assert set(point.children) <= everybody
            assert not point.value or len(point.children)
            if chart.unit in ("children", "spells") and line.code != "difference":
                assert point.value == len(point.children), point.words
    assert chart.table.height == len(points(chart))
