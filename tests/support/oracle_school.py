"""What the measures of school should say, child by child from their definitions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from models.dates import add_months, add_working_days, birthday
from tests.support.answers import Answer, mean, parted, share
from tests.support.oracle import Journey, Reading
from tests.support.oracle_court import exact, known, least, steps

Told = dict[str, Any]


def _began(day: dt.date) -> dt.date:
    return max(on for year in (day.year - 1, day.year) if (on := dt.date(year, 9, 1)) <= day)


def _of_age(dob: dt.date, day: dt.date) -> bool:
    """Aged 5 to 16 on the 31 August that ends the school year of a day."""
    end = dt.date(_began(day).year + 1, 8, 31)
    return birthday(dob, 5) <= end < birthday(dob, 17)


class School:
    """The children in care of school age, and what this school year's terms say of them."""

    def __init__(self, r: Reading) -> None:
        self.r, self.year = r, _began(r.day)
        terms = known(r, "school_term", "begins")
        self.rows = {child: [row for row in rows if row["begins"] >= self.year] for child, rows in terms.items()}
        every = [row for rows in self.rows.values() for row in rows]
        every.sort(key=lambda row: (row["begins"], row["term"] is not None, row["term"]))
        self.kept = bool(every)
        self.code = every[-1]["term"] if every else None
        self.since = min((row["begins"] for row in every if row["term"] == self.code), default=r.day)
        care = r.in_care()
        self.unborn = [j.child for j in care if j.dob is None]
        self.pupils = [j for j in care if j.dob is not None and _of_age(j.dob, r.day)]

    def last(self, j: Journey) -> Told | None:
        """The child's last term of the school year."""
        rows = self.rows.get(j.child)
        return rows[-1] if rows else None


def _attendance(r: Reading) -> dict[str, Answer]:
    school, days, unknown, long = School(r), [], [], []
    if not school.kept:
        return {"E01": mean([], []) | {"apart": {}}}
    for j in school.pupils:
        row = school.last(j)
        if row is None or row["term"] != school.code or row["attendance"] is None:
            unknown.append(j.child)
            continue
        days.append((j.child, row["attendance"] / 10))
        long += [j.child] if j.begins <= add_months(r.day, -12) else []
    apart = {"twelve months": sorted(long)} if long else {}
    return {"E01": mean(days, unknown + school.unborn) | {"apart": apart}}


def _hours(r: Reading) -> dict[str, Answer]:
    school, few, base, unknown = School(r), [], [], []
    for j in school.pupils:
        row = school.last(j)
        if row is None or row["hours"] is None:
            unknown.append(j.child)
            continue
        base.append(j.child)
        few += [j.child] if row["hours"] < 250 else []
    apart = {"all in care": sorted(few)} if base else {}
    return {"E02": share(few, base, unknown + school.unborn if school.kept else []) | {"apart": apart}}


class Suspended:
    """What began while the child was in care."""

    def __init__(self, r: Reading) -> None:
        rows = known(r, "suspension", "begins")
        self.first = min((row["begins"] for found in rows.values() for row in found), default=None)
        care: dict[dt.date, set[str]] = {}
        self.rows = []
        for child, found in rows.items():
            for row in found:
                on = row["begins"]
                if on not in care:
                    care[on] = {j.child for j in r.at(on) if j.in_care(on)}
                if child in care[on]:
                    self.rows.append(row)

    def within(self, kind: str, first: dt.date, last: dt.date) -> list[Told]:
        """Those of a kind that began from one day to another."""
        return [row for row in self.rows if row["permanent"] == kind and first <= row["begins"] <= last]


def _excluded(r: Reading) -> dict[str, Answer]:
    told = Suspended(r)
    terms = [row["begins"] for rows in known(r, "school_term", "begins").values() for row in rows]
    if told.first is None and not terms:
        return {"E03": {"value": None, "children": [], "apart": {}}}
    children = sorted(row["child"] for row in told.within("PERM", _began(r.day), r.day))
    ever = told.within("PERM", dt.date.min, r.day)
    last = max((row["begins"] for row in ever), default=None)
    apart = {"since": sorted(row["child"] for row in ever if row["begins"] == last)} if ever else {"without": []}
    return {"E03": {"value": len(children), "children": children, "apart": apart}}


