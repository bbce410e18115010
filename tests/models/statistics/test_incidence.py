"""Who has come to which ending by when: published examples, and a slow reading of the definition in exact fractions."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.statistics.incidence import Incidence, incidence

# Freireich et al. 1963, Blood 21:699, remission in weeks: the example of Cox and Oakes (1984), Klein and Moeschberger
# (2003, table 4.1) and most textbooks since. A false marks who was still in remission.
WITH_DRUG = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
RELAPSED = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]

# Scrucca, Santucci and Aversa 2007, Bone Marrow Transplantation 40:381: 35 patients, months to 1 death from the
# transplant or 2 relapse, 0 neither yet. Small, full of ties, and with endings on day 0.
TRANSPLANTS = (
    "13,2 1,1 72,0 7,2 8,2 67,0 9,2 5,2 70,0 4,0 7,0 68,0 1,2 10,2 7,2 3,1 4,1 4,1 3,1 3,1 22,2 8,1 2,2 0,2 0,1 "
    "35,0 35,0 4,2 14,2 26,2 3,2 2,0 8,0 32,0 12,1"
)


def follow(*rows: tuple[int, str | None] | tuple[int, str | None, int], since: int | None = None) -> Incidence:
    full = [(*row, 0) if len(row) == 2 else row for row in rows]
    time, ending, entry = zip(*full, strict=True) if full else ((), (), ())
    return incidence(
        pl.Series(time, dtype=pl.Int64),
        pl.Series(ending, dtype=pl.String),
        pl.Series(entry, dtype=pl.Int64),
        since=since,
    )


def drug() -> Incidence:
    return follow(*[(time, "relapse" if ended else None) for time, ended in zip(WITH_DRUG, RELAPSED, strict=True)])


def transplants() -> list[tuple[int, str | None]]:
    pairs = [pair.split(",") for pair in TRANSPLANTS.split()]
    return [(int(time), {"0": None, "1": "death", "2": "relapse"}[code]) for time, code in pairs]


def test_kaplan_meier_with_greenwoods_error_as_printed_by_klein_and_moeschberger() -> None:
    """Table 4.1B of Survival Analysis (2003)."""
    steps = drug().waiting.steps
    assert steps["day"].to_list() == [6, 7, 10, 13, 16, 22, 23]
    assert steps["at_risk"].to_list() == [21, 17, 15, 12, 11, 7, 6]
    assert steps["ended"].to_list() == [3, 1, 1, 1, 1, 1, 1]
    assert steps["share"].round(3).to_list() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert steps["error"].round(3).to_list() == [0.076, 0.087, 0.096, 0.107, 0.114, 0.128, 0.135]


def test_the_band_is_on_the_log_log_scale() -> None:
    """As Stata's `sts list` prints them for these data, week by week."""
    steps = drug().waiting.steps
    assert steps["lower"].round(4).to_list() == [0.6197, 0.5631, 0.5032, 0.4316, 0.3675, 0.2678, 0.1881]
    assert steps["upper"].round(4).to_list() == [0.9516, 0.9228, 0.8894, 0.8491, 0.8049, 0.7468, 0.6801]


def test_medians_and_their_intervals() -> None:
    """23 weeks with the drug, from 13 with no upper end; 8 weeks (4 to 11) with placebo, of whom nobody was waiting."""
    assert str(drug().waiting.median) == "23 days, at least 13"
    assert str(follow(*[(time, "relapse") for time in PLACEBO]).waiting.median) == "8 days, between 4 and 11"


def test_what_is_not_reached_is_said_so() -> None:
    quarter, half, most = drug().waiting.quartiles
    assert (quarter.day, half.day, most.day) == (13, 23, None)
    assert str(most) == "not reached"


def test_mean_days_waited_within_a_horizon() -> None:
    """By hand: 6 whole weeks, then 6/7 for one, and so on; beyond the last week followed there is no answer."""
    shares = [Fraction(1), Fraction(6, 7), Fraction(6, 7) * Fraction(16, 17)]
    assert drug().waiting.area(10) == pytest.approx(float(6 * shares[0] + 1 * shares[1] + 3 * shares[2]))
    assert drug().waiting.area(36) is None
    assert follow((3, "a"), (5, "a")).waiting.area(1_000) == 4


