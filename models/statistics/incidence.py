"""How many have reached each ending by each day, with those still waiting counted for as long as they have waited.

Children wait, and then one of several endings comes (adopted, special guardianship, home, reversed, turned 18).
Counting only the finished flatters: the slowest are still waiting. Counting each ending by itself, as if the others
were mere absence, overstates it. The Aalen-Johansen estimate does neither. With S the share still waiting, n those
followed on day t, d those of them who ended that day and d_k those who ended in way k:

    S(t) = product over days up to t of (1 - d/n)              Kaplan and Meier 1958
    F_k(t) = sum over days up to t of S(day before) * d_k/n    Aalen and Johansen 1978

(Kalbfleisch and Prentice 2002, section 8.2), so that S and all F_k add up to 1 on every day. Several endings on one day
(siblings) are taken together, exactly; who is last seen on a day was still there for the endings of that day. Where
there is one ending only, F is 1 less Kaplan-Meier. A child first seen some days after the clock began (left truncation)
counts from the day after, and only from then; where that leaves very few in the first days, ask from a later day on
(`since`), or one child's ending there decides the whole curve.

The variance of S is Greenwood's (1926). That of F_k is the delta method's with the endings of a day multinomial (Dinse
and Larson 1986; Choudhury 2002), which becomes Greenwood's for a single ending and the binomial one where nobody waits.
The bands are pointwise, 95 %, on the log(-log) scale: share ** exp(±1.96 * error / (share * ln share)), so that they
stay between none and all. At none and at all there is no band.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

import polars as pl

Z95 = 1.959963984540054
"""The normal quantile of a two-sided 95 % band."""
NEARLY = 1e-9
"""A share this close to a quantile has reached it: 0.5 may come out of a product as 0.4999999999999999."""


@dataclass(frozen=True)
class Point:
    """A share on a day, with its band where there is one."""

    share: float
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Reached:
    """The first day by which a share has been reached; no day where it has not been reached."""

    share: float
    day: int | None
    earliest: int | None
    """Where the band first reaches the share; together with `latest` the Brookmeyer-Crowley interval."""
    latest: int | None

    def __str__(self) -> str:
        if self.day is None:
            return "not reached"
        if self.earliest is None:
            return f"{self.day:,} days"
        if self.latest is None:
            return f"{self.day:,} days, at least {self.earliest:,}"
        return f"{self.day:,} days, between {self.earliest:,} and {self.latest:,}"


@dataclass(frozen=True, eq=False)
class Curve:
    """The share that has come to an ending by each day, as steps; or the share still waiting.

    `steps` has a row for each day on which anybody ended: day, at_risk, ended (of this kind), share, error, lower,
    upper. `followed` is the last day on which anybody was still followed: beyond it nothing is known.
    """

    steps: pl.DataFrame
    followed: int
    falls: bool = False

    @cached_property
    def days(self) -> list[int]:
        """The days on which anybody ended, in order."""
        return self.steps["day"].to_list()

    @cached_property
    def shares(self) -> list[float]:
        """The share from each of those days on."""
        return self.steps["share"].to_list()

    @cached_property
    def _from_the_end(self) -> list[int]:
        return list(accumulate(reversed(self.steps["ended"].to_list()), initial=0))[::-1]

    def beyond(self, day: int) -> int:
        """How many are known to have ended after a day."""
        return self._from_the_end[bisect_right(self.days, day)]

    def share(self, day: int) -> float:
        """The share on a day, carried on from the last step."""
        step = bisect_right(self.days, day) - 1
        return float(self.falls) if step < 0 else self.shares[step]

    def at(self, day: int) -> Point | None:
        """The share on a day with its band; None for a day beyond those followed."""
        if day > self.followed:
            return None
        step = bisect_right(self.days, day) - 1
        if step < 0:
            return Point(float(self.falls), None, None)
        return Point(*self.steps.select("share", "lower", "upper").row(step))

    def _first(self, column: str, share: float) -> int | None:
        value = 1 - pl.col(column) if self.falls else pl.col(column)
        days = self.steps.lazy().filter(value >= share - NEARLY).select(pl.col("day").min()).collect()
        day: int | None = days.item()
        return day

    def reached(self, share: float) -> Reached:
        """The first day by which this share has ended (of the curve of those waiting: by which only the rest wait).

        The first such day is taken also where the curve stays on exactly that share for a while.
        """
        early, late = ("lower", "upper") if self.falls else ("upper", "lower")
        day = self._first("share", share)
        return Reached(
            share, day, *(None, None) if day is None else (self._first(early, share), self._first(late, share))
        )

    @property
    def median(self) -> Reached:
        """The day by which half have ended, the waiting counted."""
        return self.reached(0.5)

    @property
    def quartiles(self) -> tuple[Reached, Reached, Reached]:
        """The days by which a quarter, half and three quarters have ended, the waiting counted."""
        return self.reached(0.25), self.reached(0.5), self.reached(0.75)

    def area(self, horizon: int) -> float | None:
        """Days below the curve up to a horizon: of the waiting, the mean days waited within it (restricted mean).

        None where the horizon lies beyond what has been followed and not all have ended.
        """
        shares = [float(self.falls), *self.shares]
        if horizon > self.followed and (not self.falls or shares[-1] > NEARLY):
            return None
        marks = [0, *(day for day in self.days if day < horizon), horizon]
        return sum(share * (after - before) for share, (before, after) in zip(shares, pairwise(marks), strict=False))


@dataclass(frozen=True, eq=False)
class Incidence:
    """What became of those who started: one curve for each ending, and one for those still waiting."""

    n: int
    """How many were followed for at least a day."""
    unseen: int
    """How many were never followed: no days known, or first seen only when it was over."""
    waiting: Curve
    endings: dict[str, Curve]
    spans: pl.DataFrame
    """From (excluded) and to (included) which day each was followed: start, time."""

    @cached_property
    def _spans(self) -> tuple[list[int], list[int]]:
        return self.spans["start"].sort().to_list(), self.spans["time"].sort().to_list()

    def at_risk(self, day: int) -> int:
        """How many are still followed on a day, for the numbers below a chart."""
        starts, times = self._spans
        return bisect_left(starts, day) - bisect_left(times, day)


def incidence(
    time: pl.Series,
    ending: pl.Series,
    entry: pl.Series | None = None,
    *,
    endings: Sequence[str] = (),
    since: int | None = None,
) -> Incidence:
    """What became of those who started, by days since: see the head of this file.

    `time` are whole days, none below 0; `ending` the code of what ended the wait, null for who is still waiting;
    `entry` the day since the start on which each was first seen, null or 0 from the start. `endings` names the curves
    wanted (in that order; others still compete); without it there is one for each code. `since` keeps those who waited
    longer than that many days, and begins there: what is to come for one who has already waited so long.
    """
    begun = pl.lit(-1) if entry is None else pl.when(pl.col("entry") > 0).then(pl.col("entry")).otherwise(-1)
    columns = {"time": time.cast(pl.Int64), "ending": ending.cast(pl.String)}
    if entry is not None:
        columns["entry"] = entry.cast(pl.Int64)
    rows = pl.DataFrame(columns).with_columns(start=pl.max_horizontal(begun, -1 if since is None else since))
    if (rows["time"] < 0).any():
        raise ValueError("days waited cannot be fewer than none")
    seen = rows.filter(pl.col("time") > pl.col("start"))
    codes = tuple(endings) or tuple(seen["ending"].drop_nulls().unique().sort())
    ended = [
        (pl.col("ending") == code).fill_null(False).sum().cast(pl.Float64).alias(f"d{k}")
        for k, code in enumerate(codes)
    ]
    days = (
        seen.group_by("time")
        .agg(pl.len().alias("gone"), pl.col("ending").count().cast(pl.Float64).alias("d"), *ended)
        .sort("time")
        .rename({"time": "day"})
    )
    come = seen["start"].sort().search_sorted(days["day"], side="left")
    days = (
        days.with_columns(come.alias("come"), before=pl.col("gone").cum_sum() - pl.col("gone"))
        .with_columns(n=(pl.col("come").cast(pl.Float64) - pl.col("before")))
        .filter(pl.col("d") > 0)
    )
    followed = seen["time"].max() if len(seen) else 0
    assert isinstance(followed, int)
    stay = 1 - pl.col("d") / pl.col("n")
    days = days.with_columns(
        share=stay.cum_prod(),
        hazard=pl.when(pl.col("d") < pl.col("n"))
        .then(pl.col("d") / (pl.col("n") * (pl.col("n") - pl.col("d"))))
        .otherwise(0.0),
    ).with_columns(waited=pl.col("share").shift(1, fill_value=1.0))
    left = days.with_columns(ended=pl.col("d"), error=pl.col("share") * pl.col("hazard").cum_sum().sqrt())
    return Incidence(
        n=len(seen),
        unseen=len(rows) - len(seen),
        waiting=Curve(_steps(left), followed, falls=True),
        endings={code: Curve(_steps(_of(days, k)), followed) for k, code in enumerate(codes)},
        spans=seen.select("start", "time"),
    )


def _of(days: pl.DataFrame, k: int) -> pl.DataFrame:
    """One ending's share and its error (Dinse and Larson): for F at t, with a = d/(n(n-d)) and s the share before,

    var F(t) = sum (F(t)-F)^2 a + sum s^2 d_k (n-d_k)/n^3 - 2 sum (F(t)-F) s d_k/n^2   over the days up to t,

    opened into running sums so that every day costs the same.
    """
    n, s, a, d, f = pl.col("n"), pl.col("waited"), pl.col("hazard"), pl.col(f"d{k}"), pl.col("share")
    part = s * d / (n * n)
    variance = (
        f * f * a.cum_sum()
        - 2 * f * (f * a).cum_sum()
        + (f * f * a).cum_sum()
        + (s * s * d * (n - d) / (n * n * n)).cum_sum()
        - 2 * (f * part.cum_sum() - (f * part).cum_sum())
    )
    return days.with_columns(share=(s * d / n).cum_sum(), ended=d).with_columns(error=variance.clip(0.0).sqrt())


def _steps(days: pl.DataFrame) -> pl.DataFrame:
    """The steps as they are read, with the band on the log(-log) scale."""
    share, error = pl.col("share"), pl.col("error")
    inside = (share > NEARLY) & (share < 1 - NEARLY)
    spread = Z95 * error / (share * share.log()).abs()
    return days.select(
        pl.col("day"),
        pl.col("n").cast(pl.Int64).alias("at_risk"),
        pl.col("ended").cast(pl.Int64),
        share,
        error,
        lower=pl.when(inside).then(share.pow(spread.exp())),
        upper=pl.when(inside).then(share.pow((-spread).exp())),
    )