def _suspended(r: Reading) -> dict[str, Answer]:
    told = Suspended(r)
    if told.first is None:
        nothing: Answer = {"value": None, "children": [], "no_date": [], "apart": {}}
        return {"E04": nothing, "E04c": nothing, "E04s": nothing}
    began, back = _began(r.day), add_months(r.day, -12)
    now, then = told.within("SUSP", began, r.day), told.within("SUSP", add_months(began, -12), back)

    def spells(rows: list[Told]) -> list[str]:
        return sorted(row["child"] for row in rows)

    def children(rows: list[Told]) -> list[str]:
        return sorted({row["child"] for row in rows})

    def sessions(rows: list[Told]) -> list[str]:
        return sorted(row["child"] for row in rows for _ in range(row["sessions"] or 0))

    found: dict[str, Answer] = {}
    for code, count in (("E04", spells), ("E04c", children), ("E04s", sessions)):
        before = {"before": count(then)} if told.first <= back else {}
        change = {"change": count(now)} if before and count(then) else {}
        unknown = [row["child"] for row in now if row["sessions"] is None] if code == "E04s" else []
        found[code] = {
            "value": len(count(now)),
            "children": count(now),
            "no_date": sorted(unknown),
            "apart": before | change,
        }
    return found


def _plans(r: Reading) -> dict[str, Answer]:
    school, plans = School(r), steps(r, "PEP")
    made, base, unknown = [], [], []
    if school.kept and plans:
        unknown += school.unborn
        for j in school.pupils:
            mine = [row for row in plans.get(j.child, []) if least(row) >= school.since]
            if mine and not any(exact(row) for row in mine):
                unknown.append(j.child)
                continue
            base.append(j.child)
            made += [j.child] if mine else []
    first, all_, unsure = [], [], []
    began = min((least(row) for rows in plans.values() for row in rows), default=dt.date.max)
    for j in r.journeys:
        if j.entry is None or j.dob is None or not _of_age(j.dob, j.entry) or j.entry < began:
            continue
        due = add_working_days(j.entry, 10)
        if not r.covers(due) or (j.ended and j.ended <= due) or birthday(j.dob, 18) <= due:
            continue
        since = [row for row in plans.get(j.child, []) if least(row) >= j.entry]
        days = {least(row) for row in since}
        same = [row for row in since if least(row) == min(days)]
        if same and not any(exact(row) for row in same):
            unsure.append(j.child)
            continue
        all_.append(j.child)
        first += [j.child] if same and min(days) <= due else []
    return {"E05": share(made, base, unknown), "E05i": share(first, all_, unsure)}


def _without(r: Reading) -> dict[str, Answer]:
    school, found, unknown, told = School(r), [], [], []
    if not school.kept:
        return {"E06": {"value": None, "children": [], "no_date": [], "groups": [], "apart": {}}}
    for j in school.pupils:
        row = school.last(j)
        if row is None:
            unknown.append(j.child)
            continue
        told.append(row)
        if row["school"] is None or row["hours_why"] == "NO-PLACE":
            found.append((j.child, row["school"] is None))
    children = sorted(child for child, _ in found)
    apart = {
        "ehcp": sorted(row["child"] for row in told if row["sen"] == "E"),
        "alternative": sorted(row["child"] for row in told if row["alternative"] == "Y"),
    }
    return {
        "E06": {
            "value": len(children),
            "children": children,
            "no_date": sorted(unknown + school.unborn),
            "groups": parted(found, lambda one: one[1], lambda one: one[0]),
            "apart": {code: part for code, part in apart.items() if part},
        }
    }


PARTS = (_attendance, _hours, _excluded, _suspended, _plans, _without)

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2027, 1, 1)


@st.composite
def drawn(draw: st.DrawFn, child: str) -> list[tuple[str, dict[str, Any]]]:
    """Terms, plans and suspensions of any day, in care or not, with blank cells."""
    days, rows = st.dates(FIRST, LAST), []
    for begins in draw(st.lists(days, max_size=8, unique=True)):
        rows.append((
            "school_term",
            {
                "begins": begins,
                "term": draw(st.sampled_from(["AUTUMN", "SPRING", "SUMMER", None])),
                "attendance": draw(st.none() | st.integers(0, 1000)),
                "hours": draw(st.sampled_from([None, 0, 249, 250, 300])),
                "hours_why": draw(st.sampled_from([None, "NO-PLACE", "MEDICAL"])),
                "school": draw(st.sampled_from([None, "900123"])),
                "sen": draw(st.sampled_from([None, "E", "K"])),
                "alternative": draw(st.sampled_from([None, "Y", "N"])),
            },
        ))  # fmt: skip
    for begins in draw(st.lists(days, max_size=6, unique=True)):
        kind = draw(st.sampled_from(["SUSP", "SUSP", "PERM"]))
        rows.append(
            ("suspension", {"begins": begins, "permanent": kind, "sessions": draw(st.none() | st.integers(0, 9))})
        )
    for on in draw(st.lists(days, max_size=5, unique=True)):
        rough = draw(st.sampled_from([None, None, None, "MONTH", "YEAR", "UNKNOWN"]))
        rows.append(("milestone", {"kind": "PEP", "plan": 0, "day": on, "precision": rough}))
    return rows
