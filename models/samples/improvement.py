"""The demonstration's permanence action plan: told in `resources/samples/action_plan`, left out from today on.

A day there is a date, or for the round of today so many days from it ("-52").
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator

import resources
from models.samples.chain import number
from models.samples.story import Rows, weekday
from models.subjects import AUTHORITY, SUBJECTS

TABLES = {
    "theme_lead": "leads",
    "plan_action": "actions",
    "progress_note": "notes",
    "plan_risk": "risks",
    "next_step": "steps",
    "audit_finding": "findings",
}
NOW_SINCE = number(dt.date(2024, 12, 1))
"""The round of today is told only where all of it lies after the round that the dates tell of."""


def improvement(rows: Rows, today: int) -> None:
    """Leads, actions with their dated notes, risks, next steps and audit findings, as they stand on a day."""
    for table, name in TABLES.items():
        rows[table] += _told(table, name, today)


def _told(table: str, name: str, today: int) -> Iterator[tuple[str | int | None, ...]]:
    subject, numbers = SUBJECTS[table], dict[tuple[str | int | None, ...], int]()
    assert subject.begins is not None
    for line in csv.DictReader(io.StringIO(resources.text(f"samples/action_plan/{name}.csv"))):
        row: dict[str, str | int | None] = {}
        for cell in subject.cells:
            text = line.get(cell.name) or ""
            if cell.kind == "date":
                row[cell.name] = _day(text, today)
            else:
                row[cell.name] = (int(text) if text else None) if cell.kind == "number" else text or None
        begun = row[subject.begins]
        if not isinstance(begun, int) or begun > today or (line[subject.begins][:1] == "-" and today < NOW_SINCE):
            continue
        over = row[subject.ends] if subject.ends else None
        if subject.ends and isinstance(over, int) and over > today:
            row |= dict.fromkeys((subject.ends, *subject.companions))
        if table == "progress_note":
            key = (row["theme"], begun)
            row["number"] = numbers[key] = numbers.get(key, 0) + 1
        yield (AUTHORITY, *(row[cell.name] for cell in subject.cells))


def _day(text: str, today: int) -> int | None:
    if not text:
        return None
    return number(dt.date.fromisoformat(text)) if text[4:5] == "-" else weekday(today + int(text))
