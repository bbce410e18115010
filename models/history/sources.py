"""Where what stands in a tracker's cell is recorded: the table, its cells, and which of the child's facts are meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from models import codes
from models.codes import CONTINUES
from models.snapshot import Snapshot
from models.subjects import SUBJECTS, steps


@dataclass(frozen=True)
class Source:
    """Cells of the facts of one table; of those facts alone whose cells named in `where` hold one of its values."""

    table: str
    cells: tuple[str, ...]
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def holds(self, fact: Mapping[str, Any] | None) -> bool:
        """Whether a fact is one of those that are meant."""
        return fact is not None and all(str(fact.get(cell) or "") in among for cell, among in self.where)


def _of(table: str, *cells: str, **where: Iterable[str]) -> Source:
    return Source(table, cells, tuple((cell, tuple(among)) for cell, among in where.items()))


ADOPTIVE, EARLY = ("A3", "A4", "A5", "A6"), ("U2", "U5")
_ENDS = tuple(code for code in codes.codes("rec") if code != CONTINUES)
_ORDERS = (*codes.ADOPTED, *codes.SPECIAL_GUARDIANSHIP, *codes.CHILD_ARRANGEMENTS)
_BORN = (_of("child_details", "dob"),)
_PLACE_BEGINS = (_of("care_episode", "decom", rne="SPB"),)
_LEGALLY, _PLACED = ("S", "L", "B", "U", ""), ("S", "P", "T", "B", "U", "")
"""Why an episode began, where a legal status or a placement began with it, or may have: a return may not say why."""
_LIFE_STORY = ("LS-START", "LS-FIRST", "LS-BOOK", "LS-DONE")
_PLAN = _of("plan", "pathway", "with_whom", "ends")
_KEYS: dict[str, tuple[Source, ...]] = {
    "age": _BORN,
    "dob": _BORN,
    "sex": (_of("child_details", "sex"),),
    "ethnic": (_of("child_details", "ethnic"),),
    "legal": (_of("care_episode", "ls"),),
    "legal_since": (_of("care_episode", "decom", rne="SLBU"),),
    "placement": (_of("care_episode", "place"),),
    "placement_since": _PLACE_BEGINS,
    "carer_since": _PLACE_BEGINS,
    "months": _PLACE_BEGINS,
    "start": _PLACE_BEGINS,
    "urn": (_of("care_episode", "urn"),),
    "own": (_of("care_episode", "place_provider"),),
    "provider": (_of("care_episode", "place_provider"),),
    "entry": (_of("care_episode", "decom", rne="S"),),
    "adm": (_of("adm_decision", "date_placed"),),
    "adm_ceased": (_of("adm_decision", "date_placed_ceased", "reason_placed_ceased"),),
    "po": (_of("care_episode", "decom", ls=("E1",), rne=_LEGALLY),),
    "po_ended": (_of("care_episode", "dec", ls=("E1",)),),
    "match": (_of("adoption", "date_match"),),
    "ffa": (_of("care_episode", "decom", place=EARLY, rne=_PLACED),),
    "placed": (_of("care_episode", "decom", place=ADOPTIVE, rne=_PLACED),),
    "order": (_of("care_episode", "dec", rec=_ORDERS),),
    "order_kind": (_of("care_episode", "rec", rec=_ORDERS),),
    "order_how": (_of("care_episode", "rec", rec=_ORDERS),),
    "adopted": (_of("care_episode", "dec", rec=codes.ADOPTED),),
    "left": (_of("care_episode", "dec", rec=_ENDS),),
    "left_reason": (_of("care_episode", "rec", rec=_ENDS),),
    "last_review": (_of("review", "review"),),
    "deprived": (_of("deprivation_order", "dolo_start", "dolo_end"),),
    "worker": (_of("social_worker", "sw_id", "sw_dec"),),
    **{
        key: (_of("allocation", "who", "ends", role=(role,)),)
        for key, role in {
            "team": "TEAM",
            "iro": "IRO",
            "family_finder": "FAMILY-FINDER",
            "life_story_worker": "LIFE-STORY",
        }.items()
    },
    "siblings": (_of("sibling_group", "family", "ends"),),
    "together": (_of("milestone", "outcome", kind=("SIB-DECISION",)),),
    "primary_words": (_of("primary_plan", "plan"), _PLAN),
    "contingency_words": (_PLAN, _of("primary_plan", "plan")),
    "plan_date": (_of("plan", "begins"),),
    "home_since": (_of("plan", "begins", pathway=("HOME",)),),
    "sgo_plan": (_of("plan", "begins", pathway=("SGO",)),),
    "relation": (_of("plan", "with_whom", pathway=("SGO", "KIN", "CAO")),),
    "issued": (_of("proceedings", "issued"),),
    "week": (_of("proceedings", "issued", "ends"),),
    "deadline": (_of("proceedings", "issued"),),
    "extended": (_of("milestone", "amount", kind=("EXTENSION",)),),
    "extension_why": (_of("milestone", "amount", "note", kind=("EXTENSION",)),),
    "discharge_plan": (
        _of("planned_step", "planned", kind=("DISCHARGE",)),
        _of("milestone", "day", kind=("DISCHARGE",)),
    ),
    "interim": (_of("care_episode", "decom", ls=("C1",), rne=_LEGALLY), _of("milestone", "day", kind=("ISO",))),
    "first_meeting": (_of("milestone", "day", kind=("PPM",)),),
    "gateway_kind": (_of("milestone", "day", kind=("LGM",)),),
    "link": (_of("milestone", "day", "outcome", kind=("LINK",)),),
    "link_status": (_of("milestone", "outcome", kind=("LINK",)),),
    "link_ref": (_of("milestone", "ref", kind=("LINK",)),),
    "life_story": (_of("milestone", "day", kind=_LIFE_STORY),),
    "story": (_of("milestone", "day", kind=_LIFE_STORY),),
    "second_review": (_of("review", "review"),),
    "reason_home": (_of("residential", "reason"),),
    "spells": (_of("suspension", "begins"),),
    "sessions": (_of("suspension", "sessions"),),
    "exclusion": (_of("suspension", "permanent"),),
    "state": (_of("answer", "state", "until", rule=("RAG",)),),
}
"""By the column's key, in every tracker."""
_ANSWERED = {"action": "action", "owner": "owner", "action_due": "due"}
"""Columns that say what was answered to the finding a row is about."""
_OWN = {
    "court": "proceedings",
    "gateway": "pre_proceedings",
    "residential": "residential",
    "education": "school_term",
}
"""The table that a tracker is about: its cells stand in columns of their own names."""


