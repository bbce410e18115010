"""What Find offers beside the children: every page and every command; of one that is not done here, where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtGui import QAction

from desktop.actions import COMMANDS, LISTS, Command
from views.find import Goal

ALSO = {
    "gateway": "Legal gateway tracker: pre-proceedings, PLO",
    "court": "Court tracker, legal tracker: care proceedings, hearings",
    "family_finding": "Placement order and family finding, adoption",
    "connected": "Connected carers and special guardianship, SGO, kinship",
    "at_home": "Placement with parents, PWP: care order at home",
    "fostering": "Long-term fostering, LTF",
    "return_home": "Return home, reunification",
    "residential": "Residential tracker, children's homes",
    "life_story": "Life story tracker, later-life letters",
    "education": "Education tracker, school, PEP",
    "meetings": "Permanency Monitoring Group, PMG, agenda, minutes, attendance, actions",
    "plan": "Permanence action plan, six themes, progress, risks, next steps, audit findings, training, improvement",
    "publications": "Published figures, sealed scorecards, revisions, definition lock",
    "policies": "Local limits, settings, bank holidays, population estimates, targets, comparators, events, training",
}
"""What else a page is called, by its code: found by these words too."""


_OF_LISTS = ("print_page", "choose_columns", "export_csv", "export_xlsx", "export_pdf")
_NOT_NOW = {
    "undo": "nothing can be undone now",
    "redo": "nothing can be done again now",
    "stop_work": "no work is under way",
    "back": "no page was before",
    "forward": "no page comes after",
    "open_demonstration": "it is being made",
}


def away(command: Command, pages: Iterable[tuple[str, str, str]]) -> tuple[str, str]:
    """Where a command is done that cannot be done here, or why it is not; and the page to go to, if there is one."""
    named = {code: words for code, words, _ in pages}
    if command.name in _OF_LISTS or set(LISTS) <= set(command.pages):
        return "on a list of children", LISTS[0]
    if "child" in command.pages:
        return "on a child's page", ""
    if command.pages:
        return f"on the {named[command.pages[0]]} page", command.pages[0]
    return _NOT_NOW.get(command.name, "not now"), ""


def goals(pages: Sequence[tuple[str, str, str]], actions: Mapping[str, QAction]) -> list[Goal]:
    """The pages (code, words, heading) in order, then the commands as in the menus; a page's command is the page."""
    led = {command.name.removeprefix("go_"): command for command in COMMANDS if command.name.startswith("go_")}
    places = [
        Goal(f"command:go_{code}", words, "page", ", ".join(led[code].keys), led[code].does)
        if code in led
        else Goal(f"page:{code}", words, "page", does=f"{heading}: {ALSO[code]}" if code in ALSO else heading)
        for code, words, heading in pages
    ]
    known = {goal.code for goal in places}
    commands = [
        Goal(
            f"command:{command.name}",
            actions[command.name].text().replace("&&", "\0").replace("&", "").replace("\0", "&"),
            "command",
            ", ".join(command.keys),
            f"{command.does} ({command.menu.replace('&', '')})",
            "" if actions[command.name].isEnabled() else away(command, pages)[0],
        )
        for command in COMMANDS
        if f"command:{command.name}" not in known
    ]
    return [*places, *commands]
