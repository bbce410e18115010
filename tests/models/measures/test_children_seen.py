"""R03, R04, V01, L01, L01b, L02 and ST3: adoption reviews, visits, life story work, distance."""

from __future__ import annotations

import pytest

from tests.models.measures.asked import apart, ask, groups, who

WAITING = """
    child | decom      | rne | ls | place | dec | rec
    wait  | 2020-09-01 | S   | C2 | U6    |     |
    wait  | 2021-09-01 | L   | E1 | U6    |     |
    slow  | 2020-09-01 | S   | C2 | U6    |     |
    slow  | 2021-09-01 | L   | E1 | U6    |     |
    broke | 2020-01-01 | S   | E1 | U6    |     |
    broke | 2020-06-01 | P   | E1 | A6    |     |
    broke | 2021-11-01 | P   | E1 | U6    |     |
    seen  | 2020-01-01 | P   | E1 | U6    |     |
    new   | 2022-01-03 | S   | E1 | U6    |     |
    home  | 2020-01-01 | S   | E1 | U6    |     |
    home  | 2021-10-01 | P   | E1 | A6    |     |
    late  | 2020-01-01 | S   | E1 | U6    |     |
    late  | 2021-10-01 | P   | E1 | A6    |     |
"""
REVIEWED = """
    child | kind      | plan | day
    wait  | AD-REVIEW | 0    | 2021-12-01
    slow  | AD-REVIEW | 0    | 2021-12-02
    broke | AD-REVIEW | 0    | 2022-02-01
"""
HELD = """
    child | review
    home  | 2021-10-29
    home  | 2022-01-29
    late  | 2021-10-29
    late  | 2022-01-30
"""


def test_r03_judges_waits_and_placements_by_their_own_limits() -> None:
    tally = ask("R03", WAITING, milestone=REVIEWED, review=HELD)
    assert sorted(tally.children) == ["broke", "home", "wait"]
    assert groups(tally) == {"waiting": ["broke", "slow", "wait"], "placed": ["home", "late"]}
    assert tally.no_date.to_list() == ["seen"]


def test_r03_judges_only_by_the_records_that_are_kept() -> None:
    assert groups(ask("R03", WAITING, milestone=REVIEWED)) == {"waiting": ["broke", "slow", "wait"]}
    assert groups(ask("R03", WAITING, review=HELD)) == {"placed": ["home", "late"]}
    assert ask("R03", WAITING).value is None


def test_r04_wants_the_review_from_the_28th_to_the_42nd_day() -> None:
    drawing = "child | decom | rne | ls | place\n" + "\n".join(
        f"{child} | 2020-01-01 | S | E1 | A6\n{child} | 2021-11-01 | P | E1 | U6" for child in ("a", "b", "c", "d", "e")
    )
    left = "\nf | 2020-01-01 | S | E1 | A6 | 2021-11-01 | E4A"
    reviews = """
        child | kind       | plan | day        | precision
        a     | DISRUPTION | 0    | 2021-11-29 |
        b     | DISRUPTION | 0    | 2021-12-13 |
        c     | DISRUPTION | 0    | 2021-12-14 |
        d     | DISRUPTION | 0    | 2021-11-28 |
        e     | DISRUPTION | 0    | 2021-12-01 | MONTH
    """
    tally = ask("R04", drawing.replace("place\n", "place | dec | rec\n", 1) + left, milestone=reviews)
    assert tally.base is not None
    assert (who(tally), tally.base.to_list(), tally.value) == (["a", "b"], ["a", "b", "c", "d"], 50)
    assert (tally.no_date.to_list(), apart(tally)) == (["e"], {"early": ["d"]})
    assert ask("R04", drawing).value is None


SEEN = "child | kind | plan | day | outcome\n"


@pytest.mark.parametrize(
    ("drawing", "visits", "review", "due"),
    [
        ("C2 | U6 | 2022-03-01", [], "", "2022-03-08"),
        ("C2 | U6 | 2021-10-01", ["2022-02-01"], "", "2022-03-15"),
        ("C2 | U4 | 2021-01-01", ["2021-12-31"], "", "2022-02-11"),
        ("C2 | U4 | 2021-01-01", ["2022-01-01"], "", "2022-04-01"),
        ("C1 | P1 | 2022-01-03", ["2022-03-01"], "", "2022-03-08"),
        ("C1 | P1 | 2022-01-03", ["2022-03-01"], "2022-01-28", "2022-03-29"),
        ("C2 | P1 | 2022-01-03", ["2022-03-01"], "", "2022-04-12"),
        ("C2 | U3 | 2022-01-03", ["2022-03-01"], "", "2022-03-08"),
        ("E1 | A6 | 2022-03-01", ["2022-03-07"], "", "2022-03-14"),
        ("E1 | A6 | 2022-03-01", ["2022-03-07"], "2022-03-10", None),
    ],
)
def test_v01_is_in_time_up_to_the_day_a_visit_is_due(
    drawing: str, visits: list[str], review: str, due: str | None
) -> None:
    ls, place, since = drawing.split(" | ")
    care = f"child | decom | rne | ls | place\na | {since} | S | {ls} | {place}"
    steps = SEEN + "\n".join(
        ["x | VISIT | 0 | 2019-01-01 | SEEN", *(f"a | VISIT | 0 | {day} | SEEN" for day in visits)]
    )
    held = f"child | review\na | {review}" if review else "child | review\nx | 2019-01-01"

    def judged(day: str) -> tuple[list[str], float | None]:
        tally = ask("V01", care, ("2022-01-01", day), milestone=steps, review=held)
        return who(tally), tally.value

    if due is None:
        assert judged("2022-03-31") == ([], None)
        return
    after = f"{due[:-2]}{int(due[-2:]) + 1:02d}"
    assert judged(due) == (["a"], 100)
    assert judged(after) == ([], 0)


