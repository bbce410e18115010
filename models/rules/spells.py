"""Changing one spell of a period of care: moving its beginning, beginning a new one, taking one away.

Every function answers with a new `Care`, or raises `Impossible` with a sentence that names the neighbour in the way.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TypeVar

from models import codes
from models.dates import british
from models.rules.episodes import Care, Legal, Particulars, Placement

Spell = TypeVar("Spell", Legal, Placement)


class Impossible(Exception):
    """The change contradicts what stands before or after it."""


def move_legal(care: Care, old: dt.date, new: dt.date) -> Care:
    """The legal status that began on one day begins on another; past a neighbour it is refused."""
    return replace(care, legal=_moved(care, care.legal, old, new))


def move_placement(care: Care, old: dt.date, new: dt.date) -> Care:
    """The placement that began on one day begins on another, with its postcode and Ofsted number."""
    placements = _moved(care, care.placements, old, new)
    there = _standing(care, old)
    cleared = _lived(care, old, _next(care, old), _standing(care, old - dt.timedelta(days=1)))
    return replace(_lived(cleared, new, _next(care, old), there), placements=placements)


def begin_legal(care: Care, spell: Legal) -> Care:
    """A legal status begins on a day, up to the next one; where one begins that day already, it takes its place."""
    return replace(care, legal=_begun(care, care.legal, spell))


def begin_placement(care: Care, spell: Placement, pl_post: str | None = None, urn: str | None = None) -> Care:
    """A placement begins on a day, up to the next one; where one begins that day already, it takes its place."""
    placements = _begun(care, care.placements, spell)
    there = replace(_standing(care, spell.begins), pl_post=pl_post, urn=urn)
    return replace(_lived(care, spell.begins, _next(care, spell.begins), there), placements=placements)


def clear_legal(care: Care, begins: dt.date) -> Care:
    """A legal status is taken away: the one before it lasts until the next."""
    return replace(care, legal=_cleared(care.legal, begins))


def clear_placement(care: Care, begins: dt.date) -> Care:
    """A placement is taken away: the one before it lasts until the next."""
    placements = _cleared(care.placements, begins)
    before = _standing(care, begins - dt.timedelta(days=1))
    return replace(_lived(care, begins, _next(care, begins), before), placements=placements)


def _next(care: Care, day: dt.date) -> dt.date | None:
    """When the next placement after a day begins."""
    return next((spell.begins for spell in care.placements if spell.begins > day), None)


def _standing(care: Care, day: dt.date) -> Particulars:
    return next(said for said in reversed(care.particulars) if said.begins <= day)


def _lived(care: Care, first: dt.date, until: dt.date | None, there: Particulars) -> Care:
    """From a first day until another the child lived where `there` says; from then on as before."""
    said = [one for one in care.particulars if one.begins < first or (until is not None and one.begins >= until)]
    said.append(replace(there, begins=first))
    if until is not None and all(one.begins != until for one in said):
        said.append(replace(_standing(care, until), begins=until))
    return replace(care, particulars=tuple(sorted(said, key=lambda one: one.begins)))


def _named(spell: Legal | Placement) -> str:
    words = codes.label("ls", spell.ls) if isinstance(spell, Legal) else codes.label("place", spell.place)
    return f"{words}, from {british(spell.begins)}"


def _index(spells: tuple[Spell, ...], begins: dt.date) -> int:
    return next(number for number, spell in enumerate(spells) if spell.begins == begins)


def _moved(care: Care, spells: tuple[Spell, ...], old: dt.date, new: dt.date) -> tuple[Spell, ...]:
    at = _index(spells, old)
    if at == 0:
        raise Impossible("It begins with the period of care; move the day the child came into care instead.")
    if new <= spells[at - 1].begins:
        raise Impossible(f"{british(new)} is not after what stands before it: {_named(spells[at - 1])}.")
    if at + 1 < len(spells) and new >= spells[at + 1].begins:
        raise Impossible(f"{british(new)} is not before what follows it: {_named(spells[at + 1])}.")
    _inside(care, new)
    moved = list(spells)
    moved[at] = replace(moved[at], begins=new)
    return tuple(moved)


def _begun(care: Care, spells: tuple[Spell, ...], spell: Spell) -> tuple[Spell, ...]:
    _inside(care, spell.begins)
    begun = [one for one in spells if one.begins != spell.begins]
    begun.append(spell)
    return tuple(sorted(begun, key=lambda one: one.begins))


def _cleared(spells: tuple[Spell, ...], begins: dt.date) -> tuple[Spell, ...]:
    at = _index(spells, begins)
    if at == 0:
        raise Impossible("It begins with the period of care and cannot be taken away by itself.")
    return tuple(one for number, one in enumerate(spells) if number != at)


def _inside(care: Care, day: dt.date) -> None:
    if day < care.begins:
        raise Impossible(f"{british(day)} is before the period of care began on {british(care.begins)}.")
    if care.ended is not None and day >= care.ended:
        raise Impossible(f"{british(day)} is not before the period of care ended on {british(care.ended)}.")
