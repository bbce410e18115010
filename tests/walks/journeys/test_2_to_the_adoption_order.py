"""From a new child to the adoption order, the celebration and the later-life letter, by the keyboard alone."""

from __future__ import annotations

from pathlib import Path

from tests.walks.journeys.conftest import Start

CHILD = "200001"


def test_walk(start: Start, tmp_path: Path) -> None:
    # A baby comes into care; a file is made for it.
    worker = start("2024-05-20")
    worker.makes_a_file(tmp_path / "northport.db")
    worker.records_a_child(
        child=CHILD,
        dob="10 4 2024",
        sex="Female",
        ethnic="White British",
        no_upn="Not of school",
        decom="20 5 2024",
        ls="Interim",
        cin="Abuse",
        place="Foster carer, not",
        place_provider="Own",
    )
    assert "Girl · under 1 · born 10 Apr 2024" in worker.subtitle()
    assert worker.told("Legal status") == "Interim care order since 20 May 2024"
    assert worker.told("Stage") == "In care proceedings, no adoption decision, 0 days"
    worker.records("allocation", role="Social worker", begins="20 5 2024", who="SW-14")
    worker.lists("Permanence tracker")
    assert worker.reads(CHILD, "entry", "legal", "next", "due") == (
        *("20 May 2024", "Interim care order", "First review", "18 Jun 2024"),
    )

    # The plan, the decision and the placement order.
    worker = start("2024-11-04")
    worker.opens(CHILD)
    worker.records("permanence plan", pathway="Adoption", begins="9 9 2024", decider="Indep")
    worker.records("life story work began", day="4 11 2024")
    assert worker.told("Plan") == "Adoption since 9 Sep 2024"
    worker.lists("Permanence tracker")
    worker.shows_column("Last review")
    worker.types(CHILD, "last_review", "17 6 2024", "Under 4")
    worker.types(CHILD, "last_review", "9 9 2024", "Another review", "Under 4")
    worker.types(CHILD, "adm", "7 10 2024")
    assert worker.reads(CHILD, "stage", "next", "due", "state", "flag_words") == (
        *("Decision made, waiting for placement order", "Next review", "9 Mar 2025", "▲ A", "Only one plan"),
    )
    worker.types(CHILD, "po", "4 11 2024")
    assert worker.reads(CHILD, "legal", "po", "stage", "next", "due", "state") == (
        *("Placement order", "4 Nov 2024", "Placement order, waiting for match", "Match", "5 Mar 2025", "● G"),
    )

    # Four months on: no match within 121 days, but a family is chosen; matched and placed.
    worker = start("2025-03-10")
    assert worker.reads(CHILD, "last_review") == ("9 Sep 2024",)
    worker.types(CHILD, "last_review", "24 2 2025", "Another review", "Under 4")
    assert worker.reads(CHILD, "next", "due", "state") == ("Match", "5 Mar 2025", "◆ R")
    worker.opens(CHILD)
    assert "No match" in worker.in_the_way()
    over = "Waiting 126 days since the placement order without a match: 5 over the 121-day guide"
    assert over in worker.way("words")
    worker.records("family finding began", day="11 11 2024")
    worker.records("link with a family", day="3 2 2025", outcome="Chosen", ref="F-7")
    worker.lists("Family finding")
    assert worker.reads(CHILD, "days_since_po", "FF-START", "LINK", "link_status") == (
        *("126", "11 Nov 2024", "3 Feb 2025", "Chosen"),
    )
    worker.types(CHILD, "AP-PANEL", "3 3 2025", "Recommended")
    worker.types(CHILD, "match", "10 3 2025")
    assert worker.reads(CHILD, "stage") == ("Matched, waiting to be placed",)
    worker.types(CHILD, "placed", "10 3 2025", "Placed for adoption, not with", "Own provision", "Planned: care plan")
    assert worker.reads(CHILD, "stage", "placed", "next", "due", "state") == (
        *("Placed, waiting for order", "10 Mar 2025", "Review of the placement", "7 Apr 2025", "▲ A"),
    )
    worker.opens(CHILD)
    assert worker.in_the_way() == []

    # The application, the order, and the day the family celebrates.
    worker = start("2025-10-24")
    worker.lists("Family finding")
    assert worker.reads(CHILD, "AP-PANEL", "match", "placed") == ("3 Mar 2025", "10 Mar 2025", "10 Mar 2025")
    worker.types(CHILD, "AO-APPLIED", "7 7 2025")
    worker.types(CHILD, "order", "6 10 2025", "Adopted, consent dispensed with")
    assert worker.reads(CHILD, "stage", "order", "reason") == ("Adopted", "6 Oct 2025", "Adopted on 6 Oct 2025")
    worker.lists("Life story")
    assert "cannot be celebrated before" in worker.fills(CHILD, "CELEBRATION", "3 10 2025")
    worker.gives_up()
    worker.types(CHILD, "CELEBRATION", "24 10 2025")
    assert worker.reads(CHILD, "adopted", "letter_due", "next", "state") == (
        *("6 Oct 2025", "7 Nov 2025", "Later-life letter", "● G"),
    )

    # Ten working days are over without the letter.
    worker = start("2025-11-10")
    worker.lists("Life story")
    assert worker.reads(CHILD, "state", "reason") == ("◆ R", "The later-life letter was due by 7 Nov 2025")
    worker.types(CHILD, "LS-DONE", "10 11 2025")
    worker.types(CHILD, "LS-LETTER", "10 11 2025")
    assert worker.reads(CHILD, "story", "letter_due", "reason") == ("Given", "–", "The later-life letter is given")
    worker.opens(CHILD)
    worker.ends("Plan: adoption", ends="6 10 2025", why_ended="Fulfilled")

    # All of it is there again.
    worker = start("2025-11-11")
    assert worker.reads(CHILD, "adm", "po", "match", "placed", "order", "order_kind", "stage") == (
        *("7 Oct 2024", "4 Nov 2024", "10 Mar 2025", "10 Mar 2025", "6 Oct 2025", "Adoption order", "Adopted"),
    )
    assert worker.episodes(CHILD) == [
        "2024-05-20 C1 U6 to 2024-11-04 X1",
        "2024-11-04 E1 U6 to 2025-03-10 X1",
        "2025-03-10 E1 A6 to 2025-10-06 E12",
    ]
    worker.opens(CHILD)
    assert worker.told("Left care") == "6 Oct 2025: Adopted, consent dispensed with"
    assert worker.told("Plan") == "None recorded"
    assert worker.in_the_way() == []
    history = " ".join(worker.history())
    for said in ("F-7", "24 Oct 2025", "Fulfilled", "SW-14"):
        assert said in history
    assert len(worker.acts()) == 20
