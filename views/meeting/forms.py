"""What is asked about a meeting: calling it, who was there, the chair's reasons, its seal, its corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from models.dates import add_months, british
from models.edits import Edit
from models.edits.facts import values
from models.edits.meetings import (
    CallMeeting,
    ChangeMeeting,
    CorrectMinutes,
    FreezeMeeting,
    SetAttendance,
    SetNotes,
    SignOff,
)
from models.edits.pmg_items import PutOnAgenda, Reorder, SetMinutes, TakeOff
from models.rules import pmg
from models.rules.policies import policies
from models.subjects import SUBJECTS
from views.child.cells import Field, of
from views.child.record import Form
from views.meeting.unrecorded import GENERAL, general, said, unrecorded
from views.workspace import UK, Workspace

Make = Callable[[Workspace, dt.date], Form | str]
"""Makes a form about the meeting of a day; a sentence where nothing is to be asked."""
PREFIX = "meeting"
_MEETING, _ATTENDANCE = SUBJECTS["meeting"], SUBJECTS["attendance"]
ARRANGED = ("held", "chair", "quorum", "minutes_each")
"""What is arranged of a meeting beforehand."""
WHY = Field("why", "Why", "words", "The chair's reason, as the minutes tell it.", True)

WITHOUT = Field(
    "without", "Why without a quorum", "words", "Why it was held all the same, or broken off and until when.", True
)


def now() -> str:
    """This moment, as it is recorded."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def clock(moment: str | None) -> str:
    """A recorded moment as people read it here: “14:05”."""
    return "" if not moment else f"{dt.datetime.fromisoformat(moment).astimezone(UK):%H:%M}"


def calling(workspace: Workspace, last: Mapping[str, Any] | None) -> Form:
    """The day and the chair of a new meeting; the members of the last one are expected again."""
    snapshot = workspace.snapshot()
    limits = policies(snapshot.facts)
    found = snapshot.once(pmg.meetings).to_dicts()
    before = found[-1] if found else last
    day = add_months(before["held"], 1) if before is not None else workspace.today
    fields = tuple(of(_MEETING.cell(name)) for name in ARRANGED)
    start = {
        "held": british(max(day, workspace.today)),
        "chair": (before["chair"] if before is not None else None) or "",
        "quorum": str(limits["PMG-QUORUM"]),
        "minutes_each": str(limits["PMG-MINUTES"]),
    }

    def edit(cells: Mapping[str, Any]) -> Edit:
        return CallMeeting(cells["held"], cells["chair"], cells["quorum"], cells["minutes_each"])

    says = "The rules propose the agenda, which you may change until the meeting begins."
    return Form(f"{PREFIX}/call", "Call a meeting", "calling a meeting", fields, edit, start, says, "Call")


def arranging(workspace: Workspace, held: dt.date) -> Form | str:
    """Another day, chair, quorum or time for each child, before the meeting begins."""
    meeting = pmg.meeting(workspace.snapshot(), held)
    if meeting is None:
        return "No meeting was called for that day."
    seen = workspace.snapshot().facts.number
    fields = tuple(of(_MEETING.cell(name)) for name in ARRANGED)
    start = {field.name: field.words(meeting[field.name]) for field in fields}

    def edit(cells: Mapping[str, Any]) -> Edit:
        return ChangeMeeting(
            held, values({name: cells[name] for name in ARRANGED if cells[name] != meeting[name]}), seen
        )

    return Form(
        f"{PREFIX}/change/{held}", f"Change the meeting of {british(held)}", "changing a meeting", fields, edit, start
    )


def timing(workspace: Workspace, held: dt.date, child: str, minutes: int) -> Form | str:
    """How many minutes are meant for a child."""
    seen = workspace.snapshot().facts.number
    field = of(SUBJECTS["pmg_item"].cell("minutes"), needed=True)
    return Form(
        f"{PREFIX}/minutes/{held}/{child}",
        f"Minutes for {child}",
        "the time meant for a child",
        (field,),
        lambda cells: SetMinutes(child, held, cells["minutes"], seen),
        {"minutes": str(minutes)},
    )


