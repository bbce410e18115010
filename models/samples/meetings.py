"""The demonstration's monitoring group: nine signed meetings, one called, with decisions, actions and escalations.

Told from the episodes alone, after everything else, with chances of its own: nothing else is other for it. It is as if
each meeting had been frozen at the demonstration itself, its first change set.
"""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any

from models.rules.house import House
from models.rules.pmg.agenda import TAKEN_OFF
from models.rules.pmg.asked import CHAIR
from models.rules.pmg.minutes import fingerprint, sealed, written
from models.rules.pmg_actions import FIRST, THEN, UNANSWERED, too_often
from models.samples.chain import date, number
from models.samples.minuted import (
    ACTIONS,
    CORRECTION,
    DECISIONS,
    EVIDENCE,
    HEARD,
    MEMBERS,
    NOTES,
    OUTCOMES,
    PUT,
    TAKEN,
    WITHDRAWN,
)
from models.samples.story import Rows
from models.subjects import AUTHORITY, SUBJECTS

SIGNED, EACH, MOST = 9, 5, 26
"""Meetings signed off; minutes for each child; children on an agenda."""
SCOPE = ("C2", "E1")
CARRIES = 3
"""Meetings that carry an action until it escalates."""
CHAIRED = "Head of service"


def days(today: int) -> list[int]:
    """The second Tuesdays of the last months, and the day itself: the meeting called can begin at once."""
    on, found = date(today), []
    for back in range(SIGNED, -1, -1):
        month = on.month - 1 - back
        year, month = on.year + month // 12, month % 12 + 1
        found.append(number(dt.date(year, month, 8 + (1 - calendar.weekday(year, month, 8)) % 7)))
    return [*[day for day in found if day < today][-SIGNED:], today]


def meetings(rows: Rows, today: int, seed: int) -> None:
    """The meetings, what was agreed at each, and what came of it."""
    *held, coming = days(today)
    _Group(rows, today, seed, held).meet(coming)


