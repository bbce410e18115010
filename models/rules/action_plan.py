"""The permanence action plan as at a day: themes and who leads them, where each action stands and why, what was noted.

Progress is a history of dated notes; where an action stands is the latest note that gives a status or a state, held
against its due date. What is past due is red whatever was noted of it, until it is closed with its evidence.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from models import codes
from models.dates import add_months, british
from models.rules.policies import policies
from models.snapshot import Snapshot

KIND, BEGINS, YEARS = "plan", "begins", "PLAN-CYCLE"
"""The setting that says when the first cycle began, and the policy that says how many years a cycle has."""
SOON = 28
"""Days before its due date from which an action is due soon."""
STATES = ("R", "A", "G", "–")
_BY_STATUS = {"OFF-TRACK": "R", "AT-RISK": "A", "ON-TRACK": "G", "NOT-STARTED": "G"}


@dataclass(frozen=True)
class Note:
    """What was said on a day of a theme (`action` 0) or of one of its actions."""

    row: int
    seen: int
    theme: str
    day: dt.date
    number: int
    action: int
    words: str
    status: str | None
    state: str | None
    evidence: str | None


@dataclass(frozen=True)
class Action:
    """An action of the plan and where it stands: `notes` newest first; `status` a code; `state` R, A, G or –, with the
    reason in words; `late` how many days it is past its due date (0: it is not, or it is closed)."""

    row: int
    seen: int
    number: int
    theme: str
    words: str
    owner: str | None
    agreed: dt.date
    starts: dt.date | None
    due: dt.date | None
    measure: str | None
    ends: dt.date | None
    why_ended: str | None
    notes: tuple[Note, ...]
    status: str
    state: str
    reason: str
    late: int

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.ends is None

    @property
    def said(self) -> Note | None:
        """The latest note."""
        return self.notes[0] if self.notes else None

    @property
    def evidence(self) -> str | None:
        """The latest evidence noted."""
        return next((note.evidence for note in self.notes if note.evidence), None)


@dataclass(frozen=True)
class Theme:
    """One of the themes: who is accountable for it (a role) and since when, its actions, and every note of it and of
    them, newest first."""

    code: str
    title: str
    lead: str | None
    since: dt.date | None
    actions: tuple[Action, ...]
    notes: tuple[Note, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many open actions are in each state: R, A, G, – (no due date)."""
        found = Counter(action.state for action in self.actions if action.open)
        return {state: found[state] for state in STATES}

    @property
    def done(self) -> int:
        """How many actions are done."""
        return sum(action.why_ended == "DONE" for action in self.actions)


@dataclass(frozen=True)
class Risk:
    """A risk to the plan; `ends` None: it is still there."""

    row: int
    seen: int
    number: int
    words: str
    since: dt.date
    level: str | None
    owner: str | None
    mitigation: str | None
    ends: dt.date | None


@dataclass(frozen=True)
class Step:
    """What is to be done next; `late` how many days it is past due while not done."""

    row: int
    seen: int
    number: int
    words: str
    since: dt.date
    owner: str | None
    due: dt.date | None
    ends: dt.date | None
    late: int


@dataclass(frozen=True)
class Finding:
    """What an audit found; `ends` None: it is still open."""

    row: int
    seen: int
    number: int
    day: dt.date
    source: str
    words: str
    theme: str | None
    response: str | None
    ends: dt.date | None


@dataclass(frozen=True)
class Training:
    """How many of a role were trained on a day."""

    row: int
    seen: int
    day: dt.date
    role: str
    trained: int


@dataclass(frozen=True)
class Cycle:
    """A round of the plan: its first and last day, how many years it has, and which of them the day is in."""

    first: dt.date
    last: dt.date
    years: int
    year: int


