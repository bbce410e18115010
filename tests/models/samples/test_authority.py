"""Whoever tries the program gets an authority that nobody mistakes for a real one, and the same one every time."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from models.edits.doors import COMING
from models.improvement import IMPROVEMENT
from models.pmg import MEETINGS
from models.progress import Cancelled
from models.samples import authority
from models.samples.minuted import ACTIONS
from models.subjects import OF_AUTHORITY, RETURNED, SEALED, SUBJECTS
from models.tables import KEYS, TABLES
from tests.support.northport import TODAY, northport

SMALL = 300
OWNERS = {owner for _words, owner in ACTIONS if owner}
"""The roles that actions are given to."""
OWN = {"setting", "population", "training", "target", "comparator", "event"}
WRITTEN = {*OWN, *(subject.table for subject in (*MEETINGS, *IMPROVEMENT))}
EMPTY = {"set_aside", "merged", "report_text", *OF_AUTHORITY, *SEALED} - (WRITTEN - {"report_text"})
"""Tables that nobody has written to yet."""


def test_it_is_a_demonstration_of_an_invented_place():
    bulk = northport()
    assert (bulk.kind, bulk.label) == ("demonstration", "Demonstration authority Northport")


def test_the_same_seed_gives_the_same_authority_cell_for_cell():
    first, second = (authority(SMALL, seed=7, today=TODAY) for _ in range(2))
    assert set(first.new) == set(second.new)
    for table in first.new:
        assert_frame_equal(first.new[table], second.new[table])


def test_another_seed_gives_another_authority():
    first, second = (authority(SMALL, seed=seed, today=TODAY).new["care_episode"] for seed in (7, 8))
    assert not first.equals(second)


def test_three_thousand_children_have_about_a_hundred_and_forty_thousand_rows_in_all_the_tables():
    bulk = northport()
    typed = sum(bulk.new[table].height for table in (set(SUBJECTS) - set(RETURNED)) & set(bulk.new))
    assert 45_000 <= bulk.rows - typed <= 60_000
    assert 60_000 <= typed <= 95_000
    assert {table for table, frame in bulk.new.items() if frame.height} == set(TABLES) - EMPTY


@pytest.mark.parametrize("children", [1, 50, SMALL])
def test_it_has_as_many_children_as_were_asked_for(children: int):
    found = authority(children, today=TODAY).new
    header = found["child_details"]
    assert header["child"].is_unique().all()
    assert found["care_episode"]["child"].n_unique() == children
    gateway = header.join(found["care_episode"], on="child", how="anti")
    assert set(gateway["child"]) <= set(found["pre_proceedings"]["child"])
    assert gateway.height == children // 22


def test_a_smaller_authority_is_the_same_in_proportion():
    looked_after = {
        children: authority(children, today=TODAY).new["care_episode"].filter(pl.col("dec").is_null()).height / children
        for children in (600, 3000)
    }
    assert looked_after[600] == pytest.approx(looked_after[3000], rel=0.25)


@pytest.mark.parametrize("table", sorted(set(TABLES) - EMPTY))
def test_every_column_is_one_of_its_table_and_every_key_stands_once(table: str):
    frame = northport().new[table]
    assert set(frame.columns) <= set(TABLES[table].model_fields)
    assert frame.select(KEYS[table]).is_unique().all()
    assert frame.select(KEYS[table]).equals(frame.select(KEYS[table]).sort(KEYS[table]))


def test_children_are_six_digits_and_no_table_holds_a_name():
    bulk = northport()
    assert bulk.new["child_details"]["child"].str.contains(r"^\d{6}$").all()
    written = {
        (table, column.name): set(column.drop_nulls().unique())
        for table, frame in bulk.new.items()
        if table not in OF_AUTHORITY
        for column in frame.select(pl.col(pl.String)).iter_columns()
    }
    free = {(table, cell.name) for table, subject in SUBJECTS.items() for cell in subject.cells if cell.kind == "words"}
    sentences = set().union(*(values for cell, values in written.items() if cell in free))
    assert 10 <= len(sentences) <= 100
    words = set().union(*(values for cell, values in written.items() if cell not in free))
    assert {word for word in words if any(letter.islower() for letter in word) and not word.startswith("zz/")} <= OWNERS


def test_every_postcode_is_of_an_area_that_does_not_exist():
    episodes = northport().new["care_episode"]
    posts = pl.concat([episodes["home_post"], episodes["pl_post"]]).drop_nulls()
    assert posts.str.contains(r"^ZZ\d{1,2} \d[A-Z]{2}$").all()


def test_nothing_has_happened_after_today():
    for table, frame in northport().new.items():
        coming = [cell.split(".")[1] for cell in COMING if cell.startswith(f"{table}.")]
        for day in frame.drop(coming).select(pl.col(pl.Date)).iter_columns():
            assert day.null_count() == day.len() or day.max() <= TODAY, (table, day.name)


def test_tables_of_a_later_return_are_left_out():
    found = authority(40, today=dt.date(2023, 3, 31)).new
    assert not {"social_worker", "deprivation_order"} & set(found)
    assert found["care_episode"]["decom"].max() <= dt.date(2023, 3, 31)


def test_matches_of_children_who_still_wait_are_typed_here_not_returned():
    found = northport().new
    live = found["adoption"].filter(pl.col("year").is_null())
    adopted = found["care_episode"].filter(pl.col("rec").is_in(["E11", "E12"]))["child"]
    assert live.height >= 8
    assert live["date_match"].null_count() == 0
    assert live["date_int"].null_count() == live.height
    assert set(found["adoption"].filter(pl.col("year").is_not_null())["child"]) == set(adopted)


def test_making_it_says_how_far_it_is_and_can_be_stopped():
    said: list[float] = []
    authority(SMALL, today=TODAY, progress=lambda share, _: said.append(share))
    assert said == sorted(said)
    assert said[-1] == 1

    def stop(share: float, _: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        authority(SMALL, today=TODAY, progress=stop)
