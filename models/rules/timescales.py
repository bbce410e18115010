"""How long law or guidance allows from one step to the next: dated, with who says so.

A limit on an average (the adoption scorecard's) is not a deadline of any one child; a tracker shows it as a guide.
Last year's children are judged by last year's limit: `in_force` takes the day on which the time began to run.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import polars as pl

from models.dates import add_months, add_working_days, bank_holidays

Unit = Literal["working days", "days", "weeks", "months"]


@dataclass(frozen=True)
class Timescale:
    """So long from one step to another, in force from a day, and whose rule it is.

    `words` says the limit shortly, as it stands in a reason: “the 121-day guide”. `guide`: it limits an average, or is
    good practice, and is no deadline for one child.
    """

    code: str
    title: str
    amount: int
    unit: Unit
    since: dt.date
    source: str
    words: str
    guide: bool = False

    def due(self, start: dt.date) -> dt.date:
        """The last day in time, counted from a day."""
        if self.unit == "working days":
            return add_working_days(start, self.amount)
        if self.unit == "months":
            return add_months(start, self.amount)
        return start + dt.timedelta(days=self.amount * (7 if self.unit == "weeks" else 1))

    def due_from(self, start: pl.Expr) -> pl.Expr:
        """The last day in time for a column of days."""
        if self.unit == "working days":
            return working_days_after(start, self.amount)
        return start.dt.offset_by(f"{self.amount}{ {'days': 'd', 'weeks': 'w', 'months': 'mo'}[self.unit] }")


def working_days_after(start: pl.Expr, days: int) -> pl.Expr:
    """`dates.add_working_days` for a column of days."""
    return start.dt.add_business_days(days, holidays=sorted(bank_holidays()), roll="backward")


CARE_PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33"
ADOPTION_GUIDANCE = "Statutory guidance on adoption, July 2013"
SCORECARD = "Adoption scorecard thresholds (Department for Education)"
REGULATIONS_BEGAN = dt.date(2011, 4, 1)

TIMESCALES: tuple[Timescale, ...] = (
    Timescale(
        "REVIEW-1", "First review", 20, "working days", dt.date(1991, 10, 14), CARE_PLANNING, "20 working days of entry"
    ),
    Timescale(
        "REVIEW-2", "Second review", 3, "months", dt.date(1991, 10, 14), CARE_PLANNING, "3 months of the first review"
    ),
    Timescale(
        "REVIEW-N", "Next review", 6, "months", dt.date(1991, 10, 14), CARE_PLANNING, "6 months of the last review"
    ),
    Timescale(
        "ADM",
        "Adoption decision after the review that set the plan",
        2,
        "months",
        dt.date(2013, 7, 1),
        ADOPTION_GUIDANCE,
        "2 months of the review",
    ),
    Timescale(
        "MATCH",
        "Match after the adoption decision",
        6,
        "months",
        dt.date(2013, 7, 1),
        ADOPTION_GUIDANCE,
        "6 months of the decision",
    ),
    Timescale("A2", "Placement order to match", 213, "days", dt.date(2008, 4, 1), SCORECARD, "the 213-day guide", True),
    Timescale("A2", "Placement order to match", 182, "days", dt.date(2011, 4, 1), SCORECARD, "the 182-day guide", True),
    Timescale("A2", "Placement order to match", 152, "days", dt.date(2012, 4, 1), SCORECARD, "the 152-day guide", True),
    Timescale("A2", "Placement order to match", 121, "days", dt.date(2013, 4, 1), SCORECARD, "the 121-day guide", True),
    Timescale("A10", "Entry to placed", 639, "days", dt.date(2008, 4, 1), SCORECARD, "the 639-day guide", True),
    Timescale("A10", "Entry to placed", 547, "days", dt.date(2011, 4, 1), SCORECARD, "the 547-day guide", True),
    Timescale("A10", "Entry to placed", 487, "days", dt.date(2012, 4, 1), SCORECARD, "the 487-day guide", True),
    Timescale("A10", "Entry to placed", 426, "days", dt.date(2013, 4, 1), SCORECARD, "the 426-day guide", True),
    Timescale(
        "AT-HOME",
        "Application for an adoption order",
        10,
        "weeks",
        dt.date(2005, 12, 30),
        "Adoption and Children Act 2002, section 42(2)",
        "10 weeks at home",
        True,
    ),
)
"""All limits, older before newer of the same code."""


def in_force(code: str, on: dt.date) -> Timescale:
    """The limit of a code in force on a day; before the first one, the first."""
    found = [scale for scale in TIMESCALES if scale.code == code]
    return next((scale for scale in reversed(found) if scale.since <= on), found[0])
