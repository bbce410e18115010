"""The chair's pack for a meeting of the monitoring group: the agenda, then a page for each child."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from models.dates import NOTHING, british
from models.history.since import since
from models.progress import Progress
from models.reports import Asked, report
from models.reports.blocks import Block, Bullets, Document, Facts, Grid, Head, Heading, Lane, PageBreak, Small, Words
from models.reports.child_facts import Told, drawn, timelines, told
from models.reports.heads import ACTION, AGE, CARRIED, CHILD, DUE, ESCALATED, NO, OWNER, action
from models.rules import pmg
from models.rules.house import house
from models.snapshot import Snapshot
from models.trackers import STATES

SHOWN = 14
"""Sentences about what changed that a child's page has room for; how many more there are is said."""
YEARS = 4
"""The years that a timeline in the pack goes back."""
_AGENDA = (
    Head("Place", True, note="The place on the agenda."),
    CHILD,
    Head("Age", True, note="Whole years on the day."),
    Head("State", state=True, note="Overdue (R), to watch (A), on time (G), or no date to judge by."),
    Head("Stage", note="How far the child is on the way to permanence."),
    Head("Why on the agenda", note="What each rule found that put the child there, or the chair's reason."),
    Head("Minutes", True, note="The time meant for the child."),
)
_WAITING = (
    Head("By risk", True, note="The place by risk, of all whom the rules or the chair put forward."),
    *_AGENDA[1:5],
    Head("Put forward by", note="The rules that put the child forward."),
)
_ACTIONS = (NO, ACTION, OWNER, DUE, CARRIED, AGE, ESCALATED)


