"""A theme in words, as a paper to the board has it: its lead, dated progress, and its actions with their evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape

from models.dates import british
from models.rules.action_plan import Action, Note, Plan, Theme, progress
from models.trackers import STATES
from models.trackers.action_plan import status
from views.theme import theme as worn


def html(plan: Plan, themes: Sequence[Theme], since: dt.date) -> str:
    """The themes one after the other, with the progress noted from a day on."""
    muted = worn().colour("muted").name()
    parts = [part for each in themes for part in _theme(each, since, plan.as_at, muted)]
    return f"<style>li {{ margin-bottom: 4px }} h2 {{ margin-top: 12px }}</style>{''.join(parts)}"


def _theme(theme: Theme, since: dt.date, until: dt.date, muted: str) -> list[str]:
    notes = progress(theme.notes, since, until)
    lead = f"{theme.lead}, since {british(theme.since)}" if theme.lead else "nobody is named yet"
    parts = [
        f"<h2>Theme {theme.code}: {escape(theme.title)}</h2>",
        f"<p>Accountable lead: {escape(lead)}</p>",
        f"<h3>Progress from {british(since)} to {british(until)}</h3>",
    ]
    parts += [_list([_note(note, muted) for note in notes])] if notes else ["<p>Nothing was noted in this time.</p>"]
    shown = [action for action in theme.actions if action.ends is None or action.ends >= since]
    before = len(theme.actions) - len(shown)
    parts.append("<h3>Actions</h3>")
    parts += (
        [_list([_action(action, muted) for action in shown], "list-style-type: none")]
        if shown
        else ["<p>No action is open.</p>"]
    )
    if before:
        parts.append(f"<p style='color: {muted}'>{before:,} closed before {british(since)}.</p>")
    return parts


def _list(items: Sequence[str], style: str = "") -> str:
    return f"<ul style='{style}'>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _note(note: Note, muted: str) -> str:
    of = f", action {note.action}" if note.action else ""
    shown = f" Evidence: {escape(note.evidence)}." if note.evidence else ""
    return f"{escape(note.words)}.<br><span style='color: {muted}'>{british(note.day)}{of}.{shown}</span>"


def _action(action: Action, muted: str) -> str:
    shape = STATES[action.state][0]
    owner = f"{action.owner}. " if action.owner else ""
    due = f"Due {british(action.due)}. " if action.due and action.open else ""
    shown = f" Evidence: {action.evidence}." if action.evidence else ""
    said = f"{owner}{due}{action.reason}.{shown}"
    head = f"<b>{shape} {action.state} {action.number} {escape(action.words)}</b>: {escape(status(action).lower())}"
    return f"{head}<br><span style='color: {muted}'>{escape(said)}</span>"
