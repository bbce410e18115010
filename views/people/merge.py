"""Two records side by side, and the one button that makes one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.edits import Conflict, Refused, Row
from models.edits.identity import TABLES, Clash, MergeChildren, Merging, Side, merging
from models.history import FIELDS, NOUNS, called
from models.history.words import TENTHS, plain, small
from models.store import CannotOpen
from models.trackers import Column, framed
from views.child.form_fields import ENTER, said_label
from views.grid.view import GridView
from views.kept import Keeping, Kept, begun
from views.page import Page
from views.workspace import Workspace

COUNTS = (
    Column("what", "Recorded", "text", "The kind of fact.", 22),
    Column("keep", "Stays", "number", "How many facts of this kind the record that stays has.", 7),
    Column("gone", "Goes", "number", "How many facts of this kind the record that goes has.", 7),
)
CELLS = (
    Column("what", "Cell in which they differ", "text", "The fact and its cell.", 42),
    Column("keep", "In the record that stays", "text", "What stands there.", 24),
    Column("gone", "In the record that goes", "text", "What stands in the other.", 24),
    Column("chosen", "Chosen", "text", "Which of the two is kept. Enter or Space takes the other.", 14),
)
WIDE = 316


class MergePage(Page):
    """What two records have, the cells in which they differ, and what a merge would do."""

    code = "merge"
    title = "Merge two records"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.verb("Records that look alike", lambda: self.open_page.emit("doubles"), tip="Pairs found by the program")
        self.verb("Separate merged records", lambda: self.open_page.emit("merged"), tip="The records merged so far")
        self.stays, self.goes, self.why = QLineEdit(), QLineEdit(), QLineEdit()
        self.swapping = QPushButton("Swap")
        self.swapping.setToolTip("The other record stays")
        self.swapping.clicked.connect(self.swap)
        self.counts = GridView("merge-counts", workspace, noun="kinds of facts", key="what")
        self.cells = GridView("merge-cells", workspace, noun="cells that differ", key="id")
        self.cells.opened.connect(self.choose)
        self.cells.table.installEventFilter(self)
        self.preview = said_label(" ", "")
        self.problem = said_label(" ", "problem")
        self.merging_button = QPushButton("Merge")
        self.merging_button.setProperty("role", "primary")
        self.merging_button.clicked.connect(self.merge)
        self._chosen: dict[str, Side] = {}
        self._found = Merging(0, 0, ())
        self._compared, self._seen = ("", ""), 0
        """The two records that are shown, and the change set as at which they are."""
        self._lack = ""
        """Why these two cannot be merged."""
        self._lay_out()
        self.kept = Kept(workspace, self.problem.setText)
        self._fields = {"stays": self.stays, "goes": self.goes, "why": self.why}
        self._later = Keeping(self._keep, self)
        for field in self._fields.values():
            field.textEdited.connect(lambda _text: self._later.letter())  # not of an id that was only put in
        for field in (self.stays, self.goes):
            field.editingFinished.connect(self._look)
            field.textEdited.connect(lambda _text: self._forget())
        workspace.busy_changed.connect(lambda _busy: self._allow())
        self.setFocusProxy(self.stays)

    def _lay_out(self) -> None:
        ids = QHBoxLayout()
        ids.setSpacing(8)
        for words, field in (("Record that stays", self.stays), ("Record that goes", self.goes)):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            field.setPlaceholderText("The child's id")
            field.setFixedWidth(180)
            ids.addWidget(label)
            ids.addWidget(field)
            ids.addSpacing(8)
        ids.addWidget(self.swapping)
        ids.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(12)
        self.counts.setFixedWidth(WIDE)
        for grid in (self.counts, self.cells):
            grid.table.horizontalHeader().setStretchLastSection(True)
            grid.bar.hide()
        across.addWidget(self.counts)
        across.addWidget(self.cells, 1)
        reason = QHBoxLayout()
        label = QLabel("Why they are one child (optional)")
        label.setBuddy(self.why)
        self.why.setAccessibleName("Why they are one child")
        reason.addWidget(label)
        reason.addWidget(self.why, 1)
        reason.addWidget(self.merging_button)
        below = QVBoxLayout()
        below.setSpacing(4)
        for widget in (self.preview, self.problem):
            below.addWidget(widget)
        below.addLayout(reason)
        self.body.addLayout(ids)
        self.body.addLayout(across, 1)
        self.body.addLayout(below)

    # What is shown

    def show_children(self, children: Sequence[str], _words: str = "") -> None:
        """Compare these two; with one or none, the others are to be typed, or were before the file was closed."""
        one, other = (*children, "", "")[:2]
        if self.ids == ("", "") and self._take_up(children):
            self._forget()
        elif (one, other) != (self.stays.text(), self.goes.text()) and children:
            self.stays.setText(one)
            self.goes.setText(other)
            self._forget()
            self.why.clear()
        self.stale()

    @property
    def ids(self) -> tuple[str, str]:
        """The record that stays and the one that goes."""
        return self.stays.text().strip(), self.goes.text().strip()

    def swap(self) -> None:
        """The other record stays; what was chosen of each cell is chosen still."""
        keep, gone = self.ids
        turned: dict[str, Side] = {
            clash.what: "keep" if self._chosen.get(clash.what) == "gone" else "gone" for clash in self._found.clashes
        }
        self.stays.setText(gone)
        self.goes.setText(keep)
        self._chosen = turned
        self._later.letter()
        self._look()

    def refresh(self) -> None:
        """Compare the two records as they stand."""
        keep, gone = self.ids
        rows = self._rows(keep, gone) if keep and gone and keep != gone else {}
        self._compared = (keep, gone)
        self._found = merging(rows)
        what = [(NOUNS[table][0], len(here), len(there)) for table, (here, there) in rows.items() if here or there]
        schema = {"what": pl.String, "keep": pl.Int64, "gone": pl.Int64}
        self.counts.show_rows(COUNTS, pl.DataFrame(what, schema=schema, orient="row"))
        self._show_cells()
        missing = [
            child for child, at in ((keep, 0), (gone, 1)) if rows and not any(each[at] for each in rows.values())
        ]
        self._lack = (
            "Type the ids of the two records"
            if not (keep and gone)
            else "Choose two different records to merge"
            if keep == gone
            else f"No child {missing[0]} is recorded here"
            if missing
            else ""
        )
        self.say(
            "Two records of one child become one, as one step that can be taken back · Enter or Space on a cell takes "
            "its other value"
        )
        self._preview()
        self._allow()

    def choose(self, which: str) -> None:
        """Take the other value of a cell."""
        clash = self._found.clashes[int(which)]
        self._chosen[clash.what] = "keep" if self._side(clash) == "gone" else "gone"
        self._show_cells()

    def merge(self) -> None:
        """Make one record of the two, as one step; then the child's page opens."""
        if self.ids != self._compared:
            self._look()
        keep, gone = self.ids
        why = self.workspace.why_not or self._lack
        if why:
            self.problem.setText(f"{why}.")
            return
        choices = tuple((clash.what, self._side(clash)) for clash in self._found.clashes)
        try:
            self.workspace.do(MergeChildren(keep, gone, choices, self.why.text().strip() or None, self._seen))
        except (Refused, Conflict, CannotOpen) as problem:
            self._look()
            self.problem.setText(str(problem))
            return
        for field in self._fields.values():
            field.clear()
        self._keep()
        self._forget()
        self.open_child.emit(keep)
        self.workspace.told.emit(f"The record of {gone} was merged into that of {keep}. Ctrl+Z separates them.")

    # Behind

    def _take_up(self, children: Sequence[str]) -> bool:
        """Put in what was typed of these before the file was closed; False where nothing was."""
        draft = self.kept.of(self.code)
        if draft is None or tuple(children) != (draft.words["stays"], draft.words["goes"])[: len(children)]:
            return False
        for name, field in self._fields.items():
            field.setText(draft.words[name])
        self.workspace.told.emit(begun(draft))
        return True

    def _keep(self) -> None:
        """Keep what is typed beside the file."""
        self._later.stop()
        words = {name: field.text() for name, field in self._fields.items()}
        self.kept.keep(self.code, "two records to be merged", words if any(words.values()) else {})

    def leave(self) -> bool:
        """What is typed is kept, and stands here when one comes back."""
        if self._later.isActive():
            self._keep()
        return True

    def _rows(self, keep: str, gone: str) -> dict[str, tuple[Sequence[Row], Sequence[Row]]]:
        facts = self.workspace.about([keep, gone]).facts
        self._seen = facts.number
        found: dict[str, tuple[Sequence[Row], Sequence[Row]]] = {}
        for table in TABLES:
            by_child = facts[table].partition_by("child", as_dict=True)
            here, there = (by_child.get((child,)) for child in (keep, gone))
            found[table] = (
                here.to_dicts() if here is not None else [],
                there.to_dicts() if there is not None else [],
            )
        return found

    def _side(self, clash: Clash) -> Side:
        return self._chosen.get(clash.what, "keep")

    def _show_cells(self) -> None:
        keep, gone = self.ids
        rows = [
            {
                "id": str(number),
                "what": _of(clash),
                "keep": _value(clash, clash.keep),
                "gone": _value(clash, clash.gone),
                "chosen": f"that of {keep if self._side(clash) == 'keep' else gone}",
            }
            for number, clash in enumerate(self._found.clashes)
        ]
        self.cells.show_rows(CELLS, framed(CELLS, rows))

    def _preview(self) -> None:
        keep, gone = self.ids
        if self._lack:
            self.preview.setText(f"{self._lack}.")
            return
        found = self._found
        parts = [f"Will move {_many(found.moves, 'fact')}"]
        if found.fills:
            parts.append(f"fill {_many(found.fills, 'blank cell')}")
        cells = "1 cell is chosen" if len(found.clashes) == 1 else f"{len(found.clashes)} cells are chosen"
        parts.append(f"{cells}; the record of {gone} will be empty and lead to {keep}.")
        self.preview.setText(", ".join(parts))

    def _look(self) -> None:
        """Compare again, where other ids are typed or something was changed; closing the file leaves a field too."""
        if self.workspace.closed:
            return
        self.problem.setText(" ")
        self.refresh()

    def _forget(self) -> None:
        self._chosen = {}
        self.problem.setText(" ")

    def _allow(self) -> None:
        why = self.workspace.why_not or self._lack
        self.merging_button.setEnabled(not why)
        self.merging_button.setToolTip(why or "One step, that can be taken back")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space on a cell takes its other value."""
        if (
            watched is self.cells.table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
            and self.cells.current is not None
        ):
            self.choose(self.cells.current)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it."""
        focus = self.focusWidget()
        if event.key() in ENTER and isinstance(focus, QPushButton):
            focus.click()
        else:
            super().keyPressEvent(event)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _of(clash: Clash) -> str:
    """The cell in words: “Care episode of 10 Jan 2024: legal status”."""
    when = NOUNS[clash.table][1]
    on = f" of {plain(clash.fact[when])}" if when and clash.fact.get(when) else ""
    return f"{called(clash.table, clash.fact)}{on}: {small(FIELDS[clash.table][clash.cell][0])}"


def _value(clash: Clash, value: Any) -> str:
    """A value in words."""
    if (clash.table, clash.cell) in TENTHS:
        return f"{int(value) / 10:g}"
    return plain(value, FIELDS[clash.table][clash.cell][1])
