"""Where each child stands on the way to permanence, in plain words, and since when."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models import codes
from models.rules.journeys import journeys
from models.snapshot import Snapshot


@dataclass(frozen=True)
class Stage:
    """One stage: its words, when a journey is at it, and the column that says since when."""

    words: str
    when: pl.Expr
    since: str | pl.Expr


def _among(column: str, *values: str) -> pl.Expr:
    return pl.col(column).is_in(values).fill_null(False)


def _has(column: str) -> pl.Expr:
    return pl.col(column).is_not_null()


ENDED, IN_CARE, DECIDED = _has("ended"), pl.col("in_care"), _has("adm") & pl.col("adm_ceased").is_null()
MATCHED = (
    _has("match")
    & (pl.col("disrupted").is_null() | (pl.col("match") > pl.col("disrupted")))
    & (pl.col("po_ended").is_null() | (pl.col("match") >= pl.col("po_ended")))
    & (pl.col("adm_ceased").is_null() | (pl.col("match") > pl.col("adm_ceased")))
)
"""Matched with adopters who are still to come: the match has not led to a placement that broke down, nor has the order
or the decision ended since."""

LEFT = {
    "E2": "died",
    "E3": "another authority took over",
    "E4A": "returned home, planned",
    "E4B": "returned home, not planned",
    "E5": "independent living",
    "E6": "independent living",
    "E7": "residential care for adults",
    "E8": "another reason",
    "E9": "sentenced to custody",
    "E13": "lives with others without parental responsibility",
    "E14": "remand ended",
    "E15": "found to be 18 or over",
    "E16": "moved abroad",
    "E17": "stayed with the carers at 18",
}
"""How a child left, by the reason the last episode ended, where it was not to a permanence order."""

STAGES: tuple[Stage, ...] = (
    Stage("Adopted", _has("ao"), "ao"),
    Stage("Special guardianship", _has("sgo"), "sgo"),
    Stage("Child arrangements order", _has("cao"), "cao"),
    *(
        Stage(
            f"Left care: {words}",
            ENDED & _among("rec", *[rec for rec, said in LEFT.items() if said == words]),
            "ended",
        )
        for words in dict.fromkeys(LEFT.values())
    ),
    Stage("Left care: reason not known", ENDED, "ended"),
    Stage("Next episode missing", pl.col("closed_without_next"), "closed"),
    Stage("Short breaks", _among("ls", *codes.SHORT_BREAKS), "legal_since"),
    Stage("Turned 18, no exit recorded", ~IN_CARE, "eighteenth"),
    Stage("Placed, waiting for order", pl.col("adoptive"), "placed_least"),
    Stage("Matched, waiting to be placed", MATCHED, "match"),
    Stage("Placement order, waiting for match", pl.col("po_open"), "order_since"),
    Stage(
        "Placement order ended, decision stands",
        DECIDED & _has("po_ended") & (pl.col("adm") <= pl.col("po_ended")),
        "po_ended",
    ),
    Stage("Decision made, waiting for placement order", DECIDED, "adm"),
    Stage("With parents on a care order", _among("place", codes.WITH_PARENTS) & _among("ls", "C2"), "placement_since"),
    Stage(
        "With parents on an interim care order",
        _among("place", codes.WITH_PARENTS) & _among("ls", "C1"),
        "placement_since",
    ),
    Stage("With parents, no care order", _among("place", codes.WITH_PARENTS), "placement_since"),
    Stage("Early permanence, waiting for decision", _among("place", *codes.EARLY_PERMANENCE), "placement_since"),
    Stage("Long-term fostering", _among("place", "U1", "U4"), "placement_since"),
    Stage("In care proceedings, no plan for adoption", _among("ls", "C1"), "legal_since"),
    Stage("Accommodated, no plan for adoption", _among("ls", "V2"), "legal_since"),
    Stage("In care, no plan for adoption", pl.lit(True), "legal_since"),
)
"""Every stage; a journey is at the first whose condition holds."""


def stages(snapshot: Snapshot) -> pl.DataFrame:
    """Each journey with `stage`, `stage_since` (a day) and `stage_days`; beside them the journey's own columns."""
    words, since = pl.when(False).then(pl.lit(None, dtype=pl.String)), pl.when(False).then(pl.lit(None, dtype=pl.Date))
    for stage in STAGES:
        words = words.when(stage.when).then(pl.lit(stage.words))  # type: ignore[assignment]
        since = since.when(stage.when).then(pl.col(stage.since) if isinstance(stage.since, str) else stage.since)  # type: ignore[assignment]
    return (
        snapshot.once(journeys)
        .with_columns(stage=words, stage_since=since)  # type: ignore[arg-type]
        .with_columns(
            stage_days=(pl.lit(snapshot.as_at) - pl.col("stage_since")).dt.total_days().cast(pl.Int32),
        )
    )
