"""The authority's logo read from a picture file, made small enough to stand on every paper."""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

MOST = QSize(900, 300)
"""The dots that a logo is kept with: sharp on paper at its height there."""
PICTURES = "Pictures (*.png *.svg *.jpg *.jpeg)"


def read(path: Path) -> str:
    """The picture as the base64 text of a PNG. Raises ValueError with a sentence where it is none."""
    image = _drawn(path) if path.suffix.lower() == ".svg" else QImage(str(path))
    if image.isNull():
        raise ValueError(f"{path.name} is no picture that can be read; choose a PNG, SVG or JPEG file")
    if image.width() > MOST.width() or image.height() > MOST.height():
        image = image.scaled(MOST, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(kept, "PNG")  # type: ignore[call-overload]
    return base64.b64encode(kept.data().data()).decode()


def _drawn(path: Path) -> QImage:
    drawing = QSvgRenderer(str(path))
    if not drawing.isValid():
        return QImage()
    size = drawing.defaultSize().scaled(MOST, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(0)  # nothing: the paper shows through
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    return image
