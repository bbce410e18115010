"""The demonstration is sound from end to end: whoever exports its return gets no fault that the data brought along."""

from __future__ import annotations

import datetime as dt
import functools
import itertools

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import codes
from models.checks import faults
from models.dates import collection_year
from models.rules.episodes import Episode, compose, contradictions, decompose
from models.samples import authority
from models.samples.stays import HOMES
from models.snapshot import Snapshot
from tests.support.northport import TODAY, as_facts, northport, northport_facts


@functools.cache
def episodes() -> pl.DataFrame:
    return northport().new["care_episode"]


@functools.cache
def headers() -> pl.DataFrame:
    return northport().new["child_details"].select("child", "dob", "sex")


@functools.cache
def followed() -> pl.DataFrame:
    """Every episode beside the cells of the one before."""
    return episodes().with_columns(
        pl.col("ls", "place", "place_provider", "rec").shift(1).over("child").name.prefix("before_")
    )


@functools.cache
def children() -> dict[str, list[Episode]]:
    rows = episodes().iter_rows(named=True)
    return {child: [Episode.of(row) for row in own] for child, own in itertools.groupby(rows, lambda row: row["child"])}


def with_born(table: str) -> pl.DataFrame:
    return northport().new[table].drop("dob").join(headers(), on="child")


def test_no_chain_contradicts_itself():
    assert {child: found for child, rows in children().items() if (found := contradictions(rows))} == {}


def found(snap: Snapshot, beside: bool) -> pl.DataFrame:
    """What the checks find in the return, or in what is recorded beside it."""
    return faults(snap).filter(pl.col("code").str.starts_with("J") == beside)


def test_no_check_finds_a_fault_in_the_return():
    assert found(Snapshot(northport_facts(), TODAY), beside=False).to_dicts() == []


def test_a_little_of_what_is_recorded_beside_the_return_is_doubtful_as_in_any_authority():
    doubtful = found(Snapshot(northport_facts(), TODAY), beside=True)
    assert doubtful["child"].n_unique() < 0.1 * northport_facts()["child_details"].height


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32), today=st.dates(dt.date(2017, 1, 1), dt.date(2032, 12, 31)))
def test_whatever_the_seed_and_the_day_no_check_finds_a_fault(seed: int, today: dt.date):
    made = authority(120, seed=seed, today=today)
    assert found(Snapshot(as_facts(made), today), beside=False).to_dicts() == []
    rows = made.new["care_episode"].iter_rows(named=True)
    for _, own in itertools.groupby(rows, lambda row: row["child"]):
        assert contradictions([Episode.of(row) for row in own]) == ()


def test_spells_compose_to_the_episodes_they_came_from():
    for child, rows in children().items():
        assert [row for care in decompose(rows) for row in compose(care)] == rows, child


def test_nobody_is_looked_after_before_birth_or_after_eighteen():
    rows = (
        episodes()
        .join(headers(), on="child")
        .with_columns(adult=pl.col("dob").dt.offset_by("18y") + pl.duration(days=1))
    )
    assert (rows["decom"] >= rows["dob"]).all()
    assert (rows["dec"].fill_null(TODAY) <= rows["adult"]).all()


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(
            ("care_episode", name)
            for name in ("rne", "ls", "cin", "place", "place_provider", "rec", "reason_place_change")
        ),
        ("child_details", "ethnic"),
        ("review", "review_code"),
        ("adm_decision", "reason_placed_ceased"),
        ("adoption", "sex_adoptr"),
        ("adoption", "ls_adoptr"),
        ("adoption", "nb_adoptr"),
        ("previous_permanence", "prev_perm"),
        ("missing_episode", "missing"),
        ("social_worker", "sw_reason"),
        ("care_leaver", "in_touch"),
        ("care_leaver", "activ"),
        ("care_leaver", "accom"),
        ("health_year", "sdq_reason"),
    ],
)
def test_every_code_is_in_its_set(table: str, column: str):
    used = set(northport().new[table][column].drop_nulls().unique())
    assert used <= set(codes.codes(column))
    assert len(used) >= 2


def test_exits_and_activities_are_coded_as_in_their_year():
    ended = episodes().filter(pl.col("dec").is_not_null()).select("rec", pl.col("dec")).unique()
    rec = codes.codes("rec")
    assert [row for row in ended.iter_rows() if not rec[row[0]].fits(collection_year(row[1]))] == []
    activ = codes.codes("activ")
    said = northport().new["care_leaver"].select("activ", "of_year").unique()
    assert [row for row in said.iter_rows() if not activ[row[0]].fits(row[1])] == []


