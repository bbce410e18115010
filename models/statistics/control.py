"""Is it chance, or has something changed? Statistical process control as the health service does it.

An XmR chart (individual values and moving ranges) draws the mean of a series and the limits between which it moves by
itself: mean ± 2.66 times the mean moving range (the mean step between neighbours; 2.66 = 3/1.128). Only what chance
seldom does is called a change. Sources: Wheeler, Understanding Variation (2000); NHS England, Making Data Count.
Charts for rare events are in `rare`.

A segment is judged by itself, and its points are marked:

* "outside": a point beyond a limit;
* "shift": 7 or more in a row on one side of the middle line (a point on the line ends the run);
* "trend": 7 or more in a row, each higher than the one before it, or each lower;
* "two of three": 2 of 3 in a row beyond two thirds of the way to the limit, on the same side.

All points of a run are marked; of two of three, those beyond. Fewer than 12 points have no limits and no marks. Limits
begin anew only at points given with a reason, such as a ruling or a change of process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

Better = Literal["higher", "lower", ""]
Signal = Literal["outside", "shift", "trend", "two of three"]
Variation = Literal["common cause", "improvement", "concern", "change"]
Family = Literal["XmR", "t", "g"]

LEAST = 12
"""Points below which there are no limits."""
RUN = 7
"""Points in a row that make a shift or a trend."""
TO_LIMIT = 2.66
COLOURS: dict[Variation, str] = {
    "common cause": "grey",
    "improvement": "blue",
    "concern": "orange",
    "change": "grey",
}
"""Never red or green. A change that is neither good nor bad is grey, and known by its icon."""


@dataclass(frozen=True)
class Limits:
    """The line in the middle and those between which chance moves the figure.

    `middle` is the line on whose sides points are counted: the centre, but of a g chart the median. A limit is None
    where there is none.
    """

    centre: float
    lower: float | None
    upper: float | None
    middle: float


@dataclass(frozen=True)
class Segment:
    """A stretch of points with limits of its own, and why it begins."""

    first: int
    last: int
    points: int
    limits: Limits | None
    reason: str

    @property
    def words(self) -> str:
        """Why there are no limits; nothing where there are."""
        return "" if self.limits else f"no limits: {self.points} points, and {LEAST} are needed"


@dataclass(frozen=True)
class Mark:
    """One point: its figure, what it signals, whether upwards, and whether that is good."""

    value: float | None
    signals: tuple[Signal, ...] = ()
    high: bool | None = None
    variation: Variation = "common cause"

    @property
    def colour(self) -> str:
        """Grey, blue or orange."""
        return COLOURS[self.variation]

    @property
    def icon(self) -> str:
        """The name of the icon: common-cause, improvement-high, improvement-low, concern-high and so on."""
        return "common-cause" if self.high is None else f"{self.variation}-{'high' if self.high else 'low'}"


@dataclass(frozen=True)
class Chart:
    """A series with its segments and the marks of its points."""

    family: Family
    better: Better
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]

    @property
    def latest(self) -> Mark | None:
        """The last point that has a figure, by which the whole series is judged."""
        return next((mark for mark in reversed(self.marks) if mark.value is not None), None)

    @property
    def sentence(self) -> str:
        """What may be said of the latest point; of change only where a test holds."""
        latest = self.latest
        if latest is None:
            return "There are no figures yet."
        limits = self.segments[-1].limits
        if limits is None:
            points = self.segments[-1].points
            return f"Too few points to tell change from chance: {points} so far, and {LEAST} are needed."
        if not latest.signals or latest.high is None:
            return "No clear change: the latest point lies within what chance does by itself."
        values = [mark.value for mark in self.marks[self.segments[-1].first :] if mark.value is not None]
        said = _said(latest.signals[0], latest.high, values, limits.middle, self.family)
        return {"improvement": "Improvement: ", "concern": "Concern: "}.get(latest.variation, "Change: ") + said


def _said(signal: Signal, high: bool, values: Sequence[float], middle: float, family: Family) -> str:
    if signal == "outside":
        return f"the latest point lies {'above the upper' if high else 'below the lower'} limit."
    if signal == "shift":
        run = 0
        while run < len(values) and (over(values[-1 - run], middle) if high else over(middle, values[-1 - run])):
            run += 1
        line = "median" if family == "g" else "mean" if family == "XmR" else "centre line"
        return f"the last {run} points lie {'above' if high else 'below'} the {line}."
    if signal == "trend":
        run = 1
        while run < len(values) and (values[-run] > values[-run - 1] if high else values[-run] < values[-run - 1]):
            run += 1
        return f"the last {run} points each lie {'above' if high else 'below'} the one before."
    return f"two of the last three points lie close to the {'upper' if high else 'lower'} limit."


def over(one: float, other: float) -> bool:
    """Whether a figure is greater than another by more than the arithmetic's own rounding."""
    return one - other > 1e-9 * max(abs(one), abs(other))


