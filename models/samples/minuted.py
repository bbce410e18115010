"""What the demonstration's monitoring group says: decisions, actions, evidence, what children said, in words."""

from __future__ import annotations

MEMBERS = (
    ("Head of service", "Chair"),
    ("Fostering team manager", "Fostering team"),
    ("Adoption service manager", "Adoption agency"),
    ("Reviewing manager", "Review and development unit"),
    ("Care team manager", "Children looked after team"),
    ("Legal adviser", "Legal services"),
    ("Virtual school head", "Virtual school"),
    ("Health lead", "Health of children in care"),
)
"""Who belongs to the group, and whom each speaks for."""
PUT = (
    ("UNSEEN", "Not seen here for 26 weeks"),
    ("UNSEEN", "Not seen here yet"),
    ("OVERDUE", "A review was overdue"),
    ("DRIFT", "New drift flag: waiting without a match"),
    ("DRIFT;UNSEEN", "New drift flag: at home without a plan to discharge the order. Not seen here for 26 weeks"),
    ("PLAN", "The primary plan changed"),
    ("ORDER", "Placement order, and no family linked yet"),
    ("CHAIR", "Put on by the chair: the carers have asked"),
)
"""Which rules put a child on the agenda, and why."""
TAKEN = ("Order made last week; to be closed", "Discussed at the legal gateway this week", "Worker away; next month")
DECISIONS = (
    "Go on as planned",
    "Family finding to be widened to all regions",
    "Assessment of the aunt to be finished before the next review",
    "Application to discharge the care order to be prepared",
    "Match to go to panel",
    "Life story work to begin now",
    "Contingency plan to be agreed with the reviewing officer",
    "Long-term match with the present carers to be approved",
    "Contact plan to be reviewed before the application is lodged",
)
HEARD = (
    None,
    None,
    "Wants to stay with the present carers",
    "Would like to see brother more often",
    "Asked when the judge will decide",
    "Is happy at the new school",
    "Wants a say in the room",
)
ACTIONS: tuple[tuple[str, str | None], ...] = (
    ("Send the profile to the national matching service", "Adoption service manager"),
    ("Finish the viability assessment", None),
    ("Write the support plan", None),
    ("Book the adoption panel", "Adoption service manager"),
    ("Prepare the application to discharge the order", "Legal adviser"),
    ("Lodge the application", "Legal adviser"),
    ("Bring the review forward", "Reviewing manager"),
    ("Begin life story work", None),
    ("Agree the contingency plan", None),
    ("Ask the school for a full timetable", "Virtual school head"),
    ("Approve the carers for long-term fostering", "Fostering team manager"),
    ("Visit and ask what the child wants", None),
)
"""What is to be done, and by whom; blank: the child's social worker."""
EVIDENCE = (
    "Letter on the case file",
    "Minutes of the panel",
    "Report filed with the court",
    "Case note of the visit",
    "Confirmed by the reviewing officer",
)
WITHDRAWN = (
    "Not needed since the plan changed",
    "Order made; the matter is closed",
    "Taken over by another action",
)
OUTCOMES = (
    "Another worker allocated; report due within two weeks",
    "Funding agreed; the assessment goes ahead",
    "Legal services asked to lodge within ten working days",
    "Meeting held with the agency; a date for panel is set",
)
NOTES = (
    "Sufficiency of foster homes discussed; the fostering team reports next month.",
    "Waiting times for health assessments are to be followed up.",
    "The group thanked the life story team for the books finished.",
    None,
)
CORRECTION = "The apologies of the virtual school were received before the meeting and should have been noted."
