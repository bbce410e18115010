"""What is recorded of the permanence action plan: six themes and who leads them, actions, dated progress, risks, next
steps, audit findings; and the words that the authority gives its reports.

They are facts of the authority itself. Progress is a history of dated notes; where an action stands is its last note.
"""

from __future__ import annotations

from models.cells import Cell, Subject

_NUMBER = Cell("number", "Number", "number", needed=True)
_THEME = Cell("theme", "Theme", "code", "theme", needed=True)
_OWNER = Cell("owner", "Owner", note="A role; never a name.")

IMPROVEMENT = (
    Subject(
        "theme_lead",
        "Accountable lead",
        ("theme", "since"),
        (
            _THEME,
            Cell("since", "Since", "date", needed=True),
            Cell("lead", "Accountable lead", needed=True, note="A role; never a name."),
        ),
        "since",
        "",
    ),
    Subject(
        "plan_action",
        "Action of the plan",
        ("number",),
        (
            _NUMBER,
            _THEME,
            Cell("words", "Action", "words", needed=True),
            _OWNER,
            Cell("agreed", "Agreed on", "date", needed=True),
            Cell("starts", "Starts", "date", note="The day from which an effect can be looked for."),
            Cell("due", "Due", "date"),
            Cell("measure", "Measure", note="The measure that is to show its effect, such as A2."),
            Cell("ends", "Done or withdrawn on", "date"),
            Cell("why_ended", "Done or withdrawn", "code", "action_ended"),
        ),
        "agreed",
        "",
        "ends",
        ("why_ended",),
    ),
    Subject(
        "progress_note",
        "Progress note",
        ("theme", "day", "number"),
        (
            _THEME,
            Cell("day", "Day", "date", needed=True),
            Cell("number", "Number that day", "number", needed=True),
            Cell("action", "Number of the action", "number", note="0: the theme as a whole."),
            Cell("words", "Progress", "words", needed=True),
            Cell("status", "Status", "code", "plan_status"),
            Cell("state", "State", "code", "state"),
            Cell("evidence", "Evidence", "words", note="What shows it; where it can be read."),
        ),
        "day",
        "",
    ),
    Subject(
        "plan_risk",
        "Risk",
        ("number",),
        (
            _NUMBER,
            Cell("words", "Risk", "words", needed=True),
            Cell("since", "Since", "date", needed=True),
            Cell("level", "Level", "code", "risk_level"),
            _OWNER,
            Cell("mitigation", "What is done about it", "words"),
            Cell("ends", "Closed on", "date"),
        ),
        "since",
        "",
        "ends",
    ),
    Subject(
        "next_step",
        "Next step",
        ("number",),
        (
            _NUMBER,
            Cell("words", "Next step", "words", needed=True),
            Cell("since", "Since", "date", needed=True),
            _OWNER,
            Cell("due", "Due", "date"),
            Cell("ends", "Done on", "date"),
        ),
        "since",
        "",
        "ends",
    ),
    Subject(
        "audit_finding",
        "Audit finding",
        ("number",),
        (
            _NUMBER,
            Cell("day", "Day", "date", needed=True),
            Cell("source", "Audit", needed=True, note="Which audit or inspection found it."),
            Cell("words", "Finding", "words", needed=True),
            Cell("theme", "Theme", "code", "theme"),
            Cell("response", "Response", "words"),
            Cell("ends", "Closed on", "date"),
        ),
        "day",
        "",
        "ends",
    ),
    Subject(
        "report_text",
        "Words of a report",
        ("report", "as_at", "part"),
        (
            Cell("report", "Report", needed=True),
            Cell("as_at", "Of the report as at", "date", needed=True),
            Cell("part", "Part", needed=True),
            Cell("words", "Words", "words", needed=True),
        ),
        None,
        "",
    ),
)
"""Facts of the authority."""
