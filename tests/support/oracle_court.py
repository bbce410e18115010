"""What the measures of the court and what goes before it should say, child by child from their definitions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from tests.support.answers import Answer, mean, parted, share
from tests.support.oracle import Reading, Row, by_child
from tests.support.oracle_journeys import _least

least = _least
"""The last day that the date of a step can mean."""
ROUGH = ("MONTH", "YEAR", "UNKNOWN")


def exact(row: Row) -> dt.date | None:
    """The day of a step, where days may be counted from it."""
    return None if row["precision"] in ROUGH else row["day"]


def steps(r: Reading, *kinds: str) -> dict[str, list[Row]]:
    """Each child's steps of some kinds sure to be taken by the day, in order; of one day the exact ones last."""
    rows = [row for row in r.facts["milestone"].iter_rows(named=True) if row["kind"] in kinds and least(row) <= r.day]
    return by_child(sorted(rows, key=lambda row: (least(row), row["precision"] not in ROUGH)))


def known(r: Reading, table: str, begins: str, *ends: str) -> dict[str, list[dict[str, Any]]]:
    """Each child's rows of a table as at the day, in order: an end that came later is none."""
    rows = [dict(row) for row in r.facts[table].sort("child", begins).iter_rows(named=True) if row[begins] <= r.day]
    for row in rows:
        if ends and row[ends[0]] is not None and row[ends[0]] > r.day:
            row |= dict.fromkeys(ends)
    return {child: list(found) for child, found in by_child(rows).items()}  # type: ignore[arg-type]


def _cases(r: Reading) -> list[list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = {}
    for rows in known(r, "proceedings", "issued", "ends").values():
        for row in rows:
            who = row["family_ref"] if row["family_ref"] is not None else f"child {row['child']}"
            found.setdefault(row["court_ref"] or (who, row["issued"]), []).append(row)
    return list(found.values())


def _applications(r: Reading) -> dict[str, Answer]:
    weeks, waiting, bands, everybody = [], [], [], []
    for rows in _cases(r):
        child, issued = min(row["child"] for row in rows), min(row["issued"] for row in rows)
        ends = [row["ends"] for row in rows]
        if None in ends:
            waiting.append((child, (r.day - issued).days / 7))
        elif r.covers(max(ends)):
            days = (max(ends) - issued).days
            weeks.append((child, days / 7))
            nearest = (2 * days + 7) // 14
            bands.append((child, (nearest > 26) + (nearest > 29)))
            everybody += sorted({row["child"] for row in rows})
    apart = {"children": sorted(everybody), "waiting": sorted(child for child, _ in waiting)}
    return {
        "C01": mean(weeks, [])
        | {
            "groups": parted(bands, lambda one: one[1], lambda one: one[0]),
            "apart": {code: part for code, part in apart.items() if part},
            "so far": sorted(so_far for _, so_far in waiting),
        }
    }


def _late(r: Reading) -> dict[str, Answer]:
    extensions, late = steps(r, "EXTENSION"), []
    for child, rows in known(r, "proceedings", "issued", "ends").items():
        for row in rows:
            until = row["ends"] or r.day
            days = (until - row["issued"]).days
            if days <= 181 or (row["ends"] is not None and not r.covers(row["ends"])):
                continue
            granted = [step for step in extensions.get(child, []) if row["issued"] <= least(step) <= until]
            weeks = sum(step["amount"] or 0 for step in granted)
            late.append((child, row["ends"] is None, days <= 181 + 7 * weeks))
    children = sorted(child for child, _, _ in late)
    apart = {
        "within": sorted(child for child, _, within in late if within),
        "beyond": sorted(child for child, _, within in late if not within),
        "applications": children,
    }
    return {
        "C02": {
            "children": children,
            "groups": parted(late, lambda one: one[1], lambda one: one[0]),
            "apart": {code: part for code, part in apart.items() if part},
        }
    }


def _before(r: Reading) -> dict[str, Answer]:
    issued = known(r, "proceedings", "issued", "ends")
    ended, waiting, unsaid = [], [], []
    for child, rows in known(r, "pre_proceedings", "begins", "ends", "outcome").items():
        for row, after in zip(rows, [*rows[1:], None], strict=True):
            until = after["begins"] if after else dt.date.max
            following = [one["issued"] for one in issued.get(child, []) if row["begins"] <= one["issued"] < until]
            stop = row["ends"] if row["outcome"] == "STEP-DOWN" else min(following, default=None)
            if stop is not None:
                ended += [(child, (stop - row["begins"]).days)] if r.covers(stop) else []
            elif row["ends"] is not None and row["outcome"] is None:
                unsaid += [child] if r.covers(row["ends"]) else []
            else:
                waiting.append((child, (r.day - row["begins"]).days))
    parts = parted([(child, days <= 112) for child, days in ended], lambda one: one[1], lambda one: one[0])
    return {
        "C03": mean(ended, unsaid)
        | {
            "groups": parts,
            "apart": {"waiting": sorted(child for child, _ in waiting)} if waiting else {},
            "so far": sorted(days for _, days in waiting),
        }
    }


def _letters(r: Reading) -> dict[str, Answer]:
    matters = known(r, "pre_proceedings", "begins", "ends", "outcome")
    found: dict[str, dict[tuple[str, dt.date], Row]] = {"LBP": {}, "PPM": {}}
    outside: dict[str, list[str]] = {"LBP": [], "PPM": []}
    for kind, first in found.items():
        for child, rows in steps(r, kind).items():
            for row in rows:
                begun = [one for one in matters.get(child, []) if one["begins"] <= least(row)]
                matter = begun[-1] if begun else None
                if matter is None or (matter["ends"] is not None and matter["ends"] < least(row)):
                    outside[kind] += [child] if r.covers(least(row)) else []
                    continue
                key = (child, matter["begins"])
                better = key in first and least(first[key]) == least(row) and exact(first[key]) is None
                if key not in first or better:
                    first[key] = row
    sent, unsent, met, unmet = [], outside["LBP"], [], outside["PPM"]
    for (child, begins), letter in found["LBP"].items():
        on = exact(letter)
        if r.covers(least(letter)):
            if on is None:
                unsent.append(child)
            else:
                sent.append((child, (on - begins).days))
    for (child, begins), meeting in found["PPM"].items():
        if r.covers(least(meeting)):
            before = found["LBP"].get((child, begins))
            letter_on, on = exact(before) if before else None, exact(meeting)
            if letter_on is None or on is None:
                unmet.append(child)
            else:
                met.append((child, (on - letter_on).days))
    return {"C04a": mean(sent, unsent), "C04b": mean(met, unmet)}


def _issues(r: Reading) -> dict[str, Answer]:
    gateway, conferences = steps(r, "LGM"), steps(r, "FGC")
    matters, proceedings = known(r, "pre_proceedings", "begins", "ends", "outcome"), known(r, "proceedings", "issued")
    days, unknown, issued, met, short = [], [], [], [], []
    for child, rows in proceedings.items():
        for before, row in zip([None, *rows], rows, strict=False):
            if not r.covers(row["issued"]):
                continue
            since = before["issued"] if before else dt.date.min

            def within(on: dt.date, until: dt.date = row["issued"], since: dt.date = since) -> bool:
                return since < on <= until

            issued.append(child)
            short += [child] if row["short_notice"] is not None else []
            met += [child] if any(within(least(step)) for step in conferences.get(child, [])) else []
            said = [step for step in gateway.get(child, []) if step["outcome"] == "C" and within(least(step))]
            agreed = [one["ends"] for one in matters.get(child, []) if one["outcome"] == "ISSUE" and one["ends"]]
            on = exact(said[-1]) if said else max((end for end in agreed if within(end)), default=None)
            if on is None:
                unknown.append(child)
            else:
                days.append((child, (row["issued"] - on).days))
    ever = any(row["short_notice"] is not None for rows in proceedings.values() for row in rows)
    return {
        "C05": mean(days, unknown),
        "C06": share(met, issued) if conferences else share([], []),
        "C07": share(short, issued) if ever else share([], []),
    }


PARTS = (_applications, _late, _before, _letters, _issues)

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2027, 1, 1)
KINDS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("LGM", ("A", "B", "C", "C", None)),
    ("LBP", (None,)),
    ("PPM", (None,)),
    ("FGC", (None,)),
    ("EXTENSION", (None,)),
)


