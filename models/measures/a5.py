"""Decisions changed away from adoption."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._decisions import reversals
from models.measures._events import groups_of
from models.snapshot import Snapshot

REASONS = {
    "RD1": "The child's needs changed",
    "RD2": "The court did not make a placement order",
    "RD3": "Prospective adopters could not be found",
    "RD4": "Any other reason",
}


@measure(
    "A5",
    "Decisions changed away from adoption",
    group="Adoption",
    unit="children",
    source="DfE adoption scorecards, indicator A5",
)
def a5(snapshot: Snapshot, period: Period) -> Tally:
    """Decisions that a child should be placed for adoption which were reversed in the period, by reason.

    Every decision with a reversal date (DATE_PLACED_CEASED) in the period counts, whatever became of the placement
    order, unless the child has been adopted since the decision: a reversal date recorded beside an adoption is a fault.
    A child with two reversed decisions in the period counts twice. The groups are the recorded reasons.
    """
    found = reversals(snapshot, period)
    groups = groups_of(found["child"], found["reason_placed_ceased"], REASONS, "No reason or another code")
    return Tally("children", found["child"], groups=groups)
