"""What is just within a rule is left alone."""

from __future__ import annotations

import pytest

from models.checks import CHECKS
from tests.support.facts import episodes, snapshot

WITHIN: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "336",
        "a move for some days between fostering and placement, and a new order while placed",
        "decom | ls | place\n2020-05-01 | C2 | U5\n2020-06-01 | C2 | T1\n2020-06-03 | C2 | A3\n2020-07-01 | E1 | A5",
        {},
    ),
    ("336", "nothing known of before", "decom | rne | ls | place\n2020-05-01 | P | E1 | A5", {}),
    ("365", "seventeen days", "decom | ls | dec | rec\n2020-05-01 | V3 | 2020-05-18 | E8", {}),
    (
        "366",
        "the next short break elsewhere",
        "decom | ls | place | dec | rec\n2020-05-01 | V3 | U6 | 2020-05-05 | E8\n2020-05-05 | V3 | K2",
        {},
    ),
    (
        "366",
        "a short break that becomes care elsewhere",
        "decom | ls | place\n2020-05-01 | V3 | U6\n2020-05-05 | V2 | K2",
        {},
    ),
    (
        "367",
        "seventy-five days in twelve months, then more",
        """
        decom      | ls | dec        | rec
        2020-01-01 | V3 | 2020-01-31 | E8
        2020-04-01 | V3 | 2020-05-01 | E8
        2020-10-01 | V3 | 2020-10-16 | E8
        2021-01-16 | V3 | 2021-01-31 | E8
        """,
        {},
    ),
    (
        "377",
        "the third a year after the first, and a new order in the second",
        """
        decom      | ls | place
        2020-04-01 | C1 | U6
        2020-05-01 | C1 | T3
        2020-05-08 | C1 | U6
        2020-08-01 | C1 | T3
        2020-08-03 | C2 | T3
        2020-08-08 | C2 | U6
        2021-05-01 | C2 | T3
        2021-05-08 | C2 | U6
        """,
        {},
    ),
    (
        "440",
        "the day before the fourth birthday",
        "decom\n2018-05-01",
        {"review": "review | review_code\n2019-02-02 | PN0"},
    ),
    ("441", "the fourth birthday", "decom\n2018-05-01", {"review": "review | review_code\n2019-02-03 | PN1"}),
    (
        "516",
        "fostered before living with parents",
        "decom | place | dec | rec\n2020-05-01 | U6\n2020-08-01 | P1 | 2021-06-01 | E45",
        {},
    ),
    ("516", "fostered under an older code", "decom | place | dec | rec\n2010-05-01 | Q2 | 2021-06-01 | E46", {}),
    (
        "519",
        "a couple in civil partnership",
        "decom\n2020-05-01",
        {"adoption": "sex_adoptr | ls_adoptr\nFF | L2"},
    ),
    ("520", "a sex not yet recorded", "decom\n2020-05-01", {"adoption": "ls_adoptr\nL11"}),
    (
        "567",
        "back on the day",
        "decom\n2020-05-01",
        {"missing_episode": "mis_start | mis_end\n2020-07-02 | 2020-07-02"},
    ),
    (
        "574",
        "missing again on the day of being back",
        "decom\n2020-05-01",
        {"missing_episode": "mis_start | mis_end\n2020-07-02 | 2020-07-05\n2020-07-05 |"},
    ),
    (
        "577",
        "missing from the care that goes on",
        "decom | dec | rec\n2018-05-01 | 2019-06-01 | E4A\n2020-05-01",
        {"missing_episode": "mis_start\n2021-06-02"},
    ),
    (
        "578",
        "missing on the last day",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E8",
        {"missing_episode": "mis_start\n2021-06-01"},
    ),
    (
        "580",
        "ended for any other reason",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E8",
        {"missing_episode": "mis_start\n2021-05-02"},
    ),
    (
        "580",
        "back on the last day",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A",
        {"missing_episode": "mis_start | mis_end\n2021-05-02 | 2021-06-01"},
    ),
    ("630", "care from before the return asked", "decom\n2016-03-31", {}),
    ("630", "care whose start is not known", "decom | rne\n2020-05-01 | L", {}),
    ("630", "short breaks", "decom | ls\n2020-05-01 | V3", {}),
    (
        "635",
        "an order before, with its details",
        "decom\n2020-05-01",
        {"previous_permanence": "prev_perm | la_perm | date_perm\nP2 | 999 | zz/zz/zzzz"},
    ),
    ("334", "decided on the day care began", "decom\n2020-05-01", {"adoption": "date_int\n2020-05-01"}),
    ("334", "care begun on a day not known", "decom | rne\n2020-05-01 | L", {"adoption": "date_int\n2020-04-01"}),
    (
        "554",
        "a second decision after the order",
        "decom | ls\n2020-05-01 | E1",
        {"adm_decision": "date_placed | date_placed_ceased\n2020-05-01 | 2020-06-01\n2020-07-01 |"},
    ),
]


@pytest.mark.parametrize(
    ("code", "drawing", "tables"),
    [(code, drawing, tables) for code, _, drawing, tables in WITHIN],
    ids=[f"{code} {what}" for code, what, _, _ in WITHIN],
)
def test_what_is_within_a_rule_is_left_alone(code: str, drawing: str, tables: dict[str, str]):
    snap = snapshot("2022-03-31", episodes(drawing), child_details="child | dob\n1 | 2015-02-03", **tables)
    assert CHECKS[code].find(snap)["sentence"].to_list() == []


def test_a_child_not_yet_back_is_missing_as_at_the_day_and_care_not_yet_ended_goes_on():
    tables = {"missing_episode": "mis_start | mis_end\n2021-05-02 | 2021-06-05"}
    snap = snapshot("2021-05-31", episodes("decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A"), **tables)
    assert [len(CHECKS[code].find(snap)) for code in ("577", "580")] == [0, 0]
    assert [len(CHECKS[code].find(snap.on(snap.as_at.replace(month=6, day=2)))) for code in ("577", "580")] == [1, 1]
    assert [len(CHECKS[code].find(snap.on(snap.as_at.replace(month=6, day=5)))) for code in ("577", "580")] == [0, 1]
