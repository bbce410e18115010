"""Dates as children's services write and count them."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

import resources

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOTHING = "–"


def british(on: dt.date | None) -> str:
    """A date as people read it here, "3 May 2022"; a dash for none."""
    return NOTHING if on is None else f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def typed(text: str) -> dt.date | None:
    """The date somebody typed, day first with any separator ("3/5/22", "3 may 2022", "03.05.2022"); None for blank.

    Raises ValueError with a sentence when it is not a date.
    """
    text = text.strip()
    if text in ("", NOTHING, "-"):
        return None
    parts = re.findall(r"\d+|[A-Za-z]+", text)
    if len(parts) == 1 and len(parts[0]) in (6, 8) and parts[0].isdigit():
        parts = [parts[0][:2], parts[0][2:4], parts[0][4:]]
    sorry = ValueError(f"“{text}” is not a date; type day, month and year, such as 27 3 2022")
    if len(parts) != 3:
        raise sorry
    if len(parts[0]) == 4 and all(part.isdigit() for part in parts):
        parts.reverse()
    month = parts[1][:3].title()
    try:
        number = MONTHS.index(month) + 1 if month in MONTHS else int(parts[1])
        year = int(parts[2])
        return dt.date(year + 2000 if len(parts[2]) == 2 else year, number, int(parts[0]))
    except ValueError:
        raise sorry from None


def add_months(on: dt.date, months: int) -> dt.date:
    """The same day some calendar months later (or earlier), held to the month's end."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return dt.date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def birthday(born: dt.date, years: int) -> dt.date:
    """The birthday on which somebody reaches an age; 29 February counts as 1 March."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


def age(born: dt.date, on: dt.date) -> int:
    """Whole years of age on a day."""
    years = on.year - born.year
    return years if birthday(born, years) <= on else years - 1


def collection_year(on: dt.date) -> int:
    """The year of the return a day belongs to, named by its end: 1 April 2021 to 31 March 2022 is 2022."""
    return on.year + (on >= dt.date(on.year, 4, 1))


def year_bounds(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a collection year: 1 April before, 31 March."""
    return dt.date(year - 1, 4, 1), dt.date(year, 3, 31)


@functools.cache
def bank_holiday_names() -> dict[dt.date, str]:
    """The bank holidays of England with their names, from `resources/bank_holidays_england.csv`."""
    lines = resources.text("bank_holidays_england.csv").splitlines()
    cells = [line.split(",", 1) for line in lines if line[:1].isdigit()]
    return {dt.date.fromisoformat(day): name for day, name in cells}


@functools.cache
def bank_holidays() -> frozenset[dt.date]:
    """The bank holidays of England, from `resources/bank_holidays_england.csv`."""
    return frozenset(bank_holiday_names())


def is_working_day(on: dt.date) -> bool:
    """Whether a day is neither at a weekend nor a bank holiday of England."""
    return on.weekday() < 5 and on not in bank_holidays()


def add_working_days(on: dt.date, days: int) -> dt.date:
    """The day by which something is due within so many working days: the working day after is day 1.

    By the bank holidays as shipped; what an authority chose for itself is in `rules.policies.holidays`.
    """
    while days:
        on += dt.timedelta(days=1)
        days -= is_working_day(on)
    return on
