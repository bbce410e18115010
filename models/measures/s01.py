"""Children with three or more social workers in twelve months."""

from __future__ import annotations

import polars as pl

from models.measures import Group, Period, Tally, measure
from models.measures._events import Events
from models.snapshot import Facts, Snapshot

COVER = "ABSENC"


def _workers(facts: Facts) -> pl.DataFrame:
    """Every worker's time with a child, absence cover aside; capitals and blanks do not make two workers of one."""
    cover = (pl.col("sw_reason") == COVER).fill_null(False)
    worker = pl.col("sw_id").str.strip_chars().str.to_uppercase().rank("dense")
    workers = facts["social_worker"].filter(~cover & pl.col("sw_id").is_not_null())
    return workers.select("child", "sw_decom", "sw_dec", worker=worker)


@measure(
    "S01",
    "Children with three or more social workers in twelve months",
    group="Practice",
    unit="%",
    source="Local measure; DfE stability statistics",
    better="lower",
    over="twelve months",
)
def s01(snapshot: Snapshot, period: Period) -> Tally:
    """Of the children in care on the last day, the share who had three or more different social workers in the twelve
    months to it.

    Of: children in care (as M01) on the last day with a recorded worker in the twelve months.

    Counted: those with three or more; what is looked at are the different worker ids that were with the child at any
    time in the twelve months, also the one from before; a worker who left on the first day is not counted. The groups
    are children with one, two, and three or more; beside the figure stands the mean number of workers.

    Who is out: workers who took over as absence cover (ABSENC) are left out. A child without a recorded worker in that
    time is in neither part of the share and is counted under no date (workers are in the return from 2023-24).
    """
    events = snapshot.once(Events)
    with_child = pl.col("sw_dec").is_null() | (pl.col("sw_dec") > period.first)
    counts = (
        snapshot.facts.once(_workers)
        .filter((pl.col("sw_decom") <= period.last) & with_child)
        .group_by("child")
        .agg(workers=pl.col("worker").n_unique())
    )
    present = events.rows(events["in_care"], "child").join(counts, on="child", how="left", maintain_order="left")
    workers = present["workers"].fill_null(0)
    number, children = workers.filter(workers > 0), present["child"].filter(workers > 0)
    bands = [
        ("1", "One worker", number == 1),
        ("2", "Two workers", number == 2),
        ("3+", "Three or more workers", number >= 3),
    ]
    groups = tuple(Group(code, title, len(part := children.filter(where)), part) for code, title, where in bands)

    def apart() -> tuple[Group, ...]:
        mean = number.mean()
        title = "Mean number of different workers (not in the figure)"
        return () if mean is None else (Group("mean", title, float(mean), children),)  # type: ignore[arg-type]

    none = present["child"].filter(workers == 0)
    return Tally("%", groups[-1].children, base=children, no_date=none, groups=groups, apart=apart)
