"""Files of any kind to raw tables of text: every cell as it stood, with its file and row.

Tables are found by their headings, never by the file's name. Whatever a file is, it ends in raw tables or in an issue
that says what to do, in bounded time and memory.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import os
import stat
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from models.progress import Progress, silent
from models.returns import Issue, Where, expanded, layouts
from models.returns.raw import RawTable, Unreadable

LARGEST = 400 * 1024 * 1024
"""The largest file read (bytes); a return of 100,000 children has tables of some 60 MB."""
LARGEST_XML = 64 * 1024 * 1024
"""The largest XML file read (bytes): ten times that of the largest authority."""
LARGEST_ODD = 32 * 1024 * 1024
"""The largest file read row by row, when its quotes or row lengths are uneven."""
HEADINGS_WITHIN = 64 * 1024
"""The heading row must end within this many bytes."""
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file begins that says it is written as UTF-16."""
ENDINGS = (".csv", ".xml", ".txt", ".tsv")


def tables(paths: Iterable[Path], progress: Progress = silent) -> tuple[list[RawTable], list[Issue], set[str]]:
    """The raw tables of files and folders, what is wrong with files that are left out, and which files were named."""
    found: list[RawTable] = []
    issues: list[Issue] = []
    files = list(_files(paths, issues))
    called = _called([path for path, _ in files])
    for number, (path, group) in enumerate(files):
        name = called[path]
        progress(number / len(files), f"Reading {name}")
        try:
            data = _bytes(path)
            if _begins(data).startswith("<"):
                if len(data) > LARGEST_XML:
                    raise Unreadable(f"is larger than {LARGEST_XML // 2**20} MB; no 903 return in XML is")
                new, more = expanded.tables(data, name, str(path))
            else:
                new, more = _csv(data, name, group)
        except Unreadable as why:
            issues.append(Issue("error", str(why), Where(name, None, why.row, why.column)))
        else:
            found += new
            issues += more
    return found, issues, {called[path] for path, group in files if not group}


def _called(files: Sequence[Path]) -> dict[Path, str]:
    """What each file is called where it is spoken of: its name, with its folder where another has the same."""
    names = Counter(path.name for path in files)
    short = {path: path.name if names[path.name] == 1 else str(Path(path.parent.name, path.name)) for path in files}
    again = Counter(short.values())
    return {path: name if again[name] == 1 else str(path) for path, name in short.items()}


def _files(paths: Iterable[Path], issues: list[Issue]) -> Iterable[tuple[Path, str]]:
    """Every file with the name of its group: files of one folder belong together, a folder inside is its own group."""
    seen: set[Path] = set()
    for given in paths:
        if not given.is_dir():
            if given.absolute() not in seen:
                seen.add(given.absolute())
                yield given, ""
            continue
        for folder, inside in [(given, 0)] + [(below, 1) for below in _listed(given, issues) if below.is_dir()]:
            for path in _listed(folder, issues):
                if path.is_dir():
                    if inside:
                        issues.append(Issue("warning", "folder inside a folder is left out", Where(path.name)))
                elif path.suffix.lower() not in ENDINGS:
                    issues.append(Issue("warning", "is neither CSV nor XML and is left out", Where(path.name)))
                elif path.absolute() not in seen:
                    seen.add(path.absolute())
                    yield path, str(folder)


