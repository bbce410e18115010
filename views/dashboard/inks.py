"""What tells the lines of a chart apart: colour, dash and shape together, so that no one of them is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from models.charts import Chart

Colours = Callable[[str], QColor]
"""A colour by its name in the scheme drawn."""
DASH = Qt.PenStyle


@dataclass(frozen=True)
class Ink:
    """A colour's name, the dash of a line, and the shape of its points (names of the drawing library)."""

    colour: str
    dash: DASH = DASH.SolidLine
    shape: str = "o"


ALONE = Ink("grey")
"""One line by itself is common cause until a test says otherwise."""
SEVERAL = (
    Ink("series_1"),
    Ink("series_2", DASH.DashLine, "p"),
    Ink("series_3", DASH.DotLine, "star"),
    Ink("series_4", DASH.DashDotLine, "h"),
    Ink("series_5", DASH.SolidLine, "+"),
    Ink("series_6", DASH.DashLine, "x"),
    Ink("grey", DASH.DotLine, "o"),
    Ink("text", DASH.DashDotDotLine, "p"),
)
"""Never the shapes of the signs below."""
LIMITS = {
    "centre": Ink("grey"),
    "lower": Ink("grey", DASH.DashLine),
    "upper": Ink("grey", DASH.DashLine),
    "target": Ink("text", DASH.DashDotLine),
    "threshold": Ink("text", DASH.DotLine),
}
"""Three kinds of lines that are never the same: the limits of chance, a target, a threshold."""
SIGNS = {
    "improvement-high": (Ink("blue", shape="t1"), "improvement"),
    "improvement-low": (Ink("blue", shape="t"), "improvement"),
    "concern-high": (Ink("orange", shape="d"), "concern"),
    "concern-low": (Ink("orange", shape="d"), "concern"),
    "change-high": (Ink("grey", shape="s"), "change, neither good nor bad"),
    "change-low": (Ink("grey", shape="s"), "change, neither good nor bad"),
}
"""The shape and colour of what a point signals; never red or green."""


def ink(chart: Chart, line: int) -> Ink:
    """The ink of a line of a chart."""
    return ALONE if len(chart.lines) == 1 else SEVERAL[line % len(SEVERAL)]
