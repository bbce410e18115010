"""How many more days, as a range only: from those who have finished and those who still wait.

For one who has waited w days, of those who waited as long and came to the ending the share that had by day t is, with F
of the curves of `incidence` and T the last day followed,

    (F(t) - F(w)) / (F(T) - F(w))

The range holds four in five of those who come to it; how likely that is, (F(T) - F(w)) / S(w) with S the share still
waiting, is said beside it. Where k came to it after w days, the range runs between the days of the ranks
floor((k + 1) / 10) and ceil(9 (k + 1) / 10) of them (Wilks 1941): a new one falls there at least four in five times,
however few they are, as between the bare tenths of those few it would not. A child is never given a single figure, and
nothing is said where fewer than 20 are known who came to it after as long.

A forecast is worth what its past is worth: `backtest` goes back to past days, forecasts from what was known on each,
and says how often the ranges held. Ranges that are to hold four in five times should hold 75 to 85 times of 100.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, floor, sqrt
from operator import mul

import polars as pl

from models.statistics.incidence import NEARLY, Incidence, incidence

LEAST = 20
"""Endings known (after as long a wait, where it is of one child), below which nothing is said."""
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
    what: str = f"are known who came to it after waiting as long, and {LEAST} are needed"

    def __str__(self) -> str:
        return f"no forecast: {self.known} {self.what}"


@dataclass(frozen=True)
class Remaining:
    """The days still to come for one child, four in five times where it comes to this ending."""

    waited: int
    low: int
    high: int
    known: int
    """How many came to it after waiting as long."""
    likely: float
    """The share of those who waited as long that came to it within the days followed."""

    def __str__(self) -> str:
        chance = f"{100 * self.likely:.0f} % of those who waited as long came to it"
        return f"between {self.low:,} and {self.high:,} more days; {chance}"


def remaining(known: Incidence, ending: str, waited: int) -> Remaining | TooFew:
    """The days still to come until an ending for one who has waited so many days, as a range; or the refusal."""
    curve = known.endings.get(ending)
    came = 0 if curve is None else curve.beyond(waited)
    if curve is None or came < LEAST:
        return TooFew(came)
    start = curve.share(waited)
    total = curve.shares[-1] - start
    ranks = floor(TAIL * (came + 1)), ceil((1 - TAIL) * (came + 1))
    low, high = (curve.days[bisect_left(curve.shares, start + rank / came * total - NEARLY)] for rank in ranks)
    return Remaining(waited, low - waited, high - waited, came, total / known.waiting.share(waited))


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
    elsewhere: int = 0
    """Came to another ending, of which the range does not speak."""

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
    before). A range holds where the child came to that ending within it, and is missed where it came outside or still
    waits beyond; one who came to another ending is of those it does not speak of. Take cutoffs long enough ago that few
    are undecided: these are the slow ones.
    """
    counts = dict.fromkeys(("held", "missed", "undecided", "refused", "elsewhere"), 0)
    for cutoff in cutoffs:
        known, waiting = _then(start, time, ending, of, cutoff, window)
        for waited, whole, end in waiting.iter_rows():
            said = remaining(known, of, waited)
            fate = "refused" if isinstance(said, TooFew) else _fate(said, whole - waited, end, of)
            counts[fate] += 1
    return Backtest(**counts)


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


def _fate(said: Remaining, days: int, ending: str | None, of: str) -> str:
    """What became of a range given to one who was followed so many more days."""
    if ending == of:
        return "held" if said.low <= days <= said.high else "missed"
    if ending is not None:
        return "elsewhere"
    return "missed" if days >= said.high else "undecided"
