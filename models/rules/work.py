"""What is to be done for each child: what was due, is due soon, or others decide; and who works with whom."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

import polars as pl

from models import codes
from models.dates import add_months
from models.rules.court import HEARINGS
from models.rules.drift import answers
from models.rules.drift.cases import cases, kept
from models.rules.drift.rule import DAY, among, has, on_or_after, written
from models.rules.drift.visits import CARERS, TEMPORARY, VISITS
from models.rules.journeys import journeys
from models.rules.pathway import MATCHED
from models.rules.school import schooling
from models.rules.status import DECISION, ORDER, REVIEWS, SOON
from models.rules.steps import latest, planned, taken, working_days_after_step
from models.rules.timescales import TIMESCALES
from models.snapshot import Snapshot
from models.subjects import steps

OVERDUE, DUE_SOON, DRIFTING, MISSING, WAITING = "Overdue", "Due soon", "Drifting", "Missing data", "Waiting on others"
KINDS = (OVERDUE, DUE_SOON, DRIFTING, WAITING, MISSING)
"""Why something is in the list, in the order of the list."""
OWN = ("SW", "TM")
"""Deciders who are the social workers' own team; of all others is waited for."""
_SCALE = {scale.code: scale for scale in TIMESCALES}
REG24, REG25, PEP, LETTER, COURT = (_SCALE[code] for code in ("REG24", "REG25", "PEP", "LS-LETTER", "PROCEEDINGS"))


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


def _unmatched() -> tuple[pl.Expr, pl.Expr]:
    """The children who wait for a match by the order's own guide, and those who do by the decision."""
    waiting = pl.col("in_care") & ~pl.col("adoptive") & ~MATCHED.fill_null(False)
    decided = has("adm") & pl.col("adm_ceased").is_null() & (pl.col("po_open") | pl.col("po_ended").is_null())
    by_order = waiting & pl.col("po_open") & has("po")
    return by_order, waiting & decided & ~by_order


def _tasks() -> tuple[Task, ...]:
    number, start = pl.col("review_number"), pl.col("placement_since")
    review = pl.when(number == 1).then(pl.lit("First review")).when(number == 2).then(pl.lit("Second review"))
    by_order, by_decision = _unmatched()
    extended = on_or_after("REG25", "placement_since")
    seen = pl.when(pl.col("seen") >= pl.col("placement_since")).then("seen")
    visited = pl.when(seen.is_null()).then(pl.lit("No visit yet")).otherwise(pl.format("Last on {}", written(seen)))
    return (
        Task(
            review.otherwise(pl.lit("Next review")),
            pl.when("in_care").then("review_due"),
            pl.format("Within {}", pl.col("review_words")),
            "IRO",
            REVIEWS,
            "DRIFT-10",
        ),
        Task(
            pl.lit("Match"),
            pl.when(by_order).then(ORDER.due),
            pl.format("Placement order of {}; {}", written(pl.col("po")), ORDER.words),
            "ADM",
            "Adoption scorecard guide",
            "DRIFT-3",
        ),
        Task(
            pl.lit("Match"),
            pl.when(by_decision).then(DECISION.due),
            pl.format("Decision of {}; within {}", written(pl.col("adm")), DECISION.words),
            "ADM",
            "Statutory guidance on adoption",
            "DRIFT-3",
        ),
        *(Task(pl.lit("Visit"), part.due, visited, "SW", part.source, "DRIFT-10", part.needs) for part in VISITS),
        Task(
            pl.when(extended).then(pl.lit("Approval by day 168")).otherwise(pl.lit("Approval by day 112")),
            pl.when(TEMPORARY).then(
                pl.when(extended).then(REG25.due_from(REG24.due_from(start))).otherwise(REG24.due_from(start))
            ),
            pl.format("With a carer under temporary approval since {}", written(start)),
            "NO",
            REG24.source,
            "DRIFT-7",
            CARERS,
        ),
        Task(
            pl.lit("Final order"),
            pl.col("extended_to"),
            pl.format("In court since {}; {}", written(pl.col("issued")), pl.lit(COURT.words)),
            "COURT",
            COURT.source,
            "DRIFT-9",
        ),
    )


TASKS = _tasks()


