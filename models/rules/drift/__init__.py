"""Drift: delay on the way to permanence, told by sixteen rules, each with who must do what, and since when.

A limit of law or statutory guidance is a timescale; any other is the authority's own policy, and is called local. A
rule that rests on a record which the authority does not keep at all (no plan, no visit of any child) says nothing.
"""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from models import codes
from models.dates import british
from models.rules.drift import adoption, oversight, planning
from models.rules.drift.cases import cases, keeps
from models.rules.drift.rule import DAY, Part, Rule
from models.rules.policies import policies
from models.snapshot import Snapshot

RULES: tuple[Rule, ...] = tuple(
    sorted((*planning.RULES, *adoption.RULES, *oversight.RULES), key=lambda rule: int(rule.code[6:]))
)
"""The rules in their order."""
STATE = "RAG"
"""The rule that an answer names to set a child's state instead of the computed one."""
TITLES: dict[str, str] = {rule.code: rule.title for rule in RULES} | {STATE: "State of the child"}
"""What may be answered beside doubtful facts, in words."""


def titled(rule: str) -> str:
    """What an answer is about, in words: a drift flag's title, the state, or “Doubtful fact of 3 May 2022”."""
    _code, _, day = rule.partition(" ")
    return TITLES.get(rule) or (f"Doubtful fact of {british(dt.date.fromisoformat(day))}" if day else "Doubtful fact")


COLUMNS = (
    *("child", "period", "rule", "title", "words", "since", "over", "owner", "action", "source", "due", "limit"),
    *("local", "answered"),
)


def flags(snapshot: Snapshot) -> pl.DataFrame:
    """Every drift flag of the children in care or in care proceedings on the day, in order of child and rule.

    child, period (of care), rule, title, words (the sentence), since (the day the flag began), over (days past the
    limit), owner and action (who must do what; as a person answered, else the rule's own), source (whose limit, or
    “Local”), due (the day the action was promised for, else the last day in time), limit (the last day in time), local,
    answered (a person's answer holds). A rule broken in several ways has one row: it says them all, most serious first
    by whose limit, and counts from the one that was past first.
    """
    judged, rows = _ready(snapshot), snapshot.once(_late)
    there = [name for name in judged.names if rows[name].count()] or judged.names[:1]
    late = rows.unpivot(there, index=["child", "period"], variable_name="part", value_name="limit")
    said = rows.select(judged.words[name] for name in there).unpivot(value_name="words")
    whole = (
        late.with_columns(said["words"])
        .filter(pl.col("limit") < snapshot.as_at)
        .join(judged.parts, on="part", how="inner")
        .sort("child", "number", "local", "part")
        .group_by("child", "period", "number", maintain_order=True)
        .agg(_TOGETHER)
    )
    return (
        whole.join(snapshot.once(answers), on=["child", "rule"], how="left", maintain_order="left")
        .with_columns(
            over=(pl.lit(snapshot.as_at) - pl.col("limit")).dt.total_days().cast(pl.Int32),
            since=pl.col("limit") + pl.duration(days=1),
            owner=pl.coalesce("answer_owner", "owner"),
            action=pl.coalesce("answer_action", "action"),
            due=pl.coalesce("answer_due", "limit"),
            answered=pl.col("answer_since").is_not_null(),
        )
        .select(COLUMNS)
    )


def drifting(snapshot: Snapshot) -> pl.DataFrame:
    """Every child with a drift flag on the day, one row a child in order: child, in_care, and for each rule, by its
    code, whether it is broken. The same as `flags`, without what it says."""
    parts = _ready(snapshot).parts.select("part", "rule").rows()
    late = {rule.code: [pl.col(part) < DAY for part, code in parts if code == rule.code] for rule in RULES}
    broken = (pl.any_horizontal(some).fill_null(False).alias(code) for code, some in late.items() if some)
    return snapshot.once(_late).select("child", "in_care", *broken)


def _ready(snapshot: Snapshot) -> _Judged:
    return _judged(tuple(sorted(policies(snapshot.facts).items())), keeps(snapshot))


def _late(snapshot: Snapshot) -> pl.DataFrame:
    """The cases past the last day in time of some part, beside these days."""
    judged = _ready(snapshot)
    return snapshot.once(cases).with_columns(judged.dues).filter(judged.late)


_FIRST = pl.col("limit").arg_min()
_TOGETHER = [
    *(pl.col(name).first() for name in ("rule", "title", "source")),
    pl.col("words").str.join(". "),
    *(pl.col(name).get(_FIRST) for name in ("owner", "action", "limit")),
    pl.col("local").all(),
]
"""The ways in which a child breaks one rule as one flag; those of law before local ones."""


def answers(snapshot: Snapshot) -> pl.DataFrame:
    """What was last answered to each finding about a child, while it holds: child, rule, answer_since, answer_owner,
    answer_action, answer_due, answer_state, answer_reason, answer_until (the last day it holds; blank for no end)."""
    given = snapshot["answer"].sort("child", "rule", "since").unique(["child", "rule"], keep="last")
    return given.filter(pl.col("until").is_null() | (pl.col("until") >= snapshot.as_at)).select(
        "child",
        "rule",
        *(
            pl.col(name).alias(f"answer_{name}")
            for name in ("since", "owner", "action", "due", "state", "reason", "until")
        ),
    )


def unjudged(snapshot: Snapshot) -> tuple[Rule, ...]:
    """The rules, or ways of breaking one, by which nobody is judged on the day: the authority keeps no record of it."""
    kinds, limits = keeps(snapshot), policies(snapshot.facts)
    return tuple(rule for rule in RULES if any(not _kept(part, kinds) for part in rule.parts(limits)))


def _kept(part: Part, kinds: frozenset[str]) -> bool:
    return not part.needs or bool(kinds.intersection(part.needs))


@dataclass(frozen=True)
class _Judged:
    """The parts that can be judged made ready: the last day in time of each, whether any is past, the sentence of each
    that is, and what else is said of it (a row each)."""

    names: list[str]
    dues: list[pl.Expr]
    late: pl.Expr
    words: dict[str, pl.Expr]
    parts: pl.DataFrame


@functools.lru_cache(maxsize=32)
def _judged(chosen: tuple[tuple[str, int], ...], kinds: frozenset[str]) -> _Judged:
    """What can be judged by the local limits and the records kept; said once, for saying it takes longer than doing."""
    limits = MappingProxyType(dict(chosen))
    ready = [
        (f"{number:02}/{n}", rule, part)
        for number, rule in enumerate(RULES)
        for n, part in enumerate(rule.parts(limits))
        if _kept(part, kinds)
    ]
    owners = codes.codes("decider")
    return _Judged(
        [name for name, _rule, _part in ready],
        [part.due.alias(name) for name, _rule, part in ready],
        pl.any_horizontal(pl.col(name) < DAY for name, _rule, _part in ready),
        {
            name: pl.when(pl.col(name) < DAY).then(part.words((DAY - pl.col(name)).dt.total_days())).alias(name)
            for name, _rule, part in ready
        },
        pl.DataFrame(
            {
                "part": [name for name, _rule, _part in ready],
                "number": [RULES.index(rule) for _name, rule, _part in ready],
                "rule": [rule.code for _name, rule, _part in ready],
                "title": [rule.title for _name, rule, _part in ready],
                "owner": [owners[part.owner].label for _name, _rule, part in ready],
                "action": [part.action for _name, _rule, part in ready],
                "source": [part.source for _name, _rule, part in ready],
                "local": [part.local for _name, _rule, part in ready],
            }
        ),
    )
