"""One year's files as one return: one row per key, what differs set aside, and what contradicts said.

Nothing of a return is dropped: a row that cannot stand beside another of its key is kept aside word for word.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from models import codes
from models.dates import collection_year
from models.returns import Issue, Where, YearReturn, layouts
from models.returns.layouts import TABLES, YEARLY, Table
from models.returns.parsing import Parsed

SHOWN = 20
"""Contradicting rows named one by one for each kind; more are counted."""
PLACE = ["_from", "_at"]
"""Which row of which file: two files may have one name, and many rows of an XML file one line."""


def combine(year: int, files: Sequence[Parsed]) -> tuple[YearReturn, list[Issue]]:
    """The return of a year made of its files, and what is noticed across them."""
    issues: list[Issue] = []
    tables: dict[str, pl.DataFrame] = {}
    aside: list[pl.DataFrame] = []
    expected = {table.fact for table in layouts.layout(year).tables}
    for table in TABLES.values():
        own = [file for file in files if file.raw.table is table]
        if not own:
            continue
        frame = pl.concat(
            file.frame.with_columns(_file=pl.lit(file.raw.file), _from=pl.lit(number, pl.Int32))
            for number, file in enumerate(own)
        )
        if len(own) > 1:
            names = ", ".join(file.raw.file for file in own)
            issues.append(
                Issue(
                    "warning",
                    f"several files of one table are taken as one year, {year}: {names}",
                    Where(own[0].raw.file, table.title),
                )
            )
        if table.fact not in expected:
            issues.append(
                Issue("warning", f"the return of {year} has no such table; kept", Where(own[0].raw.file, table.title))
            )
        if table.fact in YEARLY:
            frame = frame.with_columns(of_year=pl.lit(year, pl.Int64))
        frame, left = _one_per_key(frame, table, issues)
        if left is not None:
            aside.append(_verbatim(left, table, own, year))
        _warn_of_years(frame, table, year, issues)
        tables[table.fact] = frame.drop(PLACE)
    _births(tables, issues)
    if "care_episode" in tables:
        _warn_of_chains(tables["care_episode"], issues)
    if aside:
        tables["set_aside"] = pl.concat(aside).unique(["child", "source", "content"], keep="first", maintain_order=True)
    return YearReturn(year, tuple(dict.fromkeys(file.raw.file for file in files)), tables), issues


def _one_per_key(frame: pl.DataFrame, table: Table, issues: list[Issue]) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """One row per key and the rows that lost, with `why`. Identical rows count once."""
    key = ["child", table.key.lower()] if table.key else ["child"]
    twice = frame.select(key).is_duplicated()
    if not twice.any():
        return frame, None
    doubles, single = frame.filter(twice), frame.filter(~twice)
    cells = list(table.columns)
    kept = doubles.unique(cells, keep="first", maintain_order=True)
    if again := len(doubles) - len(kept):
        first = doubles.filter(doubles.select(cells).is_duplicated())
        issues.append(Issue("warning", "the same row stands twice; it counts once", _place(first, table), again))
    left: list[pl.DataFrame] = []
    end = table.ends.lower() if table.ends else None
    if end:
        rest = [name for name in cells if name not in (end, *(name.lower() for name in table.with_end))]
        first_round = kept.sort(
            [pl.col(end).is_null(), pl.col(end), *cells], descending=[False, True] + [False] * len(cells)
        )
        kept = first_round.unique(rest, keep="first", maintain_order=True)
        opened = pl.when(pl.col(end).is_null()).then(pl.lit("the same row stands closed; the closed one counts"))
        shorter = opened.otherwise(pl.lit("the same row stands with a later end; the longer one counts"))
        left.append(_others(first_round, kept, shorter))
    filled = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int32) for name in cells)
    order: list[tuple[pl.Expr, bool]] = [(filled, True)]
    if end:
        order.insert(0, (pl.col(end).fill_null(pl.date(9999, 12, 31)), True))
    if table.fact == "care_episode":
        order.insert(0, (pl.col("ls").is_in(codes.SHORT_BREAKS).fill_null(False), False))
    order += [(pl.col(name), False) for name in cells]
    second = kept.sort([by for by, _ in order], descending=[down for _, down in order])
    kept = second.unique(key, keep="first", maintain_order=True)
    words = "another row of the same child and date counts" if table.key else "another row of the same child counts"
    left.append(_others(second, kept, pl.lit(words)))
    lost = pl.concat(left)
    for row in lost.head(SHOWN).iter_rows(named=True):
        issues.append(
            Issue("warning", f"{row['why']}; this one is kept aside", Where(row["_file"], table.title, row["_row"]))
        )
    if len(lost) > SHOWN:
        issues.append(Issue("warning", "more rows are kept aside", _place(lost[SHOWN:], table), len(lost) - SHOWN))
    return pl.concat([single, kept]).sort(PLACE), lost if lost.height else None


def _others(rows: pl.DataFrame, kept: pl.DataFrame, why: pl.Expr) -> pl.DataFrame:
    return rows.join(kept, on=PLACE, how="anti", maintain_order="left").with_columns(why=why)


def _place(frame: pl.DataFrame, table: Table, column: str | None = None) -> Where:
    return Where(str(frame["_file"][0]), table.title, int(frame["_row"][0]), column)


def _verbatim(left: pl.DataFrame, table: Table, files: Sequence[Parsed], year: int) -> pl.DataFrame:
    """Rows as they stood in their files, "HEADING=cell" for every cell that is filled."""
    contents = []
    for number, file in enumerate(files):
        lost = left.filter(pl.col("_from") == number).select("_at", "child", "why")
        raw = file.raw.frame.with_row_index("_at").join(lost, on="_at", how="inner", maintain_order="left")
        headings = sorted(name for name in file.raw.frame.columns if not name.startswith("_"))
        headings = [name for name in table.headings if name in headings] + [
            n for n in headings if n not in table.headings
        ]
        said = [pl.when(pl.col(n).fill_null("") != "").then(pl.format(n + "={}", pl.col(n))) for n in headings]
        contents.append(
            raw.select(
                "child",
                source=pl.lit(f"{table.title} {year}"),
                content=pl.concat_str(said, separator=", ", ignore_nulls=True),
                why="why",
                _file=pl.lit(file.raw.file),
                _row="_row",
            )
        )
    return pl.concat(contents)


def _births(tables: dict[str, pl.DataFrame], issues: list[Issue]) -> None:
    """Births (and sexes) repeated beside the Header are kept only where they differ from it; children without a Header
    are said."""
    header = tables.get("child_details")
    if header is None:
        first = next(iter(tables.values()))
        place = Where(str(first["_file"][0]) if first.height else "", "Header")
        issues.append(Issue("warning", "the return has no Header; its children go in without one", place))
        return
    known = header.select("child", pl.col("dob").alias("_dob"), pl.col("sex").alias("_sex"), _known=pl.lit(True))
    for fact, frame in tables.items():
        if fact == "child_details":
            continue
        table = TABLES[fact]
        shared = [name for name in ("dob", "sex") if name in frame.columns]
        joined = frame.join(known, on="child", how="left", maintain_order="left")
        alone = joined.filter(pl.col("_known").is_null()) if joined["_known"].null_count() else joined.head(0)
        if alone.height:
            words = f"{alone['child'].n_unique():,} children have no Header; their rows go in without one"
            if alone["child"].n_unique() == 1:
                words = f"child {alone['child'][0]} has no Header; the rows go in without one"
            issues.append(Issue("warning", words, _place(alone, table, "CHILD"), alone.height))
        if not shared:
            continue
        joined = joined.with_columns(
            pl.when(pl.col(name).ne_missing(pl.col(f"_{name}"))).then(pl.col(name)).alias(name) for name in shared
        )
        for name in shared:
            if joined[name].count():
                other = joined.filter(pl.col(name).is_not_null() & pl.col("_known"))
                if other.height:
                    words = "differs from the Header; kept as given"
                    issues.append(Issue("warning", words, _place(other, table, name.upper()), other.height))
        tables[fact] = joined.drop("_dob", "_sex", "_known")


def _warn_of_years(frame: pl.DataFrame, table: Table, year: int, issues: list[Issue]) -> None:
    """Codes outside their years: a code may stand in any year that its row touches."""
    if frame.is_empty():
        return
    earliest = collection_year(frame["decom"].min()) if table.fact == "care_episode" else year  # type: ignore[arg-type]
    for field in table.fields:
        if field.kind != "code" or field.codes == "sex":
            continue
        known = codes.codes(field.codes or "").values()
        limited = [code for code in known if not (code.fits(min(earliest, year)) and code.fits(year))]
        if not limited:
            continue
        seen = frame.filter(pl.col(field.column).is_in([code.code for code in limited]))
        if seen.is_empty():
            continue
        first, last = _touched(seen, table, field.heading, year)
        code = pl.col(field.column)
        since = code.replace_strict({c.code: c.since or 0 for c in limited}, return_dtype=pl.Int32)
        until = code.replace_strict({c.code: c.until or 9999 for c in limited}, return_dtype=pl.Int32)
        outside = seen.filter((pl.lit(last) < since) | (pl.lit(first) > until))
        for found in [codes.codes(field.codes or "")[text] for text in outside[field.column].unique().sort()]:
            rows = outside.filter(code == found.code)
            span = f"from {found.since}" if found.since else f"up to {found.until}"
            words = f"“{found.code}” is a code of returns {span}; kept as given"
            issues.append(Issue("warning", words, _place(rows, table, field.heading), rows.height))


def _touched(rows: pl.DataFrame, table: Table, heading: str, year: int) -> tuple[pl.Series, pl.Series]:
    """First and last collection year each row touches; what comes with an end belongs to the end's year."""
    returned = pl.Series([year] * len(rows), dtype=pl.Int32)

    def years(name: str) -> pl.Series:
        on = rows[name]
        return on.dt.year() + (on.dt.month() >= 4).cast(pl.Int32)

    if table.fact != "care_episode":
        return returned, returned
    ended = years("dec")
    if heading in table.with_end:
        own = ended.zip_with(ended.is_not_null(), returned)
        return own, own
    begun = years("decom")
    last = pl.select(pl.min_horizontal(ended.zip_with(ended.is_not_null(), returned), returned)).to_series()
    return begun, pl.select(pl.max_horizontal(begun, last)).to_series()


