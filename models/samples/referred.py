"""Families known to the legal gateway only: their children are in no episode, a few of them not yet born."""

from __future__ import annotations

import random
from collections.abc import Callable

from models.samples import people
from models.samples.court import pre_proceedings
from models.samples.story import Rows

SHARE = 22
"""One child known to the gateway only for so many who were ever in care."""
LONG = 1100
"""Days back from which such families are known."""


def families(children: int, seed: int, today: int, next_child: Callable[[], str], rows: Rows) -> None:
    """Families whose pre-proceedings go on today, or ended with a step down."""
    rng = random.Random(seed + 1)
    wanted, family = children // SHARE, 0
    while wanted > 0:
        family += 1
        size = min(wanted, 1 if rng.random() < 0.55 else 2 if rng.random() < 0.7 else 3)
        wanted -= size
        luck = rng.random()
        if luck < 0.3:
            opened, ended = today - 4 - int(rng.random() ** 1.3 * 135), None
        else:
            opened = today - 90 - int(rng.random() * LONG)
            ended = min(opened + 50 + int(rng.random() * 110), today)
        ethnic, shared = people.ethnicity(rng), rng.getrandbits(40)
        unborn = rng.random() < 0.2
        born = opened + 20 + int(rng.random() * 100) if unborn else opened - int(rng.random() ** 1.5 * 4500) - 20
        for _ in range(size):
            _child(next_child(), f"GW-{family:05d}", born, ethnic, opened, ended, today, rng, shared, rows)
            born = min(born, opened) - 340 - int(rng.random() * 900)
            if born < opened - 6100:
                born = opened - 6100


def _child(
    child: str, family: str, born: int, ethnic: str, opened: int, ended: int | None, today: int, rng: random.Random,
    shared: int, rows: Rows,
) -> None:  # fmt: skip
    sex, *rest = people.details(child, min(born, today), ethnic, False, today, rng)[1:]
    if born > today:
        rows["child_details"].append((child, None, None, ethnic, None, None, None))
    else:
        rows["child_details"].append((child, sex, *rest))
    told: Rows = {"milestone": [], "pre_proceedings": []}
    pre_proceedings(
        child, family, opened, ended, None if ended is None else "STEP-DOWN", random.Random(shared).random, told
    )
    rows["pre_proceedings"] += told["pre_proceedings"]
    rows["milestone"] += [row for row in told["milestone"] if row[3] <= today]
