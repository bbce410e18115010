"""A child lives with an uncle under temporary approval: day 112, the one extension, day 168, and the day after."""

from __future__ import annotations

from pathlib import Path

from tests.support.facts import episodes
from tests.walks.journeys.conftest import Lay, Start

CARE = """
    child | decom      | rne | ls | place
    7     | 2025-06-02 | S   | C1 | U3
"""


def test_walk(start: Start, laid: Lay) -> None:
    file: Path = laid(2026, care_episode=episodes(CARE), child_details="child | dob | sex\n7 | 2019-02-03 | F")

    # Day 112: the last day of the 16 weeks.
    worker = start("2025-09-22")
    worker.opens_the_file(file)
    worker.lists("Connected carers")
    worker.types("7", "VIABILITY", "20 5 2025", "Positive")
    worker.types("7", "REG24", "2 6 2025", "Agreed")
    assert worker.reads("7", "day_number", "day_112", "day_168", "next") == (
        *("112", "22 Sep 2025", "17 Nov 2025"),
        "Approval by day 112",
    )
    assert worker.reads("7", "reason") == ("Day 112 of temporary approval; to be approved by 22 Sep 2025",)

    # The day after, without an extension.
    worker = start("2025-09-23")
    worker.lists("Connected carers")
    assert worker.reads("7", "day_number", "state", "reason") == (
        *("113", "◆ R"),
        "Day 113: past day 112 (22 Sep 2025) with no extension and no approval",
    )
    worker.opens("7")
    assert "Carer not approved" in worker.in_the_way()
    worker.lists("Connected carers")
    worker.types("7", "REG25", "22 9 2025")
    assert worker.reads("7", "next", "due", "reason") == (
        *("Approval by day 168", "17 Nov 2025"),
        "Day 113 of temporary approval; to be approved by 17 Nov 2025",
    )
    worker.opens("7")
    assert "Carer not approved" not in worker.in_the_way()

    # Day 168, still in time.
    worker = start("2025-11-17")
    worker.lists("Connected carers")
    assert worker.reads("7", "day_number", "state") == ("168", "▲ A")

    # Day 169: red, with its sentence.
    worker = start("2025-11-18")
    worker.lists("Connected carers")
    assert worker.reads("7", "day_number", "state", "reason") == (
        *("169", "◆ R"),
        "Day 169: past day 168 (17 Nov 2025) and not approved; the placement has no legal basis",
    )
    worker.opens("7")
    assert worker.badge().startswith("◆ R")
    assert "Day 169 with a carer under temporary approval: 1 day over the 24 weeks" in worker.told("In the way")
    assert "Carer not approved" in worker.in_the_way()
    worker.lists("Connected carers")
    worker.types("7", "CC-PANEL", "14 11 2025", "Recommended")
    worker.types("7", "CC-APPROVED", "18 11 2025", "Agreed")
    assert worker.reads("7", "state", "reason") == ("○ –", "The carer is approved as a foster carer")
    worker.opens("7")
    assert "Carer not approved" not in worker.in_the_way()

    # All of it is there again.
    worker = start("2025-11-19")
    worker.lists("Connected carers")
    assert worker.reads("7", "REG24", "REG25", "CC-PANEL", "CC-APPROVED", "reason") == (
        *("2 Jun 2025", "22 Sep 2025", "14 Nov 2025", "18 Nov 2025"),
        "The carer is approved as a foster carer",
    )
    assert worker.acts()[1:] == [
        "Set viability assessment date",
        "Set temporary approval (regulation 24) date",
        "Set extension of temporary approval (regulation 25) date",
        "Set fostering panel date",
        "Set approved as foster carer date",
    ]
