"""Every number of every list and of the stages opens exactly its rows in the main window: on any day, whatever is
filtered, and for whoever's work, be it a social worker's, a team's, a reviewing officer's or a family finder's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import cast

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.inside import PAGES, Inside
from desktop.preferences import preferences
from desktop.window import Window
from models.rules.funnel import children as of_stage
from models.store import Store
from models.trackers.my_work import FIGURES
from tests.support.northport import TODAY, northport
from views.board.model import KEYS
from views.board.page import PERIODS, BoardPage
from views.tracker.page import TrackerPage
from views.work.page import WorkPage

DAYS = st.dates(dt.date(2020, 1, 1), TODAY)
ROLES = ("worker", "team", "iro", "family_finder", "life_story_worker")
LISTS = [place.code for place in PAGES if place.tracker]
WORDS = st.sampled_from(["", "", "adoption", "overdue", "PR1", "U6", "not known", "zzz"])


@pytest.fixture(scope="module")
def inside(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inside]:
    """The invented authority in the main window, on a file on disk."""
    folder = tmp_path_factory.mktemp("numbers")
    with Store.create(str(folder / "northport.db")) as store:
        store.record(northport(240), who="demonstration")
    window = Window(preferences(folder / "preferences.ini"), today=TODAY, who="B. Osei")
    assert window.open(str(folder / "northport.db"))
    window.resize(1366, 768)
    window.show()
    assert window.inside is not None
    yield window.inside
    window.close()


def number(words: str) -> int:
    found = re.match(r"[\d,]+", words)
    assert found, words
    return int(found.group().replace(",", ""))


RANDOM = settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@RANDOM
@given(day=DAYS, words=WORDS, code=st.sampled_from(LISTS), who=st.integers(0, 10**6))
def test_a_number_over_a_list_opens_its_children(
    inside: Inside, qtbot: QtBot, day: dt.date, words: str, code: str, who: int
) -> None:
    """The list is filtered by words, or by the worker or team that somebody in it has."""
    inside.workspace.go_to(day)
    inside.go(code)
    page = cast(TrackerPage, inside.page)
    frame = page.grid.model.frame
    held = [frame[column] for column in ROLES if column in frame.columns]
    roles = sorted({who for column in held for who in column.drop_nulls()})
    asked = roles[who % len(roles)] if roles and who % 2 else words
    everybody = page.grid.model.there.filter("shown")
    for figure, button in zip(page.tracker.figures, page.figures.buttons, strict=True):
        page.grid.bar.field.setText(asked)
        qtbot.keyClick(page.grid.bar.field, Qt.Key.Key_Return)
        button.click()
        opened = page.grid.model.shown()["child"].to_list()
        wanted = everybody.filter(figure.when.fill_null(False))["child"].to_list()
        assert sorted(opened) == sorted(wanted), (code, figure.words, asked, day)
        assert number(button.text()) == len(opened)
        page.show_population()
    page.grid.clear()


@RANDOM
@given(day=DAYS, who=st.integers(0, 10**6), words=WORDS)
def test_a_number_over_somebodys_work_opens_its_rows(
    inside: Inside, qtbot: QtBot, day: dt.date, who: int, words: str
) -> None:
    inside.workspace.go_to(day)
    inside.go("work")
    page = cast(WorkPage, inside.page)
    qtbot.waitUntil(lambda: "looking for" not in page.subtitle_label.text(), timeout=20_000)
    persons = ["", *dict(page._persons)]
    page.show_who(persons[who % len(persons)])
    everything = page.grid.model.frame
    for figure, button in zip(FIGURES, page.figures.buttons, strict=True):
        page.grid.bar.field.setText(words)
        qtbot.keyClick(page.grid.bar.field, Qt.Key.Key_Return)
        button.click()
        opened = page.grid.model.shown()["id"].to_list()
        wanted = everything.filter(figure.when.fill_null(False))["id"].to_list()
        assert sorted(opened) == sorted(wanted), (page.who, figure.words, words, day)
        assert number(button.text()) == len(opened)
        page.grid.clear()


@RANDOM
@given(day=DAYS, months=st.sampled_from([months for months, _words in PERIODS]))
def test_a_number_of_the_stages_opens_its_children(inside: Inside, day: dt.date, months: int) -> None:
    inside.workspace.go_to(day)
    inside.go("board")
    page = cast(BoardPage, inside.page)
    page.choose(months)
    movement = page._movement
    for row, stage in enumerate(page.model.rows):
        for key in ("start", "came", "went", "here"):
            index = page.model.index(row, KEYS.index(key))
            said = str(index.data())
            if not page.model.number(index):
                assert said in ("0", "–")
                continue
            opened: list[list[str]] = []
            page.open_children.disconnect()
            page.open_children.connect(lambda found, _words, into=opened: into.append(found))
            page._open(index)
            page.open_children.disconnect()
            page.open_children.connect(inside.open_children)
            assert opened == [of_stage(movement, stage["stage"], key)]
            assert len(set(opened[0])) == number(said), (stage["stage"], key, day)
