"""A court makes a care order and a placement order on one day: the return shows one of them, the tracker both."""

from __future__ import annotations

from tests.support.facts import episodes
from tests.walks.journeys.conftest import Lay, Start

CARE = """
    child | decom      | rne | ls | place
    5     | 2025-03-03 | S   | C1 | U6
"""


def test_walk(start: Start, laid: Lay) -> None:
    file = laid(
        2025,
        care_episode=episodes(CARE),
        child_details="child | dob | sex\n5 | 2024-01-05 | M",
        adm_decision="child | date_placed\n5 | 2025-08-04",
    )

    # In court since 3 March.
    worker = start("2025-06-02")
    worker.opens_the_file(file)
    worker.opens("5")
    worker.records(
        "care proceedings",
        issued="3 3 2025",
        court_ref="NP25C00017",
        tier="Circuit",
        care_plan_initial="Adoption",
        order_sought="Care order and",
    )
    worker.lists("Court")
    worker.types("5", "CMH", "20 3 2025", "Held")
    worker.types("5", "IRH_planned", "14 7 2025")
    assert worker.reads("5", "court_ref", "week", "deadline", "order_sought", "CO") == (
        *("NP25C00017", "14", "31 Aug 2025", "Care order and placement order", "–"),
    )
    assert worker.reads("5", "next", "reason") == ("Hearing on 14 Jul 2025", "Week 14 of 26; to end by 31 Aug 2025")

    # The final hearing on 11 August: both orders.
    worker = start("2025-08-11")
    worker.lists("Court")
    worker.types("5", "IRH", "14 7 2025", "Held")
    worker.types("5", "FH", "11 8 2025", "Held")
    worker.lists("Permanence tracker")
    worker.types("5", "po", "11 8 2025")
    assert worker.reads("5", "legal", "legal_since", "po", "stage") == (
        *("Placement order", "11 Aug 2025", "11 Aug 2025", "Placement order, waiting for match"),
    )
    figures = worker.figures()
    worker.lists("Court")
    worker.types("5", "CO", "11 8 2025")
    worker.opens("5")
    worker.ends("Care proceedings", ends="11 8 2025", care_plan_final="Adoption", order_made="Care order and")

    # The care order's own day is one more fact, and no figure counts it; how long the court took is counted by its end.
    worker = start("2025-08-12")
    worker.lists("Court")
    assert worker.reads("5", "CO", "ends", "order_made", "week", "hearings", "reason") == (
        *("11 Aug 2025", "11 Aug 2025", "Care order and placement order", "24", "3", "Ended in week 24"),
    )
    assert worker.reads("5", "legal", "care_plan_final") == ("Placement order", "Adoption")
    assert worker.figures("11/8/2025") == figures | {"C01": 23.0}
    assert worker.episodes("5") == ["2025-03-03 C1 U6 to 2025-08-11 X1", "2025-08-11 E1 U6"]
    worker.opens("5")
    assert worker.told("Legal status") == "Placement order since 11 Aug 2025"
    assert any("are order made" in said for said in worker.history())
    assert worker.acts()[-4:] == [
        "Set final hearing date",
        "Set placement order date",
        "Set care order made date",
        "End care proceedings",
    ]
