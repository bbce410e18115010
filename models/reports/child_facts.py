"""What documents say of a child, read once for all the children of a document: who the child is, where the plan is,
what stands in the way, what was agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from models.codes import label
from models.dates import NOTHING, add_months, british
from models.rules.drift import flags
from models.rules.journeys import shown
from models.rules.people import families, workers
from models.rules.plans import live
from models.rules.pmg import actions, escalations, seen
from models.rules.status import status
from models.rules.work import all_ahead
from models.snapshot import Snapshot
from models.timeline import Timeline, timeline

Row = dict[str, Any]
_OWN = (
    *("child", "period", "dob", "sex", "ethnic", "age", "in_care", "entry", "begins", "ended", "rec", "ls"),
    *("legal_since", "legal_known", "place", "placement_since", "placement_known"),
)


@dataclass(frozen=True)
class Told:
    """One child as documents tell it."""

    child: str
    row: Row
    plans: list[Row] = field(default_factory=list)
    flags: list[Row] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)
    escalations: list[Row] = field(default_factory=list)

    @property
    def who(self) -> str:
        """“Girl, 3 years old, White British; with 2 brothers or sisters”; never a name."""
        row = self.row
        if not row:
            return "Not recorded"
        grown = (row["age"] or 0) >= 18
        sex = {"M": "man" if grown else "boy", "F": "woman" if grown else "girl"}.get(row["sex"], "child")
        age = "age not known" if row["age"] is None else f"{row['age']} year{'' if row['age'] == 1 else 's'} old"
        kin = row["siblings"] or 0
        beside = f"; sibling group {row['family']}, {kin} other{'s' * (kin != 1)}" if row["family"] and kin else ""
        return f"{sex.capitalize()}, {age}, {label('ethnic', row['ethnic'])}{beside}"

    @property
    def legal(self) -> str:
        """The legal status and since when."""
        return self._since("ls", "legal")

    @property
    def placement(self) -> str:
        """The placement and since when."""
        return self._since("place", "placement")

    def _since(self, code: str, name: str) -> str:
        row = self.row
        if not row or not row[code]:
            return NOTHING
        if not row["in_care"] and row["ended"]:
            return f"{label(code, row[code])}; left care on {british(row['ended'])}: {label('rec', row['rec']).lower()}"
        since = row[f"{name}_since"]
        known = "since" if row[f"{name}_known"] else "since before"
        return f"{label(code, row[code])}{f', {known} {british(since)}' if since else ''}"

    @property
    def team(self) -> str:
        """Who works with the child, by their identifiers."""
        names = (("worker", "worker"), ("team", "team"), ("iro", "reviewing officer"))
        return "; ".join(f"{words} {self.row[key]}" for key, words in names if self.row.get(key)) or NOTHING

    @property
    def primary(self) -> str:
        """The primary plan and since when."""
        chosen = [row for row in self.plans if row["primary"]]
        return "; ".join(f"{row['words']}, since {british(row['since'])}" for row in chosen) or "None recorded"

    @property
    def beside(self) -> str:
        """The plans that are worked beside the primary one."""
        return "; ".join(row["words"] for row in self.plans if not row["primary"]) or "None recorded"

    @property
    def next(self) -> str:
        """What is due next, and who decides it."""
        row = self.row
        if not row or not row["next"]:
            return "Nothing with a day by which it is due"
        decider = f"; {label('decider', row['decider']).lower()} decides" if row["decider"] else ""
        over = f" ({row['over']:,} day{'' if row['over'] == 1 else 's'} over)" if row["over"] else ""
        return f"{row['next']} by {british(row['due'])}{over}{decider}"

    @property
    def state(self) -> str:
        """The letter of the child's state."""
        return self.row.get("state") or NOTHING

    @property
    def reason(self) -> str:
        """Why the state is what it is."""
        return self.row.get("reason") or "Nothing is judged."


def told(snapshot: Snapshot, children: Iterable[str]) -> dict[str, Told]:
    """Each child of a document, in the order given."""
    wanted = list(dict.fromkeys(children))
    here = pl.col("child").is_in(pl.Series("child", wanted, dtype=pl.String).implode())
    rows = snapshot.once(shown).select(_OWN).filter(here)
    stands = snapshot.once(status).select(
        "child", "period", "stage", "stage_since", "next", "due", "over", "state", "reason", "decider"
    )
    rows = rows.join(stands, on=["child", "period"], how="left", maintain_order="left")
    for beside in (snapshot.once(workers), snapshot.once(families), snapshot.once(seen)):
        rows = rows.join(beside, on="child", how="left", maintain_order="left")
    own = {row["child"]: row for row in rows.to_dicts()}
    apart = [_apart(snapshot.once(each), here) for each in (live, flags, actions, escalations)]
    return {child: Told(child, own.get(child, {}), *(each.get(child, []) for each in apart)) for child in wanted}


def _apart(frame: pl.DataFrame, here: pl.Expr) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in frame.filter(here).to_dicts():
        found.setdefault(row["child"], []).append(row)
    return found


def timelines(snapshot: Snapshot, children: Iterable[str]) -> Snapshot:
    """The same day about these children alone, from which their timelines are made the sooner."""
    wanted = list(children)
    return snapshot.take(wanted).draw_on(snapshot, wanted)


def drawn(mine: Snapshot, child: str, years: int = 4) -> tuple[Timeline, dt.date]:
    """A child's timeline, and the first day that a page has room to show."""
    return timeline(mine, child, mine.once(all_ahead)), add_months(mine.as_at, -12 * years)
