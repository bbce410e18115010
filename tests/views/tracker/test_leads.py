"""F2 on a cell that is not typed in the list: which form it leads to."""

from __future__ import annotations

import pytest

from models.history.sources import sources
from models.trackers import TRACKERS
from tests.support.facts import snapshot
from views.tracker.leads import form_of, why_none

NOW = snapshot(
    "2026-06-01",
    "child | decom\n1 | 2024-01-10\n2 | 2024-01-10",
    proceedings="child | issued | court_ref | ends\n1 | 2024-01-12 | AB1 | 2024-06-01\n1 | 2025-01-12 | AB2 |",
    allocation="child | role | begins | who\n1 | TEAM | 2024-02-01 | North\n1 | IRO | 2025-02-01 | IRO-1",
    milestone="child | kind | plan | day | outcome\n1 | LGM | 0 | 2024-01-05 | C",
)


@pytest.mark.parametrize(
    ("tracker", "key", "child", "form"),
    [
        ("court", "court_ref", "1", "correct/proceedings/2"),
        ("court", "court_ref", "2", "record/proceedings/"),
        ("court", "team", "1", "correct/allocation/1"),
        ("court", "team", "2", "record/allocation/"),
        ("gateway", "LGM_outcome", "1", "correct/milestone/1"),
        ("gateway", "LGM_outcome", "2", "record/milestone/LGM"),
        ("education", "school", "2", "record/school_term/"),
        ("fostering", "primary_words", "2", "switch/primary_plan/"),
        ("court", "worker", "1", "record/social_worker/"),
        ("court", "interim", "1", "record/milestone/ISO"),
        ("court", "legal", "1", "record/legal_status/"),
        ("at_home", "legal_since", "1", "record/legal_status/"),
        ("at_home", "placement_since", "1", "record/care_episode/"),
        ("connected", "entry", "1", "care/entry/"),
        ("permanence", "left_reason", "1", "care/left/"),
        ("court", "dob", "1", "record/child_details/"),
        ("court", "ethnic", "1", "record/child_details/"),
        ("court", "placement", "1", "record/care_episode/"),
        ("residential", "urn", "1", "record/care_episode/"),
        ("court", "hearings", "1", ""),
    ],
)
def test_the_fact_that_stands_is_corrected_and_a_missing_one_recorded(
    tracker: str, key: str, child: str, form: str
) -> None:
    assert form_of(NOW, child, sources(tracker, key)) == form


@pytest.mark.parametrize(
    ("tracker", "key", "plan"),
    [("connected", "relation", 1), ("permanence", "plan_date", 1), ("permanence", "contingency_words", 2)],
)
def test_of_two_plans_the_one_that_the_cell_tells_of_is_corrected(tracker: str, key: str, plan: int) -> None:
    asked = snapshot(
        "2026-06-01",
        "child | decom\n1 | 2024-01-10",
        plan="child | plan | pathway | begins | with_whom\n1 | 1 | KIN | 2024-02-01 | AUNT\n1 | 2 | LTF | 2024-03-01 |",
        primary_plan="child | since | plan\n1 | 2024-02-01 | 1",
    )
    assert form_of(asked, "1", sources(tracker, key)) == f"correct/plan/{plan}"


def test_the_owner_and_the_action_lead_to_the_answer_to_the_row_s_own_finding() -> None:
    given = "child | rule | since | reason | owner\n1 | DRIFT-3 | 2024-05-01 | Late | SW1"
    asked = snapshot("2026-06-01", "child | decom\n1 | 2024-01-10", answer=given)
    for key in ("owner", "action", "action_due"):
        assert form_of(asked, "1", sources("court", key, "DRIFT-3")) == "correct/answer/1"
        assert form_of(asked, "1", sources("court", key, "DRIFT-10")) == "record/answer/DRIFT-10"
        assert form_of(asked, "1", sources("court", key)) == "record/answer/"


def test_where_there_is_no_form_the_reason_is_said() -> None:
    court = TRACKERS["court"]
    assert why_none(court.column("hearings"), ()) == "“Hearings” is worked out, and nobody types it."
    order = TRACKERS["permanence"].column("po")
    assert "read from the care episode" in why_none(order, sources("permanence", "po"))
