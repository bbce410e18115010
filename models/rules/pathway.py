"""Where each child stands on the way to permanence, in plain words, and since when."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from models import codes
from models.rules.journeys import MATCHED, journeys
from models.snapshot import Snapshot


@dataclass(frozen=True)
class Stage:
    """One stage: its words, when a journey is at it, and the column that says since when."""

    words: str
    when: pl.Expr
    since: str


def _among(column: str, *values: str) -> pl.Expr:
    return pl.col(column).is_in(values).fill_null(False)


def _has(column: str) -> pl.Expr:
    return pl.col(column).is_not_null()


ENDED, IN_CARE, DECIDED = _has("ended"), pl.col("in_care"), _has("adm") & pl.col("adm_ceased").is_null()
EXITS = {
    **dict.fromkeys(codes.ADOPTED, "Adopted"),
    **dict.fromkeys(codes.SPECIAL_GUARDIANSHIP, "Special guardianship"),
    **dict.fromkeys(codes.CHILD_ARRANGEMENTS, "Child arrangements order"),
    "E2": "Left care: died",
    "E3": "Left care: another authority took over",
    "E4A": "Left care: returned home, planned",
    "E4B": "Left care: returned home, not planned",
    "E5": "Left care: independent living",
    "E6": "Left care: independent living",
    "E7": "Left care: residential care for adults",
    "E8": "Left care: another reason",
    "E9": "Left care: sentenced to custody",
    "E13": "Left care: lives with others without parental responsibility",
    "E14": "Left care: remand ended",
    "E15": "Left care: found to be 18 or over",
    "E16": "Left care: moved abroad",
    "E17": "Left care: stayed with the carers at 18",
}
"""How a child left care, by the reason the last episode ended."""
REASON_NOT_KNOWN = "Left care: reason not known"

IN_CARE_STAGES: tuple[Stage, ...] = (
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
    Stage("In care proceedings, no adoption decision", _among("ls", "C1"), "legal_since"),
    Stage("Accommodated, no adoption decision", _among("ls", "V2"), "legal_since"),
    Stage("In care, no adoption decision", pl.lit(True), "legal_since"),
)
"""The stages of those who have not left; a journey is at the first whose condition holds."""
STAGES: tuple[Stage, ...] = (
    *IN_CARE_STAGES,
    *(
        Stage(words, ENDED & _among("rec", *[rec for rec, said in EXITS.items() if said == words]), "ended")
        for words in dict.fromkeys(EXITS.values())
    ),
    Stage(REASON_NOT_KNOWN, ENDED, "ended"),
)
"""Every stage: of those in care, from the nearest to permanence on, then of those who have left."""

NUMBER = pl.coalesce(pl.when(stage.when).then(pl.lit(n, dtype=pl.Int32)) for n, stage in enumerate(IN_CARE_STAGES))
LEFT = pl.col("rec").fill_null("").replace_strict(EXITS, default=REASON_NOT_KNOWN, return_dtype=pl.String)
WORDS = pl.col("stage_number").replace_strict(
    {n: stage.words for n, stage in enumerate(IN_CARE_STAGES)}, return_dtype=pl.String
)
SINCE = pl.coalesce(
    pl.when(pl.col("stage_number").is_in([n for n, stage in enumerate(IN_CARE_STAGES) if stage.since == column])).then(
        column
    )
    for column in dict.fromkeys(stage.since for stage in IN_CARE_STAGES)
)


def stages(snapshot: Snapshot) -> pl.DataFrame:
    """Each journey with `stage`, `stage_since` (a day) and `stage_days`; beside them the journey's own columns."""
    rows = snapshot.once(journeys).with_columns(stage_number=NUMBER)
    rows = rows.with_columns(
        stage=pl.when(ENDED).then(LEFT).otherwise(WORDS),
        stage_since=pl.when(ENDED).then("ended").otherwise(SINCE),
    )
    days = (pl.lit(snapshot.as_at) - pl.col("stage_since")).dt.total_days().cast(pl.Int32)
    return rows.with_columns(stage_days=days).drop("stage_number")
