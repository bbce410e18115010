"""A return comes dressed in many ways; each is read, and what is odd about it is said once with its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.edits import Refused
from models.returns import reading as door
from tests.support.returns import TODAY, csv, put, read, said

HEADER = csv("Header", "17,1,03/05/2015,WBRI,A123456789012,,", "18,2,04/06/2016,MWAS,UN1,0,")
EPISODES = csv(
    "Episodes",
    "17,01/04/2021,S,C2,N1,U6,PR1,03/06/2021,X1,CARPL,AB1 2CD,AB1 3CD,SC123456",
    "17,03/06/2021,P,C2,N1,U4,PR4,,,,AB1 2CD,AB1 4CD,1234567",
)


def only(reading: object, fact: str) -> list[tuple[object, ...]]:
    """The cells of a return's only year."""
    (part,) = reading.returns  # type: ignore[attr-defined]
    frame = part.tables[fact]
    return frame.select(name for name in frame.columns if not name.startswith("_")).rows()


def test_a_plain_return_is_read_cell_for_cell_and_nothing_is_said(tmp_path: Path) -> None:
    put(tmp_path, "anything.csv", HEADER)
    put(tmp_path, "else.csv", EPISODES.replace("03/06/2021,X1", "03/06/2021,X1"))
    found = read(tmp_path)
    assert said(found) == []
    assert found.years == (2022,)
    assert only(found, "child_details")[0] == ("17", "M", dt.date(2015, 5, 3), "WBRI", "A123456789012", None, None)
    assert only(found, "care_episode")[1] == (
        *("17", dt.date(2021, 6, 3), "P", "C2", "N1", "U4", "PR4", None, None, None, "AB1 2CD", "AB1 4CD", "1234567"),
    )


DRESSES = {
    "byte order mark": (b"\xef\xbb\xbf" + EPISODES.encode(), "begins with a byte order mark"),
    "carriage returns and line feeds": (EPISODES.replace("\n", "\r\n").encode(), None),
    "carriage returns": (EPISODES.replace("\n", "\r").encode(), None),
    "no last line end": (EPISODES.rstrip("\n").encode(), None),
    "blank lines above and below": (b"\n\n" + EPISODES.encode() + b"\n\n", "blank rows are passed over"),
    "quoted": (
        "\n".join(",".join(f'"{c}"' for c in line.split(",")) for line in EPISODES.splitlines()).encode(),
        None,
    ),
    "semicolons": (EPISODES.replace(",", ";").encode(), "separated by semicolons instead of commas"),
    "tabs": (EPISODES.replace(",", "\t").encode(), "separated by tabs"),
    "UTF-16": (EPISODES.encode("utf-16"), "UTF-16 instead of UTF-8"),
    "headings in small letters with spaces": (
        EPISODES.replace("CHILD,DECOM,RNE", " child ,Decom,rne ").encode(),
        None,
    ),
    "padded small codes": (EPISODES.replace(",C2,", ", c2,").encode(), "lower-case or padded codes"),
    "padded small numbers": (
        EPISODES.replace("SC123456", " sc123456 ").encode(),
        "lower-case or padded codes",
    ),
    "padded text": (EPISODES.replace("AB1 4CD", " AB1 4CD ").encode(), "spaces around the cell"),
    "ISO dates": (EPISODES.replace("01/04/2021", "2021-04-01").encode(), "year first (ISO)"),
    "ISO moments": (EPISODES.replace("01/04/2021", "2021-04-01T00:00:00").encode(), "year first (ISO)"),
    "dates without zeros": (EPISODES.replace("01/04/2021", "1/4/2021").encode(), "without leading zeros"),
    "NULL": (EPISODES.replace("PR4,,,,", "PR4,NULL,NaN,null,").encode(), "a word for nothing (NULL, NaN)"),
    "blank columns to the right": (EPISODES.replace("\n", ",,\n").encode(), None),
    "rows cut short": (EPISODES.replace(",1234567", "").encode(), None),
}


