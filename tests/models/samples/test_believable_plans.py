"""The plans and steps of the demonstration are in the shares of a real authority, what goes wrong included."""

from __future__ import annotations

import functools

import polars as pl
import pytest

from models import codes
from models.rules.connected import connected
from models.rules.court import proceedings
from models.rules.drift import flags
from models.rules.gateway import gateway
from models.rules.home import at_home
from models.rules.journeys import journeys
from models.rules.life_story import life_story
from models.rules.people import families, workers
from models.rules.plans import plans
from models.rules.school import schooling
from models.snapshot import Snapshot
from tests.support.northport import MARCHES, TODAY, northport, northport_facts

col = pl.col


@functools.cache
def now() -> Snapshot:
    return Snapshot(northport_facts(), TODAY)


@functools.cache
def in_care() -> pl.DataFrame:
    """Children in care today, short breaks aside, beside their plans."""
    rows = now().once(journeys).filter(col("in_care") & ~col("ls").is_in(codes.SHORT_BREAKS))
    return rows.join(now().once(plans), on="child", how="left")


def share(rows: pl.DataFrame, when: pl.Expr) -> float:
    return float(rows.select(when.fill_null(False).mean()).item())


def test_most_who_are_in_care_for_half_a_year_have_a_plan_and_a_few_have_none():
    long = in_care().filter(col("begins") < pl.lit(TODAY).dt.offset_by("-26w"))
    assert 0.02 <= share(long, col("primary").is_null()) <= 0.09
    assert len(set(long["primary"].drop_nulls())) >= 7


@pytest.mark.parametrize("day", MARCHES, ids=str)
def test_plans_were_on_record_in_earlier_years_too(day):
    rows = Snapshot(northport_facts(), day).once(journeys).filter("in_care")
    rows = rows.join(Snapshot(northport_facts(), day).once(plans), on="child", how="left")
    assert 0.7 <= share(rows, col("primary").is_not_null()) <= 0.95


def test_plans_are_agreed_about_the_second_review():
    second = northport().new["review"].group_by("child").agg(second=col("review").sort().get(1, null_on_oob=True))
    rows = in_care().filter(col("period") == 0).join(second, on="child")
    rows = rows.filter(col("begins") > pl.date(2022, 1, 1), col("primary_plan") == 1)
    late = (col("plan_date") - col("second")).dt.total_days()
    assert rows.height >= 100
    assert 0.5 <= share(rows, late.is_between(-60, 21)) <= 0.97


def test_two_in_three_under_fives_in_proceedings_have_a_contingency():
    young = in_care().filter((col("ls") == "C1") & (col("age") < 5) & col("primary").is_not_null())
    assert young.height >= 20
    assert 0.55 <= share(young, col("parallel")) <= 0.9
    rest = in_care().filter((col("ls") != "C1") & col("primary").is_not_null())
    assert 0.05 <= share(rest, col("parallel")) <= 0.45


def test_whoever_has_a_plan_has_a_primary_one():
    assert now().once(plans).filter(col("primary").is_null()).is_empty()


def test_every_decision_for_adoption_that_stands_has_its_plan():
    standing = in_care().filter(col("adm").is_not_null() & col("adm_ceased").is_null())
    assert standing.height >= 30
    assert (standing["primary"] == "ADOPTION").all()


def test_plans_that_fail_are_followed_by_others():
    made = northport().new["plan"]
    failed = made.filter((col("pathway") == "ADOPTION") & ~col("why_ended").is_in(["DONE", "MISTAKE"]))
    later = northport().new["primary_plan"].join(failed.select("child", "ends"), on="child")
    assert failed.height >= 15
    assert later.filter(col("since") >= col("ends"))["child"].n_unique() >= 15
    aunts = made.filter((col("pathway") == "SGO") & (col("why_ended") == "DONE")).join(failed, on="child", how="semi")
    assert aunts.height >= 1


def test_proceedings_are_open_for_those_under_interim_orders():
    found = now().once(proceedings)
    open_ = found.filter("open").join(in_care().select("child", "ls"), on="child", how="left")
    assert 60 <= open_.height <= 140
    assert set(open_["ls"]) == {"C1"}
    assert 0.1 <= share(open_, col("week") > 26) <= 0.5
    assert 0.05 <= share(open_, col("next_hearing").is_null()) <= 0.35
    assert 0 < open_["over"].count() <= 18


