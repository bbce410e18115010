"""One invented child's time in care, written in the order of its days.

A route says what happens and when; this class keeps it sound: nothing starts and ends on one day, and what lies beyond
today or the eighteenth birthday does not happen.
"""

from __future__ import annotations

import random
from itertools import pairwise

from models.codes import FOSTER, SHORT_BREAKS, WITH_PARENTS
from models.samples.chain import Chain, of_day, working
from models.samples.drift import drift
from models.samples.places import Carer, Places


class Care(Chain):
    """A child's periods of care so far, and what is decided about the child beside the episodes."""

    def __init__(
        self, born: int, eighteenth: int, today: int, rng: random.Random, court: random.Random, places: Places
    ) -> None:
        super().__init__(born, rng, places)
        self.eighteenth, self.today, self.court = eighteenth, today, court
        self.together = self.apart = False
        self.over = True
        self.begun = 0
        self.rec: str | None = None
        self.periods: list[tuple[int, int | None, str | None]] = []
        self.decisions: list[tuple[int, int | None, str | None]] = []
        self.decided: int | None = None
        self.match: int | None = None
        self.linked: int | None = None
        self.adopters: tuple[str, str, str, str] | None = None
        self.child = self.ethnic = ""
        self.asylum = False
        self.family, self.siblings, self.way = 0, False, ""
        self.ways: list[str] = []

    def days(self, low: int, high: int) -> int:
        """Some number of days that brothers and sisters share, the lower ones likelier."""
        return int(self.court.triangular(low, high + 1, low + 0.3 * (high - low)))

    def spread(self, *points: tuple[float, int]) -> int:
        """Some number of days that brothers and sisters share, told by which share of families has fewer."""
        luck = self.court.random()
        for (low, least), (high, most) in pairwise(points):
            if luck < high:
                return least + int((luck - low) / (high - low) * (most - least))
        return points[-1][1]

    def chance(self, share: float) -> bool:
        """Whether something befalls this family."""
        return self.court.random() < share

    def find(self, place: str) -> Carer:
        """A household for a placement; the same for brothers and sisters who stay together."""
        found, rng = self.carer, self.court if self.together else self.rng
        while found == self.carer:
            found = self.places.find(place, rng)
        return found

    def begin(self, day: int, ls: str, place: str, cin: str, *, carer: Carer | None = None) -> None:
        """A period of care begins."""
        self.over = day > self.today or day >= self.eighteenth
        self.match = self.decided = None
        if self.over:
            return
        self.settled, self.moves = False, 0.25
        self.begun, self.cin, self.rec = day, cin, None
        self.ways.append(self.way)
        self.open(day, "S", ls, place, carer or self.find(place))

    def change(
        self, day: int, *, ls: str | None = None, place: str | None = None, carer: Carer | None = None,
        reason: str = "CARPL",
    ) -> int:  # fmt: skip
        """The legal status, the placement or both change; no carer named means that the child stays with the same one.

        Answers the day it happened, which is later than asked where another change was in the way.
        """
        if ls and not place and self.ls not in ("L1", "L2"):
            day = working(day)
        elif carer is not None and self.apart and not ls:
            day += int(self.rng.random() * 24)
        day = self._reach(day)
        if self.over:
            return day
        if place:
            place = of_day(place, day)
            rne = ("U" if ls else "T") if carer is None else ("B" if ls else "P")
        else:
            rne = "L"
        temporary = self.place[0] == "T" or (place or "")[:1] == "T"
        self.close(day, "X1", None if not place or temporary else reason)
        self.open(day, rne, ls or self.ls, place or self.place, carer or self.carer)
        return day

    def leave(self, day: int, rec: str) -> int:
        """The period of care ends."""
        day = self._reach(day)
        if not self.over:
            self._end(day, rec)
        return day

    def grow_up(self) -> None:
        """The child stays in care until adulthood."""
        self.leave(self.eighteenth, "E5")

    def decide(self, day: int) -> int:
        """The decision maker decides that the child should be placed for adoption."""
        day = working(day)
        if self._happens(day):
            self.decided = day
            self.decisions.append((day, None, None))
        return day

    def cease(self, day: int, reason: str) -> int:
        """The decision maker decides that the child should no longer be placed for adoption."""
        day = working(day)
        if self._happens(day) and self.decided is not None:
            self.decisions[-1] = (self.decided, day, reason)
            self.decided = self.match = None
        return day

    def matched(self, day: int) -> int:
        """The decision maker approves the match."""
        day = working(day)
        if self._happens(day):
            self.match = day
        return day

    def finish(self) -> None:
        """Write down the episode that is still open today."""
        if self.begun and self.rec is None:
            self.close(None, None, None)
            self.periods.append((self.begun, None, None))

    def _happens(self, day: int) -> bool:
        return not self.over and day <= self.today and day < self.eighteenth

    def _reach(self, day: int) -> int:
        """Live on to a day: what comes between happens, and adulthood or today may come first."""
        if self.over:
            return day
        if day <= self.decom:
            day = self.decom + 5 + int(self.rng.random() * 21)
        if self.ls not in SHORT_BREAKS:
            drift(self, min(day, self.today, self.eighteenth))
        if day >= self.eighteenth <= self.today:
            self._end(self.eighteenth, self._grown())
        elif day > self.today:
            self.over = True
        return day

    def _grown(self) -> str:
        luck = self.rng.random()
        if self.place in FOSTER:
            return "E17" if luck < 0.62 else "E5" if luck < 0.87 else "E6"
        if self.place == WITH_PARENTS:
            return "E4A"
        if self.cin == "N2":
            return "E7" if luck < 0.6 else "E5"
        return "E5" if luck < 0.74 else "E6" if luck < 0.95 else "E8"

    def _end(self, day: int, rec: str) -> None:
        self.close(day, rec, None)
        self.periods.append((self.begun, day, rec))
        self.over, self.rec = True, rec
