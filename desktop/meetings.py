"""The command line's monitoring group: the agenda of a meeting, who owes what, the minutes."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from desktop import commands, stores
from models.codes import label
from models.dates import british

if TYPE_CHECKING:
    from models.rules.pmg import Minutes
    from models.rules.pmg.minutes import Raised
    from models.snapshot import Snapshot
    from models.store import Store

AGENDA = (
    "child",
    "place",
    "turn",
    "put",
    "why",
    "why_not",
    "state",
    "minutes",
    "carried",
    "escalated",
    "seen",
    "decision",
)
TOLD = {"agenda": "Agenda of a meeting", "actions": "Open actions", "minutes": "Minutes of a meeting"}
ACTION = ("child", "number", "meeting", "words", "owner", "due", "carried", "age", "over", "escalated")


def meeting(chosen: argparse.Namespace) -> int:
    """What is asked of the group's meetings, as lines or as JSON."""
    from models.snapshot import Snapshot

    with stores.open_store(chosen.db) as store:
        snapshot = Snapshot(store.facts(chosen.known_on), chosen.as_at or dt.date.today())
        if chosen.what == "agenda":
            _agenda(chosen, snapshot, store)
        else:
            {"actions": _actions, "minutes": _minutes, "list": _list}[chosen.what](chosen, snapshot)
        if chosen.what != "list":  # which names nobody
            commands.looked(store, f"{TOLD[chosen.what]}{', JSON' if chosen.json else ''}")
    return 0


def _list(chosen: argparse.Namespace, snapshot: Snapshot) -> None:
    """Every meeting, and how far it is."""
    from models.rules import pmg

    rows = pmg.meetings(snapshot).to_dicts()
    if chosen.json:
        told = ("held", "state", "chair", "quorum", "there", "apologies", "signed", "signed_by", "fingerprint")
        _print({"meetings": [{name: row[name] for name in told} for row in rows]})
        return
    for row in rows:
        there = f", {row['there']} there" if row["begun"] else ""
        print(f"{british(row['held']):12} {row['state']}{there}")
    if not rows:
        print("No meeting of the monitoring group is called here.")


def _held(chosen: argparse.Namespace, snapshot: Snapshot, *, signed: bool) -> dt.date:
    """The meeting asked for; else the one to come, or for its minutes the last one that has begun."""
    from models.rules import pmg

    if chosen.meeting is not None:
        if wrong := pmg.not_called(snapshot, chosen.meeting):
            raise commands.Sentence(wrong)
        day: dt.date = chosen.meeting
        return day
    found = pmg.meetings(snapshot).drop_nulls("begun")["held"].max() if signed else pmg.coming(snapshot)
    if not isinstance(found, dt.date):
        if (every := pmg.meetings(snapshot)).is_empty():
            from models.reports.lacking import NO_MEETING

            raise commands.Sentence(NO_MEETING)
        held = ", ".join(british(day) for day in every["held"])
        what = "has begun" if signed else "is still to come"
        raise commands.Sentence(f"No meeting {what}; name one by its day, --meeting D: {held}")
    return found


def _agenda(chosen: argparse.Namespace, snapshot: Snapshot, store: Store) -> None:
    """Who is on it by which rule; with --why-not, why each other child of the group is not."""
    from models.rules import pmg

    held = _held(chosen, snapshot, signed=False)
    looked = pmg.looks_at(snapshot, held, store.facts_at)
    rows = pmg.left_off(snapshot, held, looked).filter("in_scope") if chosen.why_not else pmg.agenda(snapshot, held)
    found = [{name: row.get(name) for name in AGENDA} for row in rows.to_dicts()]
    waits, length = pmg.waiting(snapshot, held, looked).height, pmg.length(snapshot)
    if chosen.json:
        told = {"meeting": held, "not_on_it": bool(chosen.why_not), "length": length, "waiting": waits}
        _print({**told, "children": found})
        return
    which, whom = "Not on the" if chosen.why_not else "The", "child" if len(found) == 1 else "children"
    print(f"{which} agenda of {british(held)}: {len(found):,} {whom}")
    for row in found:
        place = "" if chosen.why_not else f"{row['place']:>4} "
        print(
            f"{place}{row['child']:10} {row['state'] or '–'} {row['why_not'] if chosen.why_not else row['why'] or ''}"
        )
    meeting = pmg.meeting(snapshot, held) or {}
    if not chosen.why_not and found:
        minutes = sum(row["minutes"] or 0 for row in found)
        print(f"{pmg.long(minutes)} in all{'' if meeting.get('signed') else f', {pmg.against(minutes, length)}'}")
    if waits:
        who = "" if chosen.why_not else "; --why-not tells who, and why"
        print(f"{pmg.more_wait(waits, fixed=meeting.get('begun') is not None)}{who}")


