"""A year's return written as CSV files: who is in it, which of their rows, and in the year's own codes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from models.codes import ADOPTED
from models.dates import year_bounds
from models.edits import Refused
from models.progress import Progress, silent
from models.returns.layouts import LAYOUTS, YEARLY, Table, layout
from models.snapshot import Facts

SPANNING = ("adm_decision", "missing_episode", "social_worker", "deprivation_order")
"""Tables whose rows count while they last."""


def write(facts: Facts, year: int, folder: Path, progress: Progress = silent) -> list[Path]:
    """Write the return of a collection year (named by its end) into a folder: one CSV per table of the year's layout.

    All files are written beside their places first and moved there together: whole files or none. Raises Refused where
    the folder cannot be written to, or holds a table that is not in the year's layout: it would be read as of the year.
    """
    form = layout(year)
    others = {table.title for other in LAYOUTS for table in other.tables} - {table.title for table in form.tables}
    if left := sorted(title for title in others if (folder / f"{title}.csv").exists()):
        raise Refused(
            f"{folder} holds {left[0]}.csv of another year, and the return of {year - 1}-{year % 100:02} has no such "
            "table. Choose an empty folder."
        )
    children = in_return(facts, year)
    unfinished: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, table in enumerate(form.tables):
            progress(number / len(form.tables), f"Writing {table.title}")
            path = folder / f"{table.title}.csv"
            unfinished.append((path.with_suffix(".part"), path))
            rows(facts, table, year, children).write_csv(path.with_suffix(".part"), date_format="%d/%m/%Y")
        for part, path in unfinished:
            part.replace(path)
    except OSError as why:
        raise Refused(f"{folder} cannot be written to ({why.strerror or why})") from None
    finally:
        for part, _ in unfinished:
            part.unlink(missing_ok=True)
    return [path for _, path in unfinished]


def in_return(facts: Facts, year: int) -> pl.Series:
    """The children a year's return is about: with an episode in the year, and care leavers with an OC3 row of it."""
    leavers = facts["care_leaver"].filter(pl.col("of_year") == year)["child"]
    return pl.concat([_episodes(facts, year)["child"], leavers]).unique()


def _episodes(facts: Facts, year: int) -> pl.DataFrame:
    return _lasting(facts["care_episode"], "decom", "dec", *year_bounds(year))


def _lasting(frame: pl.DataFrame, begins: str, ends: str, first: dt.date, last: dt.date) -> pl.DataFrame:
    return frame.filter((pl.col(begins) <= last) & (pl.col(ends).is_null() | (pl.col(ends) >= first)))


def rows(facts: Facts, table: Table, year: int, children: pl.Series) -> pl.DataFrame:
    """One table of the return, headings in order. Endings after the year are blank with what comes with them."""
    first, last = year_bounds(year)
    frame = facts[table.fact].filter(pl.col("child").is_in(children.implode()))
    if table.fact == "care_episode" or table.fact in SPANNING:
        assert table.key is not None
        assert table.ends is not None
        frame = _lasting(frame, table.key.lower(), table.ends.lower(), first, last)
    elif table.fact == "review":
        frame = frame.filter(pl.col("review").is_between(first, last))
    elif table.fact == "adoption":
        ended = facts["care_episode"].filter(pl.col("rec").is_in(ADOPTED) & pl.col("dec").is_between(first, last))
        frame = frame.filter(pl.col("child").is_in(ended["child"].unique().implode()))
    elif table.fact in YEARLY:
        frame = frame.filter(pl.col("of_year") == year)
    if table.ends:
        later = pl.col(table.ends.lower()) > last
        names = [name.lower() for name in (table.ends, *table.with_end)]
        frame = frame.with_columns(
            pl.when(later.fill_null(False)).then(None).otherwise(pl.col(n)).alias(n) for n in names
        )
    shared = [name for name in ("dob", "sex") if name in table.columns and table.fact != "child_details"]
    if shared:
        header = facts["child_details"].select("child", *[pl.col(name).alias(f"_{name}") for name in shared])
        frame = frame.join(header, on="child", how="left", maintain_order="left").with_columns(
            pl.coalesce(name, f"_{name}").alias(name) for name in shared
        )
    if "sex" in table.columns:
        frame = frame.with_columns(pl.col("sex").replace(dict(layout(year).sexes)))
    return frame.select(pl.col(field.column).alias(field.heading) for field in table.fields)
