"""How long publishing takes, and finding what has become otherwise since, beside the bare figures of the day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl

from models.edits import Tx
from models.measures import MEASURES, Period, evaluate
from models.publications import publications, seal
from models.publications.revising import revisions
from models.snapshot import Facts, Snapshot
from models.store import Store
from tests.benchmarks.conftest import Beside
from tests.benchmarks.sizes import CHILDREN, SEVERAL
from tests.support.northport import TODAY, northport, northport_facts
from tests.support.stores import Doing

DAY = dt.date(2026, 3, 31)


def test_sealing_every_measure(beside: Beside) -> None:
    known = northport_facts(CHILDREN)

    def fresh() -> Snapshot:
        return Snapshot(Facts(lambda table: known[table]), DAY)

    waiting = [fresh()]

    def prepare() -> None:
        waiting[0] = fresh()

    beside(
        f"sealing all {len(MEASURES)} measures of a day, 3,000 children (floor: the bare figures)",
        lambda: seal(waiting[0], Period.year_to(DAY), "Report"),
        lambda: evaluate(fresh(), Period.year_to(DAY)),
        times=1.5,
        prepare=prepare,
    )


def _sooner(tx: Tx, child: str) -> None:
    """A child is found to have left care three days sooner than was recorded."""
    last = max(tx.current("care_episode", child), key=lambda row: row["decom"])
    if last["dec"] is not None:
        tx.replace("care_episode", last, None, dec=last["dec"] - dt.timedelta(days=3))


def test_the_revisions_of_a_publication(beside: Beside, tmp_path: Path) -> None:
    """After the end of care of so many children was corrected, each in an act of its own."""
    with Store.create(str(tmp_path / "northport.db")) as store:
        store.record(northport(CHILDREN), who="demonstration")
        store.apply(seal(Snapshot(store.facts(), DAY), Period.year_to(DAY), "Report"), who="test", today=TODAY)
        left = store.facts()["care_episode"].filter(pl.col("rec").ne_missing("X1") & pl.col("dec").is_not_null())
        for child in left.filter(pl.col("dec") < DAY)["child"].unique().sort().to_list()[:SEVERAL]:
            store.apply(Doing(lambda tx, child=child: _sooner(tx, child)), who="test", today=TODAY)
        facts = store.facts()
        (publication,) = publications(facts)
        touched = store.touched(publication.stood_at)

        def fresh() -> Snapshot:
            return Snapshot(Facts(lambda table: facts[table], number=facts.number), DAY)

        beside(
            f"what is otherwise since, after {SEVERAL} late corrections, 3,000 children (floor: the bare figures)",
            lambda: revisions(publication, fresh(), touched, store.replayed),
            lambda: evaluate(fresh(), Period.year_to(DAY)),
            times=3,
        )
