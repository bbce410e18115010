"""A new child, records that may be of one child, and two records made one and separated again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edits import Refused
from models.edits.facts import RecordFact, values
from models.edits.identity import KEYS, MergeChildren, NewChild, clashes, merging
from models.edits.plans import AgreePlan
from models.returns import ssda903
from models.rules.likeness import alike
from models.tables import KEYS as STORED
from tests.support.desks import Desk
from tests.support.facts import episodes, facts

D = dt.date.fromisoformat
DETAILS = values({"sex": "F", "dob": D("2023-02-03"), "ethnic": "WBRI"})
EPISODE = values({"decom": D("2024-01-10"), "ls": "C1", "cin": "N1", "place": "U6", "place_provider": "PR1"})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, today=D("2026-06-01"))
    yield desk
    desk.store.close()


def test_the_keys_are_those_of_the_stored_tables() -> None:
    assert {table: ("child", *key) for table, key in KEYS.items()} == dict(STORED)


def test_a_new_child_in_care_stands_on_the_tracker_and_undo_takes_it_back(desk: Desk) -> None:
    desk.do(NewChild("N-1", DETAILS, EPISODE))
    assert desk.cell("entry", "N-1") == D("2024-01-10")
    desk.store.undo(desk.store.head, who="Sam")
    assert desk.store.facts()["child_details"].is_empty()


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (NewChild("", DETAILS), "Type the child's id"),
        (NewChild("*", DETAILS), "Type the child's id"),
        (NewChild("1", DETAILS), "recorded already"),
        (NewChild("2", values({"sex": "F"})), "date of birth is needed"),
        (NewChild("2", values({"dob": D("2031-01-01")})), "more than a year ahead"),
        (NewChild("2", DETAILS, values({"decom": D("2026-06-02"), "ls": "C1"})), "not happened yet"),
        (NewChild("2", DETAILS, values({"decom": D("2023-02-02"), "ls": "C1"})), "before the child was born"),
        (
            NewChild("2", DETAILS, values({"decom": D("2024-02-02"), "ls": "C1", "cin": "N1"})),
            "placement on 2 Feb 2024",
        ),
        (NewChild("2", DETAILS, values({"decom": D("2024-02-02"), "ls": "Q9"})), "does not belong to the year"),
        (MergeChildren("1", "1"), "two different records"),
        (MergeChildren("1", "nobody"), "No child nobody"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(desk: Desk, edit: NewChild | MergeChildren, sentence: str) -> None:
    desk.do(NewChild("1", DETAILS, EPISODE))
    head = desk.store.head
    with pytest.raises(Refused, match=sentence):
        desk.do(edit)
    assert desk.store.head == head


def test_records_that_may_be_of_one_child_are_shown_with_each_point_of_the_score() -> None:
    known = facts(
        episodes("child | decom\n104233 | 2024-01-10\n200000 | 2024-01-10\n300000 | 2020-01-01"),
        child_details="child | dob | sex | ethnic\n104233 | 2023-02-03 | F | WBRI\n200000 | 2023-02-04 | M | MWBC\n"
        "300000 | 2011-09-09 | F | WBRI",
    )
    found = alike(known, {"child": "104223", "dob": D("2023-02-03"), "sex": "F", "decom": D("2024-01-10")})
    assert [(one.child, one.score) for one in found] == [("104233", 80)]
    assert found[0].words == (
        "Child 104233, 80 points: born on the same day (40); an episode of care that began on the same day (15); "
        "the same sex (10); an id that differs by one character (15)"
    )
    swapped = alike(known, {"dob": D("2023-03-02"), "sex": "F", "ethnic": "WBRI", "decom": D("2024-01-10")})
    assert [one.child for one in swapped] == ["104233"]


@given(st.dates(dt.date(2005, 1, 1), dt.date(2026, 1, 1)), st.sampled_from(["M", "F"]))
def test_nobody_is_like_a_child_by_sex_and_ethnicity_alone(dob: dt.date, sex: str) -> None:
    known = facts(episodes("child | decom\n1 | 2024-01-10"), child_details="child | dob | sex\n1 | 1990-01-01 | F")
    assert alike(known, {"dob": dob, "sex": sex}) == []


def merged(desk: Desk) -> None:
    desk.do(NewChild("1", DETAILS, EPISODE))
    desk.do(NewChild("2", values({"sex": "M", "dob": D("2023-02-03"), "upn": "UN2"})))
    desk.do(AgreePlan("2", "SGO", D("2024-04-20"), primary=True, with_whom="AUNT"))
    desk.do(RecordFact("2", "milestone", values({"kind": "VIABILITY", "plan": 1, "day": D("2024-05-01")})))


def test_a_merge_shows_what_differs_and_keeps_every_fact(desk: Desk) -> None:
    merged(desk)
    details = (desk.rows("1", "child_details"), desk.rows("2", "child_details"))
    assert [(clash.what, clash.keep, clash.gone) for clash in clashes({"child_details": details})] == [
        ("child_details/sex", "F", "M")
    ]
    desk.do(MergeChildren("1", "2", (("child_details/sex", "gone"),), "One child, two ids", desk.store.head))
    assert [(row["sex"], row["upn"]) for row in desk.rows("1", "child_details")] == [("M", "UN2")]
    assert [row["kind"] for row in desk.rows("1", "milestone")] == ["VIABILITY"]
    assert desk.rows("2", "child_details") == []
    assert [row["into_child"] for row in desk.rows("2", "merged")] == ["1"]


def test_another_plan_under_the_same_number_goes_over_under_the_next_with_its_steps(desk: Desk) -> None:
    merged(desk)
    desk.do(AgreePlan("1", "ADOPTION", D("2024-03-20"), primary=True))
    tables = ("plan", "milestone", "primary_plan")
    rows = {table: (desk.rows("1", table), desk.rows("2", table)) for table in tables}
    assert clashes(rows) == []
    assert merging(rows).moves == 3
    desk.do(MergeChildren("1", "2", seen=desk.store.head))
    assert [(row["plan"], row["pathway"]) for row in desk.rows("1", "plan")] == [(1, "ADOPTION"), (2, "SGO")]
    assert [(row["kind"], row["plan"]) for row in desk.rows("1", "milestone")] == [("VIABILITY", 2)]
    assert [row["plan"] for row in desk.rows("1", "primary_plan")] == [1, 2]
    desk.store.undo(desk.store.head, who="Sam")
    assert [(row["plan"], row["pathway"]) for row in desk.rows("2", "plan")] == [(1, "SGO")]


def test_two_notes_of_one_day_both_go_on_and_so_do_plans_with_different_people(desk: Desk) -> None:
    merged(desk)
    desk.do(AgreePlan("1", "SGO", D("2024-03-20"), primary=True, with_whom="GRAND-M"))
    for child, number, words in (
        ("1", 1, "Rang the aunt"),
        ("2", 1, "Saw the school"),
        ("2", 2, "Rang the aunt again"),
    ):
        cells = {"written": D("2025-01-02"), "number": number, "words": words}
        desk.do(RecordFact(child, "note", values(cells)))
    desk.do(MergeChildren("1", "2", seen=desk.store.head))
    assert [(row["number"], row["words"]) for row in desk.rows("1", "note")] == [
        (1, "Rang the aunt"),
        (2, "Rang the aunt again"),
        (3, "Saw the school"),
    ]
    assert [(row["plan"], row["with_whom"]) for row in desk.rows("1", "plan")] == [(1, "GRAND-M"), (2, "AUNT")]


def test_what_a_merge_would_do_is_counted_before_it(desk: Desk) -> None:
    merged(desk)
    details = (desk.rows("1", "child_details"), desk.rows("2", "child_details"))
    found = merging({"child_details": details, "plan": (desk.rows("1", "plan"), desk.rows("2", "plan"))})
    assert (found.moves, found.fills, [clash.cell for clash in found.clashes]) == (1, 1, ["sex"])


def test_a_merge_is_taken_back_as_one_step(desk: Desk) -> None:
    merged(desk)
    before = {table: desk.store.facts()[table].drop("row_id", "recorded_by") for table in KEYS}
    desk.do(MergeChildren("1", "2", seen=desk.store.head))
    desk.store.undo(desk.store.head, who="Sam")
    after = {table: desk.store.facts()[table].drop("row_id", "recorded_by") for table in KEYS}
    assert all(before[table].equals(after[table]) for table in KEYS)
    assert desk.store.verify().ok


def test_a_return_that_still_has_the_merged_id_is_read_as_the_other_childs(desk: Desk, tmp_path: Path) -> None:
    merged(desk)
    desk.do(MergeChildren("1", "2", seen=desk.store.head))
    (tmp_path / "reviews.csv").write_text("CHILD,DOB,REVIEW,REVIEW_CODE\n2,03/02/2023,01/03/2024,PN0\n")
    reading = ssda903.read([tmp_path / "reviews.csv"], year=None, today=D("2026-06-01"))
    proposal = ssda903.plan(reading, desk.store.standing())
    assert "the record of child 2 was merged into that of 1" in proposal.text()
    assert proposal.bulk is not None
    desk.store.record(proposal.bulk, who="A. Clerk")
    assert [row["child"] for row in desk.store.facts()["review"].to_dicts()] == ["1"]


def test_a_merged_records_row_of_the_same_day_is_kept_aside_word_for_word_and_once(desk: Desk, tmp_path: Path) -> None:
    merged(desk)
    desk.do(MergeChildren("1", "2", seen=desk.store.head))
    rows = ("1,,01/03/2024,PN1", "2,,01/03/2024,PN7", "1,,02/05/2024,PN1", "2,,02/05/2024,PN1")
    (tmp_path / "reviews.csv").write_text("\n".join(("CHILD,DOB,REVIEW,REVIEW_CODE", *rows)))
    (tmp_path / "years.csv").write_text("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n2,,YES,F2,B1\n1,,NO,F2,B1\n")

    def proposed() -> ssda903.Proposal:
        reading = ssda903.read([tmp_path], year=None, today=D("2026-06-01"))
        return ssda903.plan(reading, desk.store.standing())

    first = proposed()
    said = "its rows are read as that child's, and 1 that cannot stand beside one of that child's own are kept aside"
    assert first.text().count(said) == 2
    assert first.bulk is not None
    desk.store.record(first.bulk, who="A. Clerk")
    now = desk.store.facts()
    assert now["review"]["review_code"].to_list() == ["PN1", "PN1"]
    assert now["care_leaver"]["in_touch"].to_list() == ["NO"]
    why = "the record of child 2 was merged into this one, of which another row counts"
    assert sorted(now["set_aside"].select("child", "source", "content", "why").rows()) == [
        ("1", "OC3 2025", "CHILD=2, IN_TOUCH=YES, ACTIV=F2, ACCOM=B1", why),
        ("1", "Reviews 2025", "CHILD=2, REVIEW=01/03/2024, REVIEW_CODE=PN7", why),
    ]
    assert proposed().bulk is None
