"""Permanence plans: which way is pursued first, which beside it, and what becomes of each."""

from __future__ import annotations

from models.samples.pathways import BESIDE, CARED_BY, GIVEN_UP, GOALS, KIN, LEFT_TO, LIVED, PARENTS, REVERSED, WHYS
from models.samples.plans import Plans
from models.samples.story import Story


def planned(story: Story, first: int) -> int:
    """Invent the plans of one time in care; answers the number of the child's next plan."""
    plans, chance = Plans(story, first), story.chance
    decided = story.decisions[0][0] if story.decisions else None
    start = _first_plan(story)
    if start is None or (decided is None and chance() < 0.05):
        return first
    goal, whom = _goal(story)
    if decided is not None:
        start = max(story.begun + 3, min(start, decided - story.days(15, 55)))
    young = story.ordered is not None and story.age(start) < 5
    several = chance() < (0.88 if young else 0.4 if story.ordered is not None else 0.2)
    turn = _turn(story, goal, start)
    if goal == "HOME" or turn is None or chance() < 0.5:
        plans.agree(goal, start, whom, primary=True)
        if several:
            other = BESIDE[goal][int(chance() * len(BESIDE[goal]))]
            plans.agree(other, start + (0 if chance() < 0.6 else story.days(5, 40)), _whom(story, other))
    else:
        _turned(story, plans, goal, whom, start, turn, several)
    _given_up(story, plans)
    _after_adoption(story, plans)
    _as_lived(story, plans)
    _at_the_end(story, plans, start)
    return plans.write()


def _first_plan(story: Story) -> int | None:
    """The day of the first plan: about the second review; for those who stay shortly only sometimes, and sooner."""
    chance = story.chance
    second = story.begun + story.days(84, 115)
    if len(story.reviews) > 1 and story.reviews[1] < second + 60:
        second = story.reviews[1]
    luck = chance()
    day = second - story.days(0, 50) * (luck < 0.3) + story.days(5, 90) * (luck > 0.87)
    if day < story.last:
        return day
    soon = story.begun + story.days(10, 40)
    return soon if soon < story.last and chance() < 0.4 else None


def _goal(story: Story) -> tuple[str, str | None]:
    """What is to become of the child, and with whom."""
    goal = GOALS.get(story.way, "HOME")
    if story.decisions:
        goal = "ADOPTION"
    elif story.way == "section_20":
        goal = "HOME" if story.chance() < 0.45 else "LTF" if story.age(story.begun) < 16 else "SUPPORTED"
    elif story.way == "alone_from_abroad" and story.age(story.begun) < 16.5:
        goal = "LTF"
    if story.way == "carers_guardians":
        return goal, "FOSTER"
    return goal, _whom(story, goal)


def _whom(story: Story, pathway: str) -> str | None:
    family = story.care.family
    if pathway in ("SGO", "CAO", "KIN"):
        return KIN[family % len(KIN)]
    return PARENTS[family % len(PARENTS)] if pathway == "HOME" else None


def _turn(story: Story, goal: str, start: int) -> int | None:
    """The day on which the way home is given up for the goal; blank where there is no time to."""
    if goal == "ADOPTION":
        day = story.decisions[0][0] - story.days(16, 60) if story.decisions else start + story.days(40, 150)
    elif story.court_over is not None:
        day = story.court_over - story.days(20, 90)
    else:
        day = start + story.days(50, 170)
    if day < start + 14 or (story.ended is not None and day > story.ended - 12):
        return None
    return day


def _turned(story: Story, plans: Plans, goal: str, whom: str | None, start: int, turn: int, several: bool) -> None:
    """Home first: with the goal worked beside it, or only when home is ruled out."""
    plans.agree("HOME", start, _whom(story, "HOME"), primary=True)
    if several:
        plans.agree(goal, start + (0 if story.chance() < 0.5 else story.days(5, 30)), whom)
        plans.choose(goal, turn, WHYS[int(story.chance() * len(WHYS))])
        if story.chance() < 0.6:
            plans.close("HOME", turn + story.days(0, 40), "RULED-OUT" if story.chance() < 0.6 else "ASSESSED-OUT")
    elif turn < story.last:
        plans.close("HOME", turn, "RULED-OUT" if story.chance() < 0.6 else "ASSESSED-OUT")
        plans.agree(goal, turn, whom, primary=True, why=WHYS[0])


def _given_up(story: Story, plans: Plans) -> None:
    """When the court has decided most contingencies are given up."""
    if story.court_over is None:
        return
    first = plans.foremost()
    for plan in plans.made:
        if plan.ends is None and plan is not first and story.chance() < 0.65:
            why = GIVEN_UP[int(story.chance() * len(GIVEN_UP))]
            plans.close(plan.pathway, story.court_over + story.days(-30, 15), why)


def _after_adoption(story: Story, plans: Plans) -> None:
    """A decision that is reversed ends the plan for adoption; another one, in time or not, takes over."""
    for _, ceased, reason in story.decisions:
        if ceased is None:
            continue
        place = next((stay[2] for stay in reversed(story.stays)), "")
        follows = LEFT_TO.get(story.rec or "", ("",))[0]
        if follows not in ("SGO", "HOME"):
            follows = "SGO" if place in ("U1", "U3") and story.chance() < 0.5 else LIVED.get(place, "LTF")
        whom = "FOSTER" if follows == "SGO" and place not in ("U1", "U3") else _whom(story, follows)
        if story.chance() < 0.5:
            plans.agree(follows, ceased - story.days(30, 110), whom)
        plans.agree(follows, ceased, whom)
        plans.choose(follows, ceased, "Adoption is no longer the plan")
        broken = story.way == "disrupted" and story.chance() < 0.6
        plans.close("ADOPTION", ceased, "DISRUPTED" if broken else REVERSED.get(reason or "", "RULED-OUT"))


def _as_lived(story: Story, plans: Plans) -> None:
    """Where a child has come to live in a home or in supported accommodation, the plan follows for most."""
    first = plans.foremost()
    begun, _, place, *_ = story.stays[-1]
    if first is None or begun < first.begins + 20 or story.last - begun < 60:
        return
    to = "SUPPORTED" if place in ("K3", "H5", "P2") else LIVED.get(place)
    if to not in ("SUPPORTED", "RESIDENTIAL") or first.pathway in (to, "ADOPTION") or story.chance() < 0.12:
        return
    day = begun + (story.days(-40, 10) if to == "SUPPORTED" else story.days(30, 90))
    plans.agree(to, day)
    plans.choose(to, day, "Where the child lives has changed")
    if story.chance() < 0.6:
        plans.close(first.pathway, day + story.days(0, 30), "CHILD")


def _at_the_end(story: Story, plans: Plans, start: int) -> None:
    """Whoever leaves care leaves with a plan fulfilled, and the others superseded."""
    if story.ended is None:
        return
    fulfilled = LEFT_TO.get(story.rec or "", ())
    if fulfilled and story.rec not in ("E5", "E6", "E7", "E17"):
        to = fulfilled[0]
        whom = "FOSTER" if story.rec in CARED_BY else _whom(story, to)
        day = max(start + 1, story.ended - story.days(40, 200))
        plans.agree(to, day, whom)
        first = plans.foremost()
        if first is not None and first.pathway != to:
            plans.choose(
                to, day if max(plans.primary) < day else story.ended - 1, WHYS[int(story.chance() * len(WHYS))]
            )
    for plan in plans.made:
        if plan.ends is None:
            plans.close(plan.pathway, story.ended, "DONE" if plan.pathway in fulfilled else "MISTAKE")
