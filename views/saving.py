"""Asking where a file is to be written: with the right ending, and never over another file unasked."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


class Passing:
    """A folder for a paper that is only looked at: it goes, with all that is in it, once nobody holds it any more."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="permanence-"))
        self.drop = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def with_ending(path: Path, ending: str) -> Path:
    """The path as it is written: “Tracker 31.3” becomes “Tracker 31.3.csv”."""
    return path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")


def ask_where(parent: QWidget, title: str, name: str, words: str, ending: str) -> Path | None:
    """The place that the user chose; None where the asking was left, or a file there is to be kept."""
    dialog = QFileDialog(parent, title, "", f"{words} (*.{ending})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    if not accepted or not chosen:
        return None
    asked, path = Path(chosen[0]), with_ending(Path(chosen[0]), ending)
    return path if path == asked or not path.exists() or _may_replace(parent, path) else None


def _may_replace(parent: QWidget, path: Path) -> bool:
    """The dialog asked about the name that was typed; this asks about the one that is written."""
    button = QMessageBox.StandardButton
    answer = QMessageBox.question(
        parent,
        "Replace the file?",
        f"{path.name} is there already. Replace it?",
        button.Yes | button.No,
        button.No,
    )
    return answer == button.Yes
