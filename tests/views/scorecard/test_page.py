"""The scorecard, as its readers use it: every figure opens exactly the children it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.measures import MEASURES, Period, Tally
from models.scorecard import Line
from models.store import Store
from tests.support.facts import episodes
from tests.support.pages import TODAY, workspace
from views.scorecard import page as scorecard
from views.scorecard import words
from views.scorecard.model import BEFORE, HEADINGS, VALUE, N
from views.scorecard.page import ScorecardPage
from views.theme import theme
from views.workspace import Workspace

ADOPTED = """
    child | decom      | rne | ls | place | dec        | rec
    a     | 2019-06-03 | S   | C2 | U6    |            |
    a     | 2020-05-03 |     | E1 | U6    |            |
    a     | 2021-04-03 |     | E1 | A6    | 2021-12-03 | E12
    b     | 2018-06-03 | S   | C2 | U6    |            |
    b     | 2019-05-03 |     | E1 | U6    |            |
    b     | 2020-05-03 |     | E1 | A6    | 2020-12-03 | E12
    c     | 2020-06-03 | S   | C2 | U1    |            |
    d     | 2021-06-03 | S   | V2 | U6    | 2021-09-03 | E4A
    e     | 2021-07-03 | S   | C2 | P1    |            |
"""
TABLES = {
    "child_details": "child | dob | sex\n" + "\n".join(f"{child} | 2018-02-03 | F" for child in "abcde"),
    "adoption": "child | date_match\na | 2021-04-01\nb | 2020-04-03",
}


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    """Five children, looked at on 31 March 2022."""
    made = workspace(tmp_path, care_episode=episodes(ADOPTED), **TABLES)
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> ScorecardPage:
    """The scorecard of these children, shown."""
    return shown(here, qtbot)


def shown(here: Workspace, qtbot: QtBot) -> ScorecardPage:
    """A scorecard on a small laptop."""
    made = ScorecardPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    return made


def cell(page: ScorecardPage, code: str, column: int) -> QModelIndex:
    """A cell of a measure's line."""
    for row, line in enumerate(page.model.rows):
        if isinstance(line, Line) and line.measure.code == code:
            return page.model.index(row, column)
    raise LookupError(code)


def text(page: ScorecardPage, code: str, column: int) -> str:
    """What a cell says."""
    return str(cell(page, code, column).data())


def spoken(page: ScorecardPage, code: str, column: int) -> str:
    """What a screen reader says of a cell."""
    return str(cell(page, code, column).data(Qt.ItemDataRole.AccessibleTextRole))


def click(page: ScorecardPage, qtbot: QtBot, index: QModelIndex) -> None:
    """Click a cell."""
    page.table.scrollTo(index)
    middle = page.table.visualRect(index).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)


