"""The forms of what the return says of a child: who the child is, and what is said of each placement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models import codes
from models.dates import british
from models.edits import Edit
from models.edits.details import CorrectDetails
from models.edits.facts import values
from models.edits.placements import CARER, CorrectPlacement
from models.history.words import small
from models.rules.episodes import homes
from models.snapshot import Snapshot
from models.subjects import DETAILS, PLACEMENT
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
    found = []
    before: Row | None = None
    for rows in homes(mine(snapshot, child, PLACEMENT.table)):
        first, last = rows[0], rows[-1]
        goes_on = before is not None and before["rec"] == codes.CONTINUES and before["dec"] == first["decom"]
        begun = {name: first[name] for name in ("row_id", "decom", "rne")}
        found.append({**last, **begun, "known": goes_on or first["rne"] in ("S", *MOVES), "goes_on": goes_on})
        before = last
    return found


def placement(snapshot: Snapshot, child: str, which: str = "") -> Form | None:
    """Put right what is said of a placement, by the row it began in; of the present one where none is named."""
    every = placements(snapshot, child)
    row = next((row for row in reversed(every) if which in ("", str(row["row_id"]))), None)
    if row is None:
        return None
    followed = row["rec"] == codes.CONTINUES and row is not every[-1]
    fields = [of(cell) for cell in PLACEMENT.cells if followed or cell.name != "reason_place_change"]
    if row["goes_on"] and row["rne"] in MOVES:
        carers = (("N", "Another carer"), ("Y", "The same carer as before"))
        note = "The same carer may have moved, or the Ofsted number or the provider become another."
        fields.insert(2, Field(CARER, "With which carer", "code", note, True, carers))
    stood = {**row, CARER: "Y" if row["rne"] in ALIKE else "N"}

    def edit(typed: Mapping[str, Any]) -> Edit:
        other = {name: value for name, value in typed.items() if value != stood[name]}
        return CorrectPlacement(child, row["decom"], values(other), snapshot.facts.number)

    words = small(codes.label("place", row["place"]))
    since = british(row["decom"]) if row["known"] else f"before {british(row['decom'])}"
    return Form(
        f"correct/{PLACEMENT.table}/{row['row_id']}",
        f"Correct the placement since {since}: {words}",
        f"correcting the placement “{words}”",
        tuple(fields),
        edit,
        {field.name: field.words(stood[field.name]) for field in fields},
        f"{STAYS} Its days are typed in a tracker, in “Placement since”.",
    )
