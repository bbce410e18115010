"""M01 to M06: who is in care, who came, who left, and whether it adds up."""

from __future__ import annotations

from models.rounding import number
from tests.models.measures.asked import apart, ask, groups, who

SPELLS = """
    child  | decom      | rne | ls | place | dec        | rec
    adult  | 2019-01-01 | S   | C2 | U6    |            |
    breaks | 2021-05-01 | S   | V3 | U6    | 2021-05-03 | E8
    comes  | 2022-03-31 | S   | V2 | U6    |            |
    goes   | 2020-01-01 | S   | C2 | U6    | 2022-03-31 | E4A
    old    | 2019-01-01 | P   | C2 | U6    |            |
    stays  | 2019-01-01 | S   | C2 | U6    |            |
    twice  | 2021-05-01 | S   | V2 | U6    | 2021-06-01 | E4A
    twice  | 2021-08-01 | S   | V2 | U6    | 2021-09-01 | E4B
    x1     | 2021-02-01 | S   | V2 | U6    | 2021-09-01 | X1
"""
BORN = "child | dob\nadult | 2004-02-29\nstays | 2004-04-01"


def test_m01_is_the_day_itself_and_under_18() -> None:
    assert who(ask("M01", SPELLS, child_details=BORN)) == ["comes", "old", "stays"]
    assert "goes" in who(ask("M01", SPELLS, ("2021-04-01", "2022-03-30")))


def test_born_on_29_february_is_18_on_1_march() -> None:
    assert "adult" in who(ask("M01", SPELLS, ("2021-03-01", "2022-02-28"), child_details=BORN))
    assert "adult" not in who(ask("M01", SPELLS, ("2021-03-02", "2022-03-01"), child_details=BORN))


def test_starts_by_child_and_by_spell() -> None:
    assert who(ask("M03", SPELLS)) == ["comes", "twice"]
    assert who(ask("M03s", SPELLS)) == ["comes", "twice", "twice"]


def test_a_period_of_care_first_seen_without_a_start_waits_for_a_date() -> None:
    drawing = "decom | rne\n2021-05-03 | P"
    for code in ("M03", "M03s"):
        tally = ask(code, drawing)
        assert (tally.value, tally.no_date.to_list()) == (0, ["1"])


def test_ends_by_child_and_by_spell() -> None:
    assert who(ask("M04", SPELLS)) == ["goes", "twice"]
    assert who(ask("M04s", SPELLS)) == ["goes", "twice", "twice"]


def test_an_ending_in_short_breaks_is_no_exit() -> None:
    drawing = """
        decom      | rne | ls | dec        | rec
        2021-01-01 | S   | V2 |            |
        2021-06-01 | L   | V3 | 2021-09-01 | E4A
    """
    assert who(ask("M04", drawing)) == []
    assert apart(ask("M06", drawing)) == {"breaks": ["1"]}


def test_m05_parts_the_exits() -> None:
    drawing = "child | decom | rne | dec | rec\n" + "\n".join(
        f"{child} | 2020-01-01 | S | 2021-06-01 | {rec}"
        for child, rec in (("a", "E11"), ("b", "E45"), ("c", "E46"), ("d", "E41"), ("e", "E6"), ("f", "E1"))
    )
    tally = ask("M05", drawing)
    assert tally.value == 6
    assert groups(tally) == {
        "E11,E12": ["a"],
        "E43,E44,E45,E46,E47,E48": ["b", "c"],
        "E41": ["d"],
        "E5,E6": ["e"],
        "none": ["f"],
    }
    assert apart(tally) == {"relatives": ["b"], "permanence": ["a", "b", "c", "d"]}


def test_m06_says_the_difference_and_why() -> None:
    tally = ask("M06", SPELLS, child_details=BORN)
    assert tally.value == 2
    assert [(part.code, part.value) for part in tally.parts] == [
        ("before", 5),
        ("started", 3),
        ("ended", 3),
        ("now", 3),
    ]
    assert who(tally) == ["adult", "x1"]
    assert apart(tally) == {"adult": ["adult"], "unclosed": ["x1"]}


def test_m06_is_nothing_when_all_agrees() -> None:
    tally = ask("M06", "child | decom | dec | rec\na | 2021-05-01 | 2021-06-01 | E4A\nb | 2020-01-01 | |")
    assert tally.value == 0
    assert who(tally) == []
    assert tally.apart() == ()


def test_a_child_in_two_periods_of_care_at_once_counts_once() -> None:
    """Also where a third period lies between the two."""
    drawing = """
        decom      | rne | ls | dec        | rec
        2020-01-01 | S   | C2 | -          |
        2020-06-01 | S   | V2 | 2020-07-01 | E4A
        2021-05-01 | S   | V2 | -          |
    """
    assert who(ask("M01", drawing)) == ["1"]


POPULATION = "child | since | estimate\n* | 2021-04-01 | 33128\n* | 2022-01-01 | 20000"


def test_m02_is_on_the_estimate_of_the_day_and_a_past_rate_keeps_its_own() -> None:
    now, then = (
        ask("M02", SPELLS, period, child_details=BORN, population=POPULATION)
        for period in (("2021-04-01", "2022-03-31"), ("2020-12-31", "2021-12-31"))
    )
    assert (who(now), now.value) == (["comes", "old", "stays"], 10_000 * 3 / 20_000)
    assert then.value == 10_000 * len(who(then)) / 33_128


def test_m02_without_an_estimate_has_no_figure_and_says_what_to_do() -> None:
    tally = ask("M02", SPELLS, ("2020-03-31", "2021-03-31"), population=POPULATION)
    assert (tally.value, tally.n) == (None, 0)
    assert tally.wanted.startswith("Record the estimate")


def test_one_population_gives_the_four_published_rates() -> None:
    for children, rate in ((654, "197.4"), (526, "158.8"), (544, "164.2"), (535, "161.5")):
        assert number(10_000 * children / 33_128, "per 10,000") == rate
