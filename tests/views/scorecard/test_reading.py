"""What the scorecard says beside a figure: its limit and target, elsewhere, the months, and what was known then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.edits.policy import SetPolicy
from models.measures import MEASURES, Period
from models.publications import seal
from models.snapshot import Snapshot
from models.statistics.control import Mark
from tests.support.facts import episodes
from tests.support.pages import workspace
from tests.views.scorecard.test_page import ADOPTED, TABLES, cell, shown, spoken, text
from views.scorecard.model import HEADINGS, LIMIT, TREND, VALUE
from views.scorecard.page import ScorecardPage
from views.scorecard.paint import paint_sign
from views.workspace import Workspace

AT = {heading.key: column for column, heading in enumerate(HEADINGS)}
OWN = {
    "target": "child | measure | since | value\n* | T02 | 2021-01-01 | 3000\n* | M01 | 2021-01-01 | 10",
    "comparator": "child | measure | area | first | last | value | definition | vintage | source\n"
    f"* | A1 | England | 2016-04-01 | 2019-03-31 | 4860 | {MEASURES['A1'].identity} | 2019 | Scorecards\n"
    "* | A2 | England | 2016-04-01 | 2019-03-31 | 1900 | A2-older | 2019 | Scorecards",
}


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    made = workspace(tmp_path, care_episode=episodes(ADOPTED), **TABLES, **OWN)
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> ScorecardPage:
    return shown(here, qtbot)


def told(page: ScorecardPage) -> str:
    return "\n".join(label.text() for label in page.side.widget().findChildren(QLabel))


def test_red_is_a_limit_and_amber_a_target_each_with_its_reason(page: ScorecardPage) -> None:
    assert text(page, "T01", LIMIT) == "◆ R 121 days"
    assert text(page, "T02", LIMIT) == "▲ A 300 days target"
    said = "335 days is more than the authority's target of 300 days."
    assert spoken(page, "T02", LIMIT) == f"Limit or target, {said}"
    assert cell(page, "T02", LIMIT).data(Qt.ItemDataRole.ToolTipRole) == said
    page.go_to("T02")
    assert f"▲ A  {said}" in told(page)
    assert "The authority's target: 300 days" in told(page)


def test_elsewhere_is_compared_only_where_the_definition_is_the_same(page: ScorecardPage) -> None:
    assert text(page, "A1", AT["elsewhere"]) == "486 days, England"
    assert text(page, "A2", AT["elsewhere"]) == "not comparable"
    page.go_to("A1")
    assert "England: 486 days, 1 Apr 2016 to 31 Mar 2019 (edition 2019; Scorecards)." in told(page)
    assert f"Definition {MEASURES['A1'].identity}" in told(page)
    page.go_to("A2")
    assert "Not compared: it follows the definition “A2-older”" in told(page)


def test_the_page_of_a_measure_has_every_limit_with_its_day(page: ScorecardPage) -> None:
    page.go_to("A2")
    said = told(page)
    assert "213 days, from 31 Mar 2011: 7 months, a limit on the three-year average (not on this day)" in said
    assert "121 days, from 31 Mar 2016: 4 months, a limit on the three-year average" in said


def test_percentages_are_cut_off_where_that_is_chosen_and_it_is_said(
    page: ScorecardPage, here: Workspace, qtbot: QtBot
) -> None:
    assert text(page, "A4", VALUE) == "50.0 %"
    assert "cut off" not in page.subtitle_label.text()
    qtbot.mouseClick(page.cutting, Qt.MouseButton.LeftButton)
    assert page.subtitle_label.text().endswith("percentages are cut off, not rounded")
    assert page.model.shown.truncated
    again = ScorecardPage(here)
    qtbot.addWidget(again)
    again.show()
    assert again.cutting.isChecked()


def test_words_find_a_measure_and_esc_brings_all_back(page: ScorecardPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.finding, "placement order match")
    found = {line.measure.code for line in page.model.lines}
    assert {"T01", "A2"} <= found
    assert "M01" not in found
    assert page.subtitle_label.text().endswith(f"{len(found)} measures shown")
    assert page.step_out()
    assert [line.measure.code for line in page.model.lines] == list(MEASURES)
    assert not page.step_out()


def test_the_months_come_after_the_figures_and_open_the_last_one(page: ScorecardPage, qtbot: QtBot) -> None:
    assert text(page, "M01", TREND) == "…"
    qtbot.waitUntil(lambda: bool(page.model.shown.trends), timeout=60_000)
    assert text(page, "A1", TREND) == "–"
    assert spoken(page, "M01", TREND).startswith("Month by month, ")
    with qtbot.waitSignal(page.open_children) as opened:
        page.open_cell(cell(page, "M01", TREND))
    assert opened.args == [["c", "e"], "Children looked after, on 31 Mar 2022"]
    page.go_to("M01")
    assert page.model.shown.trends["M01"].words in told(page)


def test_today_has_nothing_to_compare_with(page: ScorecardPage) -> None:
    assert not page.comparing.isEnabled()


def test_what_was_known_then_stands_beside_what_is_known_now_child_by_child(
    page: ScorecardPage, here: Workspace, qtbot: QtBot
) -> None:
    """Everything was recorded on 31 March: at the end of February nobody was known."""
    here.go_to(dt.date(2022, 2, 28))
    assert page.comparing.isEnabled()
    qtbot.mouseClick(page.comparing, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.then.isVisible, timeout=30_000)
    tree = page.then.tree
    tops = {tree.topLevelItem(at).text(0): tree.topLevelItem(at) for at in range(tree.topLevelItemCount())}
    care = tops["Children looked after"]
    assert [care.text(column) for column in (1, 2, 3)] == ["0 children", "2 children", "2 children make the difference"]
    child = care.child(0)
    assert child.text(0) == "c"
    assert child.text(3).startswith("came into figure. Recorded since: ")
    with qtbot.waitSignal(page.open_children) as opened:
        tree.itemActivated.emit(care, 0)
    assert opened.args == [["c", "e"], "Children looked after: known otherwise then"]
    assert page.step_out()
    assert not page.then.isVisible()


def test_why_a_mean_moved_adds_up_to_its_change(page: ScorecardPage, qtbot: QtBot) -> None:
    page.go_to("T01")
    for by in ("age", "ethnicity", "disability", "sibling group"):
        buttons = page.side.findChildren(QPushButton)
        next(button for button in buttons if button.text() == f"Split it, the mix by {by}").click()
        said = [label.text() for label in page.side.widget().findChildren(QLabel)]
        assert sum(each.startswith("Placement order to match: from 336 days") for each in said) == 1
        assert "The parts add up to the change." in said
        assert any("recorded late" in each for each in said), "also where nothing was"
        parts = [link.text() for link in page.side.links if link.text()[0] in "+−"]
        assert sum(int(part.split()[0].replace("−", "-").replace(",", "")) for part in parts) == -3


def sign(mark: Mark) -> QImage:
    """A sign in black and white."""
    image = QImage(24, 24, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sign(painter, QRectF(3, 3, 18, 18), mark)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)


def test_a_verdict_is_told_by_shape_and_letter_without_any_colour(qapp: QApplication) -> None:
    marks = [
        Mark(1.0, ("shift",), high, variation)  # type: ignore[arg-type]
        for variation in ("improvement", "concern", "change")
        for high in (True, False)
    ]
    signs = [sign(mark) for mark in (*marks, Mark(1.0))]
    assert all(one != other for at, one in enumerate(signs) for other in signs[:at])


def test_the_side_and_the_line_say_what_is_defined_otherwise_than_published(
    page: ScorecardPage, here: Workspace
) -> None:
    here.do(seal(Snapshot(here.snapshot().facts, here.as_at), Period.year_to(here.as_at), "Autumn report"))
    page.refresh()
    page.go_to("M01")
    assert "Defined as in 1 · Autumn report" in told(page)
    assert "defined otherwise" not in page.subtitle_label.text()
    here.do(SetPolicy("HOURS", 20, here.store.head))
    page.refresh()
    page.go_to("M01")
    assert "The policy “Full-time education” changed" in told(page)
    assert "defined otherwise than in “Autumn report”" in page.subtitle_label.text()


def test_publish_goes_to_the_form_with_the_day_that_is_looked_at(
    page: ScorecardPage, here: Workspace, qtbot: QtBot
) -> None:
    here.go_to(dt.date(2022, 3, 31))
    with qtbot.waitSignal(page.open_form) as asked:
        qtbot.mouseClick(page.publishing, Qt.MouseButton.LeftButton)
    assert asked.args == ["publications", dt.date(2022, 3, 31)]
    assert not here.is_past, "the past is read-only"
