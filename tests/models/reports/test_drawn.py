"""Charts and timelines on paper: the same points as on the screen, limits by their names, nothing outside its area."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from models import reports
from models.charts import CHARTS, Chart, Line, Point
from models.reports import blocks, drawn, lane, pen, style
from models.reports.blocks import Document, Drawn
from models.reports.occasions import beside
from models.reports.pen import Disc, Label, Picture
from models.reports.pen import Path as Stroke
from models.snapshot import Snapshot
from models.timeline import timeline
from models.trackers.shown import About
from tests.support.northport import TODAY, northport_facts
from tests.support.papers import Page

MONTHS = [dt.date(2025, month, 28) for month in range(1, 13)]
SIGNED = Chart(
    "M01",
    "Children looked after",
    "Population",
    "children",
    (
        Line(
            "M01",
            "Children looked after",
            tuple(
                Point(day, 500.0 + 9 * at, words=f"{500 + 9 * at} children", icon="concern-high" if at > 9 else "")
                for at, day in enumerate(MONTHS)
            ),
        ),
    ),
    limits=(
        Line("upper", "Upper limit", (Point(MONTHS[0], 590.0), Point(MONTHS[-1], 590.0))),
        Line("centre", "Mean", (Point(MONTHS[0], 550.0), Point(MONTHS[-1], 550.0))),
        Line("target", "Target", (Point(MONTHS[0], 480.0), Point(MONTHS[-1], 480.0))),
    ),
    events=((MONTHS[5], "A ruling"),),
    reading="The last point is above the upper limit.",
)


def inside(picture: Picture) -> bool:
    """Whether nothing is drawn beside the picture; letters may hang over by a little."""
    for shape in picture.shapes:
        if isinstance(shape, Stroke):
            places = shape.points
        elif isinstance(shape, Disc):
            places = ((shape.x, shape.y),)
        else:
            room = style.wide(shape.words, shape.size, bold=shape.bold)
            left = shape.x - {"start": 0.0, "middle": room / 2, "end": room}[shape.anchor]
            places = ((left, shape.y), (left + room, shape.y))
        if not all(-1 <= x <= picture.width + 1 and -1 <= y <= picture.height + 1 for x, y in places):
            return False
    return True


def labels(picture: Picture) -> list[str]:
    return [shape.words for shape in picture.shapes if isinstance(shape, Label)]


def test_limits_have_names_signals_a_shape_and_events_their_words() -> None:
    picture = drawn.chart(SIGNED, 500, 190)
    said = labels(picture)
    for words in ("Upper limit 590", "Mean 550", "Target 480", "A ruling", "concern", "children"):
        assert words in said
    dashes = {shape.dash for shape in picture.shapes if isinstance(shape, Stroke) and shape.width == 0.8}
    assert len(dashes) == 3
    inks = {shape.fill for shape in picture.shapes if isinstance(shape, (Stroke, Disc))}
    assert "orange" in inks
    assert not inks & {"danger", "good"}
    assert inside(picture)


def test_no_line_of_an_event_goes_through_the_words_of_another() -> None:
    """Near dates, and some so late that their words have no room at the right."""
    near = [(100.0, "Group meets every month"), (130.0, "Orders tracked"), (235.0, "New"), (480.0, "A team begins")]
    for events in (near, near[:2], [*near[:3], (470.0, "Soon"), *near[3:]]):
        laid = beside(events, 200, 500, 6.5)
        for one, other in itertools.permutations(laid, 2):
            assert not (one.row <= other.row and other.start < one.x < other.end), (one, other)
            assert one.row != other.row or one.end < other.start or other.end < one.start
        assert all(each.start >= 0 and each.end <= 500 and each.row < len(events) for each in laid)
    assert [each.row for each in beside(near[:2], 200, 500, 6.5)] == [0, 1]


@pytest.mark.parametrize("code", list(CHARTS))
def test_every_chart_of_the_screen_is_drawn_within_its_room(code: str) -> None:
    chart = CHARTS[code].make(Snapshot(northport_facts(300), TODAY), 24)
    picture = drawn.chart(chart, 520, 190)
    assert inside(picture)
    assert picture.title == chart.title
    assert picture.description
    points = [point for line in chart.lines for point in line.points if point.value is not None]
    assert bool(points) == (len(picture.shapes) > 3)


@settings(max_examples=40)
@given(
    values=st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), min_size=0, max_size=40),
    shape=st.sampled_from(["line", "steps", "bars", "dots", "stack"]),
    x=st.sampled_from(["date", "days", "category"]),
)
def test_whatever_the_figures_are_it_is_drawn(values: list[float | None], shape: str, x: str) -> None:
    def at(number: int) -> object:
        return {"date": TODAY - dt.timedelta(days=31 * number), "days": float(number), "category": f"Group {number}"}[x]

    line = Line("a", "A", tuple(Point(at(n), v) for n, v in enumerate(values)), shape)  # type: ignore[arg-type]
    drawn.chart(Chart("c", "C", "Population", "days", (line,), x), 400, 150)  # type: ignore[arg-type]


def test_paper_has_vectors_and_the_web_page_a_twin(tmp_path: Path) -> None:
    about = About("Charts", TODAY, version="1")
    document = Document("c", "Charts", about, "internal", (blocks.Heading("One"), Drawn(SIGNED, note="Of all ages.")))
    reports.write(tmp_path / "out.pdf", document)
    page = PdfReader(tmp_path / "out.pdf").pages[0]
    assert not page.images
    assert "Upper limit 590" in page.extract_text()
    reports.write(tmp_path / "out.html", document)
    web = (tmp_path / "out.html").read_text(encoding="utf-8")
    read = Page(web)
    assert read.wrong == []
    words = " ".join(read.words)
    for point in SIGNED.lines[0].points:
        assert point.words in words
    assert "The last point is above the upper limit." in words
    assert "Of all ages." in words


def test_a_timeline_is_drawn_within_its_width_whoever_it_is() -> None:
    snapshot = Snapshot(northport_facts(300), TODAY)
    for child in snapshot["child_details"]["child"].to_list()[:60]:
        line = timeline(snapshot, child)
        for first in (None, TODAY - dt.timedelta(days=700)):
            picture = lane.lane(line, 525, first)
            assert child in picture.title
            assert all(
                shape.x <= 526 for shape in picture.shapes if isinstance(shape, Label) and shape.anchor == "start"
            )


def test_a_picture_says_the_same_to_both_kinds_of_document() -> None:
    picture = drawn.chart(SIGNED, 500, 190)
    text = pen.svg(picture, "one")
    for words in labels(picture):
        assert f">{words}</text>" in text
    assert text.count("<poly") + text.count("<circle") == len(picture.shapes) - len(labels(picture))


def test_a_bar_below_nothing_has_its_figure_beside_it_and_not_on_it() -> None:
    points = (Point("Speed", -164.0, words="164 days fewer"), Point("Mix", 18.0, words="18 days more"))
    chart = Chart("w", "Why it moved", "Timeliness", "days", (Line("w", "Days", points, "bars"),), x="category")
    picture = drawn.chart(chart, 500, 200)
    figure = next(shape for shape in picture.shapes if isinstance(shape, Label) and shape.words == "−164")
    bars = [shape for shape in picture.shapes if isinstance(shape, Stroke) and shape.fill]
    assert (figure.anchor, figure.x < min(x for x, _y in bars[0].points)) == ("end", True)
    assert inside(picture)
