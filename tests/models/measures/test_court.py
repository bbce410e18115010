"""C01 to C07: care proceedings and what goes before them."""

from __future__ import annotations

import pytest

from models.measures import MEASURES
from tests.models.measures.asked import apart, ask, days, groups, who

NOBODY = "child | decom\nx | 2010-01-01"
SETTLED = """
    child | issued     | ends       | court_ref | family_ref
    a     | 2021-01-04 | 2021-07-05 | NP1       | F1
    b     | 2021-01-04 | 2021-08-02 | NP1       | F1
    c     | 2021-03-01 | 2021-08-29 |           | F2
    d     | 2021-03-01 | 2021-08-30 |           | F3
    e     | 2021-03-01 | 2022-04-01 | NP5       |
    f     | 2021-06-01 | 2021-10-01 | NP6       |
    g     | 2021-06-01 |            | NP6       |
    h     | 2020-01-06 | 2020-06-01 | NP7       |
"""


def test_c01_is_the_mean_of_applications_and_not_of_children() -> None:
    tally = ask("C01", NOBODY, proceedings=SETTLED)
    assert days(tally) == {"a": 30, "c": 181 / 7, "d": 26}
    assert (tally.value, tally.n, tally.median) == (pytest.approx((30 + 181 / 7 + 26) / 3), 3, 26)
    assert groups(tally) == {"30+": ["a"], "-26": ["c", "d"]}
    assert apart(tally)["children"] == ["a", "b", "c", "d"]


def test_c01_shows_the_weeks_so_far_of_an_application_that_goes_on_for_one_of_its_children() -> None:
    waiting = {group.code: group for group in ask("C01", NOBODY, proceedings=SETTLED).apart()}["waiting"]
    assert waiting.days is not None
    assert dict(zip(waiting.children, waiting.days, strict=True)) == {"e": 395 / 7, "f": 303 / 7}


def test_c01s_limit_is_of_each_application_and_begins_with_the_single_family_court() -> None:
    (limit,) = MEASURES["C01"].thresholds
    assert (limit.value, limit.per, str(limit.since)) == (26, "child", "2014-04-22")


def test_c02_is_in_time_on_the_181st_day_after_the_issue_and_late_on_the_next() -> None:
    tally = ask("C02", NOBODY, proceedings=SETTLED)
    assert who(tally) == ["a", "b", "d", "e", "g"]
    assert groups(tally) == {"ended": ["a", "b", "d"], "open": ["e", "g"]}
    assert [(group.code, group.value) for group in tally.apart()][-1] == ("applications", 4)


def test_c02_says_who_is_within_the_weeks_granted() -> None:
    extensions = """
        child | kind      | plan | day        | amount
        a     | EXTENSION | 0    | 2021-06-20 | 4
        b     | EXTENSION | 0    | 2021-06-20 | 3
        d     | EXTENSION | 0    | 2021-09-30 | 8
        g     | EXTENSION | 0    | 2021-11-01 | 8
        g     | EXTENSION | 0    | 2022-01-01 | 8
        g     | EXTENSION | 0    | 2022-03-01 | 2
    """
    found = apart(ask("C02", NOBODY, proceedings=SETTLED, milestone=extensions))
    assert found["within"] == ["a", "g"]
    assert found["beyond"] == ["b", "d", "e"]


def test_c02_gives_no_figure_where_no_proceedings_are_recorded() -> None:
    assert ask("C02", NOBODY).value is None
    assert ask("C02", NOBODY, proceedings="issued\n2022-01-01").value == 0


MATTERS = """
    child | begins     | ends       | outcome
    down  | 2021-01-04 | 2021-04-26 | STEP-DOWN
    long  | 2021-01-04 | 2021-04-27 | STEP-DOWN
    sent  | 2021-05-03 | 2021-07-01 | ISSUE
    agree | 2021-05-03 | 2021-07-01 | ISSUE
    left  | 2021-05-03 | 2021-07-01 |
    open  | 2022-03-01 |            |
    again | 2020-01-01 | 2020-02-01 | STEP-DOWN
    again | 2022-03-21 |            |
"""


