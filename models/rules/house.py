"""The house style of the authority's papers: its name, the classification marking, its logo."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.snapshot import Facts

KIND = "house"
"""The kind of setting that holds the house style, one row a part."""
NAME, MARKING, LOGO = "name", "marking", "logo"


@dataclass(frozen=True)
class House:
    """The authority as its papers name it: name, classification marking, and logo (a PNG's bytes)."""

    name: str = ""
    marking: str = ""
    logo: bytes = b""


def house(facts: Facts) -> House:
    """What the authority chose for its papers; blank where it chose nothing."""
    return facts.whole.once(_house)


def _house(facts: Facts) -> House:
    return of_settings(facts["setting"].filter(pl.col("kind") == KIND).to_dicts())


def of_settings(rows: Iterable[Mapping[str, Any]]) -> House:
    """The house style that the authority's settings say."""
    said = {row["name"]: row["value"] for row in rows if row["kind"] == KIND}
    logo = said.get(LOGO) or ""
    return House(said.get(NAME) or "", said.get(MARKING) or "", base64.b64decode(logo) if logo else b"")
