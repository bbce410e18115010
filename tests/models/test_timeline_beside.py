"""The timeline of plans in parallel, court, school and steps, recorded beside the return."""

from __future__ import annotations

from models.timeline import timeline
from tests.support.facts import episodes, snapshot

CARE = "decom | ls | place\n2024-01-10 | C1 | U6\n2024-06-01 | E1 | U6"
PLANS = """
    plan | pathway  | begins     | with_whom | ends       | why_ended
    1    | ADOPTION | 2024-04-02 |           | 2025-03-01 | NO-FAMILY
    2    | SGO      | 2024-04-20 | AUNT      |            |
"""


def lanes(day: str = "2026-06-01", **tables: str) -> dict[str, list[tuple[str, str, str]]]:
    drawn = timeline(snapshot(day, episodes(CARE), **tables), "1")
    return {
        lane.title: [(span.words, str(span.start), str(span.end or "")) for span in lane.spans] for lane in drawn.lanes
    }


def test_plans_lie_side_by_side_each_with_when_it_was_the_primary_one() -> None:
    found = lanes(plan=PLANS, primary_plan="since | plan\n2024-04-02 | 1\n2025-03-01 | 2")
    assert found["Plan 1"] == [("Adoption: primary plan (no family found)", "2024-04-02", "2025-03-01")]
    assert found["Plan 2"] == [
        ("Special guardianship, aunt: contingency", "2024-04-20", "2025-03-01"),
        ("Special guardianship, aunt: primary plan", "2025-03-01", ""),
    ]
    assert "Plan" not in found


def test_on_a_day_before_the_switch_the_contingency_is_still_one() -> None:
    found = lanes("2025-02-01", plan=PLANS, primary_plan="since | plan\n2024-04-02 | 1\n2025-03-01 | 2")
    assert found["Plan 1"] == [("Adoption: primary plan", "2024-04-02", "")]
    assert found["Plan 2"][-1][2] == ""


def test_pre_proceedings_end_where_the_case_is_issued() -> None:
    found = lanes(
        pre_proceedings="begins\n2023-09-01",
        proceedings="issued | ends | order_made\n2024-01-05 | 2024-06-01 | CO-PO",
    )
    assert found["Court"] == [
        ("Pre-proceedings", "2023-09-01", "2024-01-05"),
        ("Care proceedings: care order and placement order", "2024-01-05", "2024-06-01"),
    ]


def test_a_term_says_its_attendance_and_ends_where_the_next_begins() -> None:
    rows = "begins | term | attendance | hours\n2025-09-03 | AUTUMN | 934 | 250\n2026-01-05 | SPRING | |"
    found = lanes("2026-02-01", school_term=rows)
    assert found["School"] == [
        ("Autumn term, attendance 93.4 %, 25 hours a week", "2025-09-03", "2025-12-24"),
        ("Spring term", "2026-01-05", ""),
    ]


def test_steps_and_hearings_are_marked_and_days_to_come_are_due() -> None:
    drawn = timeline(
        snapshot(
            "2024-03-20",
            episodes(CARE),
            proceedings="issued\n2024-01-05",
            milestone="kind | plan | day | precision | outcome\nCMH | 0 | 2024-01-20 | | HELD\n"
            "VISIT | 0 | 2024-02-01 | |\nVIABILITY | 0 | 2024-02-01 | MONTH | POSITIVE",
            planned_step="kind | plan | said | planned\nFH | 0 | 2024-02-01 | 2024-06-01",
        ),
        "1",
    )
    said = {(mark.words, str(mark.on), mark.kind) for mark in drawn.marks if mark.kind in ("step", "hearing", "due")}
    assert ("Case management hearing, held", "2024-01-20", "hearing") in said
    assert ("Viability assessment, positive (Feb 2024)", "2024-02-29", "step") in said
    assert ("Final hearing listed for", "2024-06-01", "due") in said
    assert ("Final order due by", "2024-07-04", "due") in said
    assert not any("visit" in words.lower() for words, _, kind in said if kind == "step")
    assert [words for words, _, kind in said if "Visit" in words and kind == "due"] == ["Visit was due by"]
