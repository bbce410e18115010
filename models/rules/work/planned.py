"""What is planned for each child, and what others were asked to decide and have not."""

from __future__ import annotations

import polars as pl

from models.rules.court import HEARINGS
from models.rules.drift.rule import among, has, written
from models.rules.journeys import present
from models.rules.steps import latest, planned, taken
from models.snapshot import Snapshot
from models.subjects import steps

_SOURCE, _RULE = pl.lit(None, dtype=pl.String).alias("source"), pl.lit(None, dtype=pl.String).alias("rule")


AFTER_CARE = ("CELEBRATION", "LS-FIRST", "LS-BOOK", "LS-DONE", "LS-LETTER", "LS-QUALITY")
"""Steps that are still to be taken when a child has left care."""


def coming(snapshot: Snapshot) -> pl.DataFrame:
    """Steps with a day planned or listed that were not taken since, while their plan is pursued; `kind` is the step."""
    words, deciders = ({code: getattr(step, name) for code, step in steps().items()} for name in ("words", "decider"))
    left = snapshot.once(latest).select("child", left="ended")
    court = snapshot["proceedings"].group_by("child").agg(pl.col("ends").last())
    rows = (
        snapshot.once(planned)
        .join(left, on="child", how="left", maintain_order="left")
        .join(court, on="child", how="left", maintain_order="left")
        .join(snapshot["plan"].select("child", "plan", closed="ends"), on=["child", "plan"], how="left")
    )
    over = pl.min_horizontal("left", "closed", pl.when(pl.col("kind").is_in(HEARINGS)).then("ends"))
    stands = (pl.col("said") > over).fill_null(True) | pl.col("kind").is_in(AFTER_CARE)
    told = pl.format("Planned on {}", written(pl.col("said")))
    return rows.filter(stands).select(
        "child",
        "kind",
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
    "CPR": ("Decision for adoption", "ADM", ~has("adm") & ~has("papers")),
}
"""Steps that put it to others to decide: what they are to decide, who they are, and while it is not decided."""


def asked_for(snapshot: Snapshot) -> pl.DataFrame:
    """What others were asked to decide and have not: by the last step of its kind in the present time in care."""
    care = snapshot.once(present).select("child", "ls", "adoptive", "placed_least", "adm")
    steps_taken = snapshot.once(taken)
    received = steps_taken.filter(pl.col("kind") == "ADM-PAPERS").group_by("child").agg(papers=pl.col("day").max())
    asked = (
        steps_taken.filter(pl.col("kind").is_in(list(WAITS)))
        .unique(["child", "kind"], keep="last", maintain_order=True)
        .join(care, on="child", how="inner", maintain_order="left")
        .join(received, on="child", how="left", maintain_order="left")
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


def agreed(snapshot: Snapshot) -> pl.DataFrame:
    """The monitoring group's open actions with a day by which they are due; who sees to it is in `why`."""
    rows = snapshot["pmg_action"].filter(pl.col("ends").is_null() & has("due"))
    told = pl.format("Agreed by the monitoring group on {}", written(pl.col("meeting")))
    return rows.select(
        "child",
        "due",
        _RULE,
        what="words",
        why=pl.when(has("owner")).then(pl.format("{}; {} sees to it", told, pl.col("owner"))).otherwise(told),
        decider=pl.lit(None, dtype=pl.String),
        source=pl.lit("Monitoring group"),
        planned=pl.lit(False),
    )
