"""Care episodes in their order, each with what is known as of its own row.

Everything here depends only on a row and the rows of the same child before it, so it is worked out once for all dates:
what was so on a day is read from the last row begun by that day (`models.rules.journeys`).

The conventions: a row continues the one before it where that one ended with X1 on the day this one begins; any other
row begins a new period of care. Short breaks (V3, V4) that lead a period are no part of its journey. A beginning is
known only if the data shows it: on a journey's first row the reason for the new episode says what began (S everything,
L the legal status, P and T the placement, B and U both; a carer only by S, P or B). Where the data begins in the middle
of a temporary move, the placement after it may be the return to one from before: its beginning is not known.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

import polars as pl

from models import codes
from models.snapshot import Facts

LEGAL_BEGINS = ("S", "L", "B", "U")
PLACEMENT_BEGINS = ("S", "P", "T", "B", "U")
CARER_BEGINS = ("S", "P", "B")
"""With the same carer (T, U) a run for adoption begins only where the carer it was adopts (A3, A5): other adopters have
moved house or agency, and the run began before."""

STEPS = (
    *("person", "entered", "settled_rows", "order_rows", "ico_rows", "care_order_rows", "ffa_rows", "runs"),
    *("adopting", "before_adopting", "new_legal", "settled_before", "first_placed_known"),
)
"""Columns that are only on the way to others."""

CELLS = ("row_id", "child", "decom", "dec", "rec", "rne", "ls", "cin", "place", "place_provider")
"""What is read of an episode."""

FIRST, DECOM, RNE, LS, PLACE = (pl.col(name) for name in ("first", "decom", "rne", "ls", "place"))


def reached(count: str, of: pl.Expr) -> pl.Expr:
    """How often something has been so within the journey up to this row."""
    running = of.cum_sum()
    return (running - pl.when(FIRST).then(running - of).forward_fill()).alias(count)


def latest(where: pl.Expr, value: pl.Expr) -> pl.Expr:
    """The value at the last row at which something was so. It may reach back past the journey: mask it."""
    return pl.when(where).then(value).forward_fill()


def chain(facts: Facts) -> pl.DataFrame:
    """Every episode that is part of a journey, in order, with what is known as of it.

    Own cells: row_id, child, decom, dec, rec, rne, ls, cin, place, place_provider. Its place: journey (a number of its
    own for every period of care), period (0, 1 … of the child), first (whether it begins the journey), until (the
    journey's next DECOM), next_begins (the child's next journey), since_short_break (a short break led to it). As of
    the row: begins, entry, floor, legal_*, placement_*, carer_*, order_*, adoptive, placed_*, … as in `journeys`.
    """
    rows = _in_journeys(facts.only("care_episode", *CELLS))
    for columns in _steps():
        rows = rows.with_columns(columns)
    return rows.drop(STEPS).rechunk()


@functools.cache
def _steps() -> tuple[list[pl.Expr], ...]:
    """What is worked out from one row after the other, each step from those before; said once, for it says much."""
    return tuple(_each_step())


def _columns(*columns: pl.Expr, **named: pl.Expr) -> list[pl.Expr]:
    return [*columns, *(column.alias(name) for name, column in named.items())]


def _each_step() -> Iterator[list[pl.Expr]]:
    yield _columns(
        temporary=PLACE.is_in(codes.TEMPORARY).fill_null(False),
        ordered=(LS == codes.PLACEMENT_ORDER).fill_null(False),
        entered=latest(FIRST, RNE.eq_missing("S")),
        begins=latest(FIRST, DECOM),
        at=pl.concat_str(PLACE.fill_null(""), pl.col("place_provider").fill_null(""), separator="/"),
    )
    settled, ordered = ~pl.col("temporary"), pl.col("ordered")
    yield _columns(
        reached("settled_rows", settled.cast(pl.Int32)),
        reached("order_rows", ordered.cast(pl.Int32)),
        reached("ico_rows", (LS == "C1").fill_null(False).cast(pl.Int32)),
        reached("care_order_rows", (LS == "C2").fill_null(False).cast(pl.Int32)),
        reached("ffa_rows", PLACE.is_in(codes.EARLY_PERMANENCE).fill_null(False).cast(pl.Int32)),
        adopting=PLACE.is_in(codes.ADOPTIVE).fill_null(False),
        before_at=latest(settled, pl.col("at")).shift(1),
        before_adopting=latest(settled, PLACE.is_in(codes.ADOPTIVE).fill_null(False)).shift(1),
        new_legal=FIRST | LS.ne_missing(LS.shift(1)),
        new_order=ordered & (FIRST | ~ordered.shift(1, fill_value=False)),
        order_stops=~ordered & ordered.shift(1, fill_value=False) & ~FIRST,
    )
    lived = (pl.col("settled_rows") - settled) > 0  # a placement that is not temporary stands before this row
    same_carer = RNE.is_in(codes.SAME_CARER).fill_null(False)
    returns = pl.col("temporary").shift(1, fill_value=False) & (pl.col("at") == pl.col("before_at"))
    adopting = pl.col("adopting")
    yield _columns(
        lived=lived,
        moves=pl.when(lived).then(settled & ~same_carer & ~returns).otherwise(FIRST | settled),
        run_stops=lived & settled & ~adopting & pl.col("before_adopting"),
        new_adoptive=adopting & (~lived | ~pl.col("before_adopting")),
    )
    follows = ~FIRST & (pl.col("lived") | pl.col("entered"))
    yield _columns(
        legal_since=latest(pl.col("new_legal"), DECOM),
        legal_known=latest(pl.col("new_legal"), ~FIRST | _is(RNE, LEGAL_BEGINS)),
        placement_since=latest(pl.col("moves"), DECOM),
        placement_known=latest(pl.col("moves"), follows | (FIRST & _is(RNE, PLACEMENT_BEGINS))),
        carer_known=latest(pl.col("moves"), follows | (FIRST & _is(RNE, CARER_BEGINS))),
        ico=pl.when(pl.col("ico_rows") > 0).then(latest(pl.col("ico_rows").eq(1) & (LS == "C1"), DECOM)),
        care_order=pl.when(pl.col("care_order_rows") > 0).then(
            latest(pl.col("care_order_rows").eq(1) & (LS == "C2"), DECOM)
        ),
        ffa=pl.when(pl.col("ffa_rows") > 0).then(
            latest(pl.col("ffa_rows").eq(1) & PLACE.is_in(codes.EARLY_PERMANENCE), DECOM)
        ),
        order_since=pl.when(pl.col("order_rows") > 0).then(latest(pl.col("new_order"), DECOM)),
        order_known=latest(pl.col("new_order"), ~FIRST | _is(RNE, LEGAL_BEGINS)) & (pl.col("order_rows") > 0),
        order_stopped=pl.when(~ordered & (pl.col("order_rows") > 0)).then(latest(pl.col("order_stops"), DECOM)),
        adoptive=latest(settled, adopting).fill_null(False) & (pl.col("settled_rows") > 0),
        placed_least=latest(pl.col("new_adoptive"), DECOM),
        placed_known=latest(
            pl.col("new_adoptive"),
            follows
            | (FIRST & _is(RNE, CARER_BEGINS))
            | (FIRST & _is(RNE, PLACEMENT_BEGINS) & _is(PLACE, codes.ADOPTIVE_SAME_CARER)),
        ),
    )
    runs = pl.col("new_adoptive").cast(pl.Int32)
    before = pl.when(pl.col("moves") & pl.col("lived")).then(pl.col("placement_since").shift(1))
    yield _columns(
        reached("runs", runs),
        settled_before=latest(
            pl.col("new_adoptive") | (pl.col("adopting") & pl.col("moves")),
            before.fill_null(pl.col("placement_since")),
        ),
    )
    first_run = pl.col("runs").eq(1) & pl.col("new_adoptive")
    yield _columns(
        entry=pl.when(pl.col("entered")).then(pl.col("begins")),
        carer_since=pl.col("placement_since"),
        first_placed=pl.when(pl.col("runs") > 0).then(latest(first_run, pl.col("placed_least"))),
        first_placed_known=latest(first_run, pl.col("placed_known")),
        settled_since=pl.when("adoptive").then("settled_before").otherwise("placement_since"),
        placed_least=pl.when("adoptive").then("placed_least"),
        disrupted=pl.when((pl.col("runs") > 0) & ~pl.col("adoptive")).then(latest(pl.col("run_stops"), DECOM)),
        placed=pl.when(pl.col("adoptive") & pl.col("placed_known")).then("placed_least"),
        same_carer_adopts=pl.col("adoptive") & latest(settled, _is(PLACE, codes.ADOPTIVE_SAME_CARER)),
    )
    yield _columns(first_placed=pl.when("first_placed_known").then("first_placed"))


def _is(column: pl.Expr, among: tuple[str, ...]) -> pl.Expr:
    return column.is_in(among).fill_null(False)


def _in_journeys(episodes: pl.DataFrame) -> pl.DataFrame:
    """The episodes that are part of a journey, numbered: leading short breaks and periods of nothing else are gone."""
    same = (pl.col("child") == pl.col("child").shift(1)).fill_null(False)
    continues = same & ((pl.col("rec").shift(1) == codes.CONTINUES) & (pl.col("dec").shift(1) == DECOM)).fill_null(
        False
    )
    counts = ~LS.is_in(codes.SHORT_BREAKS).fill_null(False)
    rows = episodes.select(
        *CELLS,
        new_child=~same,
        new_period=~continues,
        counts=counts.cast(pl.Int32),
        before=pl.when(same).then(pl.min_horizontal(pl.col("dec").shift(1) + pl.duration(days=1), DECOM)),
    )
    seen = pl.col("counts").cum_sum()
    rows = rows.with_columns(
        within=seen - pl.when("new_period").then(seen - pl.col("counts")).forward_fill(),
        person=pl.col("new_child").cum_sum(),
    )
    rows = rows.filter(pl.col("within") > 0).with_columns(
        first=(pl.col("within") == 1) & (pl.col("counts") == 1),
    )
    rows = rows.with_columns(journey=FIRST.cum_sum().cast(pl.Int32) - 1)
    person = pl.col("person")
    starts = person != person.shift(1).fill_null(0)
    rows = rows.with_columns(
        period=pl.col("journey") - pl.when(starts).then(pl.col("journey")).forward_fill(),
        until=pl.when(pl.col("journey").shift(-1) == pl.col("journey")).then(DECOM.shift(-1)),
        since_short_break=pl.when(FIRST).then(~pl.col("new_period")).forward_fill(),
        floor=pl.when(FIRST)
        .then(pl.when(RNE.eq_missing("S")).then(DECOM).otherwise(pl.col("before").fill_null(pl.date(1900, 1, 1))))
        .forward_fill(),
        next_begins=pl.when(FIRST).then(DECOM).shift(-1).backward_fill(),
        next_person=pl.when(FIRST).then(person).shift(-1).backward_fill(),
    ).with_columns(next_begins=pl.when(pl.col("next_person") == person).then("next_begins"))
    return rows.drop("counts", "before", "within", "next_person", "new_child", "new_period")
