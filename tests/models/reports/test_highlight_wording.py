"""The board's paper reads well also of a leap year, of a day within a month, of few children and of none."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from models.reports import REPORTS, Asked
from models.reports.counted import Of
from models.reports.highlight import called
from models.reports.highlight.gathered import gathered
from models.reports.highlight.words import filled
from models.snapshot import Snapshot
from tests.support.facts import episodes, snapshot
from tests.support.papers import said

CARE = episodes("""
    child | decom      | rne | ls | place | dec        | rec
    a     | 2020-05-01 | S   | C2 | U6    |            |
    b     | 2023-05-01 | S   | C2 | U6    | 2024-02-29 | E4A
    c     | 2024-02-29 | S   | C2 | U1    |            |
    d     | 2024-05-01 | S   | C2 | U1    |            |
    e     | 2024-12-12 | S   | C2 | U1    | 2025-01-10 | E4A
""")
SUSPENDED = """
    child | begins     | permanent | sessions
    a     | 2021-10-04 | SUSP      | 4
    a     | 2024-05-07 | SUSP      | 2
    a     | 2024-11-05 | PERM      |
"""
FEBRUARY = dt.date(2025, 2, 28)


def facts(day: dt.date) -> Snapshot:
    return snapshot(str(day), CARE, suspension=SUSPENDED)


def test_beside_the_end_of_february_stands_the_end_of_february() -> None:
    found = called(facts(FEBRUARY))
    assert {found[name] for name in ("M01.then_month", "E01.then_month")} == {"February 2024"}
    assert "28 February 2024" not in " ".join(found.values())
    assert found["M01.since_then"] == "has risen from 2 in February 2024 to 3 in February 2025, by 50.0 %"
    assert (found["M03.now"], found["M03.then"]) == ("2", "2"), "29 February 2024 is of the twelve months before"
    assert found["M01.reconciled"] == ""
    assert found["M01.lowest"] == "The lowest of the last 12 months' ends was 2 in April 2024."


def test_the_lowest_that_a_figure_has_risen_from_is_the_one_after_its_peak() -> None:
    care = episodes("""
        child | decom      | rne | ls | place | dec        | rec
        a     | 2020-05-01 | S   | C2 | U6    |            |
        b     | 2023-05-01 | S   | C2 | U6    |            |
        c     | 2023-05-01 | S   | C2 | U6    | 2024-02-29 | E4A
        d     | 2023-05-01 | S   | C2 | U6    | 2024-02-29 | E4A
        e     | 2024-05-01 | S   | C2 | U1    |            |
    """)
    found = called(snapshot(str(FEBRUARY), care))
    assert found["M01.since_peak"] == "Against the peak of 4 in January 2024 that is a fall of 25.0 %."
    since = "Since its lowest month's end after that peak, 2 in April 2024, it has risen again by 50.0 %."
    assert found["M01.since_low"] == since, "not the one before it, of April 2023"


def test_a_day_within_a_month_is_said_as_a_day() -> None:
    day = dt.date(2025, 1, 15)
    text = said(REPORTS["highlight"].make(facts(day), Asked(figures=day)))
    assert "has risen from 2 on 15 January 2024 to 3 on 15 January 2025" in text
    assert not re.search(r"\bin \d{1,2} [A-Z]", text)
    assert "month's end" not in text
    assert "months' ends" not in text


def test_words_of_ones_own_say_a_day_within_a_month_rightly_too() -> None:
    words = "It was 3 in {M01.month} and stays so in 2 homes."
    assert filled(words, {"M01.month": "15 January 2025"}) == "It was 3 on 15 January 2025 and stays so in 2 homes."
    assert filled(words, {"M01.month": "January 2025"}) == "It was 3 in January 2025 and stays so in 2 homes."


def test_one_child_and_one_order_are_said_as_one() -> None:
    words = "{n} orders were made. In the year {n} children came; {many} children left, {part} % of {n} children."
    told = filled(
        words.replace("{n}", "{M03.now}").replace("{many}", "{M04.now}").replace("{part}", "{K05.now}"),
        {"M03.now": "1", "M04.now": "1,201", "K05.now": "0.1"},
    )
    assert told == "1 order was made. In the year 1 child came; 1,201 children left, 0.1 % of 1 child."


def test_the_mean_of_few_children_is_not_printed() -> None:
    """The mean of one child is that child's days."""
    care = episodes("""
        child | decom      | rne | ls | place | dec        | rec
        a     | 2023-01-03 | S   | C2 | U4    | 2023-06-01 | X1
        a     | 2023-06-01 | L   | E1 | U4    | 2024-05-01 | E11
    """)
    book = gathered(snapshot(str(FEBRUARY), care), FEBRUARY)
    assert (book.figures["T03.now"].text, book.figures["T03.now_n"].text) == ("335", "1")
    hidden = frozenset({str(Of("T03", dt.date(2024, 4, 1), FEBRUARY))})
    texts = book.texts(hidden)
    assert {texts[f"T03.{name}"] for name in ("now", "now_n", "now_median")} == {"c"}
    assert texts["T03.now_told"].startswith("c in 2024/25 so far")


def test_where_a_figure_is_hidden_the_sentence_says_what_is_left_of_it() -> None:
    book = gathered(facts(FEBRUARY), FEBRUARY)
    then, now = (str(Of("M01", day, day)) for day in (dt.date(2024, 2, 29), FEBRUARY))
    told = {hidden: book.texts(frozenset(hidden)) for hidden in ((then,), (now,), (then, now))}
    assert told[(then,)]["M01.since_then"] == "is 3 in February 2025; that in February 2024 is not printed (c)"
    assert told[(now,)]["M01.since_then"] == "was 2 in February 2024; that in February 2025 is not printed (c)"
    assert told[(then, now)]["M01.since_then"] == "is not printed (c)"
    assert {told[each]["M01.since_peak"] for each in ((now,), (then, now))} == {""}, "or the share gave it away"
    came = str(Of("M03", dt.date(2024, 3, 1), FEBRUARY))
    said = book.texts(frozenset({came}))["M03.flows"]
    assert said == "In the twelve months 1 children ceased to be looked after; how many started is not printed (c)."
    assert (
        book.texts(frozenset())["E02.told"] == "How many hours of education children are offered is not recorded (z)."
    )


def test_where_nothing_is_recorded_nothing_is_called_the_highest_and_no_sentence_has_a_gap() -> None:
    text = said(REPORTS["highlight"].make(snapshot("2022-01-31"), Asked()))
    impact = text[text.index("4 Impact") : text.index("5 Risks")]
    assert "highest" not in impact
    assert "lowest of" not in impact
    assert not re.search(r"(^|\s)–(\s|$|\.)", impact), impact


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2025-02-28", "was less than a year ago."),
        ("2025-11-30", "was 1 whole year ago."),
        ("2026-11-30", "was 2 whole years ago."),
    ],
)
def test_how_long_ago_the_last_exclusion_was(day: str, told: str) -> None:
    assert called(facts(dt.date.fromisoformat(day)))["E03.told"].endswith(told)


def test_suspensions_that_have_not_changed_say_how_many_there_were() -> None:
    found = called(facts(FEBRUARY))["E04.since_before"]
    assert found == "has not changed: 1 in 2021/22 and in 2023/24"
