"""Meeting mode: the whole screen, one child at a time; thirty children without the mouse, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.dates import british
from models.edits import Conflict, Edit, Refused
from models.snapshot import Snapshot
from views.kept import Kept, begun
from views.meeting import live
from views.meeting.asking import Asking
from views.meeting.case import Cases
from views.meeting.clock import Clock
from views.meeting.keys import KEYS
from views.meeting.presenting import Presenter
from views.meeting.screen import BLANK, LARGEST, SHOW, Screen
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes

QUIET = 250
"""Milliseconds without a key after which the neighbours are made ready."""
SECOND = 1_000
LARGER = "meeting/larger"
NOTHING_TYPED = "Type the decision first, or agree a state. Page Down goes on without."
NOTHING_RECORDED = "Nothing was recorded since the meeting was opened here that could be taken back."
ELSEWHERE = "Something else was recorded after it, outside the meeting: take that back first, in the window."


class Act(NamedTuple):
    """What was recorded here: its change set, of whom, and the words as they were typed."""

    number: int
    child: str
    words: Mapping[str, str]


class MeetingMode(Screen):
    """One meeting on the whole screen. What it looks at is frozen; what is recorded is a fact of today."""

    left = Signal()
    """The meeting is left for the page: what is typed is kept."""

    def __init__(
        self,
        workspace: Workspace,
        meeting: live.Meeting,
        frozen: Snapshot | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`frozen` is what the meeting looks at, where that is at hand."""
        super().__init__(live.band(workspace, meeting), workspace.today, parent)
        self.workspace, self.meeting = workspace, meeting
        self.kept = Kept(workspace, self.tell)
        self.agenda = live.agenda(workspace.snapshot(), meeting.held)
        self.members = live.members(workspace.snapshot(), meeting.held)
        children = [item.child for item in self.agenda]
        frozen = frozen or live.frozen(workspace, meeting)
        self.cases = Cases(workspace.store, frozen, children, meeting.after, meeting.known)
        self.presenter = Presenter(workspace.snapshot().facts, children)
        self.at = 0
        self._filling = False
        self._recorded: dict[str, str] = {}
        self._looked: set[str] = set()
        self._acts: list[Act] = []
        self.time = Clock()
        self.asking = Asking(self)
        self.larger = min(LARGEST, max(0, int(str(workspace.preferences.value(LARGER, 0) or 0))))
        if self.larger:
            self.enlarge(self.larger)
        self._connect()
        self._keys()
        self._ticking = QTimer(self, interval=SECOND)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self._ahead = QTimer(self, interval=QUIET)
        self._ahead.timeout.connect(self._prepare)
        workspace.changed.connect(self._changed)
        workspace.told.connect(self.tell)

    def _connect(self) -> None:
        for name, act in (
            ("keys", self.show_keys),
            ("present", self.present),
            ("back", lambda: self.step(-1)),
            ("on", lambda: self.step(+1)),
            ("leave", self.leave_meeting),
        ):
            self.buttons[name].clicked.connect(lambda _checked=False, act=act: act())
        self.deciding.typed.connect(self.typed)
        self.deciding.record_button.clicked.connect(lambda: self.record())
        self.deciding.escalate_button.clicked.connect(self.asking.escalate)
        self.deciding.answer_button.clicked.connect(self.asking.answer)
        self.to.returnPressed.connect(self._go_to)
        self.before.actions_.itemActivated.connect(lambda _item: self.asking.end())

    def _keys(self) -> None:
        for keys, act in (
            (("PgDown", "Alt+Right"), lambda: self.step(+1)),
            (("PgUp", "Alt+Left"), lambda: self.step(-1)),
            (("Ctrl+Return", "Ctrl+Enter"), self.record),
            (("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), lambda: self.record(stay=True)),
            (("Alt+R",), lambda: self.deciding.agreed.turn("R")),
            (("Alt+A",), lambda: self.deciding.agreed.turn("A")),
            (("Alt+G",), lambda: self.deciding.agreed.turn("G")),
            (("Alt+E",), self.asking.escalate),
            (("Alt+N",), self.asking.answer),
            (("Alt+D",), self.asking.end),
            (("Alt+W",), self.asking.amend),
            (("Alt+H",), self.deciding.heard.setFocus),
            (("Alt+L",), self.before.actions_.setFocus),
            (("Alt+C",), self.before.since.setFocus),
            (("Alt+T",), self.standing.timeline.setFocus),
            (("Alt+1",), self.deciding.decision.setFocus),
            (("Ctrl+G",), self.to.setFocus),
            (("Ctrl++", "Ctrl+="), lambda: self.make_larger(+1)),
            (("Ctrl+-",), lambda: self.make_larger(-1)),
            (("Alt+Z",), self.take_back),
            (("F8",), self.present),
            (("F1",), self.show_keys),
        ):  # fmt: skip
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.activated.connect(lambda act=act: act())

    # Which child

    @property
    def item(self) -> live.Item | None:
        """The child who is talked about, as the agenda has it."""
        return self.agenda[self.at] if self.agenda else None

    def begin(self) -> None:
        """Show the first child who was not discussed yet, or the one of whom something is typed."""
        undone = (at for at, item in enumerate(self.agenda) if item.discussed is None)
        typed = (at for at, item in enumerate(self.agenda) if self.kept.of(self._form(item.child)) is not None)
        self.at = next(typed, next(undone, 0))
        self._show()
        self._ahead.start()

    def step(self, by: int) -> None:
        """To the next child, or the one before; what is typed stays with its child."""
        self.go(self.at + by)

    def go(self, at: int) -> None:
        """To a child by its place; beyond the ends it is said."""
        if not self.agenda:
            return
        if not 0 <= at < len(self.agenda):
            self.tell("This is the last child: Esc leaves the meeting." if at > 0 else "This is the first child.")
            return
        self.at = at
        self._show()
        self._ahead.start()

    def _go_to(self) -> None:
        """To the place or the child that was typed."""
        said = self.to.text().strip()
        children = [item.child for item in self.agenda]
        self.to.clear()
        if said in children:
            self.go(children.index(said))
        elif said.isdecimal() and 1 <= int(said) <= len(children):
            self.go(int(said) - 1)
        else:
            self.tell(f"“{said}” is neither a place nor a child on the agenda.")

    def _show(self) -> None:
        item = self.item
        if item is None:
            self.tell("Nobody is on the agenda.")
            return
        case, presenter = self.cases[item.child], self.presenter
        if item.child not in self._looked:
            self._looked.add(item.child)
            self.workspace.look("Opened", item.child, f"Meeting of {british(self.meeting.held)}")
        self.setUpdatesEnabled(False)
        self._name()
        for told in (self.before.since, self.before.actions_):
            told.setCurrentRow(-1)  # nothing of the child before is this one's
        self.asking.hide()
        self.before.show_since(case.since, self.meeting.before, presenter)
        self.standing.show_case(case, presenter)
        self._show_live()
        self._fill()
        self.time.turn_to(item.child)
        self._tick()
        self.deciding.decision.setFocus()
        self.setUpdatesEnabled(True)

    def _name(self) -> None:
        item = self.item
        assert item is not None
        presenter = self.presenter
        called = presenter.child(item.child)
        self.setWindowTitle(f"{called} – Meeting of {british(self.meeting.held)} – Permanence")
        self.setAccessibleName(self.windowTitle())
        self.heading.setText(called)
        self.who.setText(presenter.words(self.cases[item.child].head.line))
        self.put.setText(presenter.words(f"On the agenda: {item.words}"))
        self.count.setText(f"{self.at + 1} of {len(self.agenda)}")
        after = self.agenda[self.at + 1] if self.at + 1 < len(self.agenda) else None
        self.next_is.setText(
            f"Next: {presenter.child(after.child)}. {presenter.words(after.words)}" if after else "The last child"
        )

    def _show_live(self) -> None:
        """What is recorded today about the child: open actions, escalations."""
        item = self.item
        assert item is not None
        now = live.about(self.workspace, item.child)
        self.before.show_actions(now.actions, self.meeting.held, self.presenter)
        self.deciding.show_standing(now.escalations, self.presenter)
        self.asking.say()
        for owner in (self.deciding.owner, self.before.amending.owner):
            owner.offer((*self.members, *now.owners))

    def _fill(self) -> None:
        """What is recorded of the child in this meeting, or typed and not recorded yet."""
        item = self.item
        assert item is not None
        self._recorded = {"decision": item.decision, "agreed": item.agreed, "heard": item.heard, "owner": "", "due": ""}
        draft = self.kept.of(self._form(item.child))
        words = dict(draft.words) if draft is not None else {}
        self._filling = True
        self.deciding.fill({**self._recorded, **words})
        if draft is None:
            self.deciding.decision.selectAll()  # what is typed anew takes the place of what is recorded
        self.asking.reopen(words)
        self._filling = False
        self._say_recorded()
        self.tell(begun(draft) if draft is not None else " ")

    def _say_recorded(self) -> None:
        item = self.item
        said = ""
        if item is not None and item.discussed is not None:
            other = f": “{item.decision}”" if item.decision != self.deciding.decision.text else ""
            said = f"Recorded{other}. What you type anew takes its place; the ledger keeps both."
        self.deciding.recorded.setText(self.presenter.words(said) or " ")

    # What is typed

    def _form(self, child: str) -> str:
        return f"pmg/{self.meeting.held.isoformat()}/{child}"

    def typed(self) -> None:
        """Keep what is typed at every letter, whatever becomes of the process."""
        item = self.item
        if item is None or self._filling:
            return
        self._keep(item.child, self._decided() | self.asking.words())
        self.deciding.complain("")
        self._ahead.start()

    def _decided(self) -> dict[str, str]:
        """What stands in the fields of the decision and is not recorded."""
        return {name: text for name, text in self.deciding.words().items() if text != self._recorded.get(name, "")}

    def _keep(self, child: str, words: Mapping[str, str]) -> None:
        self.kept.keep(self._form(child), "the meeting", {**words, "child": child} if words else {})

    def do(self, edit: Edit, words: Mapping[str, str], say: Callable[[str], object]) -> Changes | None:
        """Record what was typed in these words; what is wrong is said, and None comes back."""
        from models.store import CannotOpen

        assert self.item is not None
        child = self.item.child
        try:
            changes = self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            say(self.presenter.words(str(problem)))
            if isinstance(problem, Conflict):
                self._read_again()
            return None
        if changes.number is not None:
            self._acts.append(Act(changes.number, child, dict(words)))
        return changes

    def _read_again(self) -> None:
        """Somebody else was faster: what is recorded now is told beside what is typed, which stays."""
        fresh = {item.child: item for item in live.agenda(self.workspace.snapshot(), self.meeting.held)}
        self.agenda = [fresh.get(each.child, each) for each in self.agenda]
        self._show_live()
        self._say_recorded()

    def record(self, *, stay: bool = False) -> None:
        """Record what is decided, as one act; then the next child, or this one again for another action."""
        item = self.item
        if item is None:
            return
        words = self.deciding.words()
        if not words["decision"] and (words["owner"] or words["due"]):
            who = f"{words['owner']} is to act on" if words["owner"] else "is to be acted on by then"
            self.deciding.complain(self.presenter.words(f"Type the decision that {who}."))
            self.deciding.decision.setFocus()
            return
        if not (words["decision"] or words["agreed"] or words["heard"]):
            self.deciding.complain(NOTHING_TYPED)
            self.deciding.decision.setFocus()
            return
        try:
            due = self.deciding.due.day
        except ValueError as problem:
            self.deciding.complain(f"Due: {problem}.")
            self.deciding.due.setFocus()
            return
        edit = live.deciding(self.workspace, self.meeting, item, words, due, self.time.seconds(item))
        doubt = live.doubt(self.workspace, self.meeting, item, edit)
        if self.do(edit, self._decided(), self.deciding.complain) is None:
            return
        self.time.recorded(item.child)
        self.presenter.meet(words["owner"])
        asked = self.asking.words()
        self._keep(item.child, asked)
        if stay:
            then = "Type another decision for this child."
        elif self.at + 1 >= len(self.agenda):
            then = "That was the last child: Esc leaves, then sign off."
        else:
            then = "Alt+Z takes it back."
            self.at += 1
        self._show()
        self._ahead.start()
        left = f" What you began to ask of child {item.child} is not recorded; it is kept." if asked else ""
        self.tell(f"{edit.label}. {then}{left}{doubt}")

    def take_back(self) -> None:
        """Take back what was recorded last in this room; its words stand in the fields again, not recorded."""
        acts = [act for act in self._acts if self.workspace.stands(act.number)]
        if not acts:
            self.tell(NOTHING_RECORDED)
            return
        act, label, head = acts[-1], self.workspace.undo_label, self.workspace.store.head
        if act.number != self.workspace.undo_number:
            self.tell(ELSEWHERE)
            return
        self.workspace.undo()
        if self.workspace.store.head == head:  # why not is told
            self._read_again()
            return
        draft = self.kept.of(self._form(act.child))
        self._keep(act.child, {**act.words, **(draft.words if draft is not None else {})})
        self.go([item.child for item in self.agenda].index(act.child))
        self.tell(f"Taken back: {label}")

    def _changed(self, changes: Changes) -> None:
        """What was recorded, here or taken back: the agenda and the child's own facts are read again."""
        item = self.item
        fresh = live.agenda_of(self.workspace, self.meeting.held, changes.children)
        self.agenda = [live.anew(each, fresh.get(each.child)) for each in self.agenda]
        if item is not None and item.child in changes.children:
            self._show_live()
            now = self.item
            if now is not None and (now.decision, now.agreed, now.heard) != (item.decision, item.agreed, item.heard):
                self._fill()

    # Beside it

    def present(self) -> None:
        """Blank identifiers everywhere on the screen, or show them again."""
        self.presenter.on = not self.presenter.on
        self.call("present", SHOW if self.presenter.on else BLANK)
        item = self.item
        if item is None:
            return
        case, focus = self.cases[item.child], self.focusWidget()
        self._name()
        self.before.show_since(case.since, self.meeting.before, self.presenter)
        self.before.present(self.presenter)
        self.standing.show_case(case, self.presenter)
        self.deciding.present(self.presenter)
        self.to.present(self.presenter.names if self.presenter.on else None)
        self._show_live()
        self._say_recorded()
        self.message.setText(
            "Identifiers are blanked: F8 shows them again." if self.presenter.on else "Identifiers are shown."
        )
        if focus is not None:
            focus.setFocus()

    def make_larger(self, by: int) -> None:
        """Larger or smaller letters; this machine remembers."""
        self.larger = min(LARGEST, max(0, self.larger + by))
        self.workspace.preferences.setValue(LARGER, self.larger)
        self.enlarge(self.larger)

    def show_keys(self) -> None:
        """All keys of the meeting on one sheet."""
        from views.keys import KeySheet
        from views.keys import Line as KeyLine

        KeySheet([KeyLine("In a meeting", keys, does) for keys, does in KEYS], self).open()

    def tell(self, words: str) -> None:
        """Say one sentence at the bottom."""
        self.message.setText(self.presenter.words(words))

    def _tick(self) -> None:
        item = self.item
        if item is None:
            return
        self.clock.setText(self.time.words(item, self.agenda))

    def _prepare(self) -> None:
        """Make the neighbours ready, and then the others, one at a time while nobody types."""
        near = [self.at + 1, self.at - 1, *range(self.at + 2, len(self.agenda)), *range(self.at - 1)]
        children = [self.agenda[at].child for at in near if 0 <= at < len(self.agenda)]
        if self.workspace.closed or self.cases.ready(children):
            self._ahead.stop()
        else:
            self.cases.prepare(children)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step out: an open question, the field, the meeting."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if self.asking.step_out():
            return
        if isinstance(focus, (QLineEdit, QPlainTextEdit)):
            self.standing.timeline.setFocus()
            self.tell("Esc again leaves the meeting; what is typed is kept. Alt+1 goes back to the decision.")
        else:
            self.leave_meeting()

    def leave_meeting(self) -> None:
        """Back to the page; what is typed is kept."""
        self.time.stop()
        self._ahead.stop()
        self._ticking.stop()
        self.cases.finish()
        self.left.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own closing leaves the meeting, too."""
        self.leave_meeting()
        event.accept()
