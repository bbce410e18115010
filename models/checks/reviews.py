"""Whether the way a child took part in a review fits the child's age."""

from __future__ import annotations

import polars as pl

from models.checks import check, found
from models.rules.journeys import details
from models.snapshot import Snapshot

TOO_YOUNG = "PN0"


def _aged(snapshot: Snapshot) -> pl.DataFrame:
    """Each review with the child's fourth birthday."""
    born = snapshot.facts.once(details).select("child", fourth=pl.col("dob").dt.offset_by("4y"))
    return snapshot["review"].join(born, on="child", how="left", maintain_order="left")


@check("440", "Took part as under 4, and was not")
def not_so_young(snapshot: Snapshot) -> pl.DataFrame:
    """PN0 (under 4 at the time) is for children under 4: from then on a review says how the child took part."""
    return found(
        snapshot.once(_aged),
        (pl.col("review_code") == TOO_YOUNG) & (pl.col("review") >= pl.col("fourth")),
        "review",
        "At the review of {} the child is given as under 4 (PN0), and was 4 on {}.",
        *("review", "fourth"),
    )


@check("441", "Took part in a review before the age of 4")
def too_young(snapshot: Snapshot) -> pl.DataFrame:
    """How a child took part in a review (PN1 to PN7) is said from the fourth birthday on; before it, PN0 is."""
    return found(
        snapshot.once(_aged),
        (pl.col("review_code") != TOO_YOUNG) & (pl.col("review") < pl.col("fourth")),
        "review",
        "At the review of {} the child is given as 4 or over ({}), and was 4 on {} only.",
        *("review", "review_code", "fourth"),
    )
