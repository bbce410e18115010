"""The claims page by keyboard: what each claim came to, its children, and claims typed, loaded and taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

import resources
from models.edits.claims import RecordClaims, rows
from tests.support.claims import PAPERS, table
from tests.support.facts import episodes
from tests.support.pages import workspace
from views.claims.page import ClaimsPage
from views.workspace import Workspace

KEY = Qt.Key
CLAIMS = """
    kind    | measure | from_day   | day        | earlier | figure | percent | wording
    VALUE   | M01     |            | 2022-01-31 |         | 3      |         | Three in care
    PERCENT | M01     | 2021-01-31 | 2022-01-31 | 4       | 3      | 25      | A quarter fewer
    VALUE   | M01     |            | 2021-12-31 |         | 9      |         | Nine in care
    VALUE   | M01     |            | 2018-12-31 |         | 9      |         | Nine before the record
"""


@pytest.fixture
def here(tmp_path: Path, qapp: QApplication) -> Iterator[Workspace]:
    made = workspace(
        tmp_path,
        care_episode=episodes("""
            child | decom      | rne | ls | place | dec        | rec
            1     | 2020-05-01 | S   | C2 | U6    |            |
            2     | 2020-05-01 | S   | C2 | U6    |            |
            3     | 2020-05-01 | S   | C2 | U6    |            |
            4     | 2020-05-01 | S   | C2 | U6    | 2021-06-01 | E4A
        """),
    )
    made.do(RecordClaims(rows(table(CLAIMS), "drawn.csv")))
    yield made
    made.close()


@pytest.fixture
def page(here: Workspace, qtbot: QtBot) -> ClaimsPage:
    made = ClaimsPage(here)
    qtbot.addWidget(made)
    made.resize(1166, 620)
    made.show()
    qtbot.waitExposed(made)
    done(qtbot, made)
    return made


def done(qtbot: QtBot, page: ClaimsPage) -> None:
    """Until the claims are worked out."""
    qtbot.waitUntil(lambda: not page.workspace.jobs.running)


def verdicts(page: ClaimsPage) -> dict[str, str]:
    """What each claim shown came to."""
    shown = page.grid.model.shown()
    return dict(zip(shown["wording"].to_list(), shown["verdict"].to_list(), strict=True))


def go_to(page: ClaimsPage, number: int) -> None:
    page.grid.select(f"Report\n{number}")
    page.grid.table.setFocus()


def test_every_claim_stands_there_with_its_verdict_by_shape_letter_and_word(page: ClaimsPage) -> None:
    assert verdicts(page) == {
        "Three in care": "● Y reproduced",
        "A quarter fewer": "● Y reproduced",
        "Nine in care": "◇ N not reproduced",
        "Nine before the record": "○ U not derivable",
    }
    assert page.subtitle_label.text().startswith("4 claims of 1 paper, recomputed from this file · as at 31 Mar 2022")


def test_enter_opens_exactly_the_children_behind_the_recomputed_figure(page: ClaimsPage, qtbot: QtBot) -> None:
    go_to(page, 2)
    with qtbot.waitSignal(page.open_children) as opened:
        qtbot.keyClick(page.grid.table, KEY.Key_Return)
    assert sorted(opened.args[0]) == ["1", "2", "3"]
    assert opened.args[1] == "Children looked after, on 31 Jan 2022"


def test_every_figure_behind_a_claim_opens_its_own_children(page: ClaimsPage, qtbot: QtBot) -> None:
    go_to(page, 2)
    assert [link.text() for link in page.side.links] == [
        "3 · Children looked after, on 31 Jan 2022 (printed 3)",
        "4 · Children looked after, on 31 Jan 2021 (printed 4)",
    ]
    assert page.side.links[1].accessibleName().endswith("4 children, opens list")
    with qtbot.waitSignal(page.open_children) as opened:
        page.side.links[1].setFocus()
        qtbot.keyClick(page.side.links[1], KEY.Key_Space)
    assert sorted(opened.args[0]) == ["1", "2", "3", "4"]


def test_where_nothing_is_behind_a_claim_enter_says_so(page: ClaimsPage, qtbot: QtBot) -> None:
    go_to(page, 4)
    with qtbot.assertNotEmitted(page.open_children):
        qtbot.keyClick(page.grid.table, KEY.Key_Return)
    assert page.message.text() == "There are no children behind this claim: the panel says why."


def test_a_number_over_the_list_shows_the_claims_of_one_verdict(page: ClaimsPage, qtbot: QtBot) -> None:
    button = next(each for each in page.figures.buttons if each.text() == "1 not reproduced")
    button.setFocus()
    qtbot.keyClick(button, KEY.Key_Space)
    assert verdicts(page) == {"Nine in care": "◇ N not reproduced"}
    assert page.step_out()
    assert len(verdicts(page)) == 4


def fill(page: ClaimsPage, qtbot: QtBot, **words: str) -> None:
    """Type into cells of the form."""
    assert page.form is not None
    for name, text in words.items():
        cell = page.form.cells[name]
        if cell.field.choices:
            cell.fill(text)
            continue
        cell.place.setFocus()
        cell.place.selectAll()  # type: ignore[union-attr]
        qtbot.keyClicks(cell.place, text)


def test_a_claim_is_typed_in_a_form_and_taken_back_by_undo(page: ClaimsPage, here: Workspace, qtbot: QtBot) -> None:
    qtbot.keyClick(page.recording, KEY.Key_Space)
    assert page.form is not None
    assert page.form.cells["paper"].text == "Report"
    assert page.form.cells["number"].text == "5"
    qtbot.keyClick(page.form.cells["number"].place, KEY.Key_Return)
    assert "Wording is needed" in page.form.problems.accessibleName()
    fill(page, qtbot, wording="Four in care", kind="VALUE", measure="M01", day="31 3 2021", figure="about four")
    qtbot.keyClick(page.form.cells["figure"].place, KEY.Key_Return)
    assert "“about four” is not a figure" in page.form.problems.accessibleName()
    fill(page, qtbot, figure="4")
    qtbot.keyClick(page.form.cells["figure"].place, KEY.Key_Return)
    assert page.form is None
    done(qtbot, page)
    assert verdicts(page)["Four in care"] == "● Y reproduced"
    assert page.message.text() == "Record claim. Ctrl+Z takes it back."
    here.undo()
    done(qtbot, page)
    assert "Four in care" not in verdicts(page)


def test_what_is_typed_outlives_esc(page: ClaimsPage, here: Workspace, qtbot: QtBot) -> None:
    page.ask_claim()
    fill(page, qtbot, wording="Half a sentence")
    assert page.step_out()
    assert page.form is None
    page.ask_claim()
    assert page.form is not None
    assert page.form.cells["wording"].text == "Half a sentence"
    assert page.message.text().startswith("You began this on")


def test_a_claim_is_corrected_and_taken_away(page: ClaimsPage, here: Workspace, qtbot: QtBot) -> None:
    go_to(page, 3)
    qtbot.keyClick(page.correcting, KEY.Key_Space)
    assert page.form is not None
    assert page.form.cells["figure"].text == "9"
    fill(page, qtbot, figure="3")
    qtbot.keyClick(page.form.cells["figure"].place, KEY.Key_Return)
    done(qtbot, page)
    assert verdicts(page)["Nine in care"] == "● Y reproduced"
    go_to(page, 3)
    qtbot.keyClick(page.removing, KEY.Key_Space)
    done(qtbot, page)
    assert "Nine in care" not in verdicts(page)


def test_a_paper_is_loaded_as_one_act_and_a_bad_one_is_refused(
    page: ClaimsPage, here: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    page.load(resources.path(f"claims/{PAPERS[0]}.csv"))
    done(qtbot, page)
    assert len(verdicts(page)) == 29
    assert here.undo_label == "Record 25 claims of Highlight report, January 2022"
    bad = tmp_path / "bad.csv"
    bad.write_text("paper,number\nReport,one\n", encoding="utf-8")
    page.load(bad)
    assert page.message.text().startswith(
        "bad.csv, row 1: no column “reported”, “wording”, “kind”, “day”; there may be"
    )
    page.load(tmp_path / "none.csv")
    assert page.message.text() == "none.csv: No such file or directory"


def test_the_past_shows_the_claims_of_then_and_lets_nothing_be_recorded(
    page: ClaimsPage, here: Workspace, qtbot: QtBot
) -> None:
    here.go_to(dt.date(2022, 1, 15))
    done(qtbot, page)
    assert verdicts(page) == {}
    assert page.subtitle_label.text().startswith("No claim of a paper is recorded here.")
    buttons = (page.recording, page.correcting, page.removing, page.loading)
    assert not any(button.isEnabled() for button in buttons)


def test_the_list_leaves_the_program_as_it_is_shown(page: ClaimsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.export("csv", tmp_path / "claims.csv")
    done(qtbot, page)
    text = (tmp_path / "claims.csv").read_text(encoding="utf-8-sig")
    assert "Nine in care" in text
    assert "◇ N not reproduced" in text
    page.export("pdf", tmp_path / "claims.pdf")
    done(qtbot, page)
    assert (tmp_path / "claims.pdf").stat().st_size > 1000


def test_every_control_has_a_name(page: ClaimsPage) -> None:
    assert page.grid.table.accessibleName() == "claims"
    assert page.side.accessibleName() == "About the claim"
    assert all(button.text() or button.accessibleName() for button in page.findChildren(QPushButton))
