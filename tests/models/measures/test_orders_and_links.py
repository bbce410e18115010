"""A3, T06, T07, K03, K05, K12, K17: short waits, orders, links, temporary approval, drift."""

from __future__ import annotations

import pytest

from models.rules.drift import flags
from tests.models.measures.asked import apart, ask, days, groups, who
from tests.support.facts import episodes, snapshot


def ordered(*rows: str, rne: str = "S") -> str:
    """A child whose legal statuses follow each other, each written with its first day."""
    reasons = [rne, *[""] * (len(rows) - 1)]
    drawn = (f"{row[:10]} | {reason} | {row[11:]}" for row, reason in zip(rows, reasons, strict=True))
    return "\n".join(["decom | rne | ls", *drawn])


CARE_ORDER = ordered("2021-04-01 C1", "2021-06-01 C2", "2021-09-01 E1")
AT_ONCE = ordered("2021-04-01 C1", "2021-09-01 E1")


@pytest.mark.parametrize(
    ("drawing", "recorded", "expected"),
    [
        (CARE_ORDER, "", 92),
        (CARE_ORDER, "2021-06-11 |", 82),
        (CARE_ORDER, "2021-09-01 |", 0),
        (AT_ONCE, "2021-09-01 |", 0),
        (AT_ONCE, "2021-08-30 |", 2),
        (AT_ONCE, "2021-09-03 |", -2),
        (ordered("2021-04-01 C1", "2021-06-01 C2", "2021-09-01 E1", "2021-11-01 C2", "2022-01-01 E1"), "", 214),
    ],
    ids=["shown", "recorded wins", "recorded as the same day", "hidden", "hidden, earlier", "backwards", "made again"],
)
def test_t06_counts_from_the_care_order(drawing: str, recorded: str, expected: int) -> None:
    steps = f"kind | plan | day | precision\n{f'CO | 0 | {recorded}' if recorded else ''}"
    tally = ask("T06", drawing, milestone=steps)
    assert days(tally) == {"1": expected}
    assert tally.flagged.to_list() == []
    assert apart(tally) == ({"backwards": ["1"]} if expected < 0 else {})


def test_t06_where_no_separate_care_order_is_known_it_is_no_days_and_flagged() -> None:
    for drawing in (AT_ONCE, ordered("2021-09-01 E1"), ordered("2021-09-01 E1", "2021-11-01 C2")):
        tally = ask("T06", drawing)
        assert days(tally) == {"1": 0}
        assert tally.flagged.to_list() == groups(tally)["with"] == ["1"]


def test_t06_a_care_order_from_before_the_data_or_of_an_approximate_day_has_no_date() -> None:
    unseen = ask("T06", ordered("2021-04-01 C2", "2021-09-01 E1", rne="P"))
    rough = ask("T06", CARE_ORDER, milestone="kind | plan | day | precision\nCO | 0 | 2021-06-01 | MONTH")
    assert [(days(tally), tally.no_date.to_list()) for tally in (unseen, rough)] == [({}, ["1"])] * 2


def test_t06_an_order_whose_day_the_data_does_not_show_was_not_made_in_the_period() -> None:
    tally = ask("T06", ordered("2021-09-01 E1", rne="P"))
    assert (days(tally), tally.no_date.to_list()) == ({}, [])


def test_t07_runs_from_the_latest_decision_and_says_who_waits_for_an_order() -> None:
    drawing = """
        child    | decom      | rne | ls
        made     | 2021-04-01 |     | C2
        made     | 2021-09-01 |     | E1
        after    | 2021-04-01 |     | C2
        after    | 2021-09-01 |     | E1
        none     | 2021-04-01 |     | C2
        none     | 2021-09-01 |     | E1
        waits    | 2021-04-01 |     | C2
        reversed | 2021-04-01 |     | C2
        unseen   | 2021-04-01 | P   | E1
    """
    decisions = """
        child    | date_placed | date_placed_ceased
        made     | 2021-05-01  | 2021-06-01
        made     | 2021-07-01  |
        after    | 2021-09-11  |
        waits    | 2022-03-01  |
        reversed | 2021-05-01  | 2021-12-01
        unseen   | 2021-05-01  |
    """
    tally = ask("T07", drawing, adm_decision=decisions)
    assert days(tally) == {"after": -10, "made": 62}
    assert tally.no_date.to_list() == ["none"]
    assert apart(tally) == {"backwards": ["after"], "waiting": ["waits"]}


