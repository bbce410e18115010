"""Every command once: its words, its key, its icon, and what it does."""

from __future__ import annotations

from dataclasses import dataclass

from views.meeting.keys import KEYS


@dataclass(frozen=True)
class Command:
    """One entry of a menu. `name` is the window's method that does it."""

    name: str
    menu: str
    words: str
    does: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs_file: bool = True
    line_after: bool = False
    ticked: bool = False
    """Whether it is on or off, and says so."""
    pages: tuple[str, ...] = ()
    """Where it presses a page's own button, the one with the same words: the pages that have it."""

    @property
    def plain(self) -> str:
        """Its words as the button has them."""
        return self.words.replace("&", "")


LISTS = (
    *("tracker", "gateway", "court", "family_finding", "waiting", "connected", "at_home", "fostering"),
    *("return_home", "residential", "life_story", "education"),
)
"""The pages that are lists of children."""

_ON_MEETINGS: tuple[tuple[str, str, str, str, bool], ...] = (
    ("call_meeting", "&Call a meeting …", "Set the day; the rules propose the agenda", "Ctrl+Shift+B", False),
    ("run_meeting", "&Run the meeting", "Fill the screen, one child at a time", "F11", False),
    ("change_meeting", "Chan&ge …", "Another day, chair or quorum, before it begins", "Ctrl+F2", False),
    ("general_minutes", "Genera&l …", "What is minuted about no one child", "Ctrl+Shift+F2", False),
    ("sign_off", "&Sign off …", "Seal the minutes for good", "Ctrl+Shift+U", False),
    ("correct_minutes", "A&ppend a correction …", "Put sealed minutes right beside them", "Ctrl+Shift+R", True),
    ("put_on", "Put &on …", "The chair puts a child on the agenda", "Ins", False),
    ("take_off", "&Take off …", "The chair takes the chosen child off the agenda", "Del", False),
    ("set_minutes", "Ti&me …", "How many minutes are meant for the chosen child", "Ctrl+Shift+M", False),
    ("move_up", "Move &up", "The chosen child is talked about earlier", "Ctrl+Up", False),
    ("move_down", "Move &down", "The chosen child is talked about later", "Ctrl+Down", False),
    ("by_risk", "Order by ris&k", "Overdue by law first; siblings together", "Ctrl+Shift+O", False),
    ("why_not", "&Why not?", "Why a child is not on the agenda", "Ctrl+Shift+W", True),
    ("was_there", "T&here", "The chosen member was at the meeting", "Ctrl+Shift+T", False),
    ("apologies", "&Apologies", "The chosen member sent apologies", "Ctrl+Shift+L", False),
    ("was_absent", "A&bsent", "The chosen member was not there", "Ctrl+Shift+X", False),
    ("declare_interest", "Declare an &interest …", "In which child's case, and why", "Ctrl+Shift+I", False),
    ("add_member", "Add a mem&ber …", "A role or a worker's identifier", "Ctrl+Shift+Y", False),
)
MEETING: tuple[Command, ...] = (
    Command(
        "add_to_meeting",
        "&Meeting",
        "Add to &next meeting …",
        "Put the child on the agenda of the next meeting called, with a reason",
        ("Ctrl+J",),
        line_after=True,
        pages=("child", "work", *LISTS),
    ),
    *(
        Command(name, "&Meeting", words, does, (key,), line_after=line, pages=("meetings",))
        for name, words, does, key, line in _ON_MEETINGS
    ),
)
"""What is done on the page of the monitoring group's meetings, and about its next one."""
OF_PLAN = tuple(
    Command(name, "&Plan", words, does, (key,), pages=("plan",))
    for name, words, does, key in (
        ("plan_add", "&Add …", "An action, risk, step, finding or training, as the list shown has them", "Ctrl+R"),
        ("plan_note", "&Note progress …", "Progress of the action, or of the theme, on a day", "Ctrl+Shift+R"),
        ("plan_change", "&It changed …", "The action is otherwise from a day on", "Ctrl+F2"),
        ("plan_correct", "&Correct …", "It was typed wrongly: put the row right", "F2"),
        ("plan_close", "C&lose …", "Done, withdrawn or over, on a day", "Del"),
        ("plan_more", "&More", "Lead, beginning, taking away, loading from a file", "Shift+F2"),
    )
)
"""What is done on the page of the action plan."""
COMMANDS: tuple[Command, ...] = (
    Command("new_file", "&File", "&New …", "Make a new file, with a pass-phrase", ("Ctrl+N",), needs_file=False),
    Command("open_file", "&File", "&Open …", "Open a file", ("Ctrl+O",), "open", needs_file=False),
    Command(
        "open_demonstration",
        "&File",
        "&Demonstration",
        "Open the invented authority",
        ("Ctrl+Shift+N",),
        needs_file=False,
    ),
    Command("start", "&File", "&First page", "Close this file; back to the first page", ("Ctrl+W",), line_after=True),
    Command(
        "go_import",
        "&File",
        "&Import a return …",
        "Read an SSDA903 return",
        ("Ctrl+I",),
        needs_file=False,
        line_after=True,
    ),
    Command("print_page", "&File", "&Print …", "What is shown as a PDF, to save or print", ("Ctrl+P",), "print"),
    Command("export_csv", "&File", "Export as &CSV …", "Write exactly what is shown as CSV", ("Ctrl+E",)),
    Command(
        "export_xlsx", "&File", "Export as &XLSX …", "Write exactly what is shown as a workbook", ("Ctrl+Shift+E",)
    ),
    Command(
        "export_pdf",
        "&File",
        "Export as PD&F …",
        "Write exactly what is shown as PDF",
        ("Ctrl+Shift+P",),
    ),
    Command("picture_png", "&File", "Picture as P&NG …", "Write the chart shown as PNG", ("Ctrl+Shift+G",)),
    Command(
        "picture_svg", "&File", "Picture as S&VG …", "Write the chart shown as SVG", ("Ctrl+Shift+S",), line_after=True
    ),
    Command(
        "names",
        "&File",
        "Na&mes …",
        "The children's names, if you keep a list of them: unlock it, load it, remove it",
        ("Ctrl+Alt+N",),
    ),
    Command("lock", "&File", "Loc&k", "Hide everything until the pass-phrase is typed", ("Ctrl+L",)),
    Command(
        "lock_when",
        "&File",
        "Loc&k when …",
        "After how many minutes without a key or the mouse the window locks",
        ("Ctrl+Alt+L",),
        needs_file=False,
        line_after=True,
    ),
    Command("close", "&File", "&Quit", "Close the window", ("Ctrl+Q",), needs_file=False),
    Command("undo", "&Edit", "&Undo", "Take the last step back", ("Ctrl+Z",), "undo"),
    Command("redo", "&Edit", "&Redo", "Bring the step back", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    Command(
        "stop_work",
        "&Edit",
        "S&top the work under way",
        "Nothing of it is kept",
        ("Ctrl+.",),
        needs_file=False,
        line_after=True,
    ),
    Command("filter_rows", "&Edit", "&Filter", "To the filter field of the list", ("Ctrl+F",)),
    Command(
        "add_filter",
        "&Edit",
        "+ Fi&lter",
        "A filter on one column of the list",
        ("Ctrl+Shift+F",),
    ),
    Command("go_work", "&View", "M&y work", "What is overdue, due soon, drifting or missing", ("Ctrl+0",)),
    Command("go_tracker", "&View", "&Permanence tracker", "All children, with what is next", ("Ctrl+1",)),
    Command("go_scorecard", "&View", "&Scorecard", "All measures, with their children", ("Ctrl+2",)),
    Command(
        "go_board", "&View", "Sta&ges", "The funnel: who is at each stage, who came in and who went out", ("Ctrl+4",)
    ),
    Command("go_claims", "&View", "Cla&ims", "What published papers state, recomputed on this file", ("Ctrl+6",)),
    Command("go_publications", "&View", "P&ublications", "What was published, sealed for good", ("Ctrl+7",)),
    Command("go_plan", "&View", "Acti&on plan", "Six themes, their actions, progress, risks and steps", ("Ctrl+9",)),
    Command("go_meetings", "&View", "Mee&tings", "The monitoring group: agenda, meeting, minutes", ("Ctrl+8",)),
    Command("go_dashboard", "&View", "&Dashboard", "Charts over time, down to their children", ("Ctrl+5",)),
    Command("go_ledger", "&View", "&Ledger", "Everything that was recorded, by whom", ("Ctrl+3",), line_after=True),
    Command("back", "&View", "&Back", "To the page before", ("Alt+Left",), "back"),
    Command("forward", "&View", "For&ward", "To the page after", ("Alt+Right",), "forward", line_after=True),
    Command("to_date", "&View", "&As at …", "To the date that is looked at", ("Ctrl+D",), "calendar"),
    Command("to_known", "&View", "As &known on …", "What was known on an earlier day", ("Ctrl+Shift+D",)),
    Command("today", "&View", "Back to &today", "As at today, as known today", ("Ctrl+T",), line_after=True),
    Command("read_again", "&View", "&Read again", "Read the file again, with what others recorded", ("F5",)),
    Command(
        "comfortable",
        "&View",
        "Co&mfortable rows",
        "Rows with more room",
        ("Ctrl+Shift+H",),
        needs_file=False,
        ticked=True,
    ),
    Command(
        "turn",
        "&View",
        "As &table",
        "The chart's points as a table, and back",
        ("Ctrl+Shift+T",),
        pages=("dashboard", "plan"),
    ),
    Command("choose_columns", "&View", "&Columns …", "Which columns are shown", ("Ctrl+Shift+C",)),
    Command(
        "views",
        "&View",
        "&Views",
        "Named views: open one, keep this one",
        ("Ctrl+Shift+V",),
        pages=("work", "claims", *LISTS),
    ),
    Command("find_child", "&Child", "&Find …", "Go to a child, a page, or do a command", ("Ctrl+K",), "search"),
    Command(
        "record_for_several",
        "&Child",
        "Record for &several …",
        "One act for all rows chosen: allocate, a step, a plan, a flag",
        ("Ctrl+M",),
        pages=("work", *LISTS),
    ),
    Command(
        "cell_history",
        "&Child",
        "&History of the cell",
        "Who wrote what stands in the cell, when and why",
        ("F9",),
        pages=("work", *LISTS),
    ),
    Command(
        "copy_id", "&Child", "&Copy the child's id", "Put the id on the clipboard", ("Ctrl+Shift+K",), pages=("child",)
    ),
    Command(
        "record", "&Child", "&Record …", "Record a plan, step or fact about the child", ("Ctrl+R",), pages=("child",)
    ),
    Command("correct", "&Child", "C&orrect …", "It was typed wrongly: put a fact right", ("F2",), pages=("child",)),
    Command(
        "change", "&Child", "&It changed on …", "A fact is otherwise from a day on", ("Ctrl+F2",), pages=("child",)
    ),
    Command(
        "end_fact",
        "&Child",
        "&End or take away …",
        "A fact ended on a day, or should never have been recorded",
        ("Del",),
        pages=("child",),
        line_after=True,
    ),
    Command("new_child", "&Child", "&New child …", "Record a child; likely doubles are shown", ("Ctrl+Shift+A",)),
    Command("look_alike", "&Child", "Records that look &alike", "Pairs that may be of one child", ("F8",)),
    Command("merge_records", "&Child", "&Merge records …", "Make one record of two, side by side", ("Shift+F8",)),
    Command("separate_records", "&Child", "Se&parate merged records", "Take a merge back", ("Ctrl+F8",)),
    *MEETING,
    *OF_PLAN,
    Command(
        "make_document",
        "&Reports",
        "&Make a document …",
        "Chair's pack, minutes, scorecard, lists: look at it, save or print it",
        ("F6",),
    ),
    Command("choose_files", "D&ata", "Choose &files …", "The files of a return", ("Ctrl+Shift+I",), pages=("import",)),
    Command(
        "choose_folder", "D&ata", "Choose a f&older …", "The folder of a return", ("Ctrl+Shift+O",), pages=("import",)
    ),
    Command(
        "accept", "D&ata", "&Accept", "Record all that the return would change", ("Ctrl+Return",), pages=("import",)
    ),
    Command(
        "discard",
        "D&ata",
        "&Discard",
        "Forget the files; record nothing",
        ("Ctrl+Shift+Backspace",),
        pages=("import",),
        line_after=True,
    ),
    Command("verify", "D&ata", "&Verify", "Work out every digest anew and compare", ("F7",), pages=("ledger",)),
    Command(
        "undo_act",
        "D&ata",
        "&Undo this act",
        "Take the chosen act back",
        ("Shift+F7",),
        pages=("ledger",),
        line_after=True,
    ),
    Command(
        "record_claim",
        "D&ata",
        "&Record a claim …",
        "What a published paper says about a figure",
        ("Ctrl+Shift+R",),
        pages=("claims",),
    ),
    Command(
        "correct_claim",
        "D&ata",
        "&Correct the claim …",
        "It was typed wrongly: put the claim right",
        ("Ctrl+Shift+F2",),
        pages=("claims",),
    ),
    Command(
        "take_away_claim",
        "D&ata",
        "&Take away",
        "The claim, or the figure of the authority's own, should never have been recorded",
        ("Shift+Del",),
        pages=("claims", "policies"),
    ),
    Command(
        "load_claims",
        "D&ata",
        "&Load claims …",
        "The claims of a CSV file, as one act",
        ("Ctrl+Shift+L",),
        pages=("claims",),
    ),
    Command(
        "add_figure",
        "D&ata",
        "Add a &figure",
        "An estimate, target, comparator, event, new limits or training of the authority's own",
        ("Ctrl+Shift+Y",),
        pages=("policies",),
    ),
    Command(
        "load_figures",
        "D&ata",
        "Load figu&res …",
        "The authority's own figures of a CSV file, as one act",
        ("Ctrl+Shift+M",),
        pages=("policies",),
    ),
    Command(
        "publish",
        "D&ata",
        "&Publish …",
        "Seal the figures of a day as they are published",
        ("Ctrl+Shift+U",),
        pages=("publications",),
    ),
    Command(
        "open_counted",
        "D&ata",
        "Open who was &counted",
        "The children a sealed figure counted",
        ("Ctrl+Shift+W",),
        pages=("publications",),
    ),
    Command(
        "open_changed",
        "D&ata",
        "Open who c&hanged",
        "The children who are counted otherwise now",
        ("Ctrl+Shift+X",),
        pages=("publications",),
    ),
    Command("show_keys", "&Help", "&Keys", "All keys on one sheet", ("F1",), "help", needs_file=False),
    Command(
        "looked",
        "&Help",
        "&Who looked …",
        "On a child's page, who opened it; elsewhere what you opened, printed and exported",
        ("Ctrl+Alt+H",),
    ),
    Command("about", "&Help", "&About", "Version, file and ledger", ("Shift+F1",), needs_file=False),
)

MENUS = tuple(dict.fromkeys(command.menu for command in COMMANDS))
"""The menus in their order."""

OTHER_KEYS: tuple[tuple[str, str, str], ...] = (
    ("Everywhere", "Tab, Shift+Tab", "To the next, to the one before"),
    ("Everywhere", "Space", "Press the button, tick the box"),
    ("Everywhere", "Esc", "One step out: the field, the filters, the page"),
    ("Everywhere", "Alt and the letter underlined", "Open a menu"),
    ("In Find", "Up, Down, Enter", "Choose and go; parts of words in any order are enough"),
    ("In a list", "Up, Down, Left, Right", "To another row or column"),
    ("In a list", "Enter", "Open the row or the figure"),
    ("In a list", "F2, or type a day", "Edit the date in the cell"),
    ("In a list", "Alt+Down", "The column's menu: filter, sort, hide"),
    ("In a list", "Shift+Up, Shift+Down, Ctrl+Space, Ctrl+A", "Choose several rows, one more, all"),
    ("In a list", "Ctrl+C", "Copy the chosen rows with their headings"),
    ("In a list", "Shift+click on a heading", "Sort by this column too"),
    ("In the filter field", "Down, Enter", "On into the rows"),
    ("In the filter field", "Esc", "Clear it; in the rows, clear every filter"),
    ("In the choice of columns", "Space", "Show or hide the column"),
    ("In the choice of columns", "Ctrl+Up, Ctrl+Down", "Move the column"),
    ("In a date", "Enter, Tab", "Record the day typed: 3 5 2022 or 3/5/22"),
    ("In a date", "Alt+Down", "The calendar"),
    ("In a date", "Esc", "Leave the date as it was"),
    ("On the timeline", "Left, Right", "To the bar or mark before, after"),
    ("On the timeline", "Home, End", "To the first, to the last"),
    ("On the timeline", "+, −, 0", "Closer, further away, the whole; from anywhere on the child's page"),
    ("Among the charts", "Left, Right, Up, Down, Home, End", "To another chart"),
    ("Among the charts", "Enter", "Open the chart"),
    ("In a chart", "Left, Right, Home, End", "To the point before, after, to the first, to the last"),
    ("In a chart", "Tab, Up, Down", "To another line"),
    ("In a chart", "Enter", "Open the children of the point"),
    ("In a chart", "Ctrl+Page Up, Ctrl+Page Down", "To the chart before, after"),
    ("Among a child's facts", "Enter", "It was typed wrongly: correct it"),
    *(("In a meeting", keys, does) for keys, does in KEYS),
    ("In a form", "Enter", "Record; in a box of words Ctrl+Enter"),
    ("In a form", "Esc", "One step out; what is typed is kept as a draft"),
    ("Where a paper is looked at", "Page Up, Page Down, Home, End", "Turn the pages"),
    ("Where a paper is looked at", "+, −, 0", "Larger, smaller, as wide as the window"),
    ("Where a paper is looked at", "Ctrl+S, Ctrl+P", "Save, print"),
)
"""Keys that belong to a place, not to a menu: where, which, and what they do."""


def key_lines() -> list[tuple[str, str, str]]:
    """Every key once, as the sheet of keys has them: the menus' commands, then the keys of each place."""
    menus = [
        (
            f"Menu {command.menu.replace('&', '')}",
            ", ".join(command.keys),
            f"{command.plain.removesuffix(' …')}: {command.does}",
        )
        for command in sorted(COMMANDS, key=lambda command: MENUS.index(command.menu))
    ]
    return [*menus, *OTHER_KEYS]
