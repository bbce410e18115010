"""What the measures of adoption reviews, visits, life story work and distance should say, from their definitions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from models.dates import add_months, add_working_days
from tests.support.answers import Answer, mean, parted, share
from tests.support.oracle import DAY, Journey, Reading, Row
from tests.support.oracle_court import exact, known, least, steps

WEEK = dt.timedelta(days=7)
Due = tuple[dt.date | None, dt.date | None]
"""By when a review was due, and when it was held."""


def _reviews(r: Reading, j: Journey) -> list[dt.date]:
    """The reviews held in a time in care."""
    held = [row["review"] for row in r.reviews.get(j.child, [])]
    return [on for on in held if j.begins <= on <= (j.ended or r.day) and on <= r.day]


def _waiting(r: Reading, j: Journey, rows: list[Row]) -> list[Due]:
    assert j.po
    start, sure = j.po.start, j.po.known
    if j.runs and j.runs[-1].end is not None and j.runs[-1].end >= start:
        start, sure = j.runs[-1].end, True
    days: dict[dt.date, dt.date | None] = {}
    for row in rows:
        if least(row) > start:
            days[least(row)] = days.get(least(row)) or exact(row)
    held = sorted(days)
    dues = [add_months(start, 3) if sure else None]
    dues += [None if days[on] is None else add_months(on, 6) for on in held]
    return list(zip(dues, [*held, None], strict=True))


def _placed(r: Reading, j: Journey) -> list[Due]:
    assert j.placed
    held = [on for on in _reviews(r, j) if on > j.placed.start]
    dues = [j.placed.start + 4 * WEEK if j.placed.known else None]
    dues += [add_months(on, 6 if number else 3) for number, on in enumerate(held)]
    return list(zip(dues, [*held, None], strict=True))


def _adoption_reviews(r: Reading) -> dict[str, Answer]:
    asked, since = steps(r, "AD-REVIEW"), add_months(r.day, -12) + DAY
    some = any(row["review"] <= r.day for rows in r.reviews.values() for row in rows)
    good, base, unknown = [], [], []
    for j in r.in_care():
        if j.adoptive and some:
            dues = _placed(r, j)
        elif not j.adoptive and j.rows[-1]["ls"] == "E1" and asked:
            dues = _waiting(r, j, asked.get(j.child, []))
        else:
            continue
        fallen = [(due, held) for due, held in dues if due is not None and due <= r.day]
        if fallen:
            base.append((j.child, j.adoptive))
            late = any(held is None or (due >= since and held > due) for due, held in fallen)
            good += [] if late else [j.child]
        elif any(due is None and held is None for due, held in dues):
            unknown.append(j.child)
    groups = parted(base, lambda one: one[1], lambda one: one[0])
    return {"R03": share(good, (child for child, _ in base), unknown) | {"groups": groups}}


def _disruptions(r: Reading) -> dict[str, Answer]:
    reviews = steps(r, "DISRUPTION")
    good, base, unknown, early = [], [], [], []
    for j in r.journeys if reviews else []:
        for run in j.runs:
            if run.end is None or not run.replaced or run.end == j.ended:
                continue
            if not r.covers(run.end + 6 * WEEK):
                continue
            after = [row for row in reviews.get(j.child, []) if least(row) >= run.end]
            same = [row for row in after if least(row) == min(least(one) for one in after)]
            held = next((on for row in same if (on := exact(row))), None)
            if same and held is None:
                unknown.append(j.child)
                continue
            base.append(j.child)
            days = (held - run.end).days if held else 1000
            good += [j.child] if 28 <= days <= 42 else []
            early += [j.child] if days < 28 else []
    apart = {"apart": {"early": sorted(early)} if early else {}}
    return {"R04": share(good, base, unknown) | apart}


def _next_visit(r: Reading, j: Journey, mine: dict[str, list[Row]]) -> dt.date | None:
    """By when a child is to be visited next."""
    last = j.rows[-1]
    moved = j.stays[-1].start if j.stays else j.begins
    began = moved
    if j.adoptive:
        assert j.placed
        began = j.placed.start
    elif last["place"] == "P1" and last["ls"] == "C2":
        under = last["decom"]
        for row in reversed(j.rows):
            if row["ls"] != "C2":
                break
            under = row["decom"]
        began = max(moved, under)
    visits = [least(row) for row in mine["VISIT"] if row["outcome"] != "NOT-SEEN"]
    seen = max((on for on in visits if on >= began), default=None)
    reviewed = any(on > (began if j.adoptive else moved) for on in _reviews(r, j))
    if j.adoptive:
        return None if reviewed else (seen or began) + WEEK
    if seen is None:
        return began + WEEK
    if last["place"] in ("U1", "U4") and add_months(moved, 12) <= seen:
        return add_months(seen, 3)
    approvals, at_once = mine["CC-APPROVED"], [row for row in mine["PWP-REG19"] if row["outcome"] != "NO"]
    approved = bool(approvals) and approvals[-1]["outcome"] == "YES" and least(approvals[-1]) >= moved
    immediate = last["place"] == "P1" and any(least(row) >= moved for row in at_once)
    interim = last["place"] == "P1" and last["ls"] == "C1"
    temporary = last["place"] == "U3" and not approved
    if (immediate or interim or temporary) and not reviewed:
        return seen + WEEK
    return seen + (4 if (interim or temporary) and not immediate else 6) * WEEK


def _visits(r: Reading) -> dict[str, Answer]:
    kinds = ("VISIT", "CC-APPROVED", "PWP-REG19")
    every = {kind: steps(r, kind) for kind in kinds}
    for rows in every["CC-APPROVED"].values():
        rows.sort(key=lambda row: (least(row), row["plan"], row["day"]))
    dues = {}
    for j in r.in_care() if every["VISIT"] else []:
        dues[j.child] = _next_visit(r, j, {kind: every[kind].get(j.child, []) for kind in kinds})
    wanted = {child: due for child, due in dues.items() if due is not None}
    return {"V01": share((child for child, due in wanted.items() if due >= r.day), wanted)}


STAGES = {"complete": ("LS-DONE",), "first": ("LS-FIRST", "LS-BOOK"), "progress": ("LS-START",)}


def _life_story(r: Reading) -> dict[str, Answer]:
    every = steps(r, *(kind for kinds in STAGES.values() for kind in kinds))
    ready, base, far = [], [], []
    for j in r.in_care() if every else []:
        if j.rows[-1]["ls"] != "E1":
            continue
        mine = [row for row in every.get(j.child, []) if least(row) >= j.begins]
        done = {row["kind"] for row in mine}
        far.append((j.child, next((stage for stage, kinds in STAGES.items() if done & set(kinds)), "none")))
        if not j.adoptive:
            continue
        assert j.placed
        held = [on for on in _reviews(r, j) if on > j.placed.start]
        if len(held) < 2:
            continue
        base.append(j.child)
        stage = [least(row) for row in mine if row["kind"] != "LS-START"]
        ready += [j.child] if stage and min(stage) <= held[1] else []
    apart = {stage: sorted(child for child, reached in far if reached == stage) for stage in (*STAGES, "none")}
    return {"L01": share(ready, base) | {"apart": {code: part for code, part in apart.items() if part}}}


def _letters(r: Reading) -> dict[str, Answer]:
    books, letters = steps(r, "LS-DONE"), steps(r, "LS-LETTER")
    good, base, unknown = [], [], []
    for child, rows in steps(r, "CELEBRATION").items() if books and letters else []:
        for row in rows:
            on = exact(row)
            if on is None:
                unknown += [child] if r.covers(least(row)) else []
                continue
            due = add_working_days(on, 10)
            if r.covers(due):
                base.append(child)
                given = [any(least(one) <= due for one in found.get(child, [])) for found in (books, letters)]
                good += [child] if all(given) else []
    return {"L01b": share(good, base, unknown)}


def _trained(r: Reading) -> dict[str, Answer]:
    rows = [row for row in r.facts["training"].iter_rows(named=True) if row["day"] <= r.day]
    counts = [row["trained"] for row in rows if row["trained"] is not None]
    return {"L02": {"value": sum(counts) if counts else None, "children": []}}


def _far(r: Reading) -> dict[str, Answer]:
    stays = known(r, "residential", "since")
    far, base, unknown = [], [], []
    for j in r.in_care():
        told = [row for row in stays.get(j.child, []) if row["miles"] is not None]
        if told and told[-1]["since"] >= (j.stays[-1].start if j.stays else j.begins):
            base.append(j.child)
            far += [j.child] if told[-1]["miles"] > 20 else []
        else:
            unknown.append(j.child)
    return {"ST3": share(far, base, unknown)}


def _typed(r: Reading) -> dict[str, Answer]:
    """Facts without a ledger say nothing of when they were typed; those with one are asked in `test_late_recording`."""
    return {"Q01": mean([], [])}


PARTS = (_adoption_reviews, _disruptions, _visits, _life_story, _letters, _trained, _far, _typed)

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2027, 1, 1)
KINDS: tuple[tuple[str, tuple[Any, ...], int], ...] = (
    ("AD-REVIEW", (None,), 5),
    ("DISRUPTION", (None,), 4),
    ("VISIT", ("SEEN", "SEEN-ALONE", "NOT-SEEN", None), 9),
    ("PWP-REG19", ("YES", "NO", None), 2),
    *((kind, (None,), 1) for kind in ("LS-START", "LS-FIRST", "LS-BOOK")),
    *((kind, (None,), 2) for kind in ("LS-DONE", "LS-LETTER", "CELEBRATION")),
)


@st.composite
def drawn(draw: st.DrawFn, child: str) -> list[tuple[str, dict[str, Any]]]:
    """Steps of any day, exact or approximate; stays with and without a distance; staff trained."""
    days, rows = st.dates(FIRST, LAST), []
    for kind, outcomes, most in KINDS:
        for on in draw(st.lists(days, max_size=most, unique=True)):
            rough = draw(st.sampled_from([None, None, None, "MONTH", "YEAR", "UNKNOWN"]))
            said = {"outcome": draw(st.sampled_from(outcomes)), "precision": rough}
            rows.append(("milestone", {"kind": kind, "plan": 0, "day": on} | said))
    for since in draw(st.lists(days, max_size=3, unique=True)):
        rows.append(("residential", {"since": since, "miles": draw(st.sampled_from([None, 3, 20, 21, 90]))}))
    if child == "1":
        for on in draw(st.lists(days, max_size=3, unique=True)):
            row = {"child": "*", "day": on, "role": draw(st.sampled_from(["Resource worker", "Residential staff"]))}
            rows.append(("training", row | {"trained": draw(st.none() | st.integers(0, 30))}))
    return rows
