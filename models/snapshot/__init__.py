"""What was so on a day: immutable columns, as at a date, optionally as it was known at a moment.

`Facts` are all versions known at a moment, one polars frame a table. A `Snapshot` is the same facts as at a day: rows
begun by then, with every ending that came later blank together with its companions. What is worked out from either
(episode chains, journeys) is asked for with `once`, which works it out the first time and remembers it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from models.singly import singly
from models.snapshot.derived import Derived, apart, note
from models.snapshot.spells import DATED_CELLS, SPELLS, as_at
from models.subjects import AUTHORITY

__all__ = ["DATED_CELLS", "ENTERED", "SPELLS", "WHO", "Earlier", "Facts", "Part", "Snapshot", "as_at"]

T = TypeVar("T")


FEW = 20
"""Children whose rows the store finds sooner than a look through everybody's."""

ENTERED = {"row_id": pl.Int64(), "entered": pl.Datetime("us", "UTC")}

WHO = ("child", "dob", "sex", "ethnic")
"""What is asked of every child; read together, it is read once."""
SMALL = 10_000
"""Children whose rows the library's threads would only hold up."""
Part = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A table, which of its columns, and which kinds of its rows: all, where none are said."""
SIDE_BY_SIDE = 2
"""Tables that are read at a time."""


@dataclass(frozen=True)
class Earlier:
    """Of whom anything was recorded after a change set, and what was known of them at it."""

    children: frozenset[str]
    facts: Facts


class Facts:
    """All facts known at a moment: `facts["care_episode"]` is a frame, one row a current fact, sorted by child and key.

    Columns: row_id, recorded_by, child, and the table's own. `load` fetches a table the first time it is asked for,
    `some` only some of its columns, or also only the rows of some kinds: a large table takes long to read, and most of
    it nobody asks for.
    """

    def __init__(
        self,
        load: Callable[[str], pl.DataFrame],
        *,
        some: Callable[[str, tuple[str, ...], tuple[str, ...]], pl.DataFrame] | None = None,
        entered: Callable[[str], pl.DataFrame] | None = None,
        earlier: Callable[[int], Earlier] | None = None,
        number: int = 0,
        known_on: dt.datetime | None = None,
    ) -> None:
        self._load, self._some, self._entered, self._earlier = load, some, entered, earlier
        self.number = number
        """The change set these facts stand at; an edit says it so that a newer value is never overwritten unseen."""
        self.known_on = known_on
        self.whole: Facts = self
        """The facts about everybody, of which these may be some children's: what the authority itself says is there."""
        self.unread: Facts | None = None
        """Where these are some children's as a store has them: its facts about everybody at the same change set."""
        self._frames: dict[str, pl.DataFrame] = {}
        self._parts: dict[Part, pl.DataFrame] = {}
        self._derived = Derived()
        self._small: bool | None = None

    def __getitem__(self, table: str) -> pl.DataFrame:
        note((table,))
        if table not in self._frames:
            self._frames[table] = self._load(table)
            self._parts = {key: part for key, part in self._parts.copy().items() if key[0] != table}
        return self._frames[table]

    def only(self, table: str, *columns: str, kinds: tuple[str, ...] = ()) -> pl.DataFrame:
        """Some columns of a table, or also only the rows of some kinds: without reading the others where nobody has."""
        note((table,))
        found = self._there(table, columns, kinds)
        if found is None:
            found = self._read(table, columns, kinds)
        return found.select(columns)

    def _there(self, table: str, columns: tuple[str, ...], kinds: tuple[str, ...]) -> pl.DataFrame | None:
        """The rows of some kinds, where these columns of them (all, where none are said) were read already."""
        if table in self._frames:
            return _of_kinds(self._frames[table], kinds)
        for (read, there, some), part in self._parts.copy().items() if columns else ():
            if read == table and {*columns} <= {*there} and (some == kinds or (not some and "kind" in there)):
                return part if some == kinds else _of_kinds(part, kinds)
        return None

    def _read(self, table: str, columns: tuple[str, ...], kinds: tuple[str, ...]) -> pl.DataFrame:
        if self._some is None or not columns:
            return _of_kinds(self[table], kinds)
        needed = tuple(dict.fromkeys([*_order(table), *columns]))
        self._parts[table, needed, kinds] = part = self._some(table, needed, kinds)
        return part

    def read_ahead(self, parts: Iterable[Part]) -> None:
        """Read side by side what will be asked for one after the other; what was read already is not read again."""
        unread = [part for part in parts if self._there(*part) is None]
        if self._some is not None and unread:
            with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
                list(threads.map(lambda part: self._read(*part), unread))

    def entered(self, table: str) -> pl.DataFrame:
        """When each fact of a table was typed for the first time, by the ledger: row_id (of its present version) and
        entered, a moment in UTC. Nothing is said of what an import brought, or where there is no ledger."""
        note((table,))
        return pl.DataFrame(schema=ENTERED) if self._entered is None else self._entered(table)

    def earlier(self, number: int) -> Earlier | None:
        """What was known at an earlier change set of those of whom anything was recorded since; judged, like these, by
        what the authority says of itself now. None where there is no ledger."""
        found = None if self._earlier is None else self._earlier(number)
        if found is not None:
            found.facts.whole = self.whole
        return found

    def once(self, derive: Callable[[Facts], T]) -> T:
        """What `derive` makes of these facts, worked out the first time it is asked for."""
        return self._derived.once(derive, lambda: self.worked(lambda: derive(self)))

    def worked(self, work: Callable[[], T]) -> T:
        """What `work` makes of these facts, in the way that is quickest for so many children."""
        if self._small is None:
            with apart():
                self._small = self.only("child_details", *WHO).height <= SMALL
        return singly(work) if self._small else work()

    def take(self, children: Iterable[str]) -> Facts:
        """The same facts about some children only."""
        wanted = _among(children)
        taken = Facts(
            lambda table: self[table].filter(wanted),
            some=lambda table, columns, kinds: self.only(table, *columns, kinds=kinds).filter(wanted),
            entered=self._entered,
            earlier=self._earlier,
            number=self.number,
            known_on=self.known_on,
        )
        taken.whole = self.whole
        return taken

    def keep(self, before: Facts, children: Collection[str], changed: Collection[str] = ()) -> None:
        """Take over what was read and derived of these children `before`, but of the tables `changed` since; of a few
        among very many only what was derived, for their rows are quicker read than found."""
        wanted, load = _among(children), self._load
        if len(children) > FEW or before._small:

            def known(table: str) -> pl.DataFrame:
                there = table in before._frames and table not in changed
                return before[table].filter(wanted) if there else load(table)

            def part(table: str, columns: tuple[str, ...], kinds: tuple[str, ...]) -> pl.DataFrame:
                there = None if table in changed else before._there(table, columns, kinds)
                found = _of_kinds(self[table], kinds) if there is None else there.filter(wanted)
                return found.select(columns)

            self._load, self._some = known, part
        self._derived.take_over(before._derived.untouched(changed), wanted | _AUTHORITY)

    def follow(self, before: Facts, changed: Collection[str], numbered: bool) -> None:
        """Take over what was read and derived of the very same children `before`, but of the tables `changed` since."""
        self._frames |= {table: frame for table, frame in before._frames.copy().items() if table not in changed}
        self._parts |= {key: part for key, part in before._parts.copy().items() if key[0] not in changed}
        self._small = before._small
        self._derived.take_over(before._derived.untouched(changed, numbered))

    def numbered(self, changed: Collection[str]) -> bool:
        """Whether journeys are known that no table `changed` touches: their numbers are those among these facts."""
        return self._derived.numbered(changed)

    def patched(self, children: Iterable[str], fresh: Facts, changed: Collection[str] | None = None) -> Facts:
        """These facts with what `fresh` knows about some children in place of what was known; what was never asked for
        stays unread, and what was derived from other tables than those `changed` stays known."""
        gone, load, some = _among(children), self._load, self._some

        def patch(table: str, frame: pl.DataFrame, kinds: tuple[str, ...] = ()) -> pl.DataFrame:
            if changed is not None and table not in changed:
                return frame
            new = _of_kinds(fresh[table].filter(gone), kinds).select(frame.columns)
            return pl.concat([frame.filter(~gone), new]).sort(_order(table))

        merged = Facts(
            lambda table: patch(table, load(table)),
            some=some and (lambda table, columns, kinds: patch(table, some(table, columns, kinds), kinds)),
            entered=fresh._entered,
            earlier=fresh._earlier,
            number=fresh.number,
            known_on=self.known_on,
        )
        if fresh.unread is not None:  # else each edit would be put on top of the one before
            merged._load, merged._some = fresh.unread._load, fresh.unread._some
        # Copies, for work beside the window may be asking these facts for another table meanwhile.
        merged._frames = {table: patch(table, frame) for table, frame in self._frames.copy().items()}
        merged._derived.take_over(self._derived.untouched(changed))
        merged._parts = {key: patch(key[0], part, key[2]) for key, part in self._parts.copy().items()}
        return merged

    def beside(self, children: Iterable[str], fresh: Facts, changed: Collection[str]) -> Facts:
        """The same as `patched`, put together table by table as each is asked for: for who asks for few."""
        gone = _among(children)

        def patch(table: str, frame: pl.DataFrame, kinds: tuple[str, ...] = ()) -> pl.DataFrame:
            if table not in changed:
                return frame
            new = _of_kinds(fresh[table], kinds).select(frame.columns)
            return pl.concat([frame.filter(~gone), new]).sort(_order(table))

        merged = Facts(
            lambda table: patch(table, self[table]),
            some=lambda table, columns, kinds: patch(table, self.only(table, *columns, kinds=kinds), kinds),
            entered=fresh._entered,
            earlier=fresh._earlier,
            number=fresh.number,
            known_on=self.known_on,
        )
        merged._derived.take_over(self._derived.untouched(changed))
        return merged


