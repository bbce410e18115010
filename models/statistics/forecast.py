"""How many more days, as a range only: from those who have finished and those who still wait.

For one who has waited w days the share that has come to an ending by day t is, from the curves of `incidence`,

    (F(t) - F(w)) / S(w)

with F the share that has come to that ending and S the share still waiting. The range holds four in five: it runs from
the day by which one in ten have come to it to the day by which nine in ten have. Where so many come to another ending,
or so few have been followed for long enough, that nine in ten never do, the range is open above and begins at the day
by which two in ten have: that again holds four in five. A child is never given a single figure, and nothing is said
where fewer than 20 are known who had waited as long.

A forecast is worth what its past is worth: `backtest` goes back to past days, forecasts from what was known on each,
and says how often the ranges held. Ranges that are to hold four in five times should hold 75 to 85 times of 100.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import sqrt
from operator import mul

import polars as pl

from models.statistics.incidence import NEARLY, Curve, Incidence, incidence

LEAST = 20
"""Children who had waited as long, below whom nothing is said; and endings, below which nothing is said of a cohort."""
THIN = 10
"""Children still followed, below whom a curve's last steps are left out of a cohort's forecast: they are too steep."""
TAIL = 0.1
"""Left out at each end of a range."""
Z80 = 1.2815515655446004
"""The normal quantile of a two-sided 80 % range."""


@dataclass(frozen=True)
class TooFew:
    """A forecast refused, for want of children to learn from."""

    known: int
    what: str = f"are known who waited as long, and {LEAST} are needed"

    def __str__(self) -> str:
        return f"no forecast: {self.known} {self.what}"


@dataclass(frozen=True)
class Remaining:
    """The days still to come for one child, four in five times; an end that is not reached is None."""

    waited: int
    low: int | None
    high: int | None
    known: int
    """How many had waited as long."""
    likely: float
    """The share of these that came to this ending within the days followed."""

    def __str__(self) -> str:
        if self.low is None:
            return "too seldom to give a range"
        if self.high is None:
            return f"at least {self.low:,} more days"
        return f"between {self.low:,} and {self.high:,} more days"


def remaining(known: Incidence, ending: str, waited: int) -> Remaining | TooFew:
    """The days still to come until an ending for one who has waited so many days, as a range; or the refusal."""
    there = known.at_risk(waited + 1)
    left = known.waiting.share(waited)
    if there < LEAST or left <= NEARLY or ending not in known.endings:
        return TooFew(there)
    curve = known.endings[ending]
    start = curve.share(waited)
    high = _first(curve, start + (1 - TAIL) * left)
    low = _first(curve, start + (2 * TAIL if high is None else TAIL) * left)
    return Remaining(
        waited=waited,
        low=None if low is None else low - waited,
        high=None if high is None else high - waited,
        known=there,
        likely=(curve.share(known.waiting.followed) - start) / left,
    )


def _first(curve: Curve, share: float) -> int | None:
    """The first day by which a share is reached; found by halves, for a back-test asks thousands of times."""
    step = bisect_left(curve.shares, share - NEARLY)
    return curve.days[step] if step < len(curve.days) else None


@dataclass(frozen=True)
class CohortForecast:
    """The mean and the median days of those of a cohort who will come to an ending, each with its 80 % range."""

    n: int
    reaching: float
    """How many of them are expected to come to it within the days followed."""
    mean: float
    mean_low: float
    mean_high: float
    median: int
    median_low: int
    median_high: int
    within: int
    """The day to which the curve is followed: the forecast is of those who come to this ending by then."""


def cohort(known: Incidence, ending: str, waited: Sequence[int]) -> CohortForecast | TooFew:
    """What the mean and the median of those now waiting will be when they have come to an ending, from start to end.

    The curve is followed to the last day on which ten or more were: what remains is too steep, for want of children.
    Each child comes to the ending by then with the share p left of the curve, after m days on average with the
    variance v; so the mean M of those who do is the sum of p*m by the sum of p. It varies by their own chance, the sum
    of p*(v + (m - M)^2) - p^2*(m - M)^2 by the square of the sum of p, and by the curve's, which they share: the square
    of the mean of sqrt(v/k), k endings being known beyond that child's wait. The range is M ± 1.28 times the root of
    both; that of the median runs between the days of the shares 1/2 ± 1.28 * sqrt(1/(sum of p) + 1/(mean k)) / 2.
    """
    curve = known.endings.get(ending)
    thick = (
        pl.DataFrame() if curve is None else curve.steps.filter(pl.col("at_risk").reverse().cum_max().reverse() >= THIN)
    )
    counts = thick["ended"].to_list() if len(thick) else []
    if sum(counts) < LEAST:
        return TooFew(sum(counts), f"came to this ending while {THIN} or more were followed, and {LEAST} are needed")
    days = thick["day"].to_list()
    steps = [after - before for before, after in pairwise([0.0, *thick["share"]])]
    beyond = [_sums_from_the_end(steps, days, power) for power in (0, 1, 2)]
    endings = _sums_from_the_end(counts, days, 0)
    weights = [0.0] * len(days)
    chances, means, variances, learnt = [], [], [], []
    for wait in waited:
        at = bisect_right(days, wait)
        total, first, second = (sums[at] for sums in beyond)
        left = known.waiting.share(wait)
        if total <= NEARLY or left <= NEARLY:
            continue
        chances.append(total / left)
        means.append(first / total)
        variances.append(max(0.0, second / total - means[-1] ** 2))
        learnt.append(endings[at])
        weights[at] += 1 / left
    if not chances:
        return TooFew(0, "of them have waited less than others who came to this ending")
    n = sum(chances)
    mean = sum(map(mul, chances, means)) / n
    away = [(middle - mean) ** 2 for middle in means]
    own = sum(p * (v + far) - p * p * far for p, v, far in zip(chances, variances, away, strict=True)) / n**2
    shared = sum(p * sqrt(v / k) for p, v, k in zip(chances, variances, learnt, strict=True)) / n
    spread = Z80 * sqrt(own + shared**2)
    half = Z80 * sqrt(1 / n + len(learnt) / sum(learnt)) / 2
    reached = list(accumulate(map(mul, steps, accumulate(weights))))
    low, middle, high = (
        days[min(bisect_left(reached, n * min(max(share, 0.0), 1.0) - NEARLY), len(days) - 1)]
        for share in (0.5 - half, 0.5, 0.5 + half)
    )
    return CohortForecast(len(chances), n, mean, mean - spread, mean + spread, middle, low, high, days[-1])


def _sums_from_the_end(steps: Sequence[float], days: Sequence[int], power: int) -> list[float]:
    """The sum of each step times its day to a power, from every place to the end; and none after the end."""
    backwards = (step * day**power for step, day in zip(reversed(steps), reversed(days), strict=True))
    return list(accumulate(backwards, initial=0.0))[::-1]


@dataclass(frozen=True)
class Backtest:
    """How often the 80 % ranges of the past held, of those that can be judged by now."""

    held: int
    missed: int
    undecided: int
    """Still waiting, and within what was said so far: neither held nor missed."""
    refused: int

    @property
    def share(self) -> float | None:
        """The share of judged ranges that held; None where none can be judged."""
        judged = self.held + self.missed
        return self.held / judged if judged else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The share if every undecided range were to miss, and if every one were to hold."""
        every = self.held + self.missed + self.undecided
        return (self.held / every, (self.held + self.undecided) / every) if every else None

    def __str__(self) -> str:
        if self.share is None:
            return "no range of the past can be judged yet"
        judged = self.held + self.missed
        return f"of {judged:,} ranges given in the past, {100 * self.share:.0f} % held (80 % should)"


