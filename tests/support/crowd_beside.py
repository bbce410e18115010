"""The crowd once more, with court, school and the rarer steps: so many that a disruption is reviewed in time and a book
is ready by the second review of a placement."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.support.crowd import Crowd

KINDS: dict[str, tuple[str | None, int]] = {
    "AD-REVIEW": (None, 6),
    "DISRUPTION": (None, 8),
    "LS-FIRST": (None, 1),
    "LS-BOOK": (None, 1),
    "LS-DONE": (None, 3),
    "LS-LETTER": (None, 3),
    "CELEBRATION": (None, 3),
    "PEP": (None, 10),
    "LGM": ("C", 5),
    "LBP": (None, 9),
    "PPM": (None, 12),
    "FGC": (None, 2),
}
"""Kinds of step that the crowd has none of: an outcome that some have, and how many at the most."""


class CrowdBeside(Crowd):
    """So many children by a seed: `rows` by table."""

    def _child(self, child: str) -> None:
        super()._child(child)
        luck, rough = self.luck, (None, None, None, None, "MONTH", "YEAR", "UNKNOWN")
        for kind, (outcome, most) in KINDS.items():
            for on in self._days(most):
                cells = {"precision": luck.choice(rough), "outcome": luck.choice((outcome, outcome, None))}
                self.add("milestone", child=child, kind=kind, plan=0, day=on, **cells)
        for on in self._days(3):
            self.add("residential", child=child, since=on, miles=luck.choice((None, 3, 20, 21, 90)))
        self._school(child)
        self._court(child)

    def _days(self, most: int) -> list[dt.date]:
        """Some days, none twice."""
        return sorted({self.later(1_900) for _ in range(self.luck.randint(0, most))})

    def _school(self, child: str) -> None:
        luck = self.luck
        for on in self._days(14):
            told: dict[str, Any] = {
                "attendance": luck.choice((None, luck.randint(0, 1000))),
                "hours": luck.choice((None, 0, 249, 250)),
            }
            told |= {"hours_why": luck.choice((None, "NO-PLACE")), "school": luck.choice((None, "900123"))}
            told |= {"sen": luck.choice((None, "E")), "alternative": luck.choice((None, "Y"))}
            self.add(
                "school_term", child=child, begins=on, term=luck.choice(("AUTUMN", "SPRING", "SUMMER", None)), **told
            )
        for on in self._days(5):
            kind = luck.choice(("SUSP", "SUSP", "PERM"))
            self.add("suspension", child=child, begins=on, permanent=kind, sessions=luck.choice((None, 0, 3, 7)))

    def _court(self, child: str) -> None:
        luck = self.luck
        for on in self._days(3):
            end = self.later(300, on) if self.often(0.6) else None
            outcome = luck.choice(("ISSUE", "STEP-DOWN", None)) if end else None
            self.add("pre_proceedings", child=child, begins=on, ends=end, outcome=outcome)
        issued = [row["issued"] for row in self.rows.get("proceedings", []) if row["child"] == child]
        for on in (day for day in self._days(3) if day not in issued):
            refs = {"family_ref": luck.choice((None, "f")), "court_ref": luck.choice((None, "c1", "c2", "c3", "c4"))}
            end, notice = self.later(400, on) if self.often(0.6) else None, luck.choice((None, None, "Newborn"))
            self.add("proceedings", child=child, issued=on, ends=end, short_notice=notice, **refs)