ORDERS = "child | decom | ls | place\n" + "\n".join(
    f"{child} | 2021-05-01 | E1 | {place}"
    for child, place in (
        ("chosen", "U6"), ("ended", "U6"), ("fostered", "U5"), ("nobody", "U6"), ("placed", "A6"), ("pursued", "U6"),
    )
)  # fmt: skip
LINKS = """
    child   | kind | plan | day        | outcome | ref
    chosen  | LINK | 0    | 2021-06-01 | ACTIVE  | a
    chosen  | LINK | 0    | 2021-07-01 | CHOSEN  | a
    chosen  | LINK | 1    | 2021-07-01 | ENDED   | b
    ended   | LINK | 0    | 2021-07-01 | CHOSEN  | a
    ended   | LINK | 0    | 2022-03-31 | ENDED   | a
    pursued | LINK | 0    | 2021-07-01 | ACTIVE  | a
"""


def test_k03_counts_who_has_no_family_chosen() -> None:
    tally = ask("K03", ORDERS, milestone=LINKS)
    assert who(tally) == ["ended", "nobody", "pursued"]
    assert groups(tally) == {"none": ["ended", "nobody"], "pursued": ["pursued"]}
    assert "ended" not in who(ask("K03", ORDERS, ("2021-04-01", "2022-03-30"), milestone=LINKS))


def test_k03_a_match_is_a_link_until_the_placement_breaks_down() -> None:
    drawing = "decom | ls | place\n2021-05-01 | E1 | U6\n2021-10-01 | E1 | A6\n2022-03-01 | E1 | U6"
    other = "child | kind | plan | day | outcome\n9 | LINK | 0 | 2021-05-01 | CHOSEN"
    matched = {"adoption": "date_match\n2021-08-01", "milestone": f"{other}\n1 | LINK | 0 | 2021-07-01 | CHOSEN"}
    assert who(ask("K03", drawing, ("2021-04-01", "2021-09-01"), **matched)) == []
    assert who(ask("K03", drawing, ("2021-04-01", "2022-02-28"), **matched)) == []
    assert who(ask("K03", drawing, **matched)) == ["1"]


def test_k03_where_links_are_kept_elsewhere_nobody_is_said_to_have_none() -> None:
    tally = ask("K03", ORDERS)
    assert (who(tally), tally.value, tally.kept) == ([], None, False)
    assert tally.no_date.to_list() == ["chosen", "ended", "nobody", "pursued"]


def test_k05_more_than_90_days_since_the_order() -> None:
    drawing = """
        child  | decom      | rne | ls | place
        first  | 2021-12-30 | S   | E1 | U6
        last   | 2021-12-31 | S   | E1 | U6
        match  | 2021-12-30 | S   | E1 | U6
        placed | 2021-04-01 | S   | E1 | A6
        surely | 2021-12-30 | P   | E1 | U6
        unsure | 2021-12-31 | P   | E1 | U6
    """
    tally = ask("K05", drawing, adoption="child | date_match\nmatch | 2022-03-01")
    assert who(tally) == ["first", "match", "surely"]
    assert (tally.n, tally.value, tally.no_date.to_list()) == (4, 75, ["unsure"])
    assert groups(tally) == {"unmatched": ["first", "surely"], "matched": ["match"], "within": ["last"]}


@pytest.mark.parametrize(
    ("began", "steps", "group"),
    [
        ("2022-01-07", "", "in time"),
        ("2022-01-06", "", "due"),
        ("2021-12-09", "", "due"),
        ("2021-12-08", "", "past"),
        ("2021-12-08", "REG25 | 0 | 2022-03-01", "in time"),
        ("2021-10-14", "REG25 | 0 | 2022-02-01", "due"),
        ("2021-10-13", "REG25 | 0 | 2022-02-01", "past"),
        ("2021-12-08", "CC-APPROVED | 0 | 2022-03-31 | YES", ""),
        ("2021-12-08", "CC-APPROVED | 0 | 2022-03-31 | NO", "past"),
        ("2021-12-08", "CC-APPROVED | 0 | 2021-12-07 | YES", "past"),
    ],
)
def test_k12_day_112_or_168_from_the_placement(began: str, steps: str, group: str) -> None:
    said = f"child | kind | plan | day | outcome\n9 | REG24 | 0 | 2021-04-01 | YES\n{f'1 | {steps}' if steps else ''}"
    drawing = f"decom | place\n2021-04-01 | U6\n{began} | U3"
    assert groups(ask("K12", drawing, milestone=said)) == ({group: ["1"]} if group else {})


