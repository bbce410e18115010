"""The words for stored facts: every table, every cell, and every value as people read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from models.codes import CONTINUES, label
from models.dates import MONTHS, british
from models.history.told import SELF_TOLD, TOLD
from models.rules.drift import titled
from models.rules.pmg.asked import TITLES
from models.subjects import SUBJECTS

Cells = Mapping[str, Any]

FIELDS: dict[str, dict[str, tuple[str, str]]] = {
    "child_details": {
        "sex": ("Sex", "sex"),
        "dob": ("Date of birth", ""),
        "ethnic": ("Ethnicity", "ethnic"),
        "upn": ("Pupil number", "upn"),
        "mother": ("Whether a mother", "flags"),
        "mc_dob": ("Birth date of her first child", ""),
    },
    "care_episode": {
        "decom": ("Start of episode", ""),
        "ls": ("Legal status", "ls"),
        "place": ("Placement", "place"),
        "dec": ("End of episode", ""),
        "rec": ("Reason the episode ended", "rec"),
        "rne": ("Reason for new episode", "rne"),
        "cin": ("Category of need", "cin"),
        "place_provider": ("Provider", "place_provider"),
        "reason_place_change": ("Reason for change of placement", "reason_place_change"),
        "home_post": ("Home postcode", ""),
        "pl_post": ("Placement postcode", ""),
        "urn": ("Ofsted number of the placement", ""),
    },
    "uasc": {"sex": ("Sex", "sex"), "dob": ("Date of birth", ""), "duc": ("No longer unaccompanied from", "")},
    "health_year": {
        "of_year": ("Year of health record", ""),
        "sdq_score": ("Strengths and difficulties score", ""),
        "sdq_reason": ("Reason for no score", "sdq_reason"),
        "convicted": ("Convicted or cautioned", "flags"),
        "health_check": ("Development check", "flags"),
        "immunisations": ("Immunisations up to date", "flags"),
        "teeth_check": ("Teeth checked", "flags"),
        "health_assessment": ("Health assessment", "flags"),
        "substance_misuse": ("Substance misuse", "flags"),
        "intervention_received": ("Help with substance misuse received", "flags"),
        "intervention_offered": ("Help with substance misuse offered", "flags"),
    },
    "care_leaver": {
        "of_year": ("Year of care leaver record", ""),
        "in_touch": ("In touch", "in_touch"),
        "activ": ("Activity", "activ"),
        "accom": ("Accommodation", "accom"),
    },
    "adoption": {
        "date_int": ("Decision date (with the adoption)", ""),
        "date_match": ("Match date", ""),
        "foster_care": ("Adopted by foster carer", "foster_care"),
        "nb_adoptr": ("Number of adopters", "nb_adoptr"),
        "sex_adoptr": ("Sex of adopters", "sex_adoptr"),
        "ls_adoptr": ("Legal status of adopters", "ls_adoptr"),
    },
    "previous_permanence": {
        "prev_perm": ("Previous permanence", "prev_perm"),
        "la_perm": ("Authority of previous permanence", "la_perm"),
        "date_perm": ("Date of previous permanence", ""),
    },
    "set_aside": {
        "source": ("Where a row kept aside came from", ""),
        "content": ("Row kept aside", ""),
        "why": ("Why", ""),
    },
} | {subject.table: {cell.name: (cell.title, cell.codes) for cell in subject.cells} for subject in SUBJECTS.values()}
"""Every cell of every stored fact in words, with the code set its value is read in (none: as it is)."""

OF_MEETING = {"pmg_item": "meeting", "attendance": "meeting", "minute_correction": "meeting"}
"""Facts that are told by the day of their meeting."""
NOUNS: dict[str, tuple[str, str]] = {
    "child_details": ("Child details", ""),
    "care_episode": ("Care episode", "decom"),
    "uasc": ("Unaccompanied asylum-seeking child", ""),
    "health_year": ("Health record", "of_year"),
    "care_leaver": ("Care leaver record", "of_year"),
    "adoption": ("Adoption record", ""),
    "previous_permanence": ("Previous permanence", ""),
    "set_aside": ("Row kept aside", ""),
} | {
    subject.table: (subject.noun, OF_MEETING.get(subject.table, subject.begins or "")) for subject in SUBJECTS.values()
}
"""What one fact of each table is called, and the cell that says when it was."""


SEVERAL = {
    "Child details": "child details",
    "Unaccompanied asylum-seeking child": "records as an unaccompanied asylum-seeking child",
    "Row kept aside": "rows kept aside",
    "Date planned": "dates planned",
    "Pre-proceedings": "pre-proceedings",
    "Care proceedings": "care proceedings",
    "Stay in residential care": "stays in residential care",
    "Suspension or exclusion": "suspensions or exclusions",
    "Answer to a finding": "answers to findings",
    "Record merged": "records merged",
    "New limits on a chart": "new limits on charts",
    "Life story training": "life story trainings",
    "Child in a publication": "children in publications",
    "Place on an agenda": "places on agendas",
    "Action of the monitoring group": "actions of the monitoring group",
    "Attendance": "attendances",
    "Correction of the minutes": "corrections of minutes",
    "Accountable lead": "accountable leads",
    "Action of the plan": "actions of the plan",
    "Words of a report": "words of reports",
}
"""What several facts of a table are called, where that is not its noun with an s."""


def several(table: str) -> str:
    """What some facts of a table are called together."""
    noun = NOUNS[table][0]
    return SEVERAL.get(noun, f"{small(noun)}s")


def called(table: str, cells: Cells) -> str:
    """What one fact is called: a step by its kind (“Statutory visit”), any other by its table."""
    kind = cells.get("kind")
    if table not in KINDS or not kind:
        return NOUNS[table][0]
    words = label("milestone", str(kind))
    return f"Date planned: {small(words)}" if table == "planned_step" else words


KINDS = ("milestone", "planned_step")
"""Tables whose facts are called by their kind."""
TENTHS = {
    (subject.table, cell.name) for subject in SUBJECTS.values() for cell in subject.cells if cell.kind == "tenths"
}
"""Cells that are whole numbers of tenths."""


def dated(table: str, cells: Cells, noun: str = "") -> str:
    """What one fact is called, with its day as exactly as it is known: “Statutory visit of May 2022”."""
    noun, when = noun or called(table, cells), NOUNS[table][1]
    if not when or not cells.get(when):
        return noun
    if table == "planned_step":
        return f"{noun}, said on {plain(cells[when])}"
    roughly = cells.get("precision") not in (None, "", "DAY")
    day = rough(cells[when], str(cells["precision"])) if roughly else plain(cells[when])
    return f"{noun} {day}" if day.startswith("by ") else f"{noun} of {day}"


def rough(day: Any, precision: str) -> str:
    """A date that is not known to the day, as it is shown."""
    on = day if isinstance(day, dt.date) else dt.date.fromisoformat(str(day))
    if precision == "UNKNOWN":
        return f"by {british(on)}"
    return str(on.year) if precision == "YEAR" else british(on).partition(" ")[2]


def fact(table: str, cells: Cells) -> str:
    """One fact in a sentence without its verb: “Care episode of 3 May 2021: full care order; with parents”."""
    opening = dated(table, cells)
    cells = {**cells, "precision": None}  # the day is told as exactly as it is known
    told = said(table, cells, TOLD.get(table))
    return f"{opening}: {small(told)}" if told else opening


def name_of(table: str, cell: str, cells: Cells) -> str:
    """What a cell is called: what a step counts are weeks of an extension, or children."""
    if (table, cell) == ("milestone", "amount"):
        return "Weeks" if cells.get("kind") == "EXTENSION" else "Children"
    return FIELDS[table][cell][0]


def said(table: str, cells: Cells, only: Sequence[str] | None = None) -> str:
    """What is recorded of a fact, cell by cell in words; not the cell that says when it was."""
    when = NOUNS[table][1]
    parts = []
    for cell in FIELDS[table]:
        value = cells.get(cell)
        if cell == when or value in (None, "", CONTINUES) or (only is not None and cell not in only):
            continue
        if table in KINDS and (cell == "kind" or (cell == "plan" and not value)):
            continue
        words = value_of(table, cell, value)
        words = titled(str(value)) if (table, cell) == ("answer", "rule") else words
        if (table, cell) == ("care_episode", "dec"):
            parts.append(f"until {words}")
        else:
            parts.append(words if (table, cell) in SELF_TOLD else f"{name_of(table, cell, cells)}: {words}")
    return "; ".join([parts[0], *(small(part) for part in parts[1:])]) if parts else ""


def value_of(table: str, cell: str, value: Any) -> str:
    """A cell of a fact as people read it."""
    if (table, cell) in TENTHS:
        return f"{int(value) / 10:g}"
    if (table, cell) == ("pmg_item", "put"):
        return ", ".join(small(TITLES.get(code, code)) for code in str(value).split(";"))
    if table in KINDS and cell == "plan":
        return f"plan {value}" if value else "no plan"
    if (table, cell) == ("meeting", "sealed"):
        return "sealed"
    if cell == "date_perm":
        return _in_parts(str(value))
    return plain(value, FIELDS[table][cell][1])


def _in_parts(text: str) -> str:
    """A date of which the day or the month may be “zz”, not known: “May 2015”."""
    parts = text.split("/")
    if len(parts) != 3:
        return text
    day, month, year = parts
    named = MONTHS[int(month) - 1] if month.isdigit() and 1 <= int(month) <= 12 else ""
    known = (str(int(day)) if named and day.isdigit() else "", named, year if year.isdigit() else "")
    return " ".join(filter(None, known)) or "not known"


def between(table: str, cell: str, old: Any, new: Any) -> str:
    """“3 to 13 May 2022”: what two dates share is said once; anything else in full."""
    codes = FIELDS[table][cell][1]
    first, last = _date(old), _date(new)
    if first and last and not codes:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day} to {british(last)}"
        if first.year == last.year:
            return f"{british(first).rsplit(' ', 1)[0]} to {british(last)}"
    return f"{value_of(table, cell, old)} to {value_of(table, cell, new)}"


def _date(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def plain(value: Any, codes: str = "") -> str:
    """A cell as people read it: a date in words, a code by its meaning."""
    if codes:
        return label(codes, None if value is None else str(value))
    day = value if isinstance(value, dt.date) else _date(value)
    return british(day) if day else str(value)


def small(words: str) -> str:
    """Words as they go on within a sentence; capitals of an abbreviation or a name stay."""
    kept = words[1:2].isupper() or words[1:2].isdigit() or words.startswith("Ofsted")
    return words if kept else words[:1].lower() + words[1:]
