"""Each verdict on a claim, by a small example; and what else is said of it."""

from __future__ import annotations

import pytest

from models.snapshot import Snapshot
from tests.support.claims import judge
from tests.support.facts import episodes, snapshot

TODAY = "2022-11-30"


@pytest.fixture(scope="module")
def six() -> Snapshot:
    """Six in care on 30 November 2020 and four a year later: one came and three left."""
    return snapshot(
        TODAY,
        episodes("""
            child | decom      | rne | ls | place | dec        | rec
            1     | 2019-05-01 | S   | C2 | U6    |            |
            2     | 2019-05-01 | S   | C2 | U6    |            |
            3     | 2019-05-01 | S   | C2 | U6    |            |
            4     | 2019-05-01 | S   | C2 | U6    | 2021-02-01 | E4A
            5     | 2019-05-01 | S   | C2 | U6    | 2021-02-02 | E4A
            6     | 2019-05-01 | S   | C2 | U6    | 2021-02-03 | E4A
            7     | 2021-03-01 | S   | C2 | U6    |            |
        """),
    )


def test_a_value_of_the_file_is_reproduced_with_its_children(six: Snapshot) -> None:
    (found,) = judge(six, "kind | measure | day | figure\nVALUE | M01 | 2021-11-30 | 4")
    assert (found.verdict.code, found.found) == ("reproduced", "4")
    assert sorted(found.children) == ["1", "2", "3", "7"]
    assert found.why == "The file gives 4 on 30 Nov 2021."


def test_another_value_is_not_reproduced_and_the_files_is_said(six: Snapshot) -> None:
    (found,) = judge(six, "kind | measure | day | figure\nVALUE | M01 | 2021-11-30 | 5")
    assert (found.verdict.code, found.found) == ("not", "4")


def test_a_percentage_is_worked_out_from_the_exact_figures_of_the_file(six: Snapshot) -> None:
    right, whole, wrong = judge(
        six,
        """
        kind    | measure | from_day   | day        | earlier | figure | percent
        PERCENT | M01     | 2020-11-30 | 2021-11-30 | 6       | 4      | 33.3
        PERCENT | M01     | 2020-11-30 | 2021-11-30 |         | 4      | 33
        PERCENT | M01     | 2020-11-30 | 2021-12-31 |         | 4      | 51
        """,
    )
    assert (right.verdict.code, whole.verdict.code) == ("reproduced", "reproduced")
    assert (wrong.verdict.code, wrong.found) == ("not", "from 6 to 4, 33.33 %")


def test_what_was_only_cut_off_says_so() -> None:
    rows = "\n".join(f"{n} | 2019-05-01 | S | C2 | U6 | |" for n in range(1, 7))
    gone = "7 | 2019-05-01 | S | C2 | U6 | 2021-02-01 | E4A"
    facts = snapshot(TODAY, episodes(f"child | decom | rne | ls | place | dec | rec\n{rows}\n{gone}"))
    (found,) = judge(
        facts,
        "kind | measure | from_day | day | earlier | figure | percent\n"
        "PERCENT | M01 | 2020-11-30 | 2021-11-30 | 7 | 6 | 14.2",
    )
    assert found.verdict.code == "cut"
    assert "14.29 is cut off to 14.2, not rounded (that would be 14.3)" in found.why


def test_a_figure_before_the_record_begins_is_not_derivable(six: Snapshot) -> None:
    (found,) = judge(six, "kind | measure | day | figure\nVALUE | M01 | 2018-11-30 | 4")
    assert (found.verdict.code, found.found) == ("unknown", "–")
    assert "nothing is recorded by 30 Nov 2018" in found.why


def test_what_no_measure_counts_is_not_derivable(six: Snapshot) -> None:
    (found,) = judge(six, "kind | day | figure\nVALUE | 2021-11-30 | 4")
    assert found.verdict.code == "unknown"
    assert "no measure of the program counts this" in found.why


