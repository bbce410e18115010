"""The form of a claim: what a paper says, in its words and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models.claims import Claim
from models.edits import Edit
from models.edits.facts import CorrectFact, RecordFact, values
from models.measures import MEASURES
from models.subjects import AUTHORITY, SUBJECTS
from views.child.cells import Field, of
from views.child.record import Form

CLAIM = SUBJECTS["claim"]
NEW = "record/claim/"


def _field(name: str) -> Field:
    cell = CLAIM.cell(name)
    if name != "measure":
        return of(cell)
    choices = tuple((code, f"{code} · {measure.title}") for code, measure in MEASURES.items())
    return of(cell, choices=choices, note="Blank where the program has none.")


def fields() -> tuple[Field, ...]:
    """Every cell of a claim, in the order it is asked for."""
    return tuple(_field(cell.name) for cell in CLAIM.cells)


def recording(said: Sequence[Claim]) -> Form:
    """A new claim; of the paper entered last, and its next number."""
    start = {}
    if said:
        last = max(said, key=lambda claim: claim.row_id)
        number = 1 + max(claim.number for claim in said if claim.paper == last.paper)
        start = {"paper": last.paper, "reported": _field("reported").words(last.reported), "number": str(number)}

    def edit(cells: Mapping[str, Any]) -> Edit:
        return RecordFact(AUTHORITY, "claim", values(cells))

    says = "What a published paper says about a figure, in its own words and as it prints it."
    return Form(NEW, "A claim of a paper", "a claim of a paper", fields(), edit, start, says, "Record")


def correcting(row: Mapping[str, Any], seen: int) -> Form:
    """A claim that was typed wrongly."""
    asked = fields()
    start = {field.name: field.words(row[field.name]) for field in asked if row[field.name] is not None}

    def edit(cells: Mapping[str, Any]) -> Edit:
        return CorrectFact(AUTHORITY, "claim", int(row["row_id"]), values(cells), seen)

    code = f"correct/claim/{row['paper']}/{row['number']}"
    title = f"Correct claim {row['number']} of {row['paper']}"
    return Form(code, title, "the correction of a claim", asked, edit, start, save="Correct")
