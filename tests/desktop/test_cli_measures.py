"""The figures on the command line: quartiles, days so far, and the children told apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli import main
from models.store import Store
from tests.support.facts import episodes
from tests.support.pages import recorded

DAY = "2022-03-31"
CARE = """
    child | decom      | rne | ls | place | dec        | rec
    a     | 2020-05-01 | S   | E1 | A6    | 2021-06-01 | E11
    b     | 2020-05-01 | S   | E1 | A6    | 2021-08-01 | E11
    c     | 2021-05-01 | S   | E1 | U6    |            |
    d     | 2021-06-01 | S   | E1 | U6    |            |
    e     | 2021-05-01 | S   | C2 | U6    | 2021-06-01 | E4A
"""
PEOPLE = """
    child | dob        | sex | ethnic
    a     | 2020-03-31 | F   | WBRI
    b     | 2020-04-01 | M   | CHNE
    c     | 2019-05-06 | F   | WBRI
    d     | 2018-05-06 | M   | NOBT
"""


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("measures") / "four.db"
    with Store.create(str(path), key=None) as store:
        recorded(store, care_episode=episodes(CARE), child_details=PEOPLE)
    return path


def asked(db: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["measures", "--db", str(db), "--as-at", DAY, *words]) == 0
    return capsys.readouterr().out


def test_a_mean_comes_with_median_and_quartiles_and_beside_those_who_wait(
    db: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line, waiting = asked(db, capsys, "--only", "T03").splitlines()[1:]
    assert line.endswith("427 days     n 2 · median 427, quartiles 411 to 442")
    assert waiting.endswith("mean days so far (not in the figure): 319, n 2 · median 319, quartiles 311 to 326")
    (measure,) = json.loads(asked(db, capsys, "--only", "T03", "--json"))["measures"]
    assert (measure["value"], measure["median"], measure["quartiles"]) == (426.5, 426.5, [411.25, 441.75])
    assert (measure["apart"][0]["children"], measure["apart"][0]["quartiles"]) == (["c", "d"], [310.75, 326.25])


def test_figures_are_told_apart_by_what_is_asked_for(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(asked(db, capsys, "--only", "M01,A4", "--by", "ethnicity,sex", "--json"))
    by_id = {measure["id"]: measure for measure in answer["measures"]}
    for each in by_id["M01"]["breakdowns"]:
        assert sum(part["value"] for part in each["parts"]) == by_id["M01"]["value"]
        assert sorted(child for part in each["parts"] for child in part["children"]) == by_id["M01"]["children"]
        assert "overlap" in each["note"]
    assert [each["code"] for each in by_id["A4"]["breakdowns"]] == ["ethnicity", "sex"]
    text = asked(db, capsys, "--only", "M01", "--by", "ethnicity")
    white = next(part for part in by_id["M01"]["breakdowns"][0]["parts"] if part["title"] == "White")
    assert [line.split() for line in text.splitlines() if "White" in line] == [
        ["White", str(white["value"]), "n", str(white["n"])]
    ]
    assert "never added up" in text.splitlines()[-1]


def test_every_characteristic_at_once(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (measure,) = json.loads(asked(db, capsys, "--only", "K02", "--by", "all", "--json"))["measures"]
    assert [each["code"] for each in measure["breakdowns"]] == ["age", "sex", "ethnicity", "siblings", "disability"]


@pytest.mark.parametrize(("by", "said"), [("hair", "not told apart by hair"), (",", "nothing is named")])
def test_what_there_is_not_is_refused_in_a_sentence(
    db: Path, capsys: pytest.CaptureFixture[str], by: str, said: str
) -> None:
    assert main(["measures", "--db", str(db), "--by", by]) == 2
    assert said in capsys.readouterr().err


def test_a_figure_is_judged_by_its_limit_with_the_reason(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (measure,) = json.loads(asked(db, capsys, "--only", "A1", "--json"))["measures"]
    judged = measure["judged"]
    assert (judged["letter"], judged["by"], judged["name"]) == ("G", 426, "limit")
    assert judged["words"] == "0 days keeps to the limit of 426 days."
    assert f"      G: {judged['words']}" in asked(db, capsys, "--only", "A1").splitlines()


def test_percentages_are_cut_off_where_that_is_asked_for_and_said(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rounded, cut = (asked(db, capsys, "--only", "A4", *words) for words in ((), ("--truncated",)))
    assert "66.7 %" in rounded
    assert "cut off" not in rounded
    assert "66.6 %" in cut
    assert "cut off after one decimal, not rounded" in cut