def day_called(edit: Edit) -> dt.date | None:
    """The day of the meeting that an edit calls, or moves a meeting to."""
    if isinstance(edit, ChangeMeeting):
        day = dict(edit.cells).get("held")
        return day if isinstance(day, dt.date) else None
    return edit.held if isinstance(edit, CallMeeting) else None


def beginning(workspace: Workspace, held: dt.date) -> Edit:
    """The meeting begins: what it looks at is frozen, and the agenda fixed, as both are now."""
    snapshot = workspace.snapshot()
    number = snapshot.facts.number
    lines = pmg.lines(pmg.proposed(snapshot, held))
    return FreezeMeeting(held, workspace.as_at, number, now(), lines, number)


def notes(workspace: Workspace, held: dt.date) -> Form | str:
    """What is minuted about no one child."""
    meeting = pmg.meeting(workspace.snapshot(), held)
    seen = workspace.snapshot().facts.number
    field = of(_MEETING.cell("notes"))
    return Form(
        general(held),
        "General minutes",
        "the general minutes",
        (field,),
        lambda cells: SetNotes(held, cells["notes"], seen),
        {"notes": (meeting["notes"] if meeting is not None else None) or ""},
    )


def signing(workspace: Workspace, held: dt.date) -> Form | str:
    """Whether the minutes are sealed for good; without a quorum, whether they are closed as notes, and why."""
    snapshot = workspace.snapshot()
    found = pmg.minutes(snapshot, held)
    if found is None:
        return "No meeting was called for that day."
    seen = snapshot.facts.number
    typed = unrecorded(workspace, held)
    if GENERAL in typed:
        return (
            f"General minutes are typed and not recorded: “{typed[GENERAL]}”. Record them first (General …, "
            "Ctrl+Shift+F2); to drop them, type there again what is recorded."
        )
    undone = sum(item.discussed is None for item in found.items)
    says = "The minutes are sealed as they stand and never change again; corrections are appended."
    if undone:
        says = f"{undone} of {len(found.items)} children were not discussed. {says}"
    if typed:
        says = f"{said(typed, words=False)} {says}"
    field = of(_MEETING.cell("signed_by"), needed=True, note="A role or a worker's identifier; never a name.")
    start = {"signed_by": found.chair or workspace.who}
    if found.there < (found.quorum or 0):
        return _as_notes(found, field, start, says, seen)
    return Form(
        f"{PREFIX}/sign/{held}",
        f"Sign off the minutes of {british(held)}",
        "signing off the minutes",
        (field,),
        lambda cells: SignOff(held, str(cells["signed_by"]), now(), seen),
        start,
        says,
        "Sign off",
    )


def _as_notes(found: pmg.Minutes, who: Field, start: Mapping[str, str], says: str, seen: int) -> Form:
    """Why a meeting was held, or broken off, without a quorum."""
    return Form(
        f"{PREFIX}/sign/{found.held}",
        f"Close the meeting of {british(found.held)} as notes",
        "closing the meeting as notes",
        (WITHOUT, who),
        lambda cells: SignOff(found.held, str(cells["signed_by"]), now(), seen, str(cells["without"])),
        start,
        f"Not quorate: {found.there} there of {found.quorum} that the quorum wants. What was said is held as notes: it "
        "is to be confirmed at the next meeting, which is proposed these children, and no action counts as carried. If "
        f"others were there, record them first. {says}",
        "Close as notes",
    )


def correction(workspace: Workspace, held: dt.date) -> Form | str:
    """What is put right beside sealed minutes; what was typed and never recorded stands in it to begin with."""
    child, typed = next(iter(unrecorded(workspace, held).items()), ("", ""))
    subject = SUBJECTS["minute_correction"]
    fields = tuple(of(subject.cell(name)) for name in ("words", "child_ref"))
    return Form(
        f"{PREFIX}/correction/{held}",
        f"Correct the minutes of {british(held)}",
        "correcting the minutes",
        fields,
        lambda cells: CorrectMinutes(held, str(cells["words"]), cells["child_ref"]),
        {"words": typed, "child_ref": child} if typed else {},
        "It is appended with today's date; the sealed minutes stay as they are.",
        "Append",
    )


