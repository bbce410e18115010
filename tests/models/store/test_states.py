"""Whatever people do one after another, the record is what they did, and the past is what was seen then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models.edits import Conflict, Tx
from models.edits.bulk import Bulk
from models.store import Store
from tests.support.stores import KINDS, TODAY, Doing, Prototypes, Stores

CHILDREN = st.sampled_from(["c1", "c2", "c3"])
DAYS = st.sampled_from([dt.date(2026, 5, day) for day in range(1, 5)])
CODES = st.sampled_from([None, "PN1", "PN2", "PN7"])
Key = tuple[str, dt.date]
State = dict[Key, str | None]


class Ledger(RuleBasedStateMachine):
    """A store beside a plain list of what should be in it: one state after each act."""

    open: Callable[[], Stores]

    @initialize()
    def begin(self) -> None:
        self.stores = self.open()
        self.store: Store = self.stores.new()
        self.states: list[State] = [{}]
        self.moments: list[dt.datetime] = [self.stores.clock.at]
        self.takeable: list[int] = []

    @property
    def now(self) -> State:
        return self.states[-1]

    def did(self, state: State, number: int | None) -> None:
        if state == self.now and number is None:
            return
        assert number == len(self.states)
        self.states.append(state)
        self.moments.append(self.stores.clock.at)

    def apply(self, do: Callable[[Tx], None]) -> int | None:
        return self.store.apply(Doing(do), who="Ann Other", today=TODAY).number

    @rule(child=CHILDREN, day=DAYS, code=CODES)
    def record(self, child: str, day: dt.date, code: str | None) -> None:
        def do(tx: Tx) -> None:
            tx.record("review", child, review=day, review_code=code)

        if (child, day) in self.now:
            with pytest.raises(Conflict):
                self.apply(do)
        else:
            self.did({**self.now, (child, day): code}, self.apply(do))

    @precondition(lambda self: self.now)
    @rule(pick=st.data(), day=DAYS, code=CODES)
    def change(self, pick: st.DataObject, day: dt.date, code: str | None) -> None:
        old = pick.draw(st.sampled_from(sorted(self.now)))
        new = (old[0], day)

        def do(tx: Tx) -> None:
            tx.replace("review", _row(tx, old), self.store.head, review=day, review_code=code)

        if new != old and new in self.now:
            with pytest.raises(Conflict):
                self.apply(do)
        else:
            rest = {key: value for key, value in self.now.items() if key != old}
            self.did({**rest, new: code}, self.apply(do))

    @precondition(lambda self: self.now)
    @rule(pick=st.data())
    def end(self, pick: st.DataObject) -> None:
        old = pick.draw(st.sampled_from(sorted(self.now)))
        number = self.apply(lambda tx: tx.end("review", _row(tx, old), self.store.head))
        self.did({key: value for key, value in self.now.items() if key != old}, number)

    @rule(new=st.dictionaries(st.tuples(CHILDREN, DAYS), CODES, max_size=5))
    def bring_in(self, new: dict[Key, str | None]) -> None:
        """An import: new facts, and new versions of those that stand."""
        ours = self.store.standing().ours["review"].filter(~pl.col("ended")).drop("ended", "recorded_by")
        cells = pl.DataFrame(
            [(child, day, code, 2026) for (child, day), code in new.items()],
            schema={"child": pl.String, "review": pl.Date, "review_code": pl.String, "year": pl.Int64},
            orient="row",
        )
        changed = ours.drop("review_code", "year").join(cells, on=["child", "review"])
        added = cells.join(ours, on=["child", "review"], how="anti")
        bulk = Bulk("import", "Import", {"review": added}, {"review": changed})
        self.did({**self.now, **new}, self.store.record(bulk, who="Ann Other").number)

    @precondition(lambda self: len(self.states) > 1)
    @rule(pick=st.data())
    def undo_the_last(self, pick: st.DataObject) -> None:
        number = len(self.states) - 1
        self.did(self.states[number - 1], self.store.undo(number, who="Ann Other").number)

    @precondition(lambda self: len(self.states) > 2)
    @rule(pick=st.data())
    def undo_any(self, pick: st.DataObject) -> None:
        """An act in the midst is undone whole, or not at all."""
        number = pick.draw(st.integers(1, len(self.states) - 1))
        before, after = self.states[number - 1], self.states[number]
        touched = {key for key in before.keys() | after.keys() if before.get(key, "-") != after.get(key, "-")}
        assume(touched)
        try:
            changes = self.store.undo(number, who="Ann Other")
        except Conflict:
            assert self.store.head == len(self.states) - 1
            return
        assert all(self.now.get(key, "-") == after.get(key, "-") for key in touched)
        rest = {key: value for key, value in self.now.items() if key not in touched}
        self.did(rest | {key: before[key] for key in touched if key in before}, changes.number)

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = self.stores.open(self.store._where)

    @rule(pick=st.data())
    def look_back(self, pick: st.DataObject) -> None:
        number = pick.draw(st.integers(0, len(self.states) - 1))
        assert _state(self.store.facts(known_on=self.moments[number])["review"]) == self.states[number]

    @invariant()
    def the_record_is_what_was_done(self) -> None:
        facts = self.store.facts()
        assert facts.number == len(self.states) - 1
        assert _state(facts["review"]) == self.now

    def teardown(self) -> None:
        for number, moment in enumerate(self.moments):
            assert _state(self.store.facts(known_on=moment)["review"]) == self.states[number]
        verdict = self.store.verify(head=self.store.head_digest)
        assert verdict.ok, verdict.words
        fresh = self.store.fresh(["c1", "c2"])["review"]
        assert fresh.equals(self.store.facts().take(["c1", "c2"])["review"])
        self.stores.close()


def _row(tx: Tx, key: Key) -> dict[str, object]:
    return dict(next(row for row in tx.current("review", key[0]) if row["review"] == key[1]))


def _state(frame: pl.DataFrame) -> State:
    found = {(child, day): code for child, day, code in frame.select("child", "review", "review_code").iter_rows()}
    assert len(found) == len(frame)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_is_what_was_done_and_the_past_what_was_seen(
    kind: str, prototypes: Prototypes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder: Path = tmp_path_factory.mktemp("states")

    class Kind(Ledger):
        @staticmethod
        def open() -> Stores:
            place = folder / str(len(list(folder.iterdir())))
            place.mkdir()
            return Stores(kind, place, prototypes)

    run_state_machine_as_test(
        Kind,
        settings=settings(
            max_examples=12 if kind == "sqlite" else 4,
            stateful_step_count=12,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