def _warn_of_chains(frame: pl.DataFrame, issues: list[Issue]) -> None:
    """Episodes that contradict each other go in as reported; they are said here and found again by the checks."""
    rows = frame.select("child", "decom", "dec", "rec", "_file", "_row").sort("child", "decom")
    follows = pl.when(pl.col("child").shift(-1) == pl.col("child")).then(pl.col("decom").shift(-1))
    tests = {
        "the next episode begins before this one ends": pl.col("dec") > follows,
        "the episode is open though a later one has begun": pl.col("dec").is_null() & follows.is_not_null(),
        "REC is X1 but no episode goes on from that day": (pl.col("rec") == "X1") & pl.col("dec").ne_missing(follows),
        "REC stands without DEC": pl.col("dec").is_null() & pl.col("rec").is_not_null(),
        "DEC stands without REC": pl.col("dec").is_not_null() & pl.col("rec").is_null(),
    }
    marked = rows.with_columns(test.fill_null(False).alias(words) for words, test in tests.items())
    for words in tests:
        if not marked[words].any():
            continue
        found = marked.filter(pl.col(words)).sort("_file", "_row")
        table = TABLES["care_episode"]
        for file, row in found.head(SHOWN).select("_file", "_row").iter_rows():
            issues.append(Issue("warning", f"{words}; it goes in as reported", Where(file, table.title, row)))
        if len(found) > SHOWN:
            more = found[SHOWN:]
            issues.append(Issue("warning", f"{words}; more rows of this kind", _place(more, table), len(more)))
