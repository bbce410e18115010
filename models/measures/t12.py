"""Review that set adoption as the plan to the decision."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.measures import Group, Period, Tally, Threshold, measure
from models.measures._events import Events
from models.measures._plans import planned_decisions, undecided
from models.snapshot import Snapshot

LIMITS = (Threshold(61, dt.date(2013, 7, 1), "2 months, guidance for each child", "child"),)
BEGAN = pl.col("began")


@measure(
    "T12",
    "Review that set adoption as the plan to the decision",
    group="Timeliness",
    unit="days",
    source="Local measure; adoption statutory guidance (July 2013): two months for each child",
    better="lower",
    thresholds=LIMITS,
)
def t12(snapshot: Snapshot, period: Period) -> Tally:
    """Mean days from the review that set adoption as the plan to the decision that the child should be placed for
    adoption, for decisions made in the period.

    The decision is the latest one within the period of care by the end of the period, also if later reversed. The
    review is the last one held by the day on which adoption, as recorded here, became the primary plan for the last
    time by the decision. Where two months after that review were over by then it had set another plan, and so where
    there was none: the day adoption became the primary plan counts instead, and the child is flagged.

    Children in care whose primary plan is adoption, with no open decision, are shown apart with their days so far. Two
    months is guidance for each child, no limit on the average; 61 days stand for it.

    Who is out: children who turned 18 before the decision. Where adoption had not become the primary plan in this time
    in care by the decision, as far as is recorded, the child is left out of the mean and counted under no date.
    """
    events, facts = snapshot.once(Events), snapshot.facts
    decided = events.within("adm", period) & (events["grown"] >= events["adm"])
    plans = facts.once(planned_decisions)
    rows = events.rows(decided, "child", "journey", "adm")
    rows = rows.join(plans, on=["journey", "adm"], how="left", maintain_order="left")
    known, unknown = rows.filter(BEGAN.is_not_null()), rows["child"].filter(rows["began"].is_null())
    return Tally(
        "days",
        known["child"],
        days=known["adm"] - known["began"],
        no_date=unknown,
        flagged=known["child"].filter(~known["by_review"]),
        apart=lambda: _waiting(snapshot, events),
    )


def _waiting(snapshot: Snapshot, events: Events) -> tuple[Group, ...]:
    rows = events.rows(events["present"] & ~events["adm_open"], "child", "journey")
    rows = rows.join(undecided(snapshot), on="journey", how="inner", maintain_order="left")
    mean = rows["so_far"].mean()
    if mean is None:
        return ()
    title = "Still waiting: mean days so far (not in the figure)"
    return (Group("waiting", title, float(mean), rows["child"], rows["so_far"]),)  # type: ignore[arg-type]
