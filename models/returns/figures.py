"""The authority's own figures from a CSV file: estimates, targets, comparators, events, new limits, training.

The heading row names the columns, in any order: `what` says of each row which kind it is (population, target,
comparator, event, rebase, training), the others are that kind's own cells. Cells that a kind does not have are blank.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.edits.facts import values
from models.edits.loaded import Loaded, LoadFigures
from models.edits.sheet import Line, Unreadable, lines, value
from models.measures import MEASURES
from models.measures.compared import meant
from models.snapshot import Facts
from models.subjects import SUBJECTS

__all__ = ["HEADINGS", "KINDS", "Unreadable", "listed", "read"]
KINDS = ("population", "target", "comparator", "event", "rebase", "training")
HEADINGS = ("what", *dict.fromkeys(cell.name for table in KINDS for cell in SUBJECTS[table].cells))
"""Every column that such a file may have."""


def read(path: Path, seen: int | None = None) -> LoadFigures:
    """The figures of a file as one edit. Raises Unreadable with every fault: file, row (headings are row 1), column."""
    name = path.name
    faults: list[str] = []
    found: list[Loaded] = []
    keys: dict[tuple[Any, ...], int] = {}
    for line in lines(path, {heading: heading for heading in HEADINGS}, ("what",), "figures"):
        before = len(faults)
        loaded = _row(name, line, faults)
        if loaded is None or len(faults) > before:
            continue
        key = (loaded.table, *(dict(loaded.cells).get(part) for part in SUBJECTS[loaded.table].key))
        if key in keys:
            faults.append(f"{name}, row {line.number}: the same as row {keys[key]}; leave one of them out")
        keys[key] = line.number
        found.append(loaded)
    if faults:
        raise Unreadable("\n".join(faults))
    if not found:
        raise Unreadable(f"{name}: there are no figures under the headings")
    return LoadFigures(name, tuple(found), seen)


def _row(name: str, line: Line, faults: list[str]) -> Loaded | None:
    number, cells = line.number, dict(line.cells)
    what = cells.pop("what", "").strip().casefold()
    if what not in KINDS:
        faults.append(f"{name}, row {number}, column what: “{what}” is none of {', '.join(KINDS)}")
        return None
    if line.beyond:
        faults.append(f"{name}, row {number}: it has more cells than there are headings")
    subject, kept = SUBJECTS[what], {}
    own = {cell.name: cell for cell in subject.cells}
    for column in (*own, *(column for column in cells if column not in own)):
        text = cells.get(column, "").strip()
        place = f"{name}, row {number}, column {column}"
        if column not in own:
            if text:
                faults.append(f"{place}: a {subject.noun.lower()} has no such cell; leave it blank")
            continue
        try:
            kept[column] = value(own[column], text, MEASURES)
        except ValueError as wrong:
            faults.append(f"{place}: {wrong}")
    if what == "comparator" and kept.get("measure") and kept.get("definition"):
        kept["definition"] = meant(kept["definition"], kept["measure"])
    return Loaded(number, what, values(kept))


def listed(facts: Facts) -> list[str]:
    """Every figure that stands, a line each: what, then its cells by name."""
    found = []
    for table in KINDS:
        for row in facts.whole[table].iter_rows(named=True):
            cells = [(cell, row[cell.name]) for cell in SUBJECTS[table].cells if row[cell.name] is not None]
            said = (
                f"{cell.name}={value / 10:g}" if cell.kind == "tenths" else f"{cell.name}={value}"
                for cell, value in cells
            )
            found.append("\t".join((table, *(" ".join(each.split()) for each in said))))
    return found
