"""A measure's page: its definition, who is in and out and why, limits with their dates, target, elsewhere, why it
moved and how far missing dates could move it. Every number of children in it opens exactly those children."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.dates import NOTHING, british
from models.measures import Group
from models.publications import Publication
from models.publications.locking import headed
from models.scorecard import Line
from models.series import gaps, moves
from models.snapshot import Snapshot
from models.trackers import STATES
from views.scorecard import words
from views.scorecard.columns import Shown


class Side(QScrollArea):
    """One measure in full."""

    opened = Signal(list, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("The measure's page")
        self.shown = Shown()
        self.links: list[QPushButton] = []
        self.last: Publication | None = None
        """The last publication, which locked the definitions; and what is otherwise now, by measure."""
        self.otherwise: Mapping[str, Sequence[str]] = {}
        self.show_line(None)

    def show_line(self, line: Line | None, snapshot: Snapshot | None = None) -> None:
        """Show what stands behind a line; without one, how to see it."""
        inside = QFrame()
        inside.setProperty("role", "side")
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(12, 12, 12, 12)
        self._layout.setSpacing(4)
        self.links = []
        if line is None:
            self._text("Choose a measure to see how it is worked out.", "muted")
        else:
            self._about(line, snapshot)
        self._layout.addStretch(1)
        self.setWidget(inside)

    def _about(self, line: Line, snapshot: Snapshot | None) -> None:
        measure, tally = line.measure, line.tally
        self._text(f"{measure.code}  {measure.title}", "section")
        self._text(words.whole(line.period), "muted")
        value = words.figure(tally.value, measure.unit, self.shown.truncated)
        self._text(value + (f", {tally.known_note}" if tally.known_note else ""))
        if line.before_tally.known_note:
            self._text(f"The year before: {line.before_tally.known_note}", "muted")
        if not tally.kept:
            self._text(tally.wanted or "The record that this rests on is not kept here.", "muted")
        if tally.span:
            middle = words.number(tally.median, measure.unit)
            self._text(f"Median {middle}, from {tally.span[0]:,} to {tally.span[1]:,}".replace("-", "−"), "muted")
        judged = line.judged
        self._text(f"{STATES[judged.letter][0]} {judged.letter}  {judged.words}")
        if measure.code in self.shown.trends:
            self._text(self.shown.trends[measure.code].words, "muted")
        self._finished_and_waiting(line)
        for paragraph in measure.words[""].split("\n\n"):
            self._text(paragraph)
        self._who(line)
        if snapshot is not None:
            self._bounds(line, snapshot)
            self._moved(line, snapshot)
        self._standards(line)
        self._lock(line)
        self._heading("Source")
        self._text(measure.source)
        self._text(f"Definition {measure.identity}", "muted")

    def _finished_and_waiting(self, line: Line) -> None:
        """Those who finished and those who still wait, with the same four figures of each."""
        waiting, tally = line.waiting, line.tally
        if waiting is None or tally.days is None:
            return
        self._heading("Finished, and still waiting")
        for said, children, mean, of in (
            ("finished", tally.children, tally.value, tally),
            ("still waiting", waiting.children, waiting.value, waiting),
        ):
            self._link(said, children, f"{line.measure.title}: {said}")
            if mean is not None:
                so_far = "" if of is tally else "so far "
                self._text(
                    f"{so_far}mean {words.number(mean, of.unit)}, median {words.number(of.median, of.unit)}, "
                    f"quartiles {words.quartiles(of.quartiles, of.unit)}",
                    "muted",
                )

    def _who(self, line: Line) -> None:
        measure, tally = line.measure, line.tally
        self._heading("Counted (numerator)")
        self._text(measure.counted)
        self._link("counted", tally.children, f"{measure.title}: counted")
        if len(tally.flagged):
            self._link("also shown apart", tally.flagged, f"{measure.title}: shown apart")
        self._heading("Of (denominator)")
        self._text(measure.base)
        if tally.base is not None:
            self._link("they are a share of", tally.base, f"{measure.title}: all they are a share of")
        self._heading("Who is out, and why")
        self._text(measure.words["Who is out"] or "Only who does not meet the definition.")
        if len(tally.no_date):
            self._link("out: a date is not known", tally.no_date, f"{measure.title}: a date is not known")
        else:
            self._text("Nobody who should count is out for want of a date.", "muted")
        self._groups("By kind", tally.groups, line)
        self._groups("How it adds up", tally.parts, line)
        self._groups("Beside the figure", [group for group in line.apart if group is not line.waiting], line)

    def _bounds(self, line: Line, snapshot: Snapshot) -> None:
        """What the figure could be once the missing dates are known."""
        if line.measure.code not in gaps.CLOCKS or not len(line.tally.no_date):
            return
        found = gaps.bounded(snapshot, line.measure.code, line.period)
        if found is not None:
            self._heading("Once the missing dates are known")
            self._text(found.said())

    def _moved(self, line: Line, snapshot: Snapshot) -> None:
        """Why a mean is another than the year before, in parts that add up; worked out when it is asked for."""
        if line.measure.code not in moves.CLOCKS or not line.tally.n or not line.before_tally.n:
            return
        self._heading("Why it moved")
        at = QVBoxLayout()
        at.setSpacing(4)

        def told(by: moves.By) -> None:
            while (item := at.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    self.links = [link for link in self.links if link is not widget]
                    widget.setParent(None)
                    widget.deleteLater()
            found = moves.why(snapshot, line.measure.code, line.before_period, line.period, by=by)
            if found is None:
                self._text("There is nothing to compare.", "muted", at)
                return
            self._text(found.words, "", at)
            for _part, said, days, children in found.lines:
                self._link(f"{days:+,}  {said}".replace("-", "−", 1), children, f"{line.measure.title}: {said}",
                           whole=True, layout=at)  # fmt: skip
            self._text("The parts add up to the change.", "muted", at)

        self._text("The change since the year before, in speed, case mix, single children and late recording.", "muted")
        for by, said in moves.BY.items():
            self._button(f"Split it, the mix by {said}", lambda by=by: told(by))  # type: ignore[misc]
        self._layout.addLayout(at)

    def _standards(self, line: Line) -> None:
        unit = line.measure.unit
        if line.measure.thresholds:
            self._heading("Limits")
            for limit in line.measure.thresholds:
                on_each = " for each child" if limit.per == "child" else ""
                said = f"{words.figure(limit.value, unit)}{on_each}, from {british(limit.since)}: {limit.words}"
                self._text(said if limit is line.threshold else f"{said} (not on this day)", "")
        self._heading("Target and elsewhere")
        target = NOTHING if line.target is None else words.figure(line.target, unit)
        self._text(f"The authority's target: {'none is set' if line.target is None else target}")
        for each in line.comparators:
            self._text(words.comparator(each, line.measure), "muted" if each.refused else "")
        if not line.comparators:
            self._text("No published figure of elsewhere is recorded.", "muted")

    def _lock(self, line: Line) -> None:
        """Whether the figure means what it meant when it was last published."""
        code, last = line.measure.code, self.last
        if last is None or code not in last.figures:
            return
        self._heading("Definition lock")
        changed = [*self.otherwise.get(code, ()), *self.otherwise.get("", ())]
        for sentence in changed:
            self._text(f"Otherwise than in {headed(last)}: {sentence}")
        if not changed:
            self._text(f"Defined as in {headed(last)}.", "muted")

    def _groups(self, title: str, groups: Sequence[Group], line: Line) -> None:
        if not groups:
            return
        self._heading(title)
        for group in groups:
            value = f"{group.value:,.0f}" if float(group.value).is_integer() else words.number(group.value, "%")
            many = words.children(group.children.n_unique())
            said = f"{value}  {group.title}" + ("" if value == f"{len(group.children):,}" else f" ({many})")
            self._link(said, group.children, f"{line.measure.title}: {group.title}", whole=True)

    def _heading(self, words_: str) -> None:
        self._layout.addSpacing(8)
        self._text(words_, "small-heading")

    def _text(self, words_: str, role: str = "", layout: QVBoxLayout | None = None) -> None:
        label = QLabel(words_)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            label.setProperty("role", role)
        (layout or self._layout).addWidget(label)

    def _button(self, said: str, act: Callable[[], None], layout: QVBoxLayout | None = None) -> QPushButton:
        link = QPushButton(said)
        link.setProperty("role", "link")
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        link.setStyleSheet("text-align: left")
        link.setToolTip(said)
        link.clicked.connect(lambda: act())
        (layout or self._layout).addWidget(link)
        return link

    def _link(
        self, said: str, children: pl.Series, title: str, *, whole: bool = False, layout: QVBoxLayout | None = None
    ) -> None:
        ids = children.unique(maintain_order=True).to_list()
        words_ = said if whole else f"{words.children(len(ids))} {said}"
        if not ids:
            self._text(words_, layout=layout)
            return
        link = self._button(words_, lambda: self.opened.emit(ids, title), layout)
        link.setAccessibleName(
            f"{words_}, {words.children(len(ids))}, opens list" if whole else f"{words_}, opens list"
        )
        self.links.append(link)