def _actions(chosen: argparse.Namespace, snapshot: Snapshot) -> None:
    """The open actions by owner; of one owner alone with --owner."""
    import polars as pl

    from models.rules import pmg

    rows = pmg.owed(snapshot)
    if chosen.owner:
        rows = rows.filter(pl.col("owner") == chosen.owner)
    found = [{name: row[name] for name in ACTION} for row in rows.to_dicts()]
    if chosen.json:
        _print({"as_at": snapshot.as_at, "actions": found})
        return
    owner = None
    for row in found:
        if row["owner"] != owner or row is found[0]:
            owner = row["owner"]
            print(owner or "Nobody named")
        due = f"due {british(row['due'])}" if row["due"] else "no day"
        late = f", {row['over']} days over" if row["over"] else ""
        up = f", escalated to {row['escalated']}" if row["escalated"] else ""
        print(f"  {row['child']:10} {row['words']}: {due}{late}, carried {row['carried']}, {row['age']} days old{up}")
    print(f"{len(found):,} open action{'s' * (len(found) != 1)} as at {british(snapshot.as_at)}")


def _minutes(chosen: argparse.Namespace, snapshot: Snapshot) -> None:
    """The minutes of a meeting, with its fingerprint and corrections."""
    from models.rules import pmg

    said = pmg.minutes(snapshot, _held(chosen, snapshot, signed=True))
    assert said is not None
    if chosen.json:
        _print(pmg.plain(said))
        return
    _written(said)


def _written(said: Minutes) -> None:
    print(f"Meeting of {british(said.held)}, chaired by {said.chair or 'nobody named'}; {said.there} members there")
    for item in said.items:
        print(f"{item.place:>4} {item.child:10} {item.agreed or '–'} {item.decision or 'Nothing decided'}")
        if item.heard:
            print(f"{'':18}The child: {item.heard}")
        for action in item.actions:
            state = f"ended on {british(action.ends)}" if action.ends else f"carried {action.carried}"
            more = f" {action.otherwise}." if action.otherwise else ""
            print(f"{'':18}Action {action.number}, {action.owner or 'nobody named'}: {action.words} ({state}){more}")
        for raised in item.escalations:
            print(f"{'':18}{_raised(raised)}")
    for child, why in said.taken_off:
        print(f"  Taken off: {child}, {why}")
    if said.notes:
        print(said.notes)
    if said.signed and said.without_quorum:
        print(
            f"Not quorate: held as notes, closed on {british(said.signed)} by {said.signed_by}: {said.without_quorum}"
        )
        print(f"Decisions are to be confirmed at the next meeting; fingerprint {said.fingerprint}")
    elif said.signed:
        print(f"Signed off on {british(said.signed)} by {said.signed_by}; fingerprint {said.fingerprint}")
    else:
        print("Not signed off yet")
    for one in said.corrections:
        about = f" about {one.child}" if one.child else ""
        print(f"Correction {one.number} of {british(one.said)}{about}: {one.words}")


def _raised(raised: Raised) -> str:
    """An escalation in a line: what is with whom, since when and why, and what came of it."""
    what = f"action {raised.action}" if raised.action else "the case"
    alone = ", by itself" if raised.by_itself else ""
    why = f": {raised.why}" if raised.why else ""
    answer = f"; answered on {british(raised.answered)}: {raised.outcome}" if raised.answered else "; not answered"
    return f"Escalated to {label('rung', raised.rung)}, {what}, on {british(raised.since)}{alone}{why}{answer}"


def _print(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, default=dt.date.isoformat))
