"""The tracker on paper: whole, the same every time, and every page says what it shows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

from models.progress import Cancelled
from models.reports import REPORTS, Asked, tracker_summary
from models.reports.blocks import Heading, Words
from models.trackers import Column
from models.trackers.shown import About, rows
from tests.support.facts import episodes, snapshot
from tests.support.goldens import compare

STAGES = ("Special guardianship", "Placement order, waiting for match", "Placed, waiting for order")
COLUMNS = (
    Column("child", "Child", "text", ""),
    Column("po", "Placement order", "date", ""),
    Column("days", "Days since placement order", "days", ""),
    Column("stage", "Stage", "text", ""),
    Column("state", "State", "state", ""),
    Column("reason", "Reason", "text", ""),
)


def frame(children: int) -> pl.DataFrame:
    """As many invented children, each like the one six before but for the dates."""
    at = range(children)
    return pl.DataFrame(
        {
            "child": [f"{100_000 + 7 * n}" for n in at],
            "po": [dt.date(2020, 1, 1) + dt.timedelta(days=n % 800) if n % 3 else None for n in at],
            "po_words": [None if n % 3 else "before 23 May 2021" for n in at],
            "days": [n * 11 % 1_400 if n % 3 else None for n in at],
            "stage": [STAGES[n % 3] for n in at],
            "next": ["Match" if n % 3 == 1 else None for n in at],
            "due": [dt.date(2022, 1, 1 + n % 28) if n % 3 == 1 else None for n in at],
            "state": ["RAG–R–"[n % 6] for n in at],
            "in_care": [n % 3 > 0 for n in at],
            "reason": [f"The match was due by {1 + n % 28} January 2022 & is not <recorded>." for n in at],
        },
        schema_overrides={"po": pl.Date, "po_words": pl.String, "due": pl.Date, "next": pl.String},
    )


def about(n: int, **more: object) -> About:
    said = About("Permanence tracker", dt.date(2022, 3, 31), f"{n} in care", n=n, of=412, who="A. Tester")
    return dataclasses.replace(said, version="1", head="3f" * 32, filters=("Stage: any",), **more)  # type: ignore[arg-type]


def printed(path: Path, children: int, **more: object) -> list[str]:
    tracker_summary.write(path, COLUMNS, frame(children), about(children, **more))
    return [page.extract_text().replace("\xa0", " ") for page in PdfReader(path).pages]


def test_what_stands_on_the_paper(tmp_path: Path, request: pytest.FixtureRequest):
    compare(request, "reports/tracker-summary.txt", "\n\f\n".join(printed(tmp_path / "out.pdf", 40)) + "\n")


def test_every_row_stands_once_in_the_order_shown(tmp_path: Path):
    text = "\n".join(printed(tmp_path / "out.pdf", 130))
    tracker = text[text.index("The list as shown") : text.index("Reasons for red")]
    shown = re.findall(r"\b10\d{4}\b", tracker)
    assert shown == [row[0] for row in rows(COLUMNS, frame(130))]


def test_every_page_says_what_it_shows_and_which_page_it_is(tmp_path: Path):
    pages = printed(tmp_path / "out.pdf", 130, known_on=dt.datetime(2022, 5, 1, 9, 30))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"page {number} of {len(pages)}" in page
        assert "as at 31 Mar 2022, as known on 1 May 2022 at 09:30" in page
        assert "130 of 412 shown" in page
        assert "filters: Stage: any" in page
        assert "A. Tester" in page
        assert "3f" * 32 in page


def test_the_heading_stands_on_every_page_of_the_tracker(tmp_path: Path):
    pages = printed(tmp_path / "out.pdf", 130)
    assert all(re.search(r"Child\s+(Placement\s+order|Stage)", page) for page in pages)


def test_the_counts_by_stage_add_up_and_every_red_child_has_a_reason(tmp_path: Path):
    text = "\n".join(printed(tmp_path / "out.pdf", 60))
    assert re.search(r"All\s+60\s+20\s+10\s+10\s+20", text)
    reasons = text[text.index("Reasons for red: 20") :]
    reds = frame(60).filter(pl.col("state") == "R")["child"].to_list()
    assert re.findall(r"\b10\d{4}\b", reasons) == reds


def test_who_is_on_the_way_stands_before_who_left_furthest_along_first(tmp_path: Path):
    text = printed(tmp_path / "out.pdf", 9)[0]
    counts = text[: text.index("The list as shown")]
    found = re.findall("|".join(STAGES), counts)
    assert found == [STAGES[2], STAGES[1], STAGES[0]]


def test_the_same_tracker_gives_the_same_bytes(tmp_path: Path):
    printed(tmp_path / "one.pdf", 30)
    printed(tmp_path / "two.pdf", 30)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_nobody_is_said_to_be_nobody(tmp_path: Path):
    assert "Nothing is shown" in printed(tmp_path / "out.pdf", 0)[0]


def test_a_word_longer_than_its_column_is_broken_and_not_lost(tmp_path: Path):
    long = "".join(chr(ord("a") + n % 26) for n in range(700))
    columns = COLUMNS[:1] + COLUMNS[5:]
    tracker_summary.write(tmp_path / "out.pdf", columns, frame(1).with_columns(reason=pl.lit(long)), about(1))
    text = "".join("".join(page.extract_text().split()) for page in PdfReader(tmp_path / "out.pdf").pages)
    assert long in text


def test_where_a_list_is_very_wide_dates_run_over_lines_and_only_the_longest_words_are_broken(tmp_path: Path):
    many = tuple(Column(f"day{n}", "Assessment completed", "date", "") for n in range(26))
    days = frame(3).with_columns(pl.lit(dt.date(2022, 9, 19)).alias(column.key) for column in many)
    tracker_summary.write(tmp_path / "out.pdf", (*COLUMNS, *many), days, about(3))
    text = PdfReader(tmp_path / "out.pdf").pages[0].extract_text()
    words = text[text.index("The list as shown") : text.index("Reasons for red")].split()
    assert {"Child", "Days", "since", "order", "Stage", "State"} <= set(words)
    assert words.count("2022") >= 3 * 26


def test_a_cell_longer_than_a_page_is_cut_and_says_so(tmp_path: Path):
    reason = pl.lit("so it was and so it is " * 2_000)
    tracker_summary.write(tmp_path / "out.pdf", COLUMNS, frame(3).with_columns(reason=reason), about(3))
    pages = [page.extract_text() for page in PdfReader(tmp_path / "out.pdf").pages]
    assert "…" in "".join(pages)


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_cancelling_leaves_no_file(steps: int, tmp_path: Path):
    said: list[str] = []

    def stop(_share: float, words: str) -> None:
        said.append(words)
        if len(said) == steps:
            raise Cancelled

    with pytest.raises(Cancelled):
        tracker_summary.write(tmp_path / "out.pdf", COLUMNS, frame(200), about(200), stop)
    assert list(tmp_path.iterdir()) == []


def test_progress_goes_forward_to_the_end(tmp_path: Path):
    shares: list[float] = []
    tracker_summary.write(
        tmp_path / "o.pdf", COLUMNS, frame(200), about(200), lambda share, _words: shares.append(share)
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_report_is_found_by_being_in_the_folder():
    assert REPORTS["tracker-summary"].title == "Tracker summary"


def test_a_list_of_what_nobody_records_does_not_say_that_there_is_nobody() -> None:
    here = snapshot("2022-03-31", episodes("child | decom | rne | ls | place\n7 | 2021-05-01 | S | C1 | U4"))
    made = REPORTS["court-list"].make(here, Asked())
    assert [block.text for block in made.all(Words)] == [
        "Nothing that this list is made of is recorded here by this day."
    ]
    assert not list(made.all(Heading))
