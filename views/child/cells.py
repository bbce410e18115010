"""The cells of a form: what each asks for, and the way between what is typed and what is stored."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models import codes
from models.dates import MONTHS, british, typed
from models.subjects import Cell

Kind = Literal["text", "date", "number", "tenths", "code", "words"]
EXACT = "DAY"
"""The precision of a date that is known to the day: stored as none."""


@dataclass(frozen=True)
class Field:
    """One cell as a form asks for it. `choices` are stored values with their words, for a cell that is chosen."""

    name: str
    title: str
    kind: Kind
    note: str = ""
    needed: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    def words(self, value: Any) -> str:
        """A stored value as it stands in the form: as it would be typed, or the stored value of a choice."""
        if value is None:
            return EXACT if self.name == "precision" else ""
        if self.kind == "date":
            return british(value)
        if self.kind == "tenths":
            return f"{value / 10:g}"
        return str(value)

    def value(self, text: str) -> Any:
        """What is stored for what was typed; raises ValueError with a sentence that says what to do."""
        text = text.strip()
        if not text or (self.name == "precision" and text == EXACT):
            return None
        if self.kind == "date":
            return typed(text)
        if self.kind == "number" and (not self.choices or text.isdigit()):
            if not re.fullmatch(r"\d{1,9}", text):
                raise ValueError(f"“{text}” is not a whole number; type digits, such as 12")
            return int(text)
        if self.kind == "tenths":
            if not re.fullmatch(r"\d{1,6}([.,]\d)?", text):
                raise ValueError(f"“{text}” is not a number with one decimal place at most; type it as 93.5")
            return round(float(text.replace(",", ".")) * 10)
        return text


def of(cell: Cell, **otherwise: Any) -> Field:
    """The field of a subject's cell; `otherwise` says what this form asks differently."""
    choices: tuple[tuple[str, str], ...] = ()
    if cell.kind == "code":
        choices = tuple((code, found.label) for code, found in codes.codes(cell.codes).items())
    asked = {"title": cell.title, "kind": cell.kind, "note": cell.note, "needed": cell.needed, "choices": choices}
    return Field(cell.name, **{**asked, **otherwise})


def told(cell: Cell, value: Any) -> str:
    """A stored value as people read it."""
    if cell.kind == "code":
        return codes.label(cell.codes, value)
    return Field(cell.name, cell.title, cell.kind).words(value)


def roughly(text: str) -> tuple[dt.date, str] | None:
    """A month (“May 2022”, “5/2022”) or a year as typed: its first day and how exactly it is known; None for others."""
    parts = re.findall(r"\d+|[A-Za-z]+", text.strip())
    if not parts or len(parts) > 2 or len(parts[-1]) != 4 or not parts[-1].isdigit():
        return None
    year = int(parts[-1])
    if not 1900 <= year <= 2100:
        return None
    if len(parts) == 1:
        return dt.date(year, 1, 1), "YEAR"
    month = parts[0][:3].title()
    number = MONTHS.index(month) + 1 if month in MONTHS else int(parts[0]) if parts[0].isdigit() else 0
    return (dt.date(year, number, 1), "MONTH") if 1 <= number <= 12 else None


def read(fields: tuple[Field, ...], typed_: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of what was typed, and the sentence for each cell that is wrong or left blank though it is needed."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    rough = any(field.name == "precision" for field in fields)
    for field in fields:
        text = typed_.get(field.name, "")
        month = roughly(text) if rough and field.kind == "date" and "precision" not in values else None
        if month is not None:
            values[field.name], found = month
            if typed_.get("precision", EXACT) in ("", EXACT):
                values["precision"] = found
            continue
        try:
            value = field.value(text)
        except ValueError as problem:
            wrong[field.name] = f"{field.title}: {problem}."
            continue
        if value is None and field.needed:
            wrong[field.name] = f"{field.title} is needed: {'choose' if field.choices else 'type'} it."
        values.setdefault(field.name, value)
    return values, wrong
