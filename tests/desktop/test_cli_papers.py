"""The papers' figures on the command line, from the demonstration's file on disk."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from desktop.cli import main
from models.store import Store
from tests.models.samples.test_papers import FIGURES, shown
from tests.support.northport import northport

ASKED: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
for _code, _last, _first, _told in FIGURES:
    ASKED[_last, _first][_code] = _told


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("papers") / "northport.db"
    with Store.create(str(path)) as store:
        store.record(northport(3000), who="demonstration")
    return str(path)


@pytest.mark.parametrize(("last", "first"), ASKED)
def test_permanence_measures_gives_the_papers_figures(
    demonstration: str, last: str, first: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ASKED[last, first]
    since = ["--from", first] if first else []
    words = ["measures", "--db", demonstration, "--as-at", last, *since, "--only", ",".join(told), "--json"]
    assert main(words) == 0
    found = {each["id"]: shown(each["id"], each["value"]) for each in json.loads(capsys.readouterr().out)["measures"]}
    assert found == told


def test_the_plain_lines_say_them_too(demonstration: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", "--db", demonstration, "--as-at", "2020-09-30", "--only", "M01,K11"]) == 0
    said = capsys.readouterr().out
    assert "702" in said
    assert "212" in said
