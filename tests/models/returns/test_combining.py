"""Within one return: one row per key, what differs kept aside, and contradictions said but taken as reported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.support.returns import Kept, csv, put, read, said

HEADERS = csv("Header", "17,1,03/05/2015,WBRI,UN1,,", "18,2,04/05/2015,WBRI,UN1,,")


def episodes(folder: Path, *rows: str, headers: str | None = HEADERS) -> Path:
    if headers:
        put(folder, "h.csv", headers)
    put(folder, "e.csv", csv("Episodes", *rows))
    return folder


def test_identical_rows_count_once(tmp_path: Path) -> None:
    row = "17,01/04/2021,S,C2,N1,U6,PR1,,,,,,"
    found = read(episodes(tmp_path, row, row, row))
    assert found.returns[0].tables["care_episode"].height == 1
    assert "warning: e.csv, Episodes, row 2: the same row stands twice; it counts once (2 times, first here)" in said(
        found
    )
    assert "set_aside" not in found.returns[0].tables


def test_the_closed_row_counts_when_only_the_end_differs(tmp_path: Path) -> None:
    opened = "17,01/04/2021,S,C2,N1,U6,PR1,,,,,,"
    closed = "17,01/04/2021,S,C2,N1,U6,PR1,01/06/2021,E8,,,,"
    kept = Kept()
    done = kept.take(episodes(tmp_path, opened, closed))
    assert kept.rows("care_episode", "dec") == [(dt.date(2021, 6, 1),)]
    assert kept.rows("set_aside", "child", "source", "content", "why") == [
        (
            "17",
            "Episodes 2022",
            "CHILD=17, DECOM=01/04/2021, RNE=S, LS=C2, CIN=N1, PLACE=U6, PLACE_PROVIDER=PR1",
            "the same row stands closed; the closed one counts",
        )
    ]
    assert (
        "e.csv, Episodes, row 2: the same row stands closed; the closed one counts; this one is kept aside"
        in done.text()
    )
    assert done.line == "new 3, changed 0, same 0, conflicts 0, rejected 0"
    assert kept.take(episodes(tmp_path, closed, opened)).bulk is None


def test_otherwise_a_short_break_gives_way_and_then_the_shorter(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(
        episodes(
            tmp_path,
            "17,01/04/2021,S,V4,N1,U6,PR1,,,,,,",
            "17,01/04/2021,S,C2,N1,U6,PR1,01/06/2021,E8,,,,",
            "17,01/04/2021,S,C1,N1,U6,PR1,01/07/2021,E8,,,,",
            "18,01/04/2021,S,C1,N1,U6,PR1,01/07/2021,E8,,,,",
            "18,01/04/2021,S,C2,N1,U6,PR1,,,,,,",
        )
    )
    assert kept.rows("care_episode", "child", "ls") == [("17", "C1"), ("18", "C2")]
    assert len(kept.rows("set_aside")) == 3


def test_of_two_headers_the_fuller_counts_and_of_two_reviews(tmp_path: Path) -> None:
    headers = csv("Header", "17,1,03/05/2015,WBRI,,,", "17,1,03/05/2015,WBRI,UN1,,")
    put(tmp_path, "r.csv", csv("Reviews", "17,,01/05/2021,", "17,,01/05/2021,PN1"))
    kept = Kept()
    kept.take(episodes(tmp_path, "17,01/04/2021,S,C2,N1,U6,PR1,,,,,,", headers=headers))
    assert kept.rows("child_details", "upn") == [("UN1",)]
    assert kept.rows("review", "review_code") == [("PN1",)]
    assert len(kept.rows("set_aside")) == 2


def test_many_doubles_are_said_to_a_limit(tmp_path: Path) -> None:
    rows = [f"17,{day:02}/04/2021,S,{ls},N1,U6,PR1,,,,,," for day in range(1, 29) for ls in ("C1", "C2")]
    found = read(episodes(tmp_path, *rows))
    assert found.returns[0].tables["set_aside"].height == 28
    assert any("more rows are kept aside (8 times" in line for line in said(found))


def test_a_child_without_header_goes_in_and_is_flagged(tmp_path: Path) -> None:
    found = read(episodes(tmp_path, "19,01/04/2021,S,C2,N1,U6,PR1,,,,,,", "17,01/04/2021,S,C2,N1,U6,PR1,,,,,,"))
    assert "warning: e.csv, Episodes, row 2, CHILD: child 19 has no Header; the rows go in without one" in said(found)
    assert found.returns[0].tables["care_episode"].height == 2
    many = read(episodes(tmp_path, *[f"{child},01/04/2021,S,C2,N1,U6,PR1,,,,,," for child in (1, 2, 17)]))
    assert any("2 children have no Header" in line for line in said(many))
    alone = read(episodes(tmp_path / "alone", "19,01/04/2021,S,C2,N1,U6,PR1,,,,,,", headers=None))
    assert said(alone) == ["warning: e.csv, Header: the return has no Header; its children go in without one"]


def test_births_and_sexes_beside_the_header_are_kept_only_where_they_differ(tmp_path: Path) -> None:
    put(
        tmp_path,
        "r.csv",
        csv("Reviews", "17,03/05/2015,01/05/2021,PN1", "18,09/09/2015,01/05/2021,PN1", "18,,02/05/2021,PN1"),
    )
    put(tmp_path, "u.csv", csv("UASC", "17,1,03/05/2015,", "18,1,04/05/2015,01/06/2021"))
    found = read(episodes(tmp_path, "17,01/04/2021,S,C2,N1,U6,PR1,,,,,,"))
    tables = found.returns[0].tables
    assert tables["review"]["dob"].to_list() == [None, dt.date(2015, 9, 9), None]
    assert tables["uasc"].select("sex", "dob").rows() == [(None, None), ("M", None)]
    assert "warning: r.csv, Reviews, row 3, DOB: differs from the Header; kept as given" in said(found)
    assert "warning: u.csv, UASC, row 3, SEX: differs from the Header; kept as given" in said(found)


def test_a_birth_without_a_header_is_kept(tmp_path: Path) -> None:
    put(tmp_path, "r.csv", csv("Reviews", "19,03/05/2015,01/05/2021,PN1"))
    found = read(episodes(tmp_path, "17,01/04/2021,S,C2,N1,U6,PR1,,,,,,"))
    assert found.returns[0].tables["review"]["dob"].to_list() == [dt.date(2015, 5, 3)]


def test_contradictions_in_the_chain_go_in_as_reported_and_are_said(tmp_path: Path) -> None:
    rows = [
        "17,01/04/2021,S,C2,N1,U6,PR1,01/06/2021,X1,,,,",  # the next begins before
        "17,20/05/2021,P,C2,N1,U6,PR1,,,,,,",  # open though a later one has begun
        "17,01/07/2021,P,C2,N1,U6,PR1,01/08/2021,X1,,,,",  # goes on nowhere
        "18,01/04/2021,S,C2,N1,U6,PR1,,E8,,,,",
        "18,01/06/2021,S,C2,N1,U6,PR1,01/07/2021,,,,,",
    ]
    found = read(episodes(tmp_path, *rows))
    assert found.returns[0].tables["care_episode"].height == 5
    lines = [line.removeprefix("warning: e.csv, Episodes, ") for line in said(found)]
    assert lines == [
        "row 2: the next episode begins before this one ends; it goes in as reported",
        "row 3: the episode is open though a later one has begun; it goes in as reported",
        "row 5: the episode is open though a later one has begun; it goes in as reported",
        "row 2: REC is X1 but no episode goes on from that day; it goes in as reported",
        "row 4: REC is X1 but no episode goes on from that day; it goes in as reported",
        "row 5: REC stands without DEC; it goes in as reported",
        "row 6: DEC stands without REC; it goes in as reported",
    ]


def test_many_contradictions_are_said_to_a_limit(tmp_path: Path) -> None:
    rows = [f"17,{day:02}/04/2021,S,C2,N1,U6,PR1,,,,,," for day in range(1, 29)]
    lines = said(read(episodes(tmp_path, *rows)))
    assert len(lines) == 21
    assert "more rows of this kind (7 times, first here)" in lines[-1]
