"""The figures of the paper, each under the name that its words call it by: {M01.now}, {K13.peak_month}, {T03.change}.

A figure is a text with the counts that it rests on, so that a public paper prints it only where all of them may be
printed. Phrases say rise or fall as the figures have it, name the base and the date, and anchor on the same month of
the year before; what is judged is judged by the test of the measure's months, and is “no clear change” without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from models.dates import NOTHING
from models.disclosure import NOT_APPLICABLE, ROUNDS_TO_ZERO, SUPPRESSED, seen
from models.measures import MEASURES, Period, Tally, on
from models.reports.counted import Counted
from models.rounding import fixed, number
from models.series import Series, Value, months_to
from models.snapshot import Snapshot

MONTHS = 36
"""How many months' ends are looked at for the highest and the lowest, and judged."""
HIDDEN = f"is not printed ({SUPPRESSED})"


@dataclass(frozen=True)
class Figure:
    """What stands for a name: its text, the keys of the counts it rests on, and what stands where one is hidden, which
    may rest on fewer of them."""

    text: str
    rests: tuple[str, ...] = ()
    instead: str | Figure = SUPPRESSED

    def fit(self, hidden: frozenset[str]) -> str:
        """The text that may be printed."""
        if seen(hidden, *self.rests):
            return self.text
        return self.instead if isinstance(self.instead, str) else self.instead.fit(hidden)


@dataclass
class Book:
    """The figures found so far, on a snapshot as at the figures' day, and what they say in numbers of children."""

    snapshot: Snapshot
    counted: Counted = field(default_factory=Counted)
    figures: dict[str, Figure] = field(default_factory=dict)
    cut: dict[str, Figure] = field(default_factory=dict)
    """Percentages that would be others if they were cut off and not rounded, as cut off."""

    @property
    def day(self) -> dt.date:
        """The day of the figures."""
        return self.snapshot.as_at

    def say(self, name: str, text: str, rests: tuple[str, ...] = (), instead: str | Figure = SUPPRESSED) -> None:
        """Put a figure under its name."""
        self.figures[name] = Figure(text, rests, instead)

    def ask(self, code: str, period: Period) -> tuple[Tally, tuple[str, ...]]:
        """A measure's answer, and the counts that it rests on."""
        tally = MEASURES[code].tally(on(self.snapshot, period.last), period)
        return tally, self.counted.tally(code, period, tally)

    def percent(self, earlier: float, later: float, rests: tuple[str, ...]) -> str:
        """How much that is of the earlier figure, without a sign; a dash from nought."""
        if not earlier:
            return NOTHING
        exact = abs(100 * (later - earlier) / earlier)
        said, cut = (f"{fixed(exact, 1, truncated=off)} %" for off in (False, True))
        if said != cut:
            self.cut[said] = Figure(f"{said} is {cut}", rests)
        return said

    def texts(self, hidden: frozenset[str]) -> Mapping[str, str]:
        """What stands for every name, where these counts are hidden."""
        return {name: each.fit(hidden) for name, each in self.figures.items()}


def ends_month(day: dt.date) -> bool:
    """Whether a day is its month's last."""
    return (day + dt.timedelta(days=1)).day == 1


def month(day: dt.date) -> str:
    """“November 2021”, or the whole day where it is not a month's last."""
    return f"{day:%B %Y}" if ends_month(day) else full(day)


def when(day: dt.date) -> str:
    """“in November 2021”, “on 15 November 2021”."""
    return f"{'in' if ends_month(day) else 'on'} {month(day)}"


def twelve(day: dt.date) -> Period:
    """The twelve months to a day; whole ones where it is a month's last."""
    return Period(months_to(day, 12)[0].first, day)


def year_before(day: dt.date) -> dt.date:
    """The same day of the year before; the month's last where it is that."""
    return twelve(day).first - dt.timedelta(days=1)


def full(day: dt.date) -> str:
    """“30 November 2021”."""
    return f"{day.day} {day:%B %Y}"


def year(day: dt.date) -> dt.date:
    """The first day of the financial year that a day lies in."""
    return dt.date(day.year - (day < dt.date(day.year, 4, 1)), 4, 1)


def years(first: dt.date) -> str:
    """“2021/22”."""
    return f"{first.year}/{(first.year + 1) % 100:02}"


def way(earlier: float, later: float) -> Literal["fallen", "risen", ""]:
    """Which way a figure moved; nothing where it did not."""
    return "" if earlier == later else "risen" if later > earlier else "fallen"


def shown(value: float | None, unit: str) -> str:
    """A figure as people read it, “z” for none and “k” for a share that rounds to nought and is more."""
    if value is None:
        return NOT_APPLICABLE
    said = number(value, unit)
    return (ROUNDS_TO_ZERO if value and said == "0.0" else said) + (" %" if unit == "%" else "")


@dataclass(frozen=True)
class At:
    """A figure of one month's end: its day, its value as it is shown (so that rise and fall are those people see)."""

    day: dt.date
    value: float
    rests: tuple[str, ...]