def test_supported_accommodation_is_coded_by_its_day():
    """Its own code comes with 2024-25 and the older ones end with it; no P2 begins from October 2023."""
    coded = dt.date(2024, 4, 1)
    assert (episodes().filter(pl.col("place") == "K3")["decom"] >= coded).all()
    older = episodes().filter(pl.col("place").is_in(["H5", "P2"]))
    assert older.height >= 20
    assert (older["decom"] < coded).all()
    assert (older.filter(pl.col("place") == "P2")["decom"] < dt.date(2023, 10, 28)).all()
    assert (older["dec"].fill_null(TODAY) <= coded).all()


def test_placements_for_adoption_follow_decision_order_and_match():
    first = episodes().filter(pl.col("ls") == "E1").group_by("child").agg(order=pl.col("decom").min())
    decided = northport().new["adm_decision"].group_by("child").agg(decided=pl.col("date_placed").min())
    matched = northport().new["adoption"].select("child", "date_int", "date_match")
    placed = (
        episodes().filter(pl.col("place").is_in(codes.ADOPTIVE)).group_by("child").agg(placed=pl.col("decom").max())
    )
    rows = (
        placed.join(first, on="child", how="left")
        .join(decided, on="child", how="left")
        .join(matched, on="child", how="left")
    )
    assert rows.filter(pl.col("decided").is_null() | (pl.col("decided") > pl.col("placed"))).height == 0
    assert rows.filter(pl.col("decided") > pl.col("order")).height == 0
    there_still = episodes().group_by("child", maintain_order=True).last().filter(pl.col("place").is_in(codes.ADOPTIVE))
    assert there_still.height > 150
    assert rows.join(there_still, on="child", how="semi").filter(pl.col("date_match") > pl.col("placed")).height == 0
    assert rows.filter(pl.col("date_int") > pl.col("date_match")).height == 0
    under_order = episodes().filter(pl.col("place").is_in(["A5", "A6"]))
    assert set(under_order["ls"]) == {"E1"}
    assert set(episodes().filter(pl.col("ls") == "E1")["child"]) <= set(decided["child"])


def test_who_is_adopted_has_one_decision_that_stands_and_codes_that_agree():
    adopted = episodes().filter(pl.col("rec").is_in(codes.ADOPTED)).select("child", "place", "dec")
    rows = adopted.join(northport().new["adoption"], on="child", how="left")
    standing = northport().new["adm_decision"].filter(pl.col("date_placed_ceased").is_null())
    assert set(rows["place"]) <= set(codes.ADOPTIVE)
    assert ((rows["foster_care"] == "1") == rows["place"].is_in(codes.ADOPTIVE_SAME_CARER)).all()
    assert ((rows["nb_adoptr"] == "1") == (rows["ls_adoptr"] == "L0")).all()
    assert rows.join(standing, left_on=["child", "date_int"], right_on=["child", "date_placed"], how="anti").height == 0


def test_temporary_moves_end_where_they_began_and_are_short():
    back = followed().filter(pl.col("place").is_in(codes.TEMPORARY))
    assert back.height > 300
    assert (back["before_rec"] == "X1").all()
    assert back["place_provider"].null_count() == back.height
    days = (back["dec"].fill_null(TODAY) - back["decom"]).dt.total_days()
    limits = back["place"].replace_strict({"T1": 42, "T3": 21, "T4": 7}, return_dtype=pl.Int64)
    assert (days <= limits).all()


def test_parents_and_short_breaks_are_reported_as_the_guide_says():
    assert set(episodes().filter(pl.col("place") == "P1")["ls"]) <= {"C1", "C2"}
    assert set(episodes().filter(pl.col("place") == "P1")["place_provider"]) == {"PR0"}
    assert (episodes().filter(pl.col("place_provider") == "PR0")["place"] == "P1").all()
    breaks = episodes().filter(pl.col("ls").is_in(codes.SHORT_BREAKS))
    assert breaks["home_post"].null_count() == breaks["pl_post"].null_count() == breaks.height
    single = breaks.filter(pl.col("ls") == "V3")
    assert ((single["dec"].fill_null(TODAY) - single["decom"]).dt.total_days() <= 17).all()
    year = single.group_by("child", pl.col("decom").dt.offset_by("-3mo").dt.year()).agg(
        days=(pl.col("dec").fill_null(TODAY) - pl.col("decom")).dt.total_days().sum()
    )
    assert year["days"].max() <= 75


