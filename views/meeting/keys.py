"""The keys of meeting mode as its sheet has them."""

from __future__ import annotations

KEYS = (
    ("Page Down, Alt+Right", "To the next child; what is typed stays with its child"),
    ("Page Up, Alt+Left", "To the child before"),
    ("Enter", "From the decision to the owner, to the due date, to Record"),
    ("Ctrl+Enter", "Record what is decided, and on to the next child"),
    ("Ctrl+Shift+Enter", "Record, and stay with the child for another action"),
    ("Alt+R, Alt+A, Alt+G", "State agreed: red, amber, green; again takes it back"),
    ("Alt+E", "Escalate the action chosen, or else the child's case"),
    ("Alt+N", "What came of an escalation"),
    ("Alt+D", "The action chosen is done, with evidence"),
    ("Alt+W", "The action chosen in other words, of another owner or due day"),
    ("Alt+H", "What the child said"),
    ("Alt+1", "To the decision"),
    ("Alt+L", "To the list of open actions"),
    ("Alt+C", "To what changed since the meeting before"),
    ("Alt+T", "To the timeline"),
    ("Ctrl+G", "To a place on the agenda, or a child by its number"),
    ("Ctrl++, Ctrl+−", "Larger letters for a wall, smaller ones"),
    ("Alt+Z", "Take back what was recorded last"),
    ("F8", "Blank the identifiers for a projector, or show them again"),
    ("Esc", "One step out; the second time out of the meeting"),
)
