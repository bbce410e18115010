"""The page of one child: who and where now, what is next and what is in the way; the timeline, what is recorded,
history, and what is doubtful; and at the side the forms in which facts are recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import polars as pl
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.history import moment, sentences
from models.singly import singly
from models.timeline import timeline
from models.trackers import STATES
from views.child.events import doubtful, events
from views.child.facts import Head, head
from views.child.layout import Item
from views.child.next_meeting import ADD, ADDING
from views.child.offers import Offers
from views.child.pointed import form_at
from views.child.record_tab import RecordTab
from views.child.side import Side
from views.child.standing import WAY
from views.child.timeline_box import HINT, TimelineBox
from views.child.told import WHO, Told
from views.child.verbs import changing, why_not
from views.child.waiting_tab import WaitingTab, waits
from views.grid.view import GridView
from views.page import Page
from views.tables import DOUBTFUL, EVENTS, HISTORY, TWIN
from views.theme import theme
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes

COLOURS = {"R": "danger", "A": "warning", "G": "good", "–": "muted"}
HEADINGS = 28
"""Height of the lists' headings, one line of words: the rows need the room."""
RECORD = "Record …"


class ChildPage(Page):
    """One child on the day looked at. `show_child` goes to a child; the page then follows the day and every change."""

    code = "child"
    title = "Child"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.child = ""
        self.title_label.setMinimumWidth(1)  # a long name makes no window wider
        workspace.names.changed.connect(self._entitle)
        self.recording = self.verb(RECORD, self.record, primary=True, tip="Record something about the child (Ctrl+R)")
        self.adding = self.verb(ADD, lambda: self._take_up(ADDING))
        self.verb("Copy the child's id", self._copy, tip="Puts the id on the clipboard")
        # What stands on the page from the first is styled once, not again with everything that is put around it.
        self.badge = QLabel(self)
        self.badge.setTextFormat(Qt.TextFormat.PlainText)
        self.badge.setWordWrap(True)
        self.badge.setFont(theme().font(bold=True))
        self.offers = Offers(self)
        self.told = Told(self)
        self.told.open_child.connect(self.open_child)
        self.told.wanted.connect(self._take_up)
        self.told.lead(self.subtitle_label, WHO)
        self.tabs = QTabWidget(self)
        self.drawn = TimelineBox(self.tabs)
        self.timeline, self.reading = self.drawn.timeline, self.drawn.reading
        self.events = GridView("child-events", workspace, noun="events", key="id", parent=self.tabs)
        self.twin = GridView("child-timeline", workspace, noun="stretches and days", key="id", parent=self.tabs)
        self.history = GridView("child-history", workspace, noun="changes", key="id", parent=self.tabs)
        self.doubtful = GridView("child-doubtful", workspace, noun="doubtful facts", key="id", parent=self.tabs)
        self.way = GridView("child-way", workspace, noun="findings", key="id", parent=self.tabs)
        self.way.opened.connect(self._answer)
        self.doubtful.opened.connect(lambda found: self._answer(f"doubt/{found.partition('#')[0]}"))
        self._doubting = QTimer(self, interval=0, singleShot=True)
        self._doubting.timeout.connect(self._doubt)
        self.record_tab = RecordTab(workspace, self.tabs)
        self.record_tab.wanted.connect(self._verb)
        self.waiting = WaitingTab(workspace, self.tabs)
        self.side = Side(workspace)
        self.side.recorded.connect(self._recorded)
        self.side.closed.connect(self._back)
        self.side.drafts_changed.connect(self._offer)
        self.offers.taken_up.connect(self._take_up)
        self.offers.discarded.connect(self.side.discard)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("More about the child")
        self.tabs.tabBar().setAccessibleName("More about the child")
        self.tabs.addTab(self.drawn, "Timeline")
        self.tabs.addTab(self.record_tab, "Recorded")
        for list_, words in (
            (self.way, "In the way"),
            (self.waiting, "Waiting"),
            (self.events, "Events"),
            (self.twin, "Timeline as a table"),
            (self.history, "History"),
            (self.doubtful, "Doubtful"),
        ):
            self.tabs.addTab(list_, words)
        lists = (self.way, self.waiting.grid, self.events, self.twin, self.history, self.doubtful)
        for list_ in (self.record_tab.grid, *lists):
            list_.table.horizontalHeader().setStretchLastSection(True)
            for table in (list_.table, list_.table.frozen):
                table.horizontalHeader().setFixedHeight(HEADINGS)
        self.tabs.currentChanged.connect(lambda _at: self._turn())
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.badge)
        left.addWidget(self.offers)
        left.addWidget(self.told)
        left.addWidget(self.tabs, 1)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addLayout(left, 1)
        across.addWidget(self.side)
        self.body.addLayout(across, 1)
        workspace.busy_changed.connect(lambda _busy: self._enable())
        self._told = ""
        self._unfilled: dict[QWidget, Callable[[], object]] = {}
        theme().changed.connect(self._colour)
        self._state = "–"
        self.setFocusProxy(self.timeline)

    def show_child(self, child: str) -> None:
        """Go to a child."""
        if child and child != self.child:
            self.workspace.look("Opened", child)
        self.child = child
        self.side.show_child(child)
        self.stale()

    def refresh(self) -> None:
        """Draw the child as on the day looked at."""
        singly(self._draw)

    def _draw(self) -> None:
        snapshot = self.workspace.about([self.child])
        drawn = timeline(snapshot, self.child)
        found = head(snapshot, drawn)
        self._entitle()
        self.say(f"{found.line} · {self.workspace.when}")
        self.subtitle_label.setAccessibleName(f"Who the child is: {self.subtitle_label.text()}")
        self._head(found)
        self._unfilled = {
            self.way: lambda: self.way.show_rows(WAY, found.way),
            self.waiting: lambda: self.waiting.show_child(self.workspace.snapshot(), self.child),
            self.events: lambda: self.events.show_rows(EVENTS, events(snapshot, self.child)),
            self.record_tab: lambda: self.record_tab.show_child(snapshot, self.child),
            self.twin: lambda: self.twin.show_rows(TWIN, _numbered(drawn.twin())),
        }
        drifting = len(found.way)
        self.tabs.setTabText(self.tabs.indexOf(self.way), f"In the way ({drifting})" if drifting else "In the way")
        self.tabs.setTabVisible(self.tabs.indexOf(self.waiting), waits(snapshot, self.child))
        self.timeline.show_timeline(drawn)
        self.reading.setText(HINT)
        self._offer()
        self._enable()
        self._told = ""
        self._fill()
        self._doubting.start()

    def _entitle(self) -> None:
        """The child's number; beside it the name, while somebody has unlocked the names."""
        self.title_label.setText(f"Child {self.workspace.names.beside(self.child)}" if self.child else "Child")

    def patch(self, changes: Changes) -> None:
        """Only what concerns this child."""
        if self.child in changes.children:
            self.refresh()

    def _head(self, found: Head) -> None:
        self._state = found.state
        shape, word = STATES.get(found.state, STATES["–"])
        letter = "" if found.state == "–" else f" {found.state}"
        self.badge.setText(f"{shape}{letter}  {found.reason or word.capitalize()}")
        self.badge.setAccessibleName(f"State: {word}. {found.reason}")
        self._colour()
        self.told.show_facts(found.facts, found.siblings)

    def _answer(self, key: str) -> None:
        """Answer the finding that was opened: why, who sees to it, by when."""
        if self.workspace.why_not:
            self.workspace.told.emit(f"{self.workspace.why_not}.")
        else:
            self.side.open(f"record/answer/{key.partition('/')[2]}")

    def _colour(self) -> None:
        self.badge.setStyleSheet(f"color: {theme().colour(COLOURS.get(self._state, 'muted')).name()}")

    def _doubt(self) -> None:
        """Look for what is doubtful, after the child is drawn."""
        if not self.isVisible() or self.workspace.closed:
            self._stale = True
            return
        found = singly(lambda: doubtful(self.workspace.about([self.child])))
        self.doubtful.show_rows(DOUBTFUL, found)
        left = found["answer"].null_count()
        self.tabs.setTabText(self.tabs.indexOf(self.doubtful), f"Doubtful ({left})" if left else "Doubtful")

    def _turn(self) -> None:
        """Another tab is looked at: a keyboard that was in the one before is in its list now, not in its filter."""
        self._fill()
        now, focus = self.tabs.currentWidget(), self.focusWidget()
        if focus is not None and focus.hasFocus() and now.isAncestorOf(focus):
            now.setFocus()

    def _fill(self) -> None:
        """Show what is on the tab that is looked at, the first time since the child was drawn."""
        fill = self._unfilled.pop(self.tabs.currentWidget(), None)
        if fill is not None:
            fill()
        self._fill_history()

    def _fill_history(self) -> None:
        """Read the ledger when its tab is looked at."""
        if self.tabs.currentWidget() is not self.history or self._told == self.child or not self.child:
            return
        self._told = self.child
        known = self.workspace.known_on
        every = sentences(self.workspace.store.history(self.child))
        told = [sentence for sentence in every if known is None or sentence.at <= known]
        frame = pl.DataFrame(
            {
                "id": [str(n) for n in range(len(told))],
                "number": [sentence.number for sentence in told],
                "when": [moment(sentence.at) for sentence in told],
                "who": [sentence.who for sentence in told],
                "words": [sentence.words for sentence in told],
            },
            schema={"id": pl.String, "number": pl.Int64, "when": pl.String, "who": pl.String, "words": pl.String},
        )
        self.history.show_rows(HISTORY, frame)

    # Recording

    def record(self) -> None:
        """Ask what is to be recorded."""
        if self.workspace.why_not:
            self.workspace.told.emit(f"{self.workspace.why_not}.")
        else:
            self.side.choose()

    def leave(self) -> bool:
        """What is typed in a form is kept, and offered when the child is looked at again."""
        self.side.close_side()
        return True

    def _verb(self, verb: str, table: str, row: dict[str, Any]) -> None:
        """Open the form of a verb for a fact of the list; not from within another form."""
        if self.side.isAncestorOf(self.focusWidget() or self):
            return
        if self.workspace.why_not:
            self.workspace.told.emit(f"{self.workspace.why_not}.")
        elif sentence := why_not(verb, table, row):
            self.workspace.told.emit(sentence)
        elif verb == "end":
            self.side.ask_removal(table, row)
        elif verb == "change":
            made = changing(self.workspace.about([self.child]), self.child, table, row)
            assert made is not None
            self.side.open(made.code)
        else:
            self.side.open(f"{verb}/{table}/{row['row_id']}")

    def _correct(self, item: Item) -> None:
        """Open the form of what the timeline is on."""
        if code := form_at(self.workspace.about([self.child]), self.child, item):
            self._take_up(code)
        else:
            self.workspace.told.emit(
                "This is worked out, or typed in a tracker: see “Recorded” for what is typed here."
            )

    def _take_up(self, code: str) -> None:
        if self.workspace.why_not:
            self.workspace.told.emit(f"{self.workspace.why_not}.")
        else:
            self.side.open(code)

    def _recorded(self, _changes: Changes) -> None:
        self._back()

    def _back(self) -> None:
        """The keyboard goes to what is seen on the page."""
        (self.record_tab if self.tabs.currentWidget() is self.record_tab else self.timeline).setFocus()

    def _offer(self) -> None:
        open_ = self.side.form.form.code if self.side.form is not None else ""
        self.offers.show_drafts([draft for draft in self.side.drafts() if draft.form != open_])

    def _enable(self) -> None:
        self.recording.setEnabled(self.workspace.can_edit)
        self.recording.setToolTip(self.workspace.why_not or "Record something about the child (Ctrl+R)")
        self.adding.setEnabled(self.workspace.can_edit)
        self.adding.setToolTip(self.workspace.why_not or "On the agenda of the next meeting, with a reason (Ctrl+J)")

    def step_out(self) -> bool:
        """Esc leaves the item of the timeline that the keyboard is on."""
        if self.side.shown is not None:
            self.side.leave()
            return True
        if self.timeline.current is not None:
            self.timeline.select(None)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zooming works from anywhere on the page; Ctrl+R asks what is to be recorded."""
        if event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.record()
        elif event.key() == Qt.Key.Key_F2 and (item := self.timeline.current) is not None:
            self._correct(item)
        elif event.text() in ("+", "-", "0"):
            self.timeline.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.child)


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """Rows that are told apart by their place."""
    return frame.with_row_index("id").with_columns(pl.col("id").cast(pl.String))
