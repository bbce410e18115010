"""The items of the drawing library for a chart's lines: curves, steps, bars, areas, bands, points, limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from models.drawing.spots import Spot, place
from views.dashboard.inks import LIMITS, SIGNS, Colours, Ink, ink
from views.dashboard.measured import Room

NO_PEN = Qt.PenStyle.NoPen
CROWDED = 10
"""Pixels from point to point below which points without a signal have no shape."""

FEW = 3
"""Lines up to which a tile has room for their bands, too."""


def items(room: Room, colour: Colours, *, small: bool) -> list[Any]:
    """Everything of a chart that is drawn in its area, the lowest first."""
    chart, found = room.chart, list[Any]()
    for number, line in enumerate(chart.lines):
        spots, with_ink = room.drawn[number], ink(chart, number)
        if not spots:
            continue
        if line.shape in ("bars", "stack") and (room.sideways or line.shape == "bars"):
            found.append(_bars(room, spots, with_ink, colour))
        elif line.shape == "stack":
            found += _area(room, spots, with_ink, colour)
        else:
            found += _curve(room, spots, line.shape, with_ink, colour, small=small)
        if line.shape != "stack" and not (small and len(chart.lines) > FEW):
            found += _ranges(room, spots, line.shape, with_ink, colour)
    found += _limits(room, colour)
    for number, line in enumerate(chart.lines):
        if line.shape in ("line", "dots", "steps"):
            found += _points(room, room.drawn[number], line.shape, ink(chart, number), colour, small=small)
    return found


def pen(with_ink: Ink, colour: Colours, width: float = 1.5) -> QPen:
    """The pen of an ink: as wide whatever the scale."""
    made = QPen(colour(with_ink.colour), width, with_ink.dash)
    made.setCosmetic(True)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made


def faint(with_ink: Ink, colour: Colours, share: float = 0.22) -> QColor:
    """The colour of an ink, seen through."""
    made = QColor(colour(with_ink.colour))
    made.setAlphaF(share)
    return made


def _along(room: Room, spots: Sequence[Spot]) -> list[float]:
    return [spot.along - room.origin for spot in spots]


def _xy(room: Room, spots: Sequence[Spot]) -> tuple[list[float], list[float]]:
    along, top = _along(room, spots), [spot.top for spot in spots]
    return (top, along) if room.sideways else (along, top)


def _stepped(x: Sequence[float], y: Sequence[float]) -> tuple[list[float], list[float]]:
    """A curve that stays until it jumps."""
    xs, ys = list(x[:1]), list(y[:1])
    for at in range(1, len(x)):
        xs += [x[at], x[at]]
        ys += [y[at - 1], y[at]]
    return xs, ys


def _curve(room: Room, spots: Sequence[Spot], shape: str, with_ink: Ink, colour: Colours, *, small: bool) -> list[Any]:
    if shape == "dots":
        return []
    x, y = _xy(room, spots)
    if shape == "steps":
        x, y = _stepped(x, y)
    return [pg.PlotCurveItem(x=x, y=y, pen=pen(with_ink, colour, 1.5 if small else 2), antialias=True)]


def _points(room: Room, spots: Sequence[Spot], shape: str, with_ink: Ink, colour: Colours, *, small: bool) -> list[Any]:
    """The shapes of points: those that signal, those not finished, and the others where there is room."""
    crowded = len(spots) * CROWDED > room.area.width()
    shown = [
        spot
        for spot in spots
        if spot.point.icon in SIGNS or spot.point.unfinished or shape == "dots" or not (crowded or shape == "steps")
    ]
    if not shown:
        return []
    page, found = colour("page"), []
    for spot in shown:
        sign = SIGNS[spot.point.icon][0] if spot.point.icon in SIGNS else with_ink
        own = colour(sign.colour)
        big = (2 if small else 3) if spot.point.icon in SIGNS else 0
        edge = QPen(own if spot.point.unfinished else page, 1.5 if spot.point.unfinished else 0.8)
        edge.setCosmetic(True)
        found.append(
            {
                "pos": (spot.top, spot.along) if room.sideways else (spot.along - room.origin, spot.top),
                "size": (5 if small else 7) + big,
                "symbol": sign.shape,
                "pen": edge,
                "brush": QBrush(page if spot.point.unfinished else own),
            }
        )
    return [pg.ScatterPlotItem(spots=found, useCache=False, antialias=True)]


def _bars(room: Room, spots: Sequence[Spot], with_ink: Ink, colour: Colours) -> Any:
    """Bars; a figure that is not finished is hollow."""
    spots = [spot for spot in spots if spot.top != spot.base]
    filled, page = colour(with_ink.colour), colour("page")
    brushes = [QBrush(page if spot.point.unfinished else filled) for spot in spots]
    edge = QPen(filled, 1)
    edge.setCosmetic(True)
    starts, sizes = [spot.base for spot in spots], [spot.top - spot.base for spot in spots]
    middle, wide = _along(room, spots), [2 * spot.half for spot in spots]
    if room.sideways:
        return pg.BarGraphItem(x0=starts, width=sizes, y=middle, height=wide, brushes=brushes, pen=edge)
    return pg.BarGraphItem(x=middle, width=wide, y0=starts, height=sizes, brushes=brushes, pen=edge)


def _area(room: Room, spots: Sequence[Spot], with_ink: Ink, colour: Colours) -> list[Any]:
    """An area on top of those below it, parted from them by a line of the page."""
    x = _along(room, spots)
    low = pg.PlotCurveItem(x=x, y=[spot.base for spot in spots], pen=pg.mkPen(None))
    edge = QPen(colour("page"), 1.5)
    edge.setCosmetic(True)
    high = pg.PlotCurveItem(x=x, y=[spot.top for spot in spots], pen=edge, antialias=True)
    return [low, pg.FillBetweenItem(low, high, brush=QBrush(colour(with_ink.colour)), pen=pg.mkPen(None)), high]


def _ranges(room: Room, spots: Sequence[Spot], shape: str, with_ink: Ink, colour: Colours) -> list[Any]:
    """The band of a curve, or the range of each bar and dot, where they have one."""
    ranged = [spot for spot in spots if spot.point.low is not None and spot.point.high is not None]
    if not ranged:
        return []
    low = [float(spot.point.low or 0) for spot in ranged]
    high = [float(spot.point.high or 0) for spot in ranged]
    along = _along(room, ranged)
    if shape in ("bars", "dots") or room.sideways:
        tops = [spot.top for spot in ranged]
        reach = {"top": [h - t for h, t in zip(high, tops, strict=True)]}
        reach["bottom"] = [t - b for t, b in zip(tops, low, strict=True)]
        import numpy as np

        edge = pen(Ink(with_ink.colour), colour, 1.2)
        x, y = np.array(along), np.array(tops)
        up, down = np.array(reach["top"]), np.array(reach["bottom"])
        if room.sideways:
            return [pg.ErrorBarItem(x=y, y=x, left=down, right=up, beam=0.12, pen=edge)]
        return [pg.ErrorBarItem(x=x, y=y, top=up, bottom=down, beam=0, pen=edge)]
    xs, lows = _stepped(along, low) if shape == "steps" else (along, low)
    _xs, highs = _stepped(along, high) if shape == "steps" else (along, high)
    one = pg.PlotCurveItem(x=xs, y=lows, pen=pg.mkPen(None))
    other = pg.PlotCurveItem(x=xs, y=highs, pen=pg.mkPen(None))
    return [one, other, pg.FillBetweenItem(one, other, brush=QBrush(faint(with_ink, colour)), pen=pg.mkPen(None))]


def _limits(room: Room, colour: Colours) -> list[Any]:
    found, chart = [], room.chart
    for line in chart.limits or ():
        drawn = [point for point in line.points if point.value is not None]
        if drawn and chart.x != "category":
            x, y = [place(point.at) - room.origin for point in drawn], [float(point.value or 0) for point in drawn]
            if len(x) == 1:
                x, y = [x[0] - 15, x[0] + 15], y * 2
            with_ink = LIMITS.get(line.code, LIMITS["target"])
            found.append(pg.PlotCurveItem(x=x, y=y, pen=pen(with_ink, colour, 1.2), antialias=True))
    return found
