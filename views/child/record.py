"""What can be recorded about a child, and the form for each: its cells, what stands in them, the edit it makes.

A form has a code (`record/milestone/VIABILITY`, `correct/plan/812`), so that what was typed into it is kept under it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import polars as pl

from models import codes
from models.dates import british
from models.edits import Edit
from models.edits.facts import RecordFact, values
from models.edits.plans import AgreePlan
from models.edits.steps import SetPlanned
from models.edits.workers import AllocateWorker
from models.history.words import small
from models.rules.drift import TITLES, titled
from models.rules.journeys import EARLIER_MATCH
from models.rules.plans import PATHWAYS, RELATIONS
from models.rules.steps import planned
from models.snapshot import Snapshot
from models.subjects import MATCH, STORED, SUBJECTS, Subject, steps
from views.child.cells import EXACT, Field, of
from views.child.standing import finding

Row = Mapping[str, Any]
Values = Mapping[str, Any]

PAGES = (
    *("The child", "Plans", "Court", "Adoption", "Connected carers", "At home", "Long-term care", "Residential"),
    *("Life story", "Education", "Care", "People", "Notes"),
)
"""The headings under which facts are kept, in the order of a child's way."""
OF_PLANS = {
    "Adoption": ("ADOPTION",),
    "Connected carers": ("SGO", "KIN", "CAO"),
    "At home": ("HOME",),
    "Long-term care": ("LTF", "KIN"),
    "Residential": ("RESIDENTIAL",),
}
"""The plans that the steps under a heading usually belong to."""
OWN_FORMS = ("plan", "primary_plan", "milestone", "planned_step")
LEFT_OUT = {
    "note": ("number",),
    "allocation": ("ends",),
    "adm_decision": ("date_placed_ceased", "reason_placed_ceased"),
}
"""Cells that the form of a new fact does not ask for: they come of themselves, or later."""
WEEKS, WEEKS_OF = "EXTENSION", "Weeks"
"""The step whose number is of weeks, and what its cell is called then."""
CAME = "care/came/"


class Choice(NamedTuple):
    """One thing that can be recorded: its heading, its words, the code of its form."""

    page: str
    words: str
    code: str


@dataclass(frozen=True)
class Form:
    """A form about one child. `doing` goes on from “You began …”; `edit` makes the edit of what was typed."""

    code: str
    title: str
    doing: str
    fields: tuple[Field, ...]
    edit: Callable[[Values], Edit]
    start: Mapping[str, str] = field(default_factory=dict)
    says: str = ""
    save: str = "Save"


def choices(away: bool = False) -> list[Choice]:
    """Everything that can be recorded, under its heading; the days that steps are planned for come last.

    A child who is `away`, not in care, may come into it.
    """
    found = [Choice("Care", "Came into care", CAME)] if away else []
    found += [
        Choice("The child", "Date of birth, sex, ethnicity, pupil number", "record/child_details/"),
        Choice("Care", "A new legal status", "care/legal_status/"),
        Choice("Care", "Legal status: correct which it is, or its first day", "record/legal_status/"),
        Choice("Care", "A new placement", "care/care_episode/"),
        Choice("Care", "Placement: correct its day, type, provider, Ofsted number", "record/care_episode/"),
        Choice("Care", "The day the child came into care", "care/entry/"),
        Choice("Care", "The day the child left care, and why", "care/left/"),
        Choice("Plans", "Permanence plan", "record/plan/"),
        Choice("Plans", "Another plan becomes the primary one", "switch/primary_plan/"),
        Choice("Adoption", "Match", f"record/{MATCH.table}/"),
    ]
    found += [
        Choice(subject.page, subject.noun, f"record/{subject.table}/")
        for subject in SUBJECTS.values()
        if subject.page and subject.table not in OWN_FORMS
    ]
    found += [Choice(step.page, step.words, f"record/milestone/{step.code}") for step in steps().values()]
    found.sort(key=lambda choice: PAGES.index(choice.page))
    found += [
        Choice("A day is planned for", f"{step.words}, planned", f"plan/planned_step/{step.code}")
        for step in steps().values()
        if step.code != EARLIER_MATCH
    ]
    return found


