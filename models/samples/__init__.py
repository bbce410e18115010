"""A believable invented authority from one seed: nobody in it exists, and nobody in it has a name.

Families are dealt their ways through care (`routes`), each child's care is written episode by episode (`care`), and
what lies after today is left out; so the children of today wait, are matched and are placed as they would be.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from models.dates import collection_year
from models.edits.bulk import Bulk
from models.progress import Progress, silent
from models.samples import (
    improvement,
    meetings,
    oversight,
    papers,
    papers_school,
    people,
    referred,
    seldom,
    standards,
    told,
    yearly,
)
from models.samples.care import Care
from models.samples.families import Families
from models.samples.frames import COLUMNS, frame
from models.samples.steered import Steered

LABEL = "Demonstration authority Northport"
Rows = dict[str, list[tuple[Any, ...]]]


def authority(children: int = 3000, *, seed: int = 20, today: dt.date, progress: Progress = silent) -> Bulk:
    """An authority of so many children with ten years of history: about one in six is in care today.

    The same seed, size and day give the same authority, cell for cell.
    """
    year = collection_year(today)
    rows: Rows = {table: [] for table in COLUMNS}
    steered = papers.told_of(children, seed, today)
    families = Steered(children, seed, today) if steered else Families(children, seed, today)
    matches: list[tuple[Any, ...]] = []
    for done, care in enumerate(families.children()):
        if done % 250 == 0:
            progress(0.9 * done / max(1, children), "Inventing children")
        _write(care, families, rows, matches)
    referred.families(children, seed, families.today, families.next, rows)
    seldom.gateway(families.today, rows)
    seldom.chosen(rows)
    papers.figures(rows, children, families.since, families.today)
    standards.standards(rows, families.today)
    improvement.improvement(rows, families.today)
    if steered:
        papers_school.school(rows)
    meetings.meetings(rows, families.today, seed)
    progress(0.9, "Inventing children")
    new = {table: frame(table, found, year) for table, found in rows.items()}
    if matches:
        typed = frame("adoption", matches, year).with_columns(year=None)
        new["adoption"] = new["adoption"].vstack(typed.cast(new["adoption"].schema)).sort("child")
    if year < 2024:
        del new["social_worker"]
    if year < 2027:
        del new["deprivation_order"]
    progress(1, "Invented")
    return Bulk("demonstration", LABEL, new, detail={"seed": seed, "children": children})


def _write(care: Care, families: Families, rows: Rows, matches: list[tuple[Any, ...]]) -> None:
    """All that is recorded about a child, into the tables."""
    child, rng, since = care.child, care.rng, families.since
    last = care.periods[-1][1] or care.today
    rows["child_details"].append(people.details(child, care.born, care.ethnic, care.asylum, last, rng))
    rows["care_episode"] += [(child, *episode) for episode in care.rows]
    rows["adm_decision"] += [(child, *decision) for decision in care.decisions]
    if care.asylum:
        rows["uasc"].append((child, care.eighteenth if care.eighteenth <= last else None))
    if care.rec in ("E11", "E12") and care.adopters is not None:
        rows["adoption"].append((child, care.decided, care.match, *care.adopters))
    elif care.match is not None:
        matches.append((child, None, care.match, None, None, None, None))
    reviews, workers = len(rows["review"]), len(rows["social_worker"])
    spans = oversight.spans(care)
    for begun, ended in spans:
        oversight.reviews(care, begun, ended, since, rows["review"])
        oversight.missing(care, begun, ended, since, rows["missing_episode"])
        oversight.workers(care, begun, ended, rows["social_worker"])
        yearly.health(care, begun, ended, families.marches, rows["health_year"])
    if spans:
        yearly.leavers(care, families.first, families.year, rows["care_leaver"])
        yearly.previous(care, rows["previous_permanence"])
    oversight.deprivations(care, rows["deprivation_order"])
    seen, known = rows["review"][reviews:], rows["social_worker"][workers:]
    told.tell(care, spans, seen, known, families.typed, families.calendar, rows)
