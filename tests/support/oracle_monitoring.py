"""What the monitoring group's escalations should say, from their definition, child by child in plain Python."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from tests.support.answers import Answer
from tests.support.oracle import Reading, Row, by_child

MEETINGS = tuple(dt.date(year, month, 9) for year in (2022, 2023) for month in (1, 3, 5, 7, 9, 11))
"""The days of the meetings that are drawn."""
AUTHORITY, ONCE = "*", "1"
"""Whose facts meetings are, and the child with whom they are drawn."""


def carrying(action: Row, held: list[dt.date]) -> list[dt.date]:
    """The meetings that carried an action, of those signed off."""
    over = action["ends"] or dt.date.max
    return [day for day in held if action["meeting"] < day < over]


def standing(r: Reading, carries: int = 3) -> dict[str, set[str]]:
    """To whom something about each child stands escalated."""
    meetings = [row for row in r.facts["meeting"].iter_rows(named=True) if row["signed"] and row["signed"] <= r.day]
    held = sorted(row["held"] for row in meetings)
    answers = by_child(r.facts["escalation"].iter_rows(named=True))
    actions = by_child(r.facts["pmg_action"].iter_rows(named=True))
    found: dict[str, set[str]] = {}
    for child in {*answers, *actions}:
        own: dict[tuple[int, str], tuple[dt.date, dt.date | None]] = {}
        ends = {0: None}
        for action in actions.get(child, []):
            if action["meeting"] > r.day:
                continue
            ends[action["number"]] = action["ends"] if action["ends"] and action["ends"] <= r.day else None
            carried = carrying({**action, "ends": ends[action["number"]]}, held)
            if len(carried) >= carries:
                own[action["number"], "HEAD-OF-SERVICE"] = (carried[carries - 1], None)
        for row in answers.get(child, []):
            if row["since"] <= r.day:
                answered = row["answered"] if row["answered"] and row["answered"] <= r.day else None
                own[row["action"], row["rung"]] = (row["since"], answered)
        for (number, rung), (since, answered) in list(own.items()):
            until = min(filter(None, (answered, ends.get(number))), default=dt.date.max)
            if rung == "HEAD-OF-SERVICE" and any(since < day < until for day in held):
                for then in ("DIRECTOR", "IRO"):
                    own.setdefault((number, then), (since, None))
        stand = {rung for (number, rung), (_, answered) in own.items() if not answered and not ends.get(number)}
        if stand:
            found[child] = stand
    return found


def _unanswered(r: Reading) -> dict[str, Answer]:
    found = standing(r)
    alone = {child for child, rungs in found.items() if rungs == {"HEAD-OF-SERVICE"}}
    groups = [sorted(part) for part in (alone, set(found) - alone) if part]
    return {"R05": {"children": sorted(found), "groups": sorted(groups)}}


PARTS = (_unanswered,)


@st.composite
def drawn(draw: Any, child: str) -> list[tuple[str, Row]]:
    """Some actions and escalations of a child, and once the meetings."""
    rows: list[tuple[str, Row]] = []
    days = st.dates(MEETINGS[0], dt.date(2024, 6, 1))
    for held in MEETINGS if child == ONCE else ():
        signed = draw(st.sampled_from([held + dt.timedelta(days=2), held + dt.timedelta(days=200), None]))
        rows.append(("meeting", {"child": AUTHORITY, "held": held, "called": held, "signed": signed}))
    for number in range(1, draw(st.integers(0, 2)) + 1):
        meeting = draw(st.sampled_from(MEETINGS[:8]))
        ends = draw(st.none() | days)
        over = ends if ends and ends >= meeting else None
        rows.append(
            ("pmg_action", {"child": child, "number": number, "meeting": meeting, "words": "Do it", "ends": over})
        )
        if draw(st.booleans()):
            since = draw(st.sampled_from(MEETINGS))
            answered = draw(st.none() | days)
            rung = draw(st.sampled_from(["HEAD-OF-SERVICE", "DIRECTOR", "IRO"]))
            said = {"answered": answered if answered and answered >= since else None}
            if since >= meeting:
                rows.append(("escalation", {"child": child, "action": number, "rung": rung, "since": since, **said}))
    return rows
