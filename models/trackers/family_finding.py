"""The placement order and family finding tracker: from the decision for adoption to the order and the celebration."""

from __future__ import annotations

import polars as pl

from models.rules.journeys import MATCHED, journeys
from models.rules.steps import last_day
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Column, Figure, Tracker
from models.trackers.cells import JUDGED, children, columns, said, step, to_come, who
from models.trackers.permanence import everyone as permanence
from models.trackers.permanence_columns import COLUMNS as PERMANENCE

STEPS = (
    *("CPR", "RAA", "EP-DECISION", "FF-START", "FF-NATIONAL", "LINK", "AP-PANEL", "INTRODUCTIONS", "AD-REVIEW"),
    *("AO-APPLIED", "CELEBRATION", "DISRUPTION", "SIB-DECISION", "CONSENT", "AD-PANEL", "ADM-PAPERS", "PARENTS-TOLD"),
    *("PARENTS-WRITTEN", "MATCH"),
)
_SAME = {column.key: column for column in PERMANENCE}
COLUMNS = columns(
    who("child", "age", "siblings"),
    step("CPR", "Permanence report", "The day the child permanence report was completed.", shown=False),
    step("CONSENT", "Consent", "The day the parents consented: the child was relinquished.", shown=False),
    step(
        "AD-PANEL",
        "Panel on the plan",
        "The day of the panel that goes before the decision where parents consent.",
        shown=False,
    ),
    step("ADM-PAPERS", "Papers received", "The day the decision maker received the papers or minutes.", shown=False),
    _SAME["adm"],
    step("PARENTS-TOLD", "Parents told", "The day the parents were told of the decision.", shown=False),
    step("PARENTS-WRITTEN", "Parents written to", "The day they were told of it in writing.", shown=False),
    step("RAA", "Referred", "The day of the referral to the regional adoption agency.", shown=False),
    step("EP-DECISION", "Early permanence", shown=False),
    Column(
        "ffa", "Early permanence placed", "date", "The day the child lived with carers who may adopt.", 13, shown=False
    ),
    _SAME["po"],
    _SAME["days_since_po"],
    step("FF-START", "Family finding"),
    step("FF-NATIONAL", "National matching", shown=False),
    step("LINK", "Link"),
    who("link_status"),
    Column(
        "link_ref",
        "Family linked",
        "text",
        "An opaque reference of the adoptive family; never a name.",
        14,
        shown=False,
    ),
    Column("links", "Links", "number", "How many links so far.", 7),
    to_come("AP-PANEL", "Panel planned"),
    step("AP-PANEL", "Panel"),
    step(
        "MATCH",
        "Earlier match",
        "The day of the last match before the one that stands, with adopters with whom it came to nothing.",
        shown=False,
    ),
    _SAME["match"],
    step("INTRODUCTIONS", "Introductions", shown=False),
    _SAME["placed"],
    step("AD-REVIEW", "Adoption review", shown=False),
    step("AO-APPLIED", "Applied"),
    step("DISRUPTION", "Disruption meeting", shown=False),
    _SAME["order"],
    to_come("CELEBRATION", "Celebration planned", shown=False),
    step("CELEBRATION", "Celebration", shown=False),
    Column(
        "together", "Brothers and sisters", "text", "Whether they are to be placed together or apart.", 12, shown=False
    ),
    _SAME["stage"],
    _SAME["days_in_stage"],
    who("legal", "placement", "worker", "team"),
    Column("family_finder", "Family finder", "text", "The family finder's identifier.", 14),
    JUDGED,
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row for each child in care with a decision that stands, a placement order in force or an adoptive placement,
    or adopted in the twelve months to the day."""
    return everyone(snapshot).filter("shown").drop("shown")


def everyone(snapshot: Snapshot) -> pl.DataFrame:
    """The same for all children ever decided for adoption; `shown` for those of the tracker."""
    mine = (
        snapshot.once(journeys)
        .filter(pl.col("adm").is_not_null() | pl.col("order_since").is_not_null() | pl.col("adoptive"))
        .select(
            "child",
            "period",
            "po_open",
            "adoptive",
            "disrupted",
            decided=pl.col("adm_ceased").is_null() & pl.col("adm").is_not_null(),
            matched=MATCHED.fill_null(False),
        )
    )
    judged = snapshot.once(permanence).select(
        *("child", "stage", "days_in_stage", "next", "due", "state", "reason"), twelve="shown"
    )
    live = pl.col("in_care") & (pl.col("decided") | pl.col("po_open") | pl.col("adoptive"))
    return (
        snapshot.once(children)
        .drop("AO-APPLIED")
        .join(mine, on=["child", "period"], how="inner", maintain_order="left")
        .join(judged, on="child", how="left", maintain_order="left")
        .join(last_day(snapshot, STEPS, ("AP-PANEL", "CELEBRATION")), on="child", how="left", maintain_order="left")
        .with_columns(
            pl.col("links").fill_null(0),
            together=said("SIB-DECISION_outcome", "outcome"),
            live=live,
            shown=live | (pl.col("twelve") & pl.col("order_kind").eq("Adoption order").fill_null(False)),
        )
        .drop("twelve")
    )


def describe(frame: pl.DataFrame, _snapshot: Snapshot) -> str:
    """Who is shown."""
    live = int(frame["live"].sum())
    return f"{live:,} on the way to adoption and {len(frame) - live:,} adopted in the last 12 months"


_WAITING = pl.col("po_open") & ~pl.col("matched") & ~pl.col("adoptive")
_UNLINKED = pl.col("LINK").is_null() | (pl.col("LINK") <= pl.col("disrupted")).fill_null(False)
"""Whether no family is in view: a link that led to a placement which broke down is one no more."""
TRACKERS.add(
    "family_finding",
    Tracker(
        "family_finding",
        "Placement order and family finding",
        COLUMNS,
        rows,
        describe,
        everyone,
        population="on the way to adoption, or adopted in the last 12 months",
        figures=(
            Figure("placement order, no match", _WAITING),
            Figure("of them without a link", _WAITING & _UNLINKED),
            Figure("placed, no order yet", pl.col("live") & pl.col("adoptive")),
            Figure(
                "of them without an application", pl.col("live") & pl.col("adoptive") & pl.col("AO-APPLIED").is_null()
            ),
        ),
    ),
    __name__,
)
