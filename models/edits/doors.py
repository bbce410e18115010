"""Which facts beside the return are impossible, and what to do about it: every edit of one passes here.

What is only doubtful (a step before the plan it belongs to) is recorded, and a check finds it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from models import codes
from models.dates import british
from models.edits import Refused, Row, Tx, doors_of_care, doors_of_meetings, doors_of_plan
from models.edits.stated import unfit
from models.rules.journeys import EARLIER_MATCH
from models.subjects import AUTHORITY, BEFORE_BIRTH, NUMBERED, SUBJECTS, Cell, Subject, steps

Cells = Mapping[str, Any]
COMING = (
    *("planned_step.planned", "answer.due", "answer.until"),
    *("meeting.held", "attendance.meeting", "pmg_item.meeting", "pmg_action.due"),
    *("plan_action.starts", "plan_action.due", "next_step.due"),
)
"""Days that may lie ahead."""
MOST = {
    "school_term.attendance": (1000, "attendance is 100 per cent at most"),
    "school_term.hours": (1680, "a week has 168 hours"),
    "pmg_item.seconds": (86_400, "a day has 86,400 seconds"),
    "pmg_item.minutes": (1_440, "a day has 1,440 minutes"),
    "meeting.minutes_each": (1_440, "a day has 1,440 minutes"),
}
"""The most that a number can be, in tenths where the cell is of tenths, and why."""
LEAST = {
    "meeting.quorum": "a meeting needs a member at least",
    "meeting.minutes_each": "a child needs a minute at least",
    "pmg_item.minutes": "a child needs a minute at least",
}
"""What cannot be nought, and why."""


def admit(subject: Subject, cells: Cells, others: Sequence[Row], tx: Tx, child: str) -> None:
    """Refuse what cannot be: a needed cell left blank, a code that is none, days in the wrong order, a second fact of
    one key. `others` are the child's other facts of the table. Raises Refused with a sentence that says what to do."""
    for cell in subject.cells:
        _sound(subject, cell, cells.get(cell.name))
    if child != AUTHORITY and not _anybody(tx, child):
        raise Refused(f"No child {child} is recorded here; record the child first.")
    _days(subject, cells, tx, child)
    key = {name: cells.get(name) for name in subject.key}
    if any(all(row[name] == value for name, value in key.items()) for row in others):
        raise Refused(f"{subject.noun}: the same is recorded already. Correct that one, or give this one another day.")
    if rule := _RULES.get(subject.table):
        rule(cells, others, tx, child)


def _anybody(tx: Tx, child: str) -> bool:
    return bool(tx.current("child_details", child) or tx.current("care_episode", child))


def _sound(subject: Subject, cell: Cell, value: Any) -> None:
    if value is None:
        if cell.needed:
            raise Refused(f"{cell.title} is needed for this {subject.noun.lower()}; please fill it in.")
        return
    if cell.kind == "date" and not isinstance(value, dt.date):
        raise Refused(f"{cell.title}: “{value}” is not a date; type day, month and year, such as 27 3 2022.")
    if cell.kind in ("number", "tenths") and (not isinstance(value, int) or value < 0):
        raise Refused(f"{cell.title}: “{value}” is not a number of 0 or more.")
    named = f"{subject.table}.{cell.name}"
    if (most := MOST.get(named)) and value > most[0]:
        raise Refused(
            f"{cell.title}: {f'{value / 10:g}' if cell.kind == 'tenths' else f'{value:,}'} cannot be; {most[1]}."
        )
    if named in LEAST and not value:
        raise Refused(f"{cell.title}: 0 cannot be; {LEAST[named]}.")
    if cell.kind == "code" and value not in codes.codes(cell.codes):
        raise Refused(f"{cell.title}: “{value}” is none of the choices.")


def _days(subject: Subject, cells: Cells, tx: Tx, child: str) -> None:
    for cell in subject.cells:
        day = cells.get(cell.name)
        if cell.kind != "date" or day is None or f"{subject.table}.{cell.name}" in COMING:
            continue
        if day > tx.today:
            raise Refused(f"{cell.title}: {british(day)} has not happened yet; record it on the day it happens.")
        if subject.table != "pre_proceedings" and cells.get("kind") not in BEFORE_BIRTH:
            for row in tx.current("child_details", child):
                if row["dob"] is not None and _last(subject, cell, cells, day) < row["dob"]:
                    born = british(row["dob"])
                    raise Refused(f"{cell.title}: {british(day)} is before the child was born, on {born}.")
    if subject.begins and subject.ends and cells.get(subject.ends) is not None:
        begun, over = cells[subject.begins], cells[subject.ends]
        if over < earliest(begun, cells.get("precision")):
            raise Refused(f"It began on {british(begun)} and cannot have ended before that, on {british(over)}.")
    if subject.ends and cells.get(subject.ends) is None:
        for name in subject.companions:
            if cells.get(name) is not None:
                end = subject.cell(subject.ends).title
                raise Refused(f"{subject.cell(name).title} goes with the end: fill in “{end}” too, or leave it blank.")