class TestTheFigures:
    def test_every_measure_stands_in_its_group(self, page: ScorecardPage) -> None:
        found = [line.measure.code for line in page.model.rows if isinstance(line, Line)]
        assert found == list(MEASURES)
        groups = [row for row in page.model.rows if isinstance(row, str)]
        assert groups == list(dict.fromkeys(measure.group for measure in MEASURES.values()))

    def test_say_their_unit_median_year_before_and_direction(self, page: ScorecardPage) -> None:
        at = {heading.key: column for column, heading in enumerate(HEADINGS)}
        assert text(page, "T01", VALUE) == "333 days"
        assert text(page, "T01", at["median"]) == "333"
        assert text(page, "T01", BEFORE) == "336"
        assert text(page, "T01", at["direction"]) == "↓ 3 better"
        assert text(page, "T01", at["limit"]) == "◆ R 121 days"
        assert text(page, "T03", at["limit"]) == "○ –"
        assert text(page, "K01", VALUE) == "1 child"
        assert text(page, "A2", at["period"]) == "3 years"
        assert text(page, "M01", at["period"]) == "on the day"

    def test_are_said_to_a_screen_reader_with_what_they_open(self, page: ScorecardPage) -> None:
        assert spoken(page, "T01", VALUE) == "333 days, 1 child, opens list"
        assert spoken(page, "M01", VALUE) == "2 children, opens list"
        assert spoken(page, "T01", BEFORE + 1) == "Direction, down 3, better"

    def test_follow_the_day_looked_at(self, page: ScorecardPage, here: Workspace) -> None:
        here.go_to(dt.date(2021, 3, 31))
        assert text(page, "T01", VALUE) == "336 days"
        assert page.subtitle_label.text().startswith("1 Apr 2020 to 31 Mar 2021, beside the same twelve months before")

    def test_are_worked_out_beside_the_window_where_they_are_many(
        self, here: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(scorecard, "QUICK", 3)
        page = shown(here, qtbot)
        assert page.model.rows == []
        qtbot.waitUntil(lambda: page.model.rows != [], timeout=20_000)
        assert text(page, "T01", VALUE) == "333 days"


class TestWhatOpens:
    def test_a_click_opens_exactly_the_children_counted(self, page: ScorecardPage, qtbot: QtBot) -> None:
        """Figure = rows opened, for every measure."""
        opened: list[tuple[list[str], str]] = []
        page.open_children.connect(lambda ids, words: opened.append((ids, words)))
        for line in [row for row in page.model.rows if isinstance(row, Line)]:
            for column in (VALUE, N, BEFORE):
                opened.clear()
                click(page, qtbot, cell(page, line.measure.code, column))
                tally = line.before_tally if column == BEFORE else line.tally
                counted = tally.base if column == N and tally.base is not None else tally.children
                said = line.measure.code, column
                assert [sorted(ids) for ids, _ in opened] == ([sorted(set(counted))] if len(counted) else []), said
                if line.measure.unit == "children" and column != N and opened:
                    assert len(opened[0][0]) == tally.value, said

    def test_enter_opens_the_figure_of_the_line_the_keyboard_is_on(self, page: ScorecardPage, qtbot: QtBot) -> None:
        page.go_to("M01")
        with qtbot.waitSignal(page.open_children) as opened:
            qtbot.keyClick(page.table, Qt.Key.Key_Return)
        assert opened.args == [["c", "e"], "Children looked after, on 31 Mar 2022"]

    def test_up_and_down_pass_over_the_names_of_groups(self, page: ScorecardPage, qtbot: QtBot) -> None:
        page.go_to(next(iter(MEASURES)))
        seen = []
        for _ in MEASURES:
            line = page.model.line(page.table.currentIndex())
            assert line is not None
            seen.append(line.measure.code)
            qtbot.keyClick(page.table, Qt.Key.Key_Down)
        assert seen == list(MEASURES)

    def test_a_figure_of_nobody_is_no_link(self, page: ScorecardPage) -> None:
        assert text(page, "K10", VALUE) == "0 children"
        assert not page.model.opens(cell(page, "K10", VALUE))

    def test_a_screen_reader_hears_of_a_list_only_where_one_opens(self, page: ScorecardPage) -> None:
        for line in [row for row in page.model.rows if isinstance(row, Line)]:
            for column in (VALUE, N, BEFORE):
                opens = page.model.opens(cell(page, line.measure.code, column))
                assert ("opens list" in spoken(page, line.measure.code, column)) is opens, (line.measure.code, column)


class TestTheSide:
    def test_says_the_definition_and_the_source_of_the_line(self, page: ScorecardPage) -> None:
        page.go_to("T01")
        said = texts(page)
        measure = MEASURES["T01"]
        assert f"T01  {measure.title}" in said
        assert " ".join(measure.definition.split("\n\n")[0].split()) in said
        assert measure.source in said

    def test_says_numerator_denominator_and_who_is_out_each_under_its_heading(self, page: ScorecardPage) -> None:
        for code in ("T01", "K06", "M02"):
            page.go_to(code)
            said, measure = texts(page), MEASURES[code]
            for heading, told in (
                ("Counted (numerator)", measure.counted),
                ("Of (denominator)", measure.base),
                ("Who is out, and why", measure.words["Who is out"]),
                ("Source", measure.source),
            ):
                assert said.index(told) == said.index(heading) + 1, (code, heading)

    def test_goes_along_with_the_keyboard(self, page: ScorecardPage, qtbot: QtBot) -> None:
        page.go_to("M01")
        qtbot.keyClick(page.table, Qt.Key.Key_Down)
        line = page.model.line(page.table.currentIndex())
        assert line is not None
        qtbot.waitUntil(lambda: f"{line.measure.code}  {line.measure.title}" in texts(page))

    def test_every_group_opens_its_children(self, page: ScorecardPage, qtbot: QtBot) -> None:
        page.go_to("M05")
        line = page.model.line(page.table.currentIndex())
        assert line is not None
        opened: list[list[str]] = []
        page.open_children.connect(lambda ids, _words: opened.append(ids))
        for link in page.side.links[1:]:
            qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
        assert opened == [
            list(group.children.unique(maintain_order=True))
            for group in (*line.tally.groups, *line.tally.apart())
            if len(group.children)
        ]
        assert len(opened) == 3

    def test_says_the_fewest_and_the_most_days_beside_the_median(self, page: ScorecardPage) -> None:
        page.go_to("T01")
        line = page.model.line(page.table.currentIndex())
        assert line is not None
        assert line.tally.span == (333, 333)
        assert "Median 333, from 333 to 333" in texts(page)
        page.go_to("M05")
        assert "Beside the figure" in texts(page)

    def test_the_parts_of_the_reconciliation_are_told(self, page: ScorecardPage) -> None:
        page.go_to("M06")
        assert "How it adds up" in texts(page)


def texts(page: ScorecardPage) -> list[str]:
    """What the side panel says."""
    return [label.text() for label in page.side.widget().findChildren(QLabel)]


class TestASingleYearsReturn:
    def test_says_for_how_many_the_dates_are_known(self, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
        rows = "\n".join(f"x{n} | 2021-04-01 | L | E1 | A6 | 2021-09-03 | E12" for n in range(4))
        care = f"child | decom | rne | ls | place | dec | rec\n{rows}\n{ADOPTED.split(chr(10), 2)[2]}"
        here = workspace(tmp_path, care_episode=episodes(care), **TABLES)
        page = shown(here, qtbot)
        assert text(page, "T11b", N) == "1 of 5"
        assert spoken(page, "T11b", N) == "n, known for 1 of 5, opens list"
        assert spoken(page, "T11b", VALUE).endswith("1 child, known for 1 of 5, opens list")
        page.go_to("T11b")
        assert "4 children out: a date is not known" in [link.text() for link in page.side.links]
        here.close()

    def test_a_year_before_that_few_are_known_for_gives_no_verdict(
        self, tmp_path: Path, qtbot: QtBot, qapp: QApplication
    ) -> None:
        rows = "\n".join(f"x{n} | 2020-04-01 | L | E1 | A6 | 2020-09-03 | E12" for n in range(4))
        care = f"child | decom | rne | ls | place | dec | rec\n{rows}\n{ADOPTED.split(chr(10), 2)[2]}"
        here = workspace(tmp_path, care_episode=episodes(care), **TABLES)
        page = shown(here, qtbot)
        assert text(page, "T11b", BEFORE) == "914 *"
        for column in (N, BEFORE):
            assert page.table.columnWidth(column) >= page.table.sizeHintForColumn(column)
        direction = cell(page, "T11b", BEFORE + 1)
        assert direction.data() == "few known"
        said = "not comparable: known for 1 of 5 the year before"
        assert direction.data(Qt.ItemDataRole.ToolTipRole) == said
        assert spoken(page, "T11b", BEFORE + 1) == f"Direction, {said}"
        verdicts = [theme().colour(name) for name in ("blue", "orange")]
        assert direction.data(Qt.ItemDataRole.ForegroundRole) not in verdicts
        here.close()


def test_the_period_is_the_twelve_months_to_the_day(page: ScorecardPage) -> None:
    line = page.model.line(cell(page, "T01", VALUE))
    assert line is not None
    assert line.period == Period(dt.date(2021, 4, 1), dt.date(2022, 3, 31))


def test_the_store_is_only_read(page: ScorecardPage, here: Workspace) -> None:
    store: Store = here.store
    assert store.head == 1


def test_the_difference_is_that_of_the_figures_as_shown() -> None:
    """543.4 after 551.6 days is shown as 543 after 552: nine, though 8.2 lie between."""
    now, before = (Tally("days", pl.Series(["a"]), days=pl.Series([days])) for days in (543.4, 551.6))
    line = Line(MEASURES["T01"], Period(TODAY, TODAY), now, Period(TODAY, TODAY), before, None)
    assert words.direction(line) == "↓ 9 better"


def test_a_figure_counted_in_spells_says_how_many_children() -> None:
    assert words.spells(26, 25) == "26 spells of 25 children"
    assert words.spells(2, 1) == "2 spells of 1 child"
