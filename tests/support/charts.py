"""Charts made by hand, one of each shape, for what draws them."""

from __future__ import annotations

import datetime as dt
import math

import polars as pl

from models.charts import Chart, Line, Point
from models.dates import british
from models.series import months_to

LAST = dt.date(2022, 8, 31)


def those(many: int, first: int = 1) -> pl.Series:
    """So many children."""
    return pl.Series("child", [f"{number:06}" for number in range(first, first + many)], dtype=pl.String)


def run(months: int = 24, *, limits: bool = True) -> Chart:
    """Children in care month by month, with limits, signals and events."""
    ends = [month.last for month in months_to(LAST, months)]
    values = [round(702 - 7 * at + 9 * math.sin(at)) for at in range(months)]
    points = tuple(
        Point(
            day,
            value,
            those(value),
            f"{british(day)}: {value} children",
            mark="improvement: below the lower limit"
            if value < 560
            else "concern: above the upper limit"
            if at < 2
            else "",
            icon="improvement-low" if value < 560 else "concern-high" if at < 2 else "",
            unfinished=at == months - 1,
        )
        for at, (day, value) in enumerate(zip(ends, values, strict=True))
    )
    found = (
        Line("centre", "Mean", tuple(Point(day, 620) for day in ends)),
        Line("lower", "Lower limit", tuple(Point(day, 560) for day in ends)),
        Line("upper", "Upper limit", tuple(Point(day, 690) for day in ends)),
        Line("target", "Target", tuple(Point(day, 550) for day in ends)),
    )
    return Chart(
        "care",
        "Children in care",
        "Population",
        "children",
        (Line("M01", "Children in care", points),),
        limits=found if limits else None,
        events=((dt.date(2021, 11, 2), "Ruling on placement orders"), (dt.date(2022, 1, 10), "Tracker begun")),
        reading="Improvement: the latest point lies below the lower limit.",
        note="A note on how the limits were found.",
        source="The return",
    )


def flow(months: int = 24) -> Chart:
    """Started and ceased as bars side by side."""
    ends = [month.last for month in months_to(LAST, months)]
    lines = tuple(
        Line(
            code,
            title,
            tuple(Point(day, 10 + (at * by) % 13, those(10 + (at * by) % 13)) for at, day in enumerate(ends)),
            "bars",
        )
        for code, title, by in (("M03s", "Came into care", 5), ("M04s", "Left care", 7))
    )
    return Chart("flow", "Into care and out of care", "Population", "children", lines)


def mix(months: int = 24) -> Chart:
    """Placements as areas on top of each other."""
    ends = [month.last for month in months_to(LAST, months)]
    titles = ("Foster care", "With connected people", "With parents", "Placed for adoption", "Residential", "Other")
    sizes = (260, 150, 60, 40, 50, 20)
    lines = tuple(
        Line(
            title,
            title,
            tuple(
                Point(day, round(size + size / 6 * math.sin(at / 3 + number)), those(size))
                for at, day in enumerate(ends)
            ),
            "stack",
        )
        for number, (title, size) in enumerate(zip(titles, sizes, strict=True))
    )
    return Chart("mix", "Where children live", "Placements", "children", lines)


def incidence() -> Chart:
    """Endings by days since the placement order, as steps with bands."""
    lines = []
    for number, title in enumerate(("Adopted", "Special guardianship", "Order revoked", "Still waiting")):
        points = []
        for day in range(0, 900, 15):
            share = 100 * (1 - math.exp(-day / (300 + 200 * number))) * (0.6, 0.12, 0.08, 0.2)[number]
            points.append(
                Point(float(day), share, those(1 + int(share)), low=max(0, share - 4), high=min(100, share + 5))
            )
        lines.append(Line(title, title, tuple(points), "steps"))
    return Chart("incidence", "What comes after the placement order", "Pathways", "%", tuple(lines), x="days")


def funnel() -> Chart:
    """Stages as bars."""
    stages = (
        "In care, no decision yet",
        "Decision made, waiting for the order",
        "Placement order, waiting for match",
        "Matched, waiting for placement",
        "Placed, waiting for order",
    )
    points = tuple(Point(stage, size, those(size)) for stage, size in zip(stages, (421, 21, 38, 7, 39), strict=True))
    return Chart(
        "funnel", "Stages on the way", "Pathways", "children", (Line("now", "Now", points, "bars"),), x="category"
    )


def dots() -> Chart:
    """Weeks of each case, as dots, with the 26 weeks."""
    start = dt.date(2021, 1, 4)
    points = tuple(Point(start + dt.timedelta(days=9 * at), 20 + (at * 17) % 31, those(1, at + 1)) for at in range(60))
    limit = Line("threshold", "26 weeks", tuple(Point(point.at, 26) for point in points))
    return Chart(
        "weeks", "Weeks in court", "Timeliness", "weeks", (Line("C01", "Cases", points, "dots"),), limits=(limit,)
    )


def empty() -> Chart:
    """Nothing yet."""
    return Chart("rate", "Rate per 10,000", "Population", "per 10,000", (), note="No population is recorded yet.")


ALL = (run, flow, mix, incidence, funnel, dots, empty)