def _listed(folder: Path, issues: list[Issue]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    except OSError as why:
        issue = Issue("error", f"folder cannot be opened ({_reason(why)})", Where(folder.name))
        if issue not in issues:
            issues.append(issue)
        return []


def _reason(why: OSError) -> str:
    words = {
        FileNotFoundError: "there is no such file",
        PermissionError: "no permission to read it, or another program has it open",
        IsADirectoryError: "it is a folder",
    }
    return words.get(type(why), why.strerror or type(why).__name__)


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("is not a file that can be read")
        if about.st_size > LARGEST:
            raise Unreadable(f"is larger than {LARGEST // 2**20} MB; no 903 table is")
        if about.st_size > HEADINGS_WITHIN:
            with path.open("rb") as file:
                _look(file.read(HEADINGS_WITHIN), whole=False)
        data = path.read_bytes()
    except OSError as why:
        raise Unreadable(f"cannot be read: {_reason(why)}") from None
    _look(data, whole=True)
    return data


def _begins(data: bytes) -> str:
    """A file's first letters."""
    wide = data.startswith(WIDE)
    return data[:400].decode("utf-16" if wide else "utf-8-sig", "replace").lstrip()


def _look(data: bytes, *, whole: bool) -> None:
    """Refuse early what is no text: nothing, archives and spreadsheets, pictures, noise."""
    if not data.strip():
        raise Unreadable("is empty")
    if data.startswith(WIDE):
        return
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unreadable("is a spreadsheet or an archive; save each sheet as CSV, or unpack it first")
    at = data.find(b"\0")
    if at >= 0:
        wide = any(data[:200:2]) != any(data[1:200:2])  # every other byte is nothing
        words = "is written as UTF-16; save it as CSV in UTF-8" if wide else "is not text (it holds binary data)"
        raise Unreadable(words, None if wide else _row_of(data, at))
    if not whole and b"\n" not in data and b"\r" not in data and not data.lstrip().startswith(b"<"):
        raise Unreadable("has no heading row: its first line does not end", 1)


def _csv(data: bytes, name: str, group: str) -> tuple[list[RawTable], list[Issue]]:
    issues: list[Issue] = []

    def warn(words: str, row: int | None = 1, column: str | None = None, table: str | None = None) -> None:
        issues.append(Issue("warning", words, Where(name, table, row, column)))

    data = _utf8(data, warn)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    blank = len(data) - len(data.lstrip(b"\n"))
    first = data[blank:].partition(b"\n")[0].decode("utf-8", "replace")
    separator = max(",;\t|", key=first.count)
    headings = [heading.strip().upper() for heading in next(csv.reader([first[:HEADINGS_WITHIN]], delimiter=separator))]
    often = Counter(headings)
    match = layouts.table_of(frozenset(headings))
    if match is None:
        seen = ", ".join(headings[:4])[:60]
        raise Unreadable(f"its first row (“{seen}…”) is not the headings of any 903 table; it is left out", 1)
    table, missing = match
    if separator != ",":
        word = {";": "semicolons", "\t": "tabs", "|": "bars"}[separator]
        warn(f"cells are separated by {word} instead of commas", table=table.title)
    for heading in table.headings:
        if often[heading] > 1:
            raise Unreadable(f"the heading {heading} stands twice", 1, heading)
        if heading in missing:
            warn(f"there is no column {heading}; its cells are taken as blank", 1, heading, table.title)
    extra = [heading for heading in headings if heading and heading not in table.headings]
    if extra:
        warn(f"columns that the return does not have are left out: {', '.join(extra)[:200]}", table=table.title)
    # Names are made unique by their place: only the table's own columns are looked at by name.
    names = [heading if heading in table.headings else f"+{heading}#{place}" for place, heading in enumerate(headings)]
    frame = _frame(data[blank:], names, separator).with_columns(pl.col("_row") + blank)
    named = {name: heading for name, heading in zip(names, headings, strict=True) if name not in table.headings}
    kept = {name: heading for name, heading in named.items() if heading and often[heading] == 1}
    frame = frame.drop([name for name in named if name not in kept]).rename(kept)
    return [RawTable(name, group, table, frame)], issues


def _utf8(data: bytes, warn: object) -> bytes:
    assert callable(warn)
    if data.startswith(WIDE):
        warn("is written as UTF-16 instead of UTF-8")
        return data.decode("utf-16", "replace").encode()
    if data.startswith(codecs.BOM_UTF8):
        warn("begins with a byte order mark, which is passed over")
        data = data[len(codecs.BOM_UTF8) :]
    if data.isascii():
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as why:
        warn("is written as Windows-1252 instead of UTF-8", _row_of(data, why.start))
        return data.decode("cp1252", "replace").encode()
    return data


def _row_of(data: bytes, at: int) -> int:
    """The row in which a byte stands."""
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return sum(unquoted.count(b"\n") for unquoted in before.split(b'"')[::2]) + 1


def _frame(data: bytes, names: list[str], separator: str) -> pl.DataFrame:
    """The rows under the headings, every cell text or null; `_row` is the row's number, as `Where` counts."""
    quoted = b'"' in data
    if data.count(b'"') % 2:
        return _row_by_row(data, names, separator)
    try:
        frame = pl.read_csv(
            data,
            separator=separator,
            has_header=False,
            skip_lines=1,
            new_columns=names,
            schema=dict.fromkeys(names, pl.String),
            quote_char='"' if quoted else None,
            infer_schema=False,
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:
        return _row_by_row(data, names, separator)
    if quoted and _swallows(frame, separator):
        return _row_by_row(data, names, separator)
    return frame.with_row_index("_row", 2)


def _swallows(frame: pl.DataFrame, separator: str) -> bool:
    """Whether a cell holds whole rows: somewhere a quotation mark was opened and not closed."""
    row = r"\n" + rf"[^\n{separator}]*[{separator}]" * (frame.width - 1)
    long = pl.all().str.contains("\n", literal=True).any()
    names = [name for name, there in frame.select(long).row(0, named=True).items() if there]
    return bool(names) and frame.select(pl.any_horizontal(pl.col(names).str.contains(row)).any()).item() is True


def _row_by_row(data: bytes, names: list[str], separator: str) -> pl.DataFrame:
    """The same for files with uneven rows or quotes: slower. Cells beyond the headings are kept as `_beyond`; a row
    whose quotation mark is never closed ends with its line and is marked `_open`."""
    if len(data) > LARGEST_ODD:
        raise Unreadable("its rows or quotes are uneven, and it is too large to mend; save it as CSV again")
    text = data.decode("utf-8", "replace")
    try:
        if text.count('"') % 2 == 0:
            frame = _strings(csv.reader(io.StringIO(text, newline=""), delimiter=separator), names)
            if not _swallows(frame.select(names), separator):
                return frame.with_row_index("_row", 2)
        lines = text.removesuffix("\n").split("\n")
        unclosed = ["yes" if _unclosed(line, separator) else None for line in lines[1:]]
        frame = _strings((next(csv.reader([line], delimiter=separator), []) for line in lines), names)
    except csv.Error as why:
        raise Unreadable(f"is not readable as CSV ({why})") from None
    return frame.with_columns(pl.Series("_open", unclosed, pl.String)).with_row_index("_row", 2)


def _unclosed(line: str, separator: str) -> bool:
    if line.count('"') % 2 == 0:
        return False
    try:
        next(csv.reader([line], delimiter=separator, strict=True), None)
    except csv.Error as why:
        return "end of data" in str(why)
    return False


def _strings(reader: Iterable[list[str]], names: list[str]) -> pl.DataFrame:
    """The rows under the headings, all of one width, with what lies beyond it."""
    rows: list[list[str | None]] = []
    for cells in itertools.islice(reader, 1, None):
        own: list[str | None] = list(cells[: len(names)])
        rows.append([*own, *[None] * (len(names) - len(own)), " ".join(cells[len(names) :]).strip() or None])
    return pl.DataFrame(rows, schema=dict.fromkeys([*names, "_beyond"], pl.String), orient="row")


def name_of(path: str | os.PathLike[str]) -> Path:
    """A path as given by a user: "~" is their home; "~" of somebody who has none here is a name like any other."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)
