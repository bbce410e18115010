"""Publications by keyboard: figures are sealed, and what was recorded later is told beside them with its children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.edits.policy import SetPolicy
from models.measures import MEASURES
from models.publications import publications
from models.publications.locking import headed
from models.rounding import PREFERENCE
from models.store import Store
from tests.support.facts import episodes
from tests.support.pages import workspace
from tests.support.stores import Doing
from views.publications.page import EMPTY, PublicationsPage
from views.workspace import Workspace

DRAWN = "child | decom | ls\n1 | 2020-01-06 | C2\n2 | 2020-01-06 | C2\n3 | 2020-01-06 | C2\n1 | 2021-01-06 | E1"


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    made = workspace(tmp_path, care_episode=episodes(DRAWN))
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> PublicationsPage:
    made = PublicationsPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def publish(page: PublicationsPage, qtbot: QtBot, title: str, day: str = "31 12 2021") -> None:
    """Publish by the keyboard: the title, the day, Enter."""
    page.publish_button.setFocus()
    qtbot.keyClick(page.publish_button, Qt.Key.Key_Space)
    assert page.form.view is not None
    for name, words in (("title", title), ("day", day)):
        field = page.form.view.cells[name].focusProxy() or page.form.view.cells[name]
        field.setFocus()
        field.selectAll()  # type: ignore[attr-defined]
        qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.message.text().startswith("Working out"), timeout=10_000)


def settled(page: PublicationsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.revised is not None, timeout=10_000)


def row(page: PublicationsPage, code: str) -> dict[str, object]:
    return next(row for row in page.figures.model.shown().to_dicts() if row["id"] == code)


def leave_care(page: PublicationsPage, here: Workspace, child: str) -> None:
    """A child is found to have left care before what was published."""
    day = dt.date(2021, 11, 1)
    end = Doing(
        lambda tx: tx.replace("care_episode", tx.current("care_episode", child)[0], None, dec=day, rec="E4A"),
        label="Left care",
    )
    here.do(end)


def test_an_empty_page_says_what_would_be_here(page: PublicationsPage) -> None:
    assert page.subtitle_label.text() == EMPTY
    assert page.publish_button.isEnabled()
    assert not page.changed_button.isEnabled()


def test_what_is_published_stands_there_sealed(page: PublicationsPage, here: Workspace, qtbot: QtBot) -> None:
    publish(page, qtbot, "Highlight report")
    assert "Publish “Highlight report”, as at 31 Dec 2021. Ctrl+Z takes it back." in page.message.text()
    assert page.form.view is None
    settled(page, qtbot)
    (listed,) = page.list.model.shown().to_dicts()
    assert (listed["title"], listed["day"], listed["who"]) == ("Highlight report", dt.date(2021, 12, 31), "anna")
    assert (row(page, "M01")["value"], row(page, "M01")["now"], row(page, "M01")["changed"]) == (
        "3 children",
        "3 children",
        None,
    )
    assert here.undo_label == "Publish “Highlight report”"
    where = here.store.where
    here.close()
    with Store.open(where) as again:
        assert [each.title for each in publications(again.facts())] == ["Highlight report"]


def test_a_figure_opens_whom_it_counted_and_who_changed(page: PublicationsPage, here: Workspace, qtbot: QtBot) -> None:
    publish(page, qtbot, "Highlight report")
    settled(page, qtbot)
    leave_care(page, here, "3")
    settled(page, qtbot)
    said = row(page, "M01")
    assert (said["value"], said["now"], said["changed"]) == ("3 children", "2 children", 1)
    page.figures.select("M01")
    opened: list[tuple[list[str], str]] = []
    page.open_children.connect(lambda children, words: opened.append((children, words)))
    page.figures.table.setFocus()
    qtbot.keyClick(page.figures.table, Qt.Key.Key_Return)
    qtbot.keyClick(page.changed_button, Qt.Key.Key_Space)
    assert [children for children, _words in opened] == [["1", "2", "3"], ["3"]]
    assert opened[0][1] == "Children looked after, as published in “Highlight report”"
    (change,) = page.changes.model.shown().to_dicts()
    assert (change["child"], change["words"], change["label"], change["who"]) == ("3", "went", "Left care", "anna")
    children: list[str] = []
    page.open_child.connect(children.append)
    page.changes.select("0")
    page.changes.table.setFocus()
    qtbot.keyClick(page.changes.table, Qt.Key.Key_Return)
    assert children == ["3"]


def test_an_erased_child_is_missing_in_the_list_and_that_is_said(
    page: PublicationsPage, here: Workspace, qtbot: QtBot
) -> None:
    publish(page, qtbot, "Highlight report")
    settled(page, qtbot)
    here.store.erase("2", who="Ben Other", reason="Ordered by the county court")
    here.read_again()
    settled(page, qtbot)
    assert (row(page, "M01")["value"], row(page, "M01")["now"]) == ("3 children", "2 children")
    assert row(page, "M01")["why"] == "1 of those counted had their record erased since"
    page.figures.select("M01")
    with qtbot.waitSignal(page.open_children) as opened:
        page.open_counted()
    assert opened.args == [
        ["1", "3"],
        "Children looked after, as published in “Highlight report”: counted 3, 2 children now",
    ]


def test_a_definition_that_changed_between_two_is_said(page: PublicationsPage, here: Workspace, qtbot: QtBot) -> None:
    publish(page, qtbot, "First")
    settled(page, qtbot)
    assert page.lock.isHidden()
    here.do(SetPolicy("HOURS", 20, here.store.head))
    publish(page, qtbot, "Second")
    qtbot.waitUntil(lambda: len(page.found) == 2)
    assert "The policy “Full-time education” changed from 25 hours to 20 hours" in page.lock.text()
    page.list.select("1")
    assert page.lock.isHidden()


def test_the_form_says_before_publishing_what_would_be_locked(
    page: PublicationsPage, here: Workspace, qtbot: QtBot
) -> None:
    def told() -> str:
        qtbot.keyClick(page.publish_button, Qt.Key.Key_Space)
        assert page.form.view is not None
        words = " ".join(label.text() for label in page.form.view.findChildren(QLabel))
        assert page.step_out()
        return words

    many = len(MEASURES)
    assert f"{many} definitions will be locked by this publication; it is the first." in told()
    publish(page, qtbot, "First", day=f"{here.today:%d %m %Y}")
    settled(page, qtbot)
    assert "all are as in 1 · First" in told()
    here.do(SetPolicy("HOURS", 20, here.store.head))
    assert f"Otherwise than in {headed(page.found[-1])}:\nThe policy “Full-time education” changed" in told()


def test_a_percentage_is_cut_off_where_its_reader_chose_so(
    page: PublicationsPage, here: Workspace, qtbot: QtBot
) -> None:
    leave_care(page, here, "3")
    publish(page, qtbot, "Report")
    settled(page, qtbot)
    assert row(page, "A4")["value"] == "0.0 %"
    here.preferences.setValue(PREFERENCE, "true")
    page.refresh()
    assert row(page, "A4")["value"] == "0.0 %, truncated"


def test_what_cannot_be_published_is_said_in_the_form(page: PublicationsPage, here: Workspace, qtbot: QtBot) -> None:
    publish(page, qtbot, "Report")
    settled(page, qtbot)
    publish(page, qtbot, "Report")
    qtbot.waitUntil(lambda: page.form.view is not None and bool(page.form.view.problems.accessibleName()))
    assert page.form.view is not None
    assert "was published already" in page.form.view.problems.accessibleName()
    assert page.step_out()
    assert page.form.view is None
    here.go_to(dt.date(2021, 3, 31))
    assert not page.publish_button.isEnabled()
