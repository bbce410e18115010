"""My work: what is overdue, due soon, drifting, waited for or missing; each thing once, and whose it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
import pytest

from models.checks import faults
from models.history.things import of_thing
from models.rules.drift import flags
from models.rules.status import status
from models.rules.timescales import SOON
from models.rules.work import KINDS, people
from models.snapshot import Snapshot
from models.trackers.my_work import FIGURES, checked_work, mine, persons, work
from tests.support.facts import episodes, snapshot
from tests.support.northport import TODAY, northport_facts

DAY = "2022-03-31"
FOSTERED = "child | decom | ls | place\n1 | 2021-01-04 | C2 | U6"


def things(care: str = FOSTERED, day: str = DAY, **tables: str) -> list[dict[str, Any]]:
    """The list as at a day."""
    return checked_work(snapshot(day, episodes(care), **tables)).to_dicts()


def told(care: str = FOSTERED, day: str = DAY, **tables: str) -> list[tuple[str, ...]]:
    """Kind, what and the day of each thing that is due or waited for."""
    rows = [row for row in things(care, day, **tables) if row["kind"] not in ("Drifting", "Missing data")]
    return [(row["kind"], row["what"], str(row["due"] or "–")) for row in rows]


def test_a_review_is_due_soon_for_four_weeks_and_then_overdue() -> None:
    held = "child | review\n1 | 2021-01-20\n1 | 2021-04-14\n1 | 2021-10-11"
    assert told(day="2022-03-13", review=held) == []
    assert told(day="2022-03-14", review=held) == [("Due soon", "Next review", "2022-04-11")]
    assert told(day="2022-04-11", review=held) == [("Due soon", "Next review", "2022-04-11")]
    late = things(day="2022-04-12", review=held)[0]
    assert (late["kind"], late["state"], late["over"]) == ("Overdue", "R", 1)
    assert (late["decides"], late["why"]) == ("Independent reviewing officer", "Within 6 months of the last review")


REVIEWED = {"review": "child | review\n1 | 2021-01-20\n1 | 2021-04-14\n1 | 2021-10-11\n1 | 2022-03-30"}


@pytest.mark.parametrize(
    ("planned", "kind"),
    [
        ("2022-03-30", "Overdue"),
        ("2022-03-31", "Due soon"),
        ("2022-04-28", "Due soon"),
        ("2022-04-29", "Waiting on others"),
    ],
)
def test_a_planned_step_is_overdue_due_soon_or_waited_for(planned: str, kind: str) -> None:
    said = f"kind | plan | said | planned\nLTF-PANEL | 0 | 2022-02-01 | {planned}"
    assert told(planned_step=said, **REVIEWED) == [(kind, "Panel on long-term match", planned)]


def test_what_the_own_team_plans_for_later_is_not_in_the_list_yet() -> None:
    assert told(planned_step="kind | plan | said | planned\nLS-BOOK | 0 | 2022-02-01 | 2022-06-01", **REVIEWED) == []


def test_a_step_that_was_taken_is_no_longer_to_be_done() -> None:
    said = "kind | plan | said | planned\nLTF-PANEL | 0 | 2022-02-01 | 2022-03-01"
    done = "kind | plan | day | outcome\nLTF-PANEL | 0 | 2022-03-01 | RECOMMENDED"
    assert told(planned_step=said, milestone=done, **REVIEWED) == []


def test_a_hearing_listed_before_the_proceedings_ended_is_forgotten() -> None:
    said = {"planned_step": "kind | plan | said | planned\nFH | 0 | 2021-06-01 | 2021-09-01", **REVIEWED}
    assert ("Overdue", "Final hearing", "2021-09-01") in told(proceedings="issued | ends\n2021-01-04 |", **said)
    assert told(proceedings="issued | ends\n2021-01-04 | 2021-08-20", **said) == []


def test_a_step_planned_under_a_plan_that_was_closed_is_forgotten() -> None:
    said = {"planned_step": "kind | plan | said | planned\nLTF-PANEL | 1 | 2022-02-01 | 2022-03-01", **REVIEWED}
    plan = "plan | pathway | begins | ends | why_ended\n1 | LTF | 2021-04-14 |"
    assert told(plan=f"{plan} |", **said) == [("Overdue", "Panel on long-term match", "2022-03-01")]
    assert told(plan=f"{plan} 2022-02-20 |", **said) == []


def test_the_final_order_is_due_after_26_weeks_and_by_the_court() -> None:
    found = things(day="2022-07-13", proceedings="issued | ends\n2022-01-12 |", **REVIEWED)
    order = next(row for row in found if row["what"] == "Final order")
    assert (order["kind"], str(order["due"]), order["over"], order["decides"]) == ("Overdue", "2022-07-12", 1, "Court")


def test_a_connected_carer_is_to_be_approved_by_day_112_and_once_extended_by_day_168() -> None:
    care = "decom | ls | place\n2021-12-09 | C1 | U3"
    kept = "kind | plan | day | outcome\nREG24 | 0 | 2021-12-09 | YES"
    reviewed = {"review": "review\n2021-12-20\n2022-03-10"}
    assert ("Due soon", "Approval by day 112", "2022-03-31") in told(care, milestone=kept, **reviewed)
    extended = f"{kept}\nREG25 | 0 | 2022-03-20 |"
    assert "Approval" not in str(told(care, milestone=extended, **reviewed))
    late = told(care, "2022-05-27", milestone=extended, **reviewed)
    assert ("Overdue", "Approval by day 168", "2022-05-26") in late


def test_the_match_and_the_review_are_both_in_the_list() -> None:
    care = "decom | ls | place\n2021-01-04 | C2 | U6\n2021-06-01 | E1 | U6"
    decided = "date_placed\n2021-05-20"
    found = told(care, review="review\n2021-01-20\n2021-04-14", adm_decision=decided)
    assert ("Overdue", "Next review", "2021-10-14") in found
    assert ("Overdue", "Match", "2021-09-30") in found


def test_the_later_life_letter_is_due_ten_working_days_after_the_celebration() -> None:
    care = "decom | ls | place | dec | rec\n2020-01-06 | E1 | A6 | 2022-02-01 | E12"
    held = "kind | plan | day | outcome\nCELEBRATION | 0 | 2022-03-10 |"
    assert told(care, milestone=held) == [("Overdue", "Later-life letter", "2022-03-24")]
    assert told(care, milestone=f"{held}\nLS-LETTER | 0 | 2022-03-28 |") == []


ADOPTION = "decom | ls | place\n2021-01-04 | C2 | U6\n2021-06-01 | E1 | U6"


def on(day: str, what: str, care: str = ADOPTION, **tables: str) -> list[str]:
    """The days by which one thing is due."""
    return [row[2] for row in told(care, day, **tables) if row[1] == what]


def test_a_child_not_placed_has_an_adoption_review_after_three_months_and_then_every_six() -> None:
    steps = "child | kind | plan | day\n9 | AD-REVIEW | 0 | 2021-01-04"
    assert on("2021-08-04", "Adoption review", milestone=steps) == ["2021-09-01"]
    assert on("2021-08-03", "Adoption review", milestone=steps) == []
    held = f"{steps}\n1 | AD-REVIEW | 0 | 2021-08-30"
    assert on("2022-02-20", "Adoption review", milestone=held) == ["2022-02-28"]
    assert on("2022-02-20", "Adoption review") == [], "where no such review is kept, nobody is asked for one"
    placed = f"{ADOPTION}\n2021-12-01 | E1 | A6"
    assert on("2022-02-20", "Adoption review", placed, milestone=held) == []


def test_a_disruption_is_reviewed_within_42_days() -> None:
    care = f"{ADOPTION}\n2021-12-01 | E1 | A6\n2022-02-01 | E1 | U6"
    steps = "child | kind | plan | day\n9 | DISRUPTION | 0 | 2021-01-04"
    assert on("2022-03-16", "Review of the disruption", care, milestone=steps) == ["2022-03-15"]
    assert (
        on("2022-03-16", "Review of the disruption", care, milestone=f"{steps}\n1 | DISRUPTION | 0 | 2022-03-08") == []
    )
    assert on("2023-03-16", "Review of the disruption", care, milestone=steps) == [], "a year later nobody asks"


def test_a_child_without_a_family_is_referred_to_national_matching_in_three_months() -> None:
    decided = {"adm_decision": "date_placed\n2021-05-20"}
    steps = "child | kind | plan | day | outcome | ref\n9 | FF-NATIONAL | 0 | 2021-01-04 | |"
    what = "Referral to national matching"
    assert on("2021-08-01", what, milestone=steps, **decided) == ["2021-08-20"]
    chosen = f"{steps}\n1 | LINK | 0 | 2021-07-01 | CHOSEN | F1"
    assert on("2021-08-01", what, milestone=chosen, **decided) == []
    assert on("2021-08-01", what, milestone=f"{steps}\n1 | FF-NATIONAL | 0 | 2021-07-20 | |", **decided) == []


def test_the_local_limits_of_a_first_hearing_and_of_hearing_the_child_are_gone_by() -> None:
    steps = "child | kind | plan | day | precision\n9 | CMH | 0 | 2021-01-04 |\n9 | VOICE | 0 | 2021-02-01 |"
    court = {"proceedings": "issued | ends\n2022-03-14 |"}
    assert on(DAY, "Case management hearing", FOSTERED, milestone=steps, **court) == ["2022-04-01"]
    own = {"setting": "child | kind | name | value\n* | policy | CMH | 10"}
    assert on(DAY, "Case management hearing", FOSTERED, milestone=steps, **court, **own) == ["2022-03-24"]
    assert on("2021-04-20", "Hear the child", FOSTERED, milestone=steps) == ["2021-05-01"]
    heard = f"{steps}\n1 | VOICE | 0 | 2021-04-12 |"
    assert on("2021-07-01", "Hear the child", FOSTERED, milestone=heard) == ["2021-07-12"]
    assert on("2021-07-01", "Hear the child", FOSTERED, milestone=f"{steps}\n1 | VOICE | 0 | 2021-04-12 | MONTH") == []


@pytest.mark.parametrize(("outcome", "due"), [("VACATED", ["2022-04-01"]), ("ADJOURNED", ["2022-04-01"]), ("HELD", [])])
def test_a_case_management_hearing_that_was_not_held_is_still_wanted(outcome: str, due: list[str]) -> None:
    steps = (
        f"child | kind | plan | day | outcome\n9 | CMH | 0 | 2021-01-04 | HELD\n1 | CMH | 0 | 2022-03-28 | {outcome}"
    )
    court = {"proceedings": "issued | ends\n2022-03-14 |"}
    assert on(DAY, "Case management hearing", FOSTERED, milestone=steps, **court) == due


def test_an_order_applied_for_is_waited_for_until_it_is_made() -> None:
    care = "decom | ls | place\n2020-01-06 | E1 | U6\n2021-06-01 | E1 | A6"
    asked = "kind | plan | day | outcome\nAO-APPLIED | 0 | 2022-02-01 |\nCPR | 0 | 2020-03-01 |"
    decided = {"adm_decision": "date_placed\n2020-05-20", "adoption": "date_match\n2021-05-20"}
    rows = [row for row in things(care, milestone=asked, **decided) if row["kind"] == "Waiting on others"]
    assert [(row["what"], row["decides"], row["why"]) for row in rows] == [
        ("Adoption order", "Court", "Application for an adoption order: 1 Feb 2022")
    ]


def test_what_is_overdue_is_not_beside_it_drifting_by_the_same_rule() -> None:
    care = "decom | ls | place\n2021-01-04 | C2 | U6"
    found = things(care, review="review\n2021-01-20\n2021-04-14", plan="plan | pathway | begins\n1 | LTF | 2021-04-14")
    assert "Next review" in [row["what"] for row in found if row["kind"] == "Overdue"]
    assert "DRIFT-10" in flags(snapshot(DAY, episodes(care), review="review\n2021-01-20\n2021-04-14"))["rule"].to_list()
    assert "Review or visit overdue" not in [row["what"] for row in found]


def test_a_date_that_must_be_known_and_a_contradiction_are_missing_data() -> None:
    care = "decom | ls | place\n2020-01-06 | E1 | U6\n2021-06-01 | E1 | A6"
    missing = [row for row in things(care) if row["kind"] == "Missing data"]
    assert "Placed and no match date" in missing[0]["why"]
    assert {(row["due"], row["over"], row["state"]) for row in missing} == {(None, None, "–")}
    away = "child | mis_start | mis_end | missing\n1 | 2022-02-03 | 2022-02-01 | M"
    [doubt] = [row for row in things(missing_episode=away) if row["source"] == "Rule 567"]
    assert (doubt["kind"], doubt["what"]) == ("Missing data", "Back before going missing")
    answered = "child | rule | since | reason\n1 | 567 | 2022-03-01 | The police gave the day"
    assert "Rule 567" not in [row["source"] for row in things(missing_episode=away, answer=answered)]
    this_one = answered.replace("| 567 |", "| 567 2022-02-03 |")
    assert doubt["rule"] in this_one
    assert "Rule 567" not in [row["source"] for row in things(missing_episode=away, answer=this_one)]


def test_of_everything_that_is_due_it_is_known_where_it_is_recorded() -> None:
    found = work(Snapshot(northport_facts(600), TODAY)).filter(~pl.col("kind").is_in(["Drifting", "Missing data"]))
    things = found.select("what", pl.col("rule").fill_null("")).unique().rows()
    assert [what for what, rule in things if not of_thing("due", what, rule if rule.startswith("PMG") else "")] == []
    assert [source.table for source in of_thing("why", "Visit", "DRIFT-10")] == ["answer", "milestone", "planned_step"]
    assert [source.table for source in of_thing("worker", "Visit", "DRIFT-10")] == ["social_worker"]


WORKERS = {
    "social_worker": """
        child | sw_decom   | sw_id | sw_dec
        1     | 2021-01-04 | SW1   | 2022-01-04
        1     | 2022-01-04 | SW2   |
        2     | 2021-01-04 | SW1   |
    """,
    "allocation": """
        child | role | begins     | who
        1     | IRO  | 2021-01-04 | IRO-7
        2     | IRO  | 2021-01-04 | IRO-7
        2     | TEAM | 2021-01-04 | CARE
    """,
    "plan": "child | plan | pathway | begins | lead\n1 | 1 | LTF | 2021-04-14 | SW1",
    "answer": """
        child | rule     | since      | reason | owner | action  | due
        2     | DRIFT-10 | 2022-03-01 | Seen   | SW9   | Hold it | 2022-04-05
    """,
}
TWO = "child | decom | ls | place\n1 | 2021-01-04 | C2 | U6\n2 | 2021-01-04 | C2 | U6"


def test_each_person_has_the_things_of_their_children_and_those_they_see_to() -> None:
    asked = snapshot(DAY, episodes(TWO), **WORKERS)
    rows, roles = work(asked), people(asked)
    assert persons(rows, roles) == [
        ("CARE", "Team"),
        ("IRO-7", "Independent reviewing officer"),
        ("SW1", "Social worker, Plan lead"),
        ("SW2", "Social worker"),
        ("SW9", "Sees to something"),
    ]
    whose = {who: set(mine(rows, roles, who)["child"]) for who, _role in persons(rows, roles)}
    assert whose == {"CARE": {"2"}, "IRO-7": {"1", "2"}, "SW1": {"1", "2"}, "SW2": {"1"}, "SW9": {"2"}}
    [given] = mine(rows, roles, "SW9").to_dicts()
    assert (given["what"], given["kind"]) == ("First review", "Overdue")
    assert given["why"].endswith(". Hold it")
    assert (given["worker"], given["team"], given["iro"]) == ("SW1", "CARE", "IRO-7")


@pytest.mark.parametrize("day", [dt.date(2024, 3, 31), TODAY])
def test_the_list_holds_what_the_rules_say_of_everyone(day: dt.date) -> None:
    asked = Snapshot(northport_facts(600), day)
    rows = checked_work(asked)
    assert rows["id"].is_unique().all()
    late = status(asked).filter(pl.col("due") < day).select("child", "due")
    overdue = rows.filter(pl.col("kind") == "Overdue").select("child", "due")
    assert len(late)
    assert late.join(overdue, on=["child", "due"], how="anti").is_empty()
    soon = status(asked).filter(pl.col("due").is_between(day, day + SOON)).select("child", "due")
    assert soon.join(rows.filter(pl.col("kind") == "Due soon"), on=["child", "due"], how="anti").is_empty()
    told_of = rows.join(flags(asked), on="child", how="semi")["child"].n_unique()
    assert told_of == flags(asked)["child"].n_unique()
    for kind, beyond in (("Overdue", pl.col("due") < day), ("Due soon", pl.col("due") >= day)):
        assert rows.filter(pl.col("kind") == kind).select(beyond.all()).item()
    assert not any(rows.select(pl.col("what", "why", "decides", "state").is_null().any()).row(0))


def test_the_figures_are_the_list_and_nothing_is_lost_before_the_checks() -> None:
    asked = Snapshot(northport_facts(600), TODAY)
    rows, checked = work(asked), checked_work(asked)
    assert [figure.words for figure in FIGURES] == [kind.lower() for kind in KINDS]
    assert sum(len(checked.filter(figure.when)) for figure in FIGURES) == len(checked)
    key = ["child", "kind", "what", "why"]
    assert rows.join(checked, on=key, how="anti").is_empty()
    assert len(checked) - len(rows) <= len(faults(asked))
    order = checked["kind"].replace_strict({kind: n for n, kind in enumerate(KINDS)}, return_dtype=pl.Int32)
    assert order.is_sorted()


MEETINGS = """
    child | held       | called     | begun | signed     | fingerprint
    *     | 2022-01-11 | 2021-12-01 | x     | 2022-01-12 | x
    *     | 2022-02-08 | 2022-01-12 | x     | 2022-02-09 | x
    *     | 2022-03-08 | 2022-02-09 | x     | 2022-03-09 | x
