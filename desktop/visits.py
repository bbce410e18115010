"""Where one has been: pages one can go back to and forward again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Visit:
    """A page as it was gone to: with its child, or with exactly a figure's children."""

    page: str
    child: str = ""
    children: tuple[str, ...] | None = None
    words: str = ""


class Visits:
    """The pages gone to, and where among them one is."""

    def __init__(self) -> None:
        self._all: list[Visit] = []
        self._left: dict[int, Any] = {}
        self._at = -1

    def go(self, visit: Visit) -> None:
        """A new page; what lay ahead is forgotten."""
        if self.now != visit:
            self._all = [*self._all[: self._at + 1], visit]
            self._at = len(self._all) - 1
            self._left = {at: left for at, left in self._left.items() if at < self._at}

    @property
    def now(self) -> Visit | None:
        """Where one is."""
        return self._all[self._at] if self._at >= 0 else None

    @property
    def left(self) -> Any:
        """How the page was left when one was here last; None where one was not."""
        return self._left.get(self._at)

    @left.setter
    def left(self, how: Any) -> None:
        self._left[self._at] = how

    @property
    def can_go_back(self) -> bool:
        """Whether there is a page before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a page after."""
        return self._at + 1 < len(self._all)

    def step(self, by: int) -> Visit | None:
        """Go back (-1) or forward (+1); None where there is nowhere to go."""
        if not 0 <= self._at + by < len(self._all):
            return None
        self._at += by
        return self._all[self._at]

    def lead(self, visit: Visit) -> Visit:
        """Where one is led from where one is: it stands there from now on."""
        self._all[self._at] = visit
        return visit
