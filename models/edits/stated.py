"""What a published paper states: how a printed figure is read, and which cells each kind of claim needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from models.dates import british

FIGURES = ("earlier", "figure", "percent", "base", "came", "went")
"""Cells that hold a figure as it is printed."""
NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "VALUE": (("figure",),),
    "CHANGE": (("from_day",), ("earlier",), ("figure",)),
    "PERCENT": (("from_day",), ("percent",)),
    "SHARE": (("figure",), ("percent", "base")),
    "DIFFERENCE": (("from_day",), ("figure",)),
    "PEAK": (("from_day",), ("earlier",), ("figure", "percent")),
    "LOWEST": (("first",),),
    "RECONCILIATION": (("from_day",), ("earlier",), ("came",), ("went",), ("figure",)),
}
"""Which cells each kind of claim needs: of each group one at least."""
_PRINTED = re.compile(r"[-+]?\d{1,12}(\.\d{1,6})?")


@dataclass(frozen=True)
class Printed:
    """A figure as a paper prints it: its value, and to how many decimal places."""

    value: Fraction
    decimals: int
    signed: bool = False

    def __str__(self) -> str:
        return f"{float(self.value):,.{self.decimals}f}".replace("-", "−")


def printed(text: str) -> Printed:
    """A figure as it is typed or printed (“19.5 %”, “1,234”, “−12.8”); ValueError with a sentence where it is none."""
    plain = text.strip().rstrip("%").strip().replace("−", "-").replace(",", "").replace(" ", "")
    if not _PRINTED.fullmatch(plain):
        raise ValueError(f"“{text.strip()}” is not a figure; write it as the paper does, such as 654 or 19.5")
    return Printed(Fraction(plain), len(plain.partition(".")[2]), plain[0] in "+-")


def unfit(cells: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[str, str] | None:
    """The first cell of a claim that is missing or cannot be, and a sentence about it; None where all is well."""
    for name in FIGURES:
        if cells.get(name) is not None:
            try:
                printed(cells[name])
            except ValueError as problem:
                return name, f"{problem}."
    for group in NEEDS.get(cells["kind"], ()):
        if all(cells.get(name) is None for name in group):
            either = " or ".join(f"“{titles[name]}”" for name in group)
            return group[0], f"This kind of claim needs {either}; please fill it in."
    for before, after in (("first", "day"), ("from_first", "from_day"), ("from_day", "day")):
        begun, over = cells.get(before), cells.get(after)
        if begun is not None and over is not None and begun > over:
            return before, f"{british(begun)} is after {british(over)}; it cannot be later."
    if cells.get("from_first") is not None and cells.get("from_day") is None:
        return "from_day", "The earlier period has a first day but no last day; give both or none."
    return None
