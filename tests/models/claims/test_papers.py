"""The two papers the program carries: what their own arithmetic says, whatever file is open."""

from __future__ import annotations

import pytest

from models.claims import Judged
from models.claims.verdicts import judged
from tests.support.claims import carried
from tests.support.facts import episodes, snapshot


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, int], Judged]:
    """Every claim of both papers judged on a file that knows nothing of those years."""
    facts = snapshot("2026-11-22", episodes("child | decom | rne | ls | place\n1 | 2024-05-01 | S | C2 | U6"))
    return {(each.claim.paper.split()[0], each.claim.number): each for each in judged(carried(), facts)}


def about(found: dict[tuple[str, int], Judged], paper: str, words: str) -> Judged:
    """The claim of a paper whose wording has these words."""
    (each,) = [one for (name, _), one in found.items() if name == paper and words in one.claim.wording]
    return each


def test_only_what_the_papers_say_of_themselves_is_found_without_a_record(found: dict[tuple[str, int], Judged]) -> None:
    codes = [each.verdict.code for each in found.values()]
    assert {code: codes.count(code) for code in set(codes)} == {"unknown": 33, "contradicts": 2, "denominator": 1}


def test_the_percentage_of_other_end_points_is_found(found: dict[tuple[str, int], Judged]) -> None:
    mixed = about(found, "Highlight", "52.5 %")
    assert mixed.verdict.code == "contradicts"
    assert "52.5 % belongs to 99 → 47 (52.53 %), not to 99 → 58" in mixed.why
    assert [claim.wording for claim in mixed.against] == ["47 children are placed with parents"]


def test_starts_and_ends_are_eleven_short(found: dict[tuple[str, int], Judged]) -> None:
    short = about(found, "Highlight", "205 in, 344 out")
    assert short.verdict.code == "contradicts"
    assert "654 + 205 − 344 = 515, not 526: 11 apart." in short.why


def test_the_denominator_of_the_second_paper_is_another_one(found: dict[tuple[str, int], Judged]) -> None:
    early, late = about(found, "Highlight", "25 hours"), about(found, "Board", "25 hours")
    assert (early.verdict.code, late.verdict.code) == ("unknown", "denominator")
    assert "is of 344 to 360" in late.why
    assert "is of 501 to 560, as all children in care (535)" in late.why


@pytest.mark.parametrize(
    ("paper", "words", "exact"),
    [
        ("Highlight", "by 19.5 %", "19.57 is cut off to 19.5"),
        ("Board", "by 1.6 %", "1.65 is cut off to 1.6"),
        ("Board", "fall of 23.7 %", "23.79 is cut off to 23.7"),
        ("Board", "33.4 %", "33.49 is cut off to 33.4"),
        ("Board", "48.4 %", "48.48 is cut off to 48.4"),
    ],
)
def test_the_papers_cut_percentages_off(
    found: dict[tuple[str, int], Judged], paper: str, words: str, exact: str
) -> None:
    assert exact in about(found, paper, words).why


def test_comparisons_with_a_peak_are_found(found: dict[tuple[str, int], Judged]) -> None:
    anchored = {(paper, str(each.claim.earlier)) for (paper, _), each in found.items() if each.on_a_peak}
    assert anchored == {(paper, peak) for paper in ("Highlight", "Board") for peak in ("702", "212", "99")}


def test_what_rose_between_the_papers_is_said(found: dict[tuple[str, int], Judged]) -> None:
    said = {each.claim.measure: " ".join(each.also) for (paper, _), each in found.items() if paper == "Board"}
    assert "124 on 30 Nov 2021: since then it is a rise of 13.71 %, though the claim is of a fall" in said["K11"]
    assert "47 on 30 Nov 2021: since then it is a rise of 8.51 %, though the claim is of a fall" in said["K13"]
    assert "76 from 1 Dec 2020 to 30 Nov 2021: since then it is a fall of 34.21 %" in said["K10"]


def test_the_rates_of_both_papers_are_of_one_population(found: dict[tuple[str, int], Judged]) -> None:
    said = " ".join(about(found, "Board", "164.2").also)
    assert "fit the counts of the same days on one population of 33,123 to 33,133" in said


def test_a_part_year_beside_a_whole_one_is_said(found: dict[tuple[str, int], Judged]) -> None:
    assert any("12 months" in said and "8 months" in said for said in about(found, "Highlight", "342 days").also)


def test_a_percentage_whose_figures_are_not_printed_has_no_base(found: dict[tuple[str, int], Judged]) -> None:
    assert about(found, "Board", "12.8 %").why.startswith("Base not given")
