"""How a child's way is watched over: discussed at the monitoring group; copies of the life story book given."""

from __future__ import annotations

from models.samples.chain import working
from models.samples.story import Story

EVERY = 91
"""Days from one discussion of a child to the next."""


def monitored(story: Story) -> None:
    """The discussions of the last year, and the copies of a book that is drafted, of a child who is still in care."""
    if story.ended is not None:
        return
    if (story.decisions or story.care_order is not None) and story.chance() < 0.85:
        last = story.today - story.days(2, EVERY)
        for day in range(last, max(story.begun, story.today - 365), -EVERY):
            story.step("PMG", working(day))
    drafted = max((day for kind, _plan, day in story.seen if kind == "LS-BOOK"), default=None)
    for copy, wanted in (("LS-CHILD", 0.6), ("LS-CARER", 0.4)):
        if drafted is not None and story.chance() < wanted:
            story.step(copy, working(drafted + story.days(5, 60)))
