"""Care proceedings and what goes before them: the gateway, the letter, the meetings, the hearings, the order."""

from __future__ import annotations

import random
from collections.abc import Callable

from models.samples.chain import date, working
from models.samples.pathways import GOALS
from models.samples.story import Rows, Story, weekday

LIMIT = 181
"""Days from the issue to the last day of the 26 weeks."""
LONGEST = 620
"""Days of proceedings after which the court has made its order, whatever the return still says."""
TIERS = ("LAY", "LAY", "LAY", "DJ", "DJ", "DJ", "DJ", "CJ", "CJ", "CJ", "CJ", "DJ", "LAY", "CJ", "DJ", "LAY", "HCJ")
LATE = (
    "A relative came forward late",
    "Expert report filed late",
    "No court time",
    "Further assessment of a parent",
    "Special guardianship report needs more time",
)
SHORT = ("Newborn at risk", "Injury without explanation", "Parents withdrew agreement")


def court(story: Story) -> None:
    """The gateway and the proceedings of one time in care under an interim care order."""
    if story.ordered is None:
        if story.ls == "V2" and story.chance() < 0.07:
            met = story.begun + story.days(20, 200)
            story.step("LGM", met, outcome="A")
            story.step("THRESHOLD", met, outcome="NOT-MET")
        return
    family = story.care.family
    luck = random.Random(family * 65_537 + story.ordered).random
    first = story.begun if story.emergency else story.ordered
    issued = max(weekday(first - 1 - int(luck() * 9)), story.born, story.before + 1)
    if story.emergency:
        issued = min(story.ordered, max(issued, first))
    opened = issued - 60 - int(luck() * 150)
    worked = luck() < (0.1 if story.emergency else 0.62)
    short = story.emergency or luck() < 0.06
    if opened < story.born - 150:
        opened = max(story.born - 150, issued - 160)
    if worked and max(story.before, 0) + 3 < opened < issued - 30:
        pre_proceedings(
            story.child, f"FAM-{family:05d}", opened, issued - 1 - int(luck() * 9), "ISSUE", luck, story.rows
        )
    else:
        met = max(issued - int(luck() * 7), story.before + 1)
        story.step("LGM", met, outcome="C")
        story.step("THRESHOLD", met, outcome="MET")
    _proceedings(story, issued, short, luck)


def pre_proceedings(
    child: str, family: str, opened: int, ended: int | None, outcome: str | None, luck: Callable[[], float], rows: Rows
) -> None:
    """From the gateway meeting that opened them to the decision to issue or to step down; open ones end today."""
    last = opened + 400 if ended is None else ended
    steps = rows["milestone"]

    def step(kind: str, day: int, decider: str, outcome: str | None = None) -> None:
        if day <= last:
            steps.append((child, kind, 0, day, None, outcome, None, None, decider, None))

    letter = opened + 4 + int(luck() * 14)
    meeting = letter + 7 + int(luck() * 16)
    step("LGM", opened, "GATEWAY", "B")
    step("THRESHOLD", opened, "GATEWAY", "MET")
    step("LBP", letter, "TM")
    while meeting <= last and meeting < letter + 200:
        step("PPM", meeting, "TM")
        meeting += 38 + int(luck() * 16)
    if luck() < 0.55:
        step("FGC", opened + 15 + int(luck() * 60), "SW")
    if ended is not None:
        step("LGM", ended, "GATEWAY", "C" if outcome == "ISSUE" else "A")
    represented = "Y" if luck() < 0.72 else "N" if luck() < 0.8 else None
    history = int(luck() * 2.6), int(luck() ** 3 * 2), int(luck() ** 4 * 3)
    rows["pre_proceedings"].append((child, opened, family, represented, *history, ended, outcome))


