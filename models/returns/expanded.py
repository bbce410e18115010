"""The return as one XML file ("expanded" layout): one CHILD element per child, read by element names, not positions.

What the CSV keeps in separate files stands flat in HEADER; groups (reviews, missing episodes, …) are known by the names
inside them, so that a file in another order or with a newer group reads the same. No entity or external file is ever
followed.
"""

from __future__ import annotations

import xml.sax
from collections import defaultdict
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import Locator

import defusedxml.common
import defusedxml.sax
import polars as pl

from models.returns import Issue, Where, layouts
from models.returns.layouts import Table
from models.returns.raw import RawTable, Unreadable

DEEPEST = 8
"""Elements inside elements; the layout has five levels."""
NAMES = {"CHILDID": "CHILD", "PL": "PLACE"}
"""Element names that differ from the CSV headings."""
FLAT = (layouts.HEADER, layouts.UASC, layouts.AD1, layouts.OC3)
"""Tables whose cells stand directly in HEADER."""
MARKS = {
    "DECOM": layouts.EPISODES,
    "MIS_START": layouts.MISSING,
    "MISSING": layouts.MISSING,
    "REVIEW": layouts.REVIEWS,
    "REVIEW_CODE": layouts.REVIEWS,
    "DATE_PLACED": layouts.PLACED,
    "SW_DECOM": layouts.WORKERS,
    "DOLO_START": layouts.DOLO,
    **dict.fromkeys(layouts.PREV_PERM.headings[2:], layouts.PREV_PERM),
    **dict.fromkeys(layouts.OC2.headings[2:], layouts.OC2),
}
"""Names by which a group is known."""
GROUPS = {"HEADER", "EPISODE", "AMISSING", "AREVIEW", "PERMANENCE", "OC2", "AD_PLACED"}


class _Reader(ContentHandler):
    """Collects one dictionary per row; unknown elements are only counted."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, list[dict[str, str | int]]] = defaultdict(list)
        self.unknown: dict[str, tuple[int, int]] = {}
        self._path: list[str] = []
        self._groups: list[tuple[int, dict[str, str]]] = []
        self._header: dict[str, str] = {}
        self._pending: list[tuple[int, dict[str, str]]] = []
        self._text: list[str] = []
        self._length = 0
        self._line = 0
        self._leaf = False

    def startElement(self, name: str, attrs: object) -> None:
        name = name.rpartition(":")[2].upper()
        if not self._path and name != "EXPSSDA903":
            raise Unreadable(f"is XML, but not a 903 return (it begins with {name[:30]})", 1)
        if len(self._path) >= DEEPEST:
            raise Unreadable("has more elements inside each other than a 903 return", self.line)
        self._path.append(name)
        self._text, self._length, self._leaf = [], 0, True
        if len(self._path) == 2:
            self._header, self._pending, self._line = {}, [], self.line
        elif len(self._path) >= 3:
            self._groups.append((self.line, {}))

    def characters(self, content: str) -> None:
        if self._leaf and self._length < 10_000:
            self._length += len(content)
            self._text.append(content)

    def endElement(self, name: str) -> None:
        name = self._path.pop()
        depth = len(self._path)
        if depth >= 2:
            line, cells = self._groups.pop()
            if self._leaf and name not in GROUPS:
                text = "".join(self._text).strip()
                (self._groups[-1][1] if self._groups else self._header)[NAMES.get(name, name)] = text
            elif name == "HEADER":
                self._header.update(cells)
            else:
                self._group(name, line, cells)
        elif depth == 1:
            self._child(name)
        self._leaf = False

    @property
    def line(self) -> int:
        """The line of the file being read."""
        return int(self._locator.getLineNumber() or 0) if self._locator else 0

    def setDocumentLocator(self, locator: Locator) -> None:
        self._locator: Locator | None = locator

    def _group(self, name: str, line: int, cells: dict[str, str]) -> None:
        if MARKS.keys() & cells.keys():
            self._pending.append((line, cells))
        elif any(cells.values()) or name not in GROUPS:
            self._strange(name, line)

    def _strange(self, name: str, line: int) -> None:
        first, count = self.unknown.get(name, (line, 0))
        self.unknown[name] = first, count + 1

    def _child(self, name: str) -> None:
        if name != "CHILD":
            self._strange(name, self._line)
            return
        child = self._header.get("CHILD", "")
        flagged = self._header.pop("UASC", "")
        for table in FLAT:
            own = {heading: self._header[heading] for heading in table.headings if heading in self._header}
            marks = set(table.headings) - {"CHILD", "DOB", "SEX"}
            there = any(own.get(heading) for heading in marks)
            if table is layouts.HEADER or there or (table is layouts.UASC and flagged.strip() == "1"):
                bare = own if table is layouts.HEADER else {k: v for k, v in own.items() if k in marks or k == "CHILD"}
                self.rows[table.fact].append({**bare, "_row": self._line})
        known = {heading for table in FLAT for heading in table.headings}
        for heading in self._header.keys() - known:
            self._strange(heading, self._line)
        for line, cells in self._pending:
            table = next(MARKS[heading] for heading in cells if heading in MARKS)
            own = {heading: text for heading, text in cells.items() if heading in table.headings}
            for heading in cells.keys() - own.keys():
                self._strange(heading, line)
            if any(own.values()):
                self.rows[table.fact].append({**own, "CHILD": child, "_row": line})


def tables(data: bytes, name: str, group: str) -> tuple[list[RawTable], list[Issue]]:
    """The raw tables of one XML return, a group of its own.

    Raises Unreadable for whatever is not one, truncated or hostile.
    """
    reader = _Reader()
    try:
        defusedxml.sax.parseString(data, reader, forbid_dtd=True)
    except xml.sax.SAXParseException as why:
        raise Unreadable(f"is not whole or not sound XML ({why.getMessage()})", why.getLineNumber()) from None
    except defusedxml.common.DefusedXmlException:
        raise Unreadable(
            "holds document types or entities, which no 903 return has; it is not read", reader.line
        ) from None
    except (xml.sax.SAXException, ValueError, LookupError) as why:
        raise Unreadable(f"is not sound XML ({why})") from None
    issues = [
        Issue(
            "warning", f"element {element} is not one of the return's and is left out", Where(name, None, line), count
        )
        for element, (line, count) in reader.unknown.items()
    ]
    found = [
        RawTable(name, f"{group}#xml", table, _frame(table, reader.rows[table.fact]))
        for table in layouts.TABLES.values()
    ]
    return [raw for raw in found if raw.frame.height], issues


def _frame(table: Table, rows: list[dict[str, str | int]]) -> pl.DataFrame:
    schema: dict[str, pl.DataType | type[pl.DataType]] = dict.fromkeys(table.headings, pl.String)
    return pl.DataFrame(rows, schema={**schema, "_row": pl.UInt32})
