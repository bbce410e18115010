"""The papers that the program carries as its example, in `resources/claims`: every demonstration begins with them."""

from __future__ import annotations

import datetime as dt

import resources
from models.edits.claims import RecordClaims, rows


def example(today: dt.date) -> RecordClaims:
    """The claims of the papers published by a day, as one act."""
    papers = sorted(resources.path("claims").glob("*.csv"))
    found = (cells for paper in papers for cells in rows(paper.read_text(encoding="utf-8"), paper.name))
    return RecordClaims(tuple(cells for cells in found if dict(cells)["reported"] <= today))
