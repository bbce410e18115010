"""Where the words at the left of a child's timeline stand."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from models.drawing.days import Scale
from models.timeline import Lane, Timeline
from views.child.layout import GUTTER, lay

FIRST, LAST = dt.date(2021, 1, 1), dt.date(2022, 3, 31)


def test_a_lanes_title_that_is_too_long_ends_in_an_ellipsis_beside_its_bars(qapp: QApplication) -> None:
    metrics = QFontMetricsF(qapp.font())
    lanes = (Lane("legal", "Legal status", ()), Lane("plan-1", "Long-term care with a connected carer", ()))
    drawn = Timeline("1", LAST, lanes, ())
    laid = lay(drawn, Scale.whole(FIRST, LAST, GUTTER, 900), metrics)
    legal, plan, milestones, reviews = [words for words, _ in laid.titles(metrics)]
    assert (legal, milestones, reviews) == ("Legal status", "Milestones", "Reviews, due")
    assert plan.startswith("Long-term")
    assert plan.endswith("…")
    for words, box in laid.titles(metrics):
        assert metrics.horizontalAdvance(words) <= box.width()
        assert box.right() < GUTTER
