"""Importing is three-way and belongs to years: typed values stay, later returns win, blanks win nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.returns import Kept, csv, put

D = dt.date


def episodes(folder: Path, year: int, *rows: str) -> Path:
    """One year's Episodes, with a review of the year's last day so that the year is plain."""
    put(folder / str(year), "e.csv", csv("Episodes", *rows))
    put(folder / str(year), "r.csv", csv("Reviews", f"99,,31/03/{year},PN1"))
    put(folder / str(year), "h.csv", csv("Header", "17,1,03/05/2015,WBRI,UN1,,", "99,2,03/05/2014,WBRI,UN1,,"))
    return folder / str(year)


OPEN = "17,01/04/2021,S,C2,N1,U6,PR1,,,,AB1 2CD,AB1 3CD,1234567"
CLOSED = "17,01/04/2021,S,C2,N1,U6,PR1,03/06/2022,E4A,,AB1 2CD,AB1 3CD,1234567"
LINE = "new {}, changed {}, same {}, conflicts {}, rejected {}"


def test_importing_the_same_return_again_records_nothing_and_says_so(tmp_path: Path) -> None:
    kept, folder = Kept(), episodes(tmp_path, 2022, OPEN)
    assert kept.take(folder).line == LINE.format(4, 0, 0, 0, 0)
    again = kept.take(folder)
    assert again.bulk is None
    assert again.line == LINE.format(0, 0, 4, 0, 0)
    assert again.text().splitlines()[-2:] == ["There is nothing to record.", again.line]


def test_a_later_return_closes_an_episode(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    done = kept.take(episodes(tmp_path, 2023, CLOSED))
    assert done.changed == 1
    assert kept.rows("care_episode", "dec", "rec") == [(D(2022, 6, 3), "E4A")]
    assert done.differences.filter(what="changed").rows() == [
        ("care_episode", "17", "01/04/2021", "dec", None, "03/06/2022", "changed"),
        ("care_episode", "17", "01/04/2021", "rec", None, "E4A", "changed"),
    ]


def test_an_earlier_return_only_fills_blanks(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2023, CLOSED.replace("AB1 3CD", "").replace("C2", "C1")))
    kept.take(episodes(tmp_path, 2022, OPEN))
    assert kept.rows("care_episode", "ls", "pl_post", "dec", "year", "older") == [
        ("C1", "AB1 3CD", D(2022, 6, 3), 2023, "pl_post=2022")
    ]


def test_the_later_header_wins_whatever_the_order(tmp_path: Path) -> None:
    early = put(tmp_path, "early.csv", csv("Header", "17,1,03/05/2015,WBRI,UN1,,"))
    late = put(tmp_path, "late.csv", csv("Header", "17,2,04/05/2015,MWAS,A123456789012,,"))
    one, other = Kept(), Kept()
    one.take(early, year=2022), one.take(late, year=2024)
    other.take(late, year=2024), other.take(early, year=2022)
    assert one.everything() == other.everything()
    assert one.rows("child_details", "sex", "dob", "ethnic") == [("F", D(2015, 5, 4), "MWAS")]


def test_what_was_typed_here_stays_when_the_return_says_what_it_said_before(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", ls="E1")
    assert kept.take(episodes(tmp_path, 2022, OPEN)).bulk is None
    kept.take(episodes(tmp_path, 2023, OPEN))
    assert kept.rows("care_episode", "ls") == [("E1",)]
    assert kept.take(episodes(tmp_path, 2023, OPEN)).bulk is None


def test_what_was_typed_here_outlives_an_import_that_changes_another_cell(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", ls="E1", urn="50% ;x")
    kept.take(episodes(tmp_path, 2023, CLOSED))
    assert kept.rows("care_episode", "ls", "dec") == [("E1", D(2022, 6, 3))]
    assert kept.take(episodes(tmp_path, 2023, CLOSED)).bulk is None
    assert kept.rows("care_episode", "ls") == [("E1",)]
    kept.edit("care_episode", "17", ls="C2")
    done = kept.take(episodes(tmp_path, 2024, CLOSED.replace("C2", "D1")))
    assert (done.changed, done.conflicts) == (1, 0)
    assert kept.rows("care_episode", "ls", "urn") == [("D1", "50% ;x")]


@pytest.mark.parametrize(("accept", "result"), [("ours", "E1"), ("theirs", "C1")])
def test_both_changed_is_a_conflict_to_confirm(tmp_path: Path, accept: str, result: str) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", ls="E1")
    done = kept.take(episodes(tmp_path, 2023, OPEN.replace("C2", "C1")), accept=accept)  # type: ignore[arg-type]
    assert done.line == LINE.format(1, 0, 2, 1, 0)
    assert done.conflict_list.rows() == [("care_episode", "17", "01/04/2021", "ls", "E1", "C1", "C2")]
    assert "conflict: Episodes, child 17 01/04/2021: LS here E1, return C1, imported before C2" in done.text()
    assert done.absent.is_empty()  # it is in the return, whatever becomes of the conflict
    assert kept.rows("care_episode", "ls") == [(result,)]


def test_a_conflict_left_as_ours_can_still_be_accepted_later(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", ls="E1")
    later = episodes(tmp_path, 2023, OPEN.replace("C2", "C1"))
    kept.take(later)
    again = kept.take(later)
    assert (again.conflicts, again.bulk) == (1, None)
    kept.take(later, accept="theirs")
    assert kept.rows("care_episode", "ls") == [("C1",)]
    assert kept.take(later).line == LINE.format(0, 0, 4, 0, 0)


def test_the_same_change_on_both_sides_is_no_conflict(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", dec=D(2022, 6, 3), rec="E4A")
    done = kept.take(episodes(tmp_path, 2023, CLOSED))
    assert (done.changed, done.conflicts) == (0, 0)
    assert kept.rows("care_episode", "dec", "rec", "year", "older") == [(D(2022, 6, 3), "E4A", 2023, None)]


def test_a_cell_cleared_here_stays_clear_until_the_return_says_something_new(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", urn=None)
    kept.take(episodes(tmp_path, 2023, OPEN))
    assert kept.rows("care_episode", "urn", "older") == [(None, "urn=2023:1234567")]
    assert kept.take(episodes(tmp_path, 2023, OPEN.replace("1234567", "7654321"))).conflicts == 1


@pytest.mark.parametrize(("accept", "result"), [("ours", (D(2022, 6, 3), "E4A")), ("theirs", (None, None))])
def test_a_blank_never_reopens_and_is_a_conflict_when_the_year_had_ended_by_then(
    tmp_path: Path, accept: str, result: tuple[object, ...]
) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2023, CLOSED))
    assert kept.take(episodes(tmp_path, 2022, OPEN)).conflicts == 0
    done = kept.take(episodes(tmp_path, 2024, OPEN), accept=accept)  # type: ignore[arg-type]
    assert done.conflicts == 1
    assert done.conflict_list.select("field", "ours", "theirs").rows() == [("dec", "03/06/2022", None)]
    assert kept.rows("care_episode", "dec", "rec") == [result]


def test_an_end_typed_here_meets_a_later_return_that_has_the_episode_open(tmp_path: Path) -> None:
    kept, later = Kept(), episodes(tmp_path, 2024, OPEN)
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", dec=D(2023, 1, 5), rec="E8")
    assert kept.take(episodes(tmp_path, 2022, OPEN)).line == LINE.format(0, 0, 4, 0, 0)
    assert kept.take(later).conflicts == 1
    assert kept.rows("care_episode", "dec", "rec") == [(D(2023, 1, 5), "E8")]
    assert (again := kept.take(later)).conflicts == 1
    assert again.bulk is None


def test_a_row_typed_here_is_taken_up_by_the_return_that_reports_it(tmp_path: Path) -> None:
    kept = Kept()
    cells = {"rne": "S", "ls": "C2", "cin": "N1", "place": "U6", "place_provider": "PR1", "home_post": "ZZ9 9ZZ"}
    kept.type("care_episode", "17", decom=D(2021, 4, 1), **cells)
    kept.type("care_episode", "18", decom=D(2021, 4, 1), **cells)
    done = kept.take(episodes(tmp_path, 2022, OPEN))
    assert (done.conflicts, done.conflict_list["field"].to_list()) == (1, ["home_post"])
    assert kept.rows("care_episode", "child", "home_post", "urn", "older") == [
        ("17", "ZZ9 9ZZ", "1234567", "home_post=:;pl_post=2022;urn=2022;rne=2022")
    ] or kept.rows("care_episode", "child", "home_post", "urn")[0] == ("17", "ZZ9 9ZZ", "1234567")
    assert kept.take(episodes(tmp_path, 2022, OPEN)).bulk is None
    assert kept.take(episodes(tmp_path, 2023, CLOSED)).changed == 0
    assert kept.rows("care_episode", "child", "dec", "home_post")[0] == ("17", D(2022, 6, 3), "ZZ9 9ZZ")


def test_a_row_whose_date_was_moved_here_does_not_come_back_under_its_old_date(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", decom=D(2021, 4, 9), imported_as=D(2021, 4, 1))
    assert kept.take(episodes(tmp_path, 2022, OPEN)).bulk is None
    kept.take(episodes(tmp_path, 2023, CLOSED))
    assert kept.rows("care_episode", "decom", "dec") == [(D(2021, 4, 9), D(2022, 6, 3))]
    moved = CLOSED.replace("01/04/2021", "09/04/2021")
    assert kept.take(episodes(tmp_path, 2023, moved)).line == LINE.format(0, 0, 4, 0, 0)
    both = kept.take(episodes(tmp_path, 2023, CLOSED, moved))
    assert any("another row was moved to this date here" in str(issue) for issue in both.warnings)
    assert len(kept.rows("care_episode")) == 1
    assert kept.rows("set_aside", "source", "why") == [("Episodes 2023", "another row was moved to this date here")]
    assert kept.take(episodes(tmp_path, 2023, CLOSED, moved)).bulk is None


def test_a_row_removed_here_stays_removed_unless_the_return_says_something_new(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    kept.edit("care_episode", "17", ended=True)
    assert kept.take(episodes(tmp_path, 2022, OPEN)).bulk is None
    done = kept.take(episodes(tmp_path, 2023, CLOSED))
    assert done.conflicts == 1
    assert kept.rows("care_episode", "dec") == []
    kept.take(episodes(tmp_path, 2023, CLOSED), accept="theirs")
    assert kept.rows("care_episode", "dec") == [(D(2022, 6, 3),)]


def test_after_an_import_was_undone_it_can_be_imported_again(tmp_path: Path) -> None:
    kept, folder = Kept(), episodes(tmp_path, 2022, OPEN)
    kept.take(folder)
    for fact, rows in kept.ours.items():
        for number in rows:
            rows[number] = {**rows[number], "ended": True}
        kept.base[fact].clear()
    assert kept.take(folder).line == LINE.format(4, 0, 0, 0, 0)
    assert kept.take(folder).bulk is None


def test_open_here_but_absent_from_a_later_return_is_reported_and_not_removed(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN, OPEN.replace("17,", "99,")))
    done = kept.take(episodes(tmp_path, 2024, OPEN.replace("17,", "99,")))
    assert done.absent.rows() == [("17", D(2021, 4, 1))]
    assert "absent: child 17, episode from 01/04/2021 is open here but not in the latest return" in done.text()
    assert len(kept.rows("care_episode")) == 2
    assert kept.take(episodes(tmp_path, 2022, OPEN)).absent.is_empty()


def test_a_return_of_other_children_says_nothing_of_ours(tmp_path: Path) -> None:
    kept = Kept()
    kept.take(episodes(tmp_path, 2022, OPEN))
    assert kept.take(episodes(tmp_path, 2024, OPEN.replace("17,", "55,"))).absent.is_empty()


def test_health_and_care_leavers_are_kept_year_by_year(tmp_path: Path) -> None:
    kept = Kept()
    for year in (2023, 2022):
        put(tmp_path / f"oc{year}", "o.csv", csv("OC2", f"17,03/05/2015,{year % 100},,,,,,,,,"))
        put(tmp_path / f"oc{year}", "l.csv", csv("OC3", "17,03/05/2015,YES,F2,B1"))
        kept.take(tmp_path / f"oc{year}", year=year)
    assert kept.rows("health_year", "of_year", "sdq_score") == [(2022, "22"), (2023, "23")]
    assert kept.rows("care_leaver", "of_year") == [(2022,), (2023,)]


def test_a_table_that_only_one_of_two_returns_has_is_taken_from_that_one(tmp_path: Path) -> None:
    folders = [episodes(tmp_path, 2022, OPEN), episodes(tmp_path, 2023, CLOSED)]
    put(folders[1], "m.csv", csv("Missing", "17,,M,01/05/2022,02/05/2022"))
    kept = Kept()
    kept.take(*folders)
    assert kept.rows("missing_episode", "child", "year") == [("17", 2023)]


def test_rejects_come_back_as_a_file_that_runs_no_formula(tmp_path: Path) -> None:
    folder = episodes(tmp_path, 2022, OPEN, "=1+1,soon,S,C2,N1,U6,PR1,,,,,,")
    done = Kept().take(folder)
    assert done.rejected == 1
    done.rejects_csv(tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("TABLE,FILE,ROW,REASON,CHILD,DECOM,RNE")
    assert lines[1].startswith("Episodes,e.csv,3,DECOM “soon” is not a date (dd/mm/yyyy),'=1+1,soon,S")
    assert sorted(path.name for path in tmp_path.glob("out*")) == ["out.csv"]
    Kept().take(episodes(tmp_path, 2022, OPEN)).rejects_csv(tmp_path / "none.csv")
    assert (tmp_path / "none.csv").read_text("utf-8-sig").strip() == "TABLE,FILE,ROW,REASON"


def test_the_proposal_names_years_files_and_ends_with_one_line(tmp_path: Path) -> None:
    done = Kept().take(episodes(tmp_path, 2022, OPEN), episodes(tmp_path, 2023, CLOSED))
    lines = done.text().splitlines()
    assert lines[0] == "Return of 2021-22 (4 rows): 2022/e.csv, 2022/r.csv, 2022/h.csv"
    assert lines[1].startswith("Return of 2022-23 (4 rows)")
    assert lines[-1] == LINE.format(5, 0, 0, 0, 0)
    assert done.years == (2022, 2023)
    assert done.differences["what"].to_list() == ["new"] * 5
    assert done.bulk is not None
    assert (done.bulk.kind, done.bulk.label, done.bulk.rows) == ("import", "Import SSDA903 2021-22, 2022-23", 5)
