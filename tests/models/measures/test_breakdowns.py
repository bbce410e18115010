"""Any figure by its children's characteristics, held against a slow reading of each child."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import polars as pl
import pytest

from models.measures import MEASURES, Period, Tally, evaluate
from models.measures.breakdowns import CHARACTERISTICS, OVERLAP, Breakdown, breakdowns, wanted
from models.snapshot import Facts, Snapshot
from tests.support.facts import episodes, facts, snapshot
from tests.support.sampled import authority

DAYS = [dt.date(2024, 2, 29), dt.date(2025, 11, 5)]
ETHNIC = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "C": "Other", "O": "Other"}
CARE = """
    child | decom      | rne | ls | place | dec        | rec | cin
    a     | 2020-05-01 | S   | E1 | A6    | 2021-06-01 | E11 | N2
    b     | 2020-05-01 | S   | E1 | A6    | 2021-08-01 | E11 | N1
    c     | 2020-05-01 | S   | C2 | U6    |            |     | N1
    d     | 2020-05-01 | S   | C2 | U6    |            |     | -
"""
PEOPLE = """
    child | dob        | sex | ethnic
    a     | 2020-03-31 | F   | WBRI
    b     | 2020-04-01 | M   | CHNE
    c     | 2004-02-29 | F   | NOBT
    d     |            | U   | XXXX