def backtest(
    start: pl.Series, time: pl.Series, ending: pl.Series, of: str, cutoffs: Sequence[int], *, window: int | None = None
) -> Backtest:
    """Forecast again on past days from what was known then, and see.

    `start` are days on one count for all (or dates, which count from 1970), `time` the days since for which each has
    been followed to date, `ending` the code or null, `cutoffs` the past days on that count. On each, those who had
    started and not ended get a range from all known then (with `window`, from those who started within so many days
    before). A range holds where the child came to that ending within it; one open above also where the child came to
    another, or still waits beyond its beginning. Take cutoffs long enough ago that few are undecided: these are the
    slow ones.
    """
    held = missed = undecided = refused = 0
    for cutoff in cutoffs:
        known, waiting = _then(start, time, ending, of, cutoff, window)
        for waited, whole, end in waiting.iter_rows():
            said = remaining(known, of, waited)
            if isinstance(said, TooFew) or said.low is None:
                refused += 1
                continue
            outcome = _held(said, whole - waited, end, of)
            held, missed, undecided = (
                held + (outcome is True),
                missed + (outcome is False),
                undecided + (outcome is None),
            )
    return Backtest(held, missed, undecided, refused)


def backtest_cohort(
    start: pl.Series, time: pl.Series, ending: pl.Series, of: str, cutoffs: Sequence[int], *, window: int | None = None
) -> Backtest:
    """Forecast again, on past days, the mean of all then waiting, and see; one range for each day of `cutoffs`.

    It holds where the mean of those who came to the ending by the day the forecast reaches to lies within it; it is
    undecided while any of them may still do so. Otherwise as `backtest`.
    """
    held = missed = undecided = refused = 0
    for cutoff in cutoffs:
        known, waiting = _then(start, time, ending, of, cutoff, window)
        said = cohort(known, of, waiting["waited"].to_list())
        if isinstance(said, TooFew):
            refused += 1
            continue
        if waiting.select((pl.col("ending").is_null() & (pl.col("time") < said.within)).any()).item():
            undecided += 1
            continue
        came = waiting.filter((pl.col("ending") == of) & (pl.col("time") <= said.within))["time"].to_list()
        if came:
            holds = said.mean_low <= sum(came) / len(came) <= said.mean_high
            held, missed = held + holds, missed + (not holds)
    return Backtest(held, missed, undecided, refused)


def _then(
    start: pl.Series, time: pl.Series, ending: pl.Series, of: str, cutoff: int, window: int | None
) -> tuple[Incidence, pl.DataFrame]:
    """What was known on a past day, and those who then waited: days waited by then, days and ending known by now."""
    far = pl.lit(True) if window is None else pl.col("start") > cutoff - window
    rows = (
        pl.DataFrame({"start": start.cast(pl.Int64), "time": time.cast(pl.Int64), "ending": ending.cast(pl.String)})
        .filter((pl.col("start") <= cutoff) & far)
        .with_columns(waited=cutoff - pl.col("start"))
    )
    later = pl.col("time") > pl.col("waited")
    then = rows.select(pl.min_horizontal("time", "waited"), pl.when(~later).then(pl.col("ending")).alias("ending"))
    known = incidence(then["time"], then["ending"], endings=(of,))
    return known, rows.filter(later).select("waited", "time", "ending")


def _held(said: Remaining, days: int, ending: str | None, of: str) -> bool | None:
    """Whether a range held for one who was followed so many more days; None where it cannot be known yet."""
    low = said.low or 0
    if ending == of:
        return low <= days and (said.high is None or days <= said.high)
    if ending is not None:
        return said.high is None
    if said.high is None:
        return True if days >= low else None
    return False if days > said.high else None
