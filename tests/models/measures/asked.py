"""A measure asked about drawn facts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from models.measures import MEASURES, Period, Tally
from tests.support.facts import day, episodes, snapshot

YEAR = ("2021-04-01", "2022-03-31")


def ask(code: str, drawing: str, period: tuple[str, str] = YEAR, **tables: Any) -> Tally:
    """A measure's answer about care episodes as drawn, for the year to 31 March 2022 unless said."""
    found = snapshot(period[1], episodes(drawing), **tables)
    return MEASURES[code].tally(found, Period(day(period[0]), day(period[1])))


def days(tally: Tally) -> dict[str, int]:
    """Days by child."""
    assert tally.days is not None
    return dict(zip(tally.children.to_list(), tally.days.to_list(), strict=True))


def who(tally: Tally) -> list[str]:
    """The children counted."""
    return tally.children.to_list()


def groups(tally: Tally) -> dict[str, list[str]]:
    """The children of every group that has some."""
    return {group.code: group.children.to_list() for group in tally.groups if len(group.children)}


def apart(tally: Tally) -> dict[str, list[str]]:
    """The children shown beside the figure."""
    return {group.code: group.children.to_list() for group in tally.apart()}


def date(text: str) -> dt.date:
    """A day written 2022-03-31."""
    return day(text)