def test_a_third_of_proceedings_end_within_26_weeks_and_the_mean_is_about_40():
    ended = now().once(proceedings).filter(~col("open"))
    days = (col("ends") - col("issued")).dt.total_days()
    assert 0.27 <= share(ended, days <= 181) <= 0.42
    assert 36 <= ended.select(days.mean()).item() / 7 <= 43


def test_cases_past_the_limit_were_extended_and_end_in_many_orders():
    ended = now().once(proceedings).filter(~col("open"))
    late = ended.filter(col("week") > 26)
    assert ended.height >= 500
    assert 0.8 <= share(late, col("extended") > 0) <= 0.99
    assert {"CO", "CO-PO", "SGO", "SGO-SO", "CAO", "SO", "NONE"} <= set(ended["order_made"])


def test_the_gateway_knows_children_who_are_not_in_care_and_some_not_born():
    found = now().once(gateway)
    only = found.join(northport().new["care_episode"], on="child", how="anti")
    assert 100 <= only.height <= 160
    assert 10 <= found["open"].sum() <= 60
    assert {"STEP-DOWN", "ISSUE"} <= set(found["outcome"])
    born = northport().new["child_details"].select("child", "dob")
    early = northport().new["pre_proceedings"].join(born, on="child")
    assert early.filter(col("begins") < col("dob")).height >= 10


def test_some_connected_carers_are_past_sixteen_weeks_and_few_past_twenty_four():
    found = now().once(connected).filter("temporary")
    assert found.height >= 10
    assert 1 <= found.filter(col("day_number") > 112).height <= found.height * 0.5
    assert found.filter(col("day_number") > 168).height <= 5
    approved = northport().new["milestone"].filter(col("kind") == "CC-APPROVED").select("child", "day")
    begun = northport().new["milestone"].filter(col("kind") == "REG24").select("child", begun="day")
    days = approved.join(begun, on="child").with_columns(days=(col("day") - col("begun")).dt.total_days())
    first = days.filter(col("days") >= 0).group_by("child", "day").agg(col("days").min())
    assert 0.6 <= share(first, col("days") <= 112) <= 0.9


def test_visits_at_home_are_made_and_a_few_are_overdue():
    rows = now().once(at_home)
    assert rows.height >= 15
    assert 0 <= share(rows, col("visit_due") < TODAY) <= 0.25
    assert 0.05 <= share(rows, col("DISCHARGE_planned").is_not_null()) <= 0.7


def test_letters_follow_the_celebration_within_ten_working_days_for_most():
    steps = northport().new["milestone"]
    held = steps.filter(col("kind") == "CELEBRATION").select("child", held="day")
    given = steps.filter(col("kind") == "LS-LETTER").select("child", given="day")
    days = held.join(given, on="child").select(days=(col("given") - col("held")).dt.total_days())
    assert days.height >= 60
    assert 0.7 <= share(days, col("days") <= 15) <= 0.95
    assert 3 <= now().once(life_story).filter(col("letter_due") < TODAY).height <= 30


def test_nine_in_ten_go_to_school_full_time_with_a_plan_for_their_education():
    rows = now().once(schooling)
    assert rows.height >= 250
    assert 0.04 <= share(rows, col("short")) <= 0.16
    assert 0.7 <= share(rows, col("pep_this_term")) <= 0.97
    assert share(rows, col("begins").is_null()) <= 0.06
    assert 880 <= rows["attendance"].mean() <= 980
    assert 5 <= rows.filter(col("spells") > 0).height <= 60


def test_everybody_has_a_team_and_brothers_and_sisters_know_of_each_other():
    rows = in_care().select("child").join(now().once(workers), on="child", how="left")
    assert share(rows, col("team").is_null()) <= 0.01
    assert share(rows, col("iro").is_null()) <= 0.03
    groups = now().once(families)
    assert groups.filter(col("siblings") > 0).height >= 150


def test_most_kinds_of_drift_are_there_and_none_swamps_the_rest():
    found = now().once(flags)
    counted = dict(found.group_by("rule").len().iter_rows())
    assert len(counted) >= 14
    assert 1 <= counted["DRIFT-6"] <= 8
    assert max(counted.values()) <= in_care().height * 0.3
    drifting = found["child"].n_unique() / in_care().height
    assert 0.25 <= drifting <= 0.65
    assert found["answered"].sum() >= 1


def test_a_few_dates_are_only_known_to_the_month():
    for table in ("milestone", "plan"):
        rough = northport().new[table].filter(col("precision") == "MONTH")
        assert 1 <= rough.height <= northport().new[table].height * 0.02