def test_v01_does_not_count_a_visit_without_the_child_and_needs_the_record() -> None:
    care = "child | decom | rne\na | 2022-03-01 | S"
    missed = f"{SEEN}a | VISIT | 0 | 2022-03-05 | NOT-SEEN"
    assert ask("V01", care, milestone=missed).value == 0
    assert ask("V01", care).value is None


def test_a_connected_carer_approved_since_the_placement_is_visited_like_any_other() -> None:
    care = "child | decom | rne | place\na | 2022-01-03 | S | U3"
    steps = f"{SEEN}a | VISIT | 0 | 2022-03-01 | SEEN\na | CC-APPROVED | 0 | 2022-02-01 | YES"
    assert ask("V01", care, milestone=steps).value == 100


PLACED = "child | decom | rne | ls | place\n" + "\n".join(
    f"{child} | 2021-01-01 | S | E1 | A6" for child in ("early", "on time", "after", "none", "once")
)
SECOND = "child | review\n" + "\n".join(
    f"{child} | {day}"
    for child in ("early", "on time", "after", "none", "once")
    for day in ("2021-01-01", "2021-01-28", "2021-04-28")[: 2 if child == "once" else 3]
)


def test_l01_wants_the_first_stage_by_the_second_review_of_the_placement() -> None:
    steps = """
        child   | kind     | plan | day
        early   | LS-FIRST | 0    | 2021-03-01
        on time | LS-BOOK  | 0    | 2021-04-28
        after   | LS-START | 0    | 2021-02-01
        after   | LS-FIRST | 0    | 2021-04-29
        once    | LS-DONE  | 0    | 2021-02-01
    """
    tally = ask("L01", PLACED, review=SECOND, milestone=steps)
    assert tally.base is not None
    assert sorted(tally.children) == ["early", "on time"]
    assert sorted(tally.base) == ["after", "early", "none", "on time"]
    assert {code: sorted(part) for code, part in apart(tally).items()} == {
        "none": ["none"],
        "first": ["after", "early", "on time"],
        "complete": ["once"],
    }
    assert ask("L01", PLACED, review=SECOND).value is None


def test_l01b_wants_book_and_letter_within_ten_working_days_of_the_celebration() -> None:
    steps = "child | kind | plan | day | precision\n" + "\n".join(
        f"{child} | {kind} | 0 | {day} | {rough}"
        for child, kind, day, rough in (
            ("good", "CELEBRATION", "2021-05-04", ""),
            ("good", "LS-DONE", "2021-05-01", ""),
            ("good", "LS-LETTER", "2021-05-18", ""),
            ("late", "CELEBRATION", "2021-05-04", ""),
            ("late", "LS-DONE", "2021-05-18", ""),
            ("late", "LS-LETTER", "2021-05-19", ""),
            ("book", "CELEBRATION", "2021-05-04", ""),
            ("book", "LS-DONE", "2021-05-18", ""),
            ("rough", "CELEBRATION", "2021-05-04", "MONTH"),
        )
    )
    tally = ask("L01b", PLACED, milestone=steps)
    assert tally.base is not None
    assert (who(tally), sorted(tally.base), tally.no_date.to_list()) == (["good"], ["book", "good", "late"], ["rough"])


def test_l02_adds_up_the_staff_trained_by_the_day() -> None:
    training = """
        child | day        | role              | trained
        *     | 2021-06-01 | Resource worker   | 20
        *     | 2021-09-01 | Resource worker   | 6
        *     | 2021-09-01 | Residential staff | 10
        *     | 2022-04-01 | Residential staff | 5
    """
    tally = ask("L02", PLACED, training=training)
    assert (tally.value, tally.unit, len(tally.children)) == (36, "people", 0)
    assert {group.title: group.value for group in tally.groups} == {"Resource worker": 26, "Residential staff": 10}
    assert ask("L02", PLACED, ("2020-04-01", "2021-03-31"), training=training).value is None


def test_st3_makes_up_no_distance() -> None:
    care = """
        child  | decom      | rne | place
        far    | 2021-06-01 | S   | K2
        near   | 2021-06-01 | S   | K2
        old    | 2021-06-01 | S   | K2
        foster | 2021-06-01 | S   | U6
    """
    stays = """
        child | since      | miles
        far   | 2021-06-01 | 21
        near  | 2021-06-01 | 20
        old   | 2021-05-31 | 90
    """
    tally = ask("ST3", care, residential=stays)
    assert (who(tally), tally.value, tally.n) == (["far"], 50, 2)
    assert tally.no_date.to_list() == ["foster", "old"]
    assert tally.known_note == ""
    assert ask("ST3", care).value is None
