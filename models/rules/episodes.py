"""One child's care episodes as periods of care with spells of legal status and of placement, and back again.

`decompose` reads reported episodes; `compose` is its inverse on sound chains. An edit changes a spell ("the placement
order was made on 13 May"), composes the episodes again, and records only the rows that differ. For all children at
once the same periods and spells are columns of `models.rules.chains.chain`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from models import codes
from models.dates import british

LEGAL = ("S", "L", "B", "U")
"""Reasons for a new episode that begin a spell of legal status."""
PLACED = ("S", "P", "T", "B", "U")
"""Reasons for a new episode that begin a spell of placement."""
SAME_CARER = ("T", "U")


@dataclass(frozen=True)
class Episode:
    """A care episode, cell for cell as the return reports it."""

    decom: dt.date
    rne: str | None = None
    ls: str | None = None
    cin: str | None = None
    place: str | None = None
    place_provider: str | None = None
    dec: dt.date | None = None
    rec: str | None = None
    reason_place_change: str | None = None
    home_post: str | None = None
    pl_post: str | None = None
    urn: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Episode:
        """A stored row's own cells."""
        return cls(**{field.name: row[field.name] for field in fields(cls)})

    def cells(self) -> dict[str, Any]:
        """The cells by their stored names."""
        return asdict(self)


@dataclass(frozen=True)
class Legal:
    """A spell of one legal status; `reason` is what the episode before gave as reason for a change, as reported."""

    begins: dt.date
    ls: str | None
    reason: str | None = None


@dataclass(frozen=True)
class Placement:
    """A spell of one placement: where, whose, with the same carer as before or not, and why the one before ended."""

    begins: dt.date
    place: str | None
    place_provider: str | None
    same_carer: bool = False
    reason: str | None = None


@dataclass(frozen=True)
class Particulars:
    """What else the episodes say from a day on: category of need, postcodes, Ofsted number."""

    begins: dt.date
    cin: str | None
    home_post: str | None
    pl_post: str | None
    urn: str | None


@dataclass(frozen=True)
class Care:
    """A period of care as spells. `opening` is its first episode's reason; the closing cells are the last one's."""

    opening: str | None
    legal: tuple[Legal, ...]
    placements: tuple[Placement, ...]
    particulars: tuple[Particulars, ...]
    ended: dt.date | None = None
    rec: str | None = None
    closing_reason: str | None = None

    @property
    def begins(self) -> dt.date:
        """Its first day."""
        return self.legal[0].begins


def continues(before: Episode | None, row: Episode) -> bool:
    """Whether a row continues the one before it: that one ended with X1 on the day this one begins."""
    return before is not None and before.rec == codes.CONTINUES and before.dec == row.decom


