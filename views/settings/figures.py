"""The authority's own figures on the policies page: their rows, and the forms that add and correct them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models import codes
from models.edits import Edit
from models.edits.facts import CorrectFact, RecordFact, values
from models.measures import MEASURES
from models.measures.compared import meant, refusal
from models.returns.figures import KINDS
from models.snapshot import Facts
from models.subjects import AUTHORITY, SUBJECTS, Cell
from views.child.cells import Field, of
from views.child.record import Form

MARK = "figure"
"""What the id of such a row begins with."""


def rows(facts: Facts) -> list[dict[str, Any]]:
    """Every figure of the authority's own, kind by kind, the latest first."""
    found = []
    for table in KINDS:
        for row in facts.whole[table].reverse().iter_rows(named=True):
            found.append(
                {
                    "id": f"{MARK} {table} {row['row_id']}",
                    "what": SUBJECTS[table].noun,
                    "title": _title(table, row),
                    "value": _value(table, row),
                    "own": None,
                    "default": None,
                    "on": next(row[name] for name in ("since", "last", "day") if name in row),
                    "whose": _whose(table, row),
                    "number": None,
                }
            )
    return found


def _measured(code: str) -> str:
    return f"{code} {MEASURES[code].title}" if code in MEASURES else code


def _title(table: str, row: Mapping[str, Any]) -> str:
    if table == "population":
        return "Children aged 0 to 17"
    if table == "comparator":
        return f"{_measured(row['measure'])}, {row['area']}"
    return str(row.get("words") or row.get("role") or _measured(row["measure"]))


def _value(table: str, row: Mapping[str, Any]) -> str | None:
    if table == "population":
        return f"{row['estimate']:,}"
    if table == "training":
        return f"{row['trained']:,} trained"
    if row.get("value") is None:
        return None
    unit = MEASURES[row["measure"]].unit if row["measure"] in MEASURES else ""
    decimals = f"{row['value'] / 10:,.1f}".removesuffix(".0")
    return f"{decimals} {unit}" if unit else decimals


def _whose(table: str, row: Mapping[str, Any]) -> str | None:
    if table == "event":
        return codes.label("event_kind", row["kind"])
    if table == "comparator":
        why = refusal(row["definition"], MEASURES[row["measure"]]) if row["measure"] in MEASURES else ""
        said = [row["vintage"], row["source"], why.rstrip(".")]
        return ". ".join(each for each in said if each)
    return row.get("source") or row.get("why")


def _field(cell: Cell) -> Field:
    if cell.name != "measure":
        return of(cell)
    return of(cell, choices=tuple((code, f"{code} · {measure.title}") for code, measure in MEASURES.items()))


def _fields(table: str) -> tuple[Field, ...]:
    return tuple(_field(cell) for cell in SUBJECTS[table].cells)


def _cells(table: str, cells: Mapping[str, Any]) -> dict[str, Any]:
    if table == "comparator" and cells.get("definition") and cells.get("measure"):
        return {**cells, "definition": meant(cells["definition"], cells["measure"])}
    return dict(cells)


def adding(table: str) -> Form:
    """A new figure."""
    noun = SUBJECTS[table].noun

    def edit(cells: Mapping[str, Any]) -> Edit:
        return RecordFact(AUTHORITY, table, values(_cells(table, cells)))

    return Form(
        f"record/{table}/", f"{noun}: add", f"a new figure ({noun.lower()})", _fields(table), edit, save="Record"
    )


def correcting(table: str, row: Mapping[str, Any], seen: int) -> Form:
    """A figure that was typed wrongly, or that a later edition gives otherwise."""
    noun, asked = SUBJECTS[table].noun, _fields(table)
    start = {field.name: field.words(row[field.name]) for field in asked if row[field.name] is not None}

    def edit(cells: Mapping[str, Any]) -> Edit:
        return CorrectFact(AUTHORITY, table, int(row["row_id"]), values(_cells(table, cells)), seen)

    key = "/".join(str(row[name]) for name in SUBJECTS[table].key)
    doing = f"the correction of a figure ({noun.lower()})"
    return Form(f"correct/{table}/{key}", f"{noun}: correct", doing, asked, edit, start, save="Correct")