_OF_PRIMARY = ("primary_words", "plan_date")
_BESIDE = "contingency_words"


def standing(found: Iterable[Source], key: str, snapshot: Snapshot, child: str) -> tuple[Source, ...]:
    """Of where a column about the child's plans is recorded, what is of the plans in its cell alone: the primary one,
    or those worked beside it. Of an empty cell, what is of the plans that stood there: the last primary one, or the
    others."""
    if key not in (*_OF_PRIMARY, _BESIDE):
        return tuple(found)
    plans, chosen = (snapshot[table].filter(pl.col("child") == child) for table in ("plan", "primary_plan"))
    primary = chosen["plan"].to_list()[-1:]
    others = plans.filter(~pl.col("plan").is_in(primary))
    beside = others.filter(pl.col("ends").is_null())
    meant = primary if key in _OF_PRIMARY else (others if beside.is_empty() else beside)["plan"].to_list()
    only = ("plan", tuple(map(str, meant)))
    # What is said of the rank tells how the primary plan came to be it, from the one before.
    return tuple(
        source
        if key in _OF_PRIMARY and source.table == "primary_plan"
        else replace(source, where=(*source.where, only))
        for source in found
    )


def sources(tracker: str, key: str, rule: str = "") -> tuple[Source, ...]:
    """Where the values of a tracker's column are recorded; none for a column that is only worked out.

    `rule` is the finding that the row is about: where its owner or action is asked for, the answer to it is meant.
    """
    if key in _ANSWERED:
        return (_of("answer", _ANSWERED[key], "until", rule=(rule,)),)
    own = _OWN.get(tracker)
    if own and key != "reason" and any(cell.name == key for cell in SUBJECTS[own].cells):
        return (_of(own, key),)
    if key in _KEYS:
        return _KEYS[key]
    kind, _, what = key.rpartition("_")
    if key in steps():
        return (_of("milestone", "day", "outcome", kind=(key,)),)
    if what == "planned" and kind in steps():
        return (_of("planned_step", "planned", kind=(kind,)),)
    return (_of("milestone", "outcome", kind=(kind,)),) if what == "outcome" and kind in steps() else ()
