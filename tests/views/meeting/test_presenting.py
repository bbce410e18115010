"""What a projector may show: identifiers are left out of any words, other words stay as they are."""

from __future__ import annotations

import pytest

from tests.support.facts import episodes, facts
from tests.views.meeting.conftest import DETAILS, DRAWN, FAMILY, TERM, WORKERS
from views.meeting.presenting import Presenter


@pytest.fixture
def presenter() -> Presenter:
    made = Presenter(
        facts(
            episodes(DRAWN),
            social_worker=WORKERS,
            sibling_group=FAMILY,
            child_details=DETAILS,
            school_term=TERM,
            merged="child | into_child\n104230 | 104233",
        ),
        ["118020", "104233"],
    )
    made.on = True
    return made


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Together with brother or sister: 118020", "Together with brother or sister: Child 1"),
        ("Child 104233 waits", "Child 2 waits"),
        ("Was 104230 before", "Was another child before"),
        ("See 120777's file", "See another child's file"),
        ("SW-77 since 3 May 2021", "a worker since 3 May 2021"),
        ("OKAFOR: book the panel.", "a worker: book the panel."),
        ("Family FAM-12, pupil A123456789012", "Family ▬▬▬, pupil ▬▬▬"),
        ("Autumn term at Hill Park School", "Autumn term at ▬▬▬"),
        ("Girl · aged 4 · born 3 Feb 2018", "Girl · aged 4 · born ▬▬▬"),
        ("Waiting 332 days since the placement order", "Waiting 332 days since the placement order"),
        ("Team manager: ask the panel by 3 May 2022", "Team manager: ask the panel by 3 May 2022"),
    ],
)
def test_identifiers_are_left_out(presenter: Presenter, said: str, shown: str) -> None:
    assert presenter.words(said) == shown


def test_they_are_shown_again(presenter: Presenter) -> None:
    presenter.on = False
    assert presenter.words("Child 104233, SW-77") == "Child 104233, SW-77"
    assert presenter.child("104233") == "Child 104233"


def test_where_they_stand_is_known_for_what_is_typed(presenter: Presenter) -> None:
    assert presenter.names("Ask SW-77 today") == [(4, 5)]


def test_somebody_new_is_known_from_then_on(presenter: Presenter) -> None:
    presenter.meet("SW-99")
    presenter.meet("Panel adviser")
    presenter.meet("REVIEW-UNIT")
    assert presenter.words("SW-99, Panel adviser, REVIEW-UNIT") == "a worker, Panel adviser, REVIEW-UNIT"
