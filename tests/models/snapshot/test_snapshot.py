"""What was so on a day: rows begun by then, later endings blank together with what they bring along."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from models.rules.drift import flags
from models.rules.journeys import journeys
from models.rules.reviews import review_dues
from models.snapshot import DATED_CELLS, SPELLS, Facts, Snapshot
from models.tables import TABLES
from tests.support.facts import day, episodes, facts, schema, snapshot, table

WITH_ENDS = [
    ("care_episode", "decom | dec | rec | reason_place_change", ["dec", "rec", "reason_place_change"], " | E8 | CARPL"),
    (
        "adm_decision",
        "date_placed | date_placed_ceased | reason_placed_ceased",
        ["date_placed_ceased", "reason_placed_ceased"],
        " | RD1",
    ),
    ("missing_episode", "mis_start | mis_end", ["mis_end"], ""),
    ("social_worker", "sw_decom | sw_dec", ["sw_dec"], ""),
    ("deprivation_order", "dolo_start | dolo_end", ["dolo_end"], ""),
]


@pytest.mark.parametrize(("table", "head", "blank", "with_it"), WITH_ENDS, ids=[case[0] for case in WITH_ENDS])
def test_a_later_end_is_blank_with_its_companions(table: str, head: str, blank: list[str], with_it: str):
    drawing = f"{head}\n2020-01-01 | 2020-06-01{with_it}"
    for on, known in (("2020-05-31", False), ("2020-06-01", True)):
        (row,) = snapshot(on, **{table: drawing})[table].to_dicts()
        assert [row[name] is not None for name in blank] == [known] * len(blank)
    assert snapshot("2019-12-31", **{table: drawing})[table].is_empty()


def test_an_unaccompanied_child_is_one_until_the_day_it_ceased():
    uasc = "child | sex | duc\n1 | M | 2021-01-01"
    assert [snapshot(on, uasc=uasc)["uasc"]["duc"][0] for on in ("2020-12-31", "2021-01-01")] == [
        None,
        day("2021-01-01"),
    ]


def test_a_match_is_a_fact_of_its_own_day():
    adoption = "date_int | date_match | foster_care\n2020-01-01 | 2020-06-01 | 1"
    (row,) = snapshot("2020-05-31", adoption=adoption)["adoption"].to_dicts()
    assert (row["date_int"], row["date_match"], row["foster_care"]) == (day("2020-01-01"), None, "1")


def test_undated_facts_are_always_there():
    assert len(snapshot("1990-01-01", child_details="dob\n2015-01-01")["child_details"]) == 1


def test_every_table_says_how_it_lies_in_time_in_columns_it_has():
    assert set(SPELLS) == set(TABLES)
    for name, spells in SPELLS.items():
        named = [spells.begins, spells.ends, *spells.companions, *DATED_CELLS.get(name, ())]
        assert {column for column in named if column} <= set(schema(name))


def test_what_is_derived_is_worked_out_once():
    snap, asked = snapshot("2020-01-01", child_details="dob\n2015-01-01"), []

    def count(of: Snapshot | Facts) -> int:
        asked.append(of)
        return len(of["child_details"])

    assert [snap.once(count), snap.once(count), snap.facts.once(count), snap.facts.once(count)] == [1] * 4
    assert asked == [snap, snap.facts]
    assert snap.on(day("2021-01-01")).once(count) == 1
    assert len(asked) == 3


def test_taking_some_children_leaves_the_others_out():
    snap = snapshot("2021-01-01", episodes("child | decom\n1 | 2020-01-01\n2 | 2020-02-01\n3 | 2020-03-01"))
    taken = snap.take(["3", "1", "9"])
    assert taken["care_episode"]["child"].to_list() == ["1", "3"]
    assert (taken.as_at, taken.facts.number, taken.known_on) == (snap.as_at, 1, None)


def test_patched_facts_have_the_new_rows_of_some_children_and_keep_the_rest():
    old = facts(episodes("child | decom\n1 | 2020-01-01\n2 | 2020-02-01"), child_details="child | dob\n1 | 2015-01-01")
    assert len(old["care_episode"]) == 2
    frame = episodes("child | decom\n2 | 2020-02-05\n2 | 2020-03-01")
    fresh = Facts(lambda table: frame if table == "care_episode" else pl.DataFrame(schema=schema(table)), number=7)
    patched = old.patched(["2"], fresh)
    assert patched["care_episode"].select("child", "decom").rows() == [
        ("1", dt.date(2020, 1, 1)),
        ("2", dt.date(2020, 2, 5)),
        ("2", dt.date(2020, 3, 1)),
    ]
    assert patched.number == 7
    assert patched["review"].is_empty()


def test_facts_can_be_patched_while_another_table_is_asked_for() -> None:
    known = facts(episodes("child | decom\n1 | 2020-01-01\n2 | 2020-02-01"), review="child | review\n1 | 2020-03-01")
    assert len(known["care_episode"]) == 2
    changed = facts(episodes("child | decom\n2 | 2020-02-11"))

    def asked_meanwhile(table: str) -> pl.DataFrame:
        assert len(known["review"]) == 1
        return changed[table]

    patched = known.patched(["2"], Facts(asked_meanwhile, number=2))
    assert patched["care_episode"]["decom"].to_list() == [day("2020-01-01"), day("2020-02-11")]
    assert patched["review"]["review"].to_list() == [day("2020-03-01")]


def test_of_a_table_nobody_read_only_the_columns_asked_for_are_read():
    whole = episodes("child | decom | ls\n1 | 2020-01-01 | C1\n2 | 2020-02-01 | C2")
    read: list[object] = []

    def load(_table: str) -> pl.DataFrame:
        read.append("all")
        return whole

    def some(_table: str, columns: tuple[str, ...], _kinds: tuple[str, ...]) -> pl.DataFrame:
        read.append(columns)
        return whole.select(columns)

    known = Facts(load, some=some)
    assert known.only("care_episode", "ls").rows() == [("C1",), ("C2",)]
    assert known.take(["2"]).only("care_episode", "ls").rows() == [("C2",)]
    assert known.patched(["1"], Facts(lambda _table: whole.clear())).only("care_episode", "ls").rows() == [("C2",)]
    assert read == [("child", "decom", "ls")]
    assert len(known["care_episode"]) == len(known.only("care_episode", "ls", "place")) == 2
    assert read == [("child", "decom", "ls"), "all"]


def test_a_snapshot_says_what_it_was_known_on():
    known = dt.datetime(2022, 1, 1, tzinfo=dt.UTC)
    assert (
        Snapshot(Facts(lambda table: pl.DataFrame(schema=schema(table)), known_on=known), day("2021-01-01")).known_on
        == known
    )


def test_what_is_worked_out_of_everybody_later_is_not_mixed_with_what_some_children_have_already():
    known = facts(episodes("child | decom\n1 | 2020-01-01\n2 | 2021-01-01"))
    everybody, on = Snapshot(known, day("2022-01-01")), day("2022-01-01")
    one = Snapshot(known.take(["2"]), on).draw_on(everybody, ["2"])
    one.facts.once(review_dues)
    everybody.once(journeys)
    assert flags(one).equals(flags(Snapshot(known.take(["2"]), on)))
    assert not flags(one).is_empty()


def test_what_is_read_ahead_is_read_once_however_little_of_it_is_asked_for_then():
    whole = episodes("child | decom | ls\n1 | 2020-01-01 | C1\n2 | 2020-02-01 | C2")
    read: list[object] = []

    def some(_table: str, columns: tuple[str, ...], _kinds: tuple[str, ...]) -> pl.DataFrame:
        read.append(columns)
        return whole.select(columns)

    def load(_table: str) -> pl.DataFrame:
        read.append("all")
        return whole

    known = Facts(load, some=some)
    for _time in range(2):
        known.read_ahead([("care_episode", ("ls", "rec"), ()), ("review", (), ())])
    assert known.only("care_episode", "ls").rows() == [("C1",), ("C2",)]
    assert len(known.only("review", "row_id")) == len(known["review"]) == 2
    assert sorted(map(str, read)) == sorted(map(str, [("child", "decom", "ls", "rec"), "all"]))
    known.only("care_episode", "place")
    assert len(read) == 3


def test_of_what_is_known_of_every_kind_some_kinds_are_not_read_again():
    whole = table("milestone", "child | kind | plan | day\n1 | FGC | 0 | 2020-01-01\n1 | LBP | 0 | 2020-02-01")
    read: list[object] = []

    def some(_table: str, columns: tuple[str, ...], kinds: tuple[str, ...]) -> pl.DataFrame:
        read.append(kinds)
        return whole.filter(pl.col("kind").is_in(kinds or ["FGC", "LBP"])).select(columns)

    known = Facts(lambda _table: whole, some=some)
    assert known.only("milestone", "day", kinds=("LBP",)).height == 1
    assert known.only("milestone", "kind", "day").height == 2
    assert known.only("milestone", "day", kinds=("FGC",)).rows() == [(dt.date(2020, 1, 1),)]
    assert read == [("LBP",), ()]
