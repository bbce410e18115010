"""The agenda of a meeting: each child with the rules that put it there, in order of risk, against the time there is;
and why any other child is not on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl
from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.rules import pmg
from models.snapshot import Snapshot
from models.trackers import framed
from views.grid.layouts import Memory
from views.grid.view import GridView
from views.meeting import forms, live, rows
from views.meeting.rows import slim
from views.workspace import Workspace

ASK = "A child’s number"
COLUMNS = {"agenda": rows.COMING, "begun": rows.AGENDA, "signed": rows.SIGNED}
ANSWER = 4
"""Lines that an answer has room for; the whole is in its tooltip."""
WHY = 330
"""Width of why a child is on the agenda, at least."""
WHY_NOT = "Why not?"
PUT_ON, TAKE_OFF, TIME = "Put on …", "Take off …", "Time …"
UP, DOWN, BY_RISK = "Move up", "Move down", "Order by risk"


class AgendaTab(QWidget):
    """The children of one meeting."""

    wanted = Signal(object)
    """An edit to be carried out."""
    asked = Signal(object)
    """A form to be opened."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.meeting: dict[str, Any] | None = None
        self.frame, self.waiting = pl.DataFrame(), pl.DataFrame()
        self._kind = "agenda"
        self._before: Snapshot | None = None
        self._frozen: tuple[live.Meeting, Snapshot] | None = None
        self.total = QLabel(" ")
        self.total.setTextFormat(Qt.TextFormat.PlainText)
        self.total.setWordWrap(True)
        self.asking = QLineEdit()
        self.asking.setPlaceholderText(ASK)
        self.asking.setAccessibleName("Why is a child not on the agenda? The child's number")
        self.asking.setFixedWidth(240)
        self.asking.returnPressed.connect(self.answer)
        self.answered = QLabel(" ")
        self.answered.setTextFormat(Qt.TextFormat.PlainText)
        self.answered.setWordWrap(True)
        self.answered.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.answered.ensurePolished()
        self.answered.setFixedHeight(ANSWER * self.answered.fontMetrics().lineSpacing())  # the list does not jump
        self.answered.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.total, 1)
        self.buttons: dict[str, QPushButton] = {}
        for words, act in (
            (PUT_ON, self.put_on),
            (TAKE_OFF, self.take_off),
            (TIME, self.set_minutes),
            (UP, lambda: self.move_by(-1)),
            (DOWN, lambda: self.move_by(+1)),
            (BY_RISK, self.by_risk),
        ):
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, act=act: act())
            top.addWidget(button)
            self.buttons[words] = button
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.asking, 0, Qt.AlignmentFlag.AlignTop)
        why = QPushButton(WHY_NOT)
        why.setToolTip("Why a child is not on the agenda; without a number, to the field")
        why.clicked.connect(self.why_not)
        below.addWidget(why, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.answered, 1)
        self.grid = GridView("meeting_agenda", workspace, noun="children on the agenda", key="id")
        slim(self.grid, "why", WHY)
        self.grid.current_changed.connect(self._say)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self.grid, 1)
        layout.addLayout(below)

    @property
    def held(self) -> dt.date | None:
        """The day of the meeting."""
        return self.meeting["held"] if self.meeting is not None else None

    def show_meeting(self, meeting: dict[str, Any] | None, frame: pl.DataFrame) -> None:
        """Show the agenda of a meeting."""
        other = self.meeting is not None and meeting is not None and meeting["held"] != self.held
        self.meeting, self.frame, self.waiting = meeting, frame, pl.DataFrame()
        if meeting is None:
            self.grid.show_rows(rows.COMING, framed(rows.COMING, []))
            self.total.setText("Nobody is on an agenda yet.")
            return
        begun, snapshot = meeting["begun"] is not None, self.workspace.snapshot()
        looked = None if meeting["signed"] is not None else self.looked()
        self.waiting = pmg.waiting(snapshot, meeting["held"], looked)
        if not begun:
            self._before = snapshot
        if looked is not None:  # its place by risk is that of when the meeting began
            turns = pmg.proposed(looked, meeting["held"]).select("child", "turn", "risk_words")
            self.frame = frame = frame.join(turns, on="child", how="left", maintain_order="left")
        line = pmg.more_wait(self.waiting.height, fixed=begun)
        kind = "signed" if meeting["signed"] is not None else "begun" if begun else "agenda"
        if kind != self._kind:  # each has columns of its own, and is laid out as it was left
            self.grid.columns.keep_now()
            self.grid.columns.memory = Memory(self.workspace.preferences, f"meeting_{kind}")
            self._kind = kind
        self.grid.show_rows(COLUMNS[kind], rows.agenda(frame, self.waiting, line))
        if other:  # it is read from its first child on
            self.grid.table.setCurrentIndex(QModelIndex())
            self.grid.table.scrollToTop()
        self.total.setText(self._total(meeting, line))
        self._say(self.grid.current or "")

    def _total(self, meeting: dict[str, Any], line: str) -> str:
        """How many children, how long, against the time of the meeting; and how many wait."""
        children, minutes = self.frame.height, int(self.frame["minutes"].sum()) if self.frame.height else 0
        told = f"{children} {'child' if children == 1 else 'children'}, {pmg.long(minutes)}"
        if meeting["signed"] is None:
            told += f", {pmg.against(minutes, pmg.length(self.workspace.snapshot()))}"
        fixed = "fixed when the meeting began" if meeting["begun"] is not None else ""
        return " · ".join(filter(None, (told, fixed, line.partition(":")[0])))

    def allow(self, why: str) -> None:
        """Whether the agenda may be edited now; why not is said."""
        for words, button in self.buttons.items():
            button.setEnabled(not why)
            button.setToolTip(why or TIPS[words])

    # What is asked

    def answer(self) -> None:
        """Say why a child is not on the agenda, or what put it there."""
        child = self.asking.text().strip()
        if self.held is None or not child:
            return
        on = self.frame.filter(pl.col("child") == child).to_dicts()
        self.grid.select(child)
        if on:
            why = rows.reasons(on[0]["put"], on[0]["why"])
            self._answer(f"{child} is on it, place {on[0]['place']}: {why}")
        else:
            said = pmg.why_not(self.workspace.snapshot(), self.held, child, self.looked())
            self._answer(f"{child} is not on it. {said}")

    def looked(self) -> Snapshot | None:
        """What the meeting looks at, once it has begun: by that it is told who waits, and who is not on it."""
        found = None if self.held is None else live.opened(self.workspace, self.held)
        if found is None:
            return None
        if self._frozen is None or self._frozen[0] != found:
            was = self._before  # what was shown when it began is at hand
            same = was is not None and (was.facts.number, was.as_at) == (found.known, found.as_at)
            self._frozen = found, was if was is not None and same else live.frozen(self.workspace, found)
        return self._frozen[1]

    def why_not(self) -> None:
        """Say why the child whose number is typed is not on the agenda; else go to where it is typed."""
        self.answer()
        self.asking.setFocus()
        self.asking.selectAll()

    def _answer(self, words: str) -> None:
        self.answered.setText(words)
        self.answered.setToolTip(words.strip())

    def _of(self, child: str | None) -> dict[str, Any] | None:
        """A child who is on the agenda, or waits."""
        for frame in (self.frame, self.waiting):
            if child and frame.width and (found := frame.filter(pl.col("child") == child).to_dicts()):
                return found[0]
        return None

    def _say(self, child: str) -> None:
        """The whole of why the chosen child is on the agenda, or waits; and what its place by risk is by."""
        row = self._of(child)
        if row is None:
            coming = self.meeting is not None and self.meeting["begun"] is None and self.frame.height
            self._answer(f"In the order of risk. {pmg.BY_RISK}" if coming else " ")
        elif row.get("waits"):
            self._answer(f"{child} waits. {row['why_not']}")
        else:
            risk = f". By risk {row['turn']}: {row['risk_words']}" if row.get("turn") else ""
            self._answer(f"{child}: {rows.reasons(row['put'], row['why'])}{risk}")

    def put_on(self) -> None:
        """Ask which child the chair puts on, and why; the one asked about, or who waits and is chosen, is proposed."""
        row = self._of(self.grid.current)
        waits = row["child"] if row is not None and row.get("waits") else ""
        asked = waits or self.asking.text().strip()
        on = set(self.frame["child"].to_list()) if self.frame.width else set()
        self.asked.emit(lambda workspace, held: forms.putting_on(workspace, held, "" if asked in on else asked))

    def take_off(self) -> None:
        """Ask why the chair takes the chosen child off."""
        child = self.grid.current
        if child:
            self.asked.emit(lambda workspace, held: forms.taking_off(workspace, held, child))

    def set_minutes(self) -> None:
        """Ask how many minutes are meant for the chosen child."""
        if (row := self._of(self.grid.current)) is not None:
            child, minutes = row["child"], int(row["minutes"])
            self.asked.emit(lambda workspace, held: forms.timing(workspace, held, child, minutes))

    def move_by(self, by: int) -> None:
        """Move the chosen child up or down; brothers and sisters move together."""
        child = self.grid.current or ""
        if self.held is not None and self._on(child):
            edit = forms.moving(self.workspace, self.held, self.frame, child, by)
            if edit is not None:
                self.wanted.emit(edit)
                self.grid.select(child)

    def _on(self, child: str) -> bool:
        """Whether a child is on the agenda; that it waits is said."""
        if self.frame.width and child in self.frame["child"]:
            return True
        self.asked.emit(
            lambda _workspace, _held: f"{child} waits: put it on first." if child else "No child is chosen."
        )
        return False

    def by_risk(self) -> None:
        """Back to the order of risk."""
        if self.held is not None:
            self.wanted.emit(forms.by_risk(self.workspace, self.held))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes to the list; Tab comes to what stands before it, too, as it would not with a proxy."""
        super().focusInEvent(event)
        self.grid.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the field goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.asking.hasFocus():
            self.grid.table.setFocus()
        else:
            super().keyPressEvent(event)


TIPS = {
    PUT_ON: "The chair puts a child on, with a reason",
    TAKE_OFF: "The chair takes the chosen child off, with a reason",
    TIME: "How many minutes are meant for the chosen child",
    UP: "The chosen child is talked about earlier; brothers and sisters with it",
    DOWN: "The chosen child is talked about later; brothers and sisters with it",
    BY_RISK: f"{pmg.BY_RISK} What the chair moved is forgotten.",
}
