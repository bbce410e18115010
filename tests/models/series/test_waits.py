"""What became of each child, told from drawn journeys, and what the curves say of them.

The curves themselves are tried against published examples (Aalen and Johansen's estimate in Kalbfleisch and Prentice;
Greenwood's variance; the bands of the log(-log) scale) in tests/models/statistics/test_incidence.py.
"""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings

from models.series.outcomes import outcomes
from models.series.waits import ENDINGS, STARTS, first_followed, unknown, waits
from models.snapshot import Facts, Snapshot
from models.statistics.incidence import incidence
from tests.models.rules.test_journeys_promises import DAYS, cohorts
from tests.support.facts import day, episodes, facts, snapshot
from tests.support.northport import TODAY, northport_facts

DRAWING = """
child | decom      | rne | ls | place | dec        | rec
1     | 2020-01-01 | S   | C1 | U6    |            |
1     | 2020-03-01 | L   | C2 | U6    |            |
1     | 2020-05-01 | L   | E1 | U6    |            |
1     | 2020-11-01 | P   | E1 | A6    | 2021-05-01 | E11
2     | 2020-01-01 | S   | C2 | U6    |            |
2     | 2020-05-01 | L   | E1 | U6    |            |
2     | 2021-01-01 | L   | C2 | U6    |            |
3     | 2020-01-01 | S   | V2 | U6    | 2020-01-31 | E4A
4     | 2020-01-01 | S   | C2 | U6    | 2021-01-01 | E45
5     | 2020-01-01 | S   | C2 | U6    |            |
6     | 2020-01-01 | S   | C2 | U6    |            |
7     | 2020-01-01 | P   | E1 | U6    |            |
8     | 2020-01-01 | S   | C2 | U6    | 2020-06-01 | E41
9     | 2020-01-01 | S   | C2 | U6    | 2020-06-01 | E3
"""
BORN = "child | dob\n" + "\n".join(
    f"{child} | {'2002-06-15' if child == 5 else '2018-01-01'}" for child in range(1, 10)
)


def found(start: str, as_at: str = "2021-12-31") -> dict[str, tuple[int, str | None]]:
    rows = waits(snapshot(as_at, episodes(DRAWING), child_details=BORN), start)
    return {child: (time, ending) for child, time, ending in rows.select("child", "time", "ending").iter_rows()}


def days(first: str, last: str) -> int:
    return (day(last) - day(first)).days


def test_every_ending_from_entry() -> None:
    entry = "2020-01-01"
    assert found("entry") == {
        "1": (days(entry, "2021-05-01"), "adopted"),
        "2": (days(entry, "2021-01-01"), "reversed"),
        "3": (30, "home"),
        "4": (366, "sgo"),
        "5": (days(entry, "2020-06-15"), "adult"),
        "6": (days(entry, "2021-12-31"), None),
        "8": (days(entry, "2020-06-01"), "cao"),
        "9": (days(entry, "2020-06-01"), "otherwise"),
    }


def test_from_the_care_order_and_from_the_placement_order() -> None:
    assert found("po") == {
        "1": (365, "adopted"),
        "2": (245, "reversed"),
    }
    assert found("care_order")["1"] == (days("2020-03-01", "2021-05-01"), "adopted")
    assert "7" not in found("care_order"), "no care order of its own is known"


def test_as_at_an_earlier_day_what_came_later_has_not_happened() -> None:
    assert found("entry", "2020-12-31")["2"] == (365, None)
    assert found("po", "2020-05-01") == {"1": (0, None), "2": (0, None)}


def test_whose_start_the_data_does_not_show_is_named() -> None:
    known = snapshot("2021-12-31", episodes(DRAWING), child_details=BORN)
    assert unknown(known, "entry").to_list() == ["7"]
    assert unknown(known, "po").to_list() == ["7"]


def test_a_journey_from_before_the_first_return_is_followed_from_then_on() -> None:
    """Those who had left before are not in the data: counting from the start would make all waits too long."""
    drawing = """
        child | decom      | dec        | rec
        1     | 2015-01-01 |            |
        2     | 2019-05-01 | 2019-09-01 | E4A
    """
    known = snapshot("2021-12-31", episodes(drawing))
    assert first_followed(known.facts) == day("2019-04-01")
    rows = waits(known, "entry")
    assert rows.select("child", "entry").rows() == [("1", days("2015-01-01", "2019-04-01")), ("2", 0)]


@settings(max_examples=20, deadline=None)
@given(cohorts(), DAYS)
def test_shares_add_up_to_all_on_every_day_and_each_is_its_children(
    tables: dict[str, pl.DataFrame], on: dt.date
) -> None:
    empty = facts()
    known = Snapshot(Facts(lambda table: tables[table] if table in tables else empty[table], number=1), on)
    for start in STARTS:
        told = outcomes(known, start, 240)
        curves = told.curves
        for each in curves.waiting.days:
            whole = curves.waiting.share(each) + sum(curves.endings[ending].share(each) for ending in ENDINGS)
            assert whole == pytest.approx(1)
        for ending in ENDINGS:
            steps = curves.endings[ending].steps
            assert told.reached(ending, 10**6).len() >= int(steps["ended"].sum() or 0)
        ended = sum(len(told.reached(ending, 10**6)) for ending in ENDINGS)
        assert ended + len(told.waiting) == len(told.rows)


def test_where_nobody_waits_the_share_is_the_share() -> None:
    drawing = "child | decom | dec | rec\n" + "\n".join(
        f"{child} | 2020-01-01 | 2020-0{month}-01 | {rec}"
        for child, (month, rec) in enumerate([(2, "E4A"), (3, "E4A"), (3, "E45"), (5, "E11")], 1)
    )
    told = outcomes(snapshot("2021-12-31", episodes(drawing)), "entry", 36)
    assert told.curves.endings["home"].share(10**4) == pytest.approx(0.5)
    assert told.words("home", 60) == "Returned home: 50 % (between 6 and 84 %) by 60 days"
    assert told.half("adopted") == "not reached"
    assert told.words("home", 10**4) == "Returned home: not known after 121 days"


@pytest.mark.parametrize("start", ["entry", "po"])
def test_a_few_years_returns_tell_what_the_whole_history_tells_of_these_years(start: str) -> None:
    """The episodes that had ended by the first return are not in it, as with a new file. Whoever knows them, but
    follows everybody from that day on only, finds the same; the years before went at another pace."""
    whole, first = northport_facts(3000), day("2023-04-01")
    kept = whole["care_episode"].filter(pl.col("dec").is_null() | (pl.col("dec") >= first))
    cut = Facts(lambda table: kept if table == "care_episode" else whole[table], number=1)
    assert first_followed(cut) == first
    later, rows = outcomes(Snapshot(cut, TODAY), start, 84).curves, waits(Snapshot(whole, TODAY), start)
    assert later.n < 0.7 * len(rows), "much of the history is gone"
    since = (pl.lit(first) - pl.col("start")).dt.total_days().clip(0)
    entry = rows.select(pl.max_horizontal("entry", since)).to_series()
    known = incidence(rows["time"], rows["ending"], entry, endings=tuple(ENDINGS))
    for ending in ENDINGS:
        for by in (200, 400, 700, 1000):
            assert later.endings[ending].share(by) == pytest.approx(known.endings[ending].share(by), abs=0.03)
