"""E01 to E06: school."""

from __future__ import annotations

import pytest

from tests.models.measures.asked import apart, ask, days, groups, who

PUPILS = """
    child  | decom      | rne
    a      | 2019-01-07 | S
    b      | 2019-01-07 | S
    c      | 2021-10-04 | S
    d      | 2019-01-07 | S
    old    | 2019-01-07 | S
    tiny   | 2020-09-01 | S
    unborn | 2019-01-07 | S
"""
BORN = """
    child | dob
    a     | 2012-05-01
    b     | 2017-08-31
    c     | 2005-09-01
    d     | 2012-05-01
    old   | 2005-08-31
    tiny  | 2017-09-01
"""
TERMS = """
    child | begins     | term   | attendance | hours | hours_why | school | sen | alternative
    a     | 2021-09-06 | AUTUMN | 990        | 250   |           | 900123 |     |
    a     | 2022-01-05 | SPRING | 905        | 249   | MEDICAL   | 900123 | E   | Y
    b     | 2022-01-06 | SPRING | 975        | 250   |           |        |     |
    c     | 2021-09-06 | AUTUMN | 700        | 100   | NO-PLACE  | 900123 | E   |
    d     | 2021-07-01 | SUMMER | 600        | 0     |           |        |     |
    old   | 2022-01-05 | SPRING | 100        | 0     |           |        |     |
    tiny  | 2022-01-05 | SPRING | 100        | 0     |           |        |     |
"""


def test_e01_is_the_mean_of_the_term_the_day_lies_in() -> None:
    tally = ask("E01", PUPILS, child_details=BORN, school_term=TERMS)
    assert days(tally) == {"a": 90.5, "b": 97.5}
    assert (tally.value, tally.unit) == (94, "%")
    assert sorted(tally.no_date) == ["c", "d", "unborn"]
    assert apart(tally) == {"twelve months": ["a", "b"]}
    autumn = ask("E01", PUPILS, ("2021-04-01", "2021-11-30"), child_details=BORN, school_term=TERMS)
    assert days(autumn) == {"a": 99, "c": 70}
    assert apart(autumn) == {"twelve months": ["a"]}


def test_e02_keeps_one_base_and_shows_the_other_apart() -> None:
    tally = ask("E02", PUPILS, child_details=BORN, school_term=TERMS)
    assert tally.base is not None
    assert (who(tally), tally.base.to_list(), tally.no_date.to_list()) == (["a", "c"], ["a", "b", "c"], ["d", "unborn"])
    assert tally.value == pytest.approx(200 / 3)
    (other,) = tally.apart()
    assert (other.value, other.children.to_list()) == (pytest.approx(200 / 7), ["a", "c"])
    assert other.title == "The same as a share of all 7 in care, per cent (another base)"


def test_e02_takes_the_authoritys_own_hours() -> None:
    chosen = "child | kind | name | value\n* | policy | HOURS | 10"
    assert who(ask("E02", PUPILS, child_details=BORN, school_term=TERMS, setting=chosen)) == []


@pytest.mark.parametrize("code", ["E01", "E02", "E05", "E06"])
def test_without_a_term_of_the_school_year_there_is_no_figure(code: str) -> None:
    tally = ask(code, PUPILS, ("2022-04-01", "2022-09-01"), child_details=BORN, school_term=TERMS)
    assert (tally.value, tally.n, len(tally.no_date)) == (None, 0, 0)


SUSPENDED = """
    child | begins     | permanent | sessions
    a     | 2021-09-06 | SUSP      | 4
    a     | 2022-03-31 | SUSP      | 2
    b     | 2021-10-01 | SUSP      |
    c     | 2021-10-03 | SUSP      | 9
    d     | 2022-04-01 | SUSP      | 9
    a     | 2020-09-01 | SUSP      | 5
    d     | 2021-03-31 | SUSP      | 3
    d     | 2021-04-01 | SUSP      | 9
    b     | 2019-11-05 | PERM      |
"""


