"""What is typed about where a child lives: at home on a care order, matched for the long term, in residential care."""

from __future__ import annotations

from models.samples.chain import working
from models.samples.story import Stay, Story, weekday

HOMES = ("K1", "K2", "R1", "R2", "S1")
RECENT = 730
WHYS = ("NEEDS", "NEEDS", "BREAKDOWN", "BREAKDOWN", "BREAKDOWN", "SAFETY", "NO-FOSTER", "ASSESSMENT")
DOWN = ("LTF", "LTF", "HOME", "SUPPORTED", "SUPPORTED", "KIN")


def stays(story: Story) -> None:
    """Stay by stay."""
    for stay in story.stays:
        place = stay[2]
        if place == "P1":
            _with_parents(story, stay)
        elif place in ("U1", "U4"):
            _long_term(story, stay)
        elif place in HOMES:
            _residential(story, stay)
    _back_home(story)


def _with_parents(story: Story, stay: Stay) -> None:
    begun, ended = stay[0], stay[1]
    if stay[5] not in ("C1", "C2"):
        return
    if story.chance() < 0.13:
        story.step("PWP-REG19", begun, "HOME", "YES")
        story.step("PWP-ASSESSED", weekday(begun + story.days(3, 11)), "HOME", "POSITIVE")
        story.step("PWP-APPROVED", weekday(begun + story.days(14, 25)), "HOME", "YES")
    else:
        if story.chance() < 0.94:
            story.step("PWP-ASSESSED", weekday(begun - story.days(8, 35)), "HOME", "POSITIVE")
        if story.chance() < 0.92:
            story.step("PWP-APPROVED", weekday(begun - story.days(0, 7)), "HOME", "YES")
    story.step("PWP-PLAN", weekday(begun - story.days(0, 5)), "HOME")
    if story.ls != "C2" and ended is None:
        return
    if ended is not None and ended == story.ended and story.rec == "E4A":
        story.step("DISCHARGE", weekday(ended - story.days(30, 90)), "HOME")
    elif ended is None and story.chance() < 0.62:
        said = max(begun + story.days(90, 300), story.today - story.days(30, 300))
        if story.chance() < 0.25:
            story.step("DISCHARGE", weekday(story.today - story.days(5, 60)), "HOME")
        else:
            story.coming("DISCHARGE", said, working(max(said + 30, story.today + story.days(-45, 200))), "HOME")


def _long_term(story: Story, stay: Stay) -> None:
    """The match for the long term goes to panel; the child may live there already."""
    if story.chance() > 0.86:
        return
    pathway = "KIN" if stay[2] == "U1" and any(plan[0] == "KIN" for plan in story.plans) else "LTF"
    decided = weekday(stay[0] - story.days(0, 9))
    story.step("LTF-PANEL", weekday(decided - story.days(2, 9)), pathway, "RECOMMENDED")
    story.step("LTF-MATCHED", decided, pathway, "YES")


def _residential(story: Story, stay: Stay) -> None:
    begun, ended, place, provider, urn, _ = stay
    if begun < story.today - 3650:
        return
    own = provider == "PR1"
    place_of = int("".join(filter(str.isdigit, urn or "")) or 7)
    inside = own or place_of % 10 < 4
    luck = story.chance()
    down = DOWN[int(story.chance() * len(DOWN))] if story.chance() < 0.62 and place != "S1" else None
    story.rows["residential"].append((
        story.child, begun, f"HOME-{place_of % 1000:03d}", "NORTHPORT" if own else f"PROVIDER-{place_of % 17:02d}",
        "IN" if inside else "OUT", 1 + place_of % 14 if inside else 18 + place_of % 110,
        "B" if luck < 0.12 else "C" if luck < 0.55 else "D",
        "SCHOOL" if place == "S1" else "SAFETY" if place == "K1" else WHYS[int(story.chance() * len(WHYS))], down,
    ))  # fmt: skip
    day = begun + story.days(60, 120)
    until = story.last if ended is None else ended
    while day < until and story.chance() < 0.94:
        if day > story.today - RECENT:
            story.step("RES-REVIEW", weekday(day))
        day += story.days(120, 200)
    if down is not None and ended is None and story.ended is None and story.chance() < 0.7:
        said = max(begun + 20, story.today - story.days(10, 200))
        story.coming("STEP-DOWN", said, max(said + 20, story.today + story.days(-40, 240)))
    elif ended is not None and story.ended != ended:
        to = next((other[2] for other in story.stays if other[0] == ended), "")
        if to[:1] == "U" or to in ("K3", "H5", "P1"):
            story.step("STEP-DOWN", ended)


def _back_home(story: Story) -> None:
    """Back to the family by agreement: decided at the gateway, assessed and planned, for about half."""
    if story.rec != "E4A" or story.ended is None or story.stays[-1][2] == "P1" or story.ended - story.begun < 60:
        return
    if story.chance() < 0.6:
        story.step("RH-ASSESSED", weekday(story.ended - story.days(28, 50)), "HOME", "POSITIVE")
        story.step("RH-PANEL", weekday(story.ended - story.days(16, 27)), "HOME", "YES")
        story.step("RH-PLAN", weekday(story.ended - story.days(5, 15)), "HOME")
