"""How long work reports where it is, and how it is stopped: calling `progress` does both."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

Progress = Callable[[float, str], None]


class Cancelled(Exception):
    """Somebody asked the work to stop; nothing of it was kept."""


def silent(_share: float, _words: str) -> None:
    """A progress nobody watches."""


def part(progress: Progress, first: float, last: float) -> Progress:
    """The stretch of a progress bar from `first` to `last` (shares of 1), for one part of longer work."""
    return lambda share, words: progress(first + share * (last - first), words)


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place to write a file: it comes to stand at `path` when all went well; otherwise there is no new file."""
    unfinished = path.with_name(path.name + ".part")
    try:
        yield unfinished
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
