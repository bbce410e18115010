"""Whatever is said goes on to the next page and none of it is lost."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from models import reports
from models.reports.blocks import Block, Bullets, Document, Facts, Grid, Head, Heading, PageBreak, Words
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
