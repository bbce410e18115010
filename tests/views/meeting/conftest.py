"""A meeting of four children that has been called, two of them sisters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.edits.meetings import CallMeeting, SetAttendance
from tests.support.facts import episodes
from tests.support.pages import FILE, TODAY, copied, workspace
from views.meeting.forms import beginning
from views.meeting.page import MeetingsPage
from views.workspace import Workspace

DRAWN = """
    child  | decom      | rne | ls | place
    104233 | 2020-05-01 | S   | C2 | U6
    118020 | 2020-06-01 | S   | C2 | U6
    118021 | 2020-06-01 | S   | C2 | U6
    120777 | 2021-01-04 | S   | C2 | U6
"""
WORKERS = "child | sw_decom | sw_id\n104233 | 2020-05-01 | SW-77\n118020 | 2020-06-01 | Okafor"
FAMILY = "child | family | since\n118020 | FAM-12 | 2020-06-01\n118021 | FAM-12 | 2020-06-01"
DETAILS = "child | sex | dob | ethnic | upn\n104233 | F | 2018-02-03 | WBRI | A123456789012"
TERM = "child | begins | term | school\n104233 | 2021-09-03 | AUTUMN | Hill Park School"


@pytest.fixture(scope="session")
def cared_for(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """A file of the four children, made once."""
    folder = tmp_path_factory.mktemp("meeting")
    made = workspace(
        folder,
        care_episode=episodes(DRAWN),
        social_worker=WORKERS,
        sibling_group=FAMILY,
        child_details=DETAILS,
        school_term=TERM,
    )
    made.close()
    return folder / FILE


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication, cared_for: Path) -> Path:
    """A file of the same children at a meeting that has begun, made once."""
    folder = tmp_path_factory.mktemp("begun")
    made = copied(cared_for, folder)
    made.do(CallMeeting(TODAY, "Head of service", 1, 5))
    made.do(SetAttendance(TODAY, "Team manager", "PRESENT"))
    made.do(beginning(made, TODAY))
    made.close()
    return folder / FILE


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication, cared_for: Path) -> Iterator[Workspace]:
    made = copied(cared_for, tmp_path)
    made.do(CallMeeting(TODAY, "Head of service", 1, 5))
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> MeetingsPage:
    made = MeetingsPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 700)
    with qtbot.waitActive(made, timeout=10_000):
        made.show()
        made.activateWindow()
    return made


def agenda(page: MeetingsPage) -> list[str]:
    """The children on the agenda, in its order."""
    return list(page.agenda.grid.model.shown()["child"])


def days_later(days: int) -> dt.date:
    """A day after the meeting."""
    return TODAY + dt.timedelta(days=days)
