"""The permanence tracker: every child in care or left in the last twelve months, and how far each is on the way."""

from __future__ import annotations

import datetime as dt
import functools

import polars as pl

from models import codes
from models.measures import Period
from models.rules.drift import answers, flags
from models.rules.drift.cases import asked, cases
from models.rules.journeys import details, shown
from models.rules.people import families, workers
from models.rules.plans import TOGETHER, planning
from models.rules.reviews import last_reviews
from models.rules.status import status
from models.snapshot import Snapshot
from models.trackers import TRACKERS, Figure, Tracker
from models.trackers.permanence_columns import COLUMNS

_STATUS = (
    *("stage", pl.col("stage_days").alias("days_in_stage"), "next", "due", "state", "reason", "flags", "flag_words"),
    pl.when("overridden").then(pl.format("◇ {} ✓", pl.col("state"))).alias("state_words"),
)


@functools.cache
def _words(column: str, code_set: str) -> pl.Expr:
    """A column of codes in words; an unknown code says so, none stays none."""
    said = {code: found.label for code, found in codes.codes(code_set).items()}
    unknown = pl.format("unknown code {}", pl.col(column))
    return pl.col(column).replace_strict(said, default=unknown, return_dtype=pl.String)


def _before(column: str, unknown: pl.Expr) -> pl.Expr:
    """“before 3 May 2021” where the day itself is unknown: the day is the first that the data shows."""
    return pl.format("before {}", pl.when(unknown).then(pl.col(column)).dt.strftime("%-d %b %Y"))


_ORDER = pl.coalesce("ao", "sgo", "cao")
_ORDER_KIND = (
    pl.when(pl.col("ao").is_not_null())
    .then(pl.lit("Adoption order"))
    .when(pl.col("sgo").is_not_null())
    .then(pl.lit("Special guardianship order"))
    .when(pl.col("cao").is_not_null())
    .then(pl.lit("Child arrangements order"))
)


def rows(snapshot: Snapshot) -> pl.DataFrame:
    """One row per child in care, or whose last time in care ended in the twelve months to the day, sorted by child."""
    return everyone(snapshot).filter("shown").drop("shown")


def everyone(snapshot: Snapshot) -> pl.DataFrame:
    """One row per child ever in care, about the present or last period of care; `shown` for those of the tracker."""
    now = snapshot.once(status).select("child", "period", *_STATUS)
    return snapshot.once(known).join(now, on=["child", "period"], how="left", maintain_order="left")


def anybody(snapshot: Snapshot) -> pl.DataFrame:
    """The same, and among them who never was in care but stands in proceedings, before them, or in a step.

    Figures count these children, and whom a figure counts must be found."""
    found = everyone(snapshot)
    known_from = (snapshot["proceedings"], snapshot["pre_proceedings"], snapshot.once(asked))
    beside = pl.concat([rows["child"] for rows in known_from]).unique()
    never = beside.filter(~beside.is_in(found["child"].implode())).sort()
    if never.is_empty():
        return found
    bare = pl.DataFrame([never, pl.repeat(False, len(never), eager=True).alias("shown")])
    born = snapshot.facts.once(details).select("child", "dob", "sex")
    bare = bare.join(born, on="child", how="left", maintain_order="left").with_columns(_words("sex", "sex"))
    return pl.concat([found, bare], how="diagonal_relaxed").sort("child", maintain_order=True)


def _shown(day: dt.date) -> pl.Expr:
    """In care on the day, or left in the twelve months to it."""
    return pl.col("in_care") | (pl.col("latest") & Period.year_to(day).covers("ended"))


_CASE = (
    *("child", "period", "primary_words", "contingency_words", "plan_date", "link", "AO-APPLIED"),
    *(pl.col("second").alias("second_review"), pl.col("story").alias("life_story")),
)
"""What is known of the plans and steps of a child in care."""


def known(snapshot: Snapshot) -> pl.DataFrame:
    """One row per child ever in care: who it is, where, how far, with which plans, who works with it and is to do what;
    all but how its state is judged."""
    frame = snapshot.once(shown).select(_columns(snapshot.as_at))
    for beside in (last_reviews(snapshot), snapshot.once(cases).select(_CASE)):
        frame = frame.join(beside, on=["child", "period"], how="left", maintain_order="left")
    for each in (workers, families, acts, links, planning, _discussed, _heard):
        frame = frame.join(snapshot.once(each), on="child", how="left", maintain_order="left")
    gone = (pl.col("link_on") <= pl.col("disrupted_on")).fill_null(False) & (pl.col("link_status") == "CHOSEN")
    status = pl.when(gone).then(pl.lit("Placement broke down")).otherwise(_words("link_status", "outcome"))
    return frame.with_columns(status.alias("link_status")).drop("link_on", "disrupted_on")