_AUTHORITY = pl.col("child") == AUTHORITY


def _among(children: Iterable[str]) -> pl.Expr:
    wanted = sorted(set(children))
    if len(wanted) == 1:
        return pl.col("child") == wanted[0]
    return pl.col("child").is_in(pl.Series("child", wanted, dtype=pl.String).implode())


def _of_kinds(frame: pl.DataFrame, kinds: tuple[str, ...]) -> pl.DataFrame:
    """The rows of some kinds; of all, where none is said."""
    return frame.filter(pl.col("kind").is_in(kinds)) if kinds else frame


def _order(table: str) -> list[str]:
    """The columns that a table's rows are sorted by."""
    begins = SPELLS[table].begins
    return ["child", begins] if begins else ["child"]


class Snapshot:
    """The facts as at a day. `snapshot["review"]` are the reviews held by then; ends that came later are blank."""

    def __init__(self, facts: Facts, as_at: dt.date) -> None:
        self.facts, self.as_at = facts, as_at
        self._frames: dict[str, pl.DataFrame] = {}
        self._derived = Derived()

    @property
    def known_on(self) -> dt.datetime | None:
        """The moment as known on; None for what is known now."""
        return self.facts.known_on

    def __getitem__(self, table: str) -> pl.DataFrame:
        note((table,))
        if table not in self._frames:
            self._frames[table] = as_at(self.facts[table], table, self.as_at)
        return self._frames[table]

    def once(self, derive: Callable[[Snapshot], T]) -> T:
        """What `derive` makes of this snapshot, worked out the first time it is asked for."""
        return self._derived.once(derive, lambda: self.facts.worked(lambda: derive(self)))

    def follow(self, before: Snapshot, changed: Collection[str], numbered: bool = True) -> Snapshot:
        """Take over what was read and worked out of the very same children `before` tables were `changed`; without what
        has numbers of journeys, where those of everybody's were taken over."""
        self.facts.follow(before.facts, changed, numbered)
        self._derived.take_over(before._derived.untouched(changed, numbered))
        return self

    def draw_on(
        self, before: Snapshot, children: Iterable[str] | None = None, changed: Collection[str] = ()
    ) -> Snapshot:
        """Take over, when it is asked for, what was worked out of the same day before tables were `changed`: of all,
        or the rows of these children, whom this snapshot is about."""
        if before.as_at == self.as_at:
            wanted = None if children is None else _among(children) | _AUTHORITY
            self._derived.take_over(before._derived.untouched(changed), wanted)
        return self

    def take(self, children: Iterable[str]) -> Snapshot:
        """The same day for some children only."""
        return Snapshot(self.facts.take(children), self.as_at)

    def on(self, day: dt.date) -> Snapshot:
        """The same facts as at another day."""
        return Snapshot(self.facts, day)