def earliest(day: dt.date, precision: str | None) -> dt.date:
    """The first day that an approximate date can mean; of one that says “by this day”, any before it."""
    if precision == "UNKNOWN":
        return dt.date.min
    return day.replace(day=1) if precision == "MONTH" else day.replace(month=1, day=1) if precision == "YEAR" else day


def approximate(day: dt.date, precision: str | None) -> dt.date:
    """The last day that an approximate date can mean: the end of its month or year, or the day itself."""
    if precision == "MONTH":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return dt.date(day.year, 12, 31) if precision == "YEAR" else day


def _last(subject: Subject, cell: Cell, cells: Cells, day: dt.date) -> dt.date:
    """The last day that a date of a fact can mean: its beginning may be approximate."""
    return approximate(day, cells.get("precision")) if cell.name == subject.begins else day


def _step(cells: Cells, _others: Sequence[Row], tx: Tx, child: str) -> None:
    step = steps()[cells["kind"]]
    outcome = cells.get("outcome")
    if outcome is not None and outcome not in step.outcomes:
        said = ", ".join(codes.label("outcome", code).lower() for code in step.outcomes) or "none"
        raise Refused(f"{step.words} has no outcome “{codes.label('outcome', outcome)}”; it may have: {said}.")
    _of_plan(cells["plan"], tx, child)
    if cells["kind"] == "EXTENSION" and cells.get("amount") == 0:
        raise Refused("An extension of no weeks is none: say by how many weeks the proceedings were extended.")
    if cells["kind"] == "CELEBRATION":
        _celebrated(cells, tx, child)
    if cells["kind"] == EARLIER_MATCH:
        _matched_again(cells, tx, child)


def _matched_again(cells: Cells, tx: Tx, child: str) -> None:
    """An earlier match is one after which another was made; its exact day is known, for figures count from it."""
    last = next((row["date_match"] for row in tx.current("adoption", child) if row["date_match"]), None)
    if last is None or cells["day"] >= last:
        raise Refused(
            "An earlier match is one before the last. Type the match itself in the column “Matched” of the permanence "
            "tracker."
        )
    if cells.get("precision") is not None:
        raise Refused("How exact: the exact day of a match is needed, for days are counted from it.")


def _celebrated(cells: Cells, tx: Tx, child: str) -> None:
    """An adoption is celebrated once it is made; where the order is not recorded yet, nothing can be said."""
    orders = [row["dec"] for row in tx.current("care_episode", child) if row["rec"] in codes.ADOPTED and row["dec"]]
    if orders and approximate(cells["day"], cells.get("precision")) < min(orders):
        raise Refused(
            f"The adoption order was made on {british(min(orders))} and cannot be celebrated before that; correct one "
            "of the two days."
        )


def _of_plan(plan: int, tx: Tx, child: str) -> Row | None:
    if plan == 0:
        return None
    for row in tx.current("plan", child):
        if row["plan"] == plan:
            return row
    raise Refused(f"The child has no plan of number {plan}; record the plan first.")


def _planned(cells: Cells, _others: Sequence[Row], tx: Tx, child: str) -> None:
    _of_plan(cells["plan"], tx, child)
    if cells.get("planned") is not None and cells["planned"] < cells["said"]:
        raise Refused(
            f"A day planned on {british(cells['said'])} cannot be before it; record the step itself if it was taken."
        )


def _primary(cells: Cells, _others: Sequence[Row], tx: Tx, child: str) -> None:
    plan = _of_plan(cells["plan"], tx, child)
    if plan is None:
        raise Refused("Say which of the child's plans is the primary one.")
    since = cells["since"]
    if since < earliest(plan["begins"], plan["precision"]):
        raise Refused(f"This plan was agreed on {british(plan['begins'])}; it cannot be the primary one before that.")
    if plan["ends"] is not None and since >= plan["ends"]:
        raise Refused(f"This plan was closed on {british(plan['ends'])}; choose one that is still pursued.")


