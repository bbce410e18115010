"""The agenda by rule: who is put on and why, who is not and what was looked for, in which order."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from models.rules import pmg
from models.rules.pmg import RULES, SIBLINGS
from models.snapshot import Facts, Snapshot
from tests.support.facts import episodes, facts, snapshot
from tests.support.northport import TODAY, northport_facts

DAY, LAST, NEXT = "2022-03-31", "2022-03-08", dt.date(2022, 4, 12)
CARE = "child | decom | ls | place\n1 | 2021-01-04 | C2 | U6"
"""A child on a care order, with every review held and seen at the last meeting: no rule asks for anything."""
QUIET = {
    "review": "child | review\n1 | 2021-01-20\n1 | 2021-04-14\n1 | 2021-10-11\n1 | 2022-03-30",
    "plan": "child | plan | pathway | begins\n1 | 1 | LTF | 2021-03-01",
    "primary_plan": "child | since | plan\n1 | 2021-03-01 | 1",
    "meeting": f"child | held | called | signed | known\n* | {LAST} | 2022-01-02 | 2022-03-09 | 1",
    "milestone": "child | kind | plan | day\n1 | PMG | 0 | 2022-03-08",
}


def row(day: str = DAY, care: str = CARE, child: str = "1", held: dt.date = NEXT, **tables: str) -> dict[str, Any]:
    """What is said of a child for the next meeting."""
    found = pmg.proposed(snapshot(day, episodes(care), **{**QUIET, **tables}), held)
    return found.filter(pl.col("child") == child).to_dicts()[0]


def test_a_child_of_whom_no_rule_finds_anything_is_not_on_it_and_each_rule_says_what_it_found() -> None:
    found = row()
    assert (found["on"], found["put"], found["why"], found["place"]) == (False, None, None, None)
    assert found["why_not"].split(". ") == [
        "No milestone is overdue: Next review is due by 30 Sep 2022",
        "No new drift flag since 8 Mar 2022: there is none",
        "No plan changed since 8 Mar 2022: Long-term fostering since 1 Mar 2021",
        "No new placement order without a link: none is in force",
        "No action carried twice: none is open",
        "Seen here within 26 weeks: on 8 Mar 2022",
    ]


ORDERED = "child | decom | ls | place\n1 | 2021-01-04 | C2 | U6\n1 | 2022-03-20 | E1 | U6"
CARRIED = """
    child | held       | called     | signed     | known
    *     | 2021-11-09 | 2021-09-01 | 2021-11-10 | 1
    *     | 2022-01-11 | 2021-12-01 | 2022-01-12 | 1
    *     | 2022-02-08 | 2021-12-01 | 2022-02-09 | 1
    *     | 2022-03-08 | 2021-12-01 | 2022-03-09 | 1
