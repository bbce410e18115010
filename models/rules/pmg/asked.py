"""What puts a child on the agenda: one small function a rule, each a condition with what it found in words.

A rule reads the columns of `scope.watched`. It says what it found of a child whom it puts on the agenda, and of one
whom it does not, what it looked for and what it found instead.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.dates import british
from models.rules.drift.rule import days, has, written
from models.rules.pmg_meetings import CARRIES, SEEN

SIBLINGS, CHAIR = "SIBLINGS", "CHAIR"
"""Put on with a brother or sister; put on by the chair."""


@dataclass(frozen=True)
class Asking:
    """What the rules are asked for: the meeting's day, the last meeting signed off before it, the local policies."""

    held: dt.date
    last: Mapping[str, Any] | None
    limits: Mapping[str, int]

    def since(self, *columns: str) -> pl.Expr:
        """Whether any of some days is after the last meeting; or after the group last discussed the child, so that
        nothing is lost of a child for whom there was no time. Who was not seen for longer is on for that."""
        seen, by = pl.col("seen"), self.held - dt.timedelta(weeks=self.limits[SEEN])
        new = [(pl.col(name) > self.day) | ((pl.col(name) > by) & (pl.col(name) > seen)) for name in columns]
        return pl.any_horizontal(*new).fill_null(False)

    @property
    def day(self) -> dt.date:
        """The day from which something is new: the last meeting's; before the first, as long ago as a child may go
        without being seen."""
        day: dt.date = self.held - dt.timedelta(weeks=self.limits[SEEN]) if self.last is None else self.last["held"]
        return day

    @property
    def words(self) -> str:
        """“since 12 Oct 2026”."""
        return f"since {british(self.day)}"


@dataclass(frozen=True)
class Found:
    """Whom a rule puts on the agenda, why, and what it found of the others."""

    when: pl.Expr
    words: pl.Expr
    otherwise: pl.Expr


@dataclass(frozen=True)
class Rule:
    """A rule of the agenda: its code, a short title, and what it looks for."""

    code: str
    title: str
    looks_for: str
    find: Callable[[Asking], Found]


def _overdue(_asking: Asking) -> Found:
    over = has("over")
    nothing = pl.when(has("due")).then(
        pl.format("No milestone is overdue: {} is due by {}", pl.col("next"), written(pl.col("due")))
    )
    return Found(
        over,
        pl.format("{} was due by {}: {} over", pl.col("next"), written(pl.col("due")), days(pl.col("over"))),
        nothing.otherwise(pl.lit("No milestone is overdue: none has a day by which it is due")),
    )


def _drift(asking: Asking) -> Found:
    several = pl.when(pl.col("flags") == 1).then(pl.lit("flag")).otherwise(pl.lit("flags"))
    dated = asking.since("newest")
    return Found(
        dated | has("late_flag"),
        pl.when(dated)
        .then(pl.format("New drift flag of {}: {}", written(pl.col("newest")), pl.col("newest_words")))
        .otherwise(
            pl.format(
                f"Drift flag of {{}}, by what was recorded {asking.words}: {{}}",
                written(pl.col("late_flag")),
                pl.col("late_words"),
            )
        ),
        pl.when(has("newest"))
        .then(
            pl.format(
                f"No new drift flag {asking.words}: {{}} {{}}, the newest of {{}}",
                pl.col("flags"),
                several,
                written(pl.col("newest")),
            )
        )
        .otherwise(pl.lit(f"No new drift flag {asking.words}: there is none")),
    )


def _plan(asking: Asking) -> Found:
    known = None if asking.last is None else asking.last["known"]
    late = pl.lit(False) if known is None else (pl.col("plan_known") > known).fill_null(False)
    dated = asking.since("primary_since", "plan_begun", "plan_closed")
    plan = pl.col("primary_words").fill_null("no primary plan")
    last = pl.max_horizontal("primary_since", "plan_begun", "plan_closed")
    return Found(
        dated | late,
        pl.when(dated)
        .then(pl.format("Plan changed on {}: {}", written(last), plan))
        .otherwise(pl.format(f"What is recorded of the plans changed {asking.words}: {{}}", plan)),
        pl.when(has("primary_since"))
        .then(pl.format(f"No plan changed {asking.words}: {{}} since {{}}", plan, written(pl.col("primary_since"))))
        .otherwise(pl.lit(f"No plan changed {asking.words}: none is the primary one")),
    )


