"""Every limit that the Policies page shows judges somebody: what it wants, by which day, and what settles it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl
import pytest

from models.checks import faults
from models.measures import MEASURES, Period
from models.rules import action_plan, pmg, retention
from models.rules.drift import flags
from models.rules.gateway import gateway
from models.rules.home import at_home
from models.rules.policies import POLICIES, policies
from models.rules.school import schooling
from models.rules.status import status
from models.rules.timescales import TIMESCALES
from models.rules.work import ahead, dues
from models.snapshot import Facts, Snapshot
from tests.support.facts import day, episodes, snapshot, table
from tests.support.northport import TODAY, northport_facts

PLACED = "decom | ls | place\n2024-06-03 | C2 | U6\n2025-01-06 | E1 | U6\n2025-09-01 | E1 | A6"
BEFORE = "review\n2024-06-20\n2024-09-10\n2025-03-03\n2025-08-20"
MATCHED = {"adm_decision": "date_placed\n2024-12-02", "adoption": "date_match\n2025-08-01"}
KEPT = "child | kind | plan | day | outcome"
FOSTERED = "decom | ls | place\n2025-06-02 | C2 | U6"
DECIDED = {"adm_decision": "date_placed\n2025-10-01"}
AT_HOME = "decom | ls | place\n2025-06-02 | C2 | U6\n2025-11-03 | C2 | P1"


def due(drawing: str, what: str, on: str = "2025-11-10", **tables: str) -> list[str]:
    """The days by which something is due for a child."""
    found = ahead(snapshot(on, episodes(drawing), **tables), "1")
    return [str(row["due"]) for row in found.to_dicts() if row["what"] == what]


def next_of(drawing: str, on: str, **tables: str) -> dict[str, Any]:
    rows = status(snapshot(on, episodes(drawing), **tables)).to_dicts()
    return next(row for row in rows if row["child"] == "1")


@pytest.mark.parametrize(
    ("on", "held", "by", "words"),
    [
        ("2025-08-31", "", "2026-02-20", "6 months of the last review"),
        ("2025-09-01", "", "2025-09-29", "4 weeks of being placed"),
        ("2025-09-22", "2025-09-22", "2025-12-22", "3 months of the first review of the placement"),
        ("2025-12-10", "2025-09-22\n2025-12-10", "2026-06-10", "6 months of the last review of the placement"),
    ],
)
def test_an_adoptive_placement_is_reviewed_after_4_weeks_3_months_and_6_months(
    on: str, held: str, by: str, words: str
) -> None:
    row = next_of(PLACED, on, review=f"{BEFORE}\n{held}", **MATCHED)
    assert (str(row["due"]), row["decider"]) == (by, "IRO")
    assert row["reason"].endswith(f"within {words}")
    assert (row["source"] == "Adoption Agencies Regulations 2005, regulation 36") == (on > "2025-08-31")


def test_once_the_placement_broke_down_its_reviews_are_no_longer_due() -> None:
    broken = f"{PLACED}\n2025-09-15 | E1 | U6"
    row = next_of(broken, "2025-09-20", review=BEFORE)
    assert due(broken, "Next review", "2025-09-20", review=BEFORE) == ["2026-02-20"]
    assert row["next"] == "Match"


def test_a_review_of_the_placement_that_was_not_held_drifts_by_its_own_law() -> None:
    (flag,) = (
        row
        for row in flags(snapshot("2025-10-02", episodes(PLACED), review=BEFORE)).to_dicts()
        if row["rule"] == "DRIFT-10"
    )
    assert (
        flag["words"] == "Review of the placement was due by 29 Sep 2025, within 4 weeks of being placed: 3 days over"
    )
    assert flag["source"] == "Adoption Agencies Regulations 2005, regulation 36"


BABY = "decom | ls | place\n2025-06-02 | V2 | U6"
CONSENT = f"{KEPT}\n1 | CONSENT | 0 | 2025-08-01 |"


@pytest.mark.parametrize(
    ("drawing", "born", "consent", "by"),
    [
        (BABY, "2025-06-01", True, "2026-01-01"),
        (BABY, "2025-06-01", False, "2026-04-01"),
        (BABY, "2025-04-01", True, "2026-04-01"),  # six months old on the day of the decision
        ("decom | ls | place\n2025-06-02 | C1 | U6\n2025-10-20 | E1 | U6", "2025-06-01", True, "2026-02-18"),
    ],
)
def test_a_relinquished_baby_is_matched_within_three_months(drawing: str, born: str, consent: bool, by: str) -> None:
    said = {"child_details": f"dob\n{born}", **DECIDED} | ({"milestone": CONSENT} if consent else {})
    assert due(drawing, "Match", **said) == [by]
    later = str(day(by).replace(month=day(by).month % 12 + 1))
    words = [row["words"] for row in flags(snapshot("2026-05-02", episodes(drawing), **said)).to_dicts()]
    assert later > by
    assert any("without a match" in sentence for sentence in words)
    assert any("3 months of the decision" in sentence for sentence in words) == (by == "2026-01-01")


REVOKED = "decom | ls | place\n2024-06-03 | C1 | U6\n2024-12-02 | E1 | U6\n2025-09-01 | C2 | U6"


def test_a_decision_that_stands_after_the_order_was_revoked_is_told_alike_everywhere() -> None:
    said = {"adm_decision": "date_placed\n2024-11-04", "review": BEFORE}
    row = next_of(REVOKED, "2025-11-10", **said)
    assert (row["stage"], row["next"], str(row["due"])) == (
        "Placement order ended, decision stands",
        "Match",
        "2025-05-04",
    )
    assert due(REVOKED, "Match", **said) == ["2025-05-04"]
    (flag,) = (
        row for row in flags(snapshot("2025-11-10", episodes(REVOKED), **said)).to_dicts() if row["rule"] == "DRIFT-3"
    )
    assert row["reason"] == flag["words"]
    reversed_ = {**said, "adm_decision": "date_placed | date_placed_ceased\n2024-11-04 | 2025-09-01"}
    assert due(REVOKED, "Match", **reversed_) == []
    assert next_of(REVOKED, "2025-11-10", **reversed_)["next"] == "Next review"


PLAN = {"plan": "child | plan | pathway | begins\n1 | 1 | ADOPTION | 2025-03-07"}


@pytest.mark.parametrize(
    ("primary", "by"),
    [
        ("2025-03-03", "2025-05-03"),  # the day of the review
        ("2025-03-07", "2025-05-03"),  # written down some days after it
        ("2025-05-20", "2025-07-20"),  # long after the last review: that one set another plan
    ],
)
def test_the_decision_is_wanted_two_months_after_the_review_that_set_the_plan(primary: str, by: str) -> None:
    said = {
        **PLAN,
        "primary_plan": f"child | since | plan\n1 | {primary} | 1",
        "review": "review\n2024-06-20\n2025-03-03",
    }

    def flagged(on: str) -> list[str]:
        found = flags(snapshot(on, episodes("decom\n2024-06-03"), **said)).to_dicts()
        return [row["words"] for row in found if row["rule"] == "DRIFT-2"]

    assert flagged(by) == []
    (words,) = flagged(str(day(by).replace(day=day(by).day + 1)))
    assert words.startswith("Adoption is the plan since")
    assert "1 day over 2 months" in words
    assert ("of the review of 3 Mar 2025" in words) == (by == "2025-05-03")


WANTED: list[tuple[str, str, dict[str, str], str, dict[str, str]]] = [
    # what, the child, what is on record, the last day in time, what settles it
    (
        "Decision for adoption",
        FOSTERED,
        {"milestone": f"{KEPT}\n1 | ADM-PAPERS | 0 | 2025-11-03 |"},
        "2025-11-12",
        {"adm_decision": "date_placed\n2025-11-07"},
    ),
    (
        "Tell the parents of the decision",
        FOSTERED,
        {"milestone": f"{KEPT}\n9 | PARENTS-TOLD | 0 | 2025-01-01 |", **DECIDED},
        "2025-10-03",
        {"milestone": f"{KEPT}\n9 | PARENTS-TOLD | 0 | 2025-01-01 |\n1 | PARENTS-TOLD | 0 | 2025-10-02 |"},
    ),
    (
        "Write to the parents about the decision",
        FOSTERED,
        {"milestone": f"{KEPT}\n9 | PARENTS-WRITTEN | 0 | 2025-01-01 |", **DECIDED},
        "2025-10-08",
        {"milestone": f"{KEPT}\n9 | PARENTS-WRITTEN | 0 | 2025-01-01 |\n1 | PARENTS-WRITTEN | 0 | 2025-10-08 |"},
    ),
    (
        "Panel on the plan for adoption",
        BABY,
        {"milestone": f"{CONSENT}\n1 | CPR | 0 | 2025-10-20 |\n9 | AD-PANEL | 0 | 2025-01-01 |"},
        "2025-12-01",
        {"milestone": f"{CONSENT}\n1 | CPR | 0 | 2025-10-20 |\n1 | AD-PANEL | 0 | 2025-11-05 | RECOMMENDED"},
    ),
    (
        "Allocate a reviewing officer",
        FOSTERED,
        {"allocation": "child | role | begins | who\n9 | IRO | 2025-01-01 | a"},
        "2025-06-04",
        {"allocation": "child | role | begins | who\n1 | IRO | 2025-06-05 | a"},
    ),
    (
        "Allocate a reviewing officer",
        FOSTERED,
        {"allocation": "child | role | begins | who | ends\n1 | IRO | 2025-06-05 | a | 2025-11-03"},
        "2025-11-05",
        {"allocation": "child | role | begins | who\n1 | IRO | 2025-11-03 | b"},
    ),
    (
        "Initial health assessment",
        FOSTERED,
        {"milestone": f"{KEPT}\n9 | HEALTH | 0 | 2025-01-01 |"},
        "2025-06-30",
        {"milestone": f"{KEPT}\n9 | HEALTH | 0 | 2025-01-01 |\n1 | HEALTH | 0 | 2025-07-20 |"},
    ),
    (
        "Placement plan",
        FOSTERED + "\n2025-11-03 | C2 | U4",
        {"milestone": f"{KEPT}\n9 | PLACEMENT-PLAN | 0 | 2025-01-01 |\n1 | PLACEMENT-PLAN | 0 | 2025-06-03 |"},
        "2025-11-10",
        {"milestone": f"{KEPT}\n9 | PLACEMENT-PLAN | 0 | 2025-01-01 |\n1 | PLACEMENT-PLAN | 0 | 2025-10-30 |"},
    ),
    (
        "Assessment of the parents",
        AT_HOME,
        {"milestone": f"{KEPT}\n1 | PWP-REG19 | 0 | 2025-11-03 | YES"},
        "2025-11-17",
        {"milestone": f"{KEPT}\n1 | PWP-REG19 | 0 | 2025-11-03 | YES\n1 | PWP-ASSESSED | 0 | 2025-11-07 | POSITIVE"},
    ),
    (
        "Decision on the placement with parents",
        AT_HOME,
        {"milestone": f"{KEPT}\n1 | PWP-REG19 | 0 | 2025-11-03 | YES\n1 | PWP-ASSESSED | 0 | 2025-11-07 | POSITIVE"},
        "2025-11-21",
        {
            "milestone": f"{KEPT}\n1 | PWP-REG19 | 0 | 2025-11-03 | YES\n1 | PWP-ASSESSED | 0 | 2025-11-07 | POSITIVE\n"
            "1 | PWP-APPROVED | 0 | 2025-11-10 | YES"
        },
    ),
]


@pytest.mark.parametrize(("what", "drawing", "tables", "by", "settled"), WANTED, ids=[case[0] for case in WANTED])
def test_what_is_counted_from_a_record_is_due_and_then_settled(
    what: str, drawing: str, tables: dict[str, str], by: str, settled: dict[str, str]
) -> None:
    assert due(drawing, what, **tables) == [by]
    assert due(drawing, what, **{**tables, **settled}) == []
    elsewhere = {name: said for name, said in tables.items() if name not in ("milestone", "allocation")}
    assert due(drawing, what, **elsewhere) == [], "where no such record is kept at all, nobody is judged"


def test_a_local_limit_that_is_past_is_next_and_amber_and_gives_way_to_law() -> None:
    said = {"milestone": f"{KEPT}\n9 | HEALTH | 0 | 2025-01-01 |", "review": "review\n2025-06-20"}
    row = next_of(FOSTERED, "2025-07-01", **said)
    assert (row["next"], row["state"], row["over"], row["decider"]) == ("Initial health assessment", "A", 1, "HEALTH")
    assert row["reason"] == (
        "Initial health assessment was due by 30 Jun 2025: 1 day over. In care since 2 Jun 2025; within 20 working days"
    )
    row = next_of(FOSTERED, "2025-09-21", **said)
    assert (row["next"], row["state"]) == ("Second review", "R")


def test_only_what_limits_an_average_is_for_reading_only() -> None:
    assert {scale.code for scale in TIMESCALES if scale.unused} == {"A10"}


def told(asked: Snapshot) -> Iterator[pl.DataFrame]:
    """All that the rules say of everybody on a day, one after the other, and the one figure with a local limit."""
    yield flags(asked)
    yield dues(asked)
    begun = action_plan.cycle(asked.as_at, policies(asked.facts)["PLAN-CYCLE"], asked.as_at)
    yield pl.DataFrame({"last": [begun and begun.last]})
    yield pmg.meetings(asked)
    yield pmg.escalations(asked)
    yield retention.due(asked)
    yield MEASURES["A3"].tally(asked, Period.year_to(asked.as_at)).children.to_frame()
    yield at_home(asked)
    yield pmg.proposed(asked, pmg.coming(asked) or asked.as_at)
    yield gateway(asked)
    yield schooling(asked)
    yield faults(asked)


NOTHING = "child | kind | name | value"


def under(settings: str) -> Snapshot:
    """Northport on the day, with these settings and no other."""
    whole = northport_facts()
    chosen = Facts(lambda name: table("setting", settings) if name == "setting" else whole[name], number=1)
    return Snapshot(chosen, TODAY)


@pytest.fixture(scope="module")
def as_delivered() -> list[pl.DataFrame]:
    """What is told while nobody chose a limit."""
    return list(told(under(NOTHING)))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.code)
def test_every_local_limit_changes_what_is_told_of_somebody(policy: Any, as_delivered: list[pl.DataFrame]) -> None:
    chosen = told(under(f"{NOTHING}\n* | policy | {policy.code} | {max(policy.default // 2, 1)}"))
    assert any(not before.equals(after) for before, after in zip(as_delivered, chosen, strict=True))
