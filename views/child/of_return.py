"""The forms of what the return says of a child: who the child is, and what is said of each placement and status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models import codes
from models.dates import british
from models.edits import Edit
from models.edits.adoption import SetMatch
from models.edits.details import CorrectDetails
from models.edits.facts import values
from models.edits.legal import CorrectLegalStatus
from models.edits.placements import CARER, CorrectPlacement
from models.history.words import small
from models.rules.episodes import LEGAL as BEGUN
from models.rules.episodes import PLACED, homes, statuses
from models.snapshot import Snapshot
from models.subjects import DETAILS, LEGAL, MATCH, PLACEMENT
from views.child.cells import Field, of
from views.child.record import Form, mine

Row = Mapping[str, Any]

STAYS = "It was typed wrongly: what stood here before stays in the history."
ALIKE = ("T", "U")
"""Reasons for a new episode with the carer of the one before."""
MOVES = ("P", "B", *ALIKE)


def details(snapshot: Snapshot, child: str, which: str = "") -> Form | None:
    """Put right who the child is, or record it where no return has said it; None where another version is meant."""
    row = next(iter(mine(snapshot, child, DETAILS.table)), None)
    if which and (row is None or str(row["row_id"]) != which):
        return None
    stood = row or dict.fromkeys(cell.name for cell in DETAILS.cells)
    motherhood = stood["sex"] != "M" or stood["mother"] or stood["mc_dob"]
    cells = [cell for cell in DETAILS.cells if motherhood or cell.name not in ("mother", "mc_dob")]
    fields = [of(cell) for cell in cells]
    why_none = tuple((code, found.label) for code, found in codes.codes("upn").items())
    at = next(at for at, field in enumerate(fields) if field.name == "upn")
    fields.insert(at + 1, Field("no_upn", "Why there is no pupil number", "code", choices=why_none))
    start = {field.name: field.words(stood.get(field.name)) for field in fields}
    if stood["upn"] in codes.codes("upn"):
        start |= {"upn": "", "no_upn": str(stood["upn"])}

    def edit(typed: Mapping[str, Any]) -> Edit:
        now = {name: value for name, value in typed.items() if name != "no_upn"}
        now["upn"] = typed["upn"] or typed["no_upn"]
        other = {name: value for name, value in now.items() if value != stood[name]}
        return CorrectDetails(child, values(other), snapshot.facts.number)

    return Form(
        f"correct/{DETAILS.table}/{row['row_id']}" if row else f"record/{DETAILS.table}/",
        "Correct who the child is" if row else "Record who the child is",
        "correcting who the child is",
        tuple(fields),
        edit,
        start,
        STAYS if row else "No return has said it yet.",
    )


def placements(snapshot: Snapshot, child: str) -> list[dict[str, Any]]:
    """What is said of each placement by the snapshot's day: its last row, with the row and the day it began in."""
    return _spells(homes(mine(snapshot, child, PLACEMENT.table)), PLACED)


def legal_statuses(snapshot: Snapshot, child: str) -> list[dict[str, Any]]:
    """The same of each legal status."""
    return _spells(statuses(mine(snapshot, child, LEGAL.table)), BEGUN)


def _spells(parted: Sequence[Sequence[Row]], begin: tuple[str, ...]) -> list[dict[str, Any]]:
    found = []
    before: Row | None = None
    for rows in parted:
        first, last = rows[0], rows[-1]
        goes_on = before is not None and before["rec"] == codes.CONTINUES and before["dec"] == first["decom"]
        begun = {name: first[name] for name in ("row_id", "decom", "rne")}
        found.append({**last, **begun, "known": goes_on or first["rne"] in begin, "goes_on": goes_on})
        before = last
    return found


