"""Events on a chart: each a line down from its words, in rows such that no line goes through another's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.reports.pen import within
from models.reports.style import wide


@dataclass(frozen=True)
class Occasion:
    """An event: where its line stands, its words, from where to where they reach, and the row they stand in."""

    x: float
    words: str
    start: float
    end: float
    row: int = 0

    def clear_of(self, other: Occasion) -> bool:
        """Whether neither stands on the other's words: a line goes down from its own row through those below."""
        if self.row == other.row and self.start < other.end + 6 and other.start < self.end + 6:
            return False
        above, below = (self, other) if self.row < other.row else (other, self)
        return self.row == other.row or not below.start - 1 < above.x < below.end + 1


def beside(events: Sequence[tuple[float, str]], most: float, edge: float, size: float) -> tuple[Occasion, ...]:
    """Events from left to right, each with its words at the right of its line, or at the left where they would reach
    over the edge, or else cut; each in the first row where all are clear of each other."""
    found: list[Occasion] = []
    for x, said in events:
        rows = [each.row for each in found] or [0]
        order = (*range(min(rows), max(rows) + 2), min(rows) - 1)
        full, cut = within(said, most, size), within(said, min(most, edge - x - 3), size)
        whole = x + 3 + wide(full, size) <= edge
        ways = [(full, x + 3 if whole else x - 3 - wide(full, size)), (cut, x + 3)]
        tried = [Occasion(x, words, at, at + wide(words, size), row) for words, at in ways for row in order]
        found.append(next((each for each in tried if all(map(each.clear_of, found))), tried[-2]))
    first = min((each.row for each in found), default=0)
    return tuple(replace(each, row=each.row - first) for each in found)
