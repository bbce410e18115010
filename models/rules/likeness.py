"""How like two children's records are, each point of the score said in words: two records may be of one child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.codes import codes
from models.snapshot import Facts

LIKELY = 50
"""From this score on two records are shown as likely to be of one child."""
WORDS = {
    "upn": ("the same pupil number", 60),
    "birth": ("born on the same day", 40),
    "slip": ("born on a day that is typed much alike", 25),
    "care": ("an episode of care that began on the same day", 15),
    "sex": ("the same sex", 10),
    "ethnic": ("the same ethnicity", 10),
    "id": ("an id that differs by one character", 15),
}
"""Each point of the score, in the order in which they are told."""
MOST = 5


@dataclass(frozen=True)
class Likeness:
    """Another child's record that is like the one asked about: its score, and why, point by point."""

    child: str
    score: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The whole in one sentence."""
        return f"Child {self.child}, {self.score} points: {'; '.join(self.reasons)}"


def alike(facts: Facts, cells: Mapping[str, Any], child: str = "") -> list[Likeness]:
    """The recorded children most like one of these details, the likeliest first; those of LIKELY points and more.

    `cells` may hold child (the id), sex, dob, ethnic, upn and decom (the day a time in care began); what is blank says
    nothing. `child` is left out. A pupil number in common counts 60, the same birth 40 (day and month exchanged, or one
    figure different, 25), the day care began 15, sex and ethnicity 10 each, an id that differs by one character 15.
    """
    details = facts["child_details"].select("child", "sex", "dob", "ethnic", "upn").filter(pl.col("child") != child)
    entries = facts["care_episode"].group_by("child").agg(begun=pl.col("decom"))
    rows = details.join(entries, on="child", how="left", maintain_order="left")
    rows = rows.filter(_maybe(cells))
    found = [_compared(row, cells) for row in rows.iter_rows(named=True)]
    return sorted((one for one in found if one.score >= LIKELY), key=lambda one: (-one.score, one.child))[:MOST]


def _maybe(cells: Mapping[str, Any]) -> pl.Expr:
    """Rows that can reach the score at all: of the same pupil number, or of a like birth."""
    asked = pl.lit(False)
    if is_number(cells.get("upn")):
        asked = asked | (pl.col("upn") == cells["upn"]).fill_null(False)
    if cells.get("dob"):
        asked = asked | pl.col("dob").is_in(_births(cells["dob"])).fill_null(False)
    return asked


def is_number(upn: str | None) -> bool:
    """Whether a pupil number is one, and no code that says why there is none."""
    return bool(upn) and upn not in codes("upn")


def _births(dob: dt.date) -> list[dt.date]:
    """A date of birth and those a slip of the finger makes of it: day and month exchanged, one figure different."""
    written = f"{dob:%Y%m%d}"
    slips = {written, written[:4] + written[6:] + written[4:6]}
    slips |= {written[:n] + figure + written[n + 1 :] for n in range(2, 8) for figure in "0123456789"}
    days = []
    for slip in slips:
        try:
            days.append(dt.datetime.strptime(slip, "%Y%m%d").date())  # noqa: DTZ007
        except ValueError:
            continue
    return sorted(days)


def _compared(row: Mapping[str, Any], cells: Mapping[str, Any]) -> Likeness:
    dob = cells.get("dob")
    born = dob is not None and row["dob"] == dob
    points = {
        "upn": is_number(cells.get("upn")) and row["upn"] == cells["upn"],
        "birth": born,
        "slip": dob is not None and not born and row["dob"] is not None and row["dob"] in _births(dob),
        "care": bool(cells.get("decom")) and cells["decom"] in (row["begun"] or []),
        "sex": bool(cells.get("sex")) and row["sex"] == cells["sex"],
        "ethnic": bool(cells.get("ethnic")) and row["ethnic"] == cells["ethnic"],
        "id": bool(cells.get("child")) and _one_apart(str(cells["child"]), row["child"]),
    }
    return Likeness(row["child"], score(points), reasons(points))


def score(points: Mapping[str, Any]) -> int:
    """The sum of the points that hold."""
    return sum(worth for name, (_words, worth) in WORDS.items() if points[name])


def reasons(points: Mapping[str, Any]) -> tuple[str, ...]:
    """The points that hold in words, each with what it is worth."""
    return tuple(f"{words} ({worth})" for name, (words, worth) in WORDS.items() if points[name])


def _one_apart(one: str, other: str) -> bool:
    """Whether two ids differ by one character, typed wrongly, left out or put in, or by two exchanged."""
    if one == other:
        return False
    if len(one) == len(other):
        apart = [n for n in range(len(one)) if one[n] != other[n]]
        exchanged = len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]
        return len(apart) == 1 or (exchanged and one[apart[1]] == other[apart[0]])
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))
