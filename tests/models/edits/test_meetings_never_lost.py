"""Random meetings, decisions, actions, sign-offs, undos and merges: what was signed never changes, nothing is lost."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from models.edits import Conflict, Edit, Refused
from models.edits.doors_of_meetings import AMENDED, ENDING
from models.edits.identity import MergeChildren
from models.edits.meetings import (
    CallMeeting,
    CloseMeeting,
    CorrectMinutes,
    FreezeMeeting,
    SetAttendance,
    SetNotes,
    SignOff,
)
from models.edits.pmg_actions import AddAction, AmendAction, AnswerEscalation, CloseAction, Escalate
from models.edits.pmg_items import Decide, PutOnAgenda, Reorder, SetMinutes, TakeOff
from models.rules import pmg
from models.rules.pmg.minutes import fingerprint
from tests.support.monitoring import BEGUN, MEMBERS, Group, day

HELD = tuple(day(f"2025-{month:02}-09") for month in range(7, 13))
TABLES = ("meeting", "attendance", "minute_correction", "pmg_item", "pmg_action", "escalation")
OF_CHILD = ("pmg_item", "pmg_action")
who, meetings = st.sampled_from(["1", "2", "3"]), st.sampled_from(HELD)
words = st.sampled_from(["Wait", "Go on", "Ask again", ""])
rungs = st.sampled_from(pmg.RUNGS)
Known = dict[str, list[tuple[Any, ...]]]


class Meetings(RuleBasedStateMachine):
    """Somebody runs the group's meetings as the mood takes them."""

    @initialize()
    def begin(self) -> None:
        """Three children, and the meetings called."""
        self.folder = tempfile.TemporaryDirectory()
        self.group = Group(Path(self.folder.name))
        for held in HELD:
            self.group.do(CallMeeting(held, "HEAD-1", quorum=2))
        self.sealed: dict[Any, str] = {}
        self.corrections = 0
        self.carried: dict[tuple[str, int], int] = {}
        self.merged = False

    def known(self) -> Known:
        """Everything that stands, without the ledger's own numbers."""
        facts = self.group.store.facts()
        return {table: sorted(facts[table].drop("row_id", "recorded_by").rows(), key=str) for table in TABLES}

    def of_signed(self, *, loose: bool = False) -> Known:
        """What stands of the meetings that are signed off; of an action all but its end, and what a later one says."""
        facts, signed = self.group.store.facts(), list(self.sealed)
        found: Known = {}
        for table in ("attendance", "pmg_item", "pmg_action"):
            mine = facts[table].filter(pl.col("meeting").is_in(signed)).drop("row_id", "recorded_by")
            gone = () if table != "pmg_action" else (*ENDING, *AMENDED) if loose else (*ENDING,)
            found[table] = sorted(mine.drop(gone).rows(), key=str)
        return found

    def act(self, edit: Edit) -> bool:
        """Do an edit; a refused one leaves everything as it was, any other leaves what was signed."""
        loose = isinstance(edit, AmendAction) and edit.held is not None
        before, of_signed, head = self.known(), self.of_signed(loose=loose), self.group.head
        try:
            self.group.do(edit)
        except (Refused, Conflict):
            assert (self.known(), self.group.head) == (before, head)
            return False
        assert self.of_signed(loose=loose) == of_signed or isinstance(edit, MergeChildren)
        return True

    @rule(held=meetings)
    def freeze(self, held: Any) -> None:
        lines = pmg.lines(pmg.proposed(self.group.snapshot(), held))
        self.act(FreezeMeeting(held, held, self.group.head, BEGUN, lines, self.group.head))

    @rule(held=meetings, child=who, why=words)
    def put(self, held: Any, child: str, why: str) -> None:
        self.act(PutOnAgenda(child, held, why, seen=self.group.head))

    @rule(held=meetings, child=who, why=words)
    def off(self, held: Any, child: str, why: str) -> None:
        self.act(TakeOff(child, held, why, self.group.head))

    @rule(held=meetings)
    def reorder(self, held: Any) -> None:
        on = pmg.lines(pmg.agenda(self.group.snapshot(), held))
        self.act(Reorder(held, on[::-1], self.group.head))

    @rule(held=meetings, child=who, minutes=st.integers(0, 9))
    def time(self, held: Any, child: str, minutes: int) -> None:
        self.act(SetMinutes(child, held, minutes, self.group.head))

    @rule(held=meetings, child=who, decision=words, agreed=st.sampled_from(["R", "A", "G", None]))
    def decide(self, held: Any, child: str, decision: str, agreed: str | None) -> None:
        self.act(Decide(child, held, decision, agreed, None, 60, self.group.head))

    @rule(held=meetings, child=who, said=words)
    def add(self, held: Any, child: str, said: str) -> None:
        self.act(AddAction(child, held, said or "Do it", "SW-1", held))

    @rule(child=who, number=st.integers(1, 3), said=words)
    def amend(self, child: str, number: int, said: str) -> None:
        self.act(AmendAction(child, number, said, None, None, self.group.head))

    @rule(held=meetings, child=who, said=words)
    def reword(self, held: Any, child: str, said: str) -> None:
        self.act(AmendAction(child, 1, said, "SW-2", None, self.group.head, held))

    @rule(child=who, number=st.integers(1, 3), how=st.sampled_from(["DONE", "WITHDRAWN"]), back=st.integers(0, 300))
    def close(self, child: str, number: int, how: str, back: int) -> None:
        on = self.group.today.fromordinal(self.group.today.toordinal() - back)
        if self.act(CloseAction(child, number, on, how, "Seen", self.group.head)):
            self.carried.pop((child, number), None)

    @rule(child=who, number=st.integers(0, 2), rung=rungs)
    def escalate(self, child: str, number: int, rung: str) -> None:
        self.act(Escalate(child, number, rung, "Stuck"))

    @rule(pick=st.integers(0, 5))
    def answer(self, pick: int) -> None:
        up = pmg.escalations(self.group.snapshot()).filter("standing").to_dicts()
        if up:
            row = up[pick % len(up)]
            of = (row["child"], row["action"], row["rung"], row["since"])
            assert self.act(AnswerEscalation(*of, self.group.today, "Agreed", row["why"], self.group.head))

    @rule(held=meetings, member=st.sampled_from(MEMBERS), there=st.sampled_from(["PRESENT", "PRESENT", "APOLOGIES"]))
    def attend(self, held: Any, member: str, there: str) -> None:
        self.act(SetAttendance(held, member, there, seen=self.group.head))

    @rule(held=meetings, notes=words)
    def note(self, held: Any, notes: str) -> None:
        self.act(SetNotes(held, notes, self.group.head))

    @rule(held=meetings)
    def shut(self, held: Any) -> None:
        self.act(CloseMeeting(held, BEGUN, self.group.head))

    @rule(held=meetings, child=st.sampled_from(["1", "2"]))
    def hold(self, held: Any, child: str) -> None:
        """A whole meeting at once, as far as it can be held still."""
        self.freeze(held)
        self.decide(held, child, "Go on", "A")
        self.add(held, child, "Do it")
        for member in MEMBERS:
            self.attend(held, member, "PRESENT")
        self.sign(0)

    @rule(pick=st.integers(0, 5))
    def close_as_notes(self, pick: int) -> None:
        self.sign(pick, "Few were there")

    @rule(pick=st.integers(0, 5), without=st.none())
    def sign(self, pick: int, without: str | None = None) -> None:
        """Sign off one that runs, with a quorum there, or close it as notes without one."""
        rows = pmg.meetings(self.group.snapshot()).filter(pl.col("begun").is_not_null() & pl.col("signed").is_null())
        if rows.is_empty():
            return
        held = rows["held"][pick % rows.height]
        quorate = rows.filter(pl.col("held") == held)["quorate"].item()
        known = self.group.store.facts()
        on, agreed = (known[table].filter(pl.col("meeting") == held) for table in ("pmg_item", "pmg_action"))
        whole = set(agreed["child"]) <= set(on.filter(pl.col("off").ne_missing("Y"))["child"])
        done = self.act(SignOff(held, "HEAD-1", BEGUN, self.group.head, without))
        assert done == (quorate == (without is None) and whole and held == rows["held"].min())
        if done:
            facts = self.group.store.facts()["meeting"]
            self.sealed[held] = facts.filter(pl.col("held") == held)["sealed"].item()
            if without is None:
                self.all_that_came_is_said(held)

    def all_that_came_is_said(self, held: Any) -> None:
        """What a meeting brought about by itself stands in its minutes."""
        said = pmg.minutes(self.group.snapshot(), held)
        assert said is not None
        told = {(item.child, up.action, up.rung) for item in said.items for up in item.escalations if up.by_itself}
        came = pmg.escalations(self.group.snapshot()).filter((pl.col("since") == held) & pl.col("row_id").is_null())
        mine = came.filter(pl.col("child").is_in([item.child for item in said.items]))
        assert set(mine.select("child", "action", "rung").rows()) <= told

    @rule(held=meetings, said=words)
    def correct(self, held: Any, said: str) -> None:
        if self.act(CorrectMinutes(held, said)):
            self.corrections += 1

    @precondition(lambda self: not self.merged)
    @rule(keep=st.sampled_from(["1", "2"]))
    def merge(self, keep: str) -> None:
        gone = "2" if keep == "1" else "1"
        before = self.known()
        if self.act(MergeChildren(keep, gone, seen=self.group.head)):
            self.group.store.undo(self.group.head, who="Sam")
            assert self.known() == before
            self.group.store.undo(self.group.head, who="Sam")
            self.merged, self.carried = True, {}

    @rule(back=st.integers(0, 6))
    def undo(self, back: int) -> None:
        number = self.group.head - back
        if number <= len(HELD) + 1 or self.merged:
            return
        before, of_signed, head = self.known(), self.of_signed(loose=True), self.group.head
        try:
            self.group.store.undo(number, who="Sam")
        except Conflict:
            assert (self.known(), self.group.head) == (before, head)
            return
        assert self.of_signed(loose=True) == of_signed
        self.carried = {}

    @invariant()
    def seals_hold(self) -> None:
        """Every seal is as it was made, and no correction went."""
        if not hasattr(self, "group"):
            return
        facts = self.group.store.facts()
        rows = {row["held"]: row for row in facts["meeting"].to_dicts()}
        for held, seal in self.sealed.items():
            assert rows[held]["sealed"] == seal
            assert fingerprint(seal) == rows[held]["fingerprint"]
        assert facts["minute_correction"].height == self.corrections

    @invariant()
    def carries_go_up(self) -> None:
        """No open action was ever carried more often than it is now."""
        if not hasattr(self, "group"):
            return
        rows = pmg.actions(self.group.snapshot()).filter("open").to_dicts()
        now = {(row["child"], row["number"]): row["carried"] for row in rows}
        assert all(now[key] >= often for key, often in self.carried.items() if key in now)
        self.carried = now

    def teardown(self) -> None:
        """Every meeting's minutes can be read, and the ledger holds."""
        if not hasattr(self, "group"):
            return
        for held in HELD:
            said = pmg.minutes(self.group.snapshot(), held)
            assert said is not None
            if held in self.sealed:
                assert json.loads(self.sealed[held])["held"] == held.isoformat()
                assert said.fingerprint == fingerprint(self.sealed[held])
        assert self.group.store.verify().ok
        self.group.store.close()
        self.folder.cleanup()


Meetings.TestCase.settings = settings(max_examples=6, stateful_step_count=18, deadline=None)
TestMeetings = Meetings.TestCase
