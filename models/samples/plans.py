"""A child's permanence plans as they are agreed, closed and made the primary one."""

from __future__ import annotations

from dataclasses import dataclass

from models.samples.story import Story


@dataclass(slots=True)
class Plan:
    """One plan: its number, what is pursued with whom, from when until when."""

    number: int
    pathway: str
    begins: int
    precision: str | None
    whom: str | None
    decider: str
    lead: str | None
    ends: int | None = None
    why: str | None = None


class Plans:
    """The plans of one time in care, numbered on from an earlier one's."""

    def __init__(self, story: Story, first: int) -> None:
        self.story, self.next = story, first
        self.made: list[Plan] = []
        self.primary: dict[int, tuple[Plan, str, str | None]] = {}

    def agree(
        self, pathway: str, day: int, whom: str | None = None, *, primary: bool = False, why: str | None = None
    ) -> None:
        """A plan is agreed, unless that is yet to come or the same way is pursued already."""
        story = self.story
        given_up = [plan.ends for plan in self.made if plan.pathway == pathway and plan.ends is not None]
        day = max(day, story.begun, *given_up)
        if not day < story.last or self.live(pathway):
            return
        luck = story.chance()
        decider = "IRO" if luck < 0.75 else "TM" if luck < 0.9 else "PANEL"
        rough = "MONTH" if 0.74 < luck < 0.75 and not primary else None
        self.made.append(Plan(self.next, pathway, day, rough, whom, decider, story.worker(day)))
        self.next += 1
        if primary:
            self.choose(pathway, day, why)

    def live(self, pathway: str) -> Plan | None:
        """The plan of a way that is still pursued."""
        for plan in self.made:
            if plan.pathway == pathway and plan.ends is None:
                return plan
        return None

    def choose(self, pathway: str, day: int, why: str | None) -> None:
        """A plan that goes on becomes the primary one."""
        plan = self.live(pathway)
        if plan is not None and day < self.story.last:
            self.primary[max(day, plan.begins)] = plan, plan.decider, why

    def close(self, pathway: str, day: int, why: str) -> None:
        """A plan is given up or fulfilled; the others go on."""
        plan = self.live(pathway)
        if plan is not None and plan.begins < day <= self.story.last:
            plan.ends, plan.why = day, why

    def foremost(self) -> Plan | None:
        """The plan that is the primary one now."""
        if not self.primary:
            return None
        plan = self.primary[max(self.primary)][0]
        return plan if plan.ends is None else None

    def write(self) -> int:
        """Write all down; answers the number that the child's next plan will have."""
        child, rows = self.story.child, self.story.rows
        rows["plan"] += [
            (child, plan.number, plan.pathway, plan.begins, plan.precision, plan.whom, plan.decider, plan.lead,
             plan.ends, plan.why)
            for plan in self.made
        ]  # fmt: skip
        rows["primary_plan"] += [
            (child, day, plan.number, decider, why)
            for day, (plan, decider, why) in sorted(self.primary.items())
            if plan.ends is None or day < plan.ends
        ]
        self.story.plans = [
            (plan.pathway, plan.number, plan.begins, None if plan.why in (None, "DONE") else plan.ends)
            for plan in self.made
            if plan.precision is None
        ]
        return self.next
