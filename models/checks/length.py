"""Whether what may last only so long lasts longer."""

from __future__ import annotations

import polars as pl

from models.checks import check, found
from models.checks.rows import episodes
from models.snapshot import Snapshot


def _longer(snapshot: Snapshot, where: pl.Expr, days: int, words: str) -> pl.DataFrame:
    lasted = (pl.col("dec").fill_null(snapshot.as_at) - pl.col("decom")).dt.total_days()
    rows = snapshot.once(episodes).with_columns(lasted=lasted)
    return found(rows, where & (pl.col("lasted") > days), "decom", words, "decom", "lasted")


@check("361", "Police protection over 72 hours")
def police_protection(snapshot: Snapshot) -> pl.DataFrame:
    """Police protection (L1) ends after 72 hours."""
    return _longer(snapshot, pl.col("ls") == "L1", 3, "Under police protection from {} for {} days.")


@check("362", "Emergency protection over 21 days")
def emergency_protection(snapshot: Snapshot) -> pl.DataFrame:
    """An emergency protection order (L2) lasts at most 21 days with its extension."""
    return _longer(snapshot, pl.col("ls") == "L2", 21, "Under an emergency protection order from {} for {} days.")


@check("363", "Child assessment order over 7 days")
def child_assessment(snapshot: Snapshot) -> pl.DataFrame:
    """A child assessment order (L3) lasts at most 7 days."""
    return _longer(snapshot, pl.col("ls") == "L3", 7, "Under a child assessment order from {} for {} days.")


@check("376", "Temporary placement over three weeks while the carer is away")
def carer_away(snapshot: Snapshot) -> pl.DataFrame:
    """A temporary placement while the carer is on holiday (T3) lasts at most three weeks."""
    return _longer(snapshot, pl.col("place") == "T3", 21, "In a temporary placement (T3) from {} for {} days.")


@check("379", "Temporary placement over seven days")
def temporary(snapshot: Snapshot) -> pl.DataFrame:
    """Temporary accommodation for other reasons (T4) lasts at most seven days."""
    return _longer(snapshot, pl.col("place") == "T4", 7, "In a temporary placement (T4) from {} for {} days.")
