"""What the papers of the monitoring group say: the chair's pack before it, the minutes after, and who owes what."""

from __future__ import annotations

import base64
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from pypdf import PdfReader

from models import reports
from models.edits.facts import RecordFact, values
from models.edits.house import SetHouse
from models.edits.meetings import CallMeeting, CorrectMinutes, SignOff
from models.edits.pmg_actions import AddAction, AmendAction, CloseAction
from models.edits.policy import SetPolicy
from models.edits.steps import SetPlanned, SetStep
from models.reports import REPORTS, Asked
from models.reports.blocks import Bullets, Document, Grid, Heading, Lane, Words
from models.reports.blocks import Facts as Pairs
from models.rules import pmg
from models.rules.house import House
from models.rules.pmg.minutes import read, sealed
from models.snapshot import Facts, Snapshot
from tests.support.monitoring import BEGUN, FIRST, TODAY, Group, day
from tests.support.papers import said

SECOND, THIRD, FOURTH, NEXT = (day(text) for text in ("2025-10-14", "2025-11-11", "2025-12-09", "2026-06-09"))


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path)


def made(group: Group, code: str, **more: object) -> Document:
    kept = group.store
    asked = Asked("A. Tester", head=kept.head_digest, changed=kept.changed, facts_at=kept.facts_at, **more)  # type: ignore[arg-type]
    return REPORTS[code].make(group.snapshot(), asked)


def pages(document: Document, folder: Path) -> list[str]:
    reports.write(folder / "out.pdf", document)
    return [" ".join(page.extract_text().split()) for page in PdfReader(folder / "out.pdf").pages]


def test_the_pack_has_the_agenda_and_a_page_for_each_child(group: Group, tmp_path: Path) -> None:
    group.whole(FIRST)
    group.do(CallMeeting(NEXT, chair="HEAD-2"))
    document = made(group, "pmg-pack", meeting=NEXT)
    agenda = pmg.agenda(group.snapshot(), NEXT)["child"].to_list()
    front = next(document.all(Grid))
    assert [row[1] for row in front.rows] == agenda
    assert all(row[5] for row in front.rows), "the rule that put each child there"
    printed = pages(document, tmp_path)
    assert len(printed) == 1 + len(agenda)
    for number, (child, page) in enumerate(zip(agenda, printed[1:], strict=True), 1):
        assert page.startswith(f"{number}. Child {child}")
    assert len(list(document.all(Lane))) == len(agenda)
    assert "HEAD-2" in printed[0]


def test_the_pack_counts_for_whom_there_is_no_time_each_with_rule_and_risk(group: Group) -> None:
    group.do(CallMeeting(NEXT))
    group.do(SetPolicy("PMG-LENGTH", 5, group.head))
    on, waits = pmg.agenda(group.snapshot(), NEXT), pmg.waiting(group.snapshot(), NEXT)
    document = made(group, "pmg-pack", meeting=NEXT)
    assert f"1 more waits: the time of this meeting is taken. The order is by risk. {pmg.BY_RISK}" in said(document)
    assert ("Children", "1, 5 min in all, within the time of 5 min") in next(document.all(Pairs)).pairs
    agenda, waiting, *_rest = document.all(Grid)
    assert [row[1] for row in agenda.rows] == on["child"].to_list()
    assert [row[:2] for row in waiting.rows] == [(2, waits["child"].item())]
    assert "Not seen for weeks" in waiting.rows[0][5]
    of_one = made(group, "pmg-pack", meeting=NEXT, children=("1",))
    assert "Waiting" not in [block.text for block in of_one.all(Heading)]


def test_of_a_meeting_that_has_begun_the_pack_tells_who_waited_when_it_began(group: Group) -> None:
    group.do(CallMeeting(TODAY))
    group.do(SetPolicy("PMG-LENGTH", 5, group.head))
    waited = pmg.waiting(group.snapshot(), TODAY)["child"].to_list()
    group.begin(TODAY, called=True)
    group.do(SetPolicy("PMG-LENGTH", 120, group.head))
    document = made(group, "pmg-pack", meeting=TODAY)
    listed = [row[1] for grid in document.all(Grid) for row in grid.rows if grid.headings[0].title == "By risk"]
    assert listed == waited != []


