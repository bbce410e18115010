"""Where the children in care stand on the way to permanence."""

from __future__ import annotations

import polars as pl

from models.charts import Chart, Line, Point, chart
from models.charts._drawn import said
from models.progress import Progress
from models.rules.funnel import IN_CARE, standing
from models.snapshot import Snapshot


@chart("stages", "Stages on the way to permanence", group="Pathways")
def stages(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """How many children stand at each stage on the day, the farthest from permanence first; each child at one.

    The stages are those of the board, with the days that children have been at theirs.
    """
    rows = snapshot.once(standing).filter(pl.col("ended").is_null())
    found = []
    for stage in IN_CARE:
        here = rows.filter(pl.col("stage") == stage)
        if here.is_empty():
            continue
        days = here["days"].median()
        middle = f", half of them for {days:,.0f} days or more" if isinstance(days, (int, float)) else ""
        found.append(Point(stage, len(here), here["child"], f"{stage}: {said(len(here), 'children')}{middle}"))
    return Chart(
        "stages",
        "Stages on the way to permanence",
        "Pathways",
        "children",
        (Line("stages", "Children at the stage", tuple(found), "bars"),) if found else (),
        "category",
        note="" if found else "Nobody is in care on this day.",
        source="Local stages, from what the return and the steps recorded here say on the day",
    )