def test_a_part_is_asked_for_by_its_title_and_one_there_is_not_is_said(six: Snapshot) -> None:
    known, unknown = judge(
        six,
        "kind | measure | part | day | figure\nVALUE | K01 | Ethnic minority | 2021-11-30 | 0\n"
        "VALUE | K01 | Left-handed | 2021-11-30 | 0",
    )
    assert known.verdict.code == "reproduced"
    assert unknown.verdict.code == "unknown"
    assert "has no part “Left-handed”" in unknown.why


def test_sibling_groups_are_counted_as_groups_and_their_children_opened() -> None:
    pair = snapshot(
        TODAY,
        episodes("""
            child | decom      | rne | ls | place | dec        | rec
            1     | 2019-05-01 | S   | E1 | A5    | 2021-06-01 | E11
            2     | 2019-05-01 | S   | E1 | A5    | 2021-06-01 | E11
            3     | 2019-05-01 | S   | E1 | A5    | 2021-06-01 | E11
        """),
        child_details="child | dob\n1 | 2018-05-01\n2 | 2018-05-01\n3 | 2017-05-01",
        sibling_group="child | family | since\n1 | F1 | 2019-05-01\n2 | F1 | 2019-05-01",
    )
    groups, children, three = judge(
        pair,
        """
        kind  | measure | part        | day        | figure
        VALUE | K01     | Groups of 2 | 2021-11-30 | 1
        VALUE | K01     | Group of 2  | 2021-11-30 | 2
        VALUE | K01     | Groups of 3 | 2021-11-30 | 1
        """,
    )
    assert (three.verdict.code, three.found) == ("not", "0")
    assert (groups.verdict.code, children.verdict.code) == ("reproduced", "reproduced")
    assert sorted(groups.children) == sorted(children.children) == ["1", "2"]


def test_a_percentage_without_its_figures_has_no_base(six: Snapshot) -> None:
    (found,) = judge(six, "kind | measure | from_day | day | percent\nPERCENT | M01 | 2020-11-30 | 2021-11-30 | -33.3")
    assert found.verdict.code == "unknown"
    assert found.why.startswith("Base not given")
    assert "That is a fall of 33.33 %, as claimed." in found.why


def test_a_percentage_of_another_figure_contradicts_the_claim_that_states_it(six: Snapshot) -> None:
    mixed, other = judge(
        six,
        """
        kind    | measure | from_day   | day        | earlier | figure | percent
        PERCENT | M01     | 2020-09-30 | 2021-08-31 | 99      | 58     | 52.5
        VALUE   | M01     |            | 2021-11-30 |         | 47     |
        """,
    )
    assert mixed.verdict.code == "contradicts"
    assert "52.5 % belongs to 99 → 47 (52.53 %), not to 99 → 58" in mixed.why
    assert mixed.against == (other.claim,)


def test_a_percentage_that_no_claim_explains_is_simply_wrong(six: Snapshot) -> None:
    (found,) = judge(
        six,
        "kind | measure | from_day | day | earlier | figure | percent\n"
        "PERCENT | M01 | 2020-11-30 | 2021-11-30 | 6 | 4 | 40",
    )
    assert found.verdict.code == "not"
    assert "From 6 to 4 is a fall of 33.33 %, not of 40 %." in found.why


def test_two_figures_for_one_day_contradict_each_other(six: Snapshot) -> None:
    one, two, late = judge(
        six,
        """
        paper   | number | kind  | measure | day        | figure
        Report  | 1      | VALUE | M01     | 2021-11-30 | 4
        Minutes | 1      | VALUE | M01     | 2021-11-30 | 5
        Minutes | 2      | VALUE | M01     | 2021-12-31 | 4
        """,
    )
    assert one.verdict.code == two.verdict.code == "contradicts"
    assert "4 on 30 Nov 2021 here, but 5 in claim 1 of Minutes." in one.why
    assert late.verdict.code == "reproduced"