def mine(snapshot: Snapshot, child: str, table: str) -> list[dict[str, Any]]:
    """A child's facts of one table, by the snapshot's day; quick where the snapshot is about few children."""
    return [row for row in snapshot[STORED.get(table, table)].to_dicts() if row["child"] == child]


def plan_words(row: Row) -> str:
    """A plan as it is chosen: “Special guardianship, aunt”."""
    words = str(PATHWAYS.get(row["pathway"], row["pathway"]))
    return f"{words}, {RELATIONS[row['with_whom']]}" if row["with_whom"] in RELATIONS else words


def plan_field(snapshot: Snapshot, child: str, **otherwise: Any) -> Field:
    """Which of the child's plans a step belongs to, or none."""
    of_child = tuple(
        (str(row["plan"]), plan_words(row) + (" (closed)" if row["ends"] else ""))
        for row in mine(snapshot, child, "plan")
    )
    asked = {"title": "Belongs to the plan", "note": "", "choices": (("0", "No single plan"), *of_child)}
    return of(SUBJECTS["milestone"].cell("plan"), **{**asked, **otherwise})


def usual_plan(snapshot: Snapshot, child: str, page: str) -> str:
    """The one live plan that steps under a heading usually belong to; none where there is not exactly one."""
    usual = OF_PLANS.get(page, ())
    live = [row for row in mine(snapshot, child, "plan") if row["ends"] is None and row["pathway"] in usual]
    return str(live[0]["plan"]) if len(live) == 1 else "0"


def recording(code: str, snapshot: Snapshot, child: str) -> Form | None:
    """The form that records something new; None where the code names none."""
    verb, table, kind = code.split("/")
    if verb == "plan":
        return _planning(code, snapshot, child, kind)
    if verb != "record":
        return None
    if table == "plan":
        return _agreeing(code, snapshot, child)
    if table == "milestone":
        return _step(code, snapshot, child, kind)
    if table == "social_worker":
        return _handing_over(code, snapshot, child)
    return _fact(code, snapshot, child, SUBJECTS[table])


def _fact(code: str, snapshot: Snapshot, child: str, subject: Subject) -> Form:
    left_out = LEFT_OUT.get(subject.table, ())
    fields = tuple(
        of(cell, needed=cell.needed or cell.name == "review_code")
        for cell in subject.cells
        if cell.name not in left_out
    )
    start = {}
    if subject.table in ("note", "answer"):
        start[subject.begins or ""] = british(snapshot.as_at)
    says = ""
    if subject.table == "adm_decision" and mine(snapshot, child, subject.table):
        says = "The reversal of one that stands is recorded on it: among what is recorded, Del."
    if subject.table == "answer":
        start["rule"] = code.rpartition("/")[2]
        fields = answering(fields, start["rule"])
        says = finding(snapshot, child, start["rule"])
    number = pl.col("written")

    def edit(cells: Values) -> Edit:
        if subject.table == "note":
            told = snapshot["note"].filter((pl.col("child") == child) & (number == cells["written"]))["number"]
            cells = {**cells, "number": 1 + (told.max() or 0)}  # type: ignore[operator]
        return RecordFact(child, subject.table, values(cells), snapshot.facts.number)

    return Form(
        code,
        f"Record {small(subject.noun)}",
        f"recording “{subject.noun}”",
        fields,
        edit,
        start,
        says,
    )


def worker_fields() -> tuple[Field, ...]:
    """Who has the child as social worker, from when, and why."""
    subject = SUBJECTS["allocation"]
    reasons = tuple((code, found.label) for code, found in codes.codes("sw_reason").items())
    return (
        of(subject.cell("who"), note="The worker's identifier, as the return has it."),
        of(subject.cell("begins")),
        Field("reason", "Reason for this worker", "code", "The return asks for it.", choices=reasons),
    )


HANDS_OVER = "Whoever had the child until that day stays recorded, and hands over on it."


def _handing_over(code: str, snapshot: Snapshot, child: str) -> Form:
    def edit(cells: Values) -> Edit:
        return AllocateWorker(child, cells["who"], cells["begins"], cells["reason"], snapshot.facts.number)

    start = {"begins": british(snapshot.as_at)}
    return Form(code, "Allocate a social worker", "allocating", worker_fields(), edit, start, HANDS_OVER)


