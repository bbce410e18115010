"""Whether gateway meetings, pre-proceedings, proceedings and hearings follow each other."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.checks import NOTHING, check, found
from models.checks.beside import days, steps
from models.rules.court import HEARINGS
from models.rules.steps import latest, taken
from models.rules.timescales import in_force
from models.snapshot import Facts, Snapshot

ISSUED, DAY = pl.col("issued"), pl.col("day")


def _issued(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["proceedings"].select("child", "issued", over="ends").sort("issued")


def _heard(snapshot: Snapshot) -> pl.DataFrame:
    """Hearings not cancelled, each beside the proceedings open or last before it: issued; `earliest` of the child."""
    held = steps(snapshot, *HEARINGS).filter(pl.col("outcome").is_null() | (pl.col("outcome") == "HELD"))
    if held.is_empty():
        return NOTHING
    said = snapshot.once(_issued)
    earliest = said.group_by("child").agg(earliest=ISSUED.min())
    return (
        held.select("child", "kind", "day")
        .sort("day")
        .join_asof(said, left_on="day", right_on="issued", by="child", check_sortedness=False)
        .join(earliest, on="child", how="left", maintain_order="left")
        .sort("child", "day")
    )


def _gateway_since(facts: Facts) -> dt.date | None:
    """From which day the authority records legal gateway meetings at all."""
    day = facts["milestone"].filter(pl.col("kind") == "LGM")["day"].min()
    return day if isinstance(day, dt.date) else None


@check("J11", "Letter before the gateway meeting")
def letter_before_gateway(snapshot: Snapshot) -> pl.DataFrame:
    """The legal gateway meeting decides on pre-proceedings; the letter before proceedings follows it. Milestones 1 and
    2 of every way to permanence; councils' procedures."""
    return found(
        days(snapshot, "LGM", "LBP"),
        pl.col("LBP_first") < pl.col("LGM_first"),
        "LBP_first",
        "The letter before proceedings is of {}, before the first legal gateway meeting on {}.",
        *("LBP_first", "LGM_first"),
    )


@check("J12", "Proceedings issued while pre-proceedings are open")
def issued_while_open(snapshot: Snapshot) -> pl.DataFrame:
    """Pre-proceedings end on the day it is agreed to step down or to issue: not later than the issue itself."""
    rows = snapshot.once(_issued)
    before = snapshot["pre_proceedings"].select("child", "begins", ended="ends").sort("begins")
    if rows.is_empty() or before.is_empty():
        return NOTHING
    until = pl.when(pl.col("ended").is_null()).then(pl.lit("have no end")).otherwise(pl.lit("ended only later"))
    return found(
        rows.join_asof(before, left_on="issued", right_on="begins", by="child", check_sortedness=False).with_columns(
            until=until
        ),
        pl.col("begins").is_not_null() & (pl.col("ended").is_null() | (pl.col("ended") > ISSUED)),
        "issued",
        "Proceedings were issued on {}; the pre-proceedings of {} {}.",
        *("issued", "begins", "until"),
    )


@check("J13", "Proceedings without a gateway meeting")
def no_gateway(snapshot: Snapshot) -> pl.DataFrame:
    """The legal gateway panel decides to issue; in an emergency the court may come first: then say so. Nothing is found
    for proceedings from before the authority recorded such meetings. Local practice."""
    since, rows = snapshot.facts.whole.once(_gateway_since), snapshot.once(_issued)
    if since is None or rows.is_empty():
        return NOTHING
    met = snapshot["milestone"].filter(pl.col("kind") == "LGM").group_by("child").agg(met=DAY.min())
    return found(
        rows.join(met, on="child", how="left", maintain_order="left"),
        (since <= ISSUED) & (pl.col("met").is_null() | (pl.col("met") > ISSUED)),
        "issued",
        "Proceedings were issued on {}, and no legal gateway meeting is recorded on or before that day.",
        "issued",
    )


@check("J14", "Hearing before the issue")
def heard_before_issue(snapshot: Snapshot) -> pl.DataFrame:
    """A hearing of care proceedings is held on or after the day of their issue, which is day 1 of the 26 weeks.
    Children Act 1989, section 32."""
    return found(
        snapshot.once(_heard),
        pl.col("earliest") > DAY,
        "day",
        "A hearing was held on {}; the proceedings were issued on {} only.",
        *("day", "earliest"),
    )


@check("J15", "Issues resolution before case management")
def resolved_before_managed(snapshot: Snapshot) -> pl.DataFrame:
    """The case management hearing comes before the issues resolution hearing. Public Law Outline, stages 2 and 3."""
    rows = snapshot.once(_heard)
    if rows.is_empty():
        return NOTHING
    managed = DAY.filter(pl.col("kind") == "CMH").min().over("child", "issued")
    return found(
        rows.with_columns(managed=managed),
        (pl.col("kind") == "IRH") & (pl.col("managed") > DAY),
        "day",
        "The issues resolution hearing of {} was before the case management hearing of {}.",
        *("day", "managed"),
    )


@check("J16", "Extension of more than eight weeks")
def long_extension(snapshot: Snapshot) -> pl.DataFrame:
    """Each extension of care proceedings is of up to eight weeks: record a longer one as several. Children Act 1989,
    section 32."""
    weeks = in_force("EXTENSION", snapshot.as_at).amount
    return found(
        snapshot.once(taken).filter(pl.col("kind") == "EXTENSION"),
        pl.col("amount") > weeks,
        "day",
        "Proceedings were extended on {} by {} weeks at once.",
        *("day", "amount"),
    )


@check("J17", "Care order of another day in the return")
def care_order_differs(snapshot: Snapshot) -> pl.DataFrame:
    """The day a care order was made is recorded apart because a placement order of the same day hides it in the return.
    Where the return shows the care order (C2) and no placement order (E1) before it, the days are the same."""
    made = days(snapshot, "CO")
    if made.is_empty():
        return NOTHING
    shown = snapshot.once(latest).select("child", "begins", "entry", "care_order", "order_since")
    known = pl.col("entry").is_not_null() | (pl.col("care_order") > pl.col("begins"))
    hidden = (pl.col("order_since") < pl.col("care_order")).fill_null(False)
    none = (pl.col("CO_first") != pl.col("care_order")) & (pl.col("CO") != pl.col("care_order"))
    return found(
        made.join(shown, on="child", how="inner"),
        none & ~hidden & (known | (pl.col("CO") > pl.col("care_order"))),
        "CO",
        "The care order is recorded as made on {}; the return shows it from {}.",
        *("CO", "care_order"),
    )


@check("J18", "Proceedings open after the care order")
def open_after_order(snapshot: Snapshot) -> pl.DataFrame:
    """A care order is what care proceedings end with: the final order is not recorded on them yet, or its day, or that
    of their issue, is mistyped. Until then they count as running past their 26 weeks."""
    rows = snapshot.once(_issued).filter(pl.col("over").is_null())
    if rows.is_empty():
        return NOTHING
    shown = snapshot.once(latest).select("child", "care_order")
    return found(
        rows.join(shown, on="child", how="left")
        .join(days(snapshot, "CO").select("child", "CO"), on="child", how="left", maintain_order="left")
        .with_columns(made=pl.max_horizontal("care_order", "CO")),
        pl.col("made") > ISSUED,
        "made",
        "A care order was made on {}, and the proceedings issued on {} have no final order.",
        *("made", "issued"),
    )
