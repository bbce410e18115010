"""A colleague at the same file records first: the form says so, shows what stands now, and goes on."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.edits import Edit
from models.edits.facts import RecordFact, values
from models.edits.plans import AgreePlan
from models.edits.workers import AllocateWorker
from models.store import Store
from tests.support.forms import choose, form, press, write
from tests.support.pages import MOMENT, TODAY
from views.child.page import ChildPage
from views.workspace import Workspace

D = dt.date.fromisoformat
FIRST = AllocateWorker("1", "SW1", D("2021-02-01"), "LEFTRL")
OFFICER = RecordFact("1", "allocation", values({"role": "IRO", "begins": D("2021-02-01"), "who": "IRO-1"}))


def faster(here: Workspace, *edits: Edit) -> None:
    """What somebody else records meanwhile."""
    with Store.open(here.store.where, clock=lambda: MOMENT) as other:
        for edit in edits:
            other.apply(edit, who="ben", today=TODAY)


@pytest.mark.parametrize(
    ("words", "before", "theirs", "typed", "table", "cell", "left"),
    [
        (
            "social worker",
            [FIRST],
            AllocateWorker("1", "SW2", D("2021-06-01"), "LEFTRL", 99),
            {"who": "SW3", "begins": "1 9 2021"},
            "social_worker",
            "sw_id",
            ["SW1", "SW2", "SW3"],
        ),
        (
            "allocation",
            [OFFICER],
            RecordFact("1", "allocation", values({"role": "IRO", "begins": D("2021-06-01"), "who": "IRO-2"}), 99),
            {"role": "Independent", "begins": "1 9 2021", "who": "IRO-3"},
            "allocation",
            "who",
            ["IRO-1", "IRO-2", "IRO-3"],
        ),
        (
            "permanence plan",
            [],
            AgreePlan("1", "ADOPTION", D("2021-09-01"), primary=True),
            {"pathway": "Special", "primary": "The primary", "begins": "1 9 2021"},
            "primary_plan",
            "plan",
            [2],
        ),
    ],
)
def test_nothing_of_theirs_is_overwritten_and_a_second_enter_records(
    page: ChildPage,
    here: Workspace,
    qtbot: QtBot,
    words: str,
    before: list[Edit],
    theirs: Edit,
    typed: dict[str, str],
    table: str,
    cell: str,
    left: list[object],
) -> None:
    for edit in before:
        here.do(edit)
    write(qtbot, choose(qtbot, page, words), **typed)
    stood = {name: cell.text for name, cell in form(page).cells.items()}
    faster(here, theirs)
    head = here.store.head
    press(qtbot, Qt.Key.Key_Return)
    assert here.store.head == head
    assert "was changed by ben" in form(page).problems.accessibleName()
    assert {name: cell.text for name, cell in form(page).cells.items()} == stood
    form(page).save()
    assert here.store.head == head + 1
    assert here.snapshot()[table].sort("row_id")[cell].to_list() == left
    assert page.side.form is None
