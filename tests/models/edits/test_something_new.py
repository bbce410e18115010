"""A later day typed over a status's or a placement's beginning may be the beginning of another one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from models import codes
from models.edits import Conflict, Refused
from models.rules.episodes import Episode, compose, decompose
from tests.models.edits.test_any_chain import NUMBERS, chains, everything, sound
from tests.support import facts
from tests.support.desks import TODAY, Desk
from tests.support.facts import episodes

JOURNEY = """
    decom      | ls | place | pl_post | urn
    2020-01-10 | C1 | U6    | ZZ1 1AA | SC1
    2020-06-01 | C2 | U6    | ZZ1 1AA | SC1
    2020-09-15 | C2 | U4    | ZZ1 2BB | SC2
"""
MOVED = {"which": "new", "place": "K2", "provider": "PR4", "reason": "CREQB"}
SAME = {"which": "same", "place": "U1", "provider": "PR1", "reason": "PLACE"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.store.close()


@pytest.fixture
def child(desk: Desk) -> Desk:
    desk.lay(episodes(JOURNEY), child_details="child | dob | sex\n1 | 2015-02-03 | F")
    return desk


def left(desk: Desk, rec: str = "E4A") -> Desk:
    """A child who lived with a foster carer and left care on 3 May 2021."""
    place = "A6" if rec in codes.ADOPTED else "U6"
    desk.lay(
        episodes(
            f"decom | ls | place | dec | rec\n2020-01-10 | E1 | U4 |  |\n2020-09-01 | E1 | {place} | 2021-05-03 | {rec}"
        )
    )
    return desk


def asked(desk: Desk, key: str, on: str, **answers: str) -> list[str]:
    """What is asked, in order, where the questions are answered so."""
    asks = desk.tracker.column(key).asks
    questions, given, names = asks(desk.snapshot("1"), "1", dt.date.fromisoformat(on)) if asks else (), {}, []
    while waiting := [question for question in questions if question.waits(given)]:
        names.append(waiting[0].name)
        given[waiting[0].name] = answers.get(waiting[0].name, waiting[0].choices[0][0])
    return names


def test_the_first_answer_corrects_the_date_and_asks_no_more(child: Desk):
    assert asked(child, "placement_since", "2021-02-01") == ["which"]
    assert asked(child, "legal_since", "2020-08-01") == ["which"]
    child.type("placement_since", "2021-02-01", which="moved")
    assert child.chain()[-1] == "2021-02-01 P C2 U4"
    assert child.store.change_sets()["kind"][-1] == "correction"


def test_an_earlier_day_and_one_that_has_not_come_are_no_question(child: Desk):
    for key in ("placement_since", "legal_since"):
        assert asked(child, key, "2020-04-01") == []
        assert asked(child, key, "2022-04-01") == []


def test_a_new_placement_asks_for_its_type_provider_and_reason(child: Desk):
    assert asked(child, "placement_since", "2021-02-01", **MOVED) == ["which", "place", "provider", "reason"]
    changes = child.type("placement_since", "2021-02-01", **MOVED)
    assert child.chain()[-2:] == ["2020-09-15 P C2 U4 2021-02-01 X1", "2021-02-01 P C2 K2"]
    before, now = child.rows()[-2:]
    assert (before["reason_place_change"], before["pl_post"]) == ("CREQB", "ZZ1 2BB")
    assert (now["place_provider"], now["pl_post"], now["urn"]) == ("PR4", None, None)
    assert child.cell("placement_since") == dt.date(2021, 2, 1)
    assert (changes.label, changes.rows) == ("New placement from 1 Feb 2021", 2)
    assert child.store.change_sets()["kind"][-1] == "change"


def test_a_parents_provider_goes_without_saying(child: Desk):
    answers = {"which": "new", "place": "P1", "reason": "CARPL"}
    assert asked(child, "placement_since", "2021-02-01", **answers) == ["which", "place", "reason"]
    child.type("placement_since", "2021-02-01", **answers)
    assert (child.rows()[-1]["place"], child.rows()[-1]["place_provider"]) == ("P1", "PR0")


def test_with_the_same_carer_the_placement_stands_since_it_began(child: Desk):
    assert asked(child, "placement_since", "2021-02-01", **SAME) == ["which", "place", "provider", "reason"]
    child.type("placement_since", "2021-02-01", **SAME)
    assert child.chain()[-1] == "2021-02-01 T C2 U1"
    assert child.rows()[-1]["pl_post"] == "ZZ1 2BB"
    assert child.cell("placement_since") == dt.date(2020, 9, 15)
    assert child.cell("placement") == codes.label("place", "U1")


@pytest.mark.parametrize(("answers", "rne"), [(MOVED, "B"), (SAME, "U")])
def test_on_the_day_of_another_change_it_makes_one_episode(child: Desk, answers: dict[str, str], rne: str):
    child.type("po", "2021-02-01")
    assert len(child.chain()) == 4
    changes = child.type("placement_since", "2021-02-01", **answers)
    assert len(child.chain()) == 4
    assert child.chain()[-1] == f"2021-02-01 {rne} E1 {answers['place']}"
    assert changes.rows == 2


def test_before_a_later_change_of_status_the_new_placement_goes_on(child: Desk):
    child.type("po", "2021-06-01")
    child.type("placement_since", "2021-02-01", **MOVED)
    assert child.chain()[2:] == [
        "2020-09-15 P C2 U4 2021-02-01 X1",
        "2021-02-01 P C2 K2 2021-06-01 X1",
        "2021-06-01 L E1 K2",
    ]


def test_a_new_legal_status_on_the_day_of_a_new_placement_is_one_episode(child: Desk):
    child.type("placement_since", "2021-02-01", **MOVED)
    assert asked(child, "legal_since", "2021-02-01", which="new") == ["which", "ls"]
    changes = child.type("legal_since", "2021-02-01", which="new", ls="V2")
    assert child.chain()[-1] == "2021-02-01 B V2 K2"
    assert changes.label == "New legal status from 1 Feb 2021"
    assert child.cell("legal_since") == dt.date(2021, 2, 1)


def test_the_status_in_force_and_short_breaks_are_no_new_status(child: Desk):
    column = child.tracker.column("legal_since")
    assert column.asks is not None
    choices = [code for code, _ in column.asks(child.snapshot("1"), "1", dt.date(2021, 2, 1))[1].choices]
    assert choices[:3] == ["C1", "E1", "V2"]
    assert not {"C2", "V3", "V4", "D1", "W1"} & set(choices)


def test_a_temporary_move_and_the_way_back_do_not_break_the_placement(child: Desk):
    answers = {"which": "new", "place": "T1"}
    assert asked(child, "placement_since", "2021-02-01", **answers) == ["which", "place"]
    child.type("placement_since", "2021-02-01", **answers)
    assert asked(child, "placement_since", "2021-02-20", which="back") == ["which"]
    with pytest.raises(Refused, match="Temporarily in hospital began on 1 Feb 2021"):
        child.type("placement_since", "2021-02-01", which="back")
    child.type("placement_since", "2021-02-20", which="back")
    assert child.chain()[-2:] == ["2021-02-01 P C2 T1 2021-02-20 X1", "2021-02-20 P C2 U4"]
    assert [row["pl_post"] for row in child.rows()[-3:]] == ["ZZ1 2BB", None, "ZZ1 2BB"]
    assert child.cell("placement_since") == dt.date(2020, 9, 15)


def test_only_from_a_temporary_move_one_goes_back(child: Desk):
    with pytest.raises(Refused, match="not away on a temporary move"):
        child.type("placement_since", "2021-02-20", which="back")


def test_before_what_stands_a_new_one_is_refused_naming_it(child: Desk):
    with pytest.raises(
        Refused, match=r"Foster carer, long term began on 15 Sep 2020; a new placement must be after it"
    ):
        child.type("placement_since", "2020-09-15", **MOVED)
    with pytest.raises(Refused, match=r"Full care order is in force since 1 Jun 2020"):
        child.type("legal_since", "2021-02-01", which="new", ls="C2")
    with pytest.raises(Refused, match=r"Full care order began after that, on 1 Jun 2020"):
        child.type("legal_since", "2020-03-01", which="new", ls="E1")


def test_what_is_not_answered_is_refused(child: Desk):
    with pytest.raises(Refused, match="which type of placement"):
        child.type("placement_since", "2021-02-01", which="new")
    with pytest.raises(Refused, match="whose placement"):
        child.type("placement_since", "2021-02-01", which="new", place="K2")
    with pytest.raises(Refused, match="which legal status"):
        child.type("legal_since", "2021-02-01", which="new")


def test_where_the_data_does_not_show_the_beginning_only_something_new_can_be_dated(desk: Desk):
    desk.lay(episodes("decom | rne | ls\n2020-01-10 | L | C2"))
    assert desk.cell("placement_since_words") == "before 10 Jan 2020"
    assert asked(desk, "placement_since", "2021-02-01") == ["which"]
    with pytest.raises(Refused, match="in this placement already"):
        desk.type("placement_since", "2021-02-01", which="moved")
    desk.type("placement_since", "2021-02-01", **MOVED)
    assert desk.cell("placement_since") == dt.date(2021, 2, 1)


LEFT = r"^This time in care ended on 3 May 2021 \(Returned home, planned\)"


@pytest.mark.parametrize("key", ["legal_since", "placement_since", "po", "placed", "order", "match", "adm"])
def test_nothing_begins_after_the_child_left_and_nothing_is_asked(desk: Desk, key: str):
    left(desk)
    for on in ("2021-05-04", "2022-03-01"):
        assert asked(desk, key, on) == []
        with pytest.raises(Refused, match=r"^This time in care ended on 3 May 2021"):
            desk.type(key, on)


@pytest.mark.parametrize(
    ("key", "answers"), [("placement_since", MOVED), ("legal_since", {"which": "new", "ls": "V2"})]
)
def test_something_new_is_before_the_end_of_care(desk: Desk, key: str, answers: dict[str, str]):
    left(desk)
    with pytest.raises(Refused, match=LEFT):
        desk.type(key, "2021-05-03", **answers)
    desk.type(key, "2021-05-02", **answers)
    assert desk.chain()[-1].startswith("2021-05-02")
    assert desk.chain()[-1].endswith("2021-05-03 E4A")


def test_an_adopted_child_lived_with_the_adopters(desk: Desk):
    left(desk, "E12")
    with pytest.raises(Refused, match="adopted on 3 May 2021, from the placement with the adopters"):
        desk.type("placement_since", "2021-02-01", **MOVED)


def test_from_one_family_of_adopters_to_another_is_a_new_placement(desk: Desk):
    desk.lay(episodes("decom | ls | place\n2020-01-10 | E1 | U6\n2020-09-01 | E1 | A6"))
    assert asked(desk, "placed", "2021-02-01") == []
    desk.type("placement_since", "2021-02-01", which="new", place="A6", provider="PR2", reason="CREQO")
    assert desk.chain()[-2:] == ["2020-09-01 P E1 A6 2021-02-01 X1", "2021-02-01 P E1 A6"]
    assert desk.cell("placement_since") == dt.date(2021, 2, 1)


@pytest.mark.parametrize("first", ["2021-01-20", "2021-03-01"])
def test_a_placement_somebody_else_began_meanwhile_is_never_overwritten(child: Desk, first: str):
    edit = child.tracker.column("placement_since").edit
    assert edit is not None
    late = edit(child.snapshot("1"), "1", dt.date(2021, 2, 1), MOVED)
    child.type("placement_since", first, **MOVED)
    before = child.rows()
    with pytest.raises((Conflict, Refused)):
        child.store.apply(late, who="B. Worker", today=TODAY)
    assert child.rows() == before


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.store.close()


@given(rows=chains(), key=st.sampled_from(("placement_since", "legal_since")), data=st.data())
def test_something_new_records_only_what_differs_and_undo_brings_back_what_was(
    shared: Desk, rows: list[dict[str, str]], key: str, data: st.DataObject
):
    desk, child = shared, str(next(NUMBERS))
    names = ("decom", "rne", "ls", "place", "dec", "rec")
    lines = "\n".join(" | ".join((child, *(row[name] for name in names))) for row in rows)
    desk.lay(facts.episodes(f"child | {' | '.join(names)}\n{lines}"))
    before = desk.rows(child)
    assume(sound(before))
    last = dt.date.fromisoformat(rows[-1]["decom"])
    on = last + dt.timedelta(days=data.draw(st.integers(-60, 150), label="days after the last change"))
    column = desk.tracker.column(key)
    assert column.asks is not None
    questions, answers = column.asks(desk.snapshot(child), child, on), {}
    assume(questions)
    answers["which"] = data.draw(st.sampled_from(questions[0].choices[1:]))[0]
    while waiting := [question for question in questions if question.waits(answers)]:
        answers[waiting[0].name] = data.draw(st.sampled_from(waiting[0].choices))[0]
    refusal, changes = "", None
    try:
        changes = desk.type(key, on, child, **answers)
    except Refused as why:
        refusal = str(why)
    if changes is None:
        event("refused")
        assert refusal.endswith(".")
        assert desk.rows(child) == before
        return
    event(f"{answers['which']} {key}")
    after = desk.rows(child)
    chain = [Episode.of(row) for row in after]
    assert tuple(row for care in decompose(chain) for row in compose(care)) == tuple(chain)
    (begun,) = [row for row in after if row["decom"] == on]
    same, legal = answers["which"] == "same", key == "legal_since"
    assert begun["rne"] in ("LBU" if legal else "TU" if same else "PB")
    assert begun["ls" if legal else "place"] == answers.get("ls" if legal else "place", begun["place"])
    assert changes.rows == len([row for row in after if row not in before])
    desk.store.undo(changes.number or 0, who="A. Worker")
    assert desk.rows(child) == before
    assert everything(desk, child)["care_episode"] == before
