"""Adoption decisions reversed."""

from __future__ import annotations

from models.measures import Period, Tally, measure
from models.measures._decisions import reversals
from models.snapshot import Snapshot


@measure(
    "K07",
    "Adoption decisions reversed",
    group="Adoption",
    unit="children",
    source="Local measure on DfE adoption scorecards, indicator A5",
    better="lower",
)
def k07(snapshot: Snapshot, period: Period) -> Tally:
    """Decisions for adoption reversed in the period, for children not adopted since the decision.

    Every decision with a reversal date in the period counts, as in A5; a child with two counts twice.

    Who is out: a placement order that ended without a reversal of the decision is not counted here but in K08.
    """
    return Tally("children", reversals(snapshot, period)["child"])
