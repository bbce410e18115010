"""From text to types: every cell becomes a date, a code or a text here, or an issue with its place.

A cell is judged once per distinct text of its column, so that a return of 50,000 rows costs no more than its variety.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from models import codes
from models.returns import Issue, Where
from models.returns.layouts import Field
from models.returns.raw import RawTable

NULLS = ("NULL", "NAN", "NONE", "NAT", "N/A", "#N/A")
"""Words that some exports write for nothing; "NONE" is no code of the return."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
SEXES = {"1": "M", "2": "F"}
OPEN_SETS: dict[str, str] = {"la_perm": r"^\d{3}$"}
"""Code sets beside which a pattern is accepted too."""
_SOUND = {
    "child": r"^[A-Za-z0-9]{1,10}$",
    "number": r"^([0-9]|[1-3][0-9]|40)$",
    "capitals": r"^[A-Z0-9]{3,}$",
    "text": r"^[A-Z0-9]{3,}$|^[A-Z0-9]{2,4} [A-Z0-9]{3}$",
    "part date": r"^zz/(zz|0[1-9]|1[0-2])/(\d{4}|zzzz)$",
}
"""Texts about which there is nothing to say; others are looked at one by one."""
LARGE, PROBED = 100_000, 2_000
"""Rows of a table that is first tried, and how many of them are."""
HUGE = 2_000_000
"""More rows than any authority's table has."""
UNKNOWN = 10
"""Unknown codes of one column named one by one."""
SHOWN = 50
"""Rejected rows named one by one; more are counted."""
CAPITALS = "lower-case or padded codes are read as capitals without spaces"
ISO = "dates written year first (ISO) are read"
UNPADDED = "dates without leading zeros or with a time of 00:00 are read"
WARNED = {"care_episode": dt.date(1991, 10, 14)}
"""The earliest start that is believed without a word (Children Act 1989 in force)."""


@dataclass(frozen=True)
class Parsed:
    """One file's table with types: `child`, the stored columns, `_row`, `_at` (which of the raw rows it is); the rows
    that stay out; what was noticed."""

    raw: RawTable
    frame: pl.DataFrame
    rejects: pl.DataFrame
    issues: list[Issue]


@dataclass(frozen=True)
class _Note:
    """What is noticed about a column: in which of its rows, and the words, which may name the first cell."""

    heading: str
    cells: pl.Series
    rows: pl.Series
    words: str | Callable[[str], str]

    def issue(self, raw: RawTable, stays: pl.Series | None) -> Issue | None:
        """One warning for all cells of rows that stay, at the first of them: of a rejected row its rejection says
        enough."""
        rows = (self.rows if stays is None else self.rows & stays).arg_true()
        if rows.is_empty():
            return None
        said = self.words if isinstance(self.words, str) else self.words(str(self.cells[rows[0]]).strip())
        place = Where(raw.file, raw.table.title, int(raw.frame["_row"][rows[0]]), self.heading)
        return Issue("warning", said, place, len(rows))


class _Column:
    """The distinct texts of one column and what is noticed about them."""

    def __init__(self, raw: RawTable, field: Field, notes: list[_Note]) -> None:
        self.field, self.notes = field, notes
        frame = raw.frame
        self.cells = (
            frame[field.heading] if field.heading in frame.columns else pl.Series([None] * len(frame), dtype=pl.String)
        )
        self.given = self.cells.unique()
        plain = self.given.str.strip_chars()
        nothing = plain.str.to_uppercase().is_in(NULLS)
        self.note(nothing, "a word for nothing (NULL, NaN) is taken as blank")
        self.plain = pl.select(pl.when(nothing | (plain == "")).then(None).otherwise(plain)).to_series()
        if field.kind not in ("code", "capitals"):
            self.note((plain != self.given) & (plain != ""), "spaces around the cell are left out")

    def note(self, which: pl.Series, words: str | Callable[[str], str]) -> None:
        """One warning for all cells whose text `which` marks."""
        if which.any():
            marked = self.given.filter(which.fill_null(False))
            hits = self.cells.is_in(marked.implode()).fill_null(False)
            self.notes.append(_Note(self.field.heading, self.cells, hits, words))

    def back(self, values: pl.Series) -> pl.Series:
        """The column with each distinct text replaced by its value."""
        if values.dtype == pl.String and values.equals(self.given, null_equal=True):
            return self.cells
        return self.cells.replace_strict(self.given, values, return_dtype=values.dtype)