def attending(workspace: Workspace, held: dt.date, who: str = "") -> Form | str:
    """Who was there, for whom, and a declared interest."""
    snapshot = workspace.snapshot()
    seen = snapshot.facts.number
    known = pmg.attendance(snapshot, held).filter(pl.col("who") == who).to_dicts()
    row: Mapping[str, Any] = known[0] if known else {}
    names = ("role", "present", "interest") if who else ("who", "role", "present", "interest")
    fields = tuple(of(_ATTENDANCE.cell(name)) for name in names)

    def edit(cells: Mapping[str, Any]) -> Edit:
        return SetAttendance(held, who or str(cells["who"]), cells["present"], cells["role"], cells["interest"], seen)

    start = {field.name: field.words(row.get(field.name)) for field in fields}
    return Form(
        f"{PREFIX}/attendance/{held}/{who}",
        f"Attendance of {who}" if who else "Add a member",
        "the attendance",
        fields,
        edit,
        {**start, "present": start["present"] or "PRESENT"},
    )


def present(workspace: Workspace, held: dt.date, row: Mapping[str, Any], code: str) -> Edit:
    """Somebody was there, sent apologies or was absent."""
    seen = workspace.snapshot().facts.number
    return SetAttendance(held, row["who"], code, row["role"], row["interest"], seen)


def putting_on(workspace: Workspace, held: dt.date, child: str = "") -> Form | str:
    """Which child the chair puts on, and why."""
    seen = workspace.snapshot().facts.number
    field = Field("child", "Child", "text", "The child's number.", True)
    return Form(
        f"{PREFIX}/on/{held}",
        "Put a child on the agenda",
        "putting a child on the agenda",
        (field, WHY),
        lambda cells: PutOnAgenda(str(cells["child"]).strip(), held, cells["why"], None, seen),
        {"child": child},
        "",
        "Put on",
    )


def taking_off(workspace: Workspace, held: dt.date, child: str) -> Form | str:
    """Why the chair takes a child off."""
    seen = workspace.snapshot().facts.number
    return Form(
        f"{PREFIX}/off/{held}/{child}",
        f"Take {child} off the agenda",
        f"taking {child} off the agenda",
        (WHY,),
        lambda cells: TakeOff(child, held, cells["why"], seen),
        {},
        "The minutes tell that the child was taken off, and why.",
        "Take off",
    )


def moving(workspace: Workspace, held: dt.date, frame: pl.DataFrame, child: str, by: int) -> Edit | None:
    """A child is moved past its neighbour; brothers and sisters go along, on both sides. None at the ends."""
    groups: list[list[int]] = []
    families = frame["family"].to_list()
    for at, family in enumerate(families):
        if groups and family is not None and families[groups[-1][-1]] == family:
            groups[-1].append(at)
        else:
            groups.append([at])
    place = frame["child"].to_list().index(child)
    here = next(at for at, group in enumerate(groups) if place in group)
    if not 0 <= here + by < len(groups):
        return None
    groups[here], groups[here + by] = groups[here + by], groups[here]
    order = [at for group in groups for at in group]
    return Reorder(held, pmg.lines(frame[order]), workspace.snapshot().facts.number)


def by_risk(workspace: Workspace, held: dt.date) -> Edit:
    """The order of risk, brothers and sisters together."""
    snapshot = workspace.snapshot()
    alone = pl.coalesce("family", "child")
    rows = pmg.proposed(snapshot, held).filter("on")
    ordered = rows.with_columns(lead=pl.col("risk").min().over(alone)).sort("lead", "risk")
    return Reorder(held, pmg.lines(ordered), snapshot.facts.number)
