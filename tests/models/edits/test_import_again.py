"""What was typed here stands when the same return comes again: nothing old returns as a second fact."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.edits.details import CorrectDetails
from models.edits.facts import values
from models.edits.placements import CorrectPlacement
from models.edits.reported import CorrectReported
from models.returns import ssda903
from tests.support.desks import TODAY, Desk

FILES = {
    "header.csv": "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,2,14/02/2019,WBRI,UN1,,\n",
    "episodes.csv": (
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        "1,01/06/2020,S,C1,N1,U6,PR1,01/09/2020,X1,CARPL,ZZ1 1AA,ZZ1 2BB,SC123456\n"
        "1,01/09/2020,P,C1,N1,U4,PR1,03/05/2021,X1,,ZZ1 1AA,ZZ1 2BC,SC123457\n"
        "1,03/05/2021,L,E1,N1,U4,PR1,,,,ZZ1 1AA,ZZ1 2BC,SC123457\n"
    ),
    "decisions.csv": ("CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,14/02/2019,01/02/2021,,\n"),
}
MOVED = {"which": "new", "place": "K2", "provider": "PR4", "reason": "CREQB"}
PLACED = {"place": "A6", "provider": "PR1", "reason": "CARPL"}


@pytest.mark.parametrize(
    ("key", "on", "answers"),
    [
        ("po", "2021-05-13", {}),
        ("po", "2020-09-01", {}),
        ("po", None, {}),
        ("placed", "2021-10-01", PLACED),
        ("order", "2021-12-01", {"kind": "E45"}),
        ("entry", "2020-05-30", {}),
        ("placement_since", "2020-09-04", {}),
        ("placement_since", None, {}),
        ("placement_since", "2021-10-01", MOVED),
        ("placement_since", "2021-01-01", MOVED),
        ("placement_since", "2021-05-03", MOVED),
        ("legal_since", "2021-10-01", {"which": "new", "ls": "C2"}),
        ("adm", "2021-02-03", {}),
        ("adm", None, {}),
    ],
)
def test_the_same_return_again_records_nothing(key: str, on: str | None, answers: dict[str, str], tmp_path: Path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [tmp_path / name for name in FILES]
    desk = Desk(tmp_path)

    def come() -> ssda903.Proposal:
        return ssda903.plan(ssda903.read(paths, year=2022, today=TODAY), desk.store.standing())

    bulk = come().bulk
    assert bulk is not None
    desk.store.record(bulk, who="A. Clerk")
    desk.type(key, on, **answers)
    typed = desk.rows()
    assert come().bulk is None
    assert desk.rows() == typed
    desk.store.close()


def test_what_the_return_says_and_was_corrected_here_stands(tmp_path: Path):
    away = "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,03/03/2019,M,01/07/2021,03/07/2021\n"
    for name, text in {**FILES, "missing.csv": away}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = [tmp_path / name for name in (*FILES, "missing.csv")]
    desk = Desk(tmp_path)

    def come() -> ssda903.Proposal:
        return ssda903.plan(ssda903.read(paths, year=2022, today=TODAY), desk.store.standing())

    bulk = come().bulk
    assert bulk is not None
    desk.store.record(bulk, who="A. Clerk")
    desk.do(CorrectDetails("1", values({"dob": dt.date(2019, 3, 3), "upn": "A123456789012"}), desk.store.head))
    cells = values({"urn": "SC999999", "cin": "N2", "same_carer": "Y"})
    desk.do(CorrectPlacement("1", dt.date(2020, 9, 1), cells, desk.store.head))
    row = desk.store.fresh(["1"])["missing_episode"].to_dicts()[0]
    assert row["dob"] is None, "the Header has the right birth date now"
    moved = values({"mis_start": dt.date(2021, 7, 2)})
    desk.do(CorrectReported("1", "missing_episode", row["row_id"], moved, desk.store.head))
    typed = {table: desk.rows(table=table) for table in ("child_details", "care_episode", "missing_episode")}
    assert come().bulk is None
    assert {table: desk.rows(table=table) for table in typed} == typed
    desk.store.close()
