"""A crowd of invented children whose records are as strange as records can be: chains that break, orders made again,
plans begun and closed in any order, steps of any day. Dense, so that every rule has somebody to judge."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

FIRST = dt.date(2020, 1, 1)
STATUSES = ("C1", "C2", "C2", "E1", "E1", "E1", "V2", "V3")
PLACES = ("U6", "U6", "U5", "U2", "U3", "U3", "A6", "A6", "A5", "P1", "P1", "K2", "T1", "U4", "U1")
ENDINGS = ("E11", "E12", "E45", "E4A", "E2", "X1", "E8")
STEPS: dict[str, tuple[str | None, ...]] = {
    "CO": (None,), "LINK": ("ACTIVE", "CHOSEN", "CHOSEN", "ENDED"), "REG24": ("YES", "YES", "NO"), "REG25": (None,),
    "CC-APPROVED": ("YES", "NO"), "AO-APPLIED": (None,), "DISCHARGE": (None,), "CONSENT": (None,), "HANDOVER": (None,),
    "PWP-APPROVED": ("YES", "YES", "NO"), "PWP-REG19": ("YES", "NO"), "IRH": ("HELD", "ADJOURNED"),
    "VISIT": ("SEEN", "SEEN", "NOT-SEEN"), "EXTENSION": (None,), "LS-START": (None,),
}  # fmt: skip
SELDOM = ("AO-APPLIED", "CONSENT", "LS-START", "PWP-APPROVED", "PWP-REG19", "CO", "IRH", "EXTENSION", "DISCHARGE")
WAYS = ("ADOPTION", "ADOPTION", "ADOPTION", "SGO", "LTF", "HOME", None)
Row = dict[str, Any]


class Crowd:
    """So many children by a seed: `rows` by table."""

    def __init__(self, children: int, seed: int) -> None:
        self.luck = random.Random(seed)
        self.rows: dict[str, list[Row]] = {}
        for number in range(children):
            self._child(f"{number:04}")

    def add(self, table: str, **row: Any) -> None:
        """One more row of a table."""
        self.rows.setdefault(table, []).append(row)

    def later(self, most: int, since: dt.date = FIRST) -> dt.date:
        """Some day after another."""
        return since + dt.timedelta(days=self.luck.randint(1, most))

    def often(self, share: float) -> bool:
        """Whether something is so that is so that often."""
        return self.luck.random() < share

    def _child(self, child: str) -> None:
        luck, begins = self.luck, self.later(900)
        if self.often(0.95):
            young = luck.randint(0, 1500) if self.often(0.7) else luck.randint(0, 6800)
            dob, ethnic = begins - dt.timedelta(days=young), luck.choice(["WBRI", "MWBC", None])
            self.add("child_details", child=child, dob=dob, sex=luck.choice(["1", "2"]), ethnic=ethnic)
        ended = self._episodes(child, begins)
        self._around(child, begins)
        self._steps(child, begins, ended)
        self._plans(child, begins)

    def _episodes(self, child: str, day: dt.date) -> dt.date:
        luck, count = self.luck, self.luck.randint(1, 8)
        status, place, provider = luck.choice(STATUSES), luck.choice(PLACES), "PR1"
        for number in range(count):
            rne = luck.choice("SSSSLPTBU") if number == 0 else luck.choice("LPPTBU")
            last = number == count - 1
            end = None if last and self.often(0.6) else self.later(luck.choice([40, 200, 500]), day)
            rec = None if end is None else luck.choice(ENDINGS) if last else "X1" if self.often(0.93) else "E4A"
            cells = {"ls": status, "place": place, "place_provider": provider, "cin": luck.choice(["N1", "N2"])}
            self.add("care_episode", child=child, decom=day, rne=rne, dec=end, rec=rec, **cells)
            if end is None:
                break
            day = end if rec == "X1" else self.later(60, end)
            status = luck.choice(STATUSES) if self.often(0.5) else status
            place = luck.choice(PLACES) if self.often(0.6) else place
            provider = luck.choice(["PR1", "PR4"]) if self.often(0.1) else provider
        return day

    def _around(self, child: str, begins: dt.date) -> None:
        luck, held, since = self.luck, begins, begins
        if self.often(0.5):
            match = self.later(1500, begins)
            self.add("adoption", child=child, date_match=match, foster_care=luck.choice(["0", "1", None]))
        decided = {self.later(1200, begins) for _ in range(luck.randint(0, 2))}
        for on in sorted(decided):
            ceased = self.later(400, on) if self.often(0.3) else None
            self.add("adm_decision", child=child, date_placed=on, date_placed_ceased=ceased)
        for _ in range(luck.randint(0, 9)):
            held = self.later(luck.choice([30, 90, 200, 400]), held)
            self.add("review", child=child, review=held, review_code=luck.choice(["PN1", "PN0", "PN7"]))
        for _ in range(luck.randint(0, 5)):
            end, worker = self.later(500, since), luck.choice(["SW1", "SW2", "SW3", "SW4", None])
            cells = {"sw_dec": end if self.often(0.8) else None, "sw_reason": luck.choice(["MANAGE", "ABSENC"])}
            self.add("social_worker", child=child, sw_decom=since, sw_id=worker, **cells)
            since = end
        if self.often(0.4):
            issued = self.later(700, begins)
            self.add(
                "proceedings", child=child, issued=issued, ends=self.later(500, issued) if self.often(0.6) else None
            )

    def _steps(self, child: str, begins: dt.date, ended: dt.date) -> None:
        luck, days = self.luck, (ended - begins).days + 400
        for kind, outcomes in STEPS.items():
            seldom = kind in SELDOM and self.often(0.6)
            for on in sorted({self.later(days, begins) for _ in range(0 if seldom else luck.randint(0, 4))}):
                cells = {
                    "outcome": luck.choice(outcomes),
                    "amount": luck.randint(1, 8) if kind == "EXTENSION" else None,
                }
                cells |= {"ref": luck.choice(["a", "b"]) if kind == "LINK" else None}
                rough = luck.choice(["MONTH", "YEAR", "UNKNOWN"]) if self.often(0.1) else None
                plan = luck.randint(0, 1) if kind == "LINK" else 0
                self.add("milestone", child=child, kind=kind, plan=plan, day=on, precision=rough, **cells)
        for kind in ("DISCHARGE", "IRH"):
            for said in sorted({self.later(days, begins) for _ in range(luck.randint(0, 2))}):
                planned = self.later(300, said) if self.often(0.8) else None
                self.add("planned_step", child=child, kind=kind, plan=0, said=said, planned=planned)

    def _plans(self, child: str, begins: dt.date) -> None:
        luck, numbers = self.luck, range(1, self.luck.randint(1, 5))
        for number in numbers:
            on = self.later(600, begins)
            ends = self.later(600, on) if self.often(0.4) else None
            self.add("plan", child=child, plan=number, pathway=luck.choice(WAYS), begins=on, ends=ends)
        for since in sorted({self.later(900, begins) for _ in range(luck.randint(0, 5))} if numbers else ()):
            self.add("primary_plan", child=child, since=since, plan=luck.choice([*numbers, *numbers, None]))
