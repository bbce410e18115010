"""What each command does: the deeds behind the words of the command line. Nothing here knows a window."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import io
import json
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import stores
from models.dates import british
from models.progress import Progress, silent

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from models.edits.bulk import Bulk
    from models.measures import Group, Period, Tally
    from models.measures.breakdowns import Breakdown
    from models.scorecard import Judged
    from models.snapshot import Facts, Snapshot
    from models.store import Store
    from models.trackers import Column, Tracker


TRUNCATED = "; percentages are cut off after one decimal, not rounded"
STOPS = (signal.SIGINT, signal.SIGTERM)
"""How somebody stops a command."""


class Sentence(Exception):
    """Something the user can mend, said in one sentence."""


def say(sentence: object, code: int) -> int:
    """One sentence on standard error, and the exit code."""
    print(f"permanence: {sentence}", file=sys.stderr)
    return code


def who() -> str:
    """The person at this machine, as the ledger names them."""
    try:
        return getpass.getuser()
    except OSError:
        return "unknown"


def looked(store: Store, what: str, child: str = "") -> None:
    """Who wrote out what, and of whom where it is about one child: kept with the file as the window keeps it."""
    store.look(who(), "Exported", child, what)


def bar() -> Progress:
    """Progress on a terminal's last line; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return silent

    def show(share: float, words: str) -> None:
        print(f"\r{share:4.0%} {words:<60.60}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)

    return show


def kept(progress: Progress) -> Progress:
    """A progress from whose end on the command is not stopped any more: what it recorded stands, and is told."""

    def show(share: float, words: str) -> None:
        if share >= 1 and threading.current_thread() is threading.main_thread():
            for stop in STOPS:
                signal.signal(stop, signal.SIG_IGN)
        progress(share, words)

    return show


def demo(chosen: argparse.Namespace) -> int:
    """Make the demonstration authority."""
    from models.store.opening import shown

    if not chosen.no_window:
        raise stores.WrongUsage("The window is opened by `permanence demo` itself")
    if not chosen.db:
        raise stores.WrongUsage("Say where the demonstration should lie: --db FILE")
    if stores.exists(chosen.db):
        raise Sentence(f"{shown(chosen.db)} is there already; give another name, or remove it first")
    from models import samples

    progress, today = bar(), dt.date.today()
    with stores.making(chosen.db, None) as store:
        bulk = samples.authority(chosen.children, today=today, progress=progress)
        rows = stores.fill(store, bulk, today, who(), kept(progress))
    print(f"{shown(chosen.db)}: {chosen.children:,} invented children, {rows:,} facts")
    return 0


def bring_in(chosen: argparse.Namespace) -> int:
    """Read a return, say what it changes, and record it as one change set."""
    from models.edits.bulk import Standing
    from models.returns import ssda903

    today, progress = dt.date.today(), bar()
    spared(chosen.rejects, chosen.db, *chosen.paths)
    new = not stores.exists(chosen.db)
    key = stores.key_for(chosen.db, new=True, unencrypted=chosen.unencrypted or chosen.dry_run) if new else None
    store = None if new else stores.open_store(chosen.db, unencrypted=chosen.unencrypted)
    try:
        reading = ssda903.read([Path(path) for path in chosen.paths], year=chosen.year, today=today, progress=progress)
        standing = Standing({}, {}) if store is None else store.standing()
        proposal = ssda903.plan(reading, standing, accept=chosen.accept, progress=progress)
        if chosen.rejects:
            proposal.rejects_csv(Path(chosen.rejects))
        if not chosen.dry_run:
            if store is not None:
                _record(store, proposal.bulk, progress)
            else:
                with stores.making(chosen.db, key) as made:
                    _record(made, proposal.bulk, progress)
    finally:
        if store is not None:
            store.close()
    # Told when it is kept: whoever stops reading the proposal does not stop the import.
    print(proposal.text())
    return 0


def spared(written: str | None, *read: str) -> None:
    """Refuse to write over what the same command reads (a file, or any that lies in a folder), or what is no file."""
    if not written:
        return
    place = Path(written).resolve()
    if place.exists() and not place.is_file():
        raise Sentence(f"{written} is a folder or a device, which no file can take the place of; give another name")
    among = (place, *place.parents) if place.exists() else (place,)
    if any(Path(path).resolve() in among for path in read):
        raise Sentence(f"{written} would be written over what is read; give another name")


def _record(store: Store, bulk: Bulk | None, progress: Progress) -> None:
    if bulk is not None:
        store.record(bulk, who=who(), progress=kept(progress))


def export(chosen: argparse.Namespace) -> int:
    """Write a year's return."""
    from models.returns import ssda903

    with stores.open_store(chosen.db) as store:
        written = ssda903.write(store.facts(chosen.known_on), chosen.year, Path(chosen.folder), progress=bar())
        looked(store, f"SSDA903 return of {chosen.year}, CSV")
    for path in written:
        print(path)
    return 0


def measures(chosen: argparse.Namespace) -> int:
    """The figures, as lines or as JSON."""
    from models.measures import MEASURES, Period, evaluate
    from models.rounding import number
    from models.snapshot import Snapshot

    only = None if chosen.only is None else [code.strip() for code in chosen.only.split(",") if code.strip()]
    if only == []:
        raise stores.WrongUsage(f"--only names no measure; there are {', '.join(MEASURES)}")
    if unknown := [code for code in only or () if code not in MEASURES]:
        raise stores.WrongUsage(f"There is no measure {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    as_at = chosen.as_at or dt.date.today()
    if chosen.first and chosen.first > as_at:
        raise stores.WrongUsage(f"The period would begin on {british(chosen.first)}, after its end on {british(as_at)}")
    period = Period(chosen.first, as_at) if chosen.first else Period.year_to(as_at)
    apart_by = _apart_by(chosen.by)
    with stores.open_store(chosen.db) as store:
        snapshot = Snapshot(store.facts(chosen.known_on), as_at)
        tallies = evaluate(snapshot, period, only=only)
        apart = {} if apart_by is None else apart_by(snapshot, tallies)
        if chosen.json:
            figures = snapshot.facts.worked(lambda: _as_json(snapshot, period, tallies, apart))
            answer = {
                "as_at": as_at.isoformat(),
                "from": period.first.isoformat(),
                "known_on": chosen.known_on.isoformat() if chosen.known_on else None,
                "measures": figures,
            }
            print(json.dumps(answer))
            looked(store, "Measures, JSON")  # the children behind each figure stand in it
        else:
            print(f"As at {british(as_at)}, period {period}{TRUNCATED if chosen.truncated else ''}")
            for code, tally in tallies.items():
                print(_measure_line(f"{code:5} {MEASURES[code].title:58}", tally, chosen.truncated))
                judged = _judged(snapshot, code, tally, period)
                if judged.letter in "RAG":
                    print(f"{'':6}{judged.letter}: {judged.words}")
                for group in tally.apart():
                    if group.days is not None:
                        so_far = f"{group.title}: {number(group.value, group.unit)}, n {len(group.children):,}"
                        print(f"{'':6}{so_far}{_spread(group)}")
                for each in apart.get(code, ()):
                    print(f"{'':6}{each.characteristic.title}. {each.note}")
                    for part in each.parts:
                        print(_measure_line(f"{'':8}{part.words:56}", part.tally, chosen.truncated))
            for note in {each.overlap for found in apart.values() for each in found}:
                print(note)
    return 0


def _as_json(
    snapshot: Snapshot, period: Period, tallies: dict[str, Tally], apart: dict[str, tuple[Breakdown, ...]]
) -> list[dict[str, Any]]:
    """Each figure with how it is judged, and its breakdowns where they are asked for."""
    from models.measures import MEASURES, as_json

    return [
        as_json(MEASURES[code], tally)
        | {"judged": _judged(snapshot, code, tally, period)._asdict()}
        | ({"breakdowns": [each.as_json() for each in apart[code]]} if code in apart else {})
        for code, tally in tallies.items()
    ]


def _apart_by(asked: str | None) -> Callable[[Snapshot, dict[str, Tally]], dict[str, tuple[Breakdown, ...]]] | None:
    """What tells the figures apart as asked for; loaded only where it is asked for."""
    if asked is None:
        return None
    from models.measures.breakdowns import breakdowns, wanted

    try:
        by = wanted(asked)
    except ValueError as wrong:
        raise stores.WrongUsage(f"--by: {wrong}") from None
    return lambda snapshot, tallies: breakdowns(snapshot, tallies, by)


def _judged(snapshot: Snapshot, code: str, tally: Tally, period: Period) -> Judged:
    from models.measures import MEASURES
    from models.scorecard import judged_by

    return judged_by(snapshot.facts, MEASURES[code], tally, period)


def _measure_line(name: str, tally: Tally, truncated: bool) -> str:
    from models.rounding import number

    value = number(tally.value, tally.unit, truncated=truncated)
    unit = "" if tally.unit in ("children", "spells", "difference") else f" {tally.unit}"
    said = tally.known_note if tally.kept else tally.wanted
    note = f" · {said}" if said else ""
    return f"{name} {value:>9}{unit:9} n {tally.n:,}{_spread(tally)}{note}"


def _spread(of: Tally | Group) -> str:
    """The median and the quartiles where there are days."""
    from models.rounding import number

    if of.median is None or of.quartiles is None:
        return ""
    low, high = (number(each, of.unit) for each in of.quartiles)
    return f" · median {number(of.median, of.unit)}, quartiles {low} to {high}"


def tracker(chosen: argparse.Namespace) -> int:
    """A tracker as a table, a file or a paper."""
    from models.snapshot import Snapshot
    from models.trackers import TRACKERS

    if chosen.name not in TRACKERS:
        raise stores.WrongUsage(f"There is no tracker “{chosen.name}”; there is {', '.join(TRACKERS)}")
    if chosen.format in ("xlsx", "pdf") and not chosen.output:
        raise stores.WrongUsage(f"{chosen.format.upper()} needs a file to write: -o OUT")
    columns = _columns(chosen.columns, TRACKERS[chosen.name])
    spared(chosen.output, chosen.db)
    with stores.open_store(chosen.db) as store:
        snapshot = Snapshot(store.facts(chosen.known_on), chosen.as_at or dt.date.today())
        _write_tracker(chosen, columns, snapshot, store.head_digest)
        looked(store, f"{TRACKERS[chosen.name].title}, {chosen.format.upper()}")
    return 0


def _write_tracker(chosen: argparse.Namespace, columns: tuple[Column, ...], snapshot: object, head: str) -> None:
    from models import exports
    from models.snapshot import Snapshot
    from models.trackers import TRACKERS

    assert isinstance(snapshot, Snapshot)
    tracker = TRACKERS[chosen.name]
    whole = tracker.rows(snapshot)
    frame, filters = (whole, ()) if chosen.filter is None else _filtered(chosen.filter, tracker, whole, snapshot.facts)
    about = exports.About(
        title=tracker.title,
        shown=tracker.describe(whole, snapshot),
        as_at=snapshot.as_at,
        known_on=snapshot.known_on,
        filters=filters,
        n=len(frame),
        of=len(whole),
        who=who(),
        head=head,
        made=dt.datetime.now(dt.UTC),
    )
    if chosen.format == "pdf":
        from models.reports import definitions, tracker_summary
        from models.rules.house import house

        said = replace(about, definitions=definitions())
        tracker_summary.write(Path(chosen.output), columns, frame, said, bar(), house(snapshot.facts))
    elif chosen.output:
        exports.write(Path(chosen.output), chosen.format, columns, frame, about, progress=bar())
    else:
        if chosen.format == "csv" and isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")  # its rows end as CSV's do; Windows would lengthen the ends once more
        sys.stdout.write(exports.as_text(chosen.format, columns, frame, about))


def _columns(asked: str | None, tracker: Tracker) -> tuple[Column, ...]:
    """The columns by their keys, in the order asked for; every one for “all”, and those shown at first for none."""
    if asked is None:
        return tuple(column for column in tracker.columns if column.shown)
    if asked.strip() == "all":
        return tracker.columns
    there = {column.key: column for column in tracker.columns}
    keys = tuple(dict.fromkeys(key.strip() for key in asked.split(",")))
    if wrong := [key for key in keys if key not in there]:
        raise stores.WrongUsage(f"{tracker.title} has no column “{'”, “'.join(wrong)}”; there is {', '.join(there)}")
    return tuple(there[key] for key in keys)


def _filtered(name: str, tracker: Tracker, frame: pl.DataFrame, facts: Facts) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """The rows of a shared filter, and all that is filtered in words: the same as on the screen."""
    from models.trackers.filters import shared

    kept = shared(facts)
    found = next((each for each in kept if each.name.casefold() == name.strip().casefold()), None)
    if found is None:
        there = ", ".join(f"“{each.name}”" for each in kept) or "none"
        raise Sentence(f"There is no filter “{name}” in this file; there is {there}")
    if missing := found.missing(tracker.columns):
        raise Sentence(f"The filter “{found.name}” asks what {tracker.title} does not show: {', '.join(missing)}")
    asked = [(each, tracker.column(each.key)) for each in found.filters]
    rows = frame.filter(each.mask(column) for each, column in asked)
    return rows, (tracker.population, *(each.words(column) for each, column in asked))


def figures(chosen: argparse.Namespace) -> int:
    """The authority's own figures: taken up from a file, or listed."""
    from models.measures import MEASURES, compared
    from models.returns import figures as files

    if chosen.definitions:
        print(compared.known(list(MEASURES.values())))
        return 0
    with stores.open_store(chosen.db) as store:
        if not chosen.file:
            for line in files.listed(store.facts()):
                print(line)
            return 0
        try:
            edit = files.read(Path(chosen.file), store.head)
        except files.Unreadable as wrong:
            raise Sentence(str(wrong)) from None
        changes = store.apply(edit, who=who(), today=dt.date.today())
        print(f"{chosen.file}: {len(edit.rows):,} figures read, {changes.rows:,} recorded")
    return 0


def check(chosen: argparse.Namespace) -> int:
    """What is doubtful, child by child, and what was answered to it."""
    from models.checks import answered, faults
    from models.snapshot import Snapshot

    with stores.open_store(chosen.db) as store:
        snapshot = Snapshot(store.facts(chosen.known_on), chosen.as_at or dt.date.today())
        for row in answered(snapshot, faults(snapshot)).iter_rows(named=True):
            reason = " ".join(row["answered_reason"].split()) if row["answered"] else ""
            beside = f" (answered: {reason})" if reason else ""
            print(f"{row['child']}\t{row['on'] or ''}\t{row['code']}\t{row['sentence']}{beside}")
        looked(store, "Doubtful data")
    return 0


def ledger_list(chosen: argparse.Namespace) -> int:
    """One line per change set, oldest first."""
    with stores.open_store(chosen.db) as store:
        for row in store.change_sets().iter_rows(named=True):
            words = (row["number"], row["at"], row["who"], row["kind"], row["label"], row["rows"])
            print("\t".join(" ".join(str(word).split()) for word in words))
    return 0


def ledger_verify(chosen: argparse.Namespace) -> int:
    """Whether the record is whole."""
    with stores.open_store(chosen.db) as store:
        verdict = store.verify(chosen.head, progress=bar())
        if verdict.ok:
            print(verdict.words)
            return 0
        return say(verdict.words, 1)


def ledger_undo(chosen: argparse.Namespace) -> int:
    """Take a change set back."""
    with stores.open_store(chosen.db) as store:
        changes = store.undo(chosen.number, who=who(), progress=kept(bar()))
        print(f"{changes.number}: {changes.label}, {changes.rows:,} rows")
    return 0


def backup(chosen: argparse.Namespace) -> int:
    """One complete copy of the file."""
    if Path(chosen.output).exists():
        raise Sentence(f"{chosen.output} is there already; give another name")
    with stores.open_store(chosen.db) as store:
        store.backup(Path(chosen.output))
        print(f"{chosen.output}: complete, head {store.head_digest}")
    return 0
