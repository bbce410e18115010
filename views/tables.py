"""The columns of the tables that are no tracker: of a child's page, of an import, of the ledger."""

from __future__ import annotations

from models.trackers import Column

CHILD = Column("child", "Child", "text", "The authority's own identifier of the child; never a name.", 12)

EVENTS = (
    Column("on", "Date", "date", "The day it began or happened.", 13),
    Column("what", "What", "text", "What kind of fact it is.", 30),
    Column("detail", "In words", "text", "What is recorded of it, codes in words.", 80),
)
TWIN = (
    Column("lane", "Lane", "text", "The lane of the timeline it stands in.", 14),
    Column("what", "What", "text", "What is drawn.", 44),
    Column("start", "From", "date", "The first day; “before …” where the data begins in the middle of it.", 20),
    Column("end", "Until", "date", "The first day it no longer held; none while it goes on.", 14),
    Column("days", "Days", "days", "Whole days, up to the day shown while it goes on.", 8),
)
HISTORY = (
    Column("number", "No.", "number", "The number of the change set in the ledger.", 7),
    Column("when", "Recorded", "text", "When it was recorded, in UK time.", 20),
    Column("who", "By", "text", "Who recorded it.", 16),
    Column("words", "What changed", "text", "The change in words.", 80),
)
DOUBTFUL = (
    Column("on", "Date", "date", "The day it is about.", 13),
    Column("sentence", "What is doubtful", "text", "What contradicts itself or the rules of the return.", 90),
    Column("rule", "By", "text", "The rule that finds it.", 28),
    Column("answer", "Answer", "text", "Why it stands all the same, as somebody answered.", 44),
)

DIFFERENCES = (
    Column("what", "What", "text", "New, changed, or a conflict: both sides changed it since the last import.", 10),
    CHILD,
    Column("fact", "Fact", "text", "The kind of fact.", 26),
    Column("key", "Of", "text", "Which of the child's facts of this kind: usually its first day.", 14),
    Column("cell", "Cell", "text", "The cell that would change; none where the whole row is new.", 20),
    Column("before", "Before", "text", "What stands here now.", 26),
    Column("after", "After", "text", "What would stand here.", 46),
)
ISSUES = (
    Column("level", "Kind", "text", "Error: a file left out. Rejected: a row left out. Warning: taken, but said.", 11),
    Column("file", "File", "text", "The file it stands in.", 22),
    Column("table", "Table", "text", "The table of the return.", 16),
    Column("row", "Row", "number", "The line of the file; the headings are line 1.", 8),
    Column("column", "Column", "text", "The column of the table.", 16),
    Column("words", "What is wrong", "text", "What is wrong, in words.", 60),
    Column("count", "Times", "number", "How many cells it stands for; the place is the first.", 8),
)
ABSENT = (
    CHILD,
    Column("decom", "Episode from", "date", "The first day of the episode that is open here.", 16),
    Column("words", "What it means", "text", "", 80),
)

ACTS = (
    Column("number", "No.", "number", "Change sets are numbered in the order they were made.", 6),
    Column("day", "Date", "date", "The day it was recorded, in UK time.", 12),
    Column("time", "Time", "text", "The time of day, in UK time.", 8),
    Column("who", "By", "text", "Who did it.", 14),
    Column("kind", "Kind", "text", "Change, correction, import, undo, demonstration, migration or erasure.", 14),
    Column("label", "What", "text", "What was done.", 42),
    Column("rows", "Rows", "number", "How many rows it recorded.", 8),
    Column("state", "Now", "text", "Whether it was undone since.", 18),
    Column("reason", "Reason", "text", "Why, where a reason was given.", 40, shown=False),
)
