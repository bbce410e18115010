"""Claims for tests, drawn as small text tables: “number | kind | measure | day | figure …”."""

from __future__ import annotations

import csv
import datetime as dt
import io

from models.claims import Claim, Judged
from models.claims.carried import example
from models.claims.verdicts import judged
from models.edits.claims import rows
from models.snapshot import Snapshot
from tests.support.facts import drawn

PAPERS = ("northport-2022-01", "northport-2022-autumn")
"""The two papers that the program carries as its example."""


def table(text: str) -> str:
    """The same as the text of a CSV file; what every claim needs and is not drawn is filled."""
    lines = [
        {"paper": "Report", "reported": "2022-01-31", "number": str(at), "wording": "Words", **line}
        for at, line in enumerate(drawn(text), 1)
    ]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    return out.getvalue()


def claims(text: str) -> list[Claim]:
    """Claims drawn as a text table."""
    return [Claim.of(dict(cells)) for cells in rows(table(text), "drawn.csv")]


def judge(snapshot: Snapshot, text: str) -> list[Judged]:
    """The same, with their verdicts on these facts."""
    return judged(claims(text), snapshot)


def carried() -> list[Claim]:
    """Every claim of the two papers."""
    return [Claim.of(dict(cells)) for cells in example(dt.date(2026, 11, 22)).claims]