def parse(raw: RawTable, today: dt.date) -> Parsed:
    """A raw table with types. Rows without child or start, with a date cell that is no date, or begun after `today`
    stay out, with the reason."""
    issues: list[Issue] = []
    notes: list[_Note] = []
    table, frame = raw.table, raw.frame
    typed, odd = _at_once(raw)
    reasons: list[pl.Expr] = []
    for field in odd:
        column = _Column(raw, field, notes)
        values, unread = _READ[field.kind](column)
        typed = typed.with_columns(values.alias(field.column))
        if unread is not None:
            marked = pl.lit(column.cells.is_in(column.given.filter(unread).implode()))
            shown = pl.lit(column.cells.str.slice(0, 40))
            words = pl.format(f"{field.heading} “{{}}” is not a date (dd/mm/yyyy)", shown)
            reasons.append(pl.when(marked).then(words))
    reasons += _missing_or_late(raw, typed, today)
    rejects, good, stays = frame.head(0), typed, None
    if reasons:
        reason = typed.select(pl.concat_str(reasons, separator="; ", ignore_nulls=True)).to_series()
        blank = frame.select(pl.all_horizontal(pl.exclude("_row").str.strip_chars().fill_null("") == "")).to_series()
        out = (reason != "") & ~blank
        if blank.any():
            place = Where(raw.file, table.title, int(frame["_row"][blank.arg_true()[0]]))
            issues.append(Issue("warning", "blank rows are passed over", place, int(blank.sum())))
        stays = ~out & ~blank
        rejects, good = frame.with_columns(REASON=reason).filter(out), typed.filter(stays)
        issues += _rejected(raw, rejects)
    issues = [issue for note in notes if (issue := note.issue(raw, stays)) is not None] + issues
    _warn_of_days(raw, good, today, issues)
    return Parsed(raw, good, rejects, issues)


