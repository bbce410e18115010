"""The way to adoption step by step, from the report on the child to the celebration, and the child's life story."""

from __future__ import annotations

from models.samples.chain import working
from models.samples.story import Stay, Story, weekday

ADOPTIVE = ("A3", "A4", "A5", "A6")
ADOPTED = ("E11", "E12")
WHERE = "ADOPTION"
SLOW = 345
"""Days with the adopters after which they are those who take long to apply."""


def adoption(story: Story) -> int | None:
    """Every step of a child for whom adoption was decided or prepared; answers the day it was celebrated."""
    for stay in story.stays:
        if stay[2] in ("U2", "U5"):
            story.step("EP-DECISION", weekday(stay[0] - story.days(3, 25)), WHERE, "YES")
    if not story.decisions:
        if story.pursued(WHERE) and story.chance() < 0.7:
            story.step("RAA", weekday(story.begun + story.days(90, 160)), WHERE)
        return None
    placed = [stay for stay in story.stays if stay[2] in ADOPTIVE]
    for decided, ceased, _ in story.decisions:
        _towards(story, decided)
        _search(story, decided, ceased, placed)
    for at, stay in enumerate(placed):
        _at_home(story, stay[0], stay[1], stay[2], last=at == len(placed) - 1)
    return _celebrated(story)


def _towards(story: Story, decided: int) -> None:
    """What the decision maker reads."""
    story.step("RAA", weekday(decided - story.days(30, 80)), WHERE)
    if story.chance() < 0.97:
        story.step("CPR", weekday(decided - story.days(10, 38)), WHERE)
    if story.chance() < 0.93:
        story.step("AD-MEDICAL", weekday(decided - story.days(18, 75)), WHERE)
    if story.care.siblings:
        story.step("SIB-ASSESSED", weekday(decided - story.days(15, 60)), WHERE)
        if story.chance() < 0.9:
            together = "TOGETHER" if story.care.together or not story.care.apart else "APART"
            story.step("SIB-DECISION", weekday(decided - story.days(0, 12)), WHERE, together)


def _search(story: Story, decided: int, ceased: int | None, placed: list[Stay]) -> None:
    """Family finding, links with families, the panel and the match of the last placement."""
    first = placed[0][0] if placed else None
    end = ceased if ceased is not None else story.last
    same = placed and placed[0][2] in ("A3", "A5")
    matched = story.care.match if story.care.match is not None and story.begun <= story.care.match <= end else None
    begun = decided + story.days(-12, 30)
    until = matched if matched is not None and len(placed) < 2 else first - 25 if first is not None else None
    if not same and (until is None or begun < until - 25) and begun <= end:
        story.step("FF-START", working(begun), WHERE)
        if (until or end) - decided > 100 and story.chance() < 0.6:
            story.step("FF-NATIONAL", working(decided + story.days(75, 100)), WHERE)
    if not same:
        _links(story, begun, until, end)
    if until is not None:
        story.step("AP-PANEL", weekday(until - story.days(4, 11)), WHERE, "RECOMMENDED")
    if len(placed) > 1 and matched is not None:
        story.step("LINK", weekday(matched - story.days(25, 60)), WHERE, "CHOSEN", ref=_family(story))
        story.step("AP-PANEL", weekday(matched - story.days(4, 11)), WHERE, "RECOMMENDED")
    waiting = until is None or until - decided > 100
    day = decided + story.days(78, 94)
    while waiting and day < min(end, until or end):
        story.step("AD-REVIEW", working(day), WHERE)
        day += story.days(140, 185)


def _family(story: Story) -> str:
    """The agency's opaque reference of an adoptive family."""
    return f"F-{story.days(1, 9999):04d}"


def _links(story: Story, begun: int, until: int | None, end: int) -> None:
    """Families looked at; one is chosen before the match, a few come to nothing."""
    if story.chance() < 0.28:
        early = begun + story.days(25, 80)
        if early + 40 < (until or end):
            family = _family(story)
            story.step("LINK", working(early), WHERE, "ACTIVE", ref=family)
            story.step("LINK", working(early + story.days(12, 35)), WHERE, "ENDED", ref=family)
    if until is not None:
        family = _family(story)
        chosen = weekday(until - story.days(20, 50))
        if story.care.linked is not None:
            chosen = min(chosen, weekday(story.care.linked))
        if chosen - 15 > begun:
            story.step("LINK", weekday(chosen - story.days(8, 14)), WHERE, "ACTIVE", ref=family)
        story.step("LINK", chosen, WHERE, "CHOSEN", ref=family)
    elif story.ended is None and end == story.last and story.chance() < 0.55:
        story.step("LINK", working(max(begun + 20, end - story.days(5, 70))), WHERE, "ACTIVE", ref=_family(story))


def _at_home(story: Story, placed: int, over: int | None, place: str, *, last: bool) -> None:
    """With the adopters: introductions before, then the application, or the meeting about why it ended."""
    if place in ("A4", "A6"):
        matched = story.care.match if last and story.care.match is not None else 0
        story.step("INTRODUCTIONS", max(matched, weekday(placed - story.days(6, 13))), WHERE)
    adopted = last and story.rec in ADOPTED
    apply = placed + story.days(71, 150)
    if (story.ended if adopted and story.ended is not None else story.today) - placed > SLOW:
        apply += SLOW
    if adopted and story.ended is not None:
        story.step("AO-APPLIED", min(working(apply), weekday(story.ended - story.days(25, 45))), WHERE)
    elif over is None and story.chance() < 0.96:
        story.step("AO-APPLIED", working(apply), WHERE)
    elif over is not None and story.chance() < 0.88:
        late = 15 if story.chance() < 0.1 else 0
        story.step("DISRUPTION", working(over + late + story.days(28, 40)), WHERE)


def _celebrated(story: Story) -> int | None:
    """The hearing to celebrate, two weeks after the order at the soonest."""
    if story.rec not in ADOPTED or story.ended is None or story.chance() > 0.93:
        return None
    day = working(story.ended + story.days(14, 48))
    return day if story.step("CELEBRATION", day, WHERE) else None
