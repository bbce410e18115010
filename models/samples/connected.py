"""Connected carers: temporary approval and its days, the checks, the panel; and the steps to special guardianship."""

from __future__ import annotations

from models.samples.chain import working
from models.samples.story import Story, weekday

FIRST, ALL = 112, 168
ORDERED = ("E43", "E44", "E45", "E46", "E47", "E48")
PURSUED = ("SGO", "KIN", "CAO")


def connected(story: Story) -> None:
    """Every step of carers from the family or among friends, and of special guardians."""
    pathway = next((code for code in PURSUED if any(plan[0] == code for plan in story.plans)), "")
    with_kin = [stay for stay in story.stays if stay[2] in ("U1", "U2", "U3")]
    if story.ordered is not None and not with_kin and story.chance() < (0.75 if pathway else 0.2):
        good = story.chance() < (0.6 if pathway else 0.15)
        day = story.ordered + story.days(-20, 70)
        story.step("VIABILITY", weekday(day), pathway if good else "", "POSITIVE" if good else "NEGATIVE")
    for at, stay in enumerate(with_kin):
        if stay[2] == "U3":
            end = with_kin[at + 1][0] if at + 1 < len(with_kin) else stay[1]
            _approval(story, stay[0], end, pathway)
    if story.rec in ORDERED and story.ended is not None:
        _guardianship(story, story.ended, "SGO")
    elif story.ended is None and story.pursued("SGO") and not story.decisions:
        _guardianship(story, max(story.begun + 230, story.today + story.days(-40, 210)), "SGO")


def _approval(story: Story, start: int, end: int | None, pathway: str) -> None:
    """Temporary approval from the placement on, and the full one within 16 weeks for most."""
    if story.chance() < 0.2:
        story.step("VIABILITY", weekday(start - story.days(25, 60)), "", "NEGATIVE")
    story.step("VIABILITY", weekday(start - story.days(2, 21)), pathway, "POSITIVE")
    story.step("REG24", start, pathway, "YES")
    for kind, share in (("DBS", 0.97), ("MEDICAL", 0.93), ("REFERENCES", 0.93)):
        if story.chance() < share:
            story.step(kind, working(start + story.days(6, 75)), pathway, "POSITIVE")
    luck = story.chance()
    if luck < 0.62:
        approved = start + story.days(80, 110)
    elif luck < 0.8:
        approved = start + story.days(118, 165)
    else:
        approved = start + 9_999
    over = min(end if end is not None else story.today + 1, story.last + 1)
    if approved > start + FIRST and luck < 0.95:
        extended = weekday(start + FIRST - story.days(0, 14))
        if extended < over:
            story.step("REG25", extended, pathway)
    elif end is None and start + 70 < over <= start + 100 and story.ended is None:
        story.coming("CC-PANEL", start + 60, working(start + story.days(88, 108)), pathway)
    approved = weekday(approved)
    panel = weekday(approved - story.days(2, 9))
    if panel < over:
        story.step("CC-PANEL", panel, pathway, "RECOMMENDED")
    if approved < over:
        story.step("CC-APPROVED", approved, pathway, "YES")


def _guardianship(story: Story, order: int, pathway: str) -> None:
    """From the notice to the hearing; within care proceedings the court asks and no notice is needed."""
    inside = story.court_over == story.ended or story.court_over is None
    applied = weekday(order - story.days(30, 75))
    if not inside or story.chance() < 0.15:
        story.step("SG-NOTICE", weekday(applied - story.days(93, 150)), pathway)
    story.step("SG-ALLOCATED", weekday(order - story.days(95, 120)), pathway)
    story.step("SG-ASSESSED", weekday(order - story.days(28, 60)), pathway, "POSITIVE")
    if story.chance() < 0.93:
        story.step("SG-SUPPORT", weekday(order - story.days(10, 26)), pathway)
    story.step("SG-APPLIED", applied, pathway)
    if story.rec in ORDERED:
        story.step("SG-HEARING", order, pathway, "HELD")
    elif order > story.today > order - 60:
        story.coming("SG-HEARING", story.today - story.days(3, 20), working(order), pathway)
