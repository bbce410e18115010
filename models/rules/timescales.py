"""How long law or guidance allows from one step to the next: dated, with who says so.

A limit on an average (the adoption scorecard's) is not a deadline of any one child; a tracker shows it as a guide.
Last year's children are judged by last year's limit: `in_force` takes the day on which the time began to run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from models.dates import add_months, add_working_days, bank_holidays

Unit = Literal["working days", "days", "weeks", "months"]


@dataclass(frozen=True)
class Timescale:
    """So long from one step to another, in force from a day, and whose rule it is.

    `words` says the limit shortly, as it stands in a reason: “the 121-day guide”. `guide`: it limits an average, or is
    good practice, and is no deadline for one child. `unused` says why no child is judged by it: it is shown for
    reading only.
    """

    code: str
    title: str
    amount: int
    unit: Unit
    since: dt.date
    source: str
    words: str
    guide: bool = False
    unused: str = ""

    def due(self, start: dt.date) -> dt.date:
        """The last day in time, counted from a day."""
        if self.unit == "working days":
            return add_working_days(start, self.amount)
        if self.unit == "months":
            return add_months(start, self.amount)
        return start + dt.timedelta(days=self.amount * (7 if self.unit == "weeks" else 1))

    def due_from(self, start: pl.Expr, holidays: Iterable[dt.date] | None = None) -> pl.Expr:
        """The last day in time for a column of days; `holidays` are the authority's own bank holidays."""
        if self.unit == "working days":
            return working_days_after(start, self.amount, holidays)
        return start.dt.offset_by(f"{self.amount}{ {'days': 'd', 'weeks': 'w', 'months': 'mo'}[self.unit] }")


def working_days_after(start: pl.Expr, days: int, holidays: Iterable[dt.date] | None = None) -> pl.Expr:
    """`dates.add_working_days` for a column of days; by England's bank holidays as shipped, or those given."""
    closed = sorted(bank_holidays() if holidays is None else holidays)
    return start.dt.add_business_days(days, holidays=closed, roll="backward")


