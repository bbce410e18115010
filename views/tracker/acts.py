"""What can be done for several children as one step: its form, and the edit it makes of each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl

from models import codes
from models.dates import british
from models.edits import Edit
from models.edits.facts import RecordFact, values
from models.edits.many import Many
from models.edits.steps import SetPlanned
from models.edits.workers import AllocateWorker
from models.history.words import small
from models.rules.drift import TITLES
from models.rules.steps import planned
from models.snapshot import Snapshot
from models.subjects import SUBJECTS, Step, steps
from models.trackers.typed import PATHWAYS
from views.child import record
from views.child.cells import EXACT, of
from views.child.record import Choice, Form, Values

Look = Callable[[], Snapshot]
"""The day looked at, as it is known when the form is read."""
Children = Callable[[], Sequence[str]]
"""Those that are chosen when the form is read."""
WORKER, ALLOCATE, FLAG = "record/social_worker/", "record/allocation/", "record/answer/"


def choices() -> list[Choice]:
    """Everything that can be done for several children, under its heading."""
    own = [
        Choice("For all of them", "Allocate a social worker", WORKER),
        Choice("For all of them", "Allocate a team or another worker", ALLOCATE),
        Choice("For all of them", "Flag: who is to do what by when", FLAG),
    ]
    return own + [each for each in record.choices() if each.code.startswith(("record/milestone/", "plan/"))]


def form(code: str, look: Look, children: Children) -> Form:
    """The form of an act by its code; the edit of what is typed is the act for all the children."""
    verb, table, kind = code.split("/")
    if code == WORKER:
        return _handing_over(look, children)
    if code == ALLOCATE:
        return _allocating(look, children)
    if code == FLAG:
        return _flagging(look, children)
    assert table in ("milestone", "planned_step")
    return (_stepping if verb == "record" else _planning)(code, steps()[kind], look, children)


def family(snapshot: Snapshot, child: str) -> list[str]:
    """The child and the brothers and sisters of the same sibling group; the child alone where there is none."""
    groups = snapshot["sibling_group"].filter(pl.col("ends").is_null())
    mine = groups.filter(pl.col("child") == child)["family"]
    together = groups.filter(pl.col("family").is_in(mine.to_list()))["child"].unique().sort().to_list()
    return together or [child]


def live_plans(snapshot: Snapshot, children: Sequence[str], step: Step) -> dict[str, int]:
    """The live plan of each child that a new step belongs to: the last one of the step's pathway."""
    wanted = PATHWAYS.get(step.page, ())
    of_them = pl.col("child").is_in(list(children)) & pl.col("pathway").is_in(wanted) & pl.col("ends").is_null()
    found = snapshot["plan"].filter(of_them).group_by("child").agg(pl.col("plan").max())
    return {child: int(plan) for child, plan in found.iter_rows()}


def _same(label: str, children: Sequence[str], table: str, cells: Mapping[str, Any], seen: int) -> Many:
    """The same new fact for each child."""
    given = values(cells)
    return Many(label, tuple((child, RecordFact(child, table, given, seen)) for child in children))


def _allocating(look: Look, children: Children) -> Form:
    subject = SUBJECTS["allocation"]

    def edit(cells: Values) -> Edit:
        label = f"Allocate {small(codes.label('role', cells['role']))} {cells['who']}"
        return _same(label, children(), "allocation", cells, look().facts.number)

    fields = tuple(of(subject.cell(name)) for name in ("role", "who", "begins", "why"))
    says = "Whoever has held the role until that day stays recorded, and ends with it."
    start = {"begins": british(look().as_at)}
    return Form(ALLOCATE, "Allocate a team or another worker", "allocating", fields, edit, start, says, "Preview")


def _handing_over(look: Look, children: Children) -> Form:
    def edit(cells: Values) -> Edit:
        who, begins, reason = (cells[name] for name in ("who", "begins", "reason"))
        seen = look().facts.number
        edits = ((child, AllocateWorker(child, who, begins, reason, seen)) for child in children())
        return Many(f"Allocate social worker {who}", tuple(edits))

    start = {"begins": british(look().as_at)}
    return Form(
        WORKER,
        "Allocate a social worker",
        "allocating",
        record.worker_fields(),
        edit,
        start,
        record.HANDS_OVER,
        "Preview",
    )


def _flagging(look: Look, children: Children) -> Form:
    subject = SUBJECTS["answer"]

    def edit(cells: Values) -> Edit:
        label = f"Flag “{TITLES.get(cells['rule'], cells['rule'])}”"
        return _same(label, children(), "answer", {**cells, "since": look().as_at}, look().facts.number)

    names = ("rule", "reason", "owner", "action", "due", "until")
    fields = record.answering(tuple(of(subject.cell(name)) for name in names))
    return Form(FLAG, "Flag: who is to do what by when", "flagging", fields, edit, save="Preview")


def _stepping(code: str, step: Step, look: Look, children: Children) -> Form:
    fields = tuple(field for field in record.step_fields(look(), "", step.code) if field.name != "plan")

    def edit(cells: Values) -> Edit:
        chosen = children()
        plans = live_plans(look(), chosen, step)
        edits = (
            (child, RecordFact(child, "milestone", values({**cells, "kind": step.code, "plan": plans.get(child, 0)})))
            for child in chosen
        )
        return Many(f"Record {small(step.words)}", tuple(edits))

    start = {"precision": EXACT, "decider": step.decider}
    says = "It belongs to each child's own plan of this kind, where there is one."
    return Form(code, f"Record {small(step.words)}", f"recording “{step.words}”", fields, edit, start, says, "Preview")


def _planning(code: str, step: Step, look: Look, children: Children) -> Form:
    subject = SUBJECTS["planned_step"]

    def edit(cells: Values) -> Edit:
        snapshot, chosen = look(), children()
        plans = live_plans(snapshot, chosen, step)
        said = snapshot.once(planned).filter((pl.col("kind") == step.code) & pl.col("child").is_in(list(chosen)))
        now = {row["child"]: row for row in said.reverse().to_dicts()}
        edits = []
        for child in chosen:
            row = now.get(child)
            plan, was = (row["plan"], row["planned"]) if row else (plans.get(child, 0), None)
            seen = snapshot.facts.number
            edits.append((child, SetPlanned(child, step.code, plan, cells["planned"], was, seen, cells["why"])))
        return Many(f"Plan {small(step.words)}", tuple(edits))

    fields = (of(subject.cell("planned"), needed=True, note=""), of(subject.cell("why")))
    says = "A day that was planned before stays recorded as what was said then."
    return Form(code, f"Plan {small(step.words)}", f"planning “{step.words}”", fields, edit, {}, says, "Preview")
