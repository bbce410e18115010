"""What is known of everybody is not worked out again for one child."""

from __future__ import annotations

import polars as pl

from models.rules.drift import flags
from models.rules.journeys import journeys
from models.rules.plans import plans
from models.rules.status import status
from models.snapshot import Snapshot
from tests.support.sampled import TODAY, authority

ASKED = (journeys, status, plans, flags)


def test_one_child_drawn_from_everybody_is_as_worked_out_alone() -> None:
    everybody = Snapshot(authority(200), TODAY)
    for ask in ASKED:
        everybody.once(ask)
    for child in everybody["child_details"]["child"].head(12):
        alone = everybody.take([child])
        drawn = Snapshot(everybody.facts.take([child]), everybody.as_at).draw_on(everybody, [child])
        for ask in ASKED:
            given = drawn.once(ask)
            apart = [name for name in ("journey",) if name in given.columns]
            assert given.drop(apart).equals(alone.once(ask).drop(apart)), (child, ask.__name__)


def test_what_nobody_asked_of_everybody_is_worked_out() -> None:
    everybody = Snapshot(authority(200), TODAY)
    child = str(everybody["child_details"]["child"][0])
    drawn = Snapshot(everybody.facts.take([child]), everybody.as_at).draw_on(everybody, [child])
    assert drawn.once(journeys)["child"].unique().to_list() in ([child], [])
    assert isinstance(drawn.once(plans), pl.DataFrame)