def test_k12_a_placement_that_began_before_the_data_is_past_or_not_known() -> None:
    kept = "child | kind | plan | day\n9 | REG24 | 0 | 2021-04-01"
    drawing = "child | decom | rne | place\na | 2021-12-08 | L | U3\nb | 2021-12-09 | L | U3"
    tally = ask("K12", drawing, milestone=kept)
    assert (groups(tally), tally.no_date.to_list()) == ({"past": ["a"]}, ["b"])
    elsewhere = ask("K12", drawing)
    assert (elsewhere.value, elsewhere.no_date.to_list()) == (None, ["a", "b"]), "no approval is kept here at all"


ADOPTED = """
    child  | decom      | rne | ls | place | dec        | rec
    at     | 2019-04-01 | S   | C2 | U6    |            |
    at     | 2020-05-31 | B   | E1 | A6    | 2021-05-01 | E11
    carer  | 2019-04-01 | S   | C2 | U6    |            |
    carer  | 2020-12-01 | U   | E1 | A5    | 2021-05-01 | E11
    home   | 2019-04-01 | S   | E1 | U6    | 2021-05-01 | E11
    short  | 2019-04-01 | S   | C2 | U6    |            |
    short  | 2020-05-30 | B   | E1 | A6    | 2021-05-01 | E11
    unseen | 2019-04-01 | P   | C2 | U6    |            |
    unseen | 2019-05-01 | B   | E1 | A6    | 2021-05-01 | E11
    waits  | 2021-03-31 | S   | C2 | U6    |            |
"""
DECIDED = {"adm_decision": "child | date_placed\nwaits | 2021-12-01"}


def test_a3_counts_less_than_426_days_and_says_every_published_threshold() -> None:
    tally = ask("A3", ADOPTED, **DECIDED)
    assert (who(tally), tally.base.to_list()) == (["short"], ["at", "carer", "short"])  # type: ignore[union-attr]
    assert tally.no_date.to_list() == ["unseen"]
    everybody, two = ["at", "carer", "short"], ["at", "short"]
    assert groups(tally) == {"639": everybody, "608": two, "547": two, "487": two, "426": ["short"]}
    assert apart(tally) == {"waiting less": ["waits"]}


def test_a3_counts_by_the_threshold_that_the_authority_chose() -> None:
    chosen = "child | kind | name | value\n* | policy | A3 | {}"
    for months, expected in ((12, []), (15, ["at", "short"]), (21, ["at", "carer", "short"])):
        tally = ask("A3", ADOPTED, setting=chosen.format(months))
        assert who(tally) == expected


def test_k17_counts_each_child_with_a_flag_once_beside_the_rules() -> None:
    drawing = "child | decom\na | 2020-04-01\nb | 2022-03-20"
    kept = {"plan": "child | plan | pathway | begins\nb | 1 | LTF | 2022-03-20", "primary_plan": "child | since | plan"}
    tally = ask("K17", drawing, **kept)
    flagged = flags(snapshot("2022-03-31", episodes(drawing), **kept))
    assert who(tally) == ["a"]
    assert (
        groups(tally) == {rule: ["a"] for rule in flagged["rule"].to_list()} == {"DRIFT-10": ["a"], "DRIFT-15": ["a"]}
    )


def test_k17_shows_children_in_late_proceedings_who_are_not_in_care_apart() -> None:
    drawing = "decom | dec | rec\n2020-04-01 | 2021-06-01 | E4A"
    tally = ask("K17", drawing, proceedings="issued\n2021-07-01")
    assert (who(tally), apart(tally)) == ([], {"outside": ["1"]})
