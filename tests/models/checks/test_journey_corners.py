"""What is just within a rule of the journey is left alone, and what cannot be known is not doubted."""

from __future__ import annotations

import pytest

from models.checks import CHECKS, faults
from tests.models.checks.examples_journey import ADOPTED, CARE, PLACED, PLAN, steps
from tests.support.facts import episodes, snapshot

CONNECTED = "decom | place\n2020-05-01 | U3"
BORN = "child | dob\n1 | 2015-02-03"

WITHIN: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "J01",
        "what explores a plan comes before it, and the day it is agreed is in time",
        CARE,
        {
            "plan": f"{PLAN}\n1 | SGO | 2021-04-02",
            "milestone": steps("VIABILITY 2021-03-01 plan=1", "SG-NOTICE 2021-04-02 plan=1"),
        },
    ),
    (
        "J01",
        "a plan of which only the month is known",
        CARE,
        {
            "plan": f"{PLAN} | precision\n1 | SGO | 2021-04-30 | MONTH",
            "milestone": steps("SG-NOTICE 2021-04-02 plan=1"),
        },
    ),
    (
        "J02",
        "a step of the last day",
        CARE,
        {
            "plan": f"{PLAN} | ends\n1 | SGO | 2021-04-02 | 2021-05-02",
            "milestone": steps("SG-ASSESSED 2021-05-02 plan=1"),
        },
    ),
    (
        "J03",
        "the last plan is closed",
        CARE,
        {
            "plan": f"{PLAN} | ends\n1 | ADOPTION | 2021-04-02 | 2021-05-01",
            "primary_plan": "since | plan\n2021-04-02 | 1",
        },
    ),
    (
        "J05",
        "with the grandmother and with the aunt",
        CARE,
        {"plan": f"{PLAN} | with_whom\n1 | SGO | 2021-04-02 | AUNT\n2 | SGO | 2021-04-02 | GRANDMOTHER"},
    ),
    ("J11", "a letter on the day of the meeting", CARE, {"milestone": steps("LBP 2020-02-02", "LGM 2020-02-02")}),
    ("J11", "no meeting recorded at all", CARE, {"milestone": steps("LBP 2020-02-02")}),
    (
        "J12",
        "ended on the day of the issue",
        CARE,
        {"pre_proceedings": "begins | ends\n2020-02-01 | 2020-05-01", "proceedings": "issued\n2020-05-01"},
    ),
    (
        "J13",
        "issued before the authority recorded meetings",
        CARE,
        {"proceedings": "issued\n2020-05-01", "milestone": "child | kind | day | plan\n2 | LGM | 2020-05-02 | 0"},
    ),
    (
        "J14",
        "a hearing taken off the list, and one of the first proceedings before the second",
        CARE,
        {
            "proceedings": "issued | ends\n2020-05-01 | 2020-09-01\n2021-05-01 | -",
            "milestone": steps("CMH 2020-04-01 outcome=VACATED", "FH 2020-09-01 outcome=HELD"),
        },
    ),
    (
        "J15",
        "the second proceedings begin with case management again",
        CARE,
        {
            "proceedings": "issued | ends\n2020-05-01 | 2020-09-01\n2021-05-01 | -",
            "milestone": steps("CMH 2020-05-12", "IRH 2020-08-01", "CMH 2021-05-13"),
        },
    ),
    ("J16", "eight weeks", CARE, {"milestone": steps("EXTENSION 2020-10-02 amount=8")}),
    (
        "J17",
        "a placement order hides the care order until it is revoked",
        "decom | ls\n2020-05-01 | C1\n2020-10-01 | E1\n2021-10-01 | C2",
        {"milestone": steps("CO 2020-10-01")},
    ),
    (
        "J17",
        "care whose beginning the return does not show",
        "decom | rne | ls\n2020-05-01 | L | C2",
        {"milestone": steps("CO 2020-03-01")},
    ),
    (
        "J21",
        "a second link after the first family was matched",
        PLACED,
        {"adoption": "date_match\n2021-01-15", "milestone": steps("LINK 2020-12-16", "LINK 2021-02-01")},
    ),
    (
        "J23",
        "introductions to a family with whom the placement ended, before the second match",
        "decom | ls | place\n2020-05-01 | E1 | U6\n2021-01-01 | E1 | A6\n2021-06-01 | E1 | U6",
        {"adoption": "date_match\n2021-10-15", "milestone": steps("INTRODUCTIONS 2020-12-16")},
    ),
    ("J24", "ten weeks to the day", PLACED, {"milestone": steps("AO-APPLIED 2021-05-10")}),
    ("J24", "a month known only", PLACED, {"milestone": steps("AO-APPLIED 2021-04-01 precision=MONTH")}),
    (
        "J24",
        "applied for in the placement before",
        "decom | ls | place\n2020-05-01 | E1 | A6\n2021-06-01 | E1 | U6\n2021-08-01 | E1 | A6",
        {"milestone": steps("AO-APPLIED 2020-08-01")},
    ),
    ("J25", "a fortnight after the order", ADOPTED, {"milestone": steps("CELEBRATION 2021-09-15")}),
    (
        "J32",
        "one extension with each of two carers",
        CONNECTED,
        {"milestone": steps("REG24 2020-05-01", "REG25 2020-08-10", "REG24 2020-10-01", "REG25 2020-12-10")},
    ),
    ("J36", "on day 112", CONNECTED, {"milestone": steps("REG25 2020-08-21")}),
    ("J36", "again, after one in time", CONNECTED, {"milestone": steps("REG25 2020-08-21", "REG25 2020-10-20")}),
    (
        "J36",
        "a placement begun on a day not known",
        "decom | rne | place\n2020-05-01 | L | U3",
        {"milestone": steps("REG25 2020-08-22")},
    ),
    (
        "J81",
        "celebrated after an adoption that broke down later",
        ADOPTED + "\n2022-01-10 | C2 | U6",
        {"milestone": steps("CELEBRATION 2021-09-20")},
    ),
    ("J82", "by foster carers, of whom another rule tells", CARE, {"milestone": steps("AO-APPLIED 2021-04-30")}),
    ("J83", "no decision is recorded of anybody", CARE, {"milestone": steps("AP-PANEL 2021-01-16")}),
    (
        "J83",
        "decided on the day",
        CARE,
        {"adm_decision": "date_placed\n2021-01-16", "milestone": steps("AP-PANEL 2021-01-16")},
    ),
    ("J84", "no links are kept", CARE, {"milestone": steps("AP-PANEL 2021-01-16")}),
    (
        "J84",
        "before links were kept",
        CARE,
        {"milestone": "child | kind | day | plan\n1 | AP-PANEL | 2021-01-16 | 0\n2 | LINK | 2021-01-17 | 0"},
    ),
    (
        "J84",
        "a link of which only the year is known",
        CARE,
        {"milestone": steps("AP-PANEL 2021-01-16", "LINK 2021-01-01 precision=YEAR", "LINK 2021-01-31")},
    ),
    (
        "J84",
        "with carers who may adopt",
        "decom | place\n2020-05-01 | U5",
        {"milestone": "child | kind | day | plan\n1 | AP-PANEL | 2021-01-16 | 0\n2 | LINK | 2020-01-16 | 0"},
    ),
    ("J85", "no match is recorded of anybody", CARE, {"milestone": steps("INTRODUCTIONS 2021-01-14")}),
    (
        "J85",
        "an earlier match, and none since",
        CARE,
        {
            "adoption": "child | date_match\n2 | 2020-01-15",
            "milestone": steps("MATCH 2021-01-10", "INTRODUCTIONS 2021-01-14"),
        },
    ),
    (
        "J85",
        "to a family with whom the placement broke down",
        PLACED + "\n2021-05-02 | E1 | U6",
        {"adoption": "child | date_match\n2 | 2020-01-15", "milestone": steps("INTRODUCTIONS 2021-02-14")},
    ),
    ("J86", "placed by then", PLACED, {"milestone": steps("DISRUPTION 2021-05-29")}),
    ("J87", "no temporary approval is kept", CONNECTED, {"milestone": steps("REG25 2020-06-01")}),
    ("J87", "approved before", CONNECTED, {"milestone": steps("REG24 2020-05-01", "REG25 2020-06-01")}),
    ("J88", "no proceedings are kept", CARE, {"milestone": steps("FH 2021-04-30 outcome=HELD")}),
    (
        "J88",
        "a hearing taken off the list",
        CARE,
        {"proceedings": "child | issued\n2 | 2020-05-01", "milestone": steps("FH 2021-04-30 outcome=VACATED")},
    ),
    ("J33", "on day 112", CONNECTED, {"milestone": steps("CC-APPROVED 2020-08-21 outcome=YES")}),
    ("J33", "not approved", CONNECTED, {"milestone": steps("CC-APPROVED 2020-09-21 outcome=NO")}),
    (
        "J33",
        "a placement begun on a day not known",
        "decom | rne | place\n2020-05-01 | L | U3",
        {"milestone": steps("CC-APPROVED 2020-09-21 outcome=YES")},
    ),
    ("J35", "three months to the day", CARE, {"milestone": steps("SG-NOTICE 2020-05-01", "SG-APPLIED 2020-08-01")}),
    (
        "J35",
        "asked for in care proceedings",
        CARE,
        {
            "proceedings": "issued\n2020-06-01",
            "milestone": steps("SG-NOTICE 2020-07-01", "SG-APPLIED 2020-07-02"),
        },
    ),
    ("J41", "approved, and not moved yet", CARE, {"milestone": steps("PWP-APPROVED 2022-03-01 outcome=YES")}),
    ("J41", "not approved", CARE, {"milestone": steps("PWP-REG19 2022-03-01 outcome=NO")}),
    (
        "J42",
        "ten working days, over a bank holiday",
        "decom | place\n2020-05-18 | P1",
        {"milestone": steps("PWP-REG19 2020-05-18", "PWP-ASSESSED 2020-06-02")},
    ),
    ("J51", "reception after the fourth birthday", CARE, {"school_term": "begins | term\n2019-09-01 | AUTUMN"}),
    (
        "J52",
        "a reason is recorded",
        CARE,
        {"school_term": "begins | term | hours | hours_why\n2021-09-01 | AUTUMN | 125 | MEDICAL"},
    ),
    (
        "J61",
        "one after the other",
        CARE,
        {"allocation": "role | begins | who | ends\nIRO | 2020-05-01 | A | 2020-06-01\nIRO | 2020-06-01 | B | -"},
    ),
    (
        "J63",
        "the same postcode",
        "child | decom | pl_post\n1 | 2020-05-01 | ZZ1 1AA\n2 | 2020-05-01 | ZZ1 1AA",
        {"sibling_group": "child | family | since\n1 | F-1 | 2020-05-01\n2 | F-1 | 2020-05-01"},
    ),
    (
        "J64",
        "the last day in care",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A",
        {"milestone": steps("VISIT 2021-06-01")},
    ),
    ("J71", "on the day of the birth", CARE, {"review": "review\n2015-02-03"}),
    ("J71", "before the birth is expected", CARE, {"milestone": steps("LGM 2015-01-05", "LBP 2015-01-09")}),
    ("J72", "a girl", CARE, {"child_details": "child | dob | sex | mother\n1 | 2005-02-03 | F | 1"}),
    ("J65", "a month that ends on the day", CARE, {"milestone": steps("FGC 2022-03-01 precision=MONTH")}),
]