@pytest.mark.parametrize("dress", DRESSES)
def test_every_dress_of_the_same_episodes_is_tolerated(tmp_path: Path, dress: str) -> None:
    data, words = DRESSES[dress]
    put(tmp_path, "header.csv", HEADER)
    plain = only(read(tmp_path, put(tmp_path / "plain", "e.csv", EPISODES)), "care_episode")
    found = read(tmp_path / "header.csv", put(tmp_path / "dressed", "e.csv", data))
    if dress == "rows cut short":
        plain = [plain[0], (*plain[1][:-1], None)]
    assert only(found, "care_episode") == plain
    assert not found.rejects.height
    about = [line for line in said(found) if not line.startswith("warning: e.csv, Episodes, row 2: there is no")]
    if words is None:
        assert about == []
    else:
        assert any(words in line for line in about), about
        assert len(about) <= 3


def test_windows_letters_are_read_and_the_first_is_named(tmp_path: Path) -> None:
    header = csv("Header", "17,1,03/05/2015,WBRI,Ã1,,").encode("cp1252")
    found = read(put(tmp_path, "h.csv", header), year=2022)
    assert only(found, "child_details")[0][4] == "Ã1"
    assert "warning: h.csv, row 2: is written as Windows-1252 instead of UTF-8" in said(found)


def test_rows_are_numbered_as_a_spreadsheet_shows_them_though_a_cell_runs_over_lines(tmp_path: Path) -> None:
    headings = "CHILD,DOB,REVIEW,REVIEW_CODE,NOTES"
    rows = ('17,,01/05/2021,PN1,"two\nlines"', "18,,soon,PN1,", "19,,01/06/2021,PN9,", "20,,01/07/2021,PN1,é")
    path = put(tmp_path, "r.csv", csv("Reviews", *rows, headings=headings).encode("cp1252"))
    found = read(path)
    assert found.rejects["ROW"].to_list() == [3]
    assert [issue.where.row for issue in found.issues if (issue.where.row or 1) > 1] == [5, 4, 3]


def test_pupil_numbers_in_small_letters_are_capitals(tmp_path: Path) -> None:
    header = csv("Header", "17,1,03/05/2015,WBRI,un1,,", "18,1,03/05/2015,WBRI,a12345678901b,,")
    found = read(put(tmp_path, "h.csv", header), year=2022)
    assert [row[4] for row in only(found, "child_details")] == ["UN1", "A12345678901B"]
    capitals = "lower-case or padded codes are read as capitals without spaces"
    assert said(found) == [f"warning: h.csv, Header, row 2, UPN: {capitals} (2 times, first here)"]


def test_of_cells_in_rejected_rows_nothing_is_said_to_be_kept(tmp_path: Path) -> None:
    bad = [f"{child},soon,S,ZZ,n1,U6,PR1,,,,,," for child in (17, 18)]
    good = "19,01/04/2021,S,C2,N1,u6,PR1,,,,,,"
    found = read(put(tmp_path, "e.csv", csv("Episodes", *bad, good, good.replace("19", "20").replace("C2", "ZZ"))))
    assert [line for line in said(found) if line.startswith("warning") and "Header" not in line] == [
        "warning: e.csv, Episodes, row 5, LS: “ZZ” is not a code of LS; kept as given",
        "warning: e.csv, Episodes, row 4, PLACE: lower-case or padded codes are read as capitals without spaces"
        " (2 times, first here)",
    ]


def test_letters_beyond_english_are_read_as_they_are(tmp_path: Path) -> None:
    found = read(put(tmp_path, "r.csv", csv("Missing", "É7,,M,01/02/2022,")))
    assert only(found, "missing_episode")[0][0] == "É7"
    assert not any("Windows" in line for line in said(found))


def test_columns_in_another_order_and_columns_of_others(tmp_path: Path) -> None:
    text = csv(
        "Reviews", "Northport,01/02/2022,17,PN1,03/05/2015,2022", headings="LA,REVIEW,CHILD,REVIEW_CODE,DOB,YEAR"
    )
    found = read(put(tmp_path, "r.csv", text))
    assert only(found, "review") == [("17", dt.date(2015, 5, 3), dt.date(2022, 2, 1), "PN1")]
    assert any("columns that the return does not have are left out: LA, YEAR" in line for line in said(found))


