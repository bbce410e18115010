"""The Permanency Monitoring Group: its meetings, the agenda by rule, actions that carry and escalate, the minutes.

Meetings and actions stand beside it, for a figure needs them, and no agenda.
"""

from __future__ import annotations

from models.rules.pmg.agenda import Line, agenda, fixed, left_off, lines, proposed, waiting, why_not
from models.rules.pmg.asked import CHAIR, RULES, SIBLINGS, TITLES, Rule
from models.rules.pmg.fitting import BY_RISK, against, length, long, more_wait
from models.rules.pmg.minutes import Item, Member, Minutes, minutes, plain
from models.rules.pmg_actions import CASE, RUNGS, actions, escalations, owed
from models.rules.pmg_meetings import attendance, before, coming, looks_at, meeting, meetings, not_called, seen

__all__ = [
    "BY_RISK",
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
    "against",
    "agenda",
    "attendance",
    "before",
    "coming",
    "escalations",
    "fixed",
    "left_off",
    "length",
    "lines",
    "long",
    "looks_at",
    "meeting",
    "meetings",
    "minutes",
    "more_wait",
    "not_called",
    "owed",
    "plain",
    "proposed",
    "seen",
    "waiting",
    "why_not",
]
