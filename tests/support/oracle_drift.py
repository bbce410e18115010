"""The sixteen rules of drift once more, child by child from their words: what the figure of them should say."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from hypothesis import strategies as st

from models.dates import add_months, add_working_days
from tests.support.answers import Answer, matched
from tests.support.oracle import DAY, Journey, Reading, Row
from tests.support.oracle_journeys import Beside, _least

STORY = ("LS-START", "LS-FIRST", "LS-BOOK", "LS-DONE")
WEEK = dt.timedelta(days=7)
NEVER = dt.date.max


class Case:
    """One child on the day: in care (`j`), in open proceedings, or both."""

    def __init__(self, r: Reading, beside: Beside, child: str, j: Journey | None) -> None:
        self.r, self.day, self.child, self.j, self.beside = r, r.day, child, j, beside
        times = beside.times.get(child, [])
        self.after = times[-2].ended if len(times) > 1 else None
        self.live = beside.live(child, r.day)
        plans = [row for row in beside.plans.get(child, []) if row["begins"] and row["begins"] <= r.day]
        self.begun = max((row["begins"] for row in plans), default=dt.date.min)
        self.closed = max((row["ends"] for row in plans if row["ends"] and row["ends"] <= r.day), default=dt.date.min)
        self.issued, self.extended_to, self.hearing = self._court()

    def steps(self, kind: str) -> list[Row]:
        """The steps of a kind since an earlier time in care ended, sure to be taken by the day, in order."""
        rows = [row for row in self.beside.steps.get(self.child, []) if row["kind"] == kind]
        rows = [row for row in rows if _least(row) <= self.day and (self.after is None or row["day"] > self.after)]
        return sorted(rows, key=lambda row: (_least(row), row["plan"]))

    def last(self, kind: str, *, but: str = "") -> dt.date | None:
        """The last day of a step of a kind, but for those with some outcome."""
        return max((_least(row) for row in self.steps(kind) if not but or row["outcome"] != but), default=None)

    def stands(self, kind: str, *, no: bool) -> dt.date | None:
        """The day of the last step of a kind, if it was not refused (where `no`), or was agreed to."""
        rows = self.steps(kind)
        good = rows and (rows[-1]["outcome"] != "NO" if no else rows[-1]["outcome"] == "YES")
        return _least(rows[-1]) if good else None

    def coming(self, kind: str) -> list[tuple[dt.date, dt.date]]:
        """When a step of a kind is still planned for, and when that was said."""
        said: dict[int, Row] = {}
        for row in self.beside.coming.get(self.child, []):
            if row["kind"] == kind and row["said"] <= self.day:
                said[row["plan"]] = row
        done = {row["plan"]: _least(row) for row in self.steps(kind)}
        open_yet = [row for row in said.values() if row["planned"]]
        open_yet = [row for row in open_yet if row["plan"] not in done or done[row["plan"]] < row["said"]]
        return [(row["planned"], row["said"]) for row in open_yet]

    def _court(self) -> tuple[dt.date | None, dt.date | None, bool]:
        mine = [row for row in self.beside.proceedings.get(self.child, []) if row["issued"] <= self.day]
        if not mine or (mine[-1]["ends"] and mine[-1]["ends"] <= self.day):
            return None, None, False
        issued = mine[-1]["issued"]
        weeks = sum(row["amount"] or 0 for row in self.steps("EXTENSION") if _least(row) >= issued)
        held = [row for row in self.steps("IRH") if row["outcome"] in (None, "HELD") and _least(row) >= issued]
        over = max((row["ends"] for row in mine if row["ends"] and row["ends"] <= self.day), default=None)
        listed = [on for on, said in self.coming("IRH") if over is None or said > over or said >= issued]
        return issued, issued + dt.timedelta(days=181 + 7 * weeks), bool(held or listed)

    def broken(self, kept: set[str]) -> set[str]:
        """The rules that are past their last day in time, by what the authority keeps a record of."""
        found = set()
        if self.extended_to and (self.extended_to < self.day or not self._listed()):
            found.add("DRIFT-9")
        if "plan" in kept and self._single():
            found.add("DRIFT-12")
        return found | (self._in_care(self.j, kept) if self.j else set())

    def _listed(self) -> bool:
        assert self.issued
        return self.hearing or self.issued + dt.timedelta(days=7 * 20 - 1) >= self.day

    def _single(self) -> bool:
        """A child under five in court, with one plan only."""
        interim = self.j is not None and self.j.rows[-1]["ls"] == "C1"
        born = self.r.details.get(self.child)
        if not (self.issued or interim) or len(self.live) != 1 or born is None or born["dob"] is None:
            return False
        first = next((row["decom"] for row in self.j.rows if row["ls"] == "C1"), None) if self.j else None
        since = self.issued or first
        assert since
        return add_months(born["dob"], 60) > self.day and max(since, self.begun, self.closed) < self.day

    def _in_care(self, j: Journey, kept: set[str]) -> set[str]:
        due: dict[str, list[dt.date | None]] = {
            "DRIFT-2": [self._undecided(j)],
            **self._adoption(j, kept),
            "DRIFT-8": [self._at_home(j)],
            "DRIFT-10": [self._review(j), self._visit(j) if "VISIT" in kept else None],
            "DRIFT-11": [self._handover() if "HANDOVER" in kept else None, self._many()],
            "DRIFT-16": self._missing(j, kept),
        }
        place, reviews = j.rows[-1]["place"], self.beside.reviews(j)
        if "plan" in kept:
            primary = self.beside.primary(self.child, self.day)
            if not self.live and len(reviews) > 1:
                due["DRIFT-1"] = [max(reviews[1], self.closed)]
            if not self.live and j.rows[-1]["ls"] == "V2":
                due["DRIFT-13"] = [max(add_months(_legal_since(j), 6), self.closed)]
            if primary is None or primary["pathway"] is None:
                due["DRIFT-15"] = [max(j.begins + 26 * WEEK, self.closed)]
        if place == "U3" and kept & {"REG24", "CC-APPROVED"} and not self._approved(j):
            extended = self.last("REG25")
            more = extended is not None and extended >= _placed_since(j)
            due["DRIFT-7"] = [_placed_since(j) + (24 if more else 16) * WEEK]
        return {rule for rule, days in due.items() if any(day is not None and day < self.day for day in days)}

    def _decided(self, j: Journey) -> bool:
        return j.adm is not None and self._ceased(j) is None

    def _ceased(self, j: Journey) -> dt.date | None:
        ceased = j.adm["date_placed_ceased"] if j.adm else None
        return ceased if ceased and ceased <= self.day else None

    def _approved(self, j: Journey) -> bool:
        on = self.stands("CC-APPROVED", no=False)
        return on is not None and on >= _placed_since(j)

    def _undecided(self, j: Journey) -> dt.date | None:
        plan = self.beside.primary(self.child, self.day)
        if plan is None or plan["pathway"] != "ADOPTION" or self._decided(j) or _ordered(j) or j.adoptive:
            return None
        since = max(row["since"] for row in self.beside.chosen[self.child] if row["since"] <= self.day)
        review = max((on for on in self.beside.reviews(j) if on <= since), default=None)
        began = review if review and add_months(review, 2) >= since else since
        return add_months(max(began, self._ceased(j) or began), 2)

    def _adoption(self, j: Journey, kept: set[str]) -> dict[str, list[dt.date | None]]:
        due: dict[str, list[dt.date | None]] = {}
        if j.adoptive:
            applied, placed = self.last("AO-APPLIED"), j.runs[-1].start
            if applied is None or applied < placed:
                due["DRIFT-6"] = [add_months(placed, 12)]
            return due | self._story(j, kept)
        disrupted = j.runs[-1].end if j.runs else None

        def counted(limit: dt.date) -> dt.date:
            return max(limit, disrupted or limit)

        waits = not matched(j, self.day)
        if waits and self._decided(j):
            assert j.adm
            due["DRIFT-3"] = [counted(add_months(j.adm["date_placed"], 3 if self._baby(j) else 6))]
        if _ordered(j):
            assert j.po
            due["DRIFT-4"] = [counted(add_months(j.po.start, 12))]
            if waits:
                due.setdefault("DRIFT-3", []).append(counted(j.po.start + dt.timedelta(days=121)))
                early = j.rows[-1]["place"] in ("U2", "U5")
                if "LINK" in kept and not early and not self._linked(disrupted):
                    due["DRIFT-5"] = [counted(j.po.start + dt.timedelta(days=90))]
        return due | self._story(j, kept)

    def _story(self, j: Journey, kept: set[str]) -> dict[str, list[dt.date | None]]:
        if not kept & set(STORY) or not self._decided(j) or any(self.steps(kind) for kind in STORY):
            return {}
        assert j.adm
        return {"DRIFT-14": [j.adm["date_placed"]]}

    def _baby(self, j: Journey) -> bool:
        consent = self.last("CONSENT")
        if consent is None or consent < j.begins or j.dob is None or j.po:
            return False
        assert j.adm
        return j.adm["date_placed"] < add_months(j.dob, 6)

    def _linked(self, disrupted: dt.date | None) -> bool:
        last = {row["ref"]: row for row in self.steps("LINK")}
        chosen = [_least(row) for row in last.values() if row["outcome"] == "CHOSEN"]
        return bool(chosen) and (disrupted is None or max(chosen) > disrupted)

    def _at_home(self, j: Journey) -> dt.date | None:
        if j.rows[-1]["place"] != "P1" or j.rows[-1]["ls"] != "C2":
            return None
        since, applied = max(_placed_since(j), _legal_since(j)), self.last("DISCHARGE")
        if applied is not None and applied >= since:
            return None
        return max(add_months(since, 12), *(on for on, _ in self.coming("DISCHARGE")), since)

    def _review(self, j: Journey) -> dt.date | None:
        """By when the next review is due, for care's sake or the adoptive placement's, whichever is first."""
        held = self.beside.reviews(j)
        sure = j.entry is not None and (not held or held[0] <= add_months(j.entry, 12))
        if not held:
            due = add_working_days(j.entry, 20) if j.entry else NEVER
        else:
            due = add_months(held[-1], 3 if len(held) == 1 and sure else 6)
        if not j.adoptive:
            return due
        placed, since = j.runs[-1].start, held[-1] if held else j.entry
        if since is None or since <= placed:
            return min(due, placed + 4 * WEEK)
        before = held[-2] if len(held) > 1 else j.entry
        return min(due, add_months(since, 3 if before is None or before <= placed else 6))

    def _visit(self, j: Journey) -> dt.date | None:
        place, ls, placed = j.rows[-1]["place"], j.rows[-1]["ls"], _placed_since(j)
        since = j.runs[-1].start if j.adoptive else placed
        if not j.adoptive and place == "P1" and ls == "C2":
            since = max(placed, _legal_since(j))
        seen = self.last("VISIT", but="NOT-SEEN")
        seen = seen if seen is not None and seen >= since else None
        reviewed = any(on > (since if j.adoptive else placed) for on in self.beside.reviews(j))
        if j.adoptive:
            return None if reviewed else (seen or since) + WEEK
        immediate = self.last("PWP-REG19", but="NO")
        at_once = place == "P1" and immediate is not None and immediate >= placed
        often = at_once or (place == "P1" and ls == "C1") or (place == "U3" and not self._approved(j))
        if seen is None:
            return since + WEEK
        if place in ("U1", "U4") and add_months(placed, 12) <= seen:
            return add_months(seen, 3)
        return seen + WEEK * (1 if often and not reviewed else 4 if often and not at_once else 6)

    def _rows(self) -> list[Row]:
        rows = self.r.workers.get(self.child, [])
        return [row for row in rows if row["sw_id"] is not None and row["sw_decom"] <= self.day]

    def _handover(self) -> dt.date | None:
        """The first change of worker within the year that no handover belongs to."""
        rows, held = self._rows(), [_least(row) for row in self.steps("HANDOVER")]
        pairs = itertools.pairwise(rows)
        changes = [(a["sw_decom"], b["sw_decom"]) for a, b in pairs if a["sw_id"] != b["sw_id"]]
        halves = [
            later - dt.timedelta(days=((later - earlier).days + 1) // 2)
            for (_, earlier), (_, later) in itertools.pairwise(changes)
        ]
        for (before, changed), start, until in zip(changes, [None, *halves], [*halves, self.day], strict=False):
            since = max(before, start or before)
            last = max((on for on in held if on <= until), default=None)
            if changed > add_months(self.day, -12) and (last is None or last <= since):
                return changed
        return None

    def _many(self) -> dt.date | None:
        """The day before the third worker within twelve months came."""
        first: dict[str, dt.date] = {}
        for row in self._rows():
            if row["sw_dec"] is None or row["sw_dec"] > min(self.day, add_months(self.day, -12)):
                first.setdefault(row["sw_id"], row["sw_decom"])
        return [*first.values()][2] - DAY if len(first) > 2 else None

    def _missing(self, j: Journey, kept: set[str]) -> list[dt.date | None]:
        found: list[dt.date | None] = []
        broke_down = max((run.end for run in j.runs if run.end and run.replaced), default=dt.date.min)
        if j.adoptive and (j.match is None or j.match <= broke_down):
            found.append(j.runs[-1].start)
        if j.adm is None and (_ordered(j) or j.adoptive or matched(j, self.day)):
            days = [j.po.start] if j.po and _ordered(j) else []
            days += [j.runs[-1].start] if j.adoptive else []
            found.append(min(days + ([j.match] if j.match else [])))
        place, ls = j.rows[-1]["place"], j.rows[-1]["ls"]
        home = (self.stands("PWP-APPROVED", no=True), self.last("PWP-REG19", but="NO"))
        if place == "P1" and ls in ("C1", "C2") and "PWP-APPROVED" in kept and not _given(j, *home):
            found.append(_placed_since(j))
        carer = (self.stands("REG24", no=True), self.stands("CC-APPROVED", no=False))
        if place == "U3" and kept & {"REG24", "CC-APPROVED"} and not _given(j, *carer):
            found.append(_placed_since(j))
        return found


def _given(j: Journey, *approvals: dt.date | None) -> bool:
    """Whether one was given, and not for an earlier stay of that kind."""
    last = max((on for on in approvals if on), default=None)
    if last is None:
        return False
    same = [stay for stay in j.stays[:-1] if stay.first_place == j.stays[-1].first_place]
    if not same or j.stays[-1].first_place not in ("P1", "U3"):
        return True
    gap = same[-1].end is not None and same[-1].end < j.stays[-1].start
    return last > (same[-1].end if gap and same[-1].end else same[-1].start)


def _ordered(j: Journey) -> bool:
    return j.rows[-1]["ls"] == "E1"


def _placed_since(j: Journey) -> dt.date:
    return j.stays[-1].start if j.stays else j.begins


def _legal_since(j: Journey) -> dt.date:
    since: dt.date = j.begins
    for before, row in zip(j.rows, j.rows[1:], strict=False):
        since = row["decom"] if row["ls"] != before["ls"] else since
    return since


def _drift(r: Reading) -> dict[str, Answer]:
    beside = Beside(r)
    kept = {row["kind"] for row in r.facts["milestone"].iter_rows(named=True) if row["day"] <= r.day}
    if any(row["begins"] and row["begins"] <= r.day for rows in beside.plans.values() for row in rows):
        kept.add("plan")
    care = {j.child: j for j in r.in_care()}
    others = set(beside.proceedings) - set(care)
    broken = {child: Case(r, beside, child, j).broken(kept) for child, j in care.items()}
    outside = sorted(child for child in others if Case(r, beside, child, None).broken(kept))
    rules: dict[str, list[str]] = {}
    for child, codes in broken.items():
        for code in codes:
            rules.setdefault(code, []).append(child)
    return {
        "K17": {
            "children": sorted(child for child, codes in broken.items() if codes),
            "groups": sorted(sorted(children) for children in rules.values()),
            "apart": {"outside": outside} if outside else {},
        }
    }


PARTS = (_drift,)
FIRST, LAST = dt.date(2022, 1, 1), dt.date(2027, 1, 1)
KINDS = (
    *(("AO-APPLIED", (None,)), ("DISCHARGE", (None,)), ("CONSENT", (None,)), ("HANDOVER", (None,))),
    *(("PWP-APPROVED", ("YES", "NO")), ("IRH", ("HELD", "ADJOURNED", None))),
)


@st.composite
def drawn(draw: st.DrawFn, child: str) -> list[tuple[str, dict[str, Any]]]:
    """The steps that only these rules ask about, and what was planned of them."""
    days, rows = st.dates(FIRST, LAST), []
    for kind, outcomes in KINDS:
        for on in draw(st.lists(days, max_size=2, unique=True)):
            step = {"kind": kind, "plan": 0, "day": on, "outcome": draw(st.sampled_from(outcomes))}
            rows.append(("milestone", step))
    for kind in ("DISCHARGE", "IRH"):
        for said in draw(st.lists(days, max_size=2, unique=True)):
            later = st.integers(1, 400).map(lambda length, said=said: said + dt.timedelta(days=length))
            rows.append(("planned_step", {"kind": kind, "plan": 0, "said": said, "planned": draw(st.none() | later)}))
    return rows
