"""Whom a meeting has time for: in order of risk, brothers and sisters together, until its time is taken.

Whoever the chair puts on stays, even when the time is over, and takes no time from the others. Nobody goes missing: the
rest wait, and each is told so.
"""

from __future__ import annotations

import polars as pl

from models.rules.drift.rule import days, has, written
from models.rules.policies import policies
from models.snapshot import Snapshot

LENGTH = "PMG-LENGTH"
"""The authority's policy for how long a meeting is, in minutes."""
BY_RISK = (
    "Escalated first; then red, amber, green; limits of law or guidance before local ones; what was carried most "
    "often, most drift flags, most days over; the longest not seen. Brothers and sisters stand with the one most at "
    "risk."
)
"""The order of risk in words."""
_STATES = {"R": 0, "A": 1, "G": 2, "–": 3}
_SAID = {"R": "red", "A": "amber", "G": "green"}
_ALONE = pl.when(has("family")).then("family").otherwise("child")


def length(snapshot: Snapshot) -> int:
    """The minutes that a meeting has."""
    return policies(snapshot.facts)[LENGTH]


def long(minutes: int) -> str:
    """“2 h 30 min”, “45 min”."""
    hours, left = divmod(minutes, 60)
    return f"{hours} h {left:02d} min" if hours else f"{left} min"


def against(minutes: int, length: int) -> str:
    """The time meant for the children against that of the meeting: “10 min over the time of 2 h 30 min”."""
    if minutes > length:
        return f"{long(minutes - length)} over the time of {long(length)}"
    return f"within the time of {long(length)}"


def more_wait(count: int, *, fixed: bool = False) -> str:
    """“57 more wait: the time of this meeting is taken”; blank where nobody waits."""
    why = "its agenda was fixed when it began" if fixed else "the time of this meeting is taken"
    return f"{count:,} more wait{'s' * (count == 1)}: {why}" if count else ""


def ranked(rows: pl.DataFrame) -> pl.DataFrame:
    """Everybody with their risk (1 the greatest) and in words what it is by; `off` last."""
    return (
        rows.with_columns(rank=pl.col("state").replace_strict(_STATES, default=4, return_dtype=pl.Int32))
        .sort(
            *("off", pl.col("escalated").is_null(), "rank", ~pl.col("lawful").fill_null(False)),
            *(-pl.col("carried"), -pl.col("flags"), -pl.col("over").fill_null(0), pl.col("seen"), "child"),
            nulls_last=False,
        )
        .drop("rank")
        .with_row_index("risk", 1)
        .with_columns(pl.col("risk").cast(pl.Int32), risk_words=_words())
    )


def _words() -> pl.Expr:
    """What the risk is by, in the order in which it counts."""
    carried, flags = pl.col("carried"), pl.col("flags")
    many, lawful = flags > 1, pl.col("lawful").fill_null(False)
    of_law = (
        pl.when(lawful & many)
        .then(pl.lit(", some of law or guidance"))
        .when(lawful)
        .then(pl.lit(" of law or guidance"))
    )
    return pl.concat_str(
        pl.when(has("escalated")).then(pl.format("escalated to {}", "escalated")),
        pl.col("state").replace_strict(_SAID, default="no date to judge by", return_dtype=pl.String),
        pl.when(carried == 1)
        .then(pl.lit("an action carried once"))
        .when(carried > 1)
        .then(pl.format("an action carried {} times", carried)),
        pl.when(flags > 0).then(
            pl.concat_str(
                flags,
                pl.when(many).then(pl.lit(" drift flags")).otherwise(pl.lit(" drift flag")),
                of_law.otherwise(pl.lit("")),
            )
        ),
        pl.when(has("over")).then(pl.format("{} over", days(pl.col("over")))),
        pl.when(has("seen"))
        .then(pl.format("last seen here on {}", written(pl.col("seen"))))
        .otherwise(pl.lit("not seen here yet")),
        separator=", ",
        ignore_nulls=True,
    )


def fitted(rows: pl.DataFrame, length: int, *, fixed: bool) -> pl.DataFrame:
    """Who is `on` of those `listed` by the rules or the chair, who `waits`, and in which `turn` each comes by risk.

    `fixed`: the meeting has begun, and who has an item is on.
    """
    rows = rows.with_columns(alone=_ALONE).with_columns(
        lead=pl.col("risk").filter("listed").min().over("alone"),
        timed=pl.when(pl.col("listed") & pl.col("ruled").any().over("alone")).then("minutes").otherwise(0),
        chosen=pl.col("by_chair").any().over("alone"),
    )
    rows = rows.sort(~pl.col("listed"), "lead", "risk", nulls_last=True).with_columns(
        turn=pl.when("listed").then(pl.int_range(1, pl.len() + 1, dtype=pl.Int32)),
        together=pl.col("timed").sum().over("alone"),
        taken=pl.when("listed").then(pl.col("timed").cum_sum()),
    )
    rows = rows.with_columns(pl.col("taken").max().over("alone"))
    fits = (pl.col("taken") <= length) | (pl.col("taken") == pl.col("together"))
    on = has("item") & ~pl.col("off") if fixed else pl.col("listed") & (fits | pl.col("chosen"))
    rows = rows.with_columns(on=on).with_columns(waits=pl.col("listed") & ~pl.col("on"))
    return rows.drop("alone", "timed", "taken", "together", "chosen")


def waits_words(length: int, *, fixed: bool) -> pl.Expr:
    """Why a child who waits is not on the agenda."""
    why = (
        "The agenda was fixed when the meeting began"
        if fixed
        else f"The time of this meeting, {long(length)}, is taken"
    )
    return pl.format(f"{why}: {{}} of {{}} by risk ({{}}). {{}}", "turn", pl.col("listed").sum(), "risk_words", "why")
