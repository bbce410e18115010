"""How the values of the permanence tracker are titled, written, explained and edited."""

from __future__ import annotations

from dataclasses import replace

from models.trackers import Column, asking
from models.trackers.annex_a import recognised
from models.trackers.typed import step

_UNKNOWN = (
    " “before …”: it began before the first day the data shows, so the day itself is not known and counts nowhere."
)

PEOPLE = (
    Column("siblings", "Siblings", "number", "How many others are in the child's sibling group.", 10),
    Column("team", "Team", "text", "The team that holds the child's case.", 14),
    Column("worker", "Social worker", "text", "The social worker's identifier.", 14),
    Column("iro", "Reviewing officer", "text", "The independent reviewing officer's identifier.", 14, shown=False),
)
"""The child's family and who works with the child."""
COLUMNS: tuple[Column, ...] = (
    Column("child", "Child", "text", "The authority's own identifier of the child; never a name.", width=12),
    Column("age", "Age", "number", "Whole years of age on the day shown.", width=6),
    Column("dob", "Born", "date", "The date of birth.", width=13, shown=False, edit=asking.birth),
    Column("legal", "Legal status", "text", "The legal status on the day shown, or the last before leaving care.", 22),
    Column(
        "legal_since",
        "Legal status since",
        "date",
        "The day the present legal status began." + _UNKNOWN,
        18,
        edit=asking.legal_since,
        asks=asking.legal_since_asks,
    ),
    Column("placement", "Placement", "text", "Where the child lives on the day shown, or lived last in care.", 30),
    Column(
        "placement_since",
        "Placement since",
        "date",
        "The day the present placement began; temporary moves and the same carer's changes do not break it." + _UNKNOWN,
        18,
        edit=asking.placement_since,
        asks=asking.placement_since_asks,
    ),
    Column("entry", "Entered care", "date", "The day this time in care began." + _UNKNOWN, 18, edit=asking.entry),
    Column(
        "last_review",
        "Last review",
        "date",
        "The day of the last review of this time in care.",
        13,
        shown=False,
        edit=asking.review,
        asks=asking.review_asks,
    ),
    Column("days_in_care", "Days in care", "days", "Whole days in care, or at least so many.", 8, shown=False),
    Column(
        "second_review", "Second review", "date", "The day of the second review, where the plan is agreed.", 13, False
    ),
    Column("primary_words", "Primary plan", "text", "The plan that is the primary one on the day shown.", 24),
    Column("contingency_words", "Contingency", "text", "The plans worked beside the primary one.", 26, shown=False),
    Column(
        "planning",
        "Planning",
        "text",
        "Whether plans are worked in parallel, were before, or came one after the other.",
        18,
        shown=False,
    ),
    Column("plan_date", "Plan agreed", "date", "The day the primary plan was agreed.", 13, shown=False),
    Column(
        "adm",
        "ADM decision",
        "date",
        "The day the agency decision maker last decided that the child should be placed for adoption.",
        13,
        edit=asking.decision,
        asks=asking.decision_asks,
    ),
    Column(
        "adm_ceased",
        "Decision reversed",
        "date",
        "The day that decision was reversed.",
        13,
        shown=False,
        edit=asking.reversal,
        asks=asking.reversal_asks,
    ),
    Column(
        "po",
        "Placement order",
        "date",
        "The day the court made the current (or last) placement order of this time in care." + _UNKNOWN,
        18,
        edit=asking.placement_order,
        asks=asking.placement_order_asks,
    ),
    Column("po_ended", "Placement order ended", "date", "The day the placement order stopped.", 13, shown=False),
    Column("link", "Link", "date", "The day a family was chosen that has not been given up since.", 13, shown=False),
    Column("link_status", "Link is", "text", "How the last link with a family stands.", 14, shown=False),
    Column(
        "match",
        "Matched",
        "date",
        "The day the authority decided on the match with these adopters.",
        13,
        edit=asking.match,
        asks=asking.match_asks,
    ),
    Column(
        "placed",
        "Placed",
        "date",
        "The day the child was placed with the adopters: the start of the last unbroken adoptive placement." + _UNKNOWN,
        18,
        edit=asking.placed,
        asks=asking.placed_asks,
    ),
    Column("ffa", "Early permanence", "date", "The day the child came to carers who may adopt.", 13, shown=False),
    step("AO-APPLIED", "Applied", "The day of the application for an adoption order.", shown=False),
    Column(
        "order",
        "Order",
        "date",
        "The day of the adoption, special guardianship or child arrangements order.",
        13,
        edit=asking.order,
        asks=asking.order_asks,
    ),
    Column("order_kind", "Kind of order", "text", "Which order ended this time in care.", 22),
    Column("stage", "Stage", "text", "How far the child is on the way to permanence.", 20),
    Column(
        "days_in_stage",
        "Days in stage",
        "days",
        "Whole days since the stage began, or at least so many where it began before the first day the data shows.",
        8,
    ),
    Column(
        "days_since_po",
        "Days since placement order",
        "days",
        "Whole days since the placement order in force; nothing where none is in force or its day is not known.",
        10,
    ),
    Column("next", "Next", "text", "The next step, by the timescale that applies.", 22),
    Column("due", "Due", "date", "The day by which the next step is due.", 13),
    Column(
        "state",
        "State",
        "state",
        "Overdue; to watch: due within 28 days, or past a local limit; on time; or no date. ◇ ✓ is set by a person.",
        7,
    ),
    Column("reason", "Reason", "text", "Why the state is what it is, in words.", 40),
    Column("flag_words", "Drift flags", "text", "What holds up the way to permanence, the worst first.", 28),
    Column("action", "Action", "text", "What is to be done first, as somebody answered, else by the worst flag.", 34),
    Column("owner", "Owner", "text", "Who sees to it: as somebody answered, else who decides it.", 20),
    Column(
        "action_due", "Action due", "date", "The day it was promised for, else the last day in time.", 13, shown=False
    ),
    step("PMG", "Last PMG", "The day the child was last discussed at the Permanency Monitoring Group.", shown=False),
    step("VOICE", "Last heard", "The day the child was last heard.", shown=False),
    Column(
        "VOICE_outcome", "Heard how", "text", "In conversation, in writing, through play or otherwise.", 20, shown=False
    ),
    Column("life_story", "Life story", "date", "The day life story work began.", 13, shown=False),
    Column(
        "left",
        "Left care",
        "date",
        "The day the child left care.",
        13,
        shown=False,
        edit=asking.left,
        asks=asking.left_asks,
    ),
    Column("left_reason", "Why left", "text", "The reason recorded for leaving care.", 28, shown=False),
    Column("sex", "Sex", "text", "As recorded.", 9, shown=False),
    Column("ethnic", "Ethnicity", "text", "As recorded.", 24, shown=False),
    *(replace(column, shown=False) for column in PEOPLE),
)
COLUMNS = tuple(recognised(column) for column in COLUMNS)