def dues(snapshot: Snapshot) -> pl.DataFrame:
    """What is due for each child and what is planned, a row each, in no order: child, what, due (blank: waited for
    without a day), why, decider (code), source, rule (the drift flag that says the same; blank for none), planned.

    By rule: reviews, the match, visits, the approval of a connected carer (day 112, extended 168), the final order of
    proceedings, the first personal education plan, the later-life letter of a
    celebration in the last twelve months: those past or due within 28 days. Planned:
    every step with a day planned or listed that was not taken since, unless the proceedings (of a hearing)
    or the time in care ended after that was said. Waited for: a court's order applied for, and the
    decision for adoption once the permanence report is completed.
    """
    frames = (_by_rule(snapshot), _school(snapshot), _letters(snapshot), _planned(snapshot), _applied(snapshot))
    return pl.concat([frame.select(COLUMNS) for frame in frames])


COLUMNS = ("child", "what", "due", "why", "decider", "source", "rule", "planned")
_SOURCE, _RULE = pl.lit(None, dtype=pl.String).alias("source"), pl.lit(None, dtype=pl.String).alias("rule")


def _by_rule(snapshot: Snapshot) -> pl.DataFrame:
    recorded = snapshot.facts.whole.once(kept)
    kinds = frozenset(kind for kind, day in recorded.items() if day <= snapshot.as_at)
    ready = _ready(kinds)
    rows = snapshot.once(cases).with_columns(ready.dues)
    due = rows.unpivot(ready.names, index="child", variable_name="task", value_name="due")
    said = rows.select(ready.whats).unpivot(value_name="what"), rows.select(ready.whys).unpivot(value_name="why")
    return (
        due.with_columns(said[0]["what"], said[1]["why"])
        .filter(pl.col("due").is_not_null())
        .join(ready.tasks, on="task", how="inner")
    )


@dataclass(frozen=True)
class _Ready:
    """The tasks made ready as columns, and what is the same for all children (a row each)."""

    names: list[str]
    dues: list[pl.Expr]
    whats: list[pl.Expr]
    whys: list[pl.Expr]
    tasks: pl.DataFrame


