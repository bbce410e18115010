"""What the window holds while a file is open: toolbar, as-at bar, band, sidebar and the pages."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from desktop.actions import COMMANDS, Command
from desktop.goals import away, goals
from desktop.visits import Visit, Visits
from models.rules import merged
from views.asat import AsAtBar, Band
from views.grid.view import GridView
from views.left import left, put_back
from views.page import Page
from views.sidebar import Sidebar
from views.workspace import Workspace


@dataclass(frozen=True)
class Place:
    """A page: its code, its words and heading in the sidebar (none for pages one is led to), and where its class is."""

    code: str
    words: str
    heading: str
    where: str
    tracker: str = ""


PAGES: tuple[Place, ...] = (
    Place("work", "My work", "", "views.work.page:WorkPage"),
    Place("tracker", "Permanence tracker", "Trackers", "views.tracker.page:TrackerPage", tracker="permanence"),
    *(
        Place(code, words, "Trackers", "views.tracker.page:TrackerPage", tracker=code)
        for code, words in (
            ("gateway", "Legal gateway"),
            ("court", "Court"),
            ("family_finding", "Family finding"),
            ("waiting", "Children waiting"),
            ("connected", "Connected carers"),
            ("at_home", "Placement with parents"),
            ("fostering", "Long-term fostering"),
            ("return_home", "Return home"),
            ("residential", "Residential"),
            ("life_story", "Life story"),
            ("education", "Education"),
        )
    ),
    Place("scorecard", "Scorecard", "Figures", "views.scorecard.page:ScorecardPage"),
    Place("dashboard", "Dashboard", "Figures", "views.dashboard.page:DashboardPage"),
    Place("claims", "Claims", "Figures", "views.claims.page:ClaimsPage"),
    Place("publications", "Publications", "Figures", "views.publications.page:PublicationsPage"),
    Place("board", "Stages", "Figures", "views.board.page:BoardPage"),
    Place("meetings", "Meetings", "Oversight", "views.meeting.page:MeetingsPage"),
    Place("plan", "Action plan", "Oversight", "views.plan.page:PlanPage"),
    Place("import", "Import", "Data", "views.imports.page:ImportPage"),
    Place("ledger", "Ledger", "Data", "views.ledger.page:LedgerPage"),
    Place("policies", "Policies", "Data", "views.settings.page:SettingsPage"),
    Place("child", "", "", "views.child.page:ChildPage"),
    Place("new_child", "", "", "views.people.new_child:NewChildPage"),
    Place("doubles", "", "", "views.people.doubles:DoublesPage"),
    Place("merge", "", "", "views.people.merge:MergePage"),
    Place("merged", "", "", "views.people.merged:MergedPage"),
)
"""A new page is one line here; its code is only read when it is first gone to."""
RECENT = 8
"""Of what was found lately, so many stand first; forgotten with the window, for it may be children."""


def _in_sidebar() -> list[tuple[str, str, str]]:
    return [(place.code, place.words, place.heading) for place in PAGES if place.words]


class Inside(QWidget):
    """The pages of an open file, and the ways between them."""

    going = Signal()
    """Another page is about to be shown: what was said of the one left is over."""
    visited = Signal()

    def __init__(self, workspace: Workspace, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.visits = workspace, Visits()
        self._actions, self._recent = actions, list[str]()
        self._pages: dict[str, Page] = {}
        self.as_at = AsAtBar(workspace)
        self.band = Band(workspace, self.as_at)
        self.sidebar = Sidebar(_in_sidebar())
        self.stack = QStackedWidget()
        self.toolbar = self._toolbar(actions)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.toolbar)
        layout.addWidget(self.band)
        layout.addLayout(middle, 1)
        self.sidebar.chosen.connect(self._go_from_sidebar)
        self.sidebar.entered.connect(self._to_page)
        self.as_at.may_go = self.leave
        self.as_at.gone.connect(self._to_page)

    def _toolbar(self, actions: dict[str, QAction]) -> QToolBar:
        bar = QToolBar("Steps and date")
        bar.setMovable(False)
        bar.setIconSize(QSize(16, 16))
        for name in ("back", "forward"):
            bar.addAction(actions[name])
        bar.addSeparator()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        for name in ("undo", "redo"):
            bar.addAction(actions[name])
        room = QWidget()
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(room)
        bar.addWidget(self.as_at)
        for name in ("back", "forward"):
            button = bar.widgetForAction(actions[name])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)  # type: ignore[attr-defined]
        return bar

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def page_of(self, code: str) -> Page:
        """A page by its code, made when first asked for."""
        if code not in self._pages:
            place = next(place for place in PAGES if place.code == code)
            module, name = place.where.split(":")
            make = getattr(importlib.import_module(module), name)
            if place.tracker:
                from models.trackers import TRACKERS

                page: Page = make(self.workspace, TRACKERS[place.tracker])
            else:
                page = make(self.workspace)
            page.open_child.connect(self.open_child)
            page.open_children.connect(self.open_children)
            page.open_record.connect(self.open_record)
            page.open_page.connect(self.go)
            page.open_with.connect(self.go_with)
            page.open_form.connect(self.go_ask)
            self._pages[code] = page
            self.stack.addWidget(page)
        return self._pages[code]

    def leave(self) -> bool:
        """Settle what is being typed on the page shown; False where that cannot be: it is said, and nobody goes."""
        return self.page is None or self.page.leave()

    def go(self, code: str) -> None:
        """To a page."""
        self._show(Visit(code))

    def _go_from_sidebar(self, code: str) -> None:
        """To a place at the left; a keyboard that walks from place to place goes on walking."""
        self.go(code)
        if self.sidebar.walking and self.visits.now == Visit(code):
            self.sidebar.setFocus()

    def go_with(self, code: str, children: list[str]) -> None:
        """To a page, with exactly these children."""
        self._show(Visit(code, children=tuple(children)))

    def go_ask(self, code: str, about: object) -> None:
        """To a page, with its form open."""
        self.go(code)
        page = self.page
        if page is not None and self.visits.now == Visit(code):
            page.ask(about)  # type: ignore[attr-defined]

    def open_child(self, child: str) -> None:
        """To a child's page."""
        self._show(Visit("child", child=child))

    def open_record(self, child: str, form: str) -> None:
        """To a child's page, with a form open; without one, asking what is to be recorded."""
        if self.workspace.why_not:
            self.workspace.told.emit(f"{self.workspace.why_not}.")
            return
        self.open_child(child)
        page = self.page
        if page is not None and self.visits.now == Visit("child", child=child):
            page.side.open(form) if form else page.record()  # type: ignore[attr-defined]

    def open_children(self, children: list[str], words: str) -> None:
        """To the tracker with exactly these children."""
        self._show(Visit("tracker", children=tuple(children), words=words))

    def go_work(self) -> None:
        """To what waits for a person, or for everyone."""
        self.go("work")

    def go_tracker(self) -> None:
        """To the permanence tracker, with its own children."""
        self.go("tracker")

    def go_scorecard(self) -> None:
        """To the scorecard."""
        self.go("scorecard")

    def go_claims(self) -> None:
        """To what published papers state."""
        self.go("claims")

    def go_publications(self) -> None:
        """To what was published."""
        self.go("publications")

    def go_dashboard(self) -> None:
        """To the charts."""
        self.go("dashboard")

    def go_board(self) -> None:
        """To the stages."""
        self.go("board")

    def go_meetings(self) -> None:
        """To the meetings of the monitoring group."""
        self.go("meetings")

    def go_plan(self) -> None:
        """To the permanence action plan."""
        self.go("plan")

    def new_child(self) -> None:
        """To the page on which a new child is recorded."""
        self.go("new_child")

    def look_alike(self) -> None:
        """To the records that may be of one child."""
        self.go("doubles")

    def merge_records(self) -> None:
        """To two records side by side; the first is the child looked at."""
        now = self.visits.now
        self.go_with("merge", [now.child] if now is not None and now.child else [])

    def separate_records(self) -> None:
        """To the records that were merged."""
        self.go("merged")

    def go_ledger(self) -> None:
        """To the ledger."""
        self.go("ledger")

    def print_page(self) -> None:
        """Print what is shown."""
        self._ask_page("print_shown")

    def make_document(self) -> None:
        """Choose a document, look at it, save or print it; about the child looked at, where one is."""
        from views.reports.dialog import DocumentDialog

        if not self.leave():
            return
        now = self.visits.now
        child, page = (now.child, now.page) if now is not None else ("", "")
        dialog = DocumentDialog(self.workspace, child=child, page=page, parent=self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_columns(self) -> None:
        """Which columns are shown."""
        self._ask_page("choose_columns")

    def export_csv(self) -> None:
        """Write what is shown as CSV."""
        self._ask_page("ask_export", "csv")

    def export_xlsx(self) -> None:
        """Write what is shown as a workbook."""
        self._ask_page("ask_export", "xlsx")

    def export_pdf(self) -> None:
        """Write what is shown as PDF."""
        self._ask_page("ask_export", "pdf")

    def picture_png(self) -> None:
        """Write the chart shown as PNG."""
        self._ask_page("ask_picture", "png")

    def picture_svg(self) -> None:
        """Write the chart shown as SVG."""
        self._ask_page("ask_picture", "svg")

    def looked(self) -> None:
        """Who looked at the child shown; elsewhere what one looked at oneself."""
        from views.looked import Looked

        now = self.visits.now
        Looked(self.workspace, now.child if now is not None else "", self).open()

    def undo(self) -> None:
        """Take the last step back."""
        self.workspace.undo()

    def redo(self) -> None:
        """Bring it back."""
        self.workspace.redo()

    def read_again(self) -> None:
        """Show what others have recorded meanwhile."""
        self.workspace.read_again()
        self.workspace.told.emit("Read again: this is what stands in the file now.")

    def back(self) -> None:
        """To the page before."""
        self._step(-1)

    def forward(self) -> None:
        """To the page after."""
        self._step(+1)

    def filter_rows(self) -> None:
        """To the filter field of the list shown."""
        grid = self._grid()
        if grid is not None and self.leave():
            grid.bar.field.setFocus()

    def add_filter(self) -> None:
        """Ask for a filter on one column of the list shown."""
        grid = self._grid()
        if grid is not None:
            grid.bar.add.click()

    def _grid(self) -> GridView | None:
        """The list that is shown; none is said."""
        grids = self.page.findChildren(GridView) if self.page else []
        found = next((grid for grid in grids if grid.isVisible()), None)
        if found is None:
            self.workspace.told.emit("There is no list here to filter.")
        return found

    def to_date(self) -> None:
        """To the date looked at."""
        if self.leave():
            self.as_at.day.field.setFocus()
            self.as_at.day.field.selectAll()

    def to_known(self) -> None:
        """To the date as known on."""
        if self.leave():
            self.as_at.open_known()

    def today(self) -> None:
        """As at today, as known today."""
        self.as_at.back_to_today()

    def find_child(self) -> None:
        """Go to a child by its number, to a page, or do a command."""
        from views.find import Find

        popup = Find(self.workspace, goals(_in_sidebar(), self._actions), self._recent, self)
        popup.chosen.connect(self._found)
        popup.show_at(self.mapToGlobal(QPoint(self.width() // 2 - 280, 80)))
        popup.field.setFocus()

    def _found(self, code: str) -> None:
        self._recent = [code, *(each for each in self._recent if each != code)][:RECENT]
        kind, _, name = code.partition(":")
        if kind != "command":
            (self.open_child if kind == "child" else self.go)(name)
        elif self._actions[name].isEnabled():
            self._actions[name].trigger()
        else:
            self._lead_to(next(command for command in COMMANDS if command.name == name))

    def _lead_to(self, command: Command) -> None:
        """To the page where a command is done that cannot be done here; without one it is said."""
        where, page = away(command, _in_sidebar())
        if not page:
            done = "is done " if command.pages else "cannot be done: "
            self.workspace.told.emit(f"“{command.plain}” {done}{where}.")
            return
        self.go(page)
        if self.visits.now == Visit(page):
            self.workspace.told.emit(f"“{command.plain}” is done here: {command.keys[0]}.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nobody wanted goes one step out: the page's own, then the page before."""
        if event.key() == Qt.Key.Key_Escape and self.as_at.isAncestorOf(self.focusWidget() or self):
            self.as_at.leave()
            self._to_page()
        elif event.key() == Qt.Key.Key_Escape:
            if not (self.page and self.page.step_out()) and self.stack.focusWidget() is not None:
                self.back()
            if self.page and not self.page.isAncestorOf(self.focusWidget() or self):
                self.page.setFocus()
        else:
            super().keyPressEvent(event)

    def _ask_page(self, what: str, *words: str) -> None:
        asked = getattr(self.page, what, None)
        if asked is not None:
            asked(*words)

    def _to_page(self) -> None:
        if self.page:
            self.page.setFocus()

    def _mark_place(self) -> None:
        if self.visits.now is not None:
            self.sidebar.show_place(self.visits.now.page)

    def _step(self, by: int) -> None:
        if not self.leave():
            return
        self._remember()
        here = self.visits.now
        while (visit := self.visits.step(by)) is not None:
            self.going.emit()
            visit = self.visits.lead(self._led(visit))
            if visit != here:
                break
        if visit is not None:
            self._show(visit)
            if self.page is not None and self.visits.left is not None:
                put_back(self.page, self.visits.left)

    def _remember(self) -> None:
        """How the page shown is being left."""
        if self.page is not None and self.visits.now is not None:
            self.visits.left = left(self.page)

    def _led(self, visit: Visit) -> Visit:
        """The visit; where the child's record was merged into another one's, to that one, and it is said."""
        into = self.workspace.snapshot().facts.once(merged.into).get(visit.child) if visit.child else None
        if into is None:
            return visit
        self.workspace.told.emit(f"The record of {visit.child} was merged into that of {into}: this is child {into}.")
        return replace(visit, child=into)

    def _show(self, visit: Visit) -> None:
        if not self.leave():
            # Later, for a list marks the row that was pressed after it says which.
            QTimer.singleShot(0, self.sidebar, self._mark_place)
            return
        if visit != self.visits.now:
            self.going.emit()
        visit = self._led(visit)
        if visit != self.visits.now:
            self._remember()
        self.visits.go(visit)
        page = self.page_of(visit.page)
        if visit.page == "child":
            page.show_child(visit.child)  # type: ignore[attr-defined]
        elif visit.children is not None:
            page.show_children(visit.children, visit.words)  # type: ignore[attr-defined]
        elif visit.page == "tracker" and getattr(page, "drilled", False):
            page.show_population()  # type: ignore[attr-defined]
        self.stack.setCurrentWidget(page)
        self._mark_place()
        page.setFocus()
        self.visited.emit()
