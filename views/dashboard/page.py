"""The dashboard: charts over time, each down to its children, as a table, as a picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from models.charts import CHARTS, Chart, Maker
from models.dates import british
from models.progress import Cancelled, Progress, part
from models.rules.house import house
from models.snapshot import Snapshot
from models.trackers import Column
from models.trackers.shown import About
from views.dashboard import words
from views.dashboard.opened import Opened
from views.dashboard.tile import WORKING
from views.dashboard.tiles import Tiles
from views.dashboard.warming import Warming
from views.jobs import Job
from views.paper import PaperPage
from views.saving import ask_where
from views.workspace import Workspace

PERIODS = (12, 24, 36, 60)
"""How many months are drawn, in the order they are offered."""
USUAL = 36
REMEMBERED = "dashboard/months"
STOPPED = "Stopped before this was worked out. F5 works it out."
FAILED = "This could not be worked out; what went wrong is in the log."


class Worked(QObject):
    """Brings each chart from the thread of the work to the window's, as soon as it is worked out."""

    chart = Signal(int, str, object)
    """Which asking it answers, its code, the chart."""


class DashboardPage(PaperPage):
    """Charts as tiles in their groups; Enter opens one large. Every figure opens its children."""

    code = "dashboard"
    title = "Dashboard"

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        said = str(workspace.preferences.value(REMEMBERED, ""))
        self._months = int(said) if said in map(str, PERIODS) else USUAL
        self._asked = 0
        self._job: Job | None = None
        self._charts: dict[str, Chart] = {}
        self._undrawn: list[str] = []
        self._waiting = True
        self._open = ""
        menu = QMenu(self)
        for months in PERIODS:
            menu.addAction(f"{months} months", partial(self.choose, months))
        self.period_button = self.verb_menu(f"{self._months} months", menu)
        self.period_button.setToolTip("How far back the charts go, to the day shown")
        self.table_button = self.verb("As table", self.turn, tip="The same points as a table, and back (Ctrl+Shift+T)")
        self.table_button.setCheckable(True)
        self.table_button.setProperty("role", "turn")
        self.verb("Events …", self._to_events, tip="Record what happened on a day, or where limits begin anew")
        self.paper_verbs()
        pictures = self.export_button.menu()
        pictures.addSeparator()
        for form in ("png", "svg"):
            pictures.addAction(f"Picture ({form.upper()})", partial(self.ask_picture, form))
        self.tiles = Tiles(tuple(CHARTS.values()))
        self.opened = Opened()
        self.places = QStackedWidget()
        self.places.addWidget(self.tiles)
        self.places.addWidget(self.opened)
        self.body.addWidget(self.places, 1)
        self._worked = Worked(self)
        self._worked.chart.connect(self._take)
        self._warming = Warming(self)
        self._warming.ready.connect(self._draw)
        for tile in self.tiles.tiles.values():
            tile.opened.connect(self.open_chart)
            tile.children_opened.connect(self.open_children)
            tile.reached.connect(lambda _code: self._look())
        self.opened.children_opened.connect(self.open_children)
        self.opened.closed.connect(self.step_out)
        self._look()

    # What is shown

    @property
    def maker(self) -> Maker:
        """The chart that is opened, or whose tile the keyboard is on."""
        return CHARTS[self._open or self.tiles.current]

    @property
    def settled(self) -> bool:
        """Whether every chart is worked out and drawn, or was stopped."""
        return self._job is None and not self._waiting and not self._undrawn

    def refresh(self) -> None:
        """Work every chart out anew, beside the window: the opened one first, then in their order."""
        self._asked += 1
        if self._job is not None:
            self._job.give_up()
        self._charts, self._undrawn, self._waiting = {}, [], True
        for tile in self.tiles.tiles.values():
            tile.wait(WORKING)
        if self._open:
            self.opened.wait(self.maker, WORKING)
        self._say(f"Working out {len(CHARTS)} charts …")
        asked, snapshot, months = self._asked, self.workspace.snapshot(), self._months
        order = sorted(CHARTS, key=lambda code: code != self._open)

        def failed(problem: Exception) -> None:
            if asked == self._asked:
                self._job = None
                self._stopped(STOPPED if isinstance(problem, Cancelled) else FAILED)
            if not isinstance(problem, Cancelled):
                raise problem

        work = partial(_work, asked, snapshot, months, order, self._worked, self._warming)
        # After the page is painted: the work shares the processor with it.
        QTimer.singleShot(0, self, lambda: self._begin(asked, work, failed))

    def _begin(self, asked: int, work: Callable[[Progress], int], failed: Callable[[Exception], None]) -> None:
        if asked == self._asked and not self.workspace.closed:
            self._waiting = False
            self._job = self.workspace.run("Working out the dashboard", work, self._done, failed)
            self._warming.begin()

    def choose(self, months: int) -> None:
        """Another stretch of time; this machine remembers."""
        self._months = months
        self.workspace.preferences.setValue(REMEMBERED, months)
        self.period_button.setText(f"{months} months")
        self.refresh()

    def open_chart(self, code: str, at: tuple[str, object] | None = None) -> None:
        """Open a chart large, at a point where one is said; else where it was looked at last."""
        self._open = code
        self.places.setCurrentWidget(self.opened)
        if code in self._charts:
            self._warming.finish()
            self.opened.show_chart(CHARTS[code], self._charts[code], at)
        else:
            self.opened.wait(CHARTS[code], self.tiles.tiles[code].middle.text())
        self._look()
        self.opened.shown.setFocus()

    def turn(self) -> None:
        """From the chart to its table and back."""
        table = not self.opened.as_table
        if not self._open:
            self.open_chart(self.tiles.current)
            table = True
        self.opened.show_as(table)
        self._look()
        self.opened.shown.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Page Down and Ctrl+Page Up go to the chart after and before."""
        by = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        codes = list(CHARTS)
        if self._open and by and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.open_chart(codes[(codes.index(self._open) + by) % len(codes)])
        else:
            super().keyPressEvent(event)

    def step_out(self) -> bool:
        """Esc: from a chart back to the tiles."""
        if not self._open:
            return False
        code, self._open = self._open, ""
        self.places.setCurrentWidget(self.tiles)
        self._look()
        self.tiles.go_to(code)
        return True

    def _to_events(self) -> None:
        self.open_page.emit("policies")
        self.workspace.told.emit("Add a figure: an event is marked on the charts, new limits begin on their day.")

    # What leaves the program

    def shown(self) -> tuple[tuple[Column, ...], pl.DataFrame, About]:
        """The opened chart as its table; over the tiles, all charts one under the other."""
        charts = [self._charts[code] for code in ([self._open] if self._open else CHARTS) if code in self._charts]
        if self._open and charts:
            columns, frame = words.columns(charts[0]), words.frame(charts[0])
        else:
            columns = words.columns(Chart("", "", "", "the chart's unit", ()), named=True)
            frames = [words.frame(chart).cast(words.KINDS) for chart in charts]  # type: ignore[arg-type]
            frame = pl.concat(frames) if frames else pl.DataFrame(schema=words.KINDS)
        line = "; ".join(part for part in (self._line(), *(chart.reading for chart in charts if self._open)) if part)
        about = self.about(line, (), len(frame), len(frame))
        return columns, frame, replace(about, title=charts[0].title) if self._open and charts else about

    def _write(self, form: str, path: Path, done: Callable[[], None]) -> None:
        """On paper the charts are drawn; as CSV and workbook they are their tables."""
        if form != "pdf":
            super()._write(form, path, done)
            return
        charts = [self._charts[code] for code in ([self._open] if self._open else CHARTS) if code in self._charts]
        about = replace(self.shown()[2], n=len(charts), of=len(charts))
        style = house(self.workspace.snapshot().facts)

        def work(progress: Progress) -> None:
            from models.reports.charts import write

            write(path, charts, about, progress, style)

        def failed(problem: Exception) -> None:
            if isinstance(problem, OSError):
                self.workspace.told.emit(f"Nothing was written to {path}: {problem.strerror or problem}")
            elif not isinstance(problem, Cancelled):
                raise problem

        self.workspace.run(f"Writing {path.name}", work, lambda _nothing: done(), failed)

    def ask_picture(self, form: str) -> None:
        """Ask where, and write the chart that is opened (or whose tile is chosen) as a picture there."""
        chart = self._charts.get(self.maker.code)
        if chart is None or not chart.lines:
            self.workspace.told.emit(f"There is nothing to draw yet of “{self.maker.title}”.")
            return
        name = f"{chart.title} {self.workspace.as_at.isoformat()}.{form}"
        path = ask_where(self, "Save the chart as a picture", name, form.upper(), form)
        if path is not None:
            self.save_picture(form, path, chart)

    def save_picture(self, form: str, path: Path, chart: Chart) -> None:
        """Write a chart as a picture; what went wrong with the disk is said."""
        from views.dashboard.picture import save

        try:
            save(path, form, chart, (self._line(),))
        except OSError as problem:
            self.workspace.told.emit(f"Nothing was written to {path}: {problem.strerror or problem}")
        else:
            self.workspace.told.emit(f"Saved as {path}")

    # Behind

    def _take(self, asked: int, code: str, chart: Chart) -> None:
        if asked == self._asked:
            self._charts[code] = chart
            self._undrawn.append(code)
            self._draw()

    def _draw(self) -> None:
        """Draw what was worked out, one chart at a turn; before the drawing library is here, nothing."""
        if not self._warming.is_ready or not self._undrawn:
            return
        self._warming.turn.take()
        code = self._undrawn.pop(0)
        chart = self._charts[code]
        self.tiles.tiles[code].show_chart(chart)
        if code == self._open:
            self.opened.show_chart(CHARTS[code], chart)
        if self._undrawn:
            QTimer.singleShot(0, self, self._draw)

    def _done(self, asked: int) -> None:
        if asked == self._asked:
            self._job = None
            self._say()

    def _stopped(self, said: str) -> None:
        for code, tile in self.tiles.tiles.items():
            if code not in self._charts:
                tile.wait(said)
                if code == self._open:
                    self.opened.wait(CHARTS[code], said)
        self._say("Stopped" if said == STOPPED else "")

    def _line(self) -> str:
        """Which charts over which time."""
        return f"{self._months} months to {british(self.workspace.as_at)}, {self._known()}"

    def _known(self) -> str:
        return self.workspace.when.split(", ")[1]

    def _say(self, besides: str = "") -> None:
        what = f"{len(CHARTS)} charts over the"
        self.say(f"{what} {self._line()}" + (f" · {besides}" if besides else ""))

    def _look(self) -> None:
        """The keyboard comes back to what is shown; the button says whether it is the table."""
        self.setFocusProxy(self.opened if self._open else self.tiles.tiles[self.tiles.current])
        self.table_button.setChecked(bool(self._open) and self.opened.as_table)


def _work(
    asked: int, snapshot: Snapshot, months: int, order: list[str], worked: Worked, warming: Warming, progress: Progress
) -> int:
    """Every chart in its order, each handed on as soon as it is there."""
    wrong: Exception | None = None
    warming.wait()
    for number, code in enumerate(order):
        maker = CHARTS[code]
        share = part(progress, number / len(order), (number + 1) / len(order))

        def step(done: float, _words: str, share: Progress = share, title: str = maker.title) -> None:
            warming.turn.wait()
            share(done, f"Working out the dashboard: {title}")

        step(0, "")
        try:
            made = maker.make(snapshot, months, step)
        except Cancelled:
            raise
        except Exception as problem:  # the other charts are worked out all the same
            wrong = wrong or problem
        else:
            worked.chart.emit(asked, code, made)
    if wrong is not None:
        raise wrong
    return asked
