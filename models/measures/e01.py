"""Attendance."""

from __future__ import annotations

import polars as pl

from models.dates import add_months
from models.measures import Group, Period, Tally, measure
from models.measures._school import pupils, term
from models.snapshot import Snapshot


@measure(
    "E01",
    "Attendance in the term",
    group="Education",
    unit="%",
    source="Local measure (board report); statutory guidance on the education of looked after children",
    better="higher",
    over="day",
)
def e01(snapshot: Snapshot, period: Period) -> Tally:
    """Sessions attended of those possible, per cent, in the term that the last day lies in: the mean over children in
    care of school age.

    Counted: the share of its possible sessions that each child attended, added up.

    Of: children in care (as M01) on the last day, aged 5 to 16 on the 31 August that ends the school year (reception to
    year 11), whose attendance is recorded for the term. Each child's attendance is recorded for the term as per cent
    and not as sessions, so every child counts alike, as if all had the same number of possible sessions. The term is
    the last one of the school year that began for any child by the day. National figures count children in care for
    twelve months at 31 March: those in care for twelve months or more on the day are shown beside it.

    Who is out: a child without attendance recorded for it, and one whose birth is not known, is counted under no date.
    """
    now, rows = term(snapshot), snapshot.once(pupils)
    if now is None:
        return Tally("%", days=pl.Series("attendance", [], dtype=pl.Float64), kept=False)
    told = pl.col("known") & pl.col("term").eq_missing(now.code) & pl.col("attendance").is_not_null()
    found = rows.filter(told).with_columns((pl.col("attendance") / 10).round(1))

    def apart() -> tuple[Group, ...]:
        long = found.filter(pl.col("since") <= add_months(period.last, -12))
        mean = long["attendance"].mean()
        title = "Of these in care for twelve months or more"
        if mean is None:
            return ()
        return (Group("twelve months", title, float(mean), long["child"], long["attendance"], "%"),)  # type: ignore[arg-type]

    return Tally("%", found["child"], days=found["attendance"], no_date=rows.filter(~told)["child"], apart=apart)