@functools.lru_cache(maxsize=8)
def _ready(kinds: frozenset[str]) -> _Ready:
    """The tasks that can be asked for by the records kept; said once, for saying it takes longer than doing."""
    tasks = [(f"task{n}", task) for n, task in enumerate(TASKS) if not task.needs or kinds.intersection(task.needs)]
    soon = DAY + pl.duration(days=SOON.days)
    return _Ready(
        [name for name, _task in tasks],
        [pl.when(task.due <= soon).then(task.due).alias(name) for name, task in tasks],
        [pl.when(has(name)).then(task.what).alias(name) for name, task in tasks],
        [pl.when(has(name)).then(task.why).alias(name) for name, task in tasks],
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


def _school(snapshot: Snapshot) -> pl.DataFrame:
    return (
        snapshot.once(schooling)
        .filter(pl.col("pep_due") <= snapshot.as_at + SOON)
        .select(
            "child",
            _RULE,
            due="pep_due",
            what=pl.lit("First personal education plan"),
            why=pl.lit(f"Within {PEP.words}"),
            decider=pl.lit("VS"),
            source=pl.lit(PEP.source),
            planned=pl.lit(False),
        )
    )


def _letters(snapshot: Snapshot) -> pl.DataFrame:
    kind, day = pl.col("kind"), pl.col("day")
    held = snapshot.once(taken).filter(kind.is_in(["CELEBRATION", "LS-LETTER"]))
    last = held.group_by("child").agg(
        celebrated=pl.col("counted").filter(kind == "CELEBRATION").max(),
        given=day.filter(kind == "LS-LETTER").max(),
    )
    due = working_days_after_step(snapshot, pl.col("celebrated"), LETTER.amount)
    return (
        last.filter(pl.col("given").is_null() & (pl.col("celebrated") > add_months(snapshot.as_at, -12)))
        .with_columns(due=due)
        .filter(pl.col("due") <= snapshot.as_at + SOON)
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


AFTER_CARE = ("CELEBRATION", "LS-FIRST", "LS-BOOK", "LS-DONE", "LS-LETTER", "LS-QUALITY")
"""Steps that are still to be taken when a child has left care."""


def _planned(snapshot: Snapshot) -> pl.DataFrame:
    words, deciders = ({code: getattr(step, name) for code, step in steps().items()} for name in ("words", "decider"))
    left = snapshot.once(latest).select("child", left="ended")
    court = snapshot["proceedings"].group_by("child").agg(pl.col("ends").last())
    rows = (
        snapshot.once(planned)
        .join(left, on="child", how="left", maintain_order="left")
        .join(court, on="child", how="left", maintain_order="left")
    )
    over = pl.when(pl.col("kind").is_in(HEARINGS)).then(pl.min_horizontal("left", "ends")).otherwise("left")
    stands = (pl.col("said") > over).fill_null(True) | pl.col("kind").is_in(AFTER_CARE)
    told = pl.format("Planned on {}", written(pl.col("said")))
    return rows.filter(stands).select(
        "child",
        _SOURCE,
        _RULE,
        due="planned",
        what=pl.col("kind").replace_strict(words, default=pl.col("kind"), return_dtype=pl.String),
        why=pl.when(has("why")).then(pl.format("{}: {}", told, pl.col("why"))).otherwise(told),
        decider=pl.col("kind").replace_strict(deciders, default="SW", return_dtype=pl.String),
        planned=pl.lit(True),
    )


WAITS = {
    "AO-APPLIED": ("Adoption order", "COURT", pl.col("adoptive") & (pl.col("day") >= pl.col("placed_least"))),
    "SG-APPLIED": ("Special guardianship order", "COURT", pl.lit(True)),
    "DISCHARGE": ("Discharge of the care order", "COURT", among("ls", "C2")),
    "CPR": ("Decision for adoption", "ADM", ~has("adm")),
}
"""Steps that put it to others to decide: what they are to decide, who they are, and while it is not decided."""


def _applied(snapshot: Snapshot) -> pl.DataFrame:
    """What others were asked to decide and have not: by the last step of its kind in the present time in care."""
    care = snapshot.once(journeys).filter("in_care").select("child", "ls", "adoptive", "placed_least", "adm")
    asked = (
        snapshot.once(taken)
        .filter(pl.col("kind").is_in(list(WAITS)))
        .unique(["child", "kind"], keep="last", maintain_order=True)
        .join(care, on="child", how="inner", maintain_order="left")
    )
    kind, step_words = pl.col("kind"), {code: step.words for code, step in steps().items()}
    open_yet = pl.any_horizontal((kind == code) & stands.fill_null(False) for code, (_w, _d, stands) in WAITS.items())
    since = pl.coalesce("words", written(pl.col("day")))
    return asked.filter(open_yet).select(
        "child",
        _SOURCE,
        _RULE,
        due=pl.lit(None, dtype=pl.Date),
        what=kind.replace_strict({code: what for code, (what, _d, _s) in WAITS.items()}, return_dtype=pl.String),
        why=pl.format("{}: {}", kind.replace_strict(step_words, return_dtype=pl.String), since),
        decider=kind.replace_strict({code: who for code, (_w, who, _s) in WAITS.items()}, return_dtype=pl.String),
        planned=pl.lit(True),
    )


def kind_of(day: dt.date) -> pl.Expr:
    """Why a due thing is in the list: past its day, within 28 days of it, or others are to decide it; else blank."""
    due = pl.col("due")
    return (
        pl.when(due < day)
        .then(pl.lit(OVERDUE))
        .when(due <= day + SOON)
        .then(pl.lit(DUE_SOON))
        .when(~pl.col("decider").is_in(OWN) & pl.col("planned"))
        .then(pl.lit(WAITING))
    )


def people(snapshot: Snapshot) -> pl.DataFrame:
    """Who works with whom on the day, a row for each role: child, who (the identifier of a worker or team), role (in
    words). Social workers, those allocated in any role, and those who lead a plan that is pursued."""
    social = snapshot["social_worker"].filter(pl.col("sw_dec").is_null() & pl.col("sw_id").is_not_null())
    roles = {code: found.label for code, found in codes.codes("role").items()}
    allocated = snapshot["allocation"].filter(pl.col("ends").is_null())
    leads = snapshot["plan"].filter(pl.col("ends").is_null() & pl.col("lead").is_not_null())
    return pl.concat(
        [
            social.select("child", who="sw_id", role=pl.lit("Social worker")),
            allocated.select(
                "child",
                "who",
                role=pl.col("role").replace_strict(roles, default=pl.col("role"), return_dtype=pl.String),
            ),
            leads.select("child", who="lead", role=pl.lit("Plan lead")),
        ]
    ).unique(maintain_order=True)


def owners(snapshot: Snapshot) -> pl.DataFrame:
    """Who sees to a finding about a child, as a person answered: child, rule, owner, action, promised (its day)."""
    return answers(snapshot).select(
        "child", "rule", owner="answer_owner", action="answer_action", promised="answer_due"
    )