def test_a_rounder_figure_for_one_day_is_no_contradiction(six: Snapshot) -> None:
    found = judge(
        six,
        "kind | measure | day | figure\nVALUE | S02 | 2021-11-30 | 12.4\nVALUE | S02 | 2021-11-30 | 12",
    )
    assert "contradicts" not in {each.verdict.code for each in found}


def test_starts_and_ends_that_do_not_explain_a_change_contradict_their_claims(six: Snapshot) -> None:
    came, went, change = judge(
        six,
        """
        kind           | measure | first      | from_day   | day        | earlier | figure | came | went
        VALUE          | M03     | 2020-12-01 |            | 2021-11-30 |         | 205    |      |
        VALUE          | M04     | 2020-12-01 |            | 2021-11-30 |         | 344    |      |
        RECONCILIATION | M01     |            | 2020-11-30 | 2021-11-30 | 654     | 526    | 205  | 344
        """,
    )
    assert change.verdict.code == "contradicts"
    assert "654 + 205 − 344 = 515, not 526: 11 apart." in change.why
    assert set(change.against) == {came.claim, went.claim}
    assert any("11 apart" in sentence for sentence in came.also)


def test_starts_and_ends_that_add_up_are_reproduced_by_child_and_by_spell(six: Snapshot) -> None:
    (found,) = judge(
        six,
        "kind | measure | from_day | day | earlier | figure | came | went\n"
        "RECONCILIATION | M01 | 2020-11-30 | 2021-11-30 | 6 | 4 | 1 | 3",
    )
    assert (found.verdict.code, found.found) == ("reproduced", "6 + 1 − 3 against 4")
    assert "Counted by spell they agree" in found.why
    assert [sorted(term.children) for term in found.terms[2:4]] == [["7"], ["4", "5", "6"]]


def test_two_shares_of_different_bases_changed_the_denominator(six: Snapshot) -> None:
    early, late, like = judge(
        six,
        """
        paper   | reported   | number | kind  | measure | day        | figure | percent
        Report  | 2022-01-31 | 1      | SHARE | E02     | 2021-11-30 | 11     | 3.1
        Minutes | 2022-10-31 | 1      | SHARE | E02     | 2022-08-31 | 7      | 1.3
        Minutes | 2022-10-31 | 2      | SHARE | E02     | 2022-09-30 | 7      | 1.4
        """,
    )
    assert (early.verdict.code, late.verdict.code) == ("unknown", "denominator")
    assert "11 as 3.1 % in claim 1 of Report is of 344 to 360" in late.why
    assert "7 as 1.3 % in claim 1 of Minutes is of 501 to 560" in late.why
    assert early.claim in late.against
    assert "another base" in " ".join(early.also)
    assert like.against == (early.claim,)


def test_two_shares_that_print_other_bases_changed_the_denominator(six: Snapshot) -> None:
    _, late = judge(
        six,
        """
        number | kind  | measure | day        | figure | base
        1      | SHARE | E02     | 2021-11-30 | 11     | 355
        2      | SHARE | E02     | 2022-08-31 | 7      | 535
        """,
    )
    assert late.verdict.code == "denominator"
    assert "11 in claim 1 of Report is of 355; 7 in claim 2 of Report is of 535" in late.why


def test_a_share_with_its_base_is_held_against_both(six: Snapshot) -> None:
    (found,) = judge(six, "kind | measure | day | figure | percent | base\nSHARE | A4 | 2021-11-30 | 0 | 0 | 3")
    assert (found.verdict.code, found.found) == ("reproduced", "0 of 3, 0.00 %")
    (wrong,) = judge(six, "kind | measure | day | figure | base\nSHARE | A4 | 2021-11-30 | 0 | 4")
    assert wrong.verdict.code == "not"


