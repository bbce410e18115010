"""Which act made a child count otherwise: the child worked out once more as it stood after each act since.

Each state of a child is given an id of its own, so that all are worked out in one go, as if they were so many children.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import polars as pl

from models.measures import evaluate
from models.publications import Publication
from models.publications.content import words
from models.snapshot import Facts, Snapshot
from models.subjects import AUTHORITY

BETWEEN = "\x1f"
"""What no child's id holds."""
Replay = Callable[[pl.DataFrame], Facts]
"""`Store.replayed`."""


def traced(
    publication: Publication, moved: pl.DataFrame, touched: pl.DataFrame, replay: Replay
) -> dict[tuple[str, str], list[int]]:
    """The acts after which a child counted otherwise, by (measure, child).

    `moved` has code, child and `since`, what is so now, as `texts` says it. Where the states do not lead there (another
    child or the authority's own choice has a part in it), nothing is said.
    """
    acts = touched.select("child", "number").filter(pl.col("child").is_in(moved["child"].unique().implode()))
    if acts.is_empty():
        return {}
    sealed = acts.select("child").unique().with_columns(number=pl.lit(publication.stood_at, dtype=pl.Int64))
    states = pl.concat([sealed, acts]).unique().sort("child", "number")
    states = states.with_columns(state=pl.concat_str("child", pl.lit(BETWEEN), "number"))
    own = pl.DataFrame(
        {"child": [AUTHORITY], "number": [max(acts["number"])], "state": [AUTHORITY]}, schema=states.schema
    )
    facts = replay(pl.concat([states, own]))
    codes = moved["code"].unique().sort().to_list()
    rows = words(evaluate(Snapshot(facts, publication.day), publication.period, only=codes))
    said = {(code, state): text for code, state, text in texts(rows).iter_rows()}
    order: dict[str, list[tuple[int, str]]] = {}
    for child, number, state in states.iter_rows():
        order.setdefault(child, []).append((number, state))
    found = {}
    for code, child, since in moved.select("code", "child", "since").iter_rows():
        steps = order.get(child, [])
        told = [(number, said.get((code, state))) for number, state in steps]
        if told and told[-1][1] == since:
            found[code, child] = _turns(told)
    return found


def texts(rows: pl.DataFrame) -> pl.DataFrame:
    """How each child counts in each measure, as one text: (code, child, text)."""
    word = pl.concat_str("role", pl.lit(" "), pl.col("days").cast(pl.String).fill_null(""))
    return rows.group_by("code", "child").agg(word.sort().str.join(";").alias("text"))


def _turns(told: Sequence[tuple[int, str | None]]) -> list[int]:
    """The acts after which it was otherwise than before them."""
    return [now[0] for before, now in itertools.pairwise(told) if before[1] != now[1]]
