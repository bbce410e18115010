"""What can be done with a fact that stands: it was typed wrongly, it changed, it ended, it should never have been."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.dates import british
from models.edits import Edit
from models.edits.adoption import SetDecision, SetMatch, SetReversal
from models.edits.begun import TakeAwayPlacement
from models.edits.care import SetLegalStatus
from models.edits.changes import ChangeFact
from models.edits.facts import CorrectFact, EndFact, RemoveFact, called, values
from models.edits.plans import ClosePlan, SwitchPrimary
from models.edits.reported import CorrectReported
from models.history.words import small
from models.rules.plans import live
from models.snapshot import Snapshot
from models.subjects import DETAILS, FORMS, LEGAL, MATCH, PLACEMENT, RETURNED, SUBJECTS
from views.child import next_meeting, of_care, of_return
from views.child.cells import Field, of
from views.child.next_meeting import ADDING
from views.child.record import Form, answering, mine, plan_field, plan_words, recording, step_fields

Row = Mapping[str, Any]
CHANGING = ("residential", "sibling_group", "allocation", "answer")
"""Facts of which a new one takes the place of the old one on a day."""
FIXED = {"plan": ("plan",), "planned_step": ("kind",), "note": ("number",)}
"""Cells that tell a fact from others and are not typed."""
OTHERWISE = {DETAILS.table: "Who the child is does not change on a day: correct it (F2)."}
"""What to do with a fact that is only corrected here."""
SPELLS = (PLACEMENT.table, LEGAL.table)
"""What lasts until another begins: it changes when that one is recorded, and has no end of its own."""
ENDED = {"plan": "It was closed", "adm_decision": "It was reversed"}
"""How an end is called, where it is not simply one."""
WORKER = "social_worker"


def form(code: str, snapshot: Snapshot, child: str) -> Form | None:
    """The form of a code; None where the fact it is about stands no more."""
    verb, table, which = code.split("/")
    if code == ADDING:
        return next_meeting.adding(snapshot, child)
    if table == DETAILS.table:
        return of_return.details(snapshot, child, which)
    if verb == of_care.VERB:
        return of_care.form(code, snapshot, child)
    if table == PLACEMENT.table:
        return of_return.placement(snapshot, child, which)
    if table == LEGAL.table:
        return of_return.legal_status(snapshot, child, which)
    if table == MATCH.table:
        return of_return.match(snapshot, child, which)
    if verb in ("record", "plan"):
        return recording(code, snapshot, child)
    if verb == "switch":
        return switching(snapshot, child)
    row = next((row for row in mine(snapshot, child, table) if str(row["row_id"]) == which), None)
    makers = {"correct": correcting, "change": changing, "end": ending}
    return makers[verb](snapshot, child, table, row) if row is not None else None


def of_fact(table: str, row: Row) -> str:
    """A fact as it goes on within a sentence: “viability assessment”."""
    return called(FORMS[table], row)


def why_not(verb: str, table: str, row: Row) -> str:
    """Why a verb is not for this fact, and what is; blank where it is."""
    if verb in ("change", "end") and table in OTHERWISE:
        return OTHERWISE[table]
    if verb == "change" and not can_change(table):
        words = of_fact(table, row)
        return f"{words[:1].upper()}{words[1:]} happened once: record another, or correct it (F2)."
    return ""


def can_change(table: str) -> bool:
    """Whether the fact may become otherwise on a day; others happened once."""
    return table in (*CHANGING, *SPELLS) or table in ("plan", "primary_plan", "planned_step", WORKER)


def can_end(table: str, row: Row) -> bool:
    """Whether it has an end that is not recorded yet."""
    ends = FORMS[table].ends
    return table not in SPELLS and ends is not None and row[ends] is None


def correcting(snapshot: Snapshot, child: str, table: str, row: Row) -> Form:
    """Put right what was typed wrongly."""
    subject = SUBJECTS[table]
    if table == "milestone":
        fields = step_fields(snapshot, child, row["kind"], row)
    else:
        fields = tuple(of(cell) for cell in subject.cells if cell.name not in FIXED.get(table, ()))
        fields = answering(fields, row["rule"]) if table == "answer" else fields
        if table in ("planned_step", "primary_plan"):
            named = plan_field(snapshot, child)
            fields = tuple(named if field.name == "plan" else field for field in fields)
    start = {field.name: field.words(row[field.name]) for field in fields}

    def edit(cells: Mapping[str, Any]) -> Edit:
        other = {cell: value for cell, value in cells.items() if value != row[cell]}
        made = CorrectReported if table in RETURNED else CorrectFact
        return made(child, table, row["row_id"], values(other), snapshot.facts.number)

    return Form(
        f"correct/{table}/{row['row_id']}",
        f"Correct {of_fact(table, row)}",
        f"correcting “{of_fact(table, row)}”",
        fields,
        edit,
        start,
        "It was typed wrongly: what stood here before stays in the history.",
    )


def changing(snapshot: Snapshot, child: str, table: str, row: Row) -> Form | None:
    """It changed on a day: what is so from then on; None where such a fact does not change."""
    if table in SPELLS:
        return of_care.form(f"{of_care.VERB}/{table}/", snapshot, child)
    subject = SUBJECTS[table]
    if table in ("plan", "primary_plan"):
        return switching(snapshot, child)
    if table == "planned_step":
        return recording(f"plan/planned_step/{row['kind']}", snapshot, child)
    if table == WORKER:
        return recording(f"record/{WORKER}/", snapshot, child)
    if table not in CHANGING:
        return None
    left_out = (subject.ends, *subject.companions, "role" if table == "allocation" else "", "rule")
    fields = tuple(
        of(cell, title="It changed on") if cell.name == subject.begins else of(cell)
        for cell in subject.cells
        if cell.name not in left_out
    )
    kept = {key: row[key] for key in ("role", "rule") if key in row}

    def edit(cells: Mapping[str, Any]) -> Edit:
        return ChangeFact(child, table, row["row_id"], values({**kept, **cells}), snapshot.facts.number)

    return Form(
        f"change/{table}/{row['row_id']}",
        f"Change {of_fact(table, row)}",
        f"changing “{of_fact(table, row)}”",
        fields,
        edit,
        {field.name: field.words(row[field.name]) for field in fields if field.name != subject.begins},
        "It changed on a day: what was so until then stays recorded.",
    )


def ending(snapshot: Snapshot, child: str, table: str, row: Row) -> Form | None:
    """It ended on a day; None where it has no end of its own, or has ended."""
    if not can_end(table, row):
        return None
    if table == "plan":
        return _closing(snapshot, child, row)
    if table == "adm_decision":
        return _reversing(snapshot, child, row)
    subject = SUBJECTS[table]
    assert subject.ends is not None
    ends = subject.ends
    fields = (of(subject.cell(ends), needed=True), *(of(subject.cell(cell)) for cell in subject.companions))

    def edit(cells: Mapping[str, Any]) -> Edit:
        others = values({cell: cells[cell] for cell in subject.companions if cells[cell] is not None})
        return EndFact(child, table, row["row_id"], cells[ends], others, snapshot.facts.number)

    return Form(
        f"end/{table}/{row['row_id']}",
        f"End {of_fact(table, row)}",
        f"ending “{of_fact(table, row)}”",
        fields,
        edit,
        save="End it",
    )


def removing(snapshot: Snapshot, child: str, table: str, row: Row) -> Edit:
    """Take away what should never have been recorded."""
    if table in SPELLS:
        made = TakeAwayPlacement if table == PLACEMENT.table else SetLegalStatus
        return made(child, None, row["decom"], snapshot.facts.number)
    if table in (MATCH.table, "adm_decision"):
        cleared = SetMatch if table == MATCH.table else SetDecision
        return cleared(child, None, row[FORMS[table].begins or ""], snapshot.facts.number)
    return RemoveFact(child, table, row["row_id"], snapshot.facts.number)


def _live(snapshot: Snapshot, child: str) -> list[dict[str, Any]]:
    return [row for row in snapshot.once(live).to_dicts() if row["child"] == child]


def switching(snapshot: Snapshot, child: str) -> Form:
    """Another of the plans becomes the primary one."""
    subject = SUBJECTS["primary_plan"]
    rows = _live(snapshot, child)
    others = tuple((str(row["plan"]), plan_words(row)) for row in rows if not row["primary"])
    now = next((plan_words(row) for row in rows if row["primary"]), None)
    fields = (
        of(subject.cell("plan"), title="The primary plan now", choices=others),
        of(subject.cell("since"), title="It changed on"),
        *(of(subject.cell(cell)) for cell in ("decider", "why")),
    )

    def edit(cells: Mapping[str, Any]) -> Edit:
        return SwitchPrimary(child, cells["plan"], cells["since"], cells["why"], cells["decider"])

    until = f"Until now: {now}. It goes on as a contingency." if now else "No plan is the primary one now."
    if not others:
        until = "No contingency is pursued that could become the primary plan; record one first."
    code = "switch/primary_plan/"
    return Form(code, "Switch the primary plan", "switching the primary plan", fields, edit, {}, until)


def _reversing(snapshot: Snapshot, child: str, row: Row) -> Form:
    subject, made = SUBJECTS["adm_decision"], row["date_placed"]
    fields = tuple(of(subject.cell(cell), needed=True) for cell in ("date_placed_ceased", "reason_placed_ceased"))

    def edit(cells: Mapping[str, Any]) -> Edit:
        day, why = cells["date_placed_ceased"], cells["reason_placed_ceased"]
        return SetReversal(child, day, None, snapshot.facts.number, made, why)

    return Form(
        f"end/adm_decision/{row['row_id']}",
        f"Record that the decision of {british(made)} was reversed",
        "recording that the decision was reversed",
        fields,
        edit,
        says="The placement order is revoked by the court, and recorded as a new legal status.",
    )


def _closing(snapshot: Snapshot, child: str, row: Row) -> Form:
    subject = SUBJECTS["plan"]
    rows = _live(snapshot, child)
    primary = any(other["primary"] and other["plan"] == row["plan"] for other in rows)
    others = tuple((str(other["plan"]), plan_words(other)) for other in rows if other["plan"] != row["plan"])
    fields: tuple[Field, ...] = (
        of(subject.cell("ends"), needed=True),
        of(subject.cell("why_ended"), needed=True),
    )
    if primary and others:
        fields += (Field("then", "The primary plan from then on", "number", "", True, others),)

    def edit(cells: Mapping[str, Any]) -> Edit:
        seen = snapshot.facts.number
        return ClosePlan(child, row["plan"], cells["ends"], cells["why_ended"], seen, cells.get("then"))

    return Form(
        f"end/plan/{row['row_id']}",
        f"Close the plan: {small(plan_words(row))}",
        f"closing the plan “{plan_words(row)}”",
        fields,
        edit,
        says="Other plans go on as they are.",
        save="Close it",
    )