def _plan(cells: Cells, others: Sequence[Row], tx: Tx, child: str) -> None:
    if cells["plan"] == 0:
        raise Refused("A plan's number begins at 1.")
    for row in tx.current("primary_plan", child):
        if row["plan"] != cells["plan"]:
            continue
        since = british(row["since"])
        if row["since"] < earliest(cells["begins"], cells.get("precision")):
            raise Refused(
                f"It is the primary plan since {since} and cannot be agreed after that; correct that day first."
            )
        if cells.get("ends") is not None and row["since"] > cells["ends"]:
            raise Refused(f"It became the primary plan on {since} and cannot be closed before that; close it later.")
    for row in others:
        same = row["pathway"] == cells["pathway"] and row["with_whom"] == cells.get("with_whom")
        apart = (row["ends"] is not None and row["ends"] <= cells["begins"]) or (
            cells.get("ends") is not None and cells["ends"] <= row["begins"]
        )
        if same and not apart:
            raise Refused(
                f"The same plan is pursued already, since {british(row['begins'])}; close that one first, or say with "
                "whom this one is."
            )


def _proceedings(cells: Cells, others: Sequence[Row], _tx: Tx, _child: str) -> None:
    for row in others:
        over = row["ends"]
        if row["issued"] < cells["issued"] and (over is None or over > cells["issued"]):
            raise Refused(
                f"Proceedings of {british(row['issued'])} are still open on {british(cells['issued'])}; record their "
                "final order first."
            )
        until = cells.get("ends")
        if cells["issued"] < row["issued"] and (until is None or until > row["issued"]):
            raise Refused(
                f"The next proceedings were issued on {british(row['issued'])}; these ended by then. Say when."
            )


def _siblings(cells: Cells, others: Sequence[Row], _tx: Tx, _child: str) -> None:
    for row in others:
        apart = (row["ends"] is not None and row["ends"] <= cells["since"]) or (
            cells.get("ends") is not None and cells["ends"] <= row["since"]
        )
        if row["family"] == cells["family"] and not apart:
            raise Refused(f"The child is in this sibling group already, since {british(row['since'])}.")


def _answer(cells: Cells, _others: Sequence[Row], _tx: Tx, _child: str) -> None:
    since, until, due = cells["since"], cells.get("until"), cells.get("due")
    if until is not None and until < since:
        raise Refused(f"Answered on {british(since)}, it cannot hold until {british(until)}; give a later day.")
    if due is not None and due < since:
        raise Refused(f"Answered on {british(since)}, the action cannot be due on {british(due)}; give a later day.")
    if cells.get("state") is not None and until is None:
        raise Refused("Holds until: say until which day this state holds; the computed one comes back after it.")


def _claim(cells: Cells, _others: Sequence[Row], _tx: Tx, _child: str) -> None:
    titles = {cell.name: cell.title for cell in SUBJECTS["claim"].cells}
    if wrong := unfit(cells, titles):
        raise Refused(f"{titles[wrong[0]]}: {wrong[1]}")


def _population(cells: Cells, _others: Sequence[Row], _tx: Tx, _child: str) -> None:
    if cells["estimate"] == 0:
        raise Refused("Children aged 0 to 17: no rate can be worked out on an estimate of nobody; check the number.")


def _comparator(cells: Cells, _others: Sequence[Row], _tx: Tx, _child: str) -> None:
    first, last = cells.get("first"), cells["last"]
    if first is not None and first > last:
        raise Refused(f"The period would begin on {british(first)}, after its end on {british(last)}; check both days.")


def spare(table: str, row: Row, tx: Tx, child: str) -> None:
    """Refuse to take a fact away that others rest on. Raises Refused with a sentence that says what to do instead."""
    if table == "plan":
        beside = (each for each in NUMBERED if each != "plan")
        if any(other["plan"] == row["plan"] for each in beside for other in tx.current(each, child)):
            raise Refused("Steps or a choice of the primary plan are recorded for this plan; close it instead.")
    doors_of_plan.spare(table, row, tx)
    doors_of_meetings.spare(table, row, tx)


_RULES: dict[str, Callable[[Cells, Sequence[Row], Tx, str], None]] = {
    "milestone": _step,
    "planned_step": _planned,
    "primary_plan": _primary,
    "plan": _plan,
    "sibling_group": _siblings,
    "answer": _answer,
    "proceedings": _proceedings,
    "population": _population,
    "comparator": _comparator,
    "claim": _claim,
    **doors_of_plan.RULES,
    **doors_of_care.RULES,
    **doors_of_meetings.RULES,
}
