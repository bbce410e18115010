"""Where this program keeps its own things on this machine."""

from __future__ import annotations

from pathlib import Path

import platformdirs

NAME = "permanence"


def data() -> Path:
    """The folder of this user's data: the demonstration lies here."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False, ensure_exists=True))


def demonstration() -> Path:
    """The demonstration authority's file."""
    return data() / "demonstration.db"


def settings() -> Path:
    """The file of this machine's taste."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False, ensure_exists=True)) / "preferences.ini"


def log() -> Path:
    """The program's log; no child is ever in it."""
    return Path(platformdirs.user_log_dir(NAME, appauthor=False, ensure_exists=True)) / "permanence.log"


def name(where: str) -> str:
    """A file's name, or a server's without who signs in."""
    return where.rsplit("@", 1)[-1] if "://" in where else Path(where).name


def folder(where: str) -> Path:
    """The folder of a file, where the next one is looked for; one's own where there was none."""
    return Path(where).parent if where and "://" not in where else Path.home()
