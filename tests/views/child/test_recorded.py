"""What is recorded of a child is told in a line, each number by what it counts."""

from __future__ import annotations

from tests.support.facts import snapshot
from views.child.recorded import recorded

STEPS = "child | kind | plan | day | amount\na | EXTENSION | 0 | 2022-02-01 | 8"


def test_an_extension_of_proceedings_is_told_in_weeks() -> None:
    found = recorded(snapshot("2022-03-31", milestone=STEPS), "a")
    assert found.select("what", "words").rows() == [("Extension of proceedings", "Weeks: 8")]