def test_c03_runs_to_the_step_down_or_the_issue_and_agreeing_to_issue_ends_nothing() -> None:
    tally = ask("C03", NOBODY, pre_proceedings=MATTERS, proceedings="child | issued\nsent | 2021-07-12")
    assert days(tally) == {"down": 112, "long": 113, "sent": 70}
    assert groups(tally) == {"within": ["down", "sent"], "over": ["long"]}
    assert tally.no_date.to_list() == ["left"]
    (waiting,) = tally.apart()
    assert waiting.days is not None
    assert dict(zip(waiting.children, waiting.days, strict=True)) == {"again": 10, "agree": 332, "open": 30}


def test_c03_parts_by_the_authoritys_own_limit() -> None:
    chosen = "child | kind | name | value\n* | policy | PLO | 10"
    tally = ask("C03", NOBODY, pre_proceedings=MATTERS, proceedings="child | issued\nsent | 2021-07-12", setting=chosen)
    assert groups(tally) == {"within": ["sent"], "over": ["down", "long"]}
    assert [group.title for group in tally.groups] == ["Within 10 weeks (local)", "Longer than 10 weeks (local)"]
    assert not MEASURES["C03"].thresholds


STEPS = """
    child | kind | plan | day        | precision
    down  | LBP  | 0    | 2021-01-14 |
    down  | LBP  | 0    | 2021-02-14 |
    down  | PPM  | 0    | 2021-01-28 |
    down  | PPM  | 0    | 2021-03-28 |
    long  | PPM  | 0    | 2021-01-20 |
    sent  | LBP  | 0    | 2021-06-01 | MONTH
    sent  | PPM  | 0    | 2021-06-10 |
    none  | LBP  | 0    | 2021-06-10 |
    left  | LBP  | 0    | 2021-07-02 |
    open  | LBP  | 0    | 2022-03-03 |
    open  | PPM  | 0    | 2022-03-02 |
"""
YEAR = ("2021-01-01", "2022-03-31")


def test_c04a_counts_the_first_letter_of_a_matter() -> None:
    tally = ask("C04a", NOBODY, YEAR, pre_proceedings=MATTERS, milestone=STEPS)
    assert days(tally) == {"down": 10, "open": 2}
    assert sorted(tally.no_date) == ["left", "none", "sent"]


def test_c04b_keeps_a_meeting_before_the_letter_negative() -> None:
    tally = ask("C04b", NOBODY, YEAR, pre_proceedings=MATTERS, milestone=STEPS)
    assert days(tally) == {"down": 14, "open": -1}
    assert sorted(tally.no_date) == ["long", "sent"]


ISSUED = """
    child | issued     | short_notice
    gate  | 2021-07-12 |
    plo   | 2021-07-12 | Newborn
    none  | 2021-07-12 |
    again | 2019-07-01 |
    again | 2021-07-12 |
"""
DECIDED = """
    child | kind | plan | day        | outcome
    gate  | LGM  | 0    | 2021-05-01 | C
    gate  | LGM  | 0    | 2021-07-02 | C
    gate  | LGM  | 0    | 2021-07-09 | A
    gate  | LGM  | 0    | 2021-07-13 | C
    again | LGM  | 0    | 2019-06-28 | C
    gate  | FGC  | 0    | 2021-07-12 |
    again | FGC  | 0    | 2019-06-01 |
    plo   | FGC  | 0    | 2021-07-13 |
"""
AGREED = (
    "child | begins | ends | outcome\nplo | 2021-01-01 | 2021-07-10 | ISSUE\ngate | 2021-01-01 | 2021-07-01 | ISSUE"
)


def test_c05_takes_the_last_decision_to_issue_since_earlier_proceedings() -> None:
    tally = ask("C05", NOBODY, proceedings=ISSUED, milestone=DECIDED, pre_proceedings=AGREED)
    assert days(tally) == {"gate": 10, "plo": 2}
    assert tally.no_date.to_list() == ["again", "none"]


def test_c06_counts_conferences_by_the_day_of_issue() -> None:
    tally = ask("C06", NOBODY, proceedings=ISSUED, milestone=DECIDED)
    assert (who(tally), tally.value) == (["gate"], 25)
    assert ask("C06", NOBODY, proceedings=ISSUED).value is None


def test_c07_needs_short_notice_to_be_recorded_of_somebody() -> None:
    tally = ask("C07", NOBODY, proceedings=ISSUED)
    assert (who(tally), tally.value) == (["plo"], 25)
    assert ask("C07", NOBODY, proceedings="issued\n2021-07-12").value is None
    assert ask("C07", NOBODY, ("2020-04-01", "2021-03-31"), proceedings=ISSUED).value is None
