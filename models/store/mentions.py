"""Where an erased child is still named in words that somebody typed about others, so that they can be put right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable

from models.dates import british
from models.store.connections import Connection
from models.store.transaction import CURRENT
from models.subjects import AUTHORITY, RETURNED, SUBJECTS

ABOUT = ", about "
OTHER = re.compile(rf"{ABOUT}child .*?((?:, of \d+ \w+ \d+)?: [^:]*)$")


def mentions(connection: Connection, children: Collection[str]) -> tuple[str, ...]:
    """A line for each cell of words about somebody else that names one of these children, without their ids: what it
    is, about whom, and of which day. Minutes as signed are among them: nothing but a correction can be added there."""
    named = naming(children)
    found: list[str] = []
    for table, subject in SUBJECTS.items():
        cells = [cell for cell in subject.cells if cell.kind in ("words", "text")]
        if table in RETURNED or not cells:
            continue
        day = next((cell.name for cell in subject.cells if cell.kind == "date"), "NULL")
        like = " OR ".join(f"{cell.name} LIKE ?" for cell in cells for _child in children)
        wanted = [f"%{child}%" for _cell in cells for child in sorted(children)]
        columns = ", ".join(cell.name for cell in cells)
        rows = connection.rows(f"SELECT child, {day}, {columns} FROM {table} WHERE {CURRENT} AND ({like})", *wanted)
        for child, on, *words in rows:
            if child not in children:
                about = "the authority" if child == AUTHORITY else f"child {child}"
                told = f"{subject.noun}{ABOUT}{about}{_of(on)}"
                found += [
                    f"{told}: {cell.title}" for cell, text in zip(cells, words, strict=True) if _says(named, text)
                ]
    return tuple(sorted(found))


def unnamed(lines: Iterable[str]) -> list[str]:
    """The same lines without the ids of those they are about."""
    return [OTHER.sub(rf"{ABOUT}another child\1", line) for line in lines]


def naming(children: Collection[str]) -> re.Pattern[str]:
    """What finds any of these children's ids in words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(child) for child in sorted(children))})(?!\w)")


def _of(on: dt.date | str | None) -> str:
    if on is None:
        return ""
    return f", of {british(on if isinstance(on, dt.date) else dt.date.fromisoformat(on))}"


def _says(named: re.Pattern[str], text: str | None) -> bool:
    return text is not None and named.search(text) is not None
