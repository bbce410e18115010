"""Statutory visits in time."""

from __future__ import annotations

import polars as pl

from models.measures import NOBODY, Period, Tally, measure
from models.measures._kept import last_by, lasting, of_kind, since
from models.rules.drift.visits import DUE, VISIT_FROM, VISITS
from models.rules.journeys import present
from models.rules.reviews import review_dues
from models.rules.timescales import VISITS as SOURCE
from models.snapshot import Facts, Snapshot

PLACED = VISITS[1].due
"""The next visit to a child placed for adoption: only until the first review of the placement."""
_OWN = (
    *("child", "journey", "in_care", "adoptive", "ls", "place"),
    *("placement_since", "legal_since", "placed_least"),
)


def _seen(facts: Facts) -> pl.DataFrame:
    """Every visit at which the child was seen."""
    rows = of_kind(facts, "VISIT").filter(pl.col("outcome").ne_missing("NOT-SEEN"))
    return lasting(rows.select("child", seen="day"), "child", "seen")


def _approved(facts: Facts) -> pl.DataFrame:
    """Every decision on a connected carer; blank where it was refused."""
    yes = pl.when(pl.col("outcome") == "YES").then("day")
    rows = of_kind(facts, "CC-APPROVED").select("child", "day", carers_approved=yes)
    return lasting(rows, "child", "day")


def _at_once(facts: Facts) -> pl.DataFrame:
    """Every immediate placement with parents."""
    rows = of_kind(facts, "PWP-REG19").filter(pl.col("outcome").ne_missing("NO"))
    return lasting(rows.select("child", at_once="day"), "child", "at_once")


def _held(facts: Facts) -> pl.DataFrame:
    """Every review held."""
    rows = facts.once(review_dues).filter(pl.col("held").is_not_null())
    return lasting(rows.select("journey", reviewed="held"), "journey", "reviewed")


def _visits(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care for whom a visit is due by the regulations: child, and by when."""
    facts, day = snapshot.facts, snapshot.as_at
    began = pl.when("adoptive").then("placed_least").otherwise("placement_since")
    rows = snapshot.once(present).select(_OWN)
    for key, found in (
        ("journey", last_by(facts.once(_held), "reviewed", day)),
        ("child", last_by(facts.once(_seen), "seen", day)),
        ("child", last_by(facts.once(_approved), "day", day).drop("day")),
        ("child", last_by(facts.once(_at_once), "at_once", day)),
    ):
        rows = rows.join(found, on=key, how="left", maintain_order="left")
    return (
        rows.with_columns(visit_from=VISIT_FROM, reviewed=pl.when(pl.col("reviewed") > began).then("reviewed"))
        .with_columns(visited=pl.when(pl.col("seen") >= pl.col("visit_from")).then("seen"))
        .select("child", due=pl.coalesce(DUE, PLACED).cast(pl.Date))
        .filter(pl.col("due").is_not_null())
    )


@measure(
    "V01",
    "Statutory visits in time",
    group="Practice",
    unit="%",
    source=SOURCE,
    better="higher",
    over="day",
)
def v01(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care on the last day, the share for whom no statutory visit is overdue on it.

    Of: children in care (as M01) on the last day whose next visit has a day by which it is due. The next visit is due
    within a week of the placement (of a child at home under a full care order, of the order where that is later); then
    within six weeks of the last visit, or three months with long-term foster carers after the first year. At home under
    an interim order, placed at home at once, or with a carer who is not yet approved: weekly until the first review
    since the placement began, then every four weeks (six weeks after an immediate placement). Placed for adoption:
    weekly until the first review of the placement; after that the review decides, and the child is out. A visit at
    which the child was not seen does not count; of a visit known only roughly the last day it can mean counts. It is
    the day that is judged, and not how many visits were late before.

    Who is out: where no visit of any child is on record, they are kept elsewhere and there is no figure.
    """
    if since(snapshot, "VISIT") is None:
        return Tally("%", base=NOBODY, kept=False)
    rows = snapshot.once(_visits)
    return Tally("%", rows.filter(pl.col("due") >= period.last)["child"], base=rows["child"])
