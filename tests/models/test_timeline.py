"""One child's way through care as lanes and marked days."""

from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from models.timeline import Span, Timeline, timeline
from tests.support.facts import day, episodes, snapshot

EPISODES = """
    child | decom      | rne | ls | place | dec        | rec
    1     | 2020-01-03 | S   | V2 | U6    |            |
    1     | 2020-02-01 |     | C1 | U6    |            |
    1     | 2020-08-01 |     | C2 | U5    |            |
    1     | 2021-05-03 |     | E1 | U5    |            |
    1     | 2021-12-01 | U   | E1 | A5    | 2022-05-09 | E12
"""
OTHERS = {
    "child_details": "child | dob | sex\n1 | 2019-12-03 | F",
    "review": "child | review | review_code\n1 | 2020-01-20 | PN0\n1 | 2020-04-10 | PN0",
    "adm_decision": "child | date_placed\n1 | 2021-03-01",
    "adoption": "child | date_match\n1 | 2021-11-02",
    "social_worker": "child | sw_decom | sw_id | sw_dec | sw_reason\n"
    "1 | 2020-01-03 | SW1 | 2021-01-01 | MANAGE\n1 | 2021-01-01 | SW2 | | LEFTRL",
}


def drawn(as_at: str, care: str = EPISODES, **tables: str) -> Timeline:
    """The timeline of child 1 as at a day."""
    return timeline(snapshot(as_at, episodes(care), **(tables or OTHERS)), "1")


def spans(found: Timeline, key: str) -> list[tuple[str, dt.date, dt.date | None]]:
    """The spans of one lane: words, start, end."""
    lane = next(lane for lane in found.lanes if lane.key == key)
    return [(span.words, span.start, span.end) for span in lane.spans]


def steps(found: Timeline) -> dict[str, dt.date]:
    """The milestones by their words."""
    return {mark.words: mark.on for mark in found.milestones}


class TestLanes:
    def test_legal_statuses_follow_each_other(self) -> None:
        assert spans(drawn("2022-03-31"), "legal") == [
            ("Section 20, single period", day("2020-01-03"), day("2020-02-01")),
            ("Interim care order", day("2020-02-01"), day("2020-08-01")),
            ("Full care order", day("2020-08-01"), day("2021-05-03")),
            ("Placement order", day("2021-05-03"), None),
        ]

    def test_a_placement_goes_on_over_a_change_of_legal_status(self) -> None:
        assert spans(drawn("2022-03-31"), "placement") == [
            ("Foster carer, not long term", day("2020-01-03"), day("2020-08-01")),
            ("Foster carer, fostering for adoption", day("2020-08-01"), day("2021-12-01")),
            ("Placed for adoption, with current foster carer", day("2021-12-01"), None),
        ]

    def test_a_new_carer_of_the_same_kind_is_another_placement(self) -> None:
        care = "decom | rne | place\n2020-01-03 | S | U6\n2020-06-01 | P | U6\n2020-09-01 | T | U6"
        assert [start for _, start, _ in spans(drawn("2021-01-01", care), "placement")] == [
            day("2020-01-03"),
            day("2020-06-01"),
        ]

    def test_the_decision_stands_until_the_placement_order(self) -> None:
        assert spans(drawn("2022-03-31"), "plan") == [
            ("Adoption decided", day("2021-03-01"), day("2021-05-03")),
            ("Adoption, placement order", day("2021-05-03"), None),
        ]

    def test_a_reversed_decision_ends_its_plan(self) -> None:
        found = drawn(
            "2022-03-31",
            "decom | ls\n2020-01-03 | C2",
            adm_decision="child | date_placed | date_placed_ceased\n1 | 2021-03-01 | 2021-09-01",
        )
        assert spans(found, "plan") == [("Adoption decided", day("2021-03-01"), day("2021-09-01"))]

    def test_workers_are_told_with_why_they_took_over(self) -> None:
        assert spans(drawn("2022-03-31"), "worker") == [
            ("SW1 (managing caseloads)", day("2020-01-03"), day("2021-01-01")),
            ("SW2 (previous worker left role)", day("2021-01-01"), None),
        ]

    def test_a_worker_left_open_ends_with_the_care(self) -> None:
        assert spans(drawn("2022-06-01"), "worker")[-1][2] == day("2022-05-09")

    def test_a_second_time_in_care_is_a_span_of_its_own(self) -> None:
        care = "decom | rne | ls | dec | rec\n2018-01-03 | S | C2 | 2018-06-01 | E4A\n2020-01-03 | S | C2 | |"
        assert spans(drawn("2021-01-01", care), "legal") == [
            ("Full care order", day("2018-01-03"), day("2018-06-01")),
            ("Full care order", day("2020-01-03"), None),
        ]

    def test_missing_has_a_lane_only_where_the_child_was_missing(self) -> None:
        assert "missing" not in {lane.key for lane in drawn("2022-03-31").lanes}
        found = drawn(
            "2022-03-31", missing_episode="child | mis_start | missing | mis_end\n1 | 2021-08-01 | M | 2021-08-03"
        )
        assert spans(found, "missing") == [("Missing", day("2021-08-01"), day("2021-08-03"))]


