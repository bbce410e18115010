"""The command line: everything the program can do without a window. Never imports Qt.

Exit codes: 0 done, 1 refused or found wrong (one sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop import claimed, commands, erasing, meetings, papers, planning, publishing, stores
from models.dates import typed

if TYPE_CHECKING:
    pass

UK = ZoneInfo("Europe/London")


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
        return commands.say(wrong, 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return commands.say("Stopped; nothing was recorded", 130)
    except Exception as error:
        if (sentence := _sentence(error)) is None:
            raise
        return commands.say(sentence, 1)


def _sentence(error: Exception) -> str | None:
    """The sentence of an error its user can mend; None for a fault of the program, which should look like one."""
    from models.edits import Conflict, Refused
    from models.store import CannotOpen

    if isinstance(error, (commands.Sentence, CannotOpen, Refused, Conflict)):
        return str(error)
    if isinstance(error, OSError):
        return f"{str(error.filename or 'What was to be written').removesuffix('.part')}: {error.strerror or error}"
    return None


@functools.cache
def parser() -> argparse.ArgumentParser:
    """Every command with its words; made once, however many commands a process carries out."""
    top = argparse.ArgumentParser(
        prog="permanence", description="A permanence tracker for English children's services."
    )
    named = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        sub = named.add_parser(name, help=words, description=words)
        _database(sub)
        sub.set_defaults(run=run)
        return sub

    demo = named.add_parser("demo", help="make the demonstration authority and open the window on it")
    demo.add_argument(
        "--db", type=stores.place, metavar="FILE", help="where it lies (default: this user's data folder)"
    )
    demo.add_argument("--children", type=stores.count, default=3000, metavar="N", help="how many children (3000)")
    demo.add_argument("--no-window", action="store_true", help="only make the database")
    demo.add_argument("--offscreen", action="store_true", help="draw without a screen")
    demo.add_argument("--screenshots", metavar="DIR", help="draw every page to DIR and exit")
    demo.set_defaults(run=commands.demo)

    bring = command("import", commands.bring_in, "read an SSDA903 return (a folder, CSV files or one XML file)")
    bring.add_argument("paths", nargs="+", metavar="PATH")
    bring.add_argument("--year", type=_year, help="the year the return belongs to, named by its end (2022 is 2021-22)")
    bring.add_argument("--dry-run", action="store_true", help="only show what it would change")
    bring.add_argument("--accept", choices=("ours", "theirs"), default="ours", help="whose value stands in a conflict")
    bring.add_argument("--rejects", metavar="FILE", help="write the rows that stayed out, with reasons, to FILE (CSV)")
    bring.add_argument("--unencrypted", action="store_true", help="make a new file without a pass-phrase")

    out = command("export", commands.export, "write the statutory return of a year")
    out.add_argument("what", choices=("ssda903",))
    out.add_argument("folder", metavar="DIR")
    out.add_argument("--year", type=_year, required=True)
    _known_on(out)

    measures = command("measures", commands.measures, "the figures, each with the children behind it")
    _dates(measures)
    measures.add_argument("--from", dest="first", type=_day, metavar="F", help="first day of the period")
    measures.add_argument("--only", metavar="ID,…", help="some measures only")
    measures.add_argument("--by", metavar="WHAT,…|all", help="also by age, sex, ethnicity, siblings, disability")
    measures.add_argument("--truncated", action="store_true", help="cut percentages off, as some papers do")
    measures.add_argument("--json", action="store_true", help="as JSON")

    tracker = command("tracker", commands.tracker, "a tracker as a table, a file or a paper")
    tracker.add_argument("name", metavar="NAME", help="permanence")
    _dates(tracker)
    tracker.add_argument("--format", choices=("table", "csv", "xlsx", "json", "pdf"), default="table")
    tracker.add_argument("-o", "--output", metavar="OUT", help="the file to write")
    tracker.add_argument("--columns", metavar="KEY,…|all", help="these columns in this order, or every one")
    tracker.add_argument("--filter", metavar="NAME", help="only the rows of a filter that is shared in the file")

    report = named.add_parser("report", help="a document as PDF, web page or workbook: pack, minutes, scorecard …")
    report.add_argument("name", nargs="?", metavar="NAME", help="which document")
    report.add_argument("--list", action="store_true", help="every document, what it is for and what it takes")
    report.add_argument("--db", type=stores.place, metavar="FILE", help="a file, or a database URL")
    _dates(report)
    report.add_argument("--from", dest="first", type=_day, metavar="F", help="first day of the period")
    report.add_argument("--figures", type=_day, metavar="D", help="the day its figures are of (the board's quarter)")
    report.add_argument("--audience", choices=("internal", "public"), default="internal", help="who may read it")
    report.add_argument("--child", default="", metavar="ID", help="the child it is about")
    report.add_argument("--worker", default="", metavar="WHO", help="the worker or owner it is about")
    report.add_argument("--meeting", type=_day, metavar="D", help="the day of the meeting")
    report.add_argument("--charts", action="store_true", help="with the charts")
    report.add_argument("--compared", type=stores.count, metavar="N", help="the publication it is compared with")
    report.add_argument("--tracker", metavar="NAME", help="the tracker it is of (permanence)")
    report.add_argument("-o", "--out", metavar="FILE", help="where: FILE.pdf, .html, .xlsx or .csv (its tables)")
    report.set_defaults(run=papers.report)

    figures = command("figures", commands.figures, "load the authority's own figures from a CSV file, or list them")
    figures.add_argument("file", nargs="?", metavar="FILE.csv", help="estimates, targets, comparators, events and more")
    figures.add_argument(
        "--definitions", action="store_true", help="every measure's definition, as comparators name it"
    )

    publish = command("publish", publishing.publish, "seal the figures of a period as they are published")
    publish.add_argument("title", metavar="TITLE")
    publish.add_argument("--as-at", type=_day, metavar="D", help="the day the figures are of (today)")
    publish.add_argument("--from", dest="first", type=_day, metavar="F", help="first day of the period")
    publish.add_argument("--only", metavar="ID,…", help="some measures only")

    published = command("publications", publishing.publications, "what was published, and what is otherwise since")
    published.add_argument("number", nargs="?", type=stores.count, metavar="N", help="one publication, with revisions")
    published.add_argument("--truncated", action="store_true", help="cut percentages off after one decimal")
    published.add_argument("--json", action="store_true", help="as JSON")

    claims = command("claims", claimed.claims, "what published papers state, recomputed; or load claims from a file")
    claims.add_argument("file", nargs="?", metavar="FILE.csv", help="claims to record: one a row, as printed")
    _dates(claims)
    claims.add_argument("--json", action="store_true", help="as JSON")

    plan = command("plan", planning.plan, "the permanence action plan as at a day; or load its actions from a file")
    plan.add_argument(
        "file", nargs="?", metavar="FILE.csv", help="actions to take over: one a row, as a spreadsheet has"
    )
    _dates(plan)
    plan.add_argument("--theme", choices=tuple("123456"), metavar="N", help="one theme only, by its number")
    written = plan.add_mutually_exclusive_group()
    written.add_argument("--json", action="store_true", help="as JSON, with every note")
    written.add_argument("--csv", action="store_true", help="the actions as CSV, which can be loaded again")

    meeting = command("meeting", meetings.meeting, "the monitoring group: its meetings, an agenda, actions, minutes")
    meeting.add_argument("what", choices=("list", "agenda", "actions", "minutes"))
    _dates(meeting)
    meeting.add_argument("--meeting", type=_day, metavar="D", help="the day of the meeting (the next one, or the last)")
    meeting.add_argument("--owner", metavar="WHO", help="the open actions of one owner alone")
    meeting.add_argument("--why-not", action="store_true", help="who is not on the agenda, and what each rule found")
    meeting.add_argument("--json", action="store_true", help="as JSON")

    check = command("check", commands.check, "what is doubtful in the data: child, day, rule, sentence")
    _dates(check)

    ledger = named.add_parser("ledger", help="every change set, and whether the record is whole")
    acts = ledger.add_subparsers(required=True, metavar="ACT")
    for name, run, words in (
        ("list", commands.ledger_list, "one line per change set: number, UTC, who, kind, label, rows"),
        ("verify", commands.ledger_verify, "recompute the chain and name the first change set that does not match"),
        ("undo", commands.ledger_undo, "take one change set back"),
    ):
        act = acts.add_parser(name, help=words, description=words)
        _database(act)
        act.set_defaults(run=run)
        if name == "verify":
            act.add_argument(
                "--head", type=_digest, metavar="DIGEST", help="the head digest that a paper or backup carries"
            )
        if name == "undo":
            act.add_argument("number", type=stores.count, metavar="N")

    erase = command("erase", erasing.erase, erasing.WORDS)
    erase.description = f"{erasing.WORDS}. {erasing.BESIDE}"
    whom = erase.add_mutually_exclusive_group(required=True)
    whom.add_argument("--child", action="append", metavar="ID", help="whose record; again for another child")
    whom.add_argument("--due", action="store_true", help="only list whose keeping time is over, by the local policy")
    whom.add_argument("--certificate", type=stores.count, metavar="N", help="the certificate of change set N again")
    erase.add_argument("--reason", metavar="WORDS", help="who ordered it and why; it stays in the ledger")
    erase.add_argument("--dry-run", action="store_true", help="only say what would be removed")
    erase.add_argument("--confirm", action="append", metavar="ID", help="the id typed again, of each child")
    erase.add_argument("--as-at", type=_day, metavar="D", help="of --due: the day asked about (today)")
    erase.add_argument("-o", "--output", metavar="OUT", help="the certificate: FILE.pdf, .html or .txt")

    backup = command("backup", commands.backup, "one complete copy of the database file")
    backup.add_argument("output", metavar="OUT")
    return top


def _database(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--db", required=True, type=stores.place, metavar="FILE", help="a file, or a database URL")


def _known_on(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--known-on", type=_moment, metavar="T", help="as it was known: a day (its end, UK time) or an ISO moment"
    )


def _dates(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--as-at", type=_day, metavar="D", help="the day asked about (today)")
    _known_on(sub)


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
    if not (text.isdecimal() and 1991 < int(text) < 2100):
        raise argparse.ArgumentTypeError(f"“{text}” is not a collection year; 2021-22 is written 2022")
    return int(text)


def _digest(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the head digest is blank")
    return text
