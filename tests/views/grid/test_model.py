"""What a grid shows and in what order."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from PySide6.QtCore import Qt

from tests.support.grids import COLUMNS, TODAY, frame
from views.grid.filters import Filter, Only, made
from views.grid.model import STATE, GridModel


@pytest.fixture
def model() -> GridModel:
    shown = GridModel()
    shown.show(COLUMNS, frame(60))
    return shown


def column(model: GridModel, key: str) -> list[object]:
    return model.shown()[key].to_list()


def test_it_is_a_sound_table(model: GridModel, qtmodeltester) -> None:
    qtmodeltester.check(model)
    model.arrange(search="waiting 12", sort=(("age", True),))
    qtmodeltester.check(model)


def test_cells_read_as_people_write_them(model: GridModel) -> None:
    texts = [model.index(1, at).data() for at in range(len(COLUMNS))]
    assert texts[:5] == ["100001", "1", "15 Nov 2020", "22 Feb 2022", "▲ A"]
    assert model.index(0, 3).data() == "–"


def test_a_screen_reader_hears_column_and_value(model: GridModel) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 3).data(spoken) == "Matched, 22 Feb 2022"
    assert model.index(0, 3).data(spoken) == "Matched, none"
    assert model.index(0, 4).data(spoken) == "State, overdue"
    assert model.index(0, 3).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "The day of the match."


def test_unknown_dates_show_their_words() -> None:
    rows = frame(2).with_columns(pl.Series("match_words", ["before 3 May 2021", None]))
    model = GridModel()
    model.show(COLUMNS, rows)
    assert [model.index(row, 3).data() for row in (0, 1)] == ["before 3 May 2021", "22 Feb 2022"]
    model.arrange(search="before")
    assert column(model, "child") == ["100000"]


def test_the_filter_field_wants_every_word_in_a_column_shown(model: GridModel) -> None:
    model.arrange(search="girl")
    assert model.rowCount() == 30
    model.arrange(search="GIRL 10000")
    assert column(model, "child") == ["100001", "100003", "100005", "100007", "100009"]
    model.searched = ("child", "age")
    model.arrange(search="girl")
    assert model.rowCount() == 0


@pytest.mark.parametrize(
    ("key", "test", "said", "found"),
    [
        ("reason", "contains", ["waiting 5"], lambda row: "waiting 5" in row["reason"].lower()),
        ("child", "is", ["100007"], lambda row: row["child"] == "100007"),
        ("sex", "is not", ["girl"], lambda row: row["sex"] != "Girl"),
        ("match", "is blank", [], lambda row: row["match"] is None),
        ("match", "is not blank", [], lambda row: row["match"] is not None),
        ("match", "before", ["1 3 2021"], lambda row: bool(row["match"]) and row["match"] < dt.date(2021, 3, 1)),
        ("match", "after", ["1/3/21"], lambda row: bool(row["match"]) and row["match"] > dt.date(2021, 3, 1)),
        ("match", "on", ["22 feb 2022"], lambda row: row["match"] == dt.date(2022, 2, 22)),
        (
            "match",
            "between",
            ["1.1.2021", "31.12.2021"],
            lambda row: bool(row["match"]) and row["match"].year == 2021,
        ),
        ("age", "at least", ["15"], lambda row: row["age"] >= 15),
        ("age", "at most", ["2"], lambda row: row["age"] <= 2),
        ("age", "is", ["7"], lambda row: row["age"] == 7),
        ("state", "is", ["R"], lambda row: row["state"] == "R"),
        ("state", "is not", ["R"], lambda row: row["state"] != "R"),
    ],
)
def test_each_column_can_be_asked(model: GridModel, key, test, said, found) -> None:
    asked = next(each for each in COLUMNS if each.key == key)
    model.arrange(filters=(made(asked, test, said),))
    wanted = [row["child"] for row in frame(60).iter_rows(named=True) if found(row)]
    assert wanted
    assert column(model, "child") == wanted


def test_what_cannot_be_asked_is_said() -> None:
    by_key = {each.key: each for each in COLUMNS}
    with pytest.raises(ValueError, match="is not a date"):
        made(by_key["match"], "before", ["31 2 2021"])
    with pytest.raises(ValueError, match="is not a number"):
        made(by_key["age"], "at least", ["many"])
    with pytest.raises(ValueError, match="Type what"):
        made(by_key["age"], "at least", [" "])


def test_filters_say_themselves() -> None:
    by_key = {each.key: each for each in COLUMNS}
    assert Filter("match", "after", ("2021-05-03",)).words(by_key["match"]) == "Matched after 3 May 2021"
    assert Filter("age", "at least", ("5",)).words(by_key["age"]) == "Age ≥ 5"
    assert Filter("state", "is", ("R",)).words(by_key["state"]) == "State is ◆ R overdue"
    assert Filter("reason", "contains", ("x",)).words(by_key["reason"]) == "Reason: x"
    between = Filter("match", "between", ("2021-01-01", "2021-12-31"))
    assert between.words(by_key["match"]) == "Matched between 1 Jan 2021 and 31 Dec 2021"


def test_nothing_known_comes_last_either_way(model: GridModel) -> None:
    for down in (False, True):
        model.arrange(sort=(("match", down),))
        dates = [date for date in column(model, "match") if date is not None]
        assert dates == sorted(dates, reverse=down)
        assert column(model, "match")[-20:] == [None] * 20


def test_states_sort_by_urgency_and_then_by_the_second_column(model: GridModel) -> None:
    model.arrange(sort=(("state", False), ("age", True)))
    assert list(dict.fromkeys(column(model, "state"))) == ["R", "A", "G", "–"]
    red = model.shown().filter(pl.col("state") == "R")["age"].to_list()
    assert red == sorted(red, reverse=True)
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(5)]
    assert titles == ["Child", "Age ↓2", "Born", "Matched", "State ↑1"]


def test_numbers_written_as_text_sort_as_numbers() -> None:
    model = GridModel()
    model.show(COLUMNS, frame(3).with_columns(pl.Series("child", ["9", "100", "20"])))
    model.arrange(sort=(("child", False),))
    assert column(model, "child") == ["9", "20", "100"]


def test_exactly_these_children(model: GridModel) -> None:
    model.arrange(only=Only("3 children", children=frozenset({"100004", "100009", "100011", "nobody"})))
    assert column(model, "child") == ["100004", "100009", "100011"]
    model.arrange(only=None)
    assert model.rowCount() == 60


def test_an_edited_row_stays_until_it_is_left(model: GridModel) -> None:
    model.arrange(filters=(Filter("match", "is blank"),), sort=(("age", True),))
    before = column(model, "child")
    child = before[3]
    assert isinstance(child, str)
    now = model.frame.filter(pl.col("child") == child).with_columns(pl.lit(TODAY).alias("match"))
    model.patch([child], now)
    assert column(model, "child") == before
    assert model.index(3, 3).data() == "31 Mar 2022"
    model.leave()
    assert column(model, "child") == [each for each in before if each != child]


def test_a_row_that_is_no_more_goes_when_left_and_a_new_one_comes(model: GridModel) -> None:
    model.patch(["100002"], model.frame.clear())
    assert model.row_of("100002") == 2
    model.leave()
    assert model.row_of("100002") is None
    new = frame(61).filter(pl.col("child") == "100060")
    model.patch(["100060"], new)
    assert model.row_of("100060") == 59


def test_the_state_is_given_to_who_draws_it(model: GridModel) -> None:
    assert [model.index(row, 4).data(STATE) for row in range(4)] == ["R", "A", "G", "–"]
    assert model.index(0, 0).data(STATE) is None


def test_a_state_that_a_person_has_set_bears_a_tick_and_says_so(qtbot) -> None:
    words = pl.Series("state_words", ["◇ R ✓", None, None, None])
    set_ = GridModel(COLUMNS, frame(4).with_columns(words))
    assert [set_.index(row, 4).data() for row in range(2)] == ["◇ R ✓", "▲ A"]
    heard = [set_.index(row, 4).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert heard == ["State, overdue, set by a person", "State, to watch"]
    assert set_.index(0, 4).data(STATE) == "R"