@report("pmg-pack", "Chair's pack for the monitoring group", takes=("meeting",))
def document(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """The agenda of a meeting and a page for each child: the plan, what drifts, what was agreed, what changed."""
    held = asked.meeting or pmg.coming(snapshot) or _last(snapshot)
    progress(0.0, f"Reading the agenda of {british(held)}")
    rows = pmg.agenda(snapshot, held)
    if asked.children is not None:
        rows = rows.filter(pl.col("child").is_in(list(asked.children)))
    items = rows.to_dicts()
    children = [row["child"] for row in items]
    last = pmg.before(snapshot, held)
    about = asked.about(
        snapshot, "Pack for the monitoring group", f"Meeting of {british(held)}", n=len(items), of=len(items)
    )
    blocks: list[Block] = [*_front(snapshot, held, last, items)]
    if asked.children is None:
        blocks += _waiting(snapshot, held, asked)
    people, mine = told(snapshot, children), timelines(snapshot, children)
    known = (pmg.meeting(snapshot, held) or {}).get("known")
    until = min(filter(None, (known, snapshot.facts.number)), default=None)
    changed = _since(asked, children, last, until)
    for number, row in enumerate(items, 1):
        progress(0.05 + 0.95 * number / len(items), f"Child {number:,} of {len(items):,}")
        blocks += _page(mine, number, row, people[row["child"]], last, changed)
    style = asked.house or house(snapshot.facts)
    return Document("pmg-pack", "Pack for the monitoring group", about, "internal", tuple(blocks), house=style)


def _last(snapshot: Snapshot) -> dt.date:
    """The last meeting called; where there is none, the day itself, as if one were."""
    found = snapshot.once(pmg.meetings)["held"].max()
    return found if isinstance(found, dt.date) else snapshot.as_at


def _front(snapshot: Snapshot, held: dt.date, last: dict[str, Any] | None, items: list[dict[str, Any]]) -> list[Block]:
    found = pmg.meeting(snapshot, held) or {}
    who = pmg.attendance(snapshot, held).to_dicts()
    minutes = sum(row["minutes"] or 0 for row in items)
    pairs = (
        ("Meeting", british(held) if found else f"{british(held)}, not called yet"),
        ("Chair", found.get("chair") or NOTHING),
        ("Quorum", f"{found['quorum']} members" if found.get("quorum") else NOTHING),
        (
            "Expected",
            "; ".join(f"{row['who']}{f' ({each})' if (each := row['role']) else ''}" for row in who) or NOTHING,
        ),
        ("Meeting before", british(last["held"]) if last else "None signed off"),
        ("Children", f"{len(items):,}, {_time(snapshot, found, minutes)}"),
    )
    agenda = tuple(
        (
            row["place"] or number,
            row["child"],
            row["age"],
            _shape(row["state"]),
            row["stage"],
            row["why"] or _put(row["put"]),
            row["minutes"],
        )
        for number, row in enumerate(items, 1)
    )
    return [
        Heading("The meeting"),
        Facts(pairs),
        Heading("Agenda"),
        Grid("", _AGENDA, agenda, empty="No child is on the agenda.", small=True),
    ]


def _time(snapshot: Snapshot, meeting: dict[str, Any], minutes: int) -> str:
    """The time meant for the children; until the minutes are signed off against that of the meeting."""
    over = "" if meeting.get("signed") else f", {pmg.against(minutes, pmg.length(snapshot))}"
    return f"{pmg.long(minutes)} in all{over}"


def _waiting(snapshot: Snapshot, held: dt.date, asked: Asked) -> list[Block]:
    """For whom there is no time, each with rule and place by risk; of a meeting that has begun by what it looks at."""
    meeting = pmg.meeting(snapshot, held) or {}
    begun, sealed = meeting.get("begun") is not None, meeting.get("signed") is not None
    frozen = pmg.looks_at(snapshot, held, asked.facts_at) if asked.facts_at is not None and not sealed else None
    waits = pmg.waiting(snapshot, held, frozen)
    if waits.is_empty():
        return []
    rows = tuple(
        (row["turn"], row["child"], row["age"], _shape(row["state"]), row["stage"], _put(row["put"]))
        for row in waits.to_dicts()
    )
    return [
        Heading("Waiting"),
        Words(f"{pmg.more_wait(len(rows), fixed=begun)}. The order is by risk. {pmg.BY_RISK}"),
        Grid("", _WAITING, rows, small=True),
    ]


def _shape(letter: str | None) -> str:
    return f"{STATES[letter][0]} {letter}" if letter in STATES else NOTHING


def _put(codes: str | None) -> str:
    return "; ".join(pmg.TITLES.get(code, code) for code in (codes or "").split(";") if code) or NOTHING


def _page(
    mine: Snapshot,
    number: int,
    row: dict[str, Any],
    child: Told,
    last: dict[str, Any] | None,
    changed: dict[str, list[str]] | None,
) -> list[Block]:
    line, first = drawn(mine, child.child, YEARS)
    pairs = (
        ("Who", child.who),
        ("Legal status", child.legal),
        ("Placement", child.placement),
        ("Works with the child", child.team),
        ("Primary plan", child.primary),
        ("Beside it", child.beside),
        ("Stage", child.row.get("stage") or NOTHING),
        ("Next", child.next),
        ("Last seen here", british(child.row["seen"]) if child.row.get("seen") else "Not yet"),
        ("On the agenda", row["why"] or _put(row["put"])),
    )
    blocks: list[Block] = [
        PageBreak(fit=True),
        Heading(f"{number}. Child {child.child}"),
        Words(child.reason, state=child.state),
        Facts(pairs),
        Heading("Drift", 2),
        Bullets(tuple(f"{flag['words']} (since {british(flag['since'])}; {flag['owner']})" for flag in child.flags))
        if child.flags
        else Words("Nothing that drifts."),
        Heading("Timeline", 2),
        Lane(line, first if line.first < first else None),
        Heading("Open actions", 2),
        actions_grid(child),
    ]
    if standing := [each for each in child.escalations if each["standing"] and each["action"] == pmg.CASE]:
        said = ", ".join(f"{each['to']} on {british(each['since'])}" for each in standing)
        blocks.append(Words(f"The case as such is escalated: {said}."))
    blocks.append(Heading(f"Since the meeting of {british(last['held'])}" if last else "Since the last meeting", 2))
    blocks += _changes(child.child, last, changed)
    return blocks


def actions_grid(child: Told) -> Grid:
    """The open actions of a child, with how often each was carried."""
    rows = tuple(
        (
            each["number"],
            action(each),
            each["owner"],
            each["due"],
            each["carried"],
            each["age"],
            each["escalated"],
        )
        for each in child.actions
        if each["open"]
    )
    return Grid("", _ACTIONS, rows, empty="No action is open.", small=True)


def _since(
    asked: Asked, children: list[str], last: dict[str, Any] | None, until: int | None
) -> dict[str, list[str]] | None:
    """What was recorded of each child after what the meeting before knew, and by the change set `until`: the one this
    meeting began at, or the last one the paper knows of; None where that is not known."""
    if last is None or last["known"] is None or asked.changed is None:
        return None
    after: int = last["known"]
    told = since(asked.changed(children, after), after, until)
    return {child: [each.words for each in sentences] for child, sentences in told.items()}


def _changes(child: str, last: dict[str, Any] | None, changed: dict[str, list[str]] | None) -> list[Block]:
    if last is None:
        return [Words("No meeting before this one was signed off.")]
    if changed is None:
        return [Words("What changed can be told from the open file only.")]
    words = changed.get(child, [])
    if not words:
        return [Words("Nothing was recorded.")]
    found: list[Block] = [Bullets(tuple(words[:SHOWN]))]
    if len(words) > SHOWN:
        found.append(Small(f"And {len(words) - SHOWN:,} more: they stand in the child's history."))
    return found
