"""A year's return is written exactly by its rules, and what was imported comes back cell for cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from csv import reader
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.codes import codes
from models.edits import Refused
from models.returns import ssda903
from models.returns.layouts import TABLES, Table, layout
from tests.support.returns import Kept, csv, put

A, B = dt.date(2022, 4, 1), dt.date(2023, 3, 31)


def cells(path: Path) -> list[tuple[str | None, ...]]:
    """The rows of a written file; blank cells are None."""
    with path.open(newline="", encoding="utf-8") as file:
        return [tuple(cell or None for cell in row) for row in list(reader(file))[1:]]


def written(folder: Path, year: int, **tables: Sequence[str]) -> Mapping[str, list[tuple[str | None, ...]]]:
    """Tables imported (as one whole history) and the year's return written again."""
    for title, rows in tables.items():
        put(folder / "in", f"{title}.csv", csv(title, *rows))
    kept = Kept()
    kept.take(folder / "in")
    paths = ssda903.write(kept.facts(), year, folder / "out")
    return {path.stem: cells(path) for path in paths}


HEADER = ("17,1,03/05/2010,WBRI,UN1,,", "18,2,03/05/2011,WBRI,UN1,,", "19,1,03/05/2003,WBRI,UN1,,")


def test_who_is_in_the_return(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        2023,
        Header=[f"{child},1,03/05/2010,WBRI,UN1,," for child in range(1, 8)],
        Episodes=[
            "1,01/05/2010,S,C2,N1,U6,PR1,31/03/2022,E8,,,,",  # ended the day before A
            "2,01/05/2010,S,C2,N1,U6,PR1,01/04/2022,E8,,,,",  # ended on A
            "3,31/03/2023,S,C2,N1,U6,PR1,,,,,,",  # began on B
            "4,01/04/2023,S,C2,N1,U6,PR1,,,,,,",  # began the day after B
            "5,01/05/2010,S,C2,N1,U6,PR1,01/05/2011,X1,,,,",  # an older episode of a child still in care
            "5,01/05/2011,P,C2,N1,U4,PR1,,,,,,",
        ],
        Reviews=[f"{child},03/05/2010,01/06/2022,PN1" for child in (1, 2, 5)],
        PrevPerm=[f"{child},03/05/2010,Z1,," for child in (1, 2, 6)],
    )
    assert [row[0] for row in found["Episodes"]] == ["2", "3", "5"]
    assert [row[0] for row in found["Header"]] == ["2", "3", "5"]
    assert [row[0] for row in found["Reviews"]] == ["2", "5"]
    assert [row[0] for row in found["PrevPerm"]] == ["2"]


def test_care_leavers_of_the_year_are_in_it_without_episodes(tmp_path: Path) -> None:
    kept = Kept()
    put(tmp_path / "a", "h.csv", csv("Header", *HEADER))
    put(tmp_path / "a", "e.csv", csv("Episodes", "17,01/05/2022,S,C2,N1,U6,PR1,,,,,,"))
    put(tmp_path / "a", "o.csv", csv("OC3", "19,03/05/2003,YES,F2,B1"))
    kept.take(tmp_path / "a")
    ssda903.write(kept.facts(), 2023, tmp_path / "out")
    ssda903.write(kept.facts(), 2024, tmp_path / "later")
    assert [row[0] for row in cells(tmp_path / "out" / "Header.csv")] == ["17", "19"]
    assert cells(tmp_path / "out" / "OC3.csv") == [("19", "03/05/2003", "YES", "F2", "B1")]
    assert [row[0] for row in cells(tmp_path / "later" / "Header.csv")] == ["17"]
    assert cells(tmp_path / "later" / "OC3.csv") == []


