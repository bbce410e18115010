"""Which edit a date typed into a tracker's cell asks for, and what must be asked before it can be recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from models import codes
from models.dates import british, collection_year
from models.edits import Edit
from models.edits.adoption import SetDecision, SetMatch, SetReversal
from models.edits.begun import WITHOUT_PROVIDER, BeginLegalStatus, BeginPlacement, EndTemporaryMove
from models.edits.care import (
    SetEntry,
    SetLeft,
    SetLegalStatus,
    SetOrder,
    SetPlaced,
    SetPlacement,
    SetPlacementOrder,
)
from models.edits.details import CorrectDetails
from models.edits.reviews import SetReview
from models.rules.journeys import journeys
from models.rules.reviews import last_reviews
from models.rules.stays import adoptive_runs
from models.snapshot import Snapshot
from models.trackers import Question

Answers = Mapping[str, str]
Editing = Callable[[Snapshot, str, dt.date | None, Answers], Edit]
ORDERS = (*codes.ADOPTED, *codes.SPECIAL_GUARDIANSHIP, *codes.CHILD_ARRANGEMENTS)
PROVIDERS = ("PR1", "PR2", "PR3", "PR4", "PR5")


def journey(snapshot: Snapshot, child: str) -> dict[str, Any]:
    """A child's present (or last) period of care on the day of the snapshot; empty where there is none."""
    found = snapshot.once(journeys).filter((pl.col("child") == child) & pl.col("latest")).to_dicts()
    return found[0] if found else {}


def _over(now: Mapping[str, Any], ended: str, on: dt.date | None) -> bool:
    """Whether a day lies after what stands in the cell came to its end."""
    over = now.get(ended)
    return over is not None and on is not None and on >= over


def _stood(now: Mapping[str, Any], date: str, answers: Answers) -> dt.date | None:
    """The date that stands in the cell; none where what is typed was said to be another one."""
    return None if answers.get("which") == "new" else now.get(date)


def _which(now: Mapping[str, Any], date: str, ended: str, on: dt.date, what: str) -> tuple[Question, ...]:
    """After what stands in the cell ended: is another one meant, or was this one typed wrongly?"""
    if not _over(now, ended, on) or _over(now, "ended", on) or now.get(date) is None:
        return ()
    new = ("new", f"A new {what}, made on {british(on)}")
    moved = ("moved", f"The {what} of {british(now[date])}, which was typed wrongly")
    return (Question("which", f"The {what} before ended on {british(now[ended])}. Which is this?", (new, moved)),)


def _known(snapshot: Snapshot, child: str, date: str, known: str) -> dt.date | None:
    now = journey(snapshot, child)
    return now.get(date) if now.get(known) else None


