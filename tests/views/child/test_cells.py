"""What is typed in a form's cells, and what is stored for it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.subjects import SUBJECTS
from views.child.cells import Field, of, read, roughly

D = dt.date.fromisoformat
CELLS = [cell for subject in SUBJECTS.values() for cell in subject.cells if cell.kind != "code"]
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "date": st.dates(dt.date(1990, 1, 1), dt.date(2060, 1, 1)),
    "number": st.integers(0, 999_999),
    "tenths": st.integers(0, 9_999),
    "text": st.text(st.characters(whitelist_categories=("L", "N")), min_size=1),
    "words": st.text(st.characters(whitelist_categories=("L", "N")), min_size=1),
}


@given(st.data())
def test_what_stands_in_a_form_untouched_is_stored_as_it_was(data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from(CELLS))
    value = data.draw(st.none() | VALUES[cell.kind])
    field = of(cell)
    assert field.value(field.words(value)) == value


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("date", "31 2 2022", "is not a date; type day, month and year"),
        ("number", "about 3", "is not a whole number; type digits"),
        ("number", "-1", "is not a whole number"),
        ("tenths", "93.55", "is not a number with one decimal place"),
    ],
)
def test_what_is_wrong_says_what_to_type(kind: Any, text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Field("cell", "Cell", kind).value(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 2021", (D("2021-05-01"), "MONTH")),
        ("5/2021", (D("2021-05-01"), "MONTH")),
        ("2021", (D("2021-01-01"), "YEAR")),
        ("3 May 2021", None),
        ("13/2021", None),
        ("52021", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_month_or_a_year_is_an_approximate_date(text: str, found: Any) -> None:
    assert roughly(text) == found


def test_only_a_date_that_may_be_approximate_takes_a_month() -> None:
    begins = Field("begins", "Term began", "date", needed=True)
    values, wrong = read((begins,), {"begins": "May 2021"})
    assert values == {}
    assert wrong["begins"].startswith("Term began: “May 2021” is not a date")


def test_a_needed_cell_left_blank_is_named_and_a_blank_one_is_nothing() -> None:
    fields = (Field("who", "Who", "text", needed=True), Field("why", "Why", "words"))
    values, wrong = read(fields, {"who": "  ", "why": ""})
    assert wrong == {"who": "Who is needed: type it."}
    assert values["why"] is None
