"""What is asked about the action plan: something new, progress, what became otherwise, what is over, what was wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from models import codes
from models.dates import british
from models.edits import Edit
from models.edits.action_plan import CHANGED, AddToPlan, ChangeAction, CloseAction, Noted, NoteProgress, SetBeginning
from models.edits.facts import CorrectFact, EndFact, RecordFact, values
from models.measures import MEASURES
from models.rules.action_plan import Action, Plan, Theme
from models.subjects import AUTHORITY, SUBJECTS
from views.child.cells import Field, of
from views.child.record import Form

ENDED = ("number", "ends", "why_ended")
"""Cells that nobody types of something new: its number is given, its end has a form of its own."""
FIXED = {"progress_note": ("theme", "number", "action")}
RAG = (("G", "● Green: as it should be"), ("A", "▲ Amber: to watch"), ("R", "◆ Red: not as it should be"))
ENDING = {
    "plan_risk": ("Close the risk", "It was over on", "Close it"),
    "next_step": ("The step was done", "Done on", "It is done"),
    "audit_finding": ("Close the finding", "It was settled on", "Close it"),
}


def _field(table: str, name: str, **otherwise: Any) -> Field:
    cell = SUBJECTS[table].cell(name)
    if name == "measure":
        otherwise["choices"] = tuple((code, f"{code} · {measure.title}") for code, measure in MEASURES.items())
    if name == "state":
        otherwise |= {"choices": RAG, "note": "Blank: by the status and the due date."}
    return of(cell, **otherwise)


def _fields(table: str, *without: str) -> tuple[Field, ...]:
    return tuple(_field(table, cell.name) for cell in SUBJECTS[table].cells if cell.name not in without)


def _noun(table: str) -> str:
    noun = SUBJECTS[table].noun
    return noun[:1].lower() + noun[1:]


def adding(table: str, today: dt.date, theme: str = "") -> Form:
    """Something new in the plan."""
    begins = SUBJECTS[table].begins
    start = {begins: british(today)} if begins else {}
    if theme:
        start["theme"] = theme

    def edit(cells: Mapping[str, Any]) -> Edit:
        return AddToPlan(table, values(cells))

    says = "It takes the next number, which is never given to another." if table == "plan_action" else ""
    title = f"Add {_noun(table)}"
    return Form(f"plan/add/{table}", title, title.lower(), _fields(table, *ENDED), edit, start, says, "Add")


def training(today: dt.date) -> Form:
    """How many of a role were trained on a day."""
    fields = _fields("training")
    return Form(
        "plan/add/training",
        "Add training",
        "adding training",
        fields,
        lambda cells: RecordFact(AUTHORITY, "training", values(cells)),
        {"day": british(today)},
        save="Add",
    )


def noting(theme: Theme, action: Action | None, today: dt.date) -> Form:
    """Progress of an action, or of a theme as a whole."""
    names = ("day", "words", "status", "state", "evidence") if action is not None else ("day", "words", "evidence")
    number = action.number if action is not None else 0

    def edit(cells: Mapping[str, Any]) -> Edit:
        told = {"status": None, "state": None, **cells}
        return NoteProgress(theme.code, number, Noted(**told))

    about = f"Action {number}: {action.words}" if action is not None else f"Theme {theme.code}: {theme.title}"
    start = {"day": british(today)}
    if action is not None and action.said is not None:
        start |= {"status": action.said.status or "", "state": action.said.state or ""}
    says = f"{about}. What was noted before stays."
    fields = tuple(_field("progress_note", name) for name in names)
    code = f"plan/note/{theme.code}/{number}"
    return Form(code, "Note progress", f"a progress note ({about[:40]})", fields, edit, start, says, "Note")


def changing(action: Action, today: dt.date) -> Form:
    """From a day on an action is otherwise."""
    fields = (
        Field("on", "It changed on", "date", needed=True),
        *(_field("plan_action", name) for name in CHANGED),
        Field("why", "Why", "words", "It is noted with the day, so that a later reader knows.", needed=True),
    )
    start = {name: of_.words(getattr(action, name)) for name, of_ in zip(CHANGED, fields[1:], strict=False)}

    def edit(cells: Mapping[str, Any]) -> Edit:
        now = values({name: cells[name] for name in CHANGED})
        return ChangeAction(action.row, cells["on"], now, cells["why"], action.seen)

    says = "Another due date, another owner: what it was is noted. What was only typed wrongly is corrected (F2)."
    title = f"Action {action.number}: it changed"
    start["on"] = british(today)
    return Form(f"plan/change/{action.number}", title, f"changing action {action.number}", fields, edit, start, says)


def closing(action: Action, today: dt.date) -> Form:
    """An action is done, withdrawn or replaced."""
    fields = (
        _field("plan_action", "ends", title="On", needed=True),
        _field("plan_action", "why_ended", title="How it ended", needed=True),
        Field("words", "What was reached, or why it goes no further", "words", needed=True),
        _field("progress_note", "evidence", note="Needed where it is done: what shows it, and where it can be read."),
    )

    def edit(cells: Mapping[str, Any]) -> Edit:
        return CloseAction(
            action.row, cells["ends"], cells["why_ended"], cells["words"], cells["evidence"], action.seen
        )

    start = {"ends": british(today), "why_ended": "DONE"}
    title = f"Close action {action.number}"
    says = f"{action.words}. Done needs its evidence; withdrawn or replaced needs the reason."
    return Form(f"plan/close/{action.number}", title, f"closing action {action.number}", fields, edit, start, says)


def ending(table: str, row: Mapping[str, Any], today: dt.date, seen: int) -> Form:
    """A risk is over, a step done, a finding settled."""
    title, when, save = ENDING[table]
    fields: tuple[Field, ...] = (_field(table, "ends", title=when, needed=True),)
    start = {"ends": british(today)}
    if table == "audit_finding":
        fields += (_field(table, "response", needed=True),)
        start["response"] = row["response"] or ""

    def edit(cells: Mapping[str, Any]) -> Edit:
        other = values({name: cells[name] for name in cells if name != "ends"})
        return EndFact(AUTHORITY, table, int(row["row_id"]), cells["ends"], other, seen)

    code = f"plan/end/{table}/{row['number']}"
    return Form(code, title, f"“{title}”", fields, edit, start, str(row["words"]), save)


def correcting(table: str, row: Mapping[str, Any], seen: int) -> Form:
    """What was typed wrongly; the number of a fact is never typed."""
    fields = _fields(table, *FIXED.get(table, ("number",)))
    start = {field.name: field.words(row[field.name]) for field in fields if row[field.name] is not None}

    def edit(cells: Mapping[str, Any]) -> Edit:
        other = {name: value for name, value in cells.items() if value != row[name]}
        return CorrectFact(AUTHORITY, table, int(row["row_id"]), values(other), seen)

    key = "/".join(str(row[name]) for name in SUBJECTS[table].key)
    title = f"Correct {_noun(table)}"
    says = (
        "It was typed wrongly. What became otherwise on a day is a change (Ctrl+F2)." if table == "plan_action" else ""
    )
    return Form(f"plan/correct/{table}/{key}", title, f"“{title}”", fields, edit, start, says, "Correct")


def leading(plan: Plan, theme: str, today: dt.date) -> Form:
    """From a day on somebody else is accountable for a theme."""
    fields = (_field("theme_lead", "theme"), _field("theme_lead", "since"), _field("theme_lead", "lead"))
    known = {each.code: each for each in plan.themes}
    was = known[theme].lead if theme in known else None
    says = f"Until now: {was}. Who led before stays on record." if was else "Nobody is named yet."

    def edit(cells: Mapping[str, Any]) -> Edit:
        return RecordFact(AUTHORITY, "theme_lead", values(cells))

    start = {"theme": theme if theme in known else "", "since": british(today)}
    return Form(f"plan/lead/{theme}", "Accountable lead", "naming a lead", fields, edit, start, says, "Record")


def beginning(plan: Plan, seen: int) -> Form:
    """The day from which the rounds of the plan are counted."""
    field = Field("day", "The plan began on", "date", "Blank: on the day its first action was agreed.")
    start = {"day": british(plan.cycle.first)} if plan.cycle is not None else {}
    says = "Local: how many years a round has is chosen on the Policies page."

    def edit(cells: Mapping[str, Any]) -> Edit:
        return SetBeginning(cells["day"], seen)

    return Form("plan/beginning", "When the plan began", "when the plan began", (field,), edit, start, says)


def status_words(code: str | None) -> str:
    """A status of a note in words; blank where none was given."""
    return codes.label("plan_status", code) if code else ""
