"""The minutes of a meeting of the monitoring group: as they are so far, or printed again from the seal, with what was
put right since at the end."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from models.codes import label
from models.dates import NOTHING, british
from models.progress import Progress
from models.reports import Asked, report
from models.reports.blocks import Block, Document, Facts, Grid, Head, Heading, Small, Words
from models.reports.heads import ACTION, AGREED, CARRIED, CHILD, DUE, NO, OWNER
from models.rules import pmg
from models.rules.house import house
from models.rules.pmg import Item, Minutes
from models.snapshot import Snapshot
from models.trackers.shown import UK, About

_WHO = (
    Head("Who", note="A role or a worker's identifier; never a name."),
    Head("For", note="The team or service that the member speaks for."),
    Head("There or not", note="There, not there, or sent apologies."),
    Head("Declared interest", note="In which child's case, and why."),
)
_OWED = (
    NO,
    ACTION,
    OWNER,
    DUE,
    AGREED,
    CARRIED,
    Head("Ended", note="How and when it ended, or that it is open."),
)
_RAISED = (
    Head("About", note="The action, or the child's case as such."),
    Head("To", note="To whom it was escalated."),
    Head("Since", whole=True, note="The day it was escalated."),
    Head("Why", note="Why it was escalated."),
    Head("Answered", whole=True, note="The day it was answered."),
    Head("Outcome", note="What came of it."),
)


@report("pmg-minutes", "Minutes of the monitoring group", takes=("meeting",))
def document(snapshot: Snapshot, asked: Asked, progress: Progress) -> Document:
    """The minutes of a meeting; once signed off they are printed from the seal, the same for ever."""
    progress(0.0, "Reading the minutes")
    held = asked.meeting or _last(snapshot)
    found = None if held is None else pmg.minutes(snapshot, held)
    style = (found and found.house) or asked.house or house(snapshot.facts)
    title = "Minutes of the monitoring group"
    if found is None:
        when = f"No meeting was called for {british(held)}." if held else "No meeting is recorded."
        about = asked.about(snapshot, title, when)
        return Document("pmg-minutes", title, about, "internal", (Words(when),), house=style)
    return Document("pmg-minutes", title, _about(snapshot, asked, found, title), "internal", _told(found), house=style)


def _last(snapshot: Snapshot) -> dt.date | None:
    """The last meeting that has begun, else the last one called."""
    rows = snapshot.once(pmg.meetings)
    begun = rows.filter(rows["begun"].is_not_null())
    found = (begun if len(begun) else rows)["held"].max()
    return found if isinstance(found, dt.date) else None


def _about(snapshot: Snapshot, asked: Asked, found: Minutes, title: str) -> About:
    """What stands at the foot: of minutes signed off only what the seal says, so that they are the same for ever."""
    shown, n = f"Meeting of {british(found.held)}", len(found.items)
    about = asked.about(snapshot, title, shown, n=n, of=n)
    if found.signed is None:
        return about
    how = "signed off" if found.without_quorum is None else "closed as notes"
    known = f"as known at change set {found.known:,}" if found.known else "as known that day"
    return replace(
        about,
        as_at=found.as_at or found.held,
        known_on=None,
        who=found.signed_by or "",
        version="",
        head="",
        made=None,
        definitions="",
        sealed=f"{known} · {how} by {found.signed_by} on {british(found.signed)} · seal {found.fingerprint}",
    )


def _ahead(found: Minutes) -> bool:
    """Whether the meeting is still to come."""
    return found.begun is None and found.signed is None


def _state(found: Minutes) -> str:
    """How far they are; without a quorum they are notes, and why."""
    if _ahead(found):
        return "The meeting has not begun: there are no minutes yet, only what was arranged for it."
    if found.signed is None:
        return "Not signed off: they may still change."
    by = f"{found.signed_by} on {british(found.signed)}"
    if found.without_quorum is None:
        return f"Signed off by {by}."
    return (
        f"Not quorate: held as notes, closed by {by}. Decisions are to be confirmed at the next meeting. "
        f"Why without a quorum: {found.without_quorum}"
    )


def _told(found: Minutes) -> tuple[Block, ...]:
    many = len(found.corrections)
    blocks: list[Block] = [
        Words(_state(found), strong=True),
        *([Words(f"{many} correction{'s' * (many != 1)} since: at the end.", strong=True)] if many else []),
        Heading("The meeting"),
        Facts(
            (
                ("Held on", british(found.held)),
                ("Chair", found.chair or NOTHING),
                ("Began", _moment(found.begun)),
                ("Ended", _moment(found.closed)),
                ("Quorum", _quorum(found)),
                ("Looked at", f"As at {british(found.as_at or found.held)}" if not _ahead(found) else NOTHING),
            )
        ),
        Grid(
            "Members",
            _WHO,
            tuple((each.who, each.role, label("attendance", each.present), each.interest) for each in found.members),
            empty="Nobody is recorded.",
        ),
        Heading("General"),
        Words(found.notes or "Nothing was noted."),
        Heading(f"Children: {len(found.items):,}"),
    ]
    for item in found.items:
        blocks += _item(item)
    if found.taken_off:
        rows = tuple((child, why or NOTHING) for child, why in found.taken_off)
        blocks += [Heading("Taken off the agenda"), Grid("", (CHILD, Head("Why", note="The chair's reason.")), rows)]
    if many:
        blocks.append(Heading("Corrections, after the minutes were signed off"))
        heads = (
            Head("No", True, note="The number of the correction."),
            Head("Said on", whole=True, note="The day it was put right."),
            Head("About", note="The child, or the meeting."),
            Head("Correction", note="What was put right."),
        )
        rows_of = tuple(
            (c.number, c.said, f"Child {c.child}" if c.child else "The meeting", c.words) for c in found.corrections
        )
        blocks += [
            Grid("", heads, rows_of),
            Small("What was signed off stands above as it was; nothing of it was changed."),
        ]
    return tuple(blocks)


def _item(item: Item) -> list[Block]:
    pairs = (
        ("On the agenda", item.why or NOTHING),
        ("Decision", item.decision or "None recorded"),
        ("What the child said", item.heard or "Nothing recorded"),
        ("Discussed", _discussed(item)),
    )
    blocks: list[Block] = [Heading(f"{item.place}. Child {item.child}", 2)]
    if item.agreed:
        blocks.append(Words(f"State agreed: {label('state', item.agreed)}.", state=item.agreed))
    blocks.append(Facts(pairs))
    if item.actions:
        rows = tuple(
            (
                owed.number,
                f"{owed.words} ({owed.otherwise})" if owed.otherwise else owed.words,
                owed.owner,
                owed.due,
                owed.agreed,
                owed.carried,
                f"{label('action_ended', owed.why_ended)}, {british(owed.ends)}" if owed.ends else "Open",
            )
            for owed in item.actions
        )
        blocks.append(Grid("Actions", _OWED, rows, small=True))
    if item.escalations:
        raised = tuple(
            (
                f"Action {each.action}" if each.action else "The case",
                label("rung", each.rung),
                each.since,
                each.why,
                each.answered,
                each.outcome,
            )
            for each in item.escalations
        )
        blocks.append(Grid("Escalations", _RAISED, raised, small=True))
    return blocks


def _discussed(item: Item) -> str:
    if item.discussed is None:
        return "No"
    if item.seconds is None:
        return british(item.discussed)
    minutes, seconds = divmod(item.seconds, 60)
    return f"{british(item.discussed)}, {minutes}:{seconds:02d} minutes"


def _moment(text: str | None) -> str:
    """A recorded moment as people in England read it."""
    if not text:
        return NOTHING
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    here = moment.astimezone(UK) if moment.tzinfo else moment
    return f"{british(here.date())} {here:%H:%M}"


def _quorum(found: Minutes) -> str:
    there = f"{found.there} there"
    if not found.quorum:
        return there
    if _ahead(found):
        return f"{found.quorum} needed"
    return f"{there}, {found.quorum} needed: {'quorate' if found.there >= found.quorum else 'not quorate'}"
