"""The form that asks what is to be published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.cells import Cell
from models.dates import british
from models.edits import Edit, Refused, Tx
from models.publications import Publication
from models.publications.locking import headed
from views.child.cells import of
from views.child.record import Form

CODE = "publish/"
MOST = 8
"""So many changes are told in the form; the page tells all of them once it is published."""
CELLS = (
    Cell("title", "Title", needed=True, note="As it stands on the paper, such as “Highlight report, January 2022”."),
    Cell("day", "As at", "date", needed=True, note="The day the figures are of."),
    Cell("first", "First day of the period", "date", note="Blank: the twelve months to the day."),
)


@dataclass(frozen=True)
class Asked:
    """What is to be published; the page works the figures out beside the window and publishes them."""

    title: str
    day: dt.date
    first: dt.date | None

    @property
    def label(self) -> str:
        """What is asked."""
        return f"Publish “{self.title}”"

    @property
    def kind(self) -> str:
        """A publication is a change."""
        return "change"

    def apply(self, tx: Tx) -> None:
        """Nothing is recorded of what was only asked."""
        raise Refused("The figures have to be worked out first.")


def locks(many: int, before: Publication | None, otherwise: Mapping[str, Sequence[str]]) -> str:
    """What a publication would lock, and what it would define otherwise than the last one."""
    said = f"{many} definitions will be locked by this publication"
    if before is None:
        return f"{said}; it is the first."
    if not otherwise:
        return f"{said}; all are as in {headed(before)}."
    changed = [f"{f'{code}: ' if code else ''}{each}" for code, sentences in otherwise.items() for each in sentences]
    rest = f"\nand {len(changed) - MOST} more." if len(changed) > MOST else ""
    return "\n".join([f"{said}. Otherwise than in {headed(before)}:", *changed[:MOST]]) + rest


def publishing(day: dt.date, lock: str) -> Form:
    """The form, with what would be locked."""

    def edit(cells: Mapping[str, Any]) -> Edit:
        return Asked(str(cells["title"]).strip(), cells["day"], cells.get("first"))

    says = (
        "The figures are sealed as they are now: values, definitions, and whom they counted. They never change again."
    )
    says = f"{says}\n\n{lock}"
    start = {"day": british(day)}
    return Form(
        CODE, "Publish figures", "a publication", tuple(of(cell) for cell in CELLS), edit, start, says, "Publish"
    )
