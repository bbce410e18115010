"""The command line's publications: figures sealed as they were published, and what has become otherwise since."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from desktop import commands, stores
from models.dates import british

if TYPE_CHECKING:
    from models.publications import Publication
    from models.publications.revising import Revision
    from models.store import Store


def publish(chosen: argparse.Namespace) -> int:
    """Seal the figures of a period, and say what they define otherwise than the publication before."""
    from models.measures import MEASURES, Period
    from models.publications import publications, seal
    from models.publications.locking import headed, locked
    from models.snapshot import Snapshot

    only = None if chosen.only is None else [code.strip() for code in chosen.only.split(",") if code.strip()]
    if only == [] or (unknown := [code for code in only or () if code not in MEASURES]):
        named = "names no measure" if only == [] else f"there is no measure {', '.join(unknown)}"
        raise stores.WrongUsage(f"--only: {named}; there are {', '.join(MEASURES)}")
    today = dt.date.today()
    as_at = chosen.as_at or today
    if chosen.first and chosen.first > as_at:
        raise stores.WrongUsage(f"The period would begin on {british(chosen.first)}, after its end on {british(as_at)}")
    period = Period(chosen.first, as_at) if chosen.first else Period.year_to(as_at)
    with stores.open_store(chosen.db) as store:
        edit = seal(Snapshot(store.facts(), as_at), period, chosen.title, only)
        store.apply(edit, who=commands.who(), today=today)
        sealed = publications(store.facts())
        print(f"{headed(sealed[-1])}: {len(sealed[-1].figures):,} figures of {len(edit.children):,} children sealed")
        for sentence in locked(sealed[-1], sealed[-2]) if len(sealed) > 1 else ():
            print(f"Otherwise than in {headed(sealed[-2])}: {sentence}")
    return 0


def publications(chosen: argparse.Namespace) -> int:
    """Every publication; or what is in one, what it defines otherwise, and its revisions child by child."""
    from models import publications as sealed
    from models.publications.locking import headed, locked

    with stores.open_store(chosen.db) as store:
        found = sealed.publications(store.facts())
        if chosen.number is None:
            if chosen.json:
                print(json.dumps([_head(each) for each in found]))
            for each in () if chosen.json else found:
                print(f"{headed(each)}\t{len(each.figures):,} figures\tchange set {each.recorded_by}")
            return 0
        one = next((each for each in found if each.number == chosen.number), None)
        if one is None:
            there = ", ".join(str(each.number) for each in found) or "none"
            raise commands.Sentence(f"There is no publication {chosen.number}; there is {there}")
        before = next((each for each in reversed(found) if each.number < one.number), None)
        lock = [] if before is None else locked(one, before)
        revised = _revised(store, one)
    if chosen.json:
        print(
            json.dumps(
                _head(one) | {"lock": lock, "sealed": one.sealed, "revisions": [_said(each) for each in revised]}
            )
        )
        return 0
    print(f"{headed(one)}, program {one.sealed['program'] or 'not said'}")
    for code, figure in one.figures.items():
        print(f"{code:5} {figure['title']:58} {shown(figure['value'], figure['unit'], chosen.truncated)}")
    for sentence in lock:
        print(f"Otherwise than in the publication before: {sentence}")
    for revision in revised:
        _tell(revision, chosen.truncated)
    if not revised:
        print("Nothing has become otherwise since.")
    return 0


def shown(value: float | int | None, unit: str, truncated: bool) -> str:
    """A figure with its unit; a percentage that is cut off says so."""
    from models.rounding import TRUNCATED, number

    said = number(value, unit, truncated=truncated)
    what = "" if value is None or unit in ("children", "spells", "difference") else f" {unit}"
    return f"{said:>9}{what}{f' ({TRUNCATED})' if truncated and unit == '%' and value is not None else ''}"


def _revised(store: Store, publication: Publication) -> list[Revision]:
    from models.publications.revising import revisions
    from models.snapshot import Snapshot

    touched = store.touched(publication.stood_at)
    return revisions(publication, Snapshot(store.facts(), publication.day), touched, store.replayed)


def _tell(revision: Revision, truncated: bool) -> None:
    old, new = (shown(value, revision.unit, truncated).strip() for value in (revision.old, revision.new))
    print(f"Revised: {revision.code} {revision.title}: {old}, now {new}")
    for sentence in revision.besides:
        print(f"  {sentence}.")
    if revision.erased:
        print(f"  {revision.erased:,} of those counted had their record erased since.")
    for change in revision.changes:
        causes = "; ".join(f"change set {each.number}, {each.who}: {each.label}" for each in change.causes)
        print(f"  {change.child}\t{change.words}\t{causes}")


def _head(publication: Publication) -> dict[str, Any]:
    return {
        "number": publication.number,
        "title": publication.title,
        "as_at": publication.day.isoformat(),
        "from": publication.first.isoformat(),
        "change_set": publication.recorded_by,
    }


def _said(revision: Revision) -> dict[str, Any]:
    return {
        "id": revision.code,
        "old": revision.old,
        "new": revision.new,
        "erased": revision.erased,
        "besides": list(revision.besides),
        "changes": [
            {
                "child": change.child,
                "words": change.words,
                "causes": [{"change_set": each.number, "who": each.who, "label": each.label} for each in change.causes],
            }
            for change in revision.changes
        ],
    }
