"""A return belongs to a year, told by its dates; several years' files are sorted by their dates and their children."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.edits import Refused
from tests.support.returns import csv, put, read, said


def year_files(folder: Path, year: int, children: range, *, spread: str = "") -> None:
    """One year's return: episodes, headers, health, leavers, one adoption; names say nothing of the year."""
    start, inside = f"01/05/{children.start % 3 + 2018}", f"15/06/{year - 1}"
    adopted, last = children.start, children.stop - 1
    rows = [
        f"{child},{start},S,C2,N1,U6,PR1,{f'{inside},E12' if child == adopted else ','},,,,"
        for child in children
        if child != last
    ]
    put(folder, f"a{spread}.csv", csv("Episodes", *rows, f"{last},{inside},S,C2,N1,U6,PR1,,,,,,"))
    leaver = 900 + year % 100
    put(folder, f"b{spread}.csv", csv("Header", *[f"{c},1,03/05/2010,WBRI,UN1,," for c in [*children, leaver]]))
    put(folder, f"c{spread}.csv", csv("OC2", *[f"{c},,{year % 100},,,,,,,,," for c in children if c != adopted]))
    put(folder, f"d{spread}.csv", csv("OC3", f"{leaver},,YES,F2,B1"))
    put(folder, f"e{spread}.csv", csv("AD1", f"{adopted},,01/05/2019,01/06/2019,0,2,MF,L11"))
    put(folder, f"f{spread}.csv", csv("Reviews", *[f"{c},,{inside},PN1" for c in children]))
    put(folder, f"g{spread}.csv", csv("Missing", f"{last},,M,20/06/{year - 1},21/06/{year - 1}"))


def test_the_year_is_that_of_the_latest_start_end_or_review_up_to_today(tmp_path: Path) -> None:
    put(tmp_path, "e.csv", csv("Episodes", "17,01/04/2021,S,C2,N1,U6,PR1,01/05/2029,E8,,,,"))
    assert read(tmp_path).years == (2022,)
    put(tmp_path, "r.csv", csv("Reviews", "17,,01/04/2022,PN1"))
    assert read(tmp_path).years == (2023,)
    assert read(tmp_path, year=2024).years == (2024,)
    assert read(tmp_path, today=dt.date(2030, 1, 1)).years == (2030,)


def test_a_file_without_such_dates_is_dated_by_what_it_has_or_refused(tmp_path: Path) -> None:
    assert read(put(tmp_path, "m.csv", csv("Missing", "17,,M,01/02/2022,"))).years == (2022,)
    with pytest.raises(Refused, match=r"The year of the return cannot be told from these files: give it \(--year"):
        read(put(tmp_path, "h.csv", csv("Header", "17,1,03/05/2015,WBRI,UN1,,")))
    assert read(put(tmp_path, "r.csv", csv("Reviews"))).years == ()


@pytest.mark.parametrize("spread", [("z", "m", "a"), ("1", "2", "3")])
def test_several_years_in_one_folder_are_told_apart_by_dates_and_children(
    tmp_path: Path, spread: tuple[str, ...]
) -> None:
    for number, (year, children) in enumerate({2021: range(10, 20), 2022: range(12, 23), 2023: range(15, 28)}.items()):
        year_files(tmp_path, year, children, spread=spread[number])
    found = read(tmp_path)
    assert found.years == (2021, 2022, 2023)
    for part, mark in zip(found.returns, spread, strict=True):
        assert sorted(part.files) == [f"{letter}{mark}.csv" for letter in "abcdefg"]
        assert part.tables["health_year"]["sdq_score"].unique().to_list() == [str(part.year % 100)]


def test_folders_inside_a_folder_are_returns_of_their_own(tmp_path: Path) -> None:
    for year, children in {2021: range(10, 20), 2023: range(12, 23)}.items():
        year_files(tmp_path / f"return {year}", year, children)
    found = read(tmp_path)
    assert [(part.year, len(part.files)) for part in found.returns] == [(2021, 7), (2023, 7)]


def test_a_file_alone_in_a_folder_goes_where_its_children_are(tmp_path: Path) -> None:
    for year, children in {2021: range(10, 20), 2023: range(50, 60)}.items():
        year_files(tmp_path / f"return {year}", year, children)
    put(tmp_path / "other", "p.csv", csv("PrevPerm", *[f"{child},,Z1,," for child in range(10, 20)]))
    found = read(tmp_path)
    assert [len(part.files) for part in found.returns] == [8, 7]


def test_several_files_of_one_table_and_year_are_one(tmp_path: Path) -> None:
    put(tmp_path, "north.csv", csv("Episodes", "17,01/04/2021,S,C2,N1,U6,PR1,,,,,,"))
    put(tmp_path, "south.csv", csv("Episodes", "18,01/05/2021,S,C2,N1,U6,PR1,,,,,,"))
    put(tmp_path, "h1.csv", csv("Header", "17,1,03/05/2015,WBRI,UN1,,"))
    put(tmp_path, "h2.csv", csv("Header", "18,1,03/05/2015,WBRI,UN1,,"))
    put(tmp_path, "o.csv", csv("OC3", "17,,YES,F2,B1"))
    found = read(tmp_path)
    assert found.years == (2022,)
    assert found.returns[0].tables["care_episode"].height == 2
    assert any(
        "several files of one table are taken as one year, 2022: north.csv, south.csv" in line for line in said(found)
    )


def test_reviews_of_several_years_without_episodes(tmp_path: Path) -> None:
    put(tmp_path, "x.csv", csv("Reviews", "17,,01/05/2021,PN1"))
    put(tmp_path, "y.csv", csv("Reviews", "17,,01/05/2022,PN1"))
    put(tmp_path, "h.csv", csv("Header", "17,1,03/05/2015,WBRI,UN1,,"))
    put(tmp_path, "i.csv", csv("Header", "17,1,03/05/2015,MWAS,UN1,,"))
    put(tmp_path, "j.csv", csv("Header", "17,1,03/05/2015,MWAS,UN1,,"))
    found = read(tmp_path)
    assert found.years == (2022, 2023)
    assert sum(len(part.files) for part in found.returns) == 5
