"""The command line: everything the program can do without a window. Never imports Qt.

Exit codes: 0 done, 1 refused or found wrong (one sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop import stores
from models.dates import british, typed
from models.progress import Progress, silent

if TYPE_CHECKING:
    from models.edits.bulk import Bulk
    from models.store import Store

UK = ZoneInfo("Europe/London")


class Sentence(Exception):
    """Something the user can mend, said in one sentence."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an old code page lacks dashes and quotation marks
    chosen = parser().parse_args(arguments)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped so, too, the file is left whole
    try:
        code: int = chosen.run(chosen)
        print(end="", flush=True)
        return code
    except stores.WrongUsage as wrong:
        return _say(wrong, 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _say("Stopped; nothing was kept", 130)
    except Exception as error:
        if (sentence := _sentence(error)) is None:
            raise
        return _say(sentence, 1)


def _say(sentence: object, code: int) -> int:
    print(f"permanence: {sentence}", file=sys.stderr)
    return code


def _sentence(error: Exception) -> str | None:
    """The sentence of an error its user can mend; None for a fault of the program, which should look like one."""
    from models.edits import Conflict, Refused
    from models.store import CannotOpen

    if isinstance(error, (Sentence, CannotOpen, Refused, Conflict)):
        return str(error)
    if isinstance(error, OSError):
        return f"{str(error.filename or 'What was to be written').removesuffix('.part')}: {error.strerror or error}"
    return None


def parser() -> argparse.ArgumentParser:
    """Every command with its words."""
    top = argparse.ArgumentParser(
        prog="permanence", description="A permanence tracker for English children's services."
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=words, description=words)
        _database(sub)
        sub.set_defaults(run=run)
        return sub

    demo = commands.add_parser("demo", help="make the demonstration authority and open the window on it")
    demo.add_argument("--db", type=_place, metavar="FILE", help="where it lies (default: this user's data folder)")
    demo.add_argument("--children", type=_count, default=3000, metavar="N", help="how many children (3000)")
    demo.add_argument("--no-window", action="store_true", help="only make the database")
    demo.add_argument("--offscreen", action="store_true", help="draw without a screen")
    demo.add_argument("--screenshots", metavar="DIR", help="draw every page to DIR and exit")
    demo.set_defaults(run=_demo)

    bring = command("import", _import, "read an SSDA903 return (a folder, CSV files or one XML file)")
    bring.add_argument("paths", nargs="+", metavar="PATH")
    bring.add_argument("--year", type=_year, help="the year the return belongs to, named by its end (2022 is 2021-22)")
    bring.add_argument("--dry-run", action="store_true", help="only show what it would change")
    bring.add_argument("--accept", choices=("ours", "theirs"), default="ours", help="whose value stands in a conflict")
    bring.add_argument("--rejects", metavar="FILE", help="write the rows that stayed out, with reasons, to FILE (CSV)")
    bring.add_argument("--unencrypted", action="store_true", help="make a new file without a pass-phrase")

    out = command("export", _export, "write the statutory return of a year")
    out.add_argument("what", choices=("ssda903",))
    out.add_argument("folder", metavar="DIR")
    out.add_argument("--year", type=_year, required=True)
    _known_on(out)

    measures = command("measures", _measures, "the figures, each with the children behind it")
    _dates(measures)
    measures.add_argument("--from", dest="first", type=_day, metavar="F", help="first day of the period")
    measures.add_argument("--only", metavar="ID,…", help="some measures only")
    measures.add_argument("--json", action="store_true", help="as JSON")

    tracker = command("tracker", _tracker, "a tracker as a table, a file or a paper")
    tracker.add_argument("name", metavar="NAME", help="permanence")
    _dates(tracker)
    tracker.add_argument("--format", choices=("table", "csv", "xlsx", "json", "pdf"), default="table")
    tracker.add_argument("-o", "--output", metavar="OUT", help="the file to write")

    check = command("check", _check, "what is doubtful in the data: child, day, rule, sentence")
    _dates(check)

    ledger = commands.add_parser("ledger", help="every change set, and whether the record is whole")
    acts = ledger.add_subparsers(required=True, metavar="ACT")
    for name, run, words in (
        ("list", _ledger_list, "one line per change set: number, UTC, who, kind, label, rows"),
        ("verify", _ledger_verify, "recompute the chain and name the first change set that does not match"),
        ("undo", _ledger_undo, "take one change set back"),
    ):
        act = acts.add_parser(name, help=words, description=words)
        _database(act)
        act.set_defaults(run=run)
        if name == "verify":
            act.add_argument(
                "--head", type=_digest, metavar="DIGEST", help="the head digest that a paper or backup carries"
            )
        if name == "undo":
            act.add_argument("number", type=_count, metavar="N")

    backup = command("backup", _backup, "one complete copy of the database file")
    backup.add_argument("output", metavar="OUT")
    return top


def _database(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--db", required=True, type=_place, metavar="FILE", help="a file, or a database URL")


def _known_on(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--known-on", type=_moment, metavar="T", help="as it was known: a day (its end, UK time) or an ISO moment"
    )


def _dates(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--as-at", type=_day, metavar="D", help="the day asked about (today)")
    _known_on(sub)


def _place(text: str) -> str:
    try:
        return stores.place(text)
    except stores.WrongUsage as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


def _day(text: str) -> dt.date:
    try:
        on = dt.date.fromisoformat(text) if text[:4].isdigit() and text[4:5] == "-" else typed(text)
    except ValueError:
        on = None
    if on is None or not 1900 <= on.year < 2200:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date; write it as 2022-03-31 or 31/3/2022")
    return on


def _moment(text: str) -> dt.datetime:
    try:
        if len(text) > 10 and "T" in text.upper().replace(" ", "T"):
            moment = dt.datetime.fromisoformat(text)
            _day(moment.date().isoformat())
            return moment if moment.tzinfo else moment.replace(tzinfo=UK)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a moment; write 2022-03-31T14:00:00+00:00") from None
    return dt.datetime.combine(_day(text) + dt.timedelta(days=1), dt.time(), UK) - dt.timedelta(microseconds=1)


def _year(text: str) -> int:
    if not (text.isdigit() and 1991 < int(text) < 2100):
        raise argparse.ArgumentTypeError(f"“{text}” is not a collection year; 2021-22 is written 2022")
    return int(text)


def _count(text: str) -> int:
    if not (text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"“{text}” is not a number above nought")
    return int(text)


def _digest(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the head digest is blank")
    return text


def _who() -> str:
    try:
        return getpass.getuser()
    except OSError:
        return "unknown"


def _bar() -> Progress:
    """Progress on a terminal's last line; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return silent

    def show(share: float, words: str) -> None:
        print(f"\r{share:4.0%} {words:<60.60}", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)

    return show


def _demo(chosen: argparse.Namespace) -> int:
    from models.store.opening import shown

    if not chosen.no_window:
        raise stores.WrongUsage("The window is opened by `permanence demo` itself")
    if not chosen.db:
        raise stores.WrongUsage("Say where the demonstration should lie: --db FILE")
    if stores.exists(chosen.db):
        raise Sentence(f"{shown(chosen.db)} is there already; give another name, or remove it first")
    from models import samples

    progress = _bar()
    with stores.making(chosen.db, None) as store:
        bulk = samples.authority(chosen.children, today=dt.date.today(), progress=progress)
        changes = store.record(bulk, who=_who(), progress=progress)
    print(f"{shown(chosen.db)}: {chosen.children:,} invented children, {changes.rows:,} facts")
    return 0


def _import(chosen: argparse.Namespace) -> int:
    from models.edits.bulk import Standing
    from models.returns import ssda903

    today, progress = dt.date.today(), _bar()
    _spared(chosen.rejects, chosen.db, *chosen.paths)
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


def _spared(written: str | None, *read: str) -> None:
    """Refuse to write over what the same command reads."""
    if written and any(Path(written).resolve() == Path(path).resolve() for path in read):
        raise Sentence(f"{written} would be written over what is read; give another name")


def _record(store: Store, bulk: Bulk | None, progress: Progress) -> None:
    if bulk is not None:
        store.record(bulk, who=_who(), progress=progress)


def _export(chosen: argparse.Namespace) -> int:
    from models.returns import ssda903

    store = stores.open_store(chosen.db)
    try:
        written = ssda903.write(store.facts(chosen.known_on), chosen.year, Path(chosen.folder), progress=_bar())
    finally:
        store.close()
    for path in written:
        print(path)
    return 0


def _measures(chosen: argparse.Namespace) -> int:
    from models.measures import MEASURES, Period, as_json, evaluate
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
    store = stores.open_store(chosen.db)
    try:
        tallies = evaluate(Snapshot(store.facts(chosen.known_on), as_at), period, only=only)
        if chosen.json:
            answer = {
                "as_at": as_at.isoformat(),
                "from": period.first.isoformat(),
                "known_on": chosen.known_on.isoformat() if chosen.known_on else None,
                "measures": [as_json(MEASURES[code], tally) for code, tally in tallies.items()],
            }
            print(json.dumps(answer))
        else:
            print(f"As at {british(as_at)}, period {period}")
            for code, tally in tallies.items():
                print(_measure_line(code, MEASURES[code].title, tally))
    finally:
        store.close()
    return 0


def _measure_line(code: str, title: str, tally: object) -> str:
    from models.measures import Tally

    assert isinstance(tally, Tally)
    value = "–" if tally.value is None else f"{tally.value:,.1f}" if tally.unit == "%" else f"{tally.value:,.0f}"
    unit = "" if tally.unit in ("children", "spells", "difference") else f" {tally.unit}"
    note = f" · {tally.known_note}" if tally.known_note else ""
    return f"{code:5} {title:58} {value:>9}{unit:9} n {tally.n:,}{note}"


def _tracker(chosen: argparse.Namespace) -> int:
    from models.snapshot import Snapshot
    from models.trackers import TRACKERS

    if chosen.name not in TRACKERS:
        raise stores.WrongUsage(f"There is no tracker “{chosen.name}”; there is {', '.join(TRACKERS)}")
    if chosen.format in ("xlsx", "pdf") and not chosen.output:
        raise stores.WrongUsage(f"A {chosen.format.upper()} needs a file to write: -o OUT")
    _spared(chosen.output, chosen.db)
    store = stores.open_store(chosen.db)
    try:
        snapshot = Snapshot(store.facts(chosen.known_on), chosen.as_at or dt.date.today())
        _write_tracker(chosen, snapshot, store.head_digest)
    finally:
        store.close()
    return 0


def _write_tracker(chosen: argparse.Namespace, snapshot: object, head: str) -> None:
    from models import exports
    from models.snapshot import Snapshot
    from models.trackers import TRACKERS

    assert isinstance(snapshot, Snapshot)
    tracker = TRACKERS[chosen.name]
    frame = tracker.rows(snapshot)
    columns = tuple(column for column in tracker.columns if column.shown)
    about = exports.About(
        title=tracker.title,
        shown=tracker.describe(frame, snapshot),
        as_at=snapshot.as_at,
        known_on=snapshot.known_on,
        filters=(),
        n=len(frame),
        who=_who(),
        head=head,
    )
    if chosen.format == "pdf":
        from models.reports import tracker_summary

        tracker_summary.write(Path(chosen.output), columns, frame, about, progress=_bar())
    elif chosen.output:
        exports.write(Path(chosen.output), chosen.format, columns, frame, about, progress=_bar())
    else:
        sys.stdout.write(exports.as_text(chosen.format, columns, frame, about))


def _check(chosen: argparse.Namespace) -> int:
    from models.checks import faults
    from models.snapshot import Snapshot

    store = stores.open_store(chosen.db)
    try:
        snapshot = Snapshot(store.facts(chosen.known_on), chosen.as_at or dt.date.today())
        for code, _title, child, on, sentence in faults(snapshot).iter_rows():
            print(f"{child}\t{on or ''}\t{code}\t{sentence}")
    finally:
        store.close()
    return 0


def _ledger_list(chosen: argparse.Namespace) -> int:
    store = stores.open_store(chosen.db)
    try:
        for row in store.change_sets().iter_rows(named=True):
            words = (row["number"], row["at"], row["who"], row["kind"], row["label"], row["rows"])
            print("\t".join(" ".join(str(word).split()) for word in words))
    finally:
        store.close()
    return 0


def _ledger_verify(chosen: argparse.Namespace) -> int:
    store = stores.open_store(chosen.db)
    try:
        verdict = store.verify(chosen.head, progress=_bar())
        if verdict.ok:
            print(verdict.words)
            return 0
        return _say(verdict.words, 1)
    finally:
        store.close()


def _ledger_undo(chosen: argparse.Namespace) -> int:
    store = stores.open_store(chosen.db)
    try:
        changes = store.undo(chosen.number, who=_who())
        print(f"{changes.number}: {changes.label}, {changes.rows:,} rows")
    finally:
        store.close()
    return 0


def _backup(chosen: argparse.Namespace) -> int:
    if Path(chosen.output).exists():
        raise Sentence(f"{chosen.output} is there already; give another name")
    store = stores.open_store(chosen.db)
    try:
        store.backup(Path(chosen.output))
        print(f"{chosen.output}: complete, head {store.head_digest}")
    finally:
        store.close()
    return 0
