"""Why a mean moved: small cases by hand, and the parts adding up whatever the data."""

from __future__ import annotations

import random
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statistics.moved import REST, Part, Split, half_up, moved

STAGES = ["to match", "to placed"]


def rows(text: str) -> pl.DataFrame:
    """Rows drawn as `id | group | late | to match | to placed`, one a line; a dash is a stage not known."""
    drawn = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    stages = [[None if cell == "-" else int(cell) for cell in line[3:]] for line in drawn]
    return pl.DataFrame(
        {
            "id": [line[0] for line in drawn],
            "group": [line[1] or None for line in drawn],
            "late": [line[2] == "late" for line in drawn],
            "days": [sum(day or 0 for day in line) for line in stages],
            "to match": pl.Series([line[0] for line in stages], dtype=pl.Int64),
            "to placed": pl.Series([line[1] for line in stages], dtype=pl.Int64),
        }
    )


def split(before: pl.DataFrame, after: pl.DataFrame) -> Split:
    answer = moved(before, after, STAGES)
    assert answer is not None
    return answer


def days(answer: Split, kind: str) -> dict[str, Fraction]:
    return {part.of: part.days for part in answer.parts if part.kind == kind and part.days}


def test_when_only_a_stage_grows_quicker() -> None:
    answer = split(
        rows("a | baby | | 100 | 20\nb | baby | | 140 | 20"), rows("c | baby | | 80 | 30\nd | baby | | 100 | 30")
    )
    assert answer.change == -20
    assert days(answer, "stage") == {"to match": -30, "to placed": 10}
    assert all(answer.of(kind) == 0 for kind in ("mix", "child", "late"))


def test_when_only_the_mix_changes() -> None:
    """One in two was a baby, then all: babies wait 100 days, older children 300 in both periods."""
    answer = split(
        rows("a | baby | | 80 | 20\nb | older | | 280 | 20"), rows("c | baby | | 80 | 20\nd | baby | | 80 | 20")
    )
    assert answer.change == answer.of("mix") == -100
    assert answer.of("stage") == 0
    assert days(answer, "mix") == {"baby": Fraction(-25), "older": Fraction(-75)}, "from the mean of both, 150"


def test_kitagawas_split_by_hand() -> None:
    """Shares 3/4 to 1/4, means 100 to 120 and 200 to 160: mix -1/2*110 + 1/2*180 = 35, speed 20/2 - 40/2 = -10."""
    before = rows("a | x | | 100 | 0\nb | x | | 100 | 0\nc | x | | 100 | 0\nd | y | | 200 | 0").with_columns(
        id=pl.lit("?")
    )
    after = rows("e | x | | 120 | 0\nf | y | | 160 | 0\ng | y | | 160 | 0\nh | y | | 160 | 0").with_columns(
        id=pl.lit("?")
    )
    answer = split(before, after)
    assert answer.of("mix") == 35
    assert answer.of("stage") == -10
    assert answer.change == 25


def test_one_child_is_worth_the_mean_with_it_less_the_mean_without() -> None:
    """Nineteen of 100 days and one of 1,100: with that child 150, without 100."""
    many = "\n".join(f"c{number} | baby | | 90 | 10" for number in range(19))
    answer = split(rows(many), rows(f"{many}\nslow | baby | | 1000 | 100"))
    assert answer.change == 50
    assert [part for part in answer.parts if part.kind == "child"] == [Part("child", "slow", Fraction(50), "after")]
    assert answer.of("stage") == 0


def test_no_child_stands_out_where_there_are_few() -> None:
    answer = split(rows("a | baby | | 90 | 10"), rows("b | baby | | 90 | 10\nc | baby | | 900 | 10"))
    assert answer.of("child") == 0


def test_late_recording_is_taken_off_first() -> None:
    """A slow child of the first period was recorded after its figure was made: 100 then, 150 now."""
    answer = split(rows("a | baby | | 90 | 10\nb | baby | late | 190 | 10"), rows("c | baby | | 90 | 10"))
    assert answer.change == answer.of("late") == -50
    assert [part.period for part in answer.parts if part.kind == "late" and part.days] == ["before"]
    whole = split(rows("a | baby | late | 90 | 10"), rows("c | baby | | 80 | 10"))
    assert whole.of("late") == 0, "nothing of the first period was recorded in time"


