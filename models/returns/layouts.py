"""What the tables of the SSDA903 return look like, year by year: one base, then what each year added.

Years are named by their end: 2024 is 1 April 2023 to 31 March 2024. Sources: the DfE guides and technical
specifications as implemented by the sector's open validators.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["child", "date", "code", "number", "text", "capitals", "part date"]
"""What the cells of a column are; "capitals" are numbers with letters in them (UPN, URN), written as codes are."""


@dataclass(frozen=True)
class Field:
    """One column: its heading, what its cells are, and the code set they come from."""

    heading: str
    kind: Kind = "text"
    codes: str | None = None

    @property
    def column(self) -> str:
        """The name of the stored column."""
        return self.heading.lower()


@dataclass(frozen=True)
class Table:
    """One table of the return: its usual name, the fact table it is kept in, its columns in order.

    `key` is the heading that, beside CHILD, tells two rows apart; `ends` the heading of the end, `with_end` what comes
    and goes with it.
    """

    title: str
    fact: str
    fields: tuple[Field, ...]
    key: str | None = None
    ends: str | None = None
    with_end: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings in the order of the return."""
        return tuple(field.heading for field in self.fields)

    @property
    def columns(self) -> tuple[str, ...]:
        """The stored columns in the order of the return."""
        return tuple(field.column for field in self.fields)


@dataclass(frozen=True)
class Layout:
    """All tables of one collection year's return."""

    year: int
    tables: tuple[Table, ...]
    sexes: Mapping[str, str]
    """How this year writes the sexes M, F and U."""

    def then(self, year: int, *, add: tuple[Table, ...] = (), sexes: Mapping[str, str] | None = None) -> Layout:
        """The layout of a later year: this one and what is new."""
        return Layout(year, self.tables + add, sexes or self.sexes)


def _fields(text: str) -> tuple[Field, ...]:
    """Fields from words: "HEADING:kind", or "HEADING" for a code of its own set, "HEADING=set" of another."""
    found = []
    for word in text.split():
        heading, colon, kind = word.partition(":")
        heading, _, codes = heading.partition("=")
        if colon:
            found.append(Field(heading, kind.replace("-", " ")))  # type: ignore[arg-type]
        else:
            found.append(Field(heading, "code", codes or heading.lower()))
    return tuple(found)


HEADER = Table(
    "Header", "child_details", _fields("CHILD:child SEX DOB:date ETHNIC UPN:capitals MOTHER=flags MC_DOB:date")
)
EPISODES = Table(
    "Episodes",
    "care_episode",
    _fields(
        "CHILD:child DECOM:date RNE LS CIN PLACE PLACE_PROVIDER DEC:date REC REASON_PLACE_CHANGE"
        " HOME_POST:text PL_POST:text URN:capitals"
    ),
    "DECOM",
    "DEC",
    ("REC", "REASON_PLACE_CHANGE"),
)
UASC = Table("UASC", "uasc", _fields("CHILD:child SEX DOB:date DUC:date"), ends="DUC")
REVIEWS = Table("Reviews", "review", _fields("CHILD:child DOB:date REVIEW:date REVIEW_CODE"), "REVIEW")
OC2 = Table(
    "OC2",
    "health_year",
    _fields(
        "CHILD:child DOB:date SDQ_SCORE:number SDQ_REASON CONVICTED=flags HEALTH_CHECK=flags IMMUNISATIONS=flags"
        " TEETH_CHECK=flags HEALTH_ASSESSMENT=flags SUBSTANCE_MISUSE=flags INTERVENTION_RECEIVED=flags"
        " INTERVENTION_OFFERED=flags"
    ),
)
OC3 = Table("OC3", "care_leaver", _fields("CHILD:child DOB:date IN_TOUCH ACTIV ACCOM"))
AD1 = Table(
    "AD1",
    "adoption",
    _fields("CHILD:child DOB:date DATE_INT:date DATE_MATCH:date FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR"),
)
PLACED = Table(
    "PlacedAdoption",
    "adm_decision",
    _fields("CHILD:child DOB:date DATE_PLACED:date DATE_PLACED_CEASED:date REASON_PLACED_CEASED"),
    "DATE_PLACED",
    "DATE_PLACED_CEASED",
    ("REASON_PLACED_CEASED",),
)
PREV_PERM = Table(
    "PrevPerm", "previous_permanence", _fields("CHILD:child DOB:date PREV_PERM LA_PERM DATE_PERM:part-date")
)
MISSING = Table(
    "Missing",
    "missing_episode",
    _fields("CHILD:child DOB:date MISSING MIS_START:date MIS_END:date"),
    "MIS_START",
    "MIS_END",
)
WORKERS = Table(
    "SWEpisodes",
    "social_worker",
    _fields("CHILD:child DOB:date SW_ID:text SW_DECOM:date SW_DEC:date SW_REASON"),
    "SW_DECOM",
    "SW_DEC",
)
DOLO = Table(
    "DoLo", "deprivation_order", _fields("CHILD:child DOB:date DOLO_START:date DOLO_END:date"), "DOLO_START", "DOLO_END"
)

Y2017 = Layout(
    2017,
    (HEADER, EPISODES, UASC, REVIEWS, OC2, OC3, AD1, PLACED, PREV_PERM, MISSING),
    {"M": "1", "F": "2", "U": "U"},
)
Y2024 = Y2017.then(2024, add=(WORKERS,))
Y2025 = Y2024.then(2025, sexes={"M": "M", "F": "F", "U": "U"})
Y2027 = Y2025.then(2027, add=(DOLO,))
LAYOUTS = (Y2017, Y2024, Y2025, Y2027)
TABLES = {table.fact: table for table in LAYOUTS[-1].tables}
"""Every table of every year, by the fact table it is kept in."""
YEARLY = ("health_year", "care_leaver")
"""Facts of one collection year: their key is the return's year."""


def layout(year: int) -> Layout:
    """The layout of a collection year; the nearest known one before 2016-17 and after 2026-27."""
    return next((found for found in reversed(LAYOUTS) if found.year <= year), LAYOUTS[0])


def table_of(headings: frozenset[str]) -> tuple[Table, frozenset[str]] | None:
    """Which table a set of headings is, and which of its headings are missing; None if it is none of them.

    A table with all its headings is preferred, then the one with most; CHILD, the key and half of them must be there.
    """
    best: tuple[Table, frozenset[str]] | None = None
    for table in TABLES.values():
        own = frozenset(table.headings)
        missing = own - headings
        needed = {"CHILD", table.key or "CHILD"}
        marks = own - {"CHILD", "DOB", "SEX"}
        if needed & missing or 2 * len(missing & marks) >= len(marks):
            continue
        rank = (not missing, len(own) - len(missing))
        if best is None or rank > (not best[1], len(best[0].headings) - len(best[1])):
            best = table, missing
    return best
