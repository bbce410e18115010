"""Revisions: what the record says now of a publication's day and period, against what was sealed, child by child."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.measures import MEASURES, evaluate
from models.progress import Progress, silent
from models.publications import Publication, counted
from models.publications.content import IN, NO, OF, unpacked, words
from models.publications.tracing import Replay, texts, traced
from models.rules import merged
from models.snapshot import Snapshot

ROLES = {IN: "counted", OF: "in the denominator", NO: "without a date"}


@dataclass(frozen=True)
class Cause:
    """A change set that touched a child since: its number, when (UTC), who, and its name."""

    number: int
    at: str
    who: str
    label: str


@dataclass(frozen=True)
class Change:
    """How one child is counted otherwise than it was sealed, and what was recorded of it since."""

    child: str
    words: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class Revision:
    """A figure that is now another one, or rests on other rows: old, new, and why, child by child.

    `erased` counts the children whose record was erased since: they are in the sealed figure, and nobody is named.
    `besides` says what else moved it: another definition, or what the authority chose otherwise since.
    """

    code: str
    title: str
    unit: str
    old: float | int | None
    new: float | int | None
    changes: tuple[Change, ...]
    erased: int = 0
    besides: tuple[str, ...] = ()

    @property
    def children(self) -> list[str]:
        """The children of the changes, in order."""
        return sorted({change.child for change in self.changes})


def revisions(
    publication: Publication,
    snapshot: Snapshot,
    touched: pl.DataFrame,
    replay: Replay | None = None,
    progress: Progress = silent,
) -> list[Revision]:
    """What has become otherwise since a publication was sealed, in the order of its figures.

    `touched` are the acts since (child, number, at, who, label; `Store.touched`); those of the authority itself (`*`)
    stand for all children. With `replay` (`Store.replayed`) each child is followed through them, and only those are
    named after which it counted otherwise; else all that touched it are.
    """
    facts, period = snapshot.facts, publication.period
    here = [code for code in publication.figures if code in MEASURES]
    tallies = evaluate(snapshot, period, only=here, progress=progress)
    keys = counted(facts, publication.number)
    before, now = unpacked(keys), words(tallies)
    moved = _moved(before.filter(pl.col("code").is_in(here)), now)
    gone = merged.into(facts)
    causes = _causes(touched)
    turns = traced(publication, moved, touched, replay) if replay is not None and len(moved) else {}
    missing = _missing(publication, before)
    found = []
    for code, said in publication.figures.items():
        if code not in MEASURES:
            why = "The program has no such measure any more"
            found.append(Revision(code, said["title"], said["unit"], said["value"], None, (), besides=(why,)))
    for code in here:
        said, tally = publication.figures[code], tallies[code]
        rows = moved.filter(pl.col("code") == code)
        changes = tuple(
            Change(child, _how(_roles(then), _roles(since), gone.get(child)), _of(causes, turns, code, child))
            for child, then, since in rows.select("child", "then", "since").iter_rows()
        )
        besides = _besides(said, tally.value, changes, missing.get(code, 0))
        if changes or besides or missing.get(code) or not _same(said["value"], tally.value):
            found.append(
                Revision(
                    code,
                    said["title"],
                    said["unit"],
                    said["value"],
                    tally.value,
                    changes,
                    missing.get(code, 0),
                    besides,
                )
            )
    return found


def _same(old: float | None, new: float | None) -> bool:
    return old == new or (old is not None and new is not None and abs(old - new) < 1e-9)


def _besides(said: Mapping[str, Any], value: float | None, changes: tuple[Change, ...], erased: int) -> tuple[str, ...]:
    found = []
    if said["identity"] != MEASURES[said["code"]].identity:
        found.append("The program defines it otherwise now")
    if said["unit"] == "per 10,000" and not changes and not erased and not _same(said["value"], value):
        found.append("The population estimate of the day was recorded otherwise since")
    if any(not change.causes for change in changes) and not found:
        found.append("A policy, or the record of another child, was changed since")
    return tuple(found)


def _moved(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Of each measure, the children whose rows are other ones: (code, child, then, since), each side as one text."""
    sides = [texts(rows).rename({"text": side}) for side, rows in (("then", before), ("since", now))]
    both = sides[0].join(sides[1], on=["code", "child"], how="full", coalesce=True)
    return both.filter(pl.col("then").ne_missing(pl.col("since"))).sort("code", "child")


Roles = dict[str, list[float | None]]


def _roles(text: str | None) -> Roles:
    """The rows of a child by role, each with its days."""
    found: Roles = {}
    for word in (text or "").split(";"):
        role, _, days = word.partition(" ")
        if role:
            found.setdefault(role, []).append(float(days) if days else None)
    return found


def _how(then: Roles, since: Roles, into: str | None) -> str:
    """How a child is counted otherwise, in words."""
    was, now = then.get(IN, []), since.get(IN, [])
    ended = "" if into is None else f"; its record was merged into that of {into}"
    if not was and now:
        return f"came in{_days(now)}{_left(then, since)}{ended}"
    if was and not now:
        return f"went{_was(was)}{_left(then, since)}{ended}"
    if len(was) != len(now):
        return f"counted {_times(was)}, now {_times(now)}{ended}"
    if was != now:
        return f"{_said(was)}, now {_said(now)} days{ended}"
    return (_left(then, since).removeprefix(", ") or "counted otherwise") + ended


def _left(then: Roles, since: Roles) -> str:
    """What became of its other roles."""
    said = []
    for role in sorted({*then, *since} - {IN}):
        name = ROLES.get(role, f"in “{role}”")
        if len(then.get(role, [])) < len(since.get(role, [])):
            said.append(f"now {name}")
        elif len(then.get(role, [])) > len(since.get(role, [])):
            said.append(f"no longer {name}")
    return "".join(f", {each}" for each in said)


def _said(days: list[float | None]) -> str:
    return " and ".join(f"{each:,.0f}" for each in days if each is not None)


def _days(days: list[float | None]) -> str:
    return f", {_said(days)} days" if _said(days) else ""


def _was(days: list[float | None]) -> str:
    return f", was {_said(days)} days" if _said(days) else ""


def _times(rows: list[float | None]) -> str:
    return f"{len(rows)} time{'' if len(rows) == 1 else 's'}{_days(rows)}"


def _of(
    causes: Mapping[str, tuple[Cause, ...]], turns: Mapping[tuple[str, str], list[int]], code: str, child: str
) -> tuple[Cause, ...]:
    """The acts that moved a child in a measure, as far as that could be followed; else all that touched it."""
    numbers = turns.get((code, child))
    return tuple(each for each in causes.get(child, ()) if not numbers or each.number in numbers)


def _causes(touched: pl.DataFrame) -> dict[str, tuple[Cause, ...]]:
    found: dict[str, list[Cause]] = {}
    for child, number, at, who, label in (
        touched.select("child", "number", "at", "who", "label").unique().sort("number").iter_rows()
    ):
        found.setdefault(child, []).append(Cause(number, at, who, label))
    return {child: tuple(causes) for child, causes in found.items()}


def _missing(publication: Publication, rows: pl.DataFrame) -> dict[str, int]:
    """Of each figure, how many of its rows were of children whose record was erased since."""
    there = dict(rows.filter(pl.col("role") == IN).group_by("code").len().iter_rows())
    lost = {code: int(said["counted"]) - int(there.get(code, 0)) for code, said in publication.figures.items()}
    return {code: count for code, count in lost.items() if count > 0}
