"""How long those who now wait for a match or an adoption order will have waited, with how past forecasts did."""

from __future__ import annotations

from models.charts import Chart, Line, Point, chart
from models.charts._drawn import said
from models.measures import Period
from models.progress import Progress
from models.series.forecasts import GOALS, forecast
from models.series.spread import spread
from models.snapshot import Snapshot
from models.statistics.forecast import Backtest, CohortForecast

HOLDS = (0.75, 0.85)
"""Between what shares of past ranges that were to hold four times in five must have held, for a forecast to be read."""
CLOCKS = {"match": "T01", "ao": "T03"}
TITLES = {"match": "Match", "ao": "Adoption order"}


@chart("forecast", "Forecast from the placement order", group="Timeliness")
def forecasts(snapshot: Snapshot, months: int, progress: Progress) -> Chart:
    """Days from the placement order to the match, and to the adoption order: of those who finished in the last twelve
    months (the line is between the quartiles), and what is to be expected of those who wait now (80 % range).

    The forecast is learnt from everyone with a placement order, those still waiting, those whose order was reversed
    and those who left counted as what they are. Beside it stands how often past ranges held, forecast again from what
    had happened by a day of every half-year from six years to two years ago. Nothing is forecast from fewer than 20.
    """
    done, ahead, notes, readings = [], [], [], []
    for number, goal in enumerate(GOALS):
        progress(number / len(GOALS), f"Forecast: {GOALS[goal]}")
        finished = spread(snapshot, CLOCKS[goal], Period.year_to(snapshot.as_at)).finished
        words = f"{TITLES[goal]}, last twelve months: {said(finished.mean, 'days')} on average"
        words += f", {said(finished.n, 'children')}"
        done.append(Point(TITLES[goal], finished.mean, finished.children, words, *(finished.quartiles or ())))
        found = snapshot.facts.worked(lambda goal=goal: forecast(snapshot, goal))  # type: ignore[misc]
        cohort, waiting = found.cohort, found.waiting["child"]
        if isinstance(cohort, CohortForecast):
            low, high = max(0.0, cohort.mean_low), cohort.mean_high
            ahead.append(Point(TITLES[goal], cohort.mean, waiting, f"{TITLES[goal]}: {found.words}", low, high))
        else:
            ahead.append(Point(TITLES[goal], None, waiting, f"{TITLES[goal]}: {found.words}"))
        tested = f"Single children: {found.tested}; the mean: {found.tested_cohort}."
        notes.append(f"{TITLES[goal]}: {found.words} {tested}")
        if holds(found.tested) and kept(found.tested_cohort) and isinstance(cohort, CohortForecast):
            readings.append(found.words)
    return Chart(
        "forecast",
        "Forecast from the placement order",
        "Timeliness",
        "days",
        (
            Line("finished", "Finished in the last twelve months", tuple(done), "dots"),
            Line("forecast", "Those now waiting", tuple(ahead), "dots"),
        ),
        "category",
        reading=" ".join(readings[:1]),
        note=" ".join(notes),
        source="Aalen-Johansen curves of all placement orders in the data, with a rolling back-test",
    )


def holds(tested: Backtest) -> bool:
    """Whether as many past ranges held as should."""
    return tested.share is not None and HOLDS[0] <= tested.share <= HOLDS[1]


def kept(tested: Backtest) -> bool:
    """Whether past ranges of the mean held at least as often as they should; they are too few to say more."""
    return tested.share is not None and tested.share >= HOLDS[0]
