"""The publications page: what was published and sealed, and each revision of it with its children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.dates import british
from models.edits import Conflict, Edit, Refused
from models.measures import MEASURES, Period
from models.progress import Cancelled, Progress
from models.publications import Publication, Seal, counted, publications, seal
from models.publications.content import IN, unpacked
from models.publications.locking import ahead, headed, locked
from models.publications.revising import Revision, revisions
from models.rounding import PREFERENCE, chosen
from models.rules import merged
from models.snapshot import Snapshot
from models.trackers import framed
from views.child.forms import FormView
from views.grid.table import HEADER
from views.grid.view import GridView
from views.message import Message
from views.page import Page
from views.publications import rows
from views.publications.form import CODE, Asked, locks, publishing
from views.side_form import SideForm
from views.theme import theme
from views.workspace import Workspace

if TYPE_CHECKING:
    from models.store import Changes

LISTED = 160
"""Height of the list of publications, so that the figures of one have room."""
EMPTY = "Nothing was published from this file yet: Publish seals the figures of a day for good."


class PublicationsPage(Page):
    """Every publication; of the one chosen its sealed figures, what they are now, and what changed child by child."""

    code = "publications"
    title = "Publications"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.found: list[Publication] = []
        self.revised: dict[str, Revision] | None = None
        self._of = 0
        """The publication whose figures are shown."""
        self._asked = 0
        self.publish_button = self.verb("Publish …", self.ask, tip="Seals the figures of a day for good")
        self.counted_button = self.verb("Open who was counted", self.open_counted)
        self.changed_button = self.verb("Open who changed", self.open_changed)
        self.message = Message()
        self.lock = self._label()
        self.list = self._grid("publications", "publications")
        self.figures = self._grid("publication_figures", "sealed figures")
        self.changes = self._grid("publication_changes", "children counted otherwise")
        down = QVBoxLayout()
        down.setSpacing(8)
        for grid, share in ((self.list, 0), (self.figures, 3), (self.changes, 2)):
            down.addWidget(grid, share)
        for grid in (self.list, self.changes):
            grid.bar.hide()  # few rows: the room is for the figures
        down.insertWidget(1, self.lock)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(8)
        self._middle.addLayout(down, 1)
        self.body.addLayout(self._middle, 1)
        self.body.addWidget(self.message)
        self.form = SideForm(workspace, self._middle, self.list.table, self.message.tell, self._publish)
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(lambda _number: self.figures.table.setFocus())
        self.figures.current_changed.connect(self._show_changes)
        self.figures.opened.connect(lambda _code: self.open_counted())
        self.changes.opened.connect(self._open_child)
        workspace.busy_changed.connect(lambda _busy: self._allow())
        self.setFocusProxy(self.list)

    def _label(self) -> QLabel:
        label = QLabel(" ")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _grid(self, code: str, noun: str) -> GridView:
        grid = GridView(code, self.workspace, noun=noun, key="id")
        grid.table.horizontalHeader().setStretchLastSection(True)
        return grid

    # What is shown

    def refresh(self) -> None:
        """Read what was published; it is the same whatever day is looked at."""
        facts = self.workspace.snapshot().facts
        self.found = publications(facts)
        kept = self.list.current
        self.list.show_rows(rows.PUBLICATIONS, rows.publications(self.found, self.workspace.store.change_sets()))
        many = len(self.found)
        self.say(
            f"{many:,} publication{'' if many == 1 else 's'}, sealed; what was recorded later is told beside them"
            if many
            else EMPTY
        )
        scroll = self.list.table.horizontalScrollBar().sizeHint().height()
        self.list.setFixedHeight(min(LISTED, HEADER + max(1, many) * theme().row + scroll + 4))
        self._of = 0
        known = {str(each.number) for each in self.found}
        if many:
            self.list.select(kept if kept in known else str(self.found[-1].number))
            self._choose(self.list.current or "")
        else:
            self.figures.show_rows(rows.FIGURES, framed(rows.FIGURES, []))
            self._show_changes("")
        self._allow()

    @property
    def publication(self) -> Publication | None:
        """The one whose figures are shown."""
        return next((each for each in self.found if each.number == self._of), None)

    @property
    def truncated(self) -> bool:
        """Whether percentages are cut off, as this reader chose."""
        return chosen(self.workspace.preferences.value(PREFERENCE, ""))

    def _choose(self, number: str) -> None:
        if not number.isdigit() or int(number) == self._of:
            return
        self._of, self.revised = int(number), None
        publication = self.publication
        if publication is None:
            return
        before = next((each for each in reversed(self.found) if each.number < self._of), None)
        lock = locked(publication, before) if before is not None else []
        of = headed(before) if before is not None else ""
        self.lock.setText("\n".join([f"Otherwise than in {of}:", *lock]))
        self.lock.setVisible(bool(lock))
        self._show_figures()
        self._revise(publication)

    def _revise(self, publication: Publication) -> None:
        """Look, beside the window, for what the record says otherwise now."""
        self._asked += 1
        asked, store = self._asked, self.workspace.store
        snapshot = Snapshot(self.workspace.snapshot().facts, publication.day)

        def work(progress: Progress) -> list[Revision]:
            return revisions(publication, snapshot, store.touched(publication.stood_at), store.replayed, progress)

        def done(found: list[Revision]) -> None:
            if asked == self._asked:
                self.revised = {each.code: each for each in found}
                self._show_figures()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                raise problem
            self.message.tell("Stopped before the revisions were found; choose the publication again to look for them.")
            self._of = 0

        self.workspace.run(f"Revisions of {publication.title}", work, done, failed)

    def _show_figures(self) -> None:
        publication = self.publication
        if publication is None:
            return
        kept = self.figures.current
        revised = None if self.revised is None else list(self.revised.values())
        self.figures.show_rows(rows.FIGURES, rows.figures(publication, revised, self.truncated))
        first = revised[0].code if revised else next(iter(publication.figures), "")
        self.figures.select(kept if kept in publication.figures else first)
        self._show_changes(self.figures.current or "")

    def _show_changes(self, code: str) -> None:
        found = rows.changes((self.revised or {}).get(code))
        self.changes.show_rows(rows.CHANGES, found)
        self.changes.setHidden(found.is_empty())  # the room is for the figures
        self._allow()

    # What opens

    def open_counted(self) -> None:
        """Open exactly the children the sealed figure counted, as far as their record was not erased."""
        publication, code = self.publication, self.figures.current
        if publication is None or not code:
            return
        keys = unpacked(counted(self.workspace.snapshot().facts, publication.number))
        found = keys.filter((pl.col("code") == code) & (pl.col("role") == IN))["child"]
        if found.is_empty():
            self.message.tell("Nobody counted in this figure.")
            return
        said = publication.figures[code]
        self._open_children(found, said["counted"], f"{said['title']}, as published in “{publication.title}”")

    def open_changed(self) -> None:
        """Open exactly the children who are counted otherwise now."""
        revision = (self.revised or {}).get(self.figures.current or "")
        if revision is not None and (children := revision.children):
            self._open_children(children, len(children), f"{revision.title}, counted otherwise since it was published")

    def _open_children(self, found: Iterable[str], counted: int, words: str) -> None:
        """Open children where their records are now: a child may count twice, or its record was erased or merged."""
        gone = self.workspace.snapshot().facts.once(merged.into)
        children = sorted({gone.get(child, child) for child in found})
        many = f"{len(children):,} {'child' if len(children) == 1 else 'children'}"
        unlike = f": counted {counted:,}, {many} now" if len(children) != counted else ""
        self.open_children.emit(children, f"{words}{unlike}")

    def _open_child(self, row: str) -> None:
        revision = (self.revised or {}).get(self.figures.current or "")
        if revision is not None:
            self.open_child.emit(revision.changes[int(row)].child)

    # Publishing

    def ask(self, day: dt.date | None = None) -> None:
        """Ask what is to be published, with what it would lock."""
        day = day or self.workspace.today
        facts = self.workspace.snapshot().facts
        before = self.found[-1] if self.found else None
        otherwise = ahead(facts, Period.year_to(day), before) if before is not None else {}
        self.form.open(publishing(day, locks(len(MEASURES), before, otherwise)))

    def _publish(self, edit: Edit, view: FormView) -> bool:
        """Work the figures out beside the window, then publish them; the form stays until that is done."""
        if not isinstance(edit, Asked):
            return False
        if self.workspace.why_not:
            view.refuse(Refused(f"{self.workspace.why_not}."))
            return False
        period = Period.year_to(edit.day) if edit.first is None else Period(edit.first, edit.day)
        snapshot = Snapshot(self.workspace.snapshot().facts, edit.day)
        self.message.tell("Working out the figures …")

        def work(progress: Progress) -> Seal:
            return seal(snapshot, period, edit.title, progress=progress)

        def failed(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                raise problem
            self.message.tell("Stopped: nothing was published.")

        self.workspace.run(f"Publish “{edit.title}”", work, self._seal, failed)
        return False

    def _seal(self, edit: Seal) -> None:
        from models.store import CannotOpen

        view = self.form.view
        try:
            changes: Changes = self.workspace.do(edit)
        except (Refused, Conflict, CannotOpen) as problem:
            if view is not None and view.form.code == CODE:
                view.refuse(problem)
                self.message.tell(" ")
            else:
                self.message.tell(str(problem), wrong=True)
            return
        if view is not None and view.form.code == CODE:
            self.form.done()
        self.ensure_drawn()
        if changes.number is not None and self.found:
            self.list.select(str(self.found[-1].number))
        self.message.tell(f"{edit.label}, as at {british(edit.day)}. Ctrl+Z takes it back.")

    def _allow(self) -> None:
        self.publish_button.setEnabled(self.workspace.can_edit)
        self.publish_button.setToolTip(self.workspace.why_not or "Seals the figures of a day for good")
        revision = (self.revised or {}).get(self.figures.current or "")
        self.counted_button.setEnabled(self.publication is not None)
        self.counted_button.setToolTip(
            "The children the sealed figure counted" if self.publication else "Nothing is chosen"
        )
        self.changed_button.setEnabled(revision is not None and bool(revision.children))
        self.changed_button.setToolTip(
            "The children who are counted otherwise now"
            if self.changed_button.isEnabled()
            else "Nobody is counted otherwise now"
        )

    def step_out(self) -> bool:
        """Esc closes the form, then takes the message away."""
        if self.form.leave():
            return True
        return self.message.take_away()

    def leave(self) -> bool:
        """What is typed is kept, and stands in the form when it is opened again."""
        self.form.keep()
        return True