class TestBeginnings:
    def test_before_is_said_where_the_data_begins_in_the_middle(self) -> None:
        found = drawn("2021-01-01", "decom | rne | ls | place\n2020-04-01 | L | C2 | U6")
        legal, placement = found.lanes[0].spans[0], found.lanes[1].spans[0]
        assert (legal.since, placement.since) == ("1 Apr 2020", "before 1 Apr 2020")
        assert placement.sentence(found.as_at) == (
            "Foster carer, not long term: from before 1 Apr 2020, and still on 1 Jan 2021, at least 275 days"
        )

    def test_an_unknown_entry_is_no_mark(self) -> None:
        assert "Entered care" not in steps(drawn("2021-01-01", "decom | rne | ls\n2020-04-01 | L | C2"))


class TestMarks:
    def test_every_step_stands_on_its_day(self) -> None:
        assert steps(drawn("2022-06-01")) == {
            "Entered care": day("2020-01-03"),
            "Interim care order": day("2020-02-01"),
            "Care order": day("2020-08-01"),
            "Early permanence placement": day("2020-08-01"),
            "Decision: should be placed for adoption": day("2021-03-01"),
            "Placement order": day("2021-05-03"),
            "Match": day("2021-11-02"),
            "Placed for adoption": day("2021-12-01"),
            "Adoption order": day("2022-05-09"),
        }

    def test_what_comes_later_is_not_there_yet(self) -> None:
        assert list(steps(drawn("2020-03-01"))) == ["Entered care", "Interim care order"]

    def test_the_next_review_is_due_three_months_after_the_first(self) -> None:
        due = [mark for mark in drawn("2020-02-01").marks if mark.kind == "due"]
        assert [(mark.words, mark.on, mark.state) for mark in due] == [("Second review due by", day("2020-04-20"), "G")]

    def test_a_review_that_was_not_held_is_overdue(self) -> None:
        due = [mark for mark in drawn("2021-02-01").marks if mark.words == "Next review was due by"]
        assert [(mark.on, mark.state) for mark in due] == [(day("2020-10-10"), "R")]

    def test_nothing_is_due_after_the_child_has_left(self) -> None:
        assert [mark for mark in drawn("2022-06-01").marks if mark.kind == "due"] == []

    def test_the_day_shown_is_marked(self) -> None:
        assert [mark.on for mark in drawn("2022-03-31").marks if mark.kind == "today"] == [day("2022-03-31")]


def test_the_table_has_every_span_and_every_mark_in_order_of_time() -> None:
    found = drawn("2022-03-31")
    twin = found.twin()
    assert len(twin) == sum(len(lane.spans) for lane in found.lanes) + len(found.marks)
    assert twin["start"].is_sorted()
    match = twin.filter(pl.col("what") == "Match").row(0, named=True)
    assert (match["lane"], match["start"], match["end"]) == ("Event", day("2021-11-02"), None)


def test_nobody_has_an_empty_timeline_of_today() -> None:
    found = timeline(snapshot("2022-03-31"), "1")
    assert [lane.spans for lane in found.lanes] == [(), (), (), ()]
    assert found.first == found.last == day("2022-03-31")


@settings(max_examples=20)
@given(st.dates(dt.date(2019, 12, 1), dt.date(2023, 1, 1)))
def test_nothing_but_what_is_due_lies_after_the_day_shown(on: dt.date) -> None:
    found = drawn(on.isoformat())
    lying = [span.start for lane in found.lanes for span in lane.spans]
    lying += [span.end for lane in found.lanes for span in lane.spans if span.end]
    lying += [mark.on for mark in found.marks if mark.kind != "due"]
    assert all(each <= on for each in lying)
    assert found.first <= on <= found.last


def test_a_span_counts_its_days() -> None:
    assert Span(day("2022-03-30"), None, "Worker").sentence(day("2022-03-31")).endswith("still on 31 Mar 2022, 1 day")


def test_a_review_without_a_code_is_a_review():
    found = drawn("2020-02-10", review="review\n2020-01-20")
    assert "Review" in [mark.words for mark in found.marks if mark.kind == "review"]