def _proceedings(story: Story, issued: int, short: bool, luck: Callable[[], float]) -> None:
    over, settled, fate = story.court_over, issued + LIMIT - 20 + int(luck() * 130), luck()
    if over is None and story.today - issued > LONGEST:
        over = settled
    made = _order(story, fate) if over is not None else None
    if over is not None and over - issued > LONGEST and story.care_order is None:
        over, made = settled, "CO"
    if over is not None and made in ("CO", "CO-PO") and over != story.care_order:
        over = working(over) if over != story.order else over
        story.step("CO", over)
    goal = "ADOPTION" if story.decisions else GOALS.get(story.way, "HOME")
    draw, shared = luck(), random.Random(story.care.family * 65_537 + issued)
    initial = "HOME" if draw < 0.4 else goal if draw < 0.85 else "LTF"
    year = date(issued).year % 100
    story.rows["proceedings"].append((
        story.child, issued, f"NP{year:02d}C{issued % 1000:03d}{story.care.family % 1000:03d}",
        f"FAM-{story.care.family:05d}",
        shared.choice(TIERS), min(working(issued + shared.randrange(3)), story.today),
        SHORT[int(luck() * 3)] if short else None, initial, "SO" if luck() < 0.06 else "CO",
        "Y" if luck() < 0.42 else "N", over, goal if over is not None else None, made,
    ))  # fmt: skip
    _hearings(story, issued, over, luck)
    if story.ordered is not None and story.ordered > issued + 2 and luck() < 0.3:
        story.step("ISO", issued + 1)


def _order(story: Story, luck: float) -> str:
    """The order that ended the proceedings, by what the return says came next."""
    if story.law_after == "C2":
        return "CO"
    if story.law_after == "E1":
        return "CO-PO"
    if story.rec in ("E43", "E44", "E45", "E46", "E47", "E48"):
        return "SGO-SO" if luck < 0.3 else "SGO"
    if story.rec == "E41":
        return "CAO-SO" if luck < 0.4 else "CAO"
    if story.rec in ("E4A", "E4B"):
        return "SO" if luck < 0.7 else "NONE" if luck < 0.9 else "WITHDRAWN"
    return "WITHDRAWN"


def _hearings(story: Story, issued: int, over: int | None, luck: Callable[[], float]) -> None:
    last = story.today if over is None else over
    first = working(issued + 12 + int(luck() * 7))
    resolve = working(issued + 124 + int(luck() * 22))
    final = over if over is not None else working(issued + 165 + int(luck() * 17))
    late = final - issued - LIMIT
    if over is not None and late > 14:
        resolve = working(resolve + int(late * luck()))
    resolve = min(resolve, weekday(final - 7))
    unlisted = luck() < 0.14
    if first < last:
        story.step("CMH", first, outcome="HELD")
    again = working(first + 25 + int(luck() * 50))
    if again < min(resolve, last) and luck() < 0.5:
        story.step("FCMH", again, outcome="ADJOURNED" if luck() < 0.1 else "HELD")
    if resolve > first + 3 and resolve <= last and not (over is None and unlisted):
        story.step("IRH", resolve, outcome="HELD")
    if luck() < 0.06 and resolve + 9 < last:
        story.step("FH", working(resolve + 8), outcome="VACATED")
    if over is not None and luck() < 0.94:
        story.step("FH", over, outcome="HELD")
    if not unlisted and first < last and resolve > first + 3:
        if over is None and final <= story.today:
            final = working(story.today + 5 + int(luck() * 40))
        story.coming("IRH", first, resolve)
        story.coming("FH", min(resolve, story.today) if luck() < 0.5 else first, final)
    _extensions(story, issued, last, over, luck)


def _extensions(story: Story, issued: int, last: int, over: int | None, luck: Callable[[], float]) -> None:
    """Weeks are added, eight at the most each time, by when the time would be up; a few courts forget."""
    end = issued + LIMIT
    while last > end - (14 if over is None else 0) and luck() < 0.93:
        weeks = 8 if over is None else min(8, -(-(over - end) // 7))
        if not story.step(
            "EXTENSION", weekday(end - 3 - int(luck() * 25)), amount=weeks, note=LATE[int(luck() * len(LATE))]
        ):
            return
        end += weeks * 7
