"""Ranges for those who wait, and how often they would have held."""

from __future__ import annotations

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statistics.forecast import CohortForecast, Remaining, TooFew, backtest, backtest_cohort, cohort, remaining
from models.statistics.incidence import Incidence, incidence


def known(*rows: tuple[int, str | None]) -> Incidence:
    times, endings = zip(*rows, strict=True)
    return incidence(pl.Series(times, dtype=pl.Int64), pl.Series(endings, dtype=pl.String))


HUNDRED = known(*[(day, "matched") for day in range(1, 101)])
"""One matched on each of a hundred days."""


def test_the_range_of_one_who_begins() -> None:
    """By hand: of 100 days known, from the 10th lowest to the 91st (a tenth of 101, cut; nine tenths, the next)."""
    said = remaining(HUNDRED, "matched", 0)
    assert isinstance(said, Remaining)
    assert (said.low, said.high, said.known) == (10, 91, 100)
    assert said.likely == pytest.approx(1)
    assert str(said) == "between 10 and 91 more days; 100 % of those who waited as long came to it"


def test_the_range_of_one_who_has_waited_is_of_those_who_waited_as_long() -> None:
    """By hand: of the 50 who waited 50 days, the 5th (of 5.1) was matched on day 55 and the 46th (45.9) on day 96."""
    said = remaining(HUNDRED, "matched", 50)
    assert isinstance(said, Remaining)
    assert (said.low, said.high, said.known) == (5, 46, 50)


def test_another_ending_makes_it_less_likely_and_not_later() -> None:
    """A third come to another ending; of the 60 who were matched, the 6th was on day 8 and the 55th on day 82."""
    said = remaining(known(*[(day, "matched" if day % 3 else "reversed") for day in range(1, 91)]), "matched", 0)
    assert isinstance(said, Remaining)
    assert (said.low, said.high) == (8, 82)
    assert said.likely == pytest.approx(2 / 3)


def test_where_hardly_any_come_to_it_there_is_no_range() -> None:
    said = remaining(known(*[(day, "matched" if day == 5 else None) for day in range(1, 41)]), "matched", 0)
    assert isinstance(said, TooFew)
    assert said.known == 1


def test_nothing_is_said_from_fewer_than_twenty() -> None:
    assert isinstance(remaining(HUNDRED, "matched", 80), Remaining)
    said = remaining(HUNDRED, "matched", 81)
    assert isinstance(said, TooFew)
    assert str(said) == "no forecast: 19 are known who came to it after waiting as long, and 20 are needed"
    assert isinstance(remaining(HUNDRED, "adopted", 0), TooFew)


@pytest.mark.parametrize("few", [20, 21, 28, 29, 30, 57, 200])
def test_however_few_are_known_a_new_one_falls_within_four_times_in_five(few: int) -> None:
    """Of k known and one new in any order alike, the new one lies between ranks a and b (b - a) of k + 1 times."""
    said = remaining(known(*[(day, "matched") for day in range(1, few + 1)]), "matched", 0)
    assert isinstance(said, Remaining)
    assert 0.8 <= (said.high - said.low) / (few + 1) <= 0.8 + 2 / (few + 1)


def test_the_mean_and_median_of_a_cohort() -> None:
    """By hand: fewer than ten are left after day 91. From the start 46 days, 91 of 100; after 50 days 71, 41 of 50."""
    said = cohort(HUNDRED, "matched", [0, 50])
    assert isinstance(said, CohortForecast)
    assert (said.n, said.within) == (2, 91)
    assert said.reaching == pytest.approx(0.91 + 0.82)
    assert said.mean == pytest.approx((0.91 * 46 + 0.82 * 71) / (0.91 + 0.82))
    assert said.mean_low < said.mean < said.mean_high
    assert said.median == 63, "by day 63, 63 of 100 of the one and 13 of 50 of the other: 0.89, just over half of 1.73"


def test_the_larger_the_cohort_the_narrower_its_range() -> None:
    few, many = cohort(HUNDRED, "matched", [0] * 4), cohort(HUNDRED, "matched", [0] * 100)
    assert isinstance(few, CohortForecast)
    assert isinstance(many, CohortForecast)
    assert few.mean == pytest.approx(many.mean)
    assert many.mean_high - many.mean_low < few.mean_high - few.mean_low
    assert few.median_low < many.median_low < many.median_high < few.median_high


def test_a_cohort_nobody_is_like_is_refused() -> None:
    few = cohort(known(*[(day, "matched") for day in range(1, 29)]), "matched", [0])
    assert str(few) == "no forecast: 19 came to this ending while 10 or more were followed, and 20 are needed"
    assert isinstance(cohort(known(*[(day, "matched") for day in range(1, 30)]), "matched", [0]), CohortForecast)
    assert isinstance(cohort(HUNDRED, "matched", [100]), TooFew)
    assert isinstance(cohort(HUNDRED, "matched", []), TooFew)


