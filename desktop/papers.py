"""The command that makes a document: the same as the window's dialog, without a window."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import commands, stores

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from models.progress import Progress
    from models.reports import Asked, Report
    from models.reports.blocks import Document
    from models.store import Store

ENDINGS = (".pdf", ".html", ".htm", ".xlsx", ".csv")


def report(chosen: argparse.Namespace) -> int:
    """Make one document, or list them."""
    from models.reports import REPORTS, NotPublic, write
    from models.reports.lacking import lacking
    from models.snapshot import Snapshot

    if chosen.list:
        for each in REPORTS.values():
            takes = f" · takes {', '.join(each.takes)}" if each.takes else ""
            print(f"{each.code:22} {each.purpose}{takes}{' · internal or public' if each.public else ''}")
        return 0
    if not chosen.name:
        raise stores.WrongUsage("Say which document: permanence report NAME (permanence report --list names them)")
    if chosen.name not in REPORTS:
        raise stores.WrongUsage(f"There is no document “{chosen.name}”; there is {', '.join(REPORTS)}")
    if not chosen.db:
        raise stores.WrongUsage("Say which file: --db FILE")
    made, out = REPORTS[chosen.name], Path(chosen.out or "")
    if out.suffix.lower() not in ENDINGS:
        raise stores.WrongUsage("A document needs a file to write, by its ending: --out FILE.pdf, .html, .xlsx or .csv")
    _fits(made, chosen)
    commands.spared(chosen.out, chosen.db)
    progress = commands.bar()
    store = stores.open_store(chosen.db)
    try:
        snapshot = Snapshot(store.facts(chosen.known_on), chosen.as_at or dt.date.today())
        if wrong := lacking(snapshot, chosen.child, chosen.meeting, made.code, chosen.worker):
            raise commands.Sentence(wrong)
        document = made.make(snapshot, _asked(chosen, snapshot.as_at, store), progress)
        if document.told is None:
            write(out, document, progress)
        else:
            _publish(store, document, out, progress)
        for sentence in document.left:
            print(f"Left out of the public paper, to be reworded: {sentence}", file=sys.stderr)
        commands.looked(store, f"{document.title}, {out.suffix[1:].upper()}", chosen.child)
    except NotPublic as wrong:
        raise commands.Sentence(str(wrong)) from None
    finally:
        store.close()
    return 0


def _publish(store: Store, document: Document, out: Path, progress: Progress) -> None:
    """Record what a public document tells as it leaves: never of one that could not be written."""
    from models.reports import leaving, publishing, write

    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / out.name
        write(made, document, progress)
        with leaving(made, out):
            if (edit := publishing(document, store.facts())) is not None:
                store.apply(edit, who=commands.who(), today=dt.date.today())
    if edit is not None:
        print(f"Recorded as published: {edit.title}")


def _fits(made: Report, chosen: argparse.Namespace) -> None:
    """Refuse what the document does not take, and what it cannot do without."""
    from models.trackers import TRACKERS

    given: dict[str, object] = {
        "child": chosen.child,
        "worker": chosen.worker,
        "meeting": chosen.meeting,
        "period": chosen.first,
        "figures": chosen.figures,
    }
    given |= {"publication": chosen.compared, "charts": chosen.charts, "tracker": chosen.tracker}
    for name, value in given.items():
        if value and name not in made.takes:
            option = {"period": "--from", "publication": "--compared"}.get(name, f"--{name}")
            raise stores.WrongUsage(f"{made.title} takes no {option}")
    if "child" in made.takes and not chosen.child:
        raise stores.WrongUsage(f"{made.title} is about one child: --child ID")
    if chosen.tracker and chosen.tracker not in TRACKERS:
        raise stores.WrongUsage(f"There is no tracker “{chosen.tracker}”; there is {', '.join(TRACKERS)}")


def _asked(chosen: argparse.Namespace, as_at: dt.date, store: Store) -> Asked:
    from models.measures import Period
    from models.reports import Asked

    if chosen.first and chosen.first > as_at:
        raise stores.WrongUsage("The period would begin after its end")
    if chosen.figures and chosen.figures > as_at:
        raise stores.WrongUsage("Its figures cannot be of a day after the one it is as at")
    return Asked(
        who=commands.who(),
        made=dt.datetime.now(dt.UTC),
        head=store.head_digest,
        audience=chosen.audience,
        period=Period(chosen.first, as_at) if chosen.first else None,
        figures=chosen.figures,
        child=chosen.child,
        worker=chosen.worker,
        meeting=chosen.meeting,
        tracker=chosen.tracker or Asked.tracker,
        charts=chosen.charts,
        compared=_compared(chosen, store),
        changed=store.changed,
        facts_at=store.facts_at,
    )


def _compared(chosen: argparse.Namespace, store: Store) -> Mapping[str, Any] | None:
    """What was sealed of the publication that is compared with."""
    if chosen.compared is None:
        return None
    from models.publications import publications

    found = {each.number: each.sealed for each in publications(store.facts())}
    if chosen.compared not in found:
        raise commands.Sentence(f"There is no publication {chosen.compared} in this file")
    return found[chosen.compared]
