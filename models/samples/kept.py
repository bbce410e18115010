"""What the trackers count from beside the steps of the plans: placement plans, health assessments, the papers of a
decision for adoption and who was told of it. With chances of its own, so that everything else stays as it was."""

from __future__ import annotations

import random

from models.samples.chain import working
from models.samples.family_finding import WHERE
from models.samples.story import Story, weekday

BACK = 370
"""How many days back they are on record."""


def kept(story: Story) -> None:
    """The steps of one time in care since the authority keeps them; a few are missing and a few late."""
    rng = random.Random(story.care.family * 92_821 + int(story.child) * 17 + story.begun)
    since = story.today - BACK
    if story.last < since:
        return
    if story.ended is None and story.begun >= since and rng.random() < 0.96:
        assessed = rng.randint(8, 27) if rng.random() < 0.88 else rng.randint(30, 60)
        story.step("HEALTH", weekday(story.begun + assessed))
    moved, _until, place, *_rest = story.stays[-1]
    if story.ended is None and moved >= since and place != "P1" and rng.random() < 0.98:
        soon = rng.randint(-4, 5) if rng.random() < 0.93 else rng.randint(8, 30)
        story.step("PLACEMENT-PLAN", max(story.begun, weekday(moved + soon)))
    for decided, _ceased, _reason in story.decisions:
        if decided >= since:
            _decided(story, decided, rng)


def _decided(story: Story, decided: int, rng: random.Random) -> None:
    """The papers the decision rests on, and who is told of it; parents who consent go before a panel first."""
    if story.way == "by_consent":
        story.step("CONSENT", weekday(decided - rng.randint(3, 7)), WHERE)
        story.step("AD-PANEL", weekday(decided - rng.randint(1, 3)), WHERE, "RECOMMENDED")
    early = rng.randint(2, 8) if rng.random() < 0.92 else rng.randint(12, 18)
    story.step("ADM-PAPERS", weekday(decided - early), WHERE)
    if rng.random() < 0.97:
        story.step("PARENTS-TOLD", working(decided + rng.randint(0, 2)), WHERE)
    if rng.random() < 0.95:
        story.step("PARENTS-WRITTEN", working(decided + rng.randint(2, 5)), WHERE)
