"""Why did a mean of days move from one period to another? Its change, in parts that add up to it exactly.

The parts are stage speed and case mix (Kitagawa's split), single children without whom the mean would be another, and
rows recorded too late for the period's first figure; see `models.statistics.moved`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import polars as pl

from models import codes
from models.measures import MEASURES, NOBODY, Period, on
from models.rules.journeys import journeys
from models.rules.steps import taken_of
from models.snapshot import Snapshot
from models.statistics.moved import REST, UNKNOWN, Part, Split, half_up, moved

By = Literal["age", "ethnicity", "disability"]
FIRST_FIGURE = 28
"""Days after a period's end on which its figure is taken to have been put together first."""
LINK, PANEL = "LINK", "AP-PANEL"
CLOCKS = {"T01": ("po", "match"), "T03": ("po", "ao")}
"""The measures whose change is split, with their two events."""
STAGES = {
    "T01": (("order to link", "po", LINK), ("link to panel", LINK, PANEL), ("panel to match", PANEL, "match")),
    "T03": (
        ("order to match", "po", "match"),
        ("match to placed", "match", "placed"),
        ("placed to order", "placed", "ao"),
    ),
}
"""The stages of a measure, each between two events; the days of a stage that is not known are in none."""
_AGE = (
    pl.col("po").dt.year()
    - pl.col("dob").dt.year()
    - (
        (pl.col("po").dt.month().cast(pl.Int32) * 100 + pl.col("po").dt.day())
        < (pl.col("dob").dt.month().cast(pl.Int32) * 100 + pl.col("dob").dt.day())
    ).cast(pl.Int32)
)
GROUPS: dict[By, pl.Expr] = {
    "age": pl.when(_AGE < 1)
    .then(pl.lit("under 1 at the order"))
    .when(_AGE < 4)
    .then(pl.lit("1 to 3 at the order"))
    .when(_AGE >= 4)
    .then(pl.lit("4 or over at the order")),
    "ethnicity": pl.when(pl.col("ethnic") == "WBRI")
    .then(pl.lit("White British"))
    .when(pl.col("ethnic").is_not_null())
    .then(pl.lit("ethnic minority")),
    "disability": pl.when(pl.col("cin") == "N2")
    .then(pl.lit("disability"))
    .when(pl.col("cin").is_not_null())
    .then(pl.lit("no disability")),
}
"""What the case mix may be told by: the group of a journey, null where it is not known."""


@dataclass(frozen=True, eq=False)
class Moved:
    """The split change of a measure, with the rows behind each period."""

    code: str
    split: Split
    before: pl.DataFrame
    after: pl.DataFrame

    @property
    def lines(self) -> tuple[tuple[Part, str, int, pl.Series], ...]:
        """Each part with its words, whole days that add up to the change as shown, and the children it is about."""
        return tuple(
            (part, _words(part), days, self._children(part))
            for part, days in zip(self.split.parts, self.split.shown, strict=True)
        )

    @property
    def words(self) -> str:
        """The change in one sentence."""
        before, after = half_up(self.split.before.days), half_up(self.split.after.days)
        title = MEASURES[self.code].title
        counts = self.split.before.n, self.split.after.n
        return (
            f"{title}: from {before:,} days ({counts[0]:,} children) to {after:,} days ({counts[1]:,} children), "
            f"{_days(after - before)}."
        )

    def _children(self, part: Part) -> pl.Series:
        both = pl.concat([self.before, self.after])
        if part.kind == "child":
            return both.filter(pl.col("id") == part.of)["id"].unique().alias("child")
        if part.kind == "late":
            rows = self.before if part.period == "before" else self.after
            return rows.filter("late")["id"].alias("child")
        if part.kind == "mix":
            return (
                both.filter(pl.col("group").fill_null(UNKNOWN) == part.of)["id"]
                .unique(maintain_order=True)
                .alias("child")
            )
        return both["id"].unique(maintain_order=True).alias("child")


