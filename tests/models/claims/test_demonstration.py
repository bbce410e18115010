"""The two papers on the demonstration authority: what they state comes out of its children, and what is wrong with them
comes out of general rules."""

from __future__ import annotations

import pytest

from models.claims import Judged
from models.claims.arithmetic import agrees
from models.claims.verdicts import judged
from models.measures import MEASURES, Period
from models.snapshot import Snapshot
from tests.support.claims import carried
from tests.support.northport import TODAY, northport_facts

OTHERWISE = {
    ("Highlight report, January 2022", "M01", "19.5"): "cut",
    ("Highlight report, January 2022", "M01", None): "contradicts",
    ("Highlight report, January 2022", "K13", "52.5"): "contradicts",
    ("Board minutes, autumn 2022", "M01", "1.6"): "cut",
    ("Board minutes, autumn 2022", "M01", "23.7"): "cut",
    ("Board minutes, autumn 2022", "K11", "33.4"): "cut",
    ("Board minutes, autumn 2022", "K13", "48.4"): "cut",
    ("Board minutes, autumn 2022", "E04", "−12.8"): "unknown",
    ("Board minutes, autumn 2022", "E02", "1.3"): "denominator",
}
"""The claims that are not simply reproduced, by paper, measure and percentage; the sum of starts and ends has none."""


@pytest.fixture(scope="module")
def demonstration() -> Snapshot:
    return Snapshot(northport_facts(), TODAY)


@pytest.fixture(scope="module")
def found(demonstration: Snapshot) -> list[Judged]:
    """Every claim of both papers, judged."""
    return judged(carried(), demonstration)


def test_every_claim_is_reproduced_but_for_those_the_papers_get_wrong(found: list[Judged]) -> None:
    wrong = {
        (claim.paper, claim.measure, str(claim.percent) if claim.percent else None): each.verdict.code
        for each in found
        if (claim := each.claim) and each.verdict.code != "reproduced"
    }
    assert wrong == OTHERWISE
    assert [each.verdict.code for each in found].count("reproduced") == 36 - len(OTHERWISE)


def test_every_printed_figure_is_the_one_of_the_file(found: list[Judged]) -> None:
    told = [(each.claim.name, term) for each in found for term in each.terms if term.said is not None]
    assert [(name, term.words) for name, term in told if term.found is None or not agrees(term.said, term.found)] == []
    assert len(told) > 40


def test_the_children_behind_a_recomputed_figure_are_those_of_the_measure(
    found: list[Judged], demonstration: Snapshot
) -> None:
    for each in found:
        claim = each.claim
        if claim.part or claim.kind != "VALUE" or claim.measure in ("E03", "L02"):
            continue
        period = Period.year_to(claim.day) if claim.first is None else Period(claim.first, claim.day)
        tally = MEASURES[claim.measure].tally(demonstration, period)
        assert sorted(each.children) == sorted(tally.children), claim.wording
        if tally.unit == "children":
            assert each.found == f"{len(each.children):,}"


def test_starts_and_ends_agree_by_spell_and_are_eleven_short_by_child(found: list[Judged]) -> None:
    (short,) = [each for each in found if each.claim.kind == "RECONCILIATION"]
    assert "654 + 205 − 344 = 515, not 526: 11 apart." in short.why
    assert "Counted by spell they agree" in short.why


def test_the_two_shares_are_of_those_of_school_age_and_of_all_in_care(found: list[Judged]) -> None:
    (changed,) = [each for each in found if each.verdict.code == "denominator"]
    assert "is of 344 to 360, as" in changed.why
    assert "(355)" in changed.why
    assert "is of 501 to 560, as all children in care (535)" in changed.why
    (early,) = changed.against
    assert str(early.percent) == "3.1"


def test_comparisons_with_a_peak_are_named_beside_the_same_month_of_the_year_before(found: list[Judged]) -> None:
    peaks = {str(each.claim.earlier): " ".join(each.also) for each in found if each.on_a_peak}
    assert {"702", "212", "99"} <= set(peaks)
    assert all("not with the same month of the year before (" in said for said in peaks.values())
    assert all("The median of the" in said for said in peaks.values())