def starts(seed: int, n: int, until: int) -> tuple[list[int], list[int], list[str | None]]:
    """Invented waits: most matched after a spread of days, some reversed, all followed up to one day."""
    chance = random.Random(seed)
    begun = [chance.randrange(until) for _ in range(n)]
    waits = [(int(chance.gammavariate(2, 120)), int(chance.expovariate(1 / 1_500))) for _ in begun]
    times = [min(match, other, until - start) for start, (match, other) in zip(begun, waits, strict=True)]
    ends = [
        None if until - start <= min(wait) else "matched" if wait[0] <= wait[1] else "reversed"
        for start, wait in zip(begun, waits, strict=True)
    ]
    return begun, times, ends


def test_ranges_of_the_past_hold_about_four_in_five() -> None:
    begun, times, ends = starts(3, 1_200, 4_000)
    answer = backtest(pl.Series(begun), pl.Series(times), pl.Series(ends), "matched", range(1_200, 3_000, 120))
    assert answer.share is not None
    assert 0.75 <= answer.share <= 0.85
    assert answer.undecided == 0
    assert answer.bounds == (answer.share, answer.share)
    assert answer.held + answer.missed > 500
    assert str(answer).startswith(f"of {answer.held + answer.missed:,} ranges given in the past, ")


def test_ranges_of_the_mean_of_past_cohorts_hold_about_four_in_five() -> None:
    held = missed = 0
    for seed in range(6):
        begun, times, ends = starts(seed, 500, 5_500)
        columns = pl.Series(begun), pl.Series(times), pl.Series(ends)
        answer = backtest_cohort(*columns, "matched", range(1_000, 4_000, 300))
        held, missed = held + answer.held, missed + answer.missed
        assert answer.undecided == 0
    assert 0.7 <= held / (held + missed) <= 0.9
    recent = backtest_cohort(*columns, "matched", [5_400])
    assert (recent.share, recent.undecided) == (None, 1)


def test_a_change_of_pace_shows_in_the_back_test() -> None:
    """Matching becomes three times slower after day 1,000: ranges from before it do not hold."""
    early = [(start, 20 + start % 80) for start in range(0, 1_000, 4)]
    late = [(start, 3 * (20 + start % 80)) for start in range(1_000, 1_200, 4)]
    begun, times = zip(*early, *late, strict=True)
    ends = ["matched"] * len(begun)
    answer = backtest(pl.Series(begun), pl.Series(times), pl.Series(ends), "matched", [1_050])
    assert answer.share is not None
    assert answer.share < 0.5


def test_the_past_does_not_see_the_future() -> None:
    """What happened after the last cutoff changes no range: only the judgement of it."""
    begun, times, ends = starts(5, 400, 2_000)
    cutoffs = [500, 600]
    whole = backtest(pl.Series(begun), pl.Series(times), pl.Series(ends), "matched", cutoffs)
    cut = [
        (start, min(time, 620 - start), end if start + time <= 620 else None)
        for start, time, end in zip(begun, times, ends, strict=True)
        if start <= 620
    ]
    known_then = pl.DataFrame(cut, schema=["begun", "time", "end"], orient="row")
    part = backtest(known_then["begun"], known_then["time"], known_then["end"], "matched", cutoffs)
    assert part.refused == whole.refused
    judged, later = (each.held + each.missed + each.undecided + each.elsewhere for each in (part, whole))
    assert judged == later
    assert whole.elsewhere, "some came to another ending, of which the ranges do not speak"
    assert part.undecided > whole.undecided
    assert part.bounds is not None
    assert whole.share is not None
    assert part.bounds[0] <= whole.share <= part.bounds[1]


def test_without_a_past_nothing_is_claimed() -> None:
    answer = backtest(pl.Series([0]), pl.Series([5]), pl.Series(["matched"]), "matched", [3])
    assert (answer.share, answer.bounds, answer.refused) == (None, None, 1)
    assert str(answer) == "no range of the past can be judged yet"


WAITS = st.lists(
    st.tuples(st.integers(1, 200), st.sampled_from(["matched", "matched", "other", None])), min_size=25, max_size=50
)


@given(WAITS, st.integers(0, 100), st.integers(2, 7), st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_neither_the_order_of_rows_nor_the_unit_matters(
    rows: list[tuple[int, str | None]], waited: int, times: int, chance: random.Random
) -> None:
    mixed = [(time * times, ending) for time, ending in rows]
    chance.shuffle(mixed)
    said, other = remaining(known(*rows), "matched", waited), remaining(known(*mixed), "matched", waited * times)
    if isinstance(said, Remaining) and isinstance(other, Remaining):
        assert (other.low, other.high) == (said.low * times, said.high * times)
    else:
        assert said == other
