"""Every figure agrees with a second, plain reading: on the demonstration authority, and on strange histories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from models import samples
from models.measures import MEASURES, Period, Tally, evaluate
from models.snapshot import Facts, Snapshot, as_at
from models.tables import TABLES
from tests.support.answers import Answer, answers, themes
from tests.support.crowd import Crowd

TODAY = dt.date(2026, 3, 31)


def empty(table: str) -> pl.DataFrame:
    kinds = {"date": pl.Date, "int": pl.Int64}
    fields = TABLES[table].model_fields
    return pl.DataFrame(
        schema={
            name: next((kind for word, kind in kinds.items() if word in str(field.annotation)), pl.String)
            for name, field in fields.items()
            if name not in ("fact_id", "superseded_by", "ended", "digest", "year", "older", "imported_as")
        }
    )


def as_facts(frames: dict[str, pl.DataFrame]) -> Facts:
    def load(table: str) -> pl.DataFrame:
        bare = empty(table)
        frame = frames.get(table, bare)
        whole = frame.with_columns(
            pl.lit(None, dtype=bare.schema[name]).alias(name) for name in bare.columns if name not in frame.columns
        )
        return whole.select(bare.columns).sort("child", *TABLES[table].KEY[1:])

    return Facts(load)


def said(tally: Tally, asked: Iterable[str]) -> Answer:
    """What a tally says of what a second reading answers."""
    days = () if tally.days is None else zip(tally.children.to_list(), tally.days.to_list(), strict=True)
    base = [] if tally.base is None else tally.base.to_list()
    whole = {
        "value": tally.value,
        "children": sorted(tally.children.to_list()),
        "days": sorted(days),
        "base": sorted(base),
        "no_date": sorted(tally.no_date.to_list()),
        "groups": sorted(sorted(group.children.to_list()) for group in tally.groups if len(group.children)),
        "parts": [sorted(part.children.to_list()) for part in tally.parts],
        "flagged": sorted(tally.flagged.to_list()),
        "apart": {group.code: sorted(group.children.to_list()) for group in tally.apart()},
        "so far": sorted(days for group in tally.apart() if group.days is not None for days in group.days.to_list()),
    }
    return {key: whole[key] for key in asked}


EVERYTHING = ("value", "children", "days", "base", "no_date", "groups", "flagged", "apart", "so far")


def disagreements(facts: Facts, day: dt.date, first: dt.date) -> dict[str, tuple[Answer, Answer]]:
    """What the measures say and what the second reading says, where they differ."""
    period, snapshot = Period(first, day), Snapshot(facts, day)
    expected = answers(facts, day, first)
    assert set(expected) == set(MEASURES)
    found = {code: said(MEASURES[code].tally(snapshot, period), answer) for code, answer in expected.items()}
    return {code: (found[code], answer) for code, answer in expected.items() if found[code] != answer}


@pytest.fixture(scope="module")
def northport() -> Facts:
    return as_facts(dict(samples.authority(400, seed=7, today=TODAY).new))


@pytest.mark.parametrize("year", [2018, 2023, 2026])
def test_the_demonstration_is_read_the_same_twice(northport: Facts, year: int) -> None:
    assert disagreements(northport, dt.date(year, 3, 31), dt.date(year - 1, 4, 1)) == {}


@pytest.fixture(scope="module")
def crowd() -> Facts:
    rows = Crowd(300, seed=1).rows
    return as_facts({table: pl.DataFrame(found, schema=empty(table).schema) for table, found in rows.items()})


@pytest.mark.parametrize("day", [dt.date(2021, 9, 30), dt.date(2022, 12, 31), dt.date(2024, 4, 5)], ids=str)
def test_a_crowd_of_strange_records_is_read_the_same_twice(crowd: Facts, day: dt.date) -> None:
    assert disagreements(crowd, day, Period.year_to(day).first) == {}


START, LAST = dt.date(2022, 1, 1), dt.date(2027, 1, 1)
LS = st.sampled_from(["C1", "C2", "C2", "E1", "E1", "E1", "V2", "V3", None])
PLACES = st.sampled_from(["U6", "U5", "U2", "U3", "A6", "A5", "A3", "P1", "P1", "K2", "T1", "T3", "U4", None])
ETHNIC, NEED = st.sampled_from(["WBRI", "MWBC", "NOBT", None]), st.sampled_from(["N1", "N2", None])
PROVIDERS = st.sampled_from(["PR1", "PR4", None])
BORN = st.dates(dt.date(2005, 2, 27), START) | st.sampled_from(
    [dt.date(2008, 2, 29), dt.date(2006, 6, 1), dt.date(2008, 9, 1), None]
)
WORKERS = ["SW1", "SW2", "SW3", None]
ENDINGS = [None, "E11", "E12", "E45", "E46", "E4A", "E8", "E99", "X1"]
TEXT, DAY = pl.String, pl.Date
COLUMNS: dict[str, dict[str, type[pl.DataType]]] = {
    "care_episode": {
        "child": TEXT, "decom": DAY, "rne": TEXT, "ls": TEXT, "place": TEXT, "place_provider": TEXT, "dec": DAY,
        "rec": TEXT, "cin": TEXT,
    },
    "child_details": {"child": TEXT, "dob": DAY, "ethnic": TEXT},
    "adoption": {"child": TEXT, "date_match": DAY, "foster_care": TEXT},
    "milestone": {"child": TEXT, "kind": TEXT, "plan": pl.Int64, "day": DAY},
    "adm_decision": {"child": TEXT, "date_placed": DAY, "date_placed_ceased": DAY, "reason_placed_ceased": TEXT},
    "review": {"child": TEXT, "review": DAY, "review_code": TEXT},
    "social_worker": {"child": TEXT, "sw_decom": DAY, "sw_id": TEXT, "sw_dec": DAY, "sw_reason": TEXT},
}  # fmt: skip


@st.composite
def episodes(draw: st.DrawFn, child: str) -> list[tuple[object, ...]]:
    """Sound and broken chains: gaps, overlaps, first rows of every kind, blank cells, dates close together."""
    day = START + dt.timedelta(days=draw(st.integers(0, 40)))
    rows: list[tuple[object, ...]] = []
    count = draw(st.integers(1, 9))
    for number in range(count):
        rne = draw(st.sampled_from("SSLPTBU" if number == 0 else "LPPTBUS"))
        length = draw(st.integers(1, 30) | st.integers(1, 500))
        ending = draw(st.sampled_from(ENDINGS if number == count - 1 else ["X1"] * 12 + ["E4A", "E11", "", None]))
        end = None if ending is None else day + dt.timedelta(days=length)
        rows.append((child, day, rne, draw(LS), draw(PLACES), draw(PROVIDERS), end, ending or None, draw(NEED)))
        late = [0] * 12 + [9, -1] if ending in ("X1", "", None) else [0, 9, 9]
        day += dt.timedelta(days=max(1, length + draw(st.sampled_from(late))))
    return rows


@st.composite
def round_trip(draw: st.DrawFn, child: str) -> list[tuple[object, ...]]:
    """A child adopted after a temporary move, or after the carers became the adopters."""
    first, carer = draw(st.sampled_from("SPLB")), draw(st.sampled_from(["U5", "U6", "U2"]))
    steps = [(first, "C2", carer, "PR1"), ("L", "E1", carer, "PR1")]
    steps += draw(st.sampled_from([[], [("P", "E1", "T1", None), ("P", "E1", carer, draw(PROVIDERS))]]))
    steps += [(draw(st.sampled_from("TUP")), "E1", draw(st.sampled_from(["A5", "A6", "A3"])), "PR1")]
    steps += draw(st.sampled_from([[], [("P", "E1", "T3", None), ("P", "E1", steps[-1][2], "PR1")]]))
    steps = steps[draw(st.integers(0, len(steps) - 1)) :] if draw(st.booleans()) else steps
    rows: list[tuple[object, ...]] = []
    day = START + dt.timedelta(days=draw(st.integers(0, 200)))
    for number, step in enumerate(steps):
        end = day + dt.timedelta(days=draw(st.integers(1, 200)))
        rows.append((child, day, *step, end, "X1" if number < len(steps) - 1 else draw(st.sampled_from(ENDINGS)), "N2"))
        day = end
    if rows[-1][-2] is None:
        rows[-1] = (*rows[-1][:-3], None, None, "N2")
    return rows


@st.composite
def histories(draw: st.DrawFn) -> dict[str, pl.DataFrame]:
    """A few children with everything the measures read."""
    found: dict[str, list[tuple[object, ...]]] = {table: [] for table in COLUMNS}
    further: dict[str, list[dict[str, object]]] = {}
    days = st.dates(START, LAST)
    for child in "123456":
        found["care_episode"] += draw(episodes(child) | round_trip(child))
        if draw(st.integers(0, 9)):
            found["child_details"].append((child, draw(BORN), draw(ETHNIC)))
        if draw(st.booleans()):
            match = draw(st.none() | days)
            found["adoption"].append((child, match, draw(st.sampled_from(["0", "1", None]))))
            for on in draw(st.lists(days, max_size=2, unique=True)) if match else []:
                kind = draw(st.sampled_from(["MATCH", "MATCH", "LINK"]))
                found["milestone"].append((child, kind, 0, min(on, match - dt.timedelta(days=1))))
        for on in draw(st.lists(days, max_size=3, unique=True)):
            ceased = draw(st.sampled_from([None, on, on + dt.timedelta(days=draw(st.integers(1, 300)))]))
            reason = draw(st.sampled_from(["RD1", "RD3", "RD4", None]))
            found["adm_decision"].append((child, on, ceased, reason if ceased else None))
        for on in draw(st.lists(days, max_size=8, unique=True)):
            code = draw(st.sampled_from(["PN0", "PN1", "PN4", "PN6", "PN7", None]))
            found["review"].append((child, on, code))
        begun = START
        for _ in range(draw(st.integers(0, 5))):
            end = begun + dt.timedelta(days=draw(st.integers(1, 400)))
            until, why = draw(st.sampled_from([end, end, None])), draw(st.sampled_from(["MANAGE", "ABSENC"]))
            found["social_worker"].append((child, begun, draw(st.sampled_from(WORKERS)), until, why))
            begun = end + dt.timedelta(days=draw(st.sampled_from([0, 0, 5])))
        for theme in themes():
            for table, row in draw(theme.drawn(child)):
                further.setdefault(table, []).append({"child": child, **row})
    frames = {table: pl.DataFrame(rows, schema=COLUMNS[table], orient="row") for table, rows in found.items()}
    for table, more in further.items():
        known = [frames[table]] if table in frames else []
        frames[table] = pl.concat([*known, pl.DataFrame(more, schema=empty(table).schema)], how="diagonal")
    return frames


@settings(phases=[Phase.explicit, Phase.generate], max_examples=8)
@given(histories(), st.dates(dt.date(2022, 2, 1), dt.date(2027, 6, 1)))
def test_strange_histories_are_read_the_same_twice(frames: dict[str, pl.DataFrame], day: dt.date) -> None:
    assert disagreements(as_facts(frames), day, Period.year_to(day).first) == {}


@settings(phases=[Phase.explicit, Phase.generate], max_examples=4)
@given(histories(), st.dates(dt.date(2022, 2, 1), dt.date(2027, 6, 1)))
def test_what_came_later_changes_nothing_in_strange_histories(frames: dict[str, pl.DataFrame], day: dt.date) -> None:
    period, facts = Period.year_to(day), as_facts(frames)
    whole = evaluate(Snapshot(facts, day), period)
    known_by_then = {table: as_at(facts[table], table, day) for table in frames}
    cut = evaluate(Snapshot(as_facts(known_by_then), day), period)
    assert {code: said(tally, EVERYTHING) for code, tally in cut.items()} == {
        code: said(tally, EVERYTHING) for code, tally in whole.items()
    }