def test_emergency_protection_keeps_within_its_limits():
    for status, limit in (("L1", 3), ("L2", 21)):
        rows = episodes().filter(pl.col("ls") == status)
        assert rows.height > 20
        assert ((rows["dec"].fill_null(TODAY) - rows["decom"]).dt.total_days() <= limit).all()


@pytest.mark.parametrize(
    ("table", "start", "end"),
    [
        ("review", "review", "review"),
        ("missing_episode", "mis_start", "mis_end"),
        ("social_worker", "sw_decom", "sw_dec"),
    ],
)
def test_what_happens_beside_care_lies_within_a_period_of_care(table: str, start: str, end: str):
    opens = pl.when((pl.col("before_rec") == "X1").fill_null(False)).then(0).otherwise(1)
    periods = (
        followed()
        .with_columns(period=opens.cum_sum().over("child"))
        .group_by("child", "period")
        .agg(begun=pl.col("decom").min(), ended=pl.col("dec").last(), last=pl.col("rec").last())
    )
    rows = northport().new[table].join(periods, on="child")
    inside = rows.filter(
        (pl.col(start) >= pl.col("begun")) & (pl.col(end).fill_null(pl.col(start)) <= pl.col("ended").fill_null(TODAY))
    )
    assert inside.select("child", start).unique().height == northport().new[table].height


def test_a_child_in_care_has_a_social_worker_today_and_nobody_else_does():
    open_now = northport().new["social_worker"].filter(pl.col("sw_dec").is_null())
    in_care = episodes().filter(pl.col("dec").is_null() & ~pl.col("ls").is_in(codes.SHORT_BREAKS))
    assert sorted(open_now["child"]) == sorted(in_care["child"])
    since = northport().new["social_worker"].filter(pl.col("sw_decom") >= dt.date(2023, 4, 1))
    assert since["sw_reason"].null_count() == 0


def test_yearly_records_are_of_children_of_their_age():
    health = with_born("health_year").with_columns(
        age=(pl.date(pl.col("of_year"), 3, 31) - pl.col("dob")).dt.total_days() / 365.25
    )
    scored = health.filter(pl.col("sdq_score").is_not_null())
    assert scored["age"].is_between(4, 17.01).all()
    assert scored["sdq_score"].cast(pl.Int64).is_between(0, 40).all()
    assert (health.filter(pl.col("convicted").is_not_null())["age"] >= 9.99).all()
    leavers = with_born("care_leaver").with_columns(birthday=pl.col("of_year") - pl.col("dob").dt.year())
    assert leavers["birthday"].is_between(17, 26).all()


def test_under_fours_do_not_speak_at_their_reviews():
    reviews = with_born("review").with_columns(fourth=pl.col("dob").dt.offset_by("4y"))
    assert ((reviews["review_code"] == "PN0") == (reviews["review"] < reviews["fourth"])).mean() > 0.999


def test_previous_permanence_is_asked_of_everybody_who_came_since_april_2016():
    starters = episodes().filter(
        (pl.col("rne") == "S") & (pl.col("decom") >= dt.date(2016, 4, 1)) & ~pl.col("ls").is_in(codes.SHORT_BREAKS)
    )
    asked = northport().new["previous_permanence"]
    assert set(starters["child"]) <= set(asked["child"])
    assert (asked["prev_perm"] == "Z1").sum() == asked["date_perm"].null_count()
    assert set(asked["prev_perm"]) == {"Z1", "P1", "P2", "P3"}


def test_deprivations_of_liberty_are_in_placements_outside_the_registers_or_in_homes():
    orders = northport().new["deprivation_order"]
    rows = orders.join(episodes().filter(pl.col("place").is_in(["Z12", "Z13", *HOMES])), on="child")
    inside = rows.filter((pl.col("dolo_start") >= pl.col("decom")) & (pl.col("dolo_end").eq_missing(pl.col("dec"))))
    assert inside.height == orders.height > 0
    assert set(inside["place"]) & set(HOMES)
    assert (orders["dolo_end"].fill_null(TODAY) >= dt.date(2026, 4, 1)).all()


def test_placement_orders_are_made_only_since_they_exist():
    assert (episodes().filter(pl.col("ls") == "E1")["decom"] >= dt.date(2005, 12, 30)).all()
