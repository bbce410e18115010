"""Then known, now known: the same figures as at the same day, as known at a moment and as known now.

Every difference is told child by child: who came into a figure, who went, whose days are others, and which facts were
recorded or corrected since.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from models.dates import NOTHING
from models.history.words import FIELDS, NOUNS, dated, fact, small, value_of
from models.improvement import IMPROVEMENT
from models.measures import MEASURES, Measure, Period, Tally, evaluate
from models.progress import Progress, part, silent
from models.snapshot import SPELLS, Facts, Snapshot
from models.subjects import AUTHORITY, SUBJECTS

OF_OTHERS = ("It follows from what was recorded since of others: of the family, or of the whole authority.",)
"""Why a child's figure is another one though nothing was recorded of the child."""
UNWATCHED = (
    *("set_aside", "publication", "published_child", "claim", "attendance", "minute_correction", "pmg_item"),
    *(subject.table for subject in IMPROVEMENT),
)
"""Tables that no figure rests on."""


@dataclass(frozen=True)
class Difference:
    """One child in one figure: what became of them since, and which facts say so."""

    child: str
    what: str
    """“came in”, “went out”, or how the days were: “189 days, now 171”."""
    why: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Revision:
    """One figure as then known and as now known, with every child who makes the difference."""

    measure: Measure
    then: Tally
    now: Tally
    differences: tuple[Difference, ...]

    @property
    def children(self) -> list[str]:
        """Those who make the difference, each once."""
        return list(dict.fromkeys(each.child for each in self.differences))


def revisions(
    then: Facts, now: Snapshot, period: Period, codes: Iterable[str] | None = None, progress: Progress = silent
) -> list[Revision]:
    """Every figure that is another one now, or rests on other children, in the scorecard's order."""
    before = evaluate(Snapshot(then, now.as_at), period, codes, part(progress, 0, 0.4))
    after = evaluate(now, period, codes, part(progress, 0.4, 0.8))
    found = {
        code: moved
        for code, tally in after.items()
        if (moved := _moved(before[code], tally)) or before[code].value != tally.value
    }
    why = _why(then, now.facts, {child for moved in found.values() for child, _ in moved} | {AUTHORITY})
    progress(1, "Then known, now known")
    return [
        Revision(
            MEASURES[code],
            before[code],
            after[code],
            tuple(Difference(child, what, why.get(child, OF_OTHERS)) for child, what in moved)
            or (Difference(AUTHORITY, "the authority's own figures", why.get(AUTHORITY, OF_OTHERS)),),
        )
        for code, moved in found.items()
    ]


def _moved(then: Tally, now: Tally) -> list[tuple[str, str]]:
    """Child and what became of them in one figure, in order of child."""
    found = _listed(then.children, now.children, "figure", then.days, now.days)
    if then.base is not None and now.base is not None:
        found += _listed(then.base, now.base, "those it is a share of")
    found += _listed(then.no_date, now.no_date, "those without a date")
    return sorted(found)


def _listed(
    then: pl.Series,
    now: pl.Series,
    of: str,
    then_days: pl.Series | None = None,
    now_days: pl.Series | None = None,
) -> list[tuple[str, str]]:
    if then.equals(now) and (then_days is None or now_days is None or then_days.equals(now_days)):
        return []
    were, are = Counter(then.to_list()), Counter(now.to_list())
    found = [(child, f"came into {of}") for child, many in (are - were).items() for _ in range(many)]
    found += [(child, f"went out of {of}") for child, many in (were - are).items() for _ in range(many)]
    if then_days is not None and now_days is not None:
        had, have = _days(then, then_days), _days(now, now_days)
        for child in were.keys() & are.keys():
            if were[child] == are[child] and had[child] != have[child]:
                found.append((child, f"{_said(had[child])}, now {_said(have[child])}"))
    return found


def _days(children: pl.Series, days: pl.Series) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for child, each in zip(children.to_list(), days.to_list(), strict=True):
        found[child].append(each)
    return {child: sorted(each) for child, each in found.items()}


def _said(days: list[float]) -> str:
    return f"{' and '.join(f'{each:,.0f}' for each in days)} {'day' if days == [1] else 'days'}"


def _why(then: Facts, now: Facts, children: set[str]) -> dict[str, tuple[str, ...]]:
    """What was recorded of these children since: new facts, facts taken away, and cells that are others now."""
    found: dict[str, list[str]] = defaultdict(list)
    for table in SPELLS:
        if table in UNWATCHED:
            continue
        among = pl.col("child").is_in(pl.Series(sorted(children)).implode())
        if table == "setting":
            among &= pl.col("kind") != "filter"  # a list that somebody kept is behind no figure
        was, is_now = then.whole[table].filter(among), now.whole[table].filter(among)
        gone = was.join(is_now.select("row_id"), on="row_id", how="anti")
        come = is_now.join(was.select("row_id"), on="row_id", how="anti")
        for child, words in _told(table, gone.to_dicts(), come.to_dicts()):
            found[child].append(words)
    return {child: tuple(words) for child, words in found.items()}


def _told(table: str, gone: list[dict[str, Any]], come: list[dict[str, Any]]) -> Iterable[tuple[str, str]]:
    """Facts that were replaced or moved are one correction; the others were recorded or taken away."""
    key = _key(table)
    olds = {tuple(row[cell] for cell in key): row for row in gone}
    for row in come:
        old = olds.pop(tuple(row[cell] for cell in key), None)
        if old is None:
            yield row["child"], f"Recorded since: {small(fact(table, _text(row)))}"
        elif words := _corrected(table, old, row):
            yield row["child"], words
    for row in olds.values():
        yield row["child"], f"Taken away since: {small(fact(table, _text(row)))}"


def _corrected(table: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    changed = [cell for cell in FIELDS[table] if cell in new and old.get(cell) != new[cell]]
    if not changed:
        return ""
    said = "; ".join(
        f"{small(FIELDS[table][cell][0])} {_value(table, cell, old.get(cell))}, now {_value(table, cell, new[cell])}"
        for cell in changed
    )
    return f"Corrected since: {small(dated(table, _text(new)))}: {said}"


def _value(table: str, cell: str, value: Any) -> str:
    return NOTHING if value in (None, "") else value_of(table, cell, value)


def _key(table: str) -> tuple[str, ...]:
    if table in SUBJECTS:
        return ("child", *SUBJECTS[table].key)
    when = NOUNS[table][1] if table in NOUNS else SPELLS[table].begins
    return ("child", when) if when else ("child",)


def _text(row: Mapping[str, Any]) -> dict[str, Any]:
    return {cell: value for cell, value in row.items() if cell not in ("row_id", "recorded_by", "child")}
