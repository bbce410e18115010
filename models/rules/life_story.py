"""Life story work: how far it is, and by when the later-life letter is due."""

from __future__ import annotations

import datetime as dt

import polars as pl

from models.rules.journeys import shown
from models.rules.plans import plans
from models.rules.policies import holidays
from models.rules.steps import last_day
from models.rules.timescales import in_force
from models.snapshot import Snapshot

STEPS = (
    *("LS-START", "LS-FIRST", "LS-BOOK", "LS-DONE", "LS-CHILD", "LS-CARER", "LS-LETTER", "LS-QUALITY", "CELEBRATION"),
)
LETTER = in_force("LS-LETTER", dt.date.max)
STAGES = (("LS-DONE", "Given"), ("LS-BOOK", "Book drafted"), ("LS-FIRST", "First stage"), ("LS-START", "Begun"))


def life_story(snapshot: Snapshot) -> pl.DataFrame:
    """Children in care with a decision for adoption or a primary plan, and those adopted, one row a child.

    child; each step's last day, words and outcome; story (how far the work is, in words); letter_due (10 working days
    after the celebration, while no letter is given); adopted (the day of the order); decided (adoption decided).
    """
    primary = snapshot.once(plans).select("child", "primary")
    rows = snapshot.once(shown).join(primary, on="child", how="left", maintain_order="left")
    decided = pl.col("adm").is_not_null() & pl.col("adm_ceased").is_null()
    wanted = (pl.col("in_care") & (decided | pl.col("primary").is_not_null())) | pl.col("ao").is_not_null()
    story = pl.lit("Not begun")
    for kind, words in reversed(STAGES):
        story = pl.when(pl.col(kind).is_not_null()).then(pl.lit(words)).otherwise(story)
    return (
        rows.filter(wanted)
        .select("child", "in_care", decided=decided, adopted="ao")
        .join(last_day(snapshot, STEPS), on="child", how="left", maintain_order="left")
        .with_columns(
            story=story,
            letter_due=pl.when(pl.col("LS-LETTER").is_null()).then(
                LETTER.due_from(pl.col("CELEBRATION_counted"), holidays(snapshot.facts))
            ),
        )
    )
