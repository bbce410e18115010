"""Journeys: one row for every period of care, with its dated events as at a day.

`chain` says what is known as of each episode; a journey as at a day is its last episode begun by that day, with later
endings blank, beside the child's details, the decision and the match. See `models.rules.chains` for what is known.
"""

from __future__ import annotations

import datetime as dt
import functools

import polars as pl

from models import codes
from models.rules.chains import chain
from models.snapshot import WHO, Facts, Snapshot

__all__ = [
    "EARLIER_MATCH",
    "MATCHED",
    "as_at",
    "chain",
    "complete",
    "decisions",
    "details",
    "journeys",
    "one_each",
    "present",
    "shown",
    "spans",
]

DAY = pl.col("day")
EARLIER_MATCH = "MATCH"
"""The step that says when a child was matched before: the return knows only the last match of each child."""
MATCHED = (
    pl.col("match").is_not_null()
    & (pl.col("disrupted").is_null() | (pl.col("match") > pl.col("disrupted")))
    & (pl.col("po_ended").is_null() | (pl.col("match") >= pl.col("po_ended")))
    & (pl.col("adm_ceased").is_null() | (pl.col("match") > pl.col("adm_ceased")))
)
"""Matched with adopters who are still to come: the match has not led to a placement that broke down, nor has the order
or the decision ended since."""
NOT_ASKED = (
    *("row_id", "rne", "at", "before_at", "temporary", "since_short_break", "placed_known", "new_order", "order_stops"),
    *("lived", "moves", "run_stops", "new_adoptive"),
)
"""What the chain says that no journey asks: every date's picking of rows is the quicker without."""


def details(facts: Facts) -> pl.DataFrame:
    """Each child's sex, dob, ethnic, eighteenth (18th birthday; of 29 February: 1 March), one row a child."""
    dob = pl.col("dob")
    leap = (dob.dt.month() == 2) & (dob.dt.day() == 29)
    return facts.only("child_details", *WHO).select(
        "child",
        "dob",
        "sex",
        "ethnic",
        eighteenth=dob.dt.offset_by("18y") + pl.when(leap).then(pl.duration(days=1)).otherwise(pl.duration(days=0)),
    )


def spans(facts: Facts) -> pl.DataFrame:
    """From when until when a decision or match belongs to each journey: journey, child, period, floor, last_day."""
    last = facts.once(chain).filter(pl.col("until").is_null())
    return last.select("journey", "child", "period", "floor", last_day=_last_day())


def complete(facts: Facts) -> pl.DataFrame:
    """The chain beside what is said of the child: details, match where it falls in the journey, order at the match."""
    rows = facts.once(chain).drop(NOT_ASKED)
    ends = facts.once(spans).select("journey", "last_day")
    said = facts.only("adoption", "child", "date_match", "foster_care").select(
        "child", "date_match", fostered=pl.col("foster_care") == "1"
    )
    rows = (
        rows.join(facts.once(details), on="child", how="left", maintain_order="left")
        .join(said, on="child", how="left", maintain_order="left")
        .join(ends, on="journey", how="left", maintain_order="left")
    )
    match = pl.col("date_match")
    rows = rows.with_columns(
        fostered=pl.col("fostered").fill_null(False),
        match=pl.when(_within(match)).then(match),
    ).drop("date_match", "last_day")
    begun = pl.col("ordered") & (pl.col("decom") <= pl.col("match"))
    in_force = (
        rows.filter(begun)
        .select("journey", at_match="order_since", at_match_known="order_known")
        .unique("journey", keep="last", maintain_order=True)
    )
    return rows.join(in_force, on="journey", how="left", maintain_order="left")


def _earlier(facts: Facts) -> pl.DataFrame:
    """Matches before the one that the return knows, each beside the journey it falls in: journey, earlier, the order
    in force at it (earlier_order, earlier_known), until (the journey's next such match)."""
    steps = facts.only("milestone", "child", "day", kinds=(EARLIER_MATCH,)).select("child", earlier="day")
    if steps.is_empty():
        return steps
    on = pl.col("earlier")
    found = steps.join(facts.once(spans), on="child", how="inner").filter(_within(on)).select("journey", "earlier")
    ordered = facts.once(chain).filter("ordered").select("journey", "decom", "order_since", "order_known")
    in_force = (
        found.join(ordered, on="journey", how="inner")
        .filter(pl.col("decom") <= on)
        .sort("journey", "earlier", "decom")
        .unique(["journey", "earlier"], keep="last")
        .select("journey", "earlier", earlier_order="order_since", earlier_known="order_known")
    )
    return (
        found.join(in_force, on=["journey", "earlier"], how="left")
        .sort("journey", "earlier")
        .with_columns(until=pl.when(pl.col("journey").shift(-1) == pl.col("journey")).then(on.shift(-1)))
    )