def test_actions_say_how_often_they_were_carried_and_to_whom_they_went(group: Group) -> None:
    group.whole(FIRST)
    for held in (SECOND, THIRD, FOURTH):
        group.begin(held)
        group.attend(held)
        group.sign(held)
    group.do(CallMeeting(NEXT))
    found = [grid for grid in made(group, "pmg-pack", meeting=NEXT).all(Grid) if grid.headings[0].title == "No"]
    row = next(row for grid in found for row in grid.rows)
    assert row[1:5] == ("Find a family", "SW-1", FIRST + dt.timedelta(days=28), 3)
    assert row[6] == "Head of service"
    owed = made(group, "pmg-actions")
    assert [block.text for block in owed.all(Heading)] == ["SW-1: 1"]
    assert next(owed.all(Grid)).rows[0][1:3] == (1, "Find a family")


def test_exactly_what_was_recorded_since_the_last_meeting_is_told(group: Group) -> None:
    group.do(RecordFact("1", "note", values({"written": FIRST, "number": 1, "words": "Before the meeting"})))
    group.whole(FIRST)
    child = pmg.agenda(group.snapshot(), FIRST)["child"][0]
    group.do(RecordFact(child, "note", values({"written": TODAY, "number": 9, "words": "After the meeting"})))
    group.do(CallMeeting(NEXT))
    document = made(group, "pmg-pack", meeting=NEXT, children=(child,))
    heading = next(
        at for at, block in enumerate(document.blocks) if isinstance(block, Heading) and "Since" in block.text
    )
    told = document.blocks[heading + 1]
    assert isinstance(told, Bullets)
    assert any("after the meeting" in item for item in told.items)
    assert not any("before the meeting" in item.casefold() for item in told.items)


def test_a_first_meeting_has_nothing_to_look_back_to(group: Group) -> None:
    group.do(CallMeeting(NEXT))
    document = made(group, "pmg-pack", meeting=NEXT)
    assert Words("No meeting before this one was signed off.") in document.blocks


def test_minutes_say_what_was_decided_and_agreed(group: Group) -> None:
    group.whole(FIRST)
    text = said(made(group, "pmg-minutes", meeting=FIRST))
    for words in ("Go on looking", "Wants to stay near school", "Find a family", "Amber", "2:00 minutes", "HEAD-1"):
        assert words in text
    assert "4 there, 4 needed: quorate" in text


def test_minutes_not_signed_off_say_so(group: Group) -> None:
    group.begin(FIRST)
    assert "Not signed off" in said(made(group, "pmg-minutes", meeting=FIRST))


def test_of_a_meeting_that_has_not_begun_there_are_no_minutes(group: Group) -> None:
    group.do(CallMeeting(NEXT, chair="HEAD-2"))
    text = said(made(group, "pmg-minutes", meeting=NEXT))
    assert "The meeting has not begun: there are no minutes yet" in text
    assert "quorate" not in text


def test_a_correction_stands_at_the_end_and_changes_nothing_before_it(group: Group, tmp_path: Path) -> None:
    group.whole(FIRST)
    before = said(made(group, "pmg-minutes", meeting=FIRST))
    group.do(CorrectMinutes(FIRST, "The aunt was there as well.", "1"))
    after = said(made(group, "pmg-minutes", meeting=FIRST))
    assert "The aunt was there as well." not in before
    assert "1 correction since: at the end." in after
    assert after.rindex("The aunt was there as well.") > after.index("Go on looking")
    kept = [line for line in before.splitlines() if line]
    assert [line for line in after.splitlines() if line in kept][: len(kept)] == kept
    again = pages(made(group, "pmg-minutes", meeting=FIRST), tmp_path)
    assert "The aunt was there as well." in again[-1]


def test_without_a_day_the_last_meeting_is_meant(group: Group) -> None:
    group.whole(FIRST)
    group.do(CallMeeting(NEXT))
    assert "Meeting of 9 Sep 2025" in made(group, "pmg-minutes").about.shown


