"""Who works with a child beside the social worker, who sees the child, and what is noted and answered."""

from __future__ import annotations

from models.samples.chain import working
from models.samples.story import Story, weekday

VISITS, HEARD, HELD = 300, 370, 1100
"""How many days back visits, talks with the child, and allocations are on record."""
COURT, CARE, LEAVING = "COURT", "CARE", "LEAVING"
SAID = (
    ("PLAN", "Plan talked through with the team manager"),
    ("FAMILY", "Asks to see brother more often"),
    ("VOICE", "Would like to stay with the present carers"),
    ("CARERS", "Carers ask for more support at weekends"),
    ("SCHOOL", "New school settled in well"),
    ("COURT", "Solicitor asked for the sealed order"),
    ("HEALTH", "Dental check booked"),
)
HOW = ("SPOKE", "SPOKE", "SPOKE", "WROTE", "PLAY", "ADVOCATE")


def team(story: Story, told: int | None) -> None:
    """Allocations of the last years; visits and talks of those in care; `told` is the day life story work began."""
    if story.last < story.today - HELD:
        return
    _allocated(story, told)
    _handed_over(story)
    if story.ended is None:
        _visited(story)
        _noted(story)


def _hold(story: Story, role: str, begun: int, who: str, ended: int | None = None, why: str | None = None) -> None:
    if story.there(begun):
        story.rows["allocation"].append(
            (story.child, role, begun, who, why, ended if ended is not None else story.ended)
        )


def _allocated(story: Story, told: int | None) -> None:
    number = story.care.family
    if story.ordered is not None and story.court_over is not None and story.court_over < story.last:
        over = max(story.court_over, story.begun + 1)
        _hold(story, "TEAM", story.begun, f"{COURT}-{number % 4 + 1}", over)
        _hold(story, "TEAM", over, f"{CARE}-{number % 3 + 1}", None, "Proceedings ended")
    else:
        kind = COURT if story.ordered is not None else LEAVING if story.age(story.begun) > 15.5 else CARE
        _hold(story, "TEAM", story.begun, f"{kind}-{number % 3 + 1}")
    officer = number % 9 + 1
    begun = story.begun + (story.days(0, 2) if story.chance() < 0.85 else story.days(3, 9))
    change = begun + story.days(200, 2400)
    if change < story.last:
        _hold(story, "IRO", begun, f"IRO-{officer:02d}", change)
        _hold(story, "IRO", change, f"IRO-{officer % 9 + 1:02d}", None, "The officer left")
    else:
        _hold(story, "IRO", begun, f"IRO-{officer:02d}")
    if story.decisions:
        _hold(
            story,
            "FAMILY-FINDER",
            story.decisions[0][0] + story.days(3, 40),
            f"RAA-{number % 7 + 1:02d}",
            story.decisions[-1][1],
        )
    if told is not None:
        _hold(story, "LIFE-STORY", told, f"LS-{number % 5 + 1:02d}")


def _handed_over(story: Story) -> None:
    """A handover for most changes of worker."""
    for row in story.workers[1:]:
        if story.begun < row[1] and story.chance() < 0.93:
            story.step("HANDOVER", weekday(row[1] + story.days(-2, 4)))


def _visited(story: Story) -> None:
    """Visits about every six weeks, at home under an interim order within four; a few are overdue."""
    chance = story.chance
    every = 24 if story.stays[-1][2] == "P1" and story.ls == "C1" else 38
    late = story.today - (story.days(45, 110) if chance() < 0.07 else 0)
    day = max(story.begun + story.days(2, 6), story.today - VISITS + story.days(0, 35))
    while day <= late:
        luck = chance()
        story.step("VISIT", weekday(day), outcome="SEEN-ALONE" if luck < 0.7 else "SEEN" if luck < 0.98 else "NOT-SEEN")
        day += every - int(chance() * 14) + (chance() < 0.05) * 12
    young = story.age(story.today) < 3
    silent = story.today - (story.days(95, 240) if chance() < 0.16 else 0)
    day = max(story.begun + story.days(5, 40), story.today - HEARD + story.days(0, 80))
    while day <= silent:
        story.step("VOICE", weekday(day), outcome="OBSERVED" if young else HOW[int(chance() * len(HOW))])
        day += story.days(45, 88)
    for review in story.reviews[-2:]:
        if review > story.today - VISITS and chance() < 0.5:
            seen = max(story.begun, weekday(review - story.days(2, 14)))
            story.step("IRO-VISIT", seen, outcome="SEEN-ALONE" if not young else "SEEN")


def _noted(story: Story) -> None:
    """A note here and there, and an answer to what the program finds."""
    chance, rows = story.chance, story.rows
    if chance() < 0.16:
        about, words = SAID[int(chance() * len(SAID))]
        day = weekday(story.today - story.days(1, 120))
        if story.there(day):
            rows["note"].append((story.child, day, 1, about, words))
    if story.order is not None and story.order_over is None and story.today - story.order > 121 and chance() < 0.4:
        day = weekday(story.today - story.days(3, 40))
        rows["answer"].append((
            story.child, "DRIFT-3", day, None, "Family finding goes on nationally", story.worker(day),
            "Refer to the national list and report back", working(day + story.days(14, 50)), None,
        ))  # fmt: skip
    elif chance() < 0.03:
        day = weekday(story.today - story.days(2, 25))
        rows["answer"].append((
            story.child, "RAG", day, "A" if chance() < 0.6 else "G", "Agreed with the manager; a date is set",
            None, None, None, working(day + story.days(21, 60)),
        ))  # fmt: skip
