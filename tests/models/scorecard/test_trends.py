"""The months behind a figure, and what may be said of the last one."""

from __future__ import annotations

from models.scorecard.trends import trends
from models.series.judged import CAVEAT
from tests.support.facts import episodes, snapshot

STEADY = "\n".join(f"s{number} | 2019-01-01 | S | C2 | U6 | |" for number in range(12))
LATELY = "\n".join(f"n{number} | 2022-03-01 | S | C2 | U6 | |" for number in range(9))
CARE = f"child | decom | rne | ls | place | dec | rec\n{STEADY}\n{LATELY}"


def test_the_last_month_is_called_a_change_only_where_the_test_holds() -> None:
    found = trends(snapshot("2022-03-31", episodes(CARE)), ["M01", "M03", "A1"], months=24)
    assert found["M01"].series.values == [12] * 23 + [21]
    assert found["M01"].mark is not None
    assert found["M01"].mark.icon == "change-high"
    assert found["M01"].words == "Change: the latest point lies above the upper limit."
    assert found["M03"].series.values[-1] == 9
    last = found["M01"].series.points[-1].tally.children
    assert set(last) == {f"s{number}" for number in range(12)} | {f"n{number}" for number in range(9)}


def test_rolling_figures_and_short_series_have_no_verdict() -> None:
    drawn = snapshot("2022-03-31", episodes(CARE))
    rolling = trends(drawn, ["A1"], months=24)["A1"]
    assert (rolling.mark, rolling.words) == (None, CAVEAT)
    short = trends(drawn, ["M01"], months=6)["M01"]
    assert short.mark is None
    assert short.words == "Too few points to tell change from chance: 6 so far, and 12 are needed."
