"""The list of records across the authority that look alike; Enter compares two side by side, to merge them."""

from __future__ import annotations

import polars as pl
from PySide6.QtWidgets import QWidget

from models.rules.doubles import doubles
from models.rules.likeness import WORDS
from models.trackers import Column
from views.grid.view import GridView
from views.page import Page
from views.workspace import Workspace

POINTS = (
    ("upn", "Pupil number", "the same"),
    ("birth", "Born", "same day"),
    ("slip", "Born", "much alike"),
    ("care", "Care began", "same day"),
    ("sex", "Sex", "the same"),
    ("ethnic", "Ethnicity", "the same"),
    ("id", "Ids", "one character apart"),
)
"""Each point of the score: the column it stands in, and its short words there."""
COLUMNS = (
    Column("child", "Child", "text", "The authority's own identifier of the child; never a name.", 10),
    Column("other", "Looks like", "text", "The other record that may be of the same child.", 10),
    Column("score", "Points", "number", "The sum of what they have in common.", 8),
    Column("Pupil number", "Pupil number", "text", "The same pupil number, and its points.", 14),
    Column("Born", "Born", "text", "The same day, or one that is typed much alike, and its points.", 15),
    Column("Care began", "Care began", "text", "An episode of care that began on the same day, and its points.", 14),
    Column("Sex", "Sex", "text", "The same sex, and its points.", 12),
    Column("Ethnicity", "Ethnicity", "text", "The same ethnicity, and its points.", 12),
    Column("Ids", "Ids", "text", "One character typed wrongly, left out or put in, or two exchanged.", 21),
    Column("beside", "Beside that", "text", "What speaks against one child.", 15),
)
TWINS = "siblings: twins?"


class DoublesPage(Page):
    """Pairs of records that may be of one child, the likeliest first."""

    code = "doubles"
    title = "Records that look alike"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.verb("Separate merged records", lambda: self.open_page.emit("merged"), tip="The records merged so far")
        self.verb("Merge two others", lambda: self.open_with.emit("merge", []), tip="Two records that you know of")
        self.grid = GridView("doubles", workspace, noun="pairs", key="row")
        self.grid.table.horizontalHeader().setStretchLastSection(True)
        self.grid.opened.connect(lambda pair: self.open_with.emit("merge", self.pair(pair)))
        self.body.addWidget(self.grid, 1)
        self.setFocusProxy(self.grid)

    def refresh(self) -> None:
        """Look through everybody's records."""
        found = self.workspace.snapshot().facts.once(doubles)
        told = {
            title: pl.coalesce(
                pl.when(name).then(pl.lit(f"{words} ({WORDS[name][1]})"))
                for name, column, words in POINTS
                if column == title
            )
            for title in dict.fromkeys(column for _name, column, _words in POINTS)
        }
        self.frame = found.select(
            "child",
            "other",
            "score",
            pl.row_index().cast(pl.String).alias("row"),
            pl.when(pl.col("family")).then(pl.lit(TWINS)).alias("beside"),
            **told,
        )
        self.grid.show_rows(COLUMNS, self.frame)
        many = len(found)
        self.say(
            f"{many:,} pair{'' if many == 1 else 's'} that may be of one child each, the likeliest first · Enter "
            "compares the two side by side"
            if many
            else "No two records here look alike"
        )
        if many and self.grid.current is None:
            self.grid.select("0")

    def pair(self, row: str) -> list[str]:
        """The two children of a row."""
        return list(self.frame.filter(pl.col("row") == row).select("child", "other").row(0))
