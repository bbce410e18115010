"""What a subject and its cells are: the words in which facts recorded by hand are declared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "date", "number", "tenths", "code", "words"]


@dataclass(frozen=True)
class Cell:
    """One cell: its column, its words, what it holds; `codes` is the set of a code, `needed` cells must be filled.

    `tenths` is a whole number of tenths, shown with one decimal place. `words` is text of any length.
    """

    name: str
    title: str
    kind: Kind = "text"
    codes: str = ""
    needed: bool = False
    note: str = ""


@dataclass(frozen=True)
class Subject:
    """One table: what a fact of it is called, the cells that tell two facts of a child apart, and how it lies in time.

    `begins` and `ends` name the cells of its beginning and end; an end brings its `companions` along. `page` is the
    heading under which the child's page keeps it.
    """

    table: str
    noun: str
    key: tuple[str, ...]
    cells: tuple[Cell, ...]
    begins: str | None
    page: str
    ends: str | None = None
    companions: tuple[str, ...] = ()

    def cell(self, name: str) -> Cell:
        """A cell by its column."""
        return next(cell for cell in self.cells if cell.name == name)
