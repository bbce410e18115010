"""One XML file is the same return as its CSV files, in whatever order its elements stand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.support.returns import Kept, csv, put, read, said

CHILD = """
 <CHILD>
  <HEADER>
   <CHILDID>17</CHILDID><UPN>UN1</UPN><SEX>2</SEX><DOB>03/05/2015</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC>
   <DATE_INT>01/02/2021</DATE_INT><DATE_MATCH>01/03/2021</DATE_MATCH><FOSTER_CARE>0</FOSTER_CARE>
   <NB_ADOPTR>2</NB_ADOPTR><SEX_ADOPTR>MF</SEX_ADOPTR><LS_ADOPTR>L11</LS_ADOPTR>
   <AMISSING><MISSING>M</MISSING><MIS_START>01/05/2021</MIS_START><MIS_END>02/05/2021</MIS_END></AMISSING>
   <AREVIEW><REVIEW>01/06/2021</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
   <AREVIEW><REVIEW>01/12/2021</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
   <PERMANENCE><PREV_PERM>Z1</PREV_PERM><LA_PERM/><DATE_PERM/></PERMANENCE>
   <OC2><SDQ_SCORE>12</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2>
   <AD_PLACED><DATE_PLACED>01/02/2021</DATE_PLACED><DATE_PLACED_CEASED/></AD_PLACED>
  </HEADER>
  <EPISODE><DECOM>01/04/2020</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PL_POST>AB1 3CD</PL_POST>
   <HOME_POST>AB1 2CD</HOME_POST><URN>1234567</URN><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC /><REC /></EPISODE>
 </CHILD>"""
LEAVER = """<CHILD><HEADER><CHILDID>18</CHILDID><SEX>1</SEX><DOB>03/05/2003</DOB><UASC>0</UASC><IN_TOUCH>YES</IN_TOUCH>
 <ACTIV>F2</ACTIV><ACCOM>B1</ACCOM><OC2/></HEADER></CHILD>"""


def xml(*children: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<EXPSSDA903>{"".join(children)}\n</EXPSSDA903>\n'


def test_an_xml_return_is_the_same_as_its_csv_files(tmp_path: Path) -> None:
    path = put(tmp_path / "xml", "return.xml", xml(CHILD, LEAVER))
    folder = tmp_path / "csv"
    put(folder, "h.csv", csv("Header", "17,2,03/05/2015,WBRI,UN1,,", "18,1,03/05/2003,,,,"))
    put(folder, "e.csv", csv("Episodes", "17,01/04/2020,S,C2,N1,U6,PR1,,,,AB1 2CD,AB1 3CD,1234567"))
    put(folder, "u.csv", csv("UASC", "17,2,03/05/2015,"))
    put(folder, "r.csv", csv("Reviews", "17,03/05/2015,01/06/2021,PN1", "17,03/05/2015,01/12/2021,PN2"))
    put(folder, "o2.csv", csv("OC2", "17,03/05/2015,12,,0,,,,,,,"))
    put(folder, "o3.csv", csv("OC3", "18,03/05/2003,YES,F2,B1"))
    put(folder, "a.csv", csv("AD1", "17,03/05/2015,01/02/2021,01/03/2021,0,2,MF,L11"))
    put(folder, "p.csv", csv("PlacedAdoption", "17,03/05/2015,01/02/2021,,"))
    put(folder, "pp.csv", csv("PrevPerm", "17,03/05/2015,Z1,,"))
    put(folder, "m.csv", csv("Missing", "17,03/05/2015,M,01/05/2021,02/05/2021"))
    one, other = Kept(), Kept()
    assert one.take(path).line == other.take(folder).line
    assert one.everything() == other.everything()
    assert said(read(path)) == []
    assert one.take(folder).bulk is None


def test_xml_written_as_utf_16_is_the_same_return(tmp_path: Path) -> None:
    plain, wide = Kept(), Kept()
    plain.take(put(tmp_path / "plain", "return.xml", xml(CHILD, LEAVER)))
    text = xml(CHILD, LEAVER).replace("UTF-8", "UTF-16")
    wide.take(put(tmp_path / "wide", "return.xml", text.encode("utf-16")))
    assert wide.everything() == plain.everything()
    big = put(tmp_path / "big", "return.xml", b"\xfe\xff" + text.encode("utf-16-be"))
    assert wide.take(big).bulk is None


def test_rows_are_found_again_by_their_line(tmp_path: Path) -> None:
    path = put(tmp_path, "return.xml", xml(CHILD.replace("01/12/2021", "31/31/2021")))
    found = read(path)
    line = next(n for n, text in enumerate(path.read_text().splitlines(), 1) if "31/31/2021" in text)
    assert f"rejected: return.xml, Reviews, row {line}: REVIEW “31/31/2021” is not a date (dd/mm/yyyy)" in said(found)
    assert found.rejects.select("TABLE", "CHILD", "REVIEW").rows() == [("Reviews", "17", "31/31/2021")]


def test_newer_groups_are_known_by_what_stands_in_them(tmp_path: Path) -> None:
    worker = "<SWANY><SW_DECOM>01/05/2023</SW_DECOM><SW_ID>SW1</SW_ID><SW_REASON>MANAGE</SW_REASON></SWANY>"
    dolo = "<ANY><DOLO_START>01/05/2023</DOLO_START></ANY>"
    text = xml(CHILD.replace("</HEADER>", f"{worker}{dolo}</HEADER>").replace("</CHILD>", "</CHILD>"))
    tables = read(put(tmp_path, "return.xml", text), year=2027).returns[0].tables
    assert tables["social_worker"].select("child", "sw_id").rows() == [("17", "SW1")]
    assert tables["deprivation_order"]["dolo_start"].to_list() == [dt.date(2023, 5, 1)]


def test_names_in_a_namespace_and_small_letters_are_the_same_names(tmp_path: Path) -> None:
    text = xml(LEAVER).lower().replace("yes", "YES").replace("<expssda903", '<expssda903 xmlns:a="urn:x"')
    text = text.replace("<header>", "<a:header>").replace("</header>", "</a:header>")
    assert read(put(tmp_path, "return.xml", text), year=2022).returns[0].tables["care_leaver"]["child"].to_list() == [
        "18"
    ]


def test_what_the_return_does_not_have_is_said(tmp_path: Path) -> None:
    extra = "<MOOD>good</MOOD><CLUB><NAME>chess</NAME></CLUB>"
    text = xml(
        LEAVER.replace("<OC2/>", extra), "<SUMMARY><N>1</N></SUMMARY>", CHILD.replace("<RNE>", "<ODD>1</ODD><RNE>")
    )
    lines = [
        line.partition(": element ")[2] for line in said(read(put(tmp_path, "return.xml", text))) if "element" in line
    ]
    assert sorted(line.split()[0] for line in lines) == ["CLUB", "MOOD", "ODD", "SUMMARY"]


def test_an_element_without_a_word_in_it_is_no_row(tmp_path: Path) -> None:
    blank = "<AREVIEW><REVIEW/><REVIEW_CODE/></AREVIEW>"
    found = read(put(tmp_path, "return.xml", xml(CHILD.replace("<AREVIEW>", f"{blank}<AREVIEW>", 1), LEAVER)))
    assert found.returns[0].tables["review"]["review_code"].to_list() == ["PN1", "PN2"]
    assert said(found) == []


def test_a_child_without_id_stays_out(tmp_path: Path) -> None:
    found = read(put(tmp_path, "return.xml", xml(CHILD, LEAVER.replace("<CHILDID>18</CHILDID>", ""))))
    assert sorted(found.rejects["TABLE"].to_list()) == ["Header", "OC3"]
    assert set(found.rejects["REASON"].to_list()) == {"CHILD is blank"}


def test_text_of_endless_length_is_cut(tmp_path: Path) -> None:
    found = read(put(tmp_path, "return.xml", xml(CHILD, LEAVER.replace("YES", "Y" * 1_000_000))))
    (cell,) = found.returns[0].tables["care_leaver"]["in_touch"].to_list()
    assert len(cell) < 100_000
