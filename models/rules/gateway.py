"""Before proceedings: the legal gateway meeting, the letter, the meetings, and how the pre-proceedings ended."""

from __future__ import annotations

import polars as pl

from models.dates import add_months
from models.rules.policies import policies
from models.rules.steps import dated, next_day
from models.snapshot import Snapshot

STEPS = ("LGM", "LBP", "PPM", "FGC")


def gateway(snapshot: Snapshot) -> pl.DataFrame:
    """Each child with a legal gateway meeting or pre-proceedings by the day, one row a child, in order of child.

    child, the cells of the last pre-proceedings; for each of LGM, LBP, PPM and FGC its last day since they began (for
    the meeting: ever), its words where approximate and LGM_outcome; meetings (pre-proceedings meetings held);
    LGM_planned; open; until (the day good practice would have them end by); weeks (so far, or until they ended
    or care proceedings were issued); issued (of the
    care proceedings that followed).
    """
    day, weeks = pl.lit(snapshot.as_at), policies(snapshot.facts)["PLO"]
    steps = dated(snapshot["milestone"].filter(pl.col("kind").is_in(STEPS)), snapshot.as_at).sort("child", "day")
    last = snapshot["pre_proceedings"].sort("child", "begins").group_by("child", maintain_order=True).last()
    rows = (
        last.drop("row_id", "recorded_by")
        .join(steps.select("child").unique(), on="child", how="full", coalesce=True)
        .sort("child")
    )
    began = steps.join(rows.select("child", "begins"), on="child", how="left", maintain_order="left")
    mine = (pl.col("kind") == "LGM") | pl.col("begins").is_null() | (pl.col("day") >= pl.col("begins"))
    found = began.group_by("child").agg(
        *(
            pl.col(cell).filter((pl.col("kind") == kind) & mine).last().alias(name)
            for kind in STEPS
            for cell, name in (("day", kind), ("words", f"{kind}_words"))
        ),
        pl.col("outcome").filter(pl.col("kind") == "LGM").last().alias("LGM_outcome"),
        ((pl.col("kind") == "PPM") & mine).sum().cast(pl.Int32).alias("meetings"),
    )
    issued = snapshot["proceedings"].group_by("child").agg(issued=pl.col("issued").max())
    return (
        rows.join(found, on="child", how="left", maintain_order="left")
        .join(next_day(snapshot, ("LGM",)), on="child", how="left", maintain_order="left")
        .join(issued, on="child", how="left", maintain_order="left")
        .with_columns(
            pl.col("meetings").fill_null(0),
            issued=pl.when(pl.col("issued") >= pl.coalesce("begins", "LGM")).then("issued"),
            open=pl.col("begins").is_not_null() & pl.col("ends").is_null(),
            until=pl.col("begins").dt.offset_by(f"{weeks}w"),
        )
        .with_columns(
            open=pl.col("open") & pl.col("issued").is_null(),
            weeks=((pl.coalesce("ends", "issued", day) - pl.col("begins")).dt.total_days() // 7).cast(pl.Int32),
        )
    )


def recent(snapshot: Snapshot) -> pl.Expr:
    """Whether pre-proceedings are open, or the last meeting or their end lies in the twelve months to the day."""
    since = add_months(snapshot.as_at, -12)
    return pl.col("open") | (pl.max_horizontal("LGM", "ends", "begins") > since).fill_null(False)
