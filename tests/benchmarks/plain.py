"""The floor for measures: the same answers from one plain Python loop over children, everything indexed beforehand."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from models.dates import add_months, add_working_days, birthday
from models.measures import Period
from models.snapshot import Facts

ADOPTIVE, TEMPORARY, BREAKS = {"A3", "A4", "A5", "A6"}, {"T0", "T1", "T2", "T3", "T4"}, {"V3", "V4"}
SGO = {"E43", "E44", "E45", "E46", "E47", "E48"}
LEGAL, PLACED_BY, MOVED_BY = {"S", "L", "B", "U"}, {"S", "P", "T", "B", "U"}, {"S", "P", "B"}
TOOK_PART = {"PN1", "PN2", "PN3", "PN5", "PN6"}
CELLS = ("decom", "rne", "ls", "place", "place_provider", "dec", "rec")
DAY = dt.timedelta(days=1)


def indexed(facts: Facts, table: str, *cells: str) -> dict[str, list[tuple[Any, ...]]]:
    """A table's rows as tuples by child."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for child, *row in facts[table].select("child", *cells).iter_rows():
        found[child].append(tuple(row))
    return found


class PlainLoop:
    """All facts indexed by child; `answers` walks every child once and counts."""

    def __init__(self, facts: Facts) -> None:
        self.episodes = indexed(facts, "care_episode", *CELLS)
        self.born = {child: row[0][0] for child, row in indexed(facts, "child_details", "dob").items()}
        self.grown = {child: birthday(dob, 18) for child, dob in self.born.items() if dob}
        self.said = {child: row[0] for child, row in indexed(facts, "adoption", "date_match", "foster_care").items()}
        self.earlier = {
            child: days
            for child, rows in indexed(facts, "milestone", "kind", "day").items()
            if (days := [day for kind, day in rows if kind == "MATCH"])
        }
        self.decisions = indexed(facts, "adm_decision", "date_placed", "date_placed_ceased")
        self.reviews = indexed(facts, "review", "review", "review_code")
        starts = {row[0] for rows in self.episodes.values() for row in rows if row[1] == "S"}
        self.first_due = {start: add_working_days(start, 20) for start in starts}
        self.four = {child: add_months(dob, 48) for child, dob in self.born.items() if dob}
        self.sixteen = {child: add_months(dob, 192) for child, dob in self.born.items() if dob}
        self.workers = indexed(facts, "social_worker", "sw_decom", "sw_dec", "sw_id", "sw_reason")

    def answers(self, period: Period) -> dict[str, list[Any]]:
        """What counts, by measure: children, or days where the figure is a mean."""
        first, last = period.first, period.last
        three = Period.three_years_to(last)
        year, two, half = add_months(last, -12) + DAY, add_months(last, -24), add_months(last, -30)
        found: dict[str, list[Any]] = defaultdict(list)
        for child, rows in self.episodes.items():
            if rows[0][0] > last:
                continue
            grown = self.grown.get(child)
            match, fostered = self.said.get(child, (None, None))
            before_it = self.earlier.get(child)
            decisions = self.decisions.get(child, ())
            stays = 0
            present = False
            index = 0
            while index < len(rows) and rows[index][0] <= last:
                if rows[index][2] in BREAKS:
                    index += 1
                    continue
                begins, rne = rows[index][0], rows[index][1]
                entry = begins if rne == "S" else None
                order = po = placed = run = since = carer = before = ffa = place = None
                under: list[tuple[dt.date, dt.date | None]] = []
                ordered = adoptive = away = False
                begun: list[dt.date] = []
                while True:
                    decom, rne, ls, place, provider, dec, rec = rows[index]
                    start = decom == begins
                    if ls == "E1":
                        if not ordered:
                            order, po = decom, decom if not start or rne in LEGAL else None
                            if po and first <= decom:
                                found["A16"].append(child)
                            ordered = True
                        under.append((decom, po))
                    elif ordered:
                        ordered = False
                        if first <= decom:
                            found["K08"].append(child)
                    if place in TEMPORARY:
                        away = True
                    else:
                        at = (place, provider)
                        if since is None or (rne not in ("T", "U", "L") and not (away and at == before)):
                            prior, since = since, decom
                            carer = decom if not start or rne in MOVED_BY else None
                            if since is None or place not in ("A3", "A5") or prior is None:
                                begun.append(decom)
                        else:
                            prior = since
                        if place in ADOPTIVE and not adoptive:
                            shown = rne in MOVED_BY or (rne in PLACED_BY and place in ("A3", "A5"))
                            run = decom if not start or shown else None
                            settled = prior or since
                            if run and first <= run:
                                found["K09 base"].append(child)
                        elif adoptive and place not in ADOPTIVE and first <= decom:
                            found["K09"].append(child)
                        if ffa is None and place in ("U2", "U5"):
                            ffa = decom
                        adoptive, away, before = place in ADOPTIVE, False, at
                        if not adoptive:
                            settled = since
                    over = dec is not None and dec <= last
                    index += 1
                    following = index < len(rows) and over and rec == "X1" and rows[index][0] == dec
                    if not following or rows[index][0] > last:
                        break
                placed = run if adoptive else None
                ended = dec if over and rec != "X1" else None
                for number in range(len(begun)):
                    until = begun[number + 1] if number + 1 < len(begun) else (dec if over else None)
                    stays += until is None or until > year
                adm = ceased = None
                for made, reversed_on in decisions:
                    if begins <= made <= (ended or last):
                        adm, ceased = made, reversed_on if reversed_on and reversed_on <= last else None
                matched = match if match and begins <= match <= (ended or last) else None
                if before_it:
                    stood = [day for day in before_it if begins <= day <= (ended or last)]
                    matched = max([*stood, *([matched] if matched else ())], default=None)
                ao = ended if rec in ("E11", "E12") else None
                sgo = ended if rec in SGO else None
                for code, stop, begin in (
                    ("T01", matched, po),
                    ("T02", placed, po),
                    ("T03", ao, po),
                    ("T04", placed, matched),
                    ("T05", ao, placed),
                    ("T08", matched, adm),
                    ("T09", adm, entry),
                    ("T10", sgo, entry),
                    ("T11a", po, entry),
                    ("T11b", ao, entry),
                ):
                    if stop and begin and first <= stop <= last and (grown is None or grown >= stop):
                        found[code].append((stop - begin).days)
                if ao and adoptive and three.first <= ao <= three.last:
                    if entry and placed:
                        found["A1"].append((placed - entry).days)
                    stop = carer if fostered == "1" or place in ("A3", "A5") else placed
                    if entry and stop:
                        found["A10"].append((max(stop, entry) - entry).days)
                    if order and matched:
                        at_match = ([order for day, order in under if day <= matched] or [po])[-1] or po
                        if at_match:
                            found["A2"].append(max(0, (matched - at_match).days))
                if placed and first <= placed:
                    found["K06 base"].append(child)
                    if ffa and ffa < placed:
                        found["K06"].append(child)
                if entry and first <= entry:
                    found["M03s"].append(child)
                if ended and first <= ended:
                    found["M04s"].append(child)
                    found[f"M05 {rec}"].append(child)
                    if ao:
                        found["K01"].append(child)
                    if sgo:
                        found["K10"].append(child)
                if over or ls in BREAKS or (grown and grown <= last):
                    continue
                present = True
                found["M01"].append(child)
                if ls == "E1":
                    found["K02"].append(child)
                    if matched or adoptive:
                        found["K04"].append(child)
                if adm and not ceased and not adoptive:
                    found["A9"].append(child)
                if place in ("U1", "U2", "U3"):
                    found["K11"].append(child)
                elif place == "P1" and ls in ("C1", "C2"):
                    found["K13"].append(child)
                elif place == "K2" and provider != "PR1":
                    found["K15"].append(child)
                if begins <= half and child in self.sixteen and self.sixteen[child] > last:
                    found["ST2 base"].append(child)
                    if settled and settled <= two:
                        found["ST2"].append(child)
                self._reviewed(found, child, entry, year, last)
            if present and stays >= 3:
                found["ST1"].append(child)
            if present:
                self._worked(found, child, year, last)
            self._decided(found, child, first, last)
        return found

    def _reviewed(
        self, found: dict[str, list[Any]], child: str, entry: dt.date | None, year: dt.date, last: dt.date
    ) -> None:
        if entry is None:
            return
        due = self.first_due[entry]
        if due > last:
            return
        in_time, number = True, 0
        for held, _ in self.reviews.get(child, ()):
            if held < entry or held > last:
                continue
            in_time &= held <= due or due < year
            number += 1
            due = add_months(held, 3 if number == 1 else 6)
        in_time &= due > last
        found["R01 base"].append(child)
        if in_time:
            found["R01"].append(child)

    def _worked(self, found: dict[str, list[Any]], child: str, year: dt.date, last: dt.date) -> None:
        workers, current = set(), None
        for begun, until, worker, reason in self.workers.get(child, ()):
            if begun <= last:
                if (until is None or until > year) and reason != "ABSENC":
                    workers.add(worker)
                if until is None or until > last:
                    current = begun
        if workers:
            found["S01 base"].append(child)
        if len(workers) >= 3:
            found["S01"].append(child)
        if current:
            found["S02"].append((last - current).days)

    def _decided(self, found: dict[str, list[Any]], child: str, first: dt.date, last: dt.date) -> None:
        for made, ceased in self.decisions.get(child, ()):
            if first <= made <= last:
                found["A15"].append(child)
            if ceased and first <= ceased <= last:
                found["K07"].append(child)
        latest = None
        for held, code in self.reviews.get(child, ()):
            if first <= held <= last:
                latest = (held, code)
        if latest and child in self.four and self.four[child] <= latest[0]:
            found["R02 base"].append(child)
            if latest[1] in TOOK_PART:
                found["R02"].append(child)
