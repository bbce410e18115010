"""The pictures that `permanence demo --screenshots` draws: every page, at both sizes, light and dark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from desktop.inside import PAGES
from desktop.pictures import SIZES

BESIDES = {"start", "chart", "preview", "tracker-past"}
"""What is drawn beside the pages."""


def middle(picture: Path) -> int:
    """How light a picture is in the middle of its right edge, where nothing is written."""
    image = QImage(str(picture))
    return image.pixelColor(image.width() - 3, image.height() // 2).lightness()


def test_every_page_is_drawn_at_both_sizes_light_and_dark(tmp_path: Path) -> None:
    words = ["demo", "--offscreen", "--children", "30", "--screenshots", str(tmp_path)]
    ran = subprocess.run([sys.executable, "-m", "desktop", *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    pages = BESIDES | {place.code for place in PAGES}
    for width, height in SIZES:
        light, dark = (tmp_path / f"{width}x{height}-{scheme}" for scheme in ("light", "dark"))
        assert {each.stem for each in light.iterdir()} == pages == {each.stem for each in dark.iterdir()}
        for page in pages - {"preview"}:
            assert QImage(str(light / f"{page}.png")).size().toTuple() == (width, height)
            assert middle(light / f"{page}.png") > 200 > 60 > middle(dark / f"{page}.png")