def why(
    snapshot: Snapshot,
    code: str,
    before: Period,
    after: Period,
    *,
    by: By = "age",
    first: tuple[Snapshot | None, Snapshot | None] = (None, None),
) -> Moved | None:
    """The change of a measure (of CLOCKS) from one period to another; None where either has nobody.

    `first` are the facts as they were known when each period's figure was first put together: rows that it lacks, or
    that it has with other days, were recorded late. Where it is not given, those are late whose match or adoption was
    typed here for the first time more than FIRST_FIGURE days after the period; what a return brought says nothing.
    """
    names = [name for name, _, _ in STAGES[code]]
    rows = []
    for period, then in zip((before, after), first, strict=True):
        found = counted(snapshot, code, period, by)
        if then is None:
            late = found["id"].is_in(_typed_late(snapshot, code, period).implode())
        else:
            timely = counted(then, code, period, by).select("id", "days", timely=pl.lit(True))
            joined = found.join(timely, on=["id", "days"], how="left", maintain_order="left")
            late = joined["timely"].is_null()
        rows.append(found.with_columns(late=late))
    known = [name for name in names if any(period[name].is_not_null().any() for period in rows)]
    split = moved(rows[0], rows[1], known)
    return None if split is None else Moved(code, split, rows[0], rows[1])


def counted(snapshot: Snapshot, code: str, period: Period, by: By = "age") -> pl.DataFrame:
    """The rows of a measure's figure: id, days, group, and the days of each stage (null: not known)."""
    then = on(snapshot, period.last)
    tally = MEASURES[code].tally(then, period)
    start, stop = CLOCKS[code]
    rows = then.once(journeys).filter(period.covers(stop) & pl.col(start).is_not_null())
    if any(kind in (LINK, PANEL) for _, *ends in STAGES[code] for kind in ends):
        rows = _with_steps(then, rows)
    stages = [(pl.col(to) - pl.col(since)).dt.total_days().alias(name) for name, since, to in STAGES[code]]
    days = (pl.col(stop) - pl.col(start)).dt.total_days()
    figure = pl.DataFrame({"id": tally.children, "days": tally.days}).with_columns(pl.col("days").cast(pl.Int64))
    found = rows.select(pl.col("child").alias("id"), days.alias("days"), GROUPS[by].alias("group"), *stages)
    return found.join(figure, on=["id", "days"], how="semi", maintain_order="left")


def _typed_late(snapshot: Snapshot, code: str, period: Period) -> pl.Series:
    """Children whose match or adoption was typed here too late for the period's first figure."""
    table = "adoption" if code == "T01" else "care_episode"
    moments = snapshot.facts.entered(table)
    if moments.is_empty():
        return NOBODY
    last = pl.col("date_match") if code == "T01" else pl.when(pl.col("rec").is_in(codes.ADOPTED)).then("dec")
    own = ("date_match",) if code == "T01" else ("dec", "rec")
    rows = snapshot.facts.only(table, "child", "row_id", *own).filter(period.covers(last))
    typed = pl.col("entered").dt.convert_time_zone("Europe/London").dt.date()
    by = period.last + dt.timedelta(days=FIRST_FIGURE)
    return rows.join(moments, on="row_id", how="inner").filter(typed > by)["child"]


def _with_steps(snapshot: Snapshot, rows: pl.DataFrame) -> pl.DataFrame:
    """The journeys with the day of their last link and matching panel by the match; an approximate day is not one."""
    steps = taken_of(snapshot, (LINK, PANEL)).select("child", "kind", "counted")
    last = (
        steps.join(rows.select("child", "journey", "begins", "match"), on="child", how="inner")
        .filter(pl.col("counted").is_between("begins", "match"))
        .group_by("journey")
        .agg(pl.col("counted").filter(pl.col("kind") == kind).max().alias(kind) for kind in (LINK, PANEL))
    )
    return rows.join(last, on="journey", how="left", maintain_order="left")


def _words(part: Part) -> str:
    if part.kind == "stage":
        return "speed, days in no stage" if part.of == REST else f"speed, {part.of}"
    if part.kind == "mix":
        return f"case mix, {part.of}"
    when = "the earlier period" if part.period == "before" else "the later period"
    return f"child {part.of}, in {when}" if part.kind == "child" else f"recorded late, of {when}"


def _days(change: int) -> str:
    if not change:
        return "no change"
    size = abs(change)
    return f"{size:,} {'day' if size == 1 else 'days'} {'more' if change > 0 else 'fewer'}"
