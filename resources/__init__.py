"""The files the program carries with it: code tables, calendars, styles, icons and help."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def path(name: str) -> Path:
    """Where a carried file lies, by its name under `resources/` ("codes/ls.csv")."""
    return _HERE / name


def text(name: str) -> str:
    """A carried file as text (UTF-8)."""
    return path(name).read_text(encoding="utf-8")