def test_an_ending_after_the_year_is_blank_with_its_companions(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        2023,
        Header=HEADER,
        Episodes=["17,01/05/2021,S,C2,N1,U6,PR1,01/04/2023,X1,CARPL,,,", "17,01/04/2023,P,C2,N1,U4,PR1,,,,,,"],
        PlacedAdoption=["17,03/05/2010,01/05/2022,01/05/2023,RD1"],
        Missing=["17,03/05/2010,M,30/03/2023,01/04/2023"],
        UASC=["17,1,03/05/2010,01/05/2023"],
    )
    assert found["Episodes"] == [("17", "01/05/2021", "S", "C2", "N1", "U6", "PR1", *[None] * 6)]
    assert found["PlacedAdoption"] == [("17", "03/05/2010", "01/05/2022", None, None)]
    assert found["Missing"] == [("17", "03/05/2010", "M", "30/03/2023", None)]
    assert found["UASC"] == [("17", "1", "03/05/2010", None)]


def test_each_table_has_the_rows_of_its_rule(tmp_path: Path) -> None:
    found = written(
        tmp_path,
        2023,
        Header=HEADER,
        Episodes=["17,01/05/2021,S,E1,N1,A6,PR1,31/03/2023,E12,,,,", "18,01/05/2021,S,E1,N1,A6,PR1,,,,,,"],
        AD1=["17,03/05/2010,01/05/2021,01/06/2022,0,2,MF,L11", "18,03/05/2011,01/05/2021,,,,,"],
        Reviews=[f"18,03/05/2011,{on},PN1" for on in ("31/03/2022", "01/04/2022", "31/03/2023", "01/04/2023")],
        PlacedAdoption=[
            "18,03/05/2011,01/05/2021,31/03/2022,RD1",
            "18,03/05/2011,01/05/2022,,",
            "18,03/05/2011,01/04/2023,,",
        ],
    )
    assert [row[0] for row in found["AD1"]] == ["17"]
    assert [row[2] for row in found["Reviews"]] == ["01/04/2022", "31/03/2023"]
    assert [row[2] for row in found["PlacedAdoption"]] == ["01/05/2022"]


@pytest.mark.parametrize(
    ("year", "tables", "sex"), [(2023, 10, "1"), (2024, 11, "1"), (2025, 11, "M"), (2027, 12, "M")]
)
def test_each_year_has_its_tables_and_its_codes_of_sex(tmp_path: Path, year: int, tables: int, sex: str) -> None:
    put(tmp_path / "in", "h.csv", csv("Header", *HEADER))
    put(tmp_path / "in", "e.csv", csv("Episodes", "17,01/05/2021,S,C2,N1,U6,PR1,,,,,,"))
    put(tmp_path / "in", "s.csv", csv("SWEpisodes", "17,03/05/2010,SW1,01/05/2021,,MANAGE"))
    kept = Kept()
    kept.take(tmp_path / "in")
    paths = ssda903.write(kept.facts(), year, tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in paths)
    assert len(paths) == tables == len(layout(year).tables)
    assert [row[1] for row in cells(tmp_path / "out" / "Header.csv")] == [sex]
    first = (tmp_path / "out" / "Episodes.csv").read_text().splitlines()[0]
    assert first == ",".join(TABLES["care_episode"].headings)


def test_whole_files_or_none(tmp_path: Path) -> None:
    kept = Kept()
    put(tmp_path / "in", "e.csv", csv("Episodes", "17,01/05/2021,S,C2,N1,U6,PR1,,,,,,"))
    kept.take(tmp_path / "in")
    (tmp_path / "file").write_text("x")
    with pytest.raises(Refused, match="cannot be written to"):
        ssda903.write(kept.facts(), 2022, tmp_path / "file")

    class Stop(Exception):
        pass

    def stop(share: float, words: str) -> None:
        if "Missing" in words:
            raise Stop

    with pytest.raises(Stop):
        ssda903.write(kept.facts(), 2022, tmp_path / "out", stop)
    assert list((tmp_path / "out").iterdir()) == []


