"""Every number on the scorecard opens exactly the children it counts, whatever day and whatever words are asked for."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.measures import MEASURES, Period, Tally
from models.measures.breakdowns import CHARACTERISTICS, OVERLAP, breakdowns
from models.snapshot import Snapshot
from models.store import Store
from tests.support.grids import Preferences
from tests.support.northport import TODAY, northport
from views.scorecard.columns import Sub
from views.scorecard.model import BEFORE, HEADINGS, VALUE, WAITING, N
from views.scorecard.page import ScorecardPage
from views.workspace import Workspace

DAYS = st.dates(dt.date(2020, 1, 1), TODAY)
ASKED = st.sampled_from(["", "adoption", "Timeliness", "placement order", "k13", "population", "zzz"])
KEYS = {"value": VALUE, "n": N, "before": BEFORE, "waiting": WAITING}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("numbers") / "northport.db"
    with Store.create(str(path)) as store:
        store.record(northport(180), who="test")
    return path


@pytest.fixture
def page(file: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[ScorecardPage]:
    store = Store.open(str(shutil.copy(file, tmp_path / "northport.db")))
    here = Workspace(store, today=TODAY, who="anna", preferences=Preferences())
    made = ScorecardPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    yield made
    here.close()


def ids(children: pl.Series | None) -> list[str]:
    return sorted(set(children or ())) if children is None else sorted(set(children.to_list()))


def expected(tally: Tally, before: Tally, key: str) -> pl.Series | None:
    """Whom a cell is about, from the measure alone."""
    if key == "value":
        return tally.children
    if key == "n":
        return tally.children if tally.base is None else tally.base
    if key == "before":
        return before.children
    return next((group.children for group in tally.apart() if group.code == "waiting" and group.days is not None), None)


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(day=DAYS, asked=ASKED, unfolded=st.sampled_from(sorted(MEASURES)))
def test_a_figure_is_the_rows_it_opens(page: ScorecardPage, day: dt.date, asked: str, unfolded: str) -> None:
    page.workspace.go_to(day)
    page.finding.setText(asked)
    period = Period.year_to(day)
    fresh = Snapshot(page.workspace.store.facts(None), day)
    opened: list[list[str]] = []
    page.open_children.connect(lambda found, _words: opened.append(sorted(found)))
    seen = page.model.lines
    assert (len(seen) == 0) is (asked == "zzz")
    for line in seen:
        tally = MEASURES[line.measure.code].tally(fresh, period)
        before = MEASURES[line.measure.code].tally(fresh, period.before)
        row = page.model.rows.index(line)
        for key, column in KEYS.items():
            opened.clear()
            page.open_cell(page.model.index(row, column))
            whom = ids(expected(tally, before, key))
            assert opened == ([whom] if whom else []), (line.measure.code, key, day)
        if tally.unit == "children" and tally.value is not None:
            said = str(page.model.index(row, VALUE).data())
            assert int(re.sub(r"\D", "", said)) == len(tally.children)
    if unfolded in (line.measure.code for line in seen):
        _parts(page, fresh, unfolded, opened)
        _side(page, unfolded)


def _parts(page: ScorecardPage, fresh: Snapshot, code: str, opened: list[list[str]]) -> None:
    """The parts under an unfolded row, from the breakdowns alone."""
    page.go_to(code)
    line = page.model.line(page.table.currentIndex())
    assert line is not None
    page._unfold(line, True)
    tally = MEASURES[code].tally(fresh, Period.year_to(fresh.as_at))
    parts = [part for each in breakdowns(fresh, {code: tally})[code] for part in each.parts]
    rows = [(at, row) for at, row in enumerate(page.model.rows) if isinstance(row, Sub) and row.part is not None]
    assert len(rows) == len(parts)
    for (at, row), part in zip(rows, parts, strict=True):
        assert row.title == part.words
        for key in ("value", "n"):
            opened.clear()
            page.open_cell(page.model.index(at, KEYS[key]))
            whom = ids(expected(part.tally, part.tally, key))
            assert opened == ([whom] if whom else []), (code, part.title, key)
    page._unfold(line, False)


def _side(page: ScorecardPage, code: str) -> None:
    """Every count of children at the side, beside the list it opens."""
    page.go_to(code)
    for link in list(page.side.links):
        found: list[list[str]] = []
        page.side.opened.connect(lambda ids, _title, into=found: into.append(ids))
        link.click()
        said = re.match(r"([\d,]+) child", link.text()) or re.search(r"\(([\d,]+) child", link.text())
        many = said.group(1) if said else link.text().split()[0]
        assert {len(ids) for ids in found} == {len(set(found[0]))}
        if said:
            assert len(found[0]) == int(many.replace(",", "")), link.text()
        page.side.opened.disconnect()
        page.side.opened.connect(page.open_children)


def test_space_unfolds_a_row_and_folds_it_again(page: ScorecardPage, qtbot: QtBot) -> None:
    page.go_to("M01")
    before = page.model.rowCount()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    titles = [row.title.partition(" · ")[0] for row in page.model.rows if isinstance(row, Sub) and row.part is None]
    assert titles == [OVERLAP, *(each.title for each in CHARACTERISTICS.values())]
    ages = [row.part.tally.value for row in page.model.rows if isinstance(row, Sub) and row.part and row.of == "Age"]
    line = page.model.line(page.table.currentIndex())
    assert line is not None
    assert sum(ages) == line.tally.value
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    here = page.model.row(page.table.currentIndex())
    assert isinstance(here, Sub)
    assert here.part is not None
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.model.rowCount() == before


def test_no_cell_is_without_its_words(page: ScorecardPage) -> None:
    for row in range(page.model.rowCount()):
        if isinstance(page.model.rows[row], str):
            continue
        for column, heading in enumerate(HEADINGS):
            spoken = page.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
            assert spoken, (row, heading.key)
