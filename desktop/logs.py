"""The log: what went wrong and where in the program, never about whom."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from types import TracebackType

from desktop import places

log = logging.getLogger("permanence")


def start() -> None:
    """Write the log to this user's log folder."""
    handler = RotatingFileHandler(places.log(), maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def where(problem: BaseException) -> str:
    """A fault as its kind and its places in the program; what it says is left out, since that may be a child's."""
    places_ = (f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(problem.__traceback__))
    return " < ".join([type(problem).__name__, *reversed(list(places_))])


def catch(tell: Callable[[str], None]) -> None:
    """Say any fault nobody expected in one sentence, and log where it was."""

    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
            return
        log.error("%s", where(problem.with_traceback(trace)))
        tell(f"Something went wrong in the program ({kind.__name__}); what was recorded before is safe. {places.log()}")

    sys.excepthook = hook
