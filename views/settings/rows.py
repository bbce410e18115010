"""The rows of the policies page: local policies, limits of law and guidance beside them, bank holidays."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from models.dates import bank_holiday_names
from models.edits.house import TITLES
from models.rules import house
from models.rules.policies import HOLIDAY, KIND, POLICIES, amount
from models.rules.timescales import TIMESCALES
from models.snapshot import Facts
from models.trackers import Column, framed
from views.settings import figures

LOCAL, LAW, DAY, HOUSE = "Local policy", "Law or guidance", "Bank holiday", "House style"
COLUMNS = (
    Column(
        "what", "What", "text", "What is local or the authority's own can be changed here; law and guidance cannot.", 13
    ),
    Column("title", "Limit or day", "text", "What is limited or measured, or the day's name.", 48),
    Column("value", "In force", "text", "What the program goes by.", 14),
    Column("own", "Own choice", "text", "What the authority chose; a dash where it goes by the default.", 12),
    Column("default", "Default", "text", "What holds where the authority chooses nothing.", 14),
    Column("on", "Day, or since", "date", "The day; of a limit or a figure, since when it holds.", 12),
    Column("whose", "Whose", "text", "Local, or the law or guidance that sets it.", 60),
)
HOLDS, NONE = "Holiday", "No holiday here"


def rows(facts: Facts, since: dt.date) -> pl.DataFrame:
    """Every policy, limit and bank holiday; holidays from a day on, and all that the authority chose itself.

    `id` tells a row, `number` is a policy's value as it is typed.
    """
    chosen = {
        (kind, name): value for kind, name, value in facts.whole["setting"].select("kind", "name", "value").iter_rows()
    }
    found = [*_policies(chosen), *_house(chosen), *figures.rows(facts), *_law(), *_holidays(chosen, since)]
    return framed(COLUMNS, found, number=pl.String())


def _policies(chosen: dict[tuple[str, str], str | None]) -> list[dict[str, Any]]:
    found = []
    for policy in POLICIES:
        own = chosen.get((KIND, policy.code))
        number = int(own) if own is not None and own.isdigit() else None
        value = policy.default if number is None else number
        found.append(
            {
                "id": policy.code,
                "what": LOCAL,
                "title": policy.title,
                "value": policy.said(value),
                "own": None if number is None else policy.said(number),
                "default": policy.said(policy.default),
                "on": None,
                "whose": policy.note,
                "number": str(value),
            }
        )
    return found


def _house(chosen: dict[tuple[str, str], str | None]) -> list[dict[str, Any]]:
    """What stands on every paper that the authority makes."""
    found = []
    for part, title in TITLES.items():
        own = chosen.get((house.KIND, part))
        said = "A picture" if part == house.LOGO and own else own
        found.append(
            {
                "id": f"{house.KIND} {part}",
                "what": HOUSE,
                "title": title,
                "value": said or "None",
                "own": said,
                "default": "None",
                "on": None,
                "whose": "The authority's own; it stands on every document.",
                "number": "" if part == house.LOGO else own or "",
            }
        )
    return found


def _law() -> list[dict[str, Any]]:
    return [
        {
            "id": f"law {number}",
            "what": LAW,
            "title": scale.title + (" (a guide)" if scale.guide else ""),
            "value": amount(scale.amount, scale.unit),
            "own": None,
            "default": None,
            "on": scale.since,
            "whose": f"{scale.source}. For reading only: {scale.unused}." if scale.unused else scale.source,
            "number": None,
        }
        for number, scale in enumerate(TIMESCALES)
    ]


def _holidays(chosen: dict[tuple[str, str], str | None], since: dt.date) -> list[dict[str, Any]]:
    shipped = bank_holiday_names()
    own = {dt.date.fromisoformat(name): value for (kind, name), value in chosen.items() if kind == HOLIDAY}
    found = []
    for day in sorted(own.keys() | {day for day in shipped if day >= since}):
        said = own.get(day)
        holds = said != "no"
        named = said if holds and said not in (None, "yes") else shipped.get(day)
        found.append(
            {
                "id": day.isoformat(),
                "what": DAY,
                "title": named or DAY,
                "value": HOLDS if holds else NONE,
                "own": None if said is None else HOLDS if holds else NONE,
                "default": HOLDS if day in shipped else "A day like others",
                "on": day,
                "whose": "England and Wales, as shipped" if said is None else "Local.",
                "number": None,
            }
        )
    return found
