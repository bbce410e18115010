"""What is to be done for each child: what was due, is due soon, or others decide; and who works with whom."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models import codes
from models.rules.drift import answers
from models.rules.timescales import SOON
from models.rules.work.by_rule import by_rule, letters, school
from models.rules.work.by_step import by_step
from models.rules.work.planned import agreed, asked_for, coming
from models.snapshot import Snapshot

OVERDUE, DUE_SOON, DRIFTING, MISSING, WAITING = "Overdue", "Due soon", "Drifting", "Missing data", "Waiting on others"
AGREED = "Agreed, due later"
KINDS = (OVERDUE, DUE_SOON, DRIFTING, AGREED, WAITING, MISSING)
"""Why something is in the list, in the order of the list."""
OWN = ("SW", "TM")
"""Deciders who are the social workers' own team; of all others is waited for."""
COLUMNS = ("child", "what", "due", "why", "decider", "source", "rule", "planned")
_KINDS = {"due": pl.Date, "planned": pl.Boolean}
_CELLS = tuple(pl.col(name).cast(_KINDS.get(name, pl.String)) for name in COLUMNS)
"""As what each is told: a part without rows may have a column of no kind at all."""


def dues(snapshot: Snapshot) -> pl.DataFrame:
    """What is due for each child and what is planned, a row each, in no order: child, what, due (blank: waited for
    without a day), why, decider (code), source, rule (the drift flag that says the same; blank for none), planned.

    By rule, past or due within 28 days: reviews, those of an adoptive placement too, the match, visits, the approval
    of a connected carer (day 112, once extended day 168), the final order of proceedings, the first personal education
    plan, the later-life letter of a celebration in the last twelve months; and what `by_step` wants, each where the
    authority keeps such a record. Planned: every step with a day planned or listed that was not taken since, unless its
    plan, the time in care or (of a hearing) the proceedings ended after that was said. Waited for: a court's order
    applied for, and the decision for adoption once the permanence report is completed and until its papers are due.
    """
    frames = (each(snapshot) for each in (by_rule, by_step, school, letters, coming, asked_for))
    return pl.concat([frame.select(_CELLS) for frame in frames])


def ahead(snapshot: Snapshot, child: str) -> pl.DataFrame:
    """What is due for one child and what is planned or was agreed by the monitoring group, whenever that is, the first
    first; columns as in `dues`."""
    frames = (
        by_rule(snapshot, None, child),
        by_step(snapshot, None),
        school(snapshot, None),
        letters(snapshot, None, child),
        snapshot.once(coming),
        snapshot.once(agreed),
    )
    mine = [frame.filter(pl.col("child") == child).select(_CELLS) for frame in frames]
    return pl.concat(mine).filter(pl.col("due").is_not_null()).sort("due", "what", maintain_order=True)


def all_ahead(snapshot: Snapshot) -> pl.DataFrame:
    """The same for everybody the snapshot is about, in order of child: for documents about several children."""
    frames = (each(snapshot, None) for each in (by_rule, by_step, school, letters))
    found = pl.concat([frame.select(_CELLS) for frame in (*frames, snapshot.once(coming))])
    return found.filter(pl.col("due").is_not_null()).sort("child", "due", "what", maintain_order=True)


def kind_of(day: dt.date) -> pl.Expr:
    """Why a due thing is in the list: past its day, within 28 days of it, or others are to decide it; else blank."""
    due = pl.col("due")
    return (
        pl.when(due < day)
        .then(pl.lit(OVERDUE))
        .when(due <= day + SOON)
        .then(pl.lit(DUE_SOON))
        .when(~pl.col("decider").is_in(OWN) & pl.col("planned"))
        .then(pl.lit(WAITING))
    )


def people(snapshot: Snapshot) -> pl.DataFrame:
    """Who works with whom on the day, a row for each role: child, who (the identifier of a worker or team), role (in
    words). Social workers, those allocated in any role, and those who lead a plan that is pursued."""
    social = snapshot["social_worker"].filter(pl.col("sw_dec").is_null() & pl.col("sw_id").is_not_null())
    roles = {code: found.label for code, found in codes.codes("role").items()}
    allocated = snapshot["allocation"].filter(pl.col("ends").is_null())
    leads = snapshot["plan"].filter(pl.col("ends").is_null() & pl.col("lead").is_not_null())
    return pl.concat(
        [
            social.select("child", who="sw_id", role=pl.lit("Social worker")),
            allocated.select(
                "child",
                "who",
                role=pl.col("role").replace_strict(roles, default=pl.col("role"), return_dtype=pl.String),
            ),
            leads.select("child", who="lead", role=pl.lit("Plan lead")),
        ]
    ).unique(maintain_order=True)


def owners(snapshot: Snapshot) -> pl.DataFrame:
    """Who sees to a finding about a child, as a person answered: child, rule, owner, action, promised (its day)."""
    return snapshot.once(answers).select(
        "child", "rule", owner="answer_owner", action="answer_action", promised="answer_due"
    )
