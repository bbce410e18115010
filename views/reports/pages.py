"""The pages of a PDF file, one below the other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QWidget


class Pages(QPdfView):
    """Shows one PDF file at a time, as wide as there is room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # After the view, so that it goes after it: a thread of the view's draws the pages, and must have ended.
        self.file, self._nothing = QPdfDocument(parent), QPdfDocument(parent)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def count(self) -> int:
        """How many pages there are; none where no file is shown."""
        return max(self.file.pageCount(), 0)

    @property
    def here(self) -> int:
        """The page looked at, counted from 0."""
        return self.pageNavigator().currentPage()

    def read(self, path: Path) -> None:
        """Show a file from its first page on; one that cannot be read has no pages."""
        self.put_away()
        self.file.load(str(path))
        self.setDocument(self.file)
        self.pageNavigator().jump(0, QPointF())

    def put_away(self) -> None:
        """Show nothing: first nothing more is drawn, then the pages go."""
        self.setDocument(self._nothing)
        self.file.close()

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        if self.count:
            self.pageNavigator().jump(min(max(self.here + by, 0), self.count - 1), QPointF())

    def said(self) -> str:
        """“1 page”, “12 pages”."""
        return f"{self.count} page{'' if self.count == 1 else 's'}"

    def place(self) -> str:
        """“page 2 of 12”."""
        return f"page {self.here + 1} of {self.count}" if self.count else "no pages"
