"""Pages whose content leaves the program exactly as it is shown: printed, or written as a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from models.progress import Cancelled, Progress
from models.rules.house import house
from models.trackers import Column
from models.trackers.shown import About
from views.grid.view import GridView
from views.page import Page
from views.saving import Passing, ask_where

FORMS = (("csv", "CSV"), ("xlsx", "Excel workbook (XLSX)"), ("pdf", "PDF"))


class PaperPage(Page):
    """A page that can be printed and exported: it says what is shown as columns and rows."""

    def shown(self) -> tuple[tuple[Column, ...], pl.DataFrame, About]:
        """Exactly what is shown: the columns, the rows, and what stands beside them on paper."""
        raise NotImplementedError

    def paper_verbs(self) -> None:
        """The buttons Print and Export."""
        self.print_button = self.verb("Print", self.print_shown, tip="A PDF of exactly what is shown, to look at first")
        export = QMenu(self)
        for form, words in FORMS:
            export.addAction(words, lambda form=form: self.ask_export(form))  # type: ignore[misc]
        self.export_button = self.verb_menu("Export", export)

    def ask_export(self, form: str) -> None:
        """Ask where, and write exactly what is shown there."""
        if not self.leave():
            return
        name = f"{self.title} {self.workspace.as_at.isoformat()}.{form}"
        path = ask_where(self, "Export what is shown", name, form.upper(), form)
        if path is not None:
            self.export(form, path)

    def export(self, form: str, path: Path) -> None:
        """Write exactly what is shown, beside the window."""
        self._write(form, path, lambda: self._exported(path))

    def _exported(self, path: Path) -> None:
        self.workspace.look("Exported", what=f"{self.title}, {path.suffix[1:].upper()}")
        self.workspace.told.emit(f"Exported to {path}")

    def print_shown(self) -> None:
        """Set exactly what is shown as a PDF, and show it before it is printed or saved."""
        folder = Passing()
        path = folder.path / f"{self.title} {self.workspace.as_at.isoformat()}.pdf"
        self._write("pdf", path, lambda: self._preview(path, folder))

    def about(self, line: str, filters: tuple[str, ...], n: int, of: int) -> About:
        """What stands beside the rows: what they show, of when, for whom, and from which record."""
        workspace = self.workspace
        return About(
            self.title,
            workspace.as_at,
            line,
            known_on=workspace.known_on,
            filters=filters,
            n=n,
            of=of,
            who=workspace.who,
            head=workspace.store.head_digest,
            made=dt.datetime.now(dt.UTC),
        )

    def _preview(self, path: Path, folder: Passing) -> None:
        from views.reports.preview import Preview

        self.workspace.look("Set on paper", what=self.title)
        preview = Preview(path, self.title, parent=self)
        preview.finished.connect(preview.deleteLater)
        preview.destroyed.connect(lambda: folder.drop())
        preview.open()

    def _write(self, form: str, path: Path, done: Callable[[], None]) -> None:
        if not self.leave():
            return
        columns, frame, about = self.shown()
        style = house(self.workspace.snapshot().facts)

        def work(progress: Progress) -> None:
            if form == "pdf":
                from models.reports import definitions, tracker_summary

                said = replace(about, definitions=definitions())
                tracker_summary.write(path, columns, frame, said, progress, style)
            else:
                from models import exports

                exports.write(path, form, columns, frame, about, progress)

        def failed(problem: Exception) -> None:
            if isinstance(problem, OSError):
                self.workspace.told.emit(f"Nothing was written to {path}: {problem.strerror or problem}")
            elif not isinstance(problem, Cancelled):
                raise problem

        self.workspace.run(f"Writing {path.name}", work, lambda _nothing: done(), failed)


class ListPage(PaperPage):
    """A page of one list, which leaves as it is shown."""

    grid: GridView

    def list_verbs(self) -> None:
        """The buttons Views, Columns, Print and Export."""
        views = QMenu(self)
        self.views_button = self.verb_menu("Views", views)
        views.aboutToShow.connect(lambda: self.grid.columns.fill_menu(views, self.views_button, self.grid.reset))
        self.columns_button = self.verb("Columns", self.choose_columns, tip="Which columns are shown, in which order")
        self.paper_verbs()

    def choose_columns(self) -> None:
        """Which columns are shown."""
        self.grid.columns.choose(self.columns_button.mapToGlobal(QPoint(0, self.columns_button.height())))

    def shown(self) -> tuple[tuple[Column, ...], pl.DataFrame, About]:
        """Exactly what is shown: the columns, the rows, and what stands beside them on paper."""
        rows = self.grid.model.shown()
        about = self.about(self._line(), self.grid.filter_words(), len(rows), self.grid.population())
        return self.grid.columns.shown(), rows, about

    def _line(self) -> str:
        """What is in the list, in a line."""
        raise NotImplementedError