@st.composite
def drawn(draw: st.DrawFn, child: str) -> list[tuple[str, dict[str, Any]]]:
    """Matters and proceedings in any order, alone or with brothers and sisters; steps of any day."""
    days, rows = st.dates(FIRST, LAST), []
    for kind, outcomes in KINDS:
        for on in draw(st.lists(days, max_size=3, unique=True)):
            rough = draw(st.sampled_from([None, None, None, "MONTH", "YEAR", "UNKNOWN"]))
            said = {"outcome": draw(st.sampled_from(outcomes)), "amount": draw(st.sampled_from([None, 4, 8]))}
            rows.append(("milestone", {"kind": kind, "plan": 0, "day": on, "precision": rough} | said))

    def end(begins: dt.date) -> dt.date | None:
        length = draw(st.none() | st.integers(0, 400))
        return None if length is None else begins + dt.timedelta(length)

    for begins in draw(st.lists(days, max_size=3, unique=True)):
        outcome = draw(st.sampled_from(["ISSUE", "STEP-DOWN", None]))
        ends = end(begins)
        rows.append(("pre_proceedings", {"begins": begins, "ends": ends, "outcome": outcome if ends else None}))
    for issued in draw(st.lists(days | st.sampled_from([dt.date(2024, 5, 1)]), max_size=3, unique=True)):
        row: dict[str, Any] = {"issued": issued, "ends": end(issued)}
        row["court_ref"] = draw(st.sampled_from([None, None, "c1", "c2"]))
        row["family_ref"] = draw(st.sampled_from([None, "f"]))
        row["short_notice"] = draw(st.sampled_from([None, None, "Newborn"]))
        rows.append(("proceedings", row))
    return rows
