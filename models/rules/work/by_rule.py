"""What the rules want of each child by a day: reviews, the match, visits, approvals, orders, school, letters."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

import polars as pl

from models.dates import add_months
from models.rules.drift.carers import APPROVAL, CARERS, EXTENDED, REG24
from models.rules.drift.cases import cases, keeps
from models.rules.drift.rule import DAY, has, written
from models.rules.drift.visits import VISITS
from models.rules.matching import BY_DECISION, BY_ORDER, ONLY_DECIDED, ORDERED
from models.rules.school import schooling
from models.rules.steps import taken, working_days_after_step
from models.rules.timescales import ADOPTION_GUIDANCE, CARE_PLANNING, PLACEMENT_REVIEWS, SOON, TIMESCALES
from models.snapshot import Snapshot

_SCALE = {scale.code: scale for scale in TIMESCALES}
PEP, LETTER, COURT = (_SCALE[code] for code in ("PEP", "LS-LETTER", "PROCEEDINGS"))
NOTHING = dict.fromkeys(("child", "what", "why", "decider", "source", "rule"), pl.String()) | {
    "due": pl.Date(),
    "planned": pl.Boolean(),
}
_RULE = pl.lit(None, dtype=pl.String).alias("rule")


@dataclass(frozen=True)
class Task:
    """Something a rule wants of a child: what, by when, why, who decides it, whose rule it is.

    `drift` is the flag that says the same once it is late; `needs` what the authority must keep a record of for anybody
    to be asked for it.
    """

    what: pl.Expr
    due: pl.Expr
    why: pl.Expr
    decider: str
    source: str
    drift: str
    needs: tuple[str, ...] = ()


def _tasks() -> tuple[Task, ...]:
    start, placed = pl.col("placement_since"), pl.col("review_placed")
    seen = pl.col("visited")
    visited = pl.when(seen.is_null()).then(pl.lit("No visit yet")).otherwise(pl.format("Last on {}", written(seen)))
    return (
        *(
            Task(
                pl.col("review"),
                pl.when(pl.col("in_care") & which).then("review_due"),
                pl.format("Within {}", pl.col("review_words")),
                "IRO",
                source,
                "DRIFT-10",
            )
            for which, source in ((~placed, CARE_PLANNING), (placed, PLACEMENT_REVIEWS))
        ),
        Task(
            pl.lit("Match"),
            pl.when(ORDERED).then(BY_ORDER.due),
            pl.format("Placement order of {}; {}", written(pl.col("po")), BY_ORDER.words),
            "ADM",
            "Adoption scorecard guide",
            "DRIFT-3",
        ),
        Task(
            pl.lit("Match"),
            pl.when(ONLY_DECIDED).then(BY_DECISION.due),
            pl.format("Decision of {}; within {}", written(pl.col("adm")), BY_DECISION.words),
            "ADM",
            ADOPTION_GUIDANCE,
            "DRIFT-3",
        ),
        *(Task(pl.lit("Visit"), part.due, visited, "SW", part.source, "DRIFT-10", part.needs) for part in VISITS),
        Task(
            pl.when(EXTENDED).then(pl.lit("Approval by day 168")).otherwise(pl.lit("Approval by day 112")),
            APPROVAL,
            pl.format("With a carer under temporary approval since {}", written(start)),
            "NO",
            REG24.source,
            "DRIFT-7",
            CARERS,
        ),
        Task(
            pl.lit("Final order"),
            pl.col("extended_to"),
            pl.format(
                "In court since {}; {}{}",
                written(pl.col("issued")),
                pl.lit(COURT.words),
                pl.when(pl.col("extended") > 0)
                .then(pl.format(", and {} weeks of extension", pl.col("extended")))
                .otherwise(pl.lit("")),
            ),
            "COURT",
            COURT.source,
            "DRIFT-9",
        ),
    )


TASKS = _tasks()


def by_rule(snapshot: Snapshot, within: dt.timedelta | None = SOON, child: str | None = None) -> pl.DataFrame:
    """The tasks past or due within 28 days, or whenever they are due; of everybody, or of one child."""
    ready = _ready(keeps(snapshot), within)
    rows = snapshot.once(cases)
    if child is not None:
        rows = rows.filter(pl.col("child") == child)
    rows = rows.with_columns(ready.dues).filter(ready.soon)
    there = [name for name in ready.names if rows[name].count()]
    if not there:
        return pl.DataFrame(schema=NOTHING)
    due = rows.unpivot(there, index="child", variable_name="task", value_name="due")
    said = (
        rows.select(ready.whats[name] for name in there).unpivot(value_name="what"),
        rows.select(ready.whys[name] for name in there).unpivot(value_name="why"),
    )
    return (
        due.with_columns(said[0]["what"], said[1]["why"])
        .filter(_near(snapshot, within))
        .join(ready.tasks, on="task", how="inner")
    )


def _near(snapshot: Snapshot, within: dt.timedelta | None) -> pl.Expr:
    """Whether something is past or due within so long; without that, whether it is due at all."""
    due = pl.col("due")
    return due.is_not_null() if within is None else due <= snapshot.as_at + within


@dataclass(frozen=True)
class _Ready:
    """The tasks made ready as columns, whether any is past or due so soon, and what is the same for all children (a row
    each)."""

    names: list[str]
    dues: list[pl.Expr]
    soon: pl.Expr
    whats: dict[str, pl.Expr]
    whys: dict[str, pl.Expr]
    tasks: pl.DataFrame


@functools.lru_cache(maxsize=8)
def _ready(kinds: frozenset[str], within: dt.timedelta | None) -> _Ready:
    """The tasks that can be asked for by the records kept; said once, for saying it takes longer than doing."""
    tasks = [(f"task{n}", task) for n, task in enumerate(TASKS) if not task.needs or kinds.intersection(task.needs)]

    def near(name: str) -> pl.Expr:
        return has(name) if within is None else pl.col(name) <= DAY + pl.duration(days=within.days)

    return _Ready(
        [name for name, _task in tasks],
        [task.due.alias(name) for name, task in tasks],
        pl.any_horizontal(near(name) for name, _task in tasks),
        {name: pl.when(near(name)).then(task.what).alias(name) for name, task in tasks},
        {name: pl.when(near(name)).then(task.why).alias(name) for name, task in tasks},
        pl.DataFrame(
            {
                "task": [name for name, _task in tasks],
                "decider": [task.decider for _name, task in tasks],
                "source": [task.source for _name, task in tasks],
                "rule": [task.drift for _name, task in tasks],
                "planned": [False for _task in tasks],
            }
        ),
    )


def school(snapshot: Snapshot, within: dt.timedelta | None = SOON) -> pl.DataFrame:
    """First personal education plans, where the authority keeps a record of them."""
    if "PEP" not in keeps(snapshot):
        return pl.DataFrame(schema=NOTHING)
    return (
        snapshot.once(schooling)
        .rename({"pep_due": "due"})
        .filter(_near(snapshot, within))
        .select(
            "child",
            _RULE,
            "due",
            what=pl.lit("First personal education plan"),
            why=pl.lit(f"Within {PEP.words}"),
            decider=pl.lit("VS"),
            source=pl.lit(PEP.source),
            planned=pl.lit(False),
        )
    )


def letters(snapshot: Snapshot, within: dt.timedelta | None = SOON, child: str | None = None) -> pl.DataFrame:
    """Later-life letters of a celebration in the last twelve months."""
    kind, day = pl.col("kind"), pl.col("day")
    whose = pl.lit(True) if child is None else pl.col("child") == child
    held = snapshot.once(taken).filter(whose & kind.is_in(["CELEBRATION", "LS-LETTER"]))
    if held.is_empty():
        return pl.DataFrame(schema=NOTHING)
    last = held.group_by("child").agg(
        celebrated=pl.col("counted").filter(kind == "CELEBRATION").max(),
        given=day.filter(kind == "LS-LETTER").max(),
    )
    due = working_days_after_step(snapshot, pl.col("celebrated"), LETTER.amount)
    return (
        last.filter(pl.col("given").is_null() & (pl.col("celebrated") > add_months(snapshot.as_at, -12)))
        .with_columns(due=due)
        .filter(_near(snapshot, within))
        .select(
            "child",
            _RULE,
            "due",
            what=pl.lit("Later-life letter"),
            why=pl.format("Celebrated on {}; within {}", written(pl.col("celebrated")), pl.lit(LETTER.words)),
            decider=pl.lit("SW"),
            source=pl.lit(LETTER.source),
            planned=pl.lit(False),
        )
    )