def test_a_file_with_the_columns_of_two_tables_is_the_one_it_has_most_of(tmp_path: Path) -> None:
    text = csv("Header", "17,1,03/05/2015,WBRI,UN1,,,", headings="CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,DUC")
    found = read(put(tmp_path, "h.csv", text), year=2022)
    assert [*found.returns[0].tables] == ["child_details"]
    assert any("columns that the return does not have are left out: DUC" in line for line in said(found))


def test_a_quotation_mark_closed_rows_later_keeps_out_its_own_row_only(tmp_path: Path) -> None:
    rows = ('17,,01/05/2021,"PN1', "18,,02/05/2021,PN2", '19,,03/05/2021,PN3"')
    found = read(put(tmp_path, "r.csv", csv("Reviews", *rows)))
    assert [row[0] for row in only(found, "review")] == ["18", "19"]
    ((child, reason),) = found.rejects.select("CHILD", "REASON").rows()
    assert child == "17"
    assert "a quotation mark is opened and not closed" in reason


def test_a_missing_column_is_blank_and_said(tmp_path: Path) -> None:
    text = csv("Missing", "17,M,01/02/2022,02/02/2022", headings="CHILD,MISSING,MIS_START,MIS_END")
    found = read(put(tmp_path, "m.csv", text))
    assert only(found, "missing_episode")[0][1] is None
    assert any("there is no column DOB; its cells are taken as blank" in line for line in said(found))


def test_one_warning_stands_for_many_cells(tmp_path: Path) -> None:
    rows = [f"17,{day:02}/05/2021,s,C2,N1,U6,PR1,,,,,," for day in range(1, 29)]
    found = read(put(tmp_path, "e.csv", csv("Episodes", *rows)))
    lines = [line for line in said(found) if "lower-case" in line]
    assert lines == [
        "warning: e.csv, Episodes, row 2, RNE: lower-case or padded codes are read as capitals without spaces"
        " (28 times, first here)"
    ]


def test_sexes_of_all_years_are_one_value(tmp_path: Path) -> None:
    rows = [f"{n},{sex},03/05/2015,WBRI,UN1,," for n, sex in enumerate(["1", "2", "M", "f", "U", "1.0", "9"])]
    found = read(put(tmp_path, "h.csv", csv("Header", *rows)), year=2025)
    assert [row[1] for row in only(found, "child_details")] == ["M", "F", "M", "F", "U", "M", "9"]
    assert any("“9” is not a code of SEX; kept as given" in line for line in said(found))


def test_unknown_codes_and_odd_numbers_are_kept_and_said(tmp_path: Path) -> None:
    oc2 = csv("OC2", "17,03/05/2015,41,,1,0,1,1,1,0,,", "18,,12.0,SDQ9,,,,,,,,")
    found = read(put(tmp_path, "o.csv", oc2), put(tmp_path, "e.csv", EPISODES))
    rows = only(found, "health_year")
    assert rows[0][2] == "41"
    assert rows[1][2:4] == ("12", "SDQ9")
    assert rows[0][-1] == 2022
    lines = "\n".join(said(found))
    assert "“41” is not a whole number from 0 to 40" in lines
    assert "“SDQ9” is not a code of SDQ_REASON" in lines
    assert "“12.0” is taken as a whole number" in lines


def test_an_authority_code_of_three_digits_is_no_surprise(tmp_path: Path) -> None:
    rows = ["17,,P1,880,zz/05/2015", "18,,P2,WAL,zz/zz/zzzz", "19,,Z1,,", "20,,P1,12,15/06/2014", "21,,P1,,2014-06-15"]
    found = read(put(tmp_path, "p.csv", csv("PrevPerm", *rows)), year=2022)
    assert [row[4] for row in only(found, "previous_permanence")] == [
        *("zz/05/2015", "zz/zz/zzzz", None, "15/06/2014", "15/06/2014"),
    ]
    lines = "\n".join(said(found))
    assert "“12” is not a code of LA_PERM" in lines
    assert "“880”" not in lines


