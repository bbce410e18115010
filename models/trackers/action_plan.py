"""The lists of the permanence action plan: themes, actions, risks, next steps, audit findings, training.

They are lists of the authority's own facts, not of children, so none of them is a tracker in the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from models import codes
from models.dates import british
from models.measures import MEASURES
from models.rules.action_plan import STATES, Action, Plan, Theme
from models.trackers import Column, framed

WHOLE = "all"
"""The id of the row that stands for the whole plan."""
_NUMBER = Column("number", "No.", "number", "Its number, which is never given to another", 5)
_OWNER = Column("owner", "Owner", "text", "Who carries it out: a role, never a name", 24)
_DUE = Column("due", "Due", "date", "The day by which it is to be done", 13)
_LATE = Column("late", "Days late", "days", "Days past its due date while it is open", 9)
_EVIDENCE = Column("evidence", "Evidence", "text", "What shows it, and where it can be read", 36)
_THEME = Column("theme", "Theme", "text", "The priority it belongs to", 46, shown=False)

THEMES = (
    Column("title", "Theme", "text", "One of the six priorities of the plan", 36),
    Column("lead", "Accountable lead", "text", "Who answers for it: a role, never a name", 22),
    Column("R", "◆ R", "number", "Open actions that are red: past due, or off track", 5),
    Column("A", "▲ A", "number", "Open actions that are amber: due soon, or at risk", 5),
    Column("G", "● G", "number", "Open actions that are on track", 5),
    Column("–", "○ –", "number", "Open actions without a due date", 5),
    Column("done", "Done", "number", "Actions that are done", 6),
    Column("noted", "Last noted", "date", "The day of the latest progress note", 13, shown=False),
)
ACTIONS = (
    _NUMBER,
    Column("words", "Action", "text", "What is to be done", 50),
    Column("state", "RAG", "state", "Red, amber or green, by its latest note and its due date", 7),
    Column("status", "Status", "text", "Where it stands by its latest note", 14),
    _OWNER,
    _DUE,
    _LATE,
    Column("reason", "Why this state", "text", "Why it is red, amber or green", 40),
    Column("progress", "Latest progress", "text", "What was noted last", 50),
    Column("noted", "Noted on", "date", "The day of the latest note", 13),
    _EVIDENCE,
    Column("measure", "Measure", "text", "The measure that is to show its effect", 34),
    Column("agreed", "Agreed on", "date", "The day it was agreed", 13, shown=False),
    Column("starts", "Starts", "date", "The day from which an effect is looked for", 13, shown=False),
    Column("ends", "Closed on", "date", "The day it was done or withdrawn", 13),
    _THEME,
)
RISKS = (
    _NUMBER,
    Column("words", "Risk", "text", "What may go wrong", 50),
    Column("level", "Level", "text", "High, medium or low", 9),
    _OWNER,
    Column("mitigation", "What is done about it", "text", "What makes it smaller", 46),
    Column("since", "Since", "date", "The day it was recorded", 13),
    Column("ends", "Closed on", "date", "The day it was over", 13),
)
STEPS = (
    _NUMBER,
    Column("words", "Next step", "text", "What is to be done next", 60),
    _OWNER,
    _DUE,
    _LATE,
    Column("since", "Since", "date", "The day it was set", 13),
    Column("ends", "Done on", "date", "The day it was done", 13),
)
FINDINGS = (
    _NUMBER,
    Column("day", "Day", "date", "The day of the audit", 13),
    Column("source", "Audit", "text", "Which audit or inspection found it", 28),
    Column("words", "Finding", "text", "What was found", 50),
    Column("theme", "Theme", "text", "The priority it belongs to", 30),
    Column("response", "Response", "text", "What is done about it", 46),
    Column("ends", "Closed on", "date", "The day it was settled", 13),
)
NOTES = (
    Column("day", "Day", "date", "The day it was noted", 13),
    Column("action", "Action", "text", "The action it is about; a dash: the theme as a whole", 36),
    Column("words", "Progress", "text", "What was said", 60),
    Column("status", "Status", "text", "Where the action stood", 14),
    Column("state", "RAG", "state", "Red, amber or green, as it was noted", 7),
    _EVIDENCE,
    _THEME,
)
TRAINING = (
    Column("day", "Day", "date", "The day of the training", 13),
    Column("role", "Role", "text", "The role of those trained; never a name", 36),
    Column("trained", "Trained", "number", "How many were trained that day", 10),
    Column("all", "In all", "number", "How many of the role were trained up to that day", 10),
)


def named(theme: Theme) -> str:
    """“3 Reducing drift and delay for achieving permanency”."""
    return f"{theme.code} {theme.title}"


def themes(plan: Plan) -> pl.DataFrame:
    """A row for each theme, and first one for the whole plan."""
    rows = [
        {
            "id": theme.code,
            "title": named(theme),
            "lead": theme.lead,
            **theme.counts,
            "done": theme.done,
            "noted": theme.notes[0].day if theme.notes else None,
        }
        for theme in plan.themes
    ]
    counted = {name: sum(row[name] for row in rows) for name in (*STATES, "done")}  # type: ignore[misc]
    noted = max((row["noted"] for row in rows if row["noted"]), default=None)  # type: ignore[type-var]
    whole = {"id": WHOLE, "title": "The whole plan", "lead": None, **counted, "noted": noted}
    return _frame(THEMES, [whole, *rows])


def actions(plan: Plan, theme: str = WHOLE) -> pl.DataFrame:
    """A row for each action of a theme, or of the whole plan: open ones first, red before amber before green."""
    titles = {each.code: named(each) for each in plan.themes}
    found = [action for action in plan.actions if theme in (WHOLE, action.theme)]
    found.sort(key=lambda action: (not action.open, STATES.index(action.state), -action.late, action.number))
    return _frame(ACTIONS, [_action(action, titles[action.theme]) for action in found])


def _action(action: Action, theme: str) -> dict[str, Any]:
    said = action.said
    cells = {name: getattr(action, name) for name in ("number", "words", "state", "owner", "due", "reason", "agreed")}
    return cells | {
        "id": str(action.number),
        "row": action.row,
        "status": status(action),
        "late": action.late or None,
        "progress": said.words if said is not None else None,
        "noted": said.day if said is not None else None,
        "evidence": action.evidence,
        "measure": measured(action.measure),
        "starts": action.starts,
        "ends": action.ends,
        "theme": theme,
    }


def status(action: Action) -> str:
    """Where an action stands, in words."""
    return codes.label("plan_status" if action.open else "action_ended", action.status)


def measured(code: str | None) -> str | None:
    """“A2 Placement order to match”; none where no measure is linked."""
    return f"{code} {MEASURES[code].title}" if code is not None and code in MEASURES else code


def notes(plan: Plan, theme: str = WHOLE) -> pl.DataFrame:
    """A row for each progress note of a theme, or of the whole plan, newest first."""
    told = [(each, note) for each in plan.themes if theme in (WHOLE, each.code) for note in each.notes]
    rows = [
        {
            **vars(note),
            "id": f"{note.theme}/{note.day}/{note.number}/{note.row}",
            "action": f"{found.number} {found.words}" if (found := plan.action(note.action)) is not None else None,
            "status": codes.label("plan_status", note.status) if note.status else None,
            "theme": named(each),
        }
        for each, note in sorted(told, key=lambda pair: pair[1].day, reverse=True)
    ]
    return _frame(NOTES, rows)


def risks(plan: Plan) -> pl.DataFrame:
    """A row for each risk, the open ones first, the highest before the others."""
    levels = list(codes.codes("risk_level"))
    order = sorted(plan.risks, key=lambda risk: (risk.ends is not None, levels.index(risk.level or levels[-1])))
    found = [{**vars(risk), "level": codes.label("risk_level", risk.level) if risk.level else None} for risk in order]
    return _frame(RISKS, _ids(found))


def steps(plan: Plan) -> pl.DataFrame:
    """A row for each next step, those still to be done first."""
    order = sorted(plan.steps, key=lambda step: step.ends is not None)
    return _frame(STEPS, _ids({**vars(step), "late": step.late or None} for step in order))


def findings(plan: Plan) -> pl.DataFrame:
    """A row for each audit finding, the open ones first, the latest before the others."""
    order = sorted(plan.findings, key=lambda each: (each.ends is not None, -each.day.toordinal()))
    titles = {theme.code: named(theme) for theme in plan.themes}
    return _frame(FINDINGS, _ids({**vars(each), "theme": titles.get(each.theme or "")} for each in order))


def training(plan: Plan) -> pl.DataFrame:
    """A row for each day and role trained, the latest first, with how many of the role there were up to then."""
    rows, so_far = [], dict[str, int]()
    for each in reversed(plan.training):
        so_far[each.role] = so_far.get(each.role, 0) + each.trained
        rows.append({**vars(each), "id": f"{each.day} {each.role}", "all": so_far[each.role]})
    return _frame(TRAINING, rows[::-1])


def described(plan: Plan) -> str:
    """The plan in a line: how many actions are open and how they stand, and which year of which round it is."""
    still = [action for action in plan.actions if action.open]
    if not plan.actions:
        return "No action is recorded yet"
    words = {"R": "red", "A": "amber"}
    stand = [f"{sum(action.state == letter for action in still):,} {word}" for letter, word in words.items()]
    said = f"{len(still):,} of {len(plan.actions):,} actions open: {', '.join(stand)}"
    turn = plan.cycle
    if turn is None:
        return said
    return f"{said} · year {turn.year} of {turn.years} ({british(turn.first)} to {british(turn.last)})"


def _ids(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "id": str(row["number"])} for row in rows]


def _frame(columns: tuple[Column, ...], rows: Iterable[Mapping[str, Any]]) -> pl.DataFrame:
    return framed(columns, rows, row=pl.Int64())
