"""Whether what may last only so long lasts longer."""

from __future__ import annotations

import polars as pl

from models.checks import NOTHING, check, found
from models.checks.rows import among, episodes
from models.rules.episodes import PLACED
from models.snapshot import Snapshot


def _until(snapshot: Snapshot) -> pl.Expr:
    return pl.col("dec").fill_null(snapshot.as_at)


def _lasting(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot.once(episodes).with_columns(lasted=(_until(snapshot) - pl.col("decom")).dt.total_days())


def _longer(snapshot: Snapshot, where: pl.Expr, days: int, words: str) -> pl.DataFrame:
    rows = snapshot.once(_lasting)
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


@check("365", "Short break over 17 days")
def short_break(snapshot: Snapshot) -> pl.DataFrame:
    """One short break (V3) lasts at most 17 days."""
    return _longer(snapshot, pl.col("ls") == "V3", 17, "In one short break from {} for {} days.")


@check("367", "Short breaks over 75 days in twelve months")
def short_breaks(snapshot: Snapshot) -> pl.DataFrame:
    """Short breaks (V3) are at most 75 days in any twelve months; the first time that they are more is shown."""
    breaks = snapshot["care_episode"].filter(pl.col("ls") == "V3").select("child", "decom", until=_until(snapshot))
    if breaks.is_empty():
        return NOTHING
    since = pl.max_horizontal("decom_right", pl.col("until").dt.offset_by("-12mo"))
    days = (pl.min_horizontal("until_right", "until") - since).dt.total_days().clip(0)
    rows = (
        breaks.join(breaks, on="child", maintain_order="left")
        .group_by("child", "decom", "until", maintain_order=True)
        .agg(days=days.sum())
        .filter(pl.col("days") > 75)
        .unique("child", keep="first", maintain_order=True)
    )
    words = "In short breaks for {} days of the twelve months to {}."
    return found(rows, pl.lit(True), "until", words, *("days", "until"))


@check("376", "Temporary placement over three weeks while the carer is away")
def carer_away(snapshot: Snapshot) -> pl.DataFrame:
    """A temporary placement while the carer is on holiday (T3) lasts at most three weeks."""
    return _longer(snapshot, pl.col("place") == "T3", 21, "In a temporary placement (T3) from {} for {} days.")


@check("377", "Three temporary placements in twelve months while the carer is away")
def carer_often_away(snapshot: Snapshot) -> pl.DataFrame:
    """A child is placed elsewhere while the carer is on holiday (T3) at most twice in any twelve months."""
    rows = snapshot["care_episode"].filter((pl.col("place") == "T3") & among("rne", *PLACED))
    same = pl.col("child") == pl.col("child").shift(2)
    rows = rows.with_columns(earliest=pl.when(same).then(pl.col("decom").shift(2)))
    return found(
        rows,
        pl.col("earliest").dt.offset_by("12mo") > pl.col("decom"),
        "decom",
        "In a temporary placement (T3) from {}, the third since {}.",
        *("decom", "earliest"),
    )


@check("379", "Temporary placement over seven days")
def temporary(snapshot: Snapshot) -> pl.DataFrame:
    """Temporary accommodation for other reasons (T4) lasts at most seven days."""
    return _longer(snapshot, pl.col("place") == "T4", 7, "In a temporary placement (T4) from {} for {} days.")
