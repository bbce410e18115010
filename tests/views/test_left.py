"""A page is found again as it was left."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from views.left import left, put_back
from views.page import Page
from views.workspace import Workspace


def test_a_tab_that_is_not_there_any_more_is_not_gone_back_to(workspace: Workspace, qtbot: QtBot) -> None:
    page, tabs = Page(workspace), QTabWidget()
    qtbot.addWidget(page)
    page.body.addWidget(tabs)
    for words in ("Timeline", "Waiting", "Events"):
        tabs.addTab(QWidget(), words)
    page.show()
    tabs.setCurrentIndex(2)
    events = left(page)
    tabs.setCurrentIndex(1)
    waiting = left(page)
    tabs.setTabVisible(1, False)
    tabs.setCurrentIndex(0)
    put_back(page, waiting)
    assert tabs.currentIndex() == 0
    put_back(page, events)
    assert tabs.currentIndex() == 2