def test_a_whole_date_of_a_previous_permanence_is_read_in_every_form_that_other_dates_are(tmp_path: Path) -> None:
    rows = ["17,,P1,880,1/5/2015", "18,,P1,880,01/05/2015 00:00", "19,,P1,880,2015-05-01T00:00:00.0Z"]
    found = read(put(tmp_path, "p.csv", csv("PrevPerm", *rows)), year=2022)
    assert [row[4] for row in only(found, "previous_permanence")] == ["01/05/2015"] * 3
    place = "warning: p.csv, PrevPerm, row {}, DATE_PERM: dates "
    assert place.format(2) + "without leading zeros or with a time of 00:00 are read (2 times, first here)" in said(
        found
    )
    assert place.format(4) + "written year first (ISO) are read" in said(found)


def test_codes_outside_their_years_are_said_and_kept(tmp_path: Path) -> None:
    rows = [
        "17,01/04/2023,S,C2,N1,H5,PR1,,,,,,",  # open into 2024-25, begun while H5 was in use
        "18,01/05/2024,S,C2,N1,H5,PR1,,,,,,",
        "19,01/05/2016,S,C2,N1,U6,PR1,01/06/2024,E43,,,,",
        "20,01/05/2016,S,C2,N1,U6,PR1,01/06/2017,E43,,,,",
    ]
    found = read(put(tmp_path, "e.csv", csv("Episodes", *rows)), year=2025)
    lines = [line for line in said(found) if "is a code of returns" in line]
    assert lines == [
        "warning: e.csv, Episodes, row 3, PLACE: “H5” is a code of returns up to 2024; kept as given",
        "warning: e.csv, Episodes, row 4, REC: “E43” is a code of returns up to 2018; kept as given",
    ]
    workers = csv("SWEpisodes", "17,,SW1,01/05/2021,,MANAGE")
    lines = said(read(put(tmp_path, "s.csv", workers), year=2022))
    assert any("the return of 2022 has no such table; kept" in line for line in lines)
    assert any("“MANAGE” is a code of returns from 2024" in line for line in lines)


def test_rows_that_cannot_be_read_stay_out_with_the_reason_and_the_good_go_in(tmp_path: Path) -> None:
    rows = [
        ",01/04/2021,S,C2,N1,U6,PR1,,,,,,",
        "17,,S,C2,N1,U6,PR1,,,,,,",
        "17,31/02/2021,S,C2,N1,U6,PR1,,,,,,",
        "17,01/04/2021,S,C2,N1,U6,PR1,soon,,,,,",
        "17,01/04/2028,S,C2,N1,U6,PR1,,,,,,",
        "17,01/04/21,S,C2,N1,U6,PR1,,,,,,",
        "17,01/05/2021,S,C2,N1,U6,PR1,,,,,,,,oh",
        "17,NULL,S,C2,N1,U6,PR1,,,,,,",
        "17,01/01/0021,S,C2,N1,U6,PR1,,,,,,",
        "18,01/06/2021,S,C2,N1,U6,PR1,,,,,,",
        ",,,,,,,,,,,,",
    ]
    found = read(put(tmp_path, "e.csv", csv("Episodes", *rows)))
    assert [row[0] for row in only(found, "care_episode")] == ["18"]
    assert found.rejects.select("TABLE", "FILE", "ROW").row(0) == ("Episodes", "e.csv", 2)
    assert found.rejects["REASON"].to_list() == [
        "CHILD is blank",
        "DECOM is blank",
        "DECOM “31/02/2021” is not a date (dd/mm/yyyy)",
        "DEC “soon” is not a date (dd/mm/yyyy)",
        "DECOM 01/04/2028 is after the day of import",
        "DECOM “01/04/21” is not a date (dd/mm/yyyy)",
        "the row has more cells than there are headings",
        "DECOM is blank",
        "DECOM “01/01/0021” is not a date (dd/mm/yyyy)",
    ]
    assert "rejected: e.csv, Episodes, row 5: DEC “soon” is not a date (dd/mm/yyyy)" in said(found)
    assert found.rejects["DECOM"][2] == "31/02/2021"


