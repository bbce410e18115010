"""The tab of a child's page that says why a child with a placement order has waited so long, part by part."""

from __future__ import annotations

import polars as pl
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.rules.journeys import journeys
from models.rules.waiting import compared, explain
from models.series.forecasts import ahead
from models.snapshot import Snapshot
from models.trackers import Column
from views.grid.view import GridView
from views.workspace import Workspace

PARTS = (
    Column("words", "Part of the way", "text", "From one mark on the way to the next one on record.", 46),
    Column("days", "Days", "days", "Whole days; the parts make up the days since the placement order.", 8),
    Column("median", "Our median", "days", "The authority's own median of three years, of five children and more.", 11),
    Column("comparison", "Compared", "text", "The days beside our median, and of how many children it is.", 50),
)
SCHEMA = {"id": pl.String, "words": pl.String, "days": pl.Int32, "median": pl.Int32, "comparison": pl.String}
TOGETHER = "Together, since the placement order"


def waits(snapshot: Snapshot, child: str) -> bool:
    """Whether a child is in care under a placement order whose day is known."""
    mine = (pl.col("child") == child) & pl.col("latest") & pl.col("in_care") & pl.col("po_open")
    return not snapshot.once(journeys).filter(mine & pl.col("po").is_not_null()).is_empty()


def parts(snapshot: Snapshot, child: str) -> tuple[str, pl.DataFrame]:
    """Why a child waits: the sentence, and a row for every part of the way, the whole last."""
    found = explain(snapshot, child)
    if found is None:
        return "", pl.DataFrame(schema=SCHEMA)
    told = [(part.words, part.days, part.median, part.comparison) for part in found.parts]
    told.append((TOGETHER, found.days, found.median, compared(found.days, found.median, found.compared)))
    rows = [(str(number), f"{words[:1].upper()}{words[1:]}", *rest) for number, (words, *rest) in enumerate(told)]
    return found.sentence, pl.DataFrame(rows, schema=SCHEMA, orient="row")


class WaitingTab(QWidget):
    """The explanation in a sentence, and its parts beside the authority's own medians."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = QLabel()
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setWordWrap(True)
        self.ahead = QLabel()
        self.ahead.setTextFormat(Qt.TextFormat.PlainText)
        self.ahead.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ahead.setWordWrap(True)
        self.ahead.setAccessibleName("What became of others who had waited as long")
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._look_ahead)
        self._of: tuple[Snapshot, str] | None = None
        self.grid = GridView("child-waiting", workspace, noun="parts", key="id")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.sentence)
        layout.addWidget(self.ahead)
        layout.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)

    def show_child(self, snapshot: Snapshot, child: str) -> None:
        """Show why a child waits; `snapshot` is of everybody, for the medians are worked out once for all."""
        words, rows = parts(snapshot, child)
        self.sentence.setText(words)
        self.grid.show_rows(PARTS, rows)
        self.ahead.setText(" ")
        self._of = snapshot, child
        self._later.start()

    def _look_ahead(self) -> None:
        """Say the range of days still to come, after the rest is painted: its past is tried first."""
        if self._of is not None:
            snapshot, child = self._of
            self.ahead.setText("\n".join(snapshot.facts.worked(lambda: ahead(snapshot, child))))
            self._of = None
