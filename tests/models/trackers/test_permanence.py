"""The permanence tracker: who is on it, and what each of its columns says."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.measures import MEASURES, Period
from models.snapshot import Snapshot
from models.trackers import STATES, TRACKERS
from models.trackers.shown import rows as shown
from models.trackers.shown import texts
from tests.support.facts import day, episodes, facts, snapshot

TRACKER = TRACKERS["permanence"]
SOME = facts(
    episodes("""
        child | decom      | rne | ls | place | dec        | rec
        1     | 2020-01-10 |     | C1 | U5    |            |
        1     | 2020-09-15 |     | E1 | U5    |            |
        1     | 2021-10-04 | T   | E1 | A5    |            |
        2     | 2019-06-01 |     | C2 | U6    | 2021-08-02 | E45
        3     | 2015-02-01 |     | V2 | U6    | 2021-03-31 | E4A
        4     | 2020-04-01 | P   | E1 | U4    |            |
        5     | 2017-01-01 |     | V2 | U6    | 2018-01-01 | E4A
        5     | 2022-03-31 |     | L2 | U6    |            |
        6     | 2021-05-01 |     | V3 | U6    |            |
        7     | 2021-05-01 |     | C2 | P1    | 2022-04-01 | E41
    """),
    child_details="""
        child | sex | dob        | ethnic
        1     | F   | 2019-02-03 | WBRI
        2     | M   | 2017-12-31 | MWBC
        3     | M   | 2012-05-05 | WBRI
        4     | F   | 2016-08-08 | NOPE
        5     | M   | 2015-08-08 | WBRI
        6     | M   | 2015-08-08 | WBRI
        7     | F   | 2015-08-08 | WBRI
    """,
    adm_decision="child | date_placed\n1 | 2020-07-01",
    adoption="child | date_match\n1 | 2021-08-09",
    review="child | review | review_code\n7 | 2022-02-01 | PN1",
)


def on(date: str) -> pl.DataFrame:
    return TRACKER.rows(Snapshot(SOME, day(date)))


def cells(date: str, child: str) -> dict[str, str]:
    """A child's cells as people read them."""
    frame = on(date).filter(pl.col("child") == child)
    return {column.key: texts(column, frame)[0] for column in TRACKER.columns}


def test_who_is_in_care_or_left_in_the_last_twelve_months_is_on_it_once():
    frame = on("2022-03-31")
    assert frame["child"].to_list() == ["1", "2", "4", "5", "7"]
    assert frame.filter(~pl.col("in_care"))["child"].to_list() == ["2"]


def test_the_twelve_months_begin_the_day_after_the_same_day_a_year_before():
    assert "3" not in on("2022-03-31")["child"]
    assert "3" in on("2022-03-30")["child"]


def test_the_title_line_says_who_is_shown():
    snap = Snapshot(SOME, day("2022-03-31"))
    assert TRACKER.describe(TRACKER.rows(snap), snap).startswith("4 in care and 1 who left in the last 12 months")


def test_those_in_care_are_those_the_measure_counts():
    for date in ("2018-01-01", "2021-05-01", "2022-03-31", "2022-04-02"):
        snap = Snapshot(SOME, day(date))
        counted = MEASURES["M01"].tally(snap, Period.year_to(day(date))).children.to_list()
        assert TRACKER.rows(snap).filter("in_care")["child"].to_list() == counted


def test_a_child_on_the_way_to_adoption():
    said = cells("2022-03-31", "1")
    assert said["age"] == "3"
    assert (said["legal"], said["legal_since"]) == ("Placement order", "15 Sep 2020")
    assert (said["placement"], said["placement_since"]) == (
        "Placed for adoption, with current foster carer",
        "10 Jan 2020",
    )
    dates = [said[key] for key in ("entry", "adm", "po", "match", "placed", "order")]
    assert dates == ["10 Jan 2020", "1 Jul 2020", "15 Sep 2020", "9 Aug 2021", "4 Oct 2021", "–"]
    assert said["days_since_po"] == "562"
    assert said["stage"] == "Placed, waiting for order"
    assert said["days_in_stage"] == "178"


