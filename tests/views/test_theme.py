"""Colours that everybody can read, in every scheme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QComboBox

import desktop
import resources
import views
from views.theme import Scheme, install, tokens

SCHEMES = ("light", "dark", "contrast")
LEAST = {"text": 4.5, "line": 3.0}
PAIRS = [(kind, pair) for kind in LEAST for pair in tokens()["pairs"][kind]]


def light(colour: str) -> float:
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("kind", "pair"), PAIRS, ids=lambda each: each)
def test_every_pair_in_use_can_be_read(scheme: str, kind: str, pair: str) -> None:
    front, back = pair.split(" on ")
    assert contrast(tokens()[scheme][front], tokens()[scheme][back]) >= LEAST[kind]


def test_the_schemes_have_the_same_names() -> None:
    assert set(tokens()["light"]) == set(tokens()["dark"]) == set(tokens()["contrast"])


def test_no_colour_is_written_anywhere_else() -> None:
    written = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\((?:\"|')[a-z#]|GlobalColor|rgba?\(")
    for package in (views, desktop):
        for file in Path(str(package.__file__)).parent.rglob("*.py"):
            assert not written.search(file.read_text("utf-8")), file.name
    assert not written.search(resources.text("style/sheet.qss"))


def test_every_name_in_the_sheet_is_a_token() -> None:
    names = set(re.findall(r"@([a-z_-]+)", resources.text("style/sheet.qss")))
    assert names <= set(tokens()["light"]) | {"section-size", "title-size", "choose"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_list_to_choose_from_is_seen_to_be_one(scheme: Scheme, qapp: QApplication) -> None:
    (grey,) = re.findall(r"#[0-9a-fA-F]{6}", resources.text("icons/choose.svg"))
    assert contrast(grey, tokens()[scheme]["page"]) >= LEAST["line"]
    theme = install(qapp)
    box = QComboBox()
    box.resize(200, 28)
    try:
        theme.use(scheme)
        arrow = box.grab().toImage().copy(176, 4, 20, 20)
        assert any(arrow.pixelColor(x, y).name() == grey for x in range(20) for y in range(20))
    finally:
        theme.use(None)


def test_the_scheme_follows_the_system_until_one_is_chosen(qapp: QApplication) -> None:
    theme = install(qapp)
    try:
        theme.use("dark")
        assert qapp.palette().color(QPalette.ColorRole.Base) == theme.colour("page")
        assert theme.colour("page").name() == tokens()["dark"]["page"]
        qapp.styleHints().setColorScheme(Qt.ColorScheme.Light)
        assert theme.scheme == "dark"
    finally:
        qapp.styleHints().unsetColorScheme()
        theme.use(None)
    assert "@" not in qapp.styleSheet()