def natural_limits(values: Sequence[float]) -> Limits:
    """The mean of a series, and the mean ± 2.66 times its mean moving range."""
    mean = sum(values) / len(values)
    steps = [abs(after - before) for before, after in pairwise(values)]
    reach = TO_LIMIT * sum(steps) / len(steps) if steps else 0.0
    return Limits(mean, mean - reach, mean + reach, mean)


def signals(
    values: Sequence[float], limits: Limits, *, near: bool = True
) -> list[tuple[tuple[Signal, ...], bool | None]]:
    """What each point of one segment signals, the strongest first, and whether upwards; see the head of this file.

    `near` leaves two of three out where the limits lie at unequal distances and the rule would not mean what it says.
    """
    found: list[dict[Signal, bool]] = [{} for _ in values]
    for at, value in enumerate(values):
        if limits.upper is not None and over(value, limits.upper):
            found[at]["outside"] = True
        elif limits.lower is not None and over(limits.lower, value):
            found[at]["outside"] = False
    sides = [over(value, limits.middle) - over(limits.middle, value) for value in values]
    _runs(found, "shift", sides)
    moves = [0, *((after > before) - (after < before) for before, after in pairwise(values))]
    _runs(found, "trend", moves, steps=1)
    if near:
        for side, limit in ((1, limits.upper), (-1, limits.lower)):
            if limit is None or not over(abs(limit - limits.centre), 0.0):
                continue
            line = limits.centre + (limit - limits.centre) * 2 / 3
            beyond = [over(side * value, side * line) for value in values]
            for start in range(len(values) - 2):
                if sum(beyond[start : start + 3]) >= 2:
                    for at in range(start, start + 3):
                        if beyond[at]:
                            found[at]["two of three"] = side > 0
    order: tuple[Signal, ...] = ("outside", "shift", "trend", "two of three")
    return [
        (kinds, point[kinds[0]] if kinds else None)
        for point in found
        for kinds in [tuple(kind for kind in order if kind in point)]
    ]


def _runs(found: list[dict[Signal, bool]], kind: Signal, signs: Sequence[int], steps: int = 0) -> None:
    """Mark the points of every run of one sign; a run of steps takes in the point it sets out from."""
    start = 0
    for at in range(1, len(signs) + 1):
        if at < len(signs) and signs[at] == signs[start]:
            continue
        if signs[start] and at - start + steps >= RUN:
            for point in range(start - steps, at):
                found[point][kind] = signs[start] > 0
        start = at


def judged(value: float | None, kinds: tuple[Signal, ...], high: bool | None, better: Better) -> Mark:
    """A point with whether its signal is good: upwards where higher is better, downwards where lower is."""
    if high is None:
        return Mark(value)
    if not better:
        return Mark(value, kinds, high, "change")
    return Mark(value, kinds, high, "improvement" if high == (better == "higher") else "concern")


def spans(points: int, rebase: Mapping[int, str]) -> list[tuple[int, int, str]]:
    """First and last point of each segment with the reason it begins. Raises ValueError for a rebase without one."""
    for at, reason in rebase.items():
        if not reason.strip():
            raise ValueError("limits begin anew only with a reason")
        if not 0 < at < points:
            raise ValueError("limits begin anew at a point of the series after its first")
    starts = sorted({0, *rebase})
    return [
        (first, after - 1, rebase.get(first, "")) for first, after in zip(starts, [*starts[1:], points], strict=True)
    ]


def _held(limit: float | None, bound: float | None, by: Callable[[float, float], float]) -> float | None:
    return limit if limit is None or bound is None else by(limit, bound)


def xmr(
    values: Sequence[float | None],
    *,
    better: Better = "",
    rebase: Mapping[int, str] | None = None,
    floor: float | None = None,
    ceiling: float | None = None,
) -> Chart:
    """The XmR chart of a series in order of time.

    A point without a figure is passed over: its neighbours are neighbours. `rebase` says at which points limits begin
    anew, and why. `floor` and `ceiling` are what the figure can never pass (a count: none; a share: 0 and 100): a limit
    beyond is drawn there, which no point can signal by.
    """
    marks = [Mark(value) for value in values]
    segments = []
    for first, last, reason in spans(len(values), rebase or {}):
        known = [(at, value) for at, value in enumerate(values[first : last + 1], first) if value is not None]
        series = [value for _, value in known]
        limits = natural_limits(series) if len(series) >= LEAST else None
        if limits is not None:
            for (at, value), (kinds, high) in zip(known, signals(series, limits), strict=True):
                marks[at] = judged(value, kinds, high, better)
            limits = replace(limits, lower=_held(limits.lower, floor, max), upper=_held(limits.upper, ceiling, min))
        segments.append(Segment(first, last, len(series), limits, reason))
    return Chart("XmR", better, tuple(segments), tuple(marks))