def _order(_asking: Asking) -> Found:
    day = written(pl.col("order_since"))
    waits = pl.col("po_open") & ~pl.col("adoptive") & ~pl.col("matched") & ~pl.col("linked")
    new = pl.col("seen").is_null() | (pl.col("seen") < pl.col("order_since")) | pl.col("late_order")
    return Found(
        (waits & new).fill_null(False),
        pl.format("Placement order of {}, and no family linked yet", day),
        pl.when(~pl.col("po_open"))
        .then(pl.lit("No new placement order without a link: none is in force"))
        .when("adoptive")
        .then(pl.lit("No new placement order without a link: placed for adoption already"))
        .when("matched")
        .then(pl.lit("No new placement order without a link: matched already"))
        .when("linked")
        .then(pl.lit("No new placement order without a link: a family is chosen"))
        .otherwise(
            pl.format(
                "No new placement order without a link: that of {} was discussed on {}", day, written(pl.col("seen"))
            )
        ),
    )


def _carried(asking: Asking) -> Found:
    often = max(asking.limits[CARRIES] - 1, 1)
    many = pl.col("carried") >= often
    times = pl.when(pl.col("carried") == 1).then(pl.lit("once")).otherwise(pl.format("{} times", pl.col("carried")))
    up = has("escalated")
    return Found(
        many | up,
        pl.when(many)
        .then(pl.format("Action carried {}: {}", times, pl.col("carried_words")))
        .otherwise(
            pl.format("Escalated to {} on {}, and not answered", pl.col("escalated"), written(pl.col("escalated_on")))
        ),
        pl.when(pl.col("open") == 0)
        .then(pl.lit(f"No action carried {_times(often)}: none is open"))
        .when(pl.col("carried") == 0)
        .then(pl.format(f"No action carried {_times(often)}: {{}} open, not carried yet", pl.col("open")))
        .otherwise(
            pl.format(f"No action carried {_times(often)}: {{}} open, carried {{}} at most", pl.col("open"), times)
        ),
    )


def _unseen(asking: Asking) -> Found:
    weeks = asking.limits[SEEN]
    by = asking.held - dt.timedelta(weeks=weeks)
    said = f"{weeks} week{'s' * (weeks != 1)}"
    return Found(
        pl.col("seen").is_null() | (pl.col("seen") <= by),
        pl.when(has("seen"))
        .then(pl.format(f"Not seen here for {said}: last on {{}}", written(pl.col("seen"))))
        .otherwise(pl.lit("Not seen here yet")),
        pl.format(f"Seen here within {said}: on {{}}", written(pl.col("seen"))),
    )


def _noted(_asking: Asking) -> Found:
    said = pl.col("noted_words").fill_null("no decision")
    return Found(
        has("noted"),
        pl.format("Said without a quorum on {}, to be confirmed: {}", written(pl.col("noted")), said),
        pl.lit(None, pl.String),
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


RULES: tuple[Rule, ...] = (
    Rule("OVERDUE", "Milestone overdue", "A step on the way to permanence that is past its day.", _overdue),
    Rule("DRIFT", "New drift flag", "A drift flag that the last meeting did not know of.", _drift),
    Rule("PLAN", "Plan changed", "A plan agreed, closed or made the primary one after the last meeting.", _plan),
    Rule("ORDER", "New placement order without a link", "A placement order not discussed yet, and no family.", _order),
    Rule("CARRIED", "Action carried twice", "An action about to escalate, or an escalation not answered.", _carried),
    Rule("NOTED", "To be confirmed", "What was said at a meeting without a quorum, and not confirmed since.", _noted),
    Rule("UNSEEN", "Not seen for weeks", "Longer since the group last discussed the child than the policy.", _unseen),
)
"""The rules in their order; brothers and sisters follow from whom they put on."""
TITLES = {rule.code: rule.title for rule in RULES} | {SIBLINGS: "Brother or sister", CHAIR: "Put on by the chair"}
"""Every reason why a child can be on the agenda, by its code."""
