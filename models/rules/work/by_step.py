"""What the rules want of each child by a day, counted from the steps that the authority keeps a record of: decisions
and who is told of them, plans and assessments after a move, adoption reviews, hearings, when the child is heard."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models.rules.court import HEARINGS, WAS_HELD
from models.rules.drift.adoption import WAITING
from models.rules.drift.cases import WANTED as STEPS
from models.rules.drift.cases import asked, cases, kept
from models.rules.drift.rule import LOCAL, amount, has, on_or_after, written
from models.rules.home import AT_HOME, assessment_due, decision_due
from models.rules.journeys import MATCHED
from models.rules.matching import CONSENTED, DECIDED
from models.rules.policies import holidays, policies
from models.rules.timescales import SOON, TIMESCALES, working_days_after
from models.snapshot import Facts, Snapshot

_SCALE = {scale.code: scale for scale in TIMESCALES}
FIRST, NEXT, DISRUPTED = (_SCALE[code] for code in ("AD-REVIEW-1", "AD-REVIEW-N", "DISRUPTION"))
EARLIEST, NATIONAL = _SCALE["DISRUPTION-FROM"], _SCALE["REGISTER"]
PAPERS, PANEL = _SCALE["ADM-PAPERS"], _SCALE["CPR-PANEL"]
TOLD, WROTE = _SCALE["PARENTS-TOLD"], _SCALE["PARENTS-WRITTEN"]
COUNTED = ("AD-REVIEW", "VOICE", "ADM-PAPERS", "CPR", "PWP-REG19", "PWP-ASSESSED")
"""Those from which something is counted."""
OFFICER = "IRO"
"""Kept as an allocation of the role, and not as a step."""
ELSEWHERE = ("CMH", "VOICE")
"""What a list of its own tells, and not what is next on the way to permanence."""
NOTHING = dict.fromkeys(("child", "step", "what", "why", "decider", "source"), pl.String()) | {"due": pl.Date()}
YEAR = pl.col("day").dt.offset_by("-1y")
Days = Mapping[str, dt.date]


@dataclass(frozen=True)
class Wanted:
    """A step that is wanted by a day, and why; of nobody where the authority keeps no record of such steps."""

    step: str
    what: str
    due: pl.Expr
    why: pl.Expr
    decider: str
    source: str = LOCAL


def _adoption(closed: tuple[dt.date, ...], kept: Days) -> tuple[Wanted, ...]:
    authority = pl.max_horizontal("order_since", "disrupted")
    reviewed = (pl.col("AD-REVIEW") >= authority).fill_null(False)
    papers, report = pl.col("ADM-PAPERS"), pl.col("CPR")
    undecided = pl.col("in_care") & ~on_or_after("adm", "ADM-PAPERS") & on_or_after("ADM-PAPERS", "begins")
    unheard = ~on_or_after("AD-PANEL", "CPR") & ~on_or_after("adm", "CPR") & on_or_after("CPR", "begins")

    def untold(step: str) -> pl.Expr:
        began = pl.lit(kept.get(step), dtype=pl.Date)
        recent = (pl.col("adm") > YEAR) & (pl.col("adm") >= began)
        return pl.col("in_care") & DECIDED & recent & ~on_or_after(step, "adm")

    decided = pl.format("Decision of {}", written(pl.col("adm")))
    return (
        Wanted(
            "AD-PANEL",
            "Panel on the plan for adoption",
            pl.when(pl.col("in_care") & CONSENTED & unheard).then(PANEL.due_from(pl.col("CPR_counted"))),
            pl.format("The parents consented; report of {}; within {}", written(report), pl.lit(PANEL.words)),
            "PANEL",
            PANEL.source,
        ),
        Wanted(
            "ADM-PAPERS",
            "Decision for adoption",
            pl.when(undecided).then(PAPERS.due_from(pl.col("ADM-PAPERS_counted"), closed)),
            pl.format("Papers received on {}; within {}", written(papers), pl.lit(PAPERS.words)),
            "ADM",
            PAPERS.source,
        ),
        Wanted(
            "PARENTS-TOLD",
            "Tell the parents of the decision",
            pl.when(untold("PARENTS-TOLD")).then(TOLD.due_from(pl.col("adm"), closed)),
            pl.format("{}; within {}", decided, pl.lit(TOLD.words)),
            "SW",
            TOLD.source,
        ),
        Wanted(
            "PARENTS-WRITTEN",
            "Write to the parents about the decision",
            pl.when(untold("PARENTS-WRITTEN")).then(WROTE.due_from(pl.col("adm"), closed)),
            pl.format("{}; within {}", decided, pl.lit(WROTE.words)),
            "SW",
            WROTE.source,
        ),
        Wanted(
            "AD-REVIEW",
            "Adoption review",
            pl.when(WAITING & pl.col("po_open") & has("po")).then(
                pl.when(reviewed).then(NEXT.due_from(pl.col("AD-REVIEW_counted"))).otherwise(FIRST.due_from(authority))
            ),
            pl.when(reviewed)
            .then(pl.format("Not placed; within {}", pl.lit(NEXT.words)))
            .otherwise(pl.format("Not placed; within {}", pl.lit(FIRST.words))),
            "IRO",
            FIRST.source,
        ),
        Wanted(
            "DISRUPTION",
            "Review of the disruption",
            pl.when(pl.col("in_care") & (pl.col("disrupted") > YEAR) & ~on_or_after("DISRUPTION", "disrupted")).then(
                DISRUPTED.due_from(pl.col("disrupted"))
            ),
            pl.format(
                "Broke down on {}; within {}, {}",
                written(pl.col("disrupted")),
                pl.lit(DISRUPTED.words),
                pl.lit(EARLIEST.words),
            ),
            "IRO",
            DISRUPTED.source,
        ),
        Wanted(
            "FF-NATIONAL",
            "Referral to national matching",
            pl.when(
                WAITING
                & DECIDED
                & ~MATCHED.fill_null(False)
                & pl.col("link").is_null()
                & ~on_or_after("FF-NATIONAL", "adm")
            ).then(NATIONAL.due_from(pl.col("adm"))),
            pl.format("{} and no family chosen; within {}", decided, pl.lit(NATIONAL.words)),
            "RAA",
            NATIONAL.source,
        ),
    )


def _care(limits: Mapping[str, int], closed: tuple[dt.date, ...], kept: Days) -> tuple[Wanted, ...]:
    def began(step: str) -> pl.Expr:
        return pl.lit(kept.get(step), dtype=pl.Date)

    never = pl.max_horizontal("entry", began("VOICE"))
    heard = pl.when(on_or_after("VOICE", "begins")).then("VOICE_counted").otherwise(never)
    entry, moved = pl.col("entry"), pl.col("placement_since")
    entered = pl.col("in_care") & (entry >= began("HEALTH")) & (entry > YEAR)
    assessed = on_or_after("HEALTH", "entry")
    plan = pl.max_horizontal("PLACEMENT-PLAN", "PWP-PLAN")
    planned = (plan >= moved - pl.duration(days=SOON.days)).fill_null(False)
    placed = pl.col("in_care") & pl.col("placement_known") & (moved >= began("PLACEMENT-PLAN")) & (moved > YEAR)
    officer = pl.max_horizontal("entry", "officer_left", began(OFFICER))
    told = {code: limits[code] for code in ("HEALTH", "PLACEMENT-PLAN", "REG19-ASSESS", "REG19-DECIDE")}
    words = {code: amount(count, "working days") for code, count in told.items()}
    return (
        Wanted(
            OFFICER,
            "Allocate a reviewing officer",
            pl.when(pl.col("in_care") & ~pl.col("officer").fill_null(False)).then(
                officer + pl.duration(days=limits["IRO"])
            ),
            pl.format(
                "No reviewing officer since {}; within {}", written(officer), pl.lit(amount(limits["IRO"], "days"))
            ),
            "IRO",
        ),
        Wanted(
            "HEALTH",
            "Initial health assessment",
            pl.when(entered & ~assessed).then(working_days_after(entry, told["HEALTH"], closed)),
            pl.format("In care since {}; within {}", written(entry), pl.lit(words["HEALTH"])),
            "HEALTH",
        ),
        Wanted(
            "PLACEMENT-PLAN",
            "Placement plan",
            pl.when(placed & ~planned).then(working_days_after(moved, told["PLACEMENT-PLAN"], closed)),
            pl.format("Placed on {}; within {}", written(moved), pl.lit(words["PLACEMENT-PLAN"])),
            "SW",
        ),
        Wanted(
            "PWP-REG19",
            "Assessment of the parents",
            pl.when(AT_HOME).then(assessment_due("placement_since", told["REG19-ASSESS"], closed)),
            pl.format("Placed at once on {}; within {}", written(pl.col("PWP-REG19")), pl.lit(words["REG19-ASSESS"])),
            "SW",
        ),
        Wanted(
            "PWP-REG19",
            "Decision on the placement with parents",
            pl.when(AT_HOME).then(decision_due("placement_since", told["REG19-DECIDE"], closed)),
            pl.format(
                "Parents assessed on {}; within {}", written(pl.col("PWP-ASSESSED")), pl.lit(words["REG19-DECIDE"])
            ),
            "NO",
        ),
        Wanted(
            "CMH",
            "Case management hearing",
            pl.when(~on_or_after("CMH", "issued")).then(pl.col("issued") + pl.duration(days=limits["CMH"])),
            pl.format("In court since {}; by day {}", written(pl.col("issued")), pl.lit(limits["CMH"])),
            "COURT",
        ),
        Wanted(
            "VOICE",
            "Hear the child",
            pl.when("in_care").then(heard.dt.offset_by(f"{limits['VOICE']}mo")),
            pl.when(on_or_after("VOICE", "begins"))
            .then(pl.format("Last heard on {}", written(pl.col("VOICE"))))
            .otherwise(pl.lit("Not heard yet")),
            "SW",
        ),
    )


def _last(snapshot: Snapshot) -> pl.DataFrame:
    """The last day of each of the steps, and the same as days are counted from it (blank where it is approximate), of
    hearings those that were held; the outcome of an immediate placement."""
    kind = pl.col("kind")
    steps = snapshot.once(asked).filter(kind.is_in(STEPS) & (~kind.is_in(HEARINGS) | WAS_HELD))
    return steps.group_by("child").agg(
        *(pl.col("day").filter(kind == step).last().alias(step) for step in STEPS),
        *(pl.col("counted").filter(kind == step).last().alias(f"{step}_counted") for step in COUNTED),
        pl.col("outcome").filter(kind == "PWP-REG19").last().alias("PWP-REG19_outcome"),
    )


def _officers(snapshot: Snapshot) -> pl.DataFrame:
    """Whether each child has a reviewing officer, and when the last one left."""
    held = snapshot["allocation"].filter(pl.col("role") == OFFICER)
    return held.group_by("child").agg(officer=pl.col("ends").is_null().any(), officer_left=pl.col("ends").max())


def _allocated(facts: Facts) -> dt.date | None:
    """From which day the authority records its reviewing officers at all."""
    day = facts["allocation"].filter(pl.col("role") == OFFICER)["begins"].min()
    return day if isinstance(day, dt.date) else None


def wanted(snapshot: Snapshot) -> pl.DataFrame:
    """Everything so wanted of each child, whenever it is due, a row each: child, step (after which it is asked for),
    what, due, why, decider (code), source."""
    begun = dict(snapshot.facts.whole.once(kept))
    officers = snapshot.facts.whole.once(_allocated)
    if officers is not None:
        begun[OFFICER] = officers
    ready = _ready(
        tuple(sorted(policies(snapshot.facts).items())),
        tuple(sorted((kind, day) for kind, day in begun.items() if day <= snapshot.as_at)),
        tuple(holidays(snapshot.facts)),
    )
    rows = (
        snapshot.once(cases)
        .join(_last(snapshot), on="child", how="left", maintain_order="left")
        .join(_officers(snapshot), on="child", how="left", maintain_order="left")
        .with_columns(ready.dues)
    )
    there = [name for name in ready.names if rows[name].count()]
    if not there:
        return pl.DataFrame(schema=NOTHING)
    due = rows.unpivot(there, index="child", variable_name="part", value_name="due")
    said = rows.select(ready.whys[name] for name in there).unpivot(value_name="why")
    return (
        due.with_columns(said["why"]).filter(pl.col("due").is_not_null()).join(ready.parts, on="part", how="inner")
    ).drop("part")


@dataclass(frozen=True)
class _Ready:
    """What is wanted made ready as columns: each day, why it is wanted, and what is the same for all (a row each)."""

    names: list[str]
    dues: list[pl.Expr]
    whys: dict[str, pl.Expr]
    parts: pl.DataFrame


@functools.lru_cache(maxsize=32)
def _ready(
    limits: tuple[tuple[str, int], ...], begun: tuple[tuple[str, dt.date], ...], closed: tuple[dt.date, ...]
) -> _Ready:
    """What can be asked for by the limits and the records kept, as columns; said once, for saying it takes longer than
    doing it."""
    days = dict(begun)
    found = [each for each in (*_adoption(closed, days), *_care(dict(limits), closed, days)) if each.step in days]
    named = [(f"part{n}", each) for n, each in enumerate(found)]
    return _Ready(
        [name for name, _each in named],
        [each.due.cast(pl.Date).alias(name) for name, each in named],
        {name: pl.when(pl.col(name).is_not_null()).then(each.why).alias(name) for name, each in named},
        pl.DataFrame(
            [(name, each.step, each.what, each.decider, each.source) for name, each in named],
            schema=dict.fromkeys(("part", "step", "what", "decider", "source"), pl.String()),
            orient="row",
        ),
    )


def by_step(snapshot: Snapshot, within: dt.timedelta | None = SOON) -> pl.DataFrame:
    """What is so wanted, past or due within 28 days, or whenever it is due, a row each."""
    rows = snapshot.once(wanted)
    if within is not None:
        rows = rows.filter(pl.col("due") <= snapshot.as_at + within)
    return rows.with_columns(rule=pl.lit(None, dtype=pl.String), planned=pl.lit(False))


def first_wanted(snapshot: Snapshot) -> pl.DataFrame:
    """The first thing so wanted of each child on the way to permanence: child, and wanted, wanted_by, wanted_why,
    wanted_of (the decider's code), wanted_source."""
    rows = snapshot.once(wanted).filter(~pl.col("step").is_in(ELSEWHERE)).sort("child", "due", "what")
    return rows.unique("child", keep="first", maintain_order=True).select(
        "child", wanted="what", wanted_by="due", wanted_why="why", wanted_of="decider", wanted_source="source"
    )
