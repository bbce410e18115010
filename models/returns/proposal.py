"""What importing a reading would do, before anything is done: counts, conflicts, issues, and every difference."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from models.dates import year_bounds
from models.edits.bulk import Bulk, Standing
from models.progress import Progress, silent
from models.returns import Accept, Issue, Reading, Where, merging, older
from models.returns.aliases import followed
from models.returns.layouts import TABLES
from models.returns.state import SHAPES, Shape, all_new, begin, fold, kept_aside, shown

LISTED = 200
"""Lines of one kind in the text of a proposal; the count of the rest follows."""
RUNS = r"^(\s*[=+\-@＝＋－＠]|[\t\r\n])"
"""Cells that a spreadsheet would run as a formula; they are written as text."""
NO_REJECTS = dict.fromkeys(("TABLE", "FILE", "ROW", "REASON"), pl.String)
ABSENT = {"child": pl.String, "decom": pl.Date}


@dataclass(frozen=True)
class Proposal:
    """What importing would do. `bulk` is what would be recorded, None when that is nothing.

    Rows that nothing stands for are `new`; `changed` and `same` have no conflict; a row with one counts once in
    `conflicts`, whichever side is accepted. `conflict_list` has one line per cell (table, child, key, field, ours,
    theirs, base), `absent` the episodes that stand open here and are not in the latest of these returns.
    """

    years: tuple[int, ...]
    new: int
    changed: int
    same: int
    conflicts: int
    rejected: int
    issues: tuple[Issue, ...]
    conflict_list: pl.DataFrame
    absent: pl.DataFrame
    rejects: pl.DataFrame
    bulk: Bulk | None
    reading: Reading
    _states: Mapping[str, pl.DataFrame]

    @property
    def warnings(self) -> tuple[Issue, ...]:
        """What is tolerated and kept, but said."""
        return tuple(issue for issue in self.issues if issue.level == "warning")

    @functools.cached_property
    def differences(self) -> pl.DataFrame:
        """Before → after for the screen: table, child, key, field, before, after, what (new, changed, conflict).

        A new row is one line without a field; a changed row one line per cell.
        """
        kinds = dict.fromkeys(("table", "child", "key", "field", "before", "after", "what"), pl.String)
        found = [pl.DataFrame(schema=kinds)]
        for fact, state in self._states.items():
            found += _differences(SHAPES[fact], state.filter("@hit"))
        listed = self.conflict_list.select(
            "table",
            "child",
            "key",
            "field",
            pl.col("ours").alias("before"),
            pl.col("theirs").alias("after"),
            pl.lit("conflict").alias("what"),
        )
        return pl.concat([listed, *found])

    def text(self) -> str:
        """The proposal as text: the years, what is wrong and where, conflicts, and the one line of counts."""
        lines = []
        for part in self.reading.returns:
            rows = sum(frame.height for frame in part.tables.values())
            lines.append(f"Return of {part.title} ({rows:,} rows): {', '.join(part.files)}")
        lines += _some([f"{issue.level}: {issue}" for issue in self.issues], "issues")
        lines += _some([_conflict(row) for row in self.conflict_list.iter_rows(named=True)], "conflicts")
        absent = [
            f"absent: child {child}, episode from {decom:%d/%m/%Y} is open here but not in the latest return"
            for child, decom in self.absent.iter_rows()
        ]
        lines += _some(absent, "episodes open here but absent")
        if self.bulk is None:
            lines.append("There is nothing to record.")
        return "\n".join([*lines, self.line])

    @property
    def line(self) -> str:
        """The one line of counts."""
        names = ("new", "changed", "same", "conflicts", "rejected")
        return ", ".join(f"{name} {getattr(self, name)}" for name in names)

    def rejects_csv(self, path: Path) -> None:
        """Write the rows that stay out, with the reason, as one CSV; no cell of it runs as a formula."""
        unfinished = path.with_name(path.name + ".part")
        try:
            rows = self.rejects if self.rejects.width else pl.DataFrame(schema=NO_REJECTS)
            cells = pl.col(pl.String)
            inert = pl.when(cells.str.contains(RUNS)).then(pl.format("'{}", cells)).otherwise(cells)
            with unfinished.open("wb") as file:
                rows.with_columns(inert.name.keep()).write_csv(file, include_bom=True)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)


def _some(lines: list[str], what: str) -> list[str]:
    return lines if len(lines) <= LISTED else [*lines[:LISTED], f"and {len(lines) - LISTED:,} more {what}"]


def _conflict(row: Mapping[str, str | None]) -> str:
    title = TABLES[str(row["table"])].title if row["table"] in TABLES else row["table"]
    key = f" {row['key']}" if row["key"] else ""
    field = f" {str(row['field']).upper()}" if row["field"] else ""
    ours, theirs, base = (row[name] or "blank" for name in ("ours", "theirs", "base"))
    return f"conflict: {title}, child {row['child']}{key}:{field} here {ours}, return {theirs}, imported before {base}"


def plan(reading: Reading, standing: Standing, *, accept: Accept = "ours", progress: Progress = silent) -> Proposal:
    """Compare a reading with what stands, year by year; `accept` says whose value a conflict takes."""
    reading = followed(reading, standing)
    states: dict[str, pl.DataFrame] = {}
    conflicts = [pl.DataFrame(schema=merging.CONFLICT)]
    issues = list(reading.issues)
    aside = {part.year: [part.tables["set_aside"]] for part in reading.returns if "set_aside" in part.tables}
    facts = [fact for fact in TABLES if any(fact in part.tables for part in reading.returns)]
    for number, fact in enumerate(facts):
        progress(number / len(facts), f"Comparing {TABLES[fact].title}")
        shape = SHAPES[fact]
        state = begin(shape, standing.ours.get(fact), standing.base.get(fact))
        for part in reading.returns:
            if fact in part.tables:
                theirs = part.tables[fact]
                state, found, homeless = merging.merge(shape, state, theirs, part.year, accept)
                conflicts.append(found)
                if homeless.height:
                    issues.append(_homeless(fact, homeless, theirs))
                    why = pl.lit("another row was moved to this date here")
                    aside.setdefault(part.year, []).append(kept_aside(fact, homeless, part.year, why))
        issues += [issue for part in reading.returns if (issue := older.passed_over(fact, state, part)) is not None]
        states[fact] = fold(shape, state)
    shape = SHAPES["set_aside"]
    state = begin(shape, standing.ours.get("set_aside"), standing.base.get("set_aside"))
    for year, rows in sorted(aside.items()):
        own = pl.concat([frame.select("child", *shape.keys, *shape.cells) for frame in rows])
        state, _, _ = merging.merge(shape, state, own, year, accept)
    states["set_aside"] = fold(shape, state)
    counts = {"new": 0, "changed": 0, "same": 0, "conflicts": 0}
    new: dict[str, pl.DataFrame] = {}
    changed: dict[str, pl.DataFrame] = {}
    for fact, state in states.items():
        fresh, again, tally = _outcome(SHAPES[fact], state)
        if fact != "set_aside":
            counts = {name: counts[name] + tally[name] for name in counts}
        if fresh.height:
            new[fact] = fresh
        if again.height:
            changed[fact] = again
    rejected = reading.rejects.height
    counted = {**counts, "rejected": rejected}
    bulk = None
    if new or changed:
        titles = ", ".join(part.title for part in reading.returns)
        detail = {"years": list(reading.years), "files": [f for part in reading.returns for f in part.files], **counted}
        bulk = Bulk("import", f"Import SSDA903 {titles}", new, changed, detail, planned_on=standing.number)
    return Proposal(
        years=reading.years,
        **counted,
        issues=tuple(issues),
        conflict_list=pl.concat(conflicts),
        absent=_absent(states.get("care_episode"), reading),
        rejects=reading.rejects,
        bulk=bulk,
        reading=reading,
        _states=states,
    )


def _outcome(shape: Shape, state: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, dict[str, int]]:
    """What would be recorded of one table, new and again, and how many rows are new, changed, same and in conflict."""
    columns = [*shape.own, "year", "older"]
    if all_new(state):
        return state.select(columns), state.head(0), {"new": state.height, "changed": 0, "same": 0, "conflicts": 0}
    differs = pl.any_horizontal(pl.col(cell).ne_missing(pl.col(f"{cell}@0")) for cell in shape.cells)
    moved = pl.col("year").ne_missing(pl.col("year@0")) | pl.col("older").ne_missing(pl.col("older@0"))
    fresh = pl.col("row_id").is_null()
    known = pl.col("@hit") & ~fresh & ~pl.col("@clash")
    counted = {"new": fresh, "changed": known & differs, "same": known & ~differs, "conflicts": pl.col("@clash")}
    tally = state.select(rows.sum().alias(name) for name, rows in counted.items()).row(0, named=True)
    again = state.filter(~fresh & pl.col("@hit") & ~pl.col("ended") & (differs | moved))
    return state.filter(fresh).select(columns), again.select("row_id", "fact_id", *columns), tally


def _homeless(fact: str, homeless: pl.DataFrame, theirs: pl.DataFrame) -> Issue:
    key = next(iter(SHAPES[fact].keys))
    first = theirs.join(homeless, on=["child", key], how="semi", maintain_order="left")
    place = Where(str(first["_file"][0]), TABLES[fact].title, int(first["_row"][0]), key.upper())
    words = "another row was moved to this date here; this one is kept aside"
    return Issue("warning", words, place, homeless.height)


def _absent(state: pl.DataFrame | None, reading: Reading) -> pl.DataFrame:
    """Episodes open here that the latest of these returns should have and does not: reported, never removed."""
    latest = max((part.year for part in reading.returns if "care_episode" in part.tables), default=None)
    if (
        state is None
        or latest is None
        or (not state.filter("@hit", pl.col("row_id").is_not_null()).height and len(reading.years) < 2)
    ):
        return pl.DataFrame(schema=ABSENT)
    unreported = pl.col("year").is_null() | (pl.col("year") < latest)
    begun = pl.col("decom") <= year_bounds(latest)[1]
    # Asked of the return itself: a row whose conflict waits does not say that this year reported it.
    (last,) = (part.tables["care_episode"] for part in reading.returns if part.year == latest)
    key = ["child", "decom"]
    told = last.select(key)
    found = state.filter(pl.col("dec").is_null() & ~pl.col("ended") & unreported & begun)
    found = found.with_columns(pl.coalesce("imported_as", "decom").alias("@imported"))
    return (
        found.join(told, on=key, how="anti")
        .join(told, left_on=["child", "@imported"], right_on=key, how="anti")
        .select(list(ABSENT))
        .sort("child", "decom")
    )


def _differences(shape: Shape, state: pl.DataFrame) -> list[pl.DataFrame]:
    key = (
        pl.concat_str([shown(pl.col(name), kind) for name, kind in shape.keys.items()], separator=" ")
        if shape.keys
        else pl.lit("")
    )
    heads = [pl.lit(shape.fact).alias("table"), pl.col("child"), key.alias("key")]
    nothing = pl.lit(None, pl.String)
    found = [
        state.filter(pl.col("row_id").is_null()).select(
            *heads, nothing.alias("field"), nothing.alias("before"), nothing.alias("after"), pl.lit("new").alias("what")
        )
    ]
    if all_new(state):
        return found
    known = state.filter(pl.col("row_id").is_not_null() & ~pl.col("@clash"))
    for cell, kind in shape.cells.items():
        rows = known.filter(pl.col(cell).ne_missing(pl.col(f"{cell}@0")))
        if rows.height:
            found.append(
                rows.select(
                    *heads,
                    pl.lit(cell).alias("field"),
                    shown(pl.col(f"{cell}@0"), kind).alias("before"),
                    shown(pl.col(cell), kind).alias("after"),
                    pl.lit("changed").alias("what"),
                )
            )
    return found
