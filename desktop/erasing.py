"""The command that erases a child's record, because its keeping time is over or a court orders it, with a certificate.

Nothing is erased by a list: what is due is told, and each child is named, looked at (`--dry-run`) and named again.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import commands, stores
from models.dates import NOTHING, british
from models.progress import silent

if TYPE_CHECKING:
    from models.reports.blocks import Document
    from models.store import Store

ENDINGS = (".pdf", ".html", ".htm", ".txt")
WORDS = (
    "remove a child's record for good (retention, court order), with a certificate; or list whose keeping time is over"
)
BESIDE = (
    "Not reached by an erasure: backups, papers and returns written out before, and the desktop's own list of names "
    "(File ▸ Names), which keeps the child's name until it is next unlocked, and is struck then."
)


def erase(chosen: argparse.Namespace) -> int:
    """Erase children, say what that would remove, print a certificate again, or list whose keeping time is over."""
    out = Path(chosen.output) if chosen.output else None
    _fits(chosen, out)
    commands.spared(chosen.output, chosen.db)
    with stores.open_store(chosen.db) as store:
        if chosen.due:
            return _due(store, chosen.as_at or dt.date.today())
        if chosen.certificate:
            _tell(_certificate(store, chosen.certificate), out)
            return 0
        children = tuple(dict.fromkeys(chosen.child))
        if chosen.dry_run:
            return _try(store, children, chosen.reason, chosen.db)
        if out is not None:
            _room(out)
        changes = store.erase(*children, who=commands.who(), reason=" ".join(chosen.reason.split()))
        commands.kept(silent)(1.0, "Erased")
        _tell(_certificate(store, changes.number or 0), out)
        _left(changes.left)
        _beside(chosen.db)
    return 0


def _fits(chosen: argparse.Namespace, out: Path | None) -> None:
    """Refuse what does not go together, and an id that was not typed again."""
    erasing = bool(chosen.child) and not chosen.dry_run
    if out is not None and (chosen.due or chosen.dry_run):
        raise stores.WrongUsage("-o is for a certificate, of what was erased")
    if out is not None and out.suffix.lower() not in ENDINGS:
        raise stores.WrongUsage("A certificate needs a file by its ending: -o FILE.pdf, .html or .txt")
    if chosen.as_at and not chosen.due:
        raise stores.WrongUsage("--as-at goes with --due")
    if (chosen.reason is not None or chosen.confirm or chosen.dry_run) and not chosen.child:
        raise stores.WrongUsage("Erasing is by id: --child ID")
    if erasing and chosen.reason is None:
        raise stores.WrongUsage("Say who ordered it and why: --reason WORDS")
    if erasing and not chosen.confirm:
        raise stores.WrongUsage("What is erased cannot be brought back: look first (--dry-run), then --confirm ID")
    if erasing and set(chosen.confirm) != set(chosen.child):
        raise commands.Sentence("What --confirm says is not what --child says; nothing was erased")


def _room(out: Path) -> None:
    """Find before the erasure, not after it, that the certificate cannot be written there."""
    unfinished = out.with_name(out.name + ".part")
    unfinished.touch(exist_ok=False)
    unfinished.unlink()


def _certificate(store: Store, number: int) -> Document:
    from models.reports.certificate import certificate
    from models.rules.house import house

    return certificate(store.erased(number), house(store.facts()))


def _tell(document: Document, out: Path | None) -> None:
    """Write the certificate and print it; what cannot be written can be made again."""
    from models.reports.certificate import text, write

    if out is not None:
        try:
            write(out, document)
        except OSError as error:
            again = f"{document.about.shown} stands, and --certificate makes it again"
            raise commands.Sentence(f"The certificate {out} was not written ({error.strerror}); {again}") from None
    print(text(document))


def _try(store: Store, children: tuple[str, ...], reason: str | None, where: str) -> int:
    """What erasing would remove; nothing is changed."""
    from models.reports.certificate import kinds

    changes, erased = store.would_erase(*children, who=commands.who(), reason="Dry run" if reason is None else reason)
    print("A dry run: nothing was changed. It would remove for good:")
    for child in sorted(changes.children):
        print(f"  child {child}{'' if child in children else ', a record merged into theirs'}")
    print(f"Rows, every version counted: {sum(erased.rows.values()):,}")
    for kind, count in kinds(erased):
        print(f"  {kind:<48}{count:>8,}")
    drafts = sum(store.drafts.count(child) for child in changes.children) if store.drafts else 0
    looks = sum(len(store.looks(child=child)) for child in changes.children)
    print(f"Drafts of forms, removed: {drafts:,}")
    print(f"Notes of who looked at the record, removed: {looks:,}")
    print(f"Signed minutes, sealed anew without the child: {erased.minutes:,}")
    kept = erased.rows.get("published_child", 0)
    print(f"Places in sealed papers and publications, removed; their figures stay: {kept:,}")
    _left(changes.left)
    _beside(where)
    return 0


def _beside(where: str) -> None:
    """What no erasure reaches; copies that the program itself left beside the file by their names."""
    print(BESIDE)
    path = Path(where)
    for copy in () if stores.is_url(where) else sorted(path.parent.glob(f"{path.stem}.before-*{path.suffix}")):
        print(f"  {copy} was kept when the file was brought up to date, and has the record still")


def _left(left: tuple[str, ...]) -> None:
    print(f"Words about others that name the child and stay, to be put right by hand: {len(left):,}")
    for line in left:
        print(f"  {line}")


def _due(store: Store, as_at: dt.date) -> int:
    """Whose record is past its keeping time, by what the authority chose."""
    from models.rules.policies import POLICIES
    from models.rules.retention import BIRTH, CARE, chosen, due
    from models.snapshot import Snapshot

    snapshot = Snapshot(store.facts(), as_at)
    times = chosen(snapshot)
    said = {policy.code: policy for policy in POLICIES if policy.code in (BIRTH, CARE)}
    if not times:
        titles = " or ".join(f"“{policy.title}”" for policy in said.values())
        print(f"No keeping time is set, so nothing is due. Set one on the window's Policies page: {titles}.")
        return 0
    rows = due(snapshot)
    for child, dob, left, until in rows.iter_rows():
        born, gone = (british(day) if day else NOTHING for day in (dob, left))
        print(f"{child}\tborn {born}\tleft care {gone}\tkept until {british(until)}")
    set_ = "; ".join(f"{said[code].title}: {said[code].said(years)}" for code, years in times.items())
    print(f"{len(rows):,} past their keeping time on {british(as_at)} ({set_}).")
    print("Nothing was erased: that is done by --child ID.")
    commands.looked(store, "Records past their keeping time")
    return 0
