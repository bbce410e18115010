"""Random edits, corrections, bulk edits and undos: no fact is ever lost, and every past still stands."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from models.edits import Conflict, Edit, Refused
from models.edits.begun import BeginLegalStatus
from models.edits.care import SetLeft
from models.edits.details import CorrectDetails
from models.edits.entered import EnterCare
from models.edits.facts import CorrectFact, EndFact, RecordFact, RemoveFact, values
from models.edits.legal import CorrectLegalStatus
from models.edits.many import Many
from models.edits.placements import CorrectPlacement
from models.edits.plans import AgreePlan, ClosePlan, SwitchPrimary
from models.edits.reported import CorrectReported
from models.edits.steps import SetPlanned, SetStep
from models.subjects import OF_AUTHORITY, SEALED, SUBJECTS
from tests.support.desks import Desk
from tests.support.facts import episodes

CHILDREN = ("1", "2", "3")
FIRST, TODAY = dt.date(2024, 1, 10), dt.date(2026, 6, 1)
days = st.dates(FIRST, TODAY)
who = st.sampled_from(CHILDREN)
pathways = st.sampled_from(["ADOPTION", "SGO", "HOME", "LTF"])
kinds = st.sampled_from(["CPR", "LINK", "VIABILITY", "VISIT", "FH", "DBS"])
TYPED = tuple(table for table in SUBJECTS if table not in ("merged", *OF_AUTHORITY, *SEALED))
TABLES = (*TYPED, "child_details", "care_episode")
Known = dict[str, list[tuple[Any, ...]]]


class Records(RuleBasedStateMachine):
    """Somebody edits the records of three children, as the mood takes them."""

    @initialize()
    def begin(self) -> None:
        """Three children in care."""
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name), today=TODAY)
        drawn = "\n".join(["child | decom", *(f"{child} | 2024-01-10" for child in CHILDREN)])
        born = "\n".join(["child | dob", *(f"{child} | 2022-03-04" for child in CHILDREN)])
        self.desk.lay(episodes(drawn), child_details=born)
        self.past: dict[int, Known] = {self.desk.store.head: self.known()}

    def known(self) -> Known:
        """Everything that stands now, without the ledger's own numbers."""
        facts = self.desk.store.facts()
        return {table: sorted(facts[table].drop("row_id", "recorded_by").rows(), key=str) for table in TABLES}

    def ever(self) -> set[tuple[str, str]]:
        """Every version of every fact that the ledger holds: its table and cells."""
        frames = [self.desk.store.history(child) for child in CHILDREN]
        return {(row["table"], row["cells"]) for frame in frames for row in frame.iter_rows(named=True)}

    def act(self, edit: Edit) -> None:
        """Do an edit; a refused one leaves everything as it was."""
        before, head = self.known(), self.desk.store.head
        try:
            self.desk.do(edit)
        except (Refused, Conflict):
            assert (self.known(), self.desk.store.head) == (before, head)
        else:
            self.past[self.desk.store.head] = self.known()

    def some(self, table: str, child: str, pick: int) -> dict[str, Any] | None:
        """One of the facts that stand."""
        rows = [row for row in self.desk.store.facts()[table].to_dicts() if row["child"] == child]
        return rows[pick % len(rows)] if rows else None

    @rule(child=who, pathway=pathways, on=days, primary=st.booleans())
    def agree(self, child: str, pathway: str, on: dt.date, primary: bool) -> None:
        self.act(AgreePlan(child, pathway, on, primary, seen=self.desk.store.head))

    @rule(child=who, plan=st.integers(1, 3), on=days)
    def switch(self, child: str, plan: int, on: dt.date) -> None:
        self.act(SwitchPrimary(child, plan, on))

    @rule(child=who, plan=st.integers(1, 3), on=days, then=st.none() | st.integers(1, 3))
    def close(self, child: str, plan: int, on: dt.date, then: int | None) -> None:
        live = {row["plan"] for row in self.desk.store.facts()["plan"].to_dicts() if row["child"] == child}
        if then is None or then in live - {plan}:
            self.act(ClosePlan(child, plan, on, "RULED-OUT", self.desk.store.head, then))

    @rule(child=who, kind=kinds, on=days)
    def step(self, child: str, kind: str, on: dt.date) -> None:
        self.act(SetStep(child, kind, 0, on, None, None))

    @rule(child=who, pick=st.integers(0, 9), on=st.none() | days)
    def move_step(self, child: str, pick: int, on: dt.date | None) -> None:
        row = self.some("milestone", child, pick)
        if row is not None:
            self.act(SetStep(child, row["kind"], row["plan"], on, row["day"], self.desk.store.head))

    @rule(child=who, ahead=st.integers(0, 200), pick=st.integers(0, 3))
    def plan_step(self, child: str, ahead: int, pick: int) -> None:
        row = self.some("planned_step", child, pick)
        was = row["planned"] if row is not None and row["kind"] == "FH" else None
        self.act(SetPlanned(child, "FH", 0, TODAY + dt.timedelta(days=ahead), was, self.desk.store.head))

    @rule(child=who, on=days, who_=st.sampled_from(["IRO-1", "IRO-2"]))
    def allocate(self, child: str, on: dt.date, who_: str) -> None:
        self.act(
            RecordFact(child, "allocation", values({"role": "IRO", "begins": on, "who": who_}), self.desk.store.head)
        )

    @rule(child=who, pick=st.integers(0, 3), on=days)
    def end(self, child: str, pick: int, on: dt.date) -> None:
        row = self.some("allocation", child, pick)
        if row is not None:
            self.act(EndFact(child, "allocation", row["row_id"], on, (), self.desk.store.head))

    @rule(child=who, pick=st.integers(0, 3), on=days)
    def correct(self, child: str, pick: int, on: dt.date) -> None:
        row = self.some("allocation", child, pick)
        if row is not None:
            self.act(CorrectFact(child, "allocation", row["row_id"], values({"begins": on}), self.desk.store.head))

    @rule(child=who, table=st.sampled_from(TYPED), pick=st.integers(0, 3))
    def take_away(self, child: str, table: str, pick: int) -> None:
        row = self.some(table, child, pick)
        if row is not None:
            self.act(RemoveFact(child, table, row["row_id"], self.desk.store.head))

    @rule(child=who, born=days | st.none(), sex=st.sampled_from("MF"))
    def details(self, child: str, born: dt.date | None, sex: str) -> None:
        self.act(CorrectDetails(child, values({"dob": born, "sex": sex}), self.desk.store.head))

    @rule(child=who, urn=st.sampled_from(["SC123456", "1234567", "12", None]), need=st.sampled_from(["N1", "N2"]))
    def placement(self, child: str, urn: str | None, need: str) -> None:
        self.act(CorrectPlacement(child, FIRST, values({"urn": urn, "cin": need}), self.desk.store.head))

    @rule(child=who, pick=st.integers(0, 3), ls=st.sampled_from(["C1", "C2", "E1", "V2"]), on=days)
    def legal_status(self, child: str, pick: int, ls: str, on: dt.date) -> None:
        row = self.some("care_episode", child, pick)
        if row is not None:
            self.act(CorrectLegalStatus(child, row["decom"], values({"ls": ls, "decom": on}), self.desk.store.head))

    @rule(child=who, ls=st.sampled_from(["C1", "C2", "E1", "V2"]), on=days)
    def new_legal_status(self, child: str, ls: str, on: dt.date) -> None:
        self.act(BeginLegalStatus(child, on, None, self.desk.store.head, ls=ls))

    @rule(child=who, on=st.none() | days, why=st.sampled_from(["E4A", "E43"]))
    def left(self, child: str, on: dt.date | None, why: str) -> None:
        rows = [row for row in self.desk.store.facts()["care_episode"].to_dicts() if row["child"] == child]
        self.act(SetLeft(child, on, rows[-1]["dec"], self.desk.store.head, why))

    @rule(child=who, on=days, ls=st.sampled_from(["C1", "V2"]))
    def back_in_care(self, child: str, on: dt.date, ls: str) -> None:
        cells = values({"decom": on, "ls": ls, "cin": "N1", "place": "U6", "place_provider": "PR1"})
        self.act(EnterCare(child, cells, self.desk.store.head))

    @rule(child=who, on=days, back=st.none() | days)
    def missing(self, child: str, on: dt.date, back: dt.date | None) -> None:
        cells = values({"mis_start": on, "missing": "M", "mis_end": back})
        self.act(RecordFact(child, "missing_episode", cells, self.desk.store.head))

    @rule(child=who, pick=st.integers(0, 3), on=days)
    def missing_from(self, child: str, pick: int, on: dt.date) -> None:
        row = self.some("missing_episode", child, pick)
        if row is not None:
            cells = values({"mis_start": on})
            self.act(CorrectReported(child, "missing_episode", row["row_id"], cells, self.desk.store.head))

    @rule(kind=kinds, on=days)
    def for_all(self, kind: str, on: dt.date) -> None:
        make: Callable[[str], Edit] = lambda child: SetStep(child, kind, 0, on, None, None)  # noqa: E731
        preview = self.desk.store.preview("Step for all", CHILDREN, make, today=TODAY)
        assert {child for child, _ in preview.edits} | set(preview.skipped) == set(CHILDREN)
        self.act(Many("Step for all", preview.edits))

    @rule(back=st.integers(0, 4))
    def undo(self, back: int) -> None:
        number = self.desk.store.head - back
        if number <= 1:
            return
        before, head = self.known(), self.desk.store.head
        try:
            self.desk.store.undo(number, who="Sam")
        except Conflict:
            assert (self.known(), self.desk.store.head) == (before, head)
            return
        if self.desk.store.head > head:
            self.past[self.desk.store.head] = self.known()
            if number == head and number - 1 in self.past:
                assert self.known() == self.past[number - 1]

    def teardown(self) -> None:
        """Every past is as it was, the ledger holds, and the file opens again."""
        if not hasattr(self, "desk"):
            return
        acts = self.desk.store.change_sets().to_dicts()
        for act in acts:
            if act["number"] in self.past:
                facts = self.desk.store.facts(dt.datetime.fromisoformat(act["at"]))
                if facts.number == act["number"]:
                    then = {t: sorted(facts[t].drop("row_id", "recorded_by").rows(), key=str) for t in TABLES}
                    assert then == self.past[act["number"]]
        held = self.ever()
        for known in self.past.values():
            for table, rows in known.items():
                names = self.desk.store.facts()[table].drop("row_id", "recorded_by").columns
                for row in rows:
                    cells = {name: value for name, value in zip(names, row, strict=True) if value is not None}
                    assert any(where == table and _has(told, cells) for where, told in held), (table, cells)
        assert self.desk.store.verify().ok
        self.desk.store.close()
        self.folder.cleanup()


def _has(told: str, cells: dict[str, Any]) -> bool:
    """Whether a version of the ledger says these cells."""
    said = json.loads(told)
    return all(str(said.get(name)) == str(value) for name, value in cells.items())


Records.TestCase.settings = settings(max_examples=8, stateful_step_count=16, deadline=None)
TestRecords = Records.TestCase
