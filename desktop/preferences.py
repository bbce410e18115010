"""This machine's taste: window, widths, files opened before. Nothing of any child."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from desktop import places

RECENT = 8


def preferences(path: Path | None = None) -> QSettings:
    """What is remembered on this machine."""
    return QSettings(str(path or places.settings()), QSettings.Format.IniFormat)


def recent(settings: QSettings) -> list[str]:
    """The files opened before, the last one first."""
    found = settings.value("recent", [])
    return [str(each) for each in found] if isinstance(found, list) else [str(found)] if found else []


def opened(settings: QSettings, where: str) -> None:
    """Remember that a file was opened."""
    settings.setValue("recent", [where, *(each for each in recent(settings) if each != where)][:RECENT])
    settings.setValue("last", where)


def last(settings: QSettings) -> str:
    """The file opened last; empty for none."""
    return str(settings.value("last", "") or "")
