"""Where the words at the left of a child's timeline stand."""

from __future__ import annotations

import datetime as dt

from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from models.drawing.days import Scale
from models.timeline import Lane, Mark, Timeline
from views.child.layout import GUTTER, gutter, lay

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


def test_words_of_a_late_day_stand_at_its_left_and_nothing_touches(qapp: QApplication) -> None:
    metrics = QFontMetricsF(qapp.font())
    late = LAST - dt.timedelta(days=3)
    marks = tuple(Mark(day, "Placed for adoption", "order") for day in (FIRST, late - dt.timedelta(days=40), late))
    scale = Scale.whole(FIRST, LAST, GUTTER, 400)
    laid = lay(Timeline("1", LAST, (), marks), scale, metrics)
    assert [item.left for item in laid.items] == [False, True, True]
    assert laid.items[1].box.top() != laid.items[2].box.top()


def test_larger_letters_have_wider_titles_and_fewer_days_named(qapp: QApplication) -> None:
    larger = qapp.font()
    larger.setPointSizeF(larger.pointSizeF() * 2)
    wide = gutter(QFontMetricsF(larger))
    assert wide > gutter(QFontMetricsF(qapp.font())) >= GUTTER
    scale = Scale.whole(FIRST, LAST, wide, 600)
    assert len(scale.ticks(150)) < len(scale.ticks())
