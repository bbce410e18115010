"""The pictures that `permanence demo --screenshots` draws: every page, at both sizes, light and dark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from desktop.inside import PAGES
from desktop.pictures import SIZES

BESIDES = {"start", "chart", "preview", "tracker-past", "document", "meeting"}
"""What is drawn beside the pages."""


def middle(picture: Path) -> int:
    """How light a picture is in the middle of its right edge, where nothing is written."""
    image = QImage(str(picture))
    return image.pixelColor(image.width() - 3, image.height() // 2).lightness()


def is_blank(picture: Path) -> bool:
    """Whether nothing stands between the menu bar and the bottom line."""
    image = QImage(str(picture)).convertToFormat(QImage.Format.Format_RGB32)
    inside = image.copy(8, 60, image.width() - 16, image.height() - 120)
    points = bytes(inside.constBits())
    return points == points[:4] * (len(points) // 4)


def test_every_page_is_drawn_at_both_sizes_light_and_dark(tmp_path: Path) -> None:
    words = ["demo", "--offscreen", "--children", "30", "--screenshots", str(tmp_path)]
    ran = subprocess.run([sys.executable, "-m", "desktop", *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    pages = BESIDES | {place.code for place in PAGES}
    for width, height in SIZES:
        light, dark = (tmp_path / f"{width}x{height}-{scheme}" for scheme in ("light", "dark"))
        assert {each.stem for each in light.iterdir()} == pages == {each.stem for each in dark.iterdir()}
        for page in pages - {"preview", "document"}:
            assert QImage(str(light / f"{page}.png")).size().toTuple() == (width, height)
            assert not is_blank(light / f"{page}.png")
            assert middle(light / f"{page}.png") > 200 > 60 > middle(dark / f"{page}.png")
