"""What the authority may choose for itself: local limits, with the default where it has chosen nothing.

A limit that law or statutory guidance sets is a timescale (`rules.timescales`) and not here. A policy is recorded as a
fact of the authority, so that who changed it and when is in the ledger.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from models.dates import bank_holidays
from models.snapshot import Facts

KIND, HOLIDAY = "policy", "bank holiday"
"""The kinds of setting: a local limit by its code; a day (ISO) that is a bank holiday beside, or (value “no”) none of,
those shipped with the program."""


@dataclass(frozen=True)
class Policy:
    """A local limit: its default, what it is, and where the default comes from. `unit` is said beside the number."""

    code: str
    title: str
    default: int
    unit: Literal[
        "days", "working days", "weeks", "months", "years", "workers", "hours", "minutes", "meetings", "members"
    ]
    note: str
    most: int = 0
    """The most it can be, where that is not what its unit says."""
    optional: bool = False
    """Whether nothing is limited until the authority chooses: the default, nought, means so."""

    def said(self, count: int) -> str:
        """A value in words: “26 weeks”, “1 day”."""
        if self.optional and not count:
            return "Not set"
        return amount(count, self.unit)


POLICIES: tuple[Policy, ...] = (
    Policy(
        "DRIFT-3",
        "Placement order without a match",
        121,
        "days",
        "Local; the default is the adoption scorecard's threshold.",
    ),
    Policy("DRIFT-4", "Placement order without being placed", 12, "months", "Local."),
    Policy("DRIFT-5", "Placement order without a link", 90, "days", "Local."),
    Policy("DRIFT-6", "Placed without an application or order", 12, "months", "Local."),
    Policy("DRIFT-8", "At home on a care order without a plan to discharge it", 12, "months", "Local."),
    Policy("DRIFT-9", "Week of the proceedings by which an issues resolution hearing is listed", 20, "weeks", "Local."),
    Policy("DRIFT-11", "Social workers within a year", 3, "workers", "Local."),
    Policy("DRIFT-12", "Age under which a contingency plan is expected in proceedings", 5, "years", "Local."),
    Policy("DRIFT-13", "Accommodated (section 20) with no order and no plan", 6, "months", "Local."),
    Policy("DRIFT-14", "Decision without life story work begun", 0, "days", "Local."),
    Policy("DRIFT-15", "In care without a primary plan", 26, "weeks", "Local."),
    Policy("PLO", "Pre-proceedings", 16, "weeks", "National good practice, not confirmed."),
    Policy("IRO", "Reviewing officer allocated after entry", 2, "days", "Local: 48 hours in councils' procedures."),
    Policy("PLACEMENT-PLAN", "Placement plan after a placement", 5, "working days", "Not confirmed."),
    Policy("HEALTH", "Initial health assessment after entry", 20, "working days", "Not confirmed."),
    Policy("CMH", "Case management hearing after the issue", 18, "days", "Court practice, not confirmed."),
    Policy("REG19-ASSESS", "Assessment after an immediate placement at home", 10, "working days", "Not confirmed."),
    Policy("REG19-DECIDE", "Decision after that assessment", 10, "working days", "Not confirmed."),
    Policy("HOURS", "Full-time education", 25, "hours", "The service's own reports count children below it."),
    Policy("VOICE", "The child last heard", 3, "months", "Local."),
    Policy("PLAN-CYCLE", "Permanence action plan: one round of it", 3, "years", "Local."),
    Policy("PMG-SEEN", "Not seen at the monitoring group: put on its agenda", 26, "weeks", "Local."),
    Policy("PMG-CARRIES", "An action carried forward: escalated by itself", 3, "meetings", "Local."),
    Policy("PMG-MINUTES", "Time for each child at the monitoring group", 5, "minutes", "Local."),
    Policy("PMG-LENGTH", "Time that a meeting of the monitoring group has for children", 150, "minutes", "Local."),
    Policy("PMG-QUORUM", "Members who must be at the monitoring group", 4, "members", "Local."),
    Policy(
        "A3",
        "Entry to moving in with adopters: counted as a short wait below",
        14,
        "months",
        "Local choice; the default is the adoption scorecard's threshold since 2016 (426 days).",
    ),
    *(
        Policy(
            code, title, 0, "years", "Local: as the authority's retention schedule says; none is assumed.", 150, True
        )
        for code, title in (
            ("KEEP-BIRTH", "A child's record kept after the birth"),
            ("KEEP-CARE", "A child's record kept after leaving care"),
        )
    ),
)
"""Every local limit with its default."""


def amount(count: int, unit: str) -> str:
    """“1 day”, “26 weeks”."""
    return f"{count:,} {unit[:-1] if count == 1 else unit}"


def policies(facts: Facts) -> Mapping[str, int]:
    """Each local limit by its code: the authority's own, else the default; the same for some children as for all."""
    return facts.whole.once(_policies)


def _policies(facts: Facts) -> Mapping[str, int]:
    said = facts["setting"].filter(pl.col("kind") == KIND).select("name", "value").rows()
    chosen = {name: int(value) for name, value in said if value is not None and value.isdigit()}
    return {policy.code: chosen.get(policy.code, policy.default) for policy in POLICIES}


def holidays(facts: Facts) -> Sequence[dt.date]:
    """England's bank holidays as shipped, with the days the authority added and without those it took away."""
    return facts.whole.once(_holidays)


def _holidays(facts: Facts) -> Sequence[dt.date]:
    said = facts["setting"].filter(pl.col("kind") == HOLIDAY).select("name", "value").rows()
    days = set(bank_holidays())
    for name, value in said:
        day = dt.date.fromisoformat(name)
        days.discard(day) if value == "no" else days.add(day)
    return tuple(sorted(days))
