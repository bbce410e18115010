"""A chart as a picture for a paper: always in the light colours, with its title, reading, date, note and source."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from models.charts import Chart
from models.progress import whole
from views.dashboard.plot import Plot
from views.theme import theme, tokens

SIZE = QSize(1200, 640)
SHARP = 2
"""A PNG has so many dots for each of the screen's."""
EDGE = 24.0
WRAP = Qt.TextFlag.TextWordWrap


def light(name: str) -> QColor:
    """A colour on paper."""
    return QColor(tokens()["light"][name])


def save(path: Path, form: str, chart: Chart, lines: tuple[str, ...]) -> None:
    """Write a chart as PNG or SVG; `lines` are what stands under its title. The whole file is written, or none."""
    with whole(path) as unfinished:
        if form == "svg":
            pen = QSvgGenerator()
            pen.setFileName(str(unfinished))
            pen.setSize(SIZE)
            pen.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
            pen.setViewBox(QRectF(0, 0, SIZE.width(), SIZE.height()))
            pen.setTitle(chart.title)
            pen.setDescription(". ".join((*lines, chart.reading, chart.note, chart.source)))
            painter = QPainter()
            if not painter.begin(pen):
                raise OSError(f"{path.name} cannot be written there")
            paint(painter, chart, lines)
            painter.end()
            return
        image = QImage(SIZE * SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(SHARP)
        painter = QPainter(image)
        paint(painter, chart, lines)
        painter.end()
        if not image.save(str(unfinished), "PNG"):  # type: ignore[call-overload]
            raise OSError(f"{path.name} cannot be written there")


def paint(painter: QPainter, chart: Chart, lines: tuple[str, ...]) -> None:
    """Paint the whole picture."""
    area = QRectF(0, 0, SIZE.width(), SIZE.height())
    painter.fillRect(area, light("page"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = area.adjusted(EDGE, EDGE - 6, -EDGE, -EDGE + 6)
    top = _write(painter, room, chart.title, 6, "text", bold=True)
    for said in lines:
        top += _write(painter, room.adjusted(0, top, 0, 0), said, 0, "muted")
    if chart.reading:
        top += 4 + _write(painter, room.adjusted(0, top + 4, 0, 0), chart.reading, 0, "text")
    below = [said for said in (chart.note, f"Source: {chart.source}" if chart.source else "") if said]
    metrics = QFontMetricsF(theme().font())
    high = sum(metrics.boundingRect(room, WRAP, said).height() for said in below)
    at = room.bottom() - high
    for said in below:
        at += _write(painter, QRectF(room.left(), at, room.width(), room.bottom() - at), said, 0, "muted")
    middle = QRectF(room.left(), room.top() + top + 8, room.width(), room.height() - top - high - 16)
    plot = Plot(colours=light)
    plot.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot.resize(middle.size().toSize())
    plot.show()  # only what is shown is laid out
    plot.show_chart(chart)
    plot.lay_out()
    plot.scene().prepareForPaint()
    plot.scene().render(painter, middle, QRectF(plot.viewport().rect()))
    plot.hide()
    plot.deleteLater()


def _write(painter: QPainter, room: QRectF, said: str, step: int, colour: str, *, bold: bool = False) -> float:
    """Write some words at the top of a room; how high they are."""
    font = theme().font(step, bold=bold)
    painter.setFont(font)
    painter.setPen(light(colour))
    high = QFontMetricsF(font).boundingRect(room, WRAP, said).height()
    painter.drawText(QRectF(room.left(), room.top(), room.width(), high), WRAP, said)
    return float(high)