def legal_status(snapshot: Snapshot, child: str, which: str = "") -> Form | None:
    """Put right which legal status it was, or its first day; of the present one where none is named."""
    row = _meant(legal_statuses(snapshot, child), which)
    if row is None:
        return None
    fields = tuple(of(cell) for cell in LEGAL.cells if row["goes_on"] or cell.name != "decom")

    def edit(typed: Mapping[str, Any]) -> Edit:
        other = {name: value for name, value in typed.items() if value != row[name]}
        return CorrectLegalStatus(child, row["decom"], values(other), snapshot.facts.number)

    words = small(codes.label("ls", row["ls"]))
    return Form(
        f"correct/{LEGAL.table}/{row['row_id']}",
        f"Correct the legal status since {_since(row)}: {words}",
        f"correcting the legal status “{words}”",
        fields,
        edit,
        {field.name: field.words(row[field.name]) for field in fields},
        _says(row),
    )


def _meant(every: Sequence[dict[str, Any]], which: str) -> dict[str, Any] | None:
    """The spell by the row it began in; the last where none is named."""
    return next((row for row in reversed(every) if which in ("", str(row["row_id"]))), None)


def _since(row: Row) -> str:
    return british(row["decom"]) if row["known"] else f"before {british(row['decom'])}"


def _says(row: Row) -> str:
    return STAYS if row["goes_on"] else f"{STAYS} It began with the time in care, whose first day has its own form."


def placement(snapshot: Snapshot, child: str, which: str = "") -> Form | None:
    """Put right what is said of a placement, by the row it began in; of the present one where none is named."""
    every = placements(snapshot, child)
    row = _meant(every, which)
    if row is None:
        return None
    followed = row["rec"] == codes.CONTINUES and row is not every[-1]
    asked = {"reason_place_change": followed, "decom": row["goes_on"]}
    fields = [of(cell) for cell in PLACEMENT.cells if asked.get(cell.name, True)]
    if row["goes_on"] and row["rne"] in MOVES:
        carers = (("N", "Another carer"), ("Y", "The same carer as before"))
        note = "The same carer may have moved, or the Ofsted number or the provider become another."
        fields.insert(3, Field(CARER, "With which carer", "code", note, True, carers))
    stood = {**row, CARER: "Y" if row["rne"] in ALIKE else "N"}

    def edit(typed: Mapping[str, Any]) -> Edit:
        other = {name: value for name, value in typed.items() if value != stood[name]}
        return CorrectPlacement(child, row["decom"], values(other), snapshot.facts.number)

    words = small(codes.label("place", row["place"]))
    return Form(
        f"correct/{PLACEMENT.table}/{row['row_id']}",
        f"Correct the placement since {_since(row)}: {words}",
        f"correcting the placement “{words}”",
        tuple(fields),
        edit,
        {field.name: field.words(stood[field.name]) for field in fields},
        _says(row),
    )


def match(snapshot: Snapshot, child: str, which: str = "") -> Form | None:
    """Record a match, another one where one stands, or put right what is said of the last one and of the adopters."""
    row = next(iter(mine(snapshot, child, MATCH.table)), None)
    if which and (row is None or str(row["row_id"]) != which):
        return None
    stood = row or dict.fromkeys(cell.name for cell in MATCH.cells)
    was, right = stood["date_match"], bool(which)
    fields = tuple(of(cell, needed=cell.name == "date_match" and not right) for cell in MATCH.cells)

    def edit(typed: Mapping[str, Any]) -> Edit:
        other = {name: value for name, value in typed.items() if value != stood[name] and name != "date_match"}
        another = not right and was is not None
        return SetMatch(child, typed["date_match"], was, snapshot.facts.number, another, values(other))

    start = {field.name: field.words(stood[field.name]) for field in fields} if right or was is None else {}
    before = f"The match of {british(was)} stays on record as an earlier one." if was else ""
    return Form(
        f"correct/{MATCH.table}/{which}" if right else f"record/{MATCH.table}/",
        "Correct the match" if right else "Record another match" if was else "Record the match",
        "correcting the match" if right else "recording a match",
        fields,
        edit,
        start,
        STAYS if right else before,
    )
