"""A child lives at home on a care order for two years, until it is visited, planned for and discharged."""

from __future__ import annotations

from tests.support.facts import episodes
from tests.walks.journeys.conftest import Lay, Start

CARE = """
    child | decom      | rne | ls | place
    6     | 2023-02-06 | S   | C2 | U6
    6     | 2023-06-05 | P   | C2 | P1
"""
REVIEWED = ("2023-03-01", "2023-05-30", "2023-11-27", "2024-05-27", "2024-11-25", "2025-05-19")
DRIFT = "At home without a plan to discharge"


def test_walk(start: Start, laid: Lay) -> None:
    file = laid(
        2025,
        care_episode=episodes(CARE),
        child_details="child | dob | sex\n6 | 2014-02-03 | F",
        review="child | review | review_code\n" + "\n".join(f"6 | {day} | PN1" for day in REVIEWED),
    )

    # Two years at home, a year without a visit.
    worker = start("2025-06-09")
    worker.opens_the_file(file)
    worker.lists("Placement with parents")
    worker.types("6", "PWP-ASSESSED", "15 5 2023", "Positive")
    worker.types("6", "PWP-APPROVED", "1 6 2023", "Agreed")
    worker.types("6", "VISIT", "3 6 2024", "Seen alone")
    assert worker.reads("6", "months", "last_review", "VISIT", "visit_due", "trigger") == (
        *("24", "19 May 2025", "3 Jun 2024", "15 Jul 2024", "5 Jun 2024"),
    )
    assert worker.reads("6", "state") == ("◆ R",)
    worker.opens("6")
    assert worker.in_the_way() == [DRIFT, "Review or visit overdue"]
    way = worker.way("words")
    assert way[0].startswith("At home on a care order since 5 Jun 2023 with no plan to discharge it: 369 days over")
    assert way[1].startswith("Visit overdue, last on 3 Jun 2024: 329 days over")
    assert worker.told("Stage") == "With parents on a care order, 735 days"

    # Seen today, and the discharge is planned.
    worker.lists("Placement with parents")
    worker.types("6", "VISIT", "9 6 2025", "Another one, on 9 Jun 2025", "Seen alone")
    worker.types("6", "DISCHARGE_planned", "20 10 2025")
    assert worker.reads("6", "visit_due", "next", "state", "DISCHARGE_planned") == (
        *("21 Jul 2025", "Visit", "● G", "20 Oct 2025"),
    )
    worker.opens("6")
    assert worker.in_the_way() == []
    assert "planned for 20 Oct 2025" in worker.told("Next")

    # The application, and on 3 November the court discharges the order: the child stays at home, no longer in care.
    worker = start("2025-11-03")
    worker.lists("Placement with parents")
    worker.types("6", "DISCHARGE", "22 9 2025")
    worker.opens("6")
    assert DRIFT not in worker.in_the_way()
    worker.lists("Permanence tracker")
    worker.shows_column("Left care")
    worker.types("6", "left", "3 11 2025", "Returned home, planned")
    assert worker.reads("6", "stage", "left", "reason") == (
        *("Left care: returned home, planned", "3 Nov 2025", "Left care on 3 Nov 2025"),
    )

    worker = start("2025-11-04")
    worker.lists("Placement with parents")
    assert worker.lists_nobody()
    worker.opens("6")
    assert worker.told("Left care") == "3 Nov 2025: Returned home, planned"
    assert worker.told("Legal status") == "Full care order from 6 Feb 2023 until 3 Nov 2025"
    assert worker.in_the_way() == []
    assert worker.episodes("6")[-1] == "2023-06-05 C2 P1 to 2025-11-03 E4A"
    assert worker.acts()[1:] == [
        "Set assessment of the parents (Schedule 3) date",
        "Set nominated officer's approval date",
        "Set statutory visit date",
        "Set statutory visit date",
        "Plan application to discharge the care order",
        "Set application to discharge the care order date",
        "Set leaving care date",
    ]
