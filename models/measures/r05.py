"""Escalations without an answer."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.rules.pmg_actions import FIRST, escalations
from models.rules.pmg_meetings import signed
from models.snapshot import Snapshot, as_at


@measure(
    "R05",
    "Children with an escalation without an answer",
    group="Practice",
    unit="children",
    source="Local measure; the service's own escalation ladder",
    better="lower",
    over="day",
)
def r05(snapshot: Snapshot, period: Period) -> Tally:
    """Children about whom an escalation of the monitoring group stands without an answer on the last day.

    An action that was carried as often as the policy says goes to the head of service, and unanswered at the next
    meeting signed off to the director and the reviewing officer; a case can be escalated by hand. It stands until it is
    answered, or its action is done or withdrawn. The groups are children of whom something stands with the head of
    service alone, and with somebody else.

    Who is out: where no meeting was signed off and nothing escalated by the day there is no figure.
    """
    now = snapshot if snapshot.as_at == period.last else snapshot.on(period.last)
    by_hand = as_at(now.facts.whole["escalation"], "escalation", now.as_at)
    first = (
        now.once(escalations)
        .filter("standing")
        .group_by("child", maintain_order=True)
        .agg(first=(pl.col("rung") == FIRST).all())
    )
    children, alone = first["child"], first["first"]
    groups = (("first", "With the head of service alone", alone), ("then", "With the director or another", ~alone))
    parts = [(code, title, children.filter(where)) for code, title, where in groups]
    return Tally(
        "children",
        children,
        groups=tuple(Group(code, title, len(part), part) for code, title, part in parts),
        kept=not (by_hand.is_empty() and signed(now).is_empty()),
        wanted="Sign off a meeting of the monitoring group, or escalate a case.",
    )