def test_cumulative_incidence_with_a_competing_ending_as_printed_by_satagopan() -> None:
    """British Journal of Cancer 2004, 91:1229, table 2: 305 women, the first nine of whom left as listed."""
    listed = [(7, None), (10, "cancer"), (14, None), (16, "cancer"), (18, "other"), (23, "cancer"), (24, None)]
    rows = follow(*listed, (26, "other"), (27, "cancer"), *[(60, None)] * 296)
    assert rows.waiting.steps["day"].to_list() == [10, 16, 18, 23, 26, 27]
    assert rows.waiting.steps["at_risk"].to_list() == [304, 302, 301, 300, 298, 297]
    assert (100 * rows.waiting.steps["share"]).round(1).to_list() == [99.7, 99.3, 99.0, 98.7, 98.3, 98.0]
    cancer = [100 * rows.endings["cancer"].share(day) for day in (0, 10, 16, 23, 27)]
    steps = [round(after - before, 1) for before, after in pairwise(cancer)]
    assert steps == [0.3, 0.3, 0.3, 0.3], "the paper adds these rounded steps to 1.2; unrounded they make 1.3"
    assert cancer[-1] == pytest.approx(1.3202, abs=1e-4)


def test_the_transplants_of_scrucca_by_hand() -> None:
    """Day 0: one death and one relapse of 35. Day 1: again, of 33. Day 2: one relapse of 31, one leaves. Day 3: 29."""
    rows = follow(*transplants())
    assert rows.waiting.steps.head(4)["at_risk"].to_list() == [35, 33, 31, 29]
    left = [Fraction(33, 35), Fraction(31, 35), Fraction(30, 35), Fraction(30, 35) * Fraction(25, 29)]
    assert rows.waiting.shares[:4] == pytest.approx([float(share) for share in left])
    death = Fraction(2, 35) + Fraction(30, 35) * Fraction(3, 29)
    relapse = Fraction(3, 35) + Fraction(30, 35) * Fraction(1, 29)
    assert rows.endings["death"].share(3) == pytest.approx(float(death))
    assert rows.endings["relapse"].share(3) == pytest.approx(float(relapse))
    assert rows.at_risk(35) == 6
    assert rows.waiting.followed == 72
    full = [(time, ending, 0) for time, ending in transplants()]
    for code, curve in rows.endings.items():
        assert curve.shares == pytest.approx([float(slow(full, code, day)[0]) for day in curve.days])
        errors = [math.sqrt(slow(full, code, day)[1]) for day in curve.days]
        assert curve.steps["error"].to_list() == pytest.approx(errors, abs=1e-9)


def test_who_is_first_seen_late_counts_from_the_day_after() -> None:
    """By hand: on day 4 two of three are followed (the third is seen from day 4 on), on day 9 two of two."""
    rows = follow((4, "home"), (9, "home"), (9, "adopted", 4))
    assert rows.waiting.steps["at_risk"].to_list() == [2, 2]
    assert rows.waiting.shares == [0.5, 0.0]
    assert rows.endings["adopted"].shares == [0.0, 0.25]


def test_who_is_first_seen_when_it_was_over_tells_nothing() -> None:
    rows = follow((4, "home", 4), (5, "home"))
    assert (rows.n, rows.unseen) == (1, 1)
    with pytest.raises(ValueError, match="fewer than none"):
        follow((-1, "home"))


def test_nobody() -> None:
    rows = follow()
    assert rows.n == 0
    assert rows.waiting.median.day is None
    assert rows.waiting.at(1) is None
    assert follow((5, None)).endings == {}
    assert str(follow((5, None)).waiting.median) == "not reached"


def test_no_share_is_given_beyond_what_has_been_followed() -> None:
    assert drug().waiting.at(36) is None
    assert drug().waiting.at(5) is not None


LIFE = st.tuples(st.integers(0, 12), st.sampled_from(["a", "b", "c", None]), st.sampled_from([0, 0, 0, 2, 5]))
LIVES = st.lists(LIFE, min_size=1, max_size=25)