"""


def agreed(actions: str, day: str = DAY, **tables: str) -> list[dict[str, Any]]:
    """What the list says of the monitoring group's actions."""
    found = work(snapshot(day, episodes(FOSTERED), meeting=MEETINGS, pmg_action=actions, **tables))
    return [row for row in found.to_dicts() if row["source"] == "Monitoring group"]


def test_an_action_of_the_group_is_in_its_owners_list_with_age_and_carries() -> None:
    rows = agreed(
        "child | number | meeting | words | owner | due\n1 | 2 | 2022-01-11 | Book the panel | SM-1 | 2022-03-01"
    )
    assert [(row["kind"], row["what"], row["over"], row["decides"], row["owner"]) for row in rows] == [
        ("Overdue", "Book the panel", 30, "SM-1", "SM-1")
    ]
    assert rows[0]["why"] == "Agreed on 11 Jan 2022; 79 days old; carried twice"
    assert (rows[0]["state"], rows[0]["rule"]) == ("R", "PMG 2")
    assert [source.table for source in of_thing("what", rows[0]["what"], rows[0]["rule"])] == [
        "pmg_action",
        "escalation",
    ]


@pytest.mark.parametrize(
    ("due", "kind"), [("2022-04-28", "Due soon"), ("2022-04-29", "Agreed, due later"), ("", "Agreed, due later")]
)
def test_every_open_action_is_there_whenever_it_is_due(due: str, kind: str) -> None:
    rows = agreed(f"child | number | meeting | words | due\n1 | 1 | 2022-03-08 | Book the panel | {due}")
    assert [(row["kind"], row["decides"]) for row in rows] == [(kind, "Nobody named")]


def test_one_that_is_done_is_not() -> None:
    done = "child | number | meeting | words | ends | why_ended\n1 | 1 | 2022-03-08 | Book | 2022-03-20 | DONE"
    assert agreed(done) == []
    assert len(agreed(done, "2022-03-19")) == 1


def test_an_escalation_waits_for_those_it_was_put_to() -> None:
    raised = "child | action | rung | since | why\n1 | 0 | DIRECTOR | 2022-03-10 | The case stands still"
    rows = agreed("child | number | meeting\n2 | 1 | 2022-03-08", escalation=raised)
    waits = [row for row in rows if row["kind"] == "Waiting on others"]
    assert [(row["what"], row["decides"], row["why"]) for row in waits] == [
        ("Answer to the escalation: the case as such", "Director", "The case stands still. Since 10 Mar 2022")
    ]