def answering(fields: tuple[Field, ...], rule: str = "") -> tuple[Field, ...]:
    """The cells of an answer, with the findings in words; the doubtful fact that is answered among them."""
    titles = TITLES | ({rule: titled(rule)} if rule and rule not in TITLES else {})
    return tuple(replace(field, choices=tuple(titles.items())) if field.name == "rule" else field for field in fields)


def step_fields(snapshot: Snapshot, child: str, kind: str, row: Row | None = None) -> tuple[Field, ...]:
    """The cells of a step of one kind: those that it can have, or has."""
    subject, step = SUBJECTS["milestone"], steps()[kind]
    has = row or {}
    fields = [of(subject.cell("day")), _precision(), plan_field(snapshot, child)]
    if step.outcomes or has.get("outcome"):
        outcomes = tuple((code, codes.label("outcome", code)) for code in step.outcomes)
        fields.append(of(subject.cell("outcome"), choices=outcomes))
    if kind == WEEKS or has.get("amount") is not None:
        fields.append(of(subject.cell("amount"), title=WEEKS_OF if kind == WEEKS else "How many", note=""))
    fields += [of(subject.cell(name)) for name in ("decider", "ref", "note")]
    return tuple(fields)


def _precision() -> Field:
    return of(SUBJECTS["milestone"].cell("precision"))


def _step(code: str, snapshot: Snapshot, child: str, kind: str) -> Form | None:
    step = steps().get(kind)
    if step is None:
        return None
    start = {"precision": EXACT, "plan": usual_plan(snapshot, child, step.page), "decider": step.decider}
    return Form(
        code,
        f"Record {small(step.words)}",
        f"recording “{step.words}”",
        step_fields(snapshot, child, kind),
        lambda cells: RecordFact(child, "milestone", values({**cells, "kind": kind})),
        start,
        "A day still to come is planned, not recorded." if step.page in ("Court", "Adoption") else "",
    )


def _agreeing(code: str, snapshot: Snapshot, child: str) -> Form:
    subject = SUBJECTS["plan"]
    primary = Field(
        "primary",
        "Primary or contingency",
        "code",
        "One plan is the primary one; contingencies are worked beside it.",
        True,
        (("yes", "The primary plan"), ("no", "A contingency beside it")),
    )
    live = any(row["ends"] is None for row in mine(snapshot, child, "plan"))
    why = of(SUBJECTS["primary_plan"].cell("why"))
    fields = (
        *(of(subject.cell("pathway")), primary, of(subject.cell("begins"))),
        *(of(subject.cell(name)) for name in ("with_whom", "decider", "lead")),
        why,
    )

    def edit(cells: Values) -> Edit:
        others = {name: cells[name] for name in ("with_whom", "decider", "lead", "why")}
        first = cells["primary"] == "yes"
        return AgreePlan(child, cells["pathway"], cells["begins"], first, **others, seen=snapshot.facts.number)

    return Form(
        code,
        "Record permanence plan",
        "recording a permanence plan",
        fields,
        edit,
        {"primary": "no" if live else "yes"},
    )


def _planning(code: str, snapshot: Snapshot, child: str, kind: str) -> Form | None:
    step, subject = steps().get(kind), SUBJECTS["planned_step"]
    if step is None:
        return None
    rows = snapshot.once(planned).filter((pl.col("child") == child) & (pl.col("kind") == kind)).to_dicts()
    before = {row["plan"]: row["planned"] for row in rows}
    plan = str(rows[0]["plan"]) if len(rows) == 1 else usual_plan(snapshot, child, step.page)
    fields = (of(subject.cell("planned")), plan_field(snapshot, child), of(subject.cell("why")))

    def edit(cells: Values) -> Edit:
        seen = snapshot.facts.number
        return SetPlanned(
            child, kind, cells["plan"], cells["planned"], before.get(cells["plan"]), seen, why=cells["why"]
        )

    now = before.get(int(plan))
    planned_ = fields[0]
    return Form(
        code,
        f"Plan {small(step.words)}",
        f"planning “{step.words}”",
        fields,
        edit,
        {"plan": plan, "planned": planned_.words(now)},
        "Blank withdraws the day that is planned now." if now else "",
    )
