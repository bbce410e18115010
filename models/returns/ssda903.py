"""The SSDA903 return, in and out: read it, plan what importing it would do, write a year's return.

`read` never touches the store; `plan` compares what was read with what stands; its `bulk` is recorded as one act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from models.edits import Refused
from models.progress import Progress, part, silent
from models.returns import Issue, Reading, Where, combining, parsing, reading, years
from models.returns.proposal import Proposal, plan
from models.returns.writing import write

__all__ = ["Proposal", "plan", "read", "write"]
BESIDE = ("TABLE", "FILE", "ROW", "REASON", "BEYOND")
"""What stands beside the cells of rejected rows: columns of these names, of rejects read again, are not the row's."""


def read(paths: Iterable[str | Path], *, year: int | None, today: dt.date, progress: Progress = silent) -> Reading:
    """Folders, CSV files and XML files as the returns of their years, with everything that is wrong with them.

    `year` (named by its end) holds for all files where given. Raises Refused, with a sentence, when nothing can be
    read or a named file cannot.
    """
    named = [reading.name_of(path) for path in paths]
    raws, issues, files = reading.tables(named, part(progress, 0, 0.5))
    noisy = {id(raw) for raw in raws if parsing.is_noise(raw, today)}
    for noise in [raw for raw in raws if id(raw) in noisy]:
        words = f"hardly one of its {noise.frame.height:,} rows can be read; it is left out"
        issues.append(Issue("error", words, Where(noise.file, noise.table.title, 2)))
    raws = [raw for raw in raws if id(raw) not in noisy]
    unread = [issue for issue in issues if issue.level == "error"]
    if refused := [issue for issue in unread if issue.where.file in files]:
        raise Refused(_sentence(refused[0]))
    if not raws:
        raise Refused(_sentence(unread[0]) if unread else "There is no CSV or XML file of a 903 return here")
    parsed = []
    for number, raw in enumerate(raws):
        progress(0.5 + 0.3 * number / len(raws), f"Checking {raw.table.title}")
        parsed.append(parsing.parse(raw, today))
        issues += parsed[-1].issues
    rejects = [
        file.rejects.select(
            pl.lit(file.raw.table.title).alias("TABLE"),
            pl.lit(file.raw.file).alias("FILE"),
            pl.col("_row").alias("ROW"),
            pl.col("REASON"),
            pl.exclude("_row", "_open", "_beyond", *BESIDE),
            *([pl.col("_beyond").alias("BEYOND")] if "_beyond" in file.rejects.columns else []),
        )
        for file in parsed
        if file.rejects.height
    ]
    returns = []
    for own_year, own in years.by_year(parsed, today, year).items():
        progress(0.9, f"Putting together {own_year - 1}-{own_year % 100:02}")
        whole, more = combining.combine(own_year, own)
        returns.append(whole)
        issues += more
    return Reading(tuple(returns), tuple(issues), pl.concat(rejects, how="diagonal") if rejects else pl.DataFrame())


def _sentence(issue: Issue) -> str:
    return f"{issue.where.file}{f', row {issue.where.row}' if issue.where.row else ''}: {issue.words}"
