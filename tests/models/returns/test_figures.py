"""The authority's own figures from a file: all of it or nothing, and every fault with its row and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.edits import Refused
from models.history import sentences
from models.measures import MEASURES, Period
from models.measures.compared import comparators
from models.returns.figures import HEADINGS, Unreadable, read
from models.rules.figures import estimate, target
from models.subjects import AUTHORITY
from tests.support.desks import Desk

TODAY = dt.date(2022, 3, 31)
A10 = MEASURES["A10"].identity
SOUND = f"""What,measure,area,since,first,last,day,estimate,value,definition,vintage,words,kind,why,role,trained,source
population,,,1/4/2020,,,,"33,128",,,,,,,,,ONS mid-2019
population,,,2021-04-01,,,,33050,,,,,,,,,ONS mid-2020
comparator,A2,England,,2018-04-01,2021-03-31,,,178,Same,November 2021,,,,,,DfE
target,A10,,01/04/2021,,,,,400,,,,,,,,The board

comparator,A10,England,,2018-04-01,2021-03-31,,,367,{A10},November 2021,,,,,,DfE
comparator,A10,Statistical neighbours,,2018-04-01,2021-03-31,,,412.5,A10 of 2012,November 2021,,,,,,DfE
event,,,,,,03/11/2021,,,,,A ruling on medical advisers,Ruling,,,,
rebase,A10,,,,,03/11/2021,,,,,,,The ruling,,,
training,,,,,,10/1/2022,,,,,,,,Resource workers,26,
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, today=TODAY)
    yield desk
    desk.store.close()


def file(folder: Path, text: str | bytes) -> Path:
    path = folder / "figures.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_sound_file_is_one_step_and_the_same_file_again_is_none(desk: Desk, tmp_path: Path) -> None:
    edit = read(file(tmp_path, SOUND), desk.store.head)
    changes = desk.do(edit)
    assert (changes.label, changes.rows) == ("Load figures from figures.csv", 9)
    facts = desk.store.facts()
    assert estimate(facts, dt.date(2021, 3, 31)) == 33_128
    assert estimate(facts, TODAY) == 33_050
    assert estimate(facts, dt.date(2020, 3, 31)) is None
    assert (target(facts, "A10", TODAY), target(facts, "A10", dt.date(2021, 3, 31))) == (400, None)
    assert facts["event"]["kind"].to_list() == ["RULING"]
    assert desk.do(read(file(tmp_path, SOUND), desk.store.head)).number is None
    desk.store.undo(desk.store.head, who="Sam")
    assert desk.store.facts()["comparator"].is_empty()


def test_a_later_edition_corrects_the_figure_of_its_key(desk: Desk, tmp_path: Path) -> None:
    desk.do(read(file(tmp_path, SOUND), desk.store.head))
    changes = desk.do(read(file(tmp_path, SOUND.replace("33050", "33051")), desk.store.head))
    assert changes.rows == 1
    assert estimate(desk.store.facts(), TODAY) == 33_051


def test_a_figure_of_another_definition_is_kept_and_not_compared(desk: Desk, tmp_path: Path) -> None:
    desk.do(read(file(tmp_path, SOUND), desk.store.head))
    england, others = comparators(desk.store.facts(), MEASURES["A10"], Period.three_years_to(TODAY))
    assert (england.area, england.value, england.refused) == ("England", 367.0, "")
    assert others.refused.startswith("Not compared: it follows the definition “A10 of 2012”")
    assert MEASURES["A10"].identity in others.refused
    (same,) = comparators(desk.store.facts(), MEASURES["A2"], Period.three_years_to(TODAY))
    assert (same.value, same.refused) == (178.0, "")
    assert comparators(desk.store.facts(), MEASURES["A10"], Period.year_to(dt.date(2020, 3, 31))) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "figures.csv: the file is empty"),
        ("a,b\n1,2", "row 1: no column “what”; no such column: “a”, “b”"),
        ("what,what\n", "row 1: “what” stands there twice"),
        ("what,since\n", "no figures under the headings"),
        ("what\nweather", "row 2, column what: “weather” is none of population"),
        ("what,since,estimate\npopulation,31/2/2021,1", "row 2, column since: “31/2/2021” is not a date"),
        ("what,since,estimate\npopulation,1/4/2021,many", "row 2, column estimate: “many” is not a whole number"),
        ("what,since,estimate\npopulation,1/4/2021,", "row 2, column estimate: Children aged 0 to 17 is needed"),
        ("what,since,estimate,why\npopulation,1/4/2021,1,x", "column why: a population estimate has no such cell"),
        ("what,since,estimate\npopulation,1/4/2021,1,2", "row 2: it has more cells than there are headings"),
        ("what,measure,since,value\ntarget,A99,1/4/2021,1", "column measure: there is no measure A99"),
        ("what,measure,since,value\ntarget,A10,1/4/2021,1.25", "column value: “1.25” has more than one decimal"),
        ("what,measure,since,value\ntarget,A10,1/4/2021,-1", "column value: “-1” is not a number of 0 or more"),
        ("what,measure,since,value\ntarget,A10,1/4/2021,NaN", "column value: “NaN” is not a number of 0 or more"),
        ("what,day,words,kind\nevent,1/4/2021,x,Storm", "column kind: “Storm” is none of Ruling"),
        ('what,since\n"population', "check its quotation marks"),
        (b"PK\x03\x04\x00\x00", "this is no CSV file"),
        ("what,since,estimate\npopulation,1/4/2021,1\npopulation,1/4/2021,2", "row 3: the same as row 2"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=r"figures\.csv") as wrong:
        read(file(tmp_path, text))
    assert sentence in str(wrong.value)


def test_every_fault_of_a_file_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as wrong:
        read(file(tmp_path, "what,since,estimate\npopulation,x,y\nweather,,\n"))
    assert len(str(wrong.value).splitlines()) == 3


def test_what_cannot_be_is_refused_with_its_row_and_nothing_is_recorded(desk: Desk, tmp_path: Path) -> None:
    text = "what,since,estimate\npopulation,1/4/2021,1\npopulation,1/4/2031,2\n"
    with pytest.raises(Refused, match=r"figures\.csv, row 3: Holds from: 1 Apr 2031 has not happened yet"):
        desk.do(read(file(tmp_path, text), desk.store.head))
    assert desk.store.facts()["population"].is_empty()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("what,since,estimate\npopulation,1/4/2021,0\n", "row 2: Children aged 0 to 17: no rate can be worked out"),
        (
            "what,measure,area,first,last,value,definition,vintage\n"
            "comparator,A10,England,2021-04-01,2021-03-31,1,same,2021\n",
            "row 2: The period would begin on 1 Apr 2021, after its end",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(desk: Desk, tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        desk.do(read(file(tmp_path, text), desk.store.head))


def test_what_was_recorded_of_the_authority_is_told_in_sentences(desk: Desk, tmp_path: Path) -> None:
    desk.do(read(file(tmp_path, SOUND), desk.store.head))
    desk.do(read(file(tmp_path, SOUND.replace(",400,", ",399.5,")), desk.store.head))
    told = [sentence.words for sentence in sentences(desk.store.history(AUTHORITY))]
    assert told[0].startswith("Value (target of 1 Apr 2021) changed from 400 to 399.5 by A. Worker")
    assert any(words.startswith("Event of 3 Nov 2021") for words in told)


def test_the_headings_are_told_in_the_module_that_reads_them() -> None:
    assert {"what", "measure", "since", "estimate", "value", "definition", "vintage", "trained"} <= set(HEADINGS)
