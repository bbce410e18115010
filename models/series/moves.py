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
from models.rules.people import families
from models.rules.steps import taken_of
from models.snapshot import Snapshot
from models.statistics.moved import REST, UNKNOWN, Part, Split, half_up, moved

By = Literal["age", "ethnicity", "disability", "siblings"]
FIRST_FIGURE = 28
"""Days after a period's end on which its figure is taken to have been put together first."""
LINK, PANEL = "LINK", "AP-PANEL"
WHOLE = "from start to end"
"""The one stage of a measure that has no others."""
Stage = tuple[str, str, str]


@dataclass(frozen=True)
class Clock:
    """How a measure's days are told apart: the event that puts a child in a period, the one its age is taken at, and
    the stages, each between two events; the days of a stage that is not known are in none."""

    chosen: str
    at: str
    stages: tuple[Stage, ...] = ()


_LINKED = ("link to panel", LINK, PANEL), ("panel to match", PANEL, "match")
_PLACED: Stage = ("match to placed", "match", "placed")
_ADOPTED: Stage = ("placed to order", "placed", "ao")
_MATCHED: Stage = ("order to match", "po", "match")
CLOCKS = {
    "T01": Clock("match", "po", (("order to link", "po", LINK), *_LINKED)),
    "T02": Clock("placed", "po", (_MATCHED, _PLACED)),
    "T03": Clock("ao", "po", (_MATCHED, _PLACED, _ADOPTED)),
    "T04": Clock("placed", "match"),
    "T05": Clock("ao", "placed"),
    "T06": Clock("po", "po"),
    "T07": Clock("po", "adm"),
    "T08": Clock("match", "adm", (("decision to order", "adm", "po"), _MATCHED)),
    "T09": Clock("adm", "entry"),
    "T10": Clock("sgo", "entry", (("entry to care order", "entry", "care_order"), ("to the end", "care_order", "sgo"))),
    "T11a": Clock("po", "entry", (("entry to decision", "entry", "adm"), ("decision to order", "adm", "po"))),
    "T11b": Clock("ao", "entry", (("entry to order", "entry", "po"), _MATCHED, _PLACED, _ADOPTED)),
    "T12": Clock("adm", "adm"),
    "A1": Clock("ao", "entry", (("entry to order", "entry", "po"), _MATCHED, _PLACED)),
    "A2": Clock("ao", "po", (("order to link", "po_at_match", LINK), *_LINKED)),
    "A10": Clock("ao", "entry"),
}
"""The measures whose change is split: every mean of days between two events of a journey."""
EVENTS = {
    "entry": "on entry",
    "adm": "at the decision",
    "po": "at the order",
    "match": "at the match",
    "placed": "when placed",
}
OF_FACTS = {
    "match": ("adoption", "date_match", pl.lit(True)),
    "adm": ("adm_decision", "date_placed", pl.lit(True)),
    "po": ("care_episode", "decom", pl.col("ls") == codes.PLACEMENT_ORDER),
    "placed": ("care_episode", "decom", pl.col("place").is_in(codes.ADOPTIVE)),
    "ao": ("care_episode", "dec", pl.col("rec").is_in(codes.ADOPTED)),
    "sgo": ("care_episode", "dec", pl.col("rec").is_in(codes.SPECIAL_GUARDIANSHIP)),
}
"""The facts that say an event happened: their table, its day, and which of its rows."""


def _group(by: By, at: str) -> pl.Expr:
    """What the case mix is told by: the group of a journey, null where it is not known."""
    if by == "age":
        days = [(pl.col(day).dt.month().cast(pl.Int32) * 100 + pl.col(day).dt.day()) for day in (at, "dob")]
        age = pl.col(at).dt.year() - pl.col("dob").dt.year() - (days[0] < days[1]).cast(pl.Int32)
        bands = pl.when(age < 1).then(pl.lit("under 1")).when(age < 4).then(pl.lit("1 to 3"))
        return bands.when(age >= 4).then(pl.lit("4 or over")) + f" {EVENTS[at]}"
    if by == "ethnicity":
        minority = pl.when(pl.col("ethnic").is_not_null()).then(pl.lit("ethnic minority"))
        return pl.when(pl.col("ethnic") == "WBRI").then(pl.lit("White British")).otherwise(minority)
    if by == "disability":
        others = pl.when(pl.col("cin").is_not_null()).then(pl.lit("no disability"))
        return pl.when(pl.col("cin") == "N2").then(pl.lit("disability")).otherwise(others)
    alone = pl.lit("no brothers or sisters recorded")
    more = pl.when(pl.col("siblings") > 1).then(pl.lit("of a group of 3 or more")).otherwise(alone)
    return pl.when(pl.col("siblings") == 1).then(pl.lit("of a group of 2")).otherwise(more)


BY: dict[By, str] = {
    "age": "age", "ethnicity": "ethnicity", "disability": "disability", "siblings": "sibling group",
}  # fmt: skip
"""What the case mix may be told by, in words."""


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
    that it has with other days, were recorded late. Where it is not given, those are late whose match, order or other
    event was typed here for the first time more than FIRST_FIGURE days after the period; what a return brought says
    nothing.
    """
    names = [name for name, _, _ in CLOCKS[code].stages] or [WHOLE]
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
    then, clock = on(snapshot, period.last), CLOCKS[code]
    tally = MEASURES[code].tally(then, period)
    rows = then.once(journeys).filter(period.over(MEASURES[code].over).covers(clock.chosen))
    if any(kind in (LINK, PANEL) for _, *ends in clock.stages for kind in ends):
        rows = _with_steps(then, rows)
    if by == "siblings":
        rows = rows.join(then.once(families), on="child", how="left", maintain_order="left")
    stages = [(pl.col(to) - pl.col(since)).dt.total_days().alias(name) for name, since, to in clock.stages]
    found = rows.select(pl.col("child").alias("id"), _group(by, clock.at).alias("group"), *stages)
    figure = pl.DataFrame({"id": tally.children, "days": tally.days}).with_columns(pl.col("days").cast(pl.Int64))
    nth = pl.int_range(pl.len()).over("id").alias("nth")
    joined = figure.with_columns(nth).join(found.with_columns(nth), on=["id", "nth"], how="left", maintain_order="left")
    return joined.drop("nth") if clock.stages else joined.drop("nth").with_columns(pl.col("days").alias(WHOLE))


def _typed_late(snapshot: Snapshot, code: str, period: Period) -> pl.Series:
    """Children whose match, order or other such event was typed here too late for the period's first figure."""
    table, day, which = OF_FACTS[CLOCKS[code].chosen]
    moments = snapshot.facts.entered(table)
    if moments.is_empty():
        return NOBODY
    own = {day, *which.meta.root_names()}
    over = period.over(MEASURES[code].over)
    rows = snapshot.facts.only(table, "child", "row_id", *own).filter(which.fill_null(False) & over.covers(day))
    typed = pl.col("entered").dt.convert_time_zone("Europe/London").dt.date()
    by = over.last + dt.timedelta(days=FIRST_FIGURE)
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
    if part.kind == "stage" and part.of == WHOLE:
        return "speed"
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
