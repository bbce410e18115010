"""Children with a sign of drift."""

from __future__ import annotations

from models.measures import Group, Period, Tally, measure
from models.snapshot import Snapshot


@measure(
    "K17",
    "Children with a sign of drift",
    group="Permanence",
    unit="children",
    source="Local measure; limits of law and statutory guidance, and local limits as the Policies page says them",
    better="lower",
    over="day",
)
def k17(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care on the last day of the period with at least one sign of drift: a step on the way to permanence
    past the last day it should have been taken by.

    In care as in M01. The groups are the sixteen rules, each with the children who break it; they overlap and do not
    add up. Those called local limit nobody but the authority itself. A rule that rests on a record which the authority
    does not keep here at all (no visit, no plan of any child) says nothing of anybody. A flag that a person answered
    still counts. Children not in care whose care proceedings are late are shown apart.
    """
    from models.rules.drift import RULES, drifting  # loaded by nobody who does not ask for it

    rows = snapshot.once(drifting)
    care = rows.filter("in_care")
    groups = []
    for rule in RULES:
        if rule.code in rows.columns:
            title = f"{rule.title} (local limit)" if rule.local else rule.title
            children = care["child"].filter(care[rule.code])
            groups.append(Group(rule.code, title, len(children), children))
    outside = rows["child"].filter(~rows["in_care"])
    apart = Group("outside", "In proceedings and late, not in care (not in the figure)", len(outside), outside)
    return Tally("children", care["child"], groups=tuple(groups), apart=lambda: (apart,) if len(outside) else ())