def decision(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The ADM decision; after the last one was reversed, perhaps a new decision."""
    return SetDecision(child, on, _stood(journey(snapshot, child), "adm", answers), snapshot.facts.number)


def decision_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """After a reversal: a new decision, or the one before?"""
    return _which(journey(snapshot, child), "adm", "adm_ceased", on, "decision")


def reversal(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The reversal of the last decision."""
    now = journey(snapshot, child)
    return SetReversal(child, on, now.get("adm_ceased"), snapshot.facts.number, now.get("adm"), answers.get("reason"))


def reversal_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """A new reversal: why."""
    now = journey(snapshot, child)
    if now.get("adm") is None or now.get("adm_reason"):
        return ()
    why = _choices("reason_placed_ceased", tuple(codes.codes("reason_placed_ceased")), on)
    return (Question("reason", "Why should the child no longer be placed for adoption?", why),)


def match(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The match, or another one."""
    now = journey(snapshot, child)
    another = answers.get("which") == "new" or _broke_down(snapshot, now, on)
    return SetMatch(child, on, now.get("match"), snapshot.facts.number, another)


def match_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """A later day, the child not being placed: another match, or the one recorded typed wrongly."""
    now = journey(snapshot, child)
    was = now.get("match")
    if was is None or on <= was or now["adoptive"] or _broke_down(snapshot, now, on):
        return ()
    moved, new = (
        ("moved", f"The match of {british(was)}, which was typed wrongly"),
        ("new", f"Another match, of {british(on)}: the one before came to nothing"),
    )
    return (Question("which", f"A match of {british(was)} is recorded. Which is this?", (moved, new)),)


def _broke_down(snapshot: Snapshot, now: Mapping[str, Any], on: dt.date | None) -> bool:
    """Whether a placement for adoption ended between the match that is recorded and a day."""
    was = now.get("match")
    if was is None or on is None:
        return False
    ended = pl.col("ended")
    mine = (pl.col("child") == now["child"]) & (pl.col("period") == now["period"])
    broken = mine & (pl.col("how") == "disrupted") & (ended > was) & (ended <= on)
    return not snapshot.facts.once(adoptive_runs).filter(broken).is_empty()


def review(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The last review, or a new one."""
    was = None if answers.get("which") == "new" else _reviewed(snapshot, child)
    return SetReview(child, on, was, snapshot.facts.number, answers.get("part"))


def review_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """A later day: another review, or the last one typed wrongly; of a new one, how the child took part."""
    was = _reviewed(snapshot, child)
    part = _choices("review_code", tuple(codes.codes("review_code")), on)
    words = "How did the child take part in the review?"
    if was is None:
        return (Question("part", words, part),)
    if on <= was:
        return ()
    new, moved = (
        ("new", f"Another review, held on {british(on)}"),
        ("moved", f"The review of {british(was)}, which was typed wrongly"),
    )
    return (
        Question("which", f"The last review was held on {british(was)}. Which is this?", (new, moved)),
        Question("part", words, part, (("which", ("new",)),)),
    )


def _reviewed(snapshot: Snapshot, child: str) -> dt.date | None:
    now = journey(snapshot, child)
    rows = last_reviews(snapshot).filter((pl.col("child") == child) & (pl.col("period") == now.get("period")))
    found: list[dt.date] = rows["last_review"].to_list()
    return found[0] if found else None


def birth(snapshot: Snapshot, child: str, on: dt.date | None, _answers: Answers) -> Edit:
    """The birth date."""
    return CorrectDetails(child, (("dob", on),), snapshot.facts.number)


def entry(snapshot: Snapshot, child: str, on: dt.date | None, _answers: Answers) -> Edit:
    """The day this time in care began."""
    return SetEntry(child, on, journey(snapshot, child).get("entry"), snapshot.facts.number)


def placement_order(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The placement order; after the last one was revoked, perhaps a new order."""
    return SetPlacementOrder(child, on, _stood(journey(snapshot, child), "po", answers), snapshot.facts.number)


def placement_order_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """After a revocation: a new order, or the one before?"""
    return _which(journey(snapshot, child), "po", "po_ended", on, "placement order")


def _later(snapshot: Snapshot, now: Mapping[str, Any], since: str, on: dt.date) -> bool:
    """Whether a day lies after the beginning of what stands, so that something new may have begun on it."""
    return bool(now) and now[since] < on <= snapshot.as_at and not _over(now, "ended", on)


def _happened(now: Mapping[str, Any], what: str, on: dt.date, *new: tuple[str, str]) -> Question:
    """What happened on a day after what stands began: was its beginning typed wrongly, or is it another one's?"""
    since, known = british(now[f"{what}_since"]), now[f"{what}_known"]
    stands = codes.label("ls", now["ls"]) if what == "legal" else codes.label("place", now["place"])
    if what == "placement" and now["place"] in codes.TEMPORARY:
        stands = f"{stands}; the placement it interrupts"
    moved = f"This {'status' if what == 'legal' else what} began{f'; {since} was wrong' if known else ''}"
    words = f"{stands}, since {'' if known else 'before '}{since}. What happened on {british(on)}?"
    return Question("which", words, (("moved", moved), *new))


def legal_since(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The beginning of the present legal status, or of a new one."""
    now = journey(snapshot, child)
    if answers.get("which") == "new":
        return BeginLegalStatus(child, on, None, snapshot.facts.number, ls=answers.get("ls"))
    was = _known(snapshot, child, "legal_since", "legal_known")
    return SetLegalStatus(child, on, was, snapshot.facts.number, ls=now.get("ls"))


def legal_since_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """A later day: the present status's own, or a new one's, and then which."""
    now = journey(snapshot, child)
    if not _later(snapshot, now, "legal_since", on):
        return ()
    others = tuple(code for code in codes.codes("ls") if code not in (now["ls"], *codes.SHORT_BREAKS))
    return (
        _happened(now, "legal", on, ("new", "A new legal status began")),
        Question("ls", "Which legal status began?", _choices("ls", others, on), (("which", ("new",)),)),
    )


def placement_since(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The beginning of the present placement, or of a new one."""
    which, seen = answers.get("which"), snapshot.facts.number
    asked = (answers.get("place"), answers.get("provider"), answers.get("reason"))
    if which in ("new", "same"):
        return BeginPlacement(child, on, None, seen, *asked, same_carer=which == "same")
    if which == "back":
        return EndTemporaryMove(child, on, None, seen)
    return SetPlacement(child, on, _known(snapshot, child, "placement_since", "placement_known"), seen, *asked)


def placement_since_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """A later day: the present placement's own, or a new one's, and then its type, provider and reason."""
    now = journey(snapshot, child)
    if not _later(snapshot, now, "placement_since", on):
        return ()
    place = now["place"]
    other = ("same", "A new placement with the same carer began")
    if place in codes.TEMPORARY:
        other = ("back", "The child went back to the placement before")
    lasting = tuple(code for code in codes.codes("place") if code not in (*codes.ADOPTIVE, *codes.TEMPORARY))
    new = (*lasting, "A6" if _by_order(now, on) else "A4", *codes.TEMPORARY)
    groups = (codes.FOSTER, tuple(code for code in lasting if code not in codes.FOSTER))
    same = next((group for group in groups if place in group), (place,) if place in codes.ADOPTIVE else lasting)
    provided = tuple(code for code in (*new, *codes.ADOPTIVE) if code not in WITHOUT_PROVIDER)
    settled = tuple(code for code in (*new, *codes.ADOPTIVE) if code not in codes.TEMPORARY)
    either = ("which", ("new", "same"))
    return (
        _happened(now, "placement", on, ("new", "A new placement began"), other),
        Question("place", "Which placement began?", _choices("place", new, on), (("which", ("new",)),)),
        Question("place", "Which placement is it now?", _choices("place", same, on), (("which", ("same",)),)),
        _provider(on, either, ("place", provided)),
        _reason("CARPL", on, ("which", ("new",)), ("place", settled)),
        _reason("PLACE", on, ("which", ("same",))),
    )


def placed(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The adoptive placement."""
    was = journey(snapshot, child).get("placed")
    asked = (answers.get("place"), answers.get("provider"), answers.get("reason"))
    return SetPlaced(child, on, was, snapshot.facts.number, *asked)


def order(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The order that ended this time in care."""
    now = journey(snapshot, child)
    was = now.get("ao") or now.get("sgo") or now.get("cao")
    return SetOrder(child, on, was, snapshot.facts.number, answers.get("kind"))


def left(snapshot: Snapshot, child: str, on: dt.date | None, answers: Answers) -> Edit:
    """The end of this time in care."""
    return SetLeft(child, on, journey(snapshot, child).get("ended"), snapshot.facts.number, answers.get("reason"))


def left_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """A child who leaves: why; an order that leads out of care is typed in its own column."""
    if journey(snapshot, child).get("ended"):
        return ()
    why = tuple(code for code in codes.codes("rec") if code not in (*ORDERS, codes.CONTINUES))
    return (Question("reason", "Why did the child leave care?", _choices("rec", why, on)),)


def _choices(name: str, among: tuple[str, ...], on: dt.date) -> tuple[tuple[str, str], ...]:
    found = codes.codes(name)
    return tuple((code, found[code].label) for code in among if code in found and found[code].fits(collection_year(on)))


def _provider(on: dt.date, *after: tuple[str, tuple[str, ...]]) -> Question:
    return Question("provider", "Whose placement is it?", _choices("place_provider", PROVIDERS, on), after)


def _reason(first: str, on: dt.date, *after: tuple[str, tuple[str, ...]]) -> Question:
    """Why the placement before ended, the likeliest reason first."""
    why = (first, *(code for code in codes.codes("reason_place_change") if code != first))
    return Question("reason", "Why did the placement before end?", _choices("reason_place_change", why, on), after)


def _by_order(now: Mapping[str, Any], on: dt.date) -> bool:
    """Whether a placement order is in force on a day, so that the child can be placed by it."""
    return now["order_since"] is not None and now["order_since"] <= on and bool(now["po_open"])


def order_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """A new order: which kind, among those of the day's collection year; nothing of a child who left otherwise."""
    now = journey(snapshot, child)
    if now.get("ended"):
        return ()
    return (Question("kind", "Which order was made?", _choices("rec", ORDERS, on)),)


def placed_asks(snapshot: Snapshot, child: str, on: dt.date) -> tuple[Question, ...]:
    """A new adoptive placement: its type (by order or by consent), its provider, and why the one before ended."""
    now = journey(snapshot, child)
    if not now or now["placed_least"] or _over(now, "ended", on):
        return ()
    types: tuple[str, ...] = ("A5", "A6") if _by_order(now, on) else ("A3", "A4")
    if now["place"] not in (*codes.FOSTER, *codes.TEMPORARY):
        types = types[1:]  # with the present foster carer only where there is one
    return (Question("place", "Placed with whom?", _choices("place", types, on)), _provider(on), _reason("CARPL", on))
