"""Reports: documents that people take to a meeting. A report is one file in this folder, a function under `@report`.

A report's function turns data into a story (what is printed, top to bottom); `write` prints a story in the house style,
the whole file or no file. The same story gives the same bytes: no clock is read.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.progress import Progress, silent, whole
from models.registry import Registry
from models.trackers.shown import About


@dataclass(frozen=True)
class Report:
    """A document as its readers know it: code, title, what it is for, and the function that makes its story."""

    code: str
    title: str
    purpose: str
    story: Callable[..., list[Any]]


REPORTS: Registry[Report] = Registry("models.reports", lambda report: report.code)


def report(code: str, title: str) -> Callable[[Callable[..., list[Any]]], Callable[..., list[Any]]]:
    """Record a function of this folder as a report; its docstring says what the document is for."""

    def record(story: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
        purpose = inspect.cleandoc(story.__doc__ or "").splitlines()[0]
        REPORTS.add(code, Report(code, title, purpose, story), story.__module__)
        return story

    return record


def write(path: Path, story: Sequence[Any], about: About, progress: Progress = silent) -> None:
    """Print a story to a PDF file; every page says what it shows, of when, for whom, and which page of how many."""
    from models.reports import style

    with whole(path) as unfinished:
        style.document(str(unfinished), about).build(list(story), canvasmaker=style.canvas_for(about))
        progress(1.0, "Printed")
