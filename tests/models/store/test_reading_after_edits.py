"""After an edit, what is patched in memory is what the store would say, in every table, read before or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from models import samples
from models.edits import Edit
from models.edits.adoption import SetMatch
from models.edits.care import SetEntry
from models.rules.journeys import journeys
from models.snapshot import SPELLS, Facts, Snapshot
from models.store import Store
from models.trackers.permanence import everyone
from tests.support.northport import as_facts

TODAY = dt.date(2026, 3, 31)


@pytest.mark.parametrize("read_before", [(), ("care_episode", "adoption"), tuple(SPELLS)])
def test_patched_facts_are_the_stores_own(
    tmp_path_factory: pytest.TempPathFactory, read_before: tuple[str, ...]
) -> None:
    store = Store.create(str(tmp_path_factory.mktemp("patched") / "northport.db"))
    store.record(samples.authority(60, seed=3, today=TODAY), who="demonstration")
    facts = store.facts()
    for table in read_before:
        assert "child" in facts[table].columns
    child = facts["adoption"].filter(facts["adoption"]["date_match"].is_not_null())["child"][0]
    was = facts["adoption"].filter(child=child)["date_match"].item()
    assert facts.only("care_episode", "child", "place").columns == ["child", "place"]
    for days in (1, 2):
        edit = SetMatch(child, was - dt.timedelta(days=days), was - dt.timedelta(days=days - 1), facts.number)
        changes = store.apply(edit, who="B. Osei", today=TODAY)
        facts = facts.patched(changes.children, store.fresh(changes.children), changes.tables)
    for table in SPELLS:
        whole = store.facts()[table]
        if table != "set_aside":
            some = ("row_id", "child", whole.columns[-1])
            assert facts.only(table, *some).sort(some).equals(whole.select(some).sort(some)), table
        assert facts[table].sort(whole.columns).equals(whole.sort(whole.columns)), table
    store.close()


def test_what_is_kept_over_an_edit_is_what_rests_on_other_tables() -> None:
    bulk = samples.authority(60, seed=3, today=TODAY)
    facts, asked = Facts(lambda table: as_facts(bulk)[table]), list[str]()

    def first(known: Facts) -> pl.DataFrame:
        asked.append("first")
        return known["review"].select("child")

    def second(known: Facts) -> pl.DataFrame:
        asked.append("second")
        return known.once(first).join(known.only("adoption", "child"), on="child", how="semi")

    child = facts["review"]["child"][0]
    facts.once(second)
    for changed, worked in (({"child_details"}, []), ({"adoption"}, ["second"]), ({"review"}, ["second", "first"])):
        asked.clear()
        fresh = facts.take([child])
        fresh.keep(facts, [child], changed)
        for kept in (fresh, facts.patched([child], facts.take([child]), changed)):
            asked.clear()
            kept.once(second)
            assert asked == worked, changed


def test_after_an_edit_the_tracker_says_what_it_would_say_read_anew(tmp_path: Path) -> None:
    store = Store.create(str(tmp_path / "northport.db"))
    store.record(samples.authority(60, seed=3, today=TODAY), who="demonstration")
    facts = store.facts()
    row = everyone(Snapshot(facts, TODAY)).filter(pl.col("match").is_not_null() & pl.col("entry").is_not_null())[0]
    child, match, came = row["child"].item(), row["match"].item(), row["entry"].item()
    days = [dt.timedelta(days=days) for days in (1, 2)]
    edits: list[Callable[[], Edit]] = [
        lambda: SetMatch(child, match - days[0], match, facts.number),
        lambda: SetEntry(child, came - days[0], came, facts.number),
        lambda: SetMatch(child, match - days[1], match - days[0], facts.number),
    ]
    for edit in edits:
        assert Snapshot(facts, TODAY).once(journeys).height
        changes = store.apply(edit(), who="B. Osei", today=TODAY)
        fresh = store.fresh(changes.children)
        assert fresh.whole["child_details"].equals(facts["child_details"])
        fresh.keep(facts, changes.children, changes.tables)
        facts = facts.patched(changes.children, fresh, changes.tables)
        anew = everyone(Snapshot(store.facts(), TODAY))
        assert everyone(Snapshot(facts, TODAY)).equals(anew)
        assert everyone(Snapshot(fresh, TODAY)).equals(anew.filter(child=child))
    store.close()
