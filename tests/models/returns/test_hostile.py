"""Whatever a file is, importing it ends in a sentence: never a traceback, never a hang, never half of it."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

import pytest

from models.edits import Refused
from models.returns import parsing
from models.returns import reading as door
from tests.support.returns import csv, put, read, said

NOISE = random.Random(903).randbytes(1_000_000)
BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><EXPSSDA903><CHILD><HEADER><CHILDID>&c;</CHILDID></HEADER></CHILD>
</EXPSSDA903>"""
OUTSIDE = """<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><EXPSSDA903><CHILD><HEADER><CHILDID>&x;</CHILDID>
</HEADER></CHILD></EXPSSDA903>"""
EPISODES = csv("Episodes", "17,01/04/2021,S,C2,N1,U6,PR1,,,,,,")

HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "only blanks": (b" \n\r\n ", "is empty"),
    "binary": (NOISE, "is not text"),
    "UTF-16 that does not say so": (EPISODES.encode("utf-16-le"), "is written as UTF-16; save it as CSV in UTF-8"),
    "a spreadsheet": (b"PK\x03\x04" + NOISE[:100], "is a spreadsheet or an archive"),
    "an old spreadsheet": (b"\xd0\xcf\x11\xe0" + NOISE[:100], "is a spreadsheet or an archive"),
    "binary behind sound headings": (EPISODES.encode() + NOISE, "is not text"),
    "one endless line": (b"A" * 200_000, "no heading row"),
    "other headings": (b"A,B\n1,2\n", "not the headings of any 903 table"),
    "no headings": (b"17,01/04/2021,S,C2,N1,U6,PR1,,,,,,\n", "not the headings of any 903 table"),
    "a heading twice": (EPISODES.replace("RNE,", "RNE,RNE,").encode(), "the heading RNE stands twice"),
    "an endless quoted cell": (EPISODES.encode() + b'18,"' + b"a" * 300_000, "is not readable as CSV"),
    "truncated XML": (b"<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHIL", "is not whole or not sound XML"),
    "entity bomb": (BOMB.encode(), "holds document types or entities"),
    "external entity": (OUTSIDE.encode(), "holds document types or entities"),
    "other XML": (b"<html><body/></html>", "is XML, but not a 903 return (it begins with HTML)"),
    "XML of unknown letters": (b'<?xml version="1.0" encoding="klingon"?><EXPSSDA903/>', "sound XML"),
    "XML of endless depth": (b"<EXPSSDA903>" + b"<CHILD>" * 100_000, "more elements inside each other"),
    "XML without anybody": (b"<EXPSSDA903></EXPSSDA903>", "no CSV or XML file of a 903 return"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(tmp_path: Path, what: str) -> None:
    data, words = HOSTILE[what]
    path = put(tmp_path, "odd.csv", data)
    with pytest.raises(Refused) as refused:
        read(path)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("what", [what for what in HOSTILE if what != "XML without anybody"])
def test_in_a_folder_it_is_left_out_and_the_others_go_in(tmp_path: Path, what: str) -> None:
    put(tmp_path, "odd.csv", HOSTILE[what][0])
    put(tmp_path, "sound.csv", EPISODES)
    found = read(tmp_path)
    assert [part.tables["care_episode"].height for part in found.returns] == [1]
    assert any(line.startswith("error: odd.csv") and HOSTILE[what][1] in line for line in said(found))


def test_missing_folders_and_devices_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"gone\.csv: cannot be read: there is no such file"):
        read(tmp_path / "gone.csv")
    with pytest.raises(Refused, match=r"is not a file that can be read"):
        read(Path("/dev/zero"))
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(Refused, match=r"pipe\.csv: is not a file that can be read"):
        read(tmp_path / "pipe.csv")


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path / "episodes.csv", "e.csv", EPISODES)
    put(tmp_path, "h.csv", csv("Header", "17,1,03/05/2015,WBRI,UN1,,"))
    assert read(tmp_path).returns[0].tables["care_episode"].height == 1


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "e.csv", EPISODES)
    path.chmod(0)
    if os.access(path, os.R_OK):  # the superuser reads everything: let the system say no instead
        monkeypatch.setattr(Path, "read_bytes", _denied)
    with pytest.raises(
        Refused, match=r"e\.csv: cannot be read: no permission to read it, or another program has it open"
    ):
        read(path)


def _denied(path: Path) -> bytes:
    raise PermissionError(13, "Permission denied")


def test_a_folder_that_cannot_be_opened_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", denied)
    with pytest.raises(Refused, match=r"folder cannot be opened \(no permission"):
        read(tmp_path)


def test_an_odd_system_error_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    path = put(tmp_path, "e.csv", EPISODES)
    monkeypatch.setattr(Path, "read_bytes", broken)
    with pytest.raises(Refused, match="Input/output error"):
        read(path)


