"""How long the monitoring group's agenda takes, and what changed since its last meeting, beside bare floors."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl

from models.dates import add_months
from models.edits.steps import SetStep
from models.history.since import since
from models.rules import pmg
from models.rules.drift.cases import cases
from models.rules.journeys import journeys
from models.rules.status import status
from models.rules.steps import taken
from models.snapshot import Snapshot
from models.store import Store
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN
from tests.support.northport import TODAY, northport_facts


def test_the_agenda(beside: Beside) -> None:
    """Proposed for the next meeting, at the day that is open: where the children stand is known, their meetings not."""
    facts = northport_facts(CHILDREN)
    held = pmg.coming(Snapshot(facts, TODAY))
    assert held is not None
    ready: list[Snapshot] = []

    def prepare() -> None:
        ready.append(Snapshot(facts, TODAY))
        ready[-1].once(status)

    def propose() -> pl.DataFrame:
        return pmg.proposed(ready[-1], held)

    def floor() -> pl.DataFrame:
        rows = ready[-1] if ready else Snapshot(facts, TODAY)
        return rows.once(status).join(rows.once(cases), on="child", how="left")

    prepare()
    propose()
    beside(
        "the agenda of 3,000 children, every rule with its words (floor: polars joins what is judged)",
        propose,
        floor,
        within=0.15,
        rounds=5,
        prepare=prepare,
    )


def test_the_agenda_at_a_new_date(beside: Beside) -> None:
    """The same at a date never asked for before: journeys, drift and what is next are worked out first."""
    facts = northport_facts(CHILDREN)
    warm = Snapshot(facts, TODAY)
    held = pmg.coming(warm)
    assert held is not None
    pmg.proposed(warm, held)
    warm.once(taken)
    days = iter(add_months(TODAY, -back) for back in range(1, 20))

    def floor() -> pl.DataFrame:
        return warm.once(taken).join(warm.once(journeys), on="child", how="left")

    beside(
        "the agenda of 3,000 children at a new date (floor: polars joins the steps to the journeys)",
        lambda: pmg.proposed(Snapshot(facts, next(days)), held),
        floor,
        rounds=5,
    )


def test_what_changed_since(beside: Beside, files: Callable[[int], Path], tmp_path: Path) -> None:
    """Of everybody, after a hundred acts: read once when a meeting begins; the next child is then a look-up."""
    path = Path(shutil.copy(files(CHILDREN), tmp_path / "changed.db"))
    with Store.open(str(path)) as store:
        frozen = store.head
        children = store.facts()["child_details"]["child"].to_list()[:100]
        for at, child in enumerate(children):
            edit = SetStep(child, "VISIT", 0, TODAY - dt.timedelta(days=at % 30), None, None)
            store.apply(edit, who="benchmark", today=TODAY)

        def read() -> int:
            return len(since(store.changed(None, frozen), frozen))

        assert read() == len(children)
        beside(
            "what changed since the last meeting, 3,000 children and 100 acts (floor: the list of acts)",
            read,
            store.change_sets,
            within=0.08,
            rounds=5,
        )
