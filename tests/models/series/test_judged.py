"""A monthly series is judged as the health service does: only what chance seldom does is called a change."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import MEASURES, Period
from models.series import monthly
from models.series.judged import between, events, judged, rare, rebased
from models.snapshot import Snapshot
from tests.support.facts import day, facts, schema

LAST = day("2022-12-31")


def in_care(counts: list[int]) -> pl.DataFrame:
    """So many children in care at the end of each month to LAST, each month's own."""
    rows = []
    for back, count in enumerate(reversed(counts)):
        first = dt.date(2022 - (back // 12), 12 - back % 12, 1)
        for number in range(count):
            rows.append(
                {
                    "child": f"{back}-{number}",
                    "decom": first + dt.timedelta(days=3),
                    "rne": "S",
                    "ls": "C2",
                    "place": "U6",
                    "dec": first + dt.timedelta(days=33) if back else None,
                    "rec": "E4A" if back else None,
                }
            )
    return pl.DataFrame(rows, schema=schema("care_episode")).sort("child", "decom")


def stock(counts: list[int], **tables: str) -> tuple[Snapshot, list[float | None]]:
    snapshot = Snapshot(facts(in_care(counts), **tables), LAST)
    return snapshot, monthly(snapshot, "M01", len(counts)).values


STEADY = [20, 22, 21, 19, 20, 23, 21, 20, 22, 21, 19, 20]


def test_a_month_beyond_the_limits_is_said() -> None:
    snapshot, values = stock([*STEADY, 40])
    chart = judged(monthly(snapshot, "M01", 13), snapshot)
    assert values[-1] == 40
    assert chart is not None
    assert chart.sentence == "Change: the latest point lies above the upper limit."


def test_eleven_months_have_no_limits() -> None:
    snapshot, _ = stock([*STEADY[:10], 40])
    chart = judged(monthly(snapshot, "M01", 11), snapshot)
    assert chart is not None
    assert chart.segments[0].limits is None
    assert chart.sentence == "Too few points to tell change from chance: 11 so far, and 12 are needed."


def test_limits_begin_anew_on_a_recorded_day_with_its_reason() -> None:
    counts = [*STEADY, *(count + 20 for count in STEADY)]
    snapshot, _ = stock(counts, rebase="child | measure | day | why\n* | M01 | 2022-01-01 | The court moved")
    chart = judged(monthly(snapshot, "M01", 24), snapshot)
    assert chart is not None
    assert [(segment.first, segment.last, segment.reason) for segment in chart.segments] == [
        (0, 11, ""),
        (12, 23, "The court moved"),
    ]
    assert not chart.latest or not chart.latest.signals


def test_a_rebase_of_another_measure_or_of_a_later_day_changes_nothing() -> None:
    rows = """
        child | measure | day        | why
        *     | K11     | 2022-06-01 | Another measure
        *     | M01     | 2023-01-01 | Not yet
        *     | M01     | 2010-01-01 | Long ago
    """
    snapshot, _ = stock(STEADY, rebase=rows)
    assert rebased(snapshot, "M01", [point.period.last for point in monthly(snapshot, "M01", 12).points]) == {}


def test_events_of_the_time_shown_are_told_also_for_some_children_only() -> None:
    rows = "child | day | words | kind\n* | 2022-05-01 | A ruling | RULING\n* | 2019-05-01 | Long ago | OTHER"
    snapshot, _ = stock(STEADY, event=rows)
    year = Period(day("2022-01-01"), LAST)
    assert events(snapshot, year) == ((day("2022-05-01"), "A ruling"),)
    assert events(snapshot.take(["0-1"]), year) == events(snapshot, year)


def test_rolling_figures_are_never_judged() -> None:
    snapshot, _ = stock(STEADY)
    assert judged(monthly(snapshot, "M03", 12, rolling=True), snapshot) is None


def adopted(days: list[str], *, others: list[str] | None = None) -> Snapshot:
    rows = [
        {
            "child": f"{number:02}",
            "decom": day("2018-01-01"),
            "rne": "S",
            "ls": "E1",
            "place": "A6",
            "dec": day(on),
            "rec": rec,
        }
        for number, (on, rec) in enumerate([*((on, "E11") for on in days), *((on, "E4A") for on in others or [])])
    ]
    return Snapshot(facts(pl.DataFrame(rows, schema=schema("care_episode"))), LAST)


def test_rare_orders_are_judged_by_the_days_between_and_siblings_are_one() -> None:
    snapshot = adopted(["2022-01-10", "2022-01-10", "2022-02-09", "2022-03-01"], others=["2022-02-01", "2022-02-20"])
    assert rare(monthly(snapshot, "K01", 12))
    year = Period(day("2022-01-01"), LAST)
    found = between(snapshot, MEASURES["K01"], year)
    assert found.between == (30, 20)
    assert [children.to_list() for children in found.children] == [["00", "01"], ["02"], ["03"]]
    assert between(snapshot, MEASURES["K01"], year, count=True).between == (1, 1), "leavers between two orders"


def test_long_gaps_between_adoptions_are_a_concern() -> None:
    steady = [(dt.date(2020, 1, 1) + dt.timedelta(days=30 * number)).isoformat() for number in range(14)]
    snapshot = adopted([*steady, "2022-12-20"])
    found = between(snapshot, MEASURES["K01"], Period(day("2020-01-01"), LAST))
    assert found.chart.sentence == "Concern: the latest point lies above the upper limit."
