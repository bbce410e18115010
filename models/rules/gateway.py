"""Before proceedings: the legal gateway meeting, the letter, the meetings, and how the pre-proceedings ended."""

from __future__ import annotations

import polars as pl

from models.dates import add_months
from models.rules.policies import policies
from models.rules.steps import awaiting, beside, dated, stored
from models.snapshot import Snapshot, as_at

STEPS = ("LGM", "LBP", "PPM", "FGC", "THRESHOLD")
AT_THE_GATEWAY = ("LGM", "THRESHOLD")


def gateway(snapshot: Snapshot) -> pl.DataFrame:
    """Each child with a legal gateway meeting or pre-proceedings by the day, one row a child, in order of child.

    child, the cells of the last pre-proceedings; for each of LGM, LBP, PPM, FGC and THRESHOLD its last day since they
    began (at the gateway: ever), its words where approximate, LGM_outcome and THRESHOLD_outcome; review (the last
    gateway meeting was not the first of its matter); meetings (pre-proceedings meetings held) and first_meeting;
    LGM_planned; open; until (the day good practice would have them end by); weeks (so far, or until they ended or care
    proceedings were issued); issued (of the care proceedings that followed).
    """
    day, weeks = pl.lit(snapshot.as_at), policies(snapshot.facts)["PLO"]
    stood = as_at(stored(snapshot.facts, STEPS), "milestone", snapshot.as_at)
    steps = dated(stood, snapshot.as_at).sort("child", "kind", "day")
    last = snapshot["pre_proceedings"].sort("child", "begins").group_by("child", maintain_order=True).last()
    rows = (
        last.drop("row_id", "recorded_by")
        .join(steps.select("child").unique(), on="child", how="full", coalesce=True)
        .sort("child")
    )
    began = steps.join(rows.select("child", "begins"), on="child", how="left", maintain_order="left")
    mine = pl.col("kind").is_in(AT_THE_GATEWAY) | pl.col("begins").is_null() | (pl.col("day") >= pl.col("begins"))
    held = began.filter(mine)
    met = held.filter(pl.col("kind") == "PPM").group_by("child")
    found = beside(held, STEPS).join(
        met.agg(first_meeting=pl.col("day").min(), meetings=pl.len().cast(pl.Int32)), on="child", how="left"
    )
    issued = snapshot["proceedings"].group_by("child").agg(issued=pl.col("issued").max())
    again = _reviews(snapshot, steps).with_columns(review=pl.lit(True))
    return (
        rows.join(found, on="child", how="left", maintain_order="left")
        .join(awaiting(snapshot, ("LGM",), steps), on="child", how="left", maintain_order="left")
        .join(issued, on="child", how="left", maintain_order="left")
        .join(again, on="child", how="left", maintain_order="left")
        .with_columns(
            pl.col("meetings").fill_null(0),
            pl.col("review").fill_null(False),
            issued=pl.when(pl.col("issued") >= pl.coalesce("begins", "LGM")).then("issued"),
            open=pl.col("begins").is_not_null() & pl.col("ends").is_null(),
            until=pl.col("begins").dt.offset_by(f"{weeks}w"),
        )
        .with_columns(
            open=pl.col("open") & pl.col("issued").is_null(),
            weeks=((pl.coalesce("ends", "issued", day) - pl.col("begins")).dt.total_days() // 7).cast(pl.Int32),
        )
    )


def _reviews(snapshot: Snapshot, steps: pl.DataFrame) -> pl.DataFrame:
    """The children whose last gateway meeting followed another of the same matter: none ended between the two."""
    child, day = pl.col("child"), pl.col("day")
    before = pl.when(child == child.shift()).then(day.shift())
    held = steps.filter(pl.col("kind") == "LGM").select("child", "day", before=before)
    last = held.unique("child", keep="last").filter(pl.col("before").is_not_null())
    ended = pl.concat([snapshot[matter].select("child", "ends") for matter in ("pre_proceedings", "proceedings")])
    between = (pl.col("ends") >= pl.col("before")) & (pl.col("ends") < day)
    another = ended.join(last, on="child", how="inner").filter(between)
    return last.join(another, on="child", how="anti").select("child")


def recent(snapshot: Snapshot) -> pl.Expr:
    """Whether pre-proceedings are open, or the last meeting or their end lies in the twelve months to the day."""
    since = add_months(snapshot.as_at, -12)
    return pl.col("open") | (pl.max_horizontal("LGM", "ends", "begins") > since).fill_null(False)
