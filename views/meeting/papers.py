"""The papers of a meeting, beside the window: the chair's pack before it, the minutes from its beginning on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.dates import british
from models.progress import Cancelled, Progress
from views.saving import Passing
from views.workspace import Workspace


def print_paper(page: QWidget, workspace: Workspace, code: str, held: dt.date) -> None:
    """Set a report about a meeting as a PDF, and show it before it is printed or saved."""
    from models.reports import REPORTS, Asked, write

    report, folder = REPORTS[code], Passing()
    path = folder.path / f"{report.title} {held.isoformat()}.pdf"
    store, snapshot = workspace.store, workspace.snapshot()
    asked = Asked(
        who=workspace.who,
        made=dt.datetime.now(dt.UTC),
        head=store.head_digest,
        meeting=held,
        changed=store.changed,
        facts_at=store.facts_at,
    )

    workspace.look("Set on paper", what=f"{report.title}, {british(held)}")

    def work(progress: Progress) -> None:
        write(path, report.make(snapshot, asked, progress), progress)

    def failed(problem: Exception) -> None:
        folder.drop()
        if isinstance(problem, OSError):
            workspace.told.emit(f"Nothing was written to {path}: {problem.strerror or problem}")
        elif not isinstance(problem, Cancelled):
            raise problem

    workspace.run(f"Writing {path.name}", work, lambda _nothing: _preview(page, report.title, path, folder), failed)


def _preview(page: QWidget, title: str, path: Path, folder: Passing) -> None:
    from views.reports.preview import Preview

    preview = Preview(path, title, parent=page)
    preview.finished.connect(preview.deleteLater)
    preview.destroyed.connect(lambda: folder.drop())
    preview.open()
