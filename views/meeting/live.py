"""What meeting mode reads and records of one meeting: its agenda, each child's actions, and the edits it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from models.dates import british
from models.edits import Edit, Tx
from models.edits.pmg_actions import AddAction, AmendAction, AnswerEscalation, CloseAction, Escalate
from models.edits.pmg_items import Decide
from models.history import moment
from models.rules import pmg
from models.rules.identifiers import KNOWN
from models.singly import singly
from models.snapshot import Snapshot
from views.meeting.rows import reasons
from views.workspace import Workspace


@dataclass(frozen=True)
class Meeting:
    """The meeting that is run: its day, what it looks at, and the meeting before."""

    held: dt.date
    as_at: dt.date
    known: int
    before: dt.date | None
    after: int
    """The change set that the meeting before stood at; 0 where there was none."""


@dataclass(frozen=True)
class Item:
    """A child's place on the agenda, and what is recorded of it by now."""

    child: str
    words: str
    minutes: int
    discussed: dt.date | None
    decision: str
    agreed: str
    heard: str
    seconds: int


@dataclass(frozen=True)
class Now:
    """What is so about a child today: open actions, escalations that stand, who may own an action."""

    actions: tuple[Mapping[str, Any], ...]
    escalations: tuple[Mapping[str, Any], ...]
    owners: tuple[str, ...]


def opened(workspace: Workspace, held: dt.date) -> Meeting | None:
    """The meeting that was begun on a day; None where none was."""
    snapshot = workspace.snapshot()
    row = pmg.meeting(snapshot, held)
    if row is None or row["begun"] is None:
        return None
    last = pmg.before(snapshot, held)
    known = workspace.store.head if row["known"] is None else int(row["known"])
    after = 0 if last is None or last["known"] is None else int(last["known"])
    return Meeting(held, row["as_at"] or held, known, None if last is None else last["held"], after)


def frozen(workspace: Workspace, meeting: Meeting) -> Snapshot:
    """The snapshot that the meeting looks at, whatever was recorded since."""
    return Snapshot(workspace.store.facts_at(meeting.known), meeting.as_at)


def band(workspace: Workspace, meeting: Meeting) -> str:
    """The two clocks in words: what the meeting looks at, and what it records."""
    acts = workspace.store.change_sets()
    at = acts.filter(pl.col("number") == meeting.known)["at"].to_list()
    known = moment(dt.datetime.fromisoformat(at[0])) if at else "the beginning"
    return (
        f"Frozen for the meeting: as at {british(meeting.as_at)}, as known on {known}. "
        f"What you record here is a fact of today, {british(workspace.today)}."
    )


def agenda(snapshot: Snapshot, held: dt.date) -> list[Item]:
    """The children on the agenda in their order: as it was fixed, or as it is proposed until the meeting begins."""
    found = pmg.meeting(snapshot, held)
    begun = found is not None and found["begun"] is not None
    rows = pmg.fixed(snapshot, held) if begun else pmg.agenda(snapshot, held)
    return [_item(row) for row in rows.to_dicts()]


def members(snapshot: Snapshot, held: dt.date) -> tuple[str, ...]:
    """Who is called to the meeting: first of all they own what it decides."""
    return tuple(pmg.attendance(snapshot, held)["who"])


def agenda_of(workspace: Workspace, held: dt.date, children: Collection[str]) -> dict[str, Item]:
    """Some children's places as they are recorded now."""
    rows = workspace.about(children)["pmg_item"].filter(pl.col("meeting") == held).to_dicts()
    return {row["child"]: _item(row) for row in rows}


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        row["child"],
        reasons(row["put"], row["why"]) or "no reason recorded",
        int(row["minutes"] or 0),
        row["discussed"],
        row["decision"] or "",
        row["agreed"] or "",
        row["heard"] or "",
        int(row["seconds"] or 0),
    )


def anew(item: Item, now: Item | None) -> Item:
    """A child's place with what is recorded now; the time meant for the child stays."""
    return item if now is None else replace(now, minutes=item.minutes)


def about(workspace: Workspace, child: str) -> Now:
    """What is so about a child today."""
    return singly(lambda: _about(workspace, child))


