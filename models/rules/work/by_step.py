"""What the rules want of each child by a day, counted from the steps that the authority keeps a record of: adoption
reviews, the review of a disruption, the first hearing, when the child is heard again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from models.rules.drift.adoption import WAITING
from models.rules.drift.cases import cases, keeps, kept
from models.rules.drift.rule import has, on_or_after, written
from models.rules.pathway import MATCHED
from models.rules.policies import policies
from models.rules.status import SOON
from models.rules.steps import taken
from models.rules.timescales import TIMESCALES
from models.snapshot import Snapshot

_SCALE = {scale.code: scale for scale in TIMESCALES}
FIRST, NEXT, DISRUPTED = (_SCALE[code] for code in ("AD-REVIEW-1", "AD-REVIEW-N", "DISRUPTION"))
EARLIEST, NATIONAL = _SCALE["DISRUPTION-FROM"], _SCALE["REGISTER"]
STEPS = ("AD-REVIEW", "DISRUPTION", "FF-NATIONAL", "CMH", "VOICE")
COUNTED = ("AD-REVIEW", "VOICE")
"""Those from which the next one is counted."""
NOTHING = dict.fromkeys(("child", "what", "why", "decider", "source", "rule"), pl.String()) | {
    "due": pl.Date(),
    "planned": pl.Boolean(),
}
YEAR = pl.col("day").dt.offset_by("-1y")


@dataclass(frozen=True)
class Wanted:
    """A step that is wanted by a day, and why; of nobody where the authority keeps no record of such steps."""

    step: str
    what: str
    due: pl.Expr
    why: pl.Expr
    decider: str
    source: str


def _wanted(limits: Mapping[str, int], kept: Mapping[str, dt.date]) -> tuple[Wanted, ...]:
    authority = pl.max_horizontal("order_since", "disrupted")
    reviewed = (pl.col("AD-REVIEW") >= authority).fill_null(False)
    never = pl.max_horizontal("entry", pl.lit(kept.get("VOICE"), dtype=pl.Date))
    heard = pl.when(on_or_after("VOICE", "begins")).then("VOICE_counted").otherwise(never)
    return (
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
                & has("adm")
                & pl.col("adm_ceased").is_null()
                & ~MATCHED.fill_null(False)
                & pl.col("link").is_null()
                & ~on_or_after("FF-NATIONAL", "adm")
            ).then(NATIONAL.due_from(pl.col("adm"))),
            pl.format("Decision of {} and no family chosen; within {}", written(pl.col("adm")), pl.lit(NATIONAL.words)),
            "RAA",
            NATIONAL.source,
        ),
        Wanted(
            "CMH",
            "Case management hearing",
            pl.when(~on_or_after("CMH", "issued")).then(pl.col("issued") + pl.duration(days=limits["CMH"])),
            pl.format("In court since {}; by day {}", written(pl.col("issued")), pl.lit(limits["CMH"])),
            "COURT",
            "Local",
        ),
        Wanted(
            "VOICE",
            "Hear the child",
            pl.when("in_care").then(heard.dt.offset_by(f"{limits['VOICE']}mo")),
            pl.when(on_or_after("VOICE", "begins"))
            .then(pl.format("Last heard on {}", written(pl.col("VOICE"))))
            .otherwise(pl.lit("Not heard yet")),
            "SW",
            "Local",
        ),
    )


def _last(snapshot: Snapshot) -> pl.DataFrame:
    """The last day of each of the steps, and the same as days are counted from it (blank where it is approximate)."""
    kind = pl.col("kind")
    steps = snapshot.once(taken).filter(kind.is_in(STEPS))
    return steps.group_by("child").agg(
        *(pl.col("day").filter(kind == step).last().alias(step) for step in STEPS),
        *(pl.col("counted").filter(kind == step).last().alias(f"{step}_counted") for step in COUNTED),
    )


def by_step(snapshot: Snapshot) -> pl.DataFrame:
    """The steps past or due within 28 days, a row each."""
    begun = snapshot.facts.whole.once(kept)
    on_record = keeps(snapshot)
    wanted = [each for each in _wanted(policies(snapshot.facts), begun) if each.step in on_record]
    rows = snapshot.once(cases).join(_last(snapshot), on="child", how="left", maintain_order="left")
    said = [
        rows.select(
            *("child", each.due.alias("due"), each.why.alias("why")),
            what=pl.lit(each.what),
            decider=pl.lit(each.decider),
            source=pl.lit(each.source),
            rule=pl.lit(None, dtype=pl.String),
            planned=pl.lit(False),
        ).filter(pl.col("due") <= snapshot.as_at + SOON)
        for each in wanted
    ]
    return pl.concat([pl.DataFrame(schema=NOTHING), *(frame.select(list(NOTHING)) for frame in said)])