def test_a_day_without_a_meeting_is_said_to_be_one(group: Group) -> None:
    assert said(made(group, "pmg-minutes", meeting=THIRD)).strip().endswith("No meeting was called for 11 Nov 2025.")


def test_the_hand_over_sheet_says_what_the_child_said_and_what_is_open(group: Group) -> None:
    group.whole(FIRST)
    child = pmg.agenda(group.snapshot(), FIRST)["child"][0]
    text = said(made(group, "child-summary", child=child))
    assert "Wants to stay near school" in text
    assert "Find a family" in text


def test_the_next_dates_are_to_come_and_what_is_past_its_day_stands_apart(group: Group) -> None:
    planned = [day(text) for text in ("2026-06-30", "2026-06-20", "2026-06-10", "2026-06-03")]
    for kind, on in zip(("LS-START", "LS-FIRST", "PEP", "VISIT"), planned, strict=True):
        group.do(SetPlanned("1", kind, 0, on, None, None))
    document = made(group, "child-summary", child="1")
    coming, past = (grid for grid in document.all(Grid) if grid.headings[1].title == "What")
    assert [row[0] for row in coming.rows] == sorted(planned)[:3]
    assert all(str(row[1]).endswith(" planned") for row in coming.rows)
    assert past.rows == ((day("2024-02-07"), "First review due", (TODAY - day("2024-02-07")).days),)
    assert "Past their day" in [heading.text for heading in document.all(Heading)]


def test_nothing_of_another_child_stands_on_the_sheet(group: Group) -> None:
    for number, child in enumerate(("1", "2"), 1):
        group.do(SetStep(child, "VOICE", 0, FIRST + dt.timedelta(days=number), None, None))
    pack = made(group, "pmg-pack")  # what was worked out of everybody is taken over
    assert pack.about.n
    for number, child in enumerate(("1", "2"), 1):
        heard = list(made(group, "child-summary", child=child).all(Grid))[-1]
        assert [row[0] for row in heard.rows] == [FIRST + dt.timedelta(days=number)]


def test_a_child_that_is_not_recorded_is_said_to_be_none(group: Group) -> None:
    assert "No child 77 is recorded here" in said(made(group, "child-summary", child="77"))


def test_the_actions_of_one_owner_alone_say_whose_they_are(group: Group) -> None:
    group.whole(FIRST)
    assert made(group, "pmg-actions", worker="sw-1").about.n == 1
    other = made(group, "pmg-actions", worker="SW-2")
    assert other.about.filters == ("owner: SW-2",)
    assert Words("No action is open.") in other.blocks


def test_as_at_an_earlier_day_what_came_later_is_not_there(group: Group) -> None:
    group.whole(FIRST)
    early = Snapshot(group.store.facts(), FIRST - dt.timedelta(days=1))
    assert "Find a family" not in said(REPORTS["pmg-actions"].make(early, Asked()))


def test_a_pack_as_known_then_says_nothing_of_what_was_recorded_later(group: Group) -> None:
    group.whole(FIRST)
    group.do(CallMeeting(NEXT))
    group.do(RecordFact("1", "note", values({"written": TODAY, "number": 8, "words": "Known by then"})))
    then = group.head
    group.do(RecordFact("1", "note", values({"written": TODAY, "number": 9, "words": "Typed later"})))
    asked = Asked(meeting=NEXT, changed=group.store.changed)
    text = said(REPORTS["pmg-pack"].make(Snapshot(group.store.facts_at(then), TODAY), asked))
    assert "known by then" in text.casefold()
    assert "typed later" not in text.casefold()


PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def test_signed_minutes_print_again_byte_for_byte(group: Group, tmp_path: Path) -> None:
    for part, value in (("name", "Northport"), ("marking", "OFFICIAL"), ("logo", PNG)):
        group.do(SetHouse(part, value, group.head))
    group.whole(FIRST)
    bytes_of = []
    for part, value in (("name", "New Unitary"), ("marking", "SECRET"), ("logo", "")):
        for ending in ("pdf", "html"):
            reports.write(tmp_path / f"out.{ending}", made(group, "pmg-minutes", meeting=FIRST))
            bytes_of.append((tmp_path / f"out.{ending}").read_bytes())
        group.do(SetHouse(part, value, group.head))
    assert bytes_of[:2] * 3 == bytes_of
    assert b"Northport" in bytes_of[1]
    assert made(group, "pmg-minutes", meeting=FIRST).house == House("Northport", "OFFICIAL", base64.b64decode(PNG))
    assert made(group, "pmg-actions").house == House("New Unitary", "SECRET")


