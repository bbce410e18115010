"""Care proceedings: which week of the 26 they are in, until when they may last, and what was heard and listed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import polars as pl

from models.rules.steps import taken_of, to_come
from models.rules.timescales import LAST_DAY
from models.snapshot import Snapshot

HEARINGS = ("CMH", "FCMH", "IRH", "FH", "HEARING")
WAS_HELD = pl.col("outcome").is_null() | (pl.col("outcome") == "HELD")
"""Of a hearing: neither adjourned nor vacated."""
ASKED = ("IRH", "EXTENSION")
"""What delay in open proceedings is told from."""
HEARD = (*HEARINGS, "EXTENSION", "CO", "ISO")
_kind, _day = pl.col("kind"), pl.col("day")
_HEARD = _kind.is_in(HEARINGS) & WAS_HELD
_COUNTED = (
    pl.col("amount").filter(_kind == "EXTENSION").sum().cast(pl.Int32).alias("extended"),
    _HEARD.sum().cast(pl.Int32).alias("hearings"),
    _day.filter(_HEARD).max().alias("last_hearing"),
    *(_day.filter((_kind == kind) & WAS_HELD).max().alias(kind) for kind in ("CMH", "IRH", "FH")),
)
_LISTED = (
    pl.col("planned").min().alias("next_hearing"),
    *(pl.col("planned").filter(_kind == code).min().alias(f"{code}_planned") for code in ("CMH", "IRH", "FH")),
)
"""What is told of the hearings held and listed; said once, for saying it takes longer than doing it."""


def proceedings(snapshot: Snapshot) -> pl.DataFrame:
    """Each child's last proceedings issued by the day, one row a child: the table's own cells, and

    open (no final order yet), deadline (issue + 181 days), extended (weeks granted), extended_to (the deadline with
    them), week (the number of the week the day, or the end, falls in; the week of issue is 1), over (days past the
    deadline as extended; blank while in time), hearings (held, not adjourned or vacated), last_hearing, next_hearing,
    CMH, IRH, FH (held) and CMH_planned, IRH_planned, FH_planned (listed).
    """
    listed, steps = snapshot["planned_step"].filter(pl.col("kind").is_in(HEARINGS)), snapshot.once(heard)
    return _told(snapshot, snapshot.once(_last), steps, to_come(listed, steps)).collect()


def heard(snapshot: Snapshot) -> pl.DataFrame:
    """Every hearing, extension and order of any proceedings."""
    return taken_of(snapshot, HEARD)


def open_proceedings(
    snapshot: Snapshot, steps: pl.DataFrame, coming: pl.DataFrame, columns: Iterable[str]
) -> pl.DataFrame:
    """Some columns of the same of those that are open only, which are few; by some of the steps taken and to come,
    those of `ASKED` among them."""
    rows = snapshot.once(_last).filter(pl.col("ends").is_null())
    return _told(snapshot, rows, steps, coming).select(*columns).collect()


def _last(snapshot: Snapshot) -> pl.DataFrame:
    return snapshot["proceedings"].sort("child", "issued").unique("child", keep="last", maintain_order=True)


def _listed(snapshot: Snapshot, rows: pl.LazyFrame, coming: pl.DataFrame) -> pl.LazyFrame:
    """The hearings listed in open proceedings, the next of each kind and of all; what was said of a hearing before they
    were issued, while earlier ones went on, was about those."""
    before = snapshot["proceedings"].lazy().group_by("child").agg(over=pl.col("ends").max())
    said = pl.col("said")
    return (
        coming.lazy()
        .filter(_kind.is_in(HEARINGS))
        .join(rows.filter(pl.col("ends").is_null()).select("child", "issued"), on="child", how="inner")
        .join(before, on="child", how="left")
        .filter(pl.col("over").is_null() | (said > pl.col("over")) | (said >= pl.col("issued")))
        .group_by("child")
        .agg(_LISTED)
    )


def _told(snapshot: Snapshot, last: pl.DataFrame, steps: pl.DataFrame, coming: pl.DataFrame) -> pl.LazyFrame:
    rows, day = last.lazy(), pl.lit(snapshot.as_at)
    inside = (
        steps.lazy()
        .filter(_kind.is_in([*HEARINGS, "EXTENSION"]))
        .join(rows.select("child", "issued", "ends"), on="child", how="inner")
        .filter((_day >= pl.col("issued")) & (pl.col("ends").is_null() | (_day <= pl.col("ends"))))
    )
    until = pl.coalesce("ends", day)
    return (
        rows.join(inside.group_by("child").agg(_COUNTED), on="child", how="left", maintain_order="left")
        .join(_listed(snapshot, rows, coming), on="child", how="left", maintain_order="left")
        .with_columns(pl.col("extended").fill_null(0), pl.col("hearings").fill_null(0), open=pl.col("ends").is_null())
        .with_columns(
            deadline=pl.col("issued") + dt.timedelta(days=LAST_DAY),
            extended_to=pl.col("issued") + pl.duration(days=LAST_DAY + 7 * pl.col("extended")),
            week=((until - pl.col("issued")).dt.total_days() // 7 + 1).cast(pl.Int32),
        )
        .with_columns(
            over=pl.when(until > pl.col("extended_to")).then(
                (until - pl.col("extended_to")).dt.total_days().cast(pl.Int32)
            )
        )
    )
