"""Why did it move? The change of a mean between two periods, split into parts that add up exactly.

The parts are taken off one after the other, each from what the one before left:

1. late recording: what is due to rows recorded only after their period's figure was first put together, that is the
   change of all rows less the change of those recorded in time;
2. single children (leave one out): children without whom their period's mean moves by a twentieth or more, at most
   three of a period and no more than a quarter of it, the greatest first. With n rows recorded in time and c the mean
   of those of them who do not stand out, a child of v days is worth (v - c)/n to its period's mean; where one child
   alone stands out, that is the mean with it less the mean without it;
3. case mix: of those left, how the groups' shares p changed, each at the mean m of its days in both periods,
   sum of (p2 - p1) * (m1 + m2)/2, told group by group from the mean of all;
4. stage speed: how fast each stage was in each group, at its mean share, sum of (m2 - m1) * (p1 + p2)/2, by stage.

3 and 4 are Kitagawa's split (Components of a difference between two rates, Journal of the American Statistical
Association 50 (1955), 1168-1194), which favours neither period. A group found in one period only has no speed to
compare and counts as mix. Days that no stage accounts for are a part of their own. All is reckoned in fractions, so
that nothing is lost; `shown` gives whole days that add up to the difference of the two means as they are shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import polars as pl

Kind = Literal["stage", "mix", "child", "late"]
When = Literal["before", "after", ""]
STANDS_OUT = Fraction(1, 20)
"""The share of the mean by which it moves without a child who stands out."""
MOST = 3
UNKNOWN = "not known"
REST = "days in no stage"
PERIODS: tuple[When, When] = ("before", "after")


@dataclass(frozen=True)
class Part:
    """One part of the change: what kind, of what (a stage, a group, a child's row, a period), and how many days."""

    kind: Kind
    of: str
    days: Fraction
    period: When = ""


@dataclass(frozen=True)
class Mean:
    """A period's mean, exactly, and of how many."""

    n: int
    days: Fraction


@dataclass(frozen=True)
class Split:
    """The change of a mean and its parts."""

    before: Mean
    after: Mean
    parts: tuple[Part, ...]

    @property
    def change(self) -> Fraction:
        """The mean after less the mean before: exactly the sum of the parts."""
        return self.after.days - self.before.days

    def of(self, kind: Kind) -> Fraction:
        """All parts of one kind together."""
        return sum((part.days for part in self.parts if part.kind == kind), Fraction(0))

    @property
    def shown(self) -> tuple[int, ...]:
        """The parts in whole days, in their order, adding up to the difference of the two means as shown.

        Each is its days rounded down or up: those nearest to the next day go up, as many as are needed.
        """
        whole = [math.floor(part.days) for part in self.parts]
        up = half_up(self.after.days) - half_up(self.before.days) - sum(whole)
        nearest = sorted(range(len(whole)), key=lambda at: (whole[at] - self.parts[at].days, at))
        for at in nearest[:up]:
            whole[at] += 1
        return tuple(whole)


def half_up(days: Fraction) -> int:
    """Whole days as means are shown: the nearest, a half upwards."""
    return math.floor(days + Fraction(1, 2))


def moved(before: pl.DataFrame, after: pl.DataFrame, stages: Sequence[str] = ()) -> Split | None:
    """The change of the mean of `days` from one period to the next, split; None where either has no rows.

    Each row is one that counts: `id`, `days` (whole), `group` (null: not known), `late` (recorded too late for its
    period's first figure), and a column of whole days for each of `stages` (null: not known, and its days are in none).
    Where all rows of a period were late, nothing can be set against them and none counts as late.
    """
    if before.is_empty() or after.is_empty():
        return None
    late, single, core = [], [], []
    whole = []
    for sign, rows, period in zip((-1, 1), (before, after), PERIODS, strict=True):
        every = _ready(rows, stages)
        timely = every if every["late"].all() else every.filter(~pl.col("late"))
        alone = _standing_out(timely)
        rest = timely.filter(~pl.col("id").is_in(list(alone))) if alone else timely
        level = _mean(rest).days
        whole.append(_mean(every))
        late.append(Part("late", "late recording", sign * (_mean(every).days - _mean(timely).days), period))
        single += [Part("child", who, sign * (days - level) / len(timely), period) for who, days in alone.items()]
        core.append(rest)
    return Split(whole[0], whole[1], (*_kitagawa(core[0], core[1], [*stages, REST]), *single, *late))


def _ready(rows: pl.DataFrame, stages: Sequence[str]) -> pl.DataFrame:
    """The rows with everything filled in, and the days that no stage accounts for."""
    known = [pl.col(stage).cast(pl.Int64).fill_null(0).alias(stage) for stage in stages]
    ready = rows.select(
        pl.col("id").cast(pl.String),
        pl.col("days").cast(pl.Int64),
        pl.col("group").cast(pl.String).fill_null(UNKNOWN),
        pl.col("late").fill_null(False),
        *known,
    )
    return ready.with_columns((pl.col("days") - pl.sum_horizontal(pl.lit(0), *stages)).alias(REST))


def _mean(rows: pl.DataFrame) -> Mean:
    return Mean(len(rows), Fraction(int(rows["days"].sum()), len(rows)))


def _standing_out(rows: pl.DataFrame) -> dict[str, int]:
    """The children without whom the mean moves most, where that is a twentieth of it or more, with their days."""
    n, mean = len(rows), _mean(rows).days
    most = min(MOST, n // 4)
    if not most or rows["id"].n_unique() < n:
        return {}
    away = (pl.col("days") - float(mean)).abs()
    far = rows.select("id", "days").sort(away, "id", descending=[True, False]).head(most)
    return {who: days for who, days in far.iter_rows() if abs(days - mean) / (n - 1) >= STANDS_OUT * abs(mean) > 0}


def _kitagawa(before: pl.DataFrame, after: pl.DataFrame, stages: Sequence[str]) -> list[Part]:
    """The change of the mean of those left, by stage and by group."""
    totals = [pl.len(), *(pl.col(stage).sum() for stage in stages)]
    sums = [{row[0]: row[1:] for row in period.group_by("group").agg(totals).iter_rows()} for period in (before, after)]
    level = (_mean(before).days + _mean(after).days) / 2
    speed = dict.fromkeys(stages, Fraction(0))
    mix: dict[str, Fraction] = {}
    for group in sorted(sums[0].keys() | sums[1].keys()):
        there = [period.get(group) for period in sums]
        share = [
            Fraction(row[0] if row else 0, len(period)) for row, period in zip(there, (before, after), strict=True)
        ]
        means = [[Fraction(int(days), row[0]) for days in row[1:]] for row in there if row]
        first, last = means[0], means[-1]
        mix[group] = (share[1] - share[0]) * ((sum(first, Fraction(0)) + sum(last)) / 2 - level)
        for stage, early, late in zip(stages, first, last, strict=True):
            speed[stage] += (late - early) * (share[0] + share[1]) / 2
    return [
        Part("stage", stage, days) for stage, days in speed.items() if days or stage != REST or len(stages) == 1
    ] + [Part("mix", group, days) for group, days in mix.items() if len(mix) > 1]