def test_as_at_a_past_day_only_what_was_so_by_then():
    said = cells("2021-08-08", "1")
    assert (said["match"], said["placed"], said["days_since_po"]) == ("–", "–", "327")
    assert said["stage"] == "Placement order, waiting for match"
    assert said["state"] == "◆ R"


def test_a_child_who_left_says_when_and_to_what():
    said = cells("2022-03-31", "2")
    assert (said["order"], said["order_kind"]) == ("2 Aug 2021", "Special guardianship order")
    assert said["left"] == "2 Aug 2021"
    assert said["left_reason"] == "Special guardianship, foster carer who is a relative or friend"
    assert said["days_since_po"] == "–"


def test_a_beginning_the_data_does_not_show_is_said_to_be_before():
    said = cells("2022-03-31", "4")
    assert [said[key] for key in ("entry", "legal_since", "po")] == ["before 1 Apr 2020"] * 3
    assert said["placement_since"] == "1 Apr 2020"
    assert said["days_since_po"] == "–"
    assert on("2022-03-31").filter(pl.col("child") == "4")["po"].item() is None


def test_a_code_that_is_not_known_says_so():
    assert cells("2022-03-31", "4")["ethnic"] == "unknown code NOPE"


def test_a_child_back_in_care_is_shown_by_the_present_time_in_care():
    assert cells("2022-03-31", "5")["entry"] == "31 Mar 2022"


def test_where_fewer_than_half_have_their_dates_the_line_says_so():
    snap = snapshot(
        "2022-03-31",
        episodes("""
            child | decom      | rne | ls
            1     | 2021-05-01 | L   | E1
            2     | 2021-05-02 | P   | C2
            3     | 2021-05-03 | S   | C2
        """),
    )
    said = TRACKER.describe(TRACKER.rows(snap), snap)
    assert said == "3 in care and 0 who left in the last 12 months; entry to care known for 1 of 3"


def test_nobody_is_an_empty_tracker_with_the_same_columns():
    nobody = TRACKER.rows(Snapshot(SOME.take([]), day("2022-03-31")))
    assert len(nobody) == 0
    assert nobody.schema == on("2022-03-31").schema


def test_every_column_has_a_value_in_the_frame_and_says_what_it_means():
    frame = on("2022-03-31")
    for column in TRACKER.columns:
        assert column.key in frame.columns
        assert column.note.endswith((".", "Ended”."))
        texts(column, frame)
    assert set(frame["state"]) <= set(STATES)


def test_every_date_that_is_a_fact_can_be_edited_and_nothing_else():
    edited = {column.key for column in TRACKER.columns if column.edit}
    assert edited == {
        *("legal_since", "placement_since", "entry", "adm", "adm_ceased", "po", "match", "placed", "order", "left"),
        *("last_review", "AO-APPLIED", "PMG", "VOICE", "dob"),
    }


@settings(max_examples=20)
@given(date=st.dates(dt.date(2016, 1, 1), dt.date(2023, 1, 1)), child=st.sampled_from("1234567"))
def test_a_childs_row_does_not_depend_on_who_else_there_is(date: dt.date, child: str):
    snap = Snapshot(SOME, date)
    of_all = TRACKER.rows(snap).filter(pl.col("child") == child)
    assert of_all.equals(TRACKER.rows(snap.take([child])))


@pytest.mark.parametrize("date", ["2018-01-01", "2022-03-31"])
def test_everyone_holds_the_same_rows_and_the_others(date: str):
    snap = Snapshot(SOME, day(date))
    assert TRACKER.everyone is not None
    everyone = TRACKER.everyone(snap)
    assert everyone.filter("shown").drop("shown").equals(TRACKER.rows(snap))
    assert everyone["child"].is_unique().all()


def test_a_row_of_cells_is_in_the_order_of_the_columns():
    columns = (TRACKER.column("po"), TRACKER.column("child"))
    assert shown(columns, on("2022-03-31"))[0] == ("15 Sep 2020", "1")