def test_every_date_column_keeps_a_bad_row_out(tmp_path: Path) -> None:
    found = read(put(tmp_path, "p.csv", csv("PrevPerm", "17,,P1,,once", "18,,P1,,45/01/2014", "19,,P1,,")), year=2022)
    assert found.rejects["REASON"].to_list() == [
        "DATE_PERM “once” is not a date (dd/mm/yyyy)",
        "DATE_PERM “45/01/2014” is not a date (dd/mm/yyyy)",
    ]


def test_many_bad_rows_are_named_to_a_limit_and_all_come_back(tmp_path: Path) -> None:
    rows = ["17,x,S,C2,N1,U6,PR1,,,,,,"] * 200 + ["17,01/05/2021,S,C2,N1,U6,PR1,,,,,,"]
    found = read(put(tmp_path, "e.csv", csv("Episodes", *rows)))
    assert found.rejects.height == 200
    assert len(said(found)) < 60
    assert any("more rows cannot be read; the rejects file has them all (150 times" in line for line in said(found))


def test_days_to_come_and_days_too_early_are_kept_and_said(tmp_path: Path) -> None:
    rows = ["17,01/05/1990,S,C2,N1,U6,PR1,01/05/2027,X1,,,,", "18,01/05/2021,S,C2,N1,U6,PR1,01/05/2021,E8,,,,"]
    found = read(put(tmp_path, "e.csv", csv("Episodes", *rows)))
    assert len(only(found, "care_episode")) == 2
    lines = "\n".join(said(found))
    assert "row 2, DEC: lies after the day of import; kept as given" in lines
    assert "row 2, DECOM: lies before 14/10/1991" in lines
    assert "row 3, DEC: is not after DECOM; kept as given" in lines


def test_an_odd_child_id_is_kept_as_text(tmp_path: Path) -> None:
    found = read(put(tmp_path, "r.csv", csv("Reviews", "007,,01/02/2022,PN1", "A/1 ,,01/02/2022,PN1")))
    assert [row[0] for row in only(found, "review")] == ["007", "A/1"]
    assert any("“A/1” is not one to ten letters and digits" in line for line in said(found))


def test_a_file_with_headings_only_is_a_return_without_rows(tmp_path: Path) -> None:
    found = read(put(tmp_path, "e.csv", csv("Episodes")), put(tmp_path, "h.csv", HEADER), year=2022)
    assert only(found, "care_episode") == []
    assert said(found) == []


def test_a_folder_with_other_things_says_what_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "e.csv", EPISODES)
    put(tmp_path, "h.csv", HEADER)
    put(tmp_path, "notes.docx", b"PK\x03\x04")
    put(tmp_path, "odd.csv", "NAME,AGE\na,1\n")
    put(tmp_path / "inside" / "deeper", "e.csv", EPISODES)
    put(tmp_path, ".hidden.csv", "x")
    found = read(tmp_path)
    lines = said(found)
    assert "warning: notes.docx: is neither CSV nor XML and is left out" in lines
    assert "warning: deeper: folder inside a folder is left out" in lines
    assert any(
        line.startswith("error: odd.csv, row 1: its first row (“NAME, AGE…”) is not the headings") for line in lines
    )
    assert len(only(found, "care_episode")) == 2


def test_the_same_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "e.csv", EPISODES)
    assert len(only(read(path, path, tmp_path), "care_episode")) == 2


def test_nothing_to_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no CSV or XML file of a 903 return here"):
        read(tmp_path)


def test_home_is_understood() -> None:
    assert door.name_of("~/x.csv") == Path.home() / "x.csv"
    assert door.name_of("~nobody-of-that-name/x.csv") == Path("~nobody-of-that-name/x.csv")


def test_progress_can_stop_it(tmp_path: Path) -> None:
    from models.progress import Cancelled
    from models.returns import ssda903

    def stop(share: float, words: str) -> None:
        if "Checking" in words:
            raise Cancelled

    with pytest.raises(Cancelled):
        ssda903.read([put(tmp_path, "e.csv", EPISODES)], year=None, today=TODAY, progress=stop)