def slow(rows: list[tuple[int, str | None, int]], code: str, until: int) -> tuple[Fraction, Fraction]:
    """Share and variance by definition: every day's hazards are multinomial; the delta method over all of them."""
    followed = [(time, ending, entry if entry > 0 else -1) for time, ending, entry in rows]
    days = sorted({time for time, ending, entry in followed if ending and time > entry and time <= until})
    waiting = Fraction(1)
    shares: list[Fraction] = []
    table: list[tuple[Fraction, Fraction, Fraction, int]] = []
    share = Fraction(0)
    for day in days:
        there = [ending if time == day else None for time, ending, entry in followed if entry < day <= time]
        n = len(there)
        own = Fraction(there.count(code), n)
        other = Fraction(sum(1 for ending in there if ending not in (None, code)), n)
        share += waiting * own
        shares.append(share)
        table.append((waiting, own, other, n))
        waiting *= 1 - own - other
    variance = Fraction(0)
    for after, (before, own, other, n) in zip(shares, table, strict=True):
        still = 1 - own - other
        loss = (share - after) / still if still else Fraction(0)
        by_own, by_other = before - loss, -loss
        variance += (
            by_own**2 * own * (1 - own) + by_other**2 * other * (1 - other) - 2 * by_own * by_other * own * other
        ) / n
    return share, variance


@given(LIVES)
@settings(max_examples=30, deadline=None)
def test_every_day_agrees_with_the_definition(rows: list[tuple[int, str | None, int]]) -> None:
    answer = follow(*rows)
    for code, curve in answer.endings.items():
        for day, share, error in curve.steps.select("day", "share", "error").iter_rows():
            expected, variance = slow(rows, code, day)
            assert share == pytest.approx(float(expected), abs=1e-12)
            assert error == pytest.approx(math.sqrt(variance), abs=1e-6)


@given(LIVES)
@settings(max_examples=30, deadline=None)
def test_waiting_and_ended_are_always_everybody(rows: list[tuple[int, str | None, int]]) -> None:
    answer = follow(*rows)
    for day in answer.waiting.days:
        assert answer.waiting.share(day) + sum(curve.share(day) for curve in answer.endings.values()) == pytest.approx(
            1
        )
    for curve in (answer.waiting, *answer.endings.values()):
        inside = curve.steps.drop_nulls()
        assert inside.select(((pl.col("lower") <= pl.col("share")) & (pl.col("share") <= pl.col("upper"))).all()).item()


@given(LIVES, st.integers(2, 9), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_neither_the_order_of_rows_nor_the_unit_of_time_matters(
    rows: list[tuple[int, str | None, int]], times: int, chance: random.Random
) -> None:
    answer = follow(*rows)
    mixed = [(time * times, ending, entry * times) for time, ending, entry in rows]
    chance.shuffle(mixed)
    other = follow(*mixed)
    assert other.waiting.steps["day"].to_list() == [day * times for day in answer.waiting.days]
    assert other.waiting.steps.drop("day").equals(answer.waiting.steps.drop("day"))
    assert {code: curve.shares for code, curve in other.endings.items()} == {
        code: curve.shares for code, curve in answer.endings.items()
    }


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("abc")), min_size=1, max_size=25))
@settings(max_examples=25, deadline=None)
def test_where_nobody_waits_a_share_is_a_plain_share(rows: list[tuple[int, str]]) -> None:
    answer = follow(*rows)
    for code, curve in answer.endings.items():
        for day, share, error in curve.steps.select("day", "share", "error").iter_rows():
            plain = sum(1 for time, ending in rows if time <= day and ending == code) / len(rows)
            assert share == pytest.approx(plain)
            assert error == pytest.approx(math.sqrt(plain * (1 - plain) / len(rows)), abs=1e-6)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["a", None])), min_size=1, max_size=25))
@settings(max_examples=25, deadline=None)
def test_with_one_ending_it_is_kaplan_meier_and_greenwood(rows: list[tuple[int, str | None]]) -> None:
    answer = follow(*rows)
    for curve in answer.endings.values():
        assert curve.shares == pytest.approx([1 - share for share in answer.waiting.shares])
        assert curve.steps["error"].to_list() == pytest.approx(answer.waiting.steps["error"].to_list(), abs=1e-6)


@given(LIVES, st.integers(0, 10))
@settings(max_examples=25, deadline=None)
def test_what_is_to_come_after_a_wait_is_the_rest_of_the_curve(
    rows: list[tuple[int, str | None, int]], waited: int
) -> None:
    """Taking only those who waited longer than w is the same as dividing what is left of the whole curve by S(w)."""
    whole, rest = follow(*rows), follow(*rows, since=waited)
    left = whole.waiting.share(waited)
    if left > 0:
        for code, curve in rest.endings.items():
            for day in curve.days:
                expected = (whole.endings[code].share(day) - whole.endings[code].share(waited)) / left
                assert curve.share(day) == pytest.approx(expected)