"""
KIN = "child | family | since\na | F1 | 2020-06-01\nb | F1 | 2020-06-01\nc | F2 | 2022-06-01"


def on(day: str) -> tuple[Snapshot, dict[str, Tally]]:
    drawn = snapshot(day, episodes(CARE), child_details=PEOPLE, sibling_group=KIN)
    return drawn, evaluate(drawn, Period.year_to(drawn.as_at))


def said(found: tuple[Breakdown, ...]) -> dict[str, dict[str, object]]:
    return {each.characteristic.code: {part.words: part.tally.value for part in each.parts} for each in found}


def test_a_count_is_told_apart_by_every_characteristic() -> None:
    drawn, tallies = on("2021-03-31")
    assert said(breakdowns(drawn, tallies)["M01"]) == {
        "age": {"Under 1": 1, "1 to 4": 1, "16 and 17": 1, "Birth date not known": 1},
        "sex": {"Girls": 2, "Boys": 1, "Sex not known": 1},
        "ethnicity": {"White": 1, "Other": 1, "Refused, not yet obtained or not known": 2},
        "siblings": {"Group of 2 (1 group)": 2, "No group recorded": 2},
        "disability": {"Disability": 1, "Another category of need": 2, "Category of need not known": 1},
    }


def test_a_mean_and_a_share_have_the_same_figure_of_each_parts_children() -> None:
    drawn, tallies = on("2022-03-31")
    found = breakdowns(drawn, tallies, ["disability"])
    by_title = {part.title: part.tally for part in found["T11b"][0].parts}
    assert (by_title["Disability"].value, by_title["Disability"].n) == (396, 1)
    assert list(by_title["Another category of need"].children) == ["b"]
    assert by_title["Another category of need"].quartiles == (457, 457)
    shares = {part.title: part.tally for part in found["ST1"][0].parts}
    assert {title: (tally.value, tally.n) for title, tally in shares.items()} == {"Category of need not known": (0, 1)}


def test_of_what_is_no_count_of_rows_the_children_behind_it_are_told() -> None:
    drawn, _ = on("2022-03-31")
    gone = Tally("difference", pl.Series("child", ["c", "d"]), given=-7)
    parts = breakdowns(drawn, {"M06": gone}, ["sex"])["M06"][0].parts
    assert [(part.title, part.tally.value, part.tally.unit) for part in parts] == [
        ("Girls", 1, "children"),
        ("Sex not known", 1, "children"),
    ]


def test_the_words_say_that_characteristics_overlap() -> None:
    drawn, tallies = on("2021-03-31")
    age = breakdowns(drawn, tallies, ["age"])["M01"][0].as_json()
    assert age["note"] == f"On 31 Mar 2021. In whole years. {OVERLAP}"
    assert age["parts"][0] == {
        "title": "Under 1",
        "unit": "children",
        "value": 1,
        "n": 1,
        "children": ["b"],
        "no_date_children": [],
    }


def test_nobody_has_no_parts() -> None:
    empty = Snapshot(facts(), DAYS[0])
    tallies = evaluate(empty, Period.year_to(DAYS[0]))
    assert {part for found in breakdowns(empty, tallies).values() for each in found for part in each.parts} == set()
    assert breakdowns(empty, {}) == {}


def test_what_is_asked_for_by_name() -> None:
    assert wanted("all") == tuple(CHARACTERISTICS)
    assert wanted("sex, age,sex") == ("sex", "age")
    with pytest.raises(ValueError, match="by hair; by age, sex, ethnicity, siblings, disability, or all"):
        wanted("hair")
    with pytest.raises(ValueError, match="nothing is named"):
        wanted(" ,")


def slowly(known: Facts, day: dt.date) -> dict[str, dict[str, str]]:
    """Each child's part of every characteristic, child by child."""
    needs = {
        row["child"]: row["cin"]
        for row in known["care_episode"].sort("child", "decom").iter_rows(named=True)
        if row["decom"] <= day
    }
    kin: dict[str, str] = {}
    for row in known["sibling_group"].iter_rows(named=True):
        if row["since"] <= day and (row["ends"] is None or row["ends"] > day):
            kin[row["child"]] = row["family"]
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in known["child_details"].iter_rows(named=True):
        child, born = row["child"], row["dob"]
        age = None if born is None else day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        bands = [(18, "18 or over"), (16, "16 and 17"), (10, "10 to 15"), (5, "5 to 9"), (1, "1 to 4")]
        found["age"][child] = (
            "Birth date not known" if age is None else next((title for at, title in bands if age >= at), "Under 1")
        )
        found["sex"][child] = {"F": "Girls", "M": "Boys"}.get(row["sex"], "Sex not known")
        unknown = row["ethnic"] in (None, "REFU", "NOBT")
        found["ethnicity"][child] = "Refused, not yet obtained or not known" if unknown else ETHNIC[row["ethnic"][0]]
        size = sum(kin.get(child) == family for family in kin.values())
        found["siblings"][child] = (
            "No group recorded" if size < 2 else "Group of 4 or more" if size > 3 else f"Group of {size}"
        )
        need = needs.get(child)
        found["disability"][child] = (
            "Category of need not known"
            if need is None
            else "Disability"
            if need == "N2"
            else "Another category of need"
        )
    return found


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_figure_agrees_with_a_slow_reading_child_by_child(day: dt.date) -> None:
    known = authority(240)
    whole = Snapshot(known, day)
    tallies = evaluate(whole, Period.year_to(day))
    traits = slowly(known, day)
    for code, found in breakdowns(whole, tallies).items():
        tally = tallies[code]
        for each in found:
            of = traits[each.characteristic.code]
            rows: dict[str, list[list[object]]] = defaultdict(lambda: [[], [], []])
            for at, child in enumerate(tally.children):
                rows[of[child]][0].append(child if tally.days is None or tally.given is not None else tally.days[at])
            for child in () if tally.base is None or tally.given is not None else tally.base:
                rows[of[child]][1].append(child)
            for child in tally.no_date:
                rows[of[child]][2].append(child)
            told = {
                part.title: [
                    list(part.tally.children if part.tally.days is None else part.tally.days),
                    [] if part.tally.base is None else list(part.tally.base),
                    list(part.tally.no_date),
                ]
                for part in each.parts
            }
            if tally.given is not None:
                told = {title: [lists[0], [], lists[2]] for title, lists in told.items()}
            assert told == {title: lists for title, lists in rows.items() if any(lists)}, MEASURES[code].title
            order = [title for title in each.characteristic.parts if title in told]
            assert order == list(told)
