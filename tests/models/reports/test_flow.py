"""Whatever is said goes on to the next page and none of it is lost."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from models import reports
from models.reports.blocks import Block, Bullets, Document, Facts, Grid, Head, Heading, PageBreak, Words
from models.reports.table import Sheet
from models.trackers.shown import About

LONG = " ".join(f"w{number}x" for number in range(3_000))
HEADS = (Head("One"), Head("Two"))


def printed(folder: Path, *told: Block, landscape: bool = False) -> list[str]:
    about = About("Long", dt.date(2022, 5, 3), version="1", filters=tuple(f"filter {n} is on" for n in range(60)))
    reports.write(folder / "out.pdf", Document("long", "Long", about, "internal", told, landscape))
    return [page.extract_text() for page in PdfReader(folder / "out.pdf").pages]


@pytest.mark.parametrize(
    "block",
    [
        Words(LONG, state="R"),
        Words(LONG.replace(" ", "\n")),
        Bullets((LONG, "last")),
        Facts((("Name", LONG), ("Next", "value"))),
        Grid("", HEADS, tuple((word, word) for word in LONG.split())),
    ],
    ids=["words", "lines", "bullets", "facts", "grid"],
)
def test_every_word_stands_on_some_page_in_order(block: Block, tmp_path: Path) -> None:
    pages = printed(tmp_path, Heading("Before"), block, Heading("After"))
    assert len(pages) > 1
    found = re.findall(r"w(\d+)x", "\n".join(pages))
    each = 2 if isinstance(block, Grid) else 1
    assert [int(number) for number in found] == [number for number in range(3_000) for _ in range(each)]
    assert "After" in pages[-1]


def test_a_page_that_is_a_little_too_long_is_made_smaller_and_stays_one(tmp_path: Path) -> None:
    def child(lines: int) -> list[Block]:
        return [PageBreak(fit=True), Heading("Child"), *(Words(f"line {number}.") for number in range(lines))]

    fits, more, much = (
        len(printed(tmp_path, Words("Front"), *child(n), PageBreak(), Words("End"))) for n in (20, 60, 200)
    )
    assert (fits, more) == (3, 3)
    assert much > 3


def test_filters_past_the_foot_stand_in_full_on_the_first_page(tmp_path: Path) -> None:
    pages = printed(tmp_path, *(Words(LONG[:2_000]) for _ in range(6)))
    first = " ".join(pages[0].split())
    assert all(f"filter {n} is on" in first for n in range(60))
    assert "…" in pages[-1]
    assert all("page" in page and "permanence 1" in page for page in pages)


def test_no_heading_stands_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    told = [block for n in range(60) for block in (Heading(f"Part {n}"), Words(f"text {n}a."), Words(f"text {n}b."))]
    for page in printed(tmp_path, *told):
        body = page[: page.index("Long ·")] if "Long ·" in page else page
        assert not re.search(r"Part \d+\s*$", body)


def test_no_line_of_a_paragraph_stands_alone_at_the_end_or_the_beginning_of_a_page(tmp_path: Path) -> None:
    told = [Words("\n".join(f"{n}.{line} of {many}" for line in range(many))) for n in range(60) for many in (2, 3, 5)]
    pages = printed(tmp_path, *told)
    assert len(pages) > 3
    for page in pages:
        by = Counter(re.findall(r"(\d+)\.\d of (\d)", page))
        assert all(there == int(many) if many in "23" else there >= 2 for (_n, many), there in by.items())


def test_a_few_names_and_values_are_not_parted_by_the_end_of_a_page(tmp_path: Path) -> None:
    facts = [(f"Name {n}", f"value {n}") for n in range(4)]
    told = [block for n in range(40) for block in (Heading(f"{n}. Child", 2), Facts(tuple(facts)))]
    pages = printed(tmp_path, *told)
    assert len(pages) > 2
    for page in pages:
        assert page.count("Name 0") == page.count("Name 3") == len(re.findall(r"\d+\. Child", page))


def test_a_share_keeps_its_per_cent_on_its_line(tmp_path: Path) -> None:
    pages = printed(tmp_path, *(Words(f"{'x' * n} " + "it fell by 19.5 % " * 8) for n in range(1, 40)))
    assert not any(re.match(r"\s*%", line) for page in pages for line in page.splitlines())


def test_the_room_of_a_table_goes_to_where_most_rows_become_lower() -> None:
    said = [("Interim care order", "Hearing on 18 Dec 2026", "Adoption")] * 30
    said.append(("Care order", "None", "Long-term care with a connected carer, maternal grandparent and aunt"))
    heads = Head("Legal status"), Head("Next"), Head("Primary plan")
    for width in (190.0, 200.0, 220.0):
        sheet = Sheet(heads, said, width, 500, sizes=(7.5,))
        assert max(len(lines) for lines in sheet.rows[0]) == 2
        assert len(sheet.rows[-1][2]) <= 3
        assert sum(sheet.widths) <= width + 0.01


def test_a_table_without_a_caption_is_known_by_its_heading(tmp_path: Path) -> None:
    told = (
        Heading("Open actions"),
        Grid("", HEADS, (("a", "19.5 %"),)),
        Heading("Other"),
        Grid("Own", HEADS, (("b", "c"),)),
    )
    about = About("Short", dt.date(2022, 5, 3), version="1")
    reports.write(tmp_path / "out.html", Document("short", "Short", about, "internal", told))
    web = (tmp_path / "out.html").read_text("utf-8")
    assert '<table aria-label="Open actions">' in web
    assert "<table><caption>Own</caption>" in web
    assert "19.5\u00a0%" in web


def test_a_sheet_that_is_a_little_too_long_is_one_page_with_its_title(tmp_path: Path) -> None:
    (page,) = printed(tmp_path, PageBreak(fit=True), *(Words(f"line {number}.") for number in range(60)))
    assert page.startswith("Long")
    assert "line 59." in page