def test_e04_counts_suspensions_children_and_sessions_apart() -> None:
    spells = ask("E04", PUPILS, suspension=SUSPENDED)
    assert (sorted(spells.children), spells.value, spells.unit) == (["a", "a", "b"], 3, "suspensions")
    children = ask("E04c", PUPILS, suspension=SUSPENDED)
    assert (who(children), children.value, children.unit) == (["a", "b"], 2, "children")
    sessions = ask("E04s", PUPILS, suspension=SUSPENDED)
    assert (who(sessions), sessions.value, sessions.unit) == (["a"] * 6, 6, "sessions")
    assert sessions.no_date.to_list() == ["b"]


@pytest.mark.parametrize(("code", "before", "change"), [("E04", 2, 50), ("E04c", 2, 0), ("E04s", 8, -25)])
def test_e04_stands_beside_the_same_part_of_the_school_year_before(code: str, before: int, change: float) -> None:
    found = {group.code: group.value for group in ask(code, PUPILS, suspension=SUSPENDED).apart()}
    assert found == {"before": before, "change": change}


def test_e04_says_nothing_of_a_year_before_the_record_began() -> None:
    late = "child | begins | permanent\na | 2021-09-06 | SUSP"
    assert ask("E04", PUPILS, suspension=late).apart() == ()
    assert ask("E04", PUPILS, ("2020-04-01", "2021-03-31"), suspension=late).value is None


def test_e03_counts_the_school_year_and_the_years_since_the_last() -> None:
    tally = ask("E03", PUPILS, suspension=SUSPENDED)
    assert (tally.value, tally.kept) == (0, True)
    (since,) = tally.apart()
    assert (since.code, since.value, since.children.to_list()) == ("since", 2, ["b"])
    then = ask("E03", PUPILS, ("2019-04-01", "2020-03-31"), suspension=SUSPENDED)
    assert (who(then), then.value) == (["b"], 1)


def test_e03_counts_the_years_on_record_without_one() -> None:
    terms = "child | begins | term\na | 2017-01-05 | SPRING"
    (without,) = ask("E03", PUPILS, school_term=terms).apart()
    assert (without.code, without.value) == ("without", 5)
    assert ask("E03", PUPILS).value is None


PLANS = """
    child | kind | plan | day        | precision
    a     | PEP  | 0    | 2022-01-05 |
    b     | PEP  | 0    | 2022-01-04 |
    d     | PEP  | 0    | 2022-02-01 | MONTH
    c     | PEP  | 0    | 2021-10-18 |
    early | PEP  | 0    | 2021-04-05 |
"""


def test_e05_wants_a_plan_since_the_term_began() -> None:
    tally = ask("E05", PUPILS, child_details=BORN, school_term=TERMS, milestone=PLANS)
    assert tally.base is not None
    assert (who(tally), tally.base.to_list(), sorted(tally.no_date)) == (["a"], ["a", "b", "c"], ["d", "unborn"])
    assert ask("E05", PUPILS, child_details=BORN, school_term=TERMS).value is None


def test_e05i_gives_ten_working_days_from_entry() -> None:
    entered = """
        child   | decom      | rne | dec        | rec
        in time | 2021-05-04 | S   |            |
        late    | 2021-05-04 | S   |            |
        none    | 2021-05-04 | S   |            |
        left    | 2021-05-04 | S   | 2021-05-18 | E4A
        before  | 2021-04-06 | S   |            |
        young   | 2021-05-04 | S   |            |
    """
    old = ("in time", "late", "none", "left", "before")
    born = "child | dob\n" + "\n".join(f"{child} | 2012-01-01" for child in old)
    plans = "child | kind | plan | day\n" + "\n".join(
        f"{child} | PEP | 0 | {day}"
        for child, day in (("in time", "2021-05-18"), ("late", "2021-05-19"), ("x", "2021-05-04"))
    )
    tally = ask("E05i", entered, child_details=f"{born}\nyoung | 2017-01-01", milestone=plans)
    assert tally.base is not None
    assert (who(tally), tally.base.to_list()) == (["in time"], ["in time", "late", "none"])


def test_e06_counts_those_without_a_school_and_those_who_wait_for_a_place() -> None:
    tally = ask("E06", PUPILS, child_details=BORN, school_term=TERMS)
    assert groups(tally) == {"none": ["b"], "waiting": ["c"]}
    assert sorted(tally.no_date) == ["d", "unborn"]
    assert apart(tally) == {"ehcp": ["a", "c"], "alternative": ["a"]}
