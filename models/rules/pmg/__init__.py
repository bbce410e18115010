"""The Permanency Monitoring Group: its meetings, the agenda by rule, actions that carry and escalate, the minutes."""

from __future__ import annotations

from models.rules.pmg.actions import CASE, RUNGS, actions, escalations, owed
from models.rules.pmg.agenda import Line, agenda, lines, proposed, why_not
from models.rules.pmg.asked import CHAIR, RULES, SIBLINGS, TITLES, Rule
from models.rules.pmg.meetings import attendance, before, coming, meeting, meetings, not_called, seen
from models.rules.pmg.minutes import Item, Member, Minutes, minutes, plain

__all__ = [
    "CASE",
    "CHAIR",
    "RULES",
    "RUNGS",
    "SIBLINGS",
    "TITLES",
    "Item",
    "Line",
    "Member",
    "Minutes",
    "Rule",
    "actions",
    "agenda",
    "attendance",
    "before",
    "coming",
    "escalations",
    "lines",
    "meeting",
    "meetings",
    "minutes",
    "not_called",
    "owed",
    "plain",
    "proposed",
    "seen",
    "why_not",
]