def _about(workspace: Workspace, child: str) -> Now:
    snapshot = workspace.about([child])
    mine = pl.col("child") == child
    open_ = snapshot.once(pmg.actions).filter(mine & pl.col("open")).to_dicts()
    standing = snapshot.once(pmg.escalations).filter(mine & pl.col("standing")).to_dicts()
    roles = snapshot["allocation"].filter(mine & pl.col("ends").is_null())["who"].to_list()
    social = snapshot["social_worker"].filter(mine & pl.col("sw_dec").is_null())["sw_id"].drop_nulls().to_list()
    return Now(tuple(open_), tuple(standing), (*KNOWN, *social, *roles))


@dataclass(frozen=True)
class Together:
    """Several edits about a child as one act, with one undo."""

    label: str
    edits: tuple[Edit, ...]

    @property
    def kind(self) -> str:
        """A decision is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Record them, one after the other."""
        for edit in self.edits:
            edit.apply(tx)


def deciding(
    workspace: Workspace, meeting: Meeting, item: Item, words: Mapping[str, str], due: dt.date | None, seconds: int
) -> Edit:
    """What was decided about a child; with an owner or a due day, what is new of it is an action, too."""
    seen = workspace.snapshot().facts.number
    said, agreed, heard = (words[name] or None for name in ("decision", "agreed", "heard"))
    decide = Decide(item.child, meeting.held, said, agreed, heard, seconds, seen)
    if not (words["owner"] or due):
        return decide
    known = set(item.decision.splitlines())
    new = [line for line in words["decision"].splitlines() if line.strip() and line not in known]
    task = " ".join(new or words["decision"].splitlines())
    return Together(decide.label, (decide, AddAction(item.child, meeting.held, task, words["owner"] or None, due)))


def doubt(workspace: Workspace, meeting: Meeting, item: Item, edit: Edit) -> str:
    """A doubt where a new action says what an open one of the child says already, or an open one still says what the
    decision does not say any more; blank where none does."""
    parts = edit.edits if isinstance(edit, Together) else (edit,)
    new = next((_plain(each.words) for each in parts if isinstance(each, AddAction)), None)
    was, now = _plain(item.decision), _plain(next(each.decision or "" for each in parts if isinstance(each, Decide)))
    for row in about(workspace, item.child).actions:
        words = _plain(row["words"] or "")
        called = f" Action {row['number']} ({row['owner'] or 'nobody named'})"
        if words == new:
            return (
                f"{called} says the same. If it is the same one, Alt+Z takes this one back, and Alt+W changes that one."
            )
        if row["meeting"] == meeting.held and words in was and words not in now:
            back = "" if new is None else "Alt+Z takes the new one back, and "
            return f"{called} still says “{row['words']}”. If it is meant otherwise, too, {back}Alt+W changes it."
    return ""


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def escalating(workspace: Workspace, child: str, action: int, rung: str, why: str) -> Edit:
    """An action, or the child's case as such, goes to somebody higher."""
    return Escalate(child, action, rung, why.strip(), workspace.today)


def answering(workspace: Workspace, child: str, row: Mapping[str, Any], outcome: str) -> Edit:
    """What came of an escalation, also of one that came by itself."""
    seen = workspace.snapshot().facts.number
    cells = (row["action"], row["rung"], row["since"])
    return AnswerEscalation(child, *cells, workspace.today, outcome.strip(), row["why"], seen)


def amending(
    workspace: Workspace, meeting: Meeting, row: Mapping[str, Any], words: str, owner: str | None, due: dt.date | None
) -> Edit:
    """An action is agreed otherwise: put right at its own meeting, or changed by this one."""
    later = None if row["meeting"] == meeting.held else meeting.held
    seen = workspace.snapshot().facts.number
    return AmendAction(row["child"], int(row["number"]), words, owner, due, seen, later)


def ending(workspace: Workspace, child: str, number: int, why: str, evidence: str) -> Edit:
    """An action is done, with what shows it, or is not wanted any more."""
    return CloseAction(child, number, workspace.today, why, evidence, workspace.snapshot().facts.number)
