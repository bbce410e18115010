"""Children with a permanence plan."""

from __future__ import annotations

from models import codes
from models.measures import Period, Tally, measure
from models.measures._events import Events, groups_of
from models.measures._plans import on_the_day, primary_plans
from models.snapshot import Snapshot

PATHWAYS = {code: found.label for code, found in codes.codes("pathway").items()}


@measure(
    "K18",
    "Children with a permanence plan recorded",
    group="Permanence",
    unit="%",
    source="Local measure",
    better="higher",
    over="day",
)
def k18(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care on the last day of the period, the share with a plan for permanence recorded here.

    Of: children in care (as M01).

    Counted: those of whom one of the plans pursued on the day is the primary one. The groups say which plan that is; a
    child with plans none of which is the primary one is not counted.
    """
    present = snapshot.once(Events).present().children
    plans = on_the_day(snapshot.facts.once(primary_plans), period.last)
    planned = plans.filter(plans["child"].is_in(present.implode()))
    groups = groups_of(planned["child"], planned["pathway"], PATHWAYS, "Another plan, or not said")
    return Tally("%", planned["child"], base=present, groups=tuple(group for group in groups if len(group.children)))
