"""Which cells of a fact a sentence tells, and which of them say by themselves what they are."""

from __future__ import annotations

SELF_TOLD = {
    ("care_episode", "ls"),
    ("care_episode", "place"),
    ("care_episode", "rec"),
    ("review", "review_code"),
    ("missing_episode", "missing"),
    ("previous_permanence", "prev_perm"),
    ("milestone", "plan"),
    ("planned_step", "plan"),
    ("milestone", "outcome"),
    ("milestone", "note"),
    ("plan", "pathway"),
    ("plan", "with_whom"),
    ("proceedings", "order_made"),
    ("pre_proceedings", "outcome"),
    ("school_term", "term"),
    ("suspension", "permanent"),
    ("allocation", "role"),
    ("allocation", "who"),
    ("note", "words"),
    ("pmg_action", "words"),
    ("minute_correction", "words"),
    ("attendance", "who"),
    ("attendance", "present"),
    ("escalation", "rung"),
    ("set_aside", "source"),
    ("set_aside", "why"),
}
"""Cells whose value says by itself what it is."""


TOLD: dict[str, tuple[str, ...]] = {
    "care_episode": ("ls", "place", "dec", "rec"),
    "set_aside": ("source", "why"),
    "pmg_item": ("put", "why", "off"),
    "pmg_action": ("words", "owner", "due"),
    "escalation": ("rung", "why", "answered", "outcome"),
    "attendance": ("who", "role", "present", "interest"),
    "minute_correction": ("words", "child_ref"),
}
"""The cells that a new fact is told by, where not all are."""


OVER: dict[str, tuple[str, ...]] = {
    "pmg_item": ("discussed", "decision", "agreed", "heard"),
    "pmg_action": ("ends", "words", "why_ended", "evidence"),
    "escalation": ("answered", "rung", "outcome"),
    "meeting": ("signed", "signed_by"),
}
"""Facts whose coming to their end is told as one: the cell of the end, and what is told with it."""
BESIDE = {"seconds", "sealed", "fingerprint", "closed"}
"""Cells that go with it and are not told."""