CARE_PLANNING = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33"
ADOPTION_GUIDANCE = "Statutory guidance on adoption, July 2013"
SCORECARD = "Adoption scorecard thresholds (Department for Education)"
PLACEMENT_REVIEWS = "Adoption Agencies Regulations 2005, regulation 36"
VISITS = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28"
TEMPORARY = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation"
EDUCATION_GUIDANCE = "Statutory guidance on the education of looked after children"
PROCEEDINGS = "Children Act 1989, section 32"
AVERAGE = "it limits the average of all children adopted in three years, and gives no child a day"
REGULATIONS_BEGAN = dt.date(2011, 4, 1)
ADOPTION_REGULATIONS_BEGAN = dt.date(2005, 12, 30)
GUIDANCE_BEGAN = dt.date(2013, 7, 1)
SINGLE_FAMILY_COURT = dt.date(2014, 4, 22)
WEEKS = 26
SOON = dt.timedelta(days=28)
"""How long before its day something counts as due soon."""
LAST_DAY = WEEKS * 7 - 1
"""Days from the issue of care proceedings to the last day in time: the day of issue is the first of the 26 weeks."""

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
    Timescale(
        "A10", "Entry to placed", 639, "days", dt.date(2008, 4, 1), SCORECARD, "the 639-day guide", True, AVERAGE
    ),
    Timescale(
        "A10", "Entry to placed", 547, "days", dt.date(2011, 4, 1), SCORECARD, "the 547-day guide", True, AVERAGE
    ),
    Timescale(
        "A10", "Entry to placed", 487, "days", dt.date(2012, 4, 1), SCORECARD, "the 487-day guide", True, AVERAGE
    ),
    Timescale(
        "A10", "Entry to placed", 426, "days", dt.date(2013, 4, 1), SCORECARD, "the 426-day guide", True, AVERAGE
    ),
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
    Timescale(
        "ADM-PAPERS",
        "Decision after the papers or the panel's minutes are received",
        7,
        "working days",
        GUIDANCE_BEGAN,
        ADOPTION_GUIDANCE,
        "7 working days of the papers",
    ),
    Timescale(
        "PARENTS-TOLD",
        "Parents told of the decision in person",
        2,
        "working days",
        GUIDANCE_BEGAN,
        ADOPTION_GUIDANCE,
        "2 working days of the decision",
    ),
    Timescale(
        "PARENTS-WRITTEN",
        "Parents told of the decision in writing",
        5,
        "working days",
        GUIDANCE_BEGAN,
        ADOPTION_GUIDANCE,
        "5 working days of the decision",
    ),
    Timescale(
        "CPR-PANEL",
        "Panel after the child permanence report",
        6,
        "weeks",
        GUIDANCE_BEGAN,
        ADOPTION_GUIDANCE,
        "6 weeks of the report",
    ),
    Timescale(
        "REGISTER",
        "Referral to national matching where no match is in view",
        3,
        "months",
        GUIDANCE_BEGAN,
        ADOPTION_GUIDANCE,
        "3 months of the decision",
    ),
    Timescale(
        "MATCH-BABY",
        "Match of a relinquished baby under six months",
        3,
        "months",
        GUIDANCE_BEGAN,
        ADOPTION_GUIDANCE,
        "3 months of the decision",
    ),
    Timescale(
        "PROCEEDINGS",
        "Final order after the issue of care proceedings",
        LAST_DAY,
        "days",
        SINGLE_FAMILY_COURT,
        PROCEEDINGS,
        "26 weeks, the day of issue included",
    ),
    Timescale(
        "EXTENSION",
        "One extension of care proceedings",
        8,
        "weeks",
        SINGLE_FAMILY_COURT,
        PROCEEDINGS,
        "8 weeks an extension",
    ),
    Timescale(
        "REG24",
        "Temporary approval of a connected carer",
        16,
        "weeks",
        REGULATIONS_BEGAN,
        f"{TEMPORARY} 24",
        "16 weeks of temporary approval",
    ),
    Timescale(
        "REG25",
        "Extension of a temporary approval, once",
        8,
        "weeks",
        REGULATIONS_BEGAN,
        f"{TEMPORARY} 25",
        "24 weeks with the extension",
    ),
    Timescale(
        "SG-NOTICE",
        "Application for special guardianship after written notice",
        3,
        "months",
        ADOPTION_REGULATIONS_BEGAN,
        "Children Act 1989, section 14A",
        "3 months of notice",
        True,
    ),
    Timescale(
        "AD-REVIEW-1",
        "First adoption review of a child not yet placed",
        3,
        "months",
        ADOPTION_REGULATIONS_BEGAN,
        PLACEMENT_REVIEWS,
        "3 months of the authority to place",
    ),
    Timescale(
        "AD-REVIEW-N",
        "Next adoption review of a child not yet placed",
        6,
        "months",
        ADOPTION_REGULATIONS_BEGAN,
        PLACEMENT_REVIEWS,
        "6 months of the last adoption review",
    ),
    Timescale(
        "PLACED-1",
        "First review of an adoptive placement",
        4,
        "weeks",
        ADOPTION_REGULATIONS_BEGAN,
        PLACEMENT_REVIEWS,
        "4 weeks of being placed",
    ),
    Timescale(
        "PLACED-2",
        "Second review of an adoptive placement",
        3,
        "months",
        ADOPTION_REGULATIONS_BEGAN,
        PLACEMENT_REVIEWS,
        "3 months of the first review of the placement",
    ),
    Timescale(
        "PLACED-N",
        "Next review of an adoptive placement",
        6,
        "months",
        ADOPTION_REGULATIONS_BEGAN,
        PLACEMENT_REVIEWS,
        "6 months of the last review of the placement",
    ),
    Timescale(
        "DISRUPTION-FROM",
        "Review of a disruption, at the earliest",
        28,
        "days",
        ADOPTION_REGULATIONS_BEGAN,
        PLACEMENT_REVIEWS,
        "not before 28 days of the disruption",
        True,
    ),
    Timescale(
        "DISRUPTION",
        "Review of a disruption",
        42,
        "days",
        ADOPTION_REGULATIONS_BEGAN,
        PLACEMENT_REVIEWS,
        "42 days of the disruption",
    ),
    Timescale(
        "VISIT-1",
        "First visit to a placement, or after a care order at home",
        1,
        "weeks",
        REGULATIONS_BEGAN,
        VISITS,
        "a week",
    ),
    Timescale(
        "VISIT-WEEKLY",
        "Visit at home or with temporary carers until the first review",
        1,
        "weeks",
        REGULATIONS_BEGAN,
        VISITS,
        "a week until the first review",
    ),
    Timescale(
        "VISIT-4",
        "Visit at home on an interim order, or with temporary carers",
        4,
        "weeks",
        REGULATIONS_BEGAN,
        VISITS,
        "4 weeks of the last visit",
    ),
    Timescale("VISIT-6", "Next visit", 6, "weeks", REGULATIONS_BEGAN, VISITS, "6 weeks of the last visit"),
    Timescale(
        "VISIT-LONG",
        "Next visit to a long-term placement after its first year",
        3,
        "months",
        REGULATIONS_BEGAN,
        VISITS,
        "3 months of the last visit",
    ),
    Timescale(
        "VISIT-PLACED",
        "Visit to an adoptive placement until its first review",
        1,
        "weeks",
        ADOPTION_REGULATIONS_BEGAN,
        PLACEMENT_REVIEWS,
        "a week until the first review",
    ),
    Timescale(
        "PEP",
        "First personal education plan",
        10,
        "working days",
        dt.date(2018, 2, 1),
        EDUCATION_GUIDANCE,
        "10 working days of entry",
    ),
    Timescale(
        "LS-LETTER",
        "Life story book and later-life letter",
        10,
        "working days",
        GUIDANCE_BEGAN,
        ADOPTION_GUIDANCE,
        "10 working days of the celebration",
    ),
    Timescale(
        "CELEBRATION",
        "Celebration hearing",
        14,
        "days",
        GUIDANCE_BEGAN,
        ADOPTION_GUIDANCE,
        "14 days after the adoption order at the earliest",
        True,
    ),
    Timescale(
        "FOSTERED",
        "Application for an adoption order by foster carers",
        12,
        "months",
        ADOPTION_REGULATIONS_BEGAN,
        "Adoption and Children Act 2002, section 42(4)",
        "a year at home",
        True,
    ),
)
"""All limits, older before newer of the same code."""


def in_force(code: str, on: dt.date) -> Timescale:
    """The limit of a code in force on a day; before the first one, the first."""
    found = [scale for scale in TIMESCALES if scale.code == code]
    return next((scale for scale in reversed(found) if scale.since <= on), found[0])
