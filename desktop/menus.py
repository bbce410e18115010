"""The window's menus: every command once, with its key, enabled where it can be done now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton
from shiboken6 import isValid

from desktop.actions import COMMANDS, Command
from desktop.inside import Inside
from views.page import Page
from views.theme import theme


class Menus:
    """The commands as menus of a window; `perform` is told the one that is wanted."""

    def __init__(self, window: QMainWindow, perform: Callable[[str], None]) -> None:
        self._window = window
        self.actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        for command in COMMANDS:
            if command.menu not in self._menus:
                self._menus[command.menu] = window.menuBar().addMenu(command.menu)
            action = QAction(command.words, window)
            action.setShortcuts([QKeySequence(key) for key in command.keys])
            action.setCheckable(command.ticked)
            action.setStatusTip(command.does)
            action.setToolTip(f"{command.does} ({command.keys[0]})" if command.keys else command.does)
            action.triggered.connect(lambda _checked=False, name=command.name: perform(name))
            self._menus[command.menu].addAction(action)
            if command.line_after:
                self._menus[command.menu].addSeparator()
            self.actions[command.name] = action
        theme().changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        """Icons in the colours of now, while the window is there."""
        if not isValid(self._window):
            return
        for command in COMMANDS:
            if command.icon:
                self.actions[command.name].setIcon(theme().icon(command.icon))

    def enable(self, inside: Inside | None) -> None:
        """Enable what can be done now in the open file, or with none; undo and redo say which step."""
        now = inside.visits.now if inside is not None else None
        for command in COMMANDS:
            can = inside is not None or not command.needs_file
            if command.pages:
                can = now is not None and now.page in command.pages
            self.actions[command.name].setEnabled(can)
        workspace = inside.workspace if inside is not None else None
        free = workspace is not None and not workspace.busy
        for name, label in (("undo", workspace and workspace.undo_label), ("redo", workspace and workspace.redo_label)):
            words = f"{name.title()} {label}" if label else name.title()
            self.actions[name].setText(words.replace("&", "&&"))
            self.actions[name].setEnabled(bool(label) and free)
        if inside is not None:
            for name, asked in (("print_page", "print_shown"), ("choose_columns", "choose_columns")):
                self.actions[name].setEnabled(hasattr(inside.page, asked))
            for form in ("csv", "xlsx", "pdf"):
                self.actions[f"export_{form}"].setEnabled(hasattr(inside.page, "ask_export"))
            for form in ("png", "svg"):
                self.actions[f"picture_{form}"].setEnabled(hasattr(inside.page, "ask_picture"))
            self.actions["back"].setEnabled(inside.visits.can_go_back)
            self.actions["forward"].setEnabled(inside.visits.can_go_forward)


def press(command: Command, page: Page | None) -> str:
    """Press the page's own button; a sentence where it cannot be pressed now."""
    buttons = page.findChildren(QPushButton) if page else []
    button = next((each for each in buttons if each.isVisible() and each.text() == command.plain), None)
    if button is None:
        return f"There is nothing here now for “{command.plain}”."
    if not button.isEnabled():
        return f"{(button.toolTip() or 'Other work is under way').rstrip('.')}."
    if button.menu() is not None:
        button.showMenu()
    else:
        button.click()
    return ""
