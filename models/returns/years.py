"""Which collection year each file belongs to: by its dates, and where it has none by the children it speaks of."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import polars as pl

from models.codes import ADOPTED
from models.dates import collection_year, year_bounds
from models.edits import Refused
from models.returns.layouts import TABLES
from models.returns.parsing import Parsed

DATED = {"care_episode": ("decom", "dec"), "review": ("review",)}
"""What tells the year of a return."""


def by_year(files: Sequence[Parsed], today: dt.date, year: int | None = None) -> dict[int, list[Parsed]]:
    """The files of each collection year, earliest year first.

    `year`, where given, holds for all; files without a sound row have none. Raises Refused when no file has a date to
    go by.
    """
    if year is not None:
        return {year: list(files)}
    groups: dict[str, list[Parsed]] = defaultdict(list)
    for file in files:
        groups[file.raw.group].append(file)
    found: dict[int, list[Parsed]] = defaultdict(list)
    undated: list[Parsed] = []
    for group in groups.values():
        anchors = _anchors(group, today)
        if anchors is None:
            undated += group
            continue
        for own_year, own in _settled(group, anchors, today).items():
            found[own_year] += own
    if not found and all(file.frame.is_empty() for file in undated):
        return {}
    if undated and not found:
        dates = [latest for file in undated if (latest := _own_year(file, today)) is not None]
        if not dates:
            raise Refused("The year of the return cannot be told from these files: give it (--year 2024 for 2023-24)")
        found[max(dates)] = []
    for own_year, own in _settled(undated, dict(found), today).items():
        found[own_year] = list({id(file): file for file in found[own_year] + own}.values())
    return {own_year: found[own_year] for own_year in sorted(found) if found[own_year]}


def _anchors(group: Sequence[Parsed], today: dt.date) -> dict[int, list[Parsed]] | None:
    """The years a group of files has, with the files that say so; None if nothing in it does."""
    dated = [(file, year) for file in group if file.raw.table.fact in DATED and (year := _own_year(file, today))]
    if not dated:
        return None
    for fact in DATED:
        repeated = [(file, year) for file, year in dated if file.raw.table.fact == fact]
        if len({year for _, year in repeated}) > 1:
            return {year: [file for file, own in repeated if own == year] for _, year in repeated}
    latest = max(year for _, year in dated)
    return {latest: [file for file, _ in dated]}


def _own_year(file: Parsed, today: dt.date) -> int | None:
    """The collection year of a file's latest date up to today; births and the like do not count."""
    table = file.raw.table
    names = DATED.get(table.fact) or [
        field.column for field in table.fields if field.kind == "date" and field.heading not in ("DOB", "MC_DOB", "DUC")
    ]
    if not names or file.frame.is_empty():
        return None
    latest = file.frame.select(
        pl.max_horizontal([pl.col(name).filter(pl.col(name) <= today).max() for name in names]).alias("latest")
    ).item()
    return None if latest is None else collection_year(latest)


def _settled(group: Iterable[Parsed], anchors: dict[int, list[Parsed]], today: dt.date) -> dict[int, list[Parsed]]:
    """Every file of a group under one of the anchors' years."""
    settled = {year: list(files) for year, files in anchors.items()}
    if len(settled) == 1:
        (only,) = settled.values()
        only += [file for file in group if not any(file is other for other in only)]
        return settled
    placed = {id(file) for files in anchors.values() for file in files}
    waiting: dict[str, list[Parsed]] = defaultdict(list)
    for file in group:
        if id(file) not in placed:
            waiting[file.raw.table.fact].append(file)
    for fact in sorted(waiting, key=list(TABLES).index):
        files = waiting[fact]
        expected = {year: _expected(fact, year, settled[year]) for year in settled}
        ranks = sorted(
            (
                (_fit(file, year, expected[year], today), year, -number)
                for number, file in enumerate(files)
                for year in settled
            ),
            reverse=True,
        )
        taken: set[int] = set()
        done: set[int] = set()
        for _, year, number in ranks:
            if -number in done or (year in taken and len(files) <= len(settled)):
                continue
            taken.add(year)
            done.add(-number)
            settled[year].append(files[-number])
    return settled


def _fit(file: Parsed, year: int, expected: set[str], today: dt.date) -> tuple[int, float]:
    """How well a file fits a year: by its own dates where it has a start of its own, then by its children."""
    own = _own_year(file, today) if file.raw.table.key else None
    children = set(file.frame["child"].to_list())
    return -abs((own or year) - year), len(children & expected) / (len(children | expected) or 1)


def _expected(fact: str, year: int, files: Sequence[Parsed]) -> set[str]:
    """The children a table of a year speaks of, as far as the year's other files show."""
    episodes = [file.frame for file in files if file.raw.table.fact == "care_episode"]
    frames = episodes or [file.frame for file in files]
    if fact == "health_year" and episodes:
        _, last = year_bounds(year)
        frames = [frame.filter(pl.col("dec").is_null() | (pl.col("dec") > last)) for frame in episodes]
    elif fact == "adoption" and episodes:
        frames = [frame.filter(pl.col("rec").is_in(ADOPTED)) for frame in episodes]
    children = {child for frame in frames for child in frame["child"].to_list()}
    headers = {
        child for file in files if file.raw.table.fact == "child_details" for child in file.frame["child"].to_list()
    }
    return (headers - children or children) if fact == "care_leaver" else children