class _Group:
    """The group and its chances."""

    def __init__(self, rows: Rows, today: int, seed: int, held: Sequence[int]) -> None:
        self.rows, self.today, self.rng = rows, today, random.Random(seed * 7_919 + 11)
        self.watched = list(_watched(rows["care_episode"], held[0]))
        self.family = {child: family for child, family, *_rest in rows["sibling_group"]}
        self.workers: dict[str, list[tuple[Any, ...]]] = {}
        for row in rows["social_worker"]:
            if row[3] is None or row[3] > held[0]:
                self.workers.setdefault(row[0], []).append(row)
        self.held = [day for day in held if self._there(day)]
        """The meetings with anybody to look at."""
        self.actions: dict[str, list[dict[str, Any]]] = {}

    def meet(self, coming: int) -> None:
        for at, day in enumerate(self.held):
            self._one(at, day)
        self._escalated()
        signed = [min(day + 2, self.today) for day in self.held]
        for day, on in zip(self.held, signed, strict=True):
            self._sign(day, on)
        for child in sorted(self.actions):
            self.rows["pmg_action"] += [_row("pmg_action", child, action) for action in self.actions[child]]
        self._call(coming)

    def _there(self, day: int) -> list[str]:
        """The children from care order on who are in care on a day."""
        return sorted({child for child, begun, over in self.watched if begun <= day and (over is None or over > day)})

    def _one(self, at: int, day: int) -> None:
        """Who was on the agenda, in what order, what was decided, and which actions were agreed."""
        there = self._there(day)
        stuck = [child for child in there if self._most(child, day) >= CARRIES - 1]
        others = [child for child in there if child not in stuck]
        some = self.rng.sample(others, min(MOST - 1 - min(len(stuck), 12), len(others)))
        on = sorted({*stuck[:12], *some}, key=lambda child: (self.family.get(child, child), child))
        for place, child in enumerate(on, 1):
            put, why = ("CARRIED", "Action carried twice") if child in stuck else self.rng.choice(PUT)
            off = TAKEN_OFF if place == len(on) > 4 else "N" if self.rng.random() < 0.03 else None
            if off == TAKEN_OFF:
                self._item(child, meeting=day, place=place, put=None, why=self.rng.choice(TAKEN), off=off)
                continue
            self._item(
                *(child,),
                meeting=day,
                place=place,
                put=put,
                why=why,
                off=off,
                minutes=EACH,
                discussed=day,
                decision=self.rng.choice(DECISIONS),
                agreed=self.rng.choice("RAAGG"),
                heard=self.rng.choice(HEARD),
                seconds=self.rng.randint(120, 420),
            )
            if self.rng.random() < 0.55:
                self._agree(child, at, day)

    def _item(self, child: str, meeting: int, **cells: Any) -> None:
        item = {"meeting": meeting, "listed": min(meeting - 5, self.today), **cells}
        self.rows["pmg_item"].append(_row("pmg_item", child, item))

    def _agree(self, child: str, at: int, day: int) -> None:
        """An action: most are done by the next meeting, some are carried, and few for long."""
        words, owner = self.rng.choice(ACTIONS)
        later, chance = self.held[at + 1 :], self.rng.random()
        ends = day + self.rng.randint(6, 24)
        if chance > 0.6:
            carried = 1 if chance < 0.78 else 2 if chance < 0.86 else 3 if chance < 0.93 else 9
            ends = later[carried - 1] + self.rng.randint(3, 20) if carried <= len(later) else self.today + 1
        over = ends <= self.today
        how = "WITHDRAWN" if self.rng.random() < 0.08 or self.rng.random() < 0.04 else "DONE"
        own = self.actions.setdefault(child, [])
        own.append(
            {
                "child": child,
                "number": len(own) + 1,
                "meeting": day,
                "words": words,
                "owner": owner or self._worker(child, day),
                "due": day + 28,
                "ends": ends if over else None,
                "why_ended": how if over else None,
                "evidence": self.rng.choice(EVIDENCE if how == "DONE" else WITHDRAWN) if over else None,
            }
        )

    def _worker(self, child: str, day: int) -> str:
        for row in reversed(self.workers.get(child, [])):
            if row[1] <= day:
                return str(row[2])
        return "Team manager"

    def _open(self, child: str, day: int) -> Iterator[dict[str, Any]]:
        return (each for each in self.actions.get(child, ()) if each["ends"] is None or each["ends"] > day)

    def _most(self, child: str, day: int) -> int:
        """How often an open action of a child was carried before a day, at most."""
        return max((len(self._carrying(each, day)) for each in self._open(child, day)), default=0)

    def _carrying(self, action: dict[str, Any], before: int) -> list[int]:
        """The meetings before a day that carried an action."""
        over = action["ends"]
        return [day for day in self.held if action["meeting"] < day < before and (over is None or over > day)]

    def _escalated(self) -> None:
        """What came of the actions that escalated by themselves: some were answered; and one case as such."""
        first = next(iter(self.actions), None)
        if first is not None:
            day = self.actions[first][0]["meeting"]
            asked = (first, 0, THEN[1], day, "Reviews held late twice", min(day + 12, self.today), OUTCOMES[0])
            self.rows["escalation"].append(asked)
        for child, own in self.actions.items():
            for action in own:
                carrying = self._carrying(action, self.today + 1)
                if len(carrying) < CARRIES or self.rng.random() < 0.35:
                    continue
                since, answered = carrying[CARRIES - 1], carrying[CARRIES - 1] + self.rng.randint(4, 20)
                later = [day for day in carrying if day > since]
                rung, why = FIRST, too_often(CARRIES)
                if later and self.rng.random() < 0.5:
                    rung, why = THEN[0], UNANSWERED
                    since, answered = later[0], later[0] + self.rng.randint(4, 20)
                if answered <= self.today and (action["ends"] is None or answered < action["ends"]):
                    told = (child, action["number"], rung, since, why, answered, self.rng.choice(OUTCOMES))
                    self.rows["escalation"].append(told)

    def _sign(self, day: int, signed: int) -> None:
        """The members who were there, and the minutes as they stood when they were signed off."""
        there = [self.rng.random() < 0.85 for _ in MEMBERS]
        there[:4] = [True] * 4
        interest = self.rng.randrange(len(MEMBERS))
        who: list[dict[str, Any]] = []
        for at, (member, role) in enumerate(MEMBERS):
            present = "PRESENT" if there[at] else "APOLOGIES" if self.rng.random() < 0.8 else "ABSENT"
            said = "Fosters a child on the agenda; left the room for that item" if at == interest == 4 else None
            who.append({"meeting": date(day), "who": member, "role": role, "present": present, "interest": said})
        self.rows["attendance"] += [
            (AUTHORITY, day, *(each[name] for name in ("who", "role", "present", "interest"))) for each in who
        ]
        on = date(day).isoformat()
        meeting: dict[str, Any] = {
            "held": day,
            "called": day - 28,
            "chair": CHAIRED,
            "quorum": 4,
            "minutes_each": EACH,
            "as_at": day,
            "known": 1,
            "begun": f"{on}T09:02:00+00:00",
            "closed": f"{on}T11:41:00+00:00",
            "notes": self.rng.choice(NOTES),
        }
        items = [row for row in self.rows["pmg_item"] if row[1] == day]
        seal = sealed(
            written(
                _dated("meeting", meeting),
                who,
                [_dated("pmg_item", _cells("pmg_item", row)) for row in items],
                [_dated("pmg_action", _as_at(each, signed)) for row in items for each in self.actions.get(row[0], ())],
                [
                    _dated("escalation", _as_at(_cells("escalation", row), signed))
                    for row in self.rows["escalation"]
                    if any(row[0] == item[0] for item in items)
                ],
                [date(other) for other in self.held if other < day],
                CARRIES,
                House(),
            )
        )
        meeting |= {"signed": signed, "signed_by": CHAIRED, "sealed": seal, "fingerprint": fingerprint(seal)}
        self.rows["meeting"].append(_row("meeting", AUTHORITY, meeting))
        if day == self.held[max(len(self.held) - 4, 0)] and signed + 9 <= self.today:
            self.rows["minute_correction"].append((AUTHORITY, day, 1, signed + 9, CORRECTION, None))

    def _call(self, coming: int) -> None:
        """The next meeting, with what the chair put on its agenda by hand and took off."""
        call = {"held": coming, "called": min(self.today, coming - 14), "chair": CHAIRED}
        self.rows["meeting"].append(_row("meeting", AUTHORITY, call))
        there = self._there(self.today)
        if len(there) > 1:
            put, off = self.rng.sample(there, 2)
            listed = self.today
            asked = {"meeting": coming, "place": 0, "listed": listed}
            own = {"put": CHAIR, "why": "The carers have asked for a decision", "minutes": 10}
            self.rows["pmg_item"].append(_row("pmg_item", put, asked | own))
            taken = {"why": "Discussed with the reviewing officer this week", "off": TAKEN_OFF}
            self.rows["pmg_item"].append(_row("pmg_item", off, asked | taken))


