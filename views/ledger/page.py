"""The ledger page: every act that changed anything, newest first; checked, and taken back one by one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtWidgets import QWidget

from models.edits import Conflict
from models.history import UK
from models.progress import Cancelled
from models.trackers import framed
from views.grid.view import GridView
from views.message import Message
from views.page import Page
from views.tables import ACTS
from views.workspace import MANY, Workspace

if TYPE_CHECKING:
    from models.store import Changes, Verdict

KINDS = {
    "change": "Change",
    "correction": "Correction",
    "import": "Import",
    "undo": "Undo",
    "migration": "Migration",
    "demonstration": "Demonstration",
    "erasure": "Erasure",
}
FINAL = ("migration", "erasure")
"""Acts that cannot be taken back."""


class LedgerPage(Page):
    """Every change set. Verify checks the whole chain, Undo takes back the chosen act where nobody built on it."""

    code = "ledger"
    title = "Ledger"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.undo_button = self.verb("Undo this act", self.undo, tip="Takes back the chosen act, as an act of its own")
        self.verify_button = self.verb("Verify", self.verify, tip="Works out every digest anew and compares")
        self.message = Message()
        self.grid = GridView("ledger", workspace, noun="change sets", key="id")
        self.body.addWidget(self.message)
        self.grid.table.horizontalHeader().setStretchLastSection(True)
        self.body.addWidget(self.grid, 1)
        self.grid.current_changed.connect(lambda _number: self._allow())
        workspace.busy_changed.connect(lambda _busy: self._allow())
        self.setFocusProxy(self.grid)

    def refresh(self) -> None:
        """Read the ledger; the acts are the same whatever day is looked at."""
        kept = self.grid.current
        acts = self.workspace.store.change_sets()
        self.frame = rows(acts)
        self.grid.show_rows(ACTS, self.frame)
        many = len(self.frame)
        self.say(
            f"{many:,} change set{'' if many == 1 else 's'}, all that was ever recorded in this file; newest first"
            if many
            else "Nothing has been recorded yet: the first import or edit will stand here"
        )
        if many:
            self.grid.select(kept or self.frame["id"][0])
        self._allow()

    def chosen(self) -> dict[str, object] | None:
        """The act the keyboard is on."""
        number = self.grid.current
        if number is None:
            return None
        found = self.frame.filter(pl.col("id") == number)
        return found.row(0, named=True) if len(found) else None

    def _allow(self) -> None:
        act = self.chosen() if hasattr(self, "frame") else None
        why = (
            "There is no act to undo"
            if act is None
            else self.workspace.why_not
            if self.workspace.why_not
            else f"{act['kind']} cannot be undone"
            if str(act["kind"]).lower() in FINAL
            else f"It was undone already: {act['state']}"
            if act["state"]
            else ""
        )
        self.undo_button.setEnabled(not why)
        self.undo_button.setToolTip(why or f"Takes back “{act['label'] if act else ''}”, as an act of its own")

    def undo(self) -> None:
        """Take back the chosen act; refused with a sentence where somebody built on it since."""
        act = self.chosen()
        if act is None or not self.undo_button.isEnabled():
            return
        number, label, many = int(str(act["number"])), str(act["label"]), int(str(act["rows"] or 0))
        workspace = self.workspace
        from models.store import CannotOpen

        def done(changes: Changes) -> None:
            workspace.recorded(changes)
            self.message.tell(f"Undone: {label}. Undo again (Ctrl+Z) brings it back.")

        def failed(problem: Exception) -> None:
            if isinstance(problem, (Conflict, CannotOpen)):
                self.message.tell(str(problem), wrong=True)
            elif not isinstance(problem, Cancelled):
                raise problem

        if many > MANY:
            workspace.run(
                f"Undo {label}",
                lambda progress: workspace.store.undo(number, who=workspace.who, progress=progress),
                done,
                failed,
                writes=True,
            )
            return
        try:
            changes = workspace.store.undo(number, who=workspace.who)
        except (Conflict, CannotOpen) as problem:
            failed(problem)
        else:
            done(changes)

    def verify(self) -> None:
        """Check the whole chain beside the window, and say what came out."""
        self.verify_button.setEnabled(False)
        self.message.tell("Checking every change set …")
        store = self.workspace.store

        def done(verdict: Verdict) -> None:
            self.verify_button.setEnabled(True)
            self.message.tell(verdict.words, wrong=not verdict.ok)
            if verdict.first_bad is not None:
                self.grid.select(str(verdict.first_bad))

        def failed(problem: Exception) -> None:
            self.verify_button.setEnabled(True)
            self.message.tell("Checking was stopped.")
            if not isinstance(problem, Cancelled):
                raise problem

        self.workspace.run("Checking the ledger", lambda progress: store.verify(progress=progress), done, failed)

    def step_out(self) -> bool:
        """Esc takes the message away."""
        return self.message.take_away()


def rows(acts: pl.DataFrame) -> pl.DataFrame:
    """The acts as the page shows them, newest first: times in UK time, kinds in words, what was undone by what."""
    undone: dict[int, int] = {}
    for act in acts.sort("number", descending=True).to_dicts():
        if act["undoes"] is not None and act["number"] not in undone:
            undone.setdefault(act["undoes"], act["number"])
    found = []
    for act in acts.sort("number", descending=True).to_dicts():
        at = dt.datetime.fromisoformat(act["at"]).astimezone(UK)
        by = undone.get(act["number"])
        found.append(
            act
            | {
                "id": str(act["number"]),
                "day": at.date(),
                "time": f"{at:%H:%M}",
                "kind": KINDS.get(act["kind"], act["kind"]),
                "state": f"undone by no. {by}" if by else None,
            }
        )
    return framed(ACTS, found)
