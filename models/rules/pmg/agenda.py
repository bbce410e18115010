"""The agenda of a meeting: proposed by rule, edited by the chair, in order of risk with siblings side by side, as many
as there is time for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from models import codes
from models.dates import british
from models.rules.drift.rule import has, written
from models.rules.journeys import shown
from models.rules.pmg.asked import CHAIR, RULES, SIBLINGS, Asking
from models.rules.pmg.fitting import LENGTH, fitted, ranked, waits_words
from models.rules.pmg.scope import watched
from models.rules.pmg_meetings import MINUTES, before, meeting
from models.rules.policies import policies
from models.snapshot import Snapshot

TAKEN_OFF = "Y"
NOT_FIXED = "It was not put on the agenda when the meeting began."
BESIDE, BETWEEN = "Together with brother or sister: ", ", "
"""What stands before and between the brothers and sisters, at the end of why a child is on the agenda."""
_ITEM = ("place", "put", "why", "off", "minutes", "discussed", "decision", "agreed", "heard", "seconds")
_SAID = ("discussed", "decision", "agreed", "heard", "seconds")
_STATUS = {code: found.label for code, found in codes.codes("ls").items()}


class Line(NamedTuple):
    """A child's place on an agenda, as an edit takes it: the rules' codes with ; between them, why, minutes."""

    child: str
    put: str | None = None
    why: str | None = None
    minutes: int | None = None


def items(snapshot: Snapshot, held: dt.date) -> pl.DataFrame:
    """What is recorded of each child for a meeting: child, item (its row), said (the change set), and its cells."""
    return (
        snapshot["pmg_item"]
        .filter(pl.col("meeting") == held)
        .select("child", *_ITEM, item="row_id", said="recorded_by")
    )


def proposed(snapshot: Snapshot, held: dt.date, without: Collection[str] = ()) -> pl.DataFrame:
    """Every child in care, those on the agenda first and in its order, then those who wait; and any other that the
    chair put on it.

    Beside the columns of `scope.watched` (in_scope among them): on, place (from 1; blank where not on), waits (listed,
    and there is no time), turn (of those on and those who wait, from 1, by risk), put (the rules' codes with ; between
    them), why (what the rules found, and the chair's reason), why_not (of one not on: there is no time, or what each
    rule looked for and found), by_chair (put on by hand), off (taken off by hand), risk (1 the greatest), risk_words,
    minutes (the time meant for the child), placed (the chair gave the place), and of what is recorded item, said (row
    and change set). Rules named in `without` put nobody on.
    """
    return snapshot.once(_Proposal(held, frozenset(without)))


@dataclass(frozen=True)
class _Proposal:
    """What is remembered of a snapshot: the agenda of a meeting without some rules."""

    held: dt.date
    without: frozenset[str]

    def __call__(self, snapshot: Snapshot) -> pl.DataFrame:
        return _proposed(snapshot, self.held, self.without)


def _proposed(snapshot: Snapshot, held: dt.date, without: Collection[str]) -> pl.DataFrame:
    limits, found = policies(snapshot.facts), meeting(snapshot, held)
    each, fixed = (limits[MINUTES], False) if found is None else (found["minutes_each"], found["begun"] is not None)
    asking = Asking(held, before(snapshot, held), limits)
    rules = [(rule.code, rule.find(asking)) for rule in RULES if rule.code not in without]
    mine = items(snapshot, held).select(
        "child", "item", "said", "off", own="minutes", hand="place", chair="why", by="put"
    )
    rows = snapshot.once(watched).join(mine, on="child", how="full", coalesce=True, maintain_order="left_right")
    scope = pl.col("in_scope")
    rows = rows.with_columns(
        scope.fill_null(False),
        pl.col("flags", "open", "carried", "late").fill_null(0),
        off=pl.col("off").eq_missing(TAKEN_OFF),
        by_chair=pl.col("by").str.contains(CHAIR).fill_null(False),
        minutes=pl.coalesce("own", pl.lit(int(each), pl.Int64)),
        placed=pl.col("hand").fill_null(0) > 0,
    ).with_columns((scope & found.when.fill_null(False)).alias(code) for code, found in rules)
    rows = rows.with_columns(ruled=pl.any_horizontal(False, *(code for code, _ in rules)) & ~pl.col("off"))
    rows = rows.with_columns(listed=(pl.col("by_chair") & ~pl.col("off")) | pl.col("ruled"))
    kin = pl.lit(False)
    if SIBLINGS not in without:
        kin = has("family") & scope & (pl.col("listed").sum().over("family") > pl.col("listed"))
    others = pl.col("child").filter("listed").implode().over("family").list.set_difference(pl.concat_list("child"))
    rows = rows.with_columns(
        kin.fill_null(False).alias(SIBLINGS), others=others.list.sort().list.join(BETWEEN)
    ).with_columns(listed=pl.col("listed") | (pl.col(SIBLINGS) & ~pl.col("off")))
    rows = rows.with_columns(
        put=_codes([*(code for code, _ in rules), SIBLINGS]),
        why=pl.when("listed").then(_joined([(pl.col(code), found.words) for code, found in rules], _chair(), _kin())),
        why_not=pl.when(~pl.col("listed")).then(_not([found.otherwise for _code, found in rules])),
    )
    rows = fitted(ranked(rows), limits[LENGTH], fixed=fixed)
    waits = pl.when("waits").then(waits_words(limits[LENGTH], fixed=fixed))
    dropped = [
        *(code for code, _ in rules),
        SIBLINGS,
        "own",
        "by",
        "others",
        "lead",
        "ruled",
        "listed",
        "hand",
        "chair",
    ]
    return _in_order(rows.with_columns(why_not=pl.when(~pl.col("on")).then(pl.coalesce(waits, "why_not")))).drop(
        dropped
    )


def _codes(rules: list[str]) -> pl.Expr:
    named = [pl.when(pl.col(code)).then(pl.lit(code)) for code in rules]
    chair = pl.when("by_chair").then(pl.lit(CHAIR))
    found = pl.concat_str([*named, chair], separator=";", ignore_nulls=True)
    return pl.when(found != "").then(found)


def _chair() -> pl.Expr:
    said = pl.when(has("chair")).then(pl.format("Put on by the chair: {}", pl.col("chair")))
    return pl.when("by_chair").then(said.otherwise(pl.lit("Put on by the chair")))


def _kin() -> pl.Expr:
    return pl.when(pl.col(SIBLINGS)).then(pl.format(f"{BESIDE}{{}}", pl.col("others")))


def _joined(found: list[tuple[pl.Expr, pl.Expr]], *more: pl.Expr) -> pl.Expr:
    told = [pl.when(when).then(words) for when, words in found]
    return pl.concat_str([*told, *more], separator=". ", ignore_nulls=True)


def _not(otherwise: list[pl.Expr]) -> pl.Expr:
    """Why a child is not on the agenda: the chair's reason, the group's scope, or what each rule found."""
    kin = pl.when(has("family")).then(pl.lit("No brother or sister is on the agenda"))
    scope = pl.format(
        "Not yet with the group, which looks at children from the care order or the decision for adoption on: {}",
        pl.col("ls").replace_strict(_STATUS, default=pl.col("ls"), return_dtype=pl.String),
    )
    return (
        pl.when("off")
        .then(_taken_off("chair"))
        .when(~pl.col("in_scope"))
        .then(scope)
        .otherwise(pl.concat_str([*otherwise, kin], separator=". ", ignore_nulls=True))
    )


def _taken_off(reason: str) -> pl.Expr:
    return pl.format("Taken off by the chair: {}", pl.col(reason).fill_null("no reason given"))


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """The agenda first: as the chair put it, then by risk, brothers and sisters side by side; then who waits."""
    given = pl.when(pl.col("on") & (pl.col("hand") > 0)).then("hand")
    return rows.sort(~pl.col("on"), ~pl.col("waits"), given, "lead", "risk", nulls_last=True).with_columns(
        place=pl.when("on").then(pl.int_range(1, pl.len() + 1, dtype=pl.Int32))
    )


def lines(rows: pl.DataFrame) -> tuple[Line, ...]:
    """The children on a proposed agenda as an edit takes them, in their order."""
    here = rows.filter("on").select("child", "put", "why", "minutes")
    return tuple(Line(*row) for row in here.rows())


def agenda(snapshot: Snapshot, held: dt.date) -> pl.DataFrame:
    """The children on a meeting's agenda in their order: as proposed until it begins, then as it was fixed.

    The columns of `proposed`, and what was said: discussed, decision, agreed, heard, seconds.
    """
    found = meeting(snapshot, held)
    if found is None or found["begun"] is None:
        return (
            proposed(snapshot, held)
            .filter("on")
            .join(items(snapshot, held).select("child", *_SAID), on="child", how="left", maintain_order="left")
        )
    return (
        fixed(snapshot, held)
        .join(snapshot.once(watched), on="child", how="left", maintain_order="left")
        .with_columns(
            in_scope=pl.col("in_scope").fill_null(False),
            on=pl.lit(True),
            off=pl.lit(False),
            by_chair=pl.col("put").str.contains(CHAIR).fill_null(False),
        )
    )


def fixed(snapshot: Snapshot, held: dt.date) -> pl.DataFrame:
    """The children on the agenda of a meeting that has begun, in their order, with what is recorded of each for it
    (`items`), and nothing of how the child stands."""
    found = meeting(snapshot, held)
    each = None if found is None else found["minutes_each"]
    return (
        items(snapshot, held)
        .filter(pl.col("off").ne_missing(TAKEN_OFF))
        .with_columns(minutes=pl.coalesce("minutes", pl.lit(each, pl.Int64)))
        .sort("place", "child")
    )


def waiting(snapshot: Snapshot, held: dt.date, looked: Snapshot | None = None) -> pl.DataFrame:
    """Whom the rules put forward and there is no time for, by risk; nobody once the minutes are signed off. `looked` as
    of `left_off`."""
    found = meeting(snapshot, held)
    rows = left_off(snapshot, held, looked).filter("waits")
    return rows.clear() if found is not None and found["signed"] is not None else rows


def left_off(snapshot: Snapshot, held: dt.date, looked: Snapshot | None = None) -> pl.DataFrame:
    """Every child in care who is not on the agenda, with why not: the columns of `proposed`.

    Of a meeting that has begun by what it looks at (`looked`), and by what the chair did since."""
    if looked is None:
        return proposed(snapshot, held).filter(~pl.col("on"))
    now = items(snapshot, held).select("child", since=pl.col("off").eq_missing(TAKEN_OFF), reason="why")
    rows = proposed(looked, held).join(now, on="child", how="left", maintain_order="left")
    taken = pl.when("since").then(_taken_off("reason"))
    return (
        rows.filter(pl.col("since").fill_null(True))
        .with_columns(why_not=pl.coalesce(taken, "why_not", pl.lit(NOT_FIXED)))
        .drop("since", "reason")
    )


def why_not(snapshot: Snapshot, held: dt.date, child: str, looked: Snapshot | None = None) -> str:
    """Why a child is not on the agenda, whoever it is; blank where it is on it. `looked` as of `left_off`."""
    it = pl.col("child") == child
    if looked is None:
        found = proposed(snapshot, held).filter(it)
    elif items(snapshot, held).filter(it & pl.col("off").ne_missing(TAKEN_OFF)).is_empty():
        found = left_off(snapshot, held, looked).filter(it)
    else:
        return ""
    if not found.is_empty():
        said: str | None = found["why_not"].item()
        return said or ""
    snapshot = looked or snapshot
    left = snapshot.once(shown).filter(pl.col("child") == child).select(on=written(pl.col("ended")))
    if left.is_empty():
        return "The child was never in care, as far as it is recorded here."
    on = left["on"].item()
    return f"The child left care on {on}." if on else f"The child is not in care on {british(snapshot.as_at)}."
