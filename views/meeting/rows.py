"""The rows of the meetings page: the meetings, the agenda of one, who was there, and its minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import polars as pl
from PySide6.QtCore import QEvent, QObject, QTimer

from models import codes
from models.rules import pmg
from models.snapshot import Snapshot
from models.trackers import Column, framed
from views.grid.view import GridView

MEETINGS = (
    Column("held", "Meeting of", "date", "The day of the meeting.", 13),
    Column("state", "Now", "text", "Called, under way, not signed off, signed off.", 13),
    Column("chair", "Chair", "text", "A role or a worker's identifier; never a name.", 15),
    Column("children", "Children", "number", "How many are on its agenda.", 9),
    Column("discussed", "Discussed", "number", "How many were talked about.", 10),
    Column("actions", "Actions", "number", "How many actions it agreed.", 8),
    Column("open", "Still open", "number", "How many of them are open.", 10),
    Column("quorum", "There", "text", "How many members were there, and how many the quorum needs.", 22),
    Column("looks", "Looks at", "date", "The day whose figures the meeting looks at.", 12),
    Column("signed", "Signed off", "date", "The day the minutes were sealed.", 12),
    Column("signed_by", "By", "text", "Who signed them off.", 15),
)
AGENDA = (
    Column("place", "Place", "number", "The order in which the children are talked about.", 7),
    Column("child", "Child", "text", "The authority's own identifier of the child; never a name.", 12),
    Column("turn", "Risk", "number", f"The place by risk, of all whom rules or chair put forward. {pmg.BY_RISK}", 6),
    Column("state", "State", "state", "By what is due next and the drift flags.", 8),
    Column("rules", "Put on by", "text", "The rules that put the child on the agenda.", 26),
    Column("why", "Why", "text", "What the rules found, and the chair's reason.", 50),
    Column("agreed", "Agreed", "state", "The state that the meeting agreed.", 9),
    Column("decision", "Decision", "text", "What was decided.", 50),
    Column("minutes", "Minutes", "number", "The time meant for the child.", 9),
    Column("seen", "Last seen", "date", "When the group last discussed the child.", 12),
    Column("carried", "Carried", "number", "How often an action was carried, at most.", 8),
    Column("kin", "Family", "text", "The family's reference: brothers and sisters stand together.", 11),
)
COMING = tuple(column for column in AGENDA if column.key not in ("agreed", "decision"))
"""The agenda of a meeting that has not begun: nothing is agreed yet."""
SIGNED = tuple(column for column in AGENDA if column.key != "turn")
"""The agenda of a meeting that is over: nobody waits."""
ATTENDANCE = (
    Column("who", "Who", "text", "A role or a worker's identifier; never a name.", 24),
    Column("role", "For", "text", "The team or service that the member speaks for.", 28),
    Column("there", "There or not", "text", "There, apologies or absent; blank: nothing was said yet.", 16),
    Column("interest", "Declared interest", "text", "In which child's case, and why.", 40),
)
MINUTES = (
    Column("place", "Place", "number", "The order in which the children were talked about.", 7),
    Column("child", "Child", "text", "The child's identifier; blank where it is about the meeting.", 12),
    Column("what", "What", "text", "Decision, action, escalation, or a correction appended later.", 18),
    Column("words", "In words", "text", "What was said and agreed.", 66),
    Column("owner", "Owner", "text", "Who is to do it.", 23),
    Column("due", "Due", "date", "By when.", 13),
    Column("agreed", "Agreed", "state", "The state that the meeting agreed.", 9),
)
LEAST = 110
"""Width of the column that has what room is left, at least."""
HEADINGS = 28
"""Height of the headings, one line of words: the rows need the room."""
_SAME = ("place", "child", "turn", "state", "why", "seen", "agreed", "decision")


class Widest(QObject):
    """Gives one column of a list what room the others leave."""

    def __init__(self, grid: GridView, key: str, least: int) -> None:
        super().__init__(grid)
        self._grid, self._key, self._least = grid, key, least
        grid.table.horizontalHeader().setStretchLastSection(False)
        grid.table.installEventFilter(self)
        grid.shown_changed.connect(self._soon)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once the list has another width."""
        if event.type() == QEvent.Type.Resize:
            self._soon()
        return super().eventFilter(watched, event)

    def _soon(self) -> None:
        QTimer.singleShot(0, self, self._widen)

    def _widen(self) -> None:
        table, columns = self._grid.table, self._grid.model.columns
        header = table.horizontalHeader()
        at = next((at for at, column in enumerate(columns) if column.key == self._key), None)
        if at is not None and not header.isSectionHidden(at):
            others = header.length() - header.sectionSize(at)
            table.setColumnWidth(at, max(self._least, table.viewport().width() - others))


def slim(grid: GridView, widest: str = "", least: int = LEAST) -> None:
    """A list of few rows beside others: without its filter, with low headings, as wide as there is room. The last
    column has the room, or the one named."""
    grid.bar.hide()
    grid.table.horizontalHeader().setStretchLastSection(True)
    if widest:
        Widest(grid, widest, least)
    for table in (grid.table, grid.table.frozen):
        table.horizontalHeader().setFixedHeight(HEADINGS)


