"""Returns: outside formats, read at the door and written again, and what importing one would do.

After the door every cell has its type; what did not fit is an `Issue` with its place. Nothing here stores anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

Level = Literal["error", "warning", "rejected"]
Accept = Literal["ours", "theirs"]


@dataclass(frozen=True)
class Where:
    """A place in a return: which file, which table of it, which row and column.

    Rows of a CSV file are counted as a spreadsheet shows them: the headings are row 1, and a cell with line breaks is
    part of one row. An XML file has no rows: there it is the line of the file. Rejected rows are numbered the same.
    """

    file: str
    table: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file, self.table, None if self.row is None else f"row {self.row}", self.column]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Issue:
    """What is wrong in a return and where: an error (a file left out), a rejected row, or a warning.

    One issue may stand for many cells: `count` says how many, `where` names the first.
    """

    level: Level
    words: str
    where: Where
    count: int = 1

    def __str__(self) -> str:
        more = f" ({self.count:,} times, first here)" if self.count > 1 else ""
        return f"{self.where}: {self.words}{more}"


@dataclass(frozen=True)
class YearReturn:
    """One collection year's return: a typed frame per fact table.

    Its columns `_file` and `_row` say where each row stood.
    """

    year: int
    files: tuple[str, ...]
    tables: Mapping[str, pl.DataFrame]

    @property
    def title(self) -> str:
        """The year as practitioners write it, "2023-24"."""
        return f"{self.year - 1}-{self.year % 100:02}"


@dataclass(frozen=True)
class Reading:
    """What was read: the returns in order of their years, what is wrong with them, and the rows that stay out.

    `rejects` has TABLE, FILE, ROW, REASON and then the original cells.
    """

    returns: tuple[YearReturn, ...]
    issues: tuple[Issue, ...]
    rejects: pl.DataFrame

    @property
    def years(self) -> tuple[int, ...]:
        """The collection years, earliest first."""
        return tuple(part.year for part in self.returns)
