"""The whole journey: plans and steps, court, residential care, school, people, notes and policies."""

from __future__ import annotations

from models.store.migrations.making import make_facts

revision = "0002"
down_revision = "0001"

FACTS: dict[str, tuple[str, str]] = {
    "plan": ("plan", "plan:number! pathway begins:date precision with_whom decider lead ends:date why_ended"),
    "primary_plan": ("since", "since:date! plan:number decider why"),
    "milestone": (
        "kind plan day",
        "kind:text! plan:number! day:date! precision outcome amount:number ref decider note",
    ),
    "planned_step": ("kind plan said", "kind:text! plan:number! said:date! planned:date why"),
    "pre_proceedings": (
        "begins",
        "begins:date! family_ref represented cp_plans:number"
        " previous_plo:number previous_proceedings:number ends:date outcome",
    ),
    "proceedings": (
        "issued",
        "issued:date! court_ref family_ref tier allocated:date short_notice"
        " care_plan_initial order_sought expert ends:date care_plan_final order_made",
    ),
    "residential": ("since", "since:date! home provider_name area miles:number cost reason step_down"),
    "school_term": (
        "begins",
        "begins:date! term school year_group attendance:number hours:number hours_why hours_plan sen alternative note",
    ),
    "suspension": ("begins", "begins:date! permanent sessions:number"),
    "sibling_group": ("family since", "family:text! since:date! ends:date"),
    "allocation": ("role begins", "role:text! begins:date! who why ends:date"),
    "note": ("written number", "written:date! number:number! about words"),
    "answer": ("rule since", "rule:text! since:date! state reason owner action due:date until:date"),
    "merged": ("into_child", "into_child:text! since:date why"),
    "setting": ("kind name", "kind:text! name:text! value"),
}


def upgrade() -> None:
    """Make the tables."""
    for table, (key, own) in FACTS.items():
        make_facts(table, key.split(), own.split())
