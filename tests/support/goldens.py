"""Expected texts: kept in tests/goldens, rewritten on purpose with --update-goldens and reviewed as a diff."""

from __future__ import annotations

from pathlib import Path

import pytest

GOLDENS = Path(__file__).parent.parent / "goldens"


def compare(request: pytest.FixtureRequest, name: str, text: str) -> None:
    """Hold a text against the expected one of that name (or make it the expected one, with --update-goldens)."""
    path = GOLDENS / name
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{name} is not there yet: run pytest with --update-goldens and look at it"
    assert text == path.read_text(encoding="utf-8")