def acts(snapshot: Snapshot) -> pl.DataFrame:
    """Who is to do what for each child, one row a child: rule, owner, action, action_due.

    Of the most serious drift flag (of law before local, then the furthest over), as a person answered, else as the rule
    says; where nothing drifts, of what was last answered to another finding.
    """
    worst = snapshot.once(flags).sort("local", "over", descending=[False, True], maintain_order=True)
    flagged = worst.unique("child", keep="first", maintain_order=True).select(*_ACT, action_due="due")
    said = pl.col("answer_owner").is_not_null() | pl.col("answer_action").is_not_null()
    told = answers(snapshot).filter(said).sort("child", "answer_since").unique("child", keep="last")
    other = told.join(flagged, on="child", how="anti")
    return pl.concat(
        [
            flagged,
            other.select("child", "rule", owner="answer_owner", action="answer_action", action_due="answer_due"),
        ]
    )


_ACT = ("child", "rule", "owner", "action")


def links(snapshot: Snapshot) -> pl.DataFrame:
    """The families each child was linked with in this time in care: link_status, link_ref and link_on (its day) of the
    last, and links."""
    found = snapshot.once(asked).filter(pl.col("kind") == "LINK")
    return found.group_by("child").agg(
        pl.col("outcome").last().alias("link_status"),
        pl.col("ref").last().alias("link_ref"),
        pl.col("day").last().alias("link_on"),
        pl.len().cast(pl.Int32).alias("links"),
    )


def _discussed(snapshot: Snapshot) -> pl.DataFrame:
    """The last discussion of each child at the monitoring group: at one of its meetings, or a step without one."""
    held = snapshot.once(asked).filter(pl.col("kind") == "PMG").select("child", "day", "words")
    met = snapshot["pmg_item"].filter(pl.col("discussed").is_not_null())
    both = pl.concat([held, met.select("child", day="discussed", words=pl.lit(None, dtype=pl.String))])
    last = both.sort("child", "day", maintain_order=True).unique("child", keep="last", maintain_order=True)
    return last.select("child", PMG="day", PMG_words="words")


def _heard(snapshot: Snapshot) -> pl.DataFrame:
    """When each child was last heard, and how."""
    heard = snapshot.once(asked).filter(pl.col("kind") == "VOICE").unique("child", keep="last", maintain_order=True)
    return heard.select("child", VOICE="day", VOICE_words="words", VOICE_outcome=_words("outcome", "outcome"))


@functools.lru_cache(maxsize=64)
def _columns(on: dt.date) -> list[str | pl.Expr]:
    """What is shown of a period of care on a day; saying it takes longer than doing it for one child."""
    day = pl.lit(on)
    return [
        "child",
        "age",
        "dob",
        _words("ls", "ls").alias("legal"),
        pl.when("legal_known").then("legal_since").alias("legal_since"),
        _before("legal_since", ~pl.col("legal_known")).alias("legal_since_words"),
        _words("place", "place").alias("placement"),
        pl.when("placement_known").then("placement_since").alias("placement_since"),
        _before("placement_since", ~pl.col("placement_known")).alias("placement_since_words"),
        "entry",
        pl.when("in_care").then((day - pl.col("begins")).dt.total_days()).alias("days_in_care"),
        "ffa",
        _before("begins", pl.col("entry").is_null()).alias("entry_words"),
        "adm",
        "adm_ceased",
        "po",
        _before("order_since", pl.col("po").is_null()).alias("po_words"),
        "po_ended",
        pl.when("po_open").then((day - pl.col("po")).dt.total_days()).alias("days_since_po"),
        "match",
        "placed",
        _before("placed_least", pl.col("placed").is_null()).alias("placed_words"),
        _ORDER.alias("order"),
        _ORDER_KIND.alias("order_kind"),
        pl.col("ended").alias("left"),
        _words("rec", "rec").alias("left_reason"),
        _words("sex", "sex").alias("sex"),
        _words("ethnic", "ethnic").alias("ethnic"),
        pl.col("disrupted").alias("disrupted_on"),
        "in_care",
        "period",
        _shown(on).alias("shown"),
    ]


KNOWN = (("entry", "entry to care"), ("po", "placement order"), ("placed", "placed for adoption"))
"""Dates whose beginning a single year's return often does not show."""


def known_for(frame: pl.DataFrame) -> tuple[str, ...]:
    """“Entry to care known for 4 of 160” for every date that fewer than half of those who should have it have."""
    lines = []
    for key, words in KNOWN:
        known = int(frame[key].is_not_null().sum())
        should = known + int(frame[f"{key}_words"].is_not_null().sum())
        if known * 2 < should:
            lines.append(f"{words} known for {known:,} of {should:,}")
    return tuple(lines)


def describe(frame: pl.DataFrame, snapshot: Snapshot) -> str:
    """Who is shown, and which dates the data mostly does not show."""
    in_care = int(frame["in_care"].sum())
    said = f"{in_care:,} in care and {len(frame) - in_care:,} who left in the last 12 months"
    return "; ".join([said, *known_for(frame)])


TRACKERS.add(
    "permanence",
    Tracker(
        "permanence",
        "Permanence tracker",
        COLUMNS,
        rows,
        describe,
        anybody,
        known_for,
        figures=(
            Figure("in care", pl.col("in_care")),
            Figure("overdue", pl.col("state") == "R"),
            Figure("to watch", pl.col("state") == "A"),
            Figure("placement order, waiting for match", pl.col("stage") == "Placement order, waiting for match"),
            Figure("planned in parallel", pl.col("in_care") & (pl.col("planning") == TOGETHER)),
        ),
    ),
    __name__,
)
