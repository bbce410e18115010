"""Where what a row of my work says is recorded: the step or fact that is wanted, and what was answered to it."""

from __future__ import annotations

from models.history.sources import Source, sources
from models.subjects import steps

_REVIEW = (Source("review", ("review",)),)


def _taken(*kinds: str) -> tuple[Source, ...]:
    """The steps of these kinds, and the days they are planned for."""
    of = (("kind", kinds),)
    return Source("milestone", ("day", "outcome"), of), Source("planned_step", ("planned", "why"), of)


_WANTED: dict[str, tuple[Source, ...]] = {
    **{step.words: _taken(code) for code, step in steps().items()},
    **dict.fromkeys(("First review", "Second review", "Next review", "Review of the placement"), _REVIEW),
    "Match": sources("permanence", "match"),
    "Final order": (Source("proceedings", ("issued", "ends")), *_taken("EXTENSION")),
    **dict.fromkeys(("Approval by day 112", "Approval by day 168"), _taken("REG24", "REG25", "CC-APPROVED")),
    "First personal education plan": _taken("PEP"),
    "Later-life letter": _taken("CELEBRATION", "LS-LETTER"),
    "Hear the child": _taken("VOICE"),
    "Visit": _taken("VISIT"),
    "Adoption review": _taken("AD-REVIEW"),
    "Review of the disruption": _taken("DISRUPTION"),
    "Allocate a reviewing officer": sources("permanence", "iro"),
    "Assessment of the parents": _taken("PWP-REG19", "PWP-ASSESSED"),
    "Decision on the placement with parents": _taken("PWP-ASSESSED", "PWP-APPROVED"),
    "Tell the parents of the decision": _taken("PARENTS-TOLD"),
    "Write to the parents about the decision": _taken("PARENTS-WRITTEN"),
    "Decision for adoption": (*sources("permanence", "adm"), *_taken("CPR", "ADM-PAPERS")),
    "Adoption order": (*sources("permanence", "order"), *_taken("AO-APPLIED")),
    "Special guardianship order": (*sources("permanence", "order"), *_taken("SG-APPLIED")),
    "Discharge of the care order": _taken("DISCHARGE"),
}
"""By what is to be done, in words."""
GROUP = "PMG "
"""How my work names an action of the monitoring group, before its number."""
PEOPLE = ("worker", "team", "iro")


def of_thing(key: str, what: str, rule: str) -> tuple[Source, ...]:
    """Where a cell of a thing to be done is recorded: who works with the child by its column; of all else what is
    wanted, and the answer to the finding that the thing is, if it is one."""
    if key in PEOPLE:
        return sources("permanence", key)
    if rule.startswith(GROUP):
        number = (rule.removeprefix(GROUP), "") if rule.endswith(" 0") else (rule.removeprefix(GROUP),)
        return (
            Source("pmg_action", ("words", "owner", "due", "ends", "why_ended", "evidence"), (("number", number),)),
            Source("escalation", ("rung", "since", "answered", "outcome"), (("action", number),)),
        )
    answer = Source("answer", ("reason", "owner", "action", "due", "until"), (("rule", (rule,)),))
    return (*((answer,) if rule else ()), *_WANTED.get(what, ()))
