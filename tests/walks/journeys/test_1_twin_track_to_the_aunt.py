"""A child with two plans at once: no family is found for adoption, and the aunt becomes the special guardian."""

from __future__ import annotations

from pathlib import Path

from tests.walks.journeys.conftest import Start

CHILD = "100001"


def test_walk(start: Start, tmp_path: Path) -> None:
    # In care and in court.
    worker = start("2024-06-03")
    worker.makes_a_file(tmp_path / "northport.db")
    worker.records_a_child(
        child=CHILD,
        dob="12 3 2022",
        sex="Male",
        ethnic="White British",
        no_upn="Not of school",
        decom="3 6 2024",
        ls="Interim",
        cin="Abuse",
        place="Foster carer, not",
        place_provider="Own",
    )
    worker.records("care proceedings", issued="3 6 2024", court_ref="NP24C00031", order_sought="Care order and")
    assert worker.told("Stage") == "In care proceedings, no adoption decision, 0 days"

    # Two plans, worked beside each other.
    worker = start("2024-10-07")
    worker.opens(CHILD)
    worker.records("permanence plan", pathway="Adoption", begins="7 10 2024", decider="Indep")
    assert "Only one plan" not in worker.in_the_way()
    worker.records("permanence plan", pathway="Special", begins="7 10 2024", with_whom="Aunt")
    assert worker.told("Plan") == "Adoption since 7 Oct 2024; beside it special guardianship, aunt"
    worker.lists("Connected carers")
    worker.types(CHILD, "VIABILITY", "30 9 2024", "Positive")
    assert worker.reads(CHILD, "relation", "VIABILITY_outcome", "primary_words") == (*("Aunt", "Positive", "Adoption"),)

    # Decided, and the placement order made.
    worker = start("2024-11-25")
    worker.types(CHILD, "adm", "4 11 2024")
    worker.types(CHILD, "po", "25 11 2024")
    assert worker.reads(CHILD, "stage") == ("Placement order, waiting for match",)
    worker.opens(CHILD)
    worker.ends("Care proceedings", ends="25 11 2024", care_plan_final="Adoption", order_made="Care order and")

    # Half a year without a family: the plan for adoption ends, the aunt's goes on as the primary one.
    worker = start("2025-06-16")
    worker.opens(CHILD)
    worker.records("link with a family", day="3 2 2025", outcome="No longer", ref="F-3")
    assert {"No match", "No family chosen"} <= set(worker.in_the_way())
    worker.ends("Plan: adoption", ends="2 6 2025", why_ended="No family", then="Special")
    assert worker.told("Plan") == "Special guardianship, aunt since 2 Jun 2025"
    worker.records("special guardianship assessment allocated", day="16 6 2025")
    worker.records("notice of application", day="16 6 2025")
    worker.lists("Permanence tracker")
    worker.shows_column("Decision reversed")
    worker.types(CHILD, "adm_ceased", "2 6 2025", "Prospective adopters not found")

    # The order is revoked, and the child moves to the aunt under temporary approval.
    worker.types(CHILD, "legal_since", "16 6 2025", "A new legal status began", "Full care order")
    moved = ("A new placement began", "Relative or friend, not long term", "Own provision", "Planned: care plan")
    worker.types(CHILD, "placement_since", "16 6 2025", *moved)
    assert worker.reads(CHILD, "adm_ceased", "legal", "placement", "stage") == (
        *("2 Jun 2025", "Full care order", "Relative or friend, not long term", "In care, no adoption decision"),
    )
    worker.lists("Connected carers")
    worker.types(CHILD, "REG24", "16 6 2025", "Agreed")
    worker.types(CHILD, "SG-ASSESSED_planned", "29 9 2025")
    assert worker.reads(CHILD, "day_number", "day_112", "next", "due", "primary_words") == (
        *("0", "6 Oct 2025", "Approval by day 112", "6 Oct 2025", "Special guardianship, aunt"),
    )

    # Approved, assessed, supported, applied for.
    worker = start("2025-09-29")
    worker.lists("Connected carers")
    worker.types(CHILD, "CC-APPROVED", "22 9 2025", "Agreed")
    worker.types(CHILD, "SG-ASSESSED", "29 9 2025", "Positive")
    worker.shows_column("Support plan")
    worker.types(CHILD, "SG-SUPPORT", "29 9 2025")
    worker.types(CHILD, "SG-APPLIED", "29 9 2025")
    worker.types(CHILD, "SG-HEARING_planned", "24 11 2025")
    assert worker.reads(CHILD, "next", "due", "state") == ("Hearing", "24 Nov 2025", "● G")
    worker.opens(CHILD)
    assert not {"No match", "No family chosen", "Not placed", "Carer not approved"} & set(worker.in_the_way())

    # The order.
    worker = start("2025-11-24")
    worker.lists("Connected carers")
    worker.types(CHILD, "order", "24 11 2025", "Special guardianship, foster carer who is a relative or friend")
    worker.opens(CHILD)
    worker.records("hearing for special guardianship", day="24 11 2025", outcome="Held")
    worker.ends("Plan: special guardianship, aunt", ends="24 11 2025", why_ended="Fulfilled")

    # All of it is there again.
    worker = start("2025-11-25")
    assert worker.reads(CHILD, "stage", "order_kind") == ("Special guardianship", "Special guardianship order")
    worker.lists("Connected carers")
    assert worker.reads(CHILD, "CC-APPROVED", "SG-ASSESSED", "SG-APPLIED", "order", "reason") == (
        *("22 Sep 2025", "29 Sep 2025", "29 Sep 2025", "24 Nov 2025", "Order of 24 Nov 2025"),
    )
    assert worker.episodes(CHILD) == [
        "2024-06-03 C1 U6 to 2024-11-25 X1",
        "2024-11-25 E1 U6 to 2025-06-16 X1",
        "2025-06-16 C2 U3 to 2025-11-24 E45",
    ]
    worker.opens(CHILD)
    assert worker.told("Left care").startswith("24 Nov 2025: Special guardianship, foster carer who is a relative")
    assert worker.told("Plan") == "None recorded"
    history = " ".join(worker.history())
    assert "Closed on (plan “Adoption” of 7 Oct 2024) set to 2 Jun 2025" in history
    assert "Closed on (plan “Special guardianship” of 7 Oct 2024) set to 24 Nov 2025" in history
    for said in (
        "No family found",
        "Prospective adopters not found",
        "Fulfilled",
        "special guardianship; aunt",
        "F-3",
        "NP24C00031",
    ):
        assert said in history
    assert len(worker.acts()) == 25