def whole_table(table: Table, children: Sequence[str], births: Mapping[str, str]) -> st.SearchStrategy[list[str]]:
    """Rows of one table for the return of 2023: sound cells of every kind, some blank."""
    inside = st.dates(A, B).map(lambda on: on.strftime("%d/%m/%Y"))

    def cell(heading: str) -> st.SearchStrategy[str]:
        field = next(field for field in table.fields if field.heading == heading)
        if heading == "DATE_PERM":
            return st.sampled_from(["", "zz/05/2015", "zz/zz/zzzz", "03/05/2015"])
        if field.kind == "date":
            return inside if heading == table.key else st.one_of(st.just(""), inside)
        if heading == "SEX":
            return st.sampled_from(["1", "2"])
        if field.codes:
            fits = [code.code for code in codes(field.codes).values() if code.fits(2023)]
            return st.sampled_from([*fits, ""])
        return (
            st.sampled_from(["", "AB1 2CD", "1234567", "=1+1", 'a "b", c'])
            if field.kind == "text"
            else st.sampled_from(["", "7"])
        )

    def row(drawn: dict[str, str]) -> str:
        if "DOB" in drawn and table.title != "Header":
            drawn["DOB"] = births[drawn["CHILD"]]
        return ",".join('"' + drawn[heading].replace('"', '""') + '"' for heading in table.headings)

    rows = st.fixed_dictionaries({h: st.sampled_from(children) if h == "CHILD" else cell(h) for h in table.headings})
    keyed = st.lists(rows, max_size=6, unique_by=lambda drawn: (drawn["CHILD"], drawn.get(table.key or "", "")))
    return keyed.map(lambda found: [row(drawn) for drawn in found])


@settings(max_examples=10)
@given(st.data())
def test_what_was_imported_is_written_cell_for_cell(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("round")
    births = {"17": "03/05/2010", "A018": "04/05/2011", "019": "05/05/2012"}
    given_rows = {}
    for table in layout(2023).tables:
        if table.title == "Header":
            rows = [f"{child},{n % 2 + 1},{on},WBRI,UN1,," for n, (child, on) in enumerate(births.items())]
        elif table.title == "UASC":
            rows = ["17,1,03/05/2010,01/06/2022"]
        elif table.title == "AD1":
            rows = ["17,03/05/2010,01/05/2022,,1,2,MM,L12"]
        else:
            rows = data.draw(whole_table(table, list(births), births))
        if table.title == "Episodes":
            rows = [row for row in rows if not row.startswith('"17"')]
            rows += [f"{child},01/05/2009,S,E1,N1,A6,PR1,,,,,," for child in ("A018", "019")]
            rows += ["17,01/05/2009,S,E1,N1,A6,PR1,01/03/2023,E12,,,,"]
        path = put(folder / "in", f"{table.title}.csv", csv(table.title, *rows))
        given_rows[table.title] = sorted(cells(path), key=str)
    kept = Kept()
    kept.record(ssda903.plan(ssda903.read([folder / "in"], year=2023, today=B), kept.standing()).bulk)
    for path in ssda903.write(kept.facts(), 2023, folder / "out"):
        assert sorted(cells(path), key=str) == given_rows[path.stem], path.stem
    again = ssda903.plan(ssda903.read([folder / "out"], year=2023, today=B), kept.standing())
    assert again.bulk is None


def test_a_table_of_another_year_is_never_left_beside_the_return(tmp_path: Path) -> None:
    kept, out = Kept(), tmp_path / "out"
    put(tmp_path / "in", "e.csv", csv("Episodes", "17,01/05/2018,S,C2,N1,U6,PR1,,,,,,"))
    kept.take(tmp_path / "in")
    ssda903.write(kept.facts(), 2025, out)
    ssda903.write(kept.facts(), 2025, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with pytest.raises(Refused, match=r"SWEpisodes.csv of another year.*2019-20.*empty folder"):
        ssda903.write(kept.facts(), 2020, out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
