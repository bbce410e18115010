"""What stands behind one figure: its definition, who is out and why, its source, and its parts with their children."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from models.measures import Group
from models.scorecard import Line
from views.scorecard import words


class Side(QScrollArea):
    """One measure in full. Every number of children in it opens exactly those children."""

    opened = Signal(list, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("About the measure")
        self.links: list[QPushButton] = []
        self.show_line(None)

    def show_line(self, line: Line | None) -> None:
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
            self._about(line)
        self._layout.addStretch(1)
        self.setWidget(inside)

    def _about(self, line: Line) -> None:
        measure, tally = line.measure, line.tally
        self._text(f"{measure.code}  {measure.title}", "section")
        self._text(words.whole(line.period), "muted")
        self._text(words.figure(tally.value, measure.unit) + (f", {tally.known_note}" if tally.known_note else ""))
        if tally.span:
            self._text(
                f"Median {words.number(tally.median, 'days')}, from {tally.span[0]:,} to {tally.span[1]:,}", "muted"
            )
        for paragraph in measure.definition.split("\n\n"):
            self._text(" ".join(paragraph.split()))
        self._heading("Who is in it")
        if tally.base is None:
            self._link("counted", tally.children, measure.title)
        else:
            self._link("count", tally.children, f"{measure.title}: counted")
            self._link("they are a share of", tally.base, f"{measure.title}: all they are a share of")
        if len(tally.flagged):
            self._link("also shown apart", tally.flagged, f"{measure.title}: shown apart")
        self._heading("Who is out, and why")
        if len(tally.no_date):
            self._link("out: a date is not known", tally.no_date, f"{measure.title}: a date is not known")
        else:
            self._text("Nobody who should count is out for want of a date.", "muted")
        self._groups("By kind", tally.groups, line)
        self._groups("How it adds up", tally.parts, line)
        self._groups("Beside the figure", tally.apart(), line)
        if measure.thresholds:
            self._heading("Limits")
            for limit in measure.thresholds:
                self._text(f"{words.figure(limit.value, measure.unit)}: {limit.words}")
        self._heading("Source")
        self._text(measure.source)

    def _groups(self, title: str, groups: Sequence[Group], line: Line) -> None:
        if not groups:
            return
        self._heading(title)
        for group in groups:
            value = f"{group.value:,.0f}" if float(group.value).is_integer() else f"{group.value:,.1f}"
            many = words.children(group.children.n_unique())
            said = f"{value}  {group.title}" + ("" if value == f"{len(group.children):,}" else f" ({many})")
            self._link(said, group.children, f"{line.measure.title}: {group.title}", whole=True)

    def _heading(self, words_: str) -> None:
        self._layout.addSpacing(8)
        self._text(words_, "small-heading")

    def _text(self, words_: str, role: str = "") -> None:
        label = QLabel(words_)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            label.setProperty("role", role)
        self._layout.addWidget(label)

    def _link(self, said: str, children: pl.Series, title: str, *, whole: bool = False) -> None:
        ids = children.unique(maintain_order=True).to_list()
        words_ = said if whole else f"{words.children(len(ids))} {said}"
        if not ids:
            self._text(words_)
            return
        link = QPushButton(words_)
        link.setProperty("role", "link")
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        link.setStyleSheet("text-align: left")
        link.setAccessibleName(
            f"{words_}, {words.children(len(ids))}, opens list" if whole else f"{words_}, opens list"
        )
        link.setToolTip(words_)
        link.clicked.connect(lambda: self.opened.emit(ids, title))
        self.links.append(link)
        self._layout.addWidget(link)
