"""A placement for adoption breaks down; the child is matched with another family and placed again."""

from __future__ import annotations

from tests.support.facts import episodes
from tests.walks.journeys.conftest import Lay, Start

CARE = """
    child | decom      | rne | ls | place
    3     | 2023-05-01 | S   | C1 | U6
    3     | 2024-02-05 | L   | E1 | U6
    3     | 2024-09-02 | P   | E1 | A6
"""


def test_walk(start: Start, laid: Lay) -> None:
    file = laid(
        2025,
        care_episode=episodes(CARE),
        child_details="child | dob | sex\n3 | 2021-02-03 | F",
        adm_decision="child | date_placed\n3 | 2023-12-04",
        adoption="child | date_match | date_int\n3 | 2024-08-12 | 2023-12-04",
    )

    # The placement ended a week ago.
    worker = start("2025-03-10")
    worker.opens_the_file(file)
    assert worker.reads("3", "stage", "placed", "match") == ("Placed, waiting for order", "2 Sep 2024", "12 Aug 2024")
    moved = ("A new placement began", "Foster carer, not long term", "Own provision", "Carer asked: child's behaviour")
    worker.types("3", "placement_since", "3 3 2025", *moved)
    assert worker.reads("3", "stage", "placed", "placement", "placement_since") == (
        *("Placement order, waiting for match", "–", "Foster carer, not long term", "3 Mar 2025"),
    )
    worker.opens("3")
    assert {"No match", "Not placed"} <= set(worker.in_the_way())
    worker.records("link", day="20 6 2024", outcome="No longer", ref="F-9")

    # The disruption meeting, five weeks after.
    worker = start("2025-04-07")
    worker.lists("Family finding")
    worker.shows_column("Disruption meeting")
    worker.types("3", "DISRUPTION", "7 4 2025")
    assert worker.reads("3", "DISRUPTION", "link_status", "links") == ("7 Apr 2025", "No longer pursued", "1")
    worker.opens("3")
    assert "No family chosen" in worker.in_the_way()

    # Another family is chosen, and goes to panel.
    worker = start("2025-08-18")
    worker.opens("3")
    worker.records("link", day="7 7 2025", outcome="Chosen", ref="F-22")
    assert "No family chosen" not in worker.in_the_way()
    worker.lists("Family finding")
    assert worker.reads("3", "DISRUPTION", "LINK", "link_status", "links") == (
        "7 Apr 2025",
        "7 Jul 2025",
        "Chosen",
        "2",
    )
    worker.types("3", "AP-PANEL", "11 8 2025", "Recommended")
    worker.types("3", "match", "18 8 2025")
    assert worker.reads("3", "stage") == ("Matched, waiting to be placed",)
    worker.shows_column("Earlier match")
    assert worker.reads("3", "MATCH", "match") == ("12 Aug 2024", "18 Aug 2025")
    worker.opens("3")
    assert "No match" not in worker.in_the_way()

    # Placed with them.
    worker = start("2025-09-08")
    worker.lists("Family finding")
    worker.types("3", "placed", "8 9 2025", "Placed for adoption, not with", "Own provision", "Planned: care plan")
    assert worker.reads("3", "stage", "placed", "match") == ("Placed, waiting for order", "8 Sep 2025", "18 Aug 2025")

    worker = start("2025-09-09")
    worker.lists("Family finding")
    assert worker.reads("3", "placed", "DISRUPTION", "link_ref", "days_in_stage") == (
        *("8 Sep 2025", "7 Apr 2025", "F-22", "1"),
    )
    assert worker.episodes("3")[2:] == [
        "2024-09-02 E1 A6 to 2025-03-03 X1",
        "2025-03-03 E1 U6 to 2025-09-08 X1",
        "2025-09-08 E1 A6",
    ]
    worker.opens("3")
    assert worker.told("Placement").startswith("Placed for adoption, not with current foster carer since 8 Sep 2025")
    assert not {"No match", "Not placed", "No family chosen", "Data missing"} & set(worker.in_the_way())
    assert any("18 Aug 2025" in said and "12 Aug 2024" in said for said in worker.history())
    assert len(worker.acts()) == 8
