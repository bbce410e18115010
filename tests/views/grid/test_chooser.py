"""The chooser of columns finds a column by its title, and by what the sector calls it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from models.trackers import TRACKERS
from views.grid.popups import ColumnPopup


def test_a_column_is_found_by_its_heading_in_annex_a(qtbot: QtBot) -> None:
    above = QWidget()
    qtbot.addWidget(above)
    popup = ColumnPopup(TRACKERS["permanence"].columns, set(), above)

    def found(words: str) -> list[str]:
        popup.search.setText(words)
        items = (popup.list.item(at) for at in range(popup.list.count()))
        return [item.text() for item in items if not item.isHidden()]

    assert found("date of matching child") == ["Matched"]
    assert found("last heard") == ["Last heard"]
    assert found("nothing of that kind") == []
