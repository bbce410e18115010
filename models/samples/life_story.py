"""Life story work: begun after the decision for adoption, given with the later-life letter after the celebration."""

from __future__ import annotations

from models.dates import add_working_days
from models.samples.chain import date, number, working
from models.samples.story import Story

ADOPTIVE = ("A3", "A4", "A5", "A6")
LETTER = 10
"""Working days from the celebration to the letter."""


def life_story(story: Story, celebrated: int | None) -> int | None:
    """The steps of the work; answers the day it began."""
    if story.decisions:
        begun = story.decisions[0][0] + story.days(8, 80)
        wanted = 0.88
    else:
        begun = story.begun + story.days(240, 900)
        wanted = 0.3 if story.age(begun) > 3 else 0.1
    rough = "MONTH" if story.chance() < 0.03 and begun + 40 < story.last else None
    if story.chance() > wanted or not story.step("LS-START", working(begun), precision=rough):
        began = None
    else:
        began = begun
        _worked(story, begun)
    if story.rec in ("E11", "E12") and story.ended is not None:
        _given(story, story.ended, celebrated)
    return began


def _worked(story: Story, begun: int) -> None:
    """The first stage by the second review of the placement, then the draft of the book."""
    placed = next((stay[0] for stay in reversed(story.stays) if stay[2] in ADOPTIVE), None)
    first = placed + story.days(60, 125) if placed is not None else begun + story.days(120, 400)
    if story.chance() < 0.85:
        story.step("LS-FIRST", working(max(first, begun + 14)))
    if placed is None:
        if story.chance() < 0.35:
            story.step("LS-BOOK", working(first + story.days(150, 500)))
    elif story.rec in ("E11", "E12") and story.ended is not None:
        story.step("LS-BOOK", working(max(first + 20, story.ended - story.days(-5, 60))))


def _given(story: Story, ended: int, celebrated: int | None) -> None:
    """The book and the letter, within ten working days of the celebration for most."""
    if celebrated is None:
        if story.chance() < 0.5:
            story.step("LS-LETTER", working(ended + story.days(20, 80)))
        return
    due = number(add_working_days(date(celebrated), LETTER))
    luck = story.chance()
    day = celebrated + int(story.chance() * (due - celebrated)) if luck < 0.8 else due + story.days(1, 60)
    if luck < 0.95:
        day = working(day)
        story.step("LS-DONE", min(day, due) if luck < 0.8 else day)
        story.step("LS-LETTER", min(day, due) if luck < 0.8 else day)
    if story.chance() < 0.5:
        quality = story.chance()
        story.step(
            "LS-QUALITY", working(day + story.days(5, 40)),
            outcome="GOOD" if quality < 0.5 else "ENOUGH" if quality < 0.88 else "POOR",
        )  # fmt: skip
