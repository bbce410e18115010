"""What Find offers beside the children: every page, and every command that can be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtGui import QAction

from desktop.actions import COMMANDS
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
    "policies": "Local limits, settings, bank holidays",
}
"""What else a page is called, by its code: found by these words too."""


def goals(pages: Iterable[tuple[str, str, str]], actions: Mapping[str, QAction]) -> list[Goal]:
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
        )
        for command in COMMANDS
        if actions[command.name].isEnabled() and f"command:{command.name}" not in known
    ]
    return [*places, *commands]
