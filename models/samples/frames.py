"""Invented rows as columns: one frame a table, sorted by child and key, with the year of the return."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from models.subjects import RETURNED, SUBJECTS

COLUMNS: dict[str, tuple[str, ...]] = {
    "child_details": ("sex", "*dob", "ethnic", "upn", "mother", "*mc_dob"),
    "care_episode": (
        "*decom", "rne", "ls", "cin", "place", "place_provider", "*dec", "rec", "reason_place_change", "home_post",
        "pl_post", "urn",
    ),
    "uasc": ("*duc",),
    "review": ("*review", "review_code"),
    "health_year": (
        "#of_year", "sdq_score", "sdq_reason", "convicted", "health_check", "immunisations", "teeth_check",
        "health_assessment", "substance_misuse", "intervention_received", "intervention_offered",
    ),
    "care_leaver": ("#of_year", "in_touch", "activ", "accom"),
    "adoption": ("*date_int", "*date_match", "foster_care", "nb_adoptr", "sex_adoptr", "ls_adoptr"),
    "adm_decision": ("*date_placed", "*date_placed_ceased", "reason_placed_ceased"),
    "previous_permanence": ("prev_perm", "la_perm", "date_perm"),
    "missing_episode": ("*mis_start", "missing", "*mis_end"),
    "social_worker": ("*sw_decom", "sw_id", "*sw_dec", "sw_reason"),
    "deprivation_order": ("*dolo_start", "*dolo_end"),
    "plan": ("#plan", "pathway", "*begins", "precision", "with_whom", "decider", "lead", "*ends", "why_ended"),
    "primary_plan": ("*since", "#plan", "decider", "why"),
    "milestone": ("kind", "#plan", "*day", "precision", "outcome", "#amount", "ref", "decider", "note"),
    "planned_step": ("kind", "#plan", "*said", "*planned", "why"),
    "pre_proceedings": (
        "*begins", "family_ref", "represented", "#cp_plans", "#previous_plo", "#previous_proceedings", "*ends",
        "outcome",
    ),
    "proceedings": (
        "*issued", "court_ref", "family_ref", "tier", "*allocated", "short_notice", "care_plan_initial", "order_sought",
        "expert", "*ends", "care_plan_final", "order_made",
    ),
    "residential": ("*since", "home", "provider_name", "area", "#miles", "cost", "reason", "step_down"),
    "school_term": (
        "*begins", "term", "school", "year_group", "#attendance", "#hours", "hours_why", "hours_plan", "sen",
        "alternative", "note",
    ),
    "suspension": ("*begins", "permanent", "#sessions"),
    "sibling_group": ("family", "*since", "*ends"),
    "allocation": ("role", "*begins", "who", "why", "*ends"),
    "note": ("*written", "#number", "about", "words"),
    "answer": ("rule", "*since", "state", "reason", "owner", "action", "*due", "*until"),
    "setting": ("kind", "name", "value"),
    "population": ("*since", "#estimate", "source"),
    "target": ("measure", "*since", "#value", "source"),
    "comparator": ("measure", "area", "*first", "*last", "#value", "definition", "vintage", "source"),
    "event": ("*day", "words", "kind"),
    "rebase": ("measure", "*day", "why"),
    "training": ("*day", "role", "#trained"),
    "claim": (
        "paper", "*reported", "#number", "place", "wording", "kind", "measure", "part", "*from_first", "*from_day",
        "*first", "*day", "earlier", "figure", "percent", "base", "came", "went",
    ),
    "theme_lead": ("theme", "*since", "lead"),
    "plan_action": (
        "#number", "theme", "words", "owner", "*agreed", "*starts", "*due", "measure", "*ends", "why_ended",
    ),
    "progress_note": ("theme", "*day", "#number", "#action", "words", "status", "state", "evidence"),
    "plan_risk": ("#number", "words", "*since", "level", "owner", "mitigation", "*ends"),
    "next_step": ("#number", "words", "*since", "owner", "*due", "*ends"),
    "audit_finding": ("#number", "*day", "source", "words", "theme", "response", "*ends"),
    "report_text": ("report", "*as_at", "part", "words"),
    "meeting": (
        "*held", "*called", "chair", "#quorum", "#minutes_each", "*as_at", "#known", "begun", "closed", "notes",
        "*signed", "signed_by", "sealed", "fingerprint",
    ),
    "attendance": ("*meeting", "who", "role", "present", "interest"),
    "minute_correction": ("*meeting", "#number", "*said", "words", "child_ref"),
    "pmg_item": (
        "*meeting", "*listed", "#place", "put", "why", "off", "#minutes", "*discussed",
        "decision", "agreed", "heard", "#seconds",
    ),
    "pmg_action": ("#number", "*meeting", "words", "owner", "*due", "*ends", "why_ended", "evidence"),
    "escalation": ("#action", "rung", "*since", "why", "*answered", "outcome"),
}  # fmt: skip
"""What each table's rows hold after the child: * marks a day, # a number."""

TYPED = tuple(table for table in SUBJECTS if table not in RETURNED)
"""Tables that no return has."""
REPEATED: dict[str, tuple[str, ...]] = {
    table: ("dob",) for table in COLUMNS if table not in ("child_details", "care_episode", "uasc", *TYPED)
} | {"uasc": ("sex", "dob")}
"""Cells that a return repeats from its header; kept only where they differ, so blank here."""


def frame(table: str, rows: Sequence[tuple[Any, ...]], year: int) -> pl.DataFrame:
    """The rows of a table as a frame: reported by a return of a year, or typed here where no return has the table."""
    names = ("child", *(name.lstrip("*#") for name in COLUMNS[table]))
    kinds = (pl.String(), *(_KINDS.get(name[0], pl.String()) for name in COLUMNS[table]))
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    made = pl.DataFrame(
        [pl.Series(name, values, dtype=kind) for name, kind, values in zip(names, kinds, columns, strict=True)]
    )
    days = [name[1:] for name in COLUMNS[table] if name[0] == "*"]
    return made.with_columns(
        *(pl.col(name).cast(pl.Date) for name in days),
        *(pl.lit(None, pl.Date if name == "dob" else pl.String).alias(name) for name in REPEATED.get(table, ())),
        pl.lit(None if table in TYPED else year, dtype=pl.Int64).alias("year"),
    ).sort("child", *(SUBJECTS[table].key if table in SUBJECTS else names[1:2]))


_KINDS = {"*": pl.Int32(), "#": pl.Int64()}
