"""How a child's way is watched over: discussed at the monitoring group; copies of the life story book given."""

from __future__ import annotations

from bisect import bisect_right

from models.samples.chain import working
from models.samples.meetings import days
from models.samples.story import Story

EVERY = 91
"""Days from one discussion of a child to the next."""


def monitored(story: Story) -> None:
    """The discussions at the last meetings, and the copies of a drafted book, of a child who is still in care."""
    if story.ended is not None:
        return
    if (story.decisions or story.care_order is not None) and story.chance() < 0.85:
        last, met = story.today - story.days(2, EVERY), days(story.today)
        for day in range(last, max(story.begun, met[0]), -EVERY):
            if (held := met[bisect_right(met, day) - 1]) > story.begun:
                story.step("PMG", held)
    drafted = max((day for kind, _plan, day in story.seen if kind == "LS-BOOK"), default=None)
    for copy, wanted in (("LS-CHILD", 0.6), ("LS-CARER", 0.4)):
        if drafted is not None and story.chance() < wanted:
            story.step(copy, working(drafted + story.days(5, 60)))