"""
LATE = {"day": "2022-04-12", "review": QUIET["review"].rpartition("\n")[0]}
OF = "child | number | meeting | words\n1 | 1"


@pytest.mark.parametrize(
    ("code", "words", "tables"),
    [
        ("OVERDUE", "Next review was due by 11 Apr 2022: 1 day over", LATE),
        ("PLAN", "Plan changed on 9 Mar 2022: Special guardianship", {
            "plan": f"{QUIET['plan']}\n1 | 2 | SGO | 2022-03-09",
            "primary_plan": f"{QUIET['primary_plan']}\n1 | 2022-03-09 | 2",
        }),
        ("ORDER", "Placement order of 20 Mar 2022, and no family linked yet", {"care": ORDERED}),
        ("CARRIED", "Action carried 2 times: Book the panel", {
            "meeting": CARRIED,
            "pmg_action": f"{OF} | 2022-01-11 | Book the panel",
        }),
        ("CARRIED", "Escalated to Director on 1 Mar 2022, and not answered", {
            "escalation": "child | action | rung | since\n1 | 0 | DIRECTOR | 2022-03-01"
        }),
        ("UNSEEN", "Not seen here for 26 weeks: last on 12 Oct 2021", {
            "milestone": "child | kind | plan | day\n1 | PMG | 0 | 2021-10-12"
        }),
        ("UNSEEN", "Not seen here yet", {"milestone": "child | kind | plan | day\n1 | CPR | 0 | 2021-10-12"}),
    ],
)  # fmt: skip
def test_each_rule_puts_a_child_on_and_says_why(code: str, words: str, tables: dict[str, str]) -> None:
    found = row(**tables)
    assert code in found["put"].split(";")
    assert words in found["why"]
    assert (found["on"], found["place"], found["why_not"]) == (True, 1, None)


def test_a_drift_flag_is_new_until_the_next_meeting() -> None:
    alone = {
        "plan": "child | plan | pathway | begins\n9 | 1 | LTF | 2021-03-01",
        "primary_plan": "child | since | plan",
    }
    began = row(**alone, meeting="child | held | called | signed\n* | 2021-04-13 | 2021-04-01 | 2021-04-14")
    assert "DRIFT" in began["put"]
    assert "New drift flag of" in began["why"]
    known = row(**alone)
    assert "No new drift flag since 8 Mar 2022: 2 flags" in (known["why_not"] or known["why"])


def test_the_first_meeting_looks_back_as_long_as_a_child_may_go_unseen() -> None:
    found = row(meeting="child | held | called", primary_plan="child | since | plan\n1 | 2021-10-20 | 1")
    assert found["put"] == "PLAN"


def test_the_weeks_are_counted_to_the_meeting_and_are_the_authoritys_own() -> None:
    seen = {"milestone": "child | kind | plan | day\n1 | PMG | 0 | 2022-03-16"}
    assert row(**seen, setting="child | kind | name | value\n* | policy | PMG-SEEN | 4")["on"] is False
    assert row(**seen, setting="child | kind | name | value\n* | policy | PMG-SEEN | 3")["put"] == "UNSEEN"
    assert row(**seen, setting="child | kind | name | value\n* | policy | PMG-SEEN | 4", held=NEXT + dt.timedelta(1))[
        "on"
    ]


def test_a_discussion_at_a_meeting_is_seen_too() -> None:
    item = "child | meeting | listed | place | discussed\n1 | 2022-03-08 | 2022-03-01 | 1 | 2022-03-08"
    assert row(milestone="child | kind | plan | day", pmg_item=item)["seen"] == dt.date(2022, 3, 8)


def test_who_is_not_with_the_group_yet_is_told_so() -> None:
    agreed = "child | decom | ls | place\n1 | 2021-01-04 | V2 | U6"
    found = row(care=agreed)
    assert (found["in_scope"], found["on"]) == (False, False)
    assert found["why_not"].endswith("or the decision for adoption on: Section 20, single period")
    assert row(care=agreed, adm_decision="child | date_placed\n1 | 2022-01-04")["in_scope"] is True


def test_why_not_answers_for_any_child() -> None:
    left = "2 | 2020-01-04 | C2 | U6 | 2021-05-05 | E4A"
    care = f"child | decom | ls | place | dec | rec\n1 | 2021-01-04 | C2 | U6 | | \n{left}"
    asked = snapshot(DAY, episodes(care), **QUIET)
    assert pmg.why_not(asked, NEXT, "2") == "The child left care on 5 May 2021."
    assert pmg.why_not(asked, NEXT, "9") == "The child was never in care, as far as it is recorded here."
    assert pmg.why_not(asked, NEXT, "1").startswith("No milestone is overdue")


TWO = "child | decom | ls | place\n1 | 2021-01-04 | C2 | U6\n2 | 2021-01-04 | C2 | U6\n3 | 2021-01-04 | C2 | U6"
HELD = ("2021-01-20", "2021-04-14", "2021-10-11", "2022-03-30")
KIN = {
    "meeting": QUIET["meeting"],
    "review": "\n".join(["child | review", *(f"{child} | {day}" for child in "123" for day in HELD)]),
    "plan": "\n".join(["child | plan | pathway | begins", *(f"{child} | 1 | LTF | 2021-03-01" for child in "123")]),
    "primary_plan": "\n".join(["child | since | plan", *(f"{child} | 2021-03-01 | 1" for child in "123")]),
    "milestone": """
        child | kind | plan | day
        1     | PMG  | 0    | 2022-03-08
        2     | PMG  | 0    | 2022-03-08
        3     | PMG  | 0    | 2021-03-08
    """,
    "sibling_group": "child | family | since\n1 | F1 | 2021-01-04\n3 | F1 | 2021-01-04",
}


def test_brothers_and_sisters_come_together() -> None:
    found = pmg.proposed(snapshot(DAY, episodes(TWO), **KIN), NEXT)
    assert dict(found.filter("on").select("child", "put").rows()) == {"3": "UNSEEN", "1": "SIBLINGS"}
    assert found.filter(pl.col("child") == "1")["why"].item() == "Together with brother or sister: 3"
    alone = pmg.proposed(snapshot(DAY, episodes(TWO), **KIN), NEXT, without=[SIBLINGS])
    assert alone.filter("on")["child"].to_list() == ["3"]
    assert found.filter(pl.col("child") == "2")["why_not"].item().endswith("on 8 Mar 2022")


def test_one_taken_off_takes_brothers_and_sisters_along() -> None:
    off = "child | meeting | listed | place | off | why\n3 | 2022-04-12 | 2022-03-20 | 0 | Y | Seen at court"
    found = pmg.proposed(snapshot(DAY, episodes(TWO), **KIN, pmg_item=off), NEXT)
    assert found["on"].any() is False
    assert found.filter(pl.col("child") == "1")["why_not"].item().endswith("No brother or sister is on the agenda")


@pytest.fixture(scope="module")
def whole() -> tuple[Snapshot, dt.date]:
    asked = Snapshot(northport_facts(), TODAY)
    held = pmg.coming(asked)
    assert held is not None
    return asked, held


@pytest.mark.parametrize("code", [*(rule.code for rule in RULES), SIBLINGS])
def test_toggling_a_rule_changes_the_agenda_by_exactly_the_children_it_alone_put_there(
    whole: tuple[Snapshot, dt.date], code: str
) -> None:
    asked, held = whole
    listed = pl.col("on") | pl.col("waits")
    every, without = pmg.proposed(asked, held), pmg.proposed(asked, held, without=[code])
    on = every.filter(listed).select("child", "family", put=pl.col("put").str.split(";")).to_dicts()
    gone = {row["child"] for row in on} - set(without.filter(listed)["child"])
    assert set(without.filter(listed)["child"]) <= {row["child"] for row in on}
    alone = {row["child"] for row in on if row["put"] == [code]}
    assert alone <= gone
    families = {row["family"] for row in on if row["child"] in gone}
    assert all(set(row["put"]) <= {code, SIBLINGS} for row in on if row["child"] in gone)
    assert all(row["family"] in families for row in on if row["child"] in gone - alone)
    assert not without["put"].drop_nulls().str.split(";").list.contains(code).any()


def test_everybody_has_either_a_reason_or_a_why_not(whole: tuple[Snapshot, dt.date]) -> None:
    asked, held = whole
    rows = pmg.proposed(asked, held)
    assert (rows["why"].is_not_null() == (rows["on"] | rows["waits"])).all()
    assert (rows["why_not"].is_not_null() == ~rows["on"]).all()
    assert not (rows["on"] & rows["waits"]).any()
    assert (rows["put"].is_not_null() >= rows["on"]).all()
    assert rows.filter("on")["place"].to_list() == list(range(1, rows["on"].sum() + 1))
    assert rows["child"].is_unique().all()


def test_families_stand_side_by_side_and_the_most_at_risk_first(whole: tuple[Snapshot, dt.date]) -> None:
    asked, held = whole
    on = pmg.proposed(asked, held).filter("on").to_dicts()
    led = []
    for at, one in enumerate(on):
        same = [other for other in on if one["family"] and other["family"] == one["family"]]
        places = [other["place"] for other in same] or [one["place"]]
        assert max(places) - min(places) == len(places) - 1
        if at == 0 or not one["family"] or on[at - 1]["family"] != one["family"]:
            led.append(min(other["risk"] for other in same) if same else one["risk"])
    assert led == sorted(led)


def test_who_fits_into_the_meeting_is_on_by_risk_and_each_of_the_rest_waits(whole: tuple[Snapshot, dt.date]) -> None:
    asked, held = whole
    rows = pmg.proposed(asked, held).filter(pl.col("on") | pl.col("waits"))
    by_rule, waits = rows.filter(pl.col("on") & ~pl.col("by_chair")), pmg.waiting(asked, held).to_dicts()
    assert 140 <= by_rule["minutes"].sum() <= pmg.length(asked) == 150
    assert by_rule["turn"].to_list() == list(range(1, by_rule.height + 1))
    assert waits[0]["turn"] == by_rule.height + 1
    assert sorted(rows["turn"]) == list(range(1, rows.height + 1))
    assert not set(rows.filter("on")["family"].drop_nulls()) & {row["family"] for row in waits}
    said = f"The time of this meeting, 2 h 30 min, is taken: {waits[0]['turn']} of {rows.height} by risk (red, "
    assert pmg.why_not(asked, held, waits[0]["child"]).startswith(said)
    assert waits[0]["why"] in waits[0]["why_not"]


SHORT = "child | kind | name | value\n* | policy | PMG-LENGTH | {}"
UNSEEN = {**KIN, "milestone": "child | kind | plan | day\n1 | PMG | 0 | 2021-03-09\n2 | PMG | 0 | 2021-03-10"}


@pytest.mark.parametrize(
    ("length", "on", "waits"), [(15, "312", ""), (14, "31", "2"), (10, "31", "2"), (9, "31", "2"), (1, "31", "2")]
)
def test_a_meeting_has_so_much_time_and_brothers_and_sisters_are_not_parted(length: int, on: str, waits: str) -> None:
    asked = snapshot(DAY, episodes(TWO), **UNSEEN, setting=SHORT.format(length))
    found = pmg.proposed(asked, NEXT)
    assert "".join(found.filter("on")["child"]) == on
    assert "".join(pmg.waiting(asked, NEXT)["child"]) == waits


def test_whom_the_chair_pulls_up_stays_when_the_time_is_over_and_takes_none_from_the_others() -> None:
    pulled = "child | meeting | listed | place | put | minutes\n2 | 2022-04-12 | 2022-03-20 | 0 | CHAIR | 20"
    found = pmg.proposed(snapshot(DAY, episodes(TWO), **UNSEEN, setting=SHORT.format(10), pmg_item=pulled), NEXT)
    on = found.filter("on")
    assert (on["child"].to_list(), on["minutes"].sum()) == (["3", "1", "2"], 30)
    assert pmg.against(30, 10) == "20 min over the time of 10 min"


def test_what_began_while_a_child_waited_is_still_new_at_the_next_meeting() -> None:
    ordered = f"{QUIET['plan']}\n1 | 2 | SGO | 2022-02-01"
    primary = f"{QUIET['primary_plan']}\n1 | 2022-02-01 | 2"
    waited = {"milestone": "child | kind | plan | day\n1 | PMG | 0 | 2022-01-11"}
    assert row(plan=ordered, primary_plan=primary, **waited)["put"] == "PLAN"
    assert row(plan=ordered, primary_plan=primary)["on"] is False


def test_once_a_meeting_has_begun_its_agenda_is_fixed() -> None:
    begun = f"{QUIET['meeting']} | \n* | 2022-04-12 | 2022-03-20 |  |  | 2022-04-12T09:00:00+00:00"
    begun = begun.replace("signed | known", "signed | known | begun")
    item = "child | meeting | listed | place\n2 | 2022-04-12 | 2022-03-20 | 1"
    asked = snapshot("2022-04-12", episodes(TWO), **{**UNSEEN, "meeting": begun}, pmg_item=item)
    assert (
        pmg.agenda(asked, NEXT)["child"].to_list() == pmg.proposed(asked, NEXT).filter("on")["child"].to_list() == ["2"]
    )
    assert pmg.why_not(asked, NEXT, "3").startswith("The agenda was fixed when the meeting began: 1 of 3 by risk (")


def test_a_child_alone_is_told_the_same(whole: tuple[Snapshot, dt.date]) -> None:
    asked, held = whole
    rows = pmg.proposed(asked, held, without=[SIBLINGS])
    some = rows.filter(pl.col("in_scope"))["child"].to_list()[::40]
    own = ("child", "put", "why", "seen", "carried", "escalated", "state", "risk_words")
    for child in some:
        alone = pmg.proposed(Snapshot(asked.facts.take([child]), TODAY), held, without=[SIBLINGS])
        assert alone.select(own).rows() == rows.filter(pl.col("child") == child).select(own).rows()


def test_what_is_recorded_after_the_day_changes_nothing(whole: tuple[Snapshot, dt.date]) -> None:
    asked, held = whole
    early = asked.on(TODAY - dt.timedelta(days=120))
    facts_then = Facts(lambda name: early[name], number=1)
    columns = ("child", "on", "put", "why", "risk")
    then = pmg.proposed(Snapshot(facts_then, early.as_at), held).select(columns)
    assert then.equals(pmg.proposed(early, held).select(columns))


def test_nobody_has_an_agenda() -> None:
    nothing = Snapshot(facts(), TODAY)
    assert pmg.proposed(nothing, TODAY).is_empty()
    assert pmg.agenda(nothing, TODAY).is_empty()
    assert pmg.meetings(nothing).is_empty()
    assert (pmg.coming(nothing), pmg.minutes(nothing, TODAY), pmg.before(nothing, TODAY)) == (None, None, None)
