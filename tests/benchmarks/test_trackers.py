"""How long each tracker takes, from the choice in the sidebar to its painted rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.window import Window
from models.rules.journeys import journeys
from models.trackers import TRACKERS
from tests.benchmarks.conftest import Beside
from tests.benchmarks.painted import Painted, until_painted
from tests.benchmarks.sizes import CHILDREN
from tests.benchmarks.test_window import seen, window

__all__ = ["seen", "window"]


@pytest.mark.parametrize("code", [code for code in TRACKERS if code != "permanence"])
def test_opening_a_tracker(
    code: str, files: Callable[[int], Path], window: Window, seen: Painted, beside: Beside
) -> None:
    """To a tracker on a day not looked at before, its own page not made yet. The floor is another tracker, already made
    and read, being shown again."""
    window.open(str(files(CHILDREN)))
    inside = window.inside
    assert inside is not None
    workspace = inside.workspace
    inside.go("tracker")
    workspace.snapshot().once(journeys)

    def forget() -> None:
        inside.go("ledger")
        inside.go("tracker")
        page = inside._pages.pop(code, None)
        if page is not None:
            inside.stack.removeWidget(page)
            page.deleteLater()
        workspace.go_to(workspace.as_at.replace(day=1) if workspace.as_at.day > 1 else workspace.today)

    def again() -> object:
        inside.go("ledger")
        return until_painted(seen, lambda: inside.go("tracker"))

    beside(
        f"opening the {TRACKERS[code].title.lower()}, 3,000 children (floor: a tracker already read is shown again)",
        lambda: until_painted(seen, lambda: inside.go(code)),
        again,
        within=0.2,
        prepare=forget,
    )
