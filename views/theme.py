"""How the program looks: one set of colour names in three schemes, followed live from the system."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

import resources

Scheme = Literal["light", "dark", "contrast"]
ROW, ROW_COMFORTABLE = 26, 32
"""Heights of a table's row."""


@cache
def tokens() -> dict[str, dict[str, str]]:
    """The colours of every scheme by name, and under "pairs" the names that meet."""
    return cast("dict[str, dict[str, str]]", tomllib.loads(resources.text("style/tokens.toml")))


class Theme(QObject):
    """The scheme in use. `changed` tells what paints itself that the colours are others now."""

    changed = Signal()
    rows_changed = Signal(int)
    """Every table's row is another height now."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._chosen: Scheme | None = None
        self.scheme: Scheme = "light"
        self.row = ROW
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._colours: dict[str, QColor] = {}
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        accessibility = hints.accessibility()
        if accessibility is not None:
            accessibility.contrastPreferenceChanged.connect(self._follow)
        self._apply(self._system())

    def use(self, scheme: Scheme | None) -> None:
        """Hold to one scheme whatever the system says; None follows the system again."""
        self._chosen = scheme
        self._apply(scheme or self._system())

    def use_rows(self, height: int) -> None:
        """Make the rows of every table so high."""
        if height != self.row:
            self.row = height
            self.rows_changed.emit(height)

    def colour(self, name: str) -> QColor:
        """A colour of the scheme in use, by its name."""
        return self._colours[name]

    def font(self, step: int = 0, *, bold: bool = False) -> QFont:
        """The system's font: body (0), section (+2) or page title (+6)."""
        font = QFont(self._app.font())
        font.setPointSizeF(font.pointSizeF() + step)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def icon(self, name: str, colour: str = "text") -> QIcon:
        """A carried icon in a colour of the scheme in use."""
        if (name, colour) not in self._icons:
            drawing = resources.text(f"icons/{name}.svg").replace("currentColor", self.colour(colour).name())
            pixmap = QPixmap()
            pixmap.loadFromData(drawing.encode(), "SVG")
            self._icons[name, colour] = QIcon(pixmap)
        return self._icons[name, colour]

    def _system(self) -> Scheme:
        hints = self._app.styleHints()
        accessibility = hints.accessibility()
        if accessibility is not None and accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _follow(self, *_what: object) -> None:
        if self._chosen is None:
            self._apply(self._system())

    def _apply(self, scheme: Scheme) -> None:
        if self._colours and scheme == self.scheme:
            return  # worn already: every widget would be dressed anew
        self.scheme = scheme
        self._icons.clear()
        self._app.setStyleSheet("")  # a sheet in place of another takes five times as long as none in between
        colours = tokens()[scheme]
        self._colours = {name: QColor(colour) for name, colour in colours.items()}
        self._app.setPalette(_palette(colours))
        sheet = resources.text("style/sheet.qss")
        for name in sorted(colours, key=len, reverse=True):
            sheet = sheet.replace(f"@{name};", f"{colours[name]};").replace(f"@{name} ", f"{colours[name]} ")
        # A sheet takes pictures as files alone: one grey that is seen on the page of every scheme.
        sheet = sheet.replace("@choose", resources.path("icons/choose.svg").as_posix())
        body = self._app.font().pointSizeF()
        sheet = sheet.replace("@section-size", f"{body + 2:g}pt").replace("@title-size", f"{body + 6:g}pt")
        self._app.setStyleSheet(sheet)
        self.changed.emit()


def _palette(colours: dict[str, str]) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette(QColor(colours["window"]))
    for role, name in {
        roles.Window: "window", roles.WindowText: "text", roles.Base: "page", roles.AlternateBase: "page",
        roles.Text: "text", roles.Button: "raised", roles.ButtonText: "text", roles.BrightText: "danger",
        roles.Highlight: "accent", roles.HighlightedText: "on_accent", roles.Link: "accent",
        roles.LinkVisited: "accent", roles.ToolTipBase: "raised", roles.ToolTipText: "text",
        roles.PlaceholderText: "muted", roles.Mid: "line", roles.Dark: "line", roles.Light: "page",
        roles.Midlight: "raised", roles.Shadow: "line", roles.Accent: "accent",
    }.items():  # fmt: skip
        palette.setColor(role, QColor(colours[name]))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["muted"]))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(colours["line"]))
    return palette


def install(app: QApplication) -> Theme:
    """Dress the application; a second call gives back the theme it already wears."""
    worn = app.findChild(Theme)
    if worn is not None:
        return worn
    app.setStyle("Fusion")
    _ensure_font(app)
    return Theme(app)


def theme() -> Theme:
    """The theme the application wears."""
    app = QGuiApplication.instance()
    assert isinstance(app, QApplication)
    return install(app)


def _ensure_font(app: QApplication) -> None:
    """A machine without any font gets the one that comes with the PDF library."""
    if QFontDatabase.families():
        return
    from importlib.util import find_spec
    from pathlib import Path

    found = find_spec("reportlab")
    for place in found.submodule_search_locations or () if found else ():
        for name in ("Vera.ttf", "VeraBd.ttf"):
            QFontDatabase.addApplicationFont(str(Path(place) / "fonts" / name))
    if families := QFontDatabase.families():
        app.setFont(QFont(families[0], 9))


def polish(widget: QWidget) -> None:
    """Dress a widget anew after its role changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