def meetings(snapshot: Snapshot, proposed: Mapping[dt.date, int]) -> pl.DataFrame:
    """Every meeting, the last one first; `proposed` says how many are on the agendas that are not fixed yet."""
    found = snapshot.once(pmg.meetings)
    items = snapshot["pmg_item"].filter(pl.col("off").ne_missing("Y"))
    counts = items.group_by("meeting").agg(
        children=pl.len().cast(pl.Int64), discussed=pl.col("discussed").is_not_null().sum().cast(pl.Int64)
    )
    actions = (
        snapshot.once(pmg.actions)
        .group_by("meeting")
        .agg(actions=pl.len().cast(pl.Int64), open=pl.col("open").sum().cast(pl.Int64))
    )
    rows = []
    for row in found.sort("held", descending=True).to_dicts():
        here = counts.filter(pl.col("meeting") == row["held"]).to_dicts()
        done = actions.filter(pl.col("meeting") == row["held"]).to_dicts()
        begun = row["begun"] is not None
        children = here[0]["children"] if here and begun else proposed.get(row["held"])
        rows.append(
            {
                **{name: row[name] for name in ("held", "state", "chair", "signed", "signed_by")},
                "id": row["held"].isoformat(),
                "children": children,
                "discussed": here[0]["discussed"] if here else 0,
                "actions": done[0]["actions"] if done else 0,
                "open": done[0]["open"] if done else 0,
                "quorum": f"{row['there']} ({row['quorum']} needed){', not quorate' if short(row) else ''}",
                "looks": row["as_at"],
            }
        )
    return framed(MEETINGS, rows)


def short(meeting: Mapping[str, Any]) -> bool:
    """Whether too few members are there, once anything is said of who comes."""
    told = meeting["there"] + meeting["apologies"] + meeting["absent"]
    return bool((told or meeting["begun"] is not None) and not meeting["quorate"])


def rules(put: str | None) -> str:
    """The rules that put a child on the agenda, in words."""
    return "; ".join(pmg.TITLES.get(code, code) for code in (put or "").split(";") if code)


def reasons(put: str | None, why: str | None) -> str:
    """Why a child is on the agenda: what the rules found; a chair's own reason says whose it is."""
    if not why or (pmg.CHAIR in (put or "") and pmg.TITLES[pmg.CHAIR] not in why):
        return ": ".join(part for part in (rules(put), why or "") if part)
    return why


def agenda(rows: pl.DataFrame, waiting: pl.DataFrame, line: str = "") -> pl.DataFrame:
    """The children of an agenda in their order; below a plain line, those for whom there is no time."""
    told = _agenda(rows)
    if not waiting.is_empty():
        how_many, _, why = line.partition(": ")
        told += [{"id": "", "rules": how_many, "why": why[:1].upper() + why[1:]}, *_agenda(waiting)]
    return framed(AGENDA, told)


def _agenda(rows: pl.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            **{name: row.get(name) for name in _SAME},
            "id": row["child"],
            "rules": rules(row["put"]),
            "carried": row.get("carried") or None,
            "kin": row.get("family") if row.get("siblings") else None,
            "minutes": row["minutes"],
        }
        for row in rows.to_dicts()
    ]


def attendance(rows: pl.DataFrame) -> pl.DataFrame:
    """Who was there."""
    told = [
        {
            **{name: row[name] for name in ("who", "role", "interest")},
            "id": row["who"],
            "there": codes.label("attendance", row["present"]) if row["present"] else None,
        }
        for row in rows.to_dicts()
    ]
    return framed(ATTENDANCE, told)


def minutes(found: pmg.Minutes | None) -> pl.DataFrame:
    """The minutes line by line: general ones, each child's, and what was corrected after they were sealed."""
    if found is None:
        return framed(MINUTES, [])
    told: list[dict[str, Any]] = []
    if found.notes:
        told.append({"what": "General", "words": found.notes})
    for child, why in found.taken_off:
        told.append({"child": child, "what": "Taken off", "words": why or "No reason given"})
    for item in found.items:
        if found.begun is None:  # nothing was said yet: these are the chair's own
            told.append({"child": item.child, "what": "Put on", "words": item.why or "No reason given"})
        else:
            told += _of_child(item, found.held)
    told += [
        {"child": each.child, "what": f"Correction {each.number}", "words": each.words, "due": None}
        for each in found.corrections
    ]
    return framed(MINUTES, [{"id": str(at), **row} for at, row in enumerate(told)])


def _of_child(item: pmg.Item, held: dt.date) -> list[dict[str, Any]]:
    here = {"place": item.place, "child": item.child}
    said = item.decision or ("Not discussed" if item.discussed is None else "No decision")
    told: list[dict[str, Any]] = [{**here, "what": "Decision", "words": said, "agreed": item.agreed}]
    if item.heard:
        told.append({**here, "what": "The child said", "words": item.heard})
    for action in item.actions:
        if action.ends is not None:
            what = f"Action {codes.label('action_ended', action.why_ended).lower()}"
            words = f"{action.words}. {action.evidence or 'No evidence given'}"
        else:
            what = "Action" if action.agreed == held else f"Action, carried {action.carried}×"
            words = action.words
        if action.otherwise:
            words = f"{words} ({action.otherwise})"
        told.append({**here, "what": what, "words": words, "owner": action.owner, "due": action.due})
    for raised in item.escalations:
        words = "; ".join(part for part in (raised.why, raised.outcome) if part)
        told.append({**here, "what": f"With {codes.label('rung', raised.rung)}", "words": words or "–"})
    return told