def _matched_before(rows: pl.DataFrame, earlier: pl.DataFrame, day: dt.date) -> pl.DataFrame:
    """The rows, as at a day before the match of some of them: with the match that stood on it."""
    stood = earlier.filter((pl.col("earlier") <= day) & _begun(day)).drop("until")
    match, before = pl.col("match"), pl.col("earlier")
    holds = before.is_not_null() & (match.is_null() | (match > day) | (match < before))
    kept = {"match": "earlier", "at_match": "earlier_order", "at_match_known": "earlier_known"}
    return (
        rows.join(stood, on="journey", how="left", maintain_order="left")
        .with_columns(pl.when(holds).then(kept[name]).otherwise(name).alias(name) for name in kept)
        .drop(kept.values())
    )


def decisions(facts: Facts) -> pl.DataFrame:
    """Decisions that a child should be placed for adoption, each beside the journey it falls in.

    Columns: journey, child, period, adm, adm_ceased, adm_reason, until (the journey's next decision). A decision
    belongs to a journey from its beginning to its end, both included; where the beginning is not known, from the day
    after what is known before. A decision outside every journey has no row.
    """
    on = pl.col("date_placed")
    return (
        facts.only("adm_decision", "child", "date_placed", "date_placed_ceased", "reason_placed_ceased")
        .join(facts.once(spans), on="child", how="inner")
        .filter(_within(on))
        .sort("journey", "date_placed")
        .select(
            *("journey", "child", "period"),
            adm=on,
            adm_ceased="date_placed_ceased",
            adm_reason="reason_placed_ceased",
            until=pl.when(pl.col("journey").shift(-1) == pl.col("journey")).then(on.shift(-1)),
        )
    )


def _last_day() -> pl.Expr:
    """Until when a decision or match belongs to a journey: its end, but never into the child's next one."""
    ended = pl.when(pl.col("rec").ne_missing(codes.CONTINUES)).then("dec")
    return pl.min_horizontal(ended, pl.col("next_begins") - pl.duration(days=1))


def _within(on: pl.Expr) -> pl.Expr:
    """Whether a day falls in the journey."""
    return (on >= pl.col("floor")) & (pl.col("last_day").is_null() | (on <= pl.col("last_day")))


def _begun(day: dt.date) -> pl.Expr:
    """Rows that are the last of their kind begun by a day."""
    return pl.col("until").is_null() | (pl.col("until") > day)


def journeys(snapshot: Snapshot) -> pl.DataFrame:
    """Every period of care begun by the day, one row each in order of child and period, with its events by then.

    child, period, latest; dob, sex, ethnic, eighteenth, age; begins, entry; decom, ls, cin, place, place_provider of
    the present (or last) episode; ended, rec, closed_without_next, in_care; legal_since, placement_since, carer_since,
    each with …_known; ico, care_order; order_since, po, po_ended, po_open, po_at_match; adm, adm_ceased, adm_reason;
    match, foster_carer; adoptive, placed, placed_least, first_placed, fc_placed, ffa, settled_since; ao, sgo, cao.
    `match` is the last one by the day, of those that were made one after another.
    `closed` is the DEC of an episode closed without a next. `settled_since` is the present placement's start, of an
    adoptive one that of the placement just before it. `disrupted` is the day an adoptive placement ended in another,
    while the child is not placed for adoption again.
    """
    day, facts = snapshot.as_at, snapshot.facts
    rows = facts.once(complete).filter((pl.col("decom") <= day) & _begun(day))
    if not (earlier := facts.once(_earlier)).is_empty():
        rows = _matched_before(rows, earlier, day)
    made = facts.once(decisions).filter((pl.col("adm") <= day) & _begun(day))
    left = rows.with_columns(day=pl.lit(day)).select(as_at())
    reversed_by_then = pl.col("adm_ceased") <= day
    return left.join(
        made.select(
            "journey",
            "adm",
            pl.when(reversed_by_then).then("adm_ceased").alias("adm_ceased"),
            pl.when(reversed_by_then).then("adm_reason").alias("adm_reason"),
        ),
        on="journey",
        how="left",
        maintain_order="left",
    )


