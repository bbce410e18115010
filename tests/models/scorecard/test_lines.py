"""The scorecard sets every figure beside the year before and the limit in force."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from models.disclosure import published
from models.measures import MEASURES, Period
from models.scorecard import Line, lines
from tests.support.facts import episodes, snapshot

DRAWING = """
    child | decom      | rne | ls | place | dec        | rec
    a     | 2020-05-01 | S   | E1 | U6    |            |
    a     | 2020-06-01 | P   | E1 | A6    | 2021-03-31 | E11
    b     | 2021-05-01 | S   | E1 | U6    |            |
    b     | 2021-06-11 | P   | E1 | A6    | 2022-03-31 | E11
    c     | 2021-05-01 | S   | C2 | U6    |            |
"""


@pytest.fixture(scope="module")
def card() -> dict[str, Line]:
    found = lines(snapshot("2022-03-31", episodes(DRAWING)), Period.year_to(dt.date(2022, 3, 31)))
    return {line.measure.code: line for line in found}


def test_every_measure_has_a_line_in_the_boards_order(card: dict[str, Line]) -> None:
    assert list(card) == list(MEASURES)


def test_a_flow_stands_beside_the_same_twelve_months_before(card: dict[str, Line]) -> None:
    line = card["T02"]
    assert (str(line.period), str(line.before_period)) == ("1 Apr 2021 to 31 Mar 2022", "1 Apr 2020 to 31 Mar 2021")
    assert (line.tally.value, line.before_tally.value) == (41, 31)
    assert (line.direction, line.words) == ("worse", "10 days more than the year before, worse")
    assert line.before == (line.before_period, line.before_tally)


def test_a_difference_too_small_to_be_printed_is_neither_better_nor_worse() -> None:
    placed = {"a": "2020-06-01", "b": "2021-06-01", "c": "2021-06-01", "d": "2021-06-02"}
    drawing = "child | decom | rne | ls | place | dec | rec\n" + "\n".join(
        f"{child} | {day[:4]}-05-01 | S | E1 | U6 | |\n{child} | {day} | P | E1 | A6 | {int(day[:4]) + 1}-03-31 | E11"
        for child, day in placed.items()
    )
    day = dt.date(2022, 3, 31)
    (line,) = lines(snapshot(str(day), episodes(drawing)), Period.year_to(day), only=["T02"])
    assert (line.tally.n, line.before_tally.value) == (3, 31)
    assert (line.words, line.direction) == ("about the same as the year before", "no change")


def test_a_difference_is_the_one_between_the_figures_as_they_are_shown() -> None:
    card = lines(snapshot("2022-03-31", episodes(DRAWING)), Period.year_to(dt.date(2022, 3, 31)), only=["T02"])[0]
    for now, then, words in (
        (30.5, 29.6, "1 day more than the year before, worse"),
        (30.4, 29.5, "about the same as the year before"),
        (31.4, 29.6, "1 day more than the year before, worse"),
    ):
        line = replace(card, tally=replace(card.tally, given=now), before_tally=replace(card.before_tally, given=then))
        assert line.words == words


def test_a_count_is_of_a_day_and_the_same_day_before(card: dict[str, Line]) -> None:
    line = card["M01"]
    assert (str(line.period), str(line.before_period)) == ("31 Mar 2022 to 31 Mar 2022", "31 Mar 2021 to 31 Mar 2021")
    assert (line.tally.value, line.before_tally.value) == (1, 0)
    assert (line.direction, line.words) == ("", "1 child more than the year before")


def test_the_scorecard_years_and_their_limits(card: dict[str, Line]) -> None:
    line = card["A1"]
    assert (str(line.period), str(line.before_period)) == ("1 Apr 2019 to 31 Mar 2022", "1 Apr 2018 to 31 Mar 2021")
    assert (line.tally.n, line.before_tally.n) == (2, 1)
    assert line.threshold is not None
    assert line.threshold.value == 426
    assert line.threshold.per == "average"
    guide = card["T08"].threshold
    assert guide is not None
    assert guide.per == "child"


def test_no_figure_has_no_direction(card: dict[str, Line]) -> None:
    line = card["T10"]
    assert (line.difference, line.direction, line.words) == (None, "", "")
    assert card["K09"].words == "the same as the year before"
    assert card["K09"].direction == "no change"


def test_few_known_dates_are_said(card: dict[str, Line]) -> None:
    assert card["S02"].known_note == "known for 0 of 1"
    assert card["T02"].known_note == ""


def test_small_numbers_are_not_published() -> None:
    assert [published(count) for count in (0, 4, 5, 1234)] == ["0", "fewer than 5", "5", "1,234"]


PUBLISHED = f"""
    child | measure | area       | first      | last       | value | definition              | vintage | source
    *     | A1      | England    | 2015-04-01 | 2018-03-31 | 4860  | {MEASURES["A1"].identity} | 2018    | Scorecards
    *     | A1      | England    | 2016-04-01 | 2019-03-31 | 4800  | {MEASURES["A1"].identity} | 2019    | Scorecards
    *     | A1      | North East | 2016-04-01 | 2019-03-31 | 4300  | A1-other                | 2019    | Scorecards
    *     | A2      | North East | 2016-04-01 | 2019-03-31 | 2000  | {MEASURES["A2"].identity} | 2019    | Scorecards
    *     | A2      | England    | 2016-04-01 | 2026-03-31 | 1900  | {MEASURES["A2"].identity} | 2026    | Scorecards
"""


def test_figures_of_elsewhere_stand_beside_ours_only_where_they_follow_our_definition() -> None:
    day = dt.date(2022, 3, 31)
    drawn = snapshot("2022-03-31", episodes(DRAWING), comparator=PUBLISHED)
    by_code = {line.measure.code: line for line in lines(drawn, Period.year_to(day))}
    england = by_code["A1"].comparator
    assert england is not None
    assert (england.area, england.value, england.vintage) == ("England", 480, "2019")
    refused = {each.area: each.refused for each in by_code["A1"].comparators}
    assert refused["England"] == ""
    assert refused["North East"].startswith("Not compared: it follows the definition “A1-other”")
    nearest = by_code["A2"].comparator
    assert nearest is not None
    assert nearest.area == "North East"
    assert by_code["T02"].comparator is None


def test_the_authoritys_own_target_of_the_day_stands_beside_the_figure() -> None:
    targets = "child | measure | since | value\n* | T02 | 2020-04-01 | 500\n* | T02 | 2021-04-01 | 400"
    found = {}
    for day in ("2021-03-31", "2022-03-31"):
        drawn = snapshot(day, episodes(DRAWING), target=targets)
        (found[day],) = lines(drawn, Period.year_to(drawn.as_at), only=["T02"])
    assert [line.target for line in found.values()] == [50, 40]
    assert [line.judged.letter for line in found.values()] == ["G", "A"]
    assert found["2022-03-31"].judged.words == "41 days is more than the authority's target of 40 days."


def test_those_who_still_wait_stand_beside_those_who_finished(card: dict[str, Line]) -> None:
    drawn = snapshot(
        "2022-03-31", episodes(f"{DRAWING.rstrip()}\n    d     | 2021-12-01 | S   | E1 | U6    |            |")
    )
    (line,) = lines(drawn, Period.year_to(drawn.as_at), only=["T03"])
    assert (line.tally.value, line.tally.n) == (334, 1)
    waiting = line.waiting
    assert waiting is not None
    assert (waiting.value, waiting.median, list(waiting.children)) == (120, 120, ["d"])
    assert card["M01"].waiting is None
