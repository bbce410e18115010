"""How many children and rows the benchmarks work on; a fifth of them where each benchmark is only tried."""

from __future__ import annotations

from typing import Any

import pytest

CHILDREN = 3_000
"""The authority that the figures are for."""
SEVERAL = 200
"""Rows that one act is for."""
PACK = 60
"""Children in a pack for the chair."""


def only_tried() -> None:
    """Work on a fifth; said before the benchmarks are read."""
    global CHILDREN, SEVERAL, PACK
    CHILDREN, SEVERAL, PACK = CHILDREN // 5, SEVERAL // 5, PACK // 5


def sizes() -> tuple[Any, ...]:
    """The authorities that are measured."""
    return CHILDREN, pytest.param(100_000, marks=pytest.mark.big)
