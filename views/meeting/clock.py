"""The time a meeting takes: of each child so far, and of all of them, against what was meant for it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from views.meeting.live import Item

DAY = 86_400
"""Seconds: a window left open for longer counts no further."""


class Clock:
    """Counts the seconds that a child is talked about; those of children who were not decided yet are kept, too."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = {}
        self._child, self._since = "", time.monotonic()

    def turn_to(self, child: str) -> None:
        """Another child is talked about."""
        self.stop()
        self._child = child

    def stop(self) -> None:
        """Nobody is talked about just now."""
        now = time.monotonic()
        if self._child:
            self._spent[self._child] = self._running() + self._spent.get(self._child, 0)
        self._since = now

    def seconds(self, item: Item) -> int:
        """How long the child was talked about, with what is recorded already."""
        running = self._running() if item.child == self._child else 0
        return min(round(item.seconds + self._spent.get(item.child, 0) + running), DAY)

    def recorded(self, child: str) -> None:
        """What was counted for a child is recorded."""
        self._spent.pop(child, None)
        self._since = time.monotonic()

    def words(self, item: Item, agenda: Sequence[Item]) -> str:
        """“2:14 of 5:00 · meeting 34 of 150 min”; past its time says so."""
        spent, budget = self.seconds(item), item.minutes * 60
        over = " ▲ over" if spent > budget else ""
        used = sum(self.seconds(each) for each in agenda) // 60
        return f"{_said(spent)} of {_said(budget)}{over} · meeting {used} of {sum(each.minutes for each in agenda)} min"

    def _running(self) -> float:
        return time.monotonic() - self._since


def _said(seconds: int) -> str:
    """Minutes and seconds as a clock shows them."""
    return f"{seconds // 60}:{seconds % 60:02d}"
