"""Each check finds what it says, in a sentence that names the row, and leaves a sound record alone."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings

from models.checks import CHECKS, Check, faults
from models.progress import Cancelled
from models.snapshot import Facts, Snapshot
from tests.models.checks import examples_adoption, examples_care, examples_journey
from tests.models.rules.test_journeys_promises import DAYS, at, cohorts
from tests.support.facts import day, episodes, facts, snapshot

BORN = "child | dob\n1 | 2015-02-03"

FOUND = [*examples_care.FOUND, *examples_adoption.FOUND, *examples_journey.FOUND]

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
    "adoption": "child | date_int | date_match | foster_care | nb_adoptr | sex_adoptr | ls_adoptr\n"
    "1 | 2020-10-01 | 2021-01-15 | 0 | 2 | MF | L11",
    "previous_permanence": "child | prev_perm\n1 | Z1\n2 | P2",
    "review": "child | review | review_code\n1 | 2020-06-01 | PN0\n2 | 2020-06-01 | PN4",
    "missing_episode": "child | mis_start | mis_end\n2 | 2020-06-01 | 2020-06-02\n2 | 2020-06-02 | 2020-06-02",
}


@pytest.mark.parametrize(("code", "sentence", "drawing", "tables"), FOUND, ids=[case[0] for case in FOUND])
def test_a_check_finds_the_child_and_says_why(code: str, sentence: str, drawing: str, tables: dict[str, str]):
    snap = snapshot("2022-03-31", episodes(drawing), **{"child_details": BORN, **tables})
    found = CHECKS[code].find(snap)
    assert found["child"].to_list() == ["1"]
    assert found["sentence"].to_list() == [sentence]


def test_every_check_has_an_example():
    assert {case[0] for case in FOUND} == set(CHECKS)


def test_each_check_is_reported_before_it_is_asked_and_may_be_the_last():
    said = []

    def report(share, words):
        said.append((share, words))
        if len(said) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        faults(snapshot("2022-03-31", SOUND, **SOUND_TABLES), report)
    titles = [member.title for member in CHECKS.values()][:3]
    assert [words for _share, words in said] == [f"Looking for missing data: {title}" for title in titles]
    assert [share for share, _words in said] == [number / len(CHECKS) for number in range(3)]


def test_a_sound_record_has_no_faults():
    found = faults(snapshot("2022-03-31", SOUND, **SOUND_TABLES))
    assert found["sentence"].to_list() == []


def test_the_faults_of_all_checks_are_one_list_in_order_of_child():
    found = faults(snapshot("2022-03-31", episodes("child | decom | place\n2 | 2016-03-31 | A6\n1 | 2016-03-31 | T1")))
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


@pytest.fixture(scope="module")
def of_nobody() -> Snapshot:
    return Snapshot(facts(), dt.date(2022, 3, 31))


@pytest.fixture(scope="module")
def sound() -> Snapshot:
    return snapshot("2022-03-31", SOUND, **SOUND_TABLES)


@pytest.mark.parametrize("member", CHECKS.values(), ids=lambda member: member.code)
class TestEveryCheck:
    def test_nobody(self, member: Check, of_nobody: Snapshot):
        assert member.find(of_nobody).is_empty()

    def test_explains_itself(self, member: Check):
        assert member.title
        assert member.definition.endswith(".")

    def test_a_sound_record_passes(self, member: Check, sound: Snapshot):
        assert member.find(sound).is_empty()


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
    tables = {"child_details": BORN, "previous_permanence": "prev_perm\nZ1"}
    snap = snapshot("2020-05-15", episodes("decom | dec | rec\n2020-05-01 | 2020-06-01 | X1"), **tables)
    assert faults(snap).is_empty()
    assert faults(snap.on(day("2020-06-01")))["code"].to_list() == ["388"]
