"""Two files may have one name, an XML file may stand in one line, rejects come back mended: each row stays itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.edits import Refused
from tests.support.returns import Kept, csv, put, read, said


def episode(day: str, ls: str) -> str:
    return f"<EPISODE><DECOM>{day}</DECOM><RNE>S</RNE><LS>{ls}</LS><CIN>N1</CIN><PL>U6</PL></EPISODE>"


def child(number: str, *episodes: str) -> str:
    header = f"<HEADER><CHILDID>{number}</CHILDID><SEX>1</SEX><DOB>03/05/2015</DOB></HEADER>"
    return f"<CHILD>{header}{''.join(episodes)}</CHILD>"


def test_doubles_in_two_files_of_one_name_are_each_kept_aside_once(tmp_path: Path) -> None:
    for team, number in (("north", 17), ("south", 18)):
        rows = [f"{number},01/04/2021,S,{ls},N1,U6,PR1,,,,,," for ls in ("C1", "C2")]
        put(tmp_path / team, "Episodes.csv", csv("Episodes", *rows))
    kept = Kept()
    done = kept.take(tmp_path / "north", tmp_path / "south")
    assert kept.rows("care_episode", "child", "ls") == [("17", "C1"), ("18", "C1")]
    assert [row[0] for row in kept.rows("set_aside", "child")] == ["17", "18"]
    assert "south/Episodes.csv, Episodes, row 3: another row of the same child and date counts" in done.text()
    assert kept.take(tmp_path / "north", tmp_path / "south").bulk is None


def test_doubles_in_an_xml_file_of_one_line_are_kept_aside(tmp_path: Path) -> None:
    own = child("17", episode("01/04/2021", "C1"), episode("01/04/2021", "C2"), episode("01/06/2021", "C2"))
    other = child("18", episode("01/04/2021", "V4"), episode("01/04/2021", "V2"))
    path = put(tmp_path, "return.xml", f"<EXPSSDA903>{own}{other}</EXPSSDA903>")
    kept = Kept()
    kept.take(path)
    assert kept.rows("care_episode", "child", "ls") == [("17", "C1"), ("17", "C2"), ("18", "V2")]
    assert kept.rows("set_aside", "child", "content") == [
        ("17", "CHILD=17, DECOM=01/04/2021, RNE=S, LS=C2, CIN=N1, PLACE=U6"),
        ("18", "CHILD=18, DECOM=01/04/2021, RNE=S, LS=V4, CIN=N1, PLACE=U6"),
    ]


def test_two_years_xml_files_of_one_name_are_two_returns(tmp_path: Path) -> None:
    first, second = child("17", episode("01/05/2020", "C1")), child("18", episode("01/05/2021", "C1"))
    old = put(tmp_path / "2021", "return.xml", f"<EXPSSDA903>{first}</EXPSSDA903>")
    new = put(tmp_path / "2022", "return.xml", f"<EXPSSDA903>{second}</EXPSSDA903>")
    found = read(old, new)
    assert [(part.year, part.files) for part in found.returns] == [
        (2021, ("2021/return.xml",)),
        (2022, ("2022/return.xml",)),
    ]


def test_a_bad_file_of_a_folder_does_not_refuse_a_good_one_of_its_name(tmp_path: Path) -> None:
    put(tmp_path / "a", "e.csv", "nothing of ours")
    good = put(tmp_path / "b", "e.csv", csv("Episodes", "17,01/04/2021,S,C1,N1,U6,PR1,,,,,,"))
    assert any(line.startswith("error: a/e.csv") for line in said(read(tmp_path / "a", good)))
    with pytest.raises(Refused, match=r"^a/e.csv, row 1: "):
        read(tmp_path / "a" / "e.csv", good)


def test_files_whose_folders_too_have_one_name_are_told_apart(tmp_path: Path) -> None:
    for place, number in (("x", 17), ("y", 18)):
        put(tmp_path / place / "in", "e.csv", csv("Episodes", f"{number},01/04/2021,S,C1,N1,U6,PR1,,,,,,"))
    files = read(tmp_path / "x" / "in", tmp_path / "y" / "in").returns[0].files
    assert files == (str(tmp_path / "x/in/e.csv"), str(tmp_path / "y/in/e.csv"))


def test_rejects_half_mended_come_back_and_what_is_still_wrong_stays_out_again(tmp_path: Path) -> None:
    rows = (
        "17,soon,S,C1,N1,U6,PR1,,,,,,",
        "18,later,S,C1,N1,U6,PR1,,,,,,,too,many",
        "19,01/04/2021,S,C1,N1,U6,PR1,,,,,,",
    )
    kept = Kept()
    kept.take(put(tmp_path, "e.csv", csv("Episodes", *rows))).rejects_csv(tmp_path / "rejects.csv")
    mended = put(tmp_path, "rejects.csv", (tmp_path / "rejects.csv").read_text("utf-8").replace("soon", "01/05/2021"))
    done = kept.take(mended)
    assert done.line == "new 1, changed 0, same 0, conflicts 0, rejected 1"
    assert done.rejects.columns[:6] == ["TABLE", "FILE", "ROW", "REASON", "CHILD", "DECOM"]
    assert done.rejects.select("FILE", "ROW", "DECOM").rows() == [("rejects.csv", 3, "later")]
    assert kept.rows("care_episode", "child") == [("17",), ("19",)]


def test_no_heading_however_odd_is_taken_for_another_column(tmp_path: Path) -> None:
    headings = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
    rows = ("17,01/04/2021,S,C1,N1,U6,PR1,,,,,,,a,b,c", "18,soon,S,C1,N1,U6,PR1,,,,,,,d,e,f")
    path = put(tmp_path, "e.csv", csv("Episodes", *rows, headings=f"{headings},+CHILD,_ROW,beyond"))
    found = read(path)
    assert found.returns[0].tables["care_episode"]["child"].to_list() == ["17"]
    assert found.rejects.select("ROW", "CHILD", "+CHILD", "_ROW").rows() == [(3, "18", "d", "e")]


def test_two_closed_rows_of_one_start_say_that_the_longer_counts(tmp_path: Path) -> None:
    rows = [f"17,01/04/2021,S,C1,N1,U6,PR1,{end},E8,,,," for end in ("01/06/2021", "01/07/2021")]
    kept = Kept()
    kept.take(put(tmp_path, "e.csv", csv("Episodes", *rows)))
    assert kept.rows("set_aside", "why") == [("the same row stands with a later end; the longer one counts",)]
