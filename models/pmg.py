"""What is recorded of the Permanency Monitoring Group: its meetings, what it said of each child, actions, escalations.

A meeting and who was there are facts of the authority; what was said and agreed about a child is a fact of the child.
How often an action was carried, and what escalates by itself, is worked out and never recorded.
"""

from __future__ import annotations

from models.cells import Cell, Subject

_MEETING = Cell("meeting", "Day of the meeting", "date", needed=True)
_OWNER = Cell("owner", "Owner", note="The worker's identifier or a role; never a name.")

MEETINGS = (
    Subject(
        "meeting",
        "Meeting",
        ("held",),
        (
            Cell("held", "Day of the meeting", "date", needed=True),
            Cell("called", "Called on", "date", needed=True, note="The day it was set up."),
            Cell("chair", "Chair", note="A role or a worker's identifier; never a name."),
            Cell("quorum", "Quorum", "number", note="How many members must be there."),
            Cell("minutes_each", "Minutes for each child", "number"),
            Cell("as_at", "Frozen as at", "date", note="The day whose figures the meeting looks at."),
            Cell("known", "Frozen as known", "number", note="The change set up to which facts were known."),
            Cell("begun", "Begun at", note="The moment the meeting began."),
            Cell("closed", "Closed at", note="The moment it ended."),
            Cell("notes", "General minutes", "words"),
            Cell("signed", "Signed off on", "date"),
            Cell("signed_by", "Signed off by"),
            Cell("sealed", "Minutes as signed off", "words"),
            Cell("fingerprint", "Fingerprint of the minutes"),
        ),
        "called",
        "",
        "signed",
        ("signed_by", "sealed", "fingerprint"),
    ),
    Subject(
        "attendance",
        "Attendance",
        ("meeting", "who"),
        (
            _MEETING,
            Cell("who", "Who", needed=True, note="A role or a worker's identifier; never a name."),
            Cell("role", "For", note="The team or service that the member speaks for."),
            Cell("present", "There or not", "code", "attendance", needed=True),
            Cell("interest", "Declared interest", "words", note="In which child's case, and why."),
        ),
        None,
        "",
    ),
    Subject(
        "minute_correction",
        "Correction of the minutes",
        ("meeting", "number"),
        (
            _MEETING,
            Cell("number", "Number", "number", needed=True),
            Cell("said", "Said on", "date", needed=True),
            Cell("words", "Correction", "words", needed=True),
            Cell("child_ref", "About the child", note="The child's id; blank where it is about the meeting."),
        ),
        "said",
        "",
    ),
)
"""Facts of the authority."""

OF_CHILD = (
    Subject(
        "pmg_item",
        "Place on an agenda",
        ("meeting",),
        (
            _MEETING,
            Cell("listed", "Put on the agenda on", "date", needed=True),
            Cell("place", "Place on the agenda", "number", needed=True),
            Cell("put", "Rules that put the child there", note="Their codes with ; between them; CHAIR: by hand."),
            Cell("why", "Why", "words", note="The chair's reason for putting the child on, or taking it off."),
            Cell("off", "Taken off by the chair", "code", "yes_no"),
            Cell("minutes", "Minutes", "number", note="The time meant for the child."),
            Cell("discussed", "Discussed on", "date"),
            Cell("decision", "Decision", "words"),
            Cell("agreed", "State agreed", "code", "state"),
            Cell("heard", "What the child said", "words"),
            Cell("seconds", "Time taken, in seconds", "number"),
        ),
        "listed",
        "",
        "discussed",
        ("decision", "agreed", "heard", "seconds"),
    ),
    Subject(
        "pmg_action",
        "Action of the monitoring group",
        ("number",),
        (
            Cell("number", "Number", "number", needed=True, note="1 for the child's first action, 2 for the next."),
            Cell("meeting", "Agreed on", "date", needed=True, note="The day of the meeting that agreed it."),
            Cell("words", "Action", "words", needed=True),
            _OWNER,
            Cell("due", "Due", "date"),
            Cell("ends", "Done or withdrawn on", "date"),
            Cell("why_ended", "Done or withdrawn", "code", "action_ended"),
            Cell("evidence", "Evidence", "words", note="What shows that it was done; where it can be read."),
        ),
        "meeting",
        "",
        "ends",
        ("why_ended", "evidence"),
    ),
    Subject(
        "escalation",
        "Escalation",
        ("action", "rung"),
        (
            Cell("action", "Number of the action", "number", needed=True, note="0: the child's case as such."),
            Cell("rung", "To whom", "code", "rung", needed=True),
            Cell("since", "Escalated on", "date", needed=True),
            Cell("why", "Why", "words"),
            Cell("answered", "Answered on", "date"),
            Cell("outcome", "Outcome", "words"),
        ),
        "since",
        "",
        "answered",
        ("outcome",),
    ),
)
"""Facts of a child."""
