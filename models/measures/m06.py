"""Whether counts, starts and ends agree."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models import codes
from models.measures import Group, Period, Tally, measure
from models.measures._events import Events, number
from models.rules.chains import chain
from models.rules.journeys import details
from models.rules.stays import periods
from models.snapshot import Facts, Snapshot

WHY = {
    "adult": "Turned 18, no exit that day",
    "after": "Left after turning 18",
    "breaks": "Changed between short breaks and other care",
    "unclosed": "Last episode says it continues, but nothing follows",
    "no start": "In care without a recorded start",
    "other": "Otherwise: faults in the chain of episodes",
}


def _stays(facts: Facts) -> pl.DataFrame:
    """Every episode that is no short break, with the day the child left it or turned 18."""
    return (
        facts.once(chain)
        .filter(~pl.col("ls").is_in(codes.SHORT_BREAKS).fill_null(False))
        .join(facts.once(details).select("child", "eighteenth"), on="child", how="left", maintain_order="left")
        .select("child", "decom", leaves=pl.min_horizontal("dec", "eighteenth"))
    )


@measure(
    "M06",
    "Counts, starts and ends agree",
    group="Check",
    unit="difference",
    source="Local check on DfE statistics on children looked after",
    better="lower",
)
def m06(snapshot: Snapshot, period: Period) -> Tally:
    """Children in care the day before the period, plus starts, minus ends, minus children in care on its last day.

    In care as in M01, starts as in M03s, ends as in M04s. 0 when all agree. The four terms stand beside the figure with
    their children, and the children who do not agree one by one with the reason the record suggests: turned 18 with no
    exit that day, left after turning 18, changed between short breaks and other care, no recorded start, an episode
    that says it continues while nothing follows.
    """
    events = snapshot.once(Events)
    day = period.first - dt.timedelta(days=1)
    in_care_then = (pl.col("decom") <= day) & (pl.col("leaves").is_null() | (pl.col("leaves") > day))
    before = snapshot.facts.once(_stays).filter(in_care_then)["child"].unique(maintain_order=True)
    started = events.children(events.within("entry", period))
    ended = events.children(events.within("ended", period) & events["exits"])
    now = events.children(events["in_care"])
    terms = (
        ("before", "In care the day before", before, 1),
        ("started", "Started", started, 1),
        ("ended", "Ended", ended, -1),
        ("now", "In care on the last day", now, -1),
    )
    signs = [sign for _, _, children, sign in terms for _ in range(len(children))]
    sums = (
        pl.DataFrame({"child": pl.concat([children for _, _, children, _ in terms]), "net": signs})
        .group_by("child")
        .agg(pl.col("net").sum())
        .filter(pl.col("net") != 0)
        .sort("child")
    )
    return Tally(
        "difference",
        sums["child"],
        parts=tuple(Group(code, title, len(children), children) for code, title, children, _ in terms),
        given=len(before) + len(started) - len(ended) - len(now),
        apart=lambda: _why(events, snapshot.facts, period, sums),
    )


def _why(events: Events, facts: Facts, period: Period, sums: pl.DataFrame) -> tuple[Group, ...]:
    """The children who do not agree, by what the record suggests; the value is what they add to the difference."""
    first, last = number(period.first), number(period.last)
    rows = events.all("child", "begins", "ended", "entry", "grown", "ls", "closed_without_next", "exits").with_columns(
        facts.once(periods)["since_short_break"].gather(events["journey"])
    )
    left = pl.col("ended").is_between(first, last).fill_null(False) & pl.col("exits")
    short = pl.col("ls").is_in(codes.SHORT_BREAKS).fill_null(False)
    why = (
        pl.when(pl.col("grown").is_between(first, last) & ~left)
        .then(pl.lit("adult"))
        .when((pl.col("grown") < first) & left)
        .then(pl.lit("after"))
        .when(short | pl.col("since_short_break"))
        .then(pl.lit("breaks"))
        .when("closed_without_next")
        .then(pl.lit("unclosed"))
        .when((pl.col("begins") >= first) & pl.col("entry").is_null())
        .then(pl.lit("no start"))
        .otherwise(pl.lit("other"))
    )
    latest = rows.unique("child", keep="last", maintain_order=True)
    found = sums.join(latest.select("child", why=why), on="child", how="left", maintain_order="left").with_columns(
        pl.col("why").fill_null("other")
    )
    groups = []
    for code, title in WHY.items():
        part = found.filter(pl.col("why") == code)
        if len(part):
            groups.append(Group(code, title, int(part["net"].sum()), part["child"]))
    return tuple(groups)