def test_days_that_no_stage_accounts_for_are_a_part_of_their_own() -> None:
    before = rows("a | baby | | 90 | -").with_columns(days=pl.lit(100))
    answer = split(before, rows("b | baby | | 80 | 20"))
    assert days(answer, "stage") == {"to match": -10, "to placed": 20, REST: -10}


def test_without_stages_or_without_rows() -> None:
    before, after = rows("a | baby | | 90 | 10"), rows("b | | | 80 | 10")
    answer = moved(before, after)
    assert answer is not None
    assert answer.change == -10
    assert sum(part.days for part in answer.parts) == -10
    assert moved(before.clear(), after) is None
    assert moved(before, after.clear(), STAGES) is None


def test_shown_in_whole_days_the_parts_still_add_up() -> None:
    """301 to 189 is shown as 112 fewer, whatever the halves."""
    answer = Split(
        before=split(rows("a|x||1|0"), rows("b|x||1|0")).before,
        after=split(rows("a|x||1|0"), rows("b|x||1|0")).after,
        parts=(Part("stage", "s", Fraction(-1, 2)), Part("mix", "m", Fraction(1, 2))),
    )
    assert sum(answer.shown) == 0
    assert half_up(Fraction(5, 2)) == 3


CHILD = st.tuples(
    st.sampled_from(["baby", "older", "sibling", None]),
    st.booleans(),
    st.integers(-30, 900) | st.none(),
    st.integers(0, 300),
)
PERIOD = st.lists(CHILD, min_size=1, max_size=24)


def period(children: list[tuple[str | None, bool, int | None, int]], name: str) -> pl.DataFrame:
    return pl.DataFrame(
        [
            (f"{name}{number}", group, late, (match or 0) + placed + 7 * (number % 3), match, placed)
            for number, (group, late, match, placed) in enumerate(children)
        ],
        schema={
            "id": pl.String,
            "group": pl.String,
            "late": pl.Boolean,
            "days": pl.Int64,
            "to match": pl.Int64,
            "to placed": pl.Int64,
        },
        orient="row",
    )


@given(PERIOD, PERIOD)
@settings(max_examples=60, deadline=None)
def test_the_parts_always_add_up_exactly(
    first: list[tuple[str | None, bool, int | None, int]], second: list[tuple[str | None, bool, int | None, int]]
) -> None:
    before, after = period(first, "b"), period(second, "a")
    answer = split(before, after)
    means = [Fraction(sum(rows["days"].to_list()), len(rows)) for rows in (before, after)]
    assert answer.change == means[1] - means[0]
    assert sum(part.days for part in answer.parts) == answer.change
    assert sum(answer.shown) == half_up(answer.after.days) - half_up(answer.before.days)
    assert all(
        abs(whole - part.days) < 1 or whole - part.days == 1
        for whole, part in zip(answer.shown, answer.parts, strict=True)
    )


@given(PERIOD, PERIOD, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_neither_the_order_of_rows_nor_the_direction_matters(
    first: list[tuple[str | None, bool, int | None, int]],
    second: list[tuple[str | None, bool, int | None, int]],
    chance: random.Random,
) -> None:
    before, after = period(first, "b"), period(second, "a")
    mixed = before.sample(fraction=1, shuffle=True, seed=chance.randrange(99))
    assert split(mixed, after).parts == split(before, after).parts
    back = {(part.kind, part.of): -part.days for part in split(after, before).parts if part.kind != "late"}
    assert back == {(part.kind, part.of): part.days for part in split(before, after).parts if part.kind != "late"}


@given(PERIOD)
@settings(max_examples=30, deadline=None)
def test_the_same_again_has_moved_by_nothing(children: list[tuple[str | None, bool, int | None, int]]) -> None:
    answer = split(period(children, "c"), period(children, "c"))
    assert answer.change == 0
    assert all(answer.of(kind) == 0 for kind in ("stage", "mix", "child", "late"))
    assert float(answer.change) == pytest.approx(0)