def homes(rows: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """One child's stored rows placement by placement: each lasts until a row says that another began."""
    return _parted(rows, lambda row: row["rne"] in PLACED)


def statuses(rows: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """One child's stored rows legal status by legal status: each lasts until a row says that another began."""
    return _parted(rows, lambda row: row["rne"] in LEGAL)


def times(rows: Iterable[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """One child's stored rows by time in care."""
    return _parted(rows, lambda _row: False)


def _parted(
    rows: Iterable[Mapping[str, Any]], anew: Callable[[Mapping[str, Any]], bool]
) -> list[list[Mapping[str, Any]]]:
    groups: list[list[Mapping[str, Any]]] = []
    for row in sorted(rows, key=lambda row: row["decom"]):
        before = groups[-1][-1] if groups else None
        goes_on = before is not None and before["rec"] == codes.CONTINUES and before["dec"] == row["decom"]
        if goes_on and not anew(row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def contradictions(rows: Sequence[Episode]) -> tuple[str, ...]:
    """What in one child's episodes cannot be so, each in a sentence that names the row; empty for a sound chain."""
    found = []
    rows = sorted(rows, key=lambda row: row.decom)
    for before, row, after in zip([None, *rows[:-1]], rows, [*rows[1:], None], strict=True):
        said = f"The episode that began on {british(row.decom)}"
        if row.dec is not None and row.dec <= row.decom:
            found.append(f"{said} ends on or before the day it began.")
        if (row.dec is None) != (row.rec is None):
            found.append(f"{said} has an end without a reason, or a reason without an end.")
        if row.rec == codes.CONTINUES and (after is None or after.decom != row.dec):
            found.append(f"{said} says that another follows on {british(row.dec)}, and none does.")
        if after is not None and (row.dec is None or row.dec > after.decom):
            found.append(f"{said} is not over when the next begins on {british(after.decom)}.")
        if before is None or not continues(before, row):
            if row.rne not in (*LEGAL, *PLACED) or (before is not None and row.rne != "S"):
                found.append(f"{said} begins a period of care with the reason “{row.rne or 'none'}”.")
        elif row.rne not in ("L", "P", "T", "B", "U"):
            found.append(f"{said} continues the one before, with the reason “{row.rne or 'none'}”.")
        elif row.rne not in LEGAL and row.ls != before.ls:
            found.append(f"{said} changes the legal status, and its reason ({row.rne}) does not say so.")
        elif row.rne not in PLACED and (row.place, row.place_provider) != (before.place, before.place_provider):
            found.append(f"{said} changes the placement, and its reason ({row.rne}) does not say so.")
    return tuple(found)


def decompose(rows: Sequence[Episode]) -> tuple[Care, ...]:
    """One child's episodes as periods of care, in order. Meaningful on a sound chain (`contradictions` is empty)."""
    groups: list[list[Episode]] = []
    before: Episode | None = None
    for row in sorted(rows, key=lambda row: row.decom):
        if continues(before, row):
            groups[-1].append(row)
        else:
            groups.append([row])
        before = row
    return tuple(_care(group) for group in groups)


def _care(rows: Sequence[Episode]) -> Care:
    legal: list[Legal] = []
    placements: list[Placement] = []
    particulars: list[Particulars] = []
    reason: str | None = None
    for row in rows:
        moved = not legal or row.rne in PLACED
        if not legal or row.rne in LEGAL:
            legal.append(Legal(row.decom, row.ls, None if moved else reason))
        if moved:
            carer = row.rne in SAME_CARER
            placements.append(Placement(row.decom, row.place, row.place_provider, carer, reason))
        said = Particulars(row.decom, row.cin, row.home_post, row.pl_post, row.urn)
        if not particulars or _without_day(said) != _without_day(particulars[-1]):
            particulars.append(said)
        reason = row.reason_place_change
    last = rows[-1]
    return Care(rows[0].rne, tuple(legal), tuple(placements), tuple(particulars), last.dec, last.rec, reason)


def _without_day(said: Particulars) -> tuple[str | None, ...]:
    return said.cin, said.home_post, said.pl_post, said.urn


def compose(care: Care) -> tuple[Episode, ...]:
    """The episodes of a period of care, one for every day on which its legal status or its placement changed.

    The reason for each new episode is what changed: the legal status (L), the placement with the carer (P) or without
    (T), both (B, U); the first keeps its own. Each but the last ends with X1 on the day the next begins.
    """
    legal = {spell.begins: spell for spell in care.legal}
    placed = {spell.begins: spell for spell in care.placements}
    days = sorted({*legal, *placed})
    rows = []
    for number, day in enumerate(days):
        status = next(spell for spell in reversed(care.legal) if spell.begins <= day)
        home = next(spell for spell in reversed(care.placements) if spell.begins <= day)
        said = next(spell for spell in reversed(care.particulars) if spell.begins <= day)
        after = days[number + 1] if number + 1 < len(days) else None
        change = None if after is None else placed.get(after) or legal[after]
        rows.append(
            Episode(
                decom=day,
                rne=care.opening if number == 0 else _reason(day in legal, placed.get(day)),
                ls=status.ls,
                cin=said.cin,
                place=home.place,
                place_provider=home.place_provider,
                dec=care.ended if after is None else after,
                rec=care.rec if after is None else codes.CONTINUES,
                reason_place_change=care.closing_reason if change is None else change.reason,
                home_post=said.home_post,
                pl_post=said.pl_post,
                urn=said.urn,
            )
        )
    return tuple(rows)


def _reason(legal: bool, placement: Placement | None) -> str:
    """The reason for a new episode from what began with it."""
    if placement is None:
        return "L"
    if legal:
        return "U" if placement.same_carer else "B"
    return "T" if placement.same_carer else "P"
