"""One time in care as its episodes tell it: when the law, the carers and the decisions changed.

What is typed beside the return is invented from it with chances of its own, so that the episodes of a seed stay as
they are whatever is told beside them.
"""

from __future__ import annotations

import random
from typing import Any

from models.samples.care import Care
from models.samples.chain import Episode
from models.subjects import steps

Rows = dict[str, list[tuple[Any, ...]]]
Stay = tuple[int, int | None, str, str | None, str | None, str]
"""From, to (blank: still there), PLACE, provider, Ofsted number, legal status at its beginning."""
DECIDERS: dict[str, str] = {kind: step.decider for kind, step in steps().items()}
UNBORN = ("LGM", "THRESHOLD", "LBP", "PPM", "FGC", "VIABILITY")
AFTERWARDS = ("CELEBRATION", "LS-BOOK", "LS-DONE", "LS-LETTER", "LS-QUALITY")
"""Steps that are taken when the child has left care."""


class Story:
    """One time in care without short breaks, and what is written beside it."""

    __slots__ = (
        *("care", "child", "way", "begun", "ended", "last", "rec", "before", "born", "today", "rows", "rng", "chance"),
        *("reviews", "workers", "stays", "emergency", "ordered", "court_over", "law_after", "care_order"),
        *("order", "order_over", "decisions", "ls", "seen", "plans"),
    )

    def __init__(
        self, care: Care, way: str, begun: int, ended: int | None, rec: str | None, before: int, rows: Rows
    ) -> None:
        self.care, self.child, self.born, self.today = care, care.child, care.born, care.today
        self.way, self.begun, self.ended, self.rec, self.before, self.rows = way, begun, ended, rec, before, rows
        self.rng = random.Random(care.family * 65_537 + int(care.child) * 31 + begun)
        self.chance = self.rng.random
        self.last = care.today if ended is None else ended
        """The last day of the story so far."""
        self.reviews: list[int] = []
        self.workers: list[tuple[Any, ...]] = []
        self.plans: list[tuple[str, int, int, int | None]] = []
        """Of each plan: its way, its number, the day it was agreed, and the day it was given up."""
        self.seen: set[tuple[str, int, int]] = set()
        end = ended if ended is not None else care.today + 1
        self.decisions = [made for made in care.decisions if begun <= made[0] < end]
        self._read([row for row in care.rows if begun <= row[0] < end])

    def _read(self, episodes: list[Episode]) -> None:
        self.ordered: int | None = None
        self.court_over: int | None = None
        self.care_order: int | None = None
        self.order: int | None = None
        self.order_over: int | None = None
        self.law_after: str | None = None
        self.emergency = episodes[0][2] in ("L1", "L2")
        self.stays: list[Stay] = []
        ls = post = ""
        for row in episodes:
            day, law, place = row[0], row[2], row[4]
            if law != ls:
                self._law(day, ls, law)
                ls = law
            if place[0] != "T" or not self.stays:
                last = self.stays[-1] if self.stays else None
                if last is None or last[2] != place or (post != row[10] and row[1] not in ("L", "T", "U")):
                    if last is not None:
                        self.stays[-1] = (last[0], day, *last[2:])
                    self.stays.append((day, None, place, row[5], row[11], law))
                post = row[10] or ""
        if ls == "C1":
            self.court_over = self.ended
        last = self.stays[-1]
        self.stays[-1] = (last[0], self.ended, *last[2:])
        self.ls = ls

    def _law(self, day: int, before: str, law: str) -> None:
        if before == "C1":
            self.court_over, self.law_after = day, law
        if before == "E1":
            self.order_over = day
        if law == "C1" and self.ordered is None:
            self.ordered = day
        elif law == "C2" and self.care_order is None:
            self.care_order = day
        elif law == "E1" and self.order is None:
            self.order = day

    def days(self, low: int, high: int) -> int:
        """Some number of days, both ends included."""
        return low + int(self.chance() * (high - low + 1))

    def there(self, day: int) -> bool:
        """Whether the child is in care on a day that is not to come."""
        return self.begun <= day <= self.last

    def age(self, day: int) -> float:
        """Years of age on a day."""
        return (day - self.born) / 365.25

    def worker(self, day: int) -> str | None:
        """The social worker on a day, where the return says it."""
        for row in reversed(self.workers):
            if row[1] <= day:
                return str(row[2])
        return None

    def pursued(self, pathway: str) -> bool:
        """Whether a way is pursued to the end of the story so far."""
        return any(plan[0] == pathway and plan[3] is None for plan in self.plans)

    def number(self, pathway: str, day: int) -> int:
        """The number of the plan of a way that was pursued on a day, else 0: the step belongs to no single plan."""
        for way, number, begun, ended in self.plans:
            if way == pathway and begun <= day and (ended is None or day <= ended):
                return number
        return 0

    def step(
        self, kind: str, day: int, pathway: str = "", outcome: str | None = None, *, amount: int | None = None,
        ref: str | None = None, note: str | None = None, precision: str | None = None,
    ) -> bool:  # fmt: skip
        """A step taken, unless the day is to come, before birth, after the child left, or the step is told already."""
        if day > self.last and (day > self.today or kind not in AFTERWARDS):
            return False
        if day <= self.before or (day < self.born and kind not in UNBORN):
            return False
        plan = self.number(pathway, day) if pathway else 0
        if (kind, plan, day) in self.seen:
            return False
        self.seen.add((kind, plan, day))
        decider = DECIDERS[kind]
        self.rows["milestone"].append((self.child, kind, plan, day, precision, outcome, amount, ref, decider, note))
        return True

    def coming(self, kind: str, said: int, planned: int, pathway: str = "", why: str | None = None) -> None:
        """A day set for a step: it may lie ahead, or have passed without the step."""
        said = max(said, self.begun)
        if self.there(said) and planned >= said:
            plan = self.number(pathway, said) if pathway else 0
            self.rows["planned_step"].append((self.child, kind, plan, said, planned, why))


def weekday(day: int) -> int:
    """The day itself, or the Friday before it if it falls on a weekend."""
    return day - max(0, (day + 3) % 7 - 4)
