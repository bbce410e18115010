"""Each check finds what it says, in a sentence that names the row, and leaves a sound record alone."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings

from models.checks import CHECKS, Check, faults
from models.snapshot import Facts, Snapshot
from tests.models.rules.test_journeys_promises import DAYS, at, cohorts
from tests.support.facts import day, episodes, facts, snapshot

BORN = "child | dob\n1 | 2015-02-03"
ADULT = "child | dob\n1 | 2002-02-28"

FOUND = [
    ("302", "The episode of 1 May 2014 begins before the child was born on 3 Feb 2015.", "decom\n2014-05-01", {}),
    (
        "331",
        "Placed for adoption from 1 Jul 2020, before the match of 2 Jul 2020.",
        "decom | ls | place\n2020-05-01 | C2 | U6\n2020-07-01 | E1 | A6",
        {"adoption": "date_match\n2020-07-02"},
    ),
    (
        "333",
        "Matched on 2 Jul 2020, before the decision of 3 Jul 2020.",
        "decom\n2020-05-01",
        {"adoption": "date_int | date_match\n2020-07-03 | 2020-07-02"},
    ),
    (
        "335",
        "Adopted on 1 Jul 2021 from A6; AD1 says 1 to adoption by the foster carer.",
        "decom | ls | place | dec | rec\n2020-05-01 | E1 | A6 | 2021-07-01 | E11",
        {"adoption": "foster_care\n1"},
    ),
    (
        "335",
        "Adopted on 1 Jul 2021 from A5; AD1 says 0 to adoption by the foster carer.",
        "decom | ls | place | dec | rec\n2020-05-01 | E1 | A5 | 2021-07-01 | E11",
        {"adoption": "foster_care\n0"},
    ),
    (
        "352",
        "Care starts on 28 Feb 2020, and the child was 18 on 28 Feb 2020.",
        "decom\n2020-02-28",
        {"child_details": ADULT},
    ),
    ("353", "The episode of 1 May 1991 begins before 14 Oct 1991.", "decom | dec\n1991-05-01 | 1991-07-01", {}),
    (
        "355",
        "The episode of 1 May 2020 ends on 1 May 2020; it must end on a later day than it begins.",
        "decom | dec\n2020-05-01 | 2020-05-01",
        {},
    ),
    (
        "361",
        "Under police protection from 1 May 2020 for 4 days.",
        "decom | ls | dec\n2020-05-01 | L1 | 2020-05-05",
        {},
    ),
    (
        "362",
        "Under an emergency protection order from 1 May 2020 for 22 days.",
        "decom | ls | dec\n2020-05-01 | L2 | 2020-05-23",
        {},
    ),
    (
        "363",
        "Under a child assessment order from 1 May 2020 for 8 days.",
        "decom | ls | dec\n2020-05-01 | L3 | 2020-05-09",
        {},
    ),
    (
        "376",
        "In a temporary placement (T3) from 1 Jun 2020 for 22 days.",
        "decom | place\n2020-05-01 | U6\n2020-06-01 | T3\n2020-06-23 | U6",
        {},
    ),
    (
        "378",
        "Placed with parents from 1 May 2020 without a care order (V2).",
        "decom | ls | place\n2020-05-01 | V2 | P1",
        {},
    ),
    (
        "379",
        "In a temporary placement (T4) from 1 Jun 2020 for 8 days.",
        "decom | place\n2020-05-01 | U6\n2020-06-01 | T4\n2020-06-09 | U6",
        {},
    ),
    (
        "380",
        "Care begins on 1 May 2020 with a temporary placement (T1).",
        "decom | place\n2020-05-01 | T1\n2020-05-04 | U6",
        {},
    ),
    (
        "381",
        "Care ends on 9 May 2020 in a temporary placement (T1).",
        "decom | place | dec\n2020-05-01 | U6\n2020-05-04 | T1 | 2020-05-09",
        {},
    ),
    (
        "383",
        "After a temporary placement the child moves on 9 Jun 2020 to U1/PR1, and was in U6/PR1 before.",
        "decom | place\n2020-05-01 | U6\n2020-06-01 | T1\n2020-06-09 | U1",
        {},
    ),
    (
        "386",
        "Adopted on 28 Feb 2020, and the child was 18 on 28 Feb 2020.",
        "decom | ls | place | dec | rec\n2019-05-01 | E1 | A6 | 2020-02-28 | E12",
        {"child_details": ADULT},
    ),
    (
        "388",
        "The episode of 1 May 2020 ends on 1 Jun 2020 with X1, and no episode begins that day.",
        "decom | dec | rec\n2020-05-01 | 2020-06-01 | X1",
        {},
    ),
    (
        "390",
        "Adopted on 1 Jun 2020 from a placement that is not for adoption (U6).",
        "decom | dec | rec\n2020-05-01 | 2020-06-01 | E11",
        {},
    ),
    (
        "408",
        "Placed for adoption (A6) from 1 May 2020 under the legal status C2.",
        "decom | place\n2020-05-01 | A6",
        {},
    ),
    (
        "431",
        "The episode of 1 Jun 2020 starts care (S) on the day the one of 1 May 2020 ended.",
        "decom | rne | dec | rec\n2020-05-01 | S | 2020-06-01 | E8\n2020-06-01 | S",
        {},
    ),
    (
        "460",
        "Left care on 1 Jun 2020 as one who stays with carers at 18, and was 18 on 3 Feb 2033 only.",
        "decom | dec | rec\n2020-05-01 | 2020-06-01 | E17",
        {},
    ),
    (
        "521",
        "AD1 gives the decision as 2 Jul 2020; the child was placed for adoption on 1 Jul 2020.",
        "decom | ls | place\n2020-05-01 | E1 | U6\n2020-07-01 | E1 | A6",
        {"adoption": "date_int\n2020-07-02"},
    ),
    (
        "522",
        "The decision of 2 Jul 2020 is given as reversed on 1 Jul 2020.",
        "decom\n2020-05-01",
        {"adm_decision": "date_placed | date_placed_ceased\n2020-07-02 | 2020-07-01"},
    ),
    (
        "523",
        "AD1 gives the decision as 3 Jul 2020; the last decision on record is of 2 Jul 2020.",
        "decom\n2020-05-01",
        {"adm_decision": "date_placed\n2020-07-02", "adoption": "date_int\n2020-07-03"},
    ),
    (
        "550",
        "The placement of 1 May 2020 is U6, and its provider is given as the parents (PR0).",
        "decom | place_provider\n2020-05-01 | PR0",
        {},
    ),
    (
        "551",
        "Placed for adoption from 1 May 2020, and no decision to place for adoption is on record.",
        "decom | ls | place\n2020-05-01 | E1 | A6",
        {},
    ),
    (
        "552",
        "Placed for adoption from 1 May 2020; the first decision on record is of 2 May 2020.",
        "decom | ls | place\n2020-05-01 | E1 | A6",
        {"adm_decision": "date_placed\n2020-05-02"},
    ),
    (
        "553",
        "A placement order is in the record from 1 May 2020, and no decision to place for adoption is.",
        "decom | ls\n2020-05-01 | E1",
        {},
    ),
    (
        "557",
        "Left care on 1 Jun 2021 but not by adoption, and the decision of 2 May 2020 still stands.",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A",
        {"adm_decision": "date_placed\n2020-05-02"},
    ),
    (
        "558",
        "Adopted on 1 Jun 2021, and the decision is given as reversed on 3 May 2020.",
        "decom | ls | place | dec | rec\n2020-05-01 | E1 | A6 | 2021-06-01 | E11",
        {"adm_decision": "date_placed | date_placed_ceased\n2020-05-01 | 2020-05-03"},
    ),
    (
        "579",
        "A decision is made on 9 May 2020 while the one of 2 May 2020 still stands.",
        "decom\n2020-05-01",
        {"adm_decision": "date_placed\n2020-05-02\n2020-05-09"},
    ),
    (
        "601",
        "Adopted on 1 Jun 2021, and nothing is on record about the decision, the match and the adopters.",
        "decom | ls | place | dec | rec\n2020-05-01 | E1 | A6 | 2021-06-01 | E11",
        {},
    ),
    (
        "602",
        "Left care on 1 Jun 2021 but not by adoption, and adopters are on record.",
        "decom | dec | rec\n2020-05-01 | 2021-06-01 | E4A",
        {"adoption": "nb_adoptr\n2"},
    ),
    (
        "GAP",
        "The episode of 3 Jun 2020 continues care (P), but the one before ended on 1 Jun 2020.",
        "decom | rne | dec | rec\n2020-05-01 | S | 2020-06-01 | X1\n2020-06-03 | P",
        {},
    ),
    (
        "NO-HEADER",
        "In care from 1 May 2020, and no date of birth is on record.",
        "decom\n2020-05-01",
        {"child_details": "dob\n-"},
    ),
    (
        "NO-REASON",
        "The episode of 1 May 2020 ended on 1 Jun 2020 without a reason.",
        "decom | dec | rec\n2020-05-01 | 2020-06-01 | -",
        {},
    ),
    (
        "OPEN-18",
        "Turned 18 on 28 Feb 2020, and the last episode is still open.",
        "decom\n2019-05-01",
        {"child_details": ADULT},
    ),
    (
        "OVERLAP",
        "The episode of 1 May 2020 is not over when the next begins on 1 Jun 2020.",
        "decom | rne | dec | rec\n2020-05-01 | S | 2020-06-02 | X1\n2020-06-01 | P",
        {},
    ),
]

SOUND = episodes("""
    child | decom      | rne | ls | place | dec        | rec
    1     | 2020-05-01 | S   | C1 | U6    |            |
    1     | 2020-06-01 | P   | C1 | T1    |            |
    1     | 2020-06-08 | P   | C1 | U6    |            |
    1     | 2020-11-01 | L   | E1 | U6    |            |
    1     | 2021-02-01 | P   | E1 | A6    | 2021-09-01 | E11
    2     | 2019-05-01 | S   | C2 | P1    | 2019-08-01 | E4A
    2     | 2020-05-01 | S   | V2 | K2    |            |
