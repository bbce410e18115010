"""Meetings of the monitoring group, the action plan, and the words of reports."""

from __future__ import annotations

from models.store.migrations.making import make_facts

revision = "0005"
down_revision = "0004"

FACTS: dict[str, tuple[str, str]] = {
    "meeting": (
        "held",
        "held:date! called:date! chair quorum:number minutes_each:number as_at:date known:number begun closed notes"
        " signed:date signed_by sealed fingerprint",
    ),
    "attendance": (
        "meeting who",
        "meeting:date! who:text! role present interest",
    ),
    "minute_correction": (
        "meeting number",
        "meeting:date! number:number! said:date! words child_ref",
    ),
    "pmg_item": (
        "meeting",
        "meeting:date! listed:date! place:number put why off minutes:number discussed:date decision agreed heard"
        " seconds:number",
    ),
    "pmg_action": (
        "number",
        "number:number! meeting:date! words owner due:date ends:date why_ended evidence",
    ),
    "escalation": (
        "action rung",
        "action:number! rung:text! since:date! why answered:date outcome",
    ),
    "theme_lead": (
        "theme since",
        "theme:text! since:date! lead",
    ),
    "plan_action": (
        "number",
        "number:number! theme words owner agreed:date! starts:date due:date measure ends:date why_ended",
    ),
    "progress_note": (
        "theme day number",
        "theme:text! day:date! number:number! action:number words status state evidence",
    ),
    "plan_risk": (
        "number",
        "number:number! words since:date! level owner mitigation ends:date",
    ),
    "next_step": (
        "number",
        "number:number! words since:date! owner due:date ends:date",
    ),
    "audit_finding": (
        "number",
        "number:number! day:date! source words theme response ends:date",
    ),
    "report_text": (
        "report as_at part",
        "report:text! as_at:date! part:text! words",
    ),
}


def upgrade() -> None:
    """Make the tables."""
    for table, (key, own) in FACTS.items():
        make_facts(table, key.split(), own.split())
