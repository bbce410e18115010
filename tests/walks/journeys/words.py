"""What somebody at the keyboard does on one day, and reads on the screen: go to a list or a child, type, record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.opening import NewKeyDialog
from desktop.window import Window
from tests.support import forms
from tests.walks.answers import answering, name_it
from tests.walks.steps import CTRL, KEY, NONE, SHIFT, closed, editor, opened, press, retype, scorecard, settled, tracker
from views.child.forms import FormView
from views.child.page import ChildPage
from views.find import Find
from views.grid.popups import ColumnPopup
from views.people.new_child import NewChildPage
from views.tracker.page import TrackerPage


class Worker:
    """Somebody at the keyboard of the program, as it was started on one day."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window

    # Files

    def makes_a_file(self, where: Path) -> None:
        """Ctrl+N, a name, and no pass-phrase, which is said outright."""

        def plain(dialog: NewKeyDialog) -> None:
            while not dialog.plain.hasFocus():
                self.qtbot.keyClick(forms.focus(), KEY.Key_Tab)
            self.qtbot.keyClick(dialog.plain, KEY.Key_Space)
            self.qtbot.keyClick(dialog.plain, KEY.Key_Return)

        name = (QFileDialog, lambda dialog: name_it(self.qtbot, dialog, str(where)))
        with answering(self.qtbot, name, (NewKeyDialog, plain)):
            press(self.qtbot, self.window, KEY.Key_N)
        assert self.window.inside is not None
        settled(self.qtbot, self.window)

    def opens_the_file(self, where: Path) -> None:
        """Ctrl+O and its name."""
        opened(self.qtbot, self.window, where)

    def quits(self) -> None:
        """Ctrl+Q."""
        closed(self.qtbot, self.window)

    def acts(self) -> list[str]:
        """What the ledger holds, in order; every digest worked out anew."""
        assert self.window.workspace is not None
        store = self.window.workspace.store
        assert store.verify().ok
        found: list[str] = store.change_sets()["label"].to_list()
        return found

    def episodes(self, child: str) -> list[str]:
        """The child's episodes as the next return would have them, in short."""
        assert self.window.workspace is not None
        rows = self.window.workspace.store.fresh([child])["care_episode"].to_dicts()
        ended = (f" to {row['dec']} {row['rec']}" if row["dec"] else "" for row in rows)
        return [f"{row['decom']} {row['ls']} {row['place']}{end}" for row, end in zip(rows, ended, strict=True)]

    def figures(self, day: str = "") -> dict[str, object]:
        """Ctrl+2: every figure of the scorecard, perhaps as at another day typed after Ctrl+D."""
        if day:
            press(self.qtbot, self.window, KEY.Key_D)
            retype(self.qtbot, day)
        press(self.qtbot, self.window, KEY.Key_2)
        settled(self.qtbot, self.window)
        found = {
            line.measure.code: line.tally.value
            for line in scorecard(self.window).model.rows
            if not isinstance(line, str)
        }
        if day:
            press(self.qtbot, self.window, KEY.Key_T)
        return found

    def undoes(self) -> None:
        """Ctrl+Z."""
        press(self.qtbot, self.window, KEY.Key_Z)

    def redoes(self) -> None:
        """Ctrl+Y."""
        press(self.qtbot, self.window, KEY.Key_Y)

    # Going

    def goes_to(self, words: str) -> None:
        """Ctrl+K, some words, Enter."""
        press(self.qtbot, self.window, KEY.Key_K)
        assert self.window.inside is not None
        popup = next(each for each in self.window.inside.findChildren(Find) if each.isVisible())
        self.qtbot.keyClicks(popup.field, words)
        self.qtbot.keyClick(popup.field, KEY.Key_Return)
        self._has_the_keyboard()

    def _has_the_keyboard(self) -> None:
        """A desktop gives the keyboard back when a small window over this one closes; without a screen nobody does."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def lists(self, words: str) -> TrackerPage:
        """To a list, by its words."""
        self.goes_to(words)
        return tracker(self.window)

    def opens(self, child: str) -> ChildPage:
        """To a child's page, by the child's id."""
        self.goes_to(child)
        page = self.of_child
        assert page.child == child
        return page

    @property
    def of_child(self) -> ChildPage:
        """The child's page, which is the page in sight."""
        assert self.window.inside is not None
        page = self.window.inside.page
        assert isinstance(page, ChildPage)
        return page

    # New child

    def records_a_child(self, **cells: str) -> None:
        """Ctrl+Shift+A, each field reached with Tab, and Enter."""
        press(self.qtbot, self.window, KEY.Key_A, CTRL | SHIFT)
        assert self.window.inside is not None
        page = self.window.inside.page
        assert isinstance(page, NewChildPage)
        for name, text in cells.items():
            for _each in range(40):
                if page.cells[name].place.hasFocus():
                    break
                self.qtbot.keyClick(forms.focus(), KEY.Key_Tab)
            assert page.cells[name].place.hasFocus(), f"Tab never comes to {name}"
            self.qtbot.keyClicks(forms.focus(), text)
        self.qtbot.keyClick(forms.focus(), KEY.Key_Return)
        assert self.window.inside.page is self.of_child, page.problems.accessibleName()

    # In a list

    def on(self, child: str) -> None:
        """The keyboard on a child's row of the list in sight."""
        table = tracker(self.window).grid.table
        table.setFocus()
        model = tracker(self.window).grid.model
        row = model.row_of(child)
        assert row is not None, f"{child} is not in this list"
        while table.currentIndex().row() != row:
            self.qtbot.keyClick(table, KEY.Key_Down if table.currentIndex().row() < row else KEY.Key_Up)

    def shows_column(self, title: str) -> None:
        """Ctrl+Shift+C, some of its title, Down, Space: a column that is hidden at first."""
        press(self.qtbot, self.window, KEY.Key_C, CTRL | SHIFT)
        popup = next(
            each for each in QApplication.topLevelWidgets() if isinstance(each, ColumnPopup) and each.isVisible()
        )
        self.qtbot.keyClick(popup.search, KEY.Key_Down)
        while popup.list.currentItem().text() != title:
            before = popup.list.currentRow()
            self.qtbot.keyClick(popup.list, KEY.Key_Down)
            assert popup.list.currentRow() != before, f"no column {title}"
        self.qtbot.keyClick(popup.list, KEY.Key_Space)
        self.qtbot.keyClick(popup, KEY.Key_Escape)
        assert not popup.isVisible()
        self._has_the_keyboard()

    def types(self, child: str, key: str, day: str, *answers: str) -> None:
        """A day typed into a cell of the list in sight, and the questions it brings along answered by their words."""
        self.fills(child, key, day, *answers)
        field = editor(tracker(self.window))
        assert field is None, field.under.words.text() if field else ""

    def fills(self, child: str, key: str, day: str, *answers: str) -> str:
        """The same, and what is said under the cell where it is refused."""
        page = tracker(self.window)
        self.on(child)
        self._to(page, key)
        for letter in day:
            self.qtbot.keyClicks(forms.focus(), letter)
        press(self.qtbot, self.window, KEY.Key_Return, NONE)
        for words in answers:
            self._answers(page, words)
        field = editor(page)
        return field.under.words.text() if field is not None else ""

    def _to(self, page: TrackerPage, key: str) -> None:
        table, header = page.grid.table, page.grid.table.horizontalHeader()
        number = page.grid.model.column_of(key)
        assert number is not None
        assert not table.isColumnHidden(number), f"{key} is hidden"
        wanted = header.visualIndex(number)
        while (at := header.visualIndex(table.currentIndex().column())) != wanted:
            self.qtbot.keyClick(table, KEY.Key_Right if at < wanted else KEY.Key_Left)
            assert header.visualIndex(table.currentIndex().column()) != at

    def _answers(self, page: TrackerPage, words: str) -> None:
        field = editor(page)
        assert field is not None, f"nothing was asked that “{words}” answers"
        asked = field.under.list
        assert asked.isVisible(), field.under.words.text()
        while words not in asked.currentItem().text():
            before = asked.currentRow()
            self.qtbot.keyClick(asked, KEY.Key_Down)
            assert asked.currentRow() != before, f"“{words}” is no answer to “{field.under.words.text()}”"
        self.qtbot.keyClick(asked, KEY.Key_Return)

    def reads(self, child: str, *keys: str) -> tuple[str, ...]:
        """What the cells of a child's row say in the list in sight."""
        grid = tracker(self.window).grid
        row = grid.model.row_of(child)
        assert row is not None, f"{child} is not in this list"
        return tuple(str(grid.model.index(row, grid.model.column_of(key)).data()) for key in keys)

    def gives_up(self) -> None:
        """Esc: what is typed in a cell is left."""
        while editor(tracker(self.window)) is not None:
            forms.press(self.qtbot, KEY.Key_Escape)

    def lists_nobody(self) -> bool:
        """Whether the list in sight is empty."""
        return tracker(self.window).grid.model.rowCount() == 0

    # On a child's page

    def records(self, what: str, **cells: str) -> None:
        """Ctrl+R, some words of what it is, Enter, each cell reached with Tab, Ctrl+Enter."""
        shown = forms.choose(self.qtbot, self.of_child, what)
        self.saves(shown, **cells)

    def saves(self, shown: FormView, **cells: str) -> None:
        """The cells of an open form, and Ctrl+Enter."""
        forms.write(self.qtbot, shown, **cells)
        forms.press(self.qtbot, KEY.Key_Return, CTRL)
        assert self.of_child.side.form is None, shown.problems.accessibleName()

    def ends(self, what: str, answer: int = 0, **cells: str) -> None:
        """Among what is recorded, on the fact of these words: Del, Enter on an answer, the cells, Ctrl+Enter."""
        self.to_tab("Recorded")
        forms.to_fact(self.of_child, what)
        forms.press(self.qtbot, KEY.Key_Delete)
        for _each in range(answer):
            forms.press(self.qtbot, KEY.Key_Down)
        forms.press(self.qtbot, KEY.Key_Return)
        if cells:
            self.saves(forms.form(self.of_child), **cells)

    def to_tab(self, words: str) -> None:
        """Ctrl+Tab, until the tab of these words is in sight."""
        tabs = self.of_child.tabs
        for _each in range(tabs.count()):
            if tabs.tabText(tabs.currentIndex()).startswith(words):
                return
            self.qtbot.keyClick(tabs, KEY.Key_Tab, CTRL)
        raise AssertionError(f"no tab {words}")

    def told(self, name: str) -> str:
        """What the head of the child's page says under a name."""
        return self.of_child.told.facts[name]

    def subtitle(self) -> str:
        """The line under the child's id."""
        words: str = self.of_child.subtitle_label.text()
        return words

    def badge(self) -> str:
        """The state at the head of the child's page, with its reason."""
        words: str = self.of_child.badge.text()
        return words

    def way(self, column: str) -> list[str]:
        """A column of what stands in the child's way."""
        self.to_tab("In the way")
        said: list[str] = self.of_child.way.model.shown()[column].to_list()
        return said

    def in_the_way(self) -> list[str]:
        """The titles of what stands in the child's way."""
        return self.way("title")

    def history(self) -> list[str]:
        """What the history of the child says, sentence by sentence."""
        self.to_tab("History")
        words: list[str] = self.of_child.history.model.shown()["words"].to_list()
        return words