def _watched(episodes: Sequence[tuple[Any, ...]], since: int) -> Iterator[tuple[str, int, int | None]]:
    """From when until when each child was in care under a care or placement order, as far as it reaches past a day."""
    for child, decom, _rne, ls, _cin, _place, _provider, dec, *_rest in episodes:
        if ls in SCOPE and (dec is None or dec > since):
            yield child, decom, dec


def _row(table: str, child: str, cells: dict[str, Any]) -> tuple[Any, ...]:
    return (child, *(cells.get(cell.name) for cell in SUBJECTS[table].cells))


def _cells(table: str, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(("child", *(cell.name for cell in SUBJECTS[table].cells)), row, strict=True))


def _as_at(cells: dict[str, Any], day: int) -> dict[str, Any]:
    """An action or escalation as it stood on a day."""
    over = "ends" if "ends" in cells else "answered"
    if cells[over] is None or cells[over] <= day:
        return cells
    return cells | dict.fromkeys((over, "why_ended", "evidence") if over == "ends" else (over, "outcome"))


def _dated(table: str, cells: dict[str, Any]) -> dict[str, Any]:
    """Cells with their days as dates."""
    named = [cell.name for cell in SUBJECTS[table].cells if cell.kind == "date"]
    return cells | {name: date(cells[name]) for name in named if cells.get(name) is not None}
