"""What people type beside the return about each time in care, told from its episodes."""

from __future__ import annotations

from typing import Any

from models.samples.care import Care
from models.samples.connected import connected
from models.samples.court import court
from models.samples.family_finding import adoption
from models.samples.kept import kept
from models.samples.life_story import life_story
from models.samples.monitored import monitored
from models.samples.planning import planned
from models.samples.school import Term, school
from models.samples.seldom import earlier_group, seldom
from models.samples.stays import stays
from models.samples.story import Rows, Story
from models.samples.team import team


def tell(
    care: Care,
    spans: list[tuple[int, int | None]],
    reviews: list[tuple[Any, ...]],
    workers: list[tuple[Any, ...]],
    typed: int,
    calendar: list[Term],
    rows: Rows,
) -> None:
    """Tell every time in care of a child that reaches into the time since people type, one after the other."""
    plan, before = 1, -100_000
    whole = {ended: (way, rec) for way, (_, ended, rec) in zip(care.ways, care.periods, strict=True)}
    for begun, ended in spans:
        way, rec = whole[ended]
        story = Story(care, way, begun, ended, rec, before, rows)
        last = story.last
        if ended is not None and ended < typed:
            school(story, calendar)
            before = ended
            continue
        story.reviews = [row[1] for row in reviews if begun <= row[1] <= last]
        story.workers = [row for row in workers if begun <= row[1] <= last or (row[1] < begun and row[3] is None)]
        plan = planned(story, plan)
        court(story)
        if care.siblings:
            story.step("SIB-DECISION", min(begun + story.days(3, 60), last), "", "APART" if care.apart else "TOGETHER")
        celebrated = adoption(story)
        connected(story)
        stays(story)
        began = life_story(story, celebrated)
        school(story, calendar)
        team(story, began)
        monitored(story)
        kept(story)
        seldom(story)
        before = last
    if care.siblings:
        rows["sibling_group"].append((care.child, f"FAM-{care.family:05d}", care.periods[0][0], None))
        earlier_group(care, rows)
