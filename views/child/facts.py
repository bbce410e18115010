"""What stands at the head of a child's page: who the child is and where the child is now, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from models.codes import label
from models.dates import NOTHING, british
from models.rules.journeys import journeys
from models.rules.status import status
from models.snapshot import Snapshot
from models.timeline import Timeline
from views.child.standing import decides, in_the_way, next_line, people, plan_line, siblings, way_line

Row = dict[str, Any]


@dataclass(frozen=True)
class Head:
    """The facts at the head of a page: who the child is, the present facts by name, the state and why."""

    child: str
    line: str
    facts: tuple[tuple[str, str], ...]
    state: str
    reason: str
    known: bool = True
    way: pl.DataFrame = field(default_factory=pl.DataFrame)
    """What stands in the way, one row each."""
    siblings: tuple[str, ...] = ()


def head(snapshot: Snapshot, drawn: Timeline) -> Head:
    """The head of a child's page as at the snapshot's day."""
    child = drawn.child
    mine = pl.col("child") == child
    periods = snapshot.once(journeys).filter(mine).to_dicts()
    details = next(iter(snapshot["child_details"].filter(mine).to_dicts()), {})
    if not periods:
        known = bool(details) or not snapshot.facts["care_episode"].filter(mine).is_empty()
        line = "Not in care by this day" if known else "Nobody of this id in this file"
        line = _who(details, None) + f" · {line}" if details else line
        told = tuple(_standing(snapshot, child, {})) if known else ()
        return Head(child, line, told, "–", "", known, in_the_way(snapshot, child), tuple(siblings(snapshot, child)))
    last = periods[-1]
    now = snapshot.once(status).filter(mine & (pl.col("period") == last["period"])).to_dicts()
    stage: Row = now[0] if now else {}
    return Head(
        child,
        _who(details, last),
        (*_facts(last, stage, len(periods), drawn), *_standing(snapshot, child, {} if last["ended"] else stage)),
        stage.get("state") or "–",
        str(stage.get("reason") or ""),
        True,
        in_the_way(snapshot, child),
        tuple(siblings(snapshot, child)),
    )


def _standing(snapshot: Snapshot, child: str, stage: Row) -> list[tuple[str, str]]:
    """The plans, what is next, who decides, what is in the way, and who works with the child."""
    return [
        ("Plan", plan_line(snapshot, child)),
        ("Next", next_line(snapshot, child, stage)),
        ("Who decides", decides(snapshot, child, stage)),
        ("In the way", way_line(in_the_way(snapshot, child))),
        *people(snapshot, child),
    ]


def _who(details: Row, last: Row | None) -> str:
    sex, age = details.get("sex"), last["age"] if last else None
    grown = age is not None and age >= 18
    who = {"M": "man" if grown else "boy", "F": "woman" if grown else "girl"}.get(sex or "", "sex not known")
    aged = "age not known" if age is None else "under 1" if age < 1 else f"aged {age}"
    ethnic = label("ethnic", details["ethnic"]) if details.get("ethnic") else "ethnicity not recorded"
    born = f"born {british(details['dob'])}" if details.get("dob") else "date of birth not recorded"
    return " · ".join([f"{who[0].upper()}{who[1:]}", aged, born, ethnic])


def _facts(last: Row, stage: Row, periods: int, drawn: Timeline) -> list[tuple[str, str]]:
    ended = last["ended"]
    told = [
        ("Legal status", _since(label("ls", last["ls"]), last["legal_since"], last["legal_known"], ended)),
        ("Placement", _placement(last, drawn)),
        (
            "Came into care" if ended else "In care since",
            british(last["entry"]) if last["entry"] else f"before {british(last['begins'])}",
        ),
    ]
    if ended:
        told.append(("Left care", f"{british(last['ended'])}: {label('rec', last['rec'])}"))
    days = None if ended else stage.get("stage_days")
    so_far = f", {days:,} day{'' if days == 1 else 's'}" if days is not None else ""
    told.append(("Stage", f"{stage.get('stage') or NOTHING}{so_far}"))
    if periods > 1:
        told.append(("Times in care", f"{periods}"))
    return told


def _since(words: str, since: Any, known: bool, ended: Any) -> str:
    """What is so since when; of a child who left, what was so from when until when."""
    if since is not None:
        words = f"{words} {'from' if ended else 'since'} {'' if known else 'before '}{british(since)}"
    return f"{words} until {british(ended)}" if ended else words


def _placement(last: Row, drawn: Timeline) -> str:
    """Where the child lives and since when; with the same carer since when, where that is longer."""
    words = label("place", last["place"])
    spans = next((lane.spans for lane in drawn.lanes if lane.key == "placement"), ())
    now = next((span for span in reversed(spans) if span.code == last["place"]), None)
    if now is None:
        return _since(words, last["placement_since"], last["placement_known"], last["ended"])
    said = _since(words, now.start, now.known, last["ended"])
    carer = last["carer_since"]
    if carer is None or carer >= now.start:
        return said
    since = "from" if last["ended"] else "since"
    return f"{said} (same carer {since} {british(carer) if last['carer_known'] else f'before {british(carer)}'})"
