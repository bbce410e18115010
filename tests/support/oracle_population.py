"""The rate, read from its definition: who is in care on the day, on the estimate that holds then."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from tests.support.answers import Answer, names
from tests.support.oracle import Reading


def _rate(r: Reading) -> dict[str, Answer]:
    estimates = [
        (row["since"], row["estimate"])
        for row in r.facts["population"].iter_rows(named=True)
        if row["child"] == "*" and row["since"] <= r.day and row["estimate"]
    ]
    if not estimates:
        return {"M02": {"value": None, "children": []}}
    children = sorted(set(names(r.in_care())))
    return {"M02": {"value": 10_000 * len(children) / max(estimates)[1], "children": children}}


PARTS = (_rate,)


@st.composite
def drawn(draw: st.DrawFn, child: str) -> list[tuple[str, dict[str, Any]]]:
    """The authority's estimates, drawn once, with the first child."""
    days = st.dates(dt.date(2021, 6, 1), dt.date(2027, 1, 1))
    since = draw(st.lists(days, max_size=3, unique=True)) if child == "1" else []
    return [("population", {"child": "*", "since": day, "estimate": draw(st.integers(1, 40_000))}) for day in since]