def is_noise(raw: RawTable, today: dt.date) -> bool:
    """Whether a large table has no sound row where it begins, or a huge one hardly any: it is not looked at further."""
    rows = raw.frame.height
    if rows <= LARGE:
        return False
    probed = raw.frame.head(PROBED) if rows <= HUGE else raw.frame.gather_every(rows // PROBED)
    sound = parse(RawTable(raw.file, raw.group, raw.table, probed), today).frame.height
    return sound * 100 < probed.height if rows > HUGE else sound == 0


def _at_once(raw: RawTable) -> tuple[pl.DataFrame, list[Field]]:
    """All columns with types as they are when there is nothing to say about them, and the columns where there is."""
    frame = raw.frame
    there = [field for field in raw.table.fields if field.heading in frame.columns]
    values, odd = [pl.col("_row")], []
    for field in raw.table.fields:
        text = pl.col(field.heading)
        if field not in there:
            values.append(pl.lit(None, pl.Date if field.kind == "date" else pl.String).alias(field.column))
            continue
        if field.kind == "date":
            value = text.str.to_date("%d/%m/%Y", strict=False)
            sound = (text.str.len_bytes() == 10) & pl.col(field.column).dt.year().is_between(FIRST_YEAR, LAST_YEAR)
        elif field.kind == "code":
            value = text.replace(SEXES) if field.codes == "sex" else text
            sound = text.is_in([*codes.codes(field.codes or ""), *(SEXES if field.codes == "sex" else ())])
            if field.codes in OPEN_SETS:
                sound = sound | text.str.contains(OPEN_SETS[field.codes])
        else:
            value, sound = text, text.str.contains(_SOUND[field.kind])
        values.append(value.alias(field.column))
        odd.append((text.is_not_null() & ~sound.fill_null(False)).any().alias(field.heading))
    both = frame.with_columns(values)
    flags = both.select(odd).row(0, named=True)
    at = pl.int_range(pl.len(), dtype=pl.UInt32).alias("_at")
    return both.select("_row", at, *raw.table.columns), [field for field in there if flags[field.heading]]


def _missing_or_late(raw: RawTable, typed: pl.DataFrame, today: dt.date) -> list[pl.Expr]:
    """Why rows stay out beside unreadable dates: no child, no start, a start to come, cells beyond the headings."""
    reasons: list[pl.Expr] = []
    if typed["child"].null_count():
        reasons.append(pl.when(pl.col("child").is_null()).then(pl.lit("CHILD is blank")))
    if key := raw.table.key:
        name = key.lower()
        if typed[name].null_count():
            given = raw.frame[key].str.strip_chars().fill_null("")
            blank = pl.lit((given == "") | given.str.to_uppercase().is_in(NULLS))
            reasons.append(pl.when(pl.col(name).is_null() & blank).then(pl.lit(f"{key} is blank")))
        if (typed[name] > today).any():
            late = pl.format(f"{key} {{}} is after the day of import", pl.col(name).dt.strftime("%d/%m/%Y"))
            reasons.append(pl.when(pl.col(name) > today).then(late))
    if "_beyond" in raw.frame.columns and raw.frame["_beyond"].count():
        beyond = pl.lit(raw.frame["_beyond"].is_not_null())
        reasons.append(pl.when(beyond).then(pl.lit("the row has more cells than there are headings")))
    if "_open" in raw.frame.columns and raw.frame["_open"].count():
        unclosed = pl.lit(raw.frame["_open"].is_not_null())
        reasons.append(pl.when(unclosed).then(pl.lit("a quotation mark is opened and not closed")))
    return reasons


def _rejected(raw: RawTable, rejects: pl.DataFrame) -> list[Issue]:
    issues = [
        Issue("rejected", reason, Where(raw.file, raw.table.title, row))
        for row, reason in rejects.head(SHOWN).select("_row", "REASON").iter_rows()
    ]
    if len(rejects) > SHOWN:
        place = Where(raw.file, raw.table.title, int(rejects["_row"][SHOWN]))
        issues.append(
            Issue("rejected", "more rows cannot be read; the rejects file has them all", place, len(rejects) - SHOWN)
        )
    return issues


def _warn_of_days(raw: RawTable, frame: pl.DataFrame, today: dt.date, issues: list[Issue]) -> None:
    table = raw.table
    dates = [field for field in table.fields if field.kind == "date"]
    tests = {
        (f.heading, "lies after the day of import; kept as given"): pl.col(f.column) > today
        for f in dates
        if f.heading != table.key
    }
    if table.fact in WARNED and table.key:
        tests[table.key, "lies before 14/10/1991; kept as given"] = pl.col(table.key.lower()) < WARNED[table.fact]
    if table.ends and table.key:
        tests[table.ends, f"is not after {table.key}; kept as given"] = pl.col(table.ends.lower()) < pl.col(
            table.key.lower()
        )
        if table.fact == "care_episode":
            tests[table.ends, f"is not after {table.key}; kept as given"] = pl.col("dec") <= pl.col("decom")
    found = frame.select(test.sum().alias(str(number)) for number, test in enumerate(tests.values()))
    for number, ((heading, words), test) in enumerate(tests.items()):
        if count := found[str(number)][0]:
            row = int(frame.filter(test)["_row"][0])
            issues.append(Issue("warning", words, Where(raw.file, table.title, row, heading), int(count)))


def _read_text(column: _Column) -> tuple[pl.Series, None]:
    return column.back(column.plain), None


def _read_capitals(column: _Column) -> tuple[pl.Series, None]:
    upper = column.plain.str.to_uppercase()
    column.note(column.plain.is_not_null() & (column.given != upper), CAPITALS)
    return column.back(upper), None


def _read_child(column: _Column) -> tuple[pl.Series, None]:
    odd = ~column.plain.str.contains(r"^[A-Za-z0-9]{1,10}$")
    column.note(odd, lambda text: f"“{text[:40]}” is not one to ten letters and digits; kept as given")
    return column.back(column.plain), None


def _read_number(column: _Column) -> tuple[pl.Series, None]:
    plain = _whole(column)
    odd = ~plain.str.contains(r"^([0-9]|[1-3][0-9]|40)$")
    column.note(odd, lambda text: f"“{text[:40]}” is not a whole number from 0 to 40; kept as given")
    return column.back(plain), None


def _whole(column: _Column) -> pl.Series:
    """Numbers that a spreadsheet wrote as "1.0" without their decimals."""
    decimal = column.plain.str.contains(r"^\d+\.0+$")
    column.note(decimal, lambda text: f"“{text}” is taken as a whole number")
    return column.plain.str.replace(r"^(\d+)\.0+$", "${1}")


def _read_code(column: _Column) -> tuple[pl.Series, None]:
    name = column.field.codes or ""
    known = codes.codes(name)
    upper = _whole(column).str.to_uppercase()
    column.note(column.plain.is_not_null() & (column.given != column.plain.str.to_uppercase()), CAPITALS)
    if name == "sex":
        upper = upper.replace(SEXES)
    strange = ~upper.is_in(list(known))
    if name in OPEN_SETS:
        strange = strange & ~upper.str.contains(OPEN_SETS[name])
    odd = upper.filter(strange.fill_null(False)).unique().sort()
    for text in odd.head(UNKNOWN).to_list():
        column.note(upper == text, f"“{text[:40]}” is not a code of {column.field.heading}; kept as given")
    if len(odd) > UNKNOWN:
        column.note(
            upper.is_in(odd[UNKNOWN:].implode()), f"more texts are no codes of {column.field.heading}; kept as given"
        )
    return column.back(upper), None


def _read_date(column: _Column) -> tuple[pl.Series, pl.Series | None]:
    text = column.plain
    british = text.str.to_date("%d/%m/%Y", strict=False)
    regular = text.str.contains(r"^\d\d/\d\d/\d{4}$")
    value = pl.select(pl.when(regular).then(british)).to_series()
    if (regular | text.is_null()).all():
        unread = text.is_not_null() & value.is_null()
    else:
        day, iso = _other_forms(text)
        column.note(iso.is_not_null(), ISO)
        column.note(value.is_null() & day.is_not_null(), UNPADDED)
        value = pl.select(pl.coalesce(value, day, iso)).to_series()
        unread = text.is_not_null() & value.is_null()
    year = value.dt.year()
    far = ((year < FIRST_YEAR) | (year > LAST_YEAR)).fill_null(False)
    unread = unread | far
    value = pl.select(pl.when(~far).then(value)).to_series()
    return column.back(value), unread if unread.any() else None


def _other_forms(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The days of texts that write a day as other programs do: without leading zeros or with a time, or year first."""
    day = text.str.extract(r"^(\d{1,2}/\d{1,2}/\d{4})(?: 0?0:00(?::00)?)?$").str.to_date("%d/%m/%Y", strict=False)
    iso = text.str.extract(r"^(\d{4}-\d\d-\d\d)(?:[T ]00:00(?::00(?:\.0+)?)?)?Z?$").str.to_date(
        "%Y-%m-%d", strict=False
    )
    return day, iso


def _read_part_date(column: _Column) -> tuple[pl.Series, pl.Series | None]:
    """A date whose day, month or year may be "zz", kept as text."""
    text = column.plain
    day, iso = _other_forms(text)
    column.note(iso.is_not_null(), ISO)
    column.note(day.is_not_null() & (day.dt.strftime("%d/%m/%Y") != text), UNPADDED)
    text = pl.select(pl.coalesce(iso.dt.strftime("%d/%m/%Y"), day.dt.strftime("%d/%m/%Y"), text)).to_series()
    parted = text.str.contains(r"(?i)^zz/(zz|0[1-9]|1[0-2])/(\d{4}|zzzz)$|^\d\d/zz/(\d{4}|zzzz)$|^\d\d/\d\d/zzzz$")
    whole = text.str.contains(r"^\d\d/\d\d/\d{4}$") & text.str.to_date("%d/%m/%Y", strict=False).is_not_null()
    unread = (text.is_not_null() & ~parted & ~whole).fill_null(False)
    return column.back(text), unread if unread.any() else None


_READ: dict[str, Callable[[_Column], tuple[pl.Series, pl.Series | None]]] = {
    "child": _read_child,
    "text": _read_text,
    "capitals": _read_capitals,
    "number": _read_number,
    "code": _read_code,
    "date": _read_date,
    "part date": _read_part_date,
}