def test_a_comparison_with_the_highest_figure_is_anchored_on_a_peak(six: Snapshot) -> None:
    (peak,) = judge(
        six,
        "kind | measure | from_first | from_day | day | earlier | figure\n"
        "PEAK | M01 | 2020-01-01 | 2020-12-31 | 2021-11-30 | 6 | 4",
    )
    assert peak.verdict.code == "reproduced"
    assert peak.also[0].startswith("Anchored on a peak: compared with 6 by 31 Dec 2020")
    assert "(6 on 30 Nov 2020, from which it is a fall of 33.33 %)" in peak.also[0]
    (same,) = judge(
        six,
        "kind | measure | from_day | day | earlier | figure\nCHANGE | M01 | 2020-11-30 | 2021-11-30 | 6 | 4",
    )
    assert same.also == ()


def test_a_day_that_happens_to_be_the_highest_is_found_as_a_peak(six: Snapshot) -> None:
    (found,) = judge(
        six,
        "kind | measure | from_day | day | earlier | figure\nCHANGE | M01 | 2021-01-31 | 2021-11-30 | 6 | 4",
    )
    assert (
        "Anchored on a peak: compared with 6 on 31 Jan 2021, the highest figure known since 31 Jan 2020"
        in found.also[0]
    )
    assert "The median of the" in found.also[1]


def test_what_rose_since_the_paper_before_is_said_beside_a_fall(six: Snapshot) -> None:
    found = judge(
        six,
        """
        paper   | reported   | number | kind  | measure | from_day   | day        | earlier | figure
        Report  | 2022-01-31 | 1      | VALUE | K11     |            | 2021-11-30 |         | 124
        Minutes | 2022-10-31 | 1      | CHANGE | K11    | 2020-09-30 | 2022-08-31 | 212     | 141
        """,
    )
    assert any(
        "Report gave 124 on 30 Nov 2021: since then it is a rise of 13.71 %, though the claim is of a fall." in said
        for said in found[1].also
    )


def test_a_difference_between_two_dates(six: Snapshot) -> None:
    right, wrong = judge(
        six,
        "kind | measure | from_day | day | figure\nDIFFERENCE | M01 | 2020-11-30 | 2021-11-30 | 2\n"
        "DIFFERENCE | M01 | 2020-11-30 | 2021-12-31 | -3",
    )
    assert (right.verdict.code, right.found) == ("reproduced", "−2")
    assert wrong.verdict.code == "not"


def test_the_lowest_figure_of_a_time(six: Snapshot) -> None:
    lowest, not_lowest = judge(
        six,
        "kind | measure | first | day | figure\nLOWEST | M01 | 2020-12-31 | 2021-02-28 | 3\n"
        "LOWEST | M01 | 2020-12-31 | 2021-03-31 | 4",
    )
    assert lowest.verdict.code == "reproduced"
    assert not_lowest.verdict.code == "not"
    assert "the lowest is 3, on 28 Feb 2021." in not_lowest.why


def test_a_count_of_the_school_year_is_added_up_over_the_years_that_are_claimed() -> None:
    facts = snapshot(
        TODAY,
        episodes("child | decom | rne | ls | place\n1 | 2017-05-01 | S | C2 | U6\n2 | 2017-05-01 | S | C2 | U6"),
        child_details="child | dob\n1 | 2008-05-01\n2 | 2009-05-01",
        suspension="child | begins | permanent\n1 | 2018-10-01 | PERM\n2 | 2020-10-01 | PERM\n1 | 2021-02-01 | SUSP",
        school_term="child | begins | term\n1 | 2017-09-04 | AUTUMN",
    )
    both, one = judge(
        facts,
        "kind | measure | first | day | figure\nVALUE | E03 | 2018-09-01 | 2021-08-31 | 2\n"
        "VALUE | E03 | 2019-09-01 | 2021-08-31 | 1",
    )
    assert (both.verdict.code, one.verdict.code) == ("reproduced", "reproduced")
    assert (sorted(both.children), sorted(one.children)) == (["1", "2"], ["2"])
    assert both.terms[0].when == "from 1 Sep 2018 to 31 Aug 2021"
