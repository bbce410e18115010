"""Who decides what is next for a child: whoever decides that step, and not the decision maker or the officer alone."""

from __future__ import annotations

from models.rules.status import status
from models.snapshot import Snapshot
from tests.support.facts import episodes, snapshot
from views.child.standing import decides, next_line

CARE = "decom | ls | place\n2025-06-02 | C2 | U6"
KEPT = "child | kind | plan | day\n9 | HEALTH | 0 | 2025-01-01"


def decided(asked: Snapshot) -> tuple[str, str]:
    """What is next for the child, and who decides it."""
    (row,) = (row for row in status(asked).to_dicts() if row["child"] == "1")
    return next_line(asked, "1", row), decides(asked, "1", row)


def test_a_health_assessment_is_the_health_services() -> None:
    asked = snapshot("2025-06-20", episodes(CARE), milestone=KEPT, review="review\n2025-06-16")
    assert decided(asked) == (
        "Initial health assessment, due 30 Jun 2025",
        "Health service (initial health assessment)",
    )


def test_the_earlier_of_what_is_due_and_what_is_planned_comes_first() -> None:
    planned = "child | kind | plan | said | planned\n1 | LTF-PANEL | 0 | 2025-06-17 | 2025-07-01"
    asked = snapshot("2025-06-20", episodes(CARE), planned_step=planned, review="review\n2025-06-16")
    assert decided(asked)[1] == "Panel (panel on long-term match); independent reviewing officer (second review)"


def test_a_hearing_of_proceedings_that_ended_is_nobodys_to_decide() -> None:
    said = {
        "planned_step": "child | kind | plan | said | planned\n1 | FH | 0 | 2025-05-01 | 2025-07-01",
        "review": "review\n2025-06-16",
    }
    over = snapshot("2025-06-20", episodes(CARE), proceedings="issued | ends\n2025-01-06 | 2025-06-02", **said)
    assert decided(over)[1] == "Independent reviewing officer (second review)"
    open_ = snapshot("2025-06-20", episodes(CARE), proceedings="issued\n2025-01-06", **said)
    assert "court (final hearing)" in decided(open_)[1].lower()
