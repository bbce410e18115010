"""An older return does not overwrite a later one, and what it says otherwise is said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from models.edits.bulk import Standing
from models.returns import ssda903

TODAY = dt.date(2026, 11, 21)
HEADINGS = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"


def test_a_cell_that_gives_way_is_named(tmp_path: Path) -> None:
    for year, place in ((2021, "U6"), (2022, "U4")):
        folder = tmp_path / str(year)
        folder.mkdir()
        rows = f"1,01/06/2020,S,C2,N1,{place},PR1,,,,,,\n2,05/04/{year - 1},S,C2,N1,U6,PR1,,,,,,\n"
        (folder / f"episodes{year}.csv").write_text(HEADINGS + rows)
    reading = ssda903.read([tmp_path], year=None, today=TODAY)
    proposal = ssda903.plan(reading, Standing({}, {}))
    said = [str(issue) for issue in proposal.warnings if "gives way" in str(issue)]
    assert said == [
        "episodes2021.csv, Episodes, row 2, PLACE: “U6” gives way to “U4”, which a later year's return says"
    ]
    assert proposal.bulk is not None
    assert "U6" not in proposal.bulk.new["care_episode"].filter(child="1")["place"].to_list()