@dataclass(frozen=True)
class Plan:
    """The whole plan as at a day; lists in order of number, training and notes newest first."""

    as_at: dt.date
    cycle: Cycle | None
    themes: tuple[Theme, ...]
    risks: tuple[Risk, ...]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    training: tuple[Training, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action, theme by theme."""
        return tuple(action for theme in self.themes for action in theme.actions)

    def theme(self, code: str) -> Theme:
        """A theme by its code."""
        return next(theme for theme in self.themes if theme.code == code)

    def action(self, number: int) -> Action | None:
        """An action by its number."""
        return next((action for action in self.actions if action.number == number), None)

    @property
    def trained(self) -> Mapping[str, int]:
        """How many of each role were trained up to the day, the role trained last first."""
        found: dict[str, int] = {}
        for training in self.training:
            found[training.role] = found.get(training.role, 0) + training.trained
        return found


def plan(snapshot: Snapshot) -> Plan:
    """The plan as at the snapshot's day, asked for with `snapshot.once(plan)`; it is the same whoever is looked at."""
    facts, day = snapshot.facts.whole, snapshot.as_at
    whole = snapshot if snapshot.facts is facts else Snapshot(facts, day)
    actions = _rows(whole, "plan_action", "number")
    theme_of = {row["number"]: row["theme"] for row in actions}
    notes = [
        _note(row, theme_of.get(row["action"] or 0, row["theme"]))
        for row in _rows(whole, "progress_note", "day", "number")
    ][::-1]
    leads = {row["theme"]: row for row in _rows(whole, "theme_lead", "since")}
    themes = tuple(
        Theme(
            code,
            of.label,
            leads.get(code, {}).get("lead"),
            leads.get(code, {}).get("since"),
            tuple(_action(row, notes, day) for row in actions if row["theme"] == code),
            tuple(note for note in notes if note.theme == code),
        )
        for code, of in codes.codes("theme").items()
    )
    return Plan(
        day,
        cycle(_began(whole, actions), policies(facts)[YEARS], day),
        themes,
        tuple(Risk(**_own(row, Risk)) for row in _rows(whole, "plan_risk", "number")),
        tuple(
            Step(**_own(row, Step), late=_late(row["due"], row["ends"], day))
            for row in _rows(whole, "next_step", "number")
        ),
        tuple(Finding(**_own(row, Finding)) for row in _rows(whole, "audit_finding", "number")),
        tuple(Training(**_own(row, Training)) for row in _rows(whole, "training", "day", "role")[::-1]),
    )


def progress(notes: Iterable[Note], first: dt.date, last: dt.date) -> tuple[Note, ...]:
    """The notes of a period, both days included, in the order given (newest first)."""
    return tuple(note for note in notes if first <= note.day <= last)


def cycle(begins: dt.date | None, years: int, day: dt.date) -> Cycle | None:
    """The round of so many years that a day is in; None before the first, or where the plan has no beginning."""
    if begins is None or day < begins:
        return None
    whole = day.year - begins.year - (add_months(begins, 12 * (day.year - begins.year)) > day)
    rounds = whole // years
    last = add_months(begins, 12 * years * (rounds + 1)) - dt.timedelta(days=1)
    return Cycle(add_months(begins, 12 * years * rounds), last, years, whole % years + 1)


def standing(
    due: dt.date | None, ends: dt.date | None, why_ended: str | None, notes: Sequence[Note], day: dt.date
) -> tuple[str, str, str]:
    """Status, state and the reason for it of an action as at a day, from its due date, its end and its notes, newest
    first; a note of progress alone changes neither. The status also says the state until a later note gives one."""
    if ends is not None:
        how = codes.label("action_ended", why_ended) if why_ended else "Closed"
        behind = f", {_days((ends - due).days)} after it was due" if due is not None and ends > due else ""
        return why_ended or "DONE", "G" if why_ended in ("DONE", None) else "–", f"{how} on {british(ends)}{behind}"
    given = next((note for note in notes if note.status), None)
    said = next((note for note in notes if note.status or note.state), notes[0] if notes else None)
    status = given.status if given is not None and given.status else "NOT-STARTED"
    noted = f"; {_noted(said)}" if said is not None else ""
    if due is not None and due < day:
        return status, "R", f"{_days((day - due).days)} past due{noted}"
    stated = said.state if said is not None else None
    if status == "DONE" and (said is given or stated != "R"):
        return status, "A", f"{_noted(given)[:1].upper()}{_noted(given)[1:]}, and not closed with its evidence"
    state = stated or _BY_STATUS[status]
    if said is not None and state in ("R", "A"):
        return status, state, f"{_noted(said)[:1].upper()}{_noted(said)[1:]}"
    if due is None:
        return status, state if stated else "–", f"No due date{noted}"
    left = (due - day).days
    when = "Due today" if left == 0 else f"Due in {_days(left)}"
    return status, "A" if left <= SOON else state, f"{when}{noted or '; nothing noted yet'}"


def _noted(said: Note | None) -> str:
    """“noted at risk on 3 May 2022”."""
    if said is None:
        return ""
    words = {"R": "red", "A": "amber", "G": "green"}
    how = codes.label("plan_status", said.status).lower() if said.status else words.get(said.state or "", "")
    return f"noted {how} on {british(said.day)}".replace("  ", " ")


def _days(count: int) -> str:
    return f"{count:,} day{'s' * (count != 1)}"


def _late(due: dt.date | None, ends: dt.date | None, day: dt.date) -> int:
    return max((day - due).days, 0) if due is not None and ends is None else 0


def _action(row: Mapping[str, Any], notes: Iterable[Note], day: dt.date) -> Action:
    own = tuple(note for note in notes if note.action == row["number"])
    status, state, reason = standing(row["due"], row["ends"], row["why_ended"], own, day)
    cells = {name: row[name] for name in ("number", "theme", "words", "owner", "agreed", "starts", "due", "measure")}
    return Action(
        row=row["row_id"],
        seen=row["recorded_by"],
        **cells,
        ends=row["ends"],
        why_ended=row["why_ended"],
        notes=own,
        status=status,
        state=state,
        reason=reason,
        late=_late(row["due"], row["ends"], day),
    )


def _note(row: Mapping[str, Any], theme: str) -> Note:
    """A note; it goes with its action where that was moved to another theme."""
    return Note(**{**_own(row, Note), "theme": theme, "action": row["action"] or 0})


def _own(row: Mapping[str, Any], kind: type) -> dict[str, Any]:
    names = {"row": "row_id", "seen": "recorded_by"}
    return {name: row[names.get(name, name)] for name in kind.__annotations__ if name != "late"}


def _began(whole: Snapshot, actions: list[dict[str, Any]]) -> dt.date | None:
    """The day the authority says the plan began; else the day of its first action."""
    said = whole["setting"].filter((pl.col("kind") == KIND) & (pl.col("name") == BEGINS))["value"].to_list()
    if said and said[0]:
        return dt.date.fromisoformat(said[0])
    return min((row["agreed"] for row in actions), default=None)


def _rows(whole: Snapshot, table: str, *order: str) -> list[dict[str, Any]]:
    return whole[table].sort(*order).to_dicts()
