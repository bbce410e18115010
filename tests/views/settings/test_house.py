"""The house style on the policies page, by keyboard: name, marking and logo, and how they come onto paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import reports
from models.edits import Refused
from models.edits.house import LARGEST, SetHouse
from models.reports import REPORTS, Asked
from models.rules.house import house
from tests.support.facts import episodes
from tests.support.pages import workspace
from tests.views.settings.test_page import answer, enter, row
from views.settings.page import SettingsPage
from views.workspace import Workspace

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="60" height="20" fill="#0a6760"/></svg>'


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    made = workspace(tmp_path, care_episode=episodes("decom\n2020-01-03"))
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> SettingsPage:
    made = SettingsPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_name_and_marking_are_typed_and_taken_away(page: SettingsPage, qtbot: QtBot, here: Workspace) -> None:
    enter(page, qtbot, "house name")
    answer(page, qtbot, "Northport City Council")
    enter(page, qtbot, "house marking")
    answer(page, qtbot, "OFFICIAL")
    chosen = house(here.snapshot().facts)
    assert (chosen.name, chosen.marking, chosen.logo) == ("Northport City Council", "OFFICIAL", b"")
    assert row(page, "house marking")["value"] == "OFFICIAL"
    enter(page, qtbot, "house marking")
    qtbot.mouseClick(page.returning, Qt.MouseButton.LeftButton)
    assert house(here.snapshot().facts).marking == ""
    here.undo()
    assert house(here.snapshot().facts).marking == "OFFICIAL"


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_logo_of_any_kind_stands_on_the_paper(kind: str, page: SettingsPage, here: Workspace, tmp_path: Path) -> None:
    picture = tmp_path / f"logo.{kind}"
    if kind == "svg":
        picture.write_text(SVG, encoding="utf-8")
    else:
        image = QImage(2400, 800, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkCyan)
        image.save(str(picture))
    page.take_logo(picture)
    assert page.message.text().startswith("House style: Logo")
    document = REPORTS["court-list"].make(here.snapshot(), Asked())
    reports.write(tmp_path / "out.pdf", document)
    reports.write(tmp_path / "out.html", document)
    assert len(PdfReader(tmp_path / "out.pdf").pages[0].images) == 1
    assert 'src="data:image/png;base64,' in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_what_is_no_picture_is_refused_with_what_to_choose(page: SettingsPage, tmp_path: Path, here: Workspace) -> None:
    (tmp_path / "logo.png").write_text("no picture", encoding="utf-8")
    page.take_logo(tmp_path / "logo.png")
    assert page.message.text() == "logo.png is no picture that can be read; choose a PNG, SVG or JPEG file."
    assert house(here.snapshot().facts).logo == b""


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("name", "x" * 81, "at most 80 letters"),
        ("marking", "two\nlines", "on one line"),
        ("logo", "%%%", "could not be read"),
        ("logo", "bm8gcGljdHVyZQ==", "must be a PNG"),
        ("logo", "iVBORw0KGgo" + "A" * (LARGEST * 4 // 3 + 4 - 3), "may have"),
        ("motto", "Onward", "no part motto"),
    ],
)
def test_what_no_paper_could_carry_is_refused(part: str, value: str, words: str, here: Workspace) -> None:
    with pytest.raises(Refused, match=words):
        here.do(SetHouse(part, value, None))
