"""Any figure by age, sex, ethnicity, sibling group and disability of its children.

The characteristics overlap: every child stands in one part of each of them, so parts of two characteristics are never
added up, and parts of a mean or of a share do not add up to the figure. Who is not known is a part of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models import codes
from models.dates import add_months, british
from models.measures import NOBODY, Tally
from models.measures._events import Events
from models.rules.journeys import details
from models.rules.people import families
from models.snapshot import Snapshot

OVERLAP = "Characteristics overlap and are never added up; parts of a mean or a share do not add up to the figure."
BANDS = ((0, "Under 1"), (1, "1 to 4"), (5, "5 to 9"), (10, "10 to 15"), (16, "16 and 17"), (18, "18 or over"))
"""The ages of the national statistics, and who has come of age since."""
SEXES = {"F": "Girls", "M": "Boys"}
ETHNIC = ("White", "Mixed", "Asian", "Black", "Other")
DISABILITY = "N2"
LARGE = 4
"""Brothers and sisters from which groups are taken together."""
COUNTED, BASE, UNDATED = range(3)


@dataclass(frozen=True)
class Characteristic:
    """What children are told apart by: its parts in their order, the last of them for those of whom it is not known."""

    code: str
    title: str
    parts: tuple[str, ...]
    note: str

    @property
    def unknown(self) -> int:
        """The number of the last part."""
        return len(self.parts) - 1


CHARACTERISTICS = {
    each.code: each
    for each in (
        Characteristic("age", "Age", (*(title for _, title in BANDS), "Birth date not known"), "In whole years."),
        Characteristic("sex", "Sex", (*SEXES.values(), "Sex not known"), "As recorded."),
        Characteristic(
            "ethnicity",
            "Ethnicity",
            (*ETHNIC, "Refused, not yet obtained or not known"),
            "The groups of the national statistics.",
        ),
        Characteristic(
            "siblings",
            "Sibling group",
            (*(f"Group of {size}" for size in range(2, LARGE)), f"Group of {LARGE} or more", "No group recorded"),
            "How many are in the group of brothers and sisters; a child without one may have them elsewhere.",
        ),
        Characteristic(
            "disability",
            "Disability",
            ("Disability", "Another category of need", "Category of need not known"),
            "Category of need N2, in the child's latest time in care.",
        ),
    )
}


@dataclass(frozen=True, eq=False)
class Part:
    """One part of a characteristic: the same figure of its children alone. `families` are their sibling groups, if
    these are what is told apart."""

    title: str
    tally: Tally
    families: int | None = None

    @property
    def words(self) -> str:
        """The part with how many sibling groups it has: “Group of 2 (4 groups)”."""
        many = self.families
        return self.title if many is None else f"{self.title} ({many:,} {'group' if many == 1 else 'groups'})"


@dataclass(frozen=True, eq=False)
class Breakdown:
    """A figure by one characteristic: the parts that have anybody, in their order."""

    characteristic: Characteristic
    note: str
    parts: tuple[Part, ...]
    overlap = OVERLAP

    def as_json(self) -> dict[str, Any]:
        """As the command line writes it."""
        return {
            "code": self.characteristic.code,
            "title": self.characteristic.title,
            "note": f"{self.note} {self.overlap}",
            "parts": [_part(part) for part in self.parts],
        }


def wanted(asked: str) -> tuple[str, ...]:
    """The characteristics of “age,sex” or “all”. Raises ValueError for one that there is not."""
    named = tuple(dict.fromkeys(word.strip() for word in asked.split(",") if word.strip()))
    if named == ("all",):
        return tuple(CHARACTERISTICS)
    there = f"{', '.join(CHARACTERISTICS)}, or all"
    if unknown := [word for word in named if word not in CHARACTERISTICS]:
        raise ValueError(f"figures are not told apart by {', '.join(unknown)}; by {there}")
    if not named:
        raise ValueError(f"nothing is named; there is {there}")
    return named


def breakdowns(
    snapshot: Snapshot, tallies: Mapping[str, Tally], by: Iterable[str] = tuple(CHARACTERISTICS)
) -> dict[str, tuple[Breakdown, ...]]:
    """Figures by these characteristics, as the children are on the snapshot's day.

    What is neither a mean, a share nor a count of rows (`given`) is told by how many children are behind it.
    """
    wanted_ = tuple(by)
    return snapshot.facts.worked(lambda: _breakdowns(snapshot, tallies, wanted_)) if tallies and wanted_ else {}


def _breakdowns(
    snapshot: Snapshot, tallies: Mapping[str, Tally], by: tuple[str, ...]
) -> dict[str, tuple[Breakdown, ...]]:
    rows = _rows(tallies.values()).join(snapshot.once(_traits), on="child", how="left", maintain_order="left")
    found: list[list[Breakdown]] = [[] for _ in tallies]
    for code in by:
        characteristic = CHARACTERISTICS[code]
        parts = _parts(rows, characteristic, tuple(tallies.values()))
        note = f"On {british(snapshot.as_at)}. {characteristic.note}" if code == "age" else characteristic.note
        for each, part in zip(found, parts, strict=True):
            each.append(Breakdown(characteristic, note, part))
    return {code: tuple(each) for code, each in zip(tallies, found, strict=True)}


def _rows(tallies: Iterable[Tally]) -> pl.DataFrame:
    """Every row of every figure: child, days, and which figure and which of its lists it is of."""
    children: list[pl.Series] = []
    days: list[pl.Series | None] = []
    places: list[int] = []
    for number, tally in enumerate(tallies):
        for role, listed in ((COUNTED, tally.children), (BASE, tally.base), (UNDATED, tally.no_date)):
            if listed is not None and len(listed) and tally.kept:
                children.append(listed)
                days.append(tally.days if role == COUNTED else None)
                places.append(number * 3 + role)
    lengths = [len(listed) for listed in children]
    none = pl.repeat(None, max(lengths, default=0), dtype=pl.Float64, eager=True)
    timed = [
        none.head(length) if column is None else column.cast(pl.Float64)
        for column, length in zip(days, lengths, strict=True)
    ]
    return pl.DataFrame(
        {
            "child": pl.concat(children) if children else NOBODY,
            "days": pl.concat(timed) if timed else none,
            "place": pl.Series(places, dtype=pl.UInt32).repeat_by(pl.Series(lengths, dtype=pl.UInt32)).explode(),
        }
    )


def _parts(rows: pl.DataFrame, characteristic: Characteristic, tallies: tuple[Tally, ...]) -> list[tuple[Part, ...]]:
    """The parts of every figure by one characteristic: rows in order of figure, part and list, cut where one ends."""
    many = len(characteristic.parts)
    trait = pl.col(characteristic.code).fill_null(characteristic.unknown).cast(pl.UInt32)
    key = ((pl.col("place") // 3) * many + trait) * 3 + pl.col("place") % 3
    grouped = rows.select("child", "days", "family", key=key).sort("key", maintain_order=True)
    lists: dict[int, tuple[int, int]] = {}
    start = 0
    for length, value in grouped["key"].rle().struct.unnest().iter_rows():
        lists[value] = (start, length)
        start += length
    child, days = grouped["child"], grouped["days"]
    nobody = child.clear()
    found: list[list[Part]] = [[] for _ in tallies]
    for whole in dict.fromkeys(key // 3 for key in lists):
        number, part = divmod(whole, many)
        tally = tallies[number]
        counted, base, undated = (lists.get(whole * 3 + role) for role in (COUNTED, BASE, UNDATED))
        listed = [child.slice(*at) if at else nobody for at in (counted, base, undated)]
        share = tally.base is not None and tally.given is None
        timed = days.slice(*(counted or (0, 0))) if tally.days is not None and tally.given is None else None
        alone = Tally(
            "children" if tally.given is not None else tally.unit,
            listed[COUNTED],
            days=timed,
            base=listed[BASE] if share else None,
            no_date=listed[UNDATED],
        )
        of_kin = characteristic.code == "siblings" and part < characteristic.unknown
        kin = grouped["family"].slice(*(counted or (0, 0))).n_unique() if of_kin else None
        found[number].append(Part(characteristic.parts[part], alone, kin))
    return [tuple(parts) for parts in found]


def _traits(snapshot: Snapshot) -> pl.DataFrame:
    """Each child's part of every characteristic on the day, as a number; null where it is not known."""
    day, born = snapshot.as_at, pl.col("dob")
    sexes = {code: number for number, code in enumerate(SEXES)}
    age = pl.lit(0, pl.UInt8)
    for number, (years, _title) in enumerate(BANDS):
        if number:
            age = pl.when(born <= add_months(day, -12 * years)).then(pl.lit(number, pl.UInt8)).otherwise(age)
    events = snapshot.once(Events)
    needs = events.all("child", "cin").unique("child", keep="last")
    return (
        snapshot.facts.once(details)
        .join(needs, on="child", how="left", maintain_order="left")
        .join(snapshot.once(families), on="child", how="left", maintain_order="left")
        .select(
            "child",
            "family",
            age=pl.when(born.is_not_null()).then(age),
            sex=pl.col("sex").replace_strict(sexes, default=None, return_dtype=pl.UInt8),
            ethnicity=pl.col("ethnic").replace_strict(_ethnic(), default=None, return_dtype=pl.UInt8),
            siblings=pl.when(pl.col("siblings") > 0).then(
                (pl.min_horizontal("siblings", pl.lit(LARGE - 1)) - 1).cast(pl.UInt8)
            ),
            disability=pl.when(pl.col("cin").is_not_null()).then((pl.col("cin") != DISABILITY).cast(pl.UInt8)),
        )
    )


@functools.cache
def _ethnic() -> dict[str, int]:
    """The number of each code's national group."""
    return {row["code"]: ETHNIC.index(row["group"]) for row in codes.rows("ethnic") if row["group"]}


def _part(part: Part) -> dict[str, Any]:
    tally = part.tally
    said: dict[str, Any] = {"title": part.title, "unit": tally.unit, "value": tally.value, "n": tally.n}
    if tally.days is not None:
        said |= {"median": tally.median, "quartiles": tally.quartiles}
    if part.families is not None:
        said["sibling_groups"] = part.families
    said |= {"children": sorted(tally.children.to_list()), "no_date_children": sorted(tally.no_date.to_list())}
    return said if tally.base is None else said | {"base": sorted(tally.base.to_list())}
