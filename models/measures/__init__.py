"""Measures: each a pure function of a snapshot and a period that answers child by child.

A measure is one file in this folder: a function under `@measure`, whose docstring is what its readers are shown. The
figure, the list behind it, the CSV and the PDF are all read from the one `Tally` it returns.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import polars as pl

from models.dates import add_months, british
from models.progress import Progress, silent
from models.registry import Registry
from models.snapshot import Facts, Snapshot

Unit = Literal[
    "children",
    "spells",
    "days",
    "%",
    "difference",
    "weeks",
    "suspensions",
    "exclusions",
    "sessions",
    "people",
    "per 10,000",
]
MEANS = ("days", "weeks")
"""The units of means."""
Over = Literal["period", "day", "twelve months", "three years", "school year"]
"""What a figure is over: the period asked for, its last day, the twelve months to it, the scorecard's three years, the
school year (from 1 September) so far."""


@dataclass(frozen=True)
class Period:
    """From a first day to a last day, both included."""

    first: dt.date
    last: dt.date

    @classmethod
    def year_to(cls, last: dt.date) -> Period:
        """The twelve months that end on a day: they begin the day after the same day a year before."""
        return cls(add_months(last, -12) + dt.timedelta(days=1), last)

    @classmethod
    def three_years_to(cls, day: dt.date) -> Period:
        """The three years to the last 31 March on or before a day."""
        end = dt.date(day.year - (day < dt.date(day.year, 3, 31)), 3, 31)
        return cls(dt.date(end.year - 3, 4, 1), end)

    @classmethod
    def school_year_to(cls, day: dt.date) -> Period:
        """The school year that a day lies in, from 1 September to the day."""
        return cls(dt.date(day.year - (day.month < 9), 9, 1), day)

    def over(self, over: Over) -> Period:
        """What a figure asked for this period is over."""
        if over == "day":
            return Period(self.last, self.last)
        if over == "twelve months":
            return Period.year_to(self.last)
        if over == "school year":
            return Period.school_year_to(self.last)
        return Period.three_years_to(self.last) if over == "three years" else self

    @property
    def before(self) -> Period:
        """The same period a year earlier: to the same day, and whole months to the last day of theirs."""
        if self.first == Period.year_to(self.last).first:
            return Period.year_to(add_months(self.last, -12))
        day = dt.timedelta(days=self.first.day == (self.last + dt.timedelta(days=1)).day == 1)
        return Period(add_months(self.first, -12), add_months(self.last + day, -12) - day)

    def covers(self, column: str | pl.Expr) -> pl.Expr:
        """Whether a column of dates falls in the period; no date does not."""
        dates = pl.col(column) if isinstance(column, str) else column
        return dates.is_between(self.first, self.last).fill_null(False)

    def __str__(self) -> str:
        return f"{british(self.first)} to {british(self.last)}"


NOBODY = pl.Series("child", [], dtype=pl.String)


def _none() -> pl.Series:
    return NOBODY


def _median(days: pl.Series | None) -> float | None:
    middle = None if days is None else days.median()
    return None if middle is None else float(middle)  # type: ignore[arg-type]


def _quartiles(days: pl.Series | None) -> tuple[float, float] | None:
    lower = None if days is None else days.quantile(0.25, "linear")
    upper = None if days is None else days.quantile(0.75, "linear")
    return None if lower is None or upper is None else (lower, upper)


@dataclass(frozen=True, eq=False)
class Group:
    """One part of a tally, with its own children: an exit route, a band of months, a term of a sum.

    `days` stands beside `children` where the value is a mean of theirs, as the days so far of those still waiting are;
    `unit` is what both are in.
    """

    code: str
    title: str
    value: float
    children: pl.Series
    days: pl.Series | None = None
    unit: Unit = "days"

    @property
    def median(self) -> float | None:
        """The median of the days (None where there are none)."""
        return _median(self.days)

    @property
    def quartiles(self) -> tuple[float, float] | None:
        """What a quarter and three quarters of the days are at most (None where there are none)."""
        return _quartiles(self.days)


@dataclass(frozen=True, eq=False)
class Tally:
    """A measure's answer, child by child.

    `children` are the authority's ids that count (one entry per spell where spells are counted, so an id may repeat; of
    a share: the numerator). `days` stands beside `children` where the figure is a mean. `base` is the denominator of a
    share. `no_date` are those who should count but for whom a date is not known: never in the figure, always shown.
    `flagged` are counted children shown apart as well. `groups` part the figure; `parts` are the terms of a sum.
    `apart`, worked out when asked for, are groups shown beside the figure and never part of it (days so far of those
    still waiting, those whose journey ended otherwise).
    """

    unit: Unit
    children: pl.Series = field(default_factory=_none)
    days: pl.Series | None = None
    base: pl.Series | None = None
    no_date: pl.Series = field(default_factory=_none)
    flagged: pl.Series = field(default_factory=_none)
    groups: tuple[Group, ...] = ()
    parts: tuple[Group, ...] = ()
    apart: Callable[[], tuple[Group, ...]] = tuple
    given: float | None = None
    """The figure where it is not the mean, share or count of the rows (a reconciliation's difference)."""
    kept: bool = True
    """Whether the authority keeps here, by the day, the record that the figure rests on: else there is no figure."""
    wanted: str = ""
    """What to do where no such record is kept, in a sentence."""

    @property
    def n(self) -> int:
        """How many count: of a share, its denominator; of anything else, its rows."""
        return len(self.children) if self.base is None else len(self.base)

    @property
    def value(self) -> float | int | None:
        """The figure, unrounded; None where nobody counts, or where no such record is kept."""
        if not self.kept:
            return None
        if self.given is not None:
            return self.given
        if self.days is not None:
            mean = self.days.mean()
            return None if mean is None else float(mean)  # type: ignore[arg-type]
        if self.base is not None:
            return None if len(self.base) == 0 else 100 * len(self.children) / len(self.base)
        return len(self.children)

    @property
    def median(self) -> float | None:
        """The median of the days (None where there are none)."""
        return _median(self.days)

    @property
    def quartiles(self) -> tuple[float, float] | None:
        """What a quarter and three quarters of the days are at most, between two days in proportion (None: no days)."""
        return _quartiles(self.days)

    @property
    def span(self) -> tuple[int, int] | None:
        """The fewest and the most days (None where there are none)."""
        return None if self.days is None or not len(self.days) else (self.days.min(), self.days.max())  # type: ignore[return-value]

    @property
    def known_note(self) -> str:
        """“known for 4 of 160” where fewer than half of those who should count have their dates; else nothing."""
        known = self.n
        return f"known for {known} of {known + len(self.no_date)}" if len(self.no_date) > known else ""


@dataclass(frozen=True)
class Threshold:
    """A named limit or target with the days it holds for; `per` says whether it limits an average or each child."""

    value: float
    since: dt.date
    words: str
    per: Literal["average", "child", "target"] = "average"


@dataclass(frozen=True)
class Measure:
    """A measure as readers know it: id, title, unit, which way is better, source, definition, how it is worked out."""

    code: str
    title: str
    group: str
    unit: Unit
    better: Literal["lower", "higher", ""]
    source: str
    definition: str
    compute: Callable[[Snapshot, Period], Tally]
    thresholds: tuple[Threshold, ...] = ()
    over: Over = "period"

    @property
    def words(self) -> dict[str, str]:
        """The definition by what it says, in the order it is read: “” what it is, then who is counted, of whom, and
        who is out, as the labelled paragraphs name them."""
        found = {"": "", "Counted": "", "Of": "", "Who is out": ""}
        for paragraph in self.definition.split("\n\n"):
            label, colon, rest = paragraph.partition(": ")
            label = {"Who is in": "Counted"}.get(label, label)
            label, said = (label, rest) if colon and label in found else ("", paragraph)
            said = " ".join(said.split())
            found[label] = f"{found[label]}\n\n{said[0].upper()}{said[1:]}".strip()
        return found

    @property
    def counted(self) -> str:
        """The numerator in words."""
        if said := self.words["Counted"]:
            return said
        first = self.definition.split("\n\n")[0]
        share = " ".join(first.split()).partition("the share ")[2]
        if share:
            return f"Those {share}"
        return "The days of all who are in it, added up." if self.unit in MEANS else "All who are in it."

    @property
    def base(self) -> str:
        """The denominator in words."""
        if said := self.words["Of"]:
            return said
        return (
            "How many are counted: it is their mean." if self.unit in MEANS else "Nothing: it is a number and no share."
        )

    @property
    def identity(self) -> str:
        """What the definition is known by, such as “A2-5f0c31”: another wording, unit or period is another definition.

        Limits are dated and no part of it."""
        said = "\n".join((" ".join(self.definition.split()), self.unit, self.over, self.better))
        return f"{self.code}-{hashlib.sha256(said.encode()).hexdigest()[:6]}"

    def tally(self, snapshot: Snapshot, period: Period) -> Tally:
        """The measure's answer for a period, from the facts as at the period's last day."""
        return self.compute(on(snapshot, period.last), period.over(self.over))

    def threshold(self, on: dt.date) -> Threshold | None:
        """The limit in force on a day."""
        return next((limit for limit in reversed(self.thresholds) if limit.since <= on), None)


GROUPS = (
    *("Timeliness", "Adoption", "Permanence", "Court", "Population", "Placements", "Practice", "Education", "Check"),
)
"""The scorecard's groups, in the order the board reads them."""


def _order(measure: Measure) -> tuple[int, str]:
    return GROUPS.index(measure.group), measure.code


MEASURES: Registry[Measure] = Registry("models.measures", _order)


def measure(
    code: str,
    title: str,
    *,
    group: str,
    unit: Unit,
    source: str,
    better: Literal["lower", "higher", ""] = "",
    thresholds: tuple[Threshold, ...] = (),
    over: Over = "period",
) -> Callable[[Callable[[Snapshot, Period], Tally]], Callable[[Snapshot, Period], Tally]]:
    """Record a function of this folder as a measure; its docstring is the definition that readers are shown."""

    def record(compute: Callable[[Snapshot, Period], Tally]) -> Callable[[Snapshot, Period], Tally]:
        words = inspect.cleandoc(compute.__doc__ or "")
        MEASURES.add(
            code,
            Measure(code, title, group, unit, better, source, words, compute, thresholds, over),
            compute.__module__,
        )
        return compute

    return record


DAYS_KEPT = 40


def days_kept(_facts: Facts) -> dict[dt.date, Snapshot]:
    """The same facts as at the days last asked for: empty at first, and filled by `on`."""
    return {}


def on(snapshot: Snapshot, day: dt.date) -> Snapshot:
    """The same facts as at a day. The days last asked for are kept, so that a figure and the one of the same day a year
    later (a scorecard's "before", a monthly series) share what was worked out; of large authorities only a few are."""
    if snapshot.as_at == day:
        return snapshot
    kept = snapshot.facts.once(days_kept)
    found = kept.pop(day, None) or snapshot.on(day)
    kept[day] = found
    most = max(3, min(DAYS_KEPT, 500_000 // (1 + len(snapshot.facts["child_details"]))))
    for old in list(kept)[:-most]:  # a series beside the window may be asking, too
        kept.pop(old, None)
    return found


def evaluate(
    snapshot: Snapshot, period: Period, only: Iterable[str] | None = None, progress: Progress = silent
) -> dict[str, Tally]:
    """The answers of all measures, or of those named, for a period. Raises ValueError for a name no measure has."""
    codes = list(MEASURES) if only is None else list(only)
    if unknown := [code for code in codes if code not in MEASURES]:
        raise ValueError(f"no measure is called {', '.join(unknown)}; there are {', '.join(MEASURES)}")

    if only is None:
        from models.measures import _ahead

        snapshot.facts.read_ahead(_ahead.PARTS)

    def answers() -> dict[str, Tally]:
        found = {}
        for number, code in enumerate(codes):
            progress(number / len(codes), MEASURES[code].title)
            found[code] = MEASURES[code].tally(snapshot, period)
        return found

    return snapshot.facts.worked(answers)


def _ids(children: pl.Series) -> list[str]:
    return sorted(children.to_list())


def _groups(groups: Iterable[Group]) -> list[dict[str, Any]]:
    return [_group(group) for group in groups]


def _group(group: Group) -> dict[str, Any]:
    said: dict[str, Any] = {"code": group.code, "title": group.title, "value": group.value}
    if group.days is not None:
        said |= {"median": group.median, "quartiles": group.quartiles}
    return said | {"children": _ids(group.children)}


def as_json(measure: Measure, tally: Tally) -> dict[str, Any]:
    """A measure and its answer as the command line writes them; keys that do not apply are absent."""
    answer: dict[str, Any] = {
        "id": measure.code,
        "title": measure.title,
        "unit": tally.unit,
        "value": tally.value,
        "n": tally.n,
    }
    if tally.days is not None:
        answer |= {"median": tally.median, "quartiles": tally.quartiles}
        answer["minimum"], answer["maximum"] = tally.span or (None, None)
    if tally.base is not None:
        answer |= {"numerator": len(tally.children), "denominator": len(tally.base)}
    answer |= {"no_date": len(tally.no_date), "children": _ids(tally.children)}
    if tally.base is not None:
        answer["base"] = _ids(tally.base)
    answer["no_date_children"] = _ids(tally.no_date)
    if tally.wanted:
        answer["wanted"] = tally.wanted
    if len(tally.flagged):
        answer["flagged"] = _ids(tally.flagged)
    for key, groups in (("groups", tally.groups), ("parts", tally.parts), ("apart", tally.apart())):
        if groups:
            answer[key] = _groups(groups)
    said = {"counted": measure.counted, "of": measure.base, "out": measure.words["Who is out"]}
    return answer | {"definition": measure.definition, **said, "identity": measure.identity, "source": measure.source}
