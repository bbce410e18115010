"""What the measures of care orders, decisions, links, temporary approval and plans should say, child by child."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from hypothesis import strategies as st

from models.dates import add_months
from models.snapshot import Facts
from tests.support.answers import Answer, matched, mean, parted, share
from tests.support.oracle import DAY, Journey, Reading, Row, by_child

THRESHOLDS = (639, 608, 547, 487, 426)


def _kept(r: Reading, *kinds: str) -> bool:
    rows = r.facts["milestone"].iter_rows(named=True)
    return any(row["kind"] in kinds and row["day"] <= r.day for row in rows)


def _least(row: Row) -> dt.date:
    """The last day an approximate date can mean: only from then on it is sure."""
    day: dt.date = row["day"]
    if row["precision"] == "MONTH":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return dt.date(day.year, 12, 31) if row["precision"] == "YEAR" else day


class Beside:
    """Plans and steps of each child."""

    def __init__(self, r: Reading) -> None:
        facts: Facts = r.facts
        self.r = r
        self.times: dict[str, list[Journey]] = {}
        for j in r.journeys:
            self.times.setdefault(j.child, []).append(j)
        self.steps = by_child(facts["milestone"].iter_rows(named=True))
        self.plans = by_child(facts["plan"].iter_rows(named=True))
        self.chosen = by_child(facts["primary_plan"].sort("child", "since").iter_rows(named=True))
        self.coming = by_child(facts["planned_step"].sort("child", "said").iter_rows(named=True))
        self.proceedings = by_child(facts["proceedings"].sort("child", "issued").iter_rows(named=True))

    def of(self, j: Journey, kind: str) -> list[Row]:
        """The steps of a kind in a time in care that are sure to be taken by the day, in order."""
        rows = [row for row in self.steps.get(j.child, []) if row["kind"] == kind]
        rows = [row for row in rows if j.since <= _least(row) <= self.r.day and row["day"] <= j.until]
        return sorted(rows, key=lambda row: (_least(row), row["plan"]))

    def live(self, child: str, day: dt.date) -> list[Row]:
        """The plans pursued on a day."""
        rows = [row for row in self.plans.get(child, []) if row["begins"] is not None and row["begins"] <= day]
        return [row for row in rows if row["ends"] is None or row["ends"] > day]

    def primary(self, child: str, day: dt.date) -> Row | None:
        """The primary plan on a day."""
        said = [row for row in self.chosen.get(child, []) if row["since"] <= day]
        number = said[-1]["plan"] if said else None
        return next((row for row in self.live(child, day) if row["plan"] == number), None)

    def adoption(self, child: str, day: dt.date) -> bool:
        """Whether adoption is the primary plan on a day."""
        plan = self.primary(child, day)
        return plan is not None and plan["pathway"] == "ADOPTION"

    def became(self, j: Journey, day: dt.date) -> dt.date | None:
        """The last day, by a day, on which adoption became the primary plan in a time in care."""
        days = {row["since"] for row in self.chosen.get(j.child, [])}
        days |= {row["begins"] for row in self.plans.get(j.child, []) if row["begins"] is not None}
        began = [on for on in days if on <= day and j.since <= on <= j.until]
        began = [on for on in began if self.adoption(j.child, on) and not self.adoption(j.child, on - DAY)]
        return max(began, default=None)

    def reviews(self, j: Journey) -> list[dt.date]:
        """The reviews held in a time in care."""
        held = [row["review"] for row in self.r.reviews.get(j.child, [])]
        return [on for on in held if j.begins <= on <= (j.ended or self.r.day)]

    def set_on(self, j: Journey, day: dt.date) -> tuple[dt.date, bool] | None:
        """When the two months began that a decision for adoption may take, and whether by a review."""
        became = self.became(j, day)
        if became is None:
            return None
        review = max((on for on in self.reviews(j) if on <= became), default=None)
        if review is not None and add_months(review, 2) >= became:
            return review, True
        return became, False


def _decided(j: Journey, day: dt.date) -> bool:
    return j.adm is not None and (j.adm["date_placed_ceased"] is None or j.adm["date_placed_ceased"] > day)


def _disrupted(j: Journey) -> dt.date | None:
    return j.runs[-1].end if j.runs and not j.adoptive else None


def _orders(r: Reading) -> dict[str, Answer]:
    beside, days, unknown, at_once, apart, backwards = Beside(r), [], [], [], [], []
    decided: list[tuple[str, int]] = []
    undecided = []
    for j in r.journeys:
        po = j.po.start if j.po and j.po.known else None
        if po is None or not r.covers(po) or j.grown(po):
            continue
        if j.adm is None:
            undecided.append(j.child)
        else:
            decided.append((j.child, (po - j.adm["date_placed"]).days))
        said = sorted(beside.of(j, "CO"), key=lambda row: (_least(row), row["precision"] is not None))
        first = next((row for row in j.rows if row["ls"] == "C2"), None)
        if said:
            made = None if said[0]["precision"] in ("MONTH", "YEAR", "UNKNOWN") else said[0]["day"]
        elif first is None or first["decom"] > po:
            made = po
            at_once.append(j.child)
        else:
            made = first["decom"] if first is not j.rows[0] or first["rne"] in ("S", "L", "B", "U") else None
        if made is None:
            unknown.append(j.child)
        else:
            days.append((j.child, (po - made).days))
            backwards += [j.child] if made > po else []
            apart += [j.child] if said or made != po or (first and first["decom"] <= po) else []
    groups = sorted(sorted(part) for part in (apart, at_once) if part)
    wrong = {"backwards": sorted(backwards)} if backwards else {}
    return {
        "T06": mean(days, unknown) | {"flagged": sorted(at_once), "groups": groups, "apart": wrong},
        "T07": mean(decided, undecided),
    }


def _decisions(r: Reading) -> dict[str, Answer]:
    beside, days, unknown, flagged = Beside(r), [], [], []
    for j in r.journeys:
        adm = j.adm["date_placed"] if j.adm else None
        if adm is None or not r.covers(adm) or j.grown(adm):
            continue
        found = beside.set_on(j, adm)
        if found is None:
            unknown.append(j.child)
            continue
        began, by_review = found
        days.append((j.child, (adm - began).days))
        flagged += [] if by_review else [j.child]
    waiting = [j for j in r.in_care() if not _decided(j, r.day) and beside.adoption(j.child, r.day)]
    since = {j.child: beside.set_on(j, r.day) for j in waiting if _goes_on(beside, j)}
    apart = {"apart": {"waiting": sorted(since)}} if since else {"apart": {}}
    so_far = sorted((r.day - found[0]).days for found in since.values() if found)
    return {"T12": mean(days, unknown) | {"flagged": sorted(flagged), "so far": so_far} | apart}


def _goes_on(beside: Beside, j: Journey) -> bool:
    """Whether adoption, the primary plan today, became it in this time in care."""
    day = beside.r.day
    while beside.adoption(j.child, day - DAY):
        day -= DAY
    return j.since <= day <= j.until


def _links(r: Reading) -> dict[str, Answer]:
    beside, kept = Beside(r), _kept(r, "LINK")
    none, pursued, unknown = [], [], []
    for j in r.in_care():
        away = j.adoptive or matched(j, r.day) or j.rows[-1]["place"] in ("U2", "U5")
        if j.rows[-1]["ls"] != "E1" or away:
            continue
        last = {row["ref"]: row for row in beside.of(j, "LINK")}
        disrupted = _disrupted(j) or dt.date.min
        stand = {row["outcome"] for row in last.values() if _least(row) > disrupted}
        if not kept:
            unknown.append(j.child)
        elif "CHOSEN" not in stand:
            (pursued if "ACTIVE" in stand else none).append(j.child)
    children = sorted({*none, *pursued})
    groups = sorted(sorted(part) for part in (none, pursued) if part)
    return {"K03": {"children": children, "no_date": sorted(unknown), "groups": groups}}


def _waiting(r: Reading) -> dict[str, Answer]:
    long, base, unknown = [], [], []
    for j in r.in_care():
        if j.rows[-1]["ls"] != "E1" or j.adoptive:
            continue
        assert j.po
        over = (r.day - j.po.start).days > 90
        if over or j.po.known:
            base.append((j.child, (over, over and matched(j, r.day))))
            long += [j.child] if over else []
        else:
            unknown.append(j.child)
    groups = parted(base, lambda one: one[1], lambda one: one[0])
    return {"K05": share(long, (child for child, _ in base), unknown) | {"groups": groups}}


def _temporary(r: Reading) -> dict[str, Answer]:
    beside, kept, counted, unknown = Beside(r), _kept(r, "REG24", "CC-APPROVED"), [], []
    for j in r.in_care():
        if j.rows[-1]["place"] != "U3":
            continue
        stay = j.stays[-1]
        said = beside.of(j, "CC-APPROVED")
        if not kept:
            unknown.append(j.child)
            continue
        if said and said[-1]["outcome"] == "YES" and _least(said[-1]) >= stay.start:
            continue
        extended = any(_least(row) >= stay.start for row in beside.of(j, "REG25"))
        last = stay.start + dt.timedelta(days=168 if extended else 112)
        if last < r.day or stay.known:
            counted.append((j.child, "past" if last < r.day else "due" if (last - r.day).days <= 28 else "in time"))
        else:
            unknown.append(j.child)
    groups = parted(counted, lambda one: one[1], lambda one: one[0])
    return {"K12": {"children": sorted(child for child, _ in counted), "no_date": sorted(unknown), "groups": groups}}


def _plans(r: Reading) -> dict[str, Answer]:
    beside = Beside(r)
    begun = [row["begins"] for rows in beside.plans.values() for row in rows if row["begins"] is not None]
    planned, base, unknown = [], [], []
    for j in r.journeys:
        held = beside.reviews(j)
        if len(held) < 2 or not r.covers(held[1]):
            continue
        second = j.entry is not None and held[0] <= add_months(j.entry, 12)
        if not second or not any(on <= held[1] for on in begun):
            unknown.append(j.child)
            continue
        base.append(j.child)
        planned += [j.child] if beside.primary(j.child, held[1]) else []
    care = r.in_care()
    primary = {j.child: beside.primary(j.child, r.day) for j in care}
    said = [(child, plan["pathway"]) for child, plan in primary.items() if plan]
    towards = [j for j in care if beside.adoption(j.child, r.day)]
    parallel = [j.child for j in towards if len(_in_this_time(beside, j)) > 1]
    parts = [(j.child, (j.child in parallel, j.rows[-1]["ls"] == "E1")) for j in towards]
    return {
        "K16": share(planned, base, unknown),
        "K18": share((child for child, _ in said), primary)
        | {"groups": parted(said, lambda one: one[1], lambda one: one[0])},
        "K19": share(parallel, (j.child for j in towards))
        | {"groups": parted(parts, lambda one: one[1], lambda one: one[0])},
    }


def _in_this_time(beside: Beside, j: Journey) -> list[Row]:
    """The plans pursued on the day that were not left over from an earlier time in care."""
    mine = beside.times[j.child]
    at = next(number for number, one in enumerate(mine) if one is j)
    ended = mine[at - 1].ended if at else None
    return [row for row in beside.live(j.child, beside.r.day) if ended is None or row["begins"] > ended]


def _short_waits(r: Reading) -> dict[str, Answer]:
    end = dt.date(r.day.year - (r.day < dt.date(r.day.year, 3, 31)), 3, 31)
    days, unknown = {}, []
    chosen = [row["value"] for row in r.facts["setting"].iter_rows(named=True) if row["name"] == "A3"]
    limit = int(chosen[0]) * 365.25 / 12 // 1 if chosen else 426
    adopted = [j for j in r.at(end) if j.ao and add_months(end, -36) < j.ao <= end and j.placed]
    for number, j in enumerate(adopted):
        assert j.placed
        if j.entry and j.placed.known:
            days[number, j.child] = (j.placed.start - j.entry).days
        else:
            unknown.append(j.child)

    def under(most: float) -> list[str]:
        return sorted(child for (_, child), waited in days.items() if waited < most)

    open_yet = [j for j in r.in_care() if _decided(j, r.day) and not j.adoptive and j.entry]
    so_far = {j.child: (r.day - j.entry).days for j in open_yet if j.entry}
    parts = {
        "waiting less": sorted(child for child, waited in so_far.items() if waited < limit),
        "waiting longer": sorted(child for child, waited in so_far.items() if waited >= limit),
    }
    groups = sorted(part for most in THRESHOLDS if (part := under(most)))
    answer = share(under(limit), (child for _, child in days), unknown) | {"groups": groups}
    apart = {code: part for code, part in parts.items() if part}
    return {"A3": answer | {"apart": apart, "so far": sorted(so_far.values())}}


PARTS = (_orders, _decisions, _links, _waiting, _temporary, _plans, _short_waits)

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2027, 1, 1)
KINDS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("CO", (None,)),
    ("LINK", ("ACTIVE", "CHOSEN", "CHOSEN", "ENDED")),
    ("REG24", ("YES", "NO")),
    ("REG25", (None,)),
    ("CC-APPROVED", ("YES", "NO")),
)


@st.composite
def drawn(draw: st.DrawFn, child: str) -> list[tuple[str, dict[str, Any]]]:
    """Plans begun, chosen and closed in any order, and steps of any day, exact or approximate."""
    days, rows = st.dates(FIRST, LAST), []
    for kind, outcomes in KINDS:
        for on in draw(st.lists(days, max_size=3, unique=True)):
            rough = draw(st.sampled_from([None, None, None, "MONTH", "YEAR", "UNKNOWN"]))
            said = {"outcome": draw(st.sampled_from(outcomes)), "ref": draw(st.sampled_from([None, "a", "b"]))}
            step = {"kind": kind, "plan": draw(st.integers(0, 2)), "day": on, "precision": rough}
            rows.append(("milestone", step | said))
    ways = st.sampled_from(["ADOPTION", "ADOPTION", "SGO", "LTF", None])
    for number in range(1, draw(st.integers(1, 4))):
        begins = draw(days)
        ends = draw(st.none() | st.integers(0, 500).map(lambda length, on=begins: on + dt.timedelta(length)))
        rows.append(("plan", {"plan": number, "pathway": draw(ways), "begins": begins, "ends": ends}))
    for since in draw(st.lists(days, max_size=4, unique=True)):
        rows.append(("primary_plan", {"since": since, "plan": draw(st.none() | st.integers(1, 4))}))
    return rows