@pytest.mark.parametrize(
    ("code", "drawing", "tables"),
    [(code, drawing, tables) for code, _, drawing, tables in WITHIN],
    ids=[f"{code} {what}" for code, what, _, _ in WITHIN],
)
def test_what_is_within_a_rule_is_left_alone(code: str, drawing: str, tables: dict[str, str]):
    snap = snapshot("2022-03-31", episodes(drawing), **{"child_details": BORN, **tables})
    assert CHECKS[code].find(snap)["sentence"].to_list() == []


def test_a_twin_tracked_child_from_gateway_to_adoption_has_nothing_doubtful():
    drawing = """
        decom      | ls | place | dec        | rec
        2020-05-01 | C1 | U6    |            |
        2020-10-01 | E1 | U6    |            |
        2021-03-01 | E1 | A6    | 2021-09-01 | E11
    """
    tables = {
        "child_details": BORN,
        "previous_permanence": "prev_perm\nZ1",
        "adm_decision": "date_placed\n2020-09-15",
        "adoption": "date_int | date_match | foster_care | nb_adoptr | sex_adoptr | ls_adoptr\n"
        "2020-09-15 | 2021-02-01 | 0 | 2 | MF | L11",
        "pre_proceedings": "begins | ends | outcome\n2020-02-01 | 2020-04-28 | ISSUE",
        "proceedings": "issued | ends\n2020-05-01 | 2020-10-01",
        "plan": f"{PLAN} | with_whom | ends\n1 | ADOPTION | 2020-08-20 | - | -\n"
        "2 | SGO | 2020-06-01 | AUNT | 2020-09-01",
        "primary_plan": "since | plan\n2020-06-01 | 2\n2020-08-20 | 1",
        "milestone": steps(
            "LGM 2020-02-01",
            "LBP 2020-02-10",
            "CMH 2020-05-13 outcome=HELD",
            "VIABILITY 2020-05-20 plan=2 outcome=NEGATIVE",
            "IRH 2020-09-01 outcome=HELD",
            "FH 2020-10-01 outcome=HELD",
            "CO 2020-10-01",
            "FF-START 2020-10-02 plan=1",
            "LINK 2020-12-01 plan=1",
            "AP-PANEL 2021-01-25 plan=1",
            "INTRODUCTIONS 2021-02-10 plan=1",
            "VISIT 2021-03-04",
            "AO-APPLIED 2021-06-01 plan=1",
            "CELEBRATION 2021-09-20 plan=1",
            "LS-LETTER 2021-09-30 plan=1",
        ),
    }
    assert faults(snapshot("2022-03-31", episodes(drawing), **tables))["sentence"].to_list() == []


def test_brothers_and_sisters_are_seen_when_one_child_is_looked_at_alone():
    tables = {
        "child_details": "child | dob\n1 | 2015-02-03\n2 | 2016-02-03",
        "sibling_group": "child | family | since\n1 | F-1 | 2020-05-01\n2 | F-1 | 2020-05-01",
    }
    snap = snapshot("2022-03-31", episodes("child | decom | pl_post\n1 | 2020-05-01 | A\n2 | 2020-05-01 | B"), **tables)
    alone = snap.take(["1"])
    assert [len(CHECKS[code].find(alone)) for code in ("J62", "J63")] == [0, 1]
    assert CHECKS["J63"].find(snap)["child"].to_list() == ["1", "2"]
