"""How a figure is shown: rounded half up, or a percentage cut off where its reader chose that.

What is counted stays exact; only what is read is rounded. Published papers often cut percentages off (19.57 % becomes
19.5 %), so that both are needed to compare with them; a percentage cut off says so.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

NOTHING = "–"
TRUNCATED = "truncated"
"""What stands with percentages that are cut off."""
PREFERENCE = "figures/truncated"
"""Where the reader's choice is remembered."""
ONE_PLACE = ("%", "per child", "per 10,000")
"""Units shown with one decimal; days and counts are whole."""


def places(unit: str) -> int:
    """How many decimals a figure of a unit is shown with."""
    return 1 if unit in ONE_PLACE else 0


def fixed(value: float | Fraction, decimals: int, *, truncated: bool = False) -> Decimal:
    """A figure to so many decimals: a half goes up, away from nothing; or all beyond is cut off."""
    # A quotient of whole numbers that ends after a few decimals is the shortest text of its float, so ties are seen.
    exact = (
        Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(str(value))
    )
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_DOWN if truncated else ROUND_HALF_UP)


def number(value: float | Fraction | None, unit: str, *, truncated: bool = False) -> str:
    """A figure as people read it, without its unit; a dash for none. Only percentages are ever cut off."""
    if value is None:
        return NOTHING
    said = f"{fixed(value, places(unit), truncated=truncated and unit == '%'):,f}"
    return said.removeprefix("-") if not said.strip("-0.") else said


def chosen(kept: object) -> bool:
    """Whether a remembered choice says that percentages are cut off; settings files keep words."""
    return str(kept).casefold() in ("true", "1", TRUNCATED)