def test_a_file_of_a_size_no_table_has_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(door.LARGEST + 1)
    with pytest.raises(Refused, match="is larger than 400 MB"):
        read(path)


def test_two_hundred_megabytes_of_noise_end_at_once(tmp_path: Path) -> None:
    path = tmp_path / "noise.csv"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(NOISE)
    began = time.perf_counter()
    with pytest.raises(Refused, match="is not text"):
        read(path)
    assert time.perf_counter() - began < 5


def test_noise_of_letters_behind_sound_headings_comes_back_as_rejects(tmp_path: Path) -> None:
    letters = random.Random(1).choices("abcdefghij,,,\n\"'", k=200_000)
    found = read(put(tmp_path, "e.csv", EPISODES + "".join(letters).replace('"', "")))
    assert found.returns[0].tables["care_episode"].height == 1
    assert found.rejects.height > 1000
    assert len(said(found)) < 200


def test_a_large_table_of_noise_is_left_after_a_look(tmp_path: Path) -> None:
    noise = csv("Reviews", *["a,b,c,d"] * 100_001)
    put(tmp_path, "r.csv", noise)
    put(tmp_path, "e.csv", EPISODES)
    found = read(tmp_path)
    assert found.rejects.height == 0
    assert "error: r.csv, Reviews, row 2: hardly one of its 100,001 rows can be read; it is left out" in said(found)
    with pytest.raises(Refused, match="hardly one of its 100,001 rows can be read"):
        read(tmp_path / "r.csv")
    large = csv("Reviews", *["17,,01/05/2021,PN1", *["a,b,c,d"] * 100_001])
    assert read(put(tmp_path, "r.csv", large)).rejects.height == 100_001


def test_too_large_and_uneven_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LARGEST_ODD", 100)
    with pytest.raises(Refused, match="too large to mend"):
        read(put(tmp_path, "e.csv", EPISODES + '18,"01/04/2021\n' * 20))


def test_one_bad_row_of_quotes_costs_only_itself(tmp_path: Path) -> None:
    text = EPISODES + '18,01/04/2021,S,C2,N1,U6,PR1,,,,"AB""1",,\n19,01/04/2021,S,C2,N1,U6,PR1,,,,A"B,,\n'
    found = read(put(tmp_path, "e.csv", text))
    assert found.returns[0].tables["care_episode"]["home_post"].to_list() == [None, 'AB"1', 'A"B']


def test_a_quotation_mark_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = [f"{child},01/06/2020,S,C1,N1,U6,PR1,,,,,," for child in (1, 3, 5)]
    once, twice = rows[:], rows[:]
    once.insert(1, '2,01/06/2020,S,C1,N1,U6,PR1,,,,"ZZ1,,')
    twice[1:1] = [once[1]]
    twice.insert(3, '4,01/06/2020,S,C1,N1,U6,PR1,,,,,"ZZ1,')
    for lines, lost in ((once, [3]), (twice, [3, 5])):
        found = read(put(tmp_path, "e.csv", csv("Episodes", *lines)))
        assert found.returns[0].tables["care_episode"]["child"].to_list() == ["1", "3", "5"]
        assert found.rejects["ROW"].to_list() == lost
        assert set(found.rejects["REASON"]) == {"a quotation mark is opened and not closed"}


def test_a_line_break_inside_quotes_is_part_of_its_cell(tmp_path: Path) -> None:
    headings = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN,NOTES"
    rows = (
        '1,01/06/2020,S,C1,N1,U6,PR1,,,,,,,"two lines,\nwith commas, of words"',
        "2,02/06/2020,S,C1,N1,U6,PR1,,,,,,,",
    )
    found = read(put(tmp_path, "e.csv", csv("Episodes", *rows, headings=headings)))
    assert found.returns[0].tables["care_episode"]["child"].to_list() == ["1", "2"]
    assert found.rejects.is_empty()


def test_files_without_a_sound_row_need_no_year(tmp_path: Path) -> None:
    put(tmp_path, "e.csv", csv("Episodes", "1,31/02/2020,S,C1,N1,U6,PR1,,,,,,"))
    put(tmp_path, "h.csv", csv("Header"))
    found = read(tmp_path)
    assert (found.years, found.rejects.height) == ((), 1)


def test_a_good_row_before_more_noise_than_any_authority_has_is_left_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "HUGE", 100_000)
    noise = ["x,y,,"] * 100_001
    path = put(tmp_path, "r.csv", csv("Reviews", "1,,01/06/2020,PN1", *noise))
    with pytest.raises(Refused, match=r"r\.csv, row 2: hardly one of its 100,002 rows can be read"):
        read(path)


def test_an_endless_xml_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "LARGEST_XML", 1000)
    path = put(tmp_path, "r.xml", "<EXPSSDA903>" + "<CHILD></CHILD>" * 1000)
    with pytest.raises(Refused, match=r"r\.xml: is larger than"):
        read(path)
