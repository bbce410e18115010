"""The right of meeting mode on a screen that is too low for it: fields scroll, buttons stay whole."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.support.pages import TODAY
from views.meeting.deciding import Deciding


@pytest.fixture
def low(qtbot: QtBot) -> Deciding:
    """Large letters on a low screen."""
    made = Deciding(TODAY)
    qtbot.addWidget(made)
    made.setStyleSheet("QWidget { font-size: 16pt; }")
    for box in (made.decision, made.heard):
        box.fit()
    made.setFixedWidth(480)
    made.resize(480, 480)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def whole(part: QWidget, room: QWidget) -> bool:
    """Whether all of a part is in sight."""
    return room.rect().contains(part.rect().translated(part.mapTo(room, part.rect().topLeft())))


def seen(field: QWidget, room: QScrollArea) -> bool:
    """Whether all of what is scrolled is."""
    return whole(field, room.viewport())


def test_the_fields_scroll_to_where_the_keyboard_is_and_the_buttons_stay(low: Deciding, qtbot: QtBot) -> None:
    assert low.height() == 480
    for field in (low.heard, low.owner, low.heard, low.decision):
        field.setFocus()
        qtbot.waitUntil(partial(seen, field, low.fields))
        for button in (low.record_button, low.escalate_button, low.answer_button):
            assert whole(button, low)
            assert button.height() >= button.sizeHint().height()


def test_a_question_has_its_room_and_gives_it_back(low: Deciding, qtbot: QtBot) -> None:
    before = low.fields.height()
    low.escalating.open(0, "")
    form = low.escalating
    qtbot.waitUntil(lambda: low.fields.height() < before)
    qtbot.waitUntil(lambda: all(seen(each, low.below) for each in (form.rung, form.why)))
    assert whole(low.escalate_button, low)
    form.hide()
    qtbot.waitUntil(lambda: low.fields.height() == before)


def test_where_there_is_room_nothing_scrolls(low: Deciding, qtbot: QtBot) -> None:
    low.resize(low.width(), 1000)
    qtbot.waitUntil(lambda: low.height() == 1000)
    assert low.fields.verticalScrollBar().maximum() == 0
    assert low.fields.height() == low.fields.sizeHint().height()
