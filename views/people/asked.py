"""What is asked of a new child: the cells, their choices, and which cell a refusal is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox

from models import codes
from models.dates import british, year_bounds
from views.child.cells import Field
from views.child.form_fields import Cell

DETAILS = (
    Field("child", "Child's id", "text", "As your case system has it; never a name.", needed=True),
    Field("dob", "Date of birth", "date", "Of an unborn child, the day expected.", needed=True),
    Field("sex", "Sex", "code"),
    Field("ethnic", "Ethnicity", "code"),
    Field("upn", "Pupil number", "text"),
    Field("no_upn", "Why there is no pupil number", "code"),
)
EPISODE = (
    Field("decom", "Day care began", "date"),
    Field("ls", "Legal status", "code"),
    Field("cin", "Category of need", "code"),
    Field("place", "Placement", "code"),
    Field("place_provider", "Provider", "code"),
)
FIELDS = DETAILS + EPISODE
CHOSEN = {name: name for name in ("sex", "ethnic", "ls", "cin", "place", "place_provider")} | {"no_upn": "upn"}
"""The cells that are chosen, each with its set of codes."""
LOOKED_AT = ("child", "dob", "sex", "ethnic", "upn", "decom")
"""Cells by which records are compared."""
ABOUT = (
    ("legal status", "ls"),
    ("category of need", "cin"),
    ("placement", "place"),
    ("started to be looked after", "decom"),
    ("not happened yet", "decom"),
    ("before the child was born", "decom"),
    ("18th birthday", "decom"),
    ("date of birth", "dob"),
    ("record", "child"),
    ("id as your case system", "child"),
)
"""Words of a refusal, and the cell it is about."""


def upn(cells: Mapping[str, Any]) -> str | None:
    """The pupil number as it is written, or the code for why there is none."""
    number = str(cells.get("upn") or "").upper().replace(" ", "")
    return number or cells.get("no_upn")


def choices(name: str) -> tuple[tuple[str, str], ...]:
    chosen = codes.codes(CHOSEN[name]) if name in CHOSEN else {}
    return tuple((code, found.label) for code, found in chosen.items())


def offer(cell: Cell, choices: tuple[tuple[str, str], ...], year: int) -> None:
    """Offer other choices in a cell; what was chosen stays, and says so where it does not belong to the year."""
    if cell.field.choices == choices and isinstance(cell.place, QComboBox):
        return
    chosen: Any = cell.text
    cell.field = replace(cell.field, choices=choices)
    combo = cell.place
    assert isinstance(combo, QComboBox)
    combo.blockSignals(True)
    combo.clear()
    combo.addItem("–", "")
    for code, words in choices:
        combo.addItem(words, code)
    if chosen and combo.findData(chosen) < 0:
        known = codes.label(CHOSEN[cell.field.name], chosen)
        combo.addItem(f"{known} (not in the year to {british(year_bounds(year)[1])})", chosen)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)
