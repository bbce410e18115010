"""Journeys read a second time, plainly: one child, one loop, straight from the definitions."""

from __future__ import annotations

import datetime as dt
from typing import Any

Row = dict[str, Any]
ADOPTIVE, TEMPORARY = ("A3", "A4", "A5", "A6"), ("T0", "T1", "T2", "T3", "T4")
LEGAL, PLACED, CARER = "SLBU", "SPTBU", "SPB"


def told(row: Row, among: str) -> bool:
    return bool(row["rne"]) and row["rne"] in among


def as_at(rows: list[Row], day: dt.date) -> list[Row]:
    """The rows begun by a day; an end that came later is blank with its reason."""
    seen = [dict(row) for row in sorted(rows, key=lambda row: row["decom"]) if row["decom"] <= day]
    for row in seen:
        if row["dec"] is None or row["dec"] > day:
            row["dec"] = row["rec"] = None
    return seen


def periods(rows: list[Row]) -> list[list[Row]]:
    """The periods of care, without the short breaks that lead them; a period of nothing else is left out."""
    groups: list[list[Row]] = []
    before: Row | None = None
    for row in rows:
        if before and before["rec"] == "X1" and before["dec"] == row["decom"]:
            groups[-1].append(row)
        else:
            groups.append([row])
        before = row
    cut = []
    for group in groups:
        while group and group[0]["ls"] in ("V3", "V4"):
            group = group[1:]
        if group:
            cut.append(group)
    return cut


def stay(rows: list[Row]) -> tuple[Row, bool, bool]:
    """The row the present placement begins with, and whether the placement's and the carer's beginning are known."""
    begun, known, carer = rows[0], told(rows[0], PLACED), told(rows[0], CARER)
    settled: Row | None = None
    for number, row in enumerate(rows):
        temporary = row["place"] in TEMPORARY
        if number and not temporary:
            if settled is None:
                begun, known, carer = row, rows[0]["rne"] == "S", rows[0]["rne"] == "S"
            else:
                where = (row["place"] or "", row["place_provider"] or "")
                back = rows[number - 1]["place"] in TEMPORARY and where == (
                    settled["place"] or "",
                    settled["place_provider"] or "",
                )
                if not back and row["rne"] not in ("T", "U", "L"):
                    begun, known, carer = row, True, True
        if not temporary:
            settled = row
    return begun, known, carer


def journey(rows: list[Row], day: dt.date) -> Row:
    """One period of care as at a day."""
    first, last = rows[0], rows[-1]
    over = last["dec"] is not None
    ended = last["dec"] if over and last["rec"] != "X1" else None
    found: Row = {
        "begins": first["decom"],
        "entry": first["decom"] if first["rne"] == "S" else None,
        "decom": last["decom"],
        "ls": last["ls"],
        "place": last["place"],
        "ended": ended,
        "rec": last["rec"] if ended else None,
        "closed_without_next": over and last["rec"] == "X1",
        "in_care": not over and last["ls"] not in ("V3", "V4"),
    }
    begun = len(rows) - 1
    while begun and rows[begun - 1]["ls"] == last["ls"]:
        begun -= 1
    found |= {"legal_since": rows[begun]["decom"], "legal_known": begun > 0 or told(first, LEGAL)}
    start, known, carer = stay(rows)
    found |= {"placement_since": start["decom"], "placement_known": known, "carer_since": start["decom"]}
    found["carer_known"] = carer
    for name, column, values in (("ico", "ls", ("C1",)), ("care_order", "ls", ("C2",)), ("ffa", "place", ("U2", "U5"))):
        found[name] = next((row["decom"] for row in rows if row[column] in values), None)
    found |= orders(rows, ended)
    found |= adoptions(rows)
    for name, among in (("ao", ("E11", "E12")), ("cao", ("E41",)), ("sgo", ("E43", "E44", "E45", "E46", "E47", "E48"))):
        found[name] = ended if ended and last["rec"] in among else None
    return found


def orders(rows: list[Row], ended: dt.date | None) -> Row:
    """The placement order: the last unbroken stretch of E1."""
    held = [number for number, row in enumerate(rows) if row["ls"] == "E1"]
    if not held:
        return {"order_since": None, "po": None, "po_ended": None, "po_open": False}
    start = held[-1]
    while start and rows[start - 1]["ls"] == "E1":
        start -= 1
    since = rows[start]["decom"]
    current = held[-1] == len(rows) - 1
    return {
        "order_since": since,
        "po": since if start or told(rows[0], LEGAL) else None,
        "po_ended": ended if current else rows[held[-1] + 1]["decom"],
        "po_open": current and rows[-1]["dec"] is None,
    }


def adoptions(rows: list[Row]) -> Row:
    """Placed for adoption: runs of A3 to A6 with temporary moves left aside."""
    settled = [row for row in rows if row["place"] not in TEMPORARY]

    def known(row: Row) -> bool:
        if row is rows[0]:
            return told(row, CARER) or (told(row, PLACED) and row["place"] in ("A3", "A5"))
        return row is not settled[0] or rows[0]["rne"] == "S"

    starts = [
        row
        for number, row in enumerate(settled)
        if row["place"] in ADOPTIVE and (number == 0 or settled[number - 1]["place"] not in ADOPTIVE)
    ]
    adoptive = bool(settled) and settled[-1]["place"] in ADOPTIVE
    return {
        "adoptive": adoptive,
        "placed_least": starts[-1]["decom"] if adoptive else None,
        "placed": starts[-1]["decom"] if adoptive and known(starts[-1]) else None,
        "first_placed": starts[0]["decom"] if starts and known(starts[0]) else None,
    }


def journeys(rows: list[Row], day: dt.date) -> list[Row]:
    """One child's journeys as at a day."""
    return [journey(group, day) for group in periods(as_at(rows, day))]
