"""The small questions of meeting mode: an action ends or is changed, a case is escalated, an escalation answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from models.dates import british
from models.edits import Edit
from views.meeting import live
from views.meeting.amending import TYPED, Amending
from views.meeting.before import Before, Ending
from views.meeting.deciding import Deciding
from views.meeting.escalating import Answering, Escalating
from views.meeting.presenting import Presenter
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes

Small = Ending | Amending | Escalating | Answering


def gone(number: str) -> str:
    """Why what is typed about an action that was closed or taken away meanwhile cannot be recorded."""
    return f"Action {number} is not open any more, so this cannot be recorded. It is kept until Esc lets go of it."


def escalated(action: int, rows: Mapping[int, str]) -> str:
    """What is escalated: an action by its words, if it is open still, or the case."""
    if action not in rows:
        return gone(str(action)) if action else "Escalates the child's case as such"
    return f"Escalates the action: {rows[action]}"


class Room(Protocol):
    """What the questions need of meeting mode."""

    workspace: Workspace
    meeting: live.Meeting
    before: Before
    deciding: Deciding
    presenter: Presenter

    @property
    def item(self) -> live.Item | None:
        """The child who is talked about."""

    def do(self, edit: Edit, words: Mapping[str, str], say: Callable[[str], object]) -> Changes | None:
        """Record what was typed in these words; what is wrong is said, and None comes back."""

    def typed(self) -> None:
        """Keep what is typed."""

    def tell(self, words: str) -> None:
        """Say one sentence at the bottom."""


class Asking:
    """Opens the questions by their keys, records their answers, and brings half-typed ones back."""

    def __init__(self, mode: Room) -> None:
        self._mode = mode
        self.ending, self.amending = mode.before.ending, mode.before.amending
        self.escalating, self.answering = mode.deciding.escalating, mode.deciding.answering
        self.forms: tuple[Small, ...] = (self.ending, self.amending, self.escalating, self.answering)
        self._opened: dict[Small, dict[str, str]] = {}
        self.ending.wanted.connect(self._end)
        self.amending.wanted.connect(self._amend)
        self.escalating.wanted.connect(self._escalate)
        self.answering.wanted.connect(self._answer)
        for typed in (self.ending.typed, self.amending.typed, self.escalating.typed, self.answering.typed):
            typed.connect(mode.typed)

    def words(self) -> dict[str, str]:
        """What is typed in those that are open, to be kept; nothing of one that stands as it was opened."""
        typed = (form.words() for form in self.forms if form.words() != self._opened.get(form))
        return {name: text for words in typed for name, text in words.items()}

    def hide(self) -> None:
        """Ask nothing: another child is talked about."""
        self._opened.clear()
        for form in self.forms:
            form.hide()

    def step_out(self) -> bool:
        """Close the one that is open, with what is typed in it; False where none is."""
        for form in self.forms:
            if form.isVisible():
                self._close(form)
                return True
        return False

    def say(self) -> None:
        """Say anew what the open ones are about: with identifiers or without, open still or not."""
        rows = self._mode.before.open_actions()
        self.ending.says.setText(rows.get(self.ending.number) or gone(str(self.ending.number)))
        if self.amending.number not in rows:
            self.amending.says.setText(gone(str(self.amending.number)))
        self.escalating.says.setText(escalated(self.escalating.action, rows))

    def reopen(self, words: Mapping[str, str]) -> None:
        """Open again what was open when the process ended."""
        rows = self._mode.before.open_actions()
        number = words.get("ending", "")
        if number.isdigit():
            self.ending.fill(words.get("ended", ""), words.get("evidence", ""))
            self.ending.open(int(number), rows.get(int(number)) or gone(number))
        if (number := words.get("amending", "")).isdigit():
            row = self._mode.before.row(number)
            self.amending.fill(*(words.get(name, "") for name in TYPED))
            self.amending.open(int(number), "" if row is not None else gone(number))
        if (number := words.get("escalating", "")).isdigit():
            self.escalating.fill(words.get("rung", ""), words.get("why", ""))
            self.escalating.open(int(number), escalated(int(number), rows))
        if "answering" in words:
            self.answering.fill(words["answering"], words.get("outcome", ""))
            self.answering.open()

    def end(self) -> None:
        """Ask what shows that the action the keyboard is on (else the first) is done."""
        found = self._mode.before.chosen()
        if self._is_open(self.ending, self.amending):
            return
        if found is None:
            self._mode.tell("No action is open.")
            return
        self.ending.fill("", "")
        self.ending.open(*found)
        self._opened[self.ending] = self.ending.words()

    def amend(self) -> None:
        """Ask how the action the keyboard is on (else the first) is agreed otherwise."""
        found = self._mode.before.chosen()
        if self._is_open(self.amending, self.ending):
            return
        row = None if found is None else self._mode.before.row(str(found[0]))
        if row is None:
            self._mode.tell("No action is open.")
            return
        self.amending.fill(row["words"], row["owner"] or "", british(row["due"]) if row["due"] else "")
        self.amending.open(int(row["number"]))
        self._opened[self.amending] = self.amending.words()

    def escalate(self) -> None:
        """Ask to whom the case goes: of the action the keyboard is on, else the child's case as such."""
        before = self._mode.before
        if self._is_open(self.escalating):
            return
        here = before.chosen() if before.actions_.hasFocus() else None
        self.escalating.fill("", "")
        number = here[0] if here else 0
        self.escalating.open(number, escalated(number, before.open_actions()))
        self._opened[self.escalating] = self.escalating.words()

    def answer(self) -> None:
        """Ask what came of an escalation."""
        if self._is_open(self.answering):
            return
        self.answering.fill("", "")
        if self.answering.row is None:
            self._mode.tell("Nothing stands escalated about this child.")
            return
        self.answering.open()
        self._opened[self.answering] = self.answering.words()

    def _is_open(self, form: Small, beside: Small | None = None) -> bool:
        """Whether it is asked already, or the one in its place is; the keyboard goes there, and nothing is emptied."""
        if not form.isHidden():
            form.setFocus()
            return True
        if beside is not None and not beside.isHidden():
            beside.setFocus()
            self._mode.tell("This question first: Enter records it, Esc leaves it.")
            return True
        return False

    def _end(self) -> None:
        mode, form = self._mode, self.ending
        if mode.item is not None:
            why, evidence = str(form.why.currentData()), form.evidence.text().strip()
            self._settle(live.ending(mode.workspace, mode.item.child, form.number, why, evidence), form)

    def _amend(self) -> None:
        mode, form = self._mode, self.amending
        row = mode.before.row(str(form.number))
        if mode.item is None:
            return
        if row is None:
            mode.tell(gone(str(form.number)))
            return
        try:
            due = form.due.day
        except ValueError as problem:
            mode.tell(f"Due: {problem}.")
            return
        said = (" ".join(form.said.text.splitlines()), form.owner.text().strip() or None, due)
        if said == (row["words"], row["owner"], row["due"]):
            mode.tell("Nothing of the action is changed. Esc leaves it.")
            return
        self._mode.presenter.meet(said[1] or "")
        self._settle(live.amending(mode.workspace, mode.meeting, row, *said), form)

    def _escalate(self) -> None:
        mode, form = self._mode, self.escalating
        if mode.item is None:
            return
        if not form.why.text().strip():
            mode.tell("Say why it is escalated.")
            return
        rung, why = str(form.rung.currentData()), form.why.text()
        self._settle(live.escalating(mode.workspace, mode.item.child, form.action, rung, why), form)

    def _answer(self) -> None:
        mode, form = self._mode, self.answering
        if mode.item is None:
            return
        if form.row is None:
            mode.tell("Choose who answered.")
            return
        if not form.outcome.text().strip():
            mode.tell("Say what came of it.")
            return
        self._settle(live.answering(mode.workspace, mode.item.child, form.row, form.outcome.text()), form)

    def _settle(self, edit: Edit, form: Small) -> None:
        """Record what a small form asked for, and close it."""
        mode = self._mode
        if mode.do(edit, form.words(), mode.tell) is not None:
            self._close(form)
            mode.tell(f"{edit.label}. Alt+Z takes it back.")

    def _close(self, form: Small) -> None:
        form.clear()
        form.hide()
        self._mode.typed()
        self._mode.deciding.decision.setFocus()