def present(snapshot: Snapshot) -> pl.DataFrame:
    """The times in care of the children in care on the day, one a child: of two that the record shows at once the
    later."""
    rows = snapshot.once(journeys).filter("in_care")
    child = rows["child"]
    return rows.unique("child", keep="last", maintain_order=True) if (child == child.shift()).any() else rows


def one_each(times: pl.DataFrame) -> pl.DataFrame:
    """The time in care that each child is shown by, one row a child: one in which the child is in care, else the last.

    `times` are journeys with any columns beside them; which of them a child stands for is the same in every list.
    """
    child, last = pl.col("child"), pl.col("child").ne_missing(pl.col("child").shift(-1))
    found = times.filter(last | pl.col("in_care"))
    if not found.select((child == child.shift()).any()).item():
        return found
    return found.sort("child", "in_care", "period").unique("child", keep="last", maintain_order=True)


def shown(snapshot: Snapshot) -> pl.DataFrame:
    """The journeys that the children are shown by, one a child."""
    return one_each(snapshot.once(journeys))


@functools.cache
def as_at() -> list[str | pl.Expr]:
    """The columns of a journey as at DAY; said once for all days, for saying them takes longer than doing them."""
    over = (pl.col("dec") <= DAY).fill_null(False)
    continues = pl.col("rec").eq_missing(codes.CONTINUES)
    under_18 = pl.col("eighteenth").is_null() | (pl.col("eighteenth") > DAY)
    ended = pl.when(over & ~continues)
    matched = pl.col("match") <= DAY
    dob = pl.col("dob")
    had_birthday = (dob.dt.month().cast(pl.Int32) * 100 + dob.dt.day()) <= DAY.dt.month().cast(
        pl.Int32
    ) * 100 + DAY.dt.day()
    po = pl.when("order_known").then("order_since")
    foster_carer = pl.col("same_carer_adopts") | (
        pl.col("fostered") & (matched.fill_null(False) | (over & _rec(codes.ADOPTED)))
    )
    return [
        "child",
        "period",
        (pl.col("next_begins").is_null() | (pl.col("next_begins") > DAY)).alias("latest"),
        "dob",
        "sex",
        "ethnic",
        "eighteenth",
        (DAY.dt.year() - dob.dt.year() - (~had_birthday).cast(pl.Int32)).alias("age"),
        "begins",
        "entry",
        "decom",
        "ls",
        "cin",
        "place",
        "place_provider",
        ended.then("dec").alias("ended"),
        ended.then("rec").alias("rec"),
        (over & continues).alias("closed_without_next"),
        pl.when(over & continues).then("dec").alias("closed"),
        (~over & ~_any("ls", codes.SHORT_BREAKS) & under_18).alias("in_care"),
        "legal_since",
        "legal_known",
        "placement_since",
        "placement_known",
        "carer_since",
        "carer_known",
        "ico",
        "care_order",
        "order_since",
        po.alias("po"),
        pl.col("order_stopped").fill_null(ended.then(pl.when("ordered").then("dec"))).alias("po_ended"),
        (pl.col("ordered") & ~over).alias("po_open"),
        pl.when(matched & pl.col("at_match").is_not_null())
        .then(pl.when("at_match_known").then("at_match"))
        .otherwise(po)
        .alias("po_at_match"),
        pl.when(matched).then("match").alias("match"),
        foster_carer.alias("foster_carer"),
        "adoptive",
        "placed",
        "placed_least",
        "first_placed",
        pl.when(foster_carer & pl.col("adoptive") & pl.col("carer_known")).then("carer_since").alias("fc_placed"),
        "ffa",
        "settled_since",
        "disrupted",
        pl.when(over & _rec(codes.ADOPTED)).then("dec").alias("ao"),
        pl.when(over & _rec(codes.SPECIAL_GUARDIANSHIP)).then("dec").alias("sgo"),
        pl.when(over & _rec(codes.CHILD_ARRANGEMENTS)).then("dec").alias("cao"),
        "journey",
    ]


def _any(column: str, among: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).is_in(among).fill_null(False)


def _rec(among: tuple[str, ...]) -> pl.Expr:
    return _any("rec", among)
