"""What the figures together read of a file: read side by side before they ask for it one after the other."""

from __future__ import annotations

from models.measures._school import TERM
from models.rules.chains import CELLS
from models.rules.steps import STORED
from models.snapshot import WHO, Part

PARTS: tuple[Part, ...] = (
    ("milestone", ("row_id", *STORED), ()),
    ("care_episode", CELLS, ()),
    ("child_details", WHO, ()),
    *((table, (), ()) for table in ("review", "plan", "primary_plan", "proceedings", "planned_step", "social_worker")),
    ("school_term", TERM, ()),
)
"""The largest first, so that none is waited for alone."""
