"""How far back the record goes: what a paper must say where it looks further back than that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.reports.blocks import Words
from models.series.waits import first_followed
from models.snapshot import Snapshot


def reach(snapshot: Snapshot, back_to: dt.date) -> Iterator[Words]:
    """That those who left before the first return are in no figure, where a paper's figures go back to before it."""
    since = first_followed(snapshot.facts)
    if since is not None and since > back_to:
        year = f"{since.year}/{(since.year + 1) % 100:02}"
        yield Words(
            f"The record begins with the return of {year}: whoever left care before {since.day} {since:%B %Y} is in "
            "none of these figures. Those of earlier days are too low; what is compared with them is no rise or fall.",
            strong=True,
        )
