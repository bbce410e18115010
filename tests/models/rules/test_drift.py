"""Drift flags: none on the last day in time, one on the day after, none once it is settled."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from models.rules.drift import RULES, flags, unjudged
from models.rules.drift.cases import KINDS as READ
from models.rules.drift.rule import LOCAL
from models.rules.policies import POLICIES
from models.subjects import steps
from tests.support.facts import day, episodes, snapshot

KINDS = ("LINK", "LS-START", "VISIT", "HANDOVER", "PWP-APPROVED", "REG24", "CC-APPROVED")
KEPT = {
    "plan": "child | plan | pathway | begins | ends\n9 | 1 | HOME | 2000-01-01 | 2000-01-02",
    "milestone": "child | kind | plan | day | outcome | ref\n"
    + "\n".join(f"9 | {kind} | 0 | 2000-01-01 |" for kind in KINDS),
}
"""An authority that keeps everything: what it recorded of another child, long ago."""
PLAN = "1 | 1 | ADOPTION | 2025-01-01 |"
PRIMARY = "child | since | plan\n1 | 2025-01-01 | 1"
VISITED = "1 | VISIT | 0 | 2026-06-01 | SEEN"


def flagged(on: str | dt.date, drawing: str, **tables: str) -> dict[str, dict[str, Any]]:
    """The flags of child 1; what is given of plans and steps stands beside what the authority keeps."""
    for name, kept in KEPT.items():
        tables[name] = kept + "\n" + tables.get(name, "")
    found = flags(snapshot(str(on), episodes("child | " + drawing.replace("\n", "\n1 | ")), **tables))
    return {row["rule"]: row for row in found.to_dicts() if row["child"] == "1"}


IN_CARE = "decom | ls | place\n2025-01-06 | C2 | U6"
ORDERED = "decom | ls | place\n2025-01-06 | C1 | U6\n2025-06-02 | E1 | U6"
DECIDED = {"adm_decision": "date_placed\n2025-05-01"}
PLACED = ORDERED + "\n2025-09-01 | E1 | A6"
REVIEWS = "review\n2025-01-20\n2025-04-10"
COURT = "child | issued | ends\n1 | 2026-01-12 |"
WORKERS = "child | sw_decom | sw_dec | sw_id\n1 | 2025-01-06 | 2026-02-02 | a\n1 | 2026-02-02 | | b"
THREE = "child | sw_decom | sw_dec | sw_id\n1 | 2025-01-06 | 2026-02-02 | a\n1 | 2026-02-02 | 2026-05-04 | b"
THREE += "\n1 | 2026-05-04 | | c"

BROKEN: list[tuple[str, str, dict[str, str], str, str, dict[str, str]]] = [
    # flag, episodes, what else is so, the last day in time, what settles it: episodes and what else
    ("DRIFT-1", IN_CARE, {"review": REVIEWS}, "2025-04-10", IN_CARE, {"review": REVIEWS, "plan": PLAN}),
    (
        "DRIFT-2",
        IN_CARE,
        {"plan": PLAN, "primary_plan": "child | since | plan\n1 | 2025-04-10 | 1"},
        "2025-06-10",
        IN_CARE,
        {"plan": PLAN, "primary_plan": "child | since | plan\n1 | 2025-04-10 | 1", **DECIDED},
    ),
    ("DRIFT-3", ORDERED, {}, "2025-10-01", ORDERED, {"adoption": "date_match\n2025-10-01"}),
    ("DRIFT-3", IN_CARE, DECIDED, "2025-11-01", IN_CARE, {**DECIDED, "adoption": "date_match\n2025-10-01"}),
    (
        "DRIFT-3",
        IN_CARE,
        DECIDED,
        "2025-11-01",
        IN_CARE,
        {"adm_decision": "date_placed | date_placed_ceased\n2025-05-01 | 2025-10-01"},
    ),
    ("DRIFT-4", ORDERED, {}, "2026-06-02", ORDERED + "\n2026-06-01 | E1 | A6", {}),
    ("DRIFT-5", ORDERED, {}, "2025-08-31", ORDERED, {"milestone": "1 | LINK | 1 | 2025-08-20 | CHOSEN | F1"}),
    ("DRIFT-6", PLACED, {}, "2026-09-01", PLACED, {"milestone": "1 | AO-APPLIED | 1 | 2026-08-20"}),
    (
        "DRIFT-7",
        "decom | ls | place\n2026-01-05 | C2 | U3",
        {},
        "2026-04-27",
        "decom | ls | place\n2026-01-05 | C2 | U3",
        {"milestone": "1 | REG25 | 0 | 2026-04-20"},
    ),
    (
        "DRIFT-7",
        "decom | ls | place\n2026-01-05 | C2 | U3",
        {"milestone": "1 | REG25 | 0 | 2026-04-20"},
        "2026-06-22",
        "decom | ls | place\n2026-01-05 | C2 | U3",
        {"milestone": "1 | REG25 | 0 | 2026-04-20\n1 | CC-APPROVED | 0 | 2026-06-20 | YES"},
    ),
    (
        "DRIFT-8",
        "decom | ls | place\n2024-03-04 | C1 | U6\n2024-06-03 | C2 | P1",
        {},
        "2025-06-03",
        "decom | ls | place\n2024-03-04 | C1 | U6\n2024-06-03 | C2 | P1",
        {"milestone": "1 | DISCHARGE | 0 | 2025-05-20"},
    ),
    (
        "DRIFT-9",
        IN_CARE,
        {"proceedings": COURT, "milestone": "1 | IRH | 0 | 2026-05-12 | HELD"},
        "2026-07-12",
        IN_CARE,
        {"proceedings": "child | issued | ends\n1 | 2026-01-12 | 2026-07-12"},
    ),
    (
        "DRIFT-9",
        IN_CARE,
        {"proceedings": COURT},
        "2026-05-31",
        IN_CARE,
        {
            "proceedings": COURT,
            "planned_step": "child | kind | plan | said | planned\n1 | IRH | 0 | 2026-05-12 | 2026-06-20",
        },
    ),
    (
        "DRIFT-10",
        IN_CARE,
        {"review": REVIEWS, "milestone": "1 | VISIT | 0 | 2025-10-01 | SEEN"},
        "2025-10-10",
        IN_CARE,
        {"review": REVIEWS + "\n2025-10-09", "milestone": "1 | VISIT | 0 | 2025-10-01 | SEEN"},
    ),
    (
        "DRIFT-11",
        IN_CARE,
        {"social_worker": WORKERS},
        "2026-02-02",
        IN_CARE,
        {"social_worker": WORKERS, "milestone": "1 | HANDOVER | 0 | 2026-01-28"},
    ),
    (
        "DRIFT-11",
        IN_CARE,
        {"social_worker": THREE, "milestone": "1 | HANDOVER | 0 | 2026-02-02\n1 | HANDOVER | 0 | 2026-05-04"},
        "2026-05-03",
        IN_CARE,
        {"social_worker": WORKERS, "milestone": "1 | HANDOVER | 0 | 2026-02-02\n1 | HANDOVER | 0 | 2026-05-04"},
    ),
    (
        "DRIFT-12",
        "decom | ls | place\n2026-01-12 | C1 | U6",
        {"plan": "1 | 1 | HOME | 2026-02-02 |", "proceedings": COURT, "child_details": "dob\n2024-03-03"},
        "2026-02-02",
        "decom | ls | place\n2026-01-12 | C1 | U6",
        {
            "plan": "1 | 1 | HOME | 2026-02-02 |\n1 | 2 | ADOPTION | 2026-02-02 |",
            "proceedings": COURT,
            "child_details": "dob\n2024-03-03",
        },
    ),
    (
        "DRIFT-13",
        "decom | ls | place\n2025-01-06 | V2 | U6",
        {},
        "2025-07-06",
        "decom | ls | place\n2025-01-06 | V2 | U6\n2025-07-01 | C2 | U6",
        {},
    ),
    ("DRIFT-14", IN_CARE, DECIDED, "2025-05-01", IN_CARE, {**DECIDED, "milestone": "1 | LS-START | 0 | 2025-05-01"}),
    ("DRIFT-15", IN_CARE, {"plan": PLAN}, "2025-07-07", IN_CARE, {"plan": PLAN, "primary_plan": PRIMARY}),
    (
        "DRIFT-16",
        PLACED,
        DECIDED,
        "2025-09-01",
        PLACED,
        {**DECIDED, "adoption": "date_match\n2025-08-20"},
    ),
    ("DRIFT-16", ORDERED, {}, "2025-06-02", ORDERED, DECIDED),
    (
        "DRIFT-16",
        "decom | ls | place\n2025-01-06 | C2 | P1",
        {},
        "2025-01-06",
        "decom | ls | place\n2025-01-06 | C2 | P1",
        {"milestone": "1 | PWP-APPROVED | 0 | 2025-01-03 | YES"},
    ),
    (
        "DRIFT-16",
        "decom | ls | place\n2025-01-06 | C2 | U3",
        {},
        "2025-01-06",
        "decom | ls | place\n2025-01-06 | C2 | U3",
        {"milestone": "1 | REG24 | 0 | 2025-01-06 | YES"},
    ),
]


REFUSED = (
    ("P1", "1 | PWP-APPROVED | 0 | 2025-01-03 | NO", "With parents under a care order and no date of the"),
    ("U3", "1 | REG24 | 0 | 2025-01-06 | NO", "With a connected carer and no date of an approval"),
)


@pytest.mark.parametrize(("place", "refused", "words"), REFUSED)
def test_an_approval_that_was_refused_is_none(place: str, refused: str, words: str) -> None:
    drawing = f"decom | ls | place\n2025-01-06 | C2 | {place}"
    assert flagged("2025-01-07", drawing, milestone=refused)["DRIFT-16"]["words"].startswith(words)
    assert "DRIFT-16" not in flagged("2025-01-07", drawing, milestone=refused.replace("NO", "YES"))


EARLIER = (
    ("P1", "PWP-APPROVED", "2024-01-03", True),
    ("P1", "PWP-APPROVED", "2024-06-03", True),
    ("P1", "PWP-REG19", "2024-01-08", True),
    ("P1", "PWP-APPROVED", "2025-07-01", False),
    ("U3", "REG24", "2024-01-08", True),
    ("U3", "CC-APPROVED", "2024-03-08", True),
    ("U3", "REG24", "2025-07-07", False),
)


@pytest.mark.parametrize(("place", "kind", "approved", "missing"), EARLIER)
def test_an_approval_of_an_earlier_stay_is_none_of_the_present_one(
    place: str, kind: str, approved: str, missing: bool
) -> None:
    drawing = f"decom | ls | place\n2024-01-08 | C2 | {place}\n2024-06-03 | C2 | K2\n2025-07-07 | C2 | {place}"
    given = {"milestone": f"1 | {kind} | 0 | {approved} | YES"}
    assert "DRIFT-16" not in flagged("2024-03-09", drawing, **given) or approved > "2024-03-09"
    found = flagged("2025-07-08", drawing, **given)
    assert ("DRIFT-16" in found) == missing
    if missing:
        assert found["DRIFT-16"]["since"] == day("2025-07-08")


def test_an_approval_before_a_move_from_parent_to_parent_is_of_the_next_home() -> None:
    drawing = "decom | ls | place | home_post\n2025-01-06 | C2 | P1 | A\n2025-06-02 | C2 | P1 | B"
    first = "1 | PWP-APPROVED | 0 | 2025-01-03 | YES"
    assert "DRIFT-16" in flagged("2025-06-03", drawing, milestone=first)
    assert "DRIFT-16" not in flagged(
        "2025-06-03", drawing, milestone=f"{first}\n1 | PWP-APPROVED | 0 | 2025-05-30 | YES"
    )


HANDED = (
    ("2026-05-04", "2026-02-02"),
    ("2026-05-01", "2026-02-02"),
    ("2026-02-02", "2026-05-04"),
    ("2026-01-28", "2026-05-04"),
    ("2026-02-20", "2026-05-04"),
)


@pytest.mark.parametrize(("held", "changed"), HANDED)
def test_each_change_of_worker_within_the_year_wants_its_own_handover(held: str, changed: str) -> None:
    three = {"social_worker": THREE, "setting": "child | kind | name | value\n* | policy | DRIFT-11 | 9"}
    flag = flagged("2026-06-01", IN_CARE, milestone=f"1 | HANDOVER | 0 | {held}", **three)["DRIFT-11"]
    assert flag["words"] == f"New social worker on {day(changed):%-d %b %Y} and no handover"
    both = f"1 | HANDOVER | 0 | {held}\n1 | HANDOVER | 0 | {changed}"
    assert "DRIFT-11" not in flagged("2026-06-01", IN_CARE, milestone=both, **three)
    assert "DRIFT-11" not in flagged("2027-05-04", IN_CARE, milestone="", **three), "a year later it is past"


def test_the_match_of_a_placement_that_broke_down_is_none_of_the_next() -> None:
    drawing = PLACED + "\n2026-01-12 | E1 | U6\n2026-05-04 | E1 | A6"
    flag = flagged("2026-05-05", drawing, adoption="date_match\n2025-08-20", **DECIDED)["DRIFT-16"]
    assert (flag["words"], flag["since"]) == ("Placed and no match date", day("2026-05-05"))
    assert "DRIFT-16" not in flagged("2026-05-05", drawing, adoption="date_match\n2026-04-20", **DECIDED)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case[0])
def test_a_flag_begins_on_the_day_after_the_last_day_in_time_and_ends_when_settled(case: Any) -> None:
    rule, drawing, tables, due, settled, instead = case
    late = day(due) + dt.timedelta(days=1)
    assert rule not in flagged(due, drawing, **tables)
    flag = flagged(late, drawing, **tables)[rule]
    assert (flag["since"], flag["over"], flag["due"]) == (late, 1, day(due))
    assert flagged(late + dt.timedelta(days=9), drawing, **tables)[rule]["over"] == 10
    assert rule not in flagged(late, settled, **instead)


def test_every_rule_has_its_test_its_words_and_its_number() -> None:
    assert [rule.code for rule in RULES] == [f"DRIFT-{n}" for n in range(1, 17)]
    assert {case[0] for case in BROKEN} == {rule.code for rule in RULES}
    assert len({rule.title for rule in RULES}) == 16
    assert all(rule.words.endswith(".") for rule in RULES)


def test_a_rule_is_local_where_all_its_limits_are() -> None:
    limits = {policy.code: policy.default for policy in POLICIES}
    for rule in RULES:
        assert rule.local == all(part.source == LOCAL for part in rule.parts(limits)), rule.code
        assert {kind for part in rule.parts(limits) for kind in part.needs} <= {*steps(), "plan"}, rule.code


def test_two_limits_broken_are_one_flag_that_says_both_and_counts_from_the_first() -> None:
    flag = flagged("2025-12-01", ORDERED, **DECIDED)["DRIFT-3"]
    assert flag["words"] == (
        "Waiting 214 days since the decision without a match: 30 over 6 months of the decision. "
        "Waiting 182 days since the placement order without a match: 61 over the 121-day guide"
    )
    assert (flag["over"], flag["local"], flag["source"]) == (61, False, "Statutory guidance on adoption, July 2013")
    assert (flag["owner"], flag["action"]) == (
        "Regional adoption agency",
        "Review family finding and bring a match to panel",
    )


def test_a_connected_carer_on_day_169_is_flagged_however_long_the_extension() -> None:
    drawing = "decom | ls | place\n2026-01-05 | C2 | U3"
    extended = {"milestone": "1 | REG24 | 0 | 2026-01-05 | YES\n1 | REG25 | 0 | 2026-04-20"}
    assert "DRIFT-7" not in flagged("2026-06-22", drawing, **extended)
    flag = flagged("2026-06-23", drawing, **extended)["DRIFT-7"]
    assert flag["words"] == (
        "Day 169 with a carer under temporary approval: 1 day over the 24 weeks with the extension"
    )
    assert flag["local"] is False


def test_a_second_extension_gives_no_more_weeks() -> None:
    extended = "1 | REG24 | 0 | 2026-01-05 | YES\n1 | REG25 | 0 | 2026-04-20\n1 | REG25 | 0 | 2026-06-15"
    flag = flagged("2026-06-23", "decom | ls | place\n2026-01-05 | C2 | U3", milestone=extended)["DRIFT-7"]
    assert flag["words"].endswith("1 day over the 24 weeks with the extension")


def test_an_extension_granted_late_ends_the_flag_until_day_168_and_not_before_it_was_granted() -> None:
    drawing = "decom | ls | place\n2026-01-05 | C2 | U3"
    late = {"milestone": "1 | REG24 | 0 | 2026-01-05 | YES\n1 | REG25 | 0 | 2026-05-10"}
    assert "16 weeks, not extended" in flagged("2026-05-09", drawing, **late)["DRIFT-7"]["words"]
    assert "DRIFT-7" not in flagged("2026-05-10", drawing, **late)
    assert "DRIFT-7" in flagged("2026-06-23", drawing, **late)


def test_what_began_before_the_data_shows_is_flagged_as_at_least() -> None:
    flag = flagged("2026-01-05", "decom | rne | ls | place\n2025-01-06 | P | E1 | U6")["DRIFT-3"]
    assert flag["words"].startswith("Waiting at least 364 days since the placement order without a match: 243 over")


def test_an_order_at_home_with_a_day_planned_for_its_discharge_is_late_only_after_that_day() -> None:
    drawing = "decom | ls | place\n2024-06-03 | C2 | P1"
    planned = {"planned_step": "child | kind | plan | said | planned\n1 | DISCHARGE | 0 | 2025-05-12 | 2025-09-01"}
    assert "DRIFT-8" not in flagged("2025-09-01", drawing, **planned)
    assert flagged("2025-09-02", drawing, **planned)["DRIFT-8"]["over"] == 1


@pytest.mark.parametrize("outcome", ["VACATED", "ADJOURNED"])
def test_an_issues_resolution_hearing_that_was_not_held_is_none(outcome: str) -> None:
    tables = {"proceedings": COURT, "milestone": f"1 | IRH | 0 | 2026-05-12 | {outcome}"}
    assert "no issues resolution hearing listed" in flagged("2026-06-01", IN_CARE, **tables)["DRIFT-9"]["words"]


def test_an_extension_of_the_court_moves_the_day() -> None:
    amounts = KEPT["milestone"].splitlines()[0] + " | amount"
    asked = snapshot(
        "2026-09-07",
        episodes(IN_CARE),
        proceedings=COURT,
        milestone=f"{amounts}\n1 | IRH | 0 | 2026-05-12 | HELD | |\n1 | EXTENSION | 0 | 2026-07-06 | | | 8",
    )
    (flag,) = [row for row in flags(asked).to_dicts() if row["rule"] == "DRIFT-9"]
    assert flag["words"] == "In court since 12 Jan 2026: 1 day over 26 weeks and 8 of extension"


def test_after_a_disruption_the_child_is_late_again_from_that_day() -> None:
    drawing = PLACED + "\n2026-01-12 | E1 | U6"
    matched = {"adoption": "date_match\n2025-08-01"}
    assert "DRIFT-3" not in flagged("2026-01-11", drawing, **matched)
    flag = flagged("2026-01-13", drawing, **matched)["DRIFT-3"]
    assert (flag["since"], flag["over"]) == (day("2026-01-13"), 1)


def test_a_family_given_up_is_no_link() -> None:
    links = "1 | LINK | 1 | 2025-07-01 | CHOSEN | F1\n1 | LINK | 1 | 2025-08-01 | ENDED | F1"
    assert "DRIFT-5" in flagged("2025-09-01", ORDERED, milestone=links)
    assert "DRIFT-5" not in flagged(
        "2025-09-01", ORDERED, milestone=links + "\n1 | LINK | 1 | 2025-08-09 | CHOSEN | F2"
    )


def test_a_child_who_lives_with_carers_who_may_adopt_waits_for_no_link() -> None:
    assert "DRIFT-5" not in flagged("2025-12-01", "decom | ls | place\n2025-06-02 | E1 | U5")


@pytest.mark.parametrize(
    ("drawing", "milestone", "due"),
    [
        ("2026-01-05 | C2 | U6", "", "2026-01-12"),
        ("2026-01-05 | C2 | U6", "1 | VISIT | 0 | 2026-01-09 | SEEN", "2026-02-20"),
        ("2026-01-05 | C2 | U6", "1 | VISIT | 0 | 2026-01-09 | NOT-SEEN", "2026-01-12"),
        ("2025-01-05 | C2 | U4", "1 | VISIT | 0 | 2026-01-09 | SEEN", "2026-04-09"),
        ("2026-01-05 | C1 | P1", "1 | VISIT | 0 | 2026-01-09 | SEEN", "2026-01-16"),
        ("2025-12-01 | C1 | P1", "1 | VISIT | 0 | 2026-01-09 | SEEN", "2026-02-06"),  # reviewed on 22 December
        ("2026-01-05 | C2 | P1", "1 | VISIT | 0 | 2026-01-09 | SEEN", "2026-02-20"),
        ("2025-12-29 | C1 | P1\n2026-01-05 | C2 | P1", "1 | VISIT | 0 | 2026-01-02 | SEEN", "2026-01-12"),
        (
            "2026-01-05 | C2 | P1",
            "1 | PWP-REG19 | 0 | 2026-01-05 | YES\n1 | VISIT | 0 | 2026-01-09 | SEEN",
            "2026-01-16",
        ),
        ("2026-01-05 | C2 | U3", "1 | VISIT | 0 | 2026-01-09 | SEEN", "2026-01-16"),
        (
            "2026-01-05 | C2 | U3",
            "1 | CC-APPROVED | 0 | 2026-01-08 | YES\n1 | VISIT | 0 | 2026-01-09 | SEEN",
            "2026-02-20",
        ),
        ("2026-01-05 | E1 | A6", "1 | VISIT | 0 | 2026-01-09 | SEEN", "2026-01-16"),
    ],
)
def test_statutory_visits_are_due_by_where_the_child_lives(drawing: str, milestone: str, due: str) -> None:
    plan = {"review": "review\n2025-12-22"}

    def visit(on: dt.date) -> bool:
        found = flagged(on, "decom | ls | place\n" + drawing, milestone=milestone, **plan).get("DRIFT-10", {})
        return "Visit overdue" in found.get("words", "")

    assert not visit(day(due))
    assert visit(day(due) + dt.timedelta(days=1))


def test_a_placed_child_whose_placement_was_reviewed_is_visited_as_the_review_decides() -> None:
    tables = {"review": "review\n2026-01-26", "milestone": "1 | VISIT | 0 | 2026-01-09 | SEEN"}
    flag = flagged("2026-06-01", "decom | ls | place\n2026-01-05 | E1 | A6", **tables)["DRIFT-10"]
    assert flag["words"] == (
        "Review of the placement was due by 26 Apr 2026, within 3 months of the first review of the placement: "
        "36 days over"
    )


def test_a_review_before_the_carers_became_the_adopters_ends_no_weekly_visits() -> None:
    drawing = "decom | rne | ls | place\n2025-06-02 | S | C1 | U5\n2026-01-05 | U | E1 | A3"
    seen = {"milestone": "1 | VISIT | 0 | 2026-01-09 | SEEN"}
    flag = flagged("2026-01-17", drawing, review="review\n2025-06-20\n2025-09-15", **seen)["DRIFT-10"]
    assert flag["words"].startswith("Visit overdue, last on 9 Jan 2026: 1 day over")
    reviewed = flagged("2026-01-27", drawing, review="review\n2025-06-20\n2025-09-15\n2026-01-26", **seen)
    assert "DRIFT-10" not in reviewed


def test_a_child_not_in_care_is_flagged_only_while_in_proceedings() -> None:
    left = "decom | ls | dec | rec\n2025-01-06 | V2 | 2025-09-01 | E4A"
    assert flagged("2026-09-01", left) == {}
    assert set(flagged("2026-09-01", left, proceedings=COURT)) == {"DRIFT-9"}
    never = snapshot(
        "2026-09-01", proceedings=COURT, child_details="dob\n2026-01-01", plan="plan|pathway|begins\n1|HOME|2026-02-02"
    )
    assert flags(never)["rule"].to_list() == ["DRIFT-9", "DRIFT-12"]


def test_a_person_answers_who_does_what_by_when_until_the_answer_expires() -> None:
    answer = "child | rule | since | reason | owner | action | due | until\n"
    answer += "1 | DRIFT-5 | 2025-09-05 | Two families read | J17 | Visit both | 2025-10-20 | 2025-10-31"
    flag = flagged("2025-10-31", ORDERED, answer=answer)["DRIFT-5"]
    assert (flag["owner"], flag["action"], flag["due"], flag["answered"]) == (
        "J17",
        "Visit both",
        day("2025-10-20"),
        True,
    )
    assert (flag["since"], flag["limit"]) == (day("2025-09-01"), day("2025-08-31"))
    expired = flagged("2025-11-01", ORDERED, answer=answer)["DRIFT-5"]
    assert (expired["owner"], expired["due"], expired["answered"]) == (
        "Regional adoption agency",
        day("2025-08-31"),
        False,
    )
    assert flagged("2025-09-04", ORDERED, answer=answer)["DRIFT-5"]["answered"] is False


def test_what_the_authority_keeps_no_record_of_flags_nobody_and_is_named() -> None:
    alone = snapshot("2026-01-05", episodes(ORDERED), review=REVIEWS)
    assert flags(alone)["rule"].to_list() == ["DRIFT-3", "DRIFT-10", "DRIFT-16"]
    assert {"DRIFT-1", "DRIFT-5", "DRIFT-12", "DRIFT-14"} <= {rule.code for rule in unjudged(alone)}
    assert unjudged(snapshot("2026-01-05", episodes(ORDERED), **KEPT)) == ()


def test_a_local_limit_is_the_authoritys_own() -> None:
    own = {"setting": "child | kind | name | value\n* | policy | DRIFT-5 | 30"}
    flag = flagged("2025-07-03", ORDERED, **own)["DRIFT-5"]
    assert (flag["words"], flag["source"]) == (
        "Placement order of 2 Jun 2025 and no family chosen: 1 day over 30 days",
        "Local",
    )


def test_a_child_alone_is_flagged_as_among_all() -> None:
    tables = {**KEPT, "review": "child | review\n1 | 2025-01-20\n1 | 2025-04-10\n2 | 2025-01-20\n2 | 2025-04-10"}
    two = "child | decom\n1 | 2025-01-06\n2 | 2025-01-06"
    whole = snapshot("2026-01-05", episodes(two), **tables)
    assert flags(whole).filter(child="2").equals(flags(whole.take(["2"])))
    assert "DRIFT-1" in flags(whole.take(["2"]))["rule"]


def test_no_children_no_flags() -> None:
    assert flags(snapshot("2026-01-05")).is_empty()


def test_every_record_that_a_rule_needs_is_among_those_it_reads() -> None:
    needed = {
        kind for rule in RULES for part in rule.parts({p.code: p.default for p in POLICIES}) for kind in part.needs
    }
    assert needed - {"plan"} <= set(READ)
    assert set(READ) <= set(steps())
