"""Small numbers in what leaves the authority: they could identify a child."""

from __future__ import annotations

FLOOR = 5


def published(count: int, floor: int = FLOOR) -> str:
    """A count as it may be published: none, the number, or “fewer than 5”."""
    return f"fewer than {floor}" if 0 < count < floor else f"{count:,}"
