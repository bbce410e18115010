"""Why a mean moved: parts that add up to the change exactly, each with its children.

The split itself (Kitagawa 1955) is tried against a published example in tests/models/statistics/test_moved.py.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.measures import MEASURES, Period, on
from models.series.moves import BY, CLOCKS, By, counted, why
from models.snapshot import Facts, Snapshot
from tests.support.facts import day, episodes, facts, snapshot
from tests.support.northport import TODAY, northport_facts

ONE, TWO = Period(day("2020-04-01"), day("2021-03-31")), Period(day("2021-04-01"), day("2022-03-31"))
DRAWING = """
child | decom      | rne | ls | place | dec        | rec
1     | 2019-06-01 | S   | E1 | U6    |            |
2     | 2019-07-01 | S   | E1 | U6    |            |
3     | 2020-12-01 | S   | E1 | U6    |            |
4     | 2021-01-01 | S   | E1 | U6    |            |
"""
MATCHES = "child | date_match\n1 | 2020-05-01\n2 | 2020-06-01\n3 | 2021-05-01\n4 | 2021-06-01"
BORN = "child | dob\n1 | 2019-01-01\n2 | 2015-01-01\n3 | 2020-11-01\n4 | 2020-11-01"
LINKS = "child | kind | plan | day\n3 | LINK | 0 | 2021-03-01\n4 | LINK | 0 | 2021-04-01\n1 | LINK | 0 | 2020-04-01"


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(list(CLOCKS)), st.sampled_from(list(BY)), st.integers(0, 900), st.integers(30, 500))
def test_the_parts_add_up_to_the_change_exactly(code: str, by: By, back: int, length: int) -> None:
    """On any two periods of the invented authority."""
    last = TODAY - dt.timedelta(days=back)
    after = Period(last - dt.timedelta(days=length), last)
    before = Period(after.first - dt.timedelta(days=length + 1), after.first - dt.timedelta(days=1))
    everybody = Snapshot(northport_facts(3000), TODAY)
    found = why(everybody, code, before, after, by=by)
    tallies = [MEASURES[code].tally(on(everybody, period.last), period) for period in (before, after)]
    if found is None:
        assert any(tally.n == 0 for tally in tallies)
        return
    means = [Fraction(int(tally.days.sum()), tally.n) for tally in tallies if tally.days is not None]
    assert sum((part.days for part in found.split.parts), Fraction(0)) == means[1] - means[0]
    assert sum(shown for _, _, shown, _ in found.lines) == _half_up(means[1]) - _half_up(means[0])
    for rows, tally in ((found.before, tallies[0]), (found.after, tallies[1])):
        assert sorted(rows["id"]) == sorted(tally.children), "the rows are the children of the figure"


def _half_up(days: Fraction) -> int:
    return int((days + Fraction(1, 2)) // 1)


def test_stages_say_where_the_days_went() -> None:
    known = snapshot("2022-03-31", episodes(DRAWING), adoption=MATCHES, child_details=BORN, milestone=LINKS)
    rows = counted(known, "T01", TWO)
    assert rows.select("id", "days", "order to link", "link to panel", "panel to match").rows() == [
        ("3", 151, 90, None, None),
        ("4", 151, 90, None, None),
    ]
    assert rows["group"].to_list() == ["under 1 at the order", "under 1 at the order"]
    assert counted(known, "T01", ONE)["group"].to_list() == ["under 1 at the order", "4 or over at the order"]


def test_a_change_is_told_with_its_children() -> None:
    known = snapshot("2022-03-31", episodes(DRAWING), adoption=MATCHES, child_details=BORN)
    found = why(known, "T01", ONE, TWO)
    assert found is not None
    assert found.words == (
        "Placement order to match: from 336 days (2 children) to 151 days (2 children), 185 days fewer."
    )
    older = next(children for part, words, _, children in found.lines if words == "case mix, 4 or over at the order")
    assert older.to_list() == ["2"]


def test_what_was_recorded_only_later_is_told_apart() -> None:
    """The earlier figure was first put together without child 2, whose match was typed after it."""
    known = facts(episodes(DRAWING), adoption=MATCHES, child_details=BORN)
    at_first = facts(episodes(DRAWING), adoption="child | date_match\n1 | 2020-05-01", child_details=BORN)
    found = why(
        Snapshot(known, day("2022-03-31")), "T01", ONE, TWO, first=(Snapshot(at_first, day("2021-03-31")), None)
    )
    assert found is not None
    late = [(words, part.days, children.to_list()) for part, words, _, children in found.lines if part.kind == "late"]
    assert late[0] == ("recorded late, of the earlier period", Fraction(-1, 2), ["2"]), "335 days without, 335.5 with"
    assert late[1][1:] == (Fraction(0), [])


def test_the_mix_is_told_by_brothers_and_sisters_too() -> None:
    together = "child | family | since\n1 | F1 | 2019-01-01\n2 | F1 | 2019-01-01"
    known = snapshot("2022-03-31", episodes(DRAWING), adoption=MATCHES, child_details=BORN, sibling_group=together)
    found = why(known, "T01", ONE, TWO, by="siblings")
    assert found is not None
    mix = {part.of: children.to_list() for part, _, _, children in found.lines if part.kind == "mix"}
    assert mix == {"of a group of 2": ["1", "2"], "no brothers or sisters recorded": ["3", "4"]}


def test_every_mean_of_days_between_two_events_of_a_journey_is_split() -> None:
    timed = {code for code in MEASURES if code[0] in "TA" and MEASURES[code].unit == "days"}
    assert timed == set(CLOCKS)


def test_an_adoption_typed_months_after_its_year_was_recorded_late() -> None:
    drawing = """
        child | decom      | rne | ls | place | dec        | rec
        1     | 2018-06-01 | S   | E1 | A6    | 2020-06-01 | E11
        2     | 2019-07-01 | S   | E1 | A6    | 2021-06-01 | E11
        3     | 2020-07-01 | S   | E1 | A6    | 2021-07-01 | E11
    """
    known = facts(episodes(drawing))
    typed = known["care_episode"].filter(pl.col("child") == "3").select("row_id")
    typed = typed.with_columns(entered=pl.lit(dt.datetime(2022, 6, 1, tzinfo=dt.UTC)).cast(pl.Datetime("us", "UTC")))
    none = typed.clear()
    ledger = Facts(known.__getitem__, number=1, entered=lambda table: typed if table == "care_episode" else none)
    found = why(Snapshot(ledger, day("2022-03-31")), "T11b", ONE, TWO)
    assert found is not None
    late = [(part.days, children.to_list()) for part, _, _, children in found.lines if part.kind == "late"]
    assert late == [(Fraction(0), []), (Fraction(365 - 701, 2), ["3"])], "701 days without it, 533 with it"


def test_a_match_typed_months_after_its_period_was_recorded_late() -> None:
    """Where nobody says what was known at first, the ledger does: of what was typed, never of what was imported."""
    known = facts(episodes(DRAWING), adoption=MATCHES, child_details=BORN)
    rows = known["adoption"].filter(pl.col("child").is_in(["3", "4"])).select("row_id")
    moments = [dt.datetime(2022, 4, 28, 12, tzinfo=dt.UTC), dt.datetime(2022, 4, 28, 23, 30, tzinfo=dt.UTC)]
    typed = rows.with_columns(entered=pl.Series(moments, dtype=pl.Datetime("us", "UTC")))
    ledger = Facts(known.__getitem__, number=1, entered=lambda table: typed if table == "adoption" else typed.clear())
    found = why(Snapshot(ledger, day("2022-05-31")), "T01", ONE, TWO)
    assert found is not None
    assert found.after.filter("late")["id"].to_list() == ["4"], "29 April in the United Kingdom: a day too late"
    assert not found.before["late"].any()


@pytest.mark.parametrize("code", CLOCKS)
def test_nothing_is_said_where_a_period_has_nobody(code: str) -> None:
    assert why(snapshot("2022-03-31", episodes(DRAWING)), code, ONE, TWO) is None