def stock(book: Book, code: str, series: Series, sentence: str) -> None:
    """A figure of a day: now, the same month of the year before, the highest and the lowest month's end."""
    unit = MEASURES[code].unit
    points = [_at(book, code, point) for point in series.points]
    now, then = points[-1], points[-13]
    book.say(f"{code}.month", month(book.day))
    book.say(f"{code}.then_month", month(year_before(book.day)))
    for name, point in (("now", now), ("then", then), ("month_before", points[-2]), ("three_months", points[-4])):
        text = NOT_APPLICABLE if point is None else shown(point.value, unit)
        book.say(f"{code}.{name}", text, () if point is None else point.rests)
    book.say(f"{code}.month_before_month", month(series.points[-2].period.last))
    book.say(f"{code}.three_months_month", month(series.points[-4].period.last))
    if now is None or then is None:
        phrase = "is not known a year apart (z)" if now is None else f"is {shown(now.value, unit)} {when(now.day)}"
        book.say(f"{code}.since_then", phrase, () if now is None else now.rests, HIDDEN)
    else:
        moved(book, f"{code}.since_then", then, now, unit)
        book.say(f"{code}.change", book.percent(then.value, now.value, then.rests + now.rests), then.rests + now.rests)
    if now is not None:
        _extremes(book, code, points, now, unit)
    else:
        for name in ("since_peak", "since_low", "lowest"):
            book.say(f"{code}.{name}", "")
    book.say(f"{code}.judged", sentence, () if now is None else now.rests, "")


def _at(book: Book, code: str, point: Value) -> At | None:
    tally, day = point.tally, point.period.last
    if tally.value is None:
        return None
    rests = book.counted.tally(code, point.period, tally)
    return At(day, float(fixed(tally.value, 1 if tally.unit in ("%", "per 10,000") else 0)), rests)


def moved(book: Book, name: str, earlier: At, later: At, unit: str) -> None:
    """From one figure to another: “has fallen from 654 in November 2020 to 526 in November 2021, by 19.6 %”."""
    rests = earlier.rests + later.rests
    was, is_now = shown(earlier.value, unit), shown(later.value, unit)
    verb = way(earlier.value, later.value)
    if not verb:
        text = f"has not changed: {was} {when(earlier.day)} and {when(later.day)}"
    else:
        by = f", by {book.percent(earlier.value, later.value, rests)}" if earlier.value else ""
        text = f"has {verb} from {was} {when(earlier.day)} to {is_now} {when(later.day)}{by}"
    was_alone = Figure(f"was {was} {when(earlier.day)}; that {when(later.day)} {HIDDEN}", earlier.rests, HIDDEN)
    is_alone = Figure(f"is {is_now} {when(later.day)}; that {when(earlier.day)} {HIDDEN}", later.rests, was_alone)
    book.say(name, text, rests, is_alone)


def _extremes(book: Book, code: str, points: list[At | None], now: At, unit: str) -> None:
    """The highest of the months, named as the peak, and the lowest one after it; nothing where they are all alike."""
    known = [point for point in points if point is not None]
    each_month = "months' ends" if ends_month(now.day) else "monthly figures"
    peak = max(known, key=lambda each: (each.value, each.day))
    book.say(f"{code}.peak", shown(peak.value, unit), peak.rests)
    book.say(f"{code}.peak_month", month(peak.day))
    rests = peak.rests + now.rests
    book.say(f"{code}.peak_change", book.percent(peak.value, now.value, rests), rests)
    if peak.value == min(each.value for each in known):
        text = ""
    elif peak.value == now.value:
        text = f"It is the highest of the last {len(known)} {each_month}."
    else:
        by = book.percent(peak.value, now.value, rests)
        text = f"Against the peak of {shown(peak.value, unit)} {when(peak.day)} that is a fall of {by}."
    book.say(f"{code}.since_peak", text, rests, "")
    since = [point for point in known if point.day > peak.day] or [now]
    low = min(since, key=lambda each: (each.value, -each.day.toordinal()))
    rests = peak.rests + low.rests + now.rests
    risen = ""
    if low.value < now.value:
        was = f"{shown(low.value, unit)} {when(low.day)}"
        by = f" by {book.percent(low.value, now.value, rests)}" if low.value else ""
        lowest = "lowest month's end" if ends_month(now.day) else "lowest monthly figure"
        risen = f"Since its {lowest} after that peak, {was}, it has risen again{by}."
    book.say(f"{code}.since_low", risen, rests, "")
    year_ago = [point for point in points[-12:] if point is not None]
    least = min(year_ago, key=lambda each: (each.value, -each.day.toordinal()))
    of, was = f"the lowest of the last {len(year_ago)} {each_month}", shown(least.value, unit)
    text = f"This is {of}." if least.value == now.value else f"T{of[1:]} was {was} {when(least.day)}."
    if least.value == max(each.value for each in year_ago):
        text = ""
    book.say(f"{code}.lowest", text, tuple(key for point in year_ago for key in point.rests), "")


SURE = {"Improvement": "A clear improvement", "Concern": "A clear turn for the worse", "Change": "A clear change"}


def judgement(sentence: str) -> str:
    """What the test of the months says, as it stands in a paper: what is clear, or that nothing is."""
    kind, of, why = sentence.partition(": ")
    if not of or kind.startswith("Too few"):
        return "Too few months have a figure to tell a change from chance." if sentence else ""
    return f"{SURE.get(kind, kind)} over the last {MONTHS} months: {why}"
