"""After an edit, what is patched in memory is what the store would say, in every table, read before or not."""

from __future__ import annotations

import datetime as dt

import pytest

from models import samples
from models.edits.adoption import SetMatch
from models.snapshot import SPELLS
from models.store import Store

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
        facts = facts.patched(changes.children, store.fresh(changes.children))
    for table in SPELLS:
        whole = store.facts()[table]
        if table != "set_aside":
            some = ("row_id", "child", whole.columns[-1])
            assert facts.only(table, *some).sort(some).equals(whole.select(some).sort(some)), table
        assert facts[table].sort(whole.columns).equals(whole.sort(whole.columns)), table
    store.close()