""")
SOUND_TABLES = {
    "child_details": "child | dob\n1 | 2018-02-03\n2 | 2010-02-03",
    "adm_decision": "child | date_placed\n1 | 2020-10-01",
    "adoption": "child | date_int | date_match | foster_care | nb_adoptr\n1 | 2020-10-01 | 2021-01-15 | 0 | 2",
}


@pytest.mark.parametrize(("code", "sentence", "drawing", "tables"), FOUND, ids=[case[0] for case in FOUND])
def test_a_check_finds_the_child_and_says_why(code: str, sentence: str, drawing: str, tables: dict[str, str]):
    snap = snapshot("2022-03-31", episodes(drawing), **{"child_details": BORN, **tables})
    found = CHECKS[code].find(snap)
    assert found["child"].to_list() == ["1"]
    assert found["sentence"].to_list() == [sentence]


def test_every_check_has_an_example():
    assert {case[0] for case in FOUND} == set(CHECKS)


def test_a_sound_record_has_no_faults():
    found = faults(snapshot("2022-03-31", SOUND, **SOUND_TABLES))
    assert found["sentence"].to_list() == []


def test_the_faults_of_all_checks_are_one_list_in_order_of_child():
    found = faults(snapshot("2022-03-31", episodes("child | decom | place\n2 | 2020-05-01 | A6\n1 | 2020-05-01 | T1")))
    assert found.select("child", "code").rows() == [
        ("1", "380"),
        ("1", "NO-HEADER"),
        ("2", "408"),
        ("2", "551"),
        ("2", "NO-HEADER"),
    ]


def test_a_decision_is_still_open_before_its_later_reversal():
    tables = {
        "child_details": BORN,
        "adm_decision": "date_placed | date_placed_ceased\n2020-05-02 | 2022-01-01\n2020-06-01 |",
    }
    assert len(CHECKS["579"].find(snapshot("2021-03-31", episodes("decom\n2020-05-01"), **tables))) == 1


@pytest.mark.parametrize("member", CHECKS.values(), ids=lambda member: member.code)
class TestEveryCheck:
    def test_nobody(self, member: Check):
        assert member.find(Snapshot(facts(), dt.date(2022, 3, 31))).is_empty()

    def test_explains_itself(self, member: Check):
        assert member.title
        assert member.definition.endswith(".")

    def test_a_sound_record_passes(self, member: Check):
        assert member.find(snapshot("2022-03-31", SOUND, **SOUND_TABLES)).is_empty()


def everything(snap: Snapshot) -> pl.DataFrame:
    return faults(snap).sort(pl.all())


@settings(max_examples=15)
@given(tables=cohorts(), on=DAYS)
def test_facts_after_the_day_change_nothing(tables: dict[str, pl.DataFrame], on: dt.date):
    seen = at(tables, on)
    assert everything(seen).equals(everything(Snapshot(Facts(lambda table: seen[table]), on)))


@settings(max_examples=8)
@given(tables=cohorts(), on=DAYS)
def test_each_child_is_checked_alone(tables: dict[str, pl.DataFrame], on: dt.date):
    whole = everything(at(tables, on))
    for child in "abc":
        assert whole.filter(child=child).equals(everything(at(tables, on).take([child])))


def test_a_future_end_is_not_yet_a_fault():
    snap = snapshot("2020-05-15", episodes("decom | dec | rec\n2020-05-01 | 2020-06-01 | X1"), child_details=BORN)
    assert faults(snap).is_empty()
    assert faults(snap.on(day("2020-06-01")))["code"].to_list() == ["388"]
