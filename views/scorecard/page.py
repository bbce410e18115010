"""The scorecard: every measure with its figure, and behind every figure exactly its children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl
from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSplitter, QTableView, QWidget

from models import rounding
from models.dates import british
from models.measures import Period
from models.measures.breakdowns import Breakdown, breakdowns
from models.progress import Cancelled, Progress, silent
from models.publications import publications
from models.publications.locking import ahead
from models.rules.chains import chain
from models.scorecard import Line, lines
from models.scorecard.known import Revision, revisions
from models.scorecard.trends import Trend, trends
from models.snapshot import Snapshot
from views.jobs import Job
from views.linked import LinkedTable
from views.page import Page
from views.scorecard import columns, words
from views.scorecard.columns import Sub
from views.scorecard.model import BEFORE, HEADINGS, LIMIT, TREND, VALUE, WAITING, N, ScorecardModel
from views.scorecard.paint import NameDelegate, TrendDelegate
from views.scorecard.side import Side
from views.scorecard.then import Then
from views.workspace import UK, Workspace

QUICK = 30_000
"""Up to so many episodes the figures are worked out at once; more are work for beside the window."""
WIDER = 60
"""How many pixels the column of limits and targets grows by where there is room."""
SETTLED = 400
"""Milliseconds after the figures are painted before their months are worked out beside the window."""


class ScorecardPage(Page):
    """Every measure in its group: figure, n, median, the year before, direction, months, limit and target, elsewhere.

    A figure opens its children; a row unfolds them by age, sex, ethnicity, sibling group and disability.
    """

    code = "scorecard"
    title = "Scorecard"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.model = ScorecardModel(self)
        self.model.apart = self._apart
        self.table = self._table()
        self.side = Side()
        self.side.opened.connect(self.open_children)
        self.then = Then()
        self.then.opened.connect(self.open_children)
        self.then.closed.connect(self._close_then)
        self.then.hide()
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.table)
        left.addWidget(self.then)
        left.setChildrenCollapsible(False)
        left.setSizes([420, 220])
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([898, 230])
        self.side.setMinimumWidth(228)
        self.body.addWidget(self.split, 1)
        self._make_verbs()
        self.table.clicked.connect(self._clicked)
        self.table.selectionModel().currentChanged.connect(self._went)
        self.setFocusProxy(self.table)
        self._asked = 0
        self._soon = QTimer(self, interval=0, singleShot=True)  # what is passed by, at a key or a letter, is not told
        self._soon.timeout.connect(self._tell_side)
        self._months: Job | None = None
        self._later = QTimer(self, interval=SETTLED, singleShot=True)
        self._later.timeout.connect(self._work_out_months)

    def _table(self) -> QTableView:
        table = LinkedTable(self.model, self._is_link, room=6)
        table.setAccessibleName("Measures")
        table.setItemDelegateForColumn(0, NameDelegate(table))
        table.setItemDelegateForColumn(TREND, TrendDelegate(table))
        for column, heading in enumerate(HEADINGS):
            table.setColumnWidth(column, heading.width)
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        return table

    def _make_verbs(self) -> None:
        self.finding = QLineEdit()
        self.finding.setPlaceholderText("Find a measure")
        self.finding.setAccessibleName("Find a measure by its words, its code or its group")
        self.finding.setClearButtonEnabled(True)
        self.finding.setFixedWidth(170)
        self.finding.textChanged.connect(self._find)
        self.verbs.addWidget(self.finding)
        tip = "Cut percentages off after one decimal, as some papers do, instead of rounding them"
        self.cutting = self.verb("Percentages cut off", self._cut, tip=tip)
        self.cutting.setCheckable(True)
        tip = "Seal the figures of this day for good, with what they mean"
        self.publishing = self.verb("Publish …", self._publish, tip=tip)
        self.comparing = self.verb(
            "Then and now",
            self._compare,
            tip="The figures of a past day as they were known then and as they are known now, child by child",
        )

    def _publish(self) -> None:
        """The form that publishes, for the day looked at; what is published is what is known now."""
        day = self.workspace.as_at
        self.workspace.go_to(self.workspace.today)
        self.open_form.emit("publications", day)

    def _fit(self) -> None:
        """What room is left goes to the limits first, and then to the names of the measures; where not all columns fit,
        those after the limits are out of sight as wholes, and the names have what they leave."""
        wide = [self.table.columnWidth(column) for column in range(len(HEADINGS))]
        wide[LIMIT], first = HEADINGS[LIMIT].width, HEADINGS[0].width
        there = self.table.viewport().width()
        room = there - sum(wide[1:]) - first
        if room < 0:
            room = max(0, there - sum(wide[1 : LIMIT + 1]) - first)
            more = 0
        else:
            more = min(room, WIDER)
        self.table.setColumnWidth(LIMIT, wide[LIMIT] + more)
        self.table.setColumnWidth(0, first + room - more)

    def refresh(self) -> None:
        """Work out every measure for the twelve months to the day shown, beside the window where that takes long."""
        self._asked += 1
        asked, snapshot = self._asked, self.workspace.snapshot()
        self._stop_months()
        self._close_then()
        cut = rounding.chosen(self.workspace.preferences.value(rounding.PREFERENCE, False))
        self.cutting.setChecked(cut)
        self.model.cut_off(cut)
        self.side.shown = self.model.shown
        past = self.workspace.is_past
        self.comparing.setEnabled(past)
        self.comparing.setToolTip("" if past else "Choose a past day in the as-at bar first: today is known as it is")
        period = Period.year_to(snapshot.as_at)
        self.say(f"{period}, beside the same twelve months before; {self.workspace.when}. Working out …")
        if snapshot.facts.once(chain).height <= QUICK:
            self._show(asked, snapshot, lines(snapshot, period, silent))
            return

        def work(progress: Progress) -> list[Line]:
            return lines(snapshot, period, progress)

        self.workspace.run(
            "Working out the scorecard", work, lambda found: self._show(asked, snapshot, found), self._failed
        )

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, Cancelled):
            raise problem
        self.say("Stopped before the figures were worked out; choose the day again to work them out.")

    def _show(self, asked: int, snapshot: Snapshot, found: list[Line]) -> None:
        if asked != self._asked:
            return
        self.snapshot = snapshot
        self.model.shown.trends = {}
        published = snapshot.facts.whole.once(publications)
        self.side.last = published[-1] if published else None
        period = Period.year_to(snapshot.as_at)
        self.side.otherwise = ahead(snapshot.facts, period, published[-1]) if published else {}
        self._laid_out(lambda: self.model.show(found))
        for column in (N, BEFORE):  # how few are known is read without a hand on the mouse
            doubtful = any(words.doubt(line) for line in found)
            width = self.table.sizeHintForColumn(column) if doubtful else 0
            self.table.setColumnWidth(column, max(HEADINGS[column].width, width))
        self._fit()
        self._tell()
        self._later.start()

    def _tell(self) -> None:
        """The one line: the period, both clocks, how many measures are shown, and what is said of percentages."""
        found = self.model.lines
        unknown = sum(bool(line.tally.known_note) for line in found)
        notes = [f"for {unknown} of {len(found)} fewer than half have their dates"] if unknown else []
        notes += [f"{len(found)} measures shown"] if self.finding.text().strip() else []
        if self.side.otherwise and self.side.last is not None:
            many = len(self.side.otherwise)
            notes += [f"{many} defined otherwise than in “{self.side.last.title}”"]
        notes += ["percentages are cut off, not rounded"] if self.model.shown.truncated else []
        period = Period.year_to(self.snapshot.as_at)
        said = "; ".join([f"{period}, beside the same twelve months before", self.workspace.when, *notes])
        self.say(said)

    def _laid_out(self, change: object) -> None:
        """Lay the rows out anew, with the keyboard on the same measure's same column."""
        assert callable(change)
        kept = self.model.line(self.table.currentIndex())
        at = (kept.measure.code, self.table.currentIndex().column()) if kept else ("", VALUE)
        change()
        self.table.clearSpans()
        for row, line in enumerate(self.model.rows):
            if isinstance(line, str) or (isinstance(line, Sub) and line.part is None):
                self.table.setSpan(row, 0, 1, len(HEADINGS))
        shown = [line.measure.code for line in self.model.lines]
        self._put(at[0] if at[0] in shown else (shown[0] if shown else ""), at[1])
        self._soon.start()

    def go_to(self, code: str, column: int = VALUE) -> None:
        """Put the keyboard on a measure's figure; the side is about it."""
        self._put(code, column)
        self._tell_side()

    def _put(self, code: str, column: int) -> None:
        for row, line in enumerate(self.model.rows):
            if isinstance(line, Line) and line.measure.code == code:
                self.table.setCurrentIndex(self.model.index(row, column))
                self.table.horizontalScrollBar().setValue(0)
                return

    def open_cell(self, index: QModelIndex) -> None:
        """Open the children behind a figure: exactly those it counts."""
        row = self.model.row(index)
        if not isinstance(row, Line | Sub) or not self.model.opens(index):
            return
        key = HEADINGS[index.column()].key
        counted = columns.opened(row, key, self.model.shown)
        found = ids(counted)
        unlike = f": {words.spells(len(counted), len(found))}" if len(found) != len(counted) else ""
        self.open_children.emit(found, f"{self._called(row, index.column())}{unlike}")

    def _called(self, row: Line | Sub, column: int) -> str:
        if isinstance(row, Sub):
            title = f"{row.line.measure.title}, {row.of.lower()}: {row.title}"
            return f"{title}: all they are a share of" if self._of_base(row, column) else title
        title, period = row.measure.title, words.whole(row.period)
        if column == BEFORE:
            period = words.whole(row.before_period)
        elif column == WAITING:
            return f"{title}: still waiting on {british(row.period.last)}"
        elif column == TREND:
            period = words.whole(self.model.shown.trends[row.measure.code].series.points[-1].period)
        elif self._of_base(row, column):
            title = f"{title}: all they are a share of"
        return f"{title}, {period}"

    def _of_base(self, row: Line | Sub, column: int) -> bool:
        tally = row.part.tally if isinstance(row, Sub) and row.part is not None else None
        tally = row.tally if isinstance(row, Line) else tally
        return column == N and tally is not None and tally.base is not None

    def _clicked(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if index.column() == 0 and isinstance(row, Line):
            self._unfold(row, row.measure.code not in self.model.unfolded)
        else:
            self.open_cell(index)

    def _unfold(self, line: Line, open_: bool) -> None:
        at = self.table.verticalScrollBar().value()
        self._laid_out(lambda: self.model.unfold(line.measure.code, open_))
        self.table.verticalScrollBar().setValue(at)
        row = self.table.currentIndex().row()
        under = row
        while under + 1 < len(self.model.rows) and isinstance(self.model.rows[under + 1], Sub):
            under += 1
        self.table.scrollTo(self.model.index(under, VALUE))  # what was unfolded is in sight, its own row first
        self.table.scrollTo(self.model.index(row, VALUE))

    def _apart(self, line: Line) -> Sequence[Breakdown]:
        """A measure's children told apart, worked out when its row is unfolded."""
        return breakdowns(self.snapshot, {line.measure.code: line.tally})[line.measure.code]

    def _went(self, index: QModelIndex, before: QModelIndex) -> None:
        if self.model.line(index) is not self.model.line(before):
            self._soon.start()

    def _tell_side(self) -> None:
        """The side is about the line that the keyboard is on."""
        self._soon.stop()
        line = self.model.line(self.table.currentIndex())
        self.side.show_line(line, None if line is None else self.snapshot)

    def _find(self, asked: str) -> None:
        self._laid_out(lambda: self.model.ask(asked))
        self._tell()

    def _cut(self) -> None:
        cut = self.cutting.isChecked()
        self.workspace.preferences.setValue(rounding.PREFERENCE, cut)
        self.model.cut_off(cut)
        self._tell_side()
        self._tell()

    def step_out(self) -> bool:
        """Esc closes what was known then, then clears the words looked for."""
        if not self.then.isHidden():
            self._close_then()
            self.table.setFocus()
            return True
        if self.finding.text():
            self.finding.clear()
            return True
        return False

    # The months, beside the window.

    def hideEvent(self, event: QEvent) -> None:
        """Nobody waits for the months of a page that is not seen."""
        self._stop_months()
        super().hideEvent(event)  # type: ignore[arg-type]

    def showEvent(self, event: QEvent) -> None:
        """Work the months out, if they were left off."""
        super().showEvent(event)  # type: ignore[arg-type]
        if self.model.rows and not self.model.shown.trends:
            self._later.start()

    def _stop_months(self) -> None:
        self._later.stop()
        if self._months is not None and self._months.running:
            self._months.give_up()
        self._months = None

    def _work_out_months(self) -> None:
        if self.workspace.closed or not self.isVisible():
            return
        asked, snapshot = self._asked, self.snapshot

        def work(progress: Progress) -> dict[str, Trend]:
            return trends(snapshot, progress=progress)

        def done(found: dict[str, Trend]) -> None:
            if asked == self._asked:
                self.model.take_in(found)
                self._tell_side()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                raise problem

        self._months = self.workspace.run("Working out the months", work, done, failed)

    # Then known, now known.

    def _compare(self) -> None:
        """The day looked at, as known then (at the end of it, unless another moment is looked at), beside now."""
        then, as_at, asked = self._moment(), self.workspace.as_at, self._asked
        store = self.workspace.store

        def work(progress: Progress) -> list[Revision]:
            now = Snapshot(store.facts(None), as_at)
            return revisions(store.facts(then), now, Period.year_to(as_at), progress=progress)

        def done(found: list[Revision]) -> None:
            if asked == self._asked:
                self.then.show_revisions(found, then.astimezone(UK), self.model.shown.truncated)
                self.then.show()
                self.then.setFocus()

        self.workspace.run("Then known, now known", work, done, self._failed_to_compare)

    def _failed_to_compare(self, problem: Exception) -> None:
        if not isinstance(problem, Cancelled):
            raise problem

    def _moment(self) -> dt.datetime:
        if self.workspace.known_on is not None:
            return self.workspace.known_on
        return dt.datetime.combine(self.workspace.as_at, dt.time(23, 59, 59), UK).astimezone(dt.UTC)

    def _close_then(self) -> None:
        self.then.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the figure the keyboard is on."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        if watched is self.table.viewport() and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _is_link(self, index: QModelIndex) -> bool:
        return self.model.opens(index) or (index.column() == 0 and isinstance(self.model.row(index), Line))

    def _key(self, event: QKeyEvent) -> bool:
        index = self.table.currentIndex()
        line = self.model.line(index)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_cell(index if self.model.opens(index) else index.siblingAtColumn(VALUE))
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self._to_next_line(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() == Qt.Key.Key_Space and line is not None:
            self._unfold(line, line.measure.code not in self.model.unfolded)
            return True
        return False

    def _to_next_line(self, by: int) -> None:
        """Up and down pass over the names of groups, and of what children are told apart by."""
        index = self.table.currentIndex()
        row = index.row() + by
        while 0 <= row < len(self.model.rows):
            if self.model.flags(self.model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable:
                self.table.setCurrentIndex(self.model.index(row, index.column()))
                return
            row += by


def ids(children: pl.Series) -> list[str]:
    """The children of a tally, each once, in its order."""
    return list(children.unique(maintain_order=True))
