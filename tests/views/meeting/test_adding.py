"""From a child's page, the child is put on the agenda of the next meeting, with a reason."""

from __future__ import annotations

import polars as pl
import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.rules import pmg
from tests.support.pages import TODAY
from views.child.next_meeting import NONE
from views.child.page import ChildPage
from views.meeting import rows
from views.workspace import Workspace


@pytest.fixture
def child(here: Workspace, qtbot: QtBot) -> ChildPage:
    made = ChildPage(here)
    qtbot.addWidget(made)
    made.show_child("104233")
    made.show()
    return made


def test_the_next_meeting_called_is_proposed(child: ChildPage, qtbot: QtBot, here: Workspace) -> None:
    child.adding.click()
    form = child.side.form
    assert form is not None
    assert form.cells["meeting"].text == "31 Mar 2022"
    why = form.cells["why"].place
    assert isinstance(why, QPlainTextEdit)
    qtbot.keyClicks(why, "The carer gave notice")
    form.save()
    row = pmg.agenda(here.snapshot(), TODAY).filter(pl.col("child") == "104233").to_dicts()[0]
    assert row["by_chair"]
    assert "Put on by the chair: The carer gave notice" in row["why"]
    assert here.undo_label == "Put on the agenda of 31 Mar 2022"
    said = rows.minutes(pmg.minutes(here.snapshot(), TODAY))
    assert said.select("child", "what", "words").rows() == [("104233", "Put on", "The carer gave notice")]


def test_without_a_meeting_it_says_how_to_call_one(child: ChildPage, qtbot: QtBot, here: Workspace) -> None:
    here.undo()
    child.adding.click()
    form = child.side.form
    assert form is not None
    assert form.form.says == NONE
