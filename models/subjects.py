"""What is recorded by hand: each subject's cells in words, their kinds, and how it lies in time.

One declaration, read by the store's columns, the snapshot, the history in sentences, the forms and the trackers; so a
cell is named, ordered and explained in one place. The authority's own policies
are facts of the reserved id `AUTHORITY`.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from models import codes
from models.cells import Cell, Kind, Subject
from models.figures import FIGURES, PUBLISHED
from models.improvement import IMPROVEMENT
from models.pmg import MEETINGS, OF_CHILD

AUTHORITY = "*"
"""The id under which facts about the authority itself are kept: policies, filters, figures. No child can have it."""

__all__ = ["AUTHORITY", "FORMS", "NUMBERED", "OF_AUTHORITY", "RETURNED", "SEALED", "SUBJECTS", "Cell", "Kind", "Step"]
__all__ += ["Subject", "steps"]

_PRECISION = Cell(
    "precision",
    "How exactly the date is known",
    "code",
    "precision",
    note="An approximate date says that the step was taken, and by when at the latest; it is never used to count days.",
)

_SUBJECTS = (
    Subject(
        "plan",
        "Permanence plan",
        ("plan",),
        (
            Cell(
                "plan",
                "Number of the plan",
                "number",
                needed=True,
                note="1 for the child's first plan, 2 for the next.",
            ),
            Cell("pathway", "Plan", "code", "pathway", needed=True, note="The way to permanence that is pursued."),
            Cell("begins", "Agreed on", "date", needed=True, note="The day the plan was agreed."),
            _PRECISION,
            Cell("with_whom", "With whom", "code", "relation", note="The relation to the child, never a name."),
            Cell("decider", "Agreed by", "code", "decider"),
            Cell("lead", "Who leads it", note="The worker's identifier, never a name."),
            Cell("ends", "Closed on", "date", note="The day this plan was given up or fulfilled; other plans go on."),
            Cell("why_ended", "Why it was closed", "code", "plan_ended"),
        ),
        "begins",
        "Plans",
        "ends",
        ("why_ended",),
    ),
    Subject(
        "primary_plan",
        "Primary plan",
        ("since",),
        (
            Cell("since", "Primary since", "date", needed=True, note="The day this plan became the primary one."),
            Cell("plan", "Number of the plan", "number", needed=True),
            Cell("decider", "Decided by", "code", "decider"),
            Cell("why", "Why", "words", note="Why the plan was chosen, or why it changed."),
        ),
        "since",
        "Plans",
    ),
    Subject(
        "milestone",
        "Step",
        ("kind", "plan", "day"),
        (
            Cell("kind", "Step", "code", "milestone", needed=True),
            Cell(
                "plan", "Number of the plan", "number", needed=True, note="0 where the step belongs to no single plan."
            ),
            Cell("day", "Date", "date", needed=True, note="The day it happened."),
            _PRECISION,
            Cell("outcome", "Outcome", "code", "outcome"),
            Cell("amount", "How many", "number", note="Weeks of an extension; children in a group."),
            Cell(
                "ref",
                "Reference",
                note="An opaque reference, such as that of an adoptive family; never a name or address.",
            ),
            Cell("decider", "Who decided", "code", "decider"),
            Cell("note", "Note", "words"),
        ),
        "day",
        "Steps",
    ),
    Subject(
        "planned_step",
        "Date planned",
        ("kind", "plan", "said"),
        (
            Cell("kind", "Step", "code", "milestone", needed=True),
            Cell("plan", "Number of the plan", "number", needed=True),
            Cell("said", "Planned on", "date", needed=True, note="The day the date was set."),
            Cell("planned", "Planned for", "date", note="The day it is to happen; blank where the date was withdrawn."),
            Cell("why", "Why", "words", note="Why the date was set or moved."),
        ),
        "said",
        "Steps",
    ),
    Subject(
        "pre_proceedings",
        "Pre-proceedings",
        ("begins",),
        (
            Cell("begins", "Began", "date", needed=True, note="The day the legal gateway meeting opened them."),
            Cell("family_ref", "Family reference", note="The authority's own reference of the family; never a name."),
            Cell("represented", "Parents represented", "code", "yes_no"),
            Cell("cp_plans", "Child protection plans in the referral", "number"),
            Cell("previous_plo", "Earlier pre-proceedings", "number"),
            Cell("previous_proceedings", "Earlier care proceedings", "number"),
            Cell("ends", "Ended", "date", note="The day a step down or the issue of proceedings was agreed."),
            Cell("outcome", "How they ended", "code", "plo_outcome"),
        ),
        "begins",
        "Court",
        "ends",
        ("outcome",),
    ),
    Subject(
        "proceedings",
        "Care proceedings",
        ("issued",),
        (
            Cell(
                "issued",
                "Issued",
                "date",
                needed=True,
                note="The day the application was issued: day 1 of the 26 weeks.",
            ),
            Cell("court_ref", "Court reference"),
            Cell("family_ref", "Family reference", note="The authority's own reference of the family; never a name."),
            Cell("tier", "Tier of judge", "code", "tier"),
            Cell("allocated", "Allocated", "date", note="The day the case was allocated."),
            Cell("short_notice", "Short notice, and why", "words"),
            Cell("care_plan_initial", "First care plan", "code", "pathway"),
            Cell("order_sought", "Order sought", "code", "order_kind"),
            Cell("expert", "Expert evidence", "code", "yes_no"),
            Cell("ends", "Final order", "date", note="The day the proceedings ended."),
            Cell("care_plan_final", "Final care plan", "code", "pathway"),
            Cell("order_made", "Order made", "code", "order_kind"),
        ),
        "issued",
        "Court",
        "ends",
        ("care_plan_final", "order_made"),
    ),
    Subject(
        "residential",
        "Stay in residential care",
        ("since",),
        (
            Cell("since", "Since", "date", needed=True, note="The day the placement in the home began."),
            Cell("home", "Home", note="The home's own name or reference."),
            Cell("provider_name", "Run by"),
            Cell("area", "In or out of area", "code", "area"),
            Cell("miles", "Miles from home", "number"),
            Cell("cost", "Weekly cost", "code", "cost_band"),
            Cell("reason", "Why residential care", "code", "residential_reason"),
            Cell("step_down", "Plan to step down", "code", "pathway"),
        ),
        "since",
        "Residential",
    ),
    Subject(
        "school_term",
        "School term",
        ("begins",),
        (
            Cell("begins", "Term began", "date", needed=True),
            Cell("term", "Term", "code", "term", needed=True),
            Cell("school", "School", note="The school's number; never the child's name."),
            Cell("year_group", "Year group", "code", "year_group"),
            Cell("attendance", "Attendance, per cent", "tenths"),
            Cell("hours", "Hours offered a week", "tenths", note="25 hours is full time."),
            Cell("hours_why", "Why under 25 hours", "code", "hours_why"),
            Cell("hours_plan", "Plan back to 25 hours", "words"),
            Cell("sen", "Special educational needs", "code", "sen"),
            Cell("alternative", "Alternative provision", "code", "yes_no"),
            Cell("note", "Note of the virtual school", "words"),
        ),
        "begins",
        "Education",
    ),
    Subject(
        "suspension",
        "Suspension or exclusion",
        ("begins",),
        (
            Cell("begins", "First day", "date", needed=True),
            Cell("permanent", "Suspended or excluded", "code", "exclusion", needed=True),
            Cell("sessions", "Sessions missed", "number", note="Half days."),
        ),
        "begins",
        "Education",
    ),
    Subject(
        "missing_episode",
        "Missing episode",
        ("mis_start",),
        (
            Cell("mis_start", "Missing from", "date", needed=True, note="The day the child went missing."),
            Cell("missing", "Kind of absence", "code", "missing", needed=True),
            Cell("mis_end", "Missing until", "date", note="The day the child was back; blank while still missing."),
        ),
        "mis_start",
        "Care",
        "mis_end",
    ),
    Subject(
        "deprivation_order",
        "Deprivation of liberty order",
        ("dolo_start",),
        (
            Cell(
                "dolo_start",
                "Deprivation of liberty order from",
                "date",
                needed=True,
                note="The day the order began to hold.",
            ),
            Cell("dolo_end", "Deprivation of liberty order until", "date", note="Blank while it holds."),
        ),
        "dolo_start",
        "Court",
        "dolo_end",
    ),
    Subject(
        "review",
        "Review",
        ("review",),
        (
            Cell("review", "Review date", "date", needed=True, note="The day the review was held."),
            Cell("review_code", "Part taken in the review", "code", "review_code", note="The return asks for it."),
        ),
        "review",
        "Care",
    ),
    Subject(
        "adm_decision",
        "Adoption decision",
        ("date_placed",),
        (
            Cell(
                "date_placed",
                "Decision date",
                "date",
                needed=True,
                note="The day the agency decision maker decided that the child should be placed for adoption.",
            ),
            Cell("date_placed_ceased", "Reversal date", "date", note="Blank while the decision stands."),
            Cell("reason_placed_ceased", "Reason for reversal", "code", "reason_placed_ceased"),
        ),
        "date_placed",
        "Adoption",
        "date_placed_ceased",
        ("reason_placed_ceased",),
    ),
    Subject(
        "social_worker",
        "Social worker",
        ("sw_decom",),
        (
            Cell("sw_decom", "Worker from", "date", needed=True),
            Cell("sw_id", "Worker", note="The worker's identifier, as the return has it; never a name."),
            Cell("sw_reason", "Reason for this worker", "code", "sw_reason"),
            Cell("sw_dec", "Worker until", "date", note="Blank while the child is theirs."),
        ),
        "sw_decom",
        "People",
        "sw_dec",
    ),
    Subject(
        "sibling_group",
        "Sibling group",
        ("family", "since"),
        (
            Cell("family", "Family reference", needed=True, note="The same for brothers and sisters; never a name."),
            Cell("since", "Since", "date", needed=True),
            Cell("ends", "Until", "date"),
        ),
        "since",
        "People",
        "ends",
    ),
    Subject(
        "allocation",
        "Allocation",
        ("role", "begins"),
        (
            Cell("role", "Role", "code", "role", needed=True),
            Cell("begins", "From", "date", needed=True),
            Cell("who", "Who", needed=True, note="The worker's or team's identifier."),
            Cell("why", "Why", "words"),
            Cell("ends", "Until", "date"),
        ),
        "begins",
        "People",
        "ends",
    ),
    Subject(
        "note",
        "Note",
        ("written", "number"),
        (
            Cell("written", "Written on", "date", needed=True),
            Cell("number", "Number that day", "number", needed=True),
            Cell("about", "About", "code", "note_about"),
            Cell("words", "Words", "words", needed=True),
        ),
        "written",
        "Notes",
    ),
    Subject(
        "answer",
        "Answer to a finding",
        ("rule", "since"),
        (
            Cell("rule", "Finding", needed=True, note="The drift flag, doubtful fact or state that is answered."),
            Cell("since", "Answered on", "date", needed=True),
            Cell("state", "State instead", "code", "state", note="Red, amber or green, until the day it expires."),
            Cell("reason", "Reason", "words", needed=True),
            Cell("owner", "Owner", note="Who sees to it."),
            Cell("action", "Action", "words"),
            Cell("due", "Action due", "date"),
            Cell("until", "Holds until", "date"),
        ),
        "since",
        "Notes",
    ),
    Subject(
        "merged",
        "Record merged",
        ("into_child",),
        (
            Cell("into_child", "Merged into the record of", needed=True),
            Cell("since", "Merged on", "date", needed=True),
            Cell("why", "Why", "words"),
        ),
        "since",
        "",
    ),
    Subject(
        "setting",
        "Policy of the authority",
        ("kind", "name"),
        (
            Cell("kind", "Kind", needed=True),
            Cell("name", "Name", needed=True),
            Cell("value", "Value", "words"),
        ),
        None,
        "",
    ),
    *FIGURES,
    PUBLISHED,
    *OF_CHILD,
    *MEETINGS,
    *IMPROVEMENT,
)
SUBJECTS: dict[str, Subject] = {subject.table: subject for subject in _SUBJECTS}
"""Every subject by its table."""
OF_AUTHORITY = ("setting", *(subject.table for subject in (*FIGURES, *MEETINGS, *IMPROVEMENT)))
"""Subjects whose facts are of the authority itself, never of a child."""
SEALED = ("publication", PUBLISHED.table, "minute_correction")
"""Subjects whose facts are never corrected, ended or taken away, nor moved to another child's record."""
RETURNED = ("missing_episode", "deprivation_order", "review", "adm_decision", "social_worker")
"""Subjects of which the statutory return tells, too."""
DETAILS = Subject(
    "child_details",
    "Child details",
    (),
    (
        Cell("dob", "Date of birth", "date", needed=True, note="Of an unborn child, the day expected."),
        Cell("sex", "Sex", "code", "sex"),
        Cell("ethnic", "Ethnicity", "code", "ethnic"),
        Cell("upn", "Pupil number", note="A letter and twelve digits; the last digit may be a letter."),
        Cell("mother", "Whether a mother", "code", "flags"),
        Cell("mc_dob", "Birth date of her first child", "date"),
    ),
    None,
    "The child",
)
"""Who the child is: the return's Header, corrected and never ended."""
PLACEMENT = Subject(
    "care_episode",
    "Placement",
    ("decom",),
    (
        Cell("place", "Placement", "code", "place", needed=True),
        Cell("decom", "First day", "date", needed=True),
        Cell("place_provider", "Provider", "code", "place_provider"),
        Cell("pl_post", "Placement postcode"),
        Cell("urn", "Ofsted number", note="SC and six digits, or seven digits; XXXXXXX where there is none."),
        Cell("reason_place_change", "Why this placement ended", "code", "reason_place_change"),
        Cell(
            "home_post",
            "Home postcode",
            note="Where the child lived on coming into care; the same for the whole time in care.",
        ),
        Cell("cin", "Category of need", "code", "cin", note="The same for the whole time in care."),
    ),
    "decom",
    "Care",
    "dec",
)
"""What the care episodes say of one placement."""
LEGAL = Subject(
    "legal_status",
    "Legal status",
    ("decom",),
    (
        Cell("ls", "Legal status", "code", "ls", needed=True),
        Cell("decom", "First day", "date", needed=True),
    ),
    "decom",
    "Care",
    "dec",
)
"""What the care episodes say of one legal status: it has no table of its own."""
MATCH = Subject(
    "adoption",
    "Match",
    (),
    (
        Cell("date_match", "Match date", "date", note="The day the authority decided on the match."),
        Cell("foster_care", "Adopted by foster carer", "code", "foster_care"),
        Cell("nb_adoptr", "Number of adopters", "code", "nb_adoptr"),
        Cell("sex_adoptr", "Sex of adopters", "code", "sex_adoptr"),
        Cell("ls_adoptr", "Legal status of adopters", "code", "ls_adoptr"),
    ),
    "date_match",
    "Adoption",
)
"""The last match, and what the return asks of the adopters: never who they are."""
FORMS: dict[str, Subject] = {subject.table: subject for subject in (*_SUBJECTS, DETAILS, PLACEMENT, LEGAL, MATCH)}
"""Everything of which a form asks, by its table."""
STORED = {LEGAL.table: PLACEMENT.table}
"""The table in which a subject is kept that has none of its own."""
NUMBERED = ("plan", "primary_plan", "milestone", "planned_step")
"""Tables that name a plan by its number: one that is named anywhere is never given again."""

BEFORE_BIRTH = ("LGM", "THRESHOLD", "LBP", "PPM", "FGC", "VIABILITY")
"""Steps that are taken for a child not yet born."""


@dataclass(frozen=True)
class Step:
    """A kind of step that is stored: its words, the page of the child it is on, who usually decides, its outcomes."""

    code: str
    words: str
    page: str
    decider: str
    outcomes: tuple[str, ...]


@functools.cache
def steps() -> dict[str, Step]:
    """Every kind of stored step by its code, in the order of `resources/codes/milestone.csv`."""
    return {
        row["code"]: Step(row["code"], row["label"], row["page"], row["decider"], tuple(row["outcomes"].split()))
        for row in codes.rows("milestone")
    }
