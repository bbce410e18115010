"""The codes of the statutory return in words, with the collection years in which each may be used."""

from __future__ import annotations

import csv
import functools
import io
from dataclasses import dataclass

import resources


@dataclass(frozen=True)
class Code:
    """One code: what it means, and the first and last collection year it may be used in (None: no limit known)."""

    code: str
    label: str
    since: int | None = None
    until: int | None = None

    def fits(self, year: int) -> bool:
        """Whether the code belongs to a collection year."""
        return (self.since is None or year >= self.since) and (self.until is None or year <= self.until)


@functools.cache
def codes(name: str) -> dict[str, Code]:
    """A code set by its field's name in lower case ("ls", "place", "rec"), from `resources/codes/NAME.csv`.

    The files have the columns code, label, since, until (years, may be blank) after comment lines that begin with "#".
    """
    return {
        row["code"]: Code(
            row["code"],
            row["label"],
            int(row["since"]) if row.get("since") else None,
            int(row["until"]) if row.get("until") else None,
        )
        for row in rows(name)
    }


def rows(name: str) -> list[dict[str, str]]:
    """A code set's file, row by row, with whatever columns it has beside the four."""
    lines = [line for line in resources.text(f"codes/{name}.csv").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


BESIDE_VALUES = ("upn",)
"""Sets whose codes only say why there is no value: a pupil number is the number itself, or a code for why none."""


def label(name: str, code: str | None) -> str:
    """A code in words for the screen; the code itself, said to be unknown, where the set does not have it."""
    if not code:
        return "–"
    found = codes(name).get(code)
    if found is None:
        return code if name in BESIDE_VALUES else f"unknown code {code}"
    return found.label


# Groups of codes that rules and measures speak of.
SHORT_BREAKS = ("V3", "V4")
CARE_ORDERS = ("C1", "C2")
PLACEMENT_ORDER = "E1"
ADOPTIVE = ("A3", "A4", "A5", "A6")
ADOPTIVE_SAME_CARER = ("A3", "A5")
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
CONNECTED = ("U1", "U2", "U3")
TEMPORARILY_APPROVED = "U3"
EARLY_PERMANENCE = ("U2", "U5")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
WITH_PARENTS = "P1"
ADOPTED = ("E11", "E12")
SPECIAL_GUARDIANSHIP = ("E43", "E44", "E45", "E46", "E47", "E48")
CHILD_ARRANGEMENTS = ("E41",)
CONTINUES = "X1"
SAME_CARER = ("T", "U", "L")