def test_minutes_sealed_without_a_style_print_in_that_of_the_day(group: Group) -> None:
    group.whole(FIRST)
    found = pmg.minutes(group.snapshot(), FIRST)
    assert found is not None
    old = sealed(replace(found, house=None))
    assert "house" not in json.loads(old)
    assert read(old).house is None
    group.do(SetHouse("name", "Northport", group.head))
    row = group.store.facts()["meeting"].filter(pl.col("held") == FIRST).with_columns(sealed=pl.lit(old))
    seal = Snapshot(group.store.facts().patched(["*"], _facts(group, row)), TODAY)
    assert REPORTS["pmg-minutes"].make(seal, Asked(meeting=FIRST)).house == House("Northport")


def _facts(group: Group, meeting: pl.DataFrame) -> Facts:
    """The facts with another meeting."""
    facts = group.store.facts()
    return Facts(lambda table: meeting if table == "meeting" else facts[table], number=facts.number)


def test_escalations_that_come_by_themselves_stand_in_the_minutes(group: Group) -> None:
    group.whole(FIRST)
    child = pmg.actions(group.snapshot())["child"].item()
    told = {}
    for held in (SECOND, THIRD, FOURTH, day("2026-01-13")):
        group.begin(held, only=child)
        group.attend(held)
        group.sign(held)
        said_then = pmg.minutes(group.snapshot(), held)
        assert said_then is not None
        told[held] = [(each.rung, each.since, each.by_itself) for each in said_then.items[0].escalations]
    last = day("2026-01-13")
    head = ("HEAD-OF-SERVICE", FOURTH, True)
    assert told == {
        SECOND: [],
        THIRD: [],
        FOURTH: [head],
        last: [head, ("DIRECTOR", last, True), ("IRO", last, True)],
    }
    assert "Director" in said(made(group, "pmg-minutes", meeting=last))
    before = pmg.escalations(group.snapshot())
    assert [(row["rung"], row["since"], row["by_itself"]) for row in before.to_dicts()] == told[last]
    group.do(CloseAction(child, 1, SECOND, "WITHDRAWN", "Not wanted any more", group.head))
    after = pmg.escalations(group.snapshot())
    assert after.select("rung", "since", "why", "by_itself").equals(before.select("rung", "since", "why", "by_itself"))
    assert after["standing"].to_list() == [False] * 3
    assert after["over"].to_list() == after["since"].to_list()


def test_notes_of_a_meeting_without_a_quorum_say_so_and_why(group: Group) -> None:
    group.begin(FIRST)
    group.do(AddAction(group.on(FIRST)["child"][0], FIRST, "Find a family"))
    group.do(SignOff(FIRST, "HEAD-1", BEGUN, group.head, "Two members were ill"))
    told = made(group, "pmg-minutes", meeting=FIRST)
    assert "Not quorate: held as notes, closed by HEAD-1 on 1 Jun 2026. Decisions are to be confirmed" in said(told)
    assert "Why without a quorum: Two members were ill" in said(told)
    assert "closed as notes by HEAD-1" in told.about.sealed
    assert "Find a family (agreed without a quorum on 9 Sep 2025, to be confirmed)" in said(made(group, "pmg-actions"))


def test_an_action_that_was_reworded_says_what_it_was(group: Group) -> None:
    group.whole(FIRST)
    child = group.on(FIRST)["child"][0]
    group.begin(SECOND, only=child)
    group.do(AmendAction(child, 1, "Find an aunt", "SW-1", FIRST + dt.timedelta(days=28), group.head, SECOND))
    assert "Find an aunt (Until now: “Find a family”)" in said(made(group, "pmg-minutes", meeting=SECOND))
