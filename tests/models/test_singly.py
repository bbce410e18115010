"""Many small steps done in one go give what they give otherwise."""

from __future__ import annotations

import threading

import polars as pl
import pytest

from models.singly import singly

CHILDREN = pl.DataFrame({"child": ["1", "2", "2"], "days": [3, 5, 8]})


def test_it_gives_what_the_work_gives_done_once_in_the_same_thread() -> None:
    done: list[int] = []

    def work() -> pl.DataFrame:
        done.append(threading.get_ident())
        return CHILDREN.group_by("child", maintain_order=True).agg(pl.col("days").sum())

    assert singly(work).rows() == [("1", 3), ("2", 13)]
    assert done == [threading.get_ident()]


def test_what_the_work_raises_comes_as_it_was_raised() -> None:
    problem = KeyError("not that child")

    def work() -> None:
        raise problem

    with pytest.raises(KeyError) as found:
        singly(work)
    assert found.value is problem
    assert singly(lambda: "and goes on") == "and goes on"


def test_work_within_work_and_work_in_several_threads_at_once() -> None:
    assert singly(lambda: singly(lambda: CHILDREN.height) + 1) == 4
    found: list[int] = []
    at_once = [
        threading.Thread(target=lambda: found.append(singly(lambda: CHILDREN.join(CHILDREN, on="child").height)))
        for _ in range(4)
    ]
    for each in at_once:
        each.start()
    for each in at_once:
        each.join()
    assert found == [5] * 4
