"""Many facts recorded as one act: an import, or the demonstration authority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl


@dataclass(frozen=True)
class Bulk:
    """Facts to record as one change set.

    `new` has, per table, a frame with `child` and the table's own columns (and year, older, imported_as where known).
    `changed` has the whole new version of facts that stand already, with the `row_id` and `fact_id` it replaces.
    `planned_on` is the change set it was compared at: where another stands since, recording it is a Conflict.
    """

    kind: str
    label: str
    new: Mapping[str, pl.DataFrame]
    changed: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    detail: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    planned_on: int | None = None

    @property
    def rows(self) -> int:
        """How many rows it would record."""
        return sum(len(frame) for frames in (self.new, self.changed) for frame in frames.values())


@dataclass(frozen=True)
class Standing:
    """What stands in the store before an import, for the three-way comparison.

    `ours`: the current version of every fact, ended ones too (row_id, fact_id, child, ended, year, older, own columns).
    `base`: for facts whose current version no import recorded, the last version an import (not undone since) did
    (fact_id, child, year, older, own columns). A fact of `ours` that no import recorded and `base` lacks was made here.
    `number`: the change set at which this is what stands.
    """

    ours: Mapping[str, pl.DataFrame]
    base: Mapping[str, pl.DataFrame]
    number: int | None = None
