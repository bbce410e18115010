"""Who the invented children are: sex, ethnicity, pupil number. Nobody has a name."""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate

ETHNIC = (
    "WBRI", "WOTH", "WIRI", "WROM", "WIRT", "MWBC", "MWBA", "MWAS", "MOTH", "APKN", "AIND", "ABAN", "AOTH", "BAFR",
    "BCRB", "BOTH", "CHNE", "OOTH", "REFU", "NOBT",
)  # fmt: skip
_SHARES = tuple(accumulate((745, 28, 3, 9, 3, 33, 15, 25, 24, 33, 5, 9, 14, 22, 6, 8, 2, 12, 2, 2)))
_ABROAD = ("OOTH", "OOTH", "AOTH", "AOTH", "BAFR", "BAFR", "BAFR", "WOTH", "ABAN", "OOTH")
_PUPIL = "ABCDEFGHJKLMNPQRTUVWXYZ"

Details = tuple[str, str, int, str, str, str | None, int | None]
"""CHILD, SEX, DOB, ETHNIC, UPN, MOTHER, MC_DOB."""


def ethnicity(rng: random.Random) -> str:
    """A family's ethnicity, in the shares of a northern town."""
    return ETHNIC[bisect(_SHARES, rng.random() * _SHARES[-1])]


def details(child: str, born: int, ethnic: str, asylum: bool, last: int, rng: random.Random) -> Details:
    """A child's header; `last` is the last day anybody wrote about the child."""
    luck = rng.random()
    if asylum:
        sex, ethnic = ("M" if luck < 0.9 else "F"), rng.choice(_ABROAD)
    else:
        sex = "M" if luck < 0.543 else "F" if luck < 0.9985 else "U"
    age = (last - born) / 365.25
    if asylum:
        pupil = "UN3" if luck < 0.7 else "UN4"
    elif age < 4.5:
        pupil = "UN1"
    else:
        pupil = _PUPIL[int(rng.random() * len(_PUPIL))] + str(int(1e11 + rng.random() * 8.9e11))
    mother = first = None
    if sex == "F":
        mother = "0"
        if age > 15.5 and rng.random() < 0.05:
            mother, first = "1", last - int(rng.random() * 365)
    return child, sex, born, ethnic, pupil, mother, first
