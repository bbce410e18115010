"""No family is found: the decision is reversed, the court revokes the placement order, the plan for adoption ends."""

from __future__ import annotations

from tests.support.facts import episodes
from tests.walks.journeys.conftest import Lay, Start

CARE = """
    child | decom      | rne | ls | place
    4     | 2023-05-01 | S   | C1 | U6
    4     | 2024-02-05 | L   | E1 | U6
"""


def test_walk(start: Start, laid: Lay) -> None:
    file = laid(
        2025,
        care_episode=episodes(CARE),
        child_details="child | dob | sex\n4 | 2018-02-03 | M",
        adm_decision="child | date_placed\n4 | 2023-12-04",
    )
    worker = start("2025-06-02")
    worker.opens_the_file(file)
    worker.opens("4")
    worker.records("permanence plan", pathway="Adoption", begins="4 9 2023", decider="Indep")
    worker.records("permanence plan", pathway="Long-term foster", begins="3 3 2025")
    assert worker.told("Plan") == "Adoption since 4 Sep 2023; beside it long-term fostering"
    assert {"No match", "Not placed"} <= set(worker.in_the_way())

    # The decision is reversed; the order stands until the court has revoked it.
    worker.lists("Permanence tracker")
    worker.shows_column("Decision reversed")
    assert "cannot have been reversed" in worker.fills("4", "adm_ceased", "3 12 2023", "Prospective adopters not found")
    worker.gives_up()
    worker.types("4", "adm_ceased", "2 6 2025", "Prospective adopters not found")
    assert worker.reads("4", "adm", "adm_ceased", "legal", "stage") == (
        *("4 Dec 2023", "2 Jun 2025", "Placement order", "Placement order, waiting for match"),
    )

    # The court revokes it: the care order stands again.
    worker = start("2025-06-16")
    assert worker.reads("4", "adm_ceased") == ("2 Jun 2025",)
    worker.types("4", "legal_since", "16 6 2025", "A new legal status began", "Full care order")
    assert worker.reads("4", "legal", "legal_since", "stage") == (
        *("Full care order", "16 Jun 2025", "In care, no adoption decision"),
    )
    worker.lists("Family finding")
    assert worker.lists_nobody()

    # The plan for adoption is closed, and the other becomes the primary one.
    worker.opens("4")
    worker.ends("Plan: adoption", ends="16 6 2025", why_ended="No family", then="Long")
    assert worker.told("Plan") == "Long-term fostering since 16 Jun 2025"
    assert not {"No match", "Not placed", "Adoption not decided"} & set(worker.in_the_way())

    # One step back and on again.
    worker.undoes()
    assert worker.told("Plan") == "Adoption since 4 Sep 2023; beside it long-term fostering"
    worker.redoes()

    worker = start("2025-06-17")
    assert worker.reads("4", "adm_ceased", "legal", "stage", "days_since_po") == (
        *("2 Jun 2025", "Full care order", "In care, no adoption decision", "–"),
    )
    assert worker.episodes("4") == [
        "2023-05-01 C1 U6 to 2024-02-05 X1",
        "2024-02-05 E1 U6 to 2025-06-16 X1",
        "2025-06-16 C2 U6",
    ]
    worker.opens("4")
    assert worker.told("Plan") == "Long-term fostering since 16 Jun 2025"
    history = " ".join(worker.history())
    for said in ("Prospective adopters not found", "No family found", "16 Jun 2025"):
        assert said in history
    assert len(worker.acts()) == 8
