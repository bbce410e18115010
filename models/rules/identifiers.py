"""Where the record names somebody or something by an identifier: children, workers, families, schools, homes, courts.

What leaves the authority, and what a projector shows, is rid of them by these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import polars as pl

from models.snapshot import Facts

WORD = re.compile(r"\w[\w/.@'’–-]*\w|\w")
KNOWN = (
    *("Social worker", "Team manager", "Reviewing officer", "Family finder", "Legal", "Adoption agency", "Fostering"),
    *("Head of service", "Director", "Chair", "IRO"),
)
"""Roles that are words and nobody's identifier."""
WORKERS = {"social_worker": ("sw_id",), "allocation": ("who",), "plan": ("lead",)}
"""The cells that name a worker."""
ROLES = {
    "answer": ("owner",),
    "pmg_action": ("owner",),
    "attendance": ("who",),
    "meeting": ("chair", "signed_by"),
}
"""The cells that name a worker or a role; a role is no identifier and stays."""
OTHERS = {
    "sibling_group": ("family",),
    "proceedings": ("court_ref", "family_ref"),
    "pre_proceedings": ("family_ref",),
    "milestone": ("ref",),
    "residential": ("home", "provider_name"),
    "school_term": ("school",),
    "child_details": ("upn",),
    "care_episode": ("urn", "home_post", "pl_post"),
}
"""The cells that name a family, a court's case, a home, a school or a place."""
CHILDREN = ("child_details", "care_episode", "merged")
"""The tables that every child is in; one whose record was merged into another's is in the last alone."""


def identifiers(facts: Facts) -> set[str]:
    """Every identifier on record; a role (“Team manager”) is none."""
    found = said_in(facts, WORKERS) | said_in(facts, OTHERS)
    found |= {said for said in said_in(facts, ROLES) if not is_role(said)}
    return found.union(*(facts.only(table, "child")["child"].unique().to_list() for table in CHILDREN))


def said_in(facts: Facts, cells: Mapping[str, Sequence[str]]) -> set[str]:
    """Everything that stands in some cells."""
    found: set[str] = set()
    for table, columns in cells.items():
        frame = facts.only(table, *columns)
        for column in columns:
            found |= {said.strip() for said in frame[column].cast(pl.String).drop_nulls().unique().to_list()}
    return {said for said in found if len(said) > 1}


def is_role(said: str) -> bool:
    """Whether it is a role (“Team manager”, “REVIEW-UNIT”), and not an identifier, which has a digit or is one word."""
    if said.casefold() in {role.casefold() for role in KNOWN}:
        return True
    parted = " " in said or said.islower() or ("-" in said and said.isupper())
    return parted and not any(letter.isdigit() for letter in said)
